"""Findings are told in plain sentences."""

from __future__ import annotations

import re

import pytest

from trucewatch.assessment.wording import (
    act_words,
    counted,
    ordinal_words,
    stopped,
    with_article,
)

# What no sentence for a reader may hold: ids, snake case, ISO dates, variables.
NOT_PROSE = re.compile(r"syria/|\w+_\w+|\d{4}-\d\d|: (?:yes|no|\d+);")


@pytest.mark.parametrize(
    "name, expected",
    [
        ("Syrian Observatory for Human Rights", "the Syrian Observatory for Human Rights"),
        ("Russian Defence Ministry", "the Russian Defence Ministry"),
        ("United States", "the United States"),
        ("Memorandum on the creation of areas", "the Memorandum on the creation of areas"),
        ("Special Monitoring Mission to Ukraine", "the Special Monitoring Mission to Ukraine"),
        ("Package of Measures", "the Package of Measures"),
        ("Framework Decision on disengagement", "the Framework Decision on disengagement"),
        ("Airwars", "Airwars"),
        ("A. Haddad, of the Civil Defence", "A. Haddad, of the Civil Defence"),
        ("Turkey", "Turkey"),
        ("government forces", "government forces"),
        ("A hospital director", "a hospital director"),
        ("Turkey's foreign ministry", "Turkey's foreign ministry"),
    ],
)
def test_a_name_has_an_article_where_english_gives_it_one(name, expected):
    assert with_article(name) == expected


def test_harm_of_no_stated_kind_is_an_attack(strike):
    assert act_words(strike(type="other")) == "an attack"
    assert act_words(strike(type="other", killed=None)) == "an incident"
    assert act_words(strike()) == "an air strike"


def test_numbers_read_as_english():
    assert counted(1, "incident") == "one incident"
    assert [ordinal_words(each) for each in (8, 11, 21, 112)] == [
        "eighth",
        "eleventh",
        "21st",
        "112th",
    ]
    assert stopped("Jordan and the U.S.") == "Jordan and the U.S."


def test_what_a_verdict_says_is_prose(assessed, strike, gain, tally):
    many = [strike(id=f"i-{at}", killed=at, killed_children=None) for at in range(1, 5)]
    findings = assessed([*many, gain(), tally(), strike(id="i-x", by=("isil",))])
    for verdict in findings.verdicts:
        said = (verdict.because, verdict.standing_note, verdict.better_or_worse)
        said += (verdict.coverage_note, verdict.would_change)
        for text in said:
            assert text and text[0].isupper() and text.endswith(".") and not NOT_PROSE.search(text)
