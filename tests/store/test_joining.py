"""Two records joined: both ledgers kept, one set of reports, the same answer either way."""

from __future__ import annotations

import re
import sqlite3
from contextlib import closing

import pytest

from trucewatch.errors import StoreError
from trucewatch.model.claim import Reading
from trucewatch.model.decision import Decision, signed
from trucewatch.store.record import open_record


def decided(by: str, *, is_same: bool = True):
    return signed(
        Decision(
            left=("c-1",), right=("c-2",), is_same=is_same, by=f"person:{by}", why="x", decided="2"
        )
    )


@pytest.fixture
def two(tmp_path, keep):
    """Our record knows the reports 1 and 2, theirs 2 and 3; each team has judged."""
    with (
        open_record(tmp_path / "ours.db", create=True) as ours,
        open_record(tmp_path / "theirs.db", create=True) as theirs,
    ):
        for store, numbers, name in ((ours, (1, 2), "Ana"), (theirs, (2, 3), "Basel")):
            for number in numbers:
                keep(store, number)
            store.decide(decided(name))
        yield ours, theirs


def known(store):
    nouns = (store.reports(), store.claims(), store.readings(), store.decisions())
    return [sorted(map(repr, each)) for each in (nouns[0].values(), *nouns[1:])]


def test_a_report_in_both_is_one_and_everything_else_is_kept(two):
    ours, theirs = two
    learned = ours.join(theirs)
    assert learned == {"report": 1, "reading": 1, "claim": 1, "judgement": 1}
    assert len(ours.reports()) == len(ours.claims()) == 3
    assert {each.by for each in ours.decisions()} == {"person:Ana", "person:Basel"}
    assert ours.verify() == [] and len(theirs.reports()) == 2


def test_joining_either_way_round_comes_to_the_same_knowledge(two, tmp_path):
    ours, theirs = two
    one_path, other_path = (copied(store, tmp_path) for store in two)
    ours.join(theirs)
    with open_record(one_path) as one, open_record(other_path) as other:
        other.join(one)
        assert known(other) == known(ours)


def test_joining_again_adds_only_what_is_new(two, keep):
    ours, theirs = two
    ours.join(theirs)
    assert ours.join(theirs) == {} and len(ours.joined()) == 1
    keep(theirs, 4)
    assert ours.join(theirs) == {"report": 1, "reading": 1, "claim": 1}
    assert len(ours.joined()) == 2 and ours.verify() == []


def test_records_that_were_joined_are_joined_on_with_their_ledgers(two, keep, tmp_path):
    ours, theirs = two
    with open_record(tmp_path / "third.db", create=True) as third:
        keep(third, 7)
        theirs.join(third)
        ours.join(theirs)
        assert ours.join(third) == {} and ours.verify() == []
    assert theirs.join(ours) and known(theirs) == known(ours) and theirs.verify() == []


def test_copies_that_went_on_apart_are_joined_from_where_they_parted(two, keep, tmp_path):
    ours, _ = two
    with open_record(copied(ours, tmp_path)) as copy:
        keep(copy, 8)
        keep(ours, 9)
        assert len(copy.reports()) == 3 and ours.join(copy)["report"] == 1
    [joined] = ours.joined()
    assert joined.entries == 3 and ours.verify() == []


def test_two_answers_of_one_reader_are_both_kept_and_one_counts_either_way(two, keep):
    ours, theirs = two
    report = keep(ours, 5, reader="llm@1")
    answers = keep(theirs, 6, reader="llm@1")
    incoming = type("Came", (), {"report": report, "raw": b"x", "origin": "x"})
    theirs.keep(incoming, Reading(report=report.ref, reader="llm@1", unread="no answer"))
    ours.join(theirs)
    theirs.join(ours)
    assert known(ours) == known(theirs) and answers.ref in ours.reports()
    assert len([each for each in ours.readings() if each.report == report.ref]) == 1


def test_what_one_team_erased_is_erased_in_both(two):
    ours, theirs = two
    report = next(iter(ours.reports().keys() & theirs.reports().keys()))
    with theirs.engine.begin() as connection:
        named = "SELECT content_sha256, number FROM entry WHERE kind = 'report' AND subject = ?"
        connection.exec_driver_sql(f"INSERT INTO erasure {named}", (report,))
        connection.exec_driver_sql(
            "UPDATE content SET bytes = NULL WHERE sha256 IN (SELECT content_sha256 FROM erasure)"
        )
    ours.join(theirs)
    assert report not in ours.reports() and ours.verify() == []


def test_a_record_that_was_tampered_with_is_not_joined(two):
    ours, theirs = two
    tamper(theirs, "UPDATE entry SET recorded = '2000-01-01' WHERE number = 2")
    with pytest.raises(StoreError, match="entry 2 "):
        ours.join(theirs)
    assert len(ours.reports()) == 2 and ours.joined() == []


TAMPERING = {
    "UPDATE joined_entry SET recorded = '2000-01-01' WHERE number = 1": "is not what was written",
    "DELETE FROM joined_entry WHERE number = 2": "does not follow from any that is here",
    "DELETE FROM joined_entry WHERE number = 7": "the end of the ledger that entry .* is gone",
}


@pytest.mark.parametrize("change", TAMPERING)
def test_tampering_with_a_joined_ledger_is_found(two, change):
    ours, theirs = two
    ours.join(theirs)
    tamper(ours, change)
    assert re.search(TAMPERING[change], "\n".join(ours.verify()))


def test_a_joined_ledger_refuses_to_be_changed(two):
    ours, theirs = two
    ours.join(theirs)
    for change in ("DELETE FROM joined_entry", "UPDATE joined_entry SET number = 1"):
        with pytest.raises(Exception, match="append-only"), ours.engine.begin() as connection:
            connection.exec_driver_sql(change)


def copied(store, folder):
    """A copy of the record's file, with what still stands in its journal."""
    path = folder / f"copy-of-{store.path.name}"
    with closing(sqlite3.connect(store.path)) as source, closing(sqlite3.connect(path)) as copy:
        source.backup(copy)
    return path


def tamper(store, change: str) -> None:
    with sqlite3.connect(store.path) as connection:
        for (name,) in connection.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'"):
            connection.execute(f"DROP TRIGGER {name}")
        connection.execute(change)
    connection.close()
