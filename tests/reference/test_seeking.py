"""PCRE2 finds a match where `re` finds it."""

from __future__ import annotations

import re

import pytest

from trucewatch.reference.lexicon import lexicon_of
from trucewatch.reference.patterns import TRIES, Vocabulary
from trucewatch.reference.seeking import is_agreed, seeker
from trucewatch.reference.shelf import compile_once

LEXICON = lexicon_of("en")
AGREED = "".join(filter(is_agreed, map(chr, range(0x3000))))
TEXT = (
    "On Wednesday, shelling by the Free Army’s forces killed at least ## people in Aïn Issa, in "
    "the northern province of Raqqa, said Ali Öz, the governor. Talks in Genève begin on @@@@@@. "
)


def passed_over(pattern, flags, text):
    """Matches before which the search should have stopped, or begun."""
    seek, at = seeker(pattern, flags), 0
    for match in compile_once(pattern, flags).finditer(text):
        if seek(text, at, len(text)) not in (at, match.start()):
            yield match
        at = match.end()


@pytest.mark.parametrize("flags", [0, re.IGNORECASE])
def test_no_match_of_a_pattern_is_passed_over(flags):
    for pattern in map(LEXICON.pattern, LEXICON.patterns):
        assert list(passed_over(pattern, flags, TEXT)) == []


@pytest.mark.parametrize("pattern", [r"\w", r"\W", r"\s", r"\S", r"\d", r"\b", "[A-Z]", "[a-zÀ-Þ]"])
def test_agreed_characters_are_of_the_same_kind(pattern):
    for flags in (0, re.IGNORECASE):
        assert list(passed_over(pattern, flags, AGREED)) == []


def test_agreed_letters_have_the_same_cases():
    for letter in filter(str.isalpha, AGREED):
        assert list(passed_over(letter, re.IGNORECASE, AGREED)) == []


def test_what_does_not_match_is_not_found():
    assert seeker("mortars?", re.IGNORECASE)(TEXT, 0, len(TEXT)) is None


@pytest.mark.parametrize("odd", ["KİLLED", "Şırnak", "e\u0301", "a\x1cb", "\ud800"])
def test_text_that_the_engines_take_for_different_is_odd(odd):
    assert not is_agreed(odd)


def test_an_expression_too_large_for_pcre2_is_sought_nowhere():
    assert seeker("(?:a|b){60000}", 0)("xxab", 1, 4) == 1


def test_a_pattern_finds_the_same_after_many_tries():
    pattern = LEXICON.match("doer_by")
    first = [match.span() for match in pattern.finditer(TEXT)]
    assert first
    for _ in range(TRIES + 1):
        assert [match.span() for match in pattern.finditer(TEXT)] == first


def test_a_word_is_looked_through_once():
    shelling = frozenset({"shell"})
    vocabulary = Vocabulary([frozenset({shelling})])
    assert vocabulary.met_by("the shelling of Idlib") == vocabulary.bits(frozenset({shelling}))
    assert vocabulary.met_by("the talks") == 0
