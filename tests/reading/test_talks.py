"""Rounds and meetings: which, where, when, how far, and who sits at the table."""

from __future__ import annotations

from datetime import date

import pytest

ROUND_AND_CONGRESS = (
    "The seventh round of Syria talks sponsored by Russia, Iran and Turkey opened today in the "
    "Kazakh capital of Astana. Delegates are also expected to discuss a national congress to be "
    "held in the Russian city of Sochi next year. A week ago a U.N.-led conference in Geneva "
    "failed to bring the two sides together."
)


@pytest.fixture(scope="session")
def talks_in(read_text):
    return lambda text, **fields: read_text(text, **fields)["talks"]


@pytest.fixture(scope="session")
def seats_in(talks_in):
    def seats(text, **fields):
        return {
            (each["party"], each["role"], each["representative"], each["attendance"])
            for each in talks_in(text, **fields)[0]["participants"]
        }

    return seats


def test_a_round_a_congress_and_an_earlier_conference_are_three_meetings(talks_in):
    held, planned, failed = talks_in(ROUND_AND_CONGRESS)
    assert (held["round"], held["place"], held["status"]) == (7, "Astana", "under_way")
    assert (planned["place"], planned["status"]) == ("Sochi", "planned")
    assert (failed["place"], failed["status"]) == ("Geneva", "failed")


def test_a_round_that_began_today_has_no_end_yet(talks_in):
    held, planned, _ = talks_in(ROUND_AND_CONGRESS)
    assert held["date"] == ["2017-12-21", None]
    assert planned["date"] == ["2018-01-01", "2018-12-31"]
    assert held["sponsors"] == ["Russia", "Iran", "Turkey"]


@pytest.mark.parametrize(
    ("sentence", "number"),
    [
        ("The ninth round of talks ended in Astana on Monday.", 9),
        ("The 9th round of talks ended in Astana on Monday.", 9),
        ("The eight round of talks ended in Astana on Monday.", 8),
        ("The first talks in two years ended in Geneva on Monday.", None),
    ],
)
def test_the_number_of_a_round_is_read_from_ordinals(talks_in, sentence, number):
    assert talks_in(sentence)[0]["round"] == number


@pytest.mark.parametrize(
    ("sentence", "phase"),
    [
        ("Talks in Jeddah between the army and the RSF collapsed on Wednesday.", "failed"),
        ("Talks in Jeddah between the army and the RSF were postponed.", "postponed"),
        ("Talks in Jeddah between the army and the RSF are due to resume soon.", "planned"),
        ("Talks in Jeddah between the army and the RSF are under way.", "under_way"),
        ("Envoys flew home after talks in Jeddah between the army and the RSF.", "concluded"),
    ],
)
def test_words_near_its_name_say_how_far_a_meeting_is(talks_in, sentence, phase):
    (talks,) = talks_in(sentence)
    assert (talks["place"], talks["status"]) == ("Jeddah", phase)
    assert {each["party"] for each in talks["participants"]} == {"army", "RSF"}


@pytest.mark.parametrize(
    "sentence",
    [
        "The minister called for talks.",
        "A round of shelling hit the town on Monday.",
        "The president gave a news conference in Geneva on Monday.",
        "No round of talks in Geneva has taken place since May.",
        "The U.S. Congress voted on Monday.",
    ],
)
def test_what_only_sounds_like_a_meeting_is_none(talks_in, sentence):
    assert talks_in(sentence) == []


def test_talks_looked_back_on_are_not_of_the_day_of_the_signature(talks_in):
    text = "The two sides signed a pact in Accra on Monday, after ten days of talks in Lome."
    (talk,) = talks_in(text)
    assert (talk["place"], talk["date"], talk["status"]) == ("Lome", None, "concluded")


@pytest.mark.parametrize(
    "sentence, name, phase",
    [
        (
            "A summit of the leaders of Sudan, Egypt and Chad is to follow.",
            "summit",
            "planned",
        ),
        (
            "The third cycle of talks closed on Monday in Quito.",
            "third cycle of talks",
            "concluded",
        ),
        (
            "It was settled after a video conference of the Joint Monitoring Committee on Monday.",
            "video conference of the Joint Monitoring Committee",
            "concluded",
        ),
        (
            "The Contact Group of Mali, Niger and the African Union signed a paper in Algiers.",
            "Contact Group",
            "concluded",
        ),
        (
            "The round-table meeting that the envoy convened in Bern closed on Thursday.",
            "round-table meeting",
            "concluded",
        ),
    ],
)
def test_bodies_summits_and_cycles_are_meetings_too(talks_in, sentence, name, phase):
    (talk,) = talks_in(sentence)
    assert (talk["name"], talk["status"]) == (name, phase)


