"""Claims of a whole province go with what they fit best, and bind nothing else by it."""

from __future__ import annotations

import pytest

from trucewatch.reconciliation.fitting import fitting

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
