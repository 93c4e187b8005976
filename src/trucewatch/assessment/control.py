"""Who holds a zone's main places: what the dossier dates, and what reports say changed since."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from trucewatch.assessment.case import Case
from trucewatch.assessment.examined import Examined
from trucewatch.assessment.names import actor_name, best_actor
from trucewatch.assessment.wording import day_words, with_article
from trucewatch.model.record import ControlChange
from trucewatch.model.reference import Zone
from trucewatch.reference.reference import Reference
from trucewatch.reference.sides import belongs

# By a change, an actor comes to hold a place, or is no longer there.
HOLDING = ("gained", "holds")
LEAVING = ("lost", "withdrew")


def overrun_by(zone: Zone, day: date, case: Case) -> str | None:
    """A sentence on whose hands the zone is in, where they are not those of its beginning.

    Either the dossier dates another holder of its main places, or the last undisputed change
    reported at each of them leaves it to another side.
    """
    holders = sorted(zone.holders, key=lambda holder: holder.start)
    if not holders:
        return None
    first = holders[0]
    current = [holder for holder in holders if holder.start <= day][-1:] or [first]
    if current[0].side != first.side:
        name = with_article(actor_name(current[0].side, case.reference))
        return f"Its main places have been held by {name} since {day_words(current[0].start)}."
    changes = case.here(zone.id, None, day, ControlChange)
    lost = [_is_lost(place, first.side, day, changes, case.reference) for place in zone.main_places]
    return "Reports say that every one of its main places was lost." if lost and all(lost) else None


def _is_lost(
    place: str, side: str, day: date, changes_here: Sequence[Examined], reference: Reference
) -> bool:
    changes = [
        (each.days.last, change.id, change)
        for each in changes_here
        if isinstance(change := each.record, ControlChange)
        and change.place
        and place in (change.place.place_id, change.place.text)
        and not change.is_disputed
        and each.days.last
        and each.days.last <= day
    ]
    relevant = [change for _, _, change in sorted(changes, key=lambda each: each[:2])]
    answers = [_leaves_to_other(change, side, reference, day) for change in relevant]
    known = [answer for answer in answers if answer is not None]
    return bool(known) and known[-1]


def _leaves_to_other(
    change: ControlChange, side: str, reference: Reference, on: date
) -> bool | None:
    actor_id = best_actor(change.actor)
    if actor_id is None or change.change not in HOLDING + LEAVING:
        return None
    is_own = belongs(actor_id, (side,), reference, on)
    if change.change in HOLDING:
        return not is_own
    return True if is_own else None
