"""Two readers of one report beside each other: what only one found, and where they differ."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import combinations

import msgspec

from trucewatch.model.claim import Claim, Difference, Reading

# Fields that say the same thing in a claim's own way, or follow from others.
_NOT_COMPARED = frozenset(
    {
        *("id", "reader", "report", "quote", "span", "evidence", "section", "event"),
        *("date_text", "period_text", "status_text", "source_chain", "source_ids"),
        *("track_id", "agreement_id"),
    }
)


def together(readings: Sequence[Reading]) -> Reading:
    """Readings of one report as one: every claim stays, signed by its reader, and `differences`
    says where two are not of one mind. Unread only where no reader could read the report."""
    if len(readings) == 1:
        return readings[0]
    unread = [reading.unread for reading in readings if reading.unread]
    is_unread = len(unread) == len(readings)
    read = [reading for reading in readings if not reading.unread]
    claims = (claim for reading in read for claim in reading.claims)
    said = [warning for reading in readings for warning in reading.warnings]
    return Reading(
        report=readings[0].report,
        reader=" + ".join(reading.reader for reading in readings),
        claims=tuple(sorted(claims, key=lambda claim: claim.span or (-1, -1))),
        mentions=tuple(mention for reading in readings for mention in reading.mentions),
        refusals=tuple(refusal for reading in readings for refusal in reading.refusals),
        warnings=tuple(said if is_unread else (*said, *unread)),
        unread="; ".join(dict.fromkeys(unread)) if is_unread else None,
        differences=tuple(d for pair in combinations(read, 2) for d in differences(*pair)),
    )


def differences(first: Reading, second: Reading) -> Iterator[Difference]:
    """Claims of one reader without a partner in the other, and fields on which partners differ.

    Partners are of one kind and quote overlapping words; of several, the pair that agrees on most
    fields comes first.
    """
    left, right = list(first.claims), list(second.claims)
    for one, other in _partners(left, right):
        left.remove(one)
        right.remove(other)
        fields = _unlike(one, other)
        if fields:
            yield Difference(claims=(one.id, other.id), fields=fields)
    for alone in (*left, *right):
        yield Difference(claims=(alone.id,))


def _partners(left: Sequence[Claim], right: Sequence[Claim]) -> list[tuple[Claim, Claim]]:
    pairs = [(one, other) for one in left for other in right if _may_be_one(one, other)]
    pairs.sort(key=lambda pair: len(_unlike(*pair)))
    taken: set[str] = set()
    chosen = []
    for one, other in pairs:
        if not taken & {one.id, other.id}:
            taken |= {one.id, other.id}
            chosen.append((one, other))
    return chosen


def _may_be_one(one: Claim, other: Claim) -> bool:
    if type(one) is not type(other):
        return False
    if one.span is None or other.span is None:
        return one.span is other.span
    return one.span[0] < other.span[1] and other.span[0] < one.span[1]


def _unlike(one: Claim, other: Claim) -> tuple[str, ...]:
    """Fields in which the two say different things; places and actors by what they resolve to."""
    fields = (field for field in one.__struct_fields__ if field not in _NOT_COMPARED)
    return tuple(f for f in fields if _meant(getattr(one, f)) != _meant(getattr(other, f)))


def _meant(value: object) -> object:
    """A value with names as written put aside where they were resolved."""
    if isinstance(value, tuple):
        return tuple(_meant(each) for each in value)
    if isinstance(value, msgspec.Struct):
        for resolved in ("place_id", "actor_ids"):
            if known := getattr(value, resolved, None):
                return known
    return value