def test_the_next_round_is_one_on_and_its_weekday_lies_ahead(talks_in):
    text = (
        "The fifth round of talks in Geneva ended on Monday. "
        "On Tuesday the next round will begin there."
    )
    held, planned = talks_in(text, published=date(2017, 12, 21))
    assert (held["round"], held["date"]) == (5, [None, "2017-12-18"])
    assert (planned["round"], planned["date"]) == (6, "2017-12-26")


def test_an_anaphor_adds_to_the_round_it_points_back_to(talks_in):
    text = "A fourth round of talks opened in Vienna on Monday. The talks focused on prisoners."
    (talks,) = talks_in(text)
    assert talks["agenda"] == ["prisoners"]


@pytest.mark.parametrize(
    ("sentence", "seat"),
    [
        (
            "Deputy Foreign Minister Ali Karimi is representing Iran at the talks in Astana.",
            ("Iran", None, "Ali Karimi", "attending"),
        ),
        (
            "At the talks in Astana the Turkish delegation is headed by Sedat Onal, a diplomat.",
            ("Turkey", None, "Sedat Onal", "attending"),
        ),
        (
            "The talks in Geneva opened; Ahmad Touma, who leads the armed opposition delegation, "
            "came late.",
            ("armed opposition", "party", "Ahmad Touma", "attending"),
        ),
        (
            "Talks in Astana opened today. U.N. envoy Geir Pedersen is expected to join tomorrow.",
            ("U.N.", "mediator", "Geir Pedersen", "expected"),
        ),
        (
            "Talks in Astana opened today. Representatives of Jordan are also attending the talks.",
            ("Jordan", None, None, "attending"),
        ),
        (
            "Talks in Astana opened today, but the opposition boycotted them.",
            ("opposition", "party", None, "absent"),
        ),
        (
            "Talks in Astana opened today with Jordan and Iraq as observers.",
            ("Jordan", "observer", None, "attending"),
        ),
    ],
)
def test_delegations_are_read_in_every_order_of_words(seats_in, sentence, seat):
    assert seat in seats_in(sentence)


def test_a_title_may_name_the_round_that_the_text_only_speaks_of(talks_in):
    text = "Two days of talks in Astana ended on Wednesday without a date for more."
    (talks,) = talks_in(text, title="Sixth round ends")
    assert (talks["round"], talks["date"]) == (6, ["2017-12-19", "2017-12-20"])


def test_a_venue_outside_the_war_is_the_town_everyone_knows(talks_in):
    (talks,) = talks_in("Ukraine and Russia: peace talks in Geneva ended on Wednesday.")
    assert (talks["place"], round(talks["lat"])) == ("Geneva", 46)


def test_the_round_to_come_after_a_round_is_of_its_track(talks_in):
    text = "The seventh round of talks in Geneva ended on Monday. He plans to call an eighth round."
    (held, planned) = talks_in(text + " An eighth round is planned for March.")
    assert (held["round"], planned["round"]) == (7, 8)
    assert held["track_id"] == planned["track_id"] == "syria/geneva"


def test_delegations_due_in_a_town_for_a_round_sit_there(talks_in):
    text = "Delegations are due in Astana on Friday for a ninth round of talks on Syria."
    (talks,) = talks_in(text, published=date(2017, 12, 21))
    assert (talks["place"], talks["round"], talks["date"]) == ("Astana", 9, "2017-12-22")


def test_a_congress_spoken_of_twice_is_one(talks_in):
    text = (
        "The envoys took up a plan for a congress in Sochi. Iran is ready to discuss a national "
        "dialogue congress within the U.N.-led process."
    )
    assert len(talks_in(text)) == 1


@pytest.mark.parametrize(
    ("sentence", "agenda"),
    [
        ("Talks in Astana opened today and focused on the U.N. mission.", ["the U.N. mission"]),
        (
            "Talks in Astana opened. On the table were the two baskets of prisoners and mines.",
            ["prisoners", "mines"],
        ),
        ("Talks in Astana opened. Damascus is ready to discuss terrorism.", []),
        (
            "Talks in Astana opened today. On the agenda are mines and a congress that Russia "
            "wants to hold in Sochi next year.",
            ["mines", "a congress"],
        ),
    ],
)
def test_an_agenda_is_what_is_to_be_talked_about_item_by_item(talks_in, sentence, agenda):
    assert talks_in(sentence)[0]["agenda"] == agenda


@pytest.mark.parametrize(
    ("sentence", "outcome"),
    [
        (
            "Talks in Geneva ended without any deal on aid, U.N. envoy Geir Pedersen said.",
            "without any deal on aid",
        ),
        (
            "Talks in Geneva failed to produce peace negotiations between the two sides.",
            "failed to produce peace negotiations between the two sides",
        ),
        (
            "Talks in Geneva ended without a deal on prisoners, but the sides will meet again.",
            "without a deal on prisoners",
        ),
    ],
)
def test_an_outcome_is_told_to_the_end_of_its_clause(talks_in, sentence, outcome):
    assert talks_in(sentence)[0]["outcome"] == outcome


