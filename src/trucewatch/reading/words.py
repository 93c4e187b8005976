"""What is known of words, where they stand, and a mark for texts that have one of some words."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterable
from typing import TypeVar

from trucewatch.reference.lexicon import Lexicon

Made = TypeVar("Made")
# More than the words of a few hundred reports.
_MOST_KEPT = 20_000
_WORD, _DIGIT = re.compile(r"\w+"), re.compile(r"\d")


class Kept(dict[str, Made]):
    """What is made of each word: made when it is first asked for, and forgotten when there are too
    many."""

    def __init__(self, make: Callable[[str], Made]) -> None:
        super().__init__()
        self._make = make

    def __missing__(self, word: str) -> Made:
        if len(self) > _MOST_KEPT:
            self.clear()
        self[word] = made = self._make(word)
        return made


def starts_of(words: Iterable[str], text: str) -> list[int]:
    """Where the words stand in the text; between them are blanks alone."""
    starts, at = [], 0
    for word in words:
        at = text.index(word, at)
        starts.append(at)
        at += len(word)
    return starts


def mark_of(words: Collection[str], lexicon: Lexicon, *, or_digits: bool = False) -> int:
    """The mark of texts with one of the words, in any case, or with a digit."""
    known = frozenset(words)

    def tells(text: str) -> bool:
        has_word = not known.isdisjoint(_WORD.findall(text.lower()))
        return has_word or (or_digits and _DIGIT.search(text) is not None)

    return lexicon.mark(tells)
