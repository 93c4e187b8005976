"""Hand annotations: reports beside what a careful reader found in them.

A folder holds pairs, `ID.json` the report and `ID.gold.json` its annotation; docs/scoring.md tells
the format field by field. Whatever is wrong is named by file and item, and the rest goes on.
"""

from __future__ import annotations

import os
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Annotated, Any, get_type_hints

import msgspec
from msgspec import Meta, Struct

from trucewatch.errors import BadReport
from trucewatch.model.claim import (
    AgreementKind,
    AgreementPhase,
    Attendance,
    Change,
    ClaimStatus,
    IncidentType,
    Measure,
    Role,
    TalkPhase,
)
from trucewatch.model.report import Report
from trucewatch.sources.files import BESIDE_REPORTS, read_reports
from trucewatch.sources.pieces import ReportDefaults

ENDING = ".gold.json"

Item = dict[str, Any]
Days = date | Annotated[list[date | None], Meta(min_length=2, max_length=2)] | None
Number = int | Annotated[list[int | None], Meta(min_length=2, max_length=2)] | None
Names = list[str] | str | None
Text = str | None


class GoldItem(Struct, kw_only=True, forbid_unknown_fields=True):
    """What every item says. `quote` is an exact substring of the report's text or title.

    `accept` holds other values that are as right, by field; `optional` marks what a reading may
    leave out.
    """

    quote: str
    optional: bool = False
    accept: dict[str, list[Any]] = {}
    note: Text = None


class GoldIncident(GoldItem, kw_only=True):
    type: IncidentType
    date: Days = None
    date_text: Text = None
    place: Text = None
    places: list[str] = []
    admin: Text = None
    country: Text = None
    perpetrators: Names = None
    claimed_by: Names = None
    supported_by: Names = None
    victims_or_targets: Names = None
    victims: dict[str, Number] = {}
    killed: Number = None
    killed_children: Number = None
    injured: Number = None
    abducted: Number = None
    source: Text = None
    source_chain: list[str] = []
    status: ClaimStatus = "asserted"
    event: Text = None


class GoldTally(GoldItem, kw_only=True):
    measure: Measure
    value: Number
    place: Text = None
    period: Days = None
    period_text: Text = None
    victims: Text = None
    cause: Text = None
    perpetrators: Names = None
    unit: Text = None
    source: Text = None
    source_chain: list[str] = []


class GoldParticipant(Struct, kw_only=True, forbid_unknown_fields=True):
    party: Text = None
    role: Role | None = None
    representative: Text = None
    title: Text = None
    attendance: Attendance | None = None


class GoldTalk(GoldItem, kw_only=True):
    name: str
    round: int | None = None
    place: Text = None
    date: Days = None
    date_text: Text = None
    status: TalkPhase | None = None
    sponsors: Names = None
    participants: list[GoldParticipant] = []
    agenda: list[str] = []
    outcome: Text = None


class GoldAgreement(GoldItem, kw_only=True):
    name: str
    kind: AgreementKind
    date: Days = None
    start: Days = None
    date_text: Text = None
    guarantors: Names = None
    brokers: Names = None
    parties: Names = None
    places: Names = None
    phase: AgreementPhase | None = None
    status: Text = None
    source: Text = None


class GoldControlChange(GoldItem, kw_only=True):
    actor: str
    place: Text = None
    change: Change
    date: Days = None
    date_text: Text = None
    source: Text = None
    status: Text = None


FORMS: dict[str, type[GoldItem]] = {
    "incidents": GoldIncident,
    "tallies": GoldTally,
    "talks": GoldTalk,
    "agreements": GoldAgreement,
    "control_changes": GoldControlChange,
}
# Told in the guide beside the fields' own names, as what a person may note and no figure needs.
ACCEPT_NOTES = {"_as", "split_by_place"}
HOW_TO_WRITE = (
    (Days, "write a day as 2017-12-20, a span as [start, end], an open end as null"),
    (Number, "write a number as [low, high]: [200, null] is at least 200"),
    (Names, "write names as a list, [] for nobody"),
)


class Annotation(Struct, kw_only=True, forbid_unknown_fields=True):
    """An annotation as written. `report` says where the report is, from the annotation's own
    folder, where it is not beside it; `report_date` its day, where the report gives none."""

    id: Text = None
    report: Text = None
    report_date: date | None = None
    note: Text = None
    incidents: list[Item] = []
    tallies: list[Item] = []
    talks: list[Item] = []
    agreements: list[Item] = []
    control_changes: list[Item] = []


@dataclass(frozen=True)
class Gold:
    """A report and what is to be read in it: items by kind, as written."""

    report: Report
    items: Mapping[str, list[Item]]


