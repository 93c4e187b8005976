"""Which words a text must have for a pattern to match, read off the pattern itself.

Needs are a set of clauses, and a clause is a set of words: a text in which no word of some clause
stands, anywhere and in any case, cannot match. They are drawn conservatively: what is not
understood needs nothing. Words are parts of words too, of at least three characters, or the signs
that numbers and dates are masked with. None has a blank in it, so that a text can be looked at
word by word.

>>> sorted(map(sorted, needs_of("(?:air ?strikes?|shelling) (?:in|near) (?P<place>[A-Z]+)")))
[['shelling', 'strike']]
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from importlib import import_module
from typing import Any, TypeAlias

# The parser of `re` itself: a second one would have to agree with it on every pattern.
_parser: Any = import_module("re._parser")
_LITERAL, _IN, _AT, _BRANCH = _parser.LITERAL, _parser.IN, _parser.AT, _parser.BRANCH
_REPEATS = (_parser.MAX_REPEAT, _parser.MIN_REPEAT, _parser.POSSESSIVE_REPEAT)
_ZERO_WIDTH = (_AT, _parser.ASSERT, _parser.ASSERT_NOT)
_GROUPS = (_parser.SUBPATTERN, _parser.ASSERT)

Clause: TypeAlias = frozenset[str]
Needs: TypeAlias = frozenset[Clause]

NOTHING: Needs = frozenset()
# Raised with every change to what is read off a pattern, so that what was kept before is not used.
EDITION = 3
_SHORTEST = 3
# Signs that tell something by themselves: those of numbers and dates, and what opens an aside.
_SIGNS = ("#", "@", "(")
# Further clauses hardly ever tell more, and each makes every text slower to look through.
_MOST = 4
# A clause that most sentences meet says nothing.
_COMMONEST = 0.6
# A fragment's beginning, where it is plain words, long enough to tell, and its only beginning.
_PLAIN_START = re.compile(
    r"([A-Za-z][A-Za-z' -]{3,})(?=[A-Za-z' -][?*{]|[^A-Za-z' ?*{|-]|$)(?:[^|()]|\([^()]*\))*$"
)
_PARENTHESES = re.compile(r"\\.|\[\^?\]?(?:\\.|[^\]])*\]|[(|)]")
_NO_WORD = re.compile(r"[^\x00-\x7f]+| ")

# Letters beyond ASCII that case-blind patterns take for i, k or s.
_ODD_CASES = str.maketrans({"ı": "i", "İ": "i", "\u017f": "s", "\u212a": "k"})


def folded(text: str) -> str:
    """The text as words of needs are looked for in it."""
    return (text if text.isascii() else text.translate(_ODD_CASES)).lower()


def needs_of(pattern: str, parts: Mapping[str, Needs] | None = None) -> Needs:
    """What a text needs to match the pattern.

    `parts` gives the needs of what single characters in it stand for, so that a list used in
    many patterns is looked at once.
    """
    try:
        parsed = _parser.parse(pattern)
    except re.error:
        # Some lists are no expression when joined; each of their fragments is.
        return NOTHING
    clauses = set(_of_sequence(parsed, parts or {}))
    telling = sorted((c for c in clauses if _share(c) < _COMMONEST), key=_order)
    return frozenset(telling[:_MOST])


def needs_of_any(fragments: Iterable[str]) -> Needs:
    """What a text needs to match one of a list's fragments."""
    return either(map(_needs_of_fragment, fragments))


def either(needs: Iterable[Needs]) -> Needs:
    """What a text needs to match any of some patterns: one clause, of the best of each."""
    words: set[str] = set()
    for each in needs:
        if not each:
            return NOTHING
        best: Clause = min(each, key=_order)
        words |= best
    return frozenset({_shortened(words)}) if words else NOTHING


def has_alternatives(pattern: str) -> bool:
    """Whether what is put before or after the pattern would bind to a part of it only."""
    depth = 0
    for sign in _PARENTHESES.findall(pattern):
        depth += {"(": 1, ")": -1}.get(sign, 0)
        if sign == "|" and depth == 0:
            return True
    return False


