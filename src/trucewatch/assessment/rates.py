"""Rates of incidents, and how far one can be told from another.

Counts of incidents cluster, within weeks and in campaigns that last for weeks, so the interval of a
rate ratio is widened by both. Sources: the log rate ratio and its standard error, Rothman,
Greenland and Lash, Modern Epidemiology (3rd ed., 2008), ch. 14; quasi-Poisson dispersion as
Pearson's chi-square over its degrees of freedom, McCullagh and Nelder, Generalized Linear Models
(2nd ed., 1989), ch. 6 and 9; variance m + c m² of a negative binomial and its estimate from
moments, Hilbe, Negative Binomial Regression (2nd ed., 2011), ch. 8. `benchmarks/intervals.py`
counts how often the interval holds a known ratio.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

Z_80 = 1.2816  # two-sided 80 % of the standard normal
# Two-sided 80 % of Student's t by degrees of freedom; beyond these the normal is near enough.
T_80 = (3.078, 1.886, 1.638, 1.533, 1.476, 1.440, 1.415, 1.397, 1.383, 1.372, 1.363, 1.356)
BIN_DAYS = 7

RateRatio = tuple[float, float, float]


@dataclass(frozen=True)
class Series:
    """Days of incidents within `first` to `last`, both included."""

    first: date
    last: date
    days: tuple[date, ...]

    @property
    def length_days(self) -> int:
        return (self.last - self.first).days + 1

    def weekly(self) -> list[tuple[int, int]]:
        """(incidents, days) of each week from the first day; the last may be short."""
        starts = range(0, self.length_days, BIN_DAYS)
        return [
            (sum(start <= (day - self.first).days < start + BIN_DAYS for day in self.days), length)
            for start in starts
            for length in [min(BIN_DAYS, self.length_days - start)]
        ]

    def counts_of(self, length: int) -> list[int]:
        """Incidents in each whole stretch of so many days, counted back from the last day."""
        counts = [0] * (self.length_days // length)
        for day in self.days:
            stretch = (self.last - day).days // length
            if stretch < len(counts):
                counts[stretch] += 1
        return counts


def series(first: date, last: date, days: Sequence[date]) -> Series:
    return Series(first, last, tuple(sorted(day for day in days if first <= day <= last)))


def period_before(first: date, days: int) -> tuple[date, date]:
    return first - timedelta(days=days), first - timedelta(days=1)


def rate_ratio(now: Series, before: Series) -> RateRatio:
    """(low, point, high) of the rate now over the rate before, with an 80 % interval.

    With N and B incidents in T and S days, R = (N / T) / (B / S) and the interval is
    exp(log R ± reach), the reach being the wider of two: 1.2816 sqrt(phi (1/N + 1/B)), phi >= 1
    the dispersion of weekly counts; and, where they clump, t sqrt(1/N + 1/B + c (1 + T/S)), c the
    clumping of the S/T stretches before that are as long as now. Where a count is zero, half an
    incident is added to both (Haldane and Anscombe).
    """
    added = 0.0 if now.days and before.days else 0.5
    count, base = len(now.days) + added, len(before.days) + added
    log_ratio = math.log(count / now.length_days) - math.log(base / before.length_days)
    chance = 1 / count + 1 / base
    reach = Z_80 * math.sqrt(dispersion((now, before)) * chance)
    stretches = before.counts_of(now.length_days)
    if clumps := clumping(stretches):
        spread = chance + clumps * (1 + now.length_days / before.length_days)
        reach = max(reach, _t_80(len(stretches) - 1) * math.sqrt(spread))
    point = math.exp(log_ratio) if now.days else 0.0
    return (
        min(point, math.exp(log_ratio - reach)),
        point,
        math.exp(log_ratio + reach),
    )


def _t_80(freedom: int) -> float:
    return T_80[freedom - 1] if freedom <= len(T_80) else Z_80


def clumping(counts: Sequence[int]) -> float:
    """The c of a variance m + c m² about the mean m of counts; never below 0."""
    mean = sum(counts) / max(1, len(counts))
    if len(counts) < 2 or not mean:
        return 0.0
    variance = sum((each - mean) ** 2 for each in counts) / (len(counts) - 1)
    return max(0.0, (variance - mean) / mean**2)


def dispersion(parts: Sequence[Series]) -> float:
    """Pearson's chi-square of weekly counts about each part's rate, over its degrees of freedom.

    Never below 1: fewer ups and downs than chance would make is chance, too.
    """
    chi_square, weeks = 0.0, 0
    for part in parts:
        rate = len(part.days) / part.length_days
        bins = part.weekly()
        weeks += len(bins)
        if rate:
            chi_square += sum((seen - rate * days) ** 2 / (rate * days) for seen, days in bins)
    return max(1.0, chi_square / max(1, weeks - len(parts)))
