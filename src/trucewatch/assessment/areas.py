"""Areas: which places surely lie in which, and which surely have nobody in common.

Neither is told of most pairs of places. What cannot be told is taken for a possible overlap.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property, lru_cache

import msgspec

from trucewatch.model.reference import Zone
from trucewatch.model.values import PlaceMention, PlacePrecision
from trucewatch.reference.names import fold
from trucewatch.reference.places import distance_km
from trucewatch.reference.reference import Reference
from trucewatch.reference.zones import REACH_KM, Placement, zones_at

# Two points of one town in two gazetteers lie so far apart, and so do a town and its outskirts.
TOWN_REACH_KM = 2.5
# What lies in one province. An area, or the surroundings of a town, may lie in two.
_OF_ONE_PROVINCE = ("exact", "town", "district", "province")
_FINE = ("exact", "town")


@dataclass(frozen=True, eq=False)
class Areas:
    """How the places of records stand to each other, each asked about once.

    A town with its province's name may stand for the province ("in Idlib"), so it is held apart
    only from what the province is apart from, and nothing but itself surely lies in it.
    """

    reference: Reference

    @cached_property
    def _known(self) -> dict[str, PlaceMention]:
        return {}

    @cached_property
    def _apart(self) -> dict[tuple[str, str], bool]:
        return {}

    @cached_property
    def _zones(self) -> dict[str, tuple[Placement, ...]]:
        return {}

    def key(self, place: PlaceMention) -> str | None:
        """What `are_apart` knows the place by; None for words that lead to no place."""
        if place.place_id is None:
            return None
        wide = self._widened(place)
        key = "|".join((place.place_id, wide.precision or "", self._zone_of(place) or ""))
        self._known.setdefault(key, wide)
        return key

    def are_apart(self, one: str, other: str) -> bool:
        """Whether nobody can be in both, by keys."""
        pair = (one, other) if one < other else (other, one)
        if pair not in self._apart:
            self._apart[pair] = one != other and self._are_apart(*pair)
        return self._apart[pair]

    def is_inside(self, inner: PlaceMention, outer: PlaceMention) -> bool:
        """Whether all of one place surely lies in the other."""
        if outer.place_id is None or inner.place_id is None:
            return False
        if inner.place_id == outer.place_id and "near" not in (inner.precision, outer.precision):
            return True
        if outer.precision == "country":
            return outer.country is not None and inner.country == outer.country
        if outer.precision == "province":
            return inner.precision in _OF_ONE_PROVINCE and _share_province(inner, outer)
        zone = self._zone_of(outer) if outer.precision == "area" else None
        return zone is not None and self.is_in_zone(inner, zone)

    def is_in_zone(self, place: PlaceMention, zone: str) -> bool:
        return any(each.zone.id == zone and each.answer == "yes" for each in self._zones_at(place))

    def names_zone(self, place: PlaceMention, zone: str) -> bool:
        return self._zone_of(place) == zone

    def _are_apart(self, one: str, other: str) -> bool:
        a, b = self._known[one], self._known[other]
        if a.place_id == b.place_id:
            return False
        if a.country and b.country and a.country != b.country:
            return True
        if "country" in (a.precision, b.precision):
            return False
        if self._is_outside(b, self._zone_of(a)) or self._is_outside(a, self._zone_of(b)):
            return True
        return _are_far(a, b)

    def _is_outside(self, place: PlaceMention, zone: str | None) -> bool:
        return zone is not None and all(each.zone.id != zone for each in self._zones_at(place))

    def _zones_at(self, place: PlaceMention) -> tuple[Placement, ...]:
        key = "|".join((place.place_id or "", place.precision or "", place.text))
        if key not in self._zones:
            self._zones[key] = zones_at(place, self.reference)
        return self._zones[key]

    def _zone_of(self, place: PlaceMention) -> str | None:
        zone = _zone_named(self.reference, place.text)
        return zone if place.precision != "near" else None

    def _widened(self, place: PlaceMention) -> PlaceMention:
        words = fold(place.text).split()
        is_named_so = place.admin is not None and fold(place.admin).split() == words
        if place.precision == "town" and is_named_so:
            return msgspec.structs.replace(place, precision="province")
        return place


@lru_cache(maxsize=4)
def areas_of(reference: Reference) -> Areas:
    """The areas of a reference, whose answers are kept as long as it is in use."""
    return Areas(reference)


def area_named(name: str, reference: Reference) -> tuple[Zone | None, PlaceMention | None]:
    """The zone or else the place of this id or name, of the dossiers' countries first."""
    zone = reference.zones.get(name) or reference.zone_named(name)
    if zone is not None:
        return zone, None
    known = reference.places.get(name)
    if known is not None:
        fields = (known.name, known.id, known.lat, known.lon)
        return None, PlaceMention(*fields, known.precision, known.admin, known.country)
    countries = tuple(dict.fromkeys(c for each in reference.dossiers for c in each.countries))
    return None, reference.resolve_place(name, countries=countries)


@lru_cache(maxsize=16384)
def _zone_named(reference: Reference, text: str) -> str | None:
    zone = reference.zone_named(text)
    return zone.id if zone else None


def _share_province(one: PlaceMention, other: PlaceMention) -> bool:
    known = one.admin is not None and one.country is not None
    return known and (one.admin, one.country) == (other.admin, other.country)


def _are_far(a: PlaceMention, b: PlaceMention) -> bool:
    """By province where both have one, else by distance and how far each may reach."""
    km = _apart_km(a, b)
    are_fine = a.precision in _FINE and b.precision in _FINE
    are_of_two = a.admin is not None and b.admin is not None and a.admin != b.admin
    are_confined = a.precision in _OF_ONE_PROVINCE and b.precision in _OF_ONE_PROVINCE
    if are_of_two and are_confined and not are_fine:
        return True
    if "province" in (a.precision, b.precision) and not are_of_two:
        return False
    return km is not None and km > _reach_km(a.precision) + _reach_km(b.precision)


def _apart_km(a: PlaceMention, b: PlaceMention) -> float | None:
    if a.lat is None or a.lon is None or b.lat is None or b.lon is None:
        return None
    return distance_km(a.lat, a.lon, b.lat, b.lon)


def _reach_km(precision: PlacePrecision | None) -> float:
    if precision is None:
        return float("inf")
    return TOWN_REACH_KM if precision in _FINE else REACH_KM[precision]
