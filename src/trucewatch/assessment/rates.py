"""Rates of incidents, and how far one can be told from another.

Counts of incidents cluster, so the interval of a rate ratio is widened by the dispersion seen.
Sources: the log rate ratio and its standard error, Rothman, Greenland and Lash, Modern
Epidemiology (3rd ed., 2008), ch. 14; quasi-Poisson dispersion as Pearson's chi-square over its
degrees of freedom, McCullagh and Nelder, Generalized Linear Models (2nd ed., 1989), ch. 6 and 9.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

Z_80 = 1.2816  # two-sided 80 % of the standard normal
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


def series(first: date, last: date, days: Sequence[date]) -> Series:
    return Series(first, last, tuple(sorted(day for day in days if first <= day <= last)))


def period_before(first: date, days: int) -> tuple[date, date]:
    return first - timedelta(days=days), first - timedelta(days=1)


def rate_ratio(now: Series, before: Series) -> RateRatio:
    """(low, point, high) of the rate now over the rate before, with an 80 % interval.

    With N and B incidents in T and S days, R = (N / T) / (B / S) and the interval is
    exp(log R ± 1.2816 sqrt(phi (1/N + 1/B))), phi >= 1 the dispersion of weekly counts. Where a
    count is zero, half an incident is added to both (Haldane and Anscombe).
    """
    added = 0.0 if now.days and before.days else 0.5
    count, base = len(now.days) + added, len(before.days) + added
    log_ratio = math.log(count / now.length_days) - math.log(base / before.length_days)
    reach = Z_80 * math.sqrt(dispersion((now, before)) * (1 / count + 1 / base))
    point = math.exp(log_ratio) if now.days else 0.0
    return (
        min(point, math.exp(log_ratio - reach)),
        point,
        math.exp(log_ratio + reach),
    )


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
