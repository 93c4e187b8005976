"""Two teams' records joined by the command."""

from __future__ import annotations

import json
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from trucewatch.cli import commands
from trucewatch.cli.keeping import derived_sha256
from trucewatch.store.record import open_record

STRIKES = {
    town: f"An air strike on the town of {town} in Idlib killed {killed} civilians on Tuesday."
    for town, killed in (("Saraqib", 4), ("Ariha", 9), ("Harim", 6))
}


def run(*arguments: str) -> Result:
    return CliRunner().invoke(commands, arguments, catch_exceptions=False)


def add(record: str, *towns: str) -> None:
    path = Path(f"{record}.jsonl")
    lines = (
        json.dumps({"id": each, "published": "2017-12-21", "text": STRIKES[each]}) for each in towns
    )
    path.write_text("\n".join(lines))
    assert run("add", str(path), "--record", record).exit_code == 0


def copy(source: str, target: str) -> None:
    with closing(sqlite3.connect(source)) as one, closing(sqlite3.connect(target)) as other:
        one.backup(other)


def derived(record: str) -> str | None:
    with open_record(Path(record)) as store:
        return derived_sha256(store)


def strikes(record: str) -> list[str]:
    with open_record(Path(record)) as store:
        return sorted(each.id for each in store.claims() if "strike" in each.quote)


@pytest.fixture(autouse=True)
def desks(tmp_path, monkeypatch):
    """Two teams, each with a report that the other lacks, of two minds about the two strikes."""
    monkeypatch.chdir(tmp_path)
    add("ours.db", "Saraqib", "Ariha")
    add("theirs.db", "Saraqib", "Ariha", "Harim")
    one, two = strikes("ours.db")[:2]
    for record, verb, name in (("ours.db", "same", "Amal"), ("theirs.db", "different", "Basel")):
        signed = ("--by", name, "--why", "a map", "--record", record)
        assert run("judge", verb, one, two, *signed).exit_code == 0


def test_either_way_round_the_answers_are_the_same_and_both_verify():
    for name in ("ours.db", "theirs.db"):
        copy(name, f"copy-of-{name}")
    assert run("merge", "ours.db", "theirs.db").exit_code == 0
    assert run("merge", "copy-of-theirs.db", "copy-of-ours.db").exit_code == 0
    assert derived("ours.db") == derived("copy-of-theirs.db")
    assert "joined to it" in run("verify", "--record", "ours.db").stdout


def test_both_teams_judgements_stay_and_the_later_stands():
    result = run("merge", "ours.db", "theirs.db")
    assert "new here: claims" in result.stdout and "two people decided otherwise" in result.stdout
    rows = json.loads(run("judgements", "--record", "ours.db", "--json").stdout)
    assert [(row["by"], row["states"][0][:9]) for row in rows] == [
        ("Amal", "overruled"),
        ("Basel", "stands"),
    ]


def test_merging_again_changes_nothing():
    run("merge", "ours.db", "theirs.db")
    before = derived("ours.db")
    assert "nothing new" in run("merge", "ours.db", "theirs.db").stdout
    assert derived("ours.db") == before


@pytest.mark.parametrize(
    ("arguments", "status", "said"),
    [
        (("ours.db", "ours.db"), 1, "are one file"),
        (("ours.db", "none.db"), 1, "there is no record here"),
        (("none.db", "ours.db"), 1, "there is no record here"),
        (("ours.db", "ours.db.jsonl"), 1, "no trucewatch record"),
        (("ours.db",), 2, "Missing argument"),
        (("ours.db", "."), 2, "is a directory"),
    ],
)
def test_what_cannot_be_merged_is_said(arguments, status, said):
    result = run("merge", *arguments)
    assert result.exit_code == status and said in result.stderr
    assert not Path("none.db").exists()
