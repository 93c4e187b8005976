"""What new reports touch of what was derived before."""

from __future__ import annotations

import json
from datetime import date, timedelta

import pytest

from trucewatch.derivation.derive import bring_up_to_date
from trucewatch.model.claim import Reading, TalkClaim, identified
from trucewatch.model.report import Report
from trucewatch.model.values import Period
from trucewatch.reference.dossier import load_reference
from trucewatch.sources.files import Incoming
from trucewatch.store.record import RecordStore, open_record

REFERENCE = load_reference()
FIRST_DAY = date(2017, 1, 24)


@pytest.fixture
def record(tmp_path):
    """Three rounds of one track, a month apart, each told by two reports."""
    with open_record(tmp_path / "record.db", create=True) as store:
        for number in (1, 2, 3):
            for outlet in ("Gazette", "Courier"):
                told(store, outlet, number=number, held=day_of(number))
        bring_up_to_date(store, REFERENCE)
        yield store


def day_of(number: int) -> date:
    return FIRST_DAY + timedelta(days=30 * (number - 1))


def told(
    store: RecordStore,
    outlet: str,
    *,
    number: int | None = None,
    held: date | None = None,
    published: date | None = None,
    phase: str = "under_way",
    corrects: str | None = None,
) -> None:
    report = Report(
        id=f"{outlet} {number} {phase}",
        text=f"{outlet} on round {number}",
        outlet=outlet,
        published=published or held,
        corrects=corrects,
    )
    claim = TalkClaim(
        report=report.ref,
        reader="hand@1",
        quote=report.text,
        name="Astana talks",
        track_id="syria/astana",
        round=number,
        date=Period(held, held) if held else None,
        phase=phase,
    )
    incoming = Incoming(report=report, raw=report.text.encode(), origin=report.id)
    reading = Reading(report=report.ref, reader="hand@1", claims=(identified(claim),))
    store.keep(incoming, reading)


def phases(store: RecordStore) -> dict[int, str]:
    with store.derived() as derived:
        rounds = [each for each, _ in derived.records()]
    return {each["number"]: each["phase"] for each in map(json.loads, rounds)}


def touched(store: RecordStore) -> int:
    return bring_up_to_date(store, REFERENCE).claims_touched


def test_one_more_report_of_a_round_touches_that_round_alone(record):
    told(record, "Herald", number=2, held=day_of(2))
    assert touched(record) == 2


def test_a_plan_touches_the_round_that_it_is_for(record):
    told(record, "Herald", published=day_of(2) - timedelta(days=9), phase="planned")
    assert touched(record) == 2


def test_a_later_round_ends_the_one_that_nobody_reported_to_end(record):
    assert phases(record) == {1: "concluded", 2: "concluded", 3: "under_way"}
    told(record, "Herald", number=4, held=day_of(4))
    assert touched(record) == 2
    assert phases(record)[3] == "concluded"


def test_a_corrected_report_of_a_later_round_ends_none(record):
    told(record, "Herald", number=4, held=day_of(4))
    touched(record)
    told(
        record,
        "Herald",
        number=3,
        held=day_of(3),
        published=day_of(5),
        corrects="Herald 4 under_way",
    )
    touched(record)
    assert phases(record) == {1: "concluded", 2: "concluded", 3: "under_way"}
