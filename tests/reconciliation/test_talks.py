"""Rounds: planned and held, numbers, heads of delegation."""

from __future__ import annotations

from datetime import date

from trucewatch.model.claim import Participant
from trucewatch.model.values import ActorMention, Period

RUSSIA = ActorMention("Russia", ("russia",))
TURKEY = ActorMention("Turkey", ("turkey",))


def spring_of_2018(desk):
    """Astana 9 was planned for late February and held in mid-May, after a ministers' meeting."""
    desk.talk(desk.report("2017-12-22"), round=9, phase="planned", date="2018-02-15/2018-02-28")
    desk.talk(
        desk.report("2018-03-16"),
        name="Meeting of foreign ministers in Astana",
        phase="concluded",
        date="2018-03-16/2018-03-16",
    )
    desk.talk(desk.report("2018-05-15"), round=9, phase="concluded", date="2018-05-14/2018-05-15")


def test_a_round_that_slipped_keeps_its_plan_and_its_held_days(desk):
    spring_of_2018(desk)
    ninth = next(record for record in desk.records() if record.number == 9)
    assert ninth.planned[0].date.end == date(2018, 2, 28)
    assert ninth.planned[0].said_on == date(2017, 12, 22)
    assert ninth.held == Period(date(2018, 5, 14), date(2018, 5, 15))
    assert ninth.slipped_days == 75 and ninth.phase == "concluded"


def test_an_unnumbered_ministers_meeting_stays_unnumbered(desk):
    spring_of_2018(desk)
    records = desk.records()
    assert sorted(record.number or 0 for record in records) == [0, 9]


def test_the_next_round_of_a_report_on_round_eight_is_the_ninth(desk):
    report = desk.report("2017-12-22")
    desk.talk(report, round=8, phase="concluded", date="2017-12-21/2017-12-22")
    desk.talk(report, name="next round of Astana talks", phase="planned", date="2018-02-15")
    eighth, ninth = sorted(desk.records(), key=lambda record: record.number)
    assert eighth.planned == () and ninth.number == 9
    assert ninth.held is None and ninth.phase == "planned"


def test_an_unnumbered_plan_is_for_the_first_round_held_after_it(desk):
    desk.talk(desk.report("2018-10-30"), phase="planned", date="2018-11-20/2018-12-10")
    desk.talk(desk.report("2018-07-31"), round=10, phase="concluded", date="2018-07-30/2018-07-31")
    desk.talk(desk.report("2018-11-29"), round=11, phase="concluded", date="2018-11-28/2018-11-29")
    planned = {record.number: len(record.planned) for record in desk.records()}
    assert planned == {10: 0, 11: 1}


def test_a_number_given_once_spreads_over_the_days_held(desk):
    desk.talk(desk.report("2017-12-21"), phase="under_way", date="2017-12-21/")
    desk.talk(desk.report("2017-12-22"), round=8, phase="concluded", date="2017-12-21/2017-12-22")
    (eighth,) = desk.records()
    assert eighth.number == 8
    assert eighth.held == Period(date(2017, 12, 21), date(2017, 12, 22))


def test_a_misreported_number_does_not_make_another_round(desk):
    for number in (8, 7, 8):
        desk.talk(round=number, phase="concluded", date="2017-12-21/2017-12-22", quote=str(number))
    seventh = desk.talk(round=7, phase="concluded", date="2017-10-30/2017-10-31")
    by_number = {record.number: record for record in desk.records()}
    assert by_number.keys() == {7, 8} and len(by_number[8].claims) == 3
    assert by_number[7].claims == (seventh.id,)


def test_days_given_with_another_month_by_one_outlet_do_not_stretch_the_round(desk):
    for _ in range(2):
        desk.talk(round=4, phase="concluded", date="2017-05-03/2017-05-04")
    desk.talk(round=4, phase="concluded", date="2017-04-03/2017-04-03")
    (fourth,) = desk.records()
    assert fourth.held == Period(date(2017, 5, 3), date(2017, 5, 4))


def test_rival_first_days_of_a_round_are_all_held_days(desk):
    desk.talk(round=6, phase="concluded", date="2017-09-13/2017-09-15")
    desk.talk(round=6, phase="concluded", date="2017-09-14/2017-09-15")
    (sixth,) = desk.records()
    assert sixth.held.start == date(2017, 9, 13)


