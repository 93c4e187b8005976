"""What outlets told otherwise of each other about the talks and deals of 2017 to 2021.

The facts are real; the claims are made by hand. Nothing is settled by dropping a side.
"""

from __future__ import annotations

from datetime import date

import pytest

from trucewatch.model.claim import AgreementClaim, AssessmentClaim, Participant
from trucewatch.model.record import MonitorCount, ReportedAgreement, Round, Statement, Tally
from trucewatch.model.values import ActorMention, Period, PlaceMention, Range

MEMORANDUM = "syria/memorandum"
TURKEY = ActorMention("Turkey", ("turkey",))


def of_kind(kind, desk):
    return [record for record in desk.records() if isinstance(record, kind)]


def day(text: str) -> Period:
    return Period(date.fromisoformat(text), date.fromisoformat(text))


def memorandum(desk, **fields):
    return desk.claim(
        AgreementClaim, None, name="memorandum", agreement_id=MEMORANDUM, phase="agreed", **fields
    )


def test_signature_entry_into_force_and_ban_are_dates_of_one_instrument(desk):
    """In force on the day it was signed, on the day after, and its ban from the third day."""
    memorandum(desk, date=day("2017-05-04"), start=day("2017-05-04"))
    memorandum(desk, start=day("2017-05-05"))
    memorandum(desk, start=day("2017-05-06"))
    (one,) = of_kind(ReportedAgreement, desk)
    told = {(str(each.date.start), each.said, each.clause) for each in one.dates}
    assert told == {
        ("2017-05-04", "agreed", "signed"),
        ("2017-05-04", "in force", "signed"),
        ("2017-05-05", "in force", "in force from"),
        ("2017-05-06", "in force", "ban begins"),
    }


def test_two_dates_for_one_delivery_inside_one_report_both_stay(desk):
    """Maps of the zones by 27 May, and in the same piece by 4 June."""
    report = desk.report("2017-05-06", outlet="TASS")
    for due in ("2017-05-27", "2017-06-04"):
        name = "maps of the zones"
        desk.claim(AgreementClaim, report, name=name, start=day(due), quote=due)
    (maps,) = of_kind(ReportedAgreement, desk)
    assert [str(each.date.start) for each in maps.dates] == ["2017-05-27", "2017-06-04"]
    assert all(len(each.claims) == 1 and each.clause is None for each in maps.dates)


def test_two_parts_of_one_province_in_a_zone_are_both_told(desk):
    for part in ("eastern Aleppo", "western Aleppo"):
        memorandum(desk, places=(PlaceMention(part, None, 36.2, 37.1, "area", "Aleppo", "SY"),))
    (one,) = of_kind(ReportedAgreement, desk)
    assert {place.text for place in one.places} == {"eastern Aleppo", "western Aleppo"}


def test_an_earlier_first_day_by_one_outlet_is_a_day_of_the_round(desk):
    desk.talk(desk.report("2017-09-15"), round=6, phase="concluded", date="2017-09-13/2017-09-15")
    for outlet in ("Gazette", "Courier"):
        report = desk.report("2017-09-15", outlet=outlet)
        desk.talk(report, round=6, phase="concluded", date="2017-09-14/2017-09-15")
    (sixth,) = of_kind(Round, desk)
    assert sixth.held == Period(date(2017, 9, 13), date(2017, 9, 15)) and len(sixth.claims) == 3


def test_a_round_misplaced_by_months_in_looking_back_moves_no_round(desk):
    """One outlet says that the meeting before the seventh was in May; it was in September."""
    may = Period(date(2017, 5, 1), date(2017, 5, 31), "month")
    desk.talk(desk.report("2017-05-04"), round=4, phase="concluded", date="2017-05-03/2017-05-04")
    desk.talk(desk.report("2017-09-15"), round=6, phase="concluded", date="2017-09-14/2017-09-15")
    report = desk.report("2017-10-30")
    desk.talk(report, round=7, phase="under_way", date="2017-10-30/")
    desk.talk(report, name="previous meeting", phase="concluded", date=may)
    held = {each.number: str(each.held.start) for each in of_kind(Round, desk)}
    assert held == {4: "2017-05-03", 6: "2017-09-14", 7: "2017-10-30"}


def test_a_round_misplaced_by_its_number_keeps_the_days_that_most_give(desk):
    for outlet in ("Gazette", "Courier"):
        report = desk.report("2017-09-15", outlet=outlet)
        desk.talk(report, round=6, phase="concluded", date="2017-09-14/2017-09-15")
    may = Period(date(2017, 5, 1), date(2017, 5, 31), "month")
    desk.talk(desk.report("2017-10-30"), round=6, phase="concluded", date=may)
    (sixth,) = of_kind(Round, desk)
    assert sixth.held == Period(date(2017, 9, 14), date(2017, 9, 15))


