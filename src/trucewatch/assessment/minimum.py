"""Supported minimum: the largest total that claims support without counting anyone twice.

A tally may hold every incident that cannot be shown to lie outside its area, period or category,
and two tallies may hold each other's dead in the same way. Two incidents may be one that
reconciliation did not recognise, where neither place nor day tells them apart and no report or
dataset tells both. Of all choices in which nothing may hold another, the one with the highest sum
of lows is taken.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from datetime import date
from functools import reduce
from itertools import accumulate
from operator import or_
from typing import NamedTuple

from trucewatch.assessment.bounded import bounded
from trucewatch.assessment.categories import are_apart
from trucewatch.assessment.choice import PARTS_MAX, Node, bits, choose
from trucewatch.assessment.items import Apart, Item, are_elsewhere, is_before, may_overlap
from trucewatch.model.finding import SupportedMinimum

# Of what something is left out for, so many are named.
NAMED = 5
# The best choice of more than so many takes longer than anyone waits for it.
EXACT_MAX = 5_000

# Measures that count no people.
OF_THINGS = ("violations", "strikes")


def supported_minimum(
    items: Sequence[Item],
    *,
    apart: Apart,
    measure: str = "killed",
    category: str = "people",
    left_out: Sequence[tuple[str, str]] = (),
    since: date | None = None,
    until: date | None = None,
    parts_max: int = PARTS_MAX,
    exact_max: int = EXACT_MAX,
) -> SupportedMinimum:
    """The minimum over one area. `apart` says of two places that nobody can be in both.

    `left_out` are (id, why) that the caller already ruled out. Order of items does not matter,
    and more items never lower an exact total. Of more than `exact_max` items it is a lower bound.
    """
    counted = sorted((each for each in items if each.low > 0), key=lambda each: each.id)
    empty = [(each.id, "gives no figure to build on") for each in items if each.low <= 0]
    whom = measure if measure in OF_THINGS else "people"
    found = _best if len(counted) <= exact_max else _bounded
    choice = found(counted, apart, whom, parts_max)
    return SupportedMinimum(
        measure=measure,
        category=category,
        total=sum(each.low for each in counted if each.id in choice.ids),
        stands_on=tuple((each.id, each.low) for each in counted if each.id in choice.ids),
        left_out=tuple(sorted([*left_out, *empty, *choice.left_out])),
        unitemised=choice.unitemised,
        is_exact=choice.is_exact,
        since=since,
        until=until,
    )


class _Choice(NamedTuple):
    """Ids of what is chosen, and why the rest is not."""

    ids: Collection[str]
    left_out: Sequence[tuple[str, str]]
    unitemised: int
    is_exact: bool


def _best(counted: Sequence[Item], apart: Apart, whom: str, parts_max: int) -> _Choice:
    tallies = [each for each in counted if each.kind == "tally"]
    incidents = [each for each in counted if each.kind == "incident"]
    overlaps = _Overlaps(tallies, incidents, apart)
    chosen, is_exact = _choose(overlaps, parts_max)
    left_out = list(_unchosen(overlaps, chosen, whom))
    return _Choice(chosen, left_out, _unitemised(overlaps, chosen), is_exact)


def _bounded(counted: Sequence[Item], apart: Apart, whom: str, parts_max: int) -> _Choice:
    found = bounded(counted, apart)
    by_id = {each.id: each for each in counted}
    left_out = []
    for each, beside in found.beside.items():
        tallies = [other for other in beside if by_id[other].kind == "tally"]
        is_same = by_id[each].kind == "incident" and not tallies
        why = "may be the same as" if is_same else f"may hold {whom} already counted in"
        left_out.append((each, f"{why} {_named(tallies or beside)}"))
    return _Choice(found.chosen, left_out, found.unitemised, is_exact=False)


class _Holders:
    """The tallies that may hold an item, as bits in the order of the tallies.

    The same answers as `may_overlap` for every pair, without asking it for each: by place, by
    category, and by the order of first and last days.
    """

    def __init__(self, tallies: Sequence[Item], apart: Apart) -> None:
        self.tallies = tallies
        self._apart = apart
        self._wide: dict[tuple[tuple[str, ...], str], int] = {}
        by_first = sorted((t.first, 1 << at) for at, t in enumerate(tallies) if t.first)
        by_last = sorted((t.last, 1 << at) for at, t in enumerate(tallies) if t.last)
        self._firsts, self._lasts = [day for day, _ in by_first], [day for day, _ in by_last]
        # Bits of the tallies that start at or after each first day, and that end before each.
        later = accumulate((bit for _, bit in reversed(by_first)), or_, initial=0)
        self._from = list(later)[::-1]
        self._until = list(accumulate((bit for _, bit in by_last), or_, initial=0))

    def of(self, item: Item) -> int:
        """Bits of the tallies that may hold people of the item; of a tally, itself left out."""
        found = self.at_any_time(item)
        if item.last is not None:
            found &= ~self._from[bisect_right(self._firsts, item.last)]
        if item.first is not None:
            found &= ~self._until[bisect_left(self._lasts, item.first)]
        if item.kind == "tally":
            found &= ~self._own_bit(item)
        return found

    def at_any_time(self, item: Item) -> int:
        key = (item.places, item.category)
        if key not in self._wide:
            bits = (1 << at for at, tally in enumerate(self.tallies) if self._may(item, tally))
            self._wide[key] = reduce(or_, bits, 0)
        return self._wide[key]

    def _may(self, item: Item, tally: Item) -> bool:
        is_elsewhere = are_elsewhere(item.places, tally.places, self._apart)
        return not (is_elsewhere or are_apart(item.category, tally.category))

    def _own_bit(self, tally: Item) -> int:
        return 1 << bisect_left(self.tallies, tally.id, key=lambda each: each.id)


class _Overlaps:
    """What may hold people of what. `held_by` are bits of tallies, `rivals` ids of incidents."""

    def __init__(self, tallies: Sequence[Item], incidents: Sequence[Item], apart: Apart) -> None:
        self.tallies, self.incidents = tallies, incidents
        self.holders = _Holders(tallies, apart)
        self.held_by = {each.id: self.holders.of(each) for each in (*tallies, *incidents)}
        self.rivals: dict[str, set[str]] = defaultdict(set)
        for one, other in _meeting(incidents):
            if may_overlap(one, other, apart):
                self.rivals[one.id].add(other.id)
                self.rivals[other.id].add(one.id)

    def breadth(self, item: Item) -> int:
        return self.holders.at_any_time(item).bit_count()


def _meeting(incidents: Sequence[Item]) -> Iterator[tuple[Item, Item]]:
    """Pairs that may be of one day."""
    begun: list[Item] = []
    for each in sorted(incidents, key=lambda each: (each.first or date.min, each.id)):
        begun = [one for one in begun if not is_before(one, each)]
        yield from ((one, each) for one in begun)
        begun.append(each)


# The choice


def _choose(overlaps: _Overlaps, parts_max: int) -> tuple[set[str], bool]:
    """Ids of what is chosen, and whether no other choice has a higher sum.

    Incidents that nothing but the same tallies may hold are one decision.
    """
    rivals = _worth_trying(overlaps)
    alone: dict[int, list[Item]] = defaultdict(list)
    contested: list[Item] = []
    for each in overlaps.incidents:
        if rivals.get(each.id):
            contested.append(each)
        elif each.id in rivals or each.id not in overlaps.rivals:
            alone[overlaps.held_by[each.id]].append(each)
    members = [*([each] for each in (*overlaps.tallies, *contested)), *alone.values()]
    nodes = [_node(each, overlaps, is_group=not rivals.get(each[0].id)) for each in members]
    chosen, is_exact = choose(nodes, _around(members, overlaps, rivals), parts_max)
    return {each.id for at in chosen for each in members[at]}, is_exact


def _worth_trying(overlaps: _Overlaps) -> dict[str, set[str]]:
    """Contested incidents with their rivals, without those that a rival with as many dead can
    always stand for: where whatever may hold the rival's people may hold theirs."""
    by_id = {each.id: each for each in overlaps.incidents}
    left = dict(sorted(overlaps.rivals.items(), key=lambda pair: (by_id[pair[0]].low, pair[0])))
    for each in list(left):
        rivals, held = left[each] & left.keys(), overlaps.held_by[each]
        if any(
            by_id[rival].low >= by_id[each].low
            and not overlaps.held_by[rival] & ~held
            and (left[rival] & left.keys()) - {each} <= rivals
            for rival in rivals
        ):
            del left[each]
    return {each: left[each] & left.keys() for each in left}


