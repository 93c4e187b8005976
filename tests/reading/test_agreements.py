"""Agreements: which kind, since when, who made them and where they hold."""

from __future__ import annotations

import pytest


@pytest.fixture(scope="session")
def agreements_in(read_text):
    return lambda text: read_text(text)["agreements"]


@pytest.mark.parametrize(
    ("sentence", "kind"),
    [
        ("A truce has been in place in Yemen since April 10.", "ceasefire"),
        ("The cessation of hostilities in Syria is holding.", "ceasefire"),
        ("The strike hit a de-escalation zone in Syria.", "de-escalation zones"),
        ("Colombia and the rebels signed a peace agreement on Monday.", "peace agreement"),
        ("The two sides agreed to a prisoner swap on Monday.", "prisoner exchange"),
    ],
)
def test_the_noun_says_what_kind_of_agreement_it_is(agreements_in, sentence, kind):
    assert [each["kind"] for each in agreements_in(sentence)] == [kind]


def test_a_truce_that_names_no_area_holds_in_the_whole_country(agreements_in):
    (truce,) = agreements_in("A truce has been largely holding in Yemen since April 10.")
    assert truce["places"] == ["Yemen"]
    assert (truce["date"], truce["start"]) == ("2017-04-10", "2017-04-10")
    assert truce["phase"] == "in_force"


def test_states_outside_the_war_that_agreed_a_truce_guarantee_it(agreements_in):
    (deal,) = agreements_in(
        "The area in Syria is under a truce deal agreed by regime ally Russia and rebel backer "
        "Turkey."
    )
    assert deal["guarantors"] == ["Russia", "Turkey"]
    assert deal["parties"] == []


def test_the_sides_of_the_war_are_parties_and_who_brought_them_together_a_broker(agreements_in):
    (deal,) = agreements_in(
        "A ceasefire between the Syrian government and the opposition, brokered by Russia, took "
        "effect in Syria on Monday."
    )
    assert deal["parties"] == ["Syrian government", "opposition"]
    assert deal["brokers"] == ["Russia"]
    assert deal["guarantors"] == []


@pytest.mark.parametrize(
    "sentence",
    [
        "The minister called for a ceasefire in Libya.",
        "Monitors counted nine truce violations in Libya.",
        "The two sides began ceasefire talks in Libya.",
        "There was no deal.",
    ],
)
def test_a_wish_and_a_compound_are_no_agreement(agreements_in, sentence):
    assert agreements_in(sentence) == []


def test_a_deal_spoken_of_again_is_one_record(agreements_in):
    text = (
        "On Thursday Russia, Iran and Turkey signed a memorandum setting up de-escalation zones "
        "in Syria. The deal is to last six months. The zones cover Idlib province."
    )
    (zones,) = agreements_in(text)
    assert zones["date"] == "2017-12-21"
    assert zones["guarantors"] == ["Russia", "Iran", "Turkey"]
    assert "Idlib province" in zones["places"]


def test_a_unilateral_ceasefire_is_not_the_one_both_sides_agreed(agreements_in):
    text = (
        "The ceasefire in Colombia began on Monday. "
        "The rebels had declared a unilateral ceasefire in July 2015."
    )
    assert [each["name"] for each in agreements_in(text)] == ["ceasefire", "unilateral ceasefire"]


def test_a_name_the_dossier_knows_resolves_unless_the_day_is_anothers(agreements_in):
    (known,) = agreements_in("The Sochi memorandum was signed on 17 September 2018.")[:1] or [None]
    assert known is None or known["agreement_id"] in (None, "syria/sochi-memorandum-2018-09-17")


@pytest.mark.parametrize(
    ("sentence", "day"),
    [
        ("Fighting goes on in Mali despite a 2015 peace agreement.", ["2015-01-01", "2015-12-31"]),
        ("Both broke the 2008 “ceasefire agreement” on Monday.", ["2008-01-01", "2008-12-31"]),
        ("The truce in Mali ends clashes that have killed dozens since July.", None),
        ("The truce in Mali has been in force since 4 July.", "2017-07-04"),
    ],
)
def test_a_deal_is_of_the_year_in_its_name_and_not_of_its_war(agreements_in, sentence, day):
    (deal,) = agreements_in(sentence)
    assert deal["date"] == day


def test_a_day_told_later_makes_the_month_told_first_finer(agreements_in):
    text = "A truce was agreed in Mali in November. The truce was signed on 11 November."
    (deal,) = agreements_in(text)
    assert deal["date"] == "2017-11-11"


def test_agreements_that_were_not_reached_are_none(agreements_in):
    assert agreements_in("No agreements were reached by the two sides on Monday.") == []


def test_a_truce_did_not_begin_with_the_fighting(agreements_in):
    (deal,) = agreements_in("Truces have been reached in Mali since fighting broke out on 4 May.")
    assert deal["date"] is None
