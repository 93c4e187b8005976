"""Where a text quotes: its quotation marks, paired, over sentences and paragraphs."""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass

# Straight marks open and close by turns, and so do the doubled single ones of some agencies. A
# single curved mark opens; it closes before a space or a stop, else it is an apostrophe.
_MARK = re.compile(r"[“”\"\n]|''|(?<!\w)‘(?!s\b)|(?<=[\w.,!?])’(?=[\s.,;:)])")


@dataclass(frozen=True)
class Quotations:
    """Quoted spans of a text in characters, marks included, and what each mark does."""

    spans: tuple[tuple[int, int], ...]
    marks: dict[int, str]

    def around(self, at: int) -> tuple[int, int] | None:
        """The quotation that the character at `at` stands in."""
        index = bisect_right(self.spans, at, key=lambda span: span[0]) - 1
        if index >= 0 and self.spans[index][0] <= at < self.spans[index][1]:
            return self.spans[index]
        return None


def find_quotations(text: str) -> Quotations:
    """A quotation left open at the end of its paragraph ends there."""
    spans: list[tuple[int, int]] = []
    marks: dict[int, str] = {}
    opened: tuple[int, str] | None = None
    for match in _MARK.finditer(text):
        mark, at = match[0], match.start()
        if opened is None and mark not in "”’\n":
            opened = at, mark
            marks[at] = "“"
        elif opened and (mark == "\n" or _closes(mark, opened[1])):
            spans.append((opened[0], match.end() if mark != "\n" else at))
            opened = None
            if mark != "\n":
                marks[at] = "”"
    if opened:
        spans.append((opened[0], len(text)))
    return Quotations(tuple(spans), marks)


def _closes(mark: str, opened: str) -> bool:
    return mark == {"“": "”", "‘": "’"}.get(opened, opened)
