"""One report's claims as the contract prints them."""

from __future__ import annotations

import json
from datetime import date

import msgspec
import pytest

from trucewatch.model.claim import IncidentClaim, Mention, Reading
from trucewatch.model.report import Report
from trucewatch.model.values import Period
from trucewatch.publication.contract import reading_as_contract


def test_a_reading_is_plain_json_of_version_1(wire, reading):
    answer = reading_as_contract(wire, reading)
    assert json.loads(json.dumps(answer)) == answer
    assert answer["schema_version"] == 1
    assert answer["report"]["text_sha256"] == wire.text_sha256
    assert "text" not in answer["report"] and "mentions" not in answer


def test_every_claim_of_a_reading_is_in_one_list(wire, reading):
    answer = reading_as_contract(wire, reading)
    names = [
        "incidents",
        "tallies",
        "talks",
        "agreements",
        "control_changes",
        "assessments",
        "supports",
    ]
    ids = [item["id"] for name in names for item in answer[name]]
    assert sorted(ids) == sorted(claim.id for claim in reading.claims)


def test_an_incident_keeps_ranges_place_and_status(wire, reading):
    (raids,) = reading_as_contract(wire, reading)["incidents"]
    assert raids["date"] == "2017-12-20" and "date_precision" not in raids
    assert raids["killed"] == [19, 19] and raids["killed_children"] == [7, 7]
    assert raids["place"] == "Idlib Province" and raids["place_precision"] == "province"
    assert raids["country"] == "SY"
    assert raids["status"] == raids["claim_status"] == "asserted"
    assert raids["injured"] is None and raids["perpetrators"] == []
    assert wire.text[slice(*raids["span"])] == raids["quote"]


def test_a_round_says_who_came_and_its_phase(wire, reading):
    astana, congress = reading_as_contract(wire, reading, with_text=True)["talks"]
    assert astana["status"] == "under_way" and astana["date"] == ["2017-12-21", None]
    assert astana["actor_ids"]["sponsors"] == [["russia"], ["iran"], ["turkey"]]
    (iran,) = astana["participants"]
    assert (iran["party"], iran["attendance"]) == ("Iran", "attending")
    assert congress["date_precision"] == "year" and congress["actor_ids"] is None


@pytest.mark.parametrize(
    ("period", "expected"),
    [
        (None, None),
        (Period(date(2017, 12, 20), date(2017, 12, 20)), "2017-12-20"),
        (Period(date(2017, 11, 1), date(2017, 11, 30), "month"), ["2017-11-01", "2017-11-30"]),
        (Period(date(2017, 11, 1), None), ["2017-11-01", None]),
    ],
)
def test_a_date_is_a_day_or_two_ends(period, expected):
    report = Report(id="r", text="A shell fell.")
    claim = IncidentClaim(
        report=report.ref, reader="rules@1", quote="A shell fell", type="shelling", date=period
    )
    (item,) = reading_as_contract(report, Reading(report=report.ref, claims=(claim,)))["incidents"]
    assert item["date"] == expected


def test_mentions_come_on_request_with_their_fields(wire, reading):
    mention = Mention(kind="date", span=(0, 3), text="The", fields={"precision": "day"})
    asked = msgspec.structs.replace(reading, mentions=(mention,))
    answer = reading_as_contract(wire, asked, with_mentions=True)
    expected = {"kind": "date", "span": [0, 3], "text": "The", "precision": "day"}
    assert answer["mentions"] == [expected]
