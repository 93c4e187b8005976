"""How sure a verdict is: its doubts, weighed as written truces with a known truth taught."""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping, Sequence
from functools import cache
from importlib.resources import files
from typing import Any

import msgspec
from msgspec import Struct

from trucewatch.assessment.rule_table import RuleTable
from trucewatch.model.finding import Confidence, ConfidenceWord, Coverage, Doubts, Verdict
from trucewatch.model.record import Incident

FILE = "verdict_confidence.yaml"
FINE_PLACES = ("exact", "town")
# A doubt is named where it takes away this much of the log odds.
TOLD_FROM = 0.3


class Weighing(Struct, frozen=True, forbid_unknown_fields=True):
    """Log odds without any doubt, what each doubt takes away, and the least probability of each
    word."""

    certain: float
    takes: Mapping[str, float]
    words: Mapping[ConfidenceWord, float]

    def probability(self, doubts: Doubts) -> float:
        odds = self.certain - sum(self.taken(doubts).values())
        return 1 / (1 + math.exp(-odds))

    def taken(self, doubts: Doubts) -> dict[str, float]:
        return {name: weight * getattr(doubts, name) for name, weight in self.takes.items()}

    def word(self, probability: float) -> ConfidenceWord:
        return next(word for word, least in self.words.items() if probability >= least)


@cache
def load_weighing() -> Weighing:
    path = files("trucewatch") / "data" / FILE
    return msgspec.yaml.decode(path.read_bytes(), type=Weighing)


def confidence(doubts: Doubts) -> Confidence:
    weighing = load_weighing()
    probability = round(weighing.probability(doubts), 2)
    taken = weighing.taken(doubts)
    told = sorted((name for name in taken if taken[name] >= TOLD_FROM), key=lambda n: -taken[n])
    return Confidence(
        word=weighing.word(probability),
        probability=probability,
        because=tuple(SAID[name] for name in told),
        doubts=doubts,
    )


SAID: Mapping[str, str] = {
    "straddles_line": "the interval of the rate reaches over a line",
    "near_line": "the rate is near a line",
    "unseen": "coverage is not full",
    "read_otherwise": "read otherwise, doubtful claims give another word",
    "lone_source": "incidents rest on one source each",
    "contested": "authors or facts are contested",
    "coarse": "places or days are coarse",
    "stands_over": "the verdict stands over from before",
}


def doubts_of(
    verdict: Verdict,
    also: Verdict | None,
    ratio: float | None,
    readings: Sequence[Verdict],
    coverage: Coverage,
    listed: Sequence[Incident],
    table: RuleTable,
    *,
    stands_over: bool,
) -> Doubts:
    """`ratio` is the rate that decides, `listed` are the incidents of the window."""
    return Doubts(
        straddles_line=float(also is not None),
        near_line=_nearness(ratio, table) if also else 0.0,
        unseen={"full": 0.0, "limited": 0.5, "none": 1.0}[coverage],
        read_otherwise=_share(readings, lambda each: each != verdict),
        lone_source=_share(listed, lambda each: len(each.sources) < 2),
        contested=_share(listed, _is_contested),
        coarse=_share(listed, _is_coarse),
        stands_over=float(stands_over),
    )


def _nearness(ratio: float | None, table: RuleTable) -> float:
    """1 on a line of the rule table, 0 at twice or half of it."""
    if not ratio:
        return 0.0
    apart = min(abs(math.log2(ratio / line)) for line in table.rate_lines)
    return round(max(0.0, 1 - apart), 2)


def _share(things: Sequence[Any], is_so: Callable[[Any], bool]) -> float:
    return round(sum(map(is_so, things)) / len(things), 2) if things else 0.0


def _is_contested(incident: Incident) -> bool:
    return incident.authorship == "contested" or incident.grade in ("contested", "discounted")


def _is_coarse(incident: Incident) -> bool:
    place, days = incident.place, incident.occurred
    is_one_day = days is not None and days.start is not None and days.start == days.end
    return place is None or place.precision not in FINE_PLACES or not is_one_day
