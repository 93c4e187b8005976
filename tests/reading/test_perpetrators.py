"""Who did it, in the words of one report: one side, both sides, or nobody known."""

from __future__ import annotations

import pytest


@pytest.fixture(scope="session")
def doers_of(read_text):
    def doers(text):
        (incident,) = read_text(text)["incidents"]
        return incident["perpetrators"]

    return doers


@pytest.mark.parametrize(
    ("sentence", "doers"),
    [
        (
            "The Taliban carry out a bomb attack in the city of Ghazni on Tuesday, wounding three.",
            ["Taliban"],
        ),
        (
            "Malian troops launch an air raid on a camp in Kidal on Tuesday, killing nine men.",
            ["Malian troops"],
        ),
        (
            "Clashes between government troops and rebels near Makeni on Tuesday killed 12 people.",
            ["government troops", "rebels"],
        ),
        (
            "Army units clashed with fighters of the TPLF near Mekelle on Tuesday, killing 12 men.",
            ["Army units", "fighters of the TPLF"],
        ),
        ("The army said it had shelled the town of Kobane on Monday, killing four.", ["army"]),
        (
            "Residents blamed the raid on the Russian air force, which killed four in Ariha.",
            ["Russian air force"],
        ),
        (
            "Nine died in a strike on Ariha on Tuesday by aircraft believed to be Russian.",
            ["Russian"],
        ),
        ("Rockets from rebel groups killed two people in Nubl on Tuesday.", ["rebel groups"]),
        ("Seven sailors were killed in a PLF mine blast near Galle on Tuesday.", ["PLF"]),
        ("Nine farmers in Goma were murdered by M23 fighters on Tuesday.", ["M23 fighters"]),
        (
            "Eight sailors died near Galle on Monday in a mine attack by suspected PLF cadres.",
            ["suspected PLF cadres"],
        ),
        (
            "Two farmers were killed in Poonch on Tuesday when Indian troops resorted to firing.",
            ["Indian troops"],
        ),
        (
            "Border troops in an unprovoked ceasefire violation injured five farmers in Poonch.",
            ["Border troops"],
        ),
        (
            "Saudi jets were reported to have bombed the town of Harad on Tuesday, killing five.",
            ["Saudi jets"],
        ),
        (
            "Egyptian border guards shot and wounded a fisherman near Rafah on Saturday.",
            ["Egyptian border guards"],
        ),
        (
            "Regime artillery forces shelled the town of Dael on Monday, killing six of the men.",
            ["Regime artillery forces"],
        ),
        (
            "Eight men were killed in a blast in Homs on Tuesday. Da’esh has claimed the attack.",
            ["Da’esh"],
        ),
    ],
)
def test_those_who_did_it_are_named_as_written(sentence, doers, doers_of):
    assert doers_of(sentence) == doers


@pytest.mark.parametrize(
    "sentence",
    [
        "Blasts in Hama killed nine of the people there on Sunday.",
        "The government confirms that rockets hit Benghazi on Saturday and killed one person.",
        "It could not be determined whose planes bombed Saraqib on Monday, killing 17 people.",
        "Two border guards were abducted near Deraa by unknown gunmen on Wednesday.",
        "A bomber killed three people in Kabul on Saturday.",
        "Eight soldiers were killed in Homs on Tuesday. No group has claimed responsibility.",
        "Eight soldiers were killed in an IED blast in Homs on Tuesday.",
    ],
)
def test_a_place_a_teller_and_the_unknown_did_nothing(sentence, doers_of):
    assert doers_of(sentence) == []
