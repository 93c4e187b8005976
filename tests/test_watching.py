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


def test_posts_owed_by_three_guarantors_are_told_of_the_one_who_came(record):
    asked = ("obligations", "--record", record, "--guarantor", "Turkey", "--json")
    owed = json.loads(run(*asked).stdout)["owed"]
    [posts] = [each for each in owed if each["title"] == "Monitors in the Idlib zone"]
    assert [deed["by"] for deed in posts["deeds"]] == [["turkey"]]
    assert "Nothing is reported of Russia and Iran" in posts["because"]


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


# Alerts


def test_alerts_since_a_day_name_their_evidence(record):
    asked = ("alerts", "--record", record, "--since", "2017-11-01", "--json")
    found = json.loads(run(*asked).stdout)["alerts"]
    assert {"deadline missed", "gone unobserved"} <= {each["kind"] for each in found}
    missed = next(each for each in found if each["kind"] == "deadline missed")
    for known_as in (missed["id"], *missed["evidence"]):
        traced = run("trace", "--record", record, known_as, "--from", missed["day"])
        assert traced.exit_code == 0, known_as


def test_a_feed_is_written_whole_and_says_so(record, tmp_path):
    feed = tmp_path / "alerts.xml"
    assert run("alerts", "--record", record, "--feed", str(feed)).stdout == f"wrote {feed}\n"
    assert feed.read_text().startswith("<?xml")


# What changed


def test_every_id_of_a_diff_can_be_walked_back_on_its_day(record):
    asked = ("diff", "--record", record, "--from", "2017-11-12", "--to", "2017-12-22", "--json")
    changes = json.loads(run(*asked).stdout)["changes"]
    assert {"new", "changed"} <= {each["kind"] for each in changes}
    for each in changes[:: len(changes) // 4]:
        day = "2017-11-12" if each["kind"] == "gone" else "2017-12-22"
        traced = run("trace", "--record", record, each["id"], "--as-of", day)
        assert traced.exit_code == 0, each


def test_a_toll_that_rose_is_told_with_who_raised_it(record):
    told = run("diff", "--record", record, "--from", "2017-11-13", "--to", "2017-11-14").stdout
    words = " ".join(told.split())
    assert "killed ≥29 → 29–61" in words and "61 by the Syrian Observatory" in words


def test_the_days_of_a_diff_come_in_order(record):
    refused = run("diff", "--record", record, "--from", "2018-01-01", "--to", "2017-01-01")
    assert refused.exit_code == 2
    assert "--from 2018-01-01 is not before 2017-01-01" in refused.stderr
