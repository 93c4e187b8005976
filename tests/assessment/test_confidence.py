"""Confidence: what makes a verdict less sure, and how it is said."""

from __future__ import annotations

from datetime import date

import msgspec
import pytest

from trucewatch.assessment.confidence import Weighing, confidence, doubts_of
from trucewatch.assessment.rule_table import load_rule_table
from trucewatch.model.finding import Doubts

NONE = Doubts(**dict.fromkeys(Doubts.__struct_fields__, 0.0))
WEIGHING = Weighing(certain=2.0, takes={"unseen": 2.0}, words={"high": 0.8, "low": 0.0})


@pytest.mark.parametrize("unseen, probability, word", [(0.0, 0.88, "high"), (1.0, 0.5, "low")])
def test_a_doubt_lowers_the_probability_and_the_word(unseen, probability, word):
    doubts = msgspec.structs.replace(NONE, unseen=unseen)
    found = WEIGHING.probability(doubts)
    assert found == pytest.approx(probability, abs=0.01) and WEIGHING.word(found) == word


def test_no_doubt_makes_a_verdict_surer_than_none():
    sure = confidence(NONE)
    assert sure.word == "high" and sure.because == ()
    for name in Doubts.__struct_fields__:
        assert confidence(msgspec.structs.replace(NONE, **{name: 1.0})).probability <= (
            sure.probability
        )


def test_the_doubts_that_weigh_most_are_named():
    found = confidence(msgspec.structs.replace(NONE, read_otherwise=1.0))
    assert found.because == ("read otherwise, doubtful claims give another word",)


def doubts(strike, ratio=1.0, also="strained", readings=("not holding",), **fields):
    listed = [strike("Ariha", id=f"i-{n}", sources=("one", "other"), **fields) for n in range(2)]
    table = load_rule_table()
    return doubts_of("not holding", also, ratio, readings, "full", listed, table, stands_over=False)


@pytest.mark.parametrize("ratio, near", [(1.0, 1.0), (1.1, 0.86), (0.7, 0.51), (6.0, 0.0)])
def test_a_rate_is_nearer_to_a_line_the_closer_it_lies(strike, ratio, near):
    assert doubts(strike, ratio).near_line == near


def test_a_rate_whose_interval_reaches_over_no_line_is_near_none(strike):
    assert doubts(strike, also=None).near_line == 0


@pytest.mark.parametrize(
    "fields, name, share",
    [
        ({}, "lone_source", 0.0),
        ({"sources": ("one",)}, "lone_source", 1.0),
        ({"authorship": "contested"}, "contested", 1.0),
        ({"day": None}, "coarse", 1.0),
        ({"day": date(2017, 12, 20)}, "coarse", 0.0),
    ],
)
def test_each_doubt_is_a_share_of_the_incidents(strike, fields, name, share):
    made = [strike(**{"place": "Ariha", "sources": ("one", "other"), **fields})]
    table = load_rule_table()
    found = doubts_of("holding", None, None, (), "full", made, table, stands_over=False)
    assert getattr(found, name) == share


def test_a_verdict_off_the_scale_has_no_confidence(assessed, strike):
    by_zone = {each.zone: each for each in assessed([strike()]).verdicts}
    assert by_zone["syria/idlib"].confidence.word in ("high", "moderate", "low")
    assert by_zone["syria/eastern-ghouta"].verdict == "unobserved"
    assert by_zone["syria/eastern-ghouta"].confidence is None
