"""A reading against hand annotations: what was found, what was missed, what was made up.

Items of a kind are paired one to one so that most slots agree. Precision is the share of slots read
that are right, recall the share of slots annotated that were read, F1 their harmonic mean.
docs/scoring.md tells the measure.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any

from msgspec import Struct

from trucewatch.scoring.pairing import best_pairs
from trucewatch.scoring.slots import SLOTS, Element, Item, agree, elements

# An incident counts as strictly right when these all agree.
STRICT = ("type", "date", "place", "killed")
# Agreeing slots from which an item counts as found, and words from which a quote supports one.
FOUND_SLOTS_MIN = 2
QUOTE_WORDS_MIN = 3
# The figures that a set of annotated reports is held to.
HELD_TO = ("mean_of_groups", "all_slots", "incidents.strict", "quotes_found")


class Count(Struct, frozen=True):
    """Slots that agree, slots annotated and slots read."""

    agreed: int = 0
    gold: int = 0
    read: int = 0

    def __add__(self, other: Count) -> Count:
        return Count(self.agreed + other.agreed, self.gold + other.gold, self.read + other.read)

    @property
    def precision(self) -> float:
        return self.agreed / self.read if self.read else 0.0

    @property
    def recall(self) -> float:
        return self.agreed / self.gold if self.gold else 0.0

    @property
    def f1(self) -> float:
        both = self.precision + self.recall
        return 2 * self.precision * self.recall / both if both else 0.0


class Pair(Struct, frozen=True):
    """An item annotated and the item read for it; None where there is none.

    `index` is the item's place in its list: the annotation's, or the reading's where nothing was
    annotated.
    """

    kind: str
    index: int
    gold: Item | None
    read: Item | None
    slots: Mapping[str, Count]

    @property
    def agreed(self) -> int:
        return sum(count.agreed for count in self.slots.values())

    @property
    def wrong_slots(self) -> list[str]:
        return [
            slot for slot, count in self.slots.items() if count.agreed < max(count.gold, count.read)
        ]

    @property
    def is_strict(self) -> bool:
        return all(
            self.slots[slot].agreed == self.slots[slot].gold == self.slots[slot].read
            for slot in STRICT
        )


class Compared(Struct, frozen=True):
    """One report's items in pairs, and how many of the items read have a sound quote."""

    pairs: tuple[Pair, ...]
    quotes: Count


class Figure(Struct, frozen=True):
    """`n` is what the figure is of: slots or items annotated, kinds, or items read."""

    precision: float
    recall: float
    f1: float
    n: int


def compare(
    gold: Mapping[str, Sequence[Item]], read: Mapping[str, Any], text: str, title: str | None = None
) -> Compared:
    """One report's annotation and reading, by kind. An optional item not read is left out."""
    by_kind = {kind: (gold.get(kind) or [], read.get(kind) or []) for kind in SLOTS}
    pairs = [pair for kind, items in by_kind.items() for pair in _pairs(kind, *items)]
    said = [item for _, items in by_kind.values() for item in items]
    sound = sum(_has_sound_quote(item, text, title) for item in said)
    return Compared(tuple(pairs), Count(sound, len(said), len(said)))


def figures(compared: Iterable[Compared], kinds: Sequence[str] = tuple(SLOTS)) -> dict[str, Figure]:
    """The table: every slot, every kind, and all of it.

    "incidents.date" is a slot's figure, "incidents" that of all its slots, "incidents.found" counts
    items of which two slots agree, "incidents.strict" those right in type, date, place and killed.
    "mean_of_groups" is the plain mean over kinds, so that the many participants of talks do not
    drown the rest; "all_slots" takes every slot alike. "quotes_found" is a share.
    """
    reports = list(compared)
    pairs = [pair for report in reports for pair in report.pairs]
    table: dict[str, Figure] = {}
    totals = {}
    for kind in kinds:
        of_kind = [pair for pair in pairs if pair.kind == kind]
        slots = {slot: _sum(pair.slots[slot] for pair in of_kind) for slot in SLOTS[kind]}
        totals[kind] = _sum(slots.values())
        table |= {f"{kind}.{slot}": _figure(count) for slot, count in slots.items()}
        table[kind] = _figure(totals[kind])
        table[f"{kind}.found"] = _items(of_kind, lambda pair: pair.agreed >= FOUND_SLOTS_MIN)
        if kind == "incidents":
            table["incidents.strict"] = _items(of_kind, lambda pair: pair.is_strict)
    table["mean_of_groups"] = _mean([table[kind] for kind in kinds])
    table["all_slots"] = _figure(_sum(totals.values()))
    table["quotes_found"] = _figure(_sum(report.quotes for report in reports))
    return table


