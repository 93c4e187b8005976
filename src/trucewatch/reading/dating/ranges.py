"""Dates named together: lists and ranges whose parts lend each other a month or a year.

"14-15 September" are two days of one month, "30 December to 2 January" of two years. The whole is
one period for what happened in it; each part is a date of its own where dates are measured.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from trucewatch.reading.dating.anchor import Anchor, year_for, year_in
from trucewatch.reading.dating.forms import Expression, Names, Word
from trucewatch.reading.dating.spans import Span, month_of, one, part_of, season_of, year_of

MONTHS = ("month_name", "month_person", "month_short", "month_word")
SEASONS = ("season_name", "season_word")
NUMERALS = ("dom", "zero", "nth")
_JOINTS = ("hyphen", "dash", "to", "until", "and", "or", "between")

Piece = tuple[Word, ...]
Part = tuple[Piece, Span]


def hull(parts: Sequence[Part]) -> Span:
    """From the first day of the first part to the last day of the last.

    Raises ValueError where they do not follow each other: then the words are no range.
    """
    first, last = parts[0][1], parts[-1][1]
    if first.start > last.end:
        raise ValueError("a range that ends before it begins")
    return Span(first.start, last.end, last.grain)


def _days(words: Expression, anchor: Anchor, names: Names) -> list[Part]:
    pieces = _pieces(words, NUMERALS)
    months = _lent([_value(piece, MONTHS) for piece in pieces])
    numbers = [_value(piece, NUMERALS) or 0 for piece in pieces]
    years = _years_of(pieces, months, numbers, anchor, year_in(words, anchor))
    return [
        (piece, one(date(y, month, number)))
        for piece, y, month, number in zip(pieces, years, months, numbers, strict=True)
    ]


def _months(words: Expression, anchor: Anchor, names: Names) -> list[Part]:
    pieces = _pieces(words, MONTHS)
    months = _lent([_value(piece, MONTHS) for piece in pieces])
    numbers = [None] * len(pieces)
    years = _years_of(pieces, months, numbers, anchor, year_in(words, anchor))
    return [
        (piece, part_of(month_of(y, month), _stage(piece)))
        for piece, y, month in zip(pieces, years, months, strict=True)
    ]


def _seasons(words: Expression, anchor: Anchor, names: Names) -> list[Part]:
    pieces = _pieces(words, SEASONS)
    spans = [names.seasons[_text(piece, SEASONS)] for piece in pieces]
    firsts = [first for first, _ in spans]
    years = _years_of(pieces, firsts, [None] * len(pieces), anchor, year_in(words, anchor))
    return [
        (piece, season_of(y, span)) for piece, y, span in zip(pieces, years, spans, strict=True)
    ]


def _years(words: Expression, anchor: Anchor, names: Names) -> list[Part]:
    """ "1915-17" lends its century."""
    pieces = _pieces(words, ("year4", "number", *NUMERALS))
    first = _value(pieces[0], ("year4",)) or 0
    found: list[Part] = []
    for piece in pieces:
        number = _value(piece, ("year4", "number", *NUMERALS)) or 0
        if number < 100:
            number += first // 100 * 100
        found.append((piece, year_of(number)))
    return found


RANGES = {"days": _days, "months": _months, "seasons": _seasons, "years": _years}


def _pieces(words: Expression, heads: tuple[str, ...]) -> list[Piece]:
    """The words between joints that have a head; a comma joins where a head follows one."""
    pieces: list[list[Word]] = [[]]
    for word, after in zip(words.words, (*words.words[1:], None), strict=True):
        has_head = any(w.kind in heads for w in pieces[-1])
        is_listed = word.kind == "comma" and after is not None and after.kind in heads
        if word.kind in _JOINTS or (is_listed and has_head):
            pieces.append([])
        else:
            pieces[-1].append(word)
    return [tuple(piece) for piece in pieces if any(word.kind in heads for word in piece)]


def _value(piece: Piece, kinds: tuple[str, ...]) -> int | None:
    return next((int(word.value) for word in piece if word.kind in kinds), None)


def _text(piece: Piece, kinds: tuple[str, ...]) -> str:
    return next(str(word.value) for word in piece if word.kind in kinds)


def _stage(piece: Piece) -> str | None:
    return next((str(word.value) for word in piece if word.kind in ("part", "edge")), None)


def _lent(values: Sequence[int | None]) -> list[int]:
    """Each value, or the next one after it, or the last before it."""
    found: list[int] = []
    for i, value in enumerate(values):
        after = (v for v in values[i:] if v is not None)
        before = (v for v in reversed(values[:i]) if v is not None)
        found.append(value or next(after, None) or next(before, 0))
    return found


def _years_of(
    pieces: Sequence[Piece],
    months: Sequence[int],
    numbers: Sequence[int | None],
    anchor: Anchor,
    year: int | None,
) -> list[int]:
    """A year for each: its own, or one lent so that each is after the one before it."""
    own = [_value(piece, ("year4",)) for piece in pieces]
    own[-1] = own[-1] or year
    if not any(own):
        own[-1] = year_for(months[-1], numbers[-1], anchor)
    order = list(zip(months, (number or 1 for number in numbers), strict=True))
    known = next((i for i, found in enumerate(own) if found), None)
    if known is None:
        raise ValueError("no year that a calendar holds")
    years = [own[known] or 0]
    for i in reversed(range(known)):
        years.insert(0, own[i] or years[0] - (order[i] > order[i + 1]))
    for i in range(known + 1, len(own)):
        years.append(own[i] or years[-1] + (order[i] < order[i - 1]))
    return years
