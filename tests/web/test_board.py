"""The board: what needs a look first, its weeks, and what changed."""

from __future__ import annotations

import re
from html import unescape

import pytest

from trucewatch.publication.cards import URGENCY

DAY = {"as_of": "2017-12-21"}


def test_what_needs_a_look_first_comes_first(pages):
    board = pages.get("/api/", params={"from": "2018-02-01", "to": "2018-02-28"}).json()
    verdicts = [URGENCY.index(card["row"]["verdict"]) for card in board["cards"]]

    assert len(set(verdicts)) > 1
    assert verdicts == sorted(verdicts)


def test_each_zone_says_which_rule_fired_and_when_it_does(pages):
    page = unescape(pages.get("/", params=DAY).text)

    for card in pages.get("/api/", params=DAY).json()["cards"]:
        assert " " in card["rule_says"]
        assert card["rule_says"] in page


def test_the_weeks_of_a_zone_end_with_the_days_asked_about(pages):
    for card in pages.get("/api/", params=DAY).json()["cards"]:
        assert len(card["weeks"]) == 26
        assert card["weeks"][-1]["last"] == DAY["as_of"]


def test_every_incident_of_a_week_has_its_page(pages):
    cards = pages.get("/api/", params=DAY).json()["cards"]
    incidents = {each for card in cards for week in card["weeks"] for each in week["incidents"]}

    assert incidents
    for each in incidents:
        assert pages.get(f"/incidents/{each}", params=DAY).status_code == 200


def test_the_days_since_the_last_violation_count_to_the_last_day(pages):
    cards = pages.get("/api/", params=DAY).json()["cards"]
    idlib = next(card for card in cards if card["row"]["zone"] == "syria/idlib")

    assert (idlib["last_violation"], idlib["days_since_violation"]) == ("2017-12-20", 1)


def test_a_change_leads_to_what_changed(pages):
    page = pages.get("/changes", params=DAY).text
    links = re.findall(r'<b>[a-z ]+</b> <a href="([^"]+)"', page)

    assert len(links) == len(pages.get("/api/changes", params=DAY).json()["changes"]) > 0
    assert {pages.get(link).status_code for link in links} == {200}


def test_what_changed_is_told_since_any_earlier_day(pages):
    told = pages.get("/api/changes", params={**DAY, "since": "2017-12-01"}).json()

    assert (told["start"], told["end"]) == ("2017-12-01", DAY["as_of"])
    assert len(told["changes"]) > len(pages.get("/api/changes", params=DAY).json()["changes"])


@pytest.mark.parametrize("since", ["2017-12-21", "2018-01-01", "tomorrow"])
def test_a_day_that_is_not_before_the_last_is_refused(pages, since):
    assert pages.get("/changes", params={**DAY, "since": since}).status_code == 400


def test_a_board_without_a_zone_says_what_to_do(served, record_of, tmp_path):
    report = tmp_path / "elsewhere.txt"
    report.write_text("The harvest was good, farmers said.", encoding="utf-8")
    pages = served(record_of(tmp_path / "empty.db", report))

    assert "trucewatch add" in pages.get("/").text
    assert pages.get("/api/").json()["cards"] == []
    assert pages.get("/changes").status_code == 404
