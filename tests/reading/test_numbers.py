"""The contract's number table, row by row, and what looks like a number and is none."""

from __future__ import annotations

import pytest

from trucewatch.model.values import Range
from trucewatch.reading.numbers import find_numbers


def values(words: str, lexicon) -> list[Range]:
    return [number.value for number in find_numbers(words, lexicon)]


@pytest.mark.parametrize(
    ("words", "low", "high"),
    [
        ("Shells killed 19 people", 19, 19),
        ("Shells killed nineteen people", 19, 19),
        ("Shells killed at least 19 people", 19, None),
        ("Shells killed more than 19 people", 19, None),
        ("Shells killed over 200 people", 200, None),
        ("Shells killed no fewer than 12 people", 12, None),
        ("Shells killed 20 or more people", 20, None),
        ("Shells killed up to 40 people", None, 40),
        ("Shells killed as many as 40 people", None, 40),
        ("Shells killed no more than 40 people", None, 40),
        ("Shells killed nearly 100 people", 90, 100),
        ("Shells killed almost 35 people", 31, 35),
        ("Shells killed about 100 people", 90, 110),
        ("Shells killed around 15 people", 13, 17),
        ("Shells killed some 30 people", 27, 33),
        ("Shells killed approximately 75 people", 67, 83),
        ("Shells killed between 30 and 40 people", 30, 40),
        ("Shells killed 30 to 40 people", 30, 40),
        ("Shells killed 30-40 people", 30, 40),
        ("Shells killed several people", 2, None),
        ("Shells killed a number of people", 2, None),
        ("Shells killed dozens of people", 24, None),
        ("Shells killed hundreds of people", 200, None),
        ("Shells killed thousands of people", 2000, None),
        ("They displaced tens of thousands of people", 20_000, None),
        ("They displaced hundreds of thousands of people", 200_000, None),
        ("The bulletin gives no violations", 0, 0),
    ],
)
def test_a_number_keeps_the_bounds_of_its_words(words, low, high, lexicon):
    assert values(words, lexicon) == [Range(low, high)]


@pytest.mark.parametrize(
    ("words", "value"),
    [
        ("twenty-three", 23),
        ("one hundred and twenty", 120),
        ("two thousand three hundred", 2300),
        ("five hundred thousand", 500_000),
        ("a hundred", 100),
        ("a dozen", 12),
        ("half a million", 500_000),
        ("14,500", 14_500),
        ("1,393", 1393),
        ("1.2 million", 1_200_000),
        ("2.5 million", 2_500_000),
    ],
)
def test_spelled_and_scaled_numbers_are_worked_out(words, value, lexicon):
    assert values(f"The area has {words} inhabitants", lexicon) == [Range(value, value)]


@pytest.mark.parametrize(
    ("words", "low", "high"),
    [
        ("more than a hundred", 100, None),
        ("more than two hundred", 200, None),
        ("nearly 400,000", 360_000, 400_000),
        ("over a hundred and fifty", 150, None),
        ("more than 2.5 million", 2_500_000, None),
    ],
)
def test_a_hedge_governs_the_whole_number(words, low, high, lexicon):
    assert values(f"The area has {words} inhabitants", lexicon) == [Range(low, high)]


@pytest.mark.parametrize(
    "words",
    [
        "The zone was set up in 2017 and lapsed",
        "The truce began at 12:00 local time",
        "It was the second round, and the first was short",
        "A 7-year-old boy stood near the T-72 on the M5 road",
        "It is one of the towns in the zone",
        "Many people stayed",
    ],
)
def test_years_times_ordinals_ages_and_names_are_no_counts(words, lexicon):
    assert values(words, lexicon) == []


def test_four_digits_before_people_are_a_count_and_no_year(lexicon):
    assert values("A convoy brought 2017 people out", lexicon) == [Range(2017, 2017)]


@pytest.mark.parametrize("words", ["70 per cent", "70%", "70 percent"])
def test_a_share_is_marked_so_that_it_is_never_read_as_people(words, lexicon):
    (share,) = find_numbers(f"The ministry blamed {words} of it on one group.", lexicon)[:1]
    assert share.is_per_cent and share.value == Range(70, 70)
    assert share.text == words


def test_a_risen_toll_is_a_figure_and_no_upper_bound(lexicon):
    assert values("The toll has gone up to 61", lexicon) == [Range(61, 61)]
    assert values("The strike hurt up to 61 men", lexicon) == [Range(None, 61)]


def test_numbers_come_in_order_with_their_place_in_the_sentence(lexicon):
    sentence = "At least 31 died on the first day, 46 in all."
    numbers = find_numbers(sentence, lexicon)
    assert [sentence[n.start : n.end] for n in numbers] == ["At least 31", "46"]
    assert [n.text for n in numbers] == ["At least 31", "46"]
