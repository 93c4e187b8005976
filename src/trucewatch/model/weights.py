"""What each comparison of two claims weighs: Fellegi and Sunter's m and u.

m is how often a level is seen in two claims about one incident, u in two claims about different
ones. A level's weight is log2(m / u): bits for (or against) a match.
Source: I. Fellegi and A. Sunter, "A Theory for Record Linkage", JASA 64 (1969).
"""

from __future__ import annotations

from functools import cached_property
from math import log2

from msgspec import Struct


class Level(Struct, frozen=True, forbid_unknown_fields=True):
    """How often two claims stand so to each other, as probabilities between 0 and 1."""

    m: float
    u: float

    def __post_init__(self) -> None:
        if not (0 < self.m < 1 and 0 < self.u < 1):
            raise ValueError(f"m {self.m} and u {self.u} must lie between 0 and 1")

    @property
    def weight(self) -> float:
        return round(log2(self.m / self.u), 2)


class MatchingWeights(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True, dict=True):
    """`prior` is the probability that two claims of a record, drawn at random, are about one
    incident; `threshold` the one from which two are joined. `comparisons` hold levels by name."""

    version: str
    prior: float
    threshold: float
    comparisons: dict[str, dict[str, Level]]

    @property
    def signature(self) -> str:
        return f"rule:incident-match@{self.version}"

    @cached_property
    def start(self) -> float:
        """The weight that every pair starts from."""
        return log_odds(self.prior)

    @cached_property
    def enough(self) -> float:
        """The weight from which a pair is joined."""
        return log_odds(self.threshold)

    @cached_property
    def weights(self) -> dict[str, dict[str, float]]:
        return {
            name: {level: each.weight for level, each in levels.items()}
            for name, levels in self.comparisons.items()
        }


def log_odds(probability: float) -> float:
    odds: float = probability / (1 - probability)
    return round(log2(odds), 2)


def probability_of(weight: float) -> float:
    return float(1 / (1 + 2.0**-weight))