def first_letters(pattern: str) -> set[str] | None:
    """Characters that a match can begin with, in lower case; None where that is not known."""
    try:
        letters, may_be_empty = _first(_parser.parse(pattern))
    except (re.error, _Unknown):
        return None
    return None if may_be_empty else letters


class _Unknown(Exception):
    """A match can begin with more than a few letters."""


def _first(items: Iterable[Any]) -> tuple[set[str], bool]:
    """The letters that a sequence can begin with, and whether it can be empty."""
    letters: set[str] = set()
    for kind, value in items:
        if kind in _ZERO_WIDTH:
            continue
        more, may_be_empty = _first_of(kind, value)
        letters |= more
        if not may_be_empty:
            return letters, False
    return letters, True


def _first_of(kind: Any, value: Any) -> tuple[set[str], bool]:
    if kind is _LITERAL and _is_plain(value):
        return {chr(value).lower()}, False
    if kind is _IN and all(each is _LITERAL and _is_plain(code) for each, code in value):
        return {chr(code).lower() for _, code in value}, False
    if kind is _BRANCH:
        parts = [_first(each) for each in value[1]]
        return set().union(*(letters for letters, _ in parts)), any(empty for _, empty in parts)
    if kind is _parser.SUBPATTERN:
        return _first(value[-1])
    if kind in _REPEATS:
        letters, may_be_empty = _first(value[2])
        return letters, may_be_empty or value[0] == 0
    raise _Unknown


def _is_plain(code: int) -> bool:
    """Whether a character has no other cases than ASCII letters have."""
    return code < 128 or not chr(code).isalpha()


def _needs_of_fragment(fragment: str) -> Needs:
    if len(fragment) < _SHORTEST and fragment.isalnum():
        return NOTHING
    start = _PLAIN_START.match(fragment)
    return frozenset(_of_run(start[1].lower())) if start else needs_of(fragment)


def _of_sequence(items: Iterable[Any], parts: Mapping[str, Needs]) -> Iterator[Clause]:
    """Clauses of a parsed sequence: what its letters in a row spell, and what its groups need."""
    run = ""
    for kind, value in items:
        letter = _letter(kind, value)
        if letter in parts:
            yield from parts[letter]
        elif letter:
            run += letter
            continue
        elif kind is _AT:
            continue
        yield from _of_run(run)
        run = ""
        yield from _of_group(kind, value, parts)
    yield from _of_run(run)


def _letter(kind: Any, value: Any) -> str:
    """The one character, in lower case, that an item stands for; "" where it may be several."""
    if kind is _LITERAL:
        return chr(value).lower()
    if kind is _IN and all(each is _LITERAL for each, _ in value):
        letters = {chr(code).lower() for _, code in value}
        return letters.pop() if len(letters) == 1 else ""
    return ""


def _of_run(run: str) -> Iterator[Clause]:
    """The longest word in a run of letters, if it is long enough to tell anything."""
    word = max(_NO_WORD.split(run), key=len)
    if len(word) >= _SHORTEST or word in _SIGNS:
        yield frozenset({word})


def _of_group(kind: Any, value: Any, parts: Mapping[str, Needs]) -> Iterator[Clause]:
    if kind in _REPEATS:
        least, _, inner = value
        if least > 0:
            yield from _of_sequence(inner, parts)
    elif kind in _GROUPS:
        yield from _of_sequence(value[-1], parts)
    elif kind is _BRANCH:
        yield from either(frozenset(_of_sequence(each, parts)) for each in value[1])


def _shortened(words: set[str]) -> Clause:
    """Without words that begin with another: where they stand, that one stands."""
    kept: list[str] = []
    for word in sorted(words):
        if not kept or not word.startswith(kept[-1]):
            kept.append(word)
    return frozenset(kept)


def _share(clause: Clause) -> float:
    """A guess at the share of texts that meet a clause: a third of it with each letter more."""
    return sum(0.3 ** len(word) for word in clause)


def _order(clause: Clause) -> tuple[float, list[str]]:
    return _share(clause), sorted(clause)