def test_a_congress_put_off_is_one_with_two_plans(desk):
    congress = {"name": "Syrian Congress of National Dialogue", "track_id": "syria/sochi-congress"}
    desk.talk(desk.report("2017-10-31"), phase="planned", date="2017-11-18/2017-11-18", **congress)
    desk.talk(desk.report("2017-12-22"), phase="planned", date="2018-01-29/2018-01-30", **congress)
    (planned,) = desk.records()
    assert len(planned.planned) == 2 and planned.held is None
    assert planned.slipped_days == 72


def test_tracks_are_kept_apart(desk):
    desk.talk(track_id="syria/astana", phase="concluded", date="2017-12-14/2017-12-15")
    desk.talk(track_id="syria/geneva", phase="failed", date="2017-12-14/2017-12-15")
    assert len(desk.records()) == 2


def held(desk, *participants):
    desk.talk(round=16, phase="concluded", date="2021-07-07/2021-07-08", participants=participants)


def test_spellings_of_one_head_are_joined(desk):
    held(desk, Participant(party=RUSSIA, representative="Alexander Lavrentyev", title="envoy"))
    held(desk, Participant(party=RUSSIA, representative="Aleksandr Lavrentiev", title="envoy"))
    held(desk, Participant(party=RUSSIA, attendance="attending"))
    (russians,) = desk.records()[0].attendees
    assert russians.head_id == "alexander-lavrentiev" and russians.head == "Alexander Lavrentiev"
    assert russians.names == ("Aleksandr Lavrentiev", "Alexander Lavrentyev")
    assert russians.attendance == "attending"


def test_onal_and_unal_are_two_men_whatever_one_agency_prints(desk):
    deputy = "deputy foreign minister"
    held(desk, Participant(party=TURKEY, representative="Sedat Önal", title=deputy))
    held(desk, Participant(party=TURKEY, representative="Sidat Unal", title=deputy))
    held(desk, Participant(party=TURKEY, representative="Selçuk Ünal", title="director for Syria"))
    heads = {head.head_id: head.names for head in desk.records()[0].attendees}
    assert heads == {
        "sedat-onal": ("Sedat Önal", "Sidat Unal"),
        "selcuk-unal": ("Selçuk Ünal",),
    }


def test_a_surname_finds_the_name_it_is_part_of(desk):
    iran = ActorMention("Iran", ("iran",))
    held(desk, Participant(party=iran, representative="Ansari"))
    held(desk, Participant(party=iran, representative="Hossein Jaberi Ansari"))
    (iranians,) = desk.records()[0].attendees
    assert iranians.names == ("Ansari", "Hossein Jaberi Ansari")


def test_a_last_day_and_a_first_day_make_the_days_of_one_round(desk):
    desk.talk(round=8, phase="concluded", date=Period(None, date(2017, 12, 22)))
    desk.talk(phase="under_way", date="2017-12-21/2017-12-21")
    (eighth,) = desk.records()
    assert eighth.number == 8
    assert eighth.held == Period(date(2017, 12, 21), date(2017, 12, 22))


def test_a_month_does_not_blur_days_that_another_report_gives(desk):
    desk.talk(round=8, phase="concluded", date=Period(None, date(2017, 12, 22)))
    week = Period(date(2017, 12, 16), date(2017, 12, 31), "week")
    desk.talk(round=8, phase="concluded", date=week)
    month = Period(date(2017, 12, 1), date(2017, 12, 31), "month")
    desk.talk(desk.report("2018-03-16"), round=8, phase="concluded", date=month)
    (eighth,) = desk.records()
    assert eighth.held == Period(None, date(2017, 12, 22))


def test_a_round_that_opened_and_much_later_ended_has_both_ends(desk):
    desk.talk(desk.report("2017-11-28"), round=8, date=Period(date(2017, 11, 28), None))
    desk.talk(desk.report("2017-12-14"), round=8, date=Period(None, date(2017, 12, 14)))
    (eighth,) = desk.records()
    assert eighth.held == Period(date(2017, 11, 28), date(2017, 12, 14))


