"""The map and its timeline."""

from __future__ import annotations

from trucewatch.publication.map import Map, map_of
from trucewatch.web.asking import TheAsked, TheDesk


def map_view(desk: TheDesk, asked: TheAsked) -> Map:
    """Zones and incidents with their places and days, for the map and its timeline."""
    return desk.drawn(
        "map", asked, lambda made: map_of(made.findings, made.records, desk.reference)
    )
