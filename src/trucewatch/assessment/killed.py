"""Killed: what incidents and tallies of a zone and days offer to its supported minimum."""

from __future__ import annotations

from datetime import date

from trucewatch.assessment.evidence import Days, days_of
from trucewatch.assessment.minimum import Item, supported_minimum
from trucewatch.assessment.window import Window
from trucewatch.model.finding import SupportedMinimum
from trucewatch.model.record import Incident, Tally
from trucewatch.model.values import PlaceMention


def killed(window: Window, since: date, until: date) -> SupportedMinimum:
    """The supported minimum of killed in the window's zone over these days, both included."""
    items: list[Item] = []
    left_out: list[tuple[str, str]] = []
    span = Days(since, until)
    for record, item in _offered(window):
        days = Days(item.first, item.last)
        if not days.touches(since, until):
            continue
        why = _why_not(record, window) or _why_not_then(days, span)
        if why:
            left_out.append((record.id, why))
        else:
            items.append(item)
    return supported_minimum(items, left_out=left_out, since=since, until=until)


def _offered(window: Window) -> list[tuple[Incident | Tally, Item]]:
    """Records that are, or may be, in the zone, and count dead."""
    evidence = window.case.evidence
    found: list[tuple[Incident | Tally, Item]] = []
    for incident in evidence.incidents:
        if incident.killed and not incident.is_planned:
            found.append((incident, _incident_item(incident, incident.killed.low or 0)))
    for tally in evidence.tallies:
        if tally.measure == "killed":
            found.append((tally, _tally_item(tally)))
    return [pair for pair in found if evidence.in_zone(pair[0].id, window.zone.id)]


def _incident_item(incident: Incident, low: int) -> Item:
    days = days_of(incident.occurred, incident.first_published)
    town = _town(incident.places or ((incident.place,) if incident.place else ()))
    return Item(incident.id, "incident", low, town, days.first, days.last)


def _tally_item(tally: Tally) -> Item:
    days = days_of(tally.period, tally.first_published)
    town = _town((tally.place,) if tally.place else ())
    category = tally.category or "people"
    return Item(tally.id, "tally", tally.value.low or 0, town, days.first, days.last, category)


def _town(places: tuple[PlaceMention, ...]) -> str | None:
    """The one town a record is confined to. Anything coarser, or near a town, may be anywhere."""
    if len(places) != 1 or places[0].precision != "town":
        return None
    return places[0].place_id


def _why_not(record: Incident | Tally, window: Window) -> str | None:
    placed = window.case.evidence.in_zone(record.id, window.zone.id)
    if placed is None or placed.answer != "yes":
        return "its area may reach beyond the zone"
    if not placed.is_whole:
        return "its toll covers places outside the zone, too"
    if isinstance(record, Incident) and record.is_denied:
        return "that it happened is denied"
    return None


def _why_not_then(days: Days, span: Days) -> str | None:
    if days.within(span.first, span.last):
        return None
    return f"may count dead outside {span}: it covers {days}"
