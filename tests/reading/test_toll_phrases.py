"""Phrases in which reports give tolls, each with the killed, injured and abducted it must give."""

from __future__ import annotations

import pytest

from trucewatch.reading.casualties import find_casualties


@pytest.fixture(scope="session")
def tolls_of(sentence_of, lexicon):
    def tolls(text):
        found = find_casualties(sentence_of(text), lexicon)
        return {c.measure: (c.value.low, c.value.high) for c in found}

    return tolls


@pytest.mark.parametrize(
    ("sentence", "killed", "injured"),
    [
        ("Seven farmers were killed when a shell hit their tractor.", (7, 7), None),
        ("Seven policemen were killed and one was injured in the ambush.", (7, 7), (1, 1)),
        ("Six troopers are killed and one is injured near the pass.", (6, 6), (1, 1)),
        ("The blast left two dead.", (2, 2), None),
        ("A rocket left two people dead and five wounded.", (2, 2), (5, 5)),
        ("The raid claimed the lives of 12 villagers.", (12, 12), None),
        ("The raid claimed 12 lives.", (12, 12), None),
        ("Twelve people lost their lives in the shelling.", (12, 12), None),
        ("Three of the wounded later died in hospital.", (3, 3), None),
        ("A man succumbed to wounds sustained in Tuesday's shelling.", (1, 1), None),
        ("A six-year-old girl succumbed to her injuries.", (1, 1), None),
        ("The bodies of seven men were found in a ditch.", (7, 7), None),
        ("Rescuers pulled seven bodies from the rubble.", (7, 7), None),
        ("Rescue workers recovered the bodies of seven people.", (7, 7), None),
        ("A father and his two sons were killed and two neighbours were hurt.", (3, 3), (2, 2)),
        ("A 6-year-old girl was killed by a sniper.", (1, 1), None),
        ("A boy was killed and three others wounded.", (1, 1), (3, 3)),
        ("The explosion killed a boy, wounding 3 others.", (1, 1), (3, 3)),
        ("One soldier was killed and two wounded.", (1, 1), (2, 2)),
        ("The death toll rose to 14.", (14, 14), None),
        ("The death toll from the attack has risen to 14.", (14, 14), None),
        ("No casualties were reported.", (0, 0), (0, 0)),
        ("There were no casualties.", (0, 0), (0, 0)),
        ("The shelling caused no injuries.", (0, 0), (0, 0)),
        ("A woman and child were killed.", (2, 2), None),
        ("A father and son died when their car hit a mine.", (2, 2), None),
        ("A woman and her two daughters were killed.", (3, 3), None),
        ("A couple and their baby died in the fire.", (3, 3), None),
        ("Two women, a child and an elderly man were killed.", (4, 4), None),
        ("The mine caused the death of a shepherd and the injury of another.", (1, 1), (1, 1)),
        ("Medics reported the death of a driver and injury of another.", (1, 1), (1, 1)),
        (
            "The bombing resulted in the deaths of five civilians and injuries to 12.",
            (5, 5),
            (12, 12),
        ),
        ("The bombing resulted in five deaths and 12 injuries.", (5, 5), (12, 12)),
        ("Three martyrs and seven wounded arrived at the hospital.", (3, 3), (7, 7)),
        ("Three young men were martyred by Israeli fire.", (3, 3), None),
        ("2 Killed, 10 Injured in Shelling of Residential District", (2, 2), (10, 10)),
        ("3 Killed 14 Injured in Night Raid", (3, 3), (14, 14)),
        (
            "Rockets left five people, two boys among them, dead and 32 others hurt.",
            (5, 5),
            (32, 32),
        ),
        ("At least 20 killed, 30 wounded in market bombing", (20, None), (30, 30)),
        ("At least 20 people were killed and 30 wounded.", (20, None), (30, 30)),
        ("Eight people, three of them children, were killed.", (8, 8), None),
        ("Eight people were killed, among them three children.", (8, 8), None),
        ("Eight people, among them three children, were killed.", (8, 8), None),
        ("The strike killed eight people, including three children.", (8, 8), None),
        ("At least 27 died in the strikes; four children were among the dead.", (27, None), None),
        ("An officer was shot dead by gunmen.", (1, 1), None),
        ("Gunmen shot dead a tribal elder.", (1, 1), None),
        ("Gunmen killed two aid workers.", (2, 2), None),
        ("More than 18 people died and over 40 were hurt.", (18, None), (40, None)),
        ("Nearly ten people were killed.", (9, 10), None),
        ("Dozens were killed.", (24, None), None),
        ("Dozens of people were killed and hundreds wounded.", (24, None), (200, None)),
        ("Several civilians were killed.", (2, None), None),
        ("The shelling injured several people.", None, (2, None)),
        ("Dozens of people were killed or wounded.", None, None),
        ("The blast caused casualties.", None, None),
        ("There were no immediate reports of casualties.", None, None),
        (
            "Three civilians, one of them a teacher, were killed and four more were wounded.",
            (3, 3),
            (4, 4),
        ),
        ("Four Ukrainian servicemen were killed in action.", (4, 4), None),
        ("In the past day, one Ukrainian soldier was killed and six were wounded.", (1, 1), (6, 6)),
        ("Two of our soldiers were wounded.", None, (2, 2)),
        ("One serviceman received shrapnel wounds.", None, (1, 1)),
        ("Two peacekeepers died and three sustained injuries.", (2, 2), (3, 3)),
        ("Fifteen people sustained injuries.", None, (15, 15)),
        ("Four people suffered shrapnel wounds.", None, (4, 4)),
        ("Thirteen insurgents were neutralised.", (13, 13), None),
        ('Turkish forces "neutralised" 13 militants.', (13, 13), None),
        ("The army said it had eliminated 10 rebels.", (10, 10), None),
        ("Two people were reported dead.", (2, 2), None),
        ("Some 30 fighters on both sides were killed.", (27, 33), None),
        ("The battle left 17 militia members dead and 41 wounded.", (17, 17), (41, 41)),
        (
            "The assault resulted in the deaths of at least 19 civilians, women among them.",
            (19, None),
            None,
        ),
        ("The mission confirmed three fatalities and 19 injuries.", (3, 3), (19, 19)),
        ("Three fatalities and nineteen injured were recorded.", (3, 3), (19, 19)),
        ("Eritrea says 31 of its soldiers were killed.", (31, 31), None),
        ("Medics said 40 people had been killed and many more wounded.", (40, 40), None),
        ("Five members of one family perished.", (5, 5), None),
        ("A 45-year-old woman was killed and her two sons were injured.", (1, 1), (2, 2)),
        ("Ten fighters were reported killed.", (10, 10), None),
        ("Ten were killed, nine wounded.", (10, 10), (9, 9)),
        ("The mine blast took the lives of two shepherds.", (2, 2), None),
        ("Four were burned to death.", (4, 4), None),
        (
            "Twenty-one people died and more than 50 others were taken to hospital.",
            (21, 21),
            (50, None),
        ),
        ("Suspected militants slaughtered at least 23 villagers.", (23, None), None),
        ("Three passengers were shot and killed.", (3, 3), None),
        ("Six bodies were recovered from a well.", (6, 6), None),
        ("Three peacekeepers were lightly injured.", None, (3, 3)),
        (
            "At least seven people were injured by the blast, including four pupils.",
            None,
            (7, None),
        ),
        ("The local commander was killed.", (1, 1), None),
        ("A local commander, Abu Salim, was killed.", (1, 1), None),
        ("An Israeli was killed and four hurt by a rocket.", (1, 1), (4, 4)),
        ("One Palestinian was shot dead near the fence.", (1, 1), None),
        ("The ambush killed 19 troopers and wounded four.", (19, 19), (4, 4)),
        ("A missile killed three.", (3, 3), None),
        ("The missile killed three and injured five.", (3, 3), (5, 5)),
        ("The missile hit a bus, killing three and injuring five.", (3, 3), (5, 5)),
        ("A civilian was killed as a result of the shelling.", (1, 1), None),
        (
            "As a result of the attack, two civilians were killed, one more was wounded.",
            (2, 2),
            (1, 1),
        ),
        ("Five were executed.", (5, 5), None),
        ("A child was killed and three others were injured.", (1, 1), (3, 3)),
        (
            "Mortar rounds fell on the post, killing two Georgian conscripts and a nurse.",
            (3, 3),
            None,
        ),
        ("Two Palestinians were shot dead.", (2, 2), None),
        (
            "Several of the soldiers defending the base were killed during the assault.",
            (2, None),
            None,
        ),
        ("Sergeant Ivan Petrov was killed by a mine.", (1, 1), None),
        ("A minister, Hassan Ali, was wounded.", None, (1, 1)),
    ],
)
def test_the_dead_and_the_hurt_are_read_in_many_phrases(sentence, killed, injured, tolls_of):
    tolls = tolls_of(sentence)
    assert (tolls.get("killed"), tolls.get("injured")) == (killed, injured)


@pytest.mark.parametrize(
    ("sentence", "abducted"),
    [
        ("Gunmen abducted five aid workers.", (5, 5)),
        ("Three engineers were kidnapped on the road to Kidal.", (3, 3)),
    ],
)
def test_the_abducted_are_read(sentence, abducted, tolls_of):
    assert tolls_of(sentence)["abducted"] == abducted


def test_who_was_among_the_dead_is_part_of_the_toll_told_before(read_text):
    text = (
        "At least 16 people died in strikes on Ariha on Monday. Five children were among the dead."
    )
    (incident,) = read_text(text)["incidents"]
    assert (incident["killed"], incident["killed_children"]) == ([16, None], [5, 5])
