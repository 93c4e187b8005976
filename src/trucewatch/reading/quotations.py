"""Where a text quotes: its quotation marks, paired, over sentences and paragraphs."""

from __future__ import annotations

import re
from bisect import bisect_right

from msgspec import Struct

# Straight marks open and close by turns, and so do the doubled single ones of some agencies. A
# single curved mark opens; it closes before a space or a stop, else it is an apostrophe.
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
    opened: tuple[int, str] | None = None
    goes_on = -1
    for match in _MARK.finditer(text):
        mark, at = match[0], match.start()
        if at == goes_on or (opened is None and mark in "”’\n"):
            continue
        if opened is None:
            opened = at, mark
        elif mark == "\n":
            goes_on = _opening_of_next(text, at, opened[1])
            if goes_on < 0:
                found.append(Quotation(opened[0], at, is_closed=False))
                opened = None
        elif mark == _CLOSING.get(opened[1], opened[1]):
            found.append(Quotation(opened[0], match.end(), is_closed=True))
            opened = None
    if opened:
        found.append(Quotation(opened[0], len(text), is_closed=False))
    return Quotations(tuple(found))


_BLANK = re.compile(r"\s{0,20}")


def _opening_of_next(text: str, at: int, mark: str) -> int:
    """Where the next paragraph opens with the same mark, else -1."""
    blank = _BLANK.match(text, at)
    start = blank.end() if blank else at
    return start if text.startswith(mark, start) else -1
