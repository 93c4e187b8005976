"""Briefs over HTTP: drawn, saved, edited, taken as files."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

SAMPLES = Path(__file__).parents[2] / "src" / "trucewatch" / "data" / "samples" / "syria"

DAY = {"as_of": "2017-12-21"}


@pytest.fixture
def mine(served, record_of, tmp_path):
    """A served record of this test's own, to be written to."""
    return served(record_of(tmp_path / "briefs.db", SAMPLES))


def post(pages, path: str, **fields: str):
    token = re.search(r'name="_csrf_token" value="([^"]+)"', pages.get("/brief").text)[1]
    return pages.post(path, data={"_csrf_token": token, **fields})


def saved(pages, **fields: str) -> str:
    answer = post(pages, "/briefs/save", by="Ada", as_of="2017-12-21", **fields)
    assert answer.status_code == 303, answer.text
    return answer.headers["location"]


def test_every_note_of_a_brief_on_a_claim_leads_to_its_evidence(pages):
    page = pages.get("/brief", params=DAY).text
    claims = [
        note["ref"]
        for note in pages.get("/api/brief", params=DAY).json()["brief"]["footnotes"]
        if note["ref"].startswith("c-")
    ]

    assert claims
    assert all(f'href="/trace/{claim}"' in page for claim in claims)


@pytest.mark.parametrize("form", ["md", "html", "docx", "pdf"])
def test_a_brief_is_taken_as_a_file(pages, form):
    answer = pages.get(f"/brief/file/{form}", params=DAY)

    assert answer.status_code == 200 and answer.content
    assert f'.{form}"' in answer.headers["content-disposition"]


def test_a_form_that_is_none_is_refused(pages):
    assert pages.get("/brief/file/odt").status_code == 400


def test_a_saved_brief_is_listed_with_who_saved_it(mine):
    path = saved(mine)
    [listed] = mine.get("/api/briefs").json()["briefs"]

    assert path.endswith(listed["id"]) and listed["by"] == "Ada"


def test_a_saved_brief_names_what_the_record_has_come_to_say(mine):
    """Drawn as known on a day, it is held against all that is known by now."""
    page = mine.get(f"/api{saved(mine)}").json()

    assert page["stale"]
    assert all(each["said"] != each["now"] for each in page["stale"])


def test_the_editors_words_become_the_next_version(mine):
    path = saved(mine)
    answer = post(mine, f"{path}/keep", by="Ben", **{"0.0.0": "As we see it."})
    page = mine.get(f"/api{answer.headers['location']}").json()

    assert page["brief"]["parts"][0]["sections"][0]["sentences"][0]["text"] == "As we see it."
    assert [each["by"] for each in page["before"]] == ["Ada"]


def test_a_brief_about_one_zone_stays_about_it(mine):
    page = mine.get(f"/api{saved(mine, zone='syria/idlib')}").json()

    assert page["brief"]["zone"] == "syria/idlib"


def test_a_brief_that_is_not_there_is_said_to_be_not_found(pages):
    assert pages.get("/briefs/p-none").status_code == 404


def test_saving_without_the_token_is_refused(pages):
    assert pages.post("/briefs/save", data={"by": "Eve"}).status_code == 403
