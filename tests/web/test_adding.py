"""Reports added in the browser, over real HTTP."""

from __future__ import annotations

import json
import re
import sqlite3
from contextlib import closing

import pytest

from trucewatch.web.adding import BYTES_MAX

STRIKE = "Shelling of Ariha in Idlib killed seven people on Monday, residents said."


@pytest.fixture
def pages(served, witnessed):
    return served(witnessed)


def add(pages, files: dict | None = None, **fields: str):
    token = re.search(r'name="_csrf_token" value="([^"]+)"', pages.get("/add").text)[1]
    parts = {name: (None, value) for name, value in {"_csrf_token": token, **fields}.items()}
    return pages.post("/add/report", files={**parts, **(files or {})})


def done(pages, came):
    """The page of what was added, once all of it is read."""
    path = came.headers["location"]
    while not pages.get(f"/api{path}").json()["is_done"]:
        pass
    return pages.get(path)


def listed(pages) -> list[dict]:
    return pages.get("/api/reports").json()["reports"]


def test_what_was_read_in_a_pasted_text_is_shown_at_once(pages):
    came = add(pages, text=STRIKE, published="2017-12-19", outlet="Paper")

    report = pages.get(f"/api{came.headers['location']}").json()
    assert (report["outlet"], report["published"]) == ("Paper", "2017-12-19")
    assert "7 killed" in [claim["figures"] for claim in report["claims"]]


def test_a_text_added_twice_is_there_once(pages):
    add(pages, text=STRIKE, published="2017-12-19")
    before = len(listed(pages))
    add(pages, text=STRIKE, published="2017-12-19")
    assert len(listed(pages)) == before


def test_a_file_of_several_reports_is_added_and_a_bad_one_named(pages):
    lines = [json.dumps({"text": STRIKE, "published": "2017-12-19"}), '{"text": 1}', "{"]
    came = add(pages, {"file": ("reports.jsonl", "\n".join(lines).encode(), "text/plain")})

    page = done(pages, came).text
    assert "1 report is in the record" in page
    assert "reports.jsonl:2" in page and "reports.jsonl:3" in page


def test_while_several_are_read_it_is_said_how_many_of_how_many_are(pages, witnessed):
    lines = [json.dumps({"text": f"{STRIKE} {at}", "published": "2017-12-19"}) for at in range(3)]
    with closing(sqlite3.connect(witnessed, isolation_level=None)) as writing:
        # Whoever writes keeps the first waiting.
        writing.execute("BEGIN IMMEDIATE")
        came = add(pages, {"file": ("reports.jsonl", "\n".join(lines).encode(), "text/plain")})
        page = pages.get(came.headers["location"]).text
        writing.execute("ROLLBACK")

    assert '<progress max="3" value="0"' in page and "of 3 read" in page
    assert "3 reports are in the record" in done(pages, came).text


def test_a_lot_that_nobody_knows_is_not_there(pages):
    assert pages.get("/api/adding/nothing").status_code == 404


@pytest.mark.parametrize("name", ["../../etc/cron.d/x.txt", "C:\\boot\\x.txt", "/etc/passwd.txt"])
def test_a_files_name_leads_nowhere(pages, name, tmp_path):
    before = sorted(tmp_path.rglob("*"))
    add(pages, {"file": (name, STRIKE.encode(), "text/plain")}, published="2017-12-19")
    assert STRIKE[:20] in " ".join(each["title"] for each in listed(pages))
    assert sorted(tmp_path.rglob("*")) == before


@pytest.mark.parametrize(
    ("given", "why"),
    [
        ({}, "give one of the three"),
        ({"text": STRIKE, "url": "https://example.org/"}, "give one of the three"),
        ({"url": "http://127.0.0.1:8000/"}, "not on the public internet"),
        ({"url": "file:///etc/passwd"}, "only pages at http"),
        ({"text": STRIKE, "published": "soon"}, "no day"),
    ],
)
def test_what_cannot_be_added_is_refused_with_the_reason(pages, given, why):
    answer = add(pages, **given)
    assert answer.status_code == 400 and why in answer.text


def test_a_file_that_is_too_large_or_of_another_kind_is_refused(pages):
    before = len(listed(pages))
    large = add(pages, {"file": ("a.txt", b"x" * (BYTES_MAX + 200_000), "text/plain")})
    program = add(pages, {"file": ("a.exe", b"MZ", "text/plain")})

    assert large.status_code in (400, 413)
    assert "not a kind of file" in program.text
    assert len(listed(pages)) == before
