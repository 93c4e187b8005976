"""A choice among very many: allowed, so that its sum is supported, and not shown to be the best.

Incidents are taken first, those known to the day before others, the larger first; then, from the
narrowest to the widest, each tally that comes to more takes the place of what it may hold. Of
tallies that nest that is the best choice. The work grows with the number of items and of those
near them, and not with the number of pairs.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import date, timedelta
from itertools import combinations, islice
from typing import NamedTuple

from trucewatch.assessment.items import Apart, Item, may_overlap

# What lasts longer, or has no days, is looked for by its places alone.
DAYS_MAX = 31
# Of what stands against an item, so many are named.
BESIDE_MAX = 5
# Where something is whose places are not known.
ANYWHERE = ""

Shelf = dict[str, dict[str, Item]]


class Bounded(NamedTuple):
    """`chosen` are ids, `beside` for each of the others some chosen items that may hold the same
    people, and `unitemised` what chosen tallies have over the incidents that may be inside them."""

    chosen: frozenset[str]
    beside: dict[str, tuple[str, ...]]
    unitemised: int


def bounded(items: Sequence[Item], apart: Apart) -> Bounded:
    """Order of items does not matter."""
    near = _near(items, apart)
    incidents = sorted((each for each in items if each.kind == "incident"), key=_best_known)
    tallies = sorted((each for each in items if each.kind == "tally"), key=_narrowest(near))
    days = {each.id: _days(each) for each in items}
    chosen = _Shelves(near, days, apart)
    for each in incidents:
        if not chosen.has_any(each):
            chosen.add(each)
    for tally in tallies:
        _take_place(tally, chosen)
    beside = dict(_beside([*incidents, *tallies], chosen))
    known = _Shelves(near, days, apart)
    for each in incidents:
        known.add(each)
    over = (known.missing(each) for each in tallies if each.id in chosen.ids)
    return Bounded(frozenset(chosen.ids), beside, sum(over))


def _take_place(tally: Item, chosen: _Shelves) -> None:
    if chosen.missing(tally) > 0:
        for each in {each.id: each for each in chosen.meeting(tally)}.values():
            chosen.remove(each)
        chosen.add(tally)


def _beside(items: Iterable[Item], chosen: _Shelves) -> Iterator[tuple[str, tuple[str, ...]]]:
    """What stands against each that is not chosen; one that nothing stands against is, then."""
    for each in items:
        if each.id in chosen.ids:
            continue
        others = dict.fromkeys(other.id for other in islice(chosen.meeting(each), BESIDE_MAX))
        if others:
            yield each.id, tuple(others)
        else:
            chosen.add(each)


def _best_known(item: Item) -> tuple[int, int, str]:
    days = _days(item)
    return (len(days) if days else DAYS_MAX + 1, -item.low, item.id)


def _narrowest(near: Mapping[str, set[str]]) -> Callable[[Item], tuple[int, int, int, str]]:
    def narrowest(item: Item) -> tuple[int, int, int, str]:
        lasts = (item.last - item.first).days if item.first and item.last else date.max.toordinal()
        reach = len(set().union(*(near[each] for each in item.places))) or len(near)
        return (lasts, reach, -item.low, item.id)

    return narrowest


def _near(items: Iterable[Item], apart: Apart) -> dict[str, set[str]]:
    """For each place those that are not surely apart from it; everything may be anywhere."""
    places = sorted({place for each in items for place in each.places})
    near = {each: {each, ANYWHERE} for each in places}
    for one, other in combinations(places, 2):
        if not apart(one, other):
            near[one].add(other)
            near[other].add(one)
    return near


def _days(item: Item) -> list[date] | None:
    """Its days; None for more than are looked through one by one."""
    if item.first is None or item.last is None or (item.last - item.first).days >= DAYS_MAX:
        return None
    number = (item.last - item.first).days + 1
    return [item.first + timedelta(days=at) for at in range(number)]


class _Shelves:
    """Items, by their places and days, to find those that may overlap with another."""

    def __init__(
        self,
        near: Mapping[str, set[str]],
        days: Mapping[str, Sequence[date] | None],
        apart: Apart,
    ) -> None:
        self.ids: set[str] = set()
        self._near = near
        self._days = days
        self._apart = apart
        self._by_day: defaultdict[date, Shelf] = defaultdict(lambda: defaultdict(dict))
        self._short: Shelf = defaultdict(dict)
        self._long: Shelf = defaultdict(dict)

    def add(self, item: Item) -> None:
        self.ids.add(item.id)
        for shelf in self._shelves_of(item):
            for place in item.places or (ANYWHERE,):
                shelf[place][item.id] = item

    def remove(self, item: Item) -> None:
        self.ids.discard(item.id)
        for shelf in self._shelves_of(item):
            for place in item.places or (ANYWHERE,):
                del shelf[place][item.id]

    def meeting(self, item: Item) -> Iterator[Item]:
        """Those that may overlap with it, in an order of their own, some more than once."""
        near = set().union(*(self._near[each] for each in item.places))
        days = self._days[item.id]
        for shelf in [self._short] if days is None else [self._by_day[day] for day in days]:
            yield from self._on(shelf, near, item)
        yield from self._on(self._long, near, item)

    def _on(self, shelf: Shelf, near: set[str], item: Item) -> Iterator[Item]:
        for place in sorted(shelf.keys() & near if near else shelf):
            for each in tuple(shelf[place].values()):
                if each.id != item.id and may_overlap(item, each, self._apart):
                    yield each

    def has_any(self, item: Item) -> bool:
        return next(self.meeting(item), None) is not None

    def missing(self, tally: Item) -> int:
        """What it has over those here that it may hold; 0 where these come to as much."""
        left, seen = tally.low, set[str]()
        for each in self.meeting(tally):
            if each.id not in seen:
                seen.add(each.id)
                left -= each.low
                if left <= 0:
                    return 0
        return left

    def _shelves_of(self, item: Item) -> list[Shelf]:
        days = self._days[item.id]
        return [self._long] if days is None else [self._short, *(self._by_day[d] for d in days)]