def read_gold(folder: Path, *, today: date | None = None) -> Iterator[Gold | BadReport]:
    """Every annotated report in `folder` and the folders in it, sorted by path.

    A folder without any annotation holds no gold and is passed over. What cannot be used is
    yielded as `BadReport`, as is a report without an annotation.
    """
    is_empty = True
    for inner, names in _folders(folder):
        if not any(name.endswith(ENDING) for name in names):
            continue
        is_empty = False
        for name in names:
            if name.endswith(ENDING):
                yield _gold(inner / name, today)
            elif _lacks_annotation(name, names):
                beside = name.removesuffix(".json") + ENDING
                yield BadReport(str(inner / name), f"no annotation; write {beside} beside it")
    if is_empty:
        yield BadReport(str(folder), f"no annotations here; they end in {ENDING}")


def _folders(folder: Path) -> Iterator[tuple[Path, list[str]]]:
    def refuse(error: OSError) -> None:
        raise BadReport(str(error.filename), f"cannot be read: {error.strerror}")

    for inner, folders, names in os.walk(folder, onerror=refuse):
        folders.sort()
        yield Path(inner), sorted(names)


def _lacks_annotation(name: str, names: list[str]) -> bool:
    is_report = name.endswith(".json") and not BESIDE_REPORTS.match(name)
    return is_report and name.removesuffix(".json") + ENDING not in names


def _gold(path: Path, today: date | None) -> Gold | BadReport:
    try:
        annotation = _annotation(path)
        report = _report(path, annotation, today)
        items = {kind: getattr(annotation, kind) for kind in FORMS}
        if problems := [*_problems(items, f"{report.title or ''}\n{report.text}")]:
            return BadReport(str(path), "\n".join(problems))
    except BadReport as bad:
        return bad
    return Gold(report, items)


def _annotation(path: Path) -> Annotation:
    try:
        raw = path.read_bytes()
        annotation = msgspec.json.decode(raw, type=Annotation)
    except OSError as error:
        raise BadReport(str(path), f"cannot be read: {error.strerror}") from None
    except msgspec.ValidationError as error:
        raise BadReport(str(path), _mended(str(error), Annotation)) from None
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError) as error:
        raise BadReport(f"{path}:{_line(raw, error)}", f"broken JSON: {error}") from None
    name = path.name.removesuffix(ENDING)
    if annotation.id not in (None, name):
        why = f"its id is {annotation.id!r}; give it that of its file, {name!r}"
        raise BadReport(str(path), why)
    return annotation


def _line(raw: bytes, error: Exception) -> int:
    at = re.search(r"\(byte (\d+)\)$", str(error))
    return (raw[: int(at[1])] if at else raw.rstrip()).count(b"\n") + 1


def _report(path: Path, annotation: Annotation, today: date | None) -> Report:
    name = path.name.removesuffix(ENDING)
    found = path.parent / (annotation.report or f"{name}.json")
    if not found.is_file():
        why = f'no report {found}; put it there, or name it in "report"'
        raise BadReport(str(path), why)
    said = ReportDefaults(published=annotation.report_date)
    first, *others = read_reports([str(found)], defaults=said, today=today)
    if isinstance(first, BadReport):
        raise first
    if others:
        raise BadReport(str(found), "holds several reports; an annotation is of one")
    return msgspec.structs.replace(first.report, id=name)


def _problems(items: Mapping[str, list[Item]], text: str) -> Iterator[str]:
    """What is wrong with the items, a line for each, with what to do about it."""
    for kind, several in items.items():
        for index, item in enumerate(several):
            if why := _problem(item, FORMS[kind], text):
                yield f"{kind}[{index}]: {why}"


def _problem(item: Item, form: type[GoldItem], text: str) -> str | None:
    try:
        msgspec.convert(item, form)
        for accepted in _accepted(item):
            msgspec.convert(accepted, form)
    except msgspec.ValidationError as error:
        return _mended(str(error), form)
    if not item["quote"].strip() or item["quote"] not in text:
        return f"its quote is not in the report; copy it letter by letter: {item['quote']!r}"
    return None


def _accepted(item: Item) -> Iterator[Item]:
    """The item with each accepted value in its place."""
    for field, values in item.get("accept", {}).items():
        if field not in ACCEPT_NOTES:
            yield from ({**item, field: value} for value in values)


def _mended(why: str, form: type[Struct]) -> str:
    """`why`, with the way out where it is known."""
    types = get_type_hints(form, include_extras=True)
    if "unknown field" in why:
        return f"{why}; known are {', '.join(types)}"
    at = re.search(r"`\$\.(\w+)", why)
    hints = [how for type_, how in HOW_TO_WRITE if at and types.get(at[1]) == type_]
    return "; ".join([why, *hints])
