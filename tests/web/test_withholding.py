"""Redacted and restricted words: nothing that leaves the record tells them."""

from __future__ import annotations

import html
import json
import shutil
import sqlite3
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path

import pytest
from click.testing import CliRunner

from trucewatch.cli import commands
from trucewatch.derivation.derive import bring_up_to_date
from trucewatch.model.withheld import NAMELESS
from trucewatch.reference.reference import Reference
from trucewatch.store.record import open_record
from trucewatch.team.accounts import open_team
from trucewatch.web.app import make_app

SECRETS = ("nabil", "qasim")
SIGNED = {"by": "Amal Haddad", "why": "a witness"}
BY = ("--by", SIGNED["by"], "--why", SIGNED["why"])
# What each command is asked; None for those that tell nothing of a record.
ASKED: dict[str, list[list[str]] | None] = {
    "status": [[], ["--json"]],
    "talks": [[], ["--json"], ["--as-of", "2017-12-22"]],
    "brief": [[], ["--as-of", "2017-12-22"]],
    "obligations": [[], ["--json"]],
    "alerts": [[], ["--json"]],
    "diff": [["--from", "2017-12-20", "--to", "2017-12-22", "--json"]],
    "totals": [[], ["--json"]],
    "monitors": [[], ["--json"]],
    "search": [["market"], ["air", "strike", "--json"]],
    "trace": [["ID", "--json"], ["syria/idlib:killed"]],
    "gold": [["FOLDER"]],
    "judgements": [[], ["--json"]],
    "verify": [[]],
    "rebuild": [[]],
    "train-matching": [[]],
    **dict.fromkeys(("read", "add", "check", "score", "serve", "demo", "account")),
    # Tell what they did, and are tried where they are tested.
    **dict.fromkeys(("judge", "redact", "restrict", "merge")),
}


def run(*arguments: str) -> str:
    done = CliRunner().invoke(commands, arguments, catch_exceptions=False)
    return done.output


def ids_of(record: Path) -> list[str]:
    with open_record(record) as store, store.derived() as derived:
        records = [json.loads(each)["id"] for each, _ in derived.records()]
        claims = [each.id for each in store.claims()]
        decided = [each.id for each in store.decisions()]
        return [*store.reports(), *claims, *records, *decided]


def told_by_commands(record: Path) -> dict[str, str]:
    told = {}
    for name, lines in ASKED.items():
        for line in lines or ():
            for id in ids_of(record) if "ID" in line else ("",):
                asked = [id if word == "ID" else word for word in line]
                told[f"{name} {asked}"] = run(name, *asked, "--record", str(record))
    return told


def told_by_pages(pages, record: Path) -> dict[str, str]:
    """What every page and twin says, of everything in the record."""
    given = {"dossier": "syria", "zone": "idlib", "form": "md"}
    told = {}
    for route in make_app(record, Reference(dossiers=())).routes:
        if "GET" not in route.methods or "/static" in route.path or route.path in DOORS:
            continue
        for id in ids_of(record) if "{" in route.path else ("",):
            path = route.path_format
            for name in route.path_components:
                if not isinstance(name, str):
                    path = path.replace(f"{{{name.name}}}", given.get(name.name, id))
            told[path] = pages.get(path).text
            told[f"{path} as known"] = pages.get(path, params={"as_of": "2017-12-22"}).text
    return told


# Opened by a reviewer, one report at a time.
DOORS = {"/reports/{report:str}/written"}


def leaks(told: dict[str, str], words=SECRETS) -> list[str]:
    return [where for where, said in told.items() if any(each in said.lower() for each in words)]


def derived_of(record: Path, reference) -> str:
    with open_record(record) as store:
        bring_up_to_date(store, reference)
        with store.derived() as derived:
            return derived.sha256()


def test_every_command_is_asked_or_tells_nothing_of_a_record():
    assert set(commands.commands) == set(ASKED)


def test_no_command_tells_a_redacted_name(witnessed):
    assert leaks(told_by_commands(witnessed))

    run("redact", "strike", "Nabil Qasim", "--everywhere", *BY, "--record", str(witnessed))
    run("redact", "strike", "Qasim", "--everywhere", *BY, "--record", str(witnessed))

    assert leaks(told_by_commands(witnessed)) == []


