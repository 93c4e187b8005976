"""Reports about one village, and readings of them, as small as they can be."""

from __future__ import annotations

from datetime import date

import pytest

from trucewatch.model.claim import IncidentClaim, Reading, identified
from trucewatch.model.report import Report
from trucewatch.model.values import Range
from trucewatch.sources.files import Incoming
from trucewatch.store.record import open_record


def make_incoming(number: int, published: date | None = date(2017, 12, 21)) -> Incoming:
    text = f"Shelling near Ariha killed {number} people, residents said."
    report = Report(id=f"ariha-{number}", text=text, published=published)
    return Incoming(report, text.encode(), f"ariha.jsonl:{number}")


def make_reading(report: Report, reader: str = "rules@1", killed: int | None = None) -> Reading:
    claim = IncidentClaim(
        report=report.ref,
        reader=reader,
        quote=report.text,
        span=(0, len(report.text)),
        type="shelling",
        killed=None if killed is None else Range(killed, killed),
    )
    return Reading(
        report=report.ref, reader=reader, claims=(identified(claim),), warnings=("no date",)
    )


@pytest.fixture
def path(tmp_path):
    return tmp_path / "record.db"


@pytest.fixture
def store(path):
    with open_record(path, create=True) as store:
        yield store


@pytest.fixture
def keep():
    """Keeps the report with a number, read by a reader; gives the report."""

    def kept(store, number, *, reader="rules@1", published=date(2017, 12, 21)):
        incoming = make_incoming(number, published)
        store.keep(incoming, make_reading(incoming.report, reader))
        return incoming.report

    return kept
