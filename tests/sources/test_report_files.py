"""What comes in becomes reports, or says why it cannot; the rest goes on."""

from __future__ import annotations

import io
import json
import os
import subprocess
import sys
import tempfile
import tracemalloc
from datetime import date, datetime
from pathlib import Path

import msgspec
import pytest

from trucewatch.errors import BadReport
from trucewatch.model.report import Report, canonical
from trucewatch.sources.files import Incoming, read_reports
from trucewatch.sources.pieces import ReportDefaults

TEXT = "Delegations met in Astana on Thursday. Two villages near Ariha were shelled overnight."


def reports_in(*paths, **terms):
    items = list(read_reports([str(path) for path in paths], **terms))
    assert all(isinstance(item, Incoming) for item in items), items
    return [item.report for item in items]


def problem_in(path, **terms):
    [item] = read_reports([str(path)], **terms)
    assert isinstance(item, BadReport), item
    return str(item).removeprefix(str(path))


def written(folder: Path, name: str, content: str | bytes | dict | list) -> Path:
    path = folder / name
    if isinstance(content, dict | list):
        content = json.dumps(content, indent=1)
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return path


def test_a_text_file_is_one_report_with_what_the_user_says_of_it(tmp_path):
    path = written(tmp_path, "brief.txt", TEXT + "\n")
    said = ReportDefaults(published=date(2017, 12, 21), outlet="Field Notes", language="en")
    [item] = read_reports([str(path)], defaults=said)
    assert item.report.text == TEXT + "\n"
    assert (item.report.published, item.report.outlet) == (date(2017, 12, 21), "Field Notes")
    assert (item.raw, item.origin) == (path.read_bytes(), str(path))


def test_a_report_without_an_id_gets_one_from_what_it_says_not_from_its_file(tmp_path):
    [first] = reports_in(written(tmp_path, "a.txt", TEXT))
    [again] = reports_in(written(tmp_path, "b.md", TEXT))
    assert first == again
    assert first.id.startswith("r-") and len(first.id) == 14


def test_what_a_report_says_of_itself_wins_over_what_the_user_says(tmp_path):
    path = written(tmp_path, "one.json", {"id": 7, "text": TEXT, "published": "2017-12-20"})
    [report] = reports_in(path, defaults=ReportDefaults(published=date(2017, 12, 21), outlet="X"))
    assert (report.id, report.published, report.outlet) == ("7", date(2017, 12, 20), "X")


def test_keys_that_no_report_has_are_ignored_and_corrections_are_kept(tmp_path):
    path = written(tmp_path, "one.json", {"text": TEXT, "group": [1], "corrects": "a1"})
    [report] = reports_in(path)
    assert (report.text, report.corrects, report.retracts) == (TEXT, "a1", None)


@pytest.mark.parametrize(
    "published, day",
    [
        ("2017-12-21", date(2017, 12, 21)),
        ("2017-12-21T23:30:00-05:00", date(2017, 12, 21)),
        ("2017-12-21T10:00:00Z", date(2017, 12, 21)),
        ("", None),
        (None, None),
    ],
)
def test_a_publication_day_is_the_day_as_written(tmp_path, published, day):
    [report] = reports_in(written(tmp_path, "a.json", {"text": TEXT, "published": published}))
    assert report.published == day


@pytest.mark.parametrize(
    "published, hour",
    [
        ("2017-12-21T23:30:00-05:00", "2017-12-22T04:30:00+00:00"),
        ("2017-12-21T10:00:00", "2017-12-21T10:00:00+00:00"),
        ("2017-12-21T00:00:00Z", None),
        ("2017-12-21", None),
        ("0001-01-01T01:00:00+14:00", "0001-01-01T01:00:00+14:00"),
    ],
)
def test_a_publication_hour_is_kept_where_one_is_written(tmp_path, published, hour):
    [report] = reports_in(written(tmp_path, "a.json", {"text": TEXT, "published": published}))
    assert report.instant == (hour and datetime.fromisoformat(hour))
    assert msgspec.json.decode(canonical(report), type=Report).ref == report.ref


def test_json_lines_are_reports_and_each_origin_names_its_line(tmp_path):
    path = written(tmp_path, "many.jsonl", '\ufeff{"text": "One."}\n\n{"text": "Two."}\r\n')
    items = list(read_reports([str(path)]))
    assert [item.origin for item in items] == [f"{path}:1", f"{path}:3"]
    assert items[1].raw == b'{"text": "Two."}'


