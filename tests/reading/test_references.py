"""Sentences that go back to an event told before: which one they mean, and what they add."""

from __future__ import annotations

from datetime import date

import pytest

STRIKE = "An air strike on Tuesday killed 21 people in the town of Ariha, rescuers said."


@pytest.fixture(scope="session")
def incidents_in(read_text):
    return lambda text, **fields: read_text(text, **fields)["incidents"]


def days_of(incidents):
    return {incident["date"] for incident in incidents if incident["date"]}


@pytest.mark.parametrize(
    ("account", "killed"),
    [
        ("They had earlier given a toll of nine.", 9),
        ("On Wednesday the army spoke of 14 dead.", 14),
        ("Previously they had said nine people were killed in Tuesday's raid.", 9),
        ("The first toll that officials gave was 24 dead.", 24),
        ("Doctors in Idlib told a local agency of 24 dead.", 24),
        ("A health official said on Wednesday that the toll was 25.", 25),
        ("Another doctor put the number killed at 30.", 30),
        ("By Wednesday evening the ministry had raised its toll to 26.", 26),
    ],
)
def test_somebodys_figure_is_a_rival_account_of_the_event_told_before(
    account, killed, incidents_in
):
    first, rival = incidents_in(f"{STRIKE} {account}", published=date(2017, 12, 21))
    assert rival["killed"] == [killed, killed] and rival["event"] == first["event"] is not None
    assert rival["place"] == "Ariha" and rival["type"] == "airstrike"
    assert days_of([first, rival]) == {"2017-12-19"}


def test_a_figure_in_the_same_sentence_is_a_rival_account(incidents_in):
    first, rival = incidents_in(
        "A car bomb killed at least 23 people in the city of Idlib on Sunday, said a monitor, "
        "which had put the toll at 18 a few hours before."
    )
    assert first["event"] == rival["event"] is not None
    assert rival["killed"] == [18, 18]


def test_the_day_a_toll_is_given_for_is_the_day_of_the_dead(incidents_in):
    _, second = incidents_in(
        "Shelling killed three people in the town of Hamouriyah on Monday. "
        "In the evening the monitor counted nine dead for Tuesday.",
        published=date(2018, 2, 8),
    )
    assert days_of([second]) == {"2018-02-06"}


def test_the_day_a_toll_rose_is_not_the_day_of_the_dead(incidents_in):
    (incident,) = incidents_in(
        "The toll in Ariha, first given as 12 and then as 28, reached 34 on Sunday."
    )
    assert incident["killed"] == [34, 34] and incident["date"] is None


def test_the_name_of_a_town_brings_back_what_was_told_of_it(incidents_in):
    incidents = incidents_in(
        "Warplanes bombed Ariha on Tuesday and killed 28 people. Clashes on Wednesday killed six "
        "soldiers in the town of Talbiseh. It was a bloody week. Roads were shut. Schools were "
        "shut too. Shops stayed open. Nobody could say for how long. Ariha's toll later rose "
        "to 34.",
        published=date(2017, 12, 21),
    )
    ariha = [incident for incident in incidents if incident["place"] == "Ariha"]
    assert [incident["killed"] for incident in ariha] == [[28, 28], [34, 34]]
    assert len({incident["event"] for incident in ariha}) == 1
    assert days_of(ariha) == {"2017-12-19"}


def test_a_general_word_with_its_article_is_what_was_just_told(incidents_in):
    (incident,) = incidents_in(
        "Rockets were fired at Talbiseh on Tuesday. The assault was beaten off."
    )
    assert incident["type"] == "shelling" and incident["place"] == "Talbiseh"


def test_one_who_died_too_is_added_to_the_dead_just_told(incidents_in):
    (incident,) = incidents_in(
        "Shelling killed five boys in the town of Ariha on Tuesday; a driver died too."
    )
    assert incident["killed"] == [6, 6]


def test_where_people_come_from_is_not_where_they_were_hurt(incidents_in):
    incidents = incidents_in(
        "A mine killed a medic near the village of Pryshyb on Sunday. Two others, one of them "
        "from Germany, were taken to hospital."
    )
    assert {incident["place"] for incident in incidents} == {"Pryshyb"}


def test_a_childs_age_is_no_toll(incidents_in):
    (incident,) = incidents_in("A boy of six died of his wounds in Ariha on Monday.")
    assert incident["killed"] == [1, 1]
