"""What is shown of a large record while what is new in it is being worked out."""

from __future__ import annotations

import json

import pytest

from trucewatch.pipeline import now, redact
from trucewatch.store.record import open_record
from trucewatch.web.editions import Asked, Editions

FIRST = "An air strike on Saraqib in Idlib killed four people, Nabil Qasim said."
LATER = "Shelling of Ariha in Idlib killed seven people."


@pytest.fixture
def keep(record_of, tmp_path):
    """Adds a text to the record, as another process does, and says where the record is."""

    def kept(text):
        report = {"published": "2017-12-21", "text": text}
        (tmp_path / "report.jsonl").write_text(json.dumps(report), encoding="utf-8")
        return record_of(tmp_path / "record.db", tmp_path / "report.jsonl")

    return kept


@pytest.fixture
def large(keep, reference):
    """The record with one text, held to be a large one, with its first edition worked out."""
    with open_record(keep(FIRST)) as store:
        editions = Editions(store, reference, soon_entries=0, patience_s=0)
        editions.current()
        yield editions, store
        editions.close()


def texts(edition):
    return [each.text for each in edition.answer(Asked()).reports.values()]


def test_what_was_before_is_shown_while_what_is_new_is_worked_out(large, keep):
    editions, _ = large
    keep(LATER)

    assert texts(editions.current()) == [FIRST]
    while editions.is_behind():
        pass
    assert sorted(texts(editions.current())) == [FIRST, LATER]


def test_words_withheld_since_are_never_shown(large):
    editions, store = large
    (ref,) = store.reports()
    redact(store, ref, "Nabil Qasim", everywhere=False, by="Amal", why="a witness", at=now())

    assert "Nabil" not in texts(editions.current())[0]
