"""Plain English for numbers, days and lists, and report text made inert.

Numbers keep the bounds of the claim they come from; days keep the grain of its words.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from datetime import date

from trucewatch.model.record import Figure
from trucewatch.model.values import ActorMention, Period, PlaceMention, Range

# Direction overrides can make a quote read as what it does not say, so they go with the control
# characters that a terminal would obey.
_UNSAFE = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u200e\u200f\u2028-\u202e\u2066-\u2069\ud800-\udfff]"
)


def clean(text: str) -> str:
    """`text` without characters that steer a terminal or turn its direction, same length."""
    return _UNSAFE.sub("\ufffd", text)


def one_line(text: str) -> str:
    return " ".join(clean(text).split())


def shortened(text: str, length: int) -> str:
    """`text` on one line, cut at a word with "…" where it is longer than `length` characters."""
    line = one_line(text)
    if len(line) <= length:
        return line
    return line[: length - 1].rsplit(" ", 1)[0] + "…"


def listed(items: Iterable[str], last: str = "and") -> str:
    """ "a", "a and b", "a, b and c"; each item once, in the order given."""
    each = list(dict.fromkeys(items))
    if len(each) < 2:
        return "".join(each)
    return f"{', '.join(each[:-1])} {last} {each[-1]}"


def counted(number: int, one: str, many: str | None = None) -> str:
    """ "1 incident", "3 incidents", "no incidents"."""
    noun = one if number == 1 else many or f"{one}s"
    return f"{number:,} {noun}" if number else f"no {noun}"


def range_words(number: Range | Figure) -> str:
    """ "19", "at least 19", "up to 25", "between 14 and 25"; a number nobody gives is empty."""
    low, high = number.low, number.high
    if low is None:
        return "" if high is None else f"up to {high:,}"
    if high is None:
        return f"at least {low:,}"
    return f"{low:,}" if low == high else f"between {low:,} and {high:,}"


def people(number: Range | Figure, noun: str = "") -> str:
    """ "1 person", "at least 19 people", "up to 1 child" with `noun` "child"."""
    one, many = _PEOPLE.get(noun, ("person", "people"))
    is_one = number.low in (1, None) and number.high == 1
    return f"{range_words(number)} {one if is_one else many}"


_PEOPLE = {"child": ("child", "children"), "civilian": ("civilian", "civilians")}


def sentence_case(text: str) -> str:
    return text[:1].upper() + text[1:]


def without_stop(text: str) -> str:
    return one_line(text).rstrip(" .;")


def day_words(day: date) -> str:
    return f"{day.day} {_MONTHS[day.month - 1]} {day.year}"


_MONTHS = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip


def days_words(start: date, end: date, joined: str = "to") -> str:
    """ "21 to 22 December 2017", "28 November to 2 December 2017"; one day where they are one."""
    if start == end:
        return day_words(start)
    first = day_words(start)
    if start.year == end.year:
        first = f"{start.day} {_MONTHS[start.month - 1]}"
        if start.month == end.month:
            first = str(start.day)
    return f"{first} {joined} {day_words(end)}"


def published_words(start: date, end: date) -> str:
    """ "on 21 December 2017", "between 15 and 21 December 2017"."""
    return when(Period(start, end))


def when(period: Period | None) -> str:
    """The period with its preposition, never finer than its words: "in November 2017"."""
    if period is None or (period.start is None and period.end is None):
        return "on a day not given"
    if period.start is None:
        return f"by {day_words(period.end)}" if period.end else ""
    if period.end is None:
        return f"from {day_words(period.start)}"
    if period.precision == "year":
        return f"in {period.start.year}"
    if period.precision == "month" and period.start.month == period.end.month:
        return f"in {_MONTHS[period.start.month - 1]} {period.start.year}"
    if period.start == period.end:
        return f"on {day_words(period.start)}"
    return f"between {days_words(period.start, period.end, 'and')}"


def since(period: Period | None) -> str:
    """The period of a count: "between 1 November and 21 December 2017", "since 1 November 2017"."""
    if period is None or (period.start is None and period.end is None):
        return "over a period not given"
    if period.end is None and period.start:
        return f"since {day_words(period.start)}"
    return when(period)


def span_short(period: Period | None) -> str:
    """For tables: "2017-12-20", "2017-11-01 – 2017-12-21", "2018" where only the year is known."""
    if period is None:
        return "—"
    if period.precision == "year" and period.start:
        return str(period.start.year)
    if period.precision == "month" and period.start:
        return period.start.strftime("%Y-%m")
    if period.start == period.end:
        return str(period.start or "—")
    return f"{period.start or '…'} – {period.end or '…'}"


def range_short(number: Range | Figure | None) -> str:
    """For tables: "19", "≥19", "≤25", "14–25", "—"."""
    if number is None or (number.low is None and number.high is None):
        return "—"
    if number.low is None:
        return f"≤{number.high:,}"
    if number.high is None:
        return f"≥{number.low:,}"
    return f"{number.low:,}" if number.low == number.high else f"{number.low:,}–{number.high:,}"


def where(place: PlaceMention | None) -> str:
    """The place as written, with "in" or "near"."""
    if place is None:
        return "at a place not named"
    return f"{'near' if place.precision == 'near' else 'in'} {place_words(place)}"


def place_words(place: PlaceMention) -> str:
    # A name that is all lower case ("some of these areas") is a phrase, and stays one.
    return one_line(place.text)


def actors_words(actors: Sequence[ActorMention]) -> str:
    return listed(one_line(actor.text) for actor in actors)