def test_an_array_of_reports_names_the_line_of_each(tmp_path):
    path = written(tmp_path, "many.json", b'[\n {"text": "One."},\n\n {"text": 2}, {"text": "3"}]')
    one, two, three = read_reports([str(path)])
    assert (one.origin, three.origin) == (f"{path}:2", f"{path}:4")
    assert str(two).startswith(f"{path}:4: not a report object")


def test_a_folder_is_read_through_in_order_and_other_files_are_passed_over(tmp_path):
    (tmp_path / "b").mkdir()
    written(tmp_path / "b", "2.txt", "Second.")
    written(tmp_path, "a.txt", "First.")
    written(tmp_path, "c.jsonl", '{"text": "Third."}')
    written(tmp_path, "scan.pdf", b"%PDF")
    assert [report.text for report in reports_in(tmp_path)] == ["First.", "Second.", "Third."]


def test_what_stands_beside_reports_in_a_folder_is_no_report_unless_it_is_named(tmp_path):
    for name in ("README.md", "readme.txt", "LICENSE-MIT.txt", "CHANGELOG.md"):
        written(tmp_path, name, "About these reports.")
    written(tmp_path, "license-plates.txt", "A checkpoint wrote down number plates.")
    assert [report.text for report in reports_in(tmp_path)] == [
        "A checkpoint wrote down number plates."
    ]
    assert [report.text for report in reports_in(tmp_path / "README.md")] == [
        "About these reports."
    ]


def test_a_bad_report_stops_nothing(tmp_path):
    lines = '{"text": "One."}\n{"text": "Tw\n{"text": "Three."}\n'
    path = written(tmp_path, "many.jsonl", lines)
    one, two, three = read_reports([str(path)])
    assert (one.report.text, three.report.text) == ("One.", "Three.")
    assert str(two).startswith(f"{path}:2: broken JSON")


@pytest.mark.parametrize(
    "name, content, message",
    [
        ("a.txt", "", ": its text is empty"),
        ("a.txt", " \n\t", ": its text is empty"),
        ("a.txt", "caf\n\xe9 bombed".encode("latin-1"), ":2: not UTF-8 (byte 0xe9 at offset 4)"),
        ("a.txt", "one\0two", ": a null byte at character 3"),
        ("a.txt", TEXT.encode("utf-16"), ":1: not UTF-8 (byte 0xff at offset 0)"),
        ("a.json", "", ":1: broken JSON"),
        ("a.json", "[]", ": an empty list"),
        ("a.json", '{\n"text": "x",\n"id": }', ":3: broken JSON"),
        ("a.json", '[\n{"text": "x"},\n{"text": }]', ":3: broken JSON"),
        ("a.json", '{"text": "x"}\n{"text": "y"}', ":2: broken JSON"),
        ("a.json", '{"text": ["x"]}', ": not a report object: Expected `str | null`, got `array`"),
        ("a.json", '"x"', ": not a report object"),
        ("a.json", '{"title": "x"}', ": has no text"),
        ("a.json", '{"text": null}', ": has no text"),
        ("a.json", '{"text": "a\\u0000b"}', ": a null byte"),
        ("a.json", '{"text": "a\\ud800b"}', ":1: broken JSON"),
        ("a.json", '{"text": "x", "z":' + "[" * 100_000, ": JSON nested too deeply"),
        ("a.json", "[" * 100_000, ": JSON nested too deeply"),
        ("a.jsonl", "\n\n", ": empty; it holds no report"),
        ("a.jsonl", b'{"text": "\xe9"}', ":1: not UTF-8"),
        ("a.html", "<html><body><script>x()</script></body></html>", ": no article text found"),
        ("a.docx", "x", ": not a kind of file that is read"),
    ],
)
def test_what_cannot_be_read_says_why(tmp_path, name, content, message):
    assert problem_in(written(tmp_path, name, content)).startswith(message)


def test_a_report_whose_date_is_none_is_read_as_undated_and_says_so(tmp_path):
    path = written(tmp_path, "a.json", {"text": TEXT, "published": "Wed Nov 23"})
    (item,) = read_reports([str(path)], defaults=ReportDefaults(published=date(2017, 12, 21)))
    assert item.report.published is None
    assert "'Wed Nov 23' is not a date like" in item.note and "undated" in item.note


