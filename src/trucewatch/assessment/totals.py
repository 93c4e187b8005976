"""Totals: what incidents, tallies and monitors' counts come to in an area, period and category."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date
from typing import Literal

from trucewatch.assessment.areas import Areas, area_named, areas_of
from trucewatch.assessment.casualties import are_all_civilians, killed_low, killed_told_by
from trucewatch.assessment.categories import CATEGORIES, PEOPLE, are_apart, category_of, is_within
from trucewatch.assessment.counts import Count
from trucewatch.assessment.evidence import Days, gather, places_of
from trucewatch.assessment.examined import Examined
from trucewatch.assessment.items import Item
from trucewatch.assessment.minimum import supported_minimum
from trucewatch.errors import NotFound
from trucewatch.model.claim import Measure
from trucewatch.model.finding import Bound, SupportedMinimum, Total
from trucewatch.model.record import Incident, MonitorCount, Record, Tally
from trucewatch.model.reference import Zone
from trucewatch.model.values import PlaceMention
from trucewatch.reference.reference import Reference

# Measures of a state that one person can be in again elsewhere or later: of two such counts only
# the larger is sure to count nobody twice.
OF_A_STATE: tuple[Measure, ...] = ("displaced", "besieged", "detained", "missing", "other")
AIR_STRIKES = ("airstrike", "drone_strike")


@dataclass(frozen=True)
class Asked:
    """A scope: a zone, a place, or everywhere where neither is given; open days are None."""

    zone: Zone | None = None
    place: PlaceMention | None = None
    first: date | None = None
    last: date | None = None
    category: str = PEOPLE
    measure: Measure = "killed"

    @property
    def days(self) -> Days:
        return Days(self.first, self.last)

    @property
    def area(self) -> str:
        return "the zone" if self.zone else "the area asked about"


def asked_about(
    area: str | None,
    reference: Reference,
    first: date | None,
    last: date | None,
    category: str = PEOPLE,
    measure: Measure = "killed",
) -> Asked:
    """The scope that a zone or place names by its id or name; everywhere for no area.

    Raises `NotFound` for an area that no dossier or gazetteer knows.
    """
    zone, place = area_named(area, reference) if area else (None, None)
    if area and zone is None and place is None:
        raise NotFound(
            f"no zone or place is called {area!r}; give its id or its name as reports write it"
        )
    return Asked(zone, place, first, last, category, measure)


def total(asked: Asked, records: Iterable[Record], reference: Reference) -> Total:
    """The supported minimum, and what each claimant's own counts say beside it."""
    examined = _placed(asked, records, reference)
    bounds = tuple(_bounds(asked, _counts(asked, examined, reference), areas_of(reference)))
    telling = [each for each in examined if _tells_apart(each.record)]
    lowest = {each.claimant: each.most for each in sorted(bounds, key=lambda each: -each.most)}
    return Total(
        minimum=supported_total(asked, examined, reference),
        by_category=tuple(
            found
            for each in _categories_within(asked)
            if (found := supported_total(replace(asked, category=each), telling, reference)).total
        ),
        bounds=bounds,
        most=max(lowest.values(), default=None),
        tallies=tuple(each.id for each in _counts_there(asked, examined, reference)),
    )


def counts_in(asked: Asked, records: Iterable[Record], reference: Reference) -> list[Count]:
    """Counts of the measure that may reach into the area and days asked about."""
    return list(_counts_there(asked, _placed(asked, records, reference), reference))


def _placed(asked: Asked, records: Iterable[Record], reference: Reference) -> list[Examined]:
    """In the order of ids, each with the zones it is in where one is asked about."""
    if asked.zone is None:
        return [Examined(each) for each in sorted(records, key=lambda each: each.id)]
    evidence = gather(list(records), {}, {}, reference)
    return [Examined(record, evidence.placed[record.id]) for record in evidence.records]


def _counts(asked: Asked, examined: Iterable[Examined], reference: Reference) -> Iterator[Count]:
    for each in examined:
        if isinstance(each.record, Tally | MonitorCount):
            count = Count(each.record, reference)
            if count.measure == asked.measure:
                yield count


def _counts_there(
    asked: Asked, examined: Iterable[Examined], reference: Reference
) -> Iterator[Count]:
    areas = areas_of(reference)
    there = (
        each
        for each in examined
        if each.days.touches(asked.first, asked.last) and _where(each, asked, areas) != "no"
    )
    return _counts(asked, there, reference)


def _categories_within(asked: Asked) -> Iterator[str]:
    """The categories that are part of the one asked about, of measures of people killed."""
    if asked.measure == "killed" and asked.category == PEOPLE:
        yield from (each for each in CATEGORIES if each != PEOPLE)


def _tells_apart(record: Record) -> bool:
    """Whether it can tell of some category of people alone."""
    match record:
        case Incident():
            return any(
                (
                    record.killed_civilians,
                    record.killed_combatants,
                    record.killed_women,
                    record.killed_children,
                )
            )
        case Tally():
            return category_of(record.category) != PEOPLE
    return False


def supported_total(
    asked: Asked, examined: Iterable[Examined], reference: Reference
) -> SupportedMinimum:
    """The supported minimum in the scope asked about."""
    areas = areas_of(reference)
    items: list[Item] = []
    left_out: list[tuple[str, str]] = []
    for each in examined:
        item = _item(each, asked, reference)
        if item is None or not each.days.touches(asked.first, asked.last):
            continue
        if why := _why_not(each, item, asked, areas):
            left_out.append((item.id, why))
        else:
            items.append(_anywhere_and_ever(item) if asked.measure in OF_A_STATE else item)
    return supported_minimum(
        items,
        apart=areas.are_apart,
        measure=asked.measure,
        category=asked.category,
        left_out=left_out,
        since=asked.first,
        until=asked.last,
    )


