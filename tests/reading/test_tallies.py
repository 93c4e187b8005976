"""Counts over an area and a period, which are no incident's toll."""

from __future__ import annotations

import pytest


@pytest.fixture(scope="session")
def tallies_in(read_text):
    return lambda text: read_text(text)["tallies"]


def values(item, *fields):
    return tuple(item[field] for field in fields)


@pytest.mark.parametrize(
    ("sentence", "measure", "value", "place"),
    [
        (
            "More than 200 civilians have been killed in Eastern Ghouta since November, it said.",
            "killed",
            [200, None],
            "Eastern Ghouta",
        ),
        (
            "Since 18 November 700 people have been wounded in the province of Idlib.",
            "injured",
            [700, 700],
            "Idlib",
        ),
        (
            "Hundreds of thousands of civilians are trapped in Eastern Ghouta by the siege.",
            "besieged",
            [200_000, None],
            "Eastern Ghouta",
        ),
        (
            "Nearly 400,000 people live under siege in Eastern Ghouta, the UN says.",
            "besieged",
            [360_000, 400_000],
            "Eastern Ghouta",
        ),
        (
            "More than 100,000 people have been displaced in Idlib since 15 December, it said.",
            "displaced",
            [100_000, None],
            "Idlib",
        ),
        (
            "About 3,000 people are missing in the province of Raqqa, the group said.",
            "missing",
            [2700, 3300],
            "Raqqa",
        ),
        (
            "The two sides exchanged 112 prisoners near the town of Qalaat al-Madiq on Tuesday.",
            "released",
            [112, 112],
            "Qalaat al-Madiq",
        ),
        (
            "At least 12 children have died of malnutrition in Eastern Ghouta since November.",
            "died_other",
            [12, None],
            "Eastern Ghouta",
        ),
        (
            "The air force carried out 60 air strikes on the province of Idlib over the past week.",
            "strikes",
            [60, 60],
            "Idlib",
        ),
        (
            "In the north of Homs the truce was violated 45 times in the past three days, it said.",
            "violations",
            [45, 45],
            "north of Homs",
        ),
    ],
)
def test_a_count_has_its_measure_value_and_area(sentence, measure, value, place, tallies_in):
    (tally,) = tallies_in(sentence)
    assert values(tally, "measure", "value", "place") == (measure, value, place)


def test_the_dead_of_a_period_are_a_tally_and_no_incident(read_text):
    answer = read_text(
        "In November 400 people were killed in the province of Idlib by air strikes, it was said."
    )
    (tally,) = answer["tallies"]
    assert answer["incidents"] == []
    assert values(tally, "period", "period_precision") == (["2017-11-01", "2017-11-30"], "month")
    assert values(tally, "victims", "cause") == ("people", "airstrike")


def test_the_dead_of_so_many_hours_are_a_count_of_the_province_spoken_of(read_text):
    read = read_text(
        "Raids hit two towns in the province of Idlib on Tuesday. Shelling killed nine people at "
        "Ariha, and the Observatory arrives at 57 killed in the province within 48 hours."
    )
    assert [values(each, "value", "place") for each in read["tallies"]] == [([57, 57], "Idlib")]
    assert [9, 9] in [each["killed"] for each in read["incidents"]]


def test_the_dead_of_one_strike_are_no_tally(tallies_in):
    assert tallies_in("An air strike on the town of Ariha on Wednesday killed 19 people.") == []


@pytest.mark.parametrize(
    ("words", "period"),
    [
        ("since November", ["2017-11-01", "2017-12-21"]),
        ("since 18 November", ["2017-11-18", "2017-12-21"]),
        ("between 9 July and 9 August", ["2017-07-09", "2017-08-09"]),
        ("over the past three weeks", ["2017-11-30", "2017-12-21"]),
    ],
)
def test_a_tally_keeps_its_period_and_the_words_for_it(words, period, tallies_in):
    (tally,) = tallies_in(f"Some 200 civilians were killed in Eastern Ghouta {words}, it was said.")
    assert values(tally, "period", "period_text") == (period, words)


def test_a_period_that_began_with_a_truce_counts_up_to_the_report(tallies_in):
    (tally,) = tallies_in(
        "Since the truce took effect on 6 May, 112 people have been killed in the zone of Idlib."
    )
    assert tally["period"] == ["2017-05-06", "2017-12-21"]


def test_a_stock_takes_no_period_from_another_date_in_its_sentence(tallies_in):
    (tally,) = tallies_in(
        "Nearly 400,000 people are trapped in Eastern Ghouta, the UN said on Tuesday."
    )
    assert tally["period"] is None


def test_a_tally_of_a_whole_war_is_of_its_country(tallies_in):
    (tally,) = tallies_in("The war in Syria has killed more than 340,000 people, the group said.")
    assert values(tally, "measure", "value", "place") == ("killed", [340_000, None], "Syria")


def test_a_bulletin_by_area_gives_a_count_for_each(tallies_in):
    found = tallies_in(
        "The centre recorded no violations in Homs province and 12 violations in Damascus province"
        " on Monday."
    )
    assert [values(tally, "place", "value", "period") for tally in found] == [
        ("Homs province", [0, 0], ["2017-12-18", "2017-12-18"]),
        ("Damascus province", [12, 12], ["2017-12-18", "2017-12-18"]),
    ]


def test_no_violations_is_a_count_of_none(tallies_in):
    (tally,) = tallies_in(
        "In the north of Homs the monitors counted no violations in the past 24 hours, it was said."
    )
    assert values(tally, "measure", "value") == ("violations", [0, 0])


