"""Contradictions: every side is kept, in its own words."""

from __future__ import annotations

from datetime import date

import msgspec

from trucewatch.model.claim import TalkClaim
from trucewatch.model.record import Figure, Round, Toll
from trucewatch.model.report import Report
from trucewatch.model.values import Period, PlaceMention, Range


def whats(findings) -> list[str]:
    return [each.what for each in findings.contradictions]


def figure(*values: Range) -> Figure:
    tolls = tuple(
        Toll(claimant=f"source {at}", value=value, claim=f"c-{at}")
        for at, value in enumerate(values)
    )
    return Figure(low=None, best=None, high=None, rule="", tolls=tolls)


def test_tolls_that_cannot_both_be_true_are_a_contradiction(assessed, strike):
    rivals = strike(killed=None, **{"injured": figure(Range(19, 19), Range(25, None))})
    [found] = assessed([rivals]).contradictions
    assert found.sides == (("source 0", "19"), ("source 1", "at least 25"))


def test_tolls_that_overlap_are_none(assessed, strike):
    assert whats(assessed([strike(injured=figure(Range(19, 19), Range(10, None)))])) == []


def test_a_claimants_own_later_figure_corrects_its_earlier_one(assessed, strike):
    tolls = tuple(
        Toll(claimant="sohr", value=Range(dead, dead), claim="c-1", published=date(2017, 12, day))
        for dead, day in ((19, 20), (20, 21))
    )
    revised = Figure(low=19, best=20, high=20, rule="", tolls=tolls)
    assert whats(assessed([strike(killed=None, **{"injured": revised})])) == []


def test_two_figures_of_one_claimant_on_one_day_do_not_contradict(assessed, strike):
    tolls = tuple(Toll(claimant="sohr", value=Range(n, n), claim=f"c-{n}") for n in (9, 14))
    revised = Figure(low=9, best=14, high=14, rule="", tolls=tolls)
    assert whats(assessed([strike(killed=None, injured=revised)])) == []


def test_a_figure_that_a_later_one_revised_contradicts_nobody(assessed, strike):
    rivals = msgspec.structs.replace(figure(Range(14, 14), Range(19, 19)), rises=(("c-0", "c-1"),))
    assert whats(assessed([strike(killed=None, injured=rivals)])) == []


def test_a_denial_and_a_contested_author_are_contradictions(assessed, strike):
    incident = strike(by=("syrian-army", "hts"), authorship="contested", is_denied=True)
    assert whats(assessed([incident])) == [
        "accounts differ on who did it",
        "that it happened is denied",
    ]


def test_two_numbers_and_cities_for_one_round_are_contradictions(assessed):
    report = Report(id="x", text="-", outlet="Unknown Post", published=date(2018, 7, 31))
    claims = [
        TalkClaim(
            id=f"c-{number}",
            report=report.ref,
            reader="rules",
            quote="-",
            name="Astana talks",
            round=number,
            place=PlaceMention(city),
        )
        for number, city in ((9, "Astana"), (10, "Sochi"))
    ]
    talks = Round(id="k-1", name="Astana talks", claims=("c-9", "c-10"))
    found = whats(assessed([talks], claims, [report]))
    assert found == ["the round is given two numbers", "the round is placed in two cities"]


def test_a_tally_below_the_incidents_inside_it_is_a_contradiction(assessed, strike, tally):
    incident = strike(place="Eastern Ghouta", killed=40)
    closed = tally(20, 20, category=None)
    assert whats(assessed([incident, closed])) == ["it is below the incidents inside it"]
    assert whats(assessed([incident, tally(20, None, category=None)])) == []


def test_a_claimants_later_total_below_its_earlier_one_is_a_contradiction(assessed, tally):
    later = tally(150, id="t-later", period=Period(date(2017, 11, 1), date(2017, 12, 28)))
    other = tally(150, id="t-other", claimant="White Helmets", period=later.period)
    [found] = assessed([tally(), later, other]).contradictions
    assert found.record == "t-later"
    assert found.what == "it is smaller than an earlier one by the same claimant"


def test_a_figure_revised_upwards_is_none(assessed, tally):
    revised = tally(230, id="t-later", first_published=date(2017, 12, 28))
    assert whats(assessed([tally(), revised])) == []


def test_a_figure_revised_downwards_is_a_contradiction(assessed, tally):
    revised = tally(150, 150, id="t-later", first_published=date(2017, 12, 28))
    assert whats(assessed([tally(), revised])) == [
        "it is smaller than an earlier one by the same claimant"
    ]


def test_a_countrys_count_below_a_zones_by_the_same_claimant_is_a_contradiction(assessed, tally):
    syria = PlaceMention("Syria", "t:syria", 35.0, 38.0, "country", None, "SY")
    ghouta = PlaceMention("Eastern Ghouta", "t:ghouta", 33.52, 36.42, "area", None, "SY")
    wide = tally(150, 150, id="t-wide", place=syria)
    assert whats(assessed([tally(place=ghouta), wide])) == [
        "it is smaller than a part of it by the same claimant"
    ]


def test_two_claimants_closed_counts_of_one_scope_cannot_both_be_right(assessed, tally):
    rival = tally(140, 140, id="t-rival", claimant="White Helmets")
    [found] = assessed([tally(200, 200), rival]).contradictions
    assert found.what == "claimants' counts of the same people cannot all be right"
    assert found.sides == (("Syrian Observatory", "200"), ("White Helmets", "140"))


def test_a_count_of_civilians_is_checked_against_civilians_alone(assessed, strike, tally):
    closed = tally(20, 20)
    dead = Figure(low=25, best=25, high=25, rule="")
    incident = strike(place="Eastern Ghouta", killed=40)
    civil = strike(place="Eastern Ghouta", killed=40, killed_civilians=dead)
    assert whats(assessed([incident, closed])) == []
    assert whats(assessed([civil, closed])) == ["it is below the incidents inside it"]


def test_a_count_of_one_cause_is_not_checked_against_others(assessed, strike, tally):
    incident = strike(place="Eastern Ghouta", killed=40)
    assert whats(assessed([incident, tally(20, 20, category=None, cause="shelling")])) == []
