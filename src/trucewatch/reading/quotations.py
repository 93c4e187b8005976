"""Where a text quotes: its quotation marks, paired, over sentences and paragraphs."""

from __future__ import annotations

import re
from bisect import bisect_right

from msgspec import Struct

# Straight marks open and close by turns, and so do the doubled single ones of some agencies. A
# single curved mark opens; it closes before a space or a stop, else it is an apostrophe.
_OPENING = re.compile(r"[“\"]|‘(?!s\b)|''")
_MARK = re.compile(r"“|”|\"|\n|‘(?!s\b)|''|’(?!\w)")
_CLOSING = {"“": "”", "‘": "’"}


class Quotation(Struct, frozen=True):
    """What one speaker is quoted with, in characters of the text, marks included.

    It ends with its paragraph where nothing closes it, unless the next opens with the same mark.
    """

    start: int
    end: int
    is_closed: bool


class Quotations(Struct, frozen=True):
    """The quotations of a text, in its order; none lies in another."""

    each: tuple[Quotation, ...]

    def between(self, start: int, end: int) -> tuple[Quotation, ...]:
        """Those that share a character with `start` to `end`."""
        first = bisect_right(self.each, start, key=lambda quotation: quotation.end)
        last = first
        while last < len(self.each) and self.each[last].start < end:
            last += 1
        return self.each[first:last]


def find_quotations(text: str) -> Quotations:
    found: list[Quotation] = []
    opening = _OPENING.search(text)
    while opening:
        found.append(_opened(opening, text))
        opening = _OPENING.search(text, found[-1].end)
    return Quotations(tuple(found))


def _opened(opening: re.Match[str], text: str) -> Quotation:
    start, mark, goes_on = opening.start(), opening[0], -1
    for match in _MARK.finditer(text, opening.end()):
        at = match.start()
        if at == goes_on:
            continue
        if match[0] == "\n":
            goes_on = _opening_of_next(text, at, mark)
            if goes_on < 0:
                return Quotation(start, at, is_closed=False)
        elif match[0] == _CLOSING.get(mark, mark):
            return Quotation(start, match.end(), is_closed=True)
    return Quotation(start, len(text), is_closed=False)


_BLANK = re.compile(r"\s{0,20}")


def _opening_of_next(text: str, at: int, mark: str) -> int:
    """Where the next paragraph opens with the same mark, else -1."""
    blank = _BLANK.match(text, at)
    start = blank.end() if blank else at
    return start if text.startswith(mark, start) else -1
