"""Totals as they are told: documented, and never the total."""

from __future__ import annotations

from datetime import date
from io import StringIO

import pytest
from rich.console import Console

from trucewatch.assessment.totals import Asked, total
from trucewatch.model.finding import Breakdown
from trucewatch.model.record import MonitorCount, Tally
from trucewatch.model.values import Period, PlaceMention, Range
from trucewatch.publication.totals import render_totals, sentence, totals
from trucewatch.reference.reference import Reference

SYRIA = PlaceMention("Syria", "t:syria", 35.0, 38.0, "country", None, "SY")
DAY = Period(date(2017, 7, 30), date(2017, 7, 30))


def tally(name: str, low: int, high: int | None = None) -> Tally:
    return Tally(
        id=name,
        measure="killed",
        value=Range(low, high),
        claimant="Observatory",
        place=SYRIA,
        period=DAY,
        claims=("c-1",),
    )


def shown(records, breakdowns=(), **asked):
    scope = Asked(**asked)
    reference = Reference()
    return totals(scope, total(scope, records, reference), breakdowns, records, reference)


def printed(page) -> str:
    console = Console(file=StringIO(), width=200)
    console.print(render_totals(page))
    return console.file.getvalue()


def test_what_claims_support_is_called_documented_and_not_the_total():
    page = shown([tally("t-1", 200)], place=SYRIA)
    assert sentence(page) == "At least 200 people killed in Syria"
    assert "documented, with no one counted twice. Not the total." in printed(page)
    assert "No upper bound: no claim covers the whole of it." in printed(page)


def test_an_upper_bound_names_whose_account_it_is():
    page = shown([tally("t-1", 200, 230)], place=SYRIA, first=DAY.start, last=DAY.end)
    assert "At most 230, by the account of Observatory (200–230)." in printed(page)


def test_nothing_documented_is_said_so():
    assert sentence(shown([], place=SYRIA)) == "No people killed documented in Syria"


def test_every_figure_is_shown_with_the_id_to_trace_it_by():
    page = shown([tally("t-1", 200), tally("t-2", 90)])
    assert [each.id for each in page.stands_on] == ["t-1"]
    assert [(each.id, each.why) for each in page.left_out] == [
        ("t-2", "may hold people already counted in t-1")
    ]
    assert {"t-1", "t-2"} <= set(printed(page).split())


def test_of_a_long_list_the_first_are_shown_with_how_many_there_are():
    records = [tally(f"t-{n}", 200 + n) for n in range(5)]
    scope = Asked()
    page = totals(scope, total(scope, records, Reference()), (), records, Reference(), listed_max=2)
    assert (len(page.counts), page.counting) == (2, 5)
    assert (len(page.left_out), page.leaving_out) == (2, 4)
    assert page.at_least == 204


@pytest.mark.parametrize(
    "state, said",
    [
        ("adds up", "17 is given as 8, 7 and 2 by area: it adds up"),
        ("leaves a rest", "17 is given as 8, 7 and 2 by area: 3 are in no part"),
        ("comes to more", "17 is given as 8, 7 and 2 by area: the parts come to more"),
    ],
)
def test_a_count_given_in_parts_says_whether_they_add_up(state, said):
    counts = [
        MonitorCount(id=f"m-{n}", monitor="Russia", value=Range(n, n), place=SYRIA, period=DAY)
        for n in (17, 2, 7, 8)
    ]
    parts = Breakdown(
        id="b-1", whole="m-17", by="area", parts=("m-2", "m-7", "m-8"), state=state, rest=3
    )
    page = shown(counts, [parts], measure="violations")
    assert [each.says for each in page.sums] == [said]
