"""Which claims about force are joined."""

from __future__ import annotations

from datetime import date

import pytest

from trucewatch.model.values import ActorMention, Period, PlaceMention, Range
from trucewatch.reconciliation.lineage import Lineage
from trucewatch.reconciliation.matching import Matcher
from trucewatch.reconciliation.rules import shipped_rules, shipped_weights

RUSSIA = ActorMention("Russian jets", ("russia",))
ISIL = ActorMention("ISIL", ("isil",))


def test_an_overnight_strike_in_a_village_is_the_days_strike_in_its_province(desk):
    desk.force(place="Idlib province", date="2017-12-20", killed=19, killed_children=Range(7, 7))
    night = Period(date(2017, 12, 19), date(2017, 12, 20), "hours")
    desk.force(source="SOHR", date=night, killed=19, killed_children=Range(7, 7))
    (incident,) = desk.records()
    assert incident.place.text == "Maar Shurin"
    assert incident.killed.best == 19 and incident.killed_children.best == 7


def test_two_villages_on_one_day_are_two_incidents_even_with_one_toll(desk):
    desk.force(place="Maar Shurin", killed=19)
    desk.force(place="Ariha", killed=19)
    assert len(desk.records()) == 2


def test_a_claim_about_a_province_joins_one_village_only(desk):
    desk.force(place="Maar Shurin", killed=19)
    desk.force(place="Ariha", killed=6)
    desk.force(place="Idlib province", killed=19)
    assert sorted(len(incident.claims) for incident in desk.records()) == [1, 2]


def test_two_strikes_in_one_province_with_other_exact_tolls_stay_two(desk):
    desk.force(place="Idlib province", killed=7)
    desk.force(place="Idlib province", killed=5)
    assert len(desk.records()) == 2


@pytest.mark.parametrize("second_day, incidents", [("2017-12-20", 1), ("2017-12-21", 2)])
def test_strikes_of_another_day_are_others(desk, second_day, incidents):
    desk.force(killed=4)
    desk.force(date=second_day, killed=4)
    assert len(desk.records()) == incidents


def test_coarse_days_are_given_a_day_either_way(desk):
    desk.force(date="2017-12-18", killed=19)
    weekend = Period(date(2017, 12, 16), date(2017, 12, 17), "weekend")
    desk.force(date=weekend, killed=19)
    assert len(desk.records()) == 1


def test_one_report_tells_two_strikes_as_two(desk):
    report = desk.report()
    desk.force(report, killed=3)
    desk.force(report, killed=8)
    assert len(desk.records()) == 2


def test_rival_accounts_that_a_report_marks_are_one_event(desk):
    report = desk.report()
    desk.force(report, source="SOHR", killed=19, event="A")
    desk.force(report, source="TASS", type="shelling", place="Ariha", killed=2, event="A")
    (incident,) = desk.records()
    assert (incident.killed.low, incident.killed.high) == (2, 19)


def test_a_car_bomb_is_not_an_air_strike_with_another_toll(desk):
    desk.force(type="airstrike", killed=19)
    desk.force(type="bombing_ied", killed=3)
    assert len(desk.records()) == 2


def test_a_village_the_gazetteer_lacks_is_found_by_its_words(desk):
    unknown = PlaceMention("Khan al-Sabil village", country="SY")
    for _ in range(2):
        claim = desk.force(place=None, places=(unknown,), killed=5)
        assert claim.place is None
    assert len(desk.records()) == 1


def test_every_merge_is_explained(desk):
    desk.force(killed=19)
    desk.force(killed=19)
    made = desk.reconcile()
    (judgement,) = made.judgements
    assert judgement.by == "rule:incident-match@2" and judgement.decided is None
    assert judgement.why == (
        "99.8 % sure, weight +8.93: both airstrike (+1.77), same place: Maar Shurin (+4.05), "
        "same day: 2017-12-20 (+9.93), both 19 killed (+5.2), told in two voices (-0.32), "
        "any two claims (-11.7)"
    )
    assert made.records[0].merged_by == (judgement,)


def test_a_pair_that_scores_but_is_kept_apart_is_explained(desk):
    report = desk.report()
    desk.force(report, killed=5)
    desk.force(report, killed=9)
    (judgement,) = desk.reconcile().judgements
    assert not judgement.is_same
    assert judgement.why.startswith("kept apart: one report tells them as two things")


