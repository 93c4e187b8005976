"""What days an expression means, form by form."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date, timedelta

from trucewatch.model.values import Period
from trucewatch.reading.date_anchor import (
    Anchor,
    base_of,
    day_base,
    is_coarser,
    step_of,
    year_for,
    year_in,
)
from trucewatch.reading.date_forms import Expression, Names
from trucewatch.reading.date_ranges import MONTHS, NUMERALS, RANGES, SEASONS, Part, hull
from trucewatch.reading.date_spans import (
    GRAINS,
    day_of,
    month_of,
    one,
    part_of,
    quarter_of,
    recently,
    season_of,
    shifted,
    unit_around,
    year_of,
)


class NoDate(ValueError):
    """The words are no date: a span of time, or a day that no calendar has."""


Resolve = Callable[[Expression, Anchor, Names], "Period | None"]


def resolve(words: Expression, anchor: Anchor, names: Names) -> tuple[Period | None, list[Part]]:
    """The days meant, and the dates named among the words; None for days that are not known.

    Raises ValueError or OverflowError where the words are no date that a calendar holds.
    """
    if words.form in RANGES:
        parts = RANGES[words.form](words, anchor, names)
        return hull([period for _, period in parts]), parts
    period = _RESOLVERS[words.form](words, anchor, names)
    return period, [(words.words, period)]


def unit_in(words: Expression) -> str:
    """The unit of time among the words, in the plural."""
    kinds = {name.rstrip("s") + "s" for name in GRAINS}
    for word in words.words:
        plural = word.kind if word.kind.endswith("s") else f"{word.kind}s"
        if plural in kinds:
            return plural
    raise NoDate(words.form)


def _part(words: Expression) -> str | None:
    return next((str(word.value) for word in words.words if word.kind in ("part", "edge")), None)


def _known(day: date | None) -> Period | None:
    if day is None:
        raise NoDate("no such day")
    return one(day)


# Days.


def _iso(words: Expression, anchor: Anchor, names: Names) -> Period | None:
    return one(date.fromisoformat(str(words.all("iso")[0].value)[:10]))


def _slashed(words: Expression, anchor: Anchor, names: Names) -> Period | None:
    """Day before month, unless that is no day or only month before day is not yet to come."""
    a, b, year = (int(n) for n in re.split(r"\D", str(words.all("slashed")[0].value)))
    year += 0 if year > 99 else 2000 if year < 70 else 1900
    days = [found for found in (day_of(year, b, a), day_of(year, a, b)) if found]
    past = [d for d in days if anchor.published is None or d <= anchor.published]
    return _known(next(iter(past or days), None))


def _stamp(words: Expression, anchor: Anchor, names: Names) -> Period | None:
    """A day and time group: "070600Z" is six o'clock on the seventh."""
    number, month = int(str(words.all("stamp")[0].value)[:2]), words.value(*MONTHS)
    if month is None:
        return _day_in_month(number, anchor)
    short, year = words.value("zero", "dom"), words.value("year4")
    year = 2000 + short if short is not None else year
    return _dated(year, month, number, anchor)


def _day(words: Expression, anchor: Anchor, names: Names) -> Period | None:
    if words.has("glued"):
        digits = words.text("glued")
        return _dated(int(digits[2:]), words.value(*MONTHS) or 0, int(digits[:2]), anchor)
    year, numbers = year_in(words, anchor), words.all(*NUMERALS, "ordinal")
    if year is None and len(numbers) > 1:
        year = 2000 + int(numbers[1].value)
    return _dated(year, words.value(*MONTHS) or 0, int(numbers[0].value), anchor)


def _dated(year: int | None, month: int, number: int, anchor: Anchor) -> Period | None:
    if year is None:
        year = year_for(month, number, anchor)
    if year is None:
        return None
    return _known(day_of(year, month, number))


def _day_of_month(words: Expression, anchor: Anchor, names: Names) -> Period | None:
    """ "The 28th of that month"."""
    base = base_of(words, anchor)
    if base is None:
        return None
    month = unit_around(base, "months", step_of(words) or 0).start
    return _known(month and day_of(month.year, month.month, words.value(*NUMERALS) or 0))


def _day_alone(words: Expression, anchor: Anchor, names: Names) -> Period | None:
    return _day_in_month(words.value("nth") or 0, anchor)


def _day_in_month(number: int, anchor: Anchor) -> Period | None:
    """ "On the 12th": of the month told of, else the last 12th before publication."""
    told = anchor.told.end if anchor.told else None
    base = told or anchor.published
    if base is None or (anchor.is_history and told is None):
        return None
    found = day_of(base.year, base.month, number)
    if told is None and not anchor.is_ahead and (found is None or found > base):
        before = month_of(base.year, base.month - 1).start
        found = before and day_of(before.year, before.month, number)
    return _known(found)


