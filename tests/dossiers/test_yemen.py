"""Facts of the Yemen dossier that would mislead a verdict if they were wrong."""

from __future__ import annotations

from datetime import date

import pytest

from trucewatch.assessment.standing import standing_on
from trucewatch.model.values import PlaceMention
from trucewatch.reference.dossier import SHIPPED, load_reference
from trucewatch.reference.lookup import covers
from trucewatch.reference.zones import zones_at

YEMEN = load_reference([SHIPPED / "yemen"])
TRUCE = YEMEN.agreements["yemen/truce-2022-04-02"]
HODEIDAH = YEMEN.agreements["yemen/hodeidah-2018-12-13"]


def holding(office: str, of: str, on: date) -> list[str]:
    return [
        actor.id
        for actor in YEMEN.actors.values()
        for role in actor.roles
        if (role.office, role.of) == (office, of) and covers(role, on)
    ]


@pytest.mark.parametrize(
    "day, standing",
    [
        (date(2022, 4, 1), "not yet in force"),
        (date(2022, 4, 2), "in force"),
        (date(2022, 5, 1), "in force"),
        (date(2022, 6, 3), "in force"),
        (date(2022, 10, 2), "in force"),
        (date(2022, 10, 3), "lapsed"),
    ],
)
def test_the_truce_of_2022_runs_through_two_renewals_and_lapses(day: date, standing: str) -> None:
    assert standing_on(TRUCE, day, YEMEN)[0] == standing


def test_a_renewal_counts_from_the_day_it_was_agreed() -> None:
    assert "2 June 2022" in standing_on(TRUCE, date(2022, 6, 1), YEMEN)[1]
    assert "2 August 2022" in standing_on(TRUCE, date(2022, 6, 2), YEMEN)[1]


def test_the_hodeidah_ceasefire_begins_five_days_after_its_signature_and_has_no_term() -> None:
    assert (HODEIDAH.signed_on, HODEIDAH.ban_from) == (date(2018, 12, 13), date(2018, 12, 18))
    assert standing_on(HODEIDAH, date(2022, 10, 3), YEMEN)[0] == "in force"


def test_forces_were_to_leave_the_ports_in_two_weeks_and_the_city_in_three() -> None:
    due = [provision.due for provision in HODEIDAH.provisions if provision.due]
    assert due == [date(2018, 12, 31), date(2019, 1, 7)]


def test_neither_truce_has_a_guarantor() -> None:
    assert TRUCE.guarantors == HODEIDAH.guarantors == ()


@pytest.mark.parametrize(
    "office, of, on, who",
    [
        ("special-envoy", "united-nations", date(2016, 5, 1), ["ismail-ould-cheikh-ahmed"]),
        ("special-envoy", "united-nations", date(2018, 12, 6), ["martin-griffiths"]),
        ("special-envoy", "united-nations", date(2021, 7, 25), []),
        ("special-envoy", "united-nations", date(2022, 4, 2), ["hans-grundberg"]),
        ("head-of-mission", "unmha", date(2019, 5, 12), ["michael-lollesgaard"]),
        ("head-of-mission", "unmha", date(2020, 12, 3), ["abhijit-guha"]),
        ("head-of-mission", "unmha", date(2022, 9, 1), ["michael-beary"]),
        ("chair", "redeployment-coordination-committee", date(2019, 1, 8), ["patrick-cammaert"]),
        ("head-of-delegation", "yemen-government", date(2018, 12, 6), ["khaled-al-yamani"]),
        ("head-of-delegation", "ansar-allah", date(2018, 12, 6), ["mohammed-abdulsalam"]),
        ("president", "yemen-government", date(2022, 4, 6), ["abdrabbuh-mansour-hadi"]),
        ("president", "yemen-government", date(2022, 4, 8), []),
    ],
)
def test_who_held_an_office_on_a_day(office: str, of: str, on: date, who: list[str]) -> None:
    assert holding(office, of, on) == who


@pytest.mark.parametrize(
    "words, actor_id",
    [
        ("Ansarullah", "ansar-allah"),
        ("Houthi militia", "ansar-allah"),
        ("the coup militia", "ansar-allah"),
        ("Iran-aligned Houthis", "ansar-allah"),
        ("aggression coalition", "saudi-led-coalition"),
        ("US-Saudi aggression", "saudi-led-coalition"),
        ("the coalition", "saudi-led-coalition"),
        ("internationally recognized government", "yemen-government"),
        ("STC", "southern-transitional-council"),
        ("Southern Giants Brigades", "giants-brigades"),
        ("AQAP", "aqap"),
    ],
)
def test_each_sides_words_for_the_other_name_one_actor(words: str, actor_id: str) -> None:
    assert [actor.id for actor in YEMEN.actors_named(words)] == [actor_id]


@pytest.mark.parametrize(
    "words, zones",
    [
        ("Hodeidah", {"yemen/hodeidah"}),
        ("port city of Hodeidah", {"yemen/hodeidah", "yemen/hodeidah-city"}),
        ("Salif", {"yemen/hodeidah", "yemen/hodeidah-ports"}),
        ("al-Durayhimi", {"yemen/hodeidah"}),
        ("Kilo 16", {"yemen/hodeidah"}),
        ("Sirwah", {"yemen/marib"}),
        ("Taiz", {"yemen/taiz"}),
        ("Mokha", {"yemen/taiz"}),
        ("Saada", set()),
        ("Haradh", set()),
        ("Aden", set()),
    ],
)
def test_places_lie_in_the_zones_that_reports_put_them_in(words: str, zones: set[str]) -> None:
    place = YEMEN.resolve_place(words, countries=("YE",))
    assert place is not None
    placed = zones_at(place, YEMEN, date(2022, 5, 1))
    assert {each.zone.id for each in placed if each.answer == "yes"} == zones


def test_the_zones_of_the_truce_are_no_zones_before_it() -> None:
    taiz = PlaceMention("Taiz", "yemen:taiz-city", 13.5795, 44.0209, "town", "Taiz", "YE")
    assert zones_at(taiz, YEMEN, date(2021, 5, 1)) == ()
