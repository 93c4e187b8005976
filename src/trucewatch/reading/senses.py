"""Which of the places called by one name a report means: one sense a name, by all it names.

Evidence is what the report names beside it: countries, provinces, and places nearby. A name is no
evidence for itself, or Edmonton in Kentucky would always be Alberta's.
"""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from trucewatch.reference.gazetteer import Candidate
from trucewatch.reference.places import distance_km

# Weights in powers of ten of population.
_COUNTRY, _PROVINCE, _NEAR, _DOSSIER, _CAPITAL = 2.0, 3.0, 1.5, 4.0, 1.0
_NEAR_KM = 150.0
# What a sense adds to the evidence: a country's own name says where a report plays, its
# adjective often only whose troops; a town counts for more once its own sense is settled.
_NOUN, _ADJECTIVE, _GUESS, _SETTLED = 1.0, 0.4, 0.2, 0.7
_SURE_MARGIN = 1.5
# Names beyond these are not weighed against each other: report text is hostile.
_MOST_SENSES, _MOST_POINTS, _MOST_MENTIONS = 60, 25, 3
_ROUNDS = 2


@dataclass
class Evidence:
    """What the senses chosen so far say: how much for each country, province and point."""

    countries: dict[str, float] = field(default_factory=lambda: defaultdict(float))
    provinces: dict[tuple[str, str], float] = field(default_factory=lambda: defaultdict(float))
    points: list[Candidate] = field(default_factory=list)

    def add(self, sense: Candidate, weight: float) -> None:
        if sense.country is None:
            return
        self.countries[sense.country] += weight
        if sense.admin is not None:
            self.provinces[sense.country, sense.admin] += weight
        if sense.precision in ("town", "district", "exact") and len(self.points) < _MOST_POINTS:
            self.points.append(sense)


@dataclass(frozen=True)
class Name:
    """A name of the report: how often it stands there, and what it may mean, likeliest first.

    `is_told` where words beside it say which is meant ("Paris, Texas").
    """

    name: str
    count: int
    candidates: tuple[Candidate, ...]
    is_told: bool = False


def prior(c: Candidate) -> float:
    """How likely the place is to be named in any report, in powers of ten of population."""
    if c.precision == "country":
        return 9.0 - c.grade * 0.1
    if c.precision in ("area",):
        return 6.5 if c.grade < 2 else 6.0
    people = math.log10(c.population + 100)
    if c.precision == "province":
        people = max(people, 6.0) + 0.3
    if c.precision == "district":
        people = 4.5
    bonus = _CAPITAL if c.is_capital else 0.0
    if c.is_dossier:
        return max(people, 5.0) + bonus
    return people + bonus - 0.7 * c.grade - (0.0 if c.is_exact else 1.5)


def choose_senses(names: Sequence[Name]) -> dict[str, Candidate]:
    """The sense of each name."""
    senses = {each.name: max(each.candidates, key=prior) for each in names}
    weights = {each.name: _first_weight(each, senses[each.name]) for each in names}
    for _ in range(_ROUNDS):
        evidence = Evidence()
        for each in names:
            evidence.add(senses[each.name], weights[each.name])
        chosen = {}
        for each in names:
            if len(each.candidates) == 1:
                chosen[each.name] = each.candidates[0]
                continue
            own = senses[each.name], weights[each.name]
            chosen[each.name] = max(each.candidates, key=lambda c: _score(c, evidence, own))
        senses = chosen
        weights = {each.name: _later_weight(each, senses[each.name]) for each in names}
    return senses


def _first_weight(name: Name, sense: Candidate) -> float:
    """What a name counts before anything is known of the others."""
    if name.is_told or len(name.candidates) == 1 or sense.precision in ("country", "province"):
        return _later_weight(name, sense)
    others = sorted((prior(c) for c in name.candidates), reverse=True)
    is_sure = others[0] - others[1] > _SURE_MARGIN
    return _GUESS * _later_weight(name, sense) * is_sure


def _later_weight(name: Name, sense: Candidate) -> float:
    count = min(name.count, _MOST_MENTIONS)
    if sense.grade == 2:
        return _ADJECTIVE * count
    if name.is_told or sense.precision in ("country", "province", "district"):
        return _NOUN * count
    return _SETTLED * count


def _score(c: Candidate, evidence: Evidence, own: tuple[Candidate, float]) -> float:
    sense, weight = own
    total = max(sum(evidence.countries.values()) - weight, 1.0)
    score = prior(c)
    if c.country is not None:
        support = evidence.countries[c.country] - weight * (sense.country == c.country)
        score += _COUNTRY * math.sqrt(max(support, 0.0) / total)
        if c.admin is not None and c.precision != "province":
            is_own = (sense.country, sense.admin) == (c.country, c.admin)
            support = evidence.provinces[c.country, c.admin] - weight * is_own
            score += _PROVINCE * math.sqrt(max(support, 0.0) / total)
        if c.is_dossier and evidence.countries[c.country] > 0:
            score += _DOSSIER
    if any(p is not sense and _is_near(c, p) for p in evidence.points):
        score += _NEAR
    return score


def _is_near(one: Candidate, other: Candidate) -> bool:
    if abs(one.lat - other.lat) > 2 or one.place_id == other.place_id:
        return False
    return distance_km(one.lat, one.lon, other.lat, other.lon) <= _NEAR_KM


def likeliest(candidates: Iterable[Candidate]) -> tuple[Candidate, ...]:
    return tuple(sorted(candidates, key=lambda c: (-prior(c), c.place_id))[:_MOST_SENSES])
