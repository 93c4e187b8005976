"""Were the zones used to gain ground: places that changed hands inside and around them.

Only what changed while a truce was in force there counts, and only what reports say of it.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import date, timedelta

from trucewatch.assessment.change_of_hands import (
    Move,
    Truce,
    change_of_hands,
    incidents_by_place,
    is_of,
)
from trucewatch.assessment.engagement import Traces
from trucewatch.assessment.evidence import Days
from trucewatch.assessment.ground_words import because
from trucewatch.assessment.names import best_actor
from trucewatch.assessment.scope import agreements_of, concerns
from trucewatch.assessment.standing import ban_days
from trucewatch.assessment.watch_rules import GroundRules
from trucewatch.assessment.window import Window
from trucewatch.model.finding import GroundAnswer, GroundChange, ZoneGround
from trucewatch.model.record import ControlChange
from trucewatch.model.reference import Zone
from trucewatch.model.values import PlaceMention
from trucewatch.reference.reference import Reference
from trucewatch.reference.sides import belongs

MOVES = ("gained", "lost", "withdrew")
WHERE_FIRST = ("inside", "may be inside", "around")


def zone_ground(window: Window, traces: Traces, rules: GroundRules) -> ZoneGround | None:
    """The finding for the window's zone, from the first truce there to the window's end; None
    where no truce was in force by then."""
    truces = truces_of(window.zone, window.last, window.case.reference)
    if not truces:
        return None
    groups = _together(_moves(window, truces), rules)
    incidents = incidents_by_place(window.zone.id, window.case) if groups else {}
    found = (
        change_of_hands(group, truces, traces, incidents, window.case, rules) for group in groups
    )
    changes = tuple(sorted(found, key=_in_order))
    answer = _answer(changes, truces, window)
    return ZoneGround(
        zone=window.zone.id,
        answer=answer,
        because=because(answer, changes, window, rules),
        since=min(truce.since for truce in truces),
        until=window.last,
        agreements=tuple(truce.agreement.id for truce in truces),
        changes=changes,
    )


def _in_order(change: GroundChange) -> tuple[int, date, str]:
    return WHERE_FIRST.index(change.where), change.occurred_to or date.max, change.id


def truces_of(zone: Zone, until: date, reference: Reference) -> list[Truce]:
    """Every agreement that bars force or the taking of ground in the zone, and when it did."""
    truces = []
    for agreement in agreements_of(zone, reference):
        barring = [each for each in agreement.provisions if concerns(each, zone)]
        days = [ban_days(agreement, each, zone, reference) for each in barring]
        begins = [first for first, _ in days if first]
        if begins and min(begins) <= until:
            ends = [last for _, last in days if last]
            last = max(ends) if len(ends) == len(days) else until
            truces.append(Truce(zone, agreement, min(begins), min(last, until)))
    return sorted(truces, key=lambda truce: (truce.since, truce.agreement.id))


def _moves(window: Window, truces: Sequence[Truce]) -> list[Move]:
    """Named places gained or left in the zone or near it, the earliest first."""
    since, zone = min(truce.since for truce in truces), window.zone.id
    found = (
        Move(each, each.record, zone)
        for each in window.case.here(zone, since, window.last, ControlChange)
        if isinstance(each.record, ControlChange)
        and each.record.change in MOVES
        and _is_named(each.record.place)
        and _is_under_truce(each.days, truces)
        and not _is_owed(each.record, window)
    )
    return sorted(found, key=lambda move: (move.last, move.change.id))


def _is_owed(change: ControlChange, window: Window) -> bool:
    """Whether one who is to send posts or patrols into the zone came: no ground is gained so."""
    reference, actor = window.case.reference, best_actor(change.actor)
    owing = {
        party
        for agreement in agreements_of(window.zone, reference)
        for provision in agreement.provisions
        if "presence" in provision.shown_by and window.zone.id in provision.zones
        for party in provision.owed_by
    }
    return actor is not None and belongs(actor, owing, reference, change.first_published)


def _is_named(place: PlaceMention | None) -> bool:
    return place is not None and place.precision not in (None, "country")


def _is_under_truce(days: Days, truces: Iterable[Truce]) -> bool:
    """Whether some of its days fall under a truce; without a day, that it was reported on."""
    return days.last is not None and any(
        truce.since <= days.last and (days.first or days.last) <= truce.until for truce in truces
    )


def _together(moves: Sequence[Move], rules: GroundRules) -> list[list[Move]]:
    """Moves at one place within some days, unless rivals gained it: one change of hands."""
    groups: list[list[Move]] = []
    by_place: dict[str, list[list[Move]]] = defaultdict(list)
    for move in moves:
        there = by_place[_place_key(move)]
        home = next((group for group in there if _is_one(group, move, rules)), None)
        if home is None:
            home = []
            groups.append(home)
            there.append(home)
        home.append(move)
    return groups


def _is_one(group: Sequence[Move], move: Move, rules: GroundRules) -> bool:
    """Of moves at one place."""
    gained = (each.change.actor for each in (*group, move) if each.change.change == "gained")
    gainers = {actor for mention in gained if (actor := best_actor(mention))}
    apart = move.last - group[-1].last
    return apart <= timedelta(days=rules.same_change_days) and len(gainers) < 2


def _place_key(move: Move) -> str:
    place = move.change.place
    return (place.place_id or place.text.casefold()) if place else move.change.id


def _answer(
    changes: Sequence[GroundChange], truces: Sequence[Truce], window: Window
) -> GroundAnswer:
    """The strongest that some change supports: gained inside by one who is bound, undisputed."""
    bound = [
        change
        for change in changes
        if change.gained_by and not change.is_excluded and _is_bound(change, truces, window)
    ]
    if any(change.where == "inside" and not change.is_disputed for change in bound):
        return "yes"
    if any(change.where == "inside" for change in bound):
        return "disputed"
    inside = [change for change in changes if change.where == "inside"]
    if inside:
        return "by others" if any(change.gained_by for change in inside) else "left only"
    if any(change.where == "may be inside" for change in changes):
        return "may be"
    if changes:
        return "around it only"
    return "no report of it" if window.is_observed() else "could not be seen"


def _is_bound(change: GroundChange, truces: Sequence[Truce], window: Window) -> bool:
    sides = [
        side
        for truce in truces
        for side in (*truce.agreement.bound, *truce.agreement.parties, *truce.agreement.guarantors)
    ]
    reference = window.case.reference
    return is_of(change.gained_by, sides, reference, change.occurred_to)
