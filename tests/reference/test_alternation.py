"""Fragments put under their first letters match what they match one after the other."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from trucewatch.reference.alternation import alternation
from trucewatch.reference.lexicon import lexicon_of
from trucewatch.reference.needs import first_letters

PIECES = ["a", "ab", "b", "B", "k", "s", "a?", "(?:a|b)", "(?:ab)?", "[ab]", r"\w", "a|b", "(?!b)"]
fragments = st.lists(st.lists(st.sampled_from(PIECES), min_size=1, max_size=3).map("".join))
texts = st.text("abABkKsSı\u212a\u017f ", max_size=8)


def one_after_the_other(each: list[str]) -> str:
    return "(?:" + "|".join(sorted(set(each), key=lambda f: (-len(f), f))) + ")"


@given(fragments, texts, st.sampled_from([re.NOFLAG, re.IGNORECASE]))
def test_the_order_of_fragments_does_not_change_what_matches(each, text, flags):
    plain, sorted_by_letter = one_after_the_other(each), alternation(each)
    spans = [[m.span() for m in re.finditer(p, text, flags)] for p in (plain, sorted_by_letter)]
    assert spans[0] == spans[1]


def test_the_longest_fragment_wins():
    assert re.match(alternation(["more", "more than", "mortar"]), "more than ten")[0] == "more than"


@pytest.mark.parametrize(
    "pattern, letters",
    [
        ("shell", {"s"}),
        ("(?:air|ground) raid", {"a", "g"}),
        ("(?:the )?raid", {"t", "r"}),
        ("[Ss]hell", {"s"}),
        ("(?<!no )raid", {"r"}),
        (r"\w+ raid", None),
        ("(?:raid)?", None),
        ("é", None),
    ],
)
def test_the_letters_that_a_match_can_begin_with_are_known(pattern, letters):
    assert first_letters(pattern) == letters


def test_a_masked_number_is_matched_whole_or_not_at_all():
    number = lexicon_of("en").fragment("#+(?= dead)")
    assert [m.span() for m in number.finditer("## dead, ####")] == [(0, 2)]
    assert number.search("#### dead", 1) is None
