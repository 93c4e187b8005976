"""The choice: of things of which some exclude each other, those that together weigh most.

A maximum-weight independent set, found exactly, part by part. What excludes most is decided first
and, among that, what ends last. Over one area that is weighted interval scheduling: what is left
is always what ended before some day. Over nested areas every gap between the wider things taken
falls apart into its areas, so the work grows with the square of their number, not exponentially.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from functools import reduce
from operator import or_
from typing import NamedTuple

# Areas that overlap without nesting can make exponentially many parts. Past this many, what is
# left gets a lower bound instead, and the result says so.
PARTS_MAX = 20_000


class Node(NamedTuple):
    """One decision, to take or to pass. `incidents` counts those in it: of equal sums the more
    itemised one is better known. `breadth` is how much it excludes at any time.

    A group's incidents exclude nothing but tallies, so groups weigh what they weigh together.
    """

    low: int
    incidents: int
    breadth: int
    last: date
    is_tally: bool = False
    is_group: bool = False


class _Best(NamedTuple):
    total: int
    incidents: int
    chosen: int


class _Way(NamedTuple):
    """One way to answer a part: what it gains at once, and the parts then left to answer."""

    gains: _Best
    left: list[int]


NOTHING = _Best(0, 0, 0)


def choose(
    nodes: Sequence[Node], around: Sequence[int], parts_max: int = PARTS_MAX
) -> tuple[set[int], bool]:
    """Indices of the nodes chosen, and whether no other choice has a higher sum.

    `around` are for each node the bits of those it excludes.
    """
    solver = _Solver(nodes, around, parts_max)
    chosen = solver.solve().chosen
    return {solver.order[at] for at in bits(chosen)}, solver.is_exact


class _Solver:
    """The maximum-weight independent set of a graph, part by part, each part solved once.

    A part is a set of nodes as bits. A stack of its own, since a year of daily tallies would be
    deeper than the interpreter's.
    """

    def __init__(self, nodes: Sequence[Node], around: Sequence[int], parts_max: int) -> None:
        # Bits in the order of decision, so that the next to decide is a part's highest bit.
        self.order = sorted(range(len(nodes)), key=lambda at: _decided_last(nodes[at], at))
        moved = {old: new for new, old in enumerate(self.order)}
        self.nodes = [nodes[old] for old in self.order]
        self.around = [
            reduce(or_, (1 << moved[each] for each in bits(around[old])), 0) for old in self.order
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
            for each in bits(rivals & part & self.groups)
            if not self.around[each] & part & ~rivals
        )

    def _worthwhile(self, part: int) -> int:
        """Without the tallies that incidents come up to; each one gone may show up others."""
        before = 0
        while before != part:
            before = part
            for at in bits(part & ~self.groups):
                without = part & ~(1 << at)
                part = without if self._is_itemised(at, without) else part
        return part

    def _pieces(self, part: int) -> list[int]:
        """Its connected components."""
        pieces = []
        while part:
            reached = frontier = part & -part
            while frontier:
                near = reduce(or_, (self.around[at] for at in bits(frontier)), 0)
                frontier = near & part & ~reached
                reached |= frontier
            pieces.append(reached)
            part &= ~reached
        return pieces

    def _lower_bound(self, part: int) -> _Best:
        """Some allowed choice, so its sum is supported: greatest low first, or incidents alone."""
        self.is_exact = False
        greedy, left = NOTHING, part
        for at in sorted(bits(part), key=lambda at: (-self.nodes[at].low, at)):
            if left >> at & 1:
                greedy, left = _added(greedy, self._alone(at)), left & ~self.around[at]
        groups = (self._alone(at) for at in bits(part) if self.nodes[at].is_group)
        return max(greedy, reduce(_added, groups, NOTHING), key=_rank)

    def _alone(self, at: int) -> _Best:
        return _Best(self.nodes[at].low, self.nodes[at].incidents, 1 << at)


def _decided_last(node: Node, at: int) -> tuple[int, bool, date, int]:
    """Sorts what is decided first to the end: the widest, tallies, and those that end last."""
    return (node.breadth, node.is_tally, node.last, at)


def _rank(best: _Best) -> tuple[int, int]:
    return best[:2]


def _added(left: _Best, right: _Best) -> _Best:
    return _Best(
        left.total + right.total, left.incidents + right.incidents, left.chosen | right.chosen
    )


def bits(mask: int) -> list[int]:
    """Places of the bits that are set, the lowest first."""
    # Of thousands of bits, taking one after the other copies them all each time.
    digits = bin(mask)[:1:-1]
    found, at = [], digits.find("1")
    while at >= 0:
        found.append(at)
        at = digits.find("1", at + 1)
    return found
