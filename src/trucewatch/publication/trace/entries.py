"""Entries of the dossiers: agreements with their provisions, and tracks of talks."""

from __future__ import annotations

from collections.abc import Iterable

from trucewatch.assessment.wording import acts_words, day_words, days_words, listed
from trucewatch.model.record import Record, ReportedAgreement, Round, Statement
from trucewatch.model.reference import Agreement, Provision, Track, TrackRound
from trucewatch.publication.names import name_of, provision_of, provision_title, record_words
from trucewatch.publication.trace.known import Traceable, TraceNode
from trucewatch.publication.trace.records import KINDS_OF_RECORD
from trucewatch.publication.wording import one_line


def entry_node(known_as: str, known: Traceable) -> TraceNode | None:
    """What a dossier has under the id, and what the record has of it."""
    if known_as in known.reference.agreements:
        return _agreement(known.reference.agreements[known_as], known)
    if known_as in known.reference.tracks:
        return _track(known.reference.tracks[known_as], known)
    found = provision_of(known_as, known.reference)
    return _provision(found[1], known) if found else None


def _agreement(agreement: Agreement, known: Traceable) -> TraceNode:
    dates = {
        "signed": agreement.signed_on,
        "in force from": agreement.in_force_from,
        "term ends": agreement.expires_on,
        "terminated": agreement.terminated_on,
    }
    parts = (
        *(TraceNode(kind=kind, says=day_words(day)) for kind, day in dates.items() if day),
        *(
            TraceNode(kind="extended", says=f"on {day_words(day)}, to {day_words(end)}")
            for day, end in agreement.extensions
        ),
        *_names("guarantors", agreement.guarantors, known),
        *_names("binds", agreement.bound, known),
        *_names("superseded by", filter(None, (agreement.superseded_by,)), known),
        *_source(agreement.source),
        *(TraceNode(kind="provision", id=p.id, says=p.title) for p in agreement.provisions),
        *_linked(agreement.id, known),
    )
    name = one_line(agreement.name)
    return TraceNode(kind="agreement", id=agreement.id, says=name, children=parts)


def _provision(provision: Provision, known: Traceable) -> TraceNode:
    dates = {"applies from": provision.applies_from, "due": provision.due}
    parts = (
        TraceNode(kind="text", says=one_line(provision.text)),
        *((TraceNode(kind="bars", says=acts_words(provision.bars)),) if provision.bars else ()),
        *_names("owed by", provision.owed_by, known),
        *_names("zones", provision.zones, known),
        *(TraceNode(kind=kind, says=day_words(day)) for kind, day in dates.items() if day),
        *_source(provision.source),
        *_linked(provision.id, known),
    )
    title = provision_title(provision.id, known.reference)
    return TraceNode(kind="provision", id=provision.id, says=title, children=parts)


def _track(track: Track, known: Traceable) -> TraceNode:
    rounds = (
        TraceNode(kind="round by the dossier", says=_dossier_round(each)) for each in track.rounds
    )
    parts = (
        *_names("sponsors", track.sponsors, known),
        *_source(track.source),
        *rounds,
        *_linked(track.id, known),
    )
    return TraceNode(kind="track", id=track.id, says=one_line(track.name), children=parts)


def _dossier_round(each: TrackRound) -> str:
    number = f"{each.number}, " if each.number is not None else ""
    last = each.held_to or each.held_from
    held = days_words(each.held_from, last) if each.held_from and last else "no day known"
    return one_line(f"{number}{each.name or each.city}, {held}")


def _names(kind: str, ids: Iterable[str], known: Traceable) -> Iterable[TraceNode]:
    if names := listed(name_of(each, known.reference) for each in ids):
        yield TraceNode(kind=kind, says=names)


def _source(source: str | None) -> Iterable[TraceNode]:
    if source:
        yield TraceNode(kind="source", says=one_line(source))


def _linked(known_as: str, known: Traceable) -> Iterable[TraceNode]:
    """The record's rounds, agreements, statements and violations of an entry, each in one line."""
    for record in known.records:
        if known_as in _entries_of(record):
            says = record_words(record, known.reference)
            kind = KINDS_OF_RECORD.get(type(record), "statement")
            yield TraceNode(kind=kind, id=record.id, says=says)
    for each in known.findings.violations:
        if each.provision == known_as:
            says = f"{each.grade}, {known.in_words(each.incident)}"
            yield TraceNode(kind="violation", id=each.id, says=says)


def _entries_of(record: Record) -> tuple[str | None, ...]:
    match record:
        case Round():
            return (record.track_id,)
        case ReportedAgreement():
            return (record.agreement_id,)
        case Statement():
            return record.about_ids
        case _:
            return ()