def delegates(desk, source, low, high, **fields):
    fields = {"measure": "other", "unit": "delegates", "place": "Syria", **fields}
    return desk.tally(source=source, value=Range(low, high), **fields)


def test_three_counts_of_one_congress_by_three_stay_three(desk):
    for source, low, high in (
        ("TASS", 1393, 1393),
        ("RIA Novosti", 1392, 1392),
        ("AFP", 1500, None),
    ):
        delegates(desk, source, low, high)
    counts = of_kind(Tally, desk)
    assert sorted((each.value.low, each.claimant) for each in counts) == [
        (1392, "RIA Novosti"),
        (1393, "TASS"),
        (1500, "Agence France-Presse"),
    ]


def test_a_whole_its_parts_and_a_rival_part_are_four_figures(desk):
    """A body of 150 as 100 and 50, and about 50 for the envoy to choose."""
    delegates(desk, "TASS", 150, 150, unit="members")
    delegates(desk, "TASS", 100, 100, unit="members of the government and opposition")
    delegates(desk, "TASS", 50, 50, unit="members from outside")
    delegates(desk, "AFP", 45, 55, unit="members chosen by the envoy")
    assert sorted(each.value.low for each in of_kind(Tally, desk)) == [45, 50, 100, 150]


@pytest.mark.parametrize("order", [(15, 16, 17), (17, 16, 15)])
def test_two_men_of_one_country_head_its_delegation_by_turns(desk, order):
    """One agency prints the deputy minister's name like the director's, with his own office."""
    heads = {
        15: ("Selçuk Ünal", "director for Syria", "2021-02-16"),
        16: ("Sidat Unal", "deputy foreign minister", "2021-07-07"),
        17: ("Selcuk Unal", "director for Syria", "2021-12-21"),
    }
    for number in order:
        name, title, day_ = heads[number]
        seat = Participant(party=TURKEY, representative=name, title=title)
        desk.talk(
            desk.report(day_), round=number, phase="concluded", date=day_, participants=(seat,)
        )
    by_round = {each.number: each.attendees[0].head_id for each in of_kind(Round, desk)}
    assert by_round == {15: "selcuk-unal", 16: "sedat-onal", 17: "selcuk-unal"}


def test_published_and_never_published_are_two_voices(desk):
    for outlet, finding in (
        ("Gazette", "was never officially published"),
        ("Courier", "was circulated at the Security Council"),
    ):
        report = desk.report(outlet=outlet)
        about = "memorandum on Idlib"
        desk.claim(AssessmentClaim, report, about=about, finding=finding, quote=finding)
    assert {each.said_by for each in of_kind(Statement, desk)} == {"Gazette", "Courier"}


def test_several_by_a_ministry_and_ten_by_a_monitor_are_two_counts(desk):
    desk.tally(measure="released", source="Russian Defence Ministry", value=Range(2))
    desk.tally(measure="released", source="SOHR", value=Range(10, 10))
    assert len(of_kind(Tally, desk)) == 2 and of_kind(MonitorCount, desk) == []


@pytest.mark.parametrize("year", [2016, 2017])
def test_a_last_day_with_a_month_mistyped_does_not_stretch_the_round(desk, year):
    """Talks of 23 and 24 January that one wire lets end on 24 December."""
    typo = Period(None, date(year, 12, 24))
    desk.talk(desk.report("2017-01-23", outlet="AFP"), round=1, phase="under_way", date=typo)
    desk.talk(desk.report("2017-01-23"), round=1, phase="under_way", date="2017-01-23/")
    desk.talk(desk.report("2017-01-24"), round=1, phase="concluded", date="2017-01-23/2017-01-24")
    (first,) = of_kind(Round, desk)
    assert first.held == Period(date(2017, 1, 23), date(2017, 1, 24))


def test_a_first_day_with_a_month_mistyped_does_not_stretch_the_round(desk):
    desk.talk(desk.report("2017-05-04"), round=4, phase="concluded", date="2017-04-03/")
    desk.talk(desk.report("2017-05-04"), round=4, phase="concluded", date="2017-05-03/2017-05-04")
    desk.talk(desk.report("2017-05-05"), round=4, phase="concluded", date="2017-05-03/2017-05-04")
    (fourth,) = of_kind(Round, desk)
    assert fourth.held == Period(date(2017, 5, 3), date(2017, 5, 4))


def test_a_typo_alone_against_one_other_is_not_taken_for_days_held_for_months(desk):
    desk.talk(desk.report("2017-05-04"), round=4, phase="concluded", date="2017-04-03/2017-04-04")
    desk.talk(desk.report("2017-05-04"), round=4, phase="concluded", date="2017-05-03/2017-05-04")
    (fourth,) = of_kind(Round, desk)
    assert (fourth.held.end - fourth.held.start).days == 1
    assert fourth.held.start == date(2017, 5, 3)
