"""Judgements of agreements, and who is said to back whom."""

from __future__ import annotations

import pytest

COMMENT = (
    "Talks ended on Monday.\n\nComment: Government forces have used the de-escalation agreements "
    "more to gain ground than to prepare a settlement."
)


def test_a_comment_that_judges_an_agreement_is_an_assessment(read_text):
    (judged,) = read_text(COMMENT)["assessments"]
    assert judged["about"] == "de-escalation agreements"
    assert judged["finding"].startswith(
        "have used the de-escalation agreements more to gain ground"
    )
    assert judged["section"] == "comment"


@pytest.mark.parametrize(
    ("sentence", "about"),
    [
        ("The Idlib truce is largely holding, a monitor said.", "Idlib truce"),
        ("The peace agreement has unravelled.", "peace agreement"),
    ],
)
def test_what_is_judged_is_named_as_written(read_text, sentence, about):
    assert [each["about"] for each in read_text(sentence)["assessments"]] == [about]


def test_news_of_a_strike_is_no_assessment(read_text):
    assert read_text("Air strikes killed nine people in Idlib on Monday.")["assessments"] == []


@pytest.mark.parametrize(
    ("sentence", "backer", "backed"),
    [
        (
            "Government forces, backed by Russian air support, advanced in Idlib.",
            "Russia",
            "Government forces",
        ),
        (
            "Government forces advanced in Idlib with Russian air support.",
            "Russia",
            "Government forces",
        ),
        (
            "A monitor said that Russian jets supported government forces in the south of Idlib.",
            "Russian jets",
            "government forces",
        ),
    ],
)
def test_backing_of_forces_names_backer_and_backed(read_text, sentence, backer, backed):
    (support,) = read_text(sentence)["supports"]
    assert (support["backer"], support["backed"]) == (backer, backed)


def test_support_for_a_plan_is_no_backing_of_hostilities(read_text):
    assert read_text("Turkey backed the plan on Monday.")["supports"] == []
