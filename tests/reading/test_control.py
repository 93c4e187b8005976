"""Ground gained, lost, besieged, left or held: by whom, where, and with what status."""

from __future__ import annotations

import pytest


@pytest.fixture(scope="session")
def control_in(read_text):
    return lambda text: read_text(text)["control_changes"]


def values(item, *fields):
    return tuple(item[field] for field in fields)


@pytest.mark.parametrize(
    ("sentence", "actor", "change", "place"),
    [
        (
            "Government forces captured the town of Misraba on Saturday, it was said.",
            "Government forces",
            "gained",
            "Misraba",
        ),
        (
            "The town of Misraba was captured by government forces on Saturday.",
            "government forces",
            "gained",
            "Misraba",
        ),
        ("Rebels lost control of Harasta to the army on Friday.", "Rebels", "lost", "Harasta"),
        (
            "The army has besieged Eastern Ghouta since 2013.",
            "army",
            "besieged",
            "Eastern Ghouta",
        ),
        (
            "Eastern Ghouta has been under government siege since 2013.",
            "government",
            "besieged",
            "Eastern Ghouta",
        ),
        (
            "Ahrar al-Sham withdrew from Harasta on Friday after a deal with the army.",
            "Ahrar al-Sham",
            "withdrew",
            "Harasta",
        ),
        (
            "Jaish al-Islam holds Douma, the last town of the enclave that is not taken.",
            "Jaish al-Islam",
            "holds",
            "Douma",
        ),
    ],
)
def test_a_change_of_control_has_its_actor_and_place(sentence, actor, change, place, control_in):
    (ground,) = control_in(sentence)
    assert values(ground, "actor", "change", "place") == (actor, change, place)


def test_day_and_source_are_kept(control_in):
    (ground,) = control_in(
        "Government forces captured the town of Misraba on Saturday, the Observatory said."
    )
    assert values(ground, "date", "date_text") == ("2017-12-16", "on Saturday")
    assert ground["source"] == "Observatory"


def test_some_villages_of_a_province_are_never_all_of_it(control_in):
    (ground,) = control_in(
        "Rebels captured three villages in the north of Hama province from the army on Tuesday."
    )
    assert ground["place"] == "three villages in the north of Hama province"
    assert ground["place_precision"] == "area"


def test_a_denied_capture_is_a_denied_claim(control_in):
    (ground,) = control_in(
        "A spokesman for Jaish al-Islam denied that the army had captured the town of Misraba."
    )
    assert values(ground, "actor", "status", "claim_status") == ("army", "denied", "denied")


@pytest.mark.parametrize("words", ["will capture", "is to capture", "plans to capture"])
def test_a_capture_still_to_come_is_planned_or_left_out(words, control_in):
    found = control_in(f"The army {words} the town of Rastan, it was said in Damascus.")
    assert all(ground["status"] == "planned" for ground in found)


@pytest.mark.parametrize(
    "sentence",
    [
        "The army tried to capture the town of Abu al-Duhur on Sunday but failed.",
        "If the army should capture the town of Rastan, the truce is over.",
        "The envoy took a plane to the city of Sochi for the congress.",
    ],
)
def test_ground_that_was_only_tried_for_is_no_change(sentence, control_in):
    assert control_in(sentence) == []


def test_a_capture_told_twice_is_one_claim(control_in):
    told = "Government forces captured the town of Misraba on Saturday."
    assert len(control_in(f"{told} The road was cut in the north. {told}")) == 1


def test_the_town_is_the_one_just_spoken_of(control_in):
    found = control_in(
        "Rebels withdrew from Morek on Monday in the north of the province."
        " The army captured the town on Tuesday, it was said."
    )
    assert [values(ground, "actor", "change", "place", "date") for ground in found] == [
        ("Rebels", "withdrew", "Morek", "2017-12-18"),
        ("army", "gained", "Morek", "2017-12-19"),
    ]


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        (
            "M23 took Bunagana on the border in June, and on 29 October Rutshuru.",
            [("M23", "gained", "Bunagana"), ("M23", "gained", "Rutshuru")],
        ),
        (
            "The militia GATIA, which had seized Menaka on 27 April, left the town on Friday.",
            [("GATIA", "gained", "Menaka"), ("GATIA", "withdrew", "Menaka")],
        ),
        (
            "The city of Mosul fell to Islamic State on 10 June 2014.",
            [("Islamic State", "gained", "Mosul")],
        ),
        (
            "Government forces drove the militia out of Tarhuna on Friday.",
            [("Government forces", "gained", "Tarhuna")],
        ),
        (
            "Haftar's forces were driven back from Tarhuna on Friday.",
            [("Haftar's forces", "lost", "Tarhuna")],
        ),
        (
            "The town of Bakhmut is now under the control of Russian forces.",
            [("Russian forces", "holds", "Bakhmut")],
        ),
        (
            "The withdrawal of the Joint Forces from Hodeidah on Friday surprised many.",
            [("Joint Forces", "withdrew", "Hodeidah")],
        ),
        (
            "Half of Eastern Ghouta has fallen to the army in three weeks.",
            [("army", "gained", "Eastern Ghouta")],
        ),
        (
            "Both sides withdrew at Stanytsia Luhanska on 30 June.",
            [("Both sides", "withdrew", "Stanytsia Luhanska")],
        ),
    ],
)
def test_ground_is_read_from_whole_clauses(sentence, expected, control_in):
    found = [values(item, "actor", "change", "place") for item in control_in(sentence)]
    assert found == expected


@pytest.mark.parametrize(
    "sentence",
    [
        "The army took part in the talks in Geneva on Monday.",
        "The rebels took the lead in the talks on Monday, and the army fell to arguing.",
        "The minister took Monday off in Geneva.",
    ],
)
def test_taking_part_or_the_lead_takes_no_ground(sentence, control_in):
    assert control_in(sentence) == []


def test_liberated_villages_are_not_being_liberated(control_in):
    assert control_in("Troops fired on the liberated villages near Rastan on Monday.") == []
