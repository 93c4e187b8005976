"""Every place a text names, each in the sense that fits the others."""

from __future__ import annotations

import pytest

from trucewatch.model.report import Report
from trucewatch.reading.gazetting import find_named_places
from trucewatch.reading.theatre import theatre_of


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


@pytest.mark.parametrize(
    ("country", "text"),
    [
        ("SD", "In Sudan, shells fell on El Fasher, Zalingei, Um Rawaba and Omdurman."),
        ("LY", "Libya counted the dead in Tarhuna, Ain Zara, Sirte and Ajdabiya."),
        ("YE", "Yemen said fighting went on in Hodeidah, Al-Dhale, Nihm and Sa'ada."),
        ("UA", "Ukraine reported fire on Avdiivka, Gorlovka, Zolote and Debaltseve."),
        ("AZ", "In Azerbaijan shelling was heard in Hadrut, Jabrayil, Martakert and Khojaly."),
        ("CO", "Colombia sent troops to Tumaco, Tibú, Toribío and Caloto."),
        ("MM", "Jets from Myanmar bombed Laukkai, Hpakant, Mindat and Maungdaw."),
        ("PS", "Palestinian medics spoke of raids in Khan Younis, Jabaliya and Tulkarem."),
        ("LB", "Lebanon was hit in Nabatieh, Khiam, Bint Jbeil and Aita al-Shaab."),
        ("ML", "Mali lost men in Menaka, Tessalit, Diabaly and Ogossagou."),
        ("CD", "Congolese troops left Rutshuru, Bunagana, Kitshanga and Walikale."),
        ("ET", "Ethiopia held Adigrat, Humera, Alamata and Mai Kadra."),
        ("SS", "South Sudan named Bentiu, Nasir, Pagak and Malakal."),
        ("PH", "The Philippines fought in Marawi, Patikul, Butig and Mamasapano."),
        ("XK", "Kosovo buried its dead in Djakovica, Racak, Suva Reka and Prizren."),
    ],
)
def test_battle_places_lie_in_the_country_that_the_report_is_on(country, text, places_in):
    found = places_in(text)
    assert len(found) >= 4
    assert {place[1] for place in found} == {country}


@pytest.mark.parametrize(
    ("text", "name", "country"),
    [
        ("Tripoli was calm, Libya's government said.", "Tripoli", "LY"),
        ("Lebanon's army entered Tripoli after Beirut was quiet.", "Tripoli", "LB"),
        (
            "A court in Birmingham, Alabama, heard him. Birmingham police waited.",
            "Birmingham",
            "US",
        ),
        ("The Georgia legislature met in Atlanta.", "Georgia", "US"),
        ("Georgia and Russia signed in Tbilisi.", "Georgia", "GE"),
        ("Quebec's premier spoke in Montreal.", "Quebec", "CA"),
    ],
)
def test_what_else_a_text_names_decides_between_namesakes(text, name, country, places_in):
    assert {place[1] for place in places_in(text) if place[0] == name} == {country}


def test_streets_and_saints_days_are_no_towns(places_in):
    assert places_in("The van was found in Wellington Street near St. George's Church.") == []


@pytest.mark.parametrize(
    "text", ["San " * 30_000, "Paris, " * 20_000, "A" * 200_000, "al-" * 50_000]
)
def test_hostile_capitals_are_read_in_linear_time(text, places_in):
    places_in(text)


def test_a_part_of_the_country_named_more_often_is_the_field(reference, lexicon):
    text = "Aid for Tigray is late. In Tigray hunger grows, and Tigray waits, Ethiopia said."
    theatre = theatre_of(Report(id="a", text=text), reference, lexicon)
    assert theatre.country is not None and theatre.country.text == "Tigray"
    assert theatre.countries == ("ET",)


@pytest.mark.parametrize(
    ("text", "names"),
    [
        (
            "The Cambridge City Council in Cambridge, Mass., met.",
            ["Cambridge", "Cambridge", "Mass."],
        ),
        ("Rep. Ann Hall, D-La., spoke in Baton Rouge, La.", ["La.", "Baton Rouge", "La."]),
        ("The Iranian and the Turkish teams left.", ["Iranian", "Turkish"]),
        ("Troops left Kherson, Kharkov and Izium, Ukraine said.", None),
    ],
)
def test_names_are_cut_where_the_place_ends(text, names, places_in):
    found = [name for name, *_ in places_in(text)]
    assert found == (names or ["Kherson", "Kharkov", "Izium", "Ukraine"])


def test_the_war_is_in_the_country_it_is_said_to_be_in_not_in_the_mediators(reference, lexicon):
    text = (
        "Saudi Arabia and the United States spoke to Sudan's warring generals in Jeddah. "
        "Saudi Arabia and the United States urged both to come back."
    )
    report = Report(id="test", text=text)
    assert theatre_of(report, reference, lexicon).countries[0] == "SD"
