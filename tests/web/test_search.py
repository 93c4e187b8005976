"""Search: names, records and reports by words."""

from __future__ import annotations

import json

import pytest
from click.testing import CliRunner

from trucewatch.cli import commands
from trucewatch.pipeline import redact, restrict
from trucewatch.store.record import open_record


def search(pages, query: str, **asked: str) -> dict:
    return pages.get("/api/search", params={"q": query, **asked}).json()


def test_a_place_is_found_as_a_name_in_records_and_in_reports(pages):
    found = search(pages, "Maar Shurin")

    assert {each["kind"] for each in found["names"]} == {"place"}
    assert any("Maar Shurin" in each["says"] for each in found["records"])
    assert found["reports"]
    for each in found["reports"]:
        marked = [piece["text"] for piece in each["pieces"] if piece["is_match"]]
        assert marked and {word.casefold() for word in marked} <= {"maar", "shurin", "maar shurin"}


def test_everything_found_has_its_page(pages):
    found = search(pages, "Astana")
    page = pages.get("/search", params={"q": "Astana"}).text

    assert found["names"] and found["records"] and found["reports"]
    for each in found["records"]:
        assert f"/{'incidents' if each['id'].startswith('i-') else 'trace'}/{each['id']}" in page
    for each in found["reports"]:
        assert pages.get(f"/reports/{each['ref']}").status_code == 200


def test_a_search_as_known_on_a_day_finds_nothing_told_later(pages):
    found = search(pages, "Ghouta", as_of="2017-12-21")

    assert found["reports"]
    assert max(each["published"] for each in found["reports"]) <= "2017-12-21"
    known = {each["ref"] for each in pages.get("/api/reports?as_of=2017-12-21").json()["reports"]}
    assert {each["ref"] for each in found["reports"]} <= known


@pytest.mark.parametrize("query", ["", "zzzz", '"', "NOT zzzz (", "<script>"])
def test_a_search_that_finds_nothing_says_what_to_do(pages, query):
    answer = pages.get("/search", params={"q": query})

    assert answer.status_code == 200
    assert 'class="empty"' in answer.text
    assert "<script>" not in answer.text.replace('<script src="/static/', "")


def test_markup_in_a_report_is_shown_and_not_obeyed(served, record_of, tmp_path):
    hostile = {"title": "<b>market</b>", "outlet": "<i>Wire</i>", "published": "2017-12-20"}
    hostile["text"] = "Shelling hit a market <img src=x onerror=run()> in Ariha on Tuesday."
    (tmp_path / "hostile.json").write_text(json.dumps(hostile), encoding="utf-8")
    pages = served(record_of(tmp_path / "hostile.db", tmp_path / "hostile.json"))

    page = pages.get("/search", params={"q": "market"}).text
    assert "&lt;img" in page
    assert "<img src=x" not in page and "<b>market" not in page


def test_what_is_added_is_found_at_once(served, record_of, tmp_path):
    said = {"published": "2017-12-19", "text": "Shelling hit Ariha on Monday."}
    (tmp_path / "one.json").write_text(json.dumps(said), encoding="utf-8")
    record = record_of(tmp_path / "grows.db", tmp_path / "one.json")
    pages = served(record)
    assert search(pages, "observers")["reports"] == []

    more = {"published": "2017-12-20", "text": "Observers came to Ariha on Tuesday."}
    (tmp_path / "two.json").write_text(json.dumps(more), encoding="utf-8")
    record_of(record, tmp_path / "two.json")

    assert len(search(pages, "observers")["reports"]) == 1


def test_a_report_is_not_found_by_words_that_are_withheld(served, record_of, tmp_path):
    text = "Shelling hit Ariha on Monday, said Samira, a nurse. Observers came."
    (tmp_path / "one.json").write_text(json.dumps({"published": "2017-12-19", "text": text}))
    record = record_of(tmp_path / "withheld.db", tmp_path / "one.json")
    pages = served(record)
    ref = pages.get("/api/reports").json()["reports"][0]["ref"]
    signed = {"by": "person:Amal Haddad", "why": "her safety", "at": "2018-01-01T00:00:00.000Z"}
    with open_record(record) as store:
        redact(store, ref, "Samira", everywhere=False, **signed)
        assert search(pages, "Samira")["reports"] == []
        assert len(search(pages, "observers")["reports"]) == 1
        restrict(store, ref, **signed)
        assert search(pages, "observers")["reports"] == []


def test_the_command_finds_what_the_page_finds(pages, record):
    ran = CliRunner().invoke(commands, ["search", "--record", str(record), "--json", "Astana"])

    assert json.loads(ran.output) == search(pages, "Astana")


def test_the_command_says_that_nothing_was_found(record):
    ran = CliRunner().invoke(commands, ["search", "--record", str(record), "zzzz"])

    assert ran.exit_code == 0
    assert "Nothing has all the words" in ran.output
