"""What pairs of claims weigh, without the words for it.

Each comparison but one looks at little of a claim, and much the same is told again and again: what
two such traits weigh is worked out once. Most claims that share a day and a region are about
different towns; of these only days and places are looked at, since with the best that all else
can be they do not weigh enough.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping
from typing import NamedTuple

from trucewatch.model.claim import IncidentClaim, event_key
from trucewatch.model.weights import MatchingWeights
from trucewatch.reconciliation.accounts import accused
from trucewatch.reconciliation.basis import Basis
from trucewatch.reconciliation.clusters import Pair
from trucewatch.reconciliation.comparisons import COMPARISONS, day_part, things
from trucewatch.reconciliation.days import span_of
from trucewatch.reconciliation.places import places_of
from trucewatch.reference.names import fold

Trait = Callable[[IncidentClaim, Basis], Hashable]


def _day(claim: IncidentClaim, basis: Basis) -> Hashable:
    return claim.date, basis.span(claim)


def _hour(claim: IncidentClaim, basis: Basis) -> Hashable:
    part = day_part(claim, basis.rules)
    return None if part is None else (part, span_of(claim.date))


def _killed(claim: IncidentClaim, basis: Basis) -> Hashable:
    return claim.killed, claim.claim_status == "denied"


# All that each comparison looks at of one claim; None where that weighs nothing with any other.
# The two that tell most come first.
TRAITS: Mapping[str, Trait] = {
    "place": lambda claim, basis: places_of(claim),
    "day": _day,
    "type": lambda claim, basis: claim.type,
    "killed": _killed,
    "authors": lambda claim, basis: frozenset(accused(claim)) or None,
    "injured": lambda claim, basis: claim.injured,
    "children": lambda claim, basis: claim.killed_children,
    "hour": _hour,
    "target": lambda claim, basis: frozenset(things(claim, basis.rules)) or None,
}
NAMES = tuple(TRAITS)
UNTOLD = 0


class Looked(NamedTuple):
    """Traits of a claim by number; beside each, the most that those after it can weigh."""

    claim: IncidentClaim
    traits: tuple[int, ...]
    most_after: tuple[float, ...]
    mark: str | None
    words: int


class Weigher:
    """Weighs pairs of claims over one basis. Numbers stand for equal traits."""

    def __init__(
        self, claims: Mapping[str, IncidentClaim], basis: Basis, weights: MatchingWeights
    ) -> None:
        self._basis = basis
        self._weights = weights
        self._numbers: dict[Hashable, int] = {None: UNTOLD}
        self._known: list[dict[tuple[int, int], float]] = [{} for _ in TRAITS]
        self._best = {name: max(levels.values()) for name, levels in weights.weights.items()}
        provenance = weights.weights["provenance"]
        self._one_text = max(0.0, self._best["provenance"])
        self._two_texts = max(0.0, provenance["same_originator"], provenance["own_words"])
        self._looked = {each: self._look(claims[each]) for each in claims}

    def weight(self, left: str, right: str) -> float:
        """In bits; the ids come in order."""
        one, other = self._looked[left], self._looked[right]
        return round(self._of_traits(one, other) + self._compared("provenance", one, other), 2)

    def enough(self, pairs: Iterable[Pair]) -> Iterator[Pair]:
        """Those whose weight is enough to join the two. Of most, a glance tells that it is not."""
        enough = self._weights.enough
        for left, right in pairs:
            one, other = self._looked[left], self._looked[right]
            # Weights are rounded when they are added up.
            text = self._one_text if self._may_be_one_text(one, other) else self._two_texts
            lacking = enough - text - 0.01
            if self._can_weigh(lacking, one, other) and self.weight(left, right) >= enough:
                yield left, right

    def _can_weigh(self, lacking: float, one: Looked, other: Looked) -> bool:
        """Whether all but their provenance weighs so much, given up as soon as it cannot."""
        total = self._weights.start
        for at, known in enumerate(self._known):
            here, there = one.traits[at], other.traits[at]
            if here and there:
                weight = known.get((here, there))
                total += self._trait(at, one, other) if weight is None else weight
            most, most_there = one.most_after[at], other.most_after[at]
            if total + (most if most < most_there else most_there) < lacking:
                return False
        return True

    def _look(self, claim: IncidentClaim) -> Looked:
        traits = {name: trait(claim, self._basis) for name, trait in TRAITS.items()}
        most = [self._most(name, claim, trait) for name, trait in traits.items()]
        return Looked(
            claim=claim,
            traits=tuple(self._number(trait) for trait in traits.values()),
            most_after=tuple(sum(most[at + 1 :]) for at in range(len(most))),
            mark=event_key(claim),
            words=self._number(fold(claim.quote)),
        )

    def _number(self, trait: Hashable) -> int:
        return self._numbers.setdefault(trait, len(self._numbers))

    def _most(self, name: str, claim: IncidentClaim, trait: Hashable) -> float:
        """The most that a comparison can weigh for the claim, with whatever other."""
        if trait is None:
            return 0.0
        if name == "killed" and claim.killed is None:
            return max(0.0, self._weights.weights["killed"].get("untold", 0.0))
        return max(0.0, self._best[name])

    def _of_traits(self, one: Looked, other: Looked) -> float:
        """What all but their provenance weighs."""
        total = self._weights.start
        for at in range(len(NAMES)):
            if one.traits[at] and other.traits[at]:
                total += self._trait(at, one, other)
        return total

    def _trait(self, at: int, one: Looked, other: Looked) -> float:
        known, both = self._known[at], (one.traits[at], other.traits[at])
        weight = known.get(both)
        if weight is None:
            weight = known[both] = self._compared(NAMES[at], one, other)
        return weight

    def _may_be_one_text(self, one: Looked, other: Looked) -> bool:
        return (
            one.claim.report == other.claim.report
            or one.words == other.words
            or (one.mark is not None and one.mark == other.mark)
        )

    def _compared(self, name: str, one: Looked, other: Looked) -> float:
        found = COMPARISONS[name](one.claim, other.claim, self._basis)
        return self._weights.weights[name][found.level] if found else 0.0
