"""The commands as a user meets them: what they print, where, and with which exit status."""

from __future__ import annotations

import json
import os
import re
import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

import trucewatch
from trucewatch.cli import commands

STRIKE = "An air strike on the town of Saraqib in Idlib killed at least four civilians on Tuesday."
SHELLING = "Shelling of Douma in Eastern Ghouta killed two people on Wednesday, residents said."


@pytest.fixture(autouse=True)
def desk(tmp_path, monkeypatch):
    """An empty folder to work in."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("TRUCEWATCH_RECORD", raising=False)
    return tmp_path


@pytest.fixture(scope="module")
def demo(tmp_path_factory) -> tuple[Result, Path]:
    folder = tmp_path_factory.mktemp("demo")
    return run("demo", "--dir", str(folder)), folder


def run(*arguments: str, given: str | None = None) -> Result:
    return CliRunner().invoke(commands, arguments, input=given, catch_exceptions=False)


def report(name: str, published: str | None, text: str) -> str:
    return json.dumps({"id": name, "outlet": "Example News", "published": published, "text": text})


def reports_file(name: str = "reports.jsonl") -> str:
    lines = [report("strike", "2017-12-21", STRIKE), report("shelling", "2017-12-28", SHELLING)]
    Path(name).write_text("\n".join(lines))
    return name


# Reading


def test_reading_prints_a_line_for_each_report_in_their_order():
    printed = [json.loads(line) for line in run("read", reports_file()).stdout.splitlines()]
    assert [each["id"] for each in printed] == ["strike", "shelling"]
    assert printed[0]["schema_version"] == 1
    assert printed[0]["incidents"][0]["killed"] == [4, None]


def test_reading_as_json_prints_one_array():
    assert [
        each["id"] for each in json.loads(run("read", "--format", "json", reports_file()).stdout)
    ]
    assert json.loads(run("read", "--format", "json", "none.txt").stdout) == []


def test_a_bad_line_is_named_with_its_number_and_the_rest_is_read():
    given = report("one", "2017-12-21", STRIKE) + "\n{broken\n" + report("two", None, SHELLING)
    result = run("read", given=given)
    assert [json.loads(line)["id"] for line in result.stdout.splitlines()] == ["one", "two"]
    assert result.stderr.startswith("trucewatch: -:2: ") and result.stderr.count("\n") == 1
    assert result.exit_code == 1


def test_a_report_without_a_publication_date_is_read_with_a_warning():
    printed = json.loads(run("read", given=report("one", None, STRIKE)).stdout)
    assert any("publication date" in warning for warning in printed["warnings"])


def test_a_report_whose_date_is_none_is_read_and_named():
    written = json.dumps({"text": "Shells hit Ariha on Monday, killing four.", "published": "May"})
    result = run("read", "-", given=written)
    assert result.exit_code == 0
    assert "-: published 'May' is not a date" in result.stderr
    assert "read as undated" in json.loads(result.stdout)["warnings"][0]


def test_options_say_what_a_text_file_cannot():
    Path("note.txt").write_text(STRIKE)
    result = run(
        "read", "note.txt", "--published", "2017-12-21", "--outlet", "Example News", "--text"
    )
    told = json.loads(result.stdout)["report"]
    assert (told["published"], told["outlet"], told["text"]) == (
        "2017-12-21",
        "Example News",
        STRIKE,
    )


def test_mentions_are_printed_on_request():
    given = report("one", "2017-12-21", STRIKE)
    assert "mentions" not in json.loads(run("read", given=given).stdout)
    assert json.loads(run("read", "--mentions", given=given).stdout)["mentions"]


def test_the_table_shows_the_report_with_its_words():
    result = run("read", "--format", "table", reports_file())
    assert "Saraqib" in result.stdout and result.exit_code == 0


def test_a_reader_of_the_output_that_stops_early_meets_no_traceback(desk):
    many = desk / "many.jsonl"
    many.write_text("\n".join(report(f"r{n}", "2017-12-21", STRIKE * 20) for n in range(300)))
    command = [sys.executable, "-m", "trucewatch", "read", "--text", str(many)]
    source = Path(trucewatch.__file__).parents[1]
    pipe = subprocess.PIPE
    with subprocess.Popen(command, stdout=pipe, stderr=pipe, text=True, cwd=source) as reading:
        assert reading.stdout and reading.stderr
        assert reading.stdout.readline().startswith("{")
        reading.stdout.close()
        assert reading.stderr.read() == ""
    assert reading.returncode == 0


def started(*arguments: str, **streams: Any) -> subprocess.Popen[str]:
    """The command as a process of its own, for what only real streams can show."""
    environment = os.environ | {"PYTHONPATH": str(Path(trucewatch.__file__).parents[1])}
    environment |= streams.pop("env", {})
    command = [sys.executable, "-m", "trucewatch", *arguments]
    streams |= {"stderr": subprocess.PIPE, "encoding": "utf-8", "errors": "replace"}
    return subprocess.Popen(command, env=environment, **streams)


@pytest.mark.parametrize(
    "arguments", [["status"], ["status", "--json"], ["--help"], ["check", "--help"]]
)
def test_output_that_cannot_be_written_is_one_line_with_status_1(arguments):
    run("add", reports_file())
    with open("/dev/full", "w") as full, started(*arguments, stdout=full) as process:
        said = process.communicate()[1]
    assert said == "trucewatch: standard output: No space left on device\n"
    assert process.returncode == 1


def test_standard_input_that_is_closed_is_named_and_the_files_beside_it_read():
    streams = {"stdout": subprocess.PIPE, "preexec_fn": lambda: os.close(0)}
    with started("read", "-", str(reports_file()), **streams) as process:
        printed, said = process.communicate()
    assert said == "trucewatch: -: standard input is closed; name a file, or pipe one in\n"
    assert "Saraqib" in printed and process.returncode == 1


@pytest.mark.parametrize("encoding", ["ascii", "latin-1"])
def test_output_that_lacks_a_character_shows_the_rest(encoding):
    run("add", reports_file())
    with started("status", stdout=subprocess.PIPE, env={"PYTHONIOENCODING": encoding}) as process:
        printed, said = process.communicate()
    assert "Is it holding?" in printed and said == "" and process.returncode == 0


def test_no_line_in_a_pipe_ends_in_spaces():
    run("add", reports_file())
    for command in (["status"], ["talks"], ["read", "--format", "table", reports_file()]):
        assert not [line for line in run(*command).stdout.splitlines() if line.endswith(" ")]


# Wrong usage


@pytest.mark.parametrize(
    "arguments, said",
    [
        (["status", "--as-of", "21.12.2017"], "'21.12.2017' is not a day; write it as in"),
        (["status", "--as-of", "2017-02-30"], "'2017-02-30' is not in the calendar"),
        (["status", "--from", "2017-12-21", "--to", "2017-12-01"], "is after --to"),
        (["brief", "-o", "brief.odt"], "must end in .md or .html or .docx or .pdf"),
        (["add"], "Missing argument"),
    ],
)
def test_wrong_usage_is_said_with_status_2(arguments, said):
    result = run(*arguments)
    assert said in result.stderr and result.exit_code == 2


def test_asking_where_no_record_is_ends_with_status_1_and_one_line():
    result = run("status")
    assert (
        result.stderr.startswith("trucewatch: trucewatch.db: ") and result.stderr.count("\n") == 1
    )
    assert result.exit_code == 1 and not Path("trucewatch.db").exists()


# The record


def test_adding_again_changes_nothing():
    first, second = (run("add", reports_file(), "--json") for _ in range(2))
    assert json.loads(first.stdout)["added"] == 2
    assert json.loads(second.stdout) | {"added": 0, "already_there": 2} == json.loads(second.stdout)
    assert "the same as before" in run("rebuild").stdout


def test_the_order_of_adding_does_not_matter():
    lines = Path(reports_file()).read_text().splitlines()
    run("add", "-", "--record", "ahead.db", given="\n".join(lines))
    for line in reversed(lines):
        run("add", "-", "--record", "back.db", given=line)
    ahead, back = (run("rebuild", "--record", record).stdout for record in ("ahead.db", "back.db"))
    assert ahead == back


def test_a_record_that_was_tampered_with_is_found_out():
    run("add", reports_file())
    assert run("verify").stdout == "trucewatch.db is as it was written\n"
    with closing(sqlite3.connect("trucewatch.db")) as record:
        for (trigger,) in record.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'"):
            record.execute(f"DROP TRIGGER {trigger}")
        record.execute("UPDATE content SET bytes = x'00'")
        record.commit()
    assert run("verify").exit_code == run("rebuild").exit_code == 1


def test_a_bad_report_does_not_keep_the_others_out():
    Path("bad.json").write_text('{"text": ""}')
    result = run("add", "bad.json", reports_file(), "--json")
    assert json.loads(result.stdout)["added"] == 2
    assert result.stderr.startswith("trucewatch: bad.json") and result.exit_code == 1


def test_the_record_is_where_the_environment_says(monkeypatch):
    monkeypatch.setenv("TRUCEWATCH_RECORD", "desk.db")
    run("add", reports_file())
    assert Path("desk.db").exists() and not Path("trucewatch.db").exists()


def test_the_window_is_the_28_days_up_to_the_last_report():
    run("add", reports_file())
    told = json.loads(run("status", "--json").stdout)
    assert (told["window_from"], told["window_to"]) == ("2017-12-01", "2017-12-28")


def test_as_of_a_day_what_was_published_later_is_not_known():
    run("add", reports_file())
    told = json.loads(run("status", "--as-of", "2017-12-21", "--json").stdout)
    incidents = {row["zone"]: row["incidents"] for row in told["rows"]}
    assert told["window_to"] == "2017-12-21"
    assert incidents["syria/idlib"] == 1 and incidents["syria/eastern-ghouta"] == 0


def test_a_zone_may_be_asked_for_by_name():
    run("add", reports_file())
    told = json.loads(run("status", "--zone", "Idlib", "--json").stdout)
    assert [row["zone"] for row in told["rows"]] == ["syria/idlib"]


def test_an_unknown_zone_is_named_beside_the_known_ones():
    run("add", reports_file())
    result = run("status", "--zone", "Atlantis")
    assert "'Atlantis' is not a zone" in result.stderr and "syria/idlib" in result.stderr
    assert result.exit_code == 1


def test_a_record_without_a_dated_report_has_no_brief():
    run("add", "-", given=report("one", None, STRIKE))
    result = run("brief")
    assert "publication date" in result.stderr and result.exit_code == 1


def test_a_text_file_is_kept_with_what_the_options_say_of_it():
    Path("note.txt").write_text(STRIKE)
    result = run("add", "note.txt", "--published", "2017-12-21", "--outlet", "Example News")
    assert result.exit_code == 0 and result.stderr == ""
    assert json.loads(run("status", "--json").stdout)["window_to"] == "2017-12-21"
    assert "Example News, 2017-12-21" in run("trace", "syria/idlib:incidents").stdout


def test_reports_without_a_publication_date_are_kept_with_a_warning():
    for name in ("one", "two"):
        Path(f"{name}.txt").write_text(f"{STRIKE} ({name})")
    result = run("add", "one.txt", "two.txt", "--json")
    told = json.loads(result.stdout)
    assert (told["added"], told["undated"], result.exit_code) == (2, 2, 0)
    warning = "2 reports have no publication date; no day can be told of them"
    assert result.stderr == f"trucewatch: {warning}\n"


def test_a_record_without_a_dated_report_has_no_status():
    run("add", "-", given=report("one", None, STRIKE))
    for options in ([], ["--json"]):
        result = run("status", *options)
        assert "no report in the record has a publication date" in result.stderr
        assert result.stdout == "" and result.exit_code == 1


def test_without_a_report_that_can_be_read_no_record_is_made():
    result = run("add", "nothing.txt")
    assert result.stderr.startswith("trucewatch: nothing.txt: ") and result.exit_code == 1
    assert not Path("trucewatch.db").exists()


# What goes out


def test_a_brief_is_printed_or_written_whole():
    run("add", reports_file())
    assert run("brief").stdout.startswith("# ")
    assert run("brief", "-o", "brief.html").stdout == "wrote brief.html\n"
    assert "</html>" in Path("brief.html").read_text()
    assert sorted(path.name for path in Path().glob(".*")) == []


def test_a_brief_that_cannot_be_written_says_so():
    run("add", reports_file())
    result = run("brief", "-o", "nowhere/brief.md")
    assert result.stderr.startswith("trucewatch: nowhere/brief.md: ") and result.exit_code == 1


def test_a_figure_is_walked_back_to_the_words_it_came_from():
    run("add", reports_file())
    assert "archived bytes" in run("trace", "syria/idlib:incidents").stdout
    assert "at least four civilians" in run("trace", "syria/idlib:incidents", "--json").stdout


def test_a_datasets_row_is_kept_once_and_walked_back_to():
    cells = {
        **{"id": "7", "type_of_violence": "1", "side_a": "Government of Syria"},
        **{"side_b": "Syrian insurgents", "date_start": "2017-12-19", "date_end": "2017-12-19"},
        **{"date_prec": "1", "where_coordinates": "Exampleville village", "country": "Syria"},
        **{"where_prec": "1", "latitude": "35.8", "longitude": "36.6", "low": "4", "best": "4"},
        **{"high": "4", "deaths_a": "0", "deaths_b": "0", "deaths_civilians": "4"},
        **{"deaths_unknown": "0", "source_original": "SOHR", "source_date": "2017-12-20"},
    }
    Path("rows.csv").write_text(f"{','.join(cells)}\n{','.join(cells.values())}\n")
    assert json.loads(run("add", "rows.csv", "--json").stdout)["added"] == 1
    assert json.loads(run("add", "rows.csv", "--json").stdout)["already_there"] == 1
    assert "4 killed (low 4, high 4)" in run("trace", "syria/idlib:killed", "--json").stdout
    assert "Exampleville" in run("read", "rows.csv", "--format", "jsonl").stdout


def test_totals_are_asked_of_a_zone_a_place_a_country_or_everything():
    run("add", reports_file())
    for area in ((), ("Syria",), ("Idlib",), ("syria:saraqib",)):
        found = json.loads(run("totals", *area, "--json").stdout)
        assert (4, "killed") in {(each["low"], found["measure"]) for each in found["stands_on"]}
    assert (
        json.loads(run("totals", "Idlib", "--to", "2017-12-01", "--json").stdout)["at_least"] == 0
    )


def test_totals_of_an_unknown_area_are_refused():
    run("add", reports_file())
    result = run("totals", "Nowhereland")
    assert result.exit_code == 1
    assert "no zone or place is called 'Nowhereland'" in result.stderr


def test_an_unknown_id_is_refused():
    run("add", reports_file())
    assert run("trace", "i-nothing").exit_code == 1


def test_of_several_reports_with_one_id_none_is_picked():
    given = "\n".join([report("a", "2017-12-21", STRIKE), report("a", "2017-12-22", SHELLING)])
    run("add", "-", given=given)
    result = run("trace", "a")
    named = re.findall(r"r-[0-9a-f]{16}", result.stderr)
    assert "several reports are called 'a'" in result.stderr and result.exit_code == 1
    assert {SHELLING[:20] in run("trace", ref).stdout for ref in named} == {True, False}


def test_the_shipped_dossier_is_sound():
    folder = Path(trucewatch.__file__).parent / "dossiers" / "syria"
    assert run("check", str(folder)).stdout == f"{folder} is sound\n"


def test_a_folder_that_is_no_dossier_is_refused(desk):
    result = run("check", str(desk))
    assert result.stderr.startswith("trucewatch: ") and result.exit_code == 1


# The demo


def test_the_demo_shows_the_answer_and_writes_a_brief(demo):
    result, folder = demo
    assert result.exit_code == 0 and result.stderr == ""
    assert "Is it holding?" in result.stdout and "Astana" in result.stdout
    assert {"demo.db", "brief.md", "brief.html"} <= {path.name for path in folder.iterdir()}


def test_the_demo_comes_out_the_same_every_time(demo, desk):
    result, folder = demo
    again = run("demo", "--dir", str(desk / "again"))
    assert again.stdout.replace(str(desk / "again"), str(folder)) == result.stdout
    assert (desk / "again" / "brief.html").read_bytes() == (folder / "brief.html").read_bytes()


def test_the_demo_writes_its_briefs_though_nobody_reads_what_it_prints(desk):
    with started("demo", "--dir", "unread", stdout=subprocess.PIPE) as process:
        assert process.stdout and process.stderr
        process.stdout.close()
        assert process.stderr.read() == ""
    assert process.returncode == 0
    assert {"brief.md", "brief.html"} <= {path.name for path in (desk / "unread").iterdir()}
