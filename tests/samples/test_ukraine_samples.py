"""The Ukraine samples are sound: dated, named, varied, and right about their weekdays."""

from __future__ import annotations

import calendar
import re
from collections import Counter
from datetime import datetime
from importlib.resources import files
from typing import Any

import msgspec
import pytest

from trucewatch.model.report import Report

FOLDER = files("trucewatch").joinpath("data/samples/ukraine")
SAMPLES: dict[str, dict[str, Any]] = {
    entry.name: msgspec.json.decode(entry.read_bytes())
    for entry in sorted(FOLDER.iterdir(), key=lambda entry: entry.name)
    if entry.name.endswith(".json")
}
MONTHS = "|".join(calendar.month_name[1:])
DATED_WEEKDAY = re.compile(rf"\b([A-Z]\w+day),? (\d{{1,2}}) ({MONTHS})( \d{{4}})?")

every_sample = pytest.mark.parametrize("sample", SAMPLES.values(), ids=lambda sample: sample["id"])


@every_sample
def test_a_sample_is_a_dated_english_report_with_its_sources(sample: dict[str, Any]) -> None:
    report = msgspec.convert(sample, Report)
    assert sample["id"] + ".json" in SAMPLES
    assert report.id.startswith(f"ukr-{report.published}")
    assert report.language == "en" and report.url is None
    assert report.outlet is not None and report.outlet.startswith("Trucewatch sample ")
    assert sample["facts_from"]
    assert 60 <= len(report.text.split()) <= 300


@every_sample
def test_a_weekday_beside_a_date_is_that_dates_weekday(sample: dict[str, Any]) -> None:
    for weekday, day, month, year in DATED_WEEKDAY.findall(sample["text"]):
        written = f"{day} {month} {year.strip() or sample['published'][:4]}"
        assert f"{datetime.strptime(written, '%d %B %Y'):%A}" == weekday


def test_the_styles_of_monitors_spokesmen_and_commentators_occur() -> None:
    styles = Counter(sample["style"] for sample in SAMPLES.values())
    assert {
        "wire",
        "mission_report",
        "ministry_statement",
        "party_statement",
        "think_tank_brief",
        "ngo_update",
    } == set(styles)


def test_the_readme_names_every_sample() -> None:
    readme = FOLDER.joinpath("README.md").read_text()
    assert [name for name in SAMPLES if name[4:-5] not in readme] == []
    assert f"{len(SAMPLES)} short reports" in readme
