"""The second reader from the command line, on a server of ours."""

from __future__ import annotations

import json
import os
import subprocess
import sys

import pytest

from trucewatch.model.record import Incident
from trucewatch.pipeline import answer
from trucewatch.store.record import open_record

STRIKE = {
    "quote": "Air strikes hit the town of Ariha in Idlib province on Wednesday",
    "type": "airstrike",
    "killed": "19 people",
    "places": ["Ariha"],
}
FOUND = {"answer": {"incidents": [STRIKE]}}


@pytest.fixture
def trucewatch(tmp_path, report):
    """Runs a command in a folder that holds the report as report.json."""
    written = {"id": "idlib", "text": report.text, "published": "2017-12-21", "language": "en"}
    (tmp_path / "report.json").write_text(json.dumps(written))

    def run(server, *arguments, model="test-model"):
        asked = {"TRUCEWATCH_LLM_ADDRESS": server.address, "TRUCEWATCH_LLM_MODEL": model}
        given = {name: value for name, value in os.environ.items() if "TRUCEWATCH" not in name}
        return subprocess.run(
            [sys.executable, "-m", "trucewatch", *arguments],
            cwd=tmp_path,
            env=given | asked | {"TRUCEWATCH_LLM_RETRIES": "0"},
            capture_output=True,
            text=True,
        )

    return run


def test_the_models_claims_are_printed_and_what_it_took(trucewatch, model_server):
    done = trucewatch(model_server(FOUND), "read", "--reader", "llm", "report.json")
    (incident,) = json.loads(done.stdout)["incidents"]
    assert (incident["killed"], incident["reader"]) == ([19, None], "llm:test-model@1")
    assert "asked 1 times, replayed 0; tokens in 100, out 20" in done.stderr


def test_where_both_readers_differ_is_printed(trucewatch, model_server):
    lower = STRIKE | {"killed": "seven of them children", "type": "shelling"}
    done = trucewatch(
        model_server({"answer": {"incidents": [lower]}}), "read", "--reader", "both", "report.json"
    )
    told = json.loads(done.stdout)
    readers = {each["reader"].partition("@")[0] for each in told["incidents"]}
    assert readers == {"rules-en", "llm:test-model"}
    assert any({"type", "killed"} <= set(each["fields"]) for each in told["differences"])


def test_the_table_says_where_readers_differ_and_what_was_refused(trucewatch, model_server):
    lie = STRIKE | {"killed": "91 people", "type": "shelling"}
    done = trucewatch(
        model_server({"answer": {"incidents": [lie]}}),
        *("read", "--reader", "both", "--format", "table", "report.json"),
    )
    assert "differ on" in done.stdout
    assert "'91 people' is not in the report" in done.stdout


def test_each_readers_claims_are_kept_beside_the_others(trucewatch, model_server, tmp_path):
    server = model_server(FOUND)
    trucewatch(server, "add", "report.json")
    done = trucewatch(server, "add", "--reader", "both", "report.json")
    assert "added 0, already there 1" in done.stdout
    with open_record(tmp_path / "trucewatch.db") as store:
        readers = {reading.reader.partition("@")[0] for reading in store.readings()}
    assert readers == {"rules-en", "llm:test-model"}


def test_two_readers_of_one_report_make_one_incident(trucewatch, model_server, tmp_path, dossiers):
    trucewatch(model_server(FOUND), "add", "--reader", "both", "report.json")
    with open_record(tmp_path / "trucewatch.db") as store:
        made = answer(store, dossiers)
    (incident,) = [record for record in made.records if isinstance(record, Incident)]
    signed = {made.claims[id].reader.partition("@")[0] for id in incident.claims}
    assert signed == {"rules-en", "llm:test-model"}


def test_a_report_without_an_answer_is_named_and_can_be_added_again(trucewatch, model_server):
    server = model_server({"status": 503}, FOUND)
    first = trucewatch(server, "add", "--reader", "both", "report.json")
    assert first.returncode == 1
    assert "report.json: " in first.stderr and "HTTP 503" in first.stderr
    again = trucewatch(server, "add", "--reader", "both", "report.json")
    assert again.returncode == 0
    assert len(server.asked) == 2


def test_without_a_model_the_command_says_what_to_set(trucewatch, model_server):
    done = trucewatch(model_server(FOUND), "read", "--reader", "llm", "report.json", model="")
    assert done.returncode == 1
    assert "no model is set" in done.stderr and "TRUCEWATCH_LLM_MODEL" in done.stderr
