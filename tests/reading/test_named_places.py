"""Every place a text names, each in the sense that fits the others."""

from __future__ import annotations

import pytest

from trucewatch.reading.gazetting import find_named_places


@pytest.fixture
def places_in(reference, lexicon):
    def places(text: str) -> list[tuple[str, str, str]]:
        found = find_named_places(text, reference, lexicon)
        return [(text[f.start : f.end], f.sense.country, f.sense.admin) for f in found]

    return places


@pytest.mark.parametrize(
    ("text", "country", "admin"),
    [
        ("The fire broke out in Paris, Texas.", "US", "Texas"),
        ("She lives in Springfield, Ill.", "US", "Illinois"),
        ("She lives in Springfield, MO.", "US", "Missouri"),
        ("Police in Paris said the French minister was safe.", "FR", "Ile-de-France"),
        ("Deputies in Edmonton, the seat of Metcalfe County, Kentucky.", "US", "Kentucky"),
    ],
)
def test_what_stands_beside_a_name_says_which_place_it_is(text, country, admin, places_in):
    assert places_in(text)[0][1:] == (country, admin)


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("U.S. and U.K. envoys met in Washington, D.C.", ["U.S.", "U.K.", "Washington", "D.C."]),
        ("Turkish jets crossed the border.", ["Turkish"]),
        ("He moved to northern Iraq from the Gaza Strip.", ["Iraq", "Gaza Strip"]),
        ("Shells fell in Donetsk and in Horlivka, Ukraine.", ["Donetsk", "Horlivka", "Ukraine"]),
    ],
)
def test_short_forms_peoples_and_regions_are_places(text, names, places_in):
    assert [name for name, *_ in places_in(text)] == names


@pytest.mark.parametrize(
    "text",
    [
        "Sen. Lincoln voted against it.",
        "Vladimir Putin spoke. Putin left.",
        "Reading the report took Paul Houston an hour, and Houston was tired.",
        "The European Union and the Red Cross agreed.",
        "Police said Mobile phones were taken.",
    ],
)
def test_people_words_and_organisations_are_no_places(text, places_in):
    assert places_in(text) == []


def test_one_name_has_one_sense_in_a_text(places_in):
    text = "A man from London, Ontario, was held. London police named him. London is quiet."
    assert {place[2] for place in places_in(text)} == {"Ontario"}
