"""A zone's last weeks: what happened in each, and whether anyone could tell."""

from __future__ import annotations

from datetime import date

from trucewatch.assessment.zone_weeks import WEEKS


def weeks_of(findings, zone: str = "syria/idlib"):
    return [each for each in findings.zone_weeks if each.zone == zone]


def test_an_incident_counts_in_the_week_of_its_day(assessed, strike):
    *before, last = weeks_of(assessed([strike("Ariha", date(2017, 12, 15), 19)]))

    assert (last.first, last.last) == (date(2017, 12, 15), date(2017, 12, 21))
    assert (last.incidents, last.killed_low) == (("i-idlib",), 19)
    assert len(before) == WEEKS - 1
    assert not any(each.incidents for each in before)


def test_weeks_reach_back_before_the_agreement(assessed, strike):
    weeks = weeks_of(
        assessed(
            [strike("Ariha", date(2017, 5, 3), 4)], window=(date(2017, 5, 20), date(2017, 6, 16))
        )
    )

    assert sum(each.killed_low for each in weeks) == 4


def test_a_week_that_nobody_could_see_has_no_day_observed(assessed, daily):
    reports = daily(date(2017, 12, 15), date(2017, 12, 21), "White Helmets", "Syrian Observatory")
    *before, last = weeks_of(assessed([], reports=reports))

    assert last.observed_days == 7
    assert {each.observed_days for each in before[:-1]} == {0}
