"""Ground gained, in sentences."""

from __future__ import annotations

from collections.abc import Sequence

from trucewatch.assessment.evidence import Days
from trucewatch.assessment.names import actor_name, names_of, source_name
from trucewatch.assessment.watch_rules import GroundRules
from trucewatch.assessment.window import Window
from trucewatch.assessment.wording import (
    counted,
    listed,
    number_words,
    sentence_case,
    with_article,
)
from trucewatch.model.finding import GroundAnswer, GroundChange
from trucewatch.model.record import ControlChange
from trucewatch.reference.reference import Reference


def says(change: GroundChange, told: Sequence[ControlChange], reference: Reference) -> str:
    """ "The Syrian government took Sinjar (inside) on 7 January 2018 from …; said by …." """
    parts = [
        _moved(change, reference),
        _how(change),
        f"with {names_of(change.guarantors, reference)} behind it" if change.guarantors else "",
        "by a group outside the truce" if change.is_excluded else "",
        "disputed" if change.is_disputed else "",
        _fought(change),
        f"said by {listed(_tellers(told, reference))}",
    ]
    return sentence_case("; ".join(filter(None, parts))) + "."


def _moved(change: GroundChange, reference: Reference) -> str:
    place = f"{change.place} ({_where(change)})"
    day = str(Days(change.occurred_from, change.occurred_to))
    on = f"on {day}" if change.occurred_from == change.occurred_to else f"({day})"
    if change.gained_by is None:
        return f"{_name(change.lost_by, reference)} left or lost {place} {on}"
    loser = f" from {_name(change.lost_by, reference)}" if change.lost_by else ""
    by_dossier = ", who held the zone by the dossier" if change.loser_by == "dossier" else ""
    return f"{_name(change.gained_by, reference)} took {place} {on}{loser}{by_dossier}"


def _where(change: GroundChange) -> str:
    if change.distance_km is None:
        return change.where
    return f"{change.distance_km:g} km outside"


def _name(actor: str | None, reference: Reference) -> str:
    return with_article(actor_name(actor, reference)) if actor else "someone"


def _how(change: GroundChange) -> str:
    if change.how == "not said":
        return "whether by force is not said"
    return "accounts differ on how" if change.how == "accounts differ" else change.how


def _fought(change: GroundChange) -> str:
    number = len(change.fighting)
    return f"{counted(number, 'incident')} reported there before it" if number else ""


def _tellers(told: Sequence[ControlChange], reference: Reference) -> list[str]:
    names = {with_article(source_name(each, reference)) for one in told for each in one.claimants}
    return sorted(names) or ["a report"]


def because(
    answer: GroundAnswer, changes: Sequence[GroundChange], window: Window, rules: GroundRules
) -> str:
    """One sentence that counts what is known, or says what could be seen where nothing is."""
    if changes:
        inside = [change for change in changes if change.where == "inside"]
        recent = [change for change in inside if _is_recent(change, window)]
        near = len([change for change in changes if change.where == "around"])
        doubtful = len(changes) - len(inside) - near
        parts = [
            f"{_places(len(inside))} inside changed hands, {_of_them(len(recent))} in these days",
            f"{_places(doubtful)} may be inside" if doubtful else "",
            f"{_places(near)} within {rules.surroundings_km:g} km of the line did" if near else "",
        ]
        return sentence_case("; ".join(filter(None, parts))) + "."
    seen = len(window.days) - window.coverage_days.count("none")
    return (
        f"No report tells of ground gained; {seen} of the {len(window.days)} days up to the last "
        "were observed."
    )


def _places(number: int) -> str:
    return counted(number, "place")


def _of_them(number: int) -> str:
    return f"{number_words(number) if number else 'none'} of them"


def _is_recent(change: GroundChange, window: Window) -> bool:
    return Days(change.occurred_from, change.occurred_to).touches(window.first, window.last)
