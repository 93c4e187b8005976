"""The path under test: the scenario's reports read, kept, reconciled and assessed as any others."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date, timedelta
from pathlib import Path

import msgspec

from truce.reports import Written
from truce.truth import DOSSIER
from trucewatch.assessment.assess import case_of, known_anew
from trucewatch.assessment.case import Case
from trucewatch.assessment.verdict import zone_verdict
from trucewatch.assessment.window import Window
from trucewatch.errors import BadReport
from trucewatch.model.finding import ZoneVerdict
from trucewatch.model.record import Record
from trucewatch.model.reference import Zone
from trucewatch.model.report import Report
from trucewatch.pipeline import WINDOW_DAYS, Answer, add_reports, answer
from trucewatch.reading.ahead import AheadReader
from trucewatch.reading.readers import RulesReader
from trucewatch.reference.reference import Reference
from trucewatch.sources.files import Incoming
from trucewatch.store.record import open_record

WEEK = timedelta(days=7)


def read_and_answer(
    written: Sequence[Written], reference: Reference, record: Path, *, jobs: int
) -> Answer:
    """What the record at this path comes to; reports that it has already are not read again."""
    with open_record(record, create=True) as store:
        known = store.reports()
        new = (_incoming(each.report) for each in written if each.report.ref not in known)
        if jobs == 1:
            add_reports(new, store, [RulesReader(reference)])
        else:
            ahead = AheadReader([DOSSIER], jobs, with_mentions=False)
            add_reports(_good(ahead.through(new)), store, [ahead])
        return answer(store, reference)


def _incoming(report: Report) -> Incoming:
    return Incoming(report, msgspec.json.encode(report), f"scenario:{report.id}")


def _good(incoming: Iterable[Incoming | BadReport]) -> Iterator[Incoming]:
    for each in incoming:
        if isinstance(each, BadReport):
            raise each
        yield each


def week_ends(first: date, last: date) -> list[date]:
    """The last days of windows that lie wholly within these days, a week apart."""
    ends = []
    end = first + timedelta(days=WINDOW_DAYS - 1)
    while end <= last:
        ends.append(end)
        end += WEEK
    return ends


def verdicts(
    records: Sequence[Record], made: Answer, reference: Reference, ends: Iterable[date]
) -> dict[tuple[str, date], ZoneVerdict]:
    """Each zone's verdict for the window that ends on each of these days.

    What `assess` does, with the records examined once for all windows.
    """
    case = case_of(known_anew(records, made.claims, made.reports, reference), reference)
    return {
        (zone.id, end): zone_verdict(_window(zone, end, case).under_ban(), ())
        for end in ends
        for zone in reference.zones.values()
    }


def _window(zone: Zone, end: date, case: Case) -> Window:
    agreement = case.reference.agreements[zone.agreement]
    return Window(zone, agreement, end - timedelta(days=WINDOW_DAYS - 1), end, case)
