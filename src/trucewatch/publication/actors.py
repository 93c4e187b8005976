"""Actors: who each is, and what the record has it doing: force, ground, talks, duties."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from datetime import date

from msgspec import Struct

from trucewatch.model.claim import Attendance, Role
from trucewatch.model.finding import Deed, Findings, Obligation
from trucewatch.model.record import (
    Attendee,
    Attribution,
    ControlChange,
    Incident,
    Record,
    Round,
    Statement,
)
from trucewatch.model.reference import Actor, ActorRole
from trucewatch.publication.incidents import IncidentLine, incident_lines
from trucewatch.publication.names import IdName, id_name, name_of, record_words, round_name
from trucewatch.publication.wording import one_line, span_short
from trucewatch.reference.reference import Reference


class ActorLine(Struct, frozen=True, kw_only=True):
    """An actor in a line: of how many incidents it is named as author, and how many rounds it
    came to or was expected at."""

    id: str
    name: str
    kind: str
    side: IdName | None
    incidents: int
    rounds: int


class ActorList(Struct, frozen=True, kw_only=True):
    actors: tuple[ActorLine, ...]


class RoleLine(Struct, frozen=True, kw_only=True):
    """An office, who held it and for whom; open ends are None."""

    office: str
    title: str | None
    holder: IdName
    of: IdName | None
    start: date | None
    end: date | None
    source: str | None


class SaidToHaveDone(Struct, frozen=True, kw_only=True):
    """An incident that it, or a force that is its own, is named for."""

    incident: IncidentLine
    named_as: str
    said_by: tuple[str, ...]
    is_denied: bool


class Said(Struct, frozen=True, kw_only=True):
    """A record in a line."""

    id: str
    says: str


class DelegationLine(Struct, frozen=True, kw_only=True):
    """A round that it came to, was expected at or stayed away from, and who led its delegation."""

    round: str
    name: str
    days: str
    party: str
    role: Role | None
    attendance: Attendance | None
    head: str | None
    title: str | None


class ActorPage(Struct, frozen=True, kw_only=True):
    """`own` are forces and groups that are part of it; `offices` those held for it by others."""

    id: str
    name: str
    kind: str
    names: tuple[str, ...]
    side: IdName | None
    country: str | None
    own: tuple[IdName, ...]
    roles: tuple[RoleLine, ...]
    offices: tuple[RoleLine, ...]
    said_to_have_done: tuple[SaidToHaveDone, ...]
    ground: tuple[Said, ...]
    backing: tuple[Said, ...]
    guarantees: tuple[IdName, ...]
    engagements: tuple[Said, ...]
    owed: tuple[Obligation, ...]
    done: tuple[Deed, ...]
    delegations: tuple[DelegationLine, ...]
    speaks_as: tuple[IdName, ...]
    source: str | None


def actor_list(records: Iterable[Record], reference: Reference) -> ActorList:
    """Actors of the dossiers that records name, those named most first."""
    incidents: Counter[str] = Counter()
    rounds: Counter[str] = Counter()
    for record in records:
        if isinstance(record, Incident):
            incidents.update({a for each in record.perpetrators for a in _first(each)})
        elif isinstance(record, Round):
            rounds.update({a for each in record.attendees for a in _attending(each)})
    named = [each for each in reference.actors if each in incidents or each in rounds]
    named.sort(key=lambda each: (-incidents[each] - rounds[each], each))
    return ActorList(
        actors=tuple(
            ActorLine(
                id=each,
                name=one_line(reference.actors[each].name),
                kind=reference.actors[each].kind,
                side=_side(reference.actors[each], reference),
                incidents=incidents[each],
                rounds=rounds[each],
            )
            for each in named
        )
    )


def _first(blamed: Attribution) -> tuple[str, ...]:
    """The actor that the words most likely name."""
    return blamed.actor.actor_ids[:1]


def _attending(each: Attendee) -> set[str]:
    return {*each.party.actor_ids[:1], *([each.head_id] if each.head_id else [])}


def actor_page(
    actor: Actor, findings: Findings, records: Iterable[Record], reference: Reference
) -> ActorPage:
    own = [each for each in reference.actors.values() if each.side == actor.id]
    acting = {actor.id, *(each.id for each in own)}
    known = list(records)
    return ActorPage(
        id=actor.id,
        name=one_line(actor.name),
        kind=actor.kind,
        names=tuple(dict.fromkeys((*actor.names, *actor.metonyms))),
        side=_side(actor, reference),
        country=actor.country,
        own=tuple(id_name(each.id, reference) for each in own),
        roles=tuple(_role(each, actor, reference) for each in actor.roles),
        offices=tuple(_offices(actor.id, reference)),
        said_to_have_done=tuple(_done(acting, known, reference)),
        ground=tuple(_ground(acting, known, reference)),
        backing=tuple(_backing(acting, known, reference)),
        guarantees=tuple(
            id_name(each.id, reference)
            for each in reference.agreements.values()
            if actor.id in each.guarantors
        ),
        engagements=tuple(
            Said(id=each.id, says=f"{name_of(each.agreement, reference)}: {one_line(each.how)}")
            for each in findings.engagements
            if each.guarantor == actor.id
        ),
        owed=tuple(each for each in findings.obligations if actor.id in each.owed_by),
        done=tuple(each for each in findings.deeds if actor.id in each.by),
        delegations=tuple(_delegations(actor.id, known, reference)),
        speaks_as=tuple(
            id_name(each.id, reference)
            for each in reference.sources.values()
            if each.actor == actor.id
        ),
        source=actor.source,
    )


def _side(actor: Actor, reference: Reference) -> IdName | None:
    return id_name(actor.side, reference) if actor.side else None


def _role(role: ActorRole, holder: Actor, reference: Reference) -> RoleLine:
    return RoleLine(
        office=role.office.replace("-", " "),
        title=role.title,
        holder=id_name(holder.id, reference),
        of=id_name(role.of, reference) if role.of else None,
        start=role.start,
        end=role.end,
        source=role.source,
    )


def _offices(actor: str, reference: Reference) -> Iterator[RoleLine]:
    for holder in reference.actors.values():
        yield from (_role(each, holder, reference) for each in holder.roles if each.of == actor)


def _done(
    acting: set[str], records: Iterable[Record], reference: Reference
) -> Iterator[SaidToHaveDone]:
    incidents = {each.id: each for each in records if isinstance(each, Incident)}
    named = {
        each.id: blamed
        for each in incidents.values()
        for blamed in each.perpetrators
        if acting.intersection(_first(blamed))
    }
    for line in incident_lines((incidents[each] for each in named), reference):
        blamed = named[line.id]
        yield SaidToHaveDone(
            incident=line,
            named_as=one_line(blamed.actor.text),
            said_by=tuple(name_of(each, reference) for each in blamed.claimants),
            is_denied=blamed.is_denied,
        )


def _ground(acting: set[str], records: Iterable[Record], reference: Reference) -> Iterator[Said]:
    for each in records:
        if isinstance(each, ControlChange) and acting.intersection(each.actor.actor_ids[:1]):
            yield Said(id=each.id, says=record_words(each, reference))


def _backing(acting: set[str], records: Iterable[Record], reference: Reference) -> Iterator[Said]:
    """Who it is said to back, or to be backed by."""
    for each in records:
        if isinstance(each, Statement) and each.backer and each.actor:
            ids = {*each.backer.actor_ids[:1], *each.actor.actor_ids[:1]}
            if ids & acting:
                yield Said(id=each.id, says=record_words(each, reference))


def _delegations(
    actor: str, records: Iterable[Record], reference: Reference
) -> Iterator[DelegationLine]:
    rounds = [each for each in records if isinstance(each, Round)]
    for each in sorted(rounds, key=lambda one: (_round_day(one), one.id)):
        for attendee in each.attendees:
            if actor in _attending(attendee):
                yield DelegationLine(
                    round=each.id,
                    name=round_name(each, reference),
                    days=span_short(each.held) if each.held else "not known to have been held",
                    party=one_line(attendee.party.text),
                    role=attendee.role,
                    attendance=attendee.attendance,
                    head=attendee.head and one_line(attendee.head),
                    title=attendee.title and one_line(attendee.title),
                )


def _round_day(each: Round) -> date:
    return (each.held.start if each.held else None) or each.first_published or date.max
