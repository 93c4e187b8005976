"""Single days: dates in full, weekdays, "yesterday", "the next day", "on the 12th"."""

from __future__ import annotations

import re
from datetime import date, timedelta

from trucewatch.reading.dating.anchor import (
    Anchor,
    Untold,
    base_of,
    day_base,
    published_on,
    step_of,
    year_for,
    year_in,
)
from trucewatch.reading.dating.forms import Expression, Names
from trucewatch.reading.dating.ranges import MONTHS, NUMERALS
from trucewatch.reading.dating.spans import Span, day_of, month_of, one, unit_around


def _iso(words: Expression, anchor: Anchor, names: Names) -> Span:
    return one(date.fromisoformat(words.text("iso")[:10]))


def _slashed(words: Expression, anchor: Anchor, names: Names) -> Span:
    """Day before month, unless that is no day or only month before day is not yet to come."""
    a, b, year = (int(n) for n in re.split(r"\D", words.text("slashed")))
    year += 0 if year > 99 else 2000 if year < 70 else 1900
    days = [found for found in (day_of(year, b, a), day_of(year, a, b)) if found]
    past = [day for day in days if anchor.published is None or day <= anchor.published]
    if not days:
        raise ValueError(words.text("slashed"))
    return one((past or days)[0])


def _stamp(words: Expression, anchor: Anchor, names: Names) -> Span:
    """A day and time group: "070600Z" is six o'clock on the seventh."""
    number, month = int(words.text("stamp")[:2]), words.value(*MONTHS)
    if month is None:
        return _day_in_month(number, anchor)
    short, year = words.value("zero", "dom"), words.value("year4")
    return _dated(2000 + short if short is not None else year, month, number, anchor)


def read_day(words: Expression, anchor: Anchor, names: Names) -> Span:
    month = words.value(*MONTHS) or 0
    if words.has("glued"):
        digits = words.text("glued")
        return _dated(int(digits[2:]), month, int(digits[:2]), anchor)
    year, numbers = year_in(words, anchor), words.all(*NUMERALS, "ordinal")
    if year is None and len(numbers) > 1:
        year = 2000 + int(numbers[1].value)
    return _dated(year, month, int(numbers[0].value), anchor)


def _dated(year: int | None, month: int, number: int, anchor: Anchor) -> Span:
    if year is None:
        year = year_for(month, number, anchor)
    return one(date(year, month, number))


def _holiday(words: Expression, anchor: Anchor, names: Names) -> Span:
    month, day = names.holidays[words.text("holiday")]
    return _dated(year_in(words, anchor), month, day, anchor)


def _day_of_month(words: Expression, anchor: Anchor, names: Names) -> Span:
    """ "The 28th of that month"."""
    month = unit_around(base_of(words, anchor), "months", step_of(words) or 0).start
    return one(month.replace(day=words.value(*NUMERALS) or 0))


def _day_alone(words: Expression, anchor: Anchor, names: Names) -> Span:
    return _day_in_month(words.value("nth") or 0, anchor)


def _day_in_month(number: int, anchor: Anchor) -> Span:
    """ "On the 12th": of the month told of, else the last 12th before publication."""
    if anchor.told is not None:
        return one(anchor.told.end.replace(day=number))
    if anchor.is_history:
        raise Untold("month")
    base = published_on(anchor)
    found = day_of(base.year, base.month, number)
    if not anchor.is_ahead and (found is None or found > base):
        before = month_of(base.year, base.month - 1).start
        found = day_of(before.year, before.month, number)
    return one(found or base.replace(day=number))


def _weekday(words: Expression, anchor: Anchor, names: Names) -> Span:
    """The last that has come, or the next where the clause looks ahead; after the day told."""
    number, step = words.value("weekday_name") or 0, step_of(words)
    if anchor.is_history:
        told = day_base(words, anchor)
        return one(told + timedelta(days=(number - told.weekday()) % 7))
    published = published_on(anchor)
    if words.has("week"):
        return one(unit_around(published, "weeks", step or 0).start + timedelta(days=number))
    back = (published.weekday() - number) % 7
    if step == 1 or (anchor.is_ahead and step != -1):
        is_next = step == 1 and not _says_coming(words)
        return one(published + timedelta(days=(7 - back) % 7 or 7 * is_next))
    return one(published - timedelta(days=back or 7 * (step == -1 and words.has("last"))))


def _says_coming(words: Expression) -> bool:
    return any(word.kind == "next" and "coming" in str(word.value) for word in words.words)


def _weekdays(words: Expression, anchor: Anchor, names: Names) -> Span:
    first, last = (int(word.value) for word in words.all("weekday_name"))
    base = day_base(words, anchor)
    is_on = anchor.is_history or anchor.is_ahead
    away = (last - base.weekday()) % 7 if is_on else -((base.weekday() - last) % 7)
    end = base + timedelta(days=away)
    return Span(end - timedelta(days=(last - first) % 7), end)


def _near_yesterday(words: Expression, anchor: Anchor, names: Names) -> Span:
    """ "The day before yesterday", "the day after tomorrow"."""
    further = -1 if words.has("before") else 1
    return one(_report_day(anchor) + timedelta(days=(words.value("day_word") or 0) + further))


def _day_word(words: Expression, anchor: Anchor, names: Names) -> Span:
    return one(_report_day(anchor) + timedelta(days=words.value("day_word") or 0))


def _report_day(anchor: Anchor) -> date:
    if anchor.is_history:
        raise Untold("'yesterday' in a history is someone's word")
    return published_on(anchor)


def _day_there(words: Expression, anchor: Anchor, names: Names) -> Span:
    """ "The next day", "that night", "this morning"."""
    return one(day_base(words, anchor) + timedelta(days=step_of(words) or 0))


def _overnight(words: Expression, anchor: Anchor, names: Names) -> Span:
    base = day_base(words, anchor)
    return Span(base - timedelta(days=1), base, "hours")


DAYS = {
    "iso": _iso,
    "stamp": _stamp,
    "slashed": _slashed,
    "day": read_day,
    "holiday": _holiday,
    "day_of_month": _day_of_month,
    "day_alone": _day_alone,
    "weekday": _weekday,
    "weekdays": _weekdays,
    "near_yesterday": _near_yesterday,
    "day_word": _day_word,
    "there_day": _day_there,
    "there_daypart": _day_there,
    "here_daypart": _day_there,
    "stage_day": _day_there,
    "early_hours": _day_there,
    "overnight": _overnight,
}
