"""What came in, was read and was decided is kept once and never changed."""

from __future__ import annotations

import re
import sqlite3
from datetime import date

import pytest
from sqlalchemy.exc import IntegrityError

from trucewatch.errors import NotFound, StoreError
from trucewatch.model.claim import Reading
from trucewatch.model.decision import Decision, Undoing, signed
from trucewatch.model.report import Report
from trucewatch.sources.files import Incoming
from trucewatch.store.record import open_record


def test_a_kept_report_comes_back_with_its_bytes_and_where_it_came_from(store, keep):
    report = keep(store, 3)
    assert store.reports() == {report.ref: report}
    assert store.raw_sha256(report.ref) == report.text_sha256
    assert store.origin(report.ref) == "ariha.jsonl:3"
    [claim] = store.claims()
    assert (claim.report, claim.quote) == (report.ref, report.text)
    assert [reading.warnings for reading in store.readings()] == [("no date",)]


def test_everything_is_there_after_the_record_is_opened_again(path, keep):
    with open_record(path, create=True) as store:
        report = keep(store, 1)
        claims = store.claims()
    with open_record(path) as store:
        assert store.has(report.ref)
        assert store.claims() == claims
        assert store.verify() == []


def test_a_report_kept_twice_is_kept_once(store):
    report = Report(id="a", text="Quiet.")
    incoming, reading = Incoming(report, b"Quiet.", "a.txt"), Reading(report=report.ref)
    assert store.keep(incoming, reading) is True
    assert store.keep(incoming, reading) is False
    assert len(store.reports()) == len(store.readings()) == 1


def test_a_later_version_of_a_reader_takes_the_place_of_the_earlier_in_either_order(store, keep):
    keep(store, 1, reader="rules@9")
    keep(store, 1, reader="rules@10")
    keep(store, 2, reader="rules@10")
    keep(store, 2, reader="rules@9")
    assert {claim.reader for claim in store.claims()} == {"rules@10"}
    assert len(store.claims()) == len(store.readings()) == 2


def test_two_different_readers_both_have_their_say(store, keep):
    keep(store, 1, reader="rules@1")
    keep(store, 1, reader="other@1")
    assert {claim.reader for claim in store.claims()} == {"rules@1", "other@1"}


def test_claims_as_known_on_a_day_leave_out_what_was_published_later(store, keep):
    keep(store, 1, published=date(2017, 12, 20))
    keep(store, 2, published=date(2017, 12, 22))
    undated = keep(store, 3, published=None)
    known = {claim.report for claim in store.claims(as_of=date(2017, 12, 21))}
    assert len(known) == 2
    assert undated.ref in known


def test_a_reading_of_another_report_is_refused_and_nothing_is_kept(store):
    report = Report(id="a", text="Quiet.")
    with pytest.raises(StoreError, match="came with report"):
        store.keep(Incoming(report, b"Quiet.", "a.txt"), Reading(report="r-other"))
    assert store.reports() == {}


def test_a_report_that_nobody_added_is_not_found(store):
    for ask in (store.raw_sha256, store.origin):
        with pytest.raises(NotFound, match="r-unknown: no such report"):
            ask("r-unknown")


def test_what_a_person_decided_is_kept_once_and_comes_back(store):
    decided = signed(
        Decision(
            left=("c-1",), right=("c-2",), is_same=True, by="person:Ana", why="one", decided="2018"
        )
    )
    undone = signed(Undoing(undoes=decided.id, by="person:Ana", why="two", decided="2019"))
    for each in (decided, undone, decided):
        store.decide(each)
    assert {each.id: each for each in store.decisions()} == {
        decided.id: decided,
        undone.id: undone,
    }


def test_a_rule_writes_nothing_that_binds_later(store):
    by_rule = Decision(
        left=("c-1",), right=("c-2",), is_same=False, by="rule:x@1", why="far", decided="2018"
    )
    with pytest.raises(StoreError, match="only people's decisions are kept"):
        store.decide(signed(by_rule))
    assert store.decisions() == []


@pytest.mark.parametrize(
    "change",
    [
        "UPDATE entry SET recorded = '2000-01-01'",
        "DELETE FROM entry",
        "REPLACE INTO entry SELECT * FROM entry",
        "UPDATE content SET bytes = x'00'",
        "UPDATE content SET bytes = NULL",
        "DELETE FROM content",
    ],
)
def test_archive_and_ledger_refuse_to_be_changed(store, keep, change):
    keep(store, 1)
    with (
        pytest.raises(IntegrityError, match="append-only"),
        store.engine.begin() as connection,
    ):
        connection.exec_driver_sql(change)
    assert store.verify() == []


TAMPERING = {
    "UPDATE content SET codec = 'plain', bytes = x'7b7d'": "is not what was written",
    "UPDATE content SET bytes = x'00' WHERE codec = 'zlib'": "is not what was written",
    "UPDATE content SET bytes = NULL": "is gone, and no erasure says why",
    "DELETE FROM content": r"content \w+ is gone",
    "UPDATE entry SET subject = 'c-other' WHERE number = 3": "is not what was written",
    "UPDATE entry SET recorded = '2000-01-01' WHERE number = 2": "entry 2 .* is not what was",
    "DELETE FROM entry WHERE number = 2": "entries 2 to 2 are gone",
    "DELETE FROM entry WHERE kind = 'report'": "report r-.* is gone",
    "DELETE FROM entry WHERE number > 3": "belongs to no entry",
}


@pytest.mark.parametrize("change", TAMPERING)
def test_tampering_from_outside_is_found(path, keep, change):
    with open_record(path, create=True) as store:
        for number in range(1, 4):
            keep(store, number)
    with sqlite3.connect(path) as connection:
        for (name,) in connection.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'"):
            connection.execute(f"DROP TRIGGER {name}")
        connection.execute(change)
    connection.close()
    with open_record(path) as store:
        assert re.search(TAMPERING[change], "\n".join(store.verify()))


def test_an_erased_content_is_erased_and_not_tampered_with(store, keep):
    report, other = keep(store, 1), keep(store, 2)
    with store.engine.begin() as connection:
        named = "SELECT content_sha256, number FROM entry WHERE kind = 'report' AND subject = ?"
        connection.exec_driver_sql(f"INSERT INTO erasure {named}", (report.ref,))
        erase = (
            "UPDATE content SET bytes = NULL WHERE sha256 IN (SELECT content_sha256 FROM erasure)"
        )
        connection.exec_driver_sql(erase)
    assert store.verify() == []
    assert list(store.reports()) == [other.ref]
    assert store.has(report.ref)