def below(table: Mapping[str, Figure], floor: Mapping[str, float]) -> list[str]:
    """What of `floor` is not reached, in the floor's order. Its values are F1s."""
    return [name for name, least in floor.items() if table[name].f1 < least]


def raised(table: Mapping[str, Figure], floor: Mapping[str, float]) -> dict[str, float]:
    """A floor at the figures, cut after the third digit, and nowhere lower than `floor`."""
    reached = {name: int(table[name].f1 * 1000) / 1000 for name in (*HELD_TO, *floor)}
    return {name: max(f1, floor.get(name, 0.0)) for name, f1 in reached.items()}


def _sum(counts: Iterable[Count]) -> Count:
    return sum(counts, Count())


def _figure(count: Count) -> Figure:
    return Figure(count.precision, count.recall, count.f1, count.gold)


def _items(pairs: Iterable[Pair], is_right: Callable[[Pair], bool]) -> Figure:
    """A figure of whole items: a pair with both sides is one hit where it is right."""
    return _figure(
        _sum(
            Count(
                pair.gold is not None and pair.read is not None and is_right(pair),
                pair.gold is not None,
                pair.read is not None,
            )
            for pair in pairs
        )
    )


def _mean(of: Sequence[Figure]) -> Figure:
    def mean(values: Iterable[float]) -> float:
        return sum(values) / len(of)

    return Figure(
        mean(each.precision for each in of),
        mean(each.recall for each in of),
        mean(each.f1 for each in of),
        len(of),
    )


def _has_sound_quote(item: Item, text: str, title: str | None) -> bool:
    quote, span = item.get("quote") or "", item.get("span")
    is_long_enough = len(quote.split()) >= QUOTE_WORDS_MIN
    stands = text[span[0] : span[1]] == quote if span else quote in f"{title or ''}\n{text}"
    return is_long_enough and stands


# Pairing


def _pairs(kind: str, gold: Sequence[Item], read: Sequence[Item]) -> list[Pair]:
    table = [[_pair(kind, at, item, other) for other in read] for at, item in enumerate(gold)]
    chosen = dict(best_pairs([[pair.agreed for pair in row] for row in table]))
    chosen = {row: column for row, column in chosen.items() if table[row][column].agreed}
    of_gold = [
        table[at][chosen[at]] if at in chosen else _pair(kind, at, item, None)
        for at, item in enumerate(gold)
        if at in chosen or not item.get("optional")
    ]
    left = [at for at in range(len(read)) if at not in chosen.values()]
    return of_gold + [_pair(kind, at, None, read[at]) for at in left]


def _pair(kind: str, index: int, gold: Item | None, read: Item | None) -> Pair:
    compared = {slot: _count(slot, how, gold, read) for slot, how in SLOTS[kind].items()}
    return Pair(kind, index, gold, read, compared)


def _count(slot: str, how: str, gold: Item | None, read: Item | None) -> Count:
    missed, made_up = unmatched(slot, how, gold, read)
    said = len(elements(how, read.get(slot))) if read else 0
    agreed = said - len(made_up)
    return Count(agreed, agreed + len(missed), said)


def unmatched(
    slot: str, how: str, gold: Item | None, read: Item | None
) -> tuple[list[Element], list[Element]]:
    """What of the slot was annotated and not read, and what was read and not annotated."""
    said = elements(how, read.get(slot)) if read else []
    missed, free = [], list(said)
    for element in _wanted(slot, how, gold, said if read else None):
        same = next((each for each in free if agree(element, each)), None)
        if same is None:
            missed.append(element)
        else:
            free.remove(same)
    return missed, free


def _wanted(
    slot: str, how: str, gold: Item | None, said: Sequence[Element] | None
) -> list[Element]:
    """The slot as annotated, or one of its accepted values where that is what was read."""
    if gold is None:
        return []
    annotated = elements(how, gold.get(slot))
    accepted = (elements(how, value) for value in gold.get("accept", {}).get(slot, []))
    good = (each for each in (annotated, *accepted) if said is not None and _is_said(each, said))
    return next(good, annotated)


def _is_said(wanted: Sequence[Element], said: Sequence[Element]) -> bool:
    has_each = all(any(agree(each, other) for other in said) for each in wanted)
    return has_each and len(wanted) == len(said)
