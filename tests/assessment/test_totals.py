"""Totals of any area, period, category and measure, and what they leave out."""

from __future__ import annotations

from datetime import date

import pytest

from trucewatch.assessment.categories import category_of
from trucewatch.assessment.totals import Asked, total
from trucewatch.model.record import Figure, Incident, MonitorCount
from trucewatch.model.values import Period, PlaceMention, Range

NOVEMBER = (date(2017, 11, 1), date(2017, 12, 21))


@pytest.fixture
def totals(reference):
    def ask(records, **asked):
        return total(Asked(**asked), records, reference)

    return ask


def of(number: int, *reports: str) -> Figure:
    return Figure(low=number, best=number, high=number, rule="", reports=reports)


def strike_in(place: PlaceMention, name: str = "i-1", **fields: object) -> Incident:
    period = Period(date(2017, 12, 1), date(2017, 12, 1))
    return Incident(id=name, type="airstrike", occurred=period, place=place, **fields)


DOUMA = PlaceMention("Douma", "t:douma", 33.57, 36.4, "town", "Rif Dimashq", "SY")
ARIHA = PlaceMention("Ariha", "t:ariha", 35.81, 36.61, "town", "Idlib", "SY")
SYRIA = PlaceMention("Syria", "t:syria", 35.0, 38.0, "country", None, "SY")
HARASTA = PlaceMention("Harasta", "t:harasta", 33.56, 36.33, "town", "Rif Dimashq", "SY")


def test_a_countrys_tally_and_a_strike_that_may_be_in_it_are_not_added(totals, tally):
    records = [tally(place=SYRIA), strike_in(ARIHA, killed=of(9))]
    found = totals(records).minimum
    assert found.stands_on == (("t-ghouta", 200),)
    assert found.left_out == (("i-1", "may hold people already counted in t-ghouta"),)


def test_a_strike_outside_a_tallys_area_is_added(totals, tally):
    assert totals([tally(), strike_in(ARIHA, killed=of(9))]).minimum.total == 209


@pytest.mark.parametrize("counting, least", [(("r-1", "r-2"), 13), (("r-2",), 9)])
def test_two_events_of_one_report_are_added_where_it_gives_the_dead_of_both(
    totals, counting, least
):
    told = strike_in(DOUMA, killed=of(9, "r-1"), reports=("r-1",))
    other = strike_in(DOUMA, "i-2", killed=of(4, *counting), reports=("r-1", "r-2"))
    assert totals([told, other]).minimum.total == least


def test_a_place_is_asked_about_by_what_surely_lies_in_it(totals, tally):
    records = [tally(), strike_in(DOUMA, killed=of(9)), strike_in(ARIHA, "i-2", killed=of(4))]
    found = totals(records, place=DOUMA).minimum
    assert found.stands_on == (("i-1", 9),)
    assert found.left_out == (("t-ghouta", "its area may reach beyond the area asked about"),)


def test_civilians_are_counted_from_what_is_said_of_civilians_and_children(totals):
    said = strike_in(DOUMA, killed=of(19), killed_civilians=of(12))
    children = strike_in(ARIHA, "i-2", killed=of(8), killed_children=of(3))
    unsaid = strike_in(HARASTA, "i-3", killed=of(8))
    found = totals([said, children, unsaid], category="civilians").minimum
    assert found.stands_on == (("i-1", 12), ("i-2", 3))


def test_a_strike_whose_dead_are_all_civilians_is_no_part_of_a_count_of_fighters(totals, tally):
    fighters = tally(30, 30, category="fighters")
    civil = strike_in(DOUMA, killed=of(12), killed_civilians=of(12))
    assert totals([fighters, civil]).minimum.total == 42
    assert totals([fighters, strike_in(DOUMA, killed=of(12))]).minimum.total == 30


def test_two_counts_of_the_displaced_may_be_of_the_same_people(totals, tally):
    records = [
        tally(9000, measure="displaced", category=None),
        tally(7000, id="t-2", measure="displaced", category=None, place=ARIHA),
    ]
    assert totals(records, measure="displaced").minimum.total == 9000


def test_two_monitors_of_one_day_are_not_added(totals):
    day = Period(date(2017, 7, 30), date(2017, 7, 30))
    counts = [
        MonitorCount(id=f"m-{n}", monitor=who, value=Range(n, n), place=SYRIA, period=day)
        for who, n in (("Russia", 17), ("Turkey", 2))
    ]
    found = totals(counts, measure="violations")
    assert (found.minimum.total, found.tallies) == (17, ("m-17", "m-2"))


def test_an_upper_bound_is_given_only_by_a_closed_count_of_the_whole_scope(totals, tally):
    scope = {"place": tally().place, "first": NOVEMBER[0], "last": NOVEMBER[1]}
    civilians = {**scope, "category": "civilians"}
    assert totals([tally(200, 230)], **civilians).most == 230
    assert totals([tally(200, None)], **civilians).most is None
    assert totals([tally(200, 230)], **scope).most is None
    rivals = [tally(200, 230), tally(140, 300, id="t-2", claimant="White Helmets")]
    assert totals(rivals, **civilians).most == 300


@pytest.mark.parametrize(
    "words, category",
    [(None, "people"), ("fighters", "combatants"), ("residents", "civilians"), ("staff", "staff")],
)
def test_the_words_of_a_tally_name_its_category(words, category):
    assert category_of(words) == category
