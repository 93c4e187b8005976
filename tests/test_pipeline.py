"""The days asked about, and what reports that nobody could read are worth."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

import pytest

from trucewatch.errors import BadInput
from trucewatch.model.report import Report
from trucewatch.pipeline import add_reports, answer
from trucewatch.reading.readers import RulesReader
from trucewatch.reference.dossier import load_reference
from trucewatch.sources.files import Incoming
from trucewatch.store.record import RecordStore, open_record

REFERENCE = load_reference()
READERS = [RulesReader(REFERENCE)]
STRIKE = "An air strike on the town of Saraqib in Idlib killed at least four civilians on Tuesday."
FRENCH = "Un raid a frappé la ville de Saraqib dans la province d'Idlib, selon les habitants."


def kept(store: RecordStore, text: str, outlet: str, day: date, language: str = "en") -> None:
    report = Report(id=outlet, text=text, outlet=outlet, published=day, language=language)
    add_reports([Incoming(report=report, raw=text.encode(), origin=outlet)], store, READERS)


@pytest.fixture
def store(tmp_path) -> Iterator[RecordStore]:
    with open_record(tmp_path / "record.db", create=True) as record:
        kept(record, STRIKE, "Example News", date(2017, 12, 21))
        yield record


@pytest.mark.parametrize(
    ("asked", "said"),
    [
        ({"start": date(2018, 5, 1)}, "--from 2018-05-01 is after .*, 21 December 2017"),
        ({"start": date(2017, 12, 25), "as_of": date(2017, 12, 22)}, "2017-12-25 .* 22 December"),
        ({"end": date(2030, 1, 1)}, "--to 2030-01-01 is long after the last report"),
        ({"as_of": date(2030, 1, 1)}, "--as-of 2030-01-01 is long after .*21 December 2017"),
        ({"start": date(1, 1, 1)}, "more than 3,660 days before"),
    ],
)
def test_days_that_cannot_be_told_of_are_refused(store, asked, said):
    with pytest.raises(BadInput, match=said):
        answer(store, REFERENCE, **asked)


def test_the_calendars_first_days_have_no_verdict_and_it_is_said_why(store):
    told = answer(store, REFERENCE, end=date(1, 1, 5))
    assert told.no_verdict and "no agreement on a zone was signed" in told.no_verdict


def test_a_report_that_was_not_read_is_counted_and_gives_no_coverage(store):
    before = answer(store, REFERENCE)
    kept(store, FRENCH, "SOHR", date(2017, 12, 20), language="fr")
    after = answer(store, REFERENCE)
    assert len(after.unread) == 1 and len(after.reports) == 2 and len(after.read_reports) == 1
    assert after.findings == before.findings


def test_a_record_of_another_conflict_shows_no_zone_and_no_obligation(tmp_path):
    with open_record(tmp_path / "other.db", create=True) as other:
        kept(other, "Shelling in Omdurman killed 3 people.", "Example News", date(2023, 4, 21))
        told = answer(other, REFERENCE)
    assert told.findings.verdicts == () and told.findings.obligations == ()
    assert told.no_verdict and "(known: " in told.no_verdict
