"""The gazetteer file: rebuilt from small input, and the one shipped."""

from __future__ import annotations

import hashlib
import importlib.util
import sqlite3
from contextlib import closing
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

from trucewatch.reference.gazetteer import GAZETTEER_FILE, gazetteer_places
from trucewatch.reference.names import SPELLING_FILE, fold, spelling_key

TOOL = Path(__file__).parents[2] / "tools" / "build_gazetteer.py"


@pytest.fixture(scope="module")
def tool() -> ModuleType:
    spec = importlib.util.spec_from_file_location("build_gazetteer", TOOL)
    assert spec is not None and spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    import sys

    sys.modules[spec.name] = module
    spec.loader.exec_module(module)
    return module


def city(number: int, name: str, country: str, population: int, *names: str) -> dict[str, Any]:
    return {
        "geonameid": number,
        "name": name,
        "latitude": 10.0 + number,
        "longitude": 20.0,
        "countrycode": country,
        "population": population,
        "admin1code": "01",
        "alternatenames": list(names),
    }


def given(tool: ModuleType) -> Any:
    country = {"iso2": "YE", "name": "Yemen", "aliases": "", "adjectives": "Yemeni"}
    return tool.Input(
        cities=[
            city(1, "Sanaa", "YE", 900_000, "Sana'a", "SAH", "sanea", "Сана"),
            city(2, "Small", "YE", 600),
            city(3, "Tiny", "FR", 600),
        ],
        country_facts={"YE": {"geonameid": 99, "population": 5}},
        countries=[{**country, "capital": "Sana'a", "lat": "15.5", "lon": "47.5"}],
        provinces=[
            {
                "country": "YE",
                "code": "01",
                "name": "North",
                "names": "Shamal",
                "short": "N.",
                "adjectives": "",
                "lat": "",
                "lon": "",
            }
        ],
        counties=[],
        regions=[],
        well_known_population=15_000,
        finer_countries=frozenset({"YE"}),
        spelling_sha256="0",
    )


def names_of(file: Path) -> set[tuple[str, str]]:
    with closing(sqlite3.connect(file)) as opened:
        rows = opened.execute(
            "SELECT name.key, place.name FROM name JOIN place ON number = place"
        ).fetchall()
    return set(rows)


def test_the_same_input_gives_the_same_bytes(tool: ModuleType, tmp_path: Path) -> None:
    for name in ("one", "two"):
        tool.build(given(tool), tmp_path / name)
    assert (tmp_path / "one").read_bytes() == (tmp_path / "two").read_bytes()


def test_names_no_report_uses_are_left_out(tool: ModuleType, tmp_path: Path) -> None:
    tool.build(given(tool), tmp_path / "file")
    assert names_of(tmp_path / "file") == {
        (spelling_key("Yemen"), "Yemen"),
        (spelling_key("Yemeni"), "Yemen"),
        (spelling_key("North"), "North"),
        (spelling_key("Shamal"), "North"),
        (spelling_key("Sanaa"), "Sanaa"),
        (spelling_key("Small"), "Small"),
        ("N.", "North"),
        ("tiny", "Tiny"),
    }


def test_a_capital_is_marked_under_any_of_its_names(tool: ModuleType, tmp_path: Path) -> None:
    tool.build(given(tool), tmp_path / "file")
    (sanaa,) = gazetteer_places([fold("Sanaa")], tmp_path / "file")[fold("Sanaa")]
    assert (sanaa.place_id, sanaa.is_capital, sanaa.admin) == ("geonames:1", True, "North")


def test_the_shipped_file_was_made_with_the_spelling_rules_shipped() -> None:
    with closing(sqlite3.connect(f"{GAZETTEER_FILE.as_uri()}?mode=ro", uri=True)) as opened:
        about = dict(opened.execute("SELECT what, value FROM about").fetchall())
    assert about["spelling_sha256"] == hashlib.sha256(SPELLING_FILE.read_bytes()).hexdigest()
    assert "CC BY 4.0" in about["credit"]


def test_the_shipped_file_stays_small() -> None:
    assert GAZETTEER_FILE.stat().st_size < 30_000_000
