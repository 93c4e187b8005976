"""The review desk over real HTTP: what waits, what is decided, and two people at once."""

from __future__ import annotations

import pytest

SIGNED = {"by": "Amal Haddad", "why": "read it"}
JUDGE = "/review/judge"


@pytest.fixture
def pages(served, witnessed):
    return served(witnessed)


def waiting(pages) -> dict[str, dict]:
    return {
        each["saying"]["claim"]["id"]: each for each in pages.get("/api/review").json()["claims"]
    }


def test_claims_that_a_verdict_counts_wait_until_they_are_accepted(pages, send):
    before = waiting(pages)
    assert before
    claim = next(iter(before))

    assert send(pages, "/review", JUDGE, what="accept", one=claim, **SIGNED).status_code == 303

    assert set(waiting(pages)) == set(before) - {claim}
    [decided] = pages.get("/api/review").json()["decided"]
    assert decided["by"] == "Amal Haddad" and "accepts" in decided["says"]


def test_what_alone_stands_for_more_killed_comes_first(pages):
    killed = [each["says"] for each in waiting(pages).values() if each["is_alone"]]
    assert "4 killed" in killed[0] or "four" in killed[0]


def test_a_field_is_corrected_and_a_grade_set(pages, send):
    claim, item = next(iter(waiting(pages).items()))
    record = item["record"]
    send(pages, "/review", JUDGE, what="correct", one=claim, field="killed", value="6", **SIGNED)
    send(pages, "/review", JUDGE, what="grade", one=record, grade="confirmed", **SIGNED)

    incident = pages.get(f"/api/incidents/{record}").json()
    assert incident["line"]["killed"] == "6"
    assert incident["line"]["grade"] == "confirmed"


def test_a_claim_that_its_report_does_not_make_is_rejected_and_that_undone(pages, send):
    claim, item = next(iter(waiting(pages).items()))
    report = f"/api/reports/{item['saying']['report']}"
    send(pages, "/review", JUDGE, what="reject", one=claim, **SIGNED)

    assert claim not in waiting(pages)
    assert pages.get(report).json()["rejected"] == 1
    assert claim not in [each["id"] for each in pages.get(report).json()["claims"]]

    [decided] = pages.get("/api/review").json()["decided"]
    send(pages, "/review", JUDGE, what="undo", one=decided["id"], **SIGNED)
    assert claim in waiting(pages)


def test_the_second_of_two_is_told_what_the_first_decided_and_loses_nothing(pages, send):
    claim = next(iter(waiting(pages)))
    seen = str(pages.get("/api/review").json()["seen"])
    first = {"what": "correct", "one": claim, "field": "killed", "value": "5", "seen": seen}
    send(pages, "/review", JUDGE, by="Basel", why="counted five", **first)

    second = first | {"value": "6"}
    told = send(pages, "/review", JUDGE, by="Amal", why="counted six", **second)

    assert told.status_code == 409
    assert "Basel" in told.text and "counted five" in told.text and "counted six" in told.text
    assert len(pages.get("/api/review").json()["decided"]) == 1

    now = str(pages.get("/api/review").json()["seen"])
    again = second | {"seen": now}
    assert send(pages, "/review", JUDGE, by="Amal", why="six", **again).status_code == 303
    assert len(pages.get("/api/review").json()["decided"]) == 2


def test_two_people_at_two_things_do_not_disturb_each_other(pages, send):
    one, other = list(waiting(pages))[:2]
    seen = str(pages.get("/api/review").json()["seen"])
    for claim in (one, other):
        form = {"what": "accept", "one": claim, "seen": seen}
        assert send(pages, "/review", JUDGE, **form, **SIGNED).status_code == 303


@pytest.mark.parametrize("form", [{"field": "killed", "value": "many"}, {"field": "x"}])
def test_what_cannot_be_is_refused_with_the_reason(pages, send, form):
    claim = next(iter(waiting(pages)))
    assert (
        send(pages, "/review", JUDGE, what="correct", one=claim, **form, **SIGNED).status_code
        == 400
    )