def _node(members: Sequence[Item], overlaps: _Overlaps, *, is_group: bool) -> Node:
    is_tally = members[0].kind == "tally"
    return Node(
        low=sum(each.low for each in members),
        incidents=0 if is_tally else len(members),
        breadth=max(overlaps.breadth(each) for each in members),
        last=max(each.last or date.max for each in members),
        is_tally=is_tally,
        is_group=is_group and not is_tally,
    )


def _around(
    members: Sequence[Sequence[Item]], overlaps: _Overlaps, rivals: Mapping[str, set[str]]
) -> list[int]:
    """For each decision the bits of those it excludes; tallies come first."""
    bit_of = {each[0].id: 1 << at for at, each in enumerate(members)}
    around = [overlaps.held_by[each[0].id] for each in members]
    for at in range(len(overlaps.tallies), len(members)):
        for tally in bits(around[at]):
            around[tally] |= 1 << at
        others = rivals.get(members[at][0].id, set())
        around[at] |= reduce(or_, (bit_of[other] for other in others), 0)
    return around


# What it leaves


def _unchosen(overlaps: _Overlaps, chosen: set[str], whom: str) -> Iterator[tuple[str, str]]:
    """What is left out, with the chosen items that may hold the same people."""
    tallies, held_by = overlaps.tallies, overlaps.held_by
    inside: dict[int, list[str]] = defaultdict(list)
    for each in overlaps.incidents:
        holding = [tallies[at].id for at in bits(held_by[each.id])]
        taken = [tally for tally in holding if tally in chosen]
        same = sorted(overlaps.rivals.get(each.id, set()) & chosen)
        if each.id in chosen:
            for at in bits(held_by[each.id]):
                inside[at].append(each.id)
        elif taken:
            yield each.id, f"may hold {whom} already counted in {_named(taken)}"
        else:
            yield each.id, f"may be the same as {_named(same)}"
    for at, tally in enumerate(tallies):
        if tally.id not in chosen:
            rivals = [tallies[each].id for each in bits(held_by[tally.id])]
            taken = [each for each in rivals if each in chosen]
            yield tally.id, f"may hold {whom} already counted in {_named([*taken, *inside[at]])}"


def _named(ids: Sequence[str]) -> str:
    more = f" and {len(ids) - NAMED:,} more" if len(ids) > NAMED else ""
    return f"{', '.join(ids[:NAMED])}{more}"


def _unitemised(overlaps: _Overlaps, chosen: set[str]) -> int:
    """What the chosen tallies have over the incidents that may be inside them."""
    inside = [0] * len(overlaps.tallies)
    for each in overlaps.incidents:
        for at in bits(overlaps.held_by[each.id]):
            inside[at] += each.low
    return sum(
        max(0, tally.low - inside[at])
        for at, tally in enumerate(overlaps.tallies)
        if tally.id in chosen
    )
