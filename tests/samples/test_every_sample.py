"""What holds for every packaged sample, of whichever conflict."""

from __future__ import annotations

import calendar
import re
from datetime import date, datetime
from importlib.resources import files
from pathlib import Path
from typing import Any

import msgspec
import pytest

from trucewatch.model.report import Report

FOLDER = Path(str(files("trucewatch") / "data" / "samples"))
SAMPLES: dict[Path, dict[str, Any]] = {
    path: msgspec.json.decode(path.read_bytes()) for path in sorted(FOLDER.rglob("*.json"))
}
MONTHS = "|".join(calendar.month_name[1:])
DATED_WEEKDAY = re.compile(rf"\b([A-Z]\w+day),? (\d{{1,2}}) ({MONTHS})( \d{{4}})?")
DATELINE = re.compile(r"[A-Z'/]+, ([A-Z][a-z]+) (\d{1,2})\b")

every_sample = pytest.mark.parametrize(
    "path, sample", SAMPLES.items(), ids=[path.stem for path in SAMPLES]
)


@every_sample
def test_a_sample_is_a_dated_english_report_with_its_sources(
    path: Path, sample: dict[str, Any]
) -> None:
    report = msgspec.convert(sample, Report)
    assert report.id == path.stem and report.published is not None
    assert re.match(rf"[a-z]{{3}}-{report.published}-", report.id)
    assert report.language == "en" and report.url is None
    assert report.outlet is not None and report.outlet.startswith("Trucewatch sample ")
    assert sample["facts_from"] and sample["style"]
    assert 60 <= len(report.text.split()) <= 300


@every_sample
def test_a_weekday_beside_a_date_is_that_dates_weekday(path: Path, sample: dict[str, Any]) -> None:
    for weekday, day, month, year in DATED_WEEKDAY.findall(sample["text"]):
        written = f"{day} {month} {year.strip() or sample['published'][:4]}"
        assert f"{datetime.strptime(written, '%d %B %Y'):%A}" == weekday


@every_sample
def test_a_dateline_agrees_with_the_day_of_publication(path: Path, sample: dict[str, Any]) -> None:
    dateline = DATELINE.match(sample["text"])
    if dateline:
        published = date.fromisoformat(sample["published"])
        assert f"{published:%B}".startswith(dateline[1]) and published.day == int(dateline[2])


@every_sample
def test_a_readme_beside_it_or_above_names_it(path: Path, sample: dict[str, Any]) -> None:
    readmes = [folder / "README.md" for folder in (path.parent, FOLDER)]
    told = "".join(readme.read_text() for readme in readmes if readme.exists())
    assert path.stem[4:] in told


@pytest.mark.parametrize("folder", sorted({path.parent for path in SAMPLES}), ids=lambda f: f.name)
def test_a_readme_counts_the_samples_of_its_conflict(folder: Path) -> None:
    beside = folder / "README.md"
    readme = beside if beside.exists() else FOLDER / "README.md"
    count = sum(path.parent == folder for path in SAMPLES)
    assert f"{count} short reports" in readme.read_text()
