"""How many were harmed, and who they were, in the many ways that reports say it."""

from __future__ import annotations

import pytest

from trucewatch.model.values import Range
from trucewatch.reading.casualties import find_casualties


@pytest.fixture(scope="session")
def casualties_of(sentence_of, lexicon):
    return lambda text: {c.measure: c for c in find_casualties(sentence_of(text), lexicon)}


@pytest.mark.parametrize(
    ("sentence", "low", "high"),
    [
        ("The strike killed 19 people.", 19, 19),
        ("The strike left 19 dead.", 19, 19),
        ("The strike claimed the lives of 19 people.", 19, 19),
        ("The strike caused the deaths of 19 people.", 19, 19),
        ("The attack resulted in the death of two soldiers.", 2, 2),
        ("Nineteen people were killed in the strike.", 19, 19),
        ("19 people died under the rubble.", 19, 19),
        ("19 people lost their lives.", 19, 19),
        ("Three fighters were martyred.", 3, 3),
        ("A doctor was shot dead.", 1, 1),
        ("The death toll rose to 19.", 19, 19),
        ("The number of dead has reached 19.", 19, 19),
        ("19 deaths were recorded.", 19, 19),
        ("The shelling killed as many as 12 people.", None, 12),
        ("Dozens of people were killed.", 24, None),
        ("A serviceman was fatally wounded.", 1, 1),
        ("Nine of the 19 passengers were killed.", 9, 9),
        ("The shells killed 23 coalition forces.", 23, 23),
        ("The blast killed seven men, three soldiers and four rebels.", 7, 7),
        ("Colonel Ali Mansur and three others were killed.", 4, 4),
        ("Shells hit Rastan, and three others were killed.", 3, 3),
        ("No civilians were killed.", 0, 0),
    ],
)
def test_the_dead_are_counted_in_active_passive_and_nominal_words(
    sentence, low, high, casualties_of
):
    assert casualties_of(sentence)["killed"].value == Range(low, high)


@pytest.mark.parametrize(
    ("sentence", "low", "high"),
    [
        ("The shells wounded dozens.", 24, None),
        ("Several people were injured.", 2, None),
        ("Two soldiers and a policeman were wounded.", 3, 3),
        ("Five people, including three women, were wounded.", 5, 5),
    ],
)
def test_the_wounded_are_counted_apart(sentence, low, high, casualties_of):
    assert casualties_of(sentence)["injured"].value == Range(low, high)
    assert "killed" not in casualties_of(sentence)


@pytest.mark.parametrize(
    ("sentence", "killed", "injured"),
    [
        ("The strike killed four people and wounded eleven.", 4, 11),
        ("The strike left four people dead and eleven wounded.", 4, 11),
        ("Four people were killed and eleven others injured.", 4, 11),
        ("A child was killed and his mother wounded.", 1, 1),
        ("Four farmers were martyred while another sustained injuries.", 4, 1),
    ],
)
def test_dead_and_wounded_of_one_sentence_are_two_counts(sentence, killed, injured, casualties_of):
    found = casualties_of(sentence)
    assert found["killed"].value == Range(killed, killed)
    assert found["injured"].value == Range(injured, injured)


@pytest.mark.parametrize(
    ("sentence", "total", "kinds"),
    [
        ("A woman and two children were killed.", 3, {"women": 1, "children": 2}),
        ("The blast killed two soldiers and three rebels.", 5, {"combatant": 5}),
        ("An old man and a boy died.", 2, {"children": 1}),
    ],
)
def test_people_listed_are_added_up(sentence, total, kinds, casualties_of):
    killed = casualties_of(sentence)["killed"]
    assert killed.value == Range(total, total)
    assert killed.kinds == {kind: Range(number, number) for kind, number in kinds.items()}


@pytest.mark.parametrize(
    "part",
    [
        ", seven of them children.",
        ", including seven children.",
        ", among them seven children.",
        ", seven of whom were children.",
    ],
)
def test_children_among_the_dead_are_part_of_the_toll_and_not_added(part, casualties_of):
    killed = casualties_of("The strike killed 19 people" + part)["killed"]
    assert killed.value == Range(19, 19)
    assert killed.kinds["children"] == Range(7, 7)


def test_a_list_of_kinds_is_read_to_its_end(casualties_of):
    killed = casualties_of("The strike killed 19 people, including seven children and four women.")
    assert killed["killed"].kinds == {"children": Range(7, 7), "women": Range(4, 4)}


@pytest.mark.parametrize(
    "sentence",
    [
        "The strike killed 19 people, 14 of them women and children.",
        "The strike killed 19 people, including 14 women and children.",
        "The strike killed 14 women and children.",
    ],
)
def test_a_number_of_women_and_children_is_of_neither_kind_alone(sentence, casualties_of):
    assert casualties_of(sentence)["killed"].kinds == {}


@pytest.mark.parametrize(
    ("victims", "kind"),
    [
        ("civilians", "civilian"),
        ("aid workers", "civilian"),
        ("soldiers", "combatant"),
        ("militants", "combatant"),
        ("women", "women"),
        ("girls", "children"),
    ],
)
def test_the_words_for_the_dead_say_of_what_kind_they_were(victims, kind, casualties_of):
    killed = casualties_of(f"The strike killed 12 {victims}.")["killed"]
    assert killed.victims == (victims,) and killed.kinds == {kind: Range(12, 12)}


@pytest.mark.parametrize(
    "sentence",
    [
        "About 40 people were killed or wounded.",
        "Forty people were killed and wounded.",
        "There were no immediate reports of casualties.",
        "20 per cent of the people were killed.",
        "The two monitoring bodies have been silent.",
        "The man was killed twenty days before.",
        "The road of 12 kilometres was hit.",
    ],
)
def test_what_gives_no_separate_number_of_dead_or_wounded_gives_none(sentence, casualties_of):
    assert casualties_of(sentence) == {}


@pytest.mark.parametrize(
    "sentence",
    [
        "No casualties were reported.",
        "There were no casualties.",
        "The shells fell without causing casualties.",
        "Nobody was hurt.",
    ],
)
def test_no_casualties_is_a_count_of_none(sentence, casualties_of):
    found = casualties_of(sentence)
    assert found["killed"].value == found["injured"].value == Range(0, 0)


@pytest.mark.parametrize(
    "sentence",
    ["Three aid workers were abducted.", "Gunmen kidnapped three aid workers."],
)
def test_the_abducted_are_counted(sentence, casualties_of):
    assert casualties_of(sentence)["abducted"].value == Range(3, 3)


def test_a_count_stands_at_the_words_for_the_people(sentence_of, lexicon):
    sentence = sentence_of("The strike killed at least 19 people in the town.")
    (killed,) = find_casualties(sentence, lexicon)
    assert sentence.text[killed.start : killed.end] == "at least 19 people"
