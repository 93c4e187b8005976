"""Agreements of a document: ceasefires, zones and other deals it refers to, each once.

What is only wished for ("called for a truce") makes no record, but adds to one that is there.
"""

from __future__ import annotations

import calendar
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from itertools import islice
from typing import TypeVar

from trucewatch.model.claim import AgreementClaim, AgreementKind, AgreementPhase
from trucewatch.model.report import Report
from trucewatch.model.values import ActorMention, Period, PlaceMention, Quote
from trucewatch.reading.dates import DateMention
from trucewatch.reading.deals import Actors, Mention, find_deals
from trucewatch.reading.names import Theatre
from trucewatch.reading.phrases import MENTIONS_MAX, fought_over, guarantors_named
from trucewatch.reading.text import READER, Document
from trucewatch.reading.voices import Voices
from trucewatch.reference.countries import state_of
from trucewatch.reference.names import fold

T = TypeVar("T")


@dataclass
class Deal:
    """Mentions of one deal, joined; what is said first stays."""

    mentions: list[Mention] = field(default_factory=list)

    @property
    def kind(self) -> AgreementKind:
        kinds = [m.kind for m in self.mentions if m.kind != "other"]
        return (
            "de-escalation zones" if "de-escalation zones" in kinds else next(iter(kinds), "other")
        )

    @property
    def agreed(self) -> DateMention | None:
        return _finest([m.agreed for m in self.mentions])

    @property
    def started(self) -> DateMention | None:
        return _finest([m.started for m in self.mentions])

    @property
    def day(self) -> DateMention | None:
        return self.agreed or self.started

    @property
    def places(self) -> tuple[PlaceMention, ...]:
        every = [place for m in self.mentions for place in m.places]
        return tuple({fold(place.text): place for place in every}.values())

    @property
    def name(self) -> str:
        """The first name of more than one word."""
        names = [m.name for m in self.mentions]
        return next((name for name in names if " " in name), names[0])

    def named(self, role: str) -> Actors:
        every: list[ActorMention] = [a for m in self.mentions for a in getattr(m, role)]
        return tuple({a.actor_ids[0] if a.actor_ids else a.text: a for a in every}.values())


def _first(values: Sequence[T | None]) -> T | None:
    return next((value for value in values if value), None)


def _finest(dates: Sequence[DateMention | None]) -> DateMention | None:
    """The first, or a day told later that lies in the month or year that it gives."""
    told = [each for each in dates if each and each.period]
    return min((d for d in told if _lies_in(d, told[0])), key=lambda d: d.days, default=None)


def _lies_in(inner: DateMention, outer: DateMention) -> bool:
    if inner is outer or not (inner.period and outer.period):
        return inner is outer
    first, last = inner.period.start, outer.period.end
    is_within = first is not None and _within(first, outer.period)
    return is_within and last is not None and not inner.is_since and not outer.is_since


def read_agreements(
    document: Document, report: Report, voices: Voices, theatre: Theatre
) -> list[AgreementClaim]:
    """The document's agreements, in the order of the text.

    `date` is the day agreed or, where only that is given, the day in force; `start` the latter.
    """
    deals: list[Deal] = []
    every = (
        mention
        for index, sentence in enumerate(document.sentences)
        for mention in find_deals(sentence, index, theatre)
    )
    for mention in islice(every, MENTIONS_MAX):
        deal = next((d for d in reversed(deals) if _fits(mention, d)), None)
        if deal is None and not mention.is_wished and mention.may_open:
            deal = Deal()
            deals.append(deal)
        if deal is not None:
            deal.mentions.append(mention)
    guarantors = guarantors_named(document, theatre) if deals else ()
    kept = [deal for deal in deals if _is_record(deal)]
    return [_claim(deal, guarantors, document, report, voices, theatre) for deal in kept]


def _is_record(deal: Deal) -> bool:
    """A deal of no plain kind needs someone who made it, or a day and a phase."""
    if deal.kind in ("ceasefire", "de-escalation zones", "peace agreement"):
        return True
    made = deal.named("parties") or deal.named("guarantors") or deal.named("brokers")
    return bool(made) or (deal.day is not None and any(m.phase for m in deal.mentions))


# Joining mentions.


