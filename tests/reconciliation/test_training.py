"""Weights measured on a record's own claims, by Splink itself."""

from __future__ import annotations

import random
from datetime import date, timedelta

import pytest

from trucewatch.errors import BadInput
from trucewatch.model.values import Range
from trucewatch.reconciliation.learning import trained_weights
from trucewatch.reconciliation.rules import shipped_weights

TOWNS = ("Maar Shurin", "Ariha", "Douma")


@pytest.fixture
def many(desk):
    """210 claims: 70 strikes on 60 days, each told by three outlets, one of which rounds."""
    chance = random.Random(7)
    for _ in range(70):
        day = (date(2017, 6, 1) + timedelta(days=chance.randrange(60))).isoformat()
        town, dead = chance.choice(TOWNS), chance.randrange(1, 40)
        kind = chance.choice(("airstrike", "shelling"))
        for told in (dead, dead, Range(max(1, dead - 2))):
            desk.force(desk.report(day), type=kind, place=town, date=day, killed=told)
    return desk


def trained(desk):
    return trained_weights(desk.claims, desk.reports, (), desk.reference, shipped_weights())


def test_training_finds_what_these_claims_show(many):
    weights, claims = trained(many)
    assert claims == 210 and weights.version.startswith("trained-")
    assert weights.threshold == shipped_weights().threshold
    assert weights.weights["type"]["same"] > 0 > weights.weights["type"]["akin"]
    assert weights.weights["place"]["same_place"] > 0 > weights.weights["place"]["apart"]
    assert weights.comparisons["hour"] == shipped_weights().comparisons["hour"]
    assert weights.prior > shipped_weights().prior


def test_too_few_claims_measure_nothing(desk):
    desk.force(killed=19)
    with pytest.raises(BadInput, match="only 1 claims about force"):
        trained(desk)
