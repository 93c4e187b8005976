"""Claims that people reject: their report does not say so. They stay in the ledger."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import TypeVar

from trucewatch.model.claim import ClaimBase
from trucewatch.model.corrected import kind_of
from trucewatch.model.decision import Rejection, Signed, standing

Claimed = TypeVar("Claimed", bound=ClaimBase)


def rejections_of(entries: Iterable[Signed]) -> dict[str, list[Rejection]]:
    """Those that count, by report (ref), in the order of time."""
    found: dict[str, list[Rejection]] = {}
    for entry in standing(entries):
        if isinstance(entry, Rejection):
            found.setdefault(entry.report, []).append(entry)
    return found


def without_rejected(
    claims: Sequence[Claimed], rejections: Mapping[str, Sequence[Rejection]]
) -> list[Claimed]:
    """The claims that nobody rejected. Where a later reading took the place of the one in which a
    claim was rejected, what it makes of the same words is rejected alike."""
    if not rejections:
        return list(claims)
    there = {each.id for each in claims}
    entries = [entry for each in rejections.values() for entry in each]
    ids = {entry.claim for entry in entries}
    gone = (each for each in entries if each.claim not in there and each.span)
    words = {(each.report, each.of, each.span) for each in gone}
    return [
        each
        for each in claims
        if each.id not in ids and (each.report, kind_of(each), each.span) not in words
    ]
