"""Ground gained, lost, besieged, left or held, in the many forms that reports use."""

from __future__ import annotations

import pytest


@pytest.fixture(scope="session")
def ground_in(read_text):
    def ground(text):
        items = read_text(text)["control_changes"]
        return [(item["actor"], item["change"], item["place"]) for item in items]

    return ground


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        (
            "The rebels took the town of Sake on Tuesday, residents said.",
            ("rebels", "gained", "Sake"),
        ),
        ("The town of Kumanovo fell to the rebels on Monday.", ("rebels", "gained", "Kumanovo")),
        (
            "The army said it had retaken the village of Robotyne on Monday.",
            ("army", "gained", "Robotyne"),
        ),
        (
            "The Taliban overran the district of Khan Abad on Sunday.",
            ("Taliban", "gained", "Khan Abad"),
        ),
        ("The army drove the militants out of Marawi in October.", ("army", "gained", "Marawi")),
        (
            "The separatists handed over the port of Aden to the government on Sunday.",
            ("government", "gained", "Aden"),
        ),
        (
            "The rebels of the hills claimed control of Laukkai on Thursday.",
            ("rebels", "gained", "Laukkai"),
        ),
        (
            "Forces loyal to Haftar captured the airport of Gharyan on Thursday.",
            ("Forces loyal to Haftar", "gained", "Gharyan"),
        ),
        (
            "The forces of Haftar were driven out of Tarhuna on Friday.",
            ("forces of Haftar", "lost", "Tarhuna"),
        ),
        (
            "The military denied losing control of Myawaddy on Friday.",
            ("military", "lost", "Myawaddy"),
        ),
        (
            "Russia withdrew its troops from Kherson on Friday, it was said.",
            ("Russia", "withdrew", "Kherson"),
        ),
        (
            "The RSF has laid siege to El Obeid since the beginning of May.",
            ("RSF", "besieged", "El Obeid"),
        ),
        (
            "The army took territory near Damascus on Monday.",
            ("army", "gained", "territory near Damascus"),
        ),
    ],
)
def test_who_has_what_ground_is_read(sentence, expected, ground_in):
    assert ground_in(sentence) == [expected]


@pytest.mark.parametrize(
    "sentence",
    [
        "Talks took place in the city of Geneva on Monday.",
        "The government took part in the talks in Geneva.",
        "Two soldiers were captured in the east of Ukraine in the last month.",
        "The committee holds Russia responsible for the siege of the town.",
    ],
)
def test_words_of_taking_and_holding_that_are_of_no_ground(sentence, ground_in):
    assert ground_in(sentence) == []


def test_it_is_who_acted_in_the_sentence_before(ground_in):
    text = "Islamic State is back in Sirte. It took full control of the city in June."
    assert ground_in(text) == [("Islamic State", "gained", "Sirte")]
