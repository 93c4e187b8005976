"""Whose word it is: speakers, relays, pronouns and an outlet's own voice."""

from __future__ import annotations

import pytest

from trucewatch.reading.attribution import find_attributions


@pytest.mark.parametrize(
    ("sentence", "speaker"),
    [
        (
            "Shells hit Rastan, the Syrian Observatory for Human Rights said.",
            "Syrian Observatory for Human Rights",
        ),
        ("The White Helmets said that shells had hit Rastan.", "White Helmets"),
        ("According to the White Helmets, four people died.", "White Helmets"),
        ("Four people died, according to state television.", "state television"),
        ("“The road is cut and will stay so,” said Sergei Lavrov.", "Sergei Lavrov"),
        ("UNICEF warned that children go hungry.", "UNICEF"),
        ("The Russian Defence Ministry denied the strike.", "Russian Defence Ministry"),
        (
            "Defence Ministry spokesman Igor Konashenkov said that it held.",
            "Defence Ministry spokesman Igor Konashenkov",
        ),
        ("Residents say that the market burned.", "Residents"),
    ],
)
def test_a_speaker_is_found_before_after_and_around_what_is_said(sentence, speaker, document_of):
    (said, *_) = find_attributions(document_of(sentence))
    assert (
        said.source
        and sentence[slice(*said.source)].removeprefix("The ").removeprefix("the ") == speaker
    )


@pytest.mark.parametrize(
    "sentence",
    [
        "There was no comment from Damascus.",
        "Shells hit the town of Rastan.",
        "Which group fired is not known.",
    ],
)
def test_a_sentence_that_quotes_no_one_has_no_speaker(sentence, document_of):
    assert find_attributions(document_of(sentence)) == []


@pytest.mark.parametrize(
    ("text", "source", "cue", "content"),
    [
        (
            "The White Helmets said that shells had hit Rastan.",
            "The White Helmets",
            "said",
            "that shells had hit Rastan",
        ),
        ("Shells hit Rastan, the army said.", "the army", "said", "Shells hit Rastan"),
        ("“We will go home,” said the mayor.", "the mayor", "said", "“We will go home,”"),
        (
            "“We will go,” she said, “and soon.”",
            "she",
            "said",
            "“We will go,” she said, “and soon.”",
        ),
        (
            "“The road is cut. It will stay so,” Amal Haddad told reporters.",
            "Amal Haddad",
            "told",
            "“The road is cut. It will stay so,”",
        ),
        ("The envoy believes the talks failed.", "The envoy", "believes", "the talks failed"),
        (
            "Turkey’s claim that shells fell there was rejected.",
            "Turkey’s",
            "claim",
            "that shells fell there was rejected",
        ),
    ],
)
def test_source_cue_and_content_stand_at_their_characters(text, source, cue, content, document_of):
    (said, *_) = find_attributions(document_of(text))
    spans = [said.source, said.cue, said.content]
    assert [text[slice(*span)] for span in spans] == [source, cue, content]


def test_the_chain_names_the_originator_first_and_the_relay_after(read_text):
    (incident,) = read_text(
        "A military source told SANA that the army shelled Rastan and killed four of the men there."
    )["incidents"]
    assert incident["source"] == "A military source"
    assert incident["source_chain"] == ["A military source", "SANA"]


@pytest.mark.parametrize("again", ["It", "The monitor", "The group"])
def test_a_pronoun_or_plain_noun_takes_the_last_speaker(again, read_text):
    claims = read_text(
        "The Syrian Observatory for Human Rights said that shells hit Rastan on Monday and killed"
        f" four of the people there. {again} said that jets hit Saraqib on Tuesday and killed nine."
    )["incidents"]
    assert [claim["source"] for claim in claims] == ["Syrian Observatory for Human Rights"] * 2


def test_what_the_outlet_says_itself_has_no_source(read_text):
    (incident,) = read_text("The army shelled the town of Rastan on Monday and killed four.")[
        "incidents"
    ]
    assert incident["source"] is None and incident["source_chain"] == []


def test_an_outlet_that_speaks_in_its_own_name_is_the_source(read_text):
    (incident,) = read_text(
        "The army shelled Rastan on Monday and killed four of the people there."
        " The Network has documented the names of the four.",
        outlet="The Network",
    )["incidents"]
    assert incident["source"] == "The Network"


def test_a_statement_is_the_word_of_the_one_who_made_it(read_text):
    (incident,) = read_text(
        "Statement by the Civil Defence\n"
        "The shelling of Rastan on Monday killed four of the people there."
    )["incidents"]
    assert incident["source"] == "the Civil Defence"
