"""At a glance: a line for each zone at the top of a brief: verdict, figures and days."""

from __future__ import annotations

from collections import Counter

from trucewatch.assessment.wording import counted, days_words, listed, month_words
from trucewatch.model.finding import SupportedMinimum, Verdict, ZoneDay, ZoneVerdict
from trucewatch.publication.names import verdict_words
from trucewatch.publication.scope import Scope
from trucewatch.publication.sentences import Glance, Row, Strip, StripDay

COLUMNS = (
    "Zone",
    "Verdict",
    "Standing",
    "Trend",
    "Incidents",
    "Killed in these days",
    "Killed in all",
    "Coverage",
)

# A verdict's sign, so that colour is never the only one.
SYMBOLS: dict[Verdict, str] = {
    "holding": "✓",
    "largely holding": "≈",
    "strained": "!",
    "not holding": "✗",
    "collapsed": "✗✗",
    "overrun": "■",
    "unobserved": "?",
    "not in force": "○",
    "undetermined": "~",
}
TONES: dict[Verdict, str] = {
    "holding": "good",
    "largely holding": "good",
    "strained": "warn",
    "not holding": "bad",
    "collapsed": "bad",
    "overrun": "bad",
}


def at_a_glance(scope: Scope) -> tuple[Glance, ...]:
    """One for each zone that has a verdict."""
    verdicts = [verdict for zone in scope.zones if (verdict := scope.verdict(zone))]
    return tuple(_glance(scope, verdict) for verdict in verdicts)


def _glance(scope: Scope, verdict: ZoneVerdict) -> Glance:
    symbol, words = SYMBOLS[verdict.verdict], verdict_words(verdict)
    cells = (
        scope.short(verdict.zone),
        f"{symbol} {words}",
        verdict.standing,
        verdict.trend,
        f"{len(verdict.incidents):,}",
        minimum_words(verdict.killed_in_window),
        since_words(verdict.killed),
        verdict.coverage,
    )
    row = Row(
        cells=cells,
        reference=(
            f"rule:{verdict.rule}",
            f"agreement:{verdict.agreement}",
            *(f"figure:{verdict.zone}:{field}" for field in _counting(verdict)),
        ),
    )
    return Glance(
        name=cells[0],
        verdict=verdict.verdict,
        symbol=symbol,
        words=words,
        facts=_facts(verdict),
        row=row,
        strip=_strip(scope, verdict.zone),
    )


def _facts(verdict: ZoneVerdict) -> str:
    killed = [
        minimum_words(verdict.killed_in_window) + " in these days",
        since_words(verdict.killed),
    ]
    shown = [words for words in killed if not words.startswith("—")]
    facts = (
        verdict.standing,
        f"trend {verdict.trend}",
        counted(len(verdict.incidents), "incident"),
        f"killed: {', '.join(shown)}" if shown else "",
        f"coverage {verdict.coverage}",
    )
    return " · ".join(filter(None, facts))


def _counting(verdict: ZoneVerdict) -> list[str]:
    """The minimums that stand on something."""
    minimums = {"killed_in_window": verdict.killed_in_window, "killed": verdict.killed}
    return [field for field, minimum in minimums.items() if minimum and minimum.stands_on]


def minimum_words(minimum: SupportedMinimum | None) -> str:
    """ "at least 28"; a dash where no claim gives a figure, since none known is not none."""
    return f"at least {minimum.total:,}" if minimum and minimum.total else "—"


def since_words(minimum: SupportedMinimum | None) -> str:
    """ "at least 385 since May 2017"."""
    known = minimum_words(minimum)
    if minimum is None or minimum.since is None or not minimum.total:
        return known
    return f"{known} since {month_words(minimum.since)}"


# The strip of zone-days


def _strip(scope: Scope, zone: str) -> Strip | None:
    days = scope.zone_days(zone)
    if not days:
        return None
    sure = {each.id for each in scope.findings.violations if each.grade != "cannot tell"}
    marked = tuple(_marked(each, sure) for each in days)
    counts = Counter(each.mark for each in marked)
    says = listed(
        f"{counts[mark]} {'day' if counts[mark] == 1 else 'days'} {words}"
        for mark, (_, words) in MARKS.items()
        if counts[mark]
    )
    name, span = scope.short(zone), days_words(days[0].day, days[-1].day)
    return Strip(zone=zone, name=name, days=marked, says=f"{name}, {span}: {says}.")


# A day's mark, with its sign and its words.
MARKS = {
    "V": ("V", "with a violation found"),
    "i": ("i", "with an incident, of which a violation is at most possible"),
    "q": ("·", "quiet while observed"),
    "u": ("?", "unobserved"),
}


def _marked(day: ZoneDay, sure: set[str]) -> StripDay:
    violations = sure & set(day.violations)
    if violations:
        return StripDay(day.day, "V", f"{counted(len(violations), 'violation')} found")
    if day.incidents:
        says = f"{counted(len(day.incidents), 'incident')}, a violation at most possible"
        return StripDay(day.day, "i", says)
    if day.coverage == "none":
        return StripDay(day.day, "u", "unobserved")
    return StripDay(day.day, "q", f"quiet, coverage {day.coverage}")
