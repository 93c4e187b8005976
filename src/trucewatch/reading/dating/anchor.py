"""What a date leans on where its words leave something out: the report's day, or the date before.

News leans on the day of publication: "in May" is the nearest, "last year" the one before it. A
history leans on the date told before: "in May" comes after it, "the next day" is counted from it.
"""

from __future__ import annotations

from datetime import date, timedelta

from msgspec import Struct

from trucewatch.reading.dating.forms import Expression
from trucewatch.reading.dating.spans import Span, day_of

_GRAINS = ("hours", "day", "weekend", "week", "month", "quarter", "season", "year", "decade")
_STEPS = {"this": 0, "last": -1, "past": -1, "next": 1, "that": 0, "following": 1, "previous": -1}
# A history goes on: a day or month without its year is sooner one ahead than one gone by.
_BACK = 2.5


class Untold(LookupError):
    """The words lean on a date that the text has not told, or on an unknown publication."""


class Anchor(Struct, frozen=True):
    """What an expression leans on.

    `published` is the day of the report, or of the heading above. `told` is the date named before,
    near enough to count from, and `day` the last one that was a single day. `is_history` says that
    incomplete dates lean on `told`, not on `published`; `is_ahead`, that the clause looks ahead.
    """

    published: date | None
    told: Span | None = None
    day: date | None = None
    is_history: bool = False
    is_ahead: bool = False


def step_of(words: Expression) -> int | None:
    """How many units on "last", "this" or "the following" go; None without such a word."""
    steps = [_STEPS[word.kind] for word in words.words if word.kind in _STEPS]
    return min(steps, key=lambda step: not step) if steps else None


def base_of(words: Expression, anchor: Anchor) -> date:
    """The day that a span ("last year", "that month") is counted from. Raises Untold."""
    if not _is_told(words, anchor):
        return published_on(anchor)
    told = told_in(anchor)
    goes_back = step_of(words) == -1 or words.has("back", "before", "ago")
    return told.start if goes_back else told.end


def day_base(words: Expression, anchor: Anchor) -> date:
    """The day that days ("the next day", "three days earlier") are counted from. Raises Untold."""
    if not _is_told(words, anchor):
        return published_on(anchor)
    told = told_in(anchor)
    if is_a_day(told):
        return told.end
    if anchor.day is None or not told.start <= anchor.day <= told.end:
        raise Untold("no day told")
    return anchor.day


def published_on(anchor: Anchor) -> date:
    if anchor.published is None:
        raise Untold("publication")
    return anchor.published


def told_in(anchor: Anchor) -> Span:
    if anchor.told is None:
        raise Untold("no date told")
    return anchor.told


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
    return base_of(words, anchor).year + (step_of(words) or 0)


def is_a_day(span: Span) -> bool:
    return (span.end - span.start).days <= 1


def is_coarser(span: Span, unit: str) -> bool:
    """Whether a span is too long for a count of units to start from it."""
    rank = {"hours": 1, "days": 1, "weeks": 3, "months": 4, "years": 7, "decades": 8}
    return span.grain == "vague" or _GRAINS.index(span.grain) > rank[unit]


def year_for(month: int, day: int | None, anchor: Anchor) -> int:
    """The year of a day, or of a month where `day` is None, named without one. Raises Untold."""
    if anchor.is_history:
        return _year_told(month, day, told_in(anchor))
    if day is None:
        return _year_of_month(month, published_on(anchor), anchor.is_ahead)
    return _year_near(month, day, published_on(anchor), anchor.is_ahead)


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


def _year_told(month: int, day: int | None, told: Span) -> int:
    """The year told of, or the one that puts the date nearest to it, sooner after than before."""
    if told.grain in ("quarter", "year", "decade"):
        return told.end.year
    last = told.start

    def distance(year: int) -> float:
        months = (year - last.year) * 12 + month - last.month
        days = 30.0 * months + (day - last.day if day else 0)
        return days if days >= 0 else -_BACK * days

    return min((last.year - 1, last.year, last.year + 1), key=distance)
