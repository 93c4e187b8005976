"""A correction is seen where a figure would have been another."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner

from trucewatch.cli import commands

REPORTS = (
    ("first", "2017-12-21", "An air strike on Saraqib in Idlib killed 29 people on Tuesday."),
    ("second", "2017-12-22", "An air strike on Saraqib in Idlib killed 19 people on Tuesday."),
)


def run(*arguments: str) -> str:
    result = CliRunner().invoke(commands, arguments, catch_exceptions=False)
    assert result.exit_code == 0, result.stderr
    return " ".join(result.stdout.split())


@pytest.fixture(autouse=True)
def desk(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("TRUCEWATCH_RECORD", raising=False)
    added = [
        {"id": name, "outlet": "Gazette", "published": day, "text": text}
        for name, day, text in REPORTS
    ]
    added[1]["corrects"] = "first"
    Path("reports.jsonl").write_text("\n".join(map(json.dumps, added)))
    run("add", "reports.jsonl")


CORRECTED = "Gazette corrected on 22 December 2017 its report of 21 December 2017"


def test_status_and_brief_say_what_was_corrected():
    for command in ("status", "brief"):
        said = run(command)
        assert CORRECTED in said and "29 killed no longer counts; the record has 19" in said


def test_trace_shows_the_claim_that_was_set_aside_and_why():
    record = json.loads(run("status", "--json"))["corrections"][0]["id"]
    traced = run("trace", record)
    assert "29 killed no longer counts" in traced and "killed 29 people" in traced
    assert CORRECTED in run("trace", "first", "--json")


def test_on_the_day_before_the_correction_its_report_still_counts():
    assert "corrected" not in run("status", "--as-of", "2017-12-21")
    assert "killed 29 people" in run("brief", "--as-of", "2017-12-21")
