"""Alerts: on the day on which they could first be known, and once."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta

import pytest

from trucewatch.model.finding import Alert, Findings
from trucewatch.model.record import MonitorCount, PlannedDate, Round
from trucewatch.model.values import Period, PlaceMention, Range

WINDOW = (date(2017, 11, 24), date(2017, 12, 21))
BOTH = ("Syrian Observatory", "White Helmets")
Struck = Callable[..., list]


def of_idlib(findings: Findings, kind: str) -> list[Alert]:
    found = (each for each in findings.alerts if each.zone in ("syria/idlib", None))
    return [each for each in found if each.kind == kind]


@pytest.fixture
def strikes(strike) -> Struck:
    """One strike in Ariha on each of the days of December, told of on the day after."""

    def make(*days: int, told_after: int = 1) -> list:
        return [
            strike(
                id=f"i-{day:02d}",
                place="Ariha",
                day=(on := date(2017, 12, day)),
                first_published=on + timedelta(days=told_after),
            )
            for day in days
        ]

    return make


def test_a_sharp_rise_is_told_of_on_its_first_day_and_once(assessed, strikes):
    [rise] = of_idlib(assessed(strikes(10, 11, 12, 13, 14, 15, 16)), "sharp rise")
    assert rise.day == date(2017, 12, 15)
    assert "Five incidents in seven days" in rise.says or "five incidents" in rise.says.lower()
    assert len([each for each in rise.evidence if each.startswith("i-")]) == 5


def test_many_incidents_are_no_rise_where_there_were_as_many_before(assessed, strikes):
    assert of_idlib(assessed(strikes(*range(1, 17))), "sharp rise")[0].day == date(2017, 12, 6)
    assert len(of_idlib(assessed(strikes(*range(1, 17))), "sharp rise")) == 1


def test_reports_of_later_days_leave_an_alert_as_it_was(assessed, strikes):
    then = of_idlib(
        assessed(strikes(10, 11, 12, 13, 14), window=(WINDOW[0], date(2017, 12, 15))), "sharp rise"
    )
    told_late = [*strikes(10, 11, 12, 13, 14), *strikes(2, 3, 4, told_after=14)]
    assert of_idlib(assessed(told_late), "sharp rise") == then


def test_the_first_violation_after_quiet_days_that_were_observed(assessed, strikes, daily):
    seen = daily(date(2017, 11, 20), date(2017, 12, 20), *BOTH)
    [first] = of_idlib(assessed(strikes(15, 16), reports=seen), "first violation")
    assert (first.day, first.severity) == (date(2017, 12, 16), "medium")
    assert "i-15" in first.evidence


def test_silence_that_nobody_saw_is_no_quiet_spell(assessed, strikes):
    assert of_idlib(assessed(strikes(15)), "first violation") == []


def test_a_zone_gone_unobserved_is_told_of_once_silence_has_settled(assessed, daily):
    seen = daily(date(2017, 11, 10), date(2017, 12, 1), *BOTH)
    [silent] = of_idlib(assessed([], reports=seen), "gone unobserved")
    assert silent.day == date(2017, 12, 12)
    assert "from 2 to 8 December 2017" in silent.says
    assert silent.evidence == ("syria/idlib:coverage",)


def test_a_zone_that_was_never_observed_has_not_gone_unobserved(assessed):
    assert of_idlib(assessed([]), "gone unobserved") == []


@pytest.mark.parametrize(("counts", "is_told"), [((17, 2), True), ((8, 6), False), ((5, 0), True)])
def test_two_guarantors_counts_far_apart(assessed, counts, is_told):
    day = Period(date(2017, 12, 10), date(2017, 12, 10))
    place = PlaceMention("Idlib Province", "t:idlib", 35.8, 36.7, "province")
    records = [
        MonitorCount(
            id=f"m-{monitor}",
            monitor=monitor,
            value=Range(number, number),
            place=place,
            period=day,
            first_published=date(2017, 12, 11),
        )
        for monitor, number in zip(("Russia", "Turkey"), counts, strict=True)
    ]
    apart = of_idlib(assessed(records), "guarantors apart")
    assert bool(apart) == is_told
    if is_told:
        assert apart[0].evidence == ("m-Russia", "m-Turkey")
        assert apart[0].zone == "syria/idlib"


def test_a_missed_meeting_is_told_of_on_the_day_after_its_last(assessed):
    plan = PlannedDate(
        said_on=date(2017, 11, 1),
        date=Period(date(2017, 11, 27), date(2017, 11, 30)),
        claim="c-1",
    )
    held = Period(date(2017, 12, 14), date(2017, 12, 14))
    record = Round(id="k-1", name="talks", track_id="x/talks", planned=(plan,), held=held)
    [missed] = of_idlib(assessed([record]), "deadline missed")
    assert (missed.day, missed.severity) == (date(2017, 12, 1), "high")
    assert "14 days after" in missed.says
