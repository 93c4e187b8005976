"""A place to the zones it lies in: yes, or cannot tell."""

from __future__ import annotations

from datetime import date
from functools import lru_cache
from typing import TYPE_CHECKING, Literal

import msgspec
from msgspec import Struct

from trucewatch.model.reference import Zone
from trucewatch.model.values import PlaceMention, PlacePrecision
from trucewatch.reference.reference import Reference

if TYPE_CHECKING:
    from shapely.geometry.base import BaseGeometry

# How far from its point a place of a precision may reach, in kilometres. Only ever used to say
# "cannot tell": a point of a province is no location.
_REACH_KM: dict[PlacePrecision, float] = {
    "exact": 0.0,
    "town": 0.0,
    "near": 10.0,
    "district": 25.0,
    "province": 80.0,
    "area": 80.0,
    "country": 500.0,
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
    zones = [zone for zone in reference.zones.values() if _is_valid(zone, on)]
    named = reference.zone_named(place.text)
    placements = (_placement(place, zone, named) for zone in zones)
    return tuple(each for each in placements if each is not None)


def _is_valid(zone: Zone, on: date | None) -> bool:
    return on is None or (
        (zone.valid_from is None or zone.valid_from <= on)
        and (zone.valid_to is None or on <= zone.valid_to)
    )
