"""Rows of UCDP GED become reports of the dataset. All rows here are made up."""

from __future__ import annotations

import csv
import gzip
import io
from datetime import date

import pytest

from trucewatch.errors import BadReport
from trucewatch.sources.files import Incoming, read_reports

ROW = {
    "id": "7",
    "type_of_violence": "1",
    "side_a": "Government of Examplia",
    "side_b": "Example Front",
    "date_start": "2017-11-14",
    "date_end": "2017-11-15",
    "date_prec": "2",
    "where_coordinates": "Exampleville town",
    "adm_1": "Example Governorate",
    "adm_2": "Example district",
    "country": "Syria",
    "where_prec": "1",
    "latitude": "33.57",
    "longitude": "36.40",
    "low": "3",
    "best": "4",
    "high": "9",
    "deaths_a": "1",
    "deaths_b": "0",
    "deaths_civilians": "3",
    "deaths_unknown": "0",
    "source_original": "Example Monitor, Other Monitor",
    "source_office": "Example Monitor",
    "source_date": "2017-11-16",
    "source_article": "A headline of ours",
}
FLOATS = ("id", "type_of_violence", "where_prec", "date_prec", "low", "best", "high")


def table(*rows: dict[str, str], **columns: str) -> bytes:
    """A CSV file of rows that differ from `ROW` in what they give."""
    out = io.StringIO(newline="")
    writer = csv.DictWriter(out, [*ROW, *columns])
    writer.writeheader()
    writer.writerows({**ROW, **columns, **row} for row in rows)
    return out.getvalue().encode()


def items_of(path, content: bytes, name: str = "ged.csv") -> list[Incoming | BadReport]:
    file = path / name
    file.write_bytes(content)
    return list(read_reports([str(file)]))


def test_a_row_is_a_report_of_the_dataset_that_shows_its_cells(tmp_path):
    [item] = items_of(tmp_path, table({}))
    report = item.report
    assert (report.id, report.outlet, item.dataset) == ("ucdp-ged-7", "UCDP GED", "ucdp-ged")
    assert report.text.startswith("2017-11-14 to 2017-11-15, Exampleville town")
    assert "\nside_b: Example Front\n" in report.text and "\nhigh: 9\n" in report.text


@pytest.mark.parametrize("name", ["ged.csv", "GED.CSV", "ged.csv.gz"])
def test_a_file_may_be_packed_and_have_a_byte_order_mark(tmp_path, name):
    content = b"\xef\xbb\xbf" + table({}, {"id": "8"})
    packed = gzip.compress(content) if name.endswith("gz") else content
    assert len(items_of(tmp_path, packed, name)) == 2


def test_columns_that_are_not_used_may_be_there_or_not_and_counts_may_be_floats(tmp_path):
    floats = {name: f"{ROW[name]}.0" for name in FLOATS}
    [item] = items_of(tmp_path, table(floats, relid="SYR-1", code_status="Clear"))
    assert item.report.id == "ucdp-ged-7"


@pytest.mark.parametrize(
    "source_date, expected",
    [
        ("2017-11-16", date(2017, 11, 16)),
        ("2017-11-16;2017-12-01", date(2017, 12, 1)),
        ("2016-11-16", date(2017, 11, 15)),
        ("", date(2017, 11, 15)),
        ("soon", date(2017, 11, 15)),
    ],
)
def test_a_row_is_published_with_its_last_source_and_not_before_it_happened(
    tmp_path, source_date, expected
):
    [item] = items_of(tmp_path, table({"source_date": source_date}))
    assert item.report.published == expected


@pytest.mark.parametrize(
    "wrong, said",
    [
        ({"date_start": "someday"}, "date_start 'someday' is not a date"),
        ({"date_end": "2017-01-01"}, "date_end 2017-01-01 is before date_start 2017-11-14"),
        ({"latitude": "133"}, "latitude 133.0 is not within 90 degrees"),
        ({"longitude": "nan"}, "longitude nan is not within 180 degrees"),
        ({"best": "many"}, "best 'many' is not a number"),
        ({"low": "-3"}, "low '-3' is not a count"),
        ({"where_prec": "9"}, "where_prec 9 is not one of 1 to 7"),
        ({"side_b": " "}, "side_b is empty"),
    ],
)
def test_a_bad_row_is_named_by_its_line_and_the_good_ones_stay(tmp_path, wrong, said):
    first, bad, last = items_of(tmp_path, table({}, {"id": "8", **wrong}, {"id": "9"}))
    assert isinstance(bad, BadReport) and bad.where.endswith("ged.csv:3") and said in str(bad)
    assert [item.report.id for item in (first, last)] == ["ucdp-ged-7", "ucdp-ged-9"]


def test_a_cell_may_hold_a_line_break(tmp_path):
    first, second = items_of(tmp_path, table({"source_article": "one\nline"}, {"id": "8"}))
    assert "source_article: one line" in first.report.text
    assert second.origin.endswith("ged.csv:4")


def test_a_quote_that_is_never_closed_costs_one_row(tmp_path):
    head, one, two, three = table({}, {"id": "8"}, {"id": "9"}).splitlines(keepends=True)
    broken = one.replace(b"Exampleville", b'"Exampleville')
    bad, *good = items_of(tmp_path, head + broken + two + three)
    assert isinstance(bad, BadReport) and bad.where.endswith("ged.csv:2")
    assert [item.report.id for item in good] == ["ucdp-ged-8", "ucdp-ged-9"]


@pytest.mark.parametrize("content", [b"", b"a,b\n1,2\n", table()])
def test_a_file_that_is_no_such_dataset_says_so(tmp_path, content):
    [bad] = items_of(tmp_path, content)
    assert isinstance(bad, BadReport)


def test_a_damaged_gzip_file_is_named(tmp_path):
    packed = gzip.compress(table({}, {"id": "8"}))
    *_, bad = items_of(tmp_path, packed[:-20], "ged.csv.gz")
    assert isinstance(bad, BadReport) and "damaged" in str(bad)
