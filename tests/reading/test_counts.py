"""Counts over an area and a period, in the forms of monitors, agencies and armies."""

from __future__ import annotations

import pytest


@pytest.fixture(scope="session")
def counts_in(read_text):
    def counts(text):
        items = read_text(text)["tallies"]
        return [(item["measure"], item["value"], item["place"]) for item in items]

    return counts


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        (
            "In the past 24 hours the mission recorded 214 explosions in Donetsk region.",
            [("violations", [214, 214], "Donetsk region")],
        ),
        (
            "Nine cases of firing were registered in Homs province, five in Aleppo.",
            [("violations", [9, 9], "Homs province"), ("violations", [5, 5], "Aleppo")],
        ),
        (
            "The army said the militants had opened fire 35 times in Avdiivka in the past day.",
            [("violations", [35, 35], "Avdiivka")],
        ),
        (
            "Rebels freed 15 of the soldiers in the hills of Cauca on Sunday.",
            [("released", [15, 15], "Cauca")],
        ),
        (
            "The centre documented 15 arrests in the city of Aden in November.",
            [("detained", [15, 15], "Aden")],
        ),
        (
            "More than 5,000 people are sheltering in the schools of Goma.",
            [("displaced", [5000, None], "Goma")],
        ),
        (
            "At least 300,000 people have crossed into Chad since the beginning of November.",
            [("displaced", [300000, None], "Chad")],
        ),
        (
            "Twenty-three of the people died of cholera in the town of Hajja in November.",
            [("died_other", [23, 23], "Hajja")],
        ),
        (
            "Between July and September the mission documented 95 incidents in Jonglei that befell "
            "410 civilians, including 130 killed, 220 injured and 60 abducted.",
            [
                ("killed", [130, 130], "Jonglei"),
                ("injured", [220, 220], "Jonglei"),
                ("other", [60, 60], "Jonglei"),
                ("other", [95, 95], "Jonglei"),
            ],
        ),
    ],
)
def test_what_monitors_count_is_a_tally(sentence, expected, counts_in):
    assert counts_in(sentence) == expected


def test_a_count_since_something_began_is_up_to_the_report(read_text):
    text = (
        "Since the battle for the city of Marib began on 4 December, 170 people have been killed."
    )
    (tally,) = read_text(text)["tallies"]
    assert tally["period"] == ["2017-12-04", "2017-12-21"]


def test_the_dead_of_a_war_are_where_the_words_say(counts_in):
    text = "Since October the war in the north has killed 3,800 people in Lebanon, it was said."
    assert counts_in(text) == [("killed", [3800, 3800], "Lebanon")]


@pytest.mark.parametrize(
    "sentence",
    [
        "There was a number of violations of the ceasefire in Syria.",
        "One million people are estimated to live in the city of Afrin.",
        "The number of victims in Warrap rose by 76 per cent, with a 58 per cent rise in deaths.",
    ],
)
def test_what_counts_nothing_is_no_tally(sentence, counts_in):
    assert counts_in(sentence) == []