def _week_of(words: Expression, anchor: Anchor, names: Names) -> Period | None:
    day = _day(words, anchor, names)
    unit = "weekends" if words.has("weekend") else "weeks"
    return unit_around(day.start, unit, 0) if day and day.start else None


def _weekday(words: Expression, anchor: Anchor, names: Names) -> Period | None:
    """The last that has come, or the next where the clause looks ahead; after the day told."""
    number, step = words.value("weekday_name") or 0, step_of(words)
    if anchor.is_history:
        told = day_base(words, anchor)
        return one(told + timedelta(days=(number - told.weekday()) % 7)) if told else None
    published = anchor.published
    if published is None:
        return None
    if words.has("week"):
        monday = unit_around(published, "weeks", step or 0).start
        return one(monday + timedelta(days=number)) if monday else None
    back = (published.weekday() - number) % 7
    if step == 1 or (anchor.is_ahead and step != -1):
        is_coming = step == 1 and not _says_coming(words)
        return one(published + timedelta(days=(7 - back) % 7 or 7 * is_coming))
    return one(published - timedelta(days=back or 7 * (step == -1 and words.has("last"))))


def _says_coming(words: Expression) -> bool:
    return any(word.kind == "next" and "coming" in str(word.value) for word in words.words)


def _weekdays(words: Expression, anchor: Anchor, names: Names) -> Period | None:
    first, last = (int(word.value) for word in words.all("weekday_name"))
    base = day_base(words, anchor)
    if base is None:
        return None
    step = (last - base.weekday()) % 7 if anchor.is_history or anchor.is_ahead else 0
    back = 0 if step or anchor.is_history else (base.weekday() - last) % 7
    end = base + timedelta(days=step - back)
    return Period(end - timedelta(days=(last - first) % 7), end)


def _near_yesterday(words: Expression, anchor: Anchor, names: Names) -> Period | None:
    """ "The day before yesterday", "the day after tomorrow"."""
    base, step = _report_day(anchor), words.value("day_word") or 0
    return one(base + timedelta(days=step + (-1 if words.has("before") else 1))) if base else None


def _day_word(words: Expression, anchor: Anchor, names: Names) -> Period | None:
    base = _report_day(anchor)
    return one(base + timedelta(days=words.value("day_word") or 0)) if base else None


def _report_day(anchor: Anchor) -> date | None:
    """ "Yesterday" in a history is someone's word, of a day that is not known."""
    return None if anchor.is_history else anchor.published


def _there_day(words: Expression, anchor: Anchor, names: Names) -> Period | None:
    base = day_base(words, anchor)
    return one(base + timedelta(days=step_of(words) or 0)) if base else None


def _overnight(words: Expression, anchor: Anchor, names: Names) -> Period | None:
    base = day_base(words, anchor)
    return Period(base - timedelta(days=1), base, "hours") if base else None


def _holiday(words: Expression, anchor: Anchor, names: Names) -> Period | None:
    month, day = names.holidays[str(words.all("holiday")[0].value)]
    return _dated(year_in(words, anchor), month, day, anchor)


# Months, seasons, quarters, years.


def _month(words: Expression, anchor: Anchor, names: Names) -> Period | None:
    month, year = words.value(*MONTHS) or 0, year_in(words, anchor)
    if year is None:
        year = _year_stepped(month, words, anchor)
    return None if year is None else part_of(month_of(year, month), _part(words))


def _year_stepped(month: int, words: Expression, anchor: Anchor) -> int | None:
    """The year of "last May", "the following May", "that May", or of a bare "May"."""
    step, base = step_of(words), base_of(words, anchor)
    if step is None or base is None:
        return year_for(month, None, anchor)
    if step == 0:
        return base.year
    return base.year + (month <= base.month) if step > 0 else base.year - (month >= base.month)


def _season(words: Expression, anchor: Anchor, names: Names) -> Period | None:
    months = names.seasons[str(words.all(*SEASONS)[0].value)]
    year, step = year_in(words, anchor), step_of(words)
    if year is None and step is None and anchor.is_history:
        year = year_for(months[0], None, anchor)
    elif year is None:
        base = base_of(words, anchor)
        year = None if base is None else _season_year(months, step, base, anchor.is_ahead)
    return None if year is None else part_of(season_of(year, months), _part(words))


def _season_year(months: list[int], step: int | None, base: date, is_ahead: bool) -> int:
    if step == 0:
        return base.year
    years = range(base.year - 2, base.year + 3)
    spans = [(year, season_of(year, months)) for year in years]
    if step == 1 or (step is None and is_ahead):
        return next(year for year, span in spans if span.start and span.start > base)
    if step == -1:
        return max(year for year, span in spans if span.end and span.end < base)
    return max(year for year, span in spans if span.start and span.start <= base)