def test_no_page_tells_a_redacted_name(witnessed, served, send):
    pages = served(witnessed)
    ref = next(
        r["ref"] for r in pages.get("/api/reports").json()["reports"] if "Nabil" in r["title"]
    )
    assert leaks(told_by_pages(pages, witnessed))

    for words in ("Nabil Qasim", "Qasim"):
        form = {"words": words, "everywhere": "yes", **SIGNED}
        assert send(pages, f"/reports/{ref}", f"/reports/{ref}/redact", **form).status_code == 303

    assert leaks(told_by_pages(pages, witnessed)) == []
    assert "Nabil Qasim" in pages.get(f"/reports/{ref}/written").text


def test_a_restricted_report_tells_its_words_to_nobody_who_only_reads(witnessed, served):
    said = ("bombed the market", "baker", "four civilians on tuesday", "wire strike", *SECRETS)
    for report in ("strike", "talks"):
        run("restrict", report, *BY, "--record", str(witnessed))

    assert leaks(told_by_pages(served(witnessed), witnessed), said) == []
    assert leaks(told_by_commands(witnessed), said) == []


def test_nothing_tells_a_reader_who_published_a_restricted_report_or_what_it_is_called(
    confided, served, send, tmp_path
):
    with closing(open_team(tmp_path / "team.db")) as team:
        team.add("Rita", "reader", "seven slow herons", by="test", at=datetime.now(UTC))
        reader = served(confided, team)
        send(reader, "/login", "/session", name="Rita", password="seven slow herons")
        assert leaks(told_by_pages(reader, confided), ["zephyr"])

        for report in ("zephyr-0416", "zephyr-0417"):
            run("restrict", report, *BY, "--record", str(confided))

        assert leaks(told_by_pages(reader, confided), ["zephyr"]) == []
    assert leaks(told_by_commands(confided), ["zephyr"]) == []


def test_a_brief_that_was_saved_before_names_no_outlet_of_a_restricted_report(
    confided, served, send
):
    pages = served(confided)
    saved = send(pages, "/brief", "/briefs/save", by="Amal", end="2017-12-21").headers["location"]
    assert "Zephyr" in pages.get(saved).text

    for report in ("zephyr-0416", "zephyr-0417"):
        run("restrict", report, *BY, "--record", str(confided))

    assert leaks({form: pages.get(f"{saved}{form}").text for form in FORMS}, ["zephyr"]) == []


FORMS = ("", "/edit", "/file/md", "/file/html")


def test_who_told_of_it_counts_as_before_without_its_name(confided, served):
    pages = served(confided)

    def held() -> list[dict]:
        lines = pages.get("/api/zones/syria/idlib").json()["incidents"]
        return [pages.get(f"/api/incidents/{each['id']}").json() for each in lines]

    before = held()
    run("restrict", "zephyr-0417", *BY, "--record", str(confided))
    after = held()

    assert [len(each["sources"]) for each in after] == [len(each["sources"]) for each in before]
    assert [each["line"]["grade"] for each in after] == [each["line"]["grade"] for each in before]
    assert NAMELESS in {name for each in after for name in each["sources"]}


def test_a_reason_that_names_the_outlet_is_refused(confided):
    why = ("--by", "Amal", "--why", "handed over by the Zephyr Bulletin")
    said = run("restrict", "zephyr-0417", *why, "--record", str(confided))
    assert "without the name of the outlet" in said


def test_a_restricted_report_is_not_found_by_its_words(witnessed, served):
    pages = served(witnessed)
    asked = {"q": "bombed market"}
    assert pages.get("/api/search", params=asked).json()["reports"]

    run("restrict", "strike", *BY, "--record", str(witnessed))

    assert pages.get("/api/search", params=asked).json()["reports"] == []
    with sqlite3.connect(witnessed) as plain:
        [found] = plain.execute("SELECT count(*) FROM search WHERE search MATCH 'bombed'")
    assert found == (0,)


def test_what_was_read_in_a_restricted_report_stands(witnessed, served):
    pages = served(witnessed)

    def held() -> list[tuple]:
        rows = pages.get("/api/zones/syria/idlib").json()["incidents"]
        return [(each["id"], each["killed"], each["place"], each["grade"]) for each in rows]

    before = held()
    run("restrict", "strike", *BY, "--record", str(witnessed))

    assert before and held() == before


