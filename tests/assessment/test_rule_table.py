"""The rule table as shipped: which row fires on which facts."""

from __future__ import annotations

from dataclasses import replace

import pytest

from trucewatch.assessment.rule_table import Facts, load_rule_table, parse_rule_table
from trucewatch.errors import BadInput

QUIET = Facts(
    standing="in force",
    is_overrun=False,
    is_withdrawn=False,
    coverage="full",
    is_observed=True,
    incidents=0,
    known_incidents=0,
    harm_counts=0,
    major_incidents=0,
    places_taken=0,
    violations=0,
    violations_in_7_days=0,
    quiet_days=28,
    has_baseline=False,
    rate_ratio=None,
)


def fired(**changes: object) -> str:
    return load_rule_table().match(replace(QUIET, **changes))[0].id


def with_ratio(ratio: float, **changes: object) -> str:
    seen = {"incidents": 4, "known_incidents": 4, "violations": 4, "quiet_days": 0}
    return fired(**{**seen, "has_baseline": True, "rate_ratio": ratio, **changes})


@pytest.mark.parametrize("standing", ["not yet in force", "lapsed", "terminated", "superseded"])
def test_what_is_not_in_force_has_no_other_verdict(standing):
    assert fired(standing=standing, is_overrun=True) == "not-in-force"


def test_an_unknown_extension_goes_on():
    assert fired(standing="extension unknown") == "holding"


def test_an_overrun_zone_is_not_judged_by_its_incidents():
    assert fired(is_overrun=True, incidents=5) == "overrun"


def test_too_few_days_observed_and_no_incident_is_unobserved_never_holding():
    assert fired(is_observed=False, quiet_days=0) == "unobserved"
    assert fired(is_observed=False, quiet_days=0, harm_counts=1) == "harm-counted"


@pytest.mark.parametrize(
    "ratio, expected",
    [
        (3.0, "collapsed"),
        (2.9, "not-holding"),
        (1.01, "not-holding"),
        (1.0, "strained"),
        (0.51, "strained"),
        (0.5, "largely-holding"),
    ],
)
def test_the_rate_against_before_decides(ratio, expected):
    assert with_ratio(ratio) == expected


def test_twice_the_rate_with_ground_taken_is_collapse():
    assert with_ratio(2.0, places_taken=1) == "collapsed"
    assert with_ratio(0.2, places_taken=1) == "not-holding"


def test_a_formal_withdrawal_is_collapse():
    assert fired(is_withdrawn=True) == "collapsed"


@pytest.mark.parametrize(
    "facts, expected",
    [
        ({"places_taken": 1}, "not-holding"),
        ({"major_incidents": 2}, "not-holding"),
        ({"major_incidents": 1}, "strained"),
        ({"violations_in_7_days": 3}, "strained-no-baseline"),
        ({}, "violated-no-baseline"),
    ],
)
def test_without_a_baseline_only_ground_harm_and_frequency_decide(facts, expected):
    seen = {"incidents": 3, "known_incidents": 3, "violations": 3, "quiet_days": 0}
    assert fired(**seen, **facts) == expected


def test_a_fortnight_of_full_coverage_without_incident_is_holding():
    assert fired(quiet_days=14) == "holding"
    assert fired(quiet_days=13) == "undetermined"


def test_a_row_that_asks_for_an_unknown_fact_is_refused_with_its_name():
    text = """
window_days: 28
baseline_days: 182
major_civilians: 10
presumed_civilians: [airstrike]
full_share: 0.8
minimum_share: 0.5
sight: {silent_days: 14, usual_gaps: 8, cut_off_times: 3, habit_days: 182, habit_least: 5,
        chance: 0.01, usual_share: 0.67}
scale: []
rules:
  - {id: odd, any: [{weather: fine}], verdict: holding, would_change: nothing}
"""
    with pytest.raises(BadInput, match="row odd asks for weather"):
        parse_rule_table(text)
