"""Short reports with what a careful person reads out of them, and why each is hard.

A case is a YAML file: `report` (its fields, or `sample`, the id of a packaged sample), `expect`
(for each kind of item of the contract the fields that count; with `only: true` no other items of
the kinds listed), `warnings` or `unread` where they are the point, and `why`.
"""

from __future__ import annotations

from functools import lru_cache
from importlib.resources import files
from pathlib import Path
from typing import Any

import msgspec
import pytest
import yaml

from trucewatch.model.report import Report
from trucewatch.publication.contract import reading_as_contract
from trucewatch.reading.rules import read
from trucewatch.reference.dossier import load_reference
from trucewatch.reference.reference import Reference

FOLDER = Path(__file__).parent
SAMPLES = files("trucewatch").joinpath("data/samples/syria")
KINDS = {"incidents", "tallies", "talks", "agreements", "control_changes", "assessments"}
CASES = sorted(FOLDER.glob("*.yaml"))


@lru_cache(maxsize=1)
def reference() -> Reference:
    return load_reference()


def case_of(path: Path) -> dict[str, Any]:
    return yaml.safe_load(path.read_text(encoding="utf-8"))


def report_of(case: dict[str, Any]) -> Report:
    fields = case["report"]
    if "sample" in fields:
        raw = SAMPLES.joinpath(f"{fields['sample']}.json").read_bytes()
        return msgspec.json.decode(raw, type=Report)
    return msgspec.convert({"id": "case", **fields}, Report)


@pytest.mark.parametrize("path", CASES, ids=lambda path: path.stem)
def test_a_golden_report_is_read_as_expected(path: Path) -> None:
    case = case_of(path)
    report, expected = report_of(case), dict(case["expect"])
    answer = reading_as_contract(report, read(report, reference()))
    is_complete = expected.pop("only", False)
    for kind, items in expected.items():
        assert [item for item in items if not is_among(item, answer[kind])] == [], answer[kind]
        if is_complete:
            assert len(answer[kind]) == len(items), answer[kind]
    for field in ("warnings", "unread"):
        assert answer[field] == case.get(field, answer[field])


@pytest.mark.parametrize("path", CASES, ids=lambda path: path.stem)
def test_a_case_says_why_it_is_hard_and_expects_something(path: Path) -> None:
    case = case_of(path)
    assert len(case["why"].split()) >= 5
    assert set(case["expect"]) - {"only"} <= KINDS
    assert set(case["expect"]) - {"only"} or {"warnings", "unread"} & set(case)


def is_among(expected: dict[str, Any], items: list[dict[str, Any]]) -> bool:
    """Whether an item has exactly the values of the fields expected; participants by theirs."""
    return any(all(is_as(item[f], value, f) for f, value in expected.items()) for item in items)


def is_as(value: Any, expected: Any, field: str) -> bool:
    if field == "participants":
        return all(is_among(participant, value) for participant in expected)
    return value == expected
