"""Rate ratios and their intervals, against figures worked by hand."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from trucewatch.assessment.rates import clumping, dispersion, rate_ratio, series

FIRST = date(2017, 11, 24)
BEFORE = date(2017, 5, 1)


def evenly(first: date, count: int, every_days: int) -> list[date]:
    return [first + timedelta(days=every_days * at) for at in range(count)]


def test_an_even_series_has_the_poisson_interval():
    now = series(FIRST, FIRST + timedelta(days=27), evenly(FIRST, 8, 3))
    before = series(BEFORE, BEFORE + timedelta(days=181), evenly(BEFORE, 26, 7))
    low, point, high = rate_ratio(now, before)
    assert point == pytest.approx(2.0)
    # exp(log 2 ± 1.2816 sqrt(1/8 + 1/26)) = 2 × or / 1.679
    assert (low, high) == (pytest.approx(1.191, abs=0.01), pytest.approx(3.358, abs=0.02))


def test_clustered_counts_widen_the_interval():
    now = series(FIRST, FIRST + timedelta(days=27), evenly(FIRST, 8, 3))
    even = series(BEFORE, BEFORE + timedelta(days=181), evenly(BEFORE, 26, 7))
    bunched = series(BEFORE, BEFORE + timedelta(days=181), [BEFORE] * 26)
    assert dispersion((now, bunched)) > dispersion((now, even)) == 1
    assert rate_ratio(now, bunched)[2] > rate_ratio(now, even)[2]


def test_no_incident_now_is_a_rate_of_nought_with_an_upper_bound():
    now = series(FIRST, FIRST + timedelta(days=27), [])
    before = series(BEFORE, BEFORE + timedelta(days=181), evenly(BEFORE, 26, 7))
    low, point, high = rate_ratio(now, before)
    assert low == point == 0
    assert 0 < high < 1


def test_campaigns_that_last_for_weeks_widen_the_interval_more_than_busy_days_do():
    now = series(FIRST, FIRST + timedelta(days=27), evenly(FIRST, 8, 3))
    last = BEFORE + timedelta(days=181)
    spread = series(BEFORE, last, [day for day in evenly(BEFORE, 13, 14) for _ in range(4)])
    campaign = series(BEFORE, last, evenly(BEFORE, 52, 1))
    assert rate_ratio(now, campaign)[2] > 2 * rate_ratio(now, spread)[2]


def test_clumping_is_the_variance_beyond_chance_over_the_squared_mean():
    assert clumping([1, 9]) == pytest.approx((32 - 5) / 25)
    assert clumping([5, 5, 5]) == clumping([]) == 0
