"""Plain English for numbers, days and lists, and report text made inert.

Numbers keep the bounds of the claim they come from; days keep the grain of its words.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date, timedelta

from trucewatch.assessment.wording import (
    day_words,
    days_words,
    listed,
    month_words,
    range_words,
    when,
)
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


def people(number: Range | Figure, noun: str = "") -> str:
    """ "1 person", "at least 19 people", "up to 1 child" with `noun` "child"."""
    one, many = _PEOPLE.get(noun, ("person", "people"))
    is_one = number.low in (1, None) and number.high == 1
    return f"{range_words(number)} {one if is_one else many}"


_PEOPLE = {"child": ("child", "children"), "civilian": ("civilian", "civilians")}


def span(figure: Figure) -> Range:
    """A figure's low and high; open where someone claims "at least" more than the high."""
    highest = figure.high or 0
    is_open = any(
        toll.value.high is None and (toll.value.low or 0) > highest for toll in figure.tolls
    )
    return Range(figure.low, None if is_open else figure.high)


def without_stop(text: str) -> str:
    return one_line(text).rstrip(" .;")


def published_words(start: date, end: date) -> str:
    """ "on 21 December 2017", "between 15 and 21 December 2017"."""
    return when(Period(start, end))


def since(period: Period | None) -> str:
    """The period of a count: "between 1 November and 21 December 2017", "since 1 November 2017"."""
    if period is None or (period.start is None and period.end is None):
        return "over a period not given"
    if period.end is None and period.start:
        return f"since {day_words(period.start)}"
    return when(period)


def unread_words(number: int) -> str:
    """ "1 report could not be read (language): it is kept, and gives no coverage."; or nothing."""
    if not number:
        return ""
    noun, verbs = ("report", "it is kept, and gives") if number == 1 else _UNREAD_MANY
    return f"{number:,} {noun} could not be read (language): {verbs} no coverage."


_UNREAD_MANY = ("reports", "they are kept, and give")


def span_short(period: Period | None) -> str:
    """For tables: "2017-12-20", "2017-11-01 – 2017-12-21", "2018" where only the year is known."""
    if period is None:
        return "—"
    if period.precision == "year" and period.start:
        return str(period.start.year)
    if period.precision == "month" and period.start and _is_month(period):
        return period.start.strftime("%Y-%m")
    if period.start == period.end:
        return str(period.start or "—")
    return f"{period.start or '…'} – {period.end or '…'}"


def span_words(period: Period) -> str:
    """ "15 December 2017", "September 2017"; "1 to 10 September 2017" for a part of a month."""
    if period.start is None or period.end is None:
        return when(period)
    if period.precision == "month" and _is_month(period):
        return month_words(period.start)
    if period.precision == "year":
        return str(period.start.year)
    return days_words(period.start, period.end)


def _is_month(period: Period) -> bool:
    """Whether it runs from a month's first day to its last."""
    if period.start is None or period.end is None:
        return False
    is_one = (period.start.year, period.start.month) == (period.end.year, period.end.month)
    return is_one and period.start.day == 1 and (period.end + timedelta(days=1)).day == 1


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
    """The place as written, with "in" or "near" where its own words have none."""
    if place is None:
        return "at a place not named"
    words = place_words(place)
    if _HAS_PREPOSITION.match(words):
        return words
    return f"{'near' if place.precision == 'near' else 'in'} {words}"


_HAS_PREPOSITION = re.compile(
    r"(?:near|around|outside|across|between|(?:north|south|east|west)\S* of)\b", re.IGNORECASE
)


def place_words(place: PlaceMention) -> str:
    """The place as written; "The town", from the head of a sentence, is "the town"."""
    return re.sub(r"^The(?= [a-z])", "the", one_line(place.text))


def actors_words(actors: Sequence[ActorMention]) -> str:
    return listed(one_line(actor.text) for actor in actors)
