"""Zone-days: a zone's state on each local day of a window."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from trucewatch.assessment.evidence import Days
from trucewatch.assessment.window import Window
from trucewatch.model.finding import Coverage, ZoneDay
from trucewatch.model.record import Figure, Incident


def zone_days(window: Window) -> tuple[ZoneDay, ...]:
    """One for each day, in order.

    An incident dated to a few days is listed on each: its low counts on none of them, its high
    on all. `killed_high` is None where a toll is open or not stated.
    """
    listed = {incident.id: incident for incident in window.listed}
    dated = [
        (listed[each.record.id], each.days)
        for each in window.here
        if each.record.id in listed and each.days.is_short
        if each.is_surely_in(window.zone.id)
    ]
    return tuple(
        _zone_day(window, day, grade, [each for each in dated if each[1].touches(day, day)])
        for day, grade in zip(window.days, window.coverage_days, strict=True)
    )


def _zone_day(
    window: Window, day: date, grade: Coverage, dated: Sequence[tuple[Incident, Days]]
) -> ZoneDay:
    incidents = {incident.id for incident, _ in dated}
    on_day = [incident for incident, days in dated if days.first == days.last]
    return ZoneDay(
        zone=window.zone.id,
        day=day,
        incidents=tuple(sorted(incidents)),
        violations=tuple(
            sorted(each.id for each in window.violations if each.incident in incidents)
        ),
        killed_low=sum(_low(incident.killed) for incident in on_day),
        killed_high=_sum_of_highs([incident.killed for incident, _ in dated]),
        coverage=grade,
    )


def _low(figure: Figure | None) -> int:
    return (figure.low if figure else None) or 0


def _sum_of_highs(figures: Sequence[Figure | None]) -> int | None:
    highs = [figure.high if figure else None for figure in figures]
    known = [high for high in highs if high is not None]
    return sum(known) if len(known) == len(highs) else None
