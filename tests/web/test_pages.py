from __future__ import annotations

import json
import re

import pytest
from click.testing import CliRunner

from trucewatch.cli import commands

HOSTILE = "<script>document.title='run'</script><b onclick=run()>"
DAY = {"as_of": "2017-12-21"}


def test_the_board_names_each_zone_with_its_verdict(pages):
    page = pages.get("/", params=DAY).text
    rows = [card["row"] for card in pages.get("/api/", params=DAY).json()["cards"]]

    assert len(rows) >= 4
    assert all(row["short_name"] in page and row["verdict_words"] in page for row in rows)


def test_a_page_as_known_on_a_day_tells_nothing_published_later(pages):
    known = pages.get("/api/reports", params=DAY).json()["reports"]

    assert known
    assert max(each["published"] for each in known) <= DAY["as_of"]


def test_links_stay_with_the_days_asked_about(pages):
    page = pages.get("/", params=DAY).text

    zones = re.findall(r'href="(/zones/[^"]+)"', page)
    assert zones
    assert all(link.endswith("?as_of=2017-12-21") for link in zones)


def test_a_zones_page_links_each_incident_to_its_own_page(pages):
    zone = pages.get("/api/zones/syria/idlib", params=DAY).json()

    assert zone["incidents"]
    for each in zone["incidents"]:
        assert pages.get(f"/incidents/{each['id']}", params=DAY).status_code == 200


def test_an_incident_shows_every_claim_in_its_reports_own_words(pages):
    zone = pages.get("/api/zones/syria/idlib", params=DAY).json()
    incident = pages.get(f"/api/incidents/{zone['incidents'][0]['id']}", params=DAY).json()

    assert incident["sayings"]
    for saying in incident["sayings"]:
        report = pages.get(f"/api/reports/{saying['report']}").json()
        text = "".join(piece["text"] for piece in report["pieces"])
        assert saying["claim"]["quote"] in text


def test_a_report_shows_all_of_its_text_with_the_quotes_marked(pages):
    listed = pages.get("/api/reports", params=DAY).json()["reports"]
    ref = next(each["ref"] for each in listed if each["claims"])
    report = pages.get(f"/api/reports/{ref}").json()

    quoted = {claim for piece in report["pieces"] for claim in piece["claims"]}
    assert quoted <= {claim["id"] for claim in report["claims"]}
    assert pages.get(f"/reports/{ref}").text.count("<mark") == sum(
        bool(piece["claims"]) for piece in report["pieces"]
    )


@pytest.mark.parametrize(
    "path", ["/", "/changes", "/talks", "/reports", "/trace/syria/idlib:killed"]
)
def test_every_page_has_a_twin_for_programs(pages, path):
    assert pages.get(path).headers["content-type"].startswith("text/html")
    assert pages.get(f"/api{path}").headers["content-type"] == "application/json"


@pytest.mark.parametrize(
    "path", ["/incidents/i-none", "/zones/syria/nowhere", "/reports/r-x", "/x"]
)
def test_what_is_not_there_is_said_to_be_not_found(pages, path):
    answer = pages.get(path)

    assert answer.status_code == 404
    assert "Not found" in answer.text


@pytest.mark.parametrize("day", ["2017-02-30", "yesterday", "2017-12-21T00:00"])
def test_what_is_no_day_is_refused(pages, day):
    assert pages.get("/", params={"as_of": day}).status_code == 400
    assert pages.get("/api/", params={"as_of": day}).status_code == 400


def test_days_left_open_are_not_asked_about(pages):
    assert pages.get("/?from=&to=&as_of=2017-12-21").text == pages.get("/", params=DAY).text


def test_days_that_nobody_can_tell_of_are_refused_with_the_reason(pages):
    answer = pages.get("/", params={"from": "2018-01-02", "to": "2018-01-01"})

    assert answer.status_code == 400
    assert "is after the last day asked about" in answer.text


@pytest.mark.parametrize("path", ["/", "/talks", "/api/", "/static/pages.js", "/x"])
def test_no_answer_lets_a_page_load_or_run_anything_of_others(pages, path):
    policy = pages.get(path).headers["content-security-policy"]

    assert "default-src 'none'" in policy
    assert "unsafe" not in policy


def test_markup_in_a_report_is_shown_and_not_obeyed(served, record_of, tmp_path):
    hostile = {
        "title": HOSTILE,
        "outlet": HOSTILE,
        "published": "2017-12-20",
        "text": f"An air strike killed 19 people in Ariha on Tuesday, {HOSTILE} said. {HOSTILE}",
    }
    (tmp_path / "hostile.json").write_text(json.dumps(hostile), encoding="utf-8")
    pages = served(record_of(tmp_path / "hostile.db", tmp_path / "hostile.json"))
    ref = pages.get("/api/reports").json()["reports"][0]["ref"]

    for path in ("/reports", f"/reports/{ref}", "/"):
        assert "<script>document" not in pages.get(path).text
        assert "<b onclick" not in pages.get(path).text


def test_a_report_added_meanwhile_is_on_the_next_page(served, record_of, tmp_path):
    said = "Shelling killed 3 people in Ariha on Monday, residents said."
    first = {"published": "2017-12-19", "outlet": "Wire", "text": said}
    (tmp_path / "one.json").write_text(json.dumps(first), encoding="utf-8")
    record = record_of(tmp_path / "grows.db", tmp_path / "one.json")
    pages = served(record)
    assert len(pages.get("/api/reports").json()["reports"]) == 1
    on_the_map = len(pages.get("/api/map").json()["incidents"]["id"])

    second = {"published": "2017-12-20", "outlet": "Wire", "text": said.replace("3", "8")}
    second["text"] = second["text"].replace("Ariha on Monday", "Saraqib on Tuesday")
    (tmp_path / "two.json").write_text(json.dumps(second), encoding="utf-8")
    record_of(record, tmp_path / "two.json")

    assert len(pages.get("/api/reports").json()["reports"]) == 2
    assert len(pages.get("/api/map").json()["incidents"]["id"]) == on_the_map + 1
    assert pages.get("/api/").json()["window_to"] == "2017-12-20"


def test_a_port_that_is_taken_is_named_with_the_way_out(pages, record):
    port = str(pages.base_url.port)
    result = CliRunner().invoke(commands, ["serve", "--record", str(record), "--port", port])
    assert result.exit_code == 1
    assert f"port {port}" in result.output and "--port" in result.output


def test_reports_are_listed_for_the_days_asked_about(pages):
    asked = {"from": "2017-11-01", "to": "2017-11-30"}
    listed = pages.get("/api/reports", params=asked).json()["reports"]

    assert listed
    assert all("2017-11-01" <= each["published"] <= "2017-11-30" for each in listed)


def test_many_reports_are_listed_page_by_page(served, record_of, tmp_path):
    reports = tmp_path / "many.jsonl"
    texts = ({"published": "2017-12-21", "text": f"Nothing of note, day {n}."} for n in range(201))
    reports.write_text("\n".join(map(json.dumps, texts)), encoding="utf-8")
    pages = served(record_of(tmp_path / "many.db", reports))

    first, last = (pages.get("/api/reports", params={"page": n}).json() for n in (1, 2))
    assert (len(first["reports"]), len(last["reports"]), last["pages"]) == (200, 1, 2)
    assert 'href="/reports?page=2"' in pages.get("/reports").text