# What each record offers


def _item(each: Examined, asked: Asked, reference: Reference) -> Item | None:
    """What the record offers to the scope; None where it counts no such thing, or not there."""
    areas = areas_of(reference)
    match each.record:
        case Incident():
            item = _incident_item(each, each.record, asked, reference)
        case Tally() | MonitorCount():
            item = _count_item(each, Count(each.record, reference), asked, areas)
        case _:
            return None
    return None if item is None or _where(each, asked, areas) == "no" else item


def _count_item(each: Examined, count: Count, asked: Asked, areas: Areas) -> Item | None:
    if count.measure != asked.measure or are_apart(count.category, asked.category):
        return None
    places, days = _keys(each.record, areas), each.days
    return Item(count.id, "tally", count.low, places, days.first, days.last, count.category)


def _incident_item(
    each: Examined, incident: Incident, asked: Asked, reference: Reference
) -> Item | None:
    low = _incident_low(incident, asked)
    if not low or incident.is_planned:
        return None
    is_civil = asked.category == PEOPLE and are_all_civilians(incident)
    category = "civilians" if is_civil and asked.measure == "killed" else asked.category
    places, days = _keys(incident, areas_of(reference)), each.days
    told_by = _told_by(incident, asked, reference)
    return Item(incident.id, "incident", low, places, days.first, days.last, category, told_by)


def _told_by(incident: Incident, asked: Asked, reference: Reference) -> frozenset[str]:
    """Its reports, and the datasets it is in: each row of one is an event of its own. Of the dead,
    reports that count any: one that tells two events apart does not say whose dead others tell of.
    """
    named = (reference.source_named(each) for each in incident.claimants)
    datasets = {each.id for each in named if each is not None and each.kind == "dataset"}
    reports = killed_told_by(incident) if asked.measure == "killed" else incident.reports
    return frozenset({*reports, *datasets})


def _incident_low(incident: Incident, asked: Asked) -> int:
    match asked.measure:
        case "killed":
            return killed_low(incident, asked.category)
        case "injured" if asked.category == PEOPLE:
            return (incident.injured.low if incident.injured else None) or 0
        case "strikes":
            return int(incident.type in AIR_STRIKES)
    return 0


def _keys(record: Record, areas: Areas) -> tuple[str, ...]:
    """Keys of the places it is confined to; none where one of them is not known."""
    keys = [areas.key(place) for place in places_of(record)]
    known = tuple(sorted({key for key in keys if key is not None}))
    return known if None not in keys else ()


def _anywhere_and_ever(item: Item) -> Item:
    return Item(item.id, item.kind, item.low, category=item.category)


# What is left out


def _why_not(each: Examined, item: Item, asked: Asked, areas: Areas) -> str | None:
    if why := _why_not_there(each, asked, areas):
        return why
    if isinstance(each.record, Incident) and each.record.is_denied:
        return "that it happened is denied"
    if not is_within(item.category, asked.category):
        return f"not all that it counts are surely {asked.category}"
    if not each.days.within(asked.first, asked.last):
        what = "dead" if asked.measure == "killed" else "some"
        return f"may count {what} outside {asked.days}: it covers {each.days}"
    return None


def _why_not_there(each: Examined, asked: Asked, areas: Areas) -> str | None:
    if _where(each, asked, areas) == "yes":
        return None
    if asked.zone is not None and each.is_surely_in(asked.zone.id):
        return "its toll covers places outside the zone, too"
    return f"its area may reach beyond {asked.area}"


def _where(each: Examined, asked: Asked, areas: Areas) -> Literal["yes", "maybe", "no"]:
    """Whether all of what it counts is in the area asked about."""
    if asked.zone is not None:
        placed = each.in_zone(asked.zone.id)
        if placed is None:
            return "no"
        return "yes" if placed.answer == "yes" and placed.is_whole else "maybe"
    if asked.place is None:
        return "yes"
    places = places_of(each.record)
    if places and all(areas.is_inside(place, asked.place) for place in places):
        return "yes"
    key, keys = areas.key(asked.place), _keys(each.record, areas)
    is_apart = key is not None and keys and all(areas.are_apart(key, other) for other in keys)
    return "no" if is_apart else "maybe"


# Upper bounds


def _bounds(asked: Asked, counts: Iterable[Count], areas: Areas) -> Iterator[Bound]:
    """Closed counts that surely cover the whole scope: nobody counted can be outside them."""
    for count in counts:
        if count.value.high is not None and _covers(count, asked, areas):
            yield Bound(record=count.id, claimant=count.said_by, most=count.value.high)


def _covers(count: Count, asked: Asked, areas: Areas) -> bool:
    is_dated = count.is_dated and asked.first is not None and asked.last is not None
    return (
        is_dated
        and asked.days.within(count.days.first, count.days.last)
        and is_within(asked.category, count.category)
        and count.cause is None
        and count.place is not None
        and _covers_area(count.place, asked, areas)
    )


def _covers_area(place: PlaceMention, asked: Asked, areas: Areas) -> bool:
    if asked.zone is not None:
        return areas.names_zone(place, asked.zone.id)
    return asked.place is not None and areas.is_inside(asked.place, place)
