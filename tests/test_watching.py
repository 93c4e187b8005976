"""The commands that watch a truce, on the packaged samples."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from trucewatch.cli.group import commands


def run(*arguments: str) -> Result:
    return CliRunner().invoke(commands, arguments, catch_exceptions=False)


@pytest.fixture(scope="module")
def record(tmp_path_factory) -> str:
    """The Syrian samples, as `trucewatch demo` adds them."""
    folder: Path = tmp_path_factory.mktemp("watch")
    run("demo", "--dir", str(folder))
    return str(folder / "demo.db")


# Obligations


def test_a_round_set_for_february_and_put_off_to_may_is_missed(record):
    asked = ("obligations", "--record", record, "--guarantor", "Iran", "--json")
    owed = json.loads(run(*asked).stdout)["owed"]
    ninth = {each["due"]: each for each in owed if each["title"].startswith("ninth round of the A")}
    assert ninth["2018-02-28"]["state"] == "missed"
    assert ninth["2018-05-21"]["state"] == "ahead"


def test_what_was_owed_is_told_as_known_on_a_day(record):
    asked = ("obligations", "--record", record, "--as-of", "2018-01-31")
    assert "as of 31 January 2018" in run(*asked).stdout
    known = json.loads(run(*asked, "--json").stdout)["owed"]
    [ninth] = [each for each in known if each["title"].startswith("ninth round of the A")]
    assert ninth["state"] == "ahead"


def test_every_id_of_an_obligation_can_be_walked_back(record):
    owed = json.loads(run("obligations", "--record", record, "--json").stdout)["owed"]
    known_as = next(each["id"] for each in owed if each["state"] == "met")
    traced = run("trace", "--record", record, known_as)
    assert traced.exit_code == 0
    assert "archived bytes" in traced.stdout


def test_a_party_that_owes_nothing_is_refused_with_those_that_do(record):
    refused = run("obligations", "--record", record, "--guarantor", "Andorra")
    assert refused.exit_code == 1
    assert "known: " in refused.stderr
