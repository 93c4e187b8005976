"""How two places named in reports stand to each other."""

from __future__ import annotations

from difflib import SequenceMatcher
from functools import lru_cache
from math import asin, cos, radians, sin, sqrt
from typing import Literal

from trucewatch.model.claim import IncidentClaim
from trucewatch.model.values import PlaceMention
from trucewatch.reconciliation.names import name_key, place_key
from trucewatch.reconciliation.rules import MatchingRules
from trucewatch.reference.names import fold

Relation = Literal[
    "same_place",
    "misspelt",
    "same_area",
    "inside",
    "near",
    "same_country",
    "unknown",
    "neighbours",
    "apart",
]
CLOSEST_FIRST: tuple[Relation, ...] = (
    "same_place",
    "misspelt",
    "same_area",
    "inside",
    "near",
    "same_country",
    "unknown",
    "neighbours",
    "apart",
)
VOWELS = frozenset("aeiouy")
FINE = ("exact", "town")
COARSE = ("district", "province", "area", "country")
EARTH_RADIUS_KM = 6371.0


def places_of(claim: IncidentClaim) -> tuple[PlaceMention, ...]:
    """All places the claim names, each once, the most specific first."""
    named = ((claim.place,) if claim.place else ()) + claim.places
    if len(named) < 2:
        return named
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


def telling_words(text: str, rules: MatchingRules) -> frozenset[str]:
    """The words that tell this place from others: "northern Idlib province" is {"idlib"}."""
    return _telling_words(text, rules.untelling_words)


@lru_cache(maxsize=16384)
def _telling_words(text: str, untelling: frozenset[str]) -> frozenset[str]:
    kept = [word for word in fold(text).split() if word not in untelling]
    return frozenset(name_key(" ".join(kept)).split())


def relation(one: PlaceMention, other: PlaceMention, rules: MatchingRules) -> Relation:
    """How two places stand to each other, by id and words first, then by distance."""
    if place_key(one) == place_key(other) or name_key(one.text) == name_key(other.text):
        return _same(one, rules)
    if one.precision == "country" or other.precision == "country":
        return _by_country(one, other)
    if lies_in(one, other, rules) or lies_in(other, one, rules):
        return "inside"
    if is_one_area(one, other, rules):
        return "same_area"
    if is_misspelt(one, other, rules):
        return "misspelt"
    return _by_distance(one, other, rules)


def lies_in(inner: PlaceMention, outer: PlaceMention, rules: MatchingRules) -> bool:
    """Whether `inner` is said to lie in `outer`, by its admin or its words.

    A bare name counts although it was taken for a town: reports write "in Idlib" for the province.
    """
    outer_words = telling_words(outer.text, rules)
    if not outer_words or "city" in fold(outer.text).split():
        return False
    if inner.admin is not None and telling_words(inner.admin, rules) == outer_words:
        return inner.precision != "province"
    return outer_words < telling_words(inner.text, rules)


def is_misspelt(one: PlaceMention, other: PlaceMention, rules: MatchingRules) -> bool:
    """Whether a name that no place is known by is another with a letter lost, doubled or moved."""
    if one.place_id is not None and other.place_id is not None:
        return False
    here, there = (name_key(each.text) for each in (one, other))
    if skeleton(here) != skeleton(there):
        return False
    first, second = sorted((here, there))
    return SequenceMatcher(None, first, second).ratio() >= rules.misspelt_share


@lru_cache(maxsize=16384)
def skeleton(word: str) -> str:
    """What slips of the pen leave alone: the first letter, and which consonants there are."""
    return word[:1] + "".join(sorted(set(word) - VOWELS - {" "}))


def is_one_area(one: PlaceMention, other: PlaceMention, rules: MatchingRules) -> bool:
    """Whether two areas, one of them known by its words alone, are called after one place."""
    if one.place_id is not None and other.place_id is not None:
        return False
    words = telling_words(one.text, rules)
    is_one = bool(words) and words == telling_words(other.text, rules)
    return is_one and is_area(one, rules) and is_area(other, rules)


def is_area(place: PlaceMention, rules: MatchingRules) -> bool:
    if place.precision is not None:
        return place.precision in COARSE
    return not rules.area_words.isdisjoint(fold(place.text).split())


def _same(place: PlaceMention, rules: MatchingRules) -> Relation:
    if place.precision == "country":
        return "same_country"
    return "same_area" if is_area(place, rules) else "same_place"


def _by_country(one: PlaceMention, other: PlaceMention) -> Relation:
    if one.country is None or other.country is None:
        return "unknown"
    return "same_country" if one.country == other.country else "apart"


def _by_distance(one: PlaceMention, other: PlaceMention, rules: MatchingRules) -> Relation:
    are_fine = one.precision in FINE and other.precision in FINE
    are_about_towns = {one.precision, other.precision} <= {*FINE, "near"}
    apart_km = distance_km(one, other)
    if apart_km is None:
        return "apart" if are_fine and one.place_id and other.place_id else "unknown"
    if are_fine and apart_km <= rules.same_spot_km and not are_two_by_one_issuer(one, other):
        return "same_place"
    if apart_km <= (rules.near_town_km if are_about_towns else rules.near_km):
        return "neighbours" if are_fine else "near"
    if apart_km <= rules.near_km:
        return "neighbours"
    # A province's point says little about where in it something happened.
    return "unknown" if "province" in (one.precision, other.precision) else "apart"


def are_two_by_one_issuer(one: PlaceMention, other: PlaceMention) -> bool:
    """Whether one gazetteer or dossier lists both: what it lists twice is two places, however
    near; another's list has its own points for the same ones."""
    if one.place_id is None or other.place_id is None:
        return False
    return one.place_id.partition(":")[0] == other.place_id.partition(":")[0]


def closest(
    left: IncidentClaim, right: IncidentClaim, rules: MatchingRules
) -> tuple[Relation, PlaceMention, PlaceMention] | None:
    """The closest relation between any place of one claim and any of the other."""
    return _closest(places_of(left), places_of(right), rules)


# The same places are told of again and again, and each is compared with all around it.
@lru_cache(maxsize=1 << 17)
def _closest(
    left: tuple[PlaceMention, ...], right: tuple[PlaceMention, ...], rules: MatchingRules
) -> tuple[Relation, PlaceMention, PlaceMention] | None:
    found = ((relation(one, other, rules), one, other) for one in left for other in right)
    return min(found, key=lambda item: CLOSEST_FIRST.index(item[0]), default=None)
