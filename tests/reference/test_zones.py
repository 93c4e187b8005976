from __future__ import annotations

from datetime import date

import pytest

from trucewatch.model.values import PlaceMention, PlacePrecision
from trucewatch.reference.reference import Reference
from trucewatch.reference.zones import zones_at


def answers(reference: Reference, place: PlaceMention, on: date | None = None) -> list[str]:
    return [placement.answer for placement in zones_at(place, reference, on)]


def at(lat: float, lon: float, precision: PlacePrecision = "town") -> PlaceMention:
    return PlaceMention("Somewhere", None, lat, lon, precision, None, "SY")


def test_a_town_inside_or_on_the_line_lies_in_the_zone(reference: Reference) -> None:
    assert answers(reference, at(35.5, 36.5)) == ["yes"]
    assert answers(reference, at(35.5, 37.0)) == ["yes"]


def test_a_town_outside_is_unsure_only_as_far_as_the_line_may_be_off(reference: Reference) -> None:
    assert answers(reference, at(35.5, 37.01)) == ["cannot tell"]
    assert answers(reference, at(35.5, 37.1)) == []


@pytest.mark.parametrize(
    "lat, lon, precision, expected",
    [
        (35.5, 36.5, "near", ["yes"]),
        (35.5, 37.05, "near", ["cannot tell"]),
        (35.5, 37.1, "district", ["cannot tell"]),
        (33.0, 36.5, "district", []),
        (35.0, 38.0, "country", ["cannot tell"]),
    ],
)
def test_a_coarser_place_may_only_reach_in(
    reference: Reference, lat: float, lon: float, precision: PlacePrecision, expected: list[str]
) -> None:
    assert answers(reference, at(lat, lon, precision)) == expected


def test_a_province_reaches_as_far_as_the_places_known_in_it(reference: Reference) -> None:
    aleppo = PlaceMention("Aleppo province", None, 36.3, 37.5, "province", "Aleppo", "SY")
    homs = PlaceMention("Homs province", None, 35.2, 36.9, "province", "Homs", "SY")
    assert answers(reference, aleppo) == ["cannot tell"]
    assert answers(reference, homs) == []


def test_words_that_name_the_zone_lie_in_it(reference: Reference) -> None:
    assert answers(reference, PlaceMention("Idlib province")) == ["yes"]
    assert answers(reference, PlaceMention("the Idlib de-escalation zone")) == ["yes"]


def test_no_zone_holds_a_place_before_it_is_valid(reference: Reference) -> None:
    assert answers(reference, at(35.5, 36.5), date(2017, 5, 5)) == []
    assert answers(reference, at(35.5, 36.5), date(2017, 5, 6)) == ["yes"]


def test_a_place_of_another_country_reaches_no_zone_of_this_one(reference: Reference) -> None:
    turkey = PlaceMention("Turkey", None, 39.0, 35.0, "country", None, "TR")
    assert answers(reference, turkey) == []


def test_a_place_that_nothing_is_known_of_is_in_no_zone(reference: Reference) -> None:
    assert answers(reference, PlaceMention("Somewhere")) == []
