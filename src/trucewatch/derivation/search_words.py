"""What a report and a record are found by."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from trucewatch.model.record import (
    ControlChange,
    Incident,
    MonitorCount,
    Record,
    ReportedAgreement,
    Round,
    Statement,
    Tally,
)
from trucewatch.model.report import Report
from trucewatch.model.values import ActorMention, PlaceMention
from trucewatch.reference.reference import Reference
from trucewatch.store.search import REPORT, SearchRow


def search_row_of_report(report: Report) -> SearchRow:
    title = " ".join(filter(None, (report.title, report.outlet)))
    return SearchRow(REPORT, report.ref, title, report.text)


def search_row_of_record(record: Record, kind: str, reference: Reference) -> SearchRow:
    """By its place and what it is in the title, by who has to do with it in the body."""
    title, body = [kind.replace("_", " ")], []
    match record:
        case Incident():
            title += [record.type.replace("_", " "), *_places((record.place, *record.places))]
            body += [*_actors((each.actor for each in record.perpetrators), reference)]
            body += [*record.claimants, *record.outlets]
        case Tally():
            title += [record.measure, *_places([record.place]), record.category or ""]
            body += [record.claimant, record.cause or ""]
        case MonitorCount():
            title += ["violations", *_places([record.place])]
            body += [record.monitor]
        case Round():
            title += [record.name, *_places([record.place]), *_named(record.track_id, reference)]
            body += [*record.agenda, *record.outcomes]
            for each in record.attendees:
                body += [*_actors([each.party], reference), *each.names, each.head or ""]
        case ReportedAgreement():
            title += [record.name, *_named(record.agreement_id, reference)]
            body += [*_places(record.places), *_actors(record.guarantors, reference)]
        case ControlChange():
            title += [record.change, *_places([record.place])]
            body += [*_actors([record.actor], reference), *record.claimants]
        case Statement():
            body += [record.text, record.about, record.said_by or ""]
            body += _actors(filter(None, (record.actor, record.backer)), reference)
    return SearchRow(kind, record.id, " ".join(title), " ".join(filter(None, body)))


def _places(places: Iterable[PlaceMention | None]) -> Iterator[str]:
    for place in dict.fromkeys(filter(None, places)):
        yield from filter(None, (place.text, place.admin))


def _actors(mentions: Iterable[ActorMention], reference: Reference) -> Iterator[str]:
    """As written, and by the dossier's name."""
    for mention in mentions:
        yield mention.text
        yield from (
            reference.actors[each].name
            for each in mention.actor_ids[:1]
            if each in reference.actors
        )


def _named(known_as: str | None, reference: Reference) -> Iterator[str]:
    for table in (reference.tracks, reference.agreements):
        if known_as is not None and known_as in table:
            yield table[known_as].name
