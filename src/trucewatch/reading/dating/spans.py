"""Days counted on the calendar: units, steps from one to the next, and the parts of a span."""

from __future__ import annotations

from datetime import date, timedelta
from typing import NamedTuple

from trucewatch.model.values import Precision


class Span(NamedTuple):
    """Days from `start` to `end`, both included, with the grain of the words they come from."""

    start: date
    end: date
    grain: Precision = "day"


GRAINS: dict[str, Precision] = {
    "hours": "hours",
    "days": "day",
    "weeks": "week",
    "weekends": "weekend",
    "months": "month",
    "quarters": "quarter",
    "years": "year",
    "decades": "decade",
}
# "Recent days" is read as a week, "recent weeks" as four, "recent months" as three.
_FEW = {"hours": 24, "days": 7, "weeks": 4, "months": 3, "years": 3, "decades": 3}


def one(day: date) -> Span:
    return Span(day, day)


def day_of(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


def month_of(year: int, month: int) -> Span:
    """A month, which may be counted past the ends of the year (13 is January of the next)."""
    years, rest = divmod(month - 1, 12)
    next_year, next_rest = divmod(month, 12)
    after = date(year + next_year, next_rest + 1, 1)
    return Span(date(year + years, rest + 1, 1), after - timedelta(days=1), "month")


def year_of(year: int) -> Span:
    return Span(date(year, 1, 1), date(year, 12, 31), "year")


def season_of(year: int, months: list[int]) -> Span:
    """A season by its first and last month; a winter ends in the year after."""
    first, last = months
    end = month_of(year + (last < first), last).end
    return Span(date(year, first, 1), end, "season")


def quarter_of(year: int, number: int, length: int) -> Span:
    """The `number`th span of `length` months in a year."""
    first, last = length * (number - 1) + 1, length * number
    return Span(month_of(year, first).start, month_of(year, last).end, "quarter")


def unit_around(day: date, unit: str, step: int) -> Span:
    """The day, week, weekend, month, quarter, year or decade `step` away from that of `day`."""
    if unit in ("weeks", "weekends"):
        monday = day + timedelta(days=-day.weekday(), weeks=step)
        first = monday + timedelta(days=5 * (unit == "weekends"))
        return Span(first, monday + timedelta(days=6), GRAINS[unit])
    if unit == "months":
        return month_of(day.year, day.month + step)
    if unit == "quarters":
        years, rest = divmod((day.month - 1) // 3 + step, 4)
        return quarter_of(day.year + years, rest + 1, 3)
    if unit == "years":
        return year_of(day.year + step)
    if unit == "decades":
        first_year = day.year // 10 * 10 + 10 * step
        return Span(date(first_year, 1, 1), date(first_year + 9, 12, 31), "decade")
    return one(day + timedelta(days=step))


def shifted(day: date, count: int, unit: str) -> date:
    """The day `count` units after `day`; before it where `count` is negative."""
    if unit == "hours":
        days = max(1, abs(count) // 24)
        return day + timedelta(days=days if count > 0 else -days)
    if unit in ("days", "weeks"):
        return day + timedelta(days=count * (7 if unit == "weeks" else 1))
    months = {"months": 1, "quarters": 3, "years": 12, "decades": 120}[unit] * count
    month = month_of(day.year, day.month + months)
    return month.start.replace(day=min(day.day, month.end.day))


def recently(day: date, unit: str) -> Span:
    return Span(shifted(day, -_FEW[unit], unit), day, "vague")


def part_of(span: Span, part: str | None) -> Span:
    """The early, middle or late third of a span, where a word asks for it; else the whole."""
    if part is None:
        return span
    start, end, grain = span
    third = timedelta(days=((end - start).days + 1) // 3)
    if part == "early":
        end = start + third - timedelta(days=1)
    elif part == "late":
        start = _late(start, end, third)
    else:
        start, end = start + third, end - third
    return Span(start, end, grain)


def _late(start: date, end: date, third: timedelta) -> date:
    """Late in a month is from the 21st, late in a year its last quarter."""
    if start.month == end.month and start.day == 1:
        return start.replace(day=21)
    return date(end.year, 10, 1) if 300 < (end - start).days < 400 else end - third + timedelta(1)
