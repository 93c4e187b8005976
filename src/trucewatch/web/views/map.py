"""The map and its timeline."""

from __future__ import annotations

from trucewatch.publication.map import Map, map_of
from trucewatch.web.asking import TheAsked, TheDesk


def map_view(desk: TheDesk, asked: TheAsked) -> Map:
    """Zones and incidents with their places and days, for the map and its timeline."""
    made = desk.answer(asked)
    until = made.window.end if made.window else None
    return map_of(made.findings, made.records, desk.reference, until=until)
