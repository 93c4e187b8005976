"""Records without the names of those who published restricted reports.

Who told of it counts as before, so that nobody counts twice: names are taken out once records are
made, and before anything is found in them. A name that others bring to the same record stays.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

import msgspec
from msgspec import Struct

from trucewatch.model.claim import Claim
from trucewatch.model.record import Record
from trucewatch.model.withheld import NAMELESS
from trucewatch.reconciliation.lineage import Lineage, is_cited

# Fields of records that name who says so.
NAMES = ("claimants", "outlets", "sources", "claimant", "monitor", "said_by")


def nameless(
    records: Iterable[Record], claims: Mapping[str, Claim], restricted: set[str], lineage: Lineage
) -> list[Record]:
    """`claims` are at least those of the records, `restricted` refs of reports in `lineage`."""
    return [
        _without(each, _hidden(each, claims, restricted, lineage))
        if restricted.intersection(each.reports)
        else each
        for each in records
    ]


def voiceless(claim: Claim, lineage: Lineage) -> Claim:
    """A claim of a restricted report, in no one's name where the outlet itself is who says so."""
    if not is_cited(claim) or lineage.claimant(claim) not in _published(claim.report, lineage):
        return claim
    return msgspec.structs.replace(claim, source=NAMELESS, source_ids=(), source_chain=())


def _hidden(
    record: Record, claims: Mapping[str, Claim], restricted: set[str], lineage: Lineage
) -> set[str]:
    told = [claims[each] for each in record.claims if each in claims]
    others = [each for each in told if each.report not in restricted]
    stands = {name for each in others for name in _named(each, lineage)}
    refs = restricted.intersection(record.reports)
    return {name for ref in refs for name in _published(ref, lineage)} - stands


def _named(claim: Claim, lineage: Lineage) -> set[str]:
    return {
        lineage.claimant(claim),
        lineage.originator(claim),
        *_published(claim.report, lineage),
    }


def _published(ref: str, lineage: Lineage) -> set[str]:
    """What the outlet of a report calls itself, and what the dossiers call it."""
    outlet = lineage.reports[ref].outlet
    return {outlet, lineage.outlet_name(outlet)} if outlet else set()


def _without(noun: Any, hidden: set[str]) -> Any:
    if isinstance(noun, tuple):
        return tuple(_without(each, hidden) for each in noun)
    if not isinstance(noun, Struct):
        return noun
    changed = {
        field: _unnamed(value, hidden) if field in NAMES else _without(value, hidden)
        for field in noun.__struct_fields__
        if isinstance(value := getattr(noun, field), tuple | Struct | str)
    }
    return msgspec.structs.replace(noun, **changed)


def _unnamed(names: Any, hidden: set[str]) -> Any:
    """In the order of what is left to see: the old one would tell where the name stood."""
    if isinstance(names, tuple):
        return tuple(sorted(NAMELESS if each in hidden else each for each in names))
    return NAMELESS if names in hidden else names
