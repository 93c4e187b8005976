"""Supported minimum: the largest total that claims support without counting anyone twice.

Incidents are disjoint: reconciliation has joined what is one. A tally may hold every incident
that cannot be shown to lie outside its area, period or category, and two tallies may hold each
other's dead in the same way. Of all choices in which nothing may hold another, the one with the
highest sum of lows is taken: a maximum-weight independent set, found exactly.

    items ──► groups of incidents that the same tallies may hold ──► one decision after another

The widest in area and category are decided first and, among those, what ends last. Over one area
that is weighted interval scheduling: what is left is always what ended before some day. Over
nested areas every gap between the wider ones taken falls apart into its areas, and each part is
solved once, so the work grows with the square of the number of tallies, not exponentially.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from functools import reduce
from itertools import accumulate
from operator import or_
from typing import Literal, NamedTuple

from trucewatch.assessment.categories import are_apart
from trucewatch.model.finding import SupportedMinimum

# Areas that overlap without nesting can make exponentially many parts. Past this many, what is
# left gets a lower bound instead, and the result says so.
PARTS_MAX = 20_000

# Of what a tally is left out for, so many are named.
NAMED = 5

Apart = Callable[[str, str], bool]


@dataclass(frozen=True)
class Item:
    """One incident's or tally's low, and the scope within which it may hold someone else's.

    `places` are keys of the places it is confined to, none where that is not known. `first` and
    `last` are days, both included, None where open or not known. `category` is one of
    `categories.CATEGORIES`, or other words, which exclude nothing.
    """

    id: str
    kind: Literal["incident", "tally"]
    low: int
    places: tuple[str, ...] = ()
    first: date | None = None
    last: date | None = None
    category: str = "people"


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
) -> SupportedMinimum:
    """The minimum over one area. `apart` says of two places that nobody can be in both.

    `left_out` are (id, why) that the caller already ruled out. Order of items does not matter,
    and more items never lower an exact total.
    """
    counted = sorted((each for each in items if each.low > 0), key=lambda each: each.id)
    empty = [(each.id, "gives no figure to build on") for each in items if each.low <= 0]
    tallies = [each for each in counted if each.kind == "tally"]
    incidents = [each for each in counted if each.kind == "incident"]
    holders = _Holders(tallies, apart)
    held_by = {each.id: holders.of(each) for each in counted}
    chosen, is_exact = _choose(tallies, incidents, held_by, holders, parts_max)
    stands_on = [
        *(each for at, each in enumerate(tallies) if chosen >> at & 1),
        *(each for each in incidents if not held_by[each.id] & chosen),
    ]
    unchosen = _unchosen(chosen, tallies, incidents, held_by)
    return SupportedMinimum(
        measure=measure,
        category=category,
        total=sum(each.low for each in stands_on),
        stands_on=tuple(sorted((each.id, each.low) for each in stands_on)),
        left_out=tuple(sorted([*left_out, *empty, *unchosen])),
        unitemised=_unitemised(chosen, tallies, incidents, held_by),
        is_exact=is_exact,
        since=since,
        until=until,
    )


def may_overlap(left: Item, right: Item, apart: Apart) -> bool:
    """Whether one may hold people of the other: never shown, only ever ruled out."""
    if left.kind == right.kind == "incident" or are_apart(left.category, right.category):
        return False
    if _are_elsewhere(left.places, right.places, apart):
        return False
    return not (_is_before(left, right) or _is_before(right, left))


def _is_before(left: Item, right: Item) -> bool:
    return left.last is not None and right.first is not None and left.last < right.first


def _are_elsewhere(left: Sequence[str], right: Sequence[str], apart: Apart) -> bool:
    return bool(left and right) and all(apart(one, other) for one in left for other in right)


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
        is_elsewhere = _are_elsewhere(item.places, tally.places, self._apart)
        return not (is_elsewhere or are_apart(item.category, tally.category))

    def _own_bit(self, tally: Item) -> int:
        return 1 << bisect_left(self.tallies, tally.id, key=lambda each: each.id)


# The choice


class _Node(NamedTuple):
    """A tally, or incidents that the same tallies may hold: a decision to take or to pass.

    `incidents` counts them: of equal sums the more itemised one is better known.
    """

    low: int
    incidents: int
    tally: int
    breadth: int
    last: date
    is_group: bool


class _Best(NamedTuple):
    total: int
    incidents: int
    tallies: int


class _Way(NamedTuple):
    """One way to answer a part: what it gains at once, and the parts then left to answer."""

    gains: _Best
    left: list[int]


NOTHING = _Best(0, 0, 0)


def _choose(
    tallies: Sequence[Item],
    incidents: Sequence[Item],
    held_by: dict[str, int],
    holders: _Holders,
    parts_max: int,
) -> tuple[int, bool]:
    """Bits of the tallies chosen, and whether no other choice has a higher sum."""
    groups: dict[int, list[Item]] = defaultdict(list)
    for each in incidents:
        groups[held_by[each.id]].append(each)
    groups.pop(0, None)
    nodes = [_tally_node(at, each, holders) for at, each in enumerate(tallies)]
    nodes += [_group_node(group, holders) for _, group in sorted(groups.items())]
    around = [held_by[each.id] for each in tallies]
    for at, held in enumerate(sorted(groups), start=len(tallies)):
        around.append(held)
        for tally in _bits(held):
            around[tally] |= 1 << at
    solver = _Solver(nodes, around, parts_max)
    return solver.solve().tallies, solver.is_exact


def _tally_node(at: int, tally: Item, holders: _Holders) -> _Node:
    breadth = holders.at_any_time(tally).bit_count()
    return _Node(tally.low, 0, 1 << at, breadth, tally.last or date.max, False)


def _group_node(group: Sequence[Item], holders: _Holders) -> _Node:
    breadth = max(holders.at_any_time(each).bit_count() for each in group)
    last = max(each.last or date.max for each in group)
    return _Node(sum(each.low for each in group), len(group), 0, breadth, last, True)


class _Solver:
    """The maximum-weight independent set of a graph, part by part, each part solved once.

    A part is a set of nodes as bits. A stack of its own, since a year of daily tallies would be
    deeper than the interpreter's.
    """

    def __init__(self, nodes: Sequence[_Node], around: Sequence[int], parts_max: int) -> None:
        # Bits in the order of decision, so that the next to decide is a part's highest bit.
        order = sorted(range(len(nodes)), key=lambda at: _decided_last(nodes[at], at))
        moved = {old: new for new, old in enumerate(order)}
        self.nodes = [nodes[old] for old in order]
        self.around = [
            reduce(or_, (1 << moved[each] for each in _bits(around[old])), 0) for old in order
        ]
        self.groups = reduce(or_, (1 << at for at, n in enumerate(self.nodes) if n.is_group), 0)
        self.parts_max = parts_max
        self.is_exact = True
        self._known: dict[int, _Best] = {0: NOTHING}

    def solve(self) -> _Best:
        whole = (1 << len(self.nodes)) - 1
        stack = [(whole, self._ways(whole))]
        while stack:
            part, ways = stack[-1]
            missing = [each for way in ways for each in way.left if each not in self._known]
            if missing and len(self._known) < self.parts_max:
                stack += [(each, self._ways(each)) for each in missing]
                continue
            answers = [self._answer(way) for way in ways] if not missing else []
            self._known[part] = max(answers, key=_rank) if answers else self._lower_bound(part)
            stack.pop()
        return self._known[whole]

    def _ways(self, part: int) -> list[_Way]:
        """How it can be answered: without tallies that are worth nothing here, by its pieces, or
        with or without the next node to decide."""
        if part in self._known:
            return [_Way(self._known[part], [])]
        worth = self._worthwhile(part)
        if worth != part:
            return [_Way(NOTHING, [worth])]
        pieces = self._pieces(part)
        if len(pieces) > 1:
            return [_Way(NOTHING, pieces)]
        at = part.bit_length() - 1
        without = part & ~(1 << at)
        return [_Way(self._alone(at), [without & ~self.around[at]]), _Way(NOTHING, [without])]

    def _answer(self, way: _Way) -> _Best:
        return reduce(_added, (self._known[each] for each in way.left), way.gains)

    def _is_itemised(self, at: int, part: int) -> bool:
        """Whether incidents that only it and its rivals may hold come to as much as it does."""
        rivals = self.around[at]
        return self.nodes[at].low <= sum(
            self.nodes[each].low
            for each in _bits(rivals & part & self.groups)
            if not self.around[each] & part & ~rivals
        )

    def _worthwhile(self, part: int) -> int:
        """Without the tallies that incidents come up to; each one gone may show up others."""
        before = 0
        while before != part:
            before = part
            for at in _bits(part & ~self.groups):
                without = part & ~(1 << at)
                part = without if self._is_itemised(at, without) else part
        return part

    def _pieces(self, part: int) -> list[int]:
        """Its connected components."""
        pieces = []
        while part:
            reached = frontier = part & -part
            while frontier:
                near = reduce(or_, (self.around[at] for at in _bits(frontier)), 0)
                frontier = near & part & ~reached
                reached |= frontier
            pieces.append(reached)
            part &= ~reached
        return pieces

    def _lower_bound(self, part: int) -> _Best:
        """Some allowed choice, so its sum is supported: greatest low first, or incidents alone."""
        self.is_exact = False
        greedy, left = NOTHING, part
        for at in sorted(_bits(part), key=lambda at: (-self.nodes[at].low, at)):
            if left >> at & 1:
                greedy, left = _added(greedy, self._alone(at)), left & ~self.around[at]
        groups = (self._alone(at) for at in _bits(part) if self.nodes[at].is_group)
        return max(greedy, reduce(_added, groups, NOTHING), key=_rank)

    def _alone(self, at: int) -> _Best:
        return _Best(self.nodes[at].low, self.nodes[at].incidents, self.nodes[at].tally)


def _decided_last(node: _Node, at: int) -> tuple[int, bool, date, int]:
    """Sorts what is decided first to the end: the widest, tallies, and those that end last."""
    return (node.breadth, not node.is_group, node.last, at)


def _rank(best: _Best) -> tuple[int, int]:
    return best[:2]


def _added(left: _Best, right: _Best) -> _Best:
    return _Best(
        left.total + right.total, left.incidents + right.incidents, left.tallies | right.tallies
    )


def _bits(mask: int) -> list[int]:
    found = []
    while mask:
        lowest = mask & -mask
        found.append(lowest.bit_length() - 1)
        mask ^= lowest
    return found


# What it leaves


def _unchosen(
    chosen: int, tallies: Sequence[Item], incidents: Sequence[Item], held_by: dict[str, int]
) -> Iterator[tuple[str, str]]:
    """What is left out, with the chosen items that may hold the same people."""
    inside: dict[int, list[str]] = defaultdict(list)
    for each in incidents:
        held = held_by[each.id]
        for at in _bits(0 if held & chosen else held):
            inside[at].append(each.id)
        if held & chosen:
            yield each.id, _why([tallies[at].id for at in _bits(held & chosen)])
    for at, tally in enumerate(tallies):
        if not chosen >> at & 1:
            rivals = [tallies[each].id for each in _bits(held_by[tally.id] & chosen)]
            yield tally.id, _why([*rivals, *inside[at]])


def _why(rivals: Sequence[str]) -> str:
    more = f" and {len(rivals) - NAMED:,} more" if len(rivals) > NAMED else ""
    return f"may hold people already counted in {', '.join(rivals[:NAMED])}{more}"


def _unitemised(
    chosen: int, tallies: Sequence[Item], incidents: Sequence[Item], held_by: dict[str, int]
) -> int:
    """What the chosen tallies have over the incidents that may be inside them."""
    inside = [0] * len(tallies)
    for each in incidents:
        for at in _bits(held_by[each.id] & chosen):
            inside[at] += each.low
    return sum(max(0, tallies[at].low - inside[at]) for at in _bits(chosen))
