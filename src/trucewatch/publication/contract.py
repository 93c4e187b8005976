"""What `trucewatch read` prints for one report: plain JSON values, schema version 1.

The interface that scripts and scorers lean on: fields are added, never renamed.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from datetime import date
from typing import Any

import msgspec

from trucewatch.model.claim import (
    AgreementClaim,
    AssessmentClaim,
    ClaimBase,
    ControlClaim,
    IncidentClaim,
    Participant,
    Reading,
    SupportClaim,
    TalkClaim,
    TallyClaim,
)
from trucewatch.model.report import Report
from trucewatch.model.values import ActorMention, Period, PlaceMention, Range

SCHEMA_VERSION = 1

Item = dict[str, Any]


def reading_as_contract(
    report: Report, reading: Reading, *, with_text: bool = False, with_mentions: bool = False
) -> Item:
    """One report's claims as the contract lays them out, ready for any JSON encoder."""
    items: dict[str, list[Item]] = {name: [] for name, _ in _LISTS.values()}
    for claim in reading.claims:
        name, as_item = _LISTS[type(claim)]
        items[name].append(as_item(claim) | _said(claim))
    answer: Item = {
        "schema_version": SCHEMA_VERSION,
        "id": report.id,
        "report": _report(report, with_text=with_text),
        **items,
        "warnings": list(reading.warnings),
        "unread": reading.unread,
        "refusals": _plain(reading.refusals),
    }
    if reading.differences:
        answer["differences"] = _plain(reading.differences)
    if with_mentions:
        answer["mentions"] = [
            {"kind": mention.kind, "span": list(mention.span), "text": mention.text}
            | _plain(mention.fields)
            for mention in reading.mentions
        ]
    return answer


def _report(report: Report, *, with_text: bool) -> Item:
    fields: Item = {
        "url": report.url,
        "outlet": report.outlet,
        "published": _iso(report.published),
        "language": report.language,
        "title": report.title,
        "text_sha256": report.text_sha256,
    }
    return fields | {"text": report.text} if with_text else fields


def _incident(claim: IncidentClaim) -> Item:
    place = claim.place
    return {
        "type": claim.type,
        **_dated("date", claim.date),
        "date_text": claim.date_text,
        **_placed(place),
        "places": [each.text for each in claim.places],
        "admin": claim.admin or (place.admin if place else None),
        "country": claim.country or (place.country if place else None),
        "perpetrators": _texts(claim.perpetrators),
        "claimed_by": _texts(claim.claimed_by),
        "supported_by": _texts(claim.supported_by),
        "victims_or_targets": list(claim.victims_or_targets),
        "victims": {group: _range(number) for group, number in claim.victims.items()},
        "killed": _range(claim.killed),
        "killed_children": _range(claim.killed_children),
        "injured": _range(claim.injured),
        "abducted": _range(claim.abducted),
        "status": claim.claim_status,
        "event": claim.event,
        "actor_ids": _actor_ids(
            claim,
            perpetrators=claim.perpetrators,
            claimed_by=claim.claimed_by,
            supported_by=claim.supported_by,
        ),
    }


def _tally(claim: TallyClaim) -> Item:
    period = claim.period
    return {
        "measure": claim.measure,
        "value": _range(claim.value),
        **_placed(claim.place),
        "period": [_iso(period.start), _iso(period.end)] if period else None,
        **_grain("period", period),
        "period_text": claim.period_text,
        "victims": claim.victims,
        "cause": claim.cause,
        "perpetrators": _texts(claim.perpetrators),
        "unit": claim.unit,
        "actor_ids": _actor_ids(claim, perpetrators=claim.perpetrators),
    }


def _talk(claim: TalkClaim) -> Item:
    return {
        "name": claim.name,
        "round": claim.round,
        **_placed(claim.place),
        **_dated("date", claim.date),
        "date_text": claim.date_text,
        "status": claim.phase,
        "sponsors": _texts(claim.sponsors),
        "participants": [_participant(each) for each in claim.participants],
        "agenda": list(claim.agenda),
        "outcome": claim.outcome,
        "track_id": claim.track_id,
        "actor_ids": _actor_ids(claim, sponsors=claim.sponsors),
    }


def _participant(participant: Participant) -> Item:
    ids = {
        "party": [list(participant.party.actor_ids)],
        "representative": [list(participant.representative_ids)],
    }
    return {
        "party": participant.party.text,
        "role": participant.role,
        "representative": participant.representative,
        "title": participant.title,
        "attendance": participant.attendance,
        "quote": participant.quote,
        "span": list(participant.span) if participant.span else None,
        "source": participant.source,
        "actor_ids": _resolved(ids),
    }