def test_a_claim_stands_with_blocks_in_place_of_the_name_and_the_same_offsets(witnessed):
    run("redact", "strike", "Nabil Qasim", *BY, "--record", str(witnessed))

    with open_record(witnessed) as store:
        reports = store.reports()
        claims = [claim for claim in store.claims() if claim.span]
        whole = {each.id: each for each in store.seen("whole").claims()}
    assert claims
    for claim in claims:
        assert reports[claim.report].text[slice(*claim.span)] == claim.quote
        assert len(whole[claim.id].quote) == len(claim.quote)


@pytest.mark.parametrize("command", [("redact", "strike", "Nabil Qasim"), ("restrict", "talks")])
def test_undone_it_is_as_it_was_byte_for_byte(witnessed, reference, command):
    before = derived_of(witnessed, reference)
    run(*command, *BY, "--record", str(witnessed))
    assert derived_of(witnessed, reference) != before

    with open_record(witnessed) as store:
        [entry] = store.decisions()
    run("judge", "undo", entry.id, *BY, "--record", str(witnessed))

    assert derived_of(witnessed, reference) == before
    assert "is as it was written" in run("verify", "--record", str(witnessed))


def test_withheld_before_or_after_another_report_comes_is_the_same(
    witnessed, record_of, reference, tmp_path
):
    late = {"id": "late", "outlet": "Late", "published": "2017-12-22", "text": "Four were killed."}
    (tmp_path / "late.json").write_text(json.dumps(late), encoding="utf-8")
    after = Path(shutil.copy(witnessed, tmp_path / "after.db"))

    run("redact", "strike", "Nabil Qasim", *BY, "--record", str(witnessed))
    record_of(witnessed, tmp_path / "late.json")
    record_of(after, tmp_path / "late.json")
    run("redact", "strike", "Nabil Qasim", *BY, "--record", str(after))

    assert derived_of(witnessed, reference) == derived_of(after, reference)


def test_what_another_team_withholds_is_withheld_after_joining_its_record(witnessed, tmp_path):
    theirs = Path(shutil.copy(witnessed, tmp_path / "theirs.db"))
    run("redact", "talks", "Nabil Qasim", *BY, "--record", str(theirs))

    run("merge", str(witnessed), str(theirs))

    with open_record(witnessed) as store:
        [talks] = [each for each in store.reports().values() if each.id == "talks"]
    assert "Nabil" not in talks.text


@pytest.mark.parametrize("command", [("redact", "strike", "Nabil Qasim"), ("restrict", "strike")])
def test_a_brief_that_was_saved_before_tells_it_no_more(witnessed, served, send, command):
    pages = served(witnessed)
    saved = send(pages, "/brief", "/briefs/save", by="Amal", end="2017-12-21").headers["location"]
    words = "It “bombed the market”, Nabil Qasim said."
    form = {"by": "Amal", "title": "A brief", "0.0.0": words}
    edited = send(pages, f"{saved}/edit", f"{saved}/keep", **form)
    assert words in html.unescape(pages.get(edited.headers["location"]).text)

    run(*command, *BY, "--record", str(witnessed))

    told = html.unescape(pages.get(edited.headers["location"]).text)
    assert ("bombed the market" if command[0] == "restrict" else "Nabil Qasim") not in told


def test_a_reason_that_says_the_hidden_words_is_refused(witnessed):
    why = ("--by", "Amal", "--why", "Nabil Qasim is a witness")
    assert "without the words" in run(
        "redact", "strike", "Nabil Qasim", *why, "--record", str(witnessed)
    )


def test_words_that_can_still_be_read_elsewhere_are_told_of(witnessed):
    said = run("redact", "strike", "Nabil Qasim", *BY, "--record", str(witnessed))
    assert "can still be read in r-" in said


def test_from_another_site_nothing_is_redacted(witnessed, served):
    pages = served(witnessed)
    ref = pages.get("/api/reports").json()["reports"][0]["ref"]
    assert pages.post(f"/reports/{ref}/redact", data={"words": "a", **SIGNED}).status_code == 403
