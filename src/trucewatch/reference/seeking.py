"""Matches found by PCRE2, which makes machine code of an expression.

`re` walks an expression step by step, and most of what a reader does is to find that nothing
matches. PCRE2 reads the same syntax and comes to the same match many times sooner. Where the two
could differ, or PCRE2 cannot tell, `re` is asked.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Any, TypeAlias

import pcre2
from msgspec import Struct
from pcre2 import _cy as _pcre2

# What the two engines agree on: ASCII but for the separators that only `re` takes for blanks,
# letters of Latin script that have one other case at most, and the signs of printed text.
_AGREED = re.compile(r"[\t\n -~\xa0-\u012f\u0132-\u0148\u014a-\u017e\u0219\u021b‐-’“-”…€№＠]*")

_CONTEXT = _pcre2.create_match_context()
# The number of each group, by its number and by its name.
_Groups: TypeAlias = dict[int | str, int]
_match, _span_of = _pcre2.match, _pcre2.match_substring_span_bynumber
# The bit of a text with a character that PCRE2 may take for another than `re` does.
ODD = 1


def is_agreed(text: str) -> bool:
    """Whether both engines take every character of the text for the same."""
    is_plain = text.isascii() and text.isprintable()
    return is_plain or _AGREED.fullmatch(text) is not None


# Patterns that need no word are tried on the same few sentences one after the other.
@lru_cache(maxsize=512)
def odd(text: str) -> int:
    """The bit alone, of a text of which nothing else is asked."""
    return 0 if is_agreed(text) else ODD


class FoundMatch(Struct, frozen=True, eq=False):
    """A match by PCRE2, with what the reader uses of `re.Match`.

    `groups` has the number of each group by its number and its name, `named` the named ones from
    the last to the first. `lastgroup` is the last named group that matched: the same as `re`'s
    where none of them lies in another.
    """

    found: Any
    string: str
    groups: _Groups
    named: tuple[tuple[str, int], ...]

    def span(self, group: int | str = 0) -> tuple[int, int]:
        span: tuple[int, int] = _span_of(self.found, self.string, self.groups[group])
        return span

    def start(self, group: int | str = 0) -> int:
        start: int = _span_of(self.found, self.string, self.groups[group])[0]
        return start

    def end(self, group: int | str = 0) -> int:
        end: int = _span_of(self.found, self.string, self.groups[group])[1]
        return end

    def __getitem__(self, group: int | str) -> Any:
        start, end = _span_of(self.found, self.string, self.groups[group])
        return None if start < 0 else self.string[start:end]

    def groupdict(self) -> dict[str, Any]:
        found, string, words = self.found, self.string, dict[str, Any]()
        for name, number in self.named:
            start, end = _span_of(found, string, number)
            words[name] = None if start < 0 else string[start:end]
        return words

    @property
    def lastgroup(self) -> str | None:
        found, string = self.found, self.string
        for name, number in self.named:
            if _span_of(found, string, number)[0] >= 0:
                return name
        return None


Match: TypeAlias = re.Match[str] | FoundMatch


class Sought(Struct, frozen=True, eq=False):
    """An expression as `re` has it and as PCRE2 has it, None where it is too large for that."""

    regex: re.Pattern[str]
    code: Any
    groups: _Groups
    named: tuple[tuple[str, int], ...]

    def find(self, text: str, start: int, end: int) -> Match | None:
        """The first match between the two, by PCRE2 if it can tell. The text is not odd."""
        if self.code is None:
            return self.regex.search(text, start, end)
        size = len(text)
        try:
            found = _match(self.code, text, end if end < size else size, start, _CONTEXT)[0]
        except pcre2.LibraryError:
            # It took more room or more steps than PCRE2 allows.
            return self.regex.search(text, start, end)
        return None if found is None else FoundMatch(found, text, self.groups, self.named)


def sought(pattern: str, flags: int, regex: re.Pattern[str]) -> Sought:
    groups: _Groups = {number: number for number in range(regex.groups + 1)}
    groups.update(regex.groupindex)
    named = tuple(reversed([*regex.groupindex.items()]))
    return Sought(regex, _code_of(pattern, flags), groups, named)


def _code_of(pattern: str, flags: int) -> Any:
    try:
        compiled = pcre2.compile(pattern, pcre2.IGNORECASE if flags & re.IGNORECASE else 0)
    except pcre2.LibraryError:
        return None
    return compiled._pcre2_code
