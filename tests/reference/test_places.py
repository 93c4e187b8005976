from __future__ import annotations

import pytest

from trucewatch.model.values import PlaceMention
from trucewatch.reference.reference import Reference


def resolved(reference: Reference, text: str, *countries: str) -> tuple[str | None, str | None]:
    place = reference.resolve_place(text, countries=countries)
    return (None, None) if place is None else (place.place_id, place.precision)


@pytest.mark.parametrize(
    "text, place_id, precision",
    [
        ("Saraqeb", "syria:saraqib", "town"),
        ("the town of Saraqib", "syria:saraqib", "town"),
        ("north of Saraqib", "syria:saraqib", "near"),
        ("10 km south-east of Saraqib", "syria:saraqib", "near"),
        ("Saraqib district", "syria:saraqib", "district"),
        ("Idlib province", "syria:idlib", "province"),
        ("the Idlib region", "syria:idlib", "province"),
        ("countryside of Idlib", "syria:idlib", "province"),
        ("southern Idlib", "syria:idlib", "province"),
        ("Idlib city", "syria:idlib-city", "town"),
    ],
)
def test_the_words_around_a_name_say_which_place_and_how_finely(
    reference: Reference, text: str, place_id: str, precision: str
) -> None:
    assert resolved(reference, text, "SY") == (place_id, precision)


@pytest.mark.parametrize(
    "text, country, precision",
    [
        ("Turkish", "TR", "country"),
        ("the U.S.", "US", "country"),
        ("DR Congo", "CD", "country"),
        ("Ivory Coast", "CI", "country"),
        ("South Sudan", "SS", "country"),
        ("Donetsk region", "UA", "province"),
        ("Geneva", "CH", "town"),
        ("Nur-Sultan", "KZ", "town"),
        ("El Fasher", "SD", "town"),
    ],
)
def test_the_gazetteer_knows_countries_provinces_and_towns(
    reference: Reference, text: str, country: str, precision: str
) -> None:
    place = reference.resolve_place(text)
    assert place is not None
    assert (place.country, place.precision) == (country, precision)


@pytest.mark.parametrize(
    "text",
    ["Of", "Most", "Homes", "March", "May", "Nice", "Reading", "Mobile", "Police", "Ahmed"],
)
def test_common_words_and_personal_names_are_no_places(reference: Reference, text: str) -> None:
    assert reference.resolve_place(text) is None


@pytest.mark.parametrize("text", ["the capital", "north", "Xyzzyville", "", "Lavrentiev"])
def test_what_names_no_place_resolves_to_none(reference: Reference, text: str) -> None:
    assert reference.resolve_place(text) is None


def test_homs_is_a_place(reference: Reference) -> None:
    assert resolved(reference, "Homs") == ("syria:homs-city", "town")


def test_a_common_word_is_a_place_where_its_country_follows(reference: Reference) -> None:
    place = reference.resolve_place("Reading, UK")
    assert place is not None and place.country == "GB"


def test_a_town_unknown_in_its_province_is_only_in_that_province(reference: Reference) -> None:
    place = reference.resolve_place("Xyzzyville, North Carolina")
    assert place is not None
    assert (place.precision, place.admin) == ("province", "North Carolina")


def test_the_country_given_decides_between_places_of_one_name(reference: Reference) -> None:
    libya = reference.resolve_place("Tripoli", countries=["LY"])
    lebanon = reference.resolve_place("Tripoli", countries=["LB"])
    georgia = reference.resolve_place("Georgia", countries=["US"])
    assert libya is not None and libya.country == "LY"
    assert lebanon is not None and lebanon.country == "LB"
    assert georgia is not None and georgia.precision == "province"


def test_a_capital_is_meant_wherever_the_report_is_from(reference: Reference) -> None:
    moscow = reference.resolve_place("Moscow", countries=["SY"])
    assert moscow is not None and moscow.country == "RU"


def test_places_named_before_decide_where_no_country_is_given(reference: Reference) -> None:
    beirut = PlaceMention("Beirut", lat=33.89, lon=35.5, precision="town", country="LB")
    place = reference.resolve_place("Tripoli", near=[beirut])
    assert place is not None and place.country == "LB"


def test_a_gazetteer_spelling_needs_its_country(reference: Reference) -> None:
    assert reference.resolve_place("Hawdaydah") is None
    place = reference.resolve_place("Hawdaydah", countries=["YE"]) or reference.resolve_place(
        "Hudaida", countries=["YE"]
    )
    assert place is not None and place.country == "YE"


def test_the_words_stay_as_written(reference: Reference) -> None:
    place = reference.resolve_place("the town of Saraqib")
    assert place is not None and place.text == "the town of Saraqib"


def test_a_demonym_is_told_from_a_name(reference: Reference) -> None:
    assert reference.is_demonym("Turkish")
    assert not reference.is_demonym("Turkey")
    assert not reference.is_demonym("Saraqib")


def test_continents_are_no_places(reference: Reference) -> None:
    assert reference.resolve_place("Asia") is None
    assert reference.resolve_place("North America") is None


@pytest.mark.parametrize("text, precision", [("Missouri", "province"), ("Washington", "town")])
def test_a_state_outweighs_a_town_of_its_name_and_a_capital_outweighs_it(
    reference: Reference, text: str, precision: str
) -> None:
    place = reference.resolve_place(text)
    assert place is not None and place.precision == precision


@pytest.mark.parametrize("text", ["A," * 5000, "north of " * 500 + "Idlib", "\x00", '"; DROP'])
def test_hostile_words_are_no_place(reference: Reference, text: str) -> None:
    assert reference.resolve_place(text) is None
