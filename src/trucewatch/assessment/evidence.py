"""What assessment looks at: the records, where each is placed, and on which days."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import Literal

from trucewatch.assessment.wording import day_words, days_words
from trucewatch.model.claim import Claim
from trucewatch.model.record import ControlChange, Incident, MonitorCount, Record, Tally
from trucewatch.model.reference import Zone
from trucewatch.model.report import Report
from trucewatch.model.values import Period, PlaceMention
from trucewatch.reference.reference import Reference
from trucewatch.reference.zones import Placement, zones_at

# What is dated more coarsely than a week is put on no day.
LONGEST_SPAN_DAYS = 7


@dataclass(frozen=True)
class Days:
    """First and last local day on which something can have happened; None is unbounded."""

    first: date | None
    last: date | None

    def within(self, first: date | None, last: date | None) -> bool:
        after = first is None or (self.first is not None and self.first >= first)
        before = last is None or (self.last is not None and self.last <= last)
        return after and before

    def touches(self, first: date | None, last: date | None) -> bool:
        starts_late = self.first is not None and last is not None and self.first > last
        ends_early = self.last is not None and first is not None and self.last < first
        return not (starts_late or ends_early)

    @property
    def is_short(self) -> bool:
        """Whether it is dated to a week or finer, so that it can be put on days."""
        if self.first is None or self.last is None:
            return False
        return (self.last - self.first).days < LONGEST_SPAN_DAYS

    def __str__(self) -> str:
        if self.first and self.last:
            return days_words(self.first, self.last)
        if self.last:
            return f"an unknown day up to {day_words(self.last)}"
        return f"{day_words(self.first)} or later" if self.first else "an unknown day"


@dataclass(frozen=True)
class Placed:
    """A record in a zone. `is_whole` is False where some of its places are, or may be, outside."""

    zone: Zone
    answer: Literal["yes", "cannot tell"]
    why: str
    is_whole: bool


@dataclass(frozen=True)
class Evidence:
    """Records, in the order of their ids, with what they rest on. `placed` is by record id."""

    records: tuple[Record, ...]
    claims: Mapping[str, Claim]
    reports: Mapping[str, Report]
    reference: Reference
    placed: Mapping[str, tuple[Placed, ...]]

    @property
    def incidents(self) -> tuple[Incident, ...]:
        return tuple(record for record in self.records if isinstance(record, Incident))

    @property
    def tallies(self) -> tuple[Tally, ...]:
        return tuple(record for record in self.records if isinstance(record, Tally))

    def in_zone(self, record_id: str, zone_id: str) -> Placed | None:
        return next((each for each in self.placed[record_id] if each.zone.id == zone_id), None)


def gather(
    records: Sequence[Record],
    claims: Mapping[str, Claim],
    reports: Mapping[str, Report],
    reference: Reference,
) -> Evidence:
    ordered = tuple(sorted(records, key=lambda record: record.id))
    placed = {
        record.id: _placed([_zones_of(each, reference) for each in places_of(record)])
        for record in ordered
    }
    return Evidence(ordered, claims, reports, reference, placed)


# The same places are told of again and again.
@lru_cache(maxsize=1 << 14)
def _zones_of(place: PlaceMention, reference: Reference) -> tuple[Placement, ...]:
    return tuple(_without_apart(zones_at(place, reference)))


def places_of(record: Record) -> tuple[PlaceMention, ...]:
    match record:
        case Incident(places=places) if places:
            return places
        case Incident() | Tally() | MonitorCount() | ControlChange():
            return (record.place,) if record.place else ()
        case _:
            return ()


def days_of(period: Period | None, first_published: date | None) -> Days:
    """The days a period can mean. What was reported has happened: publication ends an open one."""
    if period is None:
        return Days(None, first_published)
    return Days(period.start, period.end or first_published)


def _placed(by_place: Sequence[Sequence[Placement]]) -> tuple[Placed, ...]:
    """Where a record with these places is, one answer for each zone, in order of zone id."""
    found: dict[str, list[Placement]] = {}
    for placements in by_place:
        for placement in placements:
            found.setdefault(placement.zone.id, []).append(placement)
    return tuple(_join(found[zone_id], len(by_place)) for zone_id in sorted(found))


def _without_apart(placements: tuple[Placement, ...]) -> list[Placement]:
    """Without the doubtful zones that lie apart from every zone that the place is surely in.

    "Eastern Ghouta" is coarse enough to reach into the south-west, but it names its own zone.
    """
    sure = [_box(each.zone) for each in placements if each.answer == "yes"]
    return [
        each for each in placements if not sure or any(_meet(box, _box(each.zone)) for box in sure)
    ]


Box = tuple[float, float, float, float]


def _box(zone: Zone) -> Box:
    """West, south, east and north of the zone, in degrees."""
    points = _points(zone.geometry["coordinates"])
    longitudes, latitudes = [point[0] for point in points], [point[1] for point in points]
    return min(longitudes), min(latitudes), max(longitudes), max(latitudes)


def _points(coordinates: object) -> list[tuple[float, float]]:
    """The points of a GeoJSON Polygon or MultiPolygon, whatever ring they belong to."""
    if not isinstance(coordinates, list | tuple) or not coordinates:
        return []
    if isinstance(coordinates[0], int | float):
        return [(coordinates[0], coordinates[1])]
    return [point for part in coordinates for point in _points(part)]


def _meet(one: Box, other: Box) -> bool:
    apart = one[2] < other[0] or other[2] < one[0] or one[3] < other[1] or other[3] < one[1]
    return not apart


def _join(placements: list[Placement], places: int) -> Placed:
    """One answer for all places of a record: force at one of them inside is force inside."""
    best = min(placements, key=lambda placement: placement.answer != "yes")
    inside = sum(placement.answer == "yes" for placement in placements)
    return Placed(best.zone, best.answer, best.why, is_whole=inside == places)
