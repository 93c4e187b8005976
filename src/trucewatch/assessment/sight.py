"""Whether a source that goes on publishing still sees a zone: it may miss what others tell of."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Mapping, Sequence
from datetime import date
from itertools import pairwise

# A source that told of a zone so often, and then misses this many incidents that others tell of
# while saying nothing of the zone for two weeks and so many times its longest gap of late.
USUAL_GAPS, MISSED, BLIND_DAYS, BLIND_TIMES = 8, 3, 14, 3


def is_blind(source: str, day: date, told: Mapping[str, Sequence[date]], last: date) -> bool:
    """`told` are the days in order on which each source told of the zone, `last` the end of what
    is looked at. Where nobody tells of anything, nothing is missed, and the zone may be quiet."""
    days = told.get(source, ())
    at = bisect_right(days, day)
    if at <= USUAL_GAPS or days[at - 1] == day:
        return False
    before, after = days[at - 1], days[at] if at < len(days) else last
    usual = max((later - earlier).days for earlier, later in pairwise(days[:at][-USUAL_GAPS:]))
    if (after - before).days <= max(BLIND_DAYS, BLIND_TIMES * usual):
        return False
    others = (each for name, each in told.items() if name != source)
    return max((_between(each, before, after) for each in others), default=0) >= MISSED


def _between(days: Sequence[date], after: date, before: date) -> int:
    return sum(after < day < before for day in days)