def test_a_missing_file_and_a_folder_without_reports_are_named(tmp_path):
    assert problem_in(tmp_path / "gone.txt") == ": no such file or folder"
    assert problem_in(tmp_path).startswith(": no reports in this folder")


def test_a_pipe_is_not_waited_for(tmp_path):
    os.mkfifo(tmp_path / "a.txt")
    assert problem_in(tmp_path / "a.txt").startswith(": not a regular file")


def test_a_folder_that_may_not_be_read_is_named():
    # Root may read everything, so the folder is listed as somebody else.
    with tempfile.TemporaryDirectory() as folder:
        os.chmod(folder, 0)
        is_root = os.geteuid() == 0
        try:
            os.seteuid(65534 if is_root else os.geteuid())
            assert problem_in(folder).startswith(": the folder cannot be read: Permission denied")
        finally:
            os.seteuid(0 if is_root else os.geteuid())
            os.chmod(folder, 0o700)


def test_a_report_from_the_future_is_refused(tmp_path):
    path = written(tmp_path, "a.json", {"text": TEXT, "published": "2031-01-01"})
    assert "published 2031-01-01 is in the future" in problem_in(path, today=date(2026, 1, 1))
    assert len(reports_in(path, today=date(2031, 1, 1))) == 1


def test_a_report_over_the_size_limit_is_refused_and_the_next_is_read(tmp_path):
    lines = json.dumps({"text": "x" * 101}) + "\n" + "y" * 900 + "\n" + '{"text": "fits"}'
    path = written(tmp_path, "a.jsonl", lines)
    one, two, three = read_reports([str(path)], report_bytes_max=100)
    assert "over the size limit of 100 bytes" in str(one)
    assert str(two).startswith(f"{path}:2: over the size limit")
    assert three.report.text == "fits"


@pytest.mark.parametrize("suffix", [".txt", ".html", ".json", ".jsonl"])
def test_fifty_megabytes_are_refused_in_little_memory(tmp_path, suffix):
    path = tmp_path / f"a{suffix}"
    with open(path, "wb") as sparse:
        sparse.truncate(50_000_000)
    tracemalloc.start()
    problem = problem_in(path)
    _, peak_bytes = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert "over the size limit" in problem or "more than 8,000,000 bytes" in problem
    assert peak_bytes < 40_000_000


@pytest.mark.parametrize(
    "given, texts",
    [
        ("Shelling near Ariha.\n[more follows]", ["Shelling near Ariha.\n[more follows]"]),
        ("[Ariha] Shelling.", ["[Ariha] Shelling."]),
        ('\ufeff\n{"text": "One."}\n{"text": "Two."}', ["One.", "Two."]),
        ('{\n "text": "Spread out."\n}', ["Spread out."]),
        ('[{"text": "One."}, {"text": "Two."}]', ["One.", "Two."]),
    ],
)
def test_standard_input_is_told_apart_by_looking(given, texts):
    assert [r.text for r in reports_in("-", stdin=io.BytesIO(given.encode()))] == texts


def test_a_broken_first_line_on_standard_input_leaves_the_others():
    stdin = io.BytesIO(b'{"text": "On\n{"text": "Two."}')
    one, two = read_reports(["-"], stdin=stdin)
    assert one.where == "-:1"
    assert two.report.text == "Two."


def test_more_on_standard_input_than_is_held_at_once_is_all_read():
    line = json.dumps({"text": "x" * 90}).encode() + b"\n"
    items = list(read_reports(["-"], stdin=io.BytesIO(line * 40), report_bytes_max=100))
    assert [item.origin for item in items] == [f"-:{n}" for n in range(1, 41)]


def test_mojibake_is_left_as_it_is(tmp_path):
    [report] = reports_in(written(tmp_path, "a.txt", "the regimeâ€™s forces"))
    assert report.text == "the regimeâ€™s forces"


def test_reading_files_loads_nothing_heavy():
    code = "import sys, trucewatch.sources.files; print(*sys.modules)"
    ran = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert not {"sqlalchemy", "trafilatura", "lxml", "rich"} & set(ran.stdout.split())
