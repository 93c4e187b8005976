"""PCRE2 finds the match that `re` finds."""

from __future__ import annotations

import re

import pytest

from trucewatch.reference.lexicon import lexicon_of
from trucewatch.reference.patterns import TRIES, Vocabulary
from trucewatch.reference.seeking import is_agreed, sought
from trucewatch.reference.shelf import compile_once

LEXICON = lexicon_of("en")
AGREED = "".join(filter(is_agreed, map(chr, range(0x3000))))
TEXT = (
    "On Wednesday, shelling by the Free Army’s forces killed at least ## people in Aïn Issa, in "
    "the northern province of Raqqa, said Ali Öz, the governor. Talks in Genève begin on @@@@@@. "
)


def differences(pattern, flags, text):
    """Matches of `re`, one after the other, with those of PCRE2 that are others."""
    regex, at = compile_once(pattern, flags), 0
    find = sought(pattern, flags, regex).find
    groups = range(regex.groups + 1)
    while at <= len(text) and (match := regex.search(text, at)):
        found = find(text, at, len(text))
        if found is None or list(map(found.span, groups)) != list(map(match.span, groups)):
            yield match, found
        at = match.end() + (match.end() == match.start())
    if at <= len(text) and (found := find(text, at, len(text))):
        yield None, found


@pytest.mark.parametrize("flags", [0, re.IGNORECASE])
def test_every_match_of_a_pattern_is_found_with_its_groups(flags):
    for pattern in map(LEXICON.pattern, LEXICON.patterns):
        assert list(differences(pattern, flags, TEXT)) == []


def test_no_pattern_of_a_sentence_is_too_large_for_pcre2():
    for pattern in map(LEXICON.pattern, LEXICON.patterns):
        regex = compile_once(pattern, re.IGNORECASE)
        assert sought(pattern, re.IGNORECASE, regex).code is not None


@pytest.mark.parametrize("key", ["incidents", "control", "agreement_heads"])
def test_the_list_that_a_match_is_of_has_a_name(key):
    lists = (f"(?P<list_{n}>{LEXICON.any_of(key, sub)})" for n, sub in enumerate(LEXICON[key]))
    regex = re.compile("|".join(lists), re.IGNORECASE)
    find, text = (
        sought(regex.pattern, re.IGNORECASE, regex).find,
        "Shelled, seized, and a truce agreed",
    )
    matches = list(regex.finditer(text))
    assert matches
    for match in matches:
        found = find(text, match.start(), len(text))
        assert found and found.lastgroup == match.lastgroup
        assert found.groupdict() == match.groupdict()


@pytest.mark.parametrize("pattern", [r"\w", r"\W", r"\s", r"\S", r"\d", r"\b", "[A-Z]", "[a-zÀ-Þ]"])
def test_agreed_characters_are_of_the_same_kind(pattern):
    for flags in (0, re.IGNORECASE):
        assert list(differences(pattern, flags, AGREED)) == []


def test_agreed_letters_have_the_same_cases():
    for letter in filter(str.isalpha, AGREED):
        assert list(differences(letter, re.IGNORECASE, AGREED)) == []


def test_words_of_a_match_are_told_by_group():
    pattern = r"(?P<who>Ali \w+), (?P<what>the \w+)(?P<more>, \w+)?"
    found = sought(pattern, 0, re.compile(pattern)).find(TEXT, 0, len(TEXT))
    assert found and (found["who"], found["what"], found["more"]) == (
        "Ali Öz",
        "the governor",
        None,
    )
    assert TEXT[found.start("who") : found.end("what")] == found[0] == "Ali Öz, the governor"
    assert found.start("more") == -1


@pytest.mark.parametrize("odd", ["KİLLED", "Şırnak", "e\u0301", "a\x1cb", "\ud800"])
def test_text_that_the_engines_take_for_different_is_odd(odd):
    assert not is_agreed(odd)


def test_an_expression_too_large_for_pcre2_is_left_to_re():
    regex = re.compile("(?:a|b){60000}|x")
    assert sought(regex.pattern, 0, regex).find("--x", 0, 3).span() == (2, 3)


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


def test_a_text_has_the_mark_of_its_words():
    vocabulary = Vocabulary([frozenset({frozenset({"shell"})})])
    assert vocabulary.met_by("25 shells") == vocabulary.bits(frozenset({frozenset({"shell"})}))
    mark = vocabulary.mark(str.isdigit)
    assert vocabulary.met_by("25 shells") & mark
    assert not vocabulary.met_by("no shells") & mark
