"""What people correct, grade and accept: it is derived from, kept beside what was read, undone."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import msgspec
import pytest
from click.testing import CliRunner

from trucewatch.cli import commands
from trucewatch.cli.keeping import derived_sha256
from trucewatch.derivation.derive import bring_up_to_date
from trucewatch.model.claim import identified
from trucewatch.model.rejected import without_rejected
from trucewatch.reconciliation.correcting import rejection
from trucewatch.store.record import open_record

STRIKE = "An air strike on the town of Saraqib in Idlib killed at least four civilians on Tuesday."
LATER = "Shelling of Ariha in Idlib killed two people on Wednesday, residents said."
SIGNED = ("--by", "Amal Haddad", "--why", "read it again")


def run(*arguments: str) -> str:
    return CliRunner().invoke(commands, arguments, catch_exceptions=False).output


def add(name: str, text: str, record: Path) -> None:
    report = {"id": name, "outlet": name, "published": "2017-12-21", "text": text}
    Path(f"{name}.json").write_text(json.dumps(report))
    run("add", f"{name}.json", "--record", str(record))


@pytest.fixture
def record(tmp_path, monkeypatch) -> Path:
    monkeypatch.chdir(tmp_path)
    add("one", STRIKE, Path("desk.db"))
    return Path("desk.db")


def claim_of(record: Path) -> str:
    with open_record(record) as store:
        return next(each.id for each in store.claims() if each.quote == STRIKE)


def incident_of(record: Path) -> dict:
    with open_record(record) as store, store.derived() as derived:
        records = [json.loads(each) for each, _ in derived.records()]
    claim = claim_of(record)
    return next(each for each in records if claim in each["claims"])


def derived_of(record: Path, reference) -> str:
    with open_record(record) as store:
        bring_up_to_date(store, reference)
        return derived_sha256(store)


def correct(record: Path, field: str, value: str) -> str:
    claim = claim_of(record)
    return run("judge", "correct", claim, field, value, *SIGNED, "--record", str(record))


def test_the_record_has_the_corrected_value_and_the_trace_says_by_whom(record):
    correct(record, "killed", "6-7")

    incident = incident_of(record)
    assert (incident["killed"]["low"], incident["killed"]["high"]) == (6, 7)
    traced = run("trace", claim_of(record), "--json", "--record", str(record))
    assert "corrected by Amal Haddad" in traced


@pytest.mark.parametrize(
    ("field", "value", "held"),
    [
        ("place", "Ariha", lambda incident: incident["place"]["text"] == "Ariha"),
        ("date", "2017-12-18", lambda incident: incident["occurred"][0] == "2017-12-18"),
        ("type", "shelling", lambda incident: incident["type"] == "shelling"),
        ("killed", "", lambda incident: incident["killed"] is None),
        ("killed", "9+", lambda incident: incident["killed"]["high"] is None),
    ],
)
def test_a_field_is_corrected_in_words(record, field, value, held):
    correct(record, field, value)
    assert held(incident_of(record))


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("killed", "many"),
        ("killed", "7-6"),
        ("date", "Tuesday"),
        ("type", "bang"),
        ("quote", "x"),
        ("type", ""),
    ],
)
def test_a_value_that_cannot_be_is_refused_and_nothing_kept(record, field, value):
    assert correct(record, field, value).startswith("trucewatch: ")
    with open_record(record) as store:
        assert store.decisions() == []


def test_the_later_of_two_corrections_stands_and_undone_the_earlier(record):
    correct(record, "killed", "5")
    correct(record, "killed", "6")
    assert incident_of(record)["killed"]["low"] == 6

    with open_record(record) as store:
        later = max(store.decisions(), key=lambda each: each.decided)
    run("judge", "undo", later.id, *SIGNED, "--record", str(record))
    assert incident_of(record)["killed"]["low"] == 5


@pytest.mark.parametrize("what", ["correct", "grade"])
def test_undone_it_is_as_it_was_byte_for_byte(record, reference, what):
    before = derived_of(record, reference)
    if what == "grade":
        run(
            "judge", "grade", incident_of(record)["id"], "confirmed", *SIGNED, "--record", "desk.db"
        )
        assert incident_of(record)["grade"] == "confirmed"
    else:
        correct(record, "killed", "6")
    assert derived_of(record, reference) != before

    with open_record(record) as store:
        [entry] = store.decisions()
    run("judge", "undo", entry.id, *SIGNED, "--record", str(record))
    assert derived_of(record, reference) == before


def test_corrected_before_or_after_another_report_comes_is_the_same(record, reference):
    after = Path(shutil.copy(record, "after.db"))
    correct(record, "place", "Ariha")
    add("two", LATER, record)

    add("two", LATER, after)
    with open_record(record) as store, open_record(after) as other:
        for entry in store.decisions():
            other.decide(entry)

    assert derived_of(record, reference) == derived_of(after, reference)


def test_an_accepted_claim_changes_nothing_that_is_derived(record, reference):
    before = derived_of(record, reference)
    said = run("judge", "accept", claim_of(record), *SIGNED, "--record", str(record))
    assert "nothing in the record changed" in said
    assert derived_of(record, reference) == before


def test_a_checked_report_is_gold_for_the_reader(record):
    assert "no report is checked yet" in run("gold", "gold", "--record", str(record))
    correct(record, "killed", "9")
    with open_record(record) as store:
        [ref] = store.reports()
    run("judge", "accept", ref, *SIGNED, "--record", str(record))

    assert "wrote 1 of 1 reports" in run("gold", "gold", "--record", str(record))
    figures = json.loads(run("score", "gold", "--json"))["figures"]
    assert figures["incidents.type"]["f1"] == 1
    assert figures["incidents.killed"]["f1"] == 0


def reject(record: Path, claim: str) -> str:
    return run("judge", "reject", claim, *SIGNED, "--record", str(record))


def test_a_rejected_claim_is_in_no_record_until_that_is_undone(record, reference):
    before, claim = derived_of(record, reference), claim_of(record)
    assert f"rejects {claim}" in reject(record, claim)
    after = derived_of(record, reference)
    with open_record(record) as store, store.derived() as derived:
        assert not any(claim in each for each, _ in derived.records())
        [entry] = store.decisions()
        assert [each.id for each in store.claims_ever([claim])] == [claim]
    run("judge", "undo", entry.id, *SIGNED, "--record", str(record))
    assert derived_of(record, reference) == before != after


def test_a_rejected_claim_is_in_no_gold(record):
    add(
        "two", "Shelling killed four people in Ariha on Monday, and a clash two in Saraqib.", record
    )
    with open_record(record) as store:
        two = next(ref for ref, each in store.reports().items() if each.id == "two")
        wrong, *right = [each.id for each in store.claims() if each.report == two]
    reject(record, wrong)
    for claim in right:
        run("judge", "accept", claim, *SIGNED, "--record", str(record))

    assert "wrote 1 of 2 reports" in run("gold", "gold", "--record", str(record))
    told = json.loads(Path(f"gold/{two}.gold.json").read_text())
    assert len(told["incidents"]) == len(right)


def test_a_report_whose_claims_are_all_rejected_is_gold_without_any(record):
    with open_record(record) as store:
        claims = [each.id for each in store.claims()]
    for claim in claims:
        reject(record, claim)
    assert "wrote 1 of 1 reports" in run("gold", "gold", "--record", str(record))


def test_a_record_is_not_rejected_but_one_of_its_claims(record):
    said = reject(record, incident_of(record)["id"])
    assert "name the claim that is wrong" in said


def test_what_a_later_reading_makes_of_the_same_words_is_rejected_alike(record):
    with open_record(record) as store:
        claim = next(each for each in store.claims() if each.quote == STRIKE)
    entry = rejection(claim, by="Amal", why="another year", at="2018-01-01T00:00:00Z")
    later = identified(msgspec.structs.replace(claim, reader="rules@99", id=""))
    assert without_rejected([later], {claim.report: [entry]}) == []
    # Beside the one that was rejected, another of the same words is another.
    assert without_rejected([claim, later], {claim.report: [entry]}) == [later]


def test_a_restricted_report_is_no_gold(record):
    with open_record(record) as store:
        [ref] = store.reports()
    run("judge", "accept", ref, *SIGNED, "--record", str(record))
    run("restrict", ref, *SIGNED, "--record", str(record))

    assert "wrote 0 of 1 reports" in run("gold", "gold", "--record", str(record))