def test_ministers_who_discuss_a_country_in_a_town_meet_there(talks_in):
    text = "The foreign ministers of both states discussed Syria in the Kazakh capital on Monday."
    (talks,) = talks_in(text)
    assert (talks["place"], talks["status"]) == ("Astana", "concluded")
    assert talks["name"].startswith("foreign ministers")


def test_days_joined_by_and_are_the_days_of_one_meeting(talks_in):
    text = "Envoys will attend the congress that Russia convenes in Sochi on Monday and Tuesday."
    (congress,) = talks_in(text, published=date(2018, 1, 27))
    assert (congress["date"], congress["status"]) == (["2018-01-29", "2018-01-30"], "planned")


def test_a_day_earlier_than_the_day_a_round_ended_is_not_its_day(talks_in):
    text = (
        "Russia and Turkey signed a memorandum on Monday, ending a fourth round of talks in the "
        "Kazakh capital that had stalled a day earlier."
    )
    assert talks_in(text)[0]["date"] == [None, "2017-12-18"]


def test_a_round_in_geneva_on_another_country_is_not_of_our_track(read_text):
    text = (
        "The fourth round of talks of the Libyan Joint Military Commission ended in Geneva on "
        "Friday with a ceasefire for all of Libya, the United Nations mission said."
    )
    assert [talk["track_id"] for talk in read_text(text)["talks"]] == [None]


def test_after_the_calendars_last_day_nothing_is_ahead(talks_in):
    sentence = "Thursday is for consultations; a round of talks is planned for Thursday."
    assert "planned" in [each["status"] for each in talks_in(sentence, published=date.max)]


def test_a_clause_about_a_head_is_no_title_of_theirs(seats_in):
    seats = seats_in(
        "The eighth round of talks opened in Geneva on Tuesday. The opposition came as one team. "
        "Nasr al-Hariri, who was due to meet U.N. envoy Staffan de Mistura, spoke of transition."
    )
    assert not any(head == "Nasr al-Hariri" and party == "U.N." for party, _, head, _ in seats)


@pytest.mark.parametrize(
    ("sentence", "phase"),
    [
        ("The fourth round of talks commenced in Geneva on Monday.", "under_way"),
        (
            "At the third round of talks, held in Doha from 10 to 11 December, a truce was agreed.",
            "concluded",
        ),
    ],
)
def test_a_round_whose_last_day_has_passed_is_over(talks_in, sentence, phase):
    (meeting,) = talks_in(sentence)
    assert meeting["status"] == phase


def test_a_town_that_no_gazetteer_knows_is_where_a_meeting_took_place(talks_in):
    (meeting,) = talks_in("The 72nd meeting took place in Ergrenet on 30 November 2017.")
    assert (meeting["round"], meeting["place"]) == (72, "Ergrenet")


def test_a_round_may_be_numbered_without_an_ordinal(talks_in):
    (meeting,) = talks_in("The 26 round of talks will be held in Geneva on 18 January.")
    assert meeting["round"] == 26


def test_letters_in_brackets_are_the_name_itself_and_no_side_of_a_person(seats_in):
    seats = seats_in(
        "General Anna Pohl met delegates of the Government of National Accord (GNA) and of the "
        "Northern Army (NA) for talks in Geneva on Monday."
    )
    assert {name for _, _, name, _ in seats} <= {None, "Anna Pohl"}


@pytest.mark.parametrize(
    ("sentence", "agenda"),
    [
        (
            "They will discuss ways to enforce the truce, an official said, at talks in Geneva.",
            ["ways to enforce the truce"],
        ),
        (
            "The rebels reached a ceasefire deal with the army during talks in Geneva on Monday.",
            [],
        ),
        (
            "“We discuss the old accord at every meeting,” he said at talks in Geneva on Monday.",
            [],
        ),
    ],
)
def test_an_agenda_ends_before_who_told_of_it_and_where(talks_in, sentence, agenda):
    (meeting,) = talks_in(sentence)
    assert meeting["agenda"] == agenda


def test_a_meeting_is_held_where_it_is_said_to_be_and_not_where_its_name_says(talks_in):
    (meeting,) = talks_in("A round of the Geneva talks in Vienna ended on Monday.")
    assert meeting["place"] == "Vienna"


def test_a_round_that_began_one_day_and_ended_another_has_both(talks_in):
    (meeting,) = talks_in(
        "The first round of talks in Geneva, which had started on 13 December, concluded on Monday."
    )
    assert (meeting["date"], meeting["status"]) == (["2017-12-13", "2017-12-18"], "concluded")


def test_the_day_a_deal_takes_effect_is_not_the_day_of_its_talks(talks_in):
    (meeting,) = talks_in(
        "The deal, signed by both sides after talks in Jeddah, is due to come into effect on "
        "Friday evening."
    )
    assert (meeting["date"], meeting["status"]) == (None, "concluded")
