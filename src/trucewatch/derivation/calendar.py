"""Claims about force by their days, so that each is compared with those it can meet alone."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterable, Iterator
from datetime import date
from typing import NamedTuple

from trucewatch.derivation.bench import Meeting
from trucewatch.store.derived import ClaimRow, days_before

CLAIMS_MET_AT_ONCE = 1_000
# Claims that can meet others on more days are few, and looked at apart: they reach far.
SHORT_DAYS = 7

# Ids of claims that can meet another from one day (ISO) to another.
MetBefore = Callable[[str, str], Iterable[str]]


class Dated(NamedTuple):
    """A claim and the days (ISO, both included) on which it can meet another."""

    first: str
    last: str
    id: str

    @property
    def days(self) -> int:
        return (date.fromisoformat(self.last) - date.fromisoformat(self.first)).days + 1


def met_none(first: str, last: str) -> Iterable[str]:
    return ()


def meetings(rows: Iterable[ClaimRow], met_before: MetBefore) -> Iterator[Meeting]:
    """The claims by their days, so many at a time, each time with all that they can meet."""
    dated = sorted(
        Dated(row.first_day, row.last_day, row.id)
        for row in rows
        if row.first_day is not None and row.last_day is not None
    )
    starts = [each.first for each in dated]
    longest = max((each.days for each in dated), default=0)
    for some in _neighbours(dated):
        first, last = some[0].first, max(each.last for each in some)
        earliest = bisect_left(starts, days_before(first, longest))
        near = dated[earliest : bisect_right(starts, last)]
        met = {each.id for each in near if each.last >= first} | {*met_before(first, last)}
        yield Meeting(tuple(sorted(met)), tuple(each.id for each in some))


def _neighbours(dated: list[Dated]) -> Iterator[list[Dated]]:
    """Neighbours in time, so many at a time; those of many days by themselves."""
    short = [each for each in dated if each.days <= SHORT_DAYS]
    long = [each for each in dated if each.days > SHORT_DAYS]
    for run in (short, long):
        for at in range(0, len(run), CLAIMS_MET_AT_ONCE):
            yield run[at : at + CLAIMS_MET_AT_ONCE]
