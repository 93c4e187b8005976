"""A place to the zones it lies in: yes, or cannot tell."""

from __future__ import annotations

import math
from datetime import date
from functools import cached_property, lru_cache
from typing import TYPE_CHECKING, Literal

from msgspec import Struct

from trucewatch.model.reference import Zone
from trucewatch.model.values import PlaceMention, PlacePrecision
from trucewatch.reference.reference import Reference

if TYPE_CHECKING:
    from shapely.geometry.base import BaseGeometry

# How far from its point a place of a precision may reach, in kilometres: what is known of a
# place that is no point. A province reaches as far as the places known to lie in it.
REACH_KM: dict[PlacePrecision, float] = {
    "exact": 0.0,
    "town": 0.0,
    "near": 10.0,
    "district": 25.0,
    "area": 40.0,
    "province": 60.0,
}
_KM_PER_DEGREE = 111.2


class Placement(Struct, frozen=True):
    """Whether a place lies in a zone, and why that is said."""

    zone: Zone
    answer: Literal["yes", "cannot tell"]
    why: str


def zones_at(
    place: PlaceMention, reference: Reference, on: date | None = None
) -> tuple[Placement, ...]:
    """Zones the place lies in or may lie in, in the order of the dossiers; those valid `on`.

    "yes" where a point of town grade or finer lies in the zone or on its border (a border belongs
    to both sides, because monitors report "on the line"), or where the words or the place id name
    the zone or one of its main places. "cannot tell" where a coarser place could reach into the
    zone, or a point lies no farther outside than the line may be off (`Zone.accuracy_m`).
    """
    named = reference.zone_named(place.text)
    index = _index(reference)
    nearby = index.nearby(place)
    placements = (
        _named_placement(place, zone, named) or _drawn_placement(place, zone, area, i in nearby)
        for i, (zone, area) in enumerate(zip(index.zones, index.areas, strict=True))
        if _is_valid(zone, on)
    )
    return tuple(each for each in placements if each is not None)


def zones_around(
    place: PlaceMention, reference: Reference, margin_km: float
) -> tuple[tuple[Zone, float], ...]:
    """Zones whose line is within the margin of a place outside, with the kilometres to it.

    Only a point of town grade or finer has a distance that means something.
    """
    if place.precision not in ("exact", "town") or place.lat is None or place.lon is None:
        return ()
    index = _index(reference)
    found = (
        (zone, _distance_km(place.lat, place.lon, area))
        for zone, area in index.within(place, margin_km)
    )
    return tuple((zone, km) for zone, km in found if 0 < km <= margin_km)


class _Index:
    """All zones with their areas, and a tree over these."""

    def __init__(self, reference: Reference) -> None:
        from shapely import STRtree, prepare
        from shapely.geometry import shape

        self.zones = tuple(reference.zones.values())
        self._places = tuple(reference.places.values())
        self.areas = [shape(zone.geometry) for zone in self.zones]
        prepare(self.areas)
        self._tree = STRtree(self.areas)
        self._accuracy_km = max((zone.accuracy_m / 1000 for zone in self.zones), default=0.0)
        self._countries = {
            zone.id: dossier.countries for dossier in reference.dossiers for zone in dossier.zones
        }

    def nearby(self, place: PlaceMention) -> frozenset[int]:
        """Numbers of the zones the place could reach into; all of its country's for a country."""
        if place.precision == "country":
            return frozenset(i for i, zone in enumerate(self.zones) if self._shares(zone, place))
        if place.lat is None or place.lon is None or place.precision is None:
            return frozenset()
        if place.precision == "province" and place.admin in self._by_province:
            return self._by_province[place.admin]
        circle = _circle(place.lat, place.lon, max(REACH_KM[place.precision], self._accuracy_km))
        found = (int(i) for i in self._tree.query(circle, predicate="intersects"))
        return frozenset(i for i in found if self._shares(self.zones[i], place))

    def within(self, place: PlaceMention, km: float) -> list[tuple[Zone, BaseGeometry]]:
        """Zones of the place's country, with their areas, that a circle around it meets."""
        circle = _circle(place.lat or 0.0, place.lon or 0.0, km)
        found = sorted(int(i) for i in self._tree.query(circle, predicate="intersects"))
        return [(self.zones[i], self.areas[i]) for i in found if self._shares(self.zones[i], place)]

    @cached_property
    def _by_province(self) -> dict[str | None, frozenset[int]]:
        """Numbers of the zones in which some place of the province lies, by the province."""
        from shapely import points

        places = [place for place in self._places if place.admin is not None]
        if not places:
            return {}
        found: dict[str | None, set[int]] = {place.admin: set() for place in places}
        spots = points([(place.lon, place.lat) for place in places])
        for i, number in zip(*self._tree.query(spots, predicate="intersects"), strict=True):
            found[places[i].admin].add(int(number))
        return {province: frozenset(numbers) for province, numbers in found.items()}

    def _shares(self, zone: Zone, place: PlaceMention) -> bool:
        countries = self._countries[zone.id]
        return not countries or place.country is None or place.country in countries


