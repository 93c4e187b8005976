"""One change of hands: who gained a place, from whom, how, and with which guarantor behind it."""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal

import msgspec

from trucewatch.assessment.case import Case
from trucewatch.assessment.engagement import Traces
from trucewatch.assessment.evidence import Days
from trucewatch.assessment.examined import Examined
from trucewatch.assessment.ground_words import says
from trucewatch.assessment.moves import joint
from trucewatch.assessment.names import best_actor
from trucewatch.assessment.scope import concerns
from trucewatch.assessment.standing import ban_days
from trucewatch.assessment.watch_rules import GroundRules
from trucewatch.model.finding import GroundChange
from trucewatch.model.record import ControlChange, Incident
from trucewatch.model.reference import Agreement, Zone
from trucewatch.reference.reference import Reference
from trucewatch.reference.sides import belongs

Incidents = Mapping[str, Sequence[Examined]]


@dataclass(frozen=True)
class Truce:
    """One agreement over one zone, and the days on which it was in force there."""

    zone: Zone
    agreement: Agreement
    since: date
    until: date


@dataclass(frozen=True)
class Move:
    """A control change placed in a zone or near it."""

    examined: Examined
    change: ControlChange
    zone: str

    @property
    def days(self) -> Days:
        return self.examined.days

    @property
    def last(self) -> date:
        return self.days.last or date.max

    @property
    def km(self) -> float | None:
        """To the zone's line from outside; None where it is, or may be, inside."""
        return dict(self.examined.around).get(self.zone)


def change_of_hands(
    moves: Sequence[Move],
    truces: Sequence[Truce],
    traces: Traces,
    incidents: Incidents,
    case: Case,
    rules: GroundRules,
) -> GroundChange:
    """The finding from one or more moves at one place, the earliest first; `incidents` are those
    of the zone."""
    changes = [move.change for move in moves]
    first, zone = changes[0], truces[0].zone
    days = Days(
        min((move.days.first for move in moves if move.days.first), default=None),
        max((move.days.last for move in moves if move.days.last), default=None),
    )
    fighting = _fighting(first, days, incidents, rules)
    gained = _named(changes, ("gained",))
    lost, loser_by = _loser(changes, gained, days, truces, case.reference)
    made = GroundChange(
        id="n-" + hashlib.sha256(f"{zone.id}|{first.id}".encode()).hexdigest()[:16],
        zone=zone.id,
        place=first.place.text if first.place else "",
        where=_where(moves),
        distance_km=moves[0].km,
        gained_by=gained,
        lost_by=lost,
        loser_by=loser_by,
        how=joint([move.examined.how for move in moves]),
        is_disputed=any(change.is_disputed for change in changes),
        is_excluded=is_of(gained, _excluded(truces), case.reference, days.last),
        occurred_from=days.first,
        occurred_to=days.last,
        guarantors=_behind(changes, gained, fighting, truces, traces, case.reference),
        provisions=_barring(days, truces, case.reference),
        records=tuple(sorted(change.id for change in changes)),
        claims=tuple(sorted({claim for change in changes for claim in change.claims})),
        fighting=tuple(fighting),
    )
    return msgspec.structs.replace(made, says=says(made, changes, case.reference))


def is_of(actor: str | None, groups: Iterable[str], reference: Reference, on: date | None) -> bool:
    """Whether the actor is, is part of, or fights beside one of the groups."""
    return actor is not None and belongs(actor, tuple(groups), reference, on, with_allies=True)


def _where(moves: Sequence[Move]) -> Literal["inside", "may be inside", "around"]:
    if moves[0].km is not None:
        return "around"
    is_sure = any(move.examined.is_surely_in(move.zone) for move in moves)
    return "inside" if is_sure else "may be inside"


def _named(changes: Iterable[ControlChange], kinds: tuple[str, ...]) -> str | None:
    """Who is said to have done so: an actor that the dossiers know, else the words."""
    told = [change.actor for change in changes if change.change in kinds]
    known = next((actor for each in told if (actor := best_actor(each))), None)
    return known or next((each.text for each in told), None)


def _loser(
    changes: Sequence[ControlChange],
    gained: str | None,
    days: Days,
    truces: Sequence[Truce],
    reference: Reference,
) -> tuple[str | None, Literal["reports", "dossier"] | None]:
    """Who left it by the reports; else who held the zone, where a bound side of another gained."""
    if lost := _named(changes, ("lost", "withdrew")):
        return lost, "reports"
    day = days.last or date.max
    held = [each for each in truces[0].zone.holders if each.start < day]
    bound = [side for truce in truces for side in truce.agreement.bound]
    if held and is_of(gained, bound, reference, day):
        side = max(held, key=lambda each: each.start).side
        if not is_of(gained, (side,), reference, day):
            return side, "dossier"
    return None, None


def _excluded(truces: Sequence[Truce]) -> tuple[str, ...]:
    return tuple(each for truce in truces for each in truce.agreement.excluded)


def incidents_by_place(zone_id: str, case: Case) -> Incidents:
    """Dated incidents in the zone, in the order of their ids, by each place that they name."""
    found: dict[str, list[Examined]] = defaultdict(list)
    for each in case.here(zone_id, None, None, Incident):
        incident = each.record
        if isinstance(incident, Incident) and not (incident.is_planned or incident.is_denied):
            for place_id in {place.place_id for place in incident.places if place.place_id}:
                found[place_id].append(each)
    return found


def _fighting(
    change: ControlChange, days: Days, incidents: Incidents, rules: GroundRules
) -> list[str]:
    """Ids of incidents at the very place in the days up to it."""
    if change.place is None or change.place.place_id is None or days.last is None:
        return []
    first = _before(days.first or days.last, rules.fighting_days)
    there = incidents.get(change.place.place_id, ())
    return [each.record.id for each in there if each.days.within(first, days.last)]


def _before(day: date, days: int) -> date:
    reach = timedelta(days=days)
    return day - reach if day - date.min >= reach else date.min


def _behind(
    changes: Sequence[ControlChange],
    gained: str | None,
    fighting: Sequence[str],
    truces: Sequence[Truce],
    traces: Traces,
    reference: Reference,
) -> tuple[str, ...]:
    """Guarantors that gained it, struck there before it, or that the same report says are behind
    those who did."""
    on = changes[0].first_published
    reports = {ref for change in changes for ref in change.reports}
    bound = {side for truce in truces for side in truce.agreement.bound}
    gainers = {side for side in bound if is_of(gained, (side,), reference, on)}
    named = {trace.guarantor for each in fighting for trace in traces.of_record(each)} | {
        trace.guarantor
        for ref in reports
        for trace in traces.of_report(ref)
        if any(is_of(backed, gainers, reference, on) for backed in trace.backed)
    }
    guarantors = dict.fromkeys(g for truce in truces for g in truce.agreement.guarantors)
    return tuple(
        each
        for each in guarantors
        if each in named or (gained and belongs(gained, (each,), reference, on))
    )


def _barring(days: Days, truces: Sequence[Truce], reference: Reference) -> tuple[str, ...]:
    """Provisions in force then that bar the taking of ground."""
    return tuple(
        provision.id
        for truce in truces
        for provision in truce.agreement.provisions
        if "control:gained" in provision.bars
        and concerns(provision, truce.zone)
        and days.touches(*ban_days(truce.agreement, provision, truce.zone, reference))
    )
