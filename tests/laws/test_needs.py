"""A pattern that is left out because a word it needs is missing would not have matched."""

from __future__ import annotations

from datetime import date
from importlib.resources import files

import pytest

from trucewatch.reading.text import split
from trucewatch.reference.lexicon import lexicon_of
from trucewatch.reference.needs import NOTHING, has_alternatives, needs_of, needs_of_any
from trucewatch.sources.files import read_reports

LEXICON = lexicon_of("en")
SAMPLES = files("trucewatch") / "data" / "samples"


@pytest.fixture(scope="module")
def texts():
    """Every twentieth sentence of the samples, as written and with numbers and dates masked."""
    incoming = read_reports([str(SAMPLES)])
    sentences = (
        sentence
        for item in incoming
        for sentence in split(item.report.text, LEXICON, date(2018, 1, 1), None).sentences
    )
    chosen = [sentence for n, sentence in enumerate(sentences) if n % 20 == 0]
    return [text for each in chosen for text in (each.text, each.masked)]


@pytest.mark.parametrize("key", LEXICON.patterns)
def test_no_pattern_matches_where_its_needs_say_it_cannot(key, texts):
    pattern = LEXICON.match_any_case(key)
    left_out = [text for text in texts if not pattern.may_match(text)]
    assert [text for text in left_out if pattern.regex.search(text)] == []


@pytest.mark.parametrize("key", ["incidents", "control"])
def test_no_list_has_a_word_where_its_needs_say_it_cannot(key, texts):
    pattern = LEXICON.one_of_each(key)
    left_out = [text for text in texts if not pattern.may_match(text)]
    assert [text for text in left_out if pattern.regex.search(text)] == []


@pytest.mark.parametrize(
    "pattern, clauses",
    [
        ("shelled", [{"shelled"}]),
        ("Shelled", [{"shelled"}]),
        ("[Ss]helled", [{"shelled"}]),
        ("shell(?:ed|ing)", [{"shell"}]),
        ("#+ (?:dead|killed)", [{"#"}, {"dead", "killed"}]),
        ("(?:raid|air ?strike)s?", [{"raid", "strike"}]),
        (r"\bdrones?\b", [{"drone"}]),
        ("(?:drone )?strike", [{"strike"}]),
        ("bombs?(?= fell)", [{"bomb"}, {"fell"}]),
        ("(?P<who>rebels) (?i:held)", [{"rebels"}, {"held"}]),
        ("raid|[A-Z]+", []),
        ("(?!raid)(?<!no )in", []),
        ("(?:raid)*", []),
        ("raid|(", []),
    ],
)
def test_needs_are_read_off_a_pattern(pattern, clauses):
    assert needs_of(pattern) == {frozenset(words) for words in clauses}


@pytest.mark.parametrize(
    "fragments, clauses",
    [
        (["shells?", "shell(?:ed|ing)"], [{"shell"}]),
        (["air ?strikes?", "bombed"], [{"strike", "bombed"}]),
        (["bombed", "on"], []),
        (["raids?|in", "shelled"], []),
        (["fire(?: at| on)?|shot", "shelled"], [{"fire", "shot", "shelled"}]),
        ([], []),
    ],
)
def test_a_list_needs_a_word_of_one_of_its_fragments(fragments, clauses):
    assert needs_of_any(fragments) == {frozenset(words) for words in clauses}


def test_a_part_that_stands_for_a_list_needs_what_the_list_needs():
    parts = {"\ue000": needs_of_any(["killed", "shot down"])}
    assert needs_of("#+ \ue000", parts) == {frozenset({"#"}), frozenset({"killed", "shot"})}
    assert needs_of("(?:#+ \ue000)?", parts) == NOTHING


@pytest.mark.parametrize(
    "pattern, expected",
    [("a|b", True), ("(?:a|b)", False), ("[|]a", False), (r"\|a", False), (r"(?:\))|b", True)],
)
def test_alternatives_outside_brackets_are_seen(pattern, expected):
    assert has_alternatives(pattern) is expected


def test_letters_that_case_blind_patterns_take_for_ascii_are_found():
    pattern = LEXICON.match_any_case("casualty_word")
    assert pattern.search("KİLLED")
    assert pattern.search("\u212aılled")
