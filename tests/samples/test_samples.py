"""The Syria samples tell of every zone, track and style, and repeat and correct each other."""

from __future__ import annotations

import re
from collections import Counter
from difflib import SequenceMatcher
from importlib.resources import files
from typing import Any

import msgspec
import pytest

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


def reports_naming(pattern: str) -> list[str]:
    return [id for id, text in TEXTS.items() if re.search(pattern, text)]


def test_there_are_at_least_forty_samples_of_one_year() -> None:
    assert len(SAMPLES) >= 40
    days = [sample["published"] for sample in SAMPLES.values()]
    assert min(days) >= "2017-05-01" and max(days) <= "2018-04-30"


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
