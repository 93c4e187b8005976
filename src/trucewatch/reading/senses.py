"""Which of the places called by one name a report means: one sense a name, by all it names.

Evidence is what the report names beside it: countries, provinces, and places nearby. A name is no
evidence for itself, or Edmonton in Kentucky would always be Alberta's.
"""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field

from msgspec import Struct

from trucewatch.reference.gazetteer import ADJECTIVE, Candidate
from trucewatch.reference.places import distance_km

# Weights in powers of ten of population.
_COUNTRY, _PROVINCE, _NEAR, _DOSSIER, _DOSSIER_VARIANT = 2.5, 3.0, 1.5, 5.0, 2.0
_NEAR_KM, _NEAR_DEGREES = 150.0, 1.4
# What a sense adds to the evidence: a country's own name says where a report plays, its
# adjective often only whose troops; a town counts for more once its own sense is settled.
_NOUN, _PEOPLE, _GUESS, _SETTLED = 1.0, 0.4, 0.2, 0.7
_SURE_MARGIN = 1.5
# Names beyond these are not weighed against each other: report text is hostile.
_MOST_POINTS, _MOST_MENTIONS = 25, 3
_ROUNDS = 2


@dataclass
class Evidence:
    """What the senses chosen so far say: how much for each country, province and point."""

    total: float = 0.0
    countries: dict[str, float] = field(default_factory=lambda: defaultdict(float))
    provinces: dict[tuple[str, str], float] = field(default_factory=lambda: defaultdict(float))
    points: dict[str, list[Candidate]] = field(default_factory=lambda: defaultdict(list))

    def add(self, sense: Candidate, weight: float) -> None:
        if sense.country is None:
            return
        self.total += weight
        self.countries[sense.country] += weight
        if sense.admin is not None:
            self.provinces[sense.country, sense.admin] += weight
        points = self.points[sense.country]
        if sense.precision in ("town", "district", "exact") and len(points) < _MOST_POINTS:
            points.append(sense)


class Name(Struct, frozen=True):
    """A name of the report: how often it stands there, and what it may mean, likeliest first.

    `is_told` where words beside it say which is meant ("Paris, Texas").
    """

    name: str
    count: int
    candidates: tuple[Candidate, ...]
    is_told: bool = False


def choose_senses(names: Sequence[Name]) -> dict[str, Candidate]:
    """The sense of each name."""
    senses = {each.name: each.candidates[0] for each in names}
    weights = {each.name: _first_weight(each) for each in names}
    for _ in range(_ROUNDS):
        evidence = Evidence()
        for each in names:
            evidence.add(senses[each.name], weights[each.name])
        senses = {each.name: _best(each, evidence, senses, weights) for each in names}
        weights = {each.name: _weight(each, senses[each.name]) for each in names}
    return senses


def _best(
    name: Name, evidence: Evidence, senses: dict[str, Candidate], weights: dict[str, float]
) -> Candidate:
    """The candidate with most for it: the likeliest, or one in a country that the report names."""
    if len(name.candidates) == 1:
        return name.candidates[0]
    own, weight, countries = senses[name.name], weights[name.name], evidence.countries
    best, most = name.candidates[0], -math.inf
    for c in name.candidates:
        if c is best or c.country in countries:
            score = c.prior + _support(c, evidence, own, weight)
            if score > most:
                best, most = c, score
    return best


def _first_weight(name: Name) -> float:
    """What a name counts before anything is known of the others."""
    sense = name.candidates[0]
    weight = _weight(name, sense)
    if name.is_told or len(name.candidates) == 1 or sense.precision in ("country", "province"):
        return weight
    is_sure = sense.prior - name.candidates[1].prior > _SURE_MARGIN
    return _GUESS * weight if is_sure else 0.0


def _weight(name: Name, sense: Candidate) -> float:
    count = min(name.count, _MOST_MENTIONS)
    if sense.grade == ADJECTIVE:
        return _PEOPLE * count
    if name.is_told or sense.precision in ("country", "province", "district"):
        return _NOUN * count
    return _SETTLED * count


def _support(c: Candidate, evidence: Evidence, own: Candidate, weight: float) -> float:
    """What the other names say for the candidate; the name's own sense so far is left out."""
    if c.country is None or c.country not in evidence.countries:
        return 0.0
    total = max(evidence.total - weight, 1.0)
    said = evidence.countries[c.country] - (weight if own.country == c.country else 0.0)
    if said <= 0.0:
        return 0.0
    share = math.sqrt(said / total)
    support = _COUNTRY * share
    if c.is_dossier:
        support += share * (_DOSSIER if c.is_exact else _DOSSIER_VARIANT)
    if c.admin is not None:
        is_own = own.admin == c.admin and own.country == c.country
        said = evidence.provinces.get((c.country, c.admin), 0.0) - (weight if is_own else 0.0)
        support += _PROVINCE * math.sqrt(max(said, 0.0) / total)
    if _is_near_any(c, evidence.points[c.country], own):
        support += _NEAR
    return support


def _is_near_any(c: Candidate, points: Sequence[Candidate], own: Candidate) -> bool:
    lat, lon = c.lat, c.lon
    for other in points:
        is_far = abs(lat - other.lat) > _NEAR_DEGREES
        if is_far or other is own or other.place_id == c.place_id:
            continue
        if distance_km(lat, lon, other.lat, other.lon) <= _NEAR_KM:
            return True
    return False
