from __future__ import annotations

from datetime import date, timedelta

from trucewatch.model.finding import ZoneWeek
from trucewatch.publication.sparkline import sparkline

MONDAY = date(2017, 12, 4)


def week(at: int, incidents: int = 0, killed: int = 0, observed_days: int = 7) -> ZoneWeek:
    first = MONDAY + timedelta(days=7 * at)
    return ZoneWeek(
        zone="z",
        first=first,
        last=first + timedelta(days=6),
        incidents=tuple(f"i-{each}" for each in range(incidents)),
        killed_low=killed,
        observed_days=observed_days,
    )


def test_the_worst_week_is_the_longest_bar_and_any_other_still_shows():
    drawn = sparkline([week(0, 200, 1), week(1, 1, 900)])

    assert drawn.weeks[0].up > drawn.weeks[1].up > 0
    assert drawn.weeks[1].down > drawn.weeks[0].down > 0


def test_a_week_that_nobody_saw_is_not_told_as_quiet():
    quiet, unseen = sparkline([week(0), week(1, observed_days=0)]).weeks

    assert (quiet.is_unobserved, unseen.is_unobserved) == (False, True)
    assert unseen.says == "11 to 17 December 2017: unobserved"


def test_the_drawing_is_told_in_words():
    drawn = sparkline([week(0, 2, 19), week(1, 1)])

    assert drawn.says == (
        "2 weeks: three incidents. Most in one week: "
        "4 to 10 December 2017: two incidents, at least 19 killed."
    )