def _agreement(claim: AgreementClaim) -> Item:
    return {
        "name": claim.name,
        "kind": claim.kind_of,
        **_dated("date", claim.date),
        **_dated("start", claim.start),
        "date_text": claim.date_text,
        "guarantors": _texts(claim.guarantors),
        "brokers": _texts(claim.brokers),
        "parties": _texts(claim.parties),
        "places": [each.text for each in claim.places],
        "phase": claim.phase,
        "status": claim.status_text,
        "agreement_id": claim.agreement_id,
        "actor_ids": _actor_ids(
            claim, guarantors=claim.guarantors, brokers=claim.brokers, parties=claim.parties
        ),
    }


def _control(claim: ControlClaim) -> Item:
    return {
        "actor": claim.actor.text,
        **_placed(claim.place),
        "change": claim.change,
        **_dated("date", claim.date),
        "date_text": claim.date_text,
        "status": "disputed" if claim.is_disputed else claim.claim_status,
        "actor_ids": _actor_ids(claim, actor=(claim.actor,)),
    }


def _assessment(claim: AssessmentClaim) -> Item:
    return {
        "about": claim.about,
        "about_ids": list(claim.about_ids),
        "actor": claim.actor.text if claim.actor else None,
        "finding": claim.finding,
        "actor_ids": _actor_ids(claim, actor=(claim.actor,) if claim.actor else ()),
    }


def _support(claim: SupportClaim) -> Item:
    return {
        "backer": claim.backer.text,
        "backed": claim.backed.text,
        "how": claim.how,
        **_dated("date", claim.date),
        "actor_ids": _actor_ids(claim, backer=(claim.backer,), backed=(claim.backed,)),
    }


_LISTS: dict[type[ClaimBase], tuple[str, Callable[[Any], Item]]] = {
    IncidentClaim: ("incidents", _incident),
    TallyClaim: ("tallies", _tally),
    TalkClaim: ("talks", _talk),
    AgreementClaim: ("agreements", _agreement),
    ControlClaim: ("control_changes", _control),
    AssessmentClaim: ("assessments", _assessment),
    SupportClaim: ("supports", _support),
}


def _said(claim: ClaimBase) -> Item:
    """What every claim has: its words, who said them, and its status."""
    return {
        "quote": claim.quote,
        "span": list(claim.span) if claim.span else None,
        "evidence": _plain(claim.evidence),
        "source": claim.source,
        "source_chain": list(claim.source_chain),
        "claim_status": claim.claim_status,
        "section": claim.section,
        "reader": claim.reader,
        "id": claim.id,
    }


def _plain(value: object) -> Any:
    """`value` as JSON would give it back: lists for tuples, text for dates."""
    return msgspec.json.decode(msgspec.json.encode(value))


def _placed(place: PlaceMention | None) -> Item:
    return {
        "place": place.text if place else None,
        "place_id": place.place_id if place else None,
        "lat": place.lat if place else None,
        "lon": place.lon if place else None,
        "place_precision": place.precision if place else None,
    }


def _dated(field: str, period: Period | None) -> Item:
    return {field: _date(period), **_grain(field, period)}


def _date(period: Period | None) -> str | list[str | None] | None:
    if period is None:
        return None
    if period.start == period.end:
        return _iso(period.start)
    return [_iso(period.start), _iso(period.end)]


def _grain(field: str, period: Period | None) -> Item:
    if period is None or period.precision == "day":
        return {}
    return {f"{field}_precision": period.precision}


def _range(number: Range | None) -> list[int | None] | None:
    return None if number is None else [number.low, number.high]


def _iso(day: date | None) -> str | None:
    return day.isoformat() if day else None


def _texts(mentions: Iterable[ActorMention]) -> list[str]:
    return [mention.text for mention in mentions]


def _actor_ids(claim: ClaimBase, **fields: Iterable[ActorMention]) -> Item | None:
    """Ids by field, one list for each name in the field's order, best first."""
    ids = {field: [list(each.actor_ids) for each in names] for field, names in fields.items()}
    return _resolved(ids | {"source": [list(claim.source_ids)]})


def _resolved(ids: Mapping[str, list[list[str]]]) -> Item | None:
    return {field: lists for field, lists in ids.items() if any(lists)} or None
