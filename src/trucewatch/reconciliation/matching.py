"""Whether two claims about force are about one incident: explained weights, added up.

The weights and the probability from which a pair is joined are data (`data/matching_weights.yaml`,
or the ledger's latest); docs/reconciliation.md explains them.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from types import MappingProxyType
from typing import NamedTuple

from trucewatch.model.claim import IncidentClaim
from trucewatch.model.weights import MatchingWeights, probability_of
from trucewatch.reconciliation.basis import Basis
from trucewatch.reconciliation.clusters import Pair
from trucewatch.reconciliation.comparisons import COMPARISONS
from trucewatch.reconciliation.lineage import Lineage
from trucewatch.reconciliation.rules import MatchingRules
from trucewatch.reconciliation.vetoes import difference
from trucewatch.reconciliation.weighing import Weigher


class Evidence(NamedTuple):
    """One comparison of a pair: the level it stands at, what that weighs, and why in words."""

    comparison: str
    level: str
    weight: float
    why: str


class Match(NamedTuple):
    """All that speaks for and against a pair; weights in bits, beginning with `start`."""

    start: float
    evidence: tuple[Evidence, ...]

    @property
    def weight(self) -> float:
        return round(self.start + sum(each.weight for each in self.evidence), 2)

    @property
    def why(self) -> str:
        parts = (f"{each.why} ({each.weight:+g})" for each in self.evidence)
        told = ", ".join((*parts, f"any two claims ({self.start:+g})"))
        return f"{sure(self.weight)}, weight {self.weight:+g}: {told}"


class Matcher:
    """Weighs pairs of claims over one lineage; what forbids a pair is remembered."""

    def __init__(
        self,
        claims: Mapping[str, IncidentClaim],
        lineage: Lineage,
        rules: MatchingRules,
        weights: MatchingWeights,
        beside: Mapping[str, IncidentClaim] = MappingProxyType({}),
    ) -> None:
        self.claims = claims
        self.basis = Basis(lineage, rules, beside)
        self.weights = weights
        self._differences: dict[tuple[str, str], str | None] = {}
        self._weigher = Weigher(claims, self.basis, weights)

    def match(self, left: str, right: str) -> Match:
        return Match(
            self.weights.start, tuple(self._evidence(self.claims[left], self.claims[right]))
        )

    def weight(self, left: str, right: str) -> float:
        return self._weigher.weight(*((left, right) if left < right else (right, left)))

    def enough(self, pairs: Iterable[Pair]) -> Iterator[Pair]:
        """Those whose weight is enough for the two to be joined; each pair's ids in order."""
        return self._weigher.enough(pairs)

    def difference(self, left: str, right: str) -> str | None:
        """What makes it impossible for the two to be one incident; None where nothing does."""
        key = (left, right) if left < right else (right, left)
        if key not in self._differences:
            one, other = self.claims[key[0]], self.claims[key[1]]
            self._differences[key] = difference(one, other, self.basis)
        return self._differences[key]

    def are_apart(self, left: str, right: str) -> bool:
        return self.difference(left, right) is not None

    def _evidence(self, one: IncidentClaim, other: IncidentClaim) -> Iterator[Evidence]:
        for name, compare in COMPARISONS.items():
            found = compare(one, other, self.basis)
            if found is not None:
                weight = self.weights.weights[name][found.level]
                yield Evidence(name, found.level, weight, found.why)


def sure(weight: float) -> str:
    """The probability behind a weight, in words that never say certain."""
    percent = 100 * probability_of(weight)
    if percent > 99.9:
        return "over 99.9 % sure"
    return "under 0.1 % sure" if percent < 0.1 else f"{percent:.1f} % sure"
