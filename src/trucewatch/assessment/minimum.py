"""Supported minimum: the largest total that claims support without counting anyone twice.

Incidents are disjoint: reconciliation has joined what is one. A tally may hold every incident
that cannot be shown to lie outside its area, period or category, and two tallies may hold each
other's dead in the same way. Of all choices in which nothing may hold another, the one with the
highest sum of lows is taken: a maximum-weight independent set, found exactly by branching on the
item that conflicts most, one connected component at a time, with each subproblem solved once.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Literal

from trucewatch.model.finding import SupportedMinimum

# Branching is exponential only for tangles that running totals do not make; past this many
# subproblems a component gets a lower bound instead, and the result says so.
MAX_SUBPROBLEMS = 20_000
# A chain of rival tallies is a level of recursion each.
MAX_TALLIES = 120

DISJOINT_CATEGORIES = (
    frozenset({"combatants", "civilians"}),
    frozenset({"combatants", "children"}),
)


@dataclass(frozen=True)
class Item:
    """One incident's or tally's low, and the scope within which it may hold someone else's.

    `place` is the id of a town that it is confined to, None for the whole area or not known.
    `first` and `last` are days, both included, None where open or not known. `category` is
    "people", "civilians", "children", "women", "combatants", or other words, which exclude nothing.
    """

    id: str
    kind: Literal["incident", "tally"]
    low: int
    place: str | None = None
    first: date | None = None
    last: date | None = None
    category: str = "people"


def supported_minimum(
    items: Sequence[Item],
    *,
    measure: str = "killed",
    left_out: Sequence[tuple[str, str]] = (),
    since: date | None = None,
    until: date | None = None,
) -> SupportedMinimum:
    """The exact minimum over one area. `left_out` are (id, why) that the caller already ruled out.

    Order of items does not matter, and more items never lower an exact total.
    """
    counted = sorted((each for each in items if each.low > 0), key=lambda each: each.id)
    empty = [(each.id, "gives no figure to build on") for each in items if each.low <= 0]
    graph = _conflicts(counted)
    solver = _Solver(graph, [(each.low, each.kind == "incident") for each in counted])
    chosen = solver.solve((1 << len(counted)) - 1)
    held = [(each.id, _why(index, chosen, graph, counted)) for index, each in enumerate(counted)]
    unchosen = [pair for index, pair in enumerate(held) if not chosen >> index & 1]
    stands_on = [each for index, each in enumerate(counted) if chosen >> index & 1]
    return SupportedMinimum(
        measure=measure,
        total=sum(each.low for each in stands_on),
        stands_on=tuple((each.id, each.low) for each in stands_on),
        left_out=tuple(sorted([*left_out, *empty, *unchosen])),
        unitemised=_unitemised(chosen, graph, counted),
        is_exact=solver.is_exact,
        since=since,
        until=until,
    )


def may_overlap(left: Item, right: Item) -> bool:
    """Whether one may hold people of the other: never shown, only ever ruled out."""
    if left.kind == right.kind == "incident":
        return False
    if left.place and right.place and left.place != right.place:
        return False
    if frozenset({left.category, right.category}) in DISJOINT_CATEGORIES:
        return False
    return not (_is_before(left, right) or _is_before(right, left))


def _is_before(left: Item, right: Item) -> bool:
    return left.last is not None and right.first is not None and left.last < right.first


def _conflicts(items: Sequence[Item]) -> list[int]:
    """For each item the bit set of those it may not be added to."""
    graph = [0] * len(items)
    tallies = [index for index, item in enumerate(items) if item.kind == "tally"]
    for tally in tallies:
        for other, item in enumerate(items):
            if other != tally and may_overlap(items[tally], item):
                graph[tally] |= 1 << other
                graph[other] |= 1 << tally
    return graph


class _Solver:
    """Maximum-weight independent sets of parts of one graph, each part solved once."""

    def __init__(self, graph: list[int], weights: list[tuple[int, bool]]) -> None:
        self.graph = graph
        self.weights = weights
        self.is_exact = True
        self._known: dict[int, int] = {0: 0}

    def solve(self, part: int) -> int:
        chosen = 0
        while part:
            component = self._component(part)
            chosen |= self._solve_connected(component)
            part &= ~component
        return chosen

    def weigh(self, chosen: int) -> tuple[int, int]:
        """The sum, then the number of incidents: of equal sums the itemised one is better known."""
        weights = [self.weights[index] for index in _bits(chosen)]
        return sum(low for low, _ in weights), sum(is_incident for _, is_incident in weights)

    def _component(self, part: int) -> int:
        reached = frontier = part & -part
        while frontier:
            around = 0
            for index in _bits(frontier):
                around |= self.graph[index]
            frontier = around & part & ~reached
            reached |= frontier
        return reached

    def _solve_connected(self, part: int) -> int:
        if part not in self._known:
            tallies = sum(not self.weights[index][1] for index in _bits(part))
            too_much = len(self._known) > MAX_SUBPROBLEMS or tallies > MAX_TALLIES
            self._known[part] = self._lower_bound(part) if too_much else self._branch(part)
        return self._known[part]

    def _branch(self, part: int) -> int:
        pivot = max(_bits(part), key=lambda index: (self.graph[index] & part).bit_count())
        bit = 1 << pivot
        taken = bit | self.solve(part & ~bit & ~self.graph[pivot])
        passed = self.solve(part & ~bit)
        return max(taken, passed, key=self.weigh)

    def _lower_bound(self, part: int) -> int:
        """Some allowed choice, so its sum is supported: greatest low first, or incidents alone."""
        self.is_exact = False
        chosen = 0
        for index in sorted(_bits(part), key=lambda index: -self.weights[index][0]):
            if not self.graph[index] & chosen:
                chosen |= 1 << index
        incidents = sum(1 << index for index in _bits(part) if self.weights[index][1])
        return max(chosen, incidents, key=self.weigh)


def _bits(mask: int) -> list[int]:
    found = []
    while mask:
        lowest = mask & -mask
        found.append(lowest.bit_length() - 1)
        mask ^= lowest
    return found


def _why(index: int, chosen: int, graph: list[int], items: Sequence[Item]) -> str:
    rivals = ", ".join(items[each].id for each in _bits(graph[index] & chosen))
    return f"may hold people already counted in {rivals}"


def _unitemised(chosen: int, graph: list[int], items: Sequence[Item]) -> int:
    """What the chosen tallies have over the incidents that may be inside them."""
    total = 0
    for index in _bits(chosen):
        if items[index].kind == "tally":
            around = (items[each] for each in _bits(graph[index]))
            inside = sum(each.low for each in around if each.kind == "incident")
            total += max(0, items[index].low - inside)
    return total
