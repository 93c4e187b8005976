"""The sample reports are sound: dated, named, varied, and right about their weekdays."""

from __future__ import annotations

import calendar
import re
from collections import Counter
from datetime import date, datetime
from difflib import SequenceMatcher
from importlib.resources import files
from typing import Any

import msgspec
import pytest

from trucewatch.model.report import Report

FOLDER = files("trucewatch").joinpath("data/samples/syria")
SAMPLES: dict[str, dict[str, Any]] = {
    entry.name: msgspec.json.decode(entry.read_bytes())
    for entry in sorted(FOLDER.iterdir(), key=lambda entry: entry.name)
    if entry.name.endswith(".json")
}
TEXTS = {sample["id"]: sample["text"] for sample in SAMPLES.values()}
ZONES = {
    "Idlib": r"Idlib|Atareb",
    "north Homs": r"Rastan|Talbiseh",
    "Eastern Ghouta": r"Ghouta|Douma",
    "south-west": r"Daraa|Quneitra",
}
TRACKS = ("Astana", "Geneva", "Sochi")
MONTHS = "|".join(calendar.month_name[1:])
DATED_WEEKDAY = re.compile(rf"\b([A-Z]\w+day),? (\d{{1,2}}) ({MONTHS})( \d{{4}})?")


def reports_naming(pattern: str) -> list[str]:
    return [id for id, text in TEXTS.items() if re.search(pattern, text)]


def test_there_are_at_least_forty_samples_each_named_after_its_id() -> None:
    assert len(SAMPLES) >= 40
    assert all(name == sample["id"] + ".json" for name, sample in SAMPLES.items())


@pytest.mark.parametrize("sample", SAMPLES.values(), ids=lambda sample: sample["id"])
def test_a_sample_is_a_dated_english_report_with_its_sources(sample: dict[str, Any]) -> None:
    report = msgspec.convert(sample, Report)
    assert report.published is not None
    assert date(2017, 5, 1) <= report.published <= date(2018, 4, 30)
    assert report.id.startswith(f"syr-{report.published}")
    assert report.language == "en" and report.url is None
    assert report.outlet is not None and report.outlet.startswith("Trucewatch sample ")
    assert sample["facts_from"]
    assert 60 <= len(report.text.split()) <= 300


@pytest.mark.parametrize("sample", SAMPLES.values(), ids=lambda sample: sample["id"])
def test_a_weekday_beside_a_date_is_that_dates_weekday(sample: dict[str, Any]) -> None:
    for weekday, day, month, year in DATED_WEEKDAY.findall(sample["text"]):
        written = f"{day} {month} {year.strip() or sample['published'][:4]}"
        assert f"{datetime.strptime(written, '%d %B %Y'):%A}" == weekday


@pytest.mark.parametrize("sample", SAMPLES.values(), ids=lambda sample: sample["id"])
def test_a_dateline_agrees_with_the_day_of_publication(sample: dict[str, Any]) -> None:
    dateline = re.match(r"[A-Z/]+, ([A-Z][a-z]+) (\d{1,2})\b", sample["text"])
    if dateline:
        published = date.fromisoformat(sample["published"])
        assert f"{published:%B}".startswith(dateline[1]) and published.day == int(dateline[2])


@pytest.mark.parametrize("zone", ZONES)
def test_every_zone_is_told_of_often(zone: str) -> None:
    assert len(reports_naming(ZONES[zone])) >= 5


@pytest.mark.parametrize("track", TRACKS)
def test_every_track_is_told_of_often(track: str) -> None:
    assert len(reports_naming(track)) >= 4


def test_all_styles_and_months_occur() -> None:
    styles = Counter(sample["style"] for sample in SAMPLES.values())
    assert set(styles) == {
        "wire",
        "monitor_bulletin",
        "ministry_statement",
        "think_tank_brief",
        "ngo_update",
    }
    assert min(styles.values()) >= 3
    assert len({sample["published"][:7] for sample in SAMPLES.values()}) == 12


def test_a_correction_says_so_and_names_an_earlier_sample() -> None:
    corrections = [sample for sample in SAMPLES.values() if "corrects" in sample]
    assert corrections
    for sample in corrections:
        assert "Correction:" in sample["text"]
        earlier = SAMPLES[sample["corrects"] + ".json"]
        assert earlier["published"] < sample["published"]


def test_a_reprint_repeats_its_wire_under_another_outlet() -> None:
    wire = SAMPLES["syr-2017-11-13-atareb-market.json"]
    reprint = SAMPLES["syr-2017-11-13-atareb-market-reprint.json"]
    assert reprint["outlet"] != wire["outlet"]
    assert SequenceMatcher(None, wire["text"], reprint["text"]).ratio() > 0.8


def test_apart_from_the_reprint_no_two_samples_share_their_words() -> None:
    def eights(text: str) -> set[tuple[str, ...]]:
        words = re.findall(r"\w+", text.lower())
        return {tuple(words[at : at + 8]) for at in range(len(words) - 7)}

    originals = {id: eights(text) for id, text in TEXTS.items() if not id.endswith("reprint")}
    for one, ones in originals.items():
        for other, others in originals.items():
            assert one >= other or len(ones & others) <= 0.1 * len(ones)


def test_the_readme_names_every_sample() -> None:
    readme = FOLDER.parent.joinpath("README.md").read_text()
    assert [id for id in TEXTS if id.removeprefix("syr-") not in readme] == []
    assert f"{len(SAMPLES)} short reports" in readme