def test_a_numbered_round_without_days_is_the_one_held_when_its_report_came_out(desk):
    week = Period(date(2017, 7, 3), date(2017, 7, 9), "week")
    desk.talk(desk.report("2017-07-08"), phase="failed", date=week)
    desk.talk(desk.report("2017-07-05"), round=5, phase="concluded")
    (fifth,) = desk.records()
    assert fifth.number == 5 and fifth.held == week


def test_a_round_that_its_report_tells_beside_another_is_not_that_other(desk):
    report = desk.report("2017-09-15")
    desk.talk(report, phase="concluded", date="2017-09-14/2017-09-15")
    desk.talk(report, round=5, phase="failed")
    assert {record.number for record in desk.records()} == {None, 5}


def test_a_number_without_a_track_finds_the_track_with_that_round_near(desk):
    desk.talk(
        desk.report("2017-09-15"),
        name="seventh round",
        track_id=None,
        round=7,
        phase="planned",
        date="2017-10-21/2017-10-31",
    )
    desk.talk(desk.report("2017-10-31"), round=7, phase="concluded", date="2017-10-30/2017-10-31")
    desk.talk(
        desk.report("2017-07-14"),
        track_id="syria/geneva",
        round=7,
        phase="concluded",
        date="2017-07-10/2017-07-14",
    )
    astana = next(record for record in desk.records() if record.track_id == "syria/astana")
    assert len(astana.planned) == 1 and astana.held is not None


def test_a_number_that_two_tracks_have_in_those_days_is_left_alone(desk):
    for track in ("syria/astana", "syria/geneva"):
        desk.talk(track_id=track, round=8, phase="concluded", date="2017-12-14/2017-12-15")
    desk.talk(track_id=None, name="eighth round", round=8, date="2017-12-14/2017-12-15")
    assert {record.track_id for record in desk.records()} == {
        "syria/astana",
        "syria/geneva",
        None,
    }


def test_a_track_that_is_one_meeting_is_one_record_planned_and_held(desk):
    congress = {"name": "Sochi congress", "track_id": "syria/sochi-congress"}
    desk.talk(desk.report("2017-11-05"), phase="postponed", date="2017-11-18", **congress)
    desk.talk(desk.report("2017-12-21"), phase="planned", **congress)
    desk.talk(desk.report("2018-01-30"), date="2018-01-30", **congress)
    (held_in_sochi,) = desk.records()
    assert len(held_in_sochi.planned) == 1 and held_in_sochi.held is not None


def test_a_report_that_says_late_when_a_round_opened_does_not_open_it_again(desk):
    desk.talk(desk.report("2017-10-31"), round=7, phase="concluded", date="2017-10-30/2017-10-31")
    late = Period(date(2017, 10, 30), None)
    desk.talk(desk.report("2017-11-01"), round=7, phase="under_way", date=late)
    assert desk.records()[0].phase == "concluded"


def test_talks_that_nothing_tells_from_any_others_are_no_round(desk):
    desk.talk(name="talks", track_id=None, participants=(Participant(party=RUSSIA),))
    assert desk.records() == ()


def test_one_head_stands_once_whatever_his_party_is_called(desk):
    government = ActorMention("Syrian government", ("syria-government",))
    held(desk, Participant(party=ActorMention("government"), representative="Bashar Jaafari"))
    held(desk, Participant(party=government, representative="Bashar al-Jaafari"))
    (delegation,) = desk.records()[0].attendees
    assert delegation.party == government and delegation.head_id == "bashar-jaafari"


def test_a_mediator_is_no_party_whatever_one_report_says(desk):
    envoy = ActorMention("United Nations", ("united-nations",))
    for role in ("party", "party", "mediator"):
        held(desk, Participant(party=envoy, role=role))
    assert desk.records()[0].attendees[0].role == "mediator"


def test_a_denied_meeting_makes_no_round(desk):
    desk.talk(claim_status="denied", phase="planned", date="2018-02-15")
    assert desk.records() == ()


def test_a_round_nobody_reported_to_end_has_ended_once_a_later_one_is_held(desk):
    desk.talk(desk.report("2017-09-14"), round=6, phase="under_way", date="2017-09-14/")
    desk.talk(desk.report("2017-10-31"), round=7, phase="under_way", date="2017-10-30/")
    phases = {record.number: record.phase for record in desk.records()}
    assert phases == {6: "concluded", 7: "under_way"}
