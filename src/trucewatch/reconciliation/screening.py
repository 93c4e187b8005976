"""Which pairs can weigh enough to be joined, told at a glance.

Most claims that share a day and a region are about different towns, and to weigh each such pair in
full is most of the work of a rebuild. What is looked at here is cheap, and what is not looked at
counts as the best that it can be, so that no pair is left out that weighs enough.
"""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Mapping
from typing import NamedTuple

from trucewatch.model.claim import IncidentClaim, event_key
from trucewatch.model.values import PlaceMention
from trucewatch.model.weights import MatchingWeights
from trucewatch.reconciliation.accounts import accused
from trucewatch.reconciliation.basis import Basis
from trucewatch.reconciliation.comparisons import (
    COMPARISONS,
    Comparison,
    compare_places,
    compare_types,
)
from trucewatch.reconciliation.places import places_of
from trucewatch.reference.names import fold

# Where equal values are a level of their own, whose name begins so.
EQUAL = "same"
COUNTS = {"killed": "killed", "children": "killed_children", "injured": "injured"}


class Glance(NamedTuple):
    """What is cheap to compare of one claim. Numbers stand for equal things of one screen."""

    id: str
    report: str
    type: str
    places: int
    counts: tuple[object, ...]
    has_authors: bool
    text: str
    mark: str | None


class Screen:
    """Glances at claims, and what they can weigh together at most."""

    def __init__(
        self, claims: Mapping[str, IncidentClaim], basis: Basis, weights: MatchingWeights
    ) -> None:
        self._claims = claims
        self._basis = basis
        self._weights = weights.weights
        self._numbers: dict[tuple[PlaceMention, ...], int] = {}
        self._known: dict[Hashable, float] = {}
        self._glances = {each: self._glance(claims[each]) for each in claims}
        seen = {"type", "place", "authors", "provenance", *COUNTS}
        unseen = sum(max(0.0, self._best(name)) for name in COMPARISONS if name not in seen)
        # Where one of the two tells of no dead.
        untold = max(0.0, self._weights["killed"].get("untold", 0.0))
        self._start = weights.start + unseen + untold
        self._counted = [(self._best(name), self._best(name, but=EQUAL)) for name in COUNTS]
        self._authors = self._best("authors")
        self._one_text = max(0.0, self._best("provenance"))
        provenance = self._weights["provenance"]
        self._two_texts = max(0.0, provenance["same_originator"], provenance["own_words"])

    def may_reach(self, weight: float, left: str, right: str) -> bool:
        one, other = self._glances[left], self._glances[right]
        most = self._start + self._type(one, other) + self._place(one, other)
        for (equal, unequal), here, there in zip(
            self._counted, one.counts, other.counts, strict=True
        ):
            if here is not None and there is not None:
                most += equal if here == there else unequal
        if one.has_authors and other.has_authors:
            most += self._authors
        is_one_text = (
            one.report == other.report
            or one.text == other.text
            or (one.mark is not None and one.mark == other.mark)
        )
        # Weights are rounded when they are added up.
        return most + (self._one_text if is_one_text else self._two_texts) + 0.01 >= weight

    def _glance(self, claim: IncidentClaim) -> Glance:
        return Glance(
            id=claim.id,
            report=claim.report,
            type=claim.type,
            places=self._numbers.setdefault(places_of(claim), len(self._numbers)),
            counts=tuple(getattr(claim, field) for field in COUNTS.values()),
            has_authors=bool(accused(claim)),
            text=fold(claim.quote),
            mark=event_key(claim),
        )

    def _best(self, name: str, *, but: str | None = None) -> float:
        levels = self._weights[name].items()
        return max(weight for level, weight in levels if but is None or not level.startswith(but))

    def _type(self, one: Glance, other: Glance) -> float:
        return self._weighed("type", (one.type, other.type), compare_types, one, other)

    def _place(self, one: Glance, other: Glance) -> float:
        return self._weighed("place", (one.places, other.places), compare_places, one, other)

    def _weighed(
        self, name: str, key: Hashable, compare: Comparison, one: Glance, other: Glance
    ) -> float:
        if key not in self._known:
            found = compare(self._claims[one.id], self._claims[other.id], self._basis)
            self._known[key] = self._weights[name][found.level] if found else 0.0
        return self._known[key]


def screened(
    pairs: Iterable[tuple[str, str]],
    claims: Mapping[str, IncidentClaim],
    basis: Basis,
    weights: MatchingWeights,
) -> list[tuple[str, str]]:
    """The pairs that may weigh enough to be joined."""
    screen = Screen(claims, basis, weights)
    return [pair for pair in pairs if screen.may_reach(weights.enough, *pair)]
