"""What a date leans on where its words leave something out: the report's day, or the date before.

News leans on the day of publication: "in May" is the nearest, "last year" the one before it. A
history leans on the date told before: "in May" comes after it, "the next day" is counted from it.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from trucewatch.model.values import Period
from trucewatch.reading.date_forms import Expression
from trucewatch.reading.date_spans import day_of

_GRAINS = ("hours", "day", "weekend", "week", "month", "quarter", "season", "year", "decade")
_STEPS = {"this": 0, "last": -1, "past": -1, "next": 1, "that": 0, "following": 1, "previous": -1}
# A history goes on: a day or month without its year is sooner one ahead than one gone by.
_BACK = 2.5


@dataclass(frozen=True, slots=True)
class Anchor:
    """What an expression leans on.

    `published` is the day of the report, or of the heading above. `told` is the date named before,
    near enough to count from, and `day` the last one that was a single day. `is_history` says that
    incomplete dates lean on `told`, not on `published`; `is_ahead`, that the clause looks ahead.
    """

    published: date | None
    told: Period | None = None
    day: date | None = None
    is_history: bool = False
    is_ahead: bool = False


def step_of(words: Expression) -> int | None:
    """How many units on "last", "this" or "the following" go; None without such a word."""
    steps = [_STEPS[word.kind] for word in words.words if word.kind in _STEPS]
    return min(steps, key=lambda step: not step) if steps else None


def base_of(words: Expression, anchor: Anchor) -> date | None:
    """The day that a span ("last year", "that month") is counted from."""
    if not _is_told(words, anchor):
        return anchor.published
    if anchor.told is None:
        return None
    goes_back = step_of(words) == -1 or words.has("back", "before", "ago")
    return anchor.told.start if goes_back else anchor.told.end


def day_base(words: Expression, anchor: Anchor) -> date | None:
    """The day that days ("the next day", "three days earlier") are counted from."""
    if not _is_told(words, anchor):
        return anchor.published
    told = anchor.told
    if told is None or is_a_day(told):
        return told.end if told else None
    is_in_it = anchor.day and told.start and told.end and told.start <= anchor.day <= told.end
    return anchor.day if is_in_it else None


def _is_told(words: Expression, anchor: Anchor) -> bool:
    """Whether the words count from what was told: "that", "the next", "two days later"."""
    if anchor.is_history:
        return True
    if anchor.told is None:
        return False
    return words.form in ("offset", "there_unit", "there_day", "there_daypart", "day_of_month") or (
        words.has("that", "following", "previous")
    )


def year_in(words: Expression, anchor: Anchor) -> int | None:
    """The year that the words themselves give: a number, or "of that year"."""
    year = words.value("year4")
    if year is not None or not words.has("year"):
        return year
    base = base_of(words, anchor)
    if base is None and words.has("the"):
        base = anchor.published
    return None if base is None else base.year + (step_of(words) or 0)


def is_a_day(period: Period) -> bool:
    if period.start is None or period.end is None:
        return False
    return (period.end - period.start).days <= 1


def is_coarser(period: Period | None, unit: str) -> bool:
    """Whether a period is too long for a count of units to start from it."""
    rank = {"hours": 1, "days": 1, "weeks": 3, "months": 4, "years": 7, "decades": 8}
    if period is None or period.precision not in _GRAINS:
        return True
    return _GRAINS.index(period.precision) > rank[unit]


def year_for(month: int, day: int | None, anchor: Anchor) -> int | None:
    """The year of a day, or of a month where `day` is None, that is named without one."""
    if anchor.is_history:
        return _year_told(month, day, anchor.told)
    if anchor.published is None:
        return None
    if day is None:
        return _year_of_month(month, anchor.published, anchor.is_ahead)
    return _year_near(month, day, anchor.published, anchor.is_ahead)


def _year_of_month(month: int, published: date, is_ahead: bool) -> int:
    """Of the month that has come last, or that comes next where the clause looks ahead."""
    if is_ahead:
        return published.year + (month < published.month)
    return published.year - (month > published.month)


def _year_near(month: int, day: int, published: date, is_ahead: bool) -> int:
    """The year that puts a day nearest to publication, and no past day far ahead of it."""
    years = (published.year - 1, published.year, published.year + 1)
    days = [found for year in years if (found := day_of(year, month, day))]
    near = min(days, key=lambda d: abs((d - published).days), default=published)
    is_far_ahead = near > published + timedelta(days=31)
    return near.year - 1 if is_far_ahead and not is_ahead else near.year


def _year_told(month: int, day: int | None, told: Period | None) -> int | None:
    """The year told of, or the one that puts the date nearest to it, sooner after than before."""
    if told is None or told.start is None or told.end is None:
        return None
    if told.precision in ("quarter", "year", "decade"):
        return told.end.year
    last = told.start

    def distance(year: int) -> float:
        months = (year - last.year) * 12 + month - last.month
        days = 30.0 * months + (day - last.day if day else 0)
        return days if days >= 0 else -_BACK * days

    return min((last.year - 1, last.year, last.year + 1), key=distance)
