"""Patterns that are tried only where they may match, and the words that tell where that is."""

from __future__ import annotations

import re
import sys
from collections.abc import Callable, Iterable, Iterator
from functools import cached_property, lru_cache
from typing import Any

import ahocorasick

from trucewatch.reference.needs import Clause, Needs, folded
from trucewatch.reference.shelf import compile_once

_END = sys.maxsize


class Vocabulary:
    """Every clause that some pattern needs, a bit each, and which of them a text meets.

    All words are looked for in one pass over the text, however many there are. The same sentence
    is asked about by hundreds of patterns, so that what stands in it is kept for a while.
    """

    def __init__(self, needs: Iterable[Needs]) -> None:
        clauses = sorted({clause for each in needs for clause in each}, key=sorted)
        self._bits: dict[Clause, int] = {clause: 1 << n for n, clause in enumerate(clauses)}
        self._finder = _finder(self._bits)
        self.met_by = lru_cache(maxsize=4096)(self._met_by)

    def bits(self, needs: Needs) -> int:
        """The bits that a text must have; a clause that is not in the vocabulary asks nothing."""
        return sum(self._bits.get(clause, 0) for clause in needs)

    def _met_by(self, text: str) -> int:
        met = 0
        for _, bits in self._finder.iter(folded(text)):
            met |= bits
        return met


def _finder(bits: dict[Clause, int]) -> Any:
    """An automaton (Aho and Corasick 1975) that gives each word with the clauses it meets."""
    words: dict[str, int] = {"": 0}
    for clause, bit in bits.items():
        for word in clause:
            words[word] = words.get(word, 0) | bit
    finder = ahocorasick.Automaton()
    for word, met in words.items():
        finder.add_word(word or "\n", met)
    finder.make_automaton()
    return finder


class Pattern:
    """A regular expression that is compiled when first tried, and tried only on a text in which
    the words it needs stand. Its methods are those of `re.Pattern`.

    `source` writes the expression out.
    """

    def __init__(
        self, source: Callable[[], str], any_case: bool, vocabulary: Vocabulary, needs: Needs
    ) -> None:
        self._source = source
        self._flags = re.IGNORECASE if any_case else 0
        self._needs = vocabulary.bits(needs)
        self._met_by = vocabulary.met_by

    @cached_property
    def regex(self) -> re.Pattern[str]:
        return compile_once(self._source(), self._flags)

    def may_match(self, text: str) -> bool:
        """Whether the words that it needs stand in the text: if not, it does not match."""
        needs = self._needs
        return not needs or self._met_by(text) & needs == needs

    def search(self, text: str, start: int = 0, end: int = _END) -> re.Match[str] | None:
        return self.regex.search(text, start, end) if self.may_match(text) else None

    def finditer(self, text: str, start: int = 0, end: int = _END) -> Iterator[re.Match[str]]:
        return self.regex.finditer(text, start, end) if self.may_match(text) else iter(())

    def match(self, text: str, start: int = 0, end: int = _END) -> re.Match[str] | None:
        return self.regex.match(text, start, end) if self._is_worth_trying(text) else None

    def fullmatch(self, text: str, start: int = 0, end: int = _END) -> re.Match[str] | None:
        return self.regex.fullmatch(text, start, end) if self._is_worth_trying(text) else None

    def _is_worth_trying(self, text: str) -> bool:
        """At one place only it fails sooner than its words are looked for, once it is compiled."""
        return "regex" in self.__dict__ or self.may_match(text)

    def findall(self, text: str) -> list[Any]:
        return self.regex.findall(text) if self.may_match(text) else []

    def split(self, text: str) -> list[str | Any]:
        return self.regex.split(text) if self.may_match(text) else [text]

    def sub(self, by: str, text: str) -> str:
        return self.regex.sub(by, text) if self.may_match(text) else text
