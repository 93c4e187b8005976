"""The published weights: sound, whole, and as the page says."""

from __future__ import annotations

import re
from pathlib import Path

import msgspec
import pytest
from msgspec import structs

from trucewatch.model.decision import weights_of
from trucewatch.model.weights import Level, MatchingWeights, log_odds, probability_of
from trucewatch.reconciliation.comparisons import COMPARISONS
from trucewatch.reconciliation.deciding import undoing, weighing
from trucewatch.reconciliation.rules import shipped_weights

PAGE = Path(__file__).parents[2] / "docs" / "reconciliation.md"
ROW = re.compile(r"^\| `(\w+)` \| `(\w+)` \|.*\| ([\d.]+) \| ([\d.]+) \| ([+−][\d.]+|0) \|$", re.M)


@pytest.mark.parametrize("name", COMPARISONS)
def test_the_levels_of_a_comparison_are_all_there_is(name):
    levels = shipped_weights().comparisons[name].values()
    assert sum(level.m for level in levels) == pytest.approx(1)
    assert sum(level.u for level in levels) == pytest.approx(1, abs=0.001)


def test_the_page_gives_every_weight_as_it_is_shipped():
    told = {
        (name, level): (float(m), float(u), float(weight.replace("−", "-")))
        for name, level, m, u, weight in ROW.findall(PAGE.read_text())
    }
    shipped = {
        (name, known_as): (level.m, level.u, level.weight)
        for name, levels in shipped_weights().comparisons.items()
        for known_as, level in levels.items()
    }
    assert told == shipped


def test_a_weight_is_the_logarithm_of_how_much_likelier_a_level_makes_a_match():
    assert Level(m=0.8, u=0.1).weight == 3
    assert probability_of(log_odds(0.7)) == pytest.approx(0.7, abs=0.001)


@pytest.mark.parametrize("m, u", [(0, 0.5), (0.5, 1), (1.2, 0.1)])
def test_what_is_no_probability_is_refused(m, u):
    with pytest.raises(msgspec.ValidationError, match="between 0 and 1"):
        msgspec.convert({"m": m, "u": u}, Level)


def test_the_threshold_is_a_probability_that_a_persons_eye_can_weigh():
    weights = shipped_weights()
    assert isinstance(weights, MatchingWeights) and 0.5 < weights.threshold < 0.99


def test_the_latest_weighing_counts_until_it_is_undone():
    shipped = shipped_weights()
    first, later = (
        weighing(structs.replace(shipped, version=version), by="Amal", why="measured", at=at)
        for version, at in (("one", "2018-01-01T10:00:00Z"), ("two", "2018-01-02T10:00:00Z"))
    )
    assert weights_of([later, first]).version == "two"
    back = undoing(later.id, [first, later], by="Amal", why="too few", at="2018-01-03T10:00:00Z")
    assert weights_of([back, later, first]).version == "one"
    assert weights_of([]) is None
