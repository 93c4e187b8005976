"""A zone's weeks as a small drawing: incidents upwards, the killed downwards, side by side."""

from __future__ import annotations

from collections.abc import Sequence

from msgspec import Struct

from trucewatch.assessment.wording import counted, days_words
from trucewatch.model.finding import ZoneWeek

STEP, BAR, HALF = 7, 5, 22
# A week that had something in it shows, however small beside the largest.
LEAST = 2.0


class SparkWeek(Struct, frozen=True, kw_only=True):
    """Lengths in units of the drawing; `is_unobserved` where nobody could tell."""

    x: int
    up: float
    down: float
    is_unobserved: bool
    says: str


class Spark(Struct, frozen=True, kw_only=True):
    """`middle` is the line that bars stand on and hang from; the largest of each is in `says`."""

    width: int
    height: int
    middle: int
    bar: int
    weeks: tuple[SparkWeek, ...]
    most_incidents: int
    most_killed: int
    says: str


def sparkline(weeks: Sequence[ZoneWeek]) -> Spark:
    incidents = max((len(each.incidents) for each in weeks), default=0)
    killed = max((each.killed_low for each in weeks), default=0)
    drawn = tuple(
        SparkWeek(
            x=at * STEP,
            up=_length(len(each.incidents), incidents),
            down=_length(each.killed_low, killed),
            is_unobserved=not each.observed_days and not each.incidents,
            says=_week_words(each),
        )
        for at, each in enumerate(weeks)
    )
    return Spark(
        width=STEP * len(weeks),
        height=2 * HALF + 1,
        middle=HALF,
        bar=BAR,
        weeks=drawn,
        most_incidents=incidents,
        most_killed=killed,
        says=_says(weeks),
    )


def _length(value: int, most: int) -> float:
    return round(max(LEAST, HALF * value / most), 1) if value else 0.0


def _week_words(week: ZoneWeek) -> str:
    """ "4 to 10 December 2017: two incidents, at least 19 killed"."""
    days = days_words(week.first, week.last)
    if not week.incidents:
        return f"{days}: {'no incident known' if week.observed_days else 'unobserved'}"
    killed = f", at least {week.killed_low:,} killed" if week.killed_low else ""
    return f"{days}: {counted(len(week.incidents), 'incident')}{killed}"


def _says(weeks: Sequence[ZoneWeek]) -> str:
    """The drawing in words, for those who do not see it."""
    if not weeks:
        return "No weeks are known."
    happened = [each for each in weeks if each.incidents]
    if not happened:
        return f"No incident is known in the {len(weeks)} weeks shown."
    worst = max(happened, key=lambda each: (len(each.incidents), each.killed_low, each.first))
    total = counted(sum(len(each.incidents) for each in weeks), "incident")
    return f"{len(weeks)} weeks: {total}. Most in one week: {_week_words(worst)}."
