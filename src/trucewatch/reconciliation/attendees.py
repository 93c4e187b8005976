"""Delegations at one round, joined from reports."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from trucewatch.model.claim import Attendance, Participant, Role, TalkClaim
from trucewatch.model.record import Attendee
from trucewatch.model.values import ActorMention
from trucewatch.reconciliation.fusion import Item, most_common
from trucewatch.reconciliation.lineage import Lineage
from trucewatch.reconciliation.names import actor_key, name_key

STRONGEST_FIRST: tuple[Attendance, ...] = ("attending", "absent", "expected")


class Head(NamedTuple):
    """Who leads a delegation: the dossier's person, if it knows one, and the words of the name."""

    id: str | None
    words: frozenset[str]


class Seat(NamedTuple):
    """One participant as one claim tells it."""

    participant: Participant
    head: Head
    claim: str


def attendees(claims: Sequence[TalkClaim], lineage: Lineage) -> tuple[Attendee, ...]:
    """One attendee a party and head. `claims` come in the order they were said.

    Spellings of one head are joined, by the dossier or because one is part of the other; two heads
    of one party stay two.
    """
    seats = [
        Seat(
            participant=participant,
            head=Head(
                _head_id(participant, claim, lineage),
                frozenset(name_key(participant.representative or "").split()),
            ),
            claim=claim.id,
        )
        for claim in claims
        for participant in claim.participants
    ]
    parties: dict[str, list[Seat]] = {}
    for seat in seats:
        parties.setdefault(_party_key(seat, seats, lineage), []).append(seat)
    return tuple(
        _attendee(seats, lineage) for party in sorted(parties) for seats in by_head(parties[party])
    )


def _party_key(seat: Seat, seats: Iterable[Seat], lineage: Lineage) -> str:
    """The party's actor. Where the dossier does not know the words ("government"), it is whom the
    head speaks for, else what others call the party of that head."""
    party = seat.participant.party
    if party.actor_ids or seat.head.id is None:
        return actor_key(party)
    head = lineage.reference.actors.get(seat.head.id)
    if head is not None and head.side is not None:
        return head.side
    of_head = [one.participant.party for one in seats if one.head.id == seat.head.id]
    return min((actor_key(each) for each in of_head if each.actor_ids), default=actor_key(party))


def _head_id(participant: Participant, claim: TalkClaim, lineage: Lineage) -> str | None:
    if participant.representative_ids:
        return participant.representative_ids[0]
    if participant.representative is None:
        return None
    held_on = claim.date.start if claim.date else None
    known = lineage.reference.person_named(
        participant.representative,
        title=participant.title,
        on=held_on or lineage.published(claim),
    )
    # Several fit where the name alone does not say who: then nobody is meant for certain.
    return known[0].id if len(known) == 1 else None


def by_head(seats: Sequence[Seat]) -> list[list[Seat]]:
    """Seats of one party by its heads; those that name nobody go with the head most reports name.

    The fullest names are placed first, so that a surname finds the whole name it is part of.
    """
    named: dict[Head, list[Seat]] = {}
    unnamed: list[Seat] = []
    for seat in seats:
        (named.setdefault(seat.head, []) if any(seat.head) else unnamed).append(seat)
    heads: list[list[Head]] = []
    for name in sorted(named, key=lambda n: (n.id is None, -len(n.words), sorted(n.words))):
        own = next((head for head in heads if any(_is_one_head(name, one) for one in head)), None)
        if own is None:
            heads.append([name])
        else:
            own.append(name)
    placed = [[seat for name in head for seat in named[name]] for head in heads]
    max(placed, key=len, default=[]).extend(unnamed)
    return placed or [unnamed]


def _is_one_head(one: Head, other: Head) -> bool:
    if one.id is not None and other.id is not None:
        return one.id == other.id
    return bool(one.words and other.words) and (
        one.words <= other.words or other.words <= one.words
    )


def _attendee(seats: Sequence[Seat], lineage: Lineage) -> Attendee:
    told = [seat.participant for seat in seats]
    names = [person.representative for person in told if person.representative]
    head_id = next((seat.head.id for seat in seats if seat.head.id), None)
    known = lineage.reference.actors.get(head_id) if head_id else None
    return Attendee(
        party=_party(told),
        role=_role(told),
        head=known.name if known else _commonest(names),
        head_id=head_id,
        names=tuple(sorted(set(names))),
        title=_commonest(person.title for person in told),
        attendance=_attendance(told),
        claims=tuple(sorted({seat.claim for seat in seats})),
    )


def _party(told: Sequence[Participant]) -> ActorMention:
    """As first called, by a name that the dossier knows if there is one."""
    return next((person.party for person in told if person.party.actor_ids), told[0].party)


def _role(told: Sequence[Participant]) -> Role | None:
    """What most reports say; who mediates is no party to the talks."""
    roles = [person.role for person in told]
    return "mediator" if "mediator" in roles else _commonest(roles)


def _commonest(items: Iterable[Item | None]) -> Item | None:
    said = [item for item in items if item is not None]
    return most_common(said) if said else None


def _attendance(told: Iterable[Participant]) -> Attendance | None:
    """That someone came outweighs that they were expected, or said to be absent on another day."""
    said = {person.attendance for person in told}
    return next((attendance for attendance in STRONGEST_FIRST if attendance in said), None)
