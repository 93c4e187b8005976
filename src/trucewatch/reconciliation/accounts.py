"""Claims of one report that are one account of one event."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import combinations, pairwise

from trucewatch.model.claim import IncidentClaim, event_key
from trucewatch.reconciliation.basis import Basis
from trucewatch.reconciliation.clusters import Pair, pair
from trucewatch.reconciliation.names import actor_key
from trucewatch.reconciliation.places import closest
from trucewatch.reconciliation.ranges import ranges_overlap
from trucewatch.reconciliation.rules import MatchingRules
from trucewatch.reference.names import fold

TOLLS = ("killed", "killed_children", "injured", "abducted")


def accounts(claims: Mapping[str, IncidentClaim], basis: Basis) -> Iterator[Pair]:
    """Pairs that one report marks as accounts of one event, or tells of in one breath."""
    yield from marked_pairs(claims, basis)
    yield from (pair(*link) for link in continuations(claims, basis).items())


def marked_pairs(claims: Mapping[str, IncidentClaim], basis: Basis) -> Iterator[Pair]:
    """Pairs that one report, or a dataset's number, marks as accounts of one event."""
    marked: dict[str, list[str]] = {}
    for claim in claims.values():
        if (key := event_key(claim)) is not None:
            marked.setdefault(key, []).append(claim.id)
    for together in marked.values():
        for one, other in combinations(sorted(together), 2):
            if is_marked_as_one(claims[one], claims[other], basis):
                yield one, other


def continuations(claims: Mapping[str, IncidentClaim], basis: Basis) -> dict[str, str]:
    """Claims (ids) that go on with the one before them in their report, and that one."""
    told: dict[str, list[IncidentClaim]] = {}
    for claim in {**basis.beside, **claims}.values():
        if claim.span is not None:
            told.setdefault(claim.report, []).append(claim)
    in_order = (
        sorted(of_report, key=lambda claim: (claim.span or (0, 0), claim.id))
        for of_report in told.values()
    )
    return {
        later.id: earlier.id
        for of_report in in_order
        for earlier, later in pairwise(of_report)
        if {earlier.id, later.id} <= claims.keys() and goes_on(earlier, later, basis)
    }


def is_marked_as_one(one: IncidentClaim, other: IncidentClaim, basis: Basis) -> bool:
    """Whether their report, or a dataset, marks both as one event, and does not belie it.

    Rival voices differ on one event. One voice that gives it other figures, and names the place
    again, tells of two; and so does a report that goes over to its next item.
    """
    if event_key(one) is None or event_key(one) != event_key(other):
        return False
    if one.report != other.report:
        return True
    if are_two_items(one, other, basis.rules):
        return False
    is_one_voice = basis.lineage.claimant(one) == basis.lineage.claimant(other)
    is_placed_anew = _names_its_place(_later(one, other))
    return not (is_one_voice and is_placed_anew and _exclude_each_other(one, other, basis.rules))


def are_two_items(one: IncidentClaim, other: IncidentClaim, rules: MatchingRules) -> bool:
    """Whether the later of two claims of one report begins a new item: "Elsewhere, …"."""
    if one.span is None or other.span is None or one.span == other.span:
        return False
    return f"{fold(_later(one, other).quote)} ".startswith(rules.new_items)


def _later(one: IncidentClaim, other: IncidentClaim) -> IncidentClaim:
    return max(one, other, key=lambda claim: (claim.span or (0, 0), claim.id))


def _names_its_place(claim: IncidentClaim) -> bool:
    return claim.place is not None and claim.place.text in claim.quote


def _exclude_each_other(one: IncidentClaim, other: IncidentClaim, rules: MatchingRules) -> bool:
    found = closest(one, other, rules)
    if found is not None and found[0] in ("neighbours", "apart"):
        return True
    stated = ((getattr(one, toll), getattr(other, toll)) for toll in TOLLS)
    return any(
        not ranges_overlap(here, there)
        for here, there in stated
        if here is not None and there is not None
    )


def goes_on(earlier: IncidentClaim, later: IncidentClaim, basis: Basis) -> bool:
    """Whether `later` is the next sentence on the same event: "Another 16 were taken to hospital".

    It names no act of its own, states nothing that differs, and follows in the same paragraph; a
    sentence without place and day may follow after an aside.
    """
    if later.type != "other" or earlier.report != later.report:
        return False
    if earlier.span is None or later.span is None or later.span[0] < earlier.span[1]:
        return False
    if not agree_in_all(earlier, later, basis.rules) or not _can_meet(earlier, later, basis):
        return False
    if later.place is None and later.date is None:
        return later.span[0] - earlier.span[1] <= basis.rules.aside_characters
    between = basis.lineage.reports[later.report].text[earlier.span[1] : later.span[0]]
    return not between.strip() and "\n" not in between


def _can_meet(one: IncidentClaim, other: IncidentClaim, basis: Basis) -> bool:
    here, there = basis.met(one), basis.met(other)
    return here is not None and there is not None and here.overlaps(there)


def agree_in_all(one: IncidentClaim, other: IncidentClaim, rules: MatchingRules) -> bool:
    """Whether every field that both state is the same in both; an act of no kind states none."""
    found = closest(one, other, rules)
    if found is not None and found[0] not in ("same_place", "same_area", "inside"):
        return False
    stated = [
        (one.date, other.date),
        (set(accused(one)) or None, set(accused(other)) or None),
        *((getattr(one, toll), getattr(other, toll)) for toll in TOLLS),
    ]
    is_one_act = one.type == other.type or "other" in (one.type, other.type)
    return is_one_act and all(
        here == there for here, there in stated if here is not None and there is not None
    )


def accused(claim: IncidentClaim) -> dict[str, str]:
    return {actor_key(actor): actor.text for actor in claim.perpetrators + claim.claimed_by}
