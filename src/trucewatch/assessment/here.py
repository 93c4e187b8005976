"""Records by the zone and days that they may be of."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from datetime import date, timedelta
from operator import itemgetter
from typing import Protocol

from trucewatch.assessment.examined import Examined
from trucewatch.model.record import Record

# What is dated to a month or finer is found by its first day, the rest by its last.
SHORT_DAYS = 31


class Here(Protocol):
    """Records that are or may be in a zone, or near it, and may be of these days, by id.

    Both days are included; None is unbounded. With `kinds`, records of these alone.
    """

    def __call__(
        self, zone_id: str, first: date | None, last: date | None, *kinds: type[Record]
    ) -> Sequence[Examined]: ...


def held_in_memory(found: Iterable[Examined]) -> Here:
    by_zone: dict[str, dict[type[Record], list[Examined]]] = {}
    for each in found:
        for zone_id in each.zones:
            by_zone.setdefault(zone_id, {}).setdefault(type(each.record), []).append(each)
    calendars = {
        zone_id: {kind: _Calendar(some) for kind, some in by_kind.items()}
        for zone_id, by_kind in by_zone.items()
    }

    def here(
        zone_id: str, first: date | None, last: date | None, *kinds: type[Record]
    ) -> Sequence[Examined]:
        by_kind = calendars.get(zone_id, {})
        asked = [by_kind[kind] for kind in kinds or by_kind if kind in by_kind]
        there = (each for calendar in asked for each in calendar.of(first, last))
        return sorted(there, key=lambda each: each.record.id)

    return here


class _Calendar:
    """Records by their days, so that a window of many years is found without looking at all."""

    def __init__(self, found: Iterable[Examined]) -> None:
        self._short: list[tuple[date, Examined]] = []
        self._long: list[tuple[date, Examined]] = []
        for each in found:
            first, last = each.days.first, each.days.last
            if first and last and (last - first).days < SHORT_DAYS:
                self._short.append((first, each))
            else:
                self._long.append((last or date.max, each))
        self._short.sort(key=itemgetter(0))
        self._long.sort(key=itemgetter(0))

    def of(self, first: date | None, last: date | None) -> list[Examined]:
        since, until = first or date.min, last or date.max
        earliest = since - min(timedelta(days=SHORT_DAYS), since - date.min)
        start = bisect_left(self._short, earliest, key=itemgetter(0))
        end = bisect_right(self._short, until, key=itemgetter(0))
        not_over = bisect_left(self._long, since, key=itemgetter(0))
        near = (*self._short[start:end], *self._long[not_over:])
        return [each for _, each in near if each.days.touches(first, last)]