def test_two_monitors_counts_of_one_truce_stay_two(tallies_in):
    found = tallies_in(
        "The Russian Defence Ministry counted 17 violations of it in Homs province on Monday."
        " The Civil Defence counted two violations of it in Homs province on Monday."
    )
    assert [values(tally, "source", "value") for tally in found] == [
        ("Russian Defence Ministry", [17, 17]),
        ("Civil Defence", [2, 2]),
    ]


def test_a_share_of_harm_keeps_its_unit(tallies_in):
    (tally,) = tallies_in(
        "More than 60 per cent of the violations were in the province of Damascus, it was said."
    )
    assert values(tally, "measure", "value", "unit") == ("other", [60, None], "per cent")


def test_a_count_that_names_no_place_is_of_the_place_just_spoken_of(tallies_in):
    found = tallies_in(
        "The siege of Eastern Ghouta goes on. More than 200 civilians have been killed since"
        " November, it was said."
    )
    assert [values(tally, "place", "value") for tally in found] == [("Eastern Ghouta", [200, None])]


def test_a_tally_told_twice_is_one_claim(tallies_in):
    told = "More than 200 civilians have been killed in Eastern Ghouta since November."
    assert len(tallies_in(f"{told} The toll is of civilians only. {told}")) == 1


def test_a_tally_in_a_comment_says_so(tallies_in):
    (tally,) = tallies_in(
        "The talks opened on Thursday in the capital of Kazakhstan.\n\n"
        "Comment: More than 200 civilians have been killed in Eastern Ghouta since November."
    )
    assert tally["section"] == "comment"


@pytest.mark.parametrize(
    ("where", "place", "precision"),
    [
        ("Saraqib, Ariha and Atareb", "Saraqib, Ariha and Atareb", "country"),
        ("Saraqib, Ariha and other towns", "Saraqib, Ariha", "province"),
        ("Idlib, Hama and Aleppo provinces", "Idlib, Hama and Aleppo", "country"),
        ("Saraqib, Idlib", "Saraqib", "town"),
    ],
)
def test_a_count_over_a_list_is_of_the_area_that_holds_it(tallies_in, where, place, precision):
    (count,) = tallies_in(f"At least 208 people have been killed in {where} since 19 September.")

    assert (count["place"], count["place_precision"]) == (place, precision)


def test_a_line_of_a_bulletin_is_of_the_area_it_opens_with(tallies_in):
    counts = tallies_in(
        "At least 208 people have been killed in Syria since 19 September. "
        "Idlib: 163 dead, 41 of them children, in Ariha and other places. Hama: 31, in Latamneh."
    )

    assert [values(each, "value", "place", "measure") for each in counts] == [
        ([208, None], "Syria", "killed"),
        ([163, 163], "Idlib", "killed"),
        ([31, 31], "Hama", "killed"),
    ]


@pytest.mark.parametrize(
    ("sentence", "counts"),
    [
        (
            "Begun on 3 May, the war between the army, led by Omar Tal, and the rebels has left "
            "more than 9,000 people dead and displaced more than 6 million.",
            {"killed": [9000, None], "displaced": [6000000, None]},
        ),
        (
            "More than 250 people have been killed in the ongoing bombardment of Aleppo.",
            {"killed": [250, None]},
        ),
        (
            "Rebels killed 23 soldiers in 268 attacks between December 1 and December 13.",
            {"killed": [23, 23], "strikes": [268, 268]},
        ),
    ],
)
def test_what_a_war_or_many_attacks_cost_is_counted_together(tallies_in, sentence, counts):
    assert {each["measure"]: each["value"] for each in tallies_in(sentence)} == counts


def test_soldiers_missed_and_found_are_not_missing(tallies_in):
    assert tallies_in("Six soldiers reported missing had been found dead on Monday.") == []


def test_a_bulletins_last_period_ends_where_this_one_begins(tallies_in):
    now, before = tallies_in(
        "Between the evenings of 18 and 19 December the mission recorded 79 violations in Donetsk "
        "region. In the previous reporting period, it recorded seven violations in the region."
    )
    assert (now["period"], before["period"]) == (["2017-12-18", "2017-12-19"], [None, "2017-12-18"])


def test_a_count_up_to_now_spans_the_time(tallies_in):
    (count,) = tallies_in("From 1 December until the end of the period, it saw 256 violations.")
    assert count["period"] == ["2017-12-01", "2017-12-21"]


def test_figures_compared_have_a_year_each(tallies_in):
    counts = tallies_in(
        "In 2017, troops have carried out more than 900 violations, killing 43 civilians, as "
        "compared to 382 violations in 2016."
    )
    years = {tuple(each["value"]): each["period"][0][:4] for each in counts}
    assert years == {(43, 43): "2017", (900, None): "2017", (382, 382): "2016"}


@pytest.mark.parametrize(
    ("sentence", "killed", "period"),
    [
        (
            "As of 18 December, 847 civilians were killed in Ukraine, the office said.",
            [847, 847],
            [None, "2017-12-18"],
        ),
        (
            "The confirmed total of the dead since 2 May now stands at 9,614 dead.",
            [9614, 9614],
            ["2017-05-02", "2017-12-21"],
        ),
        (
            "The group documented the killings by armed men of at least 249 civilians since May.",
            [249, None],
            ["2017-05-01", "2017-12-21"],
        ),
        (
            "The accord came after six-week battles that killed at least 5,000 people in Ukraine.",
            [5000, None],
            None,
        ),
        ("Among the civilian victims of the conflict are 587 children killed.", [587, 587], None),
    ],
)
def test_figures_of_those_who_keep_count_are_tallies(read_text, sentence, killed, period):
    reading = read_text(sentence)
    assert reading["incidents"] == []
    (count,) = reading["tallies"]
    assert (count["value"], count["period"]) == (killed, period)