@lru_cache(maxsize=4)
def _index(reference: Reference) -> _Index:
    return _Index(reference)


def _named_placement(place: PlaceMention, zone: Zone, named: Zone | None) -> Placement | None:
    if named is not None and named.id == zone.id:
        return Placement(zone, "yes", f"{place.text!r} names the zone")
    if place.precision != "near" and place.place_id in zone.main_places:
        return Placement(zone, "yes", f"{place.text!r} is one of the zone's main places")
    return None


def _drawn_placement(
    place: PlaceMention, zone: Zone, area: BaseGeometry, is_nearby: bool
) -> Placement | None:
    if not is_nearby:
        return None
    if place.precision == "country" or place.precision is None:
        return Placement(zone, "cannot tell", f"{place.text!r} is as wide as a country")
    if place.precision == "province":
        return Placement(zone, "cannot tell", f"{place.text!r} is a province that reaches in")
    if place.lat is None or place.lon is None:
        return None
    if place.precision in ("exact", "town"):
        return _point_placement(place, place.lat, place.lon, zone, area)
    circle = _circle(place.lat, place.lon, REACH_KM[place.precision])
    if area.covers(circle):
        return Placement(zone, "yes", f"{place.text!r}, {place.precision}, lies wholly inside")
    if area.intersects(circle):
        return Placement(zone, "cannot tell", f"{place.text!r}, {place.precision}, may reach in")
    return None


def _point_placement(
    place: PlaceMention, lat: float, lon: float, zone: Zone, area: BaseGeometry
) -> Placement | None:
    from shapely.geometry import Point

    if area.covers(Point(lon, lat)):
        return Placement(zone, "yes", f"{place.text!r} lies inside the line")
    if zone.accuracy_m and area.intersects(_circle(lat, lon, zone.accuracy_m / 1000)):
        off = f"within {zone.accuracy_m:.0f} m of a line that may be so far off"
        return Placement(zone, "cannot tell", f"{place.text!r} lies outside, {off}")
    return None


def _circle(lat: float, lon: float, radius_km: float) -> BaseGeometry:
    """What lies within the radius, in degrees, longitude stretched for the latitude."""
    from shapely.affinity import scale
    from shapely.geometry import Point

    degrees = radius_km / _KM_PER_DEGREE
    stretch = degrees / max(math.cos(math.radians(lat)), 0.01)
    point = Point(lon, lat)
    return scale(point.buffer(1.0), stretch, degrees, origin=point) if radius_km else point


def _distance_km(lat: float, lon: float, area: BaseGeometry) -> float:
    """From a point to the nearest of an area; 0 inside. Degrees of longitude are squeezed to the
    length they have at this latitude, which is good to a few per cent over tens of kilometres."""
    from shapely.affinity import scale
    from shapely.geometry import Point

    point = Point(lon, lat)
    squeezed = scale(area, math.cos(math.radians(lat)), 1.0, origin=(lon, lat))
    return float(squeezed.distance(point)) * _KM_PER_DEGREE


def _is_valid(zone: Zone, on: date | None) -> bool:
    return on is None or (
        (zone.valid_from is None or zone.valid_from <= on)
        and (zone.valid_to is None or on <= zone.valid_to)
    )
