"""Counts given in parts: those that add up, and those that do not."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from trucewatch.model.record import MonitorCount
from trucewatch.model.values import Period, PlaceMention, Range

FIRST, LAST = date(2018, 2, 5), date(2018, 2, 8)
GHOUTA = PlaceMention("Eastern Ghouta", "t:ghouta", 33.52, 36.42, "area", "Rif Dimashq", "SY")
SYRIA = PlaceMention("Syria", "t:syria", 35.0, 38.0, "country", None, "SY")


@pytest.fixture
def count(tally):
    def make(name: str, low: int, first: date = FIRST, last: date = LAST, **fields: object):
        place = {"place": GHOUTA, "category": None, **fields}
        said = {"first_published": LAST, "period": Period(first, last)}
        return tally(low, fields.pop("high", low), id=name, **{**said, **place})

    return make


def days(count, *lows: int):
    at = (FIRST + timedelta(days=n) for n in range(len(lows)))
    return [count(f"t-{day}", low, day, day) for day, low in zip(at, lows, strict=True)]


def found(findings):
    [one] = findings.breakdowns
    return one.whole, one.by, one.state, one.rest


def test_four_daily_counts_add_up_to_the_claimants_total(assessed, count):
    records = [count("t-all", 213), *days(count, 31, 81, 41, 60)]
    findings = assessed(records)
    assert found(findings) == ("t-all", "period", "adds up", 0)
    assert findings.contradictions == ()


def test_daily_counts_that_come_to_less_than_the_total_contradict_it(assessed, count):
    findings = assessed([count("t-all", 213), *days(count, 31, 81, 41, 50)])
    assert found(findings) == ("t-all", "period", "comes to less", 0)
    [contradiction] = findings.contradictions
    assert contradiction.what == "its parts by period come to less than it"
    assert contradiction.sides[1] == (
        "its parts by period",
        "203: 31 (5 February 2018), 41 (7 February 2018), 50 (8 February 2018) and "
        "81 (6 February 2018)",
    )


def test_days_with_one_missing_are_no_breakdown(assessed, count):
    assert assessed([count("t-all", 213), *days(count, 31, 81, 41)]).breakdowns == ()


def provinces(count, *lows: int):
    names = ("Damascus", "Aleppo", "Latakia")
    return [
        count(
            f"t-{name}",
            low,
            place=PlaceMention(f"{name} province", f"t:{name}", at, 36.0, "province", name, "SY"),
        )
        for at, (name, low) in enumerate(zip(names, lows, strict=True), start=33)
    ]


@pytest.mark.parametrize(
    "lows, state, rest",
    [
        ((12, 10, 8), "adds up", 0),
        ((12, 10, 5), "leaves a rest", 3),
        ((12, 10, 9), "comes to more", 0),
    ],
)
def test_three_provinces_add_up_to_the_countrys_count_or_do_not(assessed, count, lows, state, rest):
    findings = assessed([count("t-all", 30, place=SYRIA), *provinces(count, *lows)])
    assert found(findings) == ("t-all", "area", state, rest)
    assert bool(findings.contradictions) == (state == "comes to more")


def test_civilians_and_combatants_are_all_people(assessed, count):
    parts = [count("t-c", 20, category="civilians"), count("t-f", 7, category="fighters")]
    assert found(assessed([count("t-all", 27), *parts]))[2] == "adds up"
    assert found(assessed([count("t-all", 30), *parts]))[2] == "comes to less"


def test_women_and_children_are_some_of_the_civilians(assessed, count):
    parts = [count("t-w", 41, category="women"), count("t-k", 54, category="children")]
    civilians = count("t-all", 213, category="civilians")
    assert found(assessed([civilians, *parts])) == ("t-all", "category", "leaves a rest", 118)
    too_few = count("t-all", 90, category="civilians")
    assert found(assessed([too_few, *parts]))[2] == "comes to more"


def test_a_monitors_count_and_the_provinces_the_report_goes_on_with_are_one(assessed):
    day = Period(date(2017, 7, 30), date(2017, 7, 30))
    whole = MonitorCount(
        id="m-all", monitor="Russia", value=Range(17, 17), place=SYRIA, period=day, reports=("r",)
    )
    names = (("Damascus", 8, 33.0), ("Aleppo", 7, 36.0), ("Latakia", 2, 35.0))
    parts = [
        MonitorCount(
            id=f"m-{name}",
            monitor="Russia",
            value=Range(number, number),
            place=PlaceMention(name, f"t:{name}", lat, 36.0, "province", name, "SY"),
            period=day,
            reports=("r",),
        )
        for name, number, lat in names
    ]
    assert found(assessed([whole, *parts])) == ("m-all", "area", "adds up", 0)
