"""Why a row of the rule table fires: one plain sentence for each fact that its tests ask for."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping

from trucewatch.assessment.casualties import civilians
from trucewatch.assessment.control import overrun_by
from trucewatch.assessment.names import actor_name
from trucewatch.assessment.rule_table import Facts
from trucewatch.assessment.standing import standing_on
from trucewatch.assessment.window import Window
from trucewatch.assessment.wording import (
    counted,
    day_words,
    listed,
    sentence_case,
    the_act,
    when,
    with_article,
)
from trucewatch.model.record import Incident

# More than this of one kind are counted and not named.
NAMED = 3


def reasons(names: Iterable[str], facts: Facts, window: Window) -> str:
    """The sentences for the facts of these names; a fact that adds nothing has none."""
    said = (_SENTENCES[name](facts, window) for name in names if name in _SENTENCES)
    return " ".join(filter(None, said)) or _undetermined(facts)


def _undetermined(facts: Facts) -> str:
    """What the last row sees: nothing that decides, and not enough silence."""
    if not facts.known_incidents:
        return "No incident is known here, but the last days were not fully observed."
    known = counted(facts.known_incidents, "incident is", "incidents are")
    return f"{sentence_case(known)} known, of which none is surely a violation in these days."


def _standing(facts: Facts, window: Window) -> str:
    reference = window.case.reference
    return standing_on(window.agreement, window.last, reference, window.zone)[1]


def _overrun(facts: Facts, window: Window) -> str:
    return overrun_by(window.zone, window.last, window.case) or ""


def _withdrawn(facts: Facts, window: Window) -> str:
    reference = window.case.reference
    return " ".join(
        f"{sentence_case(with_article(actor_name(side, reference)))} withdrew formally on "
        f"{day_words(day)}."
        for day, side in window.withdrawals()
    )


def _known_incidents(facts: Facts, window: Window) -> str:
    return "" if facts.known_incidents else "No incident is known here."


def _observed(facts: Facts, window: Window) -> str:
    if facts.is_observed:
        return ""
    return "Too few of the days were observed to take silence for quiet."


def _rate(facts: Facts, window: Window) -> str:
    days = window.case.table.baseline_days
    times = f"{facts.rate_ratio or 0:.2g} times the rate of the {days} days before the agreement"
    return f"Incidents came at {times}, by the same sources."


def _places_taken(facts: Facts, window: Window) -> str:
    return places_taken(window)


def places_taken(window: Window) -> str:
    """ "One named place was taken: Ariha."; empty where none was."""
    taken = window.taken()
    if not taken:
        return ""
    places = sorted(change.place.text for change in taken if change.place)
    counts = counted(len(places), "named place was", "named places were")
    named = f": {listed(places)}" if len(places) <= NAMED else ""
    return f"{sentence_case(counts)} taken{named}."


def _major(facts: Facts, window: Window) -> str:
    found = window.major()
    if not found:
        return ""
    table = window.case.table
    are_said = all(civilians(each, "best", ()) >= table.major_civilians for each in found)
    whom = "civilians" if are_said else "people not said to be fighters"
    least = f"at least {table.major_civilians} {whom}"
    if len(found) == 1:
        return f"{sentence_case(_told(found[0]))} killed {least}."
    named = f": {listed(_told(each) for each in found)}" if len(found) <= NAMED else ""
    return f"{sentence_case(counted(len(found), 'incident'))} killed {least} each{named}."


def _told(incident: Incident) -> str:
    place = f" in {incident.place.text}" if incident.place else ""
    return f"{the_act(incident)}{place} {when(incident.occurred)}"


def _in_seven_days(facts: Facts, window: Window) -> str:
    return f"{sentence_case(counted(facts.violations_in_7_days, 'violation'))} fall within a week."


def _violations(facts: Facts, window: Window) -> str:
    counts = counted(facts.violations, "incident is a violation", "incidents are violations")
    doubtful = any(each.grade == "cannot tell" for each in window.violations)
    return f"{sentence_case(counts)}{', possible ones not counted' if doubtful else ''}."


def _quiet(facts: Facts, window: Window) -> str:
    return f"The last {facts.quiet_days} days had full coverage and no incident."


def _harm_counts(facts: Facts, window: Window) -> str:
    if not facts.harm_counts:
        return ""
    verb = "claims" if facts.harm_counts == 1 else "claim"
    counts = counted(facts.harm_counts, "count")
    return f"{sentence_case(counts)} {verb} harm here without naming the single incidents."


_SENTENCES: Mapping[str, Callable[[Facts, Window], str]] = {
    "standing": _standing,
    "is_overrun": _overrun,
    "is_withdrawn": _withdrawn,
    "is_observed": _observed,
    "known_incidents": _known_incidents,
    "rate_ratio": _rate,
    "places_taken": _places_taken,
    "major_incidents": _major,
    "violations_in_7_days": _in_seven_days,
    "violations": _violations,
    "quiet_days": _quiet,
    "harm_counts": _harm_counts,
}


def better_or_worse(window: Window, ratio: tuple[float, float, float] | None) -> str:
    """Against the time before the agreement, in a sentence, and ground taken in another."""
    ground = f" {taken}" if (taken := places_taken(window)) else ""
    days = window.case.table.baseline_days
    if ratio is None:
        return (
            "No comparison with the time before the agreement can be made: of the "
            f"{days} days before it the record holds no incident told by a source that also "
            f"published in this window.{ground}"
        )
    low, point, high = ratio
    change = "Worse than" if low > 1 else "Better than" if high < 1 else "No clear change from"
    if ground and high < 1:
        change = "Fewer incidents, though ground was taken, than"
    came = f"incidents came at {point:.2g} times the rate of the {days} days before it"
    if not point:
        came = f"no incident came in this window, but some in the {days} days before it"
    interval = f"80 % interval of the ratio: {low:.2g} to {high:.2g}"
    return f"{change} before the agreement: {came}, by the same sources ({interval}).{ground}"
