"""Pages of agreements, actors, sources, counts, obligations and alerts."""

from __future__ import annotations

import re
from xml.etree import ElementTree

import pytest

DAY = {"as_of": "2017-12-21"}
MEMORANDUM = "/agreements/syria/memorandum-2017-05-04"
LISTS = [
    *("/agreements", "/obligations", "/alerts", "/totals", "/monitors", "/actors", "/sources"),
]


@pytest.mark.parametrize("path", [*LISTS, MEMORANDUM, "/actors/turkey", "/sources/sohr"])
def test_every_page_has_a_twin_for_programs(pages, path):
    assert pages.get(path).headers["content-type"].startswith("text/html")
    assert pages.get(f"/api{path}").headers["content-type"] == "application/json"


def test_links_to_actors_sources_agreements_and_zones_lead_somewhere(pages):
    paths = (*LISTS, MEMORANDUM, "/actors/russia", "/sources/sohr", "/", "/talks", "/reports")
    shown = " ".join(pages.get(each, params=DAY).text for each in paths)
    links = set(re.findall(r'href="(/(?:actors|sources|agreements|zones)/[^"#]*)', shown))

    assert len({each.split("/")[1] for each in links}) == 4
    assert {each for each in links if pages.get(each).status_code != 200} == set()


@pytest.mark.parametrize("path", ["/agreements/syria/x", "/actors/nobody", "/sources/nobody"])
def test_what_nobody_knows_is_not_found(pages, path):
    assert pages.get(path).status_code == 404


def test_each_provision_says_what_became_of_it(pages):
    provisions = pages.get(f"/api{MEMORANDUM}").json()["provisions"]
    fighting = next(each for each in provisions if each["id"].endswith("#1"))

    assert {each["state"] for each in fighting["owed"]} == {"broken"}
    assert sum(fighting["violations"].values()) > 0
    assert all(each["owed"] for each in provisions if each["owed_by"])


def test_an_actors_page_has_its_dated_roles_its_deeds_and_its_delegations(pages):
    russia = pages.get("/api/actors/russia").json()

    assert any(role["start"] for role in russia["roles"])
    assert {each["id"] for each in russia["guarantees"]} >= {"syria/memorandum-2017-05-04"}
    assert russia["engagements"] and russia["owed"] and russia["delegations"]
    named = {each["incident"]["id"] for each in russia["said_to_have_done"]}
    assert named
    for each in named:
        assert pages.get(f"/incidents/{each}").status_code == 200


def test_what_a_source_tells_alone_others_do_not(pages):
    sources = pages.get("/api/sources").json()["sources"]

    for figures in (each["figures"] for each in sources):
        assert figures["alone"] + figures["shared"] == figures["incidents"]
        assert figures["first"] <= figures["shared"]
    assert any(each["figures"]["contradicted"] for each in sources)


def test_a_source_that_no_dossier_lists_has_its_page(pages):
    sources = pages.get("/api/sources").json()["sources"]
    unlisted = next(each for each in sources if not each["is_listed"])

    page = pages.get(f"/api/sources/{unlisted['key']}").json()
    assert page["line"] == unlisted
    assert page["sayings"] or page["carries"]


def test_whose_words_an_outlet_carries_is_told_from_both_ends(pages):
    observatory = pages.get("/api/sources/sohr").json()
    outlet = observatory["carried_by"][0]

    carries = pages.get(f"/api/sources/{outlet['key']}").json()["carries"]
    assert outlet["claims"] in [each["claims"] for each in carries if each["key"] == "sohr"]


def test_totals_of_a_zone_are_those_that_the_command_prints(pages, record):
    asked = {"area": "Eastern Ghouta", "category": "civilians", "to": "2017-12-31"}
    found = pages.get("/api/totals", params=asked).json()

    assert found["area_id"] == "syria/eastern-ghouta"
    assert sum(each["low"] for each in found["stands_on"]) == found["at_least"] > 0
    assert f"<b>{found['at_least']:,}</b>" in pages.get("/totals", params=asked).text


@pytest.mark.parametrize("asked", [{"measure": "smiles"}, {"category": "cats"}])
def test_what_cannot_be_counted_is_refused(pages, asked):
    assert pages.get("/totals", params=asked).status_code == 400


@pytest.mark.parametrize("path", ["/totals", "/monitors"])
def test_an_area_that_nobody_knows_is_named(pages, path):
    answer = pages.get(path, params={"area": "Nowhereville-on-Sea"})

    assert answer.status_code == 404
    assert "Nowhereville-on-Sea" in answer.text


def test_an_area_without_a_count_says_what_to_do(pages):
    assert "Ask for a wider area" in pages.get("/totals", params={"measure": "missing"}).text
    assert "Leave them open" in pages.get("/monitors", params={"area": "Norway"}).text


def test_monitors_counts_stand_side_by_side_and_are_drawn(pages):
    table = pages.get("/api/monitors", params={"area": "Syria"}).json()
    drawn = pages.get("/monitors.svg", params={"area": "Syria"})

    assert len(table["monitors"]) > 1
    assert drawn.headers["content-type"].startswith("image/svg+xml")
    assert ElementTree.fromstring(drawn.text).tag.endswith("svg")


def test_the_feed_has_the_alerts_of_the_page(pages):
    days = {"from": "2017-11-01", "to": "2018-04-01"}
    alerts = pages.get("/api/alerts", params=days).json()["alerts"]
    feed = ElementTree.fromstring(pages.get("/alerts.atom", params=days).text)

    assert len(feed.findall("{http://www.w3.org/2005/Atom}entry")) == len(alerts) > 0


def test_obligations_are_asked_of_one_party(pages):
    owed = pages.get("/api/obligations", params={"party": "Turkey"}).json()["owed"]

    assert owed
    assert all("turkey" in each["owed_by"] for each in owed)
    assert pages.get("/obligations", params={"party": "Nobody"}).status_code == 404


def test_ids_in_a_reason_lead_to_what_they_name(pages):
    page = pages.get("/changes", params=DAY).text

    reasons = re.findall(r'<li>[^<]*<a href="([^"]+)">(?:r|i|t)-[0-9a-f]{16}</a>', page)
    assert reasons
    assert {pages.get(each).status_code for each in reasons} == {200}
