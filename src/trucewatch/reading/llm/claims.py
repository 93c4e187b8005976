"""A model's answer to claims, each slot grounded in the report's words."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from trucewatch.model.claim import (
    AgreementClaim,
    AssessmentClaim,
    Claim,
    ControlClaim,
    IncidentClaim,
    Participant,
    Refusal,
    SupportClaim,
    TalkClaim,
    TallyClaim,
)
from trucewatch.reading.llm import answer as asked
from trucewatch.reading.llm.slots import Slots, Span, locate
from trucewatch.reading.names import Theatre
from trucewatch.reading.text import Document


@dataclass(frozen=True)
class Ground:
    """What an answer is held against: the report, the piece of it that was sent, and where it
    plays. `report` is its ref, `reader` the name claims are signed with."""

    report: str
    reader: str
    document: Document
    theatre: Theatre
    piece: Span


def claims_of(answer: asked.Answer, ground: Ground) -> tuple[list[Claim], list[Refusal]]:
    """The claims of an answer, still to pass the gate, and what the report does not bear out."""
    claims: list[Claim] = []
    refused: list[Refusal] = []
    for item in _items(answer):
        quote = locate(item.quote, ground.document, ground.piece)
        if quote is None:
            why = "the quote is not in the report"
            refused.append(Refusal(ground.reader, item.quote[:200], why))
            continue
        slots = Slots(ground.document, ground.theatre, ground.reader, ground.piece, quote)
        claim = _CLAIMS[type(item)](item, slots, _said(item, slots, ground))
        claims.extend([claim] if claim else [])
        refused.extend(slots.refused)
    return claims, refused


def _items(answer: asked.Answer) -> Iterator[asked.Item]:
    for field in answer.__struct_fields__:
        yield from getattr(answer, field)


def _said(item: asked.Item, slots: Slots, ground: Ground) -> dict[str, Any]:
    """What every claim has. The evidence is the same table the slots go on filling."""
    source = slots.words("source", item.source)
    return {
        "report": ground.report,
        "reader": ground.reader,
        "quote": slots.quote.quote,
        "span": slots.quote.span,
        "evidence": slots.evidence,
        "source": source,
        "source_chain": (source,) if source else (),
        "claim_status": item.status,
        "section": slots.section(),
    }


def _incident(item: asked.Incident, slots: Slots, said: dict[str, Any]) -> Claim:
    places = slots.places("places", item.places)
    date, date_text = slots.period("date", item.date)
    children = slots.number("killed_children", item.killed_children)
    return IncidentClaim(
        **said,
        type=item.type,
        date=date,
        date_text=date_text,
        place=places[0] if places else None,
        places=places if len(places) > 1 else (),
        country=next((place.country for place in places if place.country), None),
        perpetrators=slots.actors("perpetrators", item.perpetrators),
        claimed_by=slots.actors("claimed_by", item.claimed_by),
        supported_by=slots.actors("supported_by", item.supported_by),
        victims_or_targets=slots.texts("victims_or_targets", item.victims_or_targets),
        victims={"children": children} if children else {},
        killed=slots.number("killed", item.killed, "killed"),
        killed_children=children,
        injured=slots.number("injured", item.injured, "injured"),
        abducted=slots.number("abducted", item.abducted, "abducted"),
    )


def _tally(item: asked.Tally, slots: Slots, said: dict[str, Any]) -> Claim | None:
    value = slots.number("value", item.value)
    if value is None:
        return None
    period, period_text = slots.period("period", item.period)
    return TallyClaim(
        **said,
        measure=item.measure,
        value=value,
        place=slots.place("place", item.place),
        period=period,
        period_text=period_text,
        victims=slots.words("victims", item.victims),
        cause=slots.words("cause", item.cause),
        perpetrators=slots.actors("perpetrators", item.perpetrators),
        unit=slots.words("unit", item.unit),
    )


def _talk(item: asked.Talk, slots: Slots, said: dict[str, Any]) -> Claim | None:
    name = slots.words("name", item.name)
    if name is None:
        return None
    date, date_text = slots.period("date", item.date)
    track = slots.theatre.reference.track_named(name)
    return TalkClaim(
        **said,
        name=name,
        phase=item.phase,
        track_id=track.id if track else None,
        round=slots.ordinal("round", item.round),
        place=slots.place("place", item.place),
        date=date,
        date_text=date_text,
        sponsors=slots.actors("sponsors", item.sponsors),
        participants=tuple(filter(None, (_participant(p, slots) for p in item.participants))),
        agenda=slots.texts("agenda", item.agenda),
        outcome=slots.words("outcome", item.outcome),
    )


def _participant(item: asked.Delegation, slots: Slots) -> Participant | None:
    party = slots.actor("participants", item.party)
    if party is None:
        return None
    representative = slots.words("participants", item.representative)
    title = slots.words("participants", item.title)
    theatre = slots.theatre
    people = (
        theatre.reference.person_named(representative, title=title, on=theatre.on)
        if representative
        else ()
    )
    quote = (
        locate(item.quote, slots.document, slots.piece, slots.quote.span) if item.quote else None
    )
    return Participant(
        party=party,
        role=item.role,
        representative=representative,
        representative_ids=tuple(person.id for person in people),
        title=title,
        attendance=item.attendance,
        quote=quote.quote if quote else None,
        span=quote.span if quote else None,
        source=slots.words("participants", item.source),
    )


def _agreement(item: asked.Agreement, slots: Slots, said: dict[str, Any]) -> Claim | None:
    name = slots.words("name", item.name)
    if name is None:
        return None
    date, date_text = slots.period("date", item.agreed)
    known = slots.theatre.reference.agreement_named(name, slots.theatre.on)
    return AgreementClaim(
        **said,
        name=name,
        kind_of=item.kind,
        agreement_id=known.id if known else None,
        date=date,
        start=slots.period("start", item.in_force)[0],
        date_text=date_text,
        guarantors=slots.actors("guarantors", item.guarantors),
        brokers=slots.actors("brokers", item.brokers),
        parties=slots.actors("parties", item.parties),
        places=slots.places("places", item.places),
        phase=item.phase,
    )


def _control(item: asked.ControlChange, slots: Slots, said: dict[str, Any]) -> Claim | None:
    actor = slots.actor("actor", item.actor)
    if actor is None:
        return None
    date, date_text = slots.period("date", item.date)
    place = slots.place("place", item.place)
    return ControlClaim(
        **said, actor=actor, change=item.change, place=place, date=date, date_text=date_text
    )


def _assessment(item: asked.Assessment, slots: Slots, said: dict[str, Any]) -> Claim | None:
    about, finding = slots.words("about", item.about), slots.words("finding", item.finding)
    if about is None or finding is None:
        return None
    return AssessmentClaim(
        **said, about=about, finding=finding, actor=slots.actor("actor", item.actor)
    )


def _support(item: asked.Support, slots: Slots, said: dict[str, Any]) -> Claim | None:
    backer, backed = slots.actor("backer", item.backer), slots.actor("backed", item.backed)
    if backer is None or backed is None:
        return None
    date, _ = slots.period("date", item.date)
    return SupportClaim(
        **said, backer=backer, backed=backed, how=slots.words("how", item.how), date=date
    )


_CLAIMS: dict[type[asked.Item], Callable[[Any, Slots, dict[str, Any]], Claim | None]] = {
    asked.Incident: _incident,
    asked.Tally: _tally,
    asked.Talk: _talk,
    asked.Agreement: _agreement,
    asked.ControlChange: _control,
    asked.Assessment: _assessment,
    asked.Support: _support,
}