def _quarter(words: Expression, anchor: Anchor, names: Names) -> Period | None:
    number, year = words.value("ordinal", "nth"), year_in(words, anchor)
    base = base_of(words, anchor)
    if number is None:
        return unit_around(base, "quarters", step_of(words) or 0) if base else None
    if not 1 <= number <= 4:
        raise NoDate("quarter")
    if year is not None:
        return quarter_of(year, number, 3)
    if base is None:
        return None
    begins = quarter_of(base.year, number, 3).start
    is_past = begins is not None and begins > base and not anchor.is_ahead
    return quarter_of(base.year - is_past, number, 3)


def _year(words: Expression, anchor: Anchor, names: Names) -> Period | None:
    year = words.value("year4")
    if year is None:
        short = words.value("short_year") or 0
        year = _year_of_century(short, anchor)
    return None if year is None else part_of(year_of(year), _part(words))


def _year_of_century(short: int, anchor: Anchor) -> int | None:
    """ "'99": of the century told of or of publication, and not ahead of it."""
    base = anchor.told.end if anchor.is_history and anchor.told else anchor.published
    if base is None:
        return None
    year = base.year // 100 * 100 + short
    return year - 100 if year > base.year + 10 else year


def _decade(words: Expression, anchor: Anchor, names: Names) -> Period | None:
    first = words.value("decade4", "nineties") or 0
    if anchor.is_history and anchor.told and anchor.told.end and first >= 1900:
        # "The '80s" of a history of the nineteenth century are its own.
        short = len(str(words.all("decade4")[0].value)) < 4 if words.has("decade4") else True
        first = anchor.told.end.year // 100 * 100 + first % 100 if short else first
    return part_of(Period(date(first, 1, 1), date(first + 9, 12, 31), "decade"), _part(words))


# Parts of a month or year: "the first week of May", "the last three months of 2016".


def _part_of(words: Expression, anchor: Anchor, names: Names) -> Period | None:
    whole = _whole(words, anchor, names)
    if whole is None or whole.start is None or whole.end is None:
        return None
    order = -1 if words.has("last") else words.value("ordinal", "nth") or 0
    if order == 0:
        order = -1 if _part(words) == "late" else 1
    count = words.value("numeral", "dom") or 1
    unit = next(word.kind for word in words.words if word.kind in _PART_UNITS)
    if unit == "half":
        return _half(whole, order)
    days = _PART_UNITS[unit] * count if words.has("numeral", "dom") or unit != "days" else 7
    if unit in ("months", "quarter"):
        return _months_in(whole, order, (3 if unit == "quarter" else 1) * count)
    start = whole.end - timedelta(days=days - 1)
    if order > 0:
        start = whole.start + timedelta(days=days * (order - 1))
    return Period(start, start + timedelta(days=days - 1), "day" if days == 1 else "week")


_PART_UNITS = {
    "day": 1,
    "days": 1,
    "week": 7,
    "weeks": 7,
    "weekend": 7,
    "months": 0,
    "quarter": 0,
    "half": 0,
}


def _whole(words: Expression, anchor: Anchor, names: Names) -> Period | None:
    """The month, season or year that a part is of."""
    if words.has(*MONTHS):
        return _month(_without_part(words), anchor, names)
    if words.has(*SEASONS):
        return _season(_without_part(words), anchor, names)
    if words.has("month"):
        base = base_of(words, anchor) or anchor.published
        return unit_around(base, "months", step_of(_tail(words)) or 0) if base else None
    year = words.value("year4")
    if year is not None:
        return year_of(year)
    base = base_of(words, anchor) or anchor.published
    return year_of(base.year + (step_of(_tail(words)) or 0)) if base else None


def _tail(words: Expression) -> Expression:
    """The words after the last "of" or "in"."""
    at = max(i for i, word in enumerate(words.words) if word.kind in ("of", "in"))
    return Expression(words.form, words.words[at + 1 :])


def _without_part(words: Expression) -> Expression:
    units = [i for i, word in enumerate(words.words) if word.kind in _PART_UNITS]
    return Expression(words.form, words.words[units[0] + 1 :])


def _half(whole: Period, order: int) -> Period:
    if whole.start is None or whole.end is None:
        raise NoDate("half")
    if whole.precision == "month":
        middle = whole.start + timedelta(days=15)
        first = Period(whole.start, middle - timedelta(days=1), "week")
        return first if order == 1 else Period(middle, whole.end, "week")
    return quarter_of(whole.start.year, 1 if order == 1 else 2, 6)


