"""Claims about force by their days, so that each is compared with those it can meet alone."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import date
from typing import NamedTuple

from trucewatch.derivation.bench import Meeting
from trucewatch.store.derived import ClaimRow, days_before

CLAIMS_MET_AT_ONCE = 3_000
# Claims that can meet others on more days are few, and looked at apart: they reach far.
SHORT_DAYS = 7

# Claims that can meet another from one day (ISO) to another.
MetBefore = Callable[[str, str], Iterable[ClaimRow]]


class Dated(NamedTuple):
    """A claim and the days (ISO, both included) on which it can meet another."""

    first: str
    last: str
    id: str
    report: str

    @property
    def days(self) -> int:
        return (date.fromisoformat(self.last) - date.fromisoformat(self.first)).days + 1


def meetings(rows: Iterable[ClaimRow]) -> Iterator[Meeting]:
    """The claims by their days, so many at a time, each time with those that began before them and
    can still meet them: each pair of claims is met once."""
    dated = _dated(rows)
    longest = max((each.days for each in dated), default=0)
    for at in range(0, len(dated), CLAIMS_MET_AT_ONCE):
        some = dated[at : at + CLAIMS_MET_AT_ONCE]
        first = some[0].first
        earliest = bisect_left(dated, days_before(first, longest), key=lambda each: each.first)
        yield _meeting((each for each in dated[earliest:at] if each.last >= first), some)


def meetings_with(rows: Iterable[ClaimRow], met_before: MetBefore) -> Iterator[Meeting]:
    """The claims by their days, so many at a time, each time with those that were there before."""
    dated = _dated(rows)
    short = [each for each in dated if each.days <= SHORT_DAYS]
    long = [each for each in dated if each.days > SHORT_DAYS]
    for run in (short, long):
        for at in range(0, len(run), CLAIMS_MET_AT_ONCE):
            some = run[at : at + CLAIMS_MET_AT_ONCE]
            before = list(met_before(some[0].first, max(each.last for each in some)))
            if before:
                yield _meeting(before, some)


def _dated(rows: Iterable[ClaimRow]) -> list[Dated]:
    """In the order of their first days."""
    return sorted(
        Dated(row.first_day, row.last_day, row.id, row.report)
        for row in rows
        if row.first_day is not None and row.last_day is not None
    )


def _meeting(before: Iterable[Dated | ClaimRow], some: Sequence[Dated]) -> Meeting:
    met = [*before, *some]
    return Meeting(
        claims=tuple(sorted({each.id for each in met})),
        reports=tuple(sorted({each.report for each in met})),
        of=tuple(each.id for each in some),
    )
