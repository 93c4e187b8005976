"""Patterns that are tried only where they may match, and the words that tell where that is."""

from __future__ import annotations

import re
import sys
from collections.abc import Callable, Iterable, Iterator
from functools import lru_cache, reduce
from operator import or_
from threading import Lock
from typing import Any, TypeAlias

import ahocorasick

from trucewatch.reference.needs import Clause, Needs, folded
from trucewatch.reference.seeking import ODD, Match, Sought, is_agreed, odd, sought
from trucewatch.reference.shelf import compile_once

_END = sys.maxsize
# Words that are kept, and their characters: enough for those of a few hundred reports.
WORDS_MAX = 20_000
WORD_LONGEST = 40
# More than a pattern is tried while one report is read, so that starting stays quick.
TRIES = 40
# The bit of a mark, and whether a word has it.
_Mark: TypeAlias = tuple[int, Callable[[str], bool]]


class Vocabulary:
    """Every clause that some pattern needs, a bit each, and which of them a text meets.

    A text meets what its words meet, and each word is looked through once, for all clauses. The
    same sentence is asked about by hundreds of patterns, so that what stands in it is kept for a
    while, and what stands in a word for longer. Words are what blanks part.
    """

    def __init__(self, needs: Iterable[Needs]) -> None:
        clauses = sorted({clause for each in needs for clause in each}, key=sorted)
        self._bits: dict[Clause, int] = {clause: 2 << n for n, clause in enumerate(clauses)}
        self._marking = Lock()
        self._look_for(_Words(_finder(self._bits)))

    def bits(self, needs: Needs) -> int:
        """The bits that a text must have; a clause that is not in the vocabulary asks nothing."""
        return sum(self._bits.get(clause, 0) for clause in needs)

    def mark(self, tells: Callable[[str], bool]) -> int:
        """A bit more, for what else a word may tell: a text has it that has such a word."""
        with self._marking:
            finder, marks = self._words.finder, self._words.marks
            bit = 2 << (len(self._bits) + len(marks))
            self._look_for(_Words(finder, (*marks, (bit, tells))))
        return bit

    def _look_for(self, words: _Words) -> None:
        """What is kept of texts goes with the words: another thread may be looking one through."""

        def met_by(text: str) -> int:
            if len(words) > WORDS_MAX:
                words.clear()
            return reduce(or_, map(words.__getitem__, text.split(" ")))

        self._words, self.met_by = words, lru_cache(maxsize=4096)(met_by)


class _Words(dict[str, int]):
    """Which clauses a word meets, whether it is odd, and the marks that it has. Very long ones are
    not kept."""

    def __init__(self, finder: Any, marks: tuple[_Mark, ...] = ()) -> None:
        super().__init__()
        self.finder, self.marks = finder, marks

    def __missing__(self, word: str) -> int:
        met = 0 if is_agreed(word) else ODD
        for _, bits in self.finder.iter(folded(word)):
            met |= bits
        for bit, tells in self.marks:
            if tells(word):
                met |= bit
        if len(word) <= WORD_LONGEST:
            self[word] = met
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

    `source` writes the expression out; `needs` are the bits that a text must have.
    """

    __slots__ = (
        *("_flags", "_met", "_met_by", "_regex", "_source", "_sought", "_tries"),
        *("findall", "fullmatch", "match", "needs", "split", "sub"),
    )

    def __init__(
        self, source: Callable[[], str], any_case: bool, vocabulary: Vocabulary, needs: Needs
    ) -> None:
        self._source = source
        self._flags = re.IGNORECASE if any_case else 0
        self.needs = vocabulary.bits(needs)
        self._met_by = vocabulary.met_by
        # Without needs only odd characters are looked for, which is quicker than all words.
        self._met = vocabulary.met_by if self.needs else odd
        self._tries = 0
        self._regex: re.Pattern[str] | None = None
        self._sought: Sought | None = None
        self.match: Callable[..., re.Match[str] | None] = self._match_first
        self.fullmatch: Callable[..., re.Match[str] | None] = self._fullmatch_first
        self.findall: Callable[[str], list[Any]] = self._findall_first
        self.split: Callable[[str], list[str | Any]] = self._split_first
        self.sub: Callable[[str, str], str] = self._sub_first

    @property
    def regex(self) -> re.Pattern[str]:
        if self._regex is None:
            self._regex = regex = compile_once(self._source(), self._flags)
            # Once it is compiled it fails, at one place or on a few words, before they are looked
            # through; so these are asked of it from now on.
            self.match, self.fullmatch = regex.match, regex.fullmatch
            self.split, self.sub, self.findall = regex.split, regex.sub, regex.findall
        return self._regex

    def may_match(self, text: str) -> bool:
        """Whether the words that it needs stand in the text: if not, it does not match."""
        needs = self.needs
        return not needs or self._met_by(text) & needs == needs

    def search(self, text: str, start: int = 0, end: int = _END) -> Match | None:
        met, needs = self._met(text), self.needs
        if met & needs != needs:
            return None
        if met & ODD or self._sought is None:
            return self._search_by_re(text, start, end)
        return self._sought.find(text, start, end)

    def _search_by_re(self, text: str, start: int, end: int) -> Match | None:
        """Making machine code takes as long as some tries without it."""
        self._tries += 1
        if self._tries == TRIES:
            self._sought = sought(self._source(), self._flags, self.regex)
        return self.regex.search(text, start, end)

    def finditer(self, text: str, start: int = 0, end: int = _END) -> Iterable[Match]:
        # Mostly there is none, and then nothing is made to go through.
        first = self.search(text, start, end)
        return () if first is None else self._matches(first, text, end)

    def _matches(self, match: Match | None, text: str, end: int) -> Iterator[Match]:
        while match:
            yield match
            first, start = match.span()
            start += first == start
            match = self.search(text, start, end) if start <= len(text) else None

    def _match_first(self, text: str, start: int = 0, end: int = _END) -> re.Match[str] | None:
        return self.regex.match(text, start, end) if self.may_match(text) else None

    def _fullmatch_first(self, text: str, start: int = 0, end: int = _END) -> re.Match[str] | None:
        return self.regex.fullmatch(text, start, end) if self.may_match(text) else None

    def _findall_first(self, text: str) -> list[Any]:
        return self.regex.findall(text) if self.may_match(text) else []

    def _split_first(self, text: str) -> list[str | Any]:
        return self.regex.split(text) if self.may_match(text) else [text]

    def _sub_first(self, by: str, text: str) -> str:
        return self.regex.sub(by, text) if self.may_match(text) else text
