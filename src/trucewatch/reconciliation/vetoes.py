"""What makes it impossible for two claims to be about one incident, whatever they weigh."""

from __future__ import annotations

from trucewatch.model.claim import IncidentClaim, is_numbered
from trucewatch.reconciliation.accounts import agree_in_all, are_two_items, is_marked_as_one
from trucewatch.reconciliation.basis import Basis
from trucewatch.reconciliation.comparisons import (
    are_akin,
    said,
    said_days,
)
from trucewatch.reconciliation.days import is_coarse, may_meet
from trucewatch.reconciliation.places import FINE, closest, places_of
from trucewatch.reconciliation.ranges import are_close, ranges_overlap


def difference(one: IncidentClaim, other: IncidentClaim, basis: Basis) -> str | None:
    """Why the two cannot be one incident; None where nothing forbids it."""
    if is_marked_as_one(one, other, basis):
        return None
    if is_numbered(one) and is_numbered(other) and one.reader == other.reader:
        return "the dataset lists them as two events"
    if one.report == other.report and (
        are_two_items(one, other, basis.rules) or not agree_in_all(one, other, basis.rules)
    ):
        return "one report tells them as two things"
    return (
        _other_days(one, other, basis)
        or _other_village(one, other, basis)
        or _other_act(one, other, basis)
    )


def _other_days(one: IncidentClaim, other: IncidentClaim, basis: Basis) -> str | None:
    here, there = basis.span(one), basis.span(other)
    if here is None or there is None:
        return None
    is_either_coarse = any(each.date is None or is_coarse(each.date) for each in (one, other))
    if may_meet(here, there, is_either_coarse=is_either_coarse):
        return None
    return f"other days: {said_days(here)} and {said_days(there)}"


def _other_village(one: IncidentClaim, other: IncidentClaim, basis: Basis) -> str | None:
    found = closest(one, other, basis.rules)
    if found is None or found[0] not in ("neighbours", "apart"):
        return None
    _, here, there = found
    if not all(place.precision in FINE for place in places_of(one) + places_of(other)):
        return None
    return f"other places: {here.text} and {there.text}"


def _other_act(one: IncidentClaim, other: IncidentClaim, basis: Basis) -> str | None:
    if "other" in (one.type, other.type) or are_akin(one.type, other.type, basis.rules):
        return None
    if one.killed is None or other.killed is None:
        return None
    if ranges_overlap(one.killed, other.killed) or are_close(one.killed, other.killed):
        return None
    return f"other acts with other tolls: {said(one.type)} and {said(other.type)}"
