"""Words of a report in their surroundings, cut between words, with "…" where there is more."""

from __future__ import annotations

import re

from trucewatch.publication.wording import clean


def before(text: str, at: int, room: int) -> str:
    """Up to `room` characters that end at `at`, on one line."""
    start = max(0, at - room)
    cut = text[start:at]
    if start and not text[start - 1].isspace():
        # A word that has no beginning here goes; a script without spaces is cut where it must be.
        cut = re.sub(r"^\S+(?=\s)", "", cut)
    return f"…{_line(cut).lstrip()}" if start else _line(cut)


def after(text: str, at: int, room: int) -> str:
    """Up to `room` characters that begin at `at`, on one line."""
    end = min(len(text), at + room)
    cut = text[at:end]
    if end < len(text) and not text[end].isspace():
        cut = re.sub(r"(?<=\s)\S+$", "", cut)
    return f"{_line(cut).rstrip()}…" if end < len(text) else _line(cut)


def _line(text: str) -> str:
    """On one line; unlike in a line of its own, a space at an end keeps words apart."""
    return re.sub(r"\s+", " ", clean(text))
