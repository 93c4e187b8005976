"""Claims of a whole province go with what they fit best, and bind nothing else by it."""

from __future__ import annotations

from itertools import combinations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from trucewatch.reconciliation.fitting import fitting
from trucewatch.reconciliation.parts import parts

# Wide claims are called by capitals; `a` and `b` are one village's, `x` and `y` another's.
TWO_VILLAGES = {("a", "b"): 9.0, ("x", "y"): 9.0}


@pytest.mark.parametrize(
    ("weights", "kept"),
    [
        pytest.param({("P", "a"): 3.0, ("P", "x"): 2.0}, {("P", "a")}, id="the best"),
        pytest.param(
            {("P", "a"): 2.0, ("P", "b"): 2.0, ("P", "x"): 3.0},
            {("P", "a"), ("P", "b")},
            id="the two that together weigh most",
        ),
        pytest.param(
            {("P", "a"): 3.0, ("P", "Q"): 4.0}, {("P", "a"), ("P", "Q")}, id="and with it"
        ),
        pytest.param(
            {("P", "a"): 3.0, ("Q", "x"): 3.0, ("P", "Q"): 4.0},
            {("P", "a"), ("Q", "x")},
            id="two that go with two villages are not held together",
        ),
        pytest.param({("P", "Q"): 2.0, ("Q", "R"): 2.0}, {("P", "Q"), ("Q", "R")}, id="no village"),
        pytest.param(
            {("P", "a"): 3.0, ("P", "c"): 2.0, ("Q", "c"): 1.5, ("Q", "x"): 3.0},
            {("P", "a"), ("P", "c"), ("Q", "x")},
            id="a village told of by wide claims alone",
        ),
    ],
)
def test_a_wide_claim_goes_with_what_it_fits_best(weights, kept):
    assert fitting({**TWO_VILLAGES, **weights}, {"P", "Q", "R"}) == {*TWO_VILLAGES, *kept}


CLAIMS = "ABCDabcdefgh"
pairs = st.sampled_from([*combinations(CLAIMS, 2)])
weighed = st.dictionaries(pairs, st.sampled_from((1.22, 1.5, 2.0, 2.5, 4.0)), max_size=24)


@settings(max_examples=500, deadline=None)
@given(weighed, st.sets(st.sampled_from("ABCD")), st.data())
def test_what_is_kept_in_some_parts_does_not_depend_on_the_others(weights, wide, data):
    kept = fitting(weights, wide)
    found = parts(dict.fromkeys(CLAIMS), kept)
    some = {each for part in data.draw(st.sets(st.sampled_from(found))) for each in part}
    inside = {each: weight for each, weight in weights.items() if some.issuperset(each)}
    assert fitting(inside, wide) == {each for each in kept if some.issuperset(each)}


def test_what_vague_claims_of_another_part_weigh_has_no_say():
    vague = {("A", "C"): 1.5, ("A", "G"): 2.5, ("A", "F"): 2.0, ("C", "F"): 2.0, ("F", "G"): 1.5}
    others = {("B", "E"): 1.5, ("B", "G"): 2.0, ("B", "F"): 2.5, ("D", "E"): 2.5, ("C", "D"): 2.5}
    kept = fitting({**vague, **others}, {"C", "E", "F", "G"})
    one_part = {
        each: weight for each, weight in {**vague, **others}.items() if {*each} <= {*"ABFG"}
    }
    assert fitting(one_part, {"F", "G"}) == {each for each in kept if {*each} <= {*"ABFG"}}
