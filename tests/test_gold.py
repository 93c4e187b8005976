"""The annotated reports that ship are sound, and are read no worse than before."""

from __future__ import annotations

import calendar
import json
import re
from datetime import date, datetime
from importlib.resources import files
from pathlib import Path

import pytest
from click.testing import CliRunner

from trucewatch.cli import commands
from trucewatch.errors import BadReport
from trucewatch.sources.gold import Gold, read_gold

FOLDER = Path(str(files("trucewatch") / "data" / "gold"))
FLOOR = Path(__file__).with_name("gold_floor.json")
FOUND = list(read_gold(FOLDER))
GOLD = [gold for gold in FOUND if isinstance(gold, Gold)]
OWN = sorted(path for path in FOLDER.rglob("*.json") if not path.name.endswith(".gold.json"))
MONTHS = "|".join(calendar.month_name[1:])
DATED_WEEKDAY = re.compile(
    rf"\b((?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day),? (\d{{1,2}}) ({MONTHS})( \d{{4}})?"
)


def test_no_figure_of_the_packaged_gold_is_below_its_floor():
    ran = CliRunner().invoke(commands, ["score", "--floor", str(FLOOR)])
    assert ran.exit_code == 0, ran.stderr


def test_every_annotation_that_ships_can_be_used():
    assert [str(bad) for bad in FOUND if isinstance(bad, BadReport)] == []


def test_the_gold_is_of_many_conflicts_and_styles():
    styles = {json.loads(path.read_text())["style"] for path in OWN}
    assert len(GOLD) >= 100 and len(styles) >= 10
    assert len({path.parent for path in FOLDER.rglob("*.gold.json")}) >= 15


@pytest.mark.parametrize("path", OWN, ids=lambda path: path.stem)
def test_a_report_written_for_the_gold_is_dated_and_names_its_sources(path):
    report = json.loads(path.read_text())
    assert report["id"] == path.stem and date.fromisoformat(report["published"])
    assert report["outlet"].startswith("Trucewatch ") and report["url"] is None
    assert report["facts_from"] and report["style"]
    assert 15 <= len(report["text"].split()) <= 400


@pytest.mark.parametrize("gold", GOLD, ids=lambda gold: gold.report.id)
def test_a_weekday_beside_a_date_in_the_gold_is_that_dates_weekday(gold):
    for weekday, day, month, year in DATED_WEEKDAY.findall(gold.report.text):
        written = f"{day} {month} {year.strip() or gold.report.published.year}"
        assert f"{datetime.strptime(written, '%d %B %Y'):%A}" == weekday
