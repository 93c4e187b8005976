"""How often the 80 % interval of a rate ratio holds the ratio that counts were drawn with.

    python benchmarks/intervals.py [--draws 400]

Counts of 182 and of 28 days are drawn at rates as low as north Homs' (three a week) and as high as
Idlib's, in three ways: by chance alone, clustered within weeks, and in campaigns whose rate wanders
for days or weeks. An interval that promises 80 % should hold the ratio 80 times in 100.
"""

from __future__ import annotations

import argparse
from collections.abc import Callable
from datetime import date, timedelta

import numpy as np
from numpy.typing import NDArray

from trucewatch.assessment.rates import Series, rate_ratio, series

BEFORE, NOW = date(2016, 11, 3), date(2017, 6, 1)
BASELINE_DAYS, WINDOW_DAYS = 182, 28
DAILY = (0.33, 1.1, 2.2)
RATIOS = (0.2, 0.5, 1.0, 3.0)
Rates = NDArray[np.float64]
Draw = Callable[[np.random.Generator, int, float], Rates]


def by_chance(random: np.random.Generator, days: int, mean: float) -> Rates:
    return np.full(days, mean)


def clustered(dispersion: float) -> Draw:
    """Weeks that differ, each by itself, so that weekly counts vary `dispersion` times chance."""

    def draw(random: np.random.Generator, days: int, mean: float) -> Rates:
        shape = 7 * mean / (dispersion - 1)
        weeks = random.gamma(shape, 1 / shape, size=-(-days // 7))
        return mean * np.repeat(weeks, 7)[:days]

    return draw


def campaigns(spread: float, lasting_days: float) -> Draw:
    """A rate whose logarithm wanders with this standard deviation and memory."""

    def draw(random: np.random.Generator, days: int, mean: float) -> Rates:
        kept = np.exp(-1 / lasting_days)
        steps = random.normal(0, spread, size=days)
        wander = np.empty(days)
        wander[0] = steps[0]
        for day in range(1, days):
            wander[day] = kept * wander[day - 1] + np.sqrt(1 - kept**2) * steps[day]
        return mean * np.exp(wander - spread**2 / 2)

    return draw


WAYS: dict[str, Draw] = {
    "chance alone": by_chance,
    "clustered weeks (2)": clustered(2),
    "clustered weeks (4)": clustered(4),
    "campaigns of a week": campaigns(0.5, 7),
    "campaigns of two weeks": campaigns(0.8, 14),
}


def drawn(random: np.random.Generator, draw: Draw, first: date, days: int, mean: float) -> Series:
    counts = random.poisson(draw(random, days, mean))
    listed = [first + timedelta(days=day) for day, n in enumerate(counts) for _ in range(n)]
    return series(first, first + timedelta(days=days - 1), listed)


def held(random: np.random.Generator, draw: Draw, daily: float, ratio: float, draws: int) -> float:
    """The share of draws whose interval holds the ratio; draws without a baseline are left out."""
    found = []
    for _ in range(draws):
        before = drawn(random, draw, BEFORE, BASELINE_DAYS, daily)
        now = drawn(random, draw, NOW, WINDOW_DAYS, daily * ratio)
        if before.days:
            low, _, high = rate_ratio(now, before)
            found.append(low <= ratio <= high)
    return sum(found) / len(found)


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--draws", type=int, default=400, help="Draws for each cell.")
    draws = parser.parse_args().draws
    random = np.random.default_rng(2017)
    heads = " | ".join(f"ratio {ratio:g}" for ratio in RATIOS)
    print(f"| counts | a day before | {heads} |\n| --- | --- |{' --- |' * len(RATIOS)}")
    for way, draw in WAYS.items():
        for daily in DAILY:
            cells = [f"{held(random, draw, daily, ratio, draws):.0%}" for ratio in RATIOS]
            print(f"| {way} | {daily:g} | {' | '.join(cells)} |", flush=True)


if __name__ == "__main__":
    main()
