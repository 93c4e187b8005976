"""What a supported minimum is chosen from, and which two of it may hold the same people."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Literal

from trucewatch.assessment.categories import are_apart

Apart = Callable[[str, str], bool]


@dataclass(frozen=True)
class Item:
    """One incident's or tally's low, and the scope within which it may hold someone else's.

    `places` are keys of the places it is confined to, none where that is not known. `first` and
    `last` are days, both included, None where open or not known. `category` is one of
    `categories.CATEGORIES`, or other words, which exclude nothing. `told_by` are the reports and
    datasets that tell of an incident: what one of them tells apart is two.
    """

    id: str
    kind: Literal["incident", "tally"]
    low: int
    places: tuple[str, ...] = ()
    first: date | None = None
    last: date | None = None
    category: str = "people"
    told_by: frozenset[str] = frozenset()


def may_overlap(left: Item, right: Item, apart: Apart) -> bool:
    """Whether one may hold people of the other: never shown, only ever ruled out."""
    if left.kind == right.kind == "incident" and left.told_by & right.told_by:
        return False
    if are_apart(left.category, right.category):
        return False
    if are_elsewhere(left.places, right.places, apart):
        return False
    return not (is_before(left, right) or is_before(right, left))


def is_before(left: Item, right: Item) -> bool:
    return left.last is not None and right.first is not None and left.last < right.first


def are_elsewhere(left: Sequence[str], right: Sequence[str], apart: Apart) -> bool:
    return bool(left and right) and all(apart(one, other) for one in left for other in right)
