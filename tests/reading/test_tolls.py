"""Tolls whose words once misled the reader, each with the figure it must give."""

from __future__ import annotations

import pytest


@pytest.fixture(scope="session")
def tolls_in(read_text):
    """(killed, killed children, injured) of each incident of a text."""

    def tolls(text):
        items = read_text(text)["incidents"]
        return [(i["killed"], i["killed_children"], i["injured"]) for i in items]

    return tolls


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "No one was killed when shells hit a school in Douma on Monday.",
            [([0, 0], None, [0, 0])],
        ),
        (
            "250 civilians, 58 children and 42 women among them, were killed in Douma on Monday.",
            [([250, 250], [58, 58], None)],
        ),
        (
            "A shell killed a man, his wife and their three children in Harasta on Tuesday.",
            [([5, 5], [3, 3], None)],
        ),
        ("A father and his two sons were killed in Arbin on Tuesday.", [([3, 3], [2, 2], None)]),
        ("Four members of one family were killed in Arbin on Tuesday.", [([4, 4], None, None)]),
        (
            "Air strikes hit Idlib city on Wednesday and 19 people, seven of them children, "
            "were killed.",
            [([19, 19], [7, 7], None)],
        ),
        (
            "Two children, aged seven and nine, were killed in Saraqib on Wednesday.",
            [([2, 2], [2, 2], None)],
        ),
        ("The strike on Douma on Monday killed nobody.", [([0, 0], None, [0, 0])]),
        ("A suicide bomber killed three people in Homs on Monday.", [([3, 3], None, None)]),
        ("Two dozen people were killed in Homs on Monday.", [([24, 24], None, None)]),
        (
            "19 people were killed in Saraqib on Monday, and the toll is expected to rise.",
            [([19, None], None, None)],
        ),
        (
            "Shelling killed six people in Arbin and two people in Harasta on Monday.",
            [([6, 6], None, None), ([2, 2], None, None)],
        ),
        (
            "The strike killed 12 people in Douma on Monday. The strike also wounded 40.",
            [([12, 12], None, [40, 40])],
        ),
        (
            "Regime shelling left six people, including one woman and two children dead in Harim "
            "on Monday.",
            [([6, 6], [2, 2], None)],
        ),
    ],
)
def test_a_toll_is_what_its_words_add_up_to(tolls_in, text, expected):
    assert tolls_in(text) == expected


def test_killed_or_wounded_together_is_no_toll_of_either(tolls_in):
    assert tolls_in("Shelling killed or injured 40 people in Douma on Monday.") in (
        [],
        [(None, None, None)],
    )


def test_a_second_figure_in_anothers_name_stands_beside_the_first(read_text):
    text = (
        "Air strikes on Saraqib killed 19 on Wednesday, the Observatory said. "
        "Local rescuers put the number of the dead at 21."
    )
    first, second = read_text(text)["incidents"]
    assert (first["killed"], second["killed"]) == ([19, 19], [21, 21])
    assert (first["source"], second["source"]) == ("Observatory", "Local rescuers")
    assert first["event"] == second["event"] is not None


def test_a_claim_in_the_next_sentence_is_of_the_event_before_it(read_text):
    text = "A car bomb killed nine people in Azaz on Friday. Islamic State claimed responsibility."
    (incident,) = read_text(text)["incidents"]
    assert incident["claimed_by"] == incident["perpetrators"] == ["Islamic State"]


def test_ground_taken_and_retaken_are_two_changes(read_text):
    text = "Rebels captured Morek on Monday. The army recaptured the town of Morek on Tuesday."
    changes = read_text(text)["control_changes"]
    assert [(c["actor"], c["date"]) for c in changes] == [
        ("Rebels", "2017-12-18"),
        ("army", "2017-12-19"),
    ]


@pytest.mark.parametrize(
    "text",
    [
        "a woman and two children and " * 60 + "were killed in Douma on Monday",
        "The shelling of the town killed 19 people, and then " * 200,
        "It was built 5000 years ago, 99999999999999999999 days before " + "9" * 400 + " men came.",
    ],
)
def test_hostile_repetition_is_read_to_an_end(read_text, text):
    # Matchers that go back and forth over such texts never came back.
    assert read_text(text)["unread"] is None
