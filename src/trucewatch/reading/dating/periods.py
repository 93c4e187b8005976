"""Months, seasons, quarters, years and decades, and parts of them."""

from __future__ import annotations

from datetime import date, timedelta

from trucewatch.reading.dating.anchor import (
    Anchor,
    base_of,
    published_on,
    step_of,
    told_in,
    year_for,
    year_in,
)
from trucewatch.reading.dating.forms import Expression, Names
from trucewatch.reading.dating.ranges import MONTHS, SEASONS
from trucewatch.reading.dating.spans import (
    Span,
    month_of,
    part_of,
    quarter_of,
    season_of,
    unit_around,
    year_of,
)

# Days in a part that is counted in days; the others are counted in months, or are halves.
_PARTS = {"day": 1, "days": 1, "week": 7, "weeks": 7, "weekend": 7}
_LONG_PARTS = ("months", "quarter", "half")


def stage_of(words: Expression) -> str | None:
    """ "Early", "middle" or "late", where the words ask for a part of a span."""
    return next((str(word.value) for word in words.words if word.kind in ("part", "edge")), None)


def _month(words: Expression, anchor: Anchor, names: Names) -> Span:
    month, year = words.value(*MONTHS) or 0, year_in(words, anchor)
    if year is None:
        year = _year_stepped(month, words, anchor)
    return part_of(month_of(year, month), stage_of(words))


def _year_stepped(month: int, words: Expression, anchor: Anchor) -> int:
    """The year of "last May", "the following May", "that May", or of a bare "May"."""
    step = step_of(words)
    if step is None:
        return year_for(month, None, anchor)
    base = base_of(words, anchor)
    if step == 0:
        return base.year
    return base.year + (month <= base.month) if step > 0 else base.year - (month >= base.month)


def _season(words: Expression, anchor: Anchor, names: Names) -> Span:
    months = names.seasons[str(words.all(*SEASONS)[0].value)]
    year, step = year_in(words, anchor), step_of(words)
    if year is None and step is None and anchor.is_history:
        year = year_for(months[0], None, anchor)
    elif year is None:
        year = _season_year(months, step, base_of(words, anchor), anchor.is_ahead)
    return part_of(season_of(year, months), stage_of(words))


def _season_year(months: list[int], step: int | None, base: date, is_ahead: bool) -> int:
    if step == 0:
        return base.year
    spans = [(year, season_of(year, months)) for year in range(base.year - 2, base.year + 3)]
    if step == 1 or (step is None and is_ahead):
        return next(year for year, span in spans if span.start > base)
    if step == -1:
        return max(year for year, span in spans if span.end < base)
    return max(year for year, span in spans if span.start <= base)


def _quarter(words: Expression, anchor: Anchor, names: Names) -> Span:
    """The quarter of its year; without one, the last that has begun."""
    number, year = words.value("ordinal", "nth"), year_in(words, anchor)
    if number is None:
        return unit_around(base_of(words, anchor), "quarters", step_of(words) or 0)
    if not 1 <= number <= 4:
        raise ValueError("a year has four quarters")
    if year is None:
        base = base_of(words, anchor)
        is_to_come = quarter_of(base.year, number, 3).start > base and not anchor.is_ahead
        year = base.year - is_to_come
    return quarter_of(year, number, 3)


def _year(words: Expression, anchor: Anchor, names: Names) -> Span:
    year = words.value("year4")
    if year is None:
        year = _year_of_century(words.value("short_year") or 0, anchor)
    return part_of(year_of(year), stage_of(words))


def _year_of_century(short: int, anchor: Anchor) -> int:
    """ "'99": of the century told of or of publication, and not far ahead of it."""
    base = told_in(anchor).end if anchor.is_history else published_on(anchor)
    year = base.year // 100 * 100 + short
    return year - 100 if year > base.year + 10 else year


def _decade(words: Expression, anchor: Anchor, names: Names) -> Span:
    first = words.value("decade4", "nineties") or 0
    return part_of(Span(date(first, 1, 1), date(first + 9, 12, 31), "decade"), stage_of(words))


# Parts: "the first week of May", "the last three months of 2016".


def _part_of(words: Expression, anchor: Anchor, names: Names) -> Span:
    at = next(i for i, w in enumerate(words.words) if w.kind in _PARTS or w.kind in _LONG_PARTS)
    unit, count = words.words[at].kind, words.value("numeral", "dom")
    whole = _whole(Expression(words.form, words.words[at + 1 :]), anchor, names)
    order = _order(Expression(words.form, words.words[:at]))
    if unit == "half":
        return _half(whole, order)
    if unit in _LONG_PARTS:
        return _months_in(whole, order, (3 if unit == "quarter" else 1) * (count or 1))
    # "The first days of May" are read as a week.
    days = 7 if unit == "days" and count is None else _PARTS[unit] * (count or 1)
    start = whole.start + timedelta(days=days * (order - 1))
    if order < 0:
        start = whole.end - timedelta(days=days - 1)
    return Span(start, start + timedelta(days=days - 1), "day" if days == 1 else "week")


def _order(words: Expression) -> int:
    """Which one, counted from the start, or from the end as -1."""
    if words.has("last") or stage_of(words) == "late":
        return -1
    return words.value("ordinal", "nth") or 1


def _whole(words: Expression, anchor: Anchor, names: Names) -> Span:
    """The month, season or year that a part is of."""
    if words.has(*MONTHS):
        return _month(words, anchor, names)
    if words.has(*SEASONS):
        return _season(words, anchor, names)
    year = words.value("year4")
    if year is not None:
        return year_of(year)
    unit = "months" if words.has("month") else "years"
    return unit_around(base_of(words, anchor), unit, step_of(words) or 0)


def _half(whole: Span, order: int) -> Span:
    if whole.grain != "month":
        return quarter_of(whole.start.year, 1 if order == 1 else 2, 6)
    middle = whole.start + timedelta(days=15)
    if order == 1:
        return Span(whole.start, middle - timedelta(days=1), "week")
    return Span(middle, whole.end, "week")


def _months_in(whole: Span, order: int, length: int) -> Span:
    parts = 12 // length
    number = parts if order < 0 else order
    if whole.grain != "year" or not 1 <= number <= parts:
        raise ValueError("no such part of a year")
    return quarter_of(whole.start.year, number, length)


PERIODS = {
    "month": _month,
    "season": _season,
    "quarter": _quarter,
    "year": _year,
    "decade": _decade,
    "part_of": _part_of,
}
