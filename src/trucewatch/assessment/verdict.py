"""The answer for one zone and window: standing, verdict and trend, and what they rest on."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date

from trucewatch.assessment.confidence import confidence, doubts_of
from trucewatch.assessment.control import overrun_by
from trucewatch.assessment.harm import harm_counts
from trucewatch.assessment.killed import killed, killed_by_category
from trucewatch.assessment.rates import RateRatio, rate_ratio, series
from trucewatch.assessment.reasons import better_or_worse, reasons
from trucewatch.assessment.rule_table import Facts, Rule, RuleTable
from trucewatch.assessment.standing import force_from, standing_on
from trucewatch.assessment.window import Doubt, Window, baseline, most_in_days
from trucewatch.assessment.wording import days_words
from trucewatch.model.finding import (
    Confidence,
    Engagement,
    Standing,
    Trend,
    Verdict,
    ZoneVerdict,
)
from trucewatch.model.record import Incident

WEEK = 7
STANDINGS_WITH_BAN: tuple[Standing, ...] = ("in force", "extension unknown")


@dataclass(frozen=True)
class Reached:
    """What the rule table says of one window, and what it saw."""

    facts: Facts
    rule: Rule
    because: str
    ratio: RateRatio | None


def zone_verdict(window: Window, engagements: Iterable[Engagement]) -> ZoneVerdict:
    reached = reach(window)
    deciding, because = _held_over(window, reached)
    final = deciding.rule
    standing, standing_note = _standing(window)
    readings = (_read_as(window, "strictest"), _read_as(window, "most generous"))
    return ZoneVerdict(
        zone=window.zone.id,
        agreement=window.agreement.id,
        window_from=window.first,
        window_to=window.last,
        standing=standing,
        standing_note=standing_note,
        verdict=final.verdict,
        also=_also(deciding, window.case.table),
        qualifier=_qualifier(reached.facts, final, window.case.table),
        strictest=readings[0],
        most_generous=readings[1],
        confidence=_confidence(window, reached, deciding, readings),
        trend=trend(window),
        better_or_worse=better_or_worse(window, reached.ratio),
        rule=final.id,
        because=because,
        would_change=final.would_change,
        coverage=reached.facts.coverage,
        coverage_note=window.coverage_note(),
        rate_ratio=reached.ratio,
        incidents=tuple(incident.id for incident in window.listed),
        violations=tuple(sorted(violation.id for violation in window.violations)),
        tallies=tuple(tally.id for tally in window.tallies()),
        control_changes=tuple(change.id for change in window.control_changes()),
        engagements=_engagements(window, engagements),
        killed=killed(window, force_from(window.agreement) or window.first, window.last),
        killed_in_window=killed(window, window.first, window.last),
        killed_by_category=killed_by_category(window),
        out_of_scope=window.out_of_scope(),
        last_incident=_last_incident(window),
        guarantors=window.agreement.guarantors,
    )


def _confidence(
    window: Window, reached: Reached, deciding: Reached, readings: tuple[Verdict, Verdict]
) -> Confidence | None:
    """None off the scale from holding to collapsed: there is nothing to be sure of."""
    table = window.case.table
    if table.severity(deciding.rule.verdict) is None:
        return None
    return confidence(
        doubts_of(
            deciding.rule.verdict,
            _also(deciding, table),
            deciding.ratio[1] if deciding.ratio else None,
            readings,
            reached.facts.coverage,
            window.listed,
            table,
            stands_over=deciding is not reached,
        )
    )


def _read_as(window: Window, doubt: Doubt) -> Verdict:
    """The verdict if claims that may be wrong were read otherwise."""
    read = window.of(window.first, window.last, doubt)
    return _held_over(read, reach(read))[0].rule.verdict


def reach(window: Window) -> Reached:
    """The row that fires for this window alone."""
    compared = baseline(window)
    ratio = rate_ratio(*compared) if compared else None
    facts = _facts(window, ratio)
    rule, names = window.case.table.match(facts)
    return Reached(facts, rule, reasons(names, facts, window), ratio)


def trend(window: Window) -> Trend:
    """Violated incidents of this window against the one before: steady where chance would do.

    Unknown where the window before was not wholly under the ban, or either was not observed.
    """
    before = window.previous()
    if not (before.is_wholly_under_ban and window.is_observed() and before.is_observed()):
        return "unknown"
    low, _, high = rate_ratio(
        series(window.first, window.last, window.violated_days()),
        series(before.first, before.last, before.violated_days()),
    )
    if low > 1:
        return "worsening"
    return "easing" if high < 1 else "steady"


def _facts(window: Window, ratio: RateRatio | None) -> Facts:
    violated = window.violated_days()
    return Facts(
        standing=_standing(window)[0],
        is_overrun=overrun_by(window.zone, window.last, window.case) is not None,
        is_withdrawn=bool(window.withdrawals()),
        coverage=window.coverage(),
        is_observed=window.is_observed(),
        incidents=len(window.counted),
        known_incidents=len(window.listed),
        harm_counts=harm_counts(window),
        major_incidents=len(window.major()),
        places_taken=len(window.taken()),
        violations=len(violated),
        violations_in_7_days=most_in_days(violated, 7),
        quiet_days=window.quiet_days(),
        has_baseline=ratio is not None,
        rate_ratio=ratio[1] if ratio else None,
    )


def _standing(window: Window) -> tuple[Standing, str]:
    return standing_on(window.agreement, window.last, window.case.reference, window.zone)


def _held_over(window: Window, reached: Reached) -> tuple[Reached, str]:
    """What decides, and why: worse at once, better only after two windows, so the worst that the
    windows of the same length gave which ended within one length before, a week apart.

    An undetermined window shows no easing, so that trouble before it stands over, too.
    """
    table = window.case.table
    now = table.severity(reached.rule.verdict)
    if now is None and reached.rule.verdict == "undetermined":
        now = table.severity("holding")
    if now is None:
        return reached, reached.because
    earlier = [(each, reach(each)) for each in _windows_before(window)]
    graded = [(table.severity(then.rule.verdict), each, then) for each, then in earlier]
    worse = [(grade, each, then) for grade, each, then in graded if grade is not None]
    worst, before, then = max(worse, key=lambda found: found[0], default=(now, window, reached))
    if worst <= now:
        return reached, reached.because
    days = days_words(before.first, before.last)
    return then, (
        f"This verdict stands over from {days}: {then.because} This window alone would give "
        f"“{reached.rule.verdict}”, and an easing counts after two windows: {reached.because}"
    )


def _windows_before(window: Window) -> list[Window]:
    """The latest first, each wholly under the ban."""
    ends = range(WEEK, window.length + WEEK, WEEK)
    shifted = (window.earlier(min(days, window.length)) for days in ends)
    return [each for each in shifted if each.is_wholly_under_ban]


def _also(deciding: Reached, table: RuleTable) -> Verdict | None:
    """The other word where the interval of the deciding rate straddles a line; the worse of two."""
    if deciding.ratio is None or not deciding.facts.incidents:
        return None
    low, _, high = deciding.ratio
    ends = [table.match(replace(deciding.facts, rate_ratio=end))[0].verdict for end in (high, low)]
    return next((verdict for verdict in ends if verdict != deciding.rule.verdict), None)


def _qualifier(facts: Facts, final: Rule, table: RuleTable) -> str | None:
    """The row's own; else that the verdict is a floor, since what was not seen may be worse."""
    if final.qualifier:
        return final.qualifier
    severity = table.severity(final.verdict)
    can_be_worse = severity is not None and severity < len(table.scale) - 1
    if not can_be_worse or facts.coverage == "full":
        return None
    if final.verdict in ("holding", "largely holding"):
        return "at best"
    return "at least" if facts.known_incidents else None


def _engagements(window: Window, engagements: Iterable[Engagement]) -> tuple[str, ...]:
    """Those under the zone's agreement known by the window's end, in this zone or in none named."""
    return tuple(
        sorted(
            each.id
            for each in engagements
            if each.agreement == window.agreement.id
            and (not each.zones or window.zone.id in each.zones)
            and (each.first_published is None or each.first_published <= window.last)
        )
    )


def _last_incident(window: Window) -> date | None:
    """The last day of the latest incident placed here, in scope, by the window's end.

    It is looked for in the window, and farther and farther back where none is found.
    """
    if (found := _last_day_of_incident(window)) or window.first == date.min:
        return found
    return _last_incident(window.reaching_back(2 * window.length))


def _last_day_of_incident(window: Window) -> date | None:
    days = [
        test.days.last
        for test in window.tests
        if isinstance(test.act, Incident) and test.is_counted and test.days.last
    ]
    return max((day for day in days if window.first <= day <= window.last), default=None)
