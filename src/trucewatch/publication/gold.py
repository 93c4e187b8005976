"""What people checked, as gold: a report and its annotation, as docs/scoring.md lays them out."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any, Protocol

import msgspec
from msgspec import Struct

from trucewatch.model.claim import Claim, Reading
from trucewatch.model.decision import Signed
from trucewatch.model.rejected import rejections_of
from trucewatch.model.report import Report
from trucewatch.model.withheld import withheld_of
from trucewatch.publication.checking import checked_claims
from trucewatch.publication.contract import reading_as_contract
from trucewatch.sources.gold import FORMS


class Filed(Protocol):
    """A report with the claims that stand in it."""

    @property
    def report(self) -> Report: ...
    @property
    def claims(self) -> tuple[Claim, ...]: ...


class GoldPair(Struct, frozen=True):
    """Two files of a folder of gold, NAME.json and NAME.gold.json."""

    name: str
    report: str
    annotation: str


def gold_of(entries: Iterable[Signed], filed: Iterable[Filed]) -> list[GoldPair]:
    """The reports of which each claim was accepted, corrected or rejected, by ref; none restricted.

    `filed` have no rejected claims, so that these are in no gold.
    """
    entries = list(entries)
    checked, rejected = checked_claims(entries), rejections_of(entries)
    withheld = withheld_of(entries)
    return [
        _pair(each)
        for each in filed
        if each.claims or each.report.ref in rejected
        if checked.issuperset(claim.id for claim in each.claims)
        if not ((known := withheld.get(each.report.ref)) and known.is_restricted)
    ]


def _pair(filed: Filed) -> GoldPair:
    report = filed.report
    # The report's own id may be anybody's words, and a file's name stays in its folder.
    name = report.ref
    bare = msgspec.structs.replace(report, id=name, masks=msgspec.UNSET)
    reading = Reading(report=report.ref, claims=filed.claims)
    items = reading_as_contract(report, reading)
    lists = {kind: list(_items(items[kind], kind)) for kind in FORMS}
    annotation = {"id": name, "report_date": report.published, **lists}
    return GoldPair(name, _written(bare), _written(annotation))


def _items(items: Iterable[dict[str, Any]], kind: str) -> Iterator[dict[str, Any]]:
    """What gold has a field for and the claim a value."""
    fields = FORMS[kind].__struct_fields__
    for item in items:
        yield {each: item[each] for each in fields if item.get(each) not in (None, [], {}, "")}


def _written(noun: object) -> str:
    return msgspec.json.format(msgspec.json.encode(noun), indent=2).decode() + "\n"
