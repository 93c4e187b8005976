"""Killed: what incidents and tallies of a zone and days offer to its supported minimum."""

from __future__ import annotations

from datetime import date

from trucewatch.assessment.evidence import Days
from trucewatch.assessment.examined import Examined
from trucewatch.assessment.minimum import Item, supported_minimum
from trucewatch.assessment.window import Window
from trucewatch.model.finding import SupportedMinimum
from trucewatch.model.record import Figure, Incident, Tally
from trucewatch.model.values import PlaceMention


def killed(window: Window, since: date, until: date) -> SupportedMinimum:
    """The supported minimum of killed in the window's zone over these days, both included."""
    items: list[Item] = []
    left_out: list[tuple[str, str]] = []
    span = Days(since, until)
    for each in window.case.here(window.zone.id, since, until, Incident, Tally):
        item = _item(each)
        if item is None:
            continue
        why = _why_not(each, window.zone.id) or _why_not_then(each.days, span)
        if why:
            left_out.append((item.id, why))
        else:
            items.append(item)
    return supported_minimum(items, left_out=left_out, since=since, until=until)


def _item(each: Examined) -> Item | None:
    """None for what counts no dead."""
    match each.record:
        case Incident(killed=Figure(low=low), is_planned=False):
            return _incident_item(each.record, each.days, low or 0)
        case Tally(measure="killed"):
            return _tally_item(each.record, each.days)
        case _:
            return None


def _incident_item(incident: Incident, days: Days, low: int) -> Item:
    town = _town(incident.places or ((incident.place,) if incident.place else ()))
    return Item(incident.id, "incident", low, town, days.first, days.last)


def _tally_item(tally: Tally, days: Days) -> Item:
    town = _town((tally.place,) if tally.place else ())
    category = tally.category or "people"
    return Item(tally.id, "tally", tally.value.low or 0, town, days.first, days.last, category)


def _town(places: tuple[PlaceMention, ...]) -> str | None:
    """The one town a record is confined to. Anything coarser, or near a town, may be anywhere."""
    if len(places) != 1 or places[0].precision != "town":
        return None
    return places[0].place_id


def _why_not(each: Examined, zone_id: str) -> str | None:
    placed = each.in_zone(zone_id)
    if placed is None or placed.answer != "yes":
        return "its area may reach beyond the zone"
    if not placed.is_whole:
        return "its toll covers places outside the zone, too"
    if isinstance(each.record, Incident) and each.record.is_denied:
        return "that it happened is denied"
    return None


def _why_not_then(days: Days, span: Days) -> str | None:
    if days.within(span.first, span.last):
        return None
    return f"may count dead outside {span}: it covers {days}"
