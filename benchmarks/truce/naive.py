"""What others would answer: everything added up, one outlet taken, one group a day and place."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date

from trucewatch.model.claim import Claim, IncidentClaim
from trucewatch.model.report import Report
from trucewatch.reference.reference import Reference
from trucewatch.reference.zones import zones_at


def by_day_and_place(claims: Iterable[Claim]) -> dict[str, str]:
    """Each claim's group where claims of one day and one place are one incident."""
    return {
        claim.id: f"{claim.date.start} {claim.place.place_id or claim.place.text}"
        for claim in claims
        if isinstance(claim, IncidentClaim) and claim.date and claim.place
    }


def killed_by_zone(
    claims: Iterable[Claim], reference: Reference, first: date
) -> dict[str, list[tuple[IncidentClaim, int]]]:
    """Claims from that day on with the dead they give, by the zone their place lies in."""
    found: dict[str, list[tuple[IncidentClaim, int]]] = {zone: [] for zone in reference.zones}
    for claim in claims:
        if not isinstance(claim, IncidentClaim) or claim.killed is None or claim.place is None:
            continue
        if claim.date is None or claim.date.start is None or claim.date.start < first:
            continue
        for placed in zones_at(claim.place, reference):
            if placed.answer == "yes":
                found[placed.zone.id].append((claim, claim.killed.low or 0))
    return found


def sum_of_all(told: Iterable[tuple[IncidentClaim, int]]) -> int:
    return sum(killed for _, killed in told)


def sum_of_one_outlet(
    told: Iterable[tuple[IncidentClaim, int]], reports: Mapping[str, Report], outlet: str
) -> int:
    return sum(killed for claim, killed in told if reports[claim.report].outlet == outlet)


def sum_by_day_and_place(told: Iterable[tuple[IncidentClaim, int]]) -> int:
    """The largest figure of each day and place."""
    most: dict[str, int] = {}
    for claim, killed in told:
        for group in by_day_and_place([claim]).values():
            most[group] = max(most.get(group, 0), killed)
    return sum(most.values())
