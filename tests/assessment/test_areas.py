"""What surely lies in what, and what surely has nobody in common."""

from __future__ import annotations

import pytest

from trucewatch.assessment.areas import Areas
from trucewatch.model.values import PlaceMention


def place(text: str, lat: float, lon: float, precision: str, admin: str | None, country="SY"):
    return PlaceMention(text, f"t:{text}", lat, lon, precision, admin, country)


DOUMA = place("Douma", 33.57, 36.40, "town", "Rif Dimashq")
HARASTA = place("Harasta", 33.56, 36.33, "town", "Rif Dimashq")
NEAR_DOUMA = place("near Douma", 33.57, 36.40, "near", "Rif Dimashq")
ARIHA = place("Ariha", 35.81, 36.61, "town", "Idlib")
BARE_IDLIB = place("Idlib", 35.93, 36.63, "town", "Idlib")
IDLIB_CITY = place("Idlib city", 35.93, 36.63, "town", "Idlib")
IDLIB = place("Idlib province", 35.8, 36.7, "province", "Idlib")
HOMS = place("Homs province", 34.7, 37.5, "province", "Homs")
SYRIA = place("Syria", 35.0, 38.0, "country", None)
TAIZ = place("Taiz", 13.57, 44.02, "town", "Taiz", "YE")
GHOUTA = place("Eastern Ghouta", 33.52, 36.42, "area", "Rif Dimashq")
NOWHERE = PlaceMention("the Republic")


@pytest.mark.parametrize(
    "one, other, expected",
    [
        (DOUMA, HARASTA, True),
        (DOUMA, NEAR_DOUMA, False),
        (HARASTA, NEAR_DOUMA, False),
        (DOUMA, ARIHA, True),
        (DOUMA, TAIZ, True),
        (ARIHA, IDLIB_CITY, True),
        (ARIHA, BARE_IDLIB, False),
        (ARIHA, IDLIB, False),
        (ARIHA, HOMS, True),
        (IDLIB, HOMS, True),
        (ARIHA, SYRIA, False),
        (TAIZ, SYRIA, True),
        (DOUMA, GHOUTA, False),
        (ARIHA, GHOUTA, True),
    ],
)
def test_places_are_apart_only_where_nobody_can_be_in_both(reference, one, other, expected):
    areas = Areas(reference)
    keys = (areas.key(one), areas.key(other))
    assert areas.are_apart(*keys) is areas.are_apart(*reversed(keys)) is expected


@pytest.mark.parametrize(
    "inner, outer, expected",
    [
        (DOUMA, DOUMA, True),
        (NEAR_DOUMA, DOUMA, False),
        (DOUMA, GHOUTA, True),
        (ARIHA, GHOUTA, False),
        (ARIHA, IDLIB, True),
        (IDLIB, IDLIB_CITY, False),
        (GHOUTA, IDLIB, False),
        (ARIHA, SYRIA, True),
        (TAIZ, SYRIA, False),
        (NOWHERE, SYRIA, False),
    ],
)
def test_a_place_lies_in_another_only_where_that_is_sure(reference, inner, outer, expected):
    assert Areas(reference).is_inside(inner, outer) is expected


def test_words_that_lead_to_no_place_have_no_key(reference):
    assert Areas(reference).key(NOWHERE) is None