def _fits(mention: Mention, deal: Deal) -> bool:
    """Whether the mention may be of the deal: of its kind, and nothing told apart."""
    is_definite = mention.phrase.article in ("the", "this", "that")
    if not _is_of_kind(mention, deal):
        return False
    if mention.kind == "other" and not (mention.is_bare or is_definite):
        return False
    if mention.marks - {mark for m in deal.mentions for mark in m.marks}:
        return False
    if not mention.phrase.is_indefinite:
        return True
    mine, theirs = {fold(p.text) for p in mention.places}, {fold(p.text) for p in deal.places}
    has_other_day = mention.day and deal.day and mention.day.period != deal.day.period
    return not has_other_day and not (mine and theirs and not mine & theirs)


def _is_of_kind(mention: Mention, deal: Deal) -> bool:
    """A truce and the zones it holds in are one deal, as reports tell it."""
    kinds = {mention.kind, deal.kind}
    return len(kinds) == 1 or "other" in kinds or kinds == {"ceasefire", "de-escalation zones"}


# Claims.


def _claim(
    deal: Deal,
    guarantors: Actors,
    document: Document,
    report: Report,
    voices: Voices,
    theatre: Theatre,
) -> AgreementClaim:
    first = deal.mentions[0]
    sentence = document.sentences[first.index]
    quote = sentence.quote()
    start = _opening(deal.started) if deal.started else None
    day = deal.agreed.period if deal.agreed else start
    is_truce = deal.kind in ("ceasefire", "de-escalation zones")
    phase: AgreementPhase | None = next((m.phase for m in deal.mentions if m.phase), None)
    return AgreementClaim(
        report=report.ref,
        reader=READER,
        quote=quote.quote,
        span=quote.span,
        evidence=_evidence(deal, document),
        source=voices.source(first.index),
        claim_status="planned" if phase == "proposed" else "asserted",
        section="comment" if sentence.section == "comment" else "news",
        name=deal.name,
        kind_of=deal.kind,
        agreement_id=_known(deal, day, theatre),
        date=day,
        start=start,
        date_text=deal.day.text if deal.day else None,
        guarantors=deal.named("guarantors") or (guarantors if is_truce else ()),
        brokers=deal.named("brokers"),
        parties=deal.named("parties"),
        places=deal.places or _nationwide(deal, theatre),
        phase=phase,
        status_text=_first([m.status for m in deal.mentions]),
    )


def _opening(mention: DateMention) -> Period | None:
    """When it began: of "since July" the month, not the time since."""
    period = mention.period
    if period is None or period.start is None or not mention.is_since:
        return period
    first = period.start
    if period.precision != "month":
        return Period(first, first, period.precision)
    last = calendar.monthrange(first.year, first.month)[1]
    return Period(first, first.replace(day=last), "month")


def _nationwide(deal: Deal, theatre: Theatre) -> tuple[PlaceMention, ...]:
    """A truce or peace that names no area holds in the country the report is about."""
    state = state_of(fought_over(theatre))
    if deal.kind not in ("ceasefire", "peace agreement") or state is None:
        return ()
    place = theatre.reference.resolve_place(state.name)
    return (place,) if place else ()


def _known(deal: Deal, day: Period | None, theatre: Theatre) -> str | None:
    """The dossier's agreement of that name, unless the day given is another's."""
    for mention in deal.mentions:
        known = theatre.reference.agreement_named(mention.name, theatre.on)
        if known is None:
            continue
        days = [d for d in (known.signed_on, known.in_force_from, known.ban_from) if d]
        if day is None or not days or any(_within(d, day) for d in days):
            return known.id
    return None


def _within(day: date, period: Period) -> bool:
    starts = period.start is None or period.start <= day
    return starts and (period.end is None or day <= period.end)


def _evidence(deal: Deal, document: Document) -> dict[str, tuple[Quote, ...]]:
    """Words of other sentences that a field rests on."""
    first = deal.mentions[0]
    rests: dict[str, tuple[Quote, ...]] = {}
    for name in ("date", "guarantors", "brokers", "parties", "places", "phase"):
        attribute = "day" if name == "date" else name
        indexes = {m.index for m in deal.mentions if getattr(m, attribute)} - {first.index}
        if indexes and not getattr(first, attribute):
            rests[name] = tuple(document.sentences[i].quote() for i in sorted(indexes))
    return rests