def _months_in(whole: Period, order: int, length: int) -> Period:
    if whole.start is None or whole.end is None or whole.precision != "year":
        raise NoDate("months")
    parts = 12 // length
    number = parts if order < 0 else order
    if not 1 <= number <= parts:
        raise NoDate("months")
    return quarter_of(whole.start.year, number, length)


# Units and counts of them.


def _unit(words: Expression, anchor: Anchor, names: Names) -> Period | None:
    """ "Last week", "early this year", "the end of the month"."""
    base = base_of(words, anchor)
    if base is None:
        return None
    return part_of(unit_around(base, unit_in(words), step_of(words) or 0), _part(words))


def _weekend(words: Expression, anchor: Anchor, names: Names) -> Period | None:
    base = base_of(words, anchor)
    if base is None:
        return None
    is_this = base.weekday() >= 5 or anchor.is_ahead
    return unit_around(base, "weekends", 0 if is_this else -1)


def _so_far(words: Expression, anchor: Anchor, names: Names) -> Period | None:
    base, unit = base_of(words, anchor), unit_in(words)
    return Period(unit_around(base, unit, 0).start, base, GRAINS[unit]) if base else None


def _count(words: Expression) -> int:
    numbers = [int(word.value) for word in words.all("dom", "zero", "number", "numeral")]
    return sum(numbers) if numbers else 1


def _ago(words: Expression, anchor: Anchor, names: Names) -> Period | None:
    unit = unit_in(words)
    base = base_of(words, anchor)
    return unit_around(shifted(base, -_count(words), unit), unit, 0) if base else None


def _offset(words: Expression, anchor: Anchor, names: Names) -> Period | None:
    """ "Two days later", "a month earlier", "the day before"."""
    unit, sign = unit_in(words), -1 if words.has("back", "before") else 1
    base = day_base(words, anchor) if unit in ("days", "hours") else base_of(words, anchor)
    if base is None or (anchor.is_history and is_coarser(anchor.told, unit)):
        return None
    if unit == "hours":
        return one(base + timedelta(days=sign * (_count(words) // 24)))
    return unit_around(shifted(base, sign * _count(words), unit), unit, 0)


def _past(words: Expression, anchor: Anchor, names: Names) -> Period | None:
    base, unit, count = base_of(words, anchor), unit_in(words), _count(words)
    if (unit, count) == ("hours", 24):
        return _past_day(words, anchor, names)
    return Period(shifted(base, -count, unit), base, GRAINS[unit]) if base else None


def _past_day(words: Expression, anchor: Anchor, names: Names) -> Period | None:
    base = base_of(words, anchor)
    return Period(base - timedelta(days=1), base) if base else None


def _recent(words: Expression, anchor: Anchor, names: Names) -> Period | None:
    base = base_of(words, anchor)
    return recently(base, unit_in(words)) if base else None


def _within(words: Expression, anchor: Anchor, names: Names) -> Period | None:
    """ "In 19 days" counts back to the report, and on from it where the clause looks ahead."""
    if anchor.is_history or (anchor.is_ahead and not words.has("in")):
        raise NoDate("within")
    if not anchor.is_ahead:
        return _past(words, anchor, names)
    base, unit = anchor.published, unit_in(words)
    return unit_around(shifted(base, _count(words), unit), unit, 0) if base else None


def _since_then(words: Expression, anchor: Anchor, names: Names) -> Period | None:
    return Period(None, anchor.published, "vague") if anchor.published else None


def _before_calendar(words: Expression, anchor: Anchor, names: Names) -> Period | None:
    """Years before the first are no days that a date can hold."""
    return None


_RESOLVERS: dict[str, Resolve] = {
    "before_calendar": _before_calendar,
    "iso": _iso,
    "stamp": _stamp,
    "slashed": _slashed,
    "day": _day,
    "day_of_month": _day_of_month,
    "week_of": _week_of,
    "part_of": _part_of,
    "month": _month,
    "season": _season,
    "quarter": _quarter,
    "year": _year,
    "decade": _decade,
    "weekdays": _weekdays,
    "weekday": _weekday,
    "near_yesterday": _near_yesterday,
    "day_word": _day_word,
    "so_far": _so_far,
    "there_daypart": _there_day,
    "here_daypart": _there_day,
    "past_day": _past_day,
    "there_day": _there_day,
    "stage_day": _there_day,
    "past_one": _past,
    "past": _past,
    "recent": _recent,
    "unit": _unit,
    "there_unit": _unit,
    "weekend": _weekend,
    "ago": _ago,
    "offset": _offset,
    "after_event": _ago,
    "within": _within,
    "since_then": _since_then,
    "holiday": _holiday,
    "day_alone": _day_alone,
    "early_hours": _there_day,
    "overnight": _overnight,
}
