"""Which of its likely matches a claim of a whole province is left with: those about the one that it
fits best.

Such a claim fits villages far apart and, told without a day, of days apart. Were it looked at with
all of them, one part would grow over a war, and each day's reports would touch all of it.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence, Set
from typing import NamedTuple

from trucewatch.model.claim import IncidentClaim
from trucewatch.reconciliation.clusters import Pair, Weights, pair
from trucewatch.reconciliation.places import places_of

WIDE = ("province", "country")


class Likely(NamedTuple):
    """Another claim (id) that one may be about the same thing as, and what the two weigh."""

    other: str
    weight: float


def is_wide(claim: IncidentClaim) -> bool:
    """Whether it tells its place by nothing closer than a province, or not at all."""
    return all(each.precision in WIDE for each in places_of(claim))


def fitting(weights: Weights, wide: Set[str]) -> set[Pair]:
    """The pairs without those by which wide claims would bind what nothing else binds.

    A wide claim goes with the closer one that it fits best, and with those paired with that one;
    without any with the wide claim that it fits best of those that have one, else with all that
    it is paired with. A closer claim that is paired with wide ones alone goes with the best.
    """
    of_wide = {end for each in weights if not wide.isdisjoint(each) for end in each}
    likely: dict[str, list[Likely]] = {each: [] for each in of_wide}
    for (one, other), weight in weights.items():
        if one in of_wide:
            likely[one].append(Likely(other, weight))
        if other in of_wide:
            likely[other].append(Likely(one, weight))
    goes_with = _goes_with(likely, weights, wide)

    def is_kept(each: Pair) -> bool:
        one, other = (_lead(end, goes_with) for end in each)
        return one == other or pair(one, other) in weights

    return {each for each in weights if is_kept(each)}


def _goes_with(
    likely: Mapping[str, Sequence[Likely]], weights: Weights, wide: Set[str]
) -> dict[str, str]:
    closer = {
        each: [other for other in others if other.other not in wide]
        for each, others in likely.items()
    }
    goes_with: dict[str, str] = {}
    for each, others in likely.items():
        if closer[each] and each in wide:
            goes_with[each] = _best_supported(closer[each], weights)
        elif not closer[each]:
            vague = [other for other in others if each not in wide or closer[other.other]]
            if vague:
                goes_with[each] = min(vague, key=lambda one: (-one.weight, one.other)).other
    return goes_with


def _best_supported(candidates: Sequence[Likely], weights: Weights) -> str:
    """The one that, with those of the others that are paired with it, weighs most. Closer claims
    that are paired are of one part, so that no other part has a say in it."""

    def standing(each: Likely) -> tuple[float, float, str]:
        beside = (o.weight for o in candidates if pair(each.other, o.other) in weights)
        return -round(each.weight + sum(beside), 2), -each.weight, each.other

    return min(candidates, key=standing).other


def _lead(each: str, goes_with: Mapping[str, str]) -> str:
    """The last of those that one goes with after the other; the first by id of a circle."""
    gone: list[str] = []
    while each in goes_with and each not in gone:
        gone.append(each)
        each = goes_with[each]
    return min(gone[gone.index(each) :]) if each in gone else each
