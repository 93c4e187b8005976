"""People's judgements as the commands take, list and undo them."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from trucewatch.cli import commands

REPORTS = (
    ("one", "An air strike on the town of Saraqib in Idlib killed four civilians on Tuesday."),
    ("two", "An air strike on the town of Ariha in Idlib killed nine civilians on Tuesday."),
    ("talks", "The eighth round of the Astana talks opened in Astana on Thursday."),
)
SIGNED = ("--by", "Amal Haddad", "--why", "one market")


def run(*arguments: str) -> Result:
    return CliRunner().invoke(commands, arguments, catch_exceptions=False)


@pytest.fixture(autouse=True)
def desk(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("TRUCEWATCH_RECORD", raising=False)
    lines = (
        json.dumps({"id": each, "outlet": each, "published": "2017-12-21", "text": text})
        for each, text in REPORTS
    )
    Path("reports.jsonl").write_text("\n".join(lines))
    assert run("add", "reports.jsonl").exit_code == 0


def claims_of(kind: str) -> list[str]:
    """Ids of the claims of a kind, in the order of the reports."""
    from trucewatch.store.record import open_record

    with open_record(Path("trucewatch.db")) as store:
        order = {report.ref: report.id for report in store.reports().values()}
        found = [each for each in store.claims() if each.__struct_config__.tag == kind]
    return [each.id for each in sorted(found, key=lambda claim: order[claim.report])]


def derived() -> str | None:
    from trucewatch.cli.keeping import derived_sha256
    from trucewatch.store.record import open_record

    with open_record(Path("trucewatch.db")) as store:
        return derived_sha256(store)


def judged_same() -> str:
    """Holds the two strikes to be one; gives the decision's id."""
    one, two = claims_of("incident")
    return json.loads(run("judge", "same", one, two, *SIGNED, "--json").stdout)["judgement"]


def test_judging_prints_what_changed_in_the_record():
    one, two = claims_of("incident")
    result = run("judge", "same", one, two, *SIGNED)
    assert result.exit_code == 0
    assert [line.split()[0] for line in result.stdout.splitlines()[2:5]] == [
        "gone",
        "changed",
        "was:",
    ]
    again = run("judge", "same", two, one, *SIGNED)
    assert "killed in" not in again.stdout


def test_undoing_gives_the_record_as_it_was():
    before = derived()
    decided = judged_same()
    assert derived() != before
    result = run("judge", "undo", decided, "--by", "Basel", "--why", "two towns")
    assert result.exit_code == 0 and f"undoes {decided}" in result.stdout
    assert derived() == before
    assert run("verify").exit_code == 0


def test_judgements_are_listed_with_what_became_of_them():
    assert "nobody has decided anything yet" in run("judgements").stdout
    decided = judged_same()
    run("judge", "undo", decided, "--by", "Basel", "--why", "two towns")
    first, second = json.loads(run("judgements", "--json").stdout)
    assert (first["id"], first["by"], first["why"]) == (decided, "Amal Haddad", "one market")
    assert first["states"] == [f"undone by {second['id']} of Basel: two towns"]
    assert second["undoes"] == decided and second["states"] == ["stands"]
    assert "why: one market" in run("judgements").stdout


def test_a_judgement_is_traced_by_its_id_and_from_its_record():
    decided = judged_same()
    traced = json.loads(run("trace", decided, "--json").stdout)
    assert traced["kind"] == "judgement" and "Amal Haddad" in traced["says"]
    record = next(each["id"] for each in traced["children"] if each["kind"] == "now in")
    assert decided in run("trace", record).stdout


def test_a_triangle_is_listed_and_traced():
    one, two = claims_of("incident")
    extra = {"id": "three", "outlet": "three", "published": "2017-12-21"}
    extra["text"] = "An air strike on the town of Harim in Idlib killed six people on Tuesday."
    Path("three.json").write_text(json.dumps(extra))
    run("add", "three.json")
    three = next(each for each in claims_of("incident") if each not in (one, two))
    run("judge", "same", one, two, *SIGNED)
    run("judge", "same", two, three, *SIGNED)
    result = run("judge", "different", one, three, *SIGNED)
    assert "does not fit together" in result.stdout
    states = [each["states"][0] for each in json.loads(run("judgements", "--json").stdout)]
    assert all(each.startswith("does not fit with") for each in states)
    new = (line.split() for line in result.stdout.splitlines() if "not fit together" in line)
    found = next(word for line in new for word in line if word.startswith("x-"))
    assert "are two" in run("trace", found).stdout


@pytest.mark.parametrize(
    ("arguments", "status", "said"),
    [
        (("same", "{strike}", "{strike}"), 1, "are the same"),
        (("different", "{strike}", "i-unknown"), 1, "is neither a claim"),
        (("same", "{strike}", "{talk}"), 1, "only claims of one kind"),
        (("undo", "j-unknown"), 1, "is no judgement here"),
        (("same", "{strike}"), 2, "Missing argument 'B'"),
        (("alike", "{strike}", "{talk}"), 2, "No such command 'alike'"),
    ],
)
def test_what_cannot_be_judged_is_said_and_nothing_is_kept(arguments, status, said):
    ids = {"strike": claims_of("incident")[0], "talk": claims_of("talk")[0]}
    before = derived()
    result = run("judge", *(each.format(**ids) for each in arguments), *SIGNED)
    assert result.exit_code == status and said in result.stderr
    assert derived() == before and json.loads(run("judgements", "--json").stdout) == []


def test_a_judgement_is_signed_and_reasoned():
    one, two = claims_of("incident")
    for missing in (SIGNED[:2], SIGNED[2:]):
        result = run("judge", "same", one, two, *missing)
        assert result.exit_code == 2 and "Missing option" in result.stderr