def test_claims_of_different_regions_are_never_compared(desk):
    desk.force(place="Douma", killed=5)
    desk.force(place="Maar Shurin", killed=5)
    made = desk.reconcile()
    assert len(made.records) == 2 and made.judgements == ()


@pytest.mark.parametrize(
    "fields, incidents",
    [
        ({}, 1),
        ({"killed": 4}, 2),
        ({"date_text": "on Wednesday evening", "killed": 9}, 2),
        ({"killed": 9}, 1),
        ({"killed_children": Range(5, 5), "killed": 9}, 2),
        ({"victims_or_targets": ("a hospital",), "killed": 9, "perpetrators": (ISIL,)}, 2),
        ({"perpetrators": (ISIL,), "killed": 9}, 1),
    ],
)
def test_two_strikes_on_one_village_and_day_are_told_apart_by_what_differs(desk, fields, incidents):
    told = {"victims_or_targets": ("a market",), "date_text": "on Wednesday morning"}
    desk.force(killed=12, killed_children=Range(2, 2), perpetrators=(RUSSIA,), **told)
    desk.force(**fields)
    assert len(desk.records()) == incidents


@pytest.mark.parametrize(
    "other, level",
    [("ISIL", "rival"), ("Russian jets", "same"), ("the Assad government", "allied")],
)
def test_authors_of_one_side_are_no_rivals(desk, other, level):
    known = {"ISIL": "isil", "Russian jets": "russia", "the Assad government": "syria-government"}
    one = desk.force(perpetrators=(ActorMention("Russia", ("russia",)),))
    two = desk.force(perpetrators=(ActorMention(other, (known[other],)),))
    assert evidence(desk, one, two)["authors"].level == level


def evidence(desk, one, two):
    rules = shipped_rules()
    lineage = Lineage(desk.reports, desk.reference, rerun_share=rules.rerun_share)
    matcher = Matcher({each.id: each for each in (one, two)}, lineage, rules, shipped_weights())
    return {each.comparison: each for each in matcher.match(one.id, two.id).evidence}


def test_a_village_misspelt_is_the_village(desk):
    desk.force(killed=6)
    slip = PlaceMention("Maar Shuirn", country="SY")
    desk.force(place=None, places=(slip,), killed=6)
    assert len(desk.records()) == 1


@pytest.mark.parametrize("other, incidents", [("Maar Shurin", 1), ("Ariha", 2)])
def test_a_misspelt_village_is_not_the_next_village(desk, other, incidents):
    desk.force(place=other, killed=6)
    desk.force(place=None, places=(PlaceMention("Maar Shuirn", country="SY"),), killed=6)
    assert len(desk.records()) == incidents


def told(desk, *sentences):
    """One report of these sentences, and a claim for each from its fields."""
    text = " ".join(words for words, _ in sentences)
    report, at = desk.report(text=text), 0
    for words, fields in sentences:
        at = text.index(words, at)
        desk.force(report, quote=words, span=(at, at + len(words)), **fields)


BARE = {"type": "other", "place": None, "date": None}


def test_a_sentence_that_goes_on_belongs_to_the_strike_before_it(desk):
    told(
        desk,
        ("An air strike killed six people in Maar Shurin.", {"killed": 6}),
        ("Another nine were taken to hospital.", {**BARE, "injured": Range(9, 9)}),
    )
    (incident,) = desk.records()
    assert (incident.killed.best, incident.injured.best) == (6, 9)


@pytest.mark.parametrize("opener, incidents", [("Elsewhere, air", 2), ("Air", 1)])
def test_a_reports_next_item_is_another_event(desk, opener, incidents):
    told(
        desk,
        ("An air strike hit Maar Shurin.", {"event": "A"}),
        (f"{opener} raids hit Maar Shurin.", {"event": "A"}),
    )
    assert len(desk.records()) == incidents


def test_a_vague_claim_ties_no_two_strikes_together(desk):
    for _ in range(3):
        desk.force(killed=30)
        desk.force(killed=4)
    desk.force()
    assert len([each for each in desk.records() if len(each.claims) > 1]) == 2


def test_two_towns_of_one_gazetteer_are_two_however_near(desk):
    near = PlaceMention("Tall Shurin", "syria:tall-shurin", 35.64, 36.71, "town", "Idlib", "SY")
    desk.force(killed=6)
    desk.force(place=None, places=(near,), killed=6)
    assert len(desk.records()) == 2
