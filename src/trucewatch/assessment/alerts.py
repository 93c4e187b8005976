"""Alerts: what someone who watches a zone wants to be told, on the day on which it could be known.

An alert counts only what was published by its day, so that reports of later days leave it as it
was, and it has the same id whenever it is found: a feed's reader is shown it once.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date, timedelta

from trucewatch.assessment.apart import guarantors_apart
from trucewatch.assessment.examined import Examined
from trucewatch.assessment.ids import finding_id
from trucewatch.assessment.lookback import Act, Lookback
from trucewatch.assessment.watch_rules import (
    AlertRules,
    DeadlineRule,
    QuietRule,
    RiseRule,
    SilenceRule,
)
from trucewatch.assessment.window import Window
from trucewatch.assessment.wording import counted, day_words, days_words
from trucewatch.model.finding import Alert, AlertKind, Obligation, Severity


def find_alerts(
    windows: Sequence[Window],
    examined: Iterable[Examined],
    obligations: Iterable[Obligation],
    rules: AlertRules,
) -> tuple[Alert, ...]:
    """Those of the windows' days, the earliest first."""
    if not windows:
        return ()
    first, last, reference = windows[0].first, windows[0].last, windows[0].case.reference
    found = [
        *(alert for window in windows for alert in _of_zone(window, rules)),
        *_missed_deadlines(obligations, rules.deadline_missed, first, last),
        *guarantors_apart(examined, reference, rules.guarantors_apart, first, last),
    ]
    return tuple(
        sorted(found, key=lambda alert: (alert.day, alert.kind, alert.zone or "", alert.id))
    )


def _of_zone(window: Window, rules: AlertRules) -> Iterator[Alert]:
    lookback = Lookback(window, rules.look_back_days)
    yield from _sharp_rises(lookback, rules.sharp_rise)
    yield from _first_violations(lookback, rules.first_violation)
    yield from _gone_unobserved(lookback, rules.gone_unobserved)


def _missed_deadlines(
    obligations: Iterable[Obligation], rule: DeadlineRule, first: date, last: date
) -> Iterator[Alert]:
    """On the day after the last one on which it could have been kept."""
    for each in obligations:
        day = each.due + timedelta(days=1) if each.due and each.due < date.max else None
        if each.state == "missed" and day and first <= day <= last:
            yield Alert(
                id=finding_id("l", "deadline missed", each.id),
                kind="deadline missed",
                severity=rule.severity,
                day=day,
                says=f"{each.title}, due by {day_words(each.due or day)}: {each.because}",
                evidence=(each.id,),
                claims=each.claims,
            )


def _sharp_rises(lookback: Lookback, rule: RiseRule) -> Iterator[Alert]:
    """The first day in so many on which incidents stand out against the weeks before."""
    for day in lookback.window.days:
        now = _risen(lookback, day, rule)
        days_before = (day - timedelta(days=ago) for ago in range(1, rule.days + 1))
        if now and not any(_risen(lookback, earlier, rule) for earlier in days_before):
            before = lookback.acts(day - timedelta(days=rule.days), rule.before_days, day)
            seen = lookback.observed(day - timedelta(days=rule.days), rule.before_days, day)
            says = (
                f"{counted(len(now), 'incident')} in {counted(rule.days, 'day')} to "
                f"{day_words(day)}, after {len(before)} in the {rule.before_days} days before, of "
                f"which {seen} were observed."
            )
            yield _alert(lookback, "sharp rise", rule.severity, day, says, now)


def _risen(lookback: Lookback, day: date, rule: RiseRule) -> Sequence[Act]:
    """The incidents of the last days, where they are many and many times those before."""
    now = lookback.acts(day, rule.days, day)
    before = lookback.acts(day - timedelta(days=rule.days), rule.before_days, day)
    usual = len(before) * rule.days / rule.before_days
    return now if len(now) >= rule.at_least and len(now) >= rule.times * usual else ()


def _first_violations(lookback: Lookback, rule: QuietRule) -> Iterator[Alert]:
    """A violation before which nothing was known of for days that were mostly observed."""
    raised: set[date] = set()
    for act in sorted(lookback.all_acts, key=lambda act: (act.known, act.id)):
        day = max(act.known, act.last)
        is_asked = lookback.window.first <= day <= lookback.window.last
        if not act.violations or not is_asked or act.last in raised:
            continue
        eve = act.first - timedelta(days=1)
        seen = lookback.observed(eve, rule.quiet_days, day)
        is_quiet = not lookback.acts(eve, rule.quiet_days, day)
        is_seen = seen >= rule.observed_share * rule.quiet_days
        if is_quiet and is_seen and lookback.is_under_ban(eve, rule.quiet_days):
            raised.add(act.last)
            says = (
                f"{act.says}: the first violation after {rule.quiet_days} days without a known "
                f"incident, of which {seen} were observed."
            )
            yield _alert(lookback, "first violation", rule.severity, day, says, [act], key=act.last)


def _gone_unobserved(lookback: Lookback, rule: SilenceRule) -> Iterator[Alert]:
    """The day on which it is plain that nobody told of the zone for so many days."""
    for day in lookback.window.days:
        last = day - timedelta(days=rule.settled_days)
        before = last - timedelta(days=rule.silent_days)
        is_silent = lookback.observed(last, rule.silent_days, day) == 0
        if is_silent and lookback.observed(before, 1, day):
            seen = lookback.observed(before, rule.before_days, day)
            if seen >= rule.observed_share * rule.before_days:
                first = before + timedelta(days=1)
                says = (
                    f"No source known to cover it told of any day from {days_words(first, last)}; "
                    f"of the {rule.before_days} days before, {seen} were observed."
                )
                yield _alert(lookback, "gone unobserved", rule.severity, day, says, (), key=first)


def _alert(
    lookback: Lookback,
    kind: AlertKind,
    severity: Severity,
    day: date,
    says: str,
    acts: Sequence[Act],
    *,
    key: date | None = None,
) -> Alert:
    """`key` is the day that tells it from others of its kind and zone, where that is another.
    Without an act it stands on what could be seen."""
    zone = lookback.window.zone.id
    evidence = dict.fromkeys(each for act in acts for each in (*act.violations, act.id))
    return Alert(
        id=finding_id("l", kind, zone, str(key or day)),
        kind=kind,
        severity=severity,
        day=day,
        zone=zone,
        says=says,
        evidence=tuple(evidence) or (f"{zone}:coverage",),
        claims=tuple(dict.fromkeys(claim for act in acts for claim in act.claims)),
    )
