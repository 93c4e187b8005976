"""Derived tables are written anew, and are the same for the same records in any order."""

from __future__ import annotations

import random
from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from trucewatch.model.finding import Findings, Obligation, Violation, ZoneDay
from trucewatch.model.record import Incident, Statement
from trucewatch.model.values import Period
from trucewatch.store.derived import nouns_of, rows_of, sha256_of
from trucewatch.store.record import open_record

ZONE = "syria/idlib"
RECORDS = [
    Incident(
        id=f"i-{day}",
        type="shelling",
        occurred=Period(date(2017, 12, day), date(2017, 12, day)),
        place=None,
    )
    for day in (10, 11, 20)
] + [Statement(id="s-1", text="The zones are used to gain ground.", about="zones")]
FINDINGS = Findings(
    zone_days=tuple(ZoneDay(zone=ZONE, day=date(2017, 12, day)) for day in (10, 11, 12)),
    violations=(
        Violation(
            id="v-1",
            incident="i-20",
            zone=ZONE,
            agreement="syria/memorandum-2017-05-04",
            provision="syria/memorandum-2017-05-04#1",
            grade="apparent",
            steps=(),
        ),
    ),
    obligations=(
        Obligation(
            id="o-1",
            kind="duty",
            source="a#2",
            title="Maps",
            owed_by=("russia",),
            state="unknown",
            because="No report known shows that it was done.",
            due=date(2017, 6, 4),
        ),
    ),
)


def test_records_and_findings_come_back_as_they_were(store):
    store.replace_derived(RECORDS, FINDINGS)
    assert store.derived() == (RECORDS, FINDINGS)


def test_what_was_derived_before_is_gone(store):
    store.replace_derived(RECORDS, FINDINGS)
    store.replace_derived(RECORDS[:1], Findings())
    assert store.derived() == (RECORDS[:1], Findings())


def test_a_new_record_has_nothing_derived(store):
    assert store.derived() == ([], Findings())


@given(st.randoms())
def test_order_and_repetition_leave_the_derived_bytes_as_they_are(shuffler: random.Random):
    records = shuffler.sample(RECORDS, len(RECORDS))
    days = tuple(shuffler.sample(FINDINGS.zone_days, len(FINDINGS.zone_days)))
    shuffled = Findings(
        zone_days=days, violations=FINDINGS.violations, obligations=FINDINGS.obligations
    )
    rows = rows_of(records, shuffled)
    assert sha256_of(rows) == sha256_of(rows_of(RECORDS, FINDINGS))
    assert nouns_of(rows) == (RECORDS, FINDINGS)


def test_reports_in_any_order_or_twice_give_the_same_claims_and_derived_hash(tmp_path, keep):
    answers = []
    for name, numbers in {"a.db": [1, 2, 3], "b.db": [3, 1, 2, 1, 3]}.items():
        with open_record(tmp_path / name, create=True) as store:
            for number in numbers:
                keep(store, number)
            store.replace_derived(RECORDS, FINDINGS)
            store.replace_derived(RECORDS, FINDINGS)
            answers.append((store.claims(), store.readings(), store.derived_sha256()))
    assert answers[0] == answers[1]


def test_a_changed_record_changes_the_derived_hash(store):
    store.replace_derived(RECORDS, FINDINGS)
    before = store.derived_sha256()
    store.replace_derived(RECORDS[1:], FINDINGS)
    assert store.derived_sha256() != before
