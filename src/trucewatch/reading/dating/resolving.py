"""What days an expression means."""

from __future__ import annotations

from collections.abc import Callable

from trucewatch.reading.dating.anchor import Anchor, Untold
from trucewatch.reading.dating.counts import COUNTS
from trucewatch.reading.dating.days import DAYS
from trucewatch.reading.dating.forms import Expression, Names, Word
from trucewatch.reading.dating.periods import PERIODS
from trucewatch.reading.dating.ranges import RANGES, hull
from trucewatch.reading.dating.spans import Span

Resolve = Callable[[Expression, Anchor, Names], Span]
Named = tuple[tuple[Word, ...], Span | None]

_ONE: dict[str, Resolve] = {**DAYS, **PERIODS, **COUNTS}


def resolve(words: Expression, anchor: Anchor, names: Names) -> tuple[Span | None, list[Named]]:
    """The days meant, and each date that the words name; None where they are not known.

    They are not known where the words lean on what is not told, and before the calendar. Raises
    ValueError or OverflowError where the words are no date that a calendar holds.
    """
    try:
        if words.form in RANGES:
            parts = RANGES[words.form](words, anchor, names)
            return hull(parts), [*parts]
        span = _ONE[words.form](words, anchor, names) if words.form in _ONE else None
    except Untold:
        span = None
    return span, [(words.words, span)]
