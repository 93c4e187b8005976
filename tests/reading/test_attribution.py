"""Whose word it is: speakers, relays, pronouns and an outlet's own voice."""

from __future__ import annotations

import pytest

from trucewatch.model.report import Report
from trucewatch.reading.attribution import find_attributions
from trucewatch.reading.voices import find_voices


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


def test_all_sentences_of_a_quotation_are_its_speakers(document_of, lexicon):
    text = "“Jets hit Rastan. Four men died there. It was noon,” Amal Haddad said. Rain fell."
    voices = find_voices(document_of(text), Report(id="r", text=text), lexicon)
    assert [voices.source(index) for index in range(4)] == ["Amal Haddad"] * 3 + [None]


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


@pytest.mark.parametrize(
    ("sentence", "chain"),
    [
        ("State radio quoted the army as saying shells hit Rastan.", ["army", "State radio"]),
        (
            "Channel 5 cited security sources saying the bridge fell.",
            ["security sources", "Channel 5"],
        ),
        ("A medic told Reuters that shells hit Rastan.", ["A medic", "Reuters"]),
        ("Amal Haddad, who has led the council and sat on others, said it held.", ["Amal Haddad"]),
        ("The ward is run by Doctors Abroad (DA), which said it burned.", ["Doctors Abroad"]),
        ("A rebel official and monitors said jets hit Rastan.", ["A rebel official and monitors"]),
        ("Local media reports shelling in Rastan.", ["Local media"]),
        ("A source who asked not to be named said it fell.", ["A source"]),
        ("A military source quoted by SANA said it fell.", ["A military source", "SANA"]),
        ("Rastan fell, according to activists cited by Reuters.", ["activists", "Reuters"]),
        ("The mission heard 40 explosions in Rastan.", ["mission"]),
        ("State TV, quoting the governor, said three people died.", ["governor", "State TV"]),
        ("In a statement carried by the agency SANA, the army said it fell.", ["army", "SANA"]),
        ("Witnesses and medics said a shell hit a bakery.", ["Witnesses and medics"]),
        ("Two men died, said an official who declined to be named.", ["an official"]),
        ("The Post reported, quoting unnamed aides, that it fell.", ["unnamed aides", "Post"]),
        ("Jets hit Rastan, a rescue worker said.", ["a rescue worker"]),
        (
            "Six men were killed in Rastan said Amal Haddad of the council.",
            ["Amal Haddad of the council"],
        ),
        ("The raid was confirmed by the Observatory.", ["Observatory"]),
    ],
)
def test_a_voice_is_the_originator_and_the_relay_comes_after(sentence, chain, document_of, lexicon):
    report = Report(id="r", text=sentence)
    spoken = find_voices(document_of(sentence), report, lexicon).spoken[0]
    assert [name for name in (spoken.name, spoken.relay) if name] == chain


@pytest.mark.parametrize(
    "sentence",
    [
        "Two blasts shook Damascus claiming the lives of 40 people.",
        "The attack claimed by the group wrecked a market.",
        "The rebels responded to the shelling with mortars.",
        "Moscow gave the army new guns.",
        "Early reports said a market burned.",
        "Air strikes on several parts of Rastan said nothing.",
    ],
)
def test_what_is_no_telling_gives_no_voice(sentence, document_of, lexicon):
    report = Report(id="r", text=sentence)
    assert find_voices(document_of(sentence), report, lexicon).names == {}


@pytest.mark.parametrize(
    ("text", "content"),
    [
        ("“It is cut,” she said. “It will stay so.”", "“It is cut,” she said. “It will stay so.”"),
        ("She said: “It is cut.\n“It will stay so.”", "“It is cut.\n“It will stay so.”"),
        ("“Will it hold?” he asked as he left the hall.", "“Will it hold?”"),
        ("The plan failed, he said when he left.", "The plan failed"),
    ],
)
def test_a_quotation_is_content_over_sentences_and_paragraphs(text, content, document_of):
    (said, *_) = find_attributions(document_of(text))
    assert text[slice(*said.content)] == content


def test_a_cue_inside_a_quotation_is_nobody_elses(document_of):
    text = "“The army says that it left,” the mayor said."
    assert [text[slice(*said.cue)] for said in find_attributions(document_of(text))] == ["said"]


@pytest.mark.parametrize(
    "hostile", ["((((", "said ", "the ", "“", "A, B, ", "who said ", "and by ", '"'], ids=repr
)
def test_long_rows_of_one_word_are_read_in_linear_time(hostile, document_of):
    text = hostile * (200_000 // len(hostile))
    assert len(find_attributions(document_of(text))) <= len(text) // len(hostile)


@pytest.mark.parametrize("aside", ["however", "meanwhile", "for its part"])
def test_a_word_between_speaker_and_verb_is_no_part_of_the_name(aside, read_text):
    said = f"The White Helmets, {aside}, said that an air strike killed four people in Rastan."
    (incident,) = read_text(said)["incidents"]
    assert incident["source"] == "White Helmets"
