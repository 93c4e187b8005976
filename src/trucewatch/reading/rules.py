"""The offline reader: a report to claims by words, names and sentence patterns kept as data."""

from __future__ import annotations

import msgspec

from trucewatch.model.claim import (
    Claim,
    ControlClaim,
    IncidentClaim,
    Reading,
    TallyClaim,
)
from trucewatch.model.report import Report
from trucewatch.model.values import Quote
from trucewatch.reading.agreements import read_agreements
from trucewatch.reading.assessments import read_assessments, read_support
from trucewatch.reading.control import Ground, read_ground
from trucewatch.reading.frame import Frame
from trucewatch.reading.grounding import gate
from trucewatch.reading.incidents import read_frames
from trucewatch.reading.language import lexicon_for, why_unread
from trucewatch.reading.mentions import read_mentions
from trucewatch.reading.names import Theatre
from trucewatch.reading.talks import read_talks
from trucewatch.reading.tallies import Count, read_counts
from trucewatch.reading.text import READER, Document, Sentence, split
from trucewatch.reading.theatre import theatre_of
from trucewatch.reading.voices import find_voices
from trucewatch.reference.reference import Reference


def read(report: Report, reference: Reference, *, with_mentions: bool = False) -> Reading:
    """Every claim of a report that its words bear out, and what it names, if asked for.

    A report in a language without a lexicon is not read, and `unread` says so; one without a
    publication date is read with its relative dates left open, and `warnings` says so.
    """
    lexicon = lexicon_for(report)
    if lexicon is None:
        return Reading(report=report.ref, reader=READER, unread=why_unread(report))
    document = split(report.text, lexicon, report.published, report.title)
    theatre = theatre_of(report, reference, lexicon)
    voices = find_voices(document, report, lexicon)
    counts = read_counts(document, voices, theatre)
    frames = read_frames(document, voices, theatre, {(c.index, c.at) for c in counts})
    claims: list[Claim] = [
        *(_incident(f, document, report) for f in frames),
        *(_tally(c, document, report) for c in counts),
        *read_talks(document, report, voices, theatre),
        *read_agreements(document, report, voices, theatre),
        *(_control(g, document, report) for g in read_ground(document, voices, theatre)),
        *read_assessments(document, report, voices, theatre),
        *read_support(document, report, voices, theatre),
    ]
    kept, refused = gate([_with_source_ids(claim, theatre) for claim in claims], report)
    return Reading(
        report=report.ref,
        reader=READER,
        claims=tuple(kept),
        mentions=tuple(read_mentions(document, theatre)) if with_mentions else (),
        refusals=tuple(refused),
        warnings=tuple(_warnings(report)),
    )


def _with_source_ids(claim: Claim, theatre: Theatre) -> Claim:
    """The claim with the id of its source, looked up among the dossiers of the report's own
    countries: elsewhere "the mission" or "the rebels" are others."""
    if claim.source is None:
        return claim
    known = theatre.reference.source_named(claim.source)
    actors = theatre.actors_named(claim.source)
    ids = [each.id for each in (known, *actors[:1]) if each is not None]
    return msgspec.structs.replace(claim, source_ids=tuple(ids[:1]))


def _warnings(report: Report) -> list[str]:
    if report.published is None:
        return ["no publication date: relative dates are left unresolved"]
    return []


def _quote_of(sentence: Sentence, start: int, end: int) -> Quote:
    words = sentence.text[start:end]
    lead = len(words) - len(words.lstrip(" ,;"))
    quote = sentence.quote(start + lead, start + len(words.rstrip(" ,;")))
    return quote if len(quote.quote.split()) >= 3 else sentence.quote()


def _incident(frame: Frame, document: Document, report: Report) -> IncidentClaim:
    sentence = document.sentences[frame.index]
    quote = _quote_of(sentence, frame.start, frame.end)
    kinds = {
        k: v for c in frame.casualties.values() if c.measure == "killed" for k, v in c.kinds.items()
    }
    places = frame.places
    return IncidentClaim(
        report=report.ref,
        reader=READER,
        quote=quote.quote,
        span=quote.span,
        evidence=_later_evidence(frame, document),
        source=frame.source,
        source_chain=tuple(filter(None, (frame.source, frame.relay))),
        claim_status=frame.status,  # type: ignore[arg-type]
        section=sentence.section,  # type: ignore[arg-type]
        type=frame.type or "other",  # type: ignore[arg-type]
        date=frame.date.period if frame.date else None,
        date_text=frame.date.text if frame.date else None,
        place=places[0] if places else None,
        places=places if len(places) > 1 else (),
        admin=frame.admin,
        country=next((p.country for p in places if p.country), None),
        perpetrators=frame.perpetrators,
        claimed_by=frame.claimed_by,
        supported_by=frame.supported_by,
        victims_or_targets=frame.targets,
        victims=kinds,
        killed=frame.value("killed"),
        killed_children=kinds.get("children"),
        injured=frame.value("injured"),
        abducted=frame.value("abducted"),
        event=frame.event,
    )


def _later_evidence(frame: Frame, document: Document) -> dict[str, tuple[Quote, ...]]:
    """Words of later sentences that the joined frame rests on, under the fields they filled."""
    quotes: dict[str, tuple[Quote, ...]] = {}
    for field, index, start, end in frame.evidence:
        quote = _quote_of(document.sentences[index], start, end)
        quotes[field] = (*quotes.get(field, ()), quote)
    return quotes


def _tally(count: Count, document: Document, report: Report) -> TallyClaim:
    sentence = document.sentences[count.index]
    quote = sentence.quote()
    return TallyClaim(
        report=report.ref,
        reader=READER,
        quote=quote.quote,
        span=quote.span,
        source=count.source,
        source_chain=tuple(filter(None, (count.source, count.relay))),
        section=sentence.section,  # type: ignore[arg-type]
        measure=count.measure,  # type: ignore[arg-type]
        value=count.value,
        place=count.place,
        period=count.period,
        period_text=count.date.text if count.date else None,
        victims=count.victims,
        cause=count.cause,
        perpetrators=count.perpetrators,
        unit=count.unit,
    )


def _control(ground: Ground, document: Document, report: Report) -> ControlClaim:
    sentence = document.sentences[ground.index]
    quote = _quote_of(sentence, ground.start, ground.end)
    return ControlClaim(
        report=report.ref,
        reader=READER,
        quote=quote.quote,
        span=quote.span,
        source=ground.source,
        source_chain=tuple(filter(None, (ground.source, ground.relay))),
        claim_status=ground.status,  # type: ignore[arg-type]
        section=sentence.section,  # type: ignore[arg-type]
        actor=ground.actor,
        change=ground.change,  # type: ignore[arg-type]
        place=ground.place,
        date=ground.date.period if ground.date else None,
        date_text=ground.date.text if ground.date else None,
    )
