"""How two places named in reports stand to each other."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache
from math import asin, cos, radians, sin, sqrt
from typing import Literal

from trucewatch.model.claim import IncidentClaim
from trucewatch.model.values import PlaceMention
from trucewatch.reconciliation.names import name_key, place_key
from trucewatch.reconciliation.rules import MatchingRules
from trucewatch.reference.names import fold

Relation = Literal[
    "same_place", "same_area", "inside", "near", "same_country", "unknown", "neighbours", "apart"
]
CLOSEST_FIRST: tuple[Relation, ...] = (
    "same_place",
    "same_area",
    "inside",
    "near",
    "same_country",
    "unknown",
    "neighbours",
    "apart",
)
FINE = ("exact", "town")
COARSE = ("district", "province", "area", "country")
EARTH_RADIUS_KM = 6371.0


def places_of(claim: IncidentClaim) -> tuple[PlaceMention, ...]:
    """All places the claim names, each once, the most specific first."""
    named = ((claim.place,) if claim.place else ()) + claim.places
    return tuple({place_key(place): place for place in reversed(named)}.values())[::-1]


def distance_km(one: PlaceMention, other: PlaceMention) -> float | None:
    """Great-circle distance; None where either has no coordinates."""
    if one.lat is None or one.lon is None or other.lat is None or other.lon is None:
        return None
    lat_1, lat_2 = radians(one.lat), radians(other.lat)
    half_chord = (
        sin((lat_2 - lat_1) / 2) ** 2
        + cos(lat_1) * cos(lat_2) * sin(radians(other.lon - one.lon) / 2) ** 2
    )
    return 2 * EARTH_RADIUS_KM * asin(sqrt(half_chord))


@lru_cache(maxsize=16384)
def telling_words(text: str, place_words: frozenset[str]) -> frozenset[str]:
    """The words that tell this place from others: "northern Idlib province" is {"idlib"}."""
    kept = [word for word in fold(text).split() if word not in place_words]
    return frozenset(name_key(" ".join(kept)).split())


def relation(one: PlaceMention, other: PlaceMention, rules: MatchingRules) -> Relation:
    """How two places stand to each other, by id and words first, then by distance."""
    if place_key(one) == place_key(other) or name_key(one.text) == name_key(other.text):
        return _same(one)
    if one.precision == "country" or other.precision == "country":
        return _by_country(one, other)
    if lies_in(one, other, rules) or lies_in(other, one, rules):
        return "inside"
    return _by_distance(one, other, rules)


def lies_in(inner: PlaceMention, outer: PlaceMention, rules: MatchingRules) -> bool:
    """Whether `inner` is said to lie in `outer`, by its admin or its words.

    A bare name counts although it was taken for a town: reports write "in Idlib" for the province.
    """
    outer_words = telling_words(outer.text, rules.place_words)
    if not outer_words or "city" in fold(outer.text).split():
        return False
    if inner.admin is not None and telling_words(inner.admin, rules.place_words) == outer_words:
        return inner.precision != "province"
    return outer_words < telling_words(inner.text, rules.place_words)


def _same(place: PlaceMention) -> Relation:
    if place.precision == "country":
        return "same_country"
    return "same_area" if place.precision in COARSE else "same_place"


def _by_country(one: PlaceMention, other: PlaceMention) -> Relation:
    if one.country is None or other.country is None:
        return "unknown"
    return "same_country" if one.country == other.country else "apart"


def _by_distance(one: PlaceMention, other: PlaceMention, rules: MatchingRules) -> Relation:
    are_fine = one.precision in FINE and other.precision in FINE
    apart_km = distance_km(one, other)
    if apart_km is None:
        return "apart" if are_fine and one.place_id and other.place_id else "unknown"
    if are_fine and apart_km <= rules.same_spot_km:
        return "same_place"
    if apart_km <= rules.near_km:
        return "neighbours" if are_fine else "near"
    # A province's point says little about where in it something happened.
    return "unknown" if "province" in (one.precision, other.precision) else "apart"


def relations(
    left: IncidentClaim, right: IncidentClaim, rules: MatchingRules
) -> Iterator[tuple[Relation, PlaceMention, PlaceMention]]:
    for one in places_of(left):
        for other in places_of(right):
            yield relation(one, other, rules), one, other


def closest(
    left: IncidentClaim, right: IncidentClaim, rules: MatchingRules
) -> tuple[Relation, PlaceMention, PlaceMention] | None:
    """The closest relation between any place of one claim and any of the other."""
    found = relations(left, right, rules)
    return min(found, key=lambda item: CLOSEST_FIRST.index(item[0]), default=None)
