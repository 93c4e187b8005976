"""Days of claims, as far as their words bear."""

from __future__ import annotations

from datetime import date, timedelta
from typing import NamedTuple

from trucewatch.model.values import Period

FINE = ("hours", "day")


class Span(NamedTuple):
    """Days from `start` to `end`, both included, with both ends known."""

    start: date
    end: date

    @property
    def days(self) -> int:
        return (self.end - self.start).days + 1

    def widened(self, days: int) -> Span:
        margin = timedelta(days=days)
        return Span(self.start - margin, self.end + margin)

    def overlaps(self, other: Span) -> bool:
        return self.start <= other.end and other.start <= self.end

    def each(self) -> list[date]:
        return [self.start + timedelta(days=day) for day in range(self.days)]


def span_of(period: Period | None, *, until: date | None = None) -> Span | None:
    """The period with its open end closed by `until`; None where an end stays unknown."""
    if period is None or period.start is None:
        return None
    end = period.end or until
    return Span(period.start, max(period.start, end)) if end else None


def is_coarse(period: Period) -> bool:
    return period.precision not in FINE


def may_meet(one: Span, other: Span, *, is_either_coarse: bool) -> bool:
    """Whether the two can be about one day; coarse words are given a day either way."""
    return one.widened(1 if is_either_coarse else 0).overlaps(other)
