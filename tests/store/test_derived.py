"""Derived tables: rows are found by part, by day and by report, and the same rows hash alike."""

from __future__ import annotations

import random

import pytest

from trucewatch.store.derived import (
    ClaimRow,
    FindingRow,
    HeardRow,
    RecordRow,
    ReportRow,
    Stamp,
)
from trucewatch.store.record import open_record


def claim(id: str, part: str, first: str = "2017-12-20", last: str = "2017-12-20") -> ClaimRow:
    return ClaimRow(id, f"r-{id}", f"key {part}", True, False, first, last, part)


def record(id: str, part: str) -> list[object]:
    return [
        RecordRow(id, "incident", part, f'{{"id":"{id}"}}', "{}"),
        FindingRow(f"v-{id}", id),
    ]


ROWS = [
    ReportRow("r-c-1", "one", None, None, "2017-12-20", True, "syria"),
    ReportRow("r-c-2", "two", "one", None, "2017-12-21", False, "syria yemen"),
    ReportRow("r-c-3", "three", None, None, None, True, ""),
    HeardRow("syria", "sohr", "2017-12-20", "r-c-1"),
    claim("c-1", "c-1"),
    claim("c-2", "c-1", last="2017-12-24"),
    claim("c-3", "c-3"),
    *record("i-1", "c-1"),
    *record("i-3", "c-3"),
]


@pytest.fixture
def derived(store):
    with store.deriving() as tables:
        tables.put(ROWS)
        yield tables


def test_claims_are_found_by_part_report_bond_and_the_days_on_which_they_can_meet_others(derived):
    assert {row.id for row in derived.claims_beside({"c-1"}, ())} == {"c-1", "c-2"}
    assert derived.parts_of_reports({"r-c-2"}) == {"c-1"}
    assert derived.parts_bound({"key c-3"}) == derived.parts_of_claims({"c-3"}) == {"c-3"}
    met = derived.claims_met("2017-12-24", "2017-12-31", longest_days=33)
    assert [claim.id for claim in met] == ["c-2"]


def test_claims_of_a_circle_of_talks_are_found_whatever_their_part(derived):
    talks = [claim(id, id)._replace(circle="t-1", track="syria/astana") for id in ("t-1", "t-2")]
    derived.put(talks)
    assert derived.circles_of({"t-2", "c-1"}) == {"t-1"}
    assert derived.claims_beside({"t-2"}, {"t-1"}) == talks


def test_a_part_is_taken_out_with_its_records_and_what_was_found_in_them(store, derived):
    derived.take_out_reports({"r-c-1", "r-c-2"})
    derived.take_out_parts({"c-1"})
    assert [row for row, _ in derived.records()] == ['{"id":"i-3"}']
    assert derived.claims_beside({"c-1"}, ()) == []
    taken_out = derived.sha256()
    derived.clear()
    derived.put([ROWS[2], claim("c-3", "c-3"), *record("i-3", "c-3")])
    assert derived.sha256() == taken_out


def test_reports_that_correct_and_those_of_the_name_they_correct_are_kin(derived):
    assert {row.ref for row in derived.kin()} == {"r-c-1", "r-c-2"}


def test_what_reports_speak_of_and_which_were_not_read(derived):
    assert derived.dossiers_spoken_of() == {"syria", "yemen"}
    assert derived.unread() == ["r-c-2"]


def test_a_new_record_has_nothing_derived_and_one_cut_short_neither(store):
    with store.derived() as derived:
        assert derived.stamp() is None and [*derived.records()] == []
    with pytest.raises(RuntimeError), store.deriving() as derived:
        derived.put(ROWS)
        raise RuntimeError("cut short")
    with store.derived() as derived:
        assert [*derived.records()] == []


def test_rows_in_any_order_hash_alike_and_a_changed_one_does_not(store):
    hashes = []
    for seed in range(3):
        with store.deriving() as derived:
            derived.clear()
            derived.put(random.Random(seed).sample(ROWS, len(ROWS)))
            hashes.append(derived.sha256())
    with store.deriving() as derived:
        derived.take_out_parts({"c-3"})
        derived.put_into_parts([claim("c-3", "c-3", last="2017-12-21")])
        derived.put(record("i-3", "c-3"))
        assert len(set(hashes)) == 1 and derived.sha256() not in hashes


def test_tables_that_another_version_left_are_dropped(store):
    with store.deriving() as derived:
        derived.sign(Stamp("then", 3))
    with store.engine.begin() as connection:
        connection.exec_driver_sql("CREATE TABLE derived_row (position INTEGER)")
        connection.exec_driver_sql("DROP TABLE derived_stamp")
    with store.deriving() as derived:
        assert derived.stamp() is None
        derived.clear()
    with store.engine.connect() as connection:
        tables = connection.exec_driver_sql("SELECT name FROM sqlite_master").scalars()
        assert "derived_row" not in [*tables]


def test_reports_in_any_order_or_twice_give_the_same_claims(tmp_path, keep):
    answers = []
    for name, numbers in {"a.db": [1, 2, 3], "b.db": [3, 1, 2, 1, 3]}.items():
        with open_record(tmp_path / name, create=True) as store:
            for number in numbers:
                keep(store, number)
            answers.append((store.claims(), store.readings()))
    assert answers[0] == answers[1]
