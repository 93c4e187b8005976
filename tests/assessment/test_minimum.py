"""The supported minimum on cases from the record of Eastern Ghouta and Idlib."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from trucewatch.assessment.items import Item
from trucewatch.assessment.minimum import supported_minimum as minimum_of
from trucewatch.model.finding import SupportedMinimum

GHOUTA = "syria:eastern-ghouta"


def supported_minimum(items: list[Item]) -> SupportedMinimum:
    """Over Eastern Ghouta, whose towns are apart and lie within it."""
    return minimum_of(items, apart=lambda one, other: one != other and GHOUTA not in (one, other))


def incident(name: str, low: int, day: date | None, place: str = GHOUTA) -> Item:
    return Item(name, "incident", low, (place,), day, day)


def tally(
    name: str,
    low: int,
    first: date | None,
    last: date | None,
    category: str = "civilians",
    place: str = GHOUTA,
) -> Item:
    return Item(name, "tally", low, (place,), first, last, category)


def test_a_running_total_and_a_strike_inside_it_are_not_added() -> None:
    total = tally("t-200", 200, date(2017, 11, 1), date(2017, 12, 21))
    strike = incident("i-18", 18, date(2017, 11, 27))
    found = supported_minimum([total, strike])
    assert found.total == 200
    assert found.unitemised == 182
    assert found.left_out == (("i-18", "may hold people already counted in t-200"),)


def test_incidents_that_exceed_a_tally_take_its_place() -> None:
    total = tally("t-20", 20, date(2017, 11, 26), date(2017, 11, 27))
    strikes = [incident("i-18", 18, date(2017, 11, 27)), incident("i-23", 23, date(2017, 11, 26))]
    found = supported_minimum([total, *strikes])
    assert found.stands_on == (("i-18", 18), ("i-23", 23))
    assert found.unitemised == 0


def test_four_daily_tallies_of_equal_sum_do_not_add_to_their_total() -> None:
    days = [date(2018, 2, 5) + timedelta(days=at) for at in range(4)]
    lows = (31, 81, 41, 60)
    daily = [tally(f"t-day-{low}", low, day, day) for low, day in zip(lows, days, strict=True)]
    total = tally("t-213", 213, days[0], days[-1])
    assert supported_minimum([*daily, total]).total == 213


def test_a_strike_of_unknown_day_may_be_inside_any_tally_of_its_area() -> None:
    total = tally("t-140", 140, date(2017, 11, 14), date(2017, 12, 2))
    assert supported_minimum([total, incident("i-5", 5, None)]).total == 140


def test_a_strike_in_another_town_is_outside_a_towns_tally() -> None:
    total = tally("t-9", 9, date(2018, 1, 1), date(2018, 1, 31), place="syria:douma")
    strike = incident("i-5", 5, date(2018, 1, 9), place="syria:harasta")
    assert supported_minimum([total, strike]).total == 14


@pytest.mark.parametrize(
    "category, expected", [("children", 20), ("civilians", 20), ("combatants", 27)]
)
def test_only_disjoint_categories_add_up(category: str, expected: int) -> None:
    first, last = date(2018, 1, 1), date(2018, 1, 31)
    civilians = tally("t-20", 20, first, last)
    assert supported_minimum([civilians, tally("t-7", 7, first, last, category)]).total == expected


def test_a_year_of_running_totals_and_strikes_is_solved_exactly() -> None:
    first = date(2017, 5, 6)
    strikes = [incident(f"i-{at:03}", 3, first + timedelta(days=at)) for at in range(365)]
    totals = [
        tally(f"t-{week:02}", 20 * week, first, first + timedelta(days=7 * week))
        for week in range(1, 53)
    ]
    found = supported_minimum([*strikes, *totals])
    assert found.is_exact
    assert found.total == 365 * 3


def test_daily_tallies_of_two_towns_under_running_totals_are_solved_exactly() -> None:
    first = date(2017, 1, 1)
    daily = [
        tally(f"t-{town}-{at:03}", 1 + at % 7, day, day, place=f"syria:{town}")
        for at in range(210)
        for day in [first + timedelta(days=at)]
        for town in ("douma", "harasta")
    ]
    totals = [
        tally(f"t-all-{week:03}", 30 * week, first, first + timedelta(days=7 * week))
        for week in range(1, 30)
    ]
    strikes = [incident(f"i-{at:03}", 2, first + timedelta(days=at)) for at in range(0, 210, 3)]
    found = supported_minimum([*daily, *totals, *strikes])
    assert found.is_exact
    assert found.total == 2 * sum(1 + at % 7 for at in range(210))


def test_areas_tangled_beyond_nesting_give_a_lower_bound_that_says_so() -> None:
    day, side = date(2018, 1, 1), range(8)
    tangle = [
        Item(f"t-{x:02}-{y:02}", "tally", 10 + (x * y) % 7, (f"{x} {y}",), day, day)
        for x in side
        for y in side
    ]

    def apart(one: str, other: str) -> bool:
        (left, low), (right, high) = (map(int, each.split()) for each in (one, other))
        return abs(left - right) + abs(low - high) > 1

    found = minimum_of(tangle, apart=apart, parts_max=50)
    assert not found.is_exact
    assert found.total >= 10 * len(tangle) // 2


def test_of_very_many_a_tally_takes_the_place_of_the_fewer_incidents_inside_it() -> None:
    total = tally("t-200", 200, date(2017, 11, 1), date(2017, 12, 21))
    strikes = [incident(f"i-{day}", 9, date(2017, 11, day), f"town-{day}") for day in range(1, 29)]
    month = tally("t-30", 30, date(2017, 11, 1), date(2017, 11, 30))
    found = minimum_of(
        [total, *strikes, month],
        apart=lambda one, other: one != other and GHOUTA not in (one, other),
        exact_max=0,
    )
    assert (found.total, found.is_exact) == (28 * 9, False)
    assert dict(found.left_out)["t-30"].startswith("may hold people already counted in i-")
