"""Units of time and counts of them: "last week", "two days ago", "in the past 24 hours"."""

from __future__ import annotations

from datetime import timedelta

from trucewatch.reading.dating.anchor import (
    Anchor,
    Untold,
    base_of,
    day_base,
    is_coarser,
    published_on,
    step_of,
    told_in,
)
from trucewatch.reading.dating.days import read_day
from trucewatch.reading.dating.forms import Expression, Names
from trucewatch.reading.dating.periods import stage_of
from trucewatch.reading.dating.spans import (
    GRAINS,
    Span,
    one,
    part_of,
    recently,
    shifted,
    unit_around,
)


def _unit_in(words: Expression) -> str:
    """The unit of time among the words, in the plural."""
    for word in words.words:
        plural = word.kind if word.kind.endswith("s") else f"{word.kind}s"
        if plural in GRAINS:
            return plural
    raise ValueError(words.form)


def _count(words: Expression) -> int:
    """ "Twenty-one" is the sum of its words; "a" counts one."""
    numbers = [int(word.value) for word in words.all("dom", "zero", "number", "numeral")]
    return sum(numbers) if numbers else 1


def _unit(words: Expression, anchor: Anchor, names: Names) -> Span:
    """ "Last week", "early this year", "that month", "the end of the year"."""
    span = unit_around(base_of(words, anchor), _unit_in(words), step_of(words) or 0)
    return part_of(span, stage_of(words))


def _week_of(words: Expression, anchor: Anchor, names: Names) -> Span:
    unit = "weekends" if words.has("weekend") else "weeks"
    return unit_around(read_day(words, anchor, names).start, unit, 0)


def _weekend(words: Expression, anchor: Anchor, names: Names) -> Span:
    base = base_of(words, anchor)
    is_this = base.weekday() >= 5 or anchor.is_ahead
    return unit_around(base, "weekends", 0 if is_this else -1)


def _so_far(words: Expression, anchor: Anchor, names: Names) -> Span:
    base, unit = base_of(words, anchor), _unit_in(words)
    return Span(unit_around(base, unit, 0).start, base, GRAINS[unit])


def _ago(words: Expression, anchor: Anchor, names: Names) -> Span:
    unit = _unit_in(words)
    return unit_around(shifted(base_of(words, anchor), -_count(words), unit), unit, 0)


def _offset(words: Expression, anchor: Anchor, names: Names) -> Span:
    """ "Two days later", "a month earlier", "the day before"."""
    unit, sign = _unit_in(words), -1 if words.has("back", "before") else 1
    base = day_base(words, anchor) if unit in ("days", "hours") else base_of(words, anchor)
    if anchor.is_history and is_coarser(told_in(anchor), unit):
        raise Untold("what is told is coarser than the count")
    if unit == "hours":
        return one(base + timedelta(days=sign * (_count(words) // 24)))
    return unit_around(shifted(base, sign * _count(words), unit), unit, 0)


def _past(words: Expression, anchor: Anchor, names: Names) -> Span:
    base, unit, count = base_of(words, anchor), _unit_in(words), _count(words)
    if (unit, count) == ("hours", 24):
        return _past_day(words, anchor, names)
    return Span(shifted(base, -count, unit), base, GRAINS[unit])


def _past_day(words: Expression, anchor: Anchor, names: Names) -> Span:
    base = base_of(words, anchor)
    return Span(base - timedelta(days=1), base)


def _recent(words: Expression, anchor: Anchor, names: Names) -> Span:
    return recently(base_of(words, anchor), _unit_in(words))


def _within(words: Expression, anchor: Anchor, names: Names) -> Span:
    """ "In 19 days" counts back to the report, and on from it where the clause looks ahead."""
    if anchor.is_history or (anchor.is_ahead and not words.has("in")):
        raise ValueError("a length of time")
    if not anchor.is_ahead:
        return _past(words, anchor, names)
    unit = _unit_in(words)
    return unit_around(shifted(published_on(anchor), _count(words), unit), unit, 0)


COUNTS = {
    "unit": _unit,
    "there_unit": _unit,
    "week_of": _week_of,
    "weekend": _weekend,
    "so_far": _so_far,
    "ago": _ago,
    "after_event": _ago,
    "offset": _offset,
    "past": _past,
    "past_one": _past,
    "past_day": _past_day,
    "recent": _recent,
    "within": _within,
}
