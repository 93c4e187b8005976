"""A text is cut into sentences whose offsets count characters of it."""

from __future__ import annotations

from datetime import date

import pytest

from trucewatch.model.values import Period, Quote
from trucewatch.reading.text import looks_like


@pytest.mark.parametrize(
    ("text", "sentences"),
    [
        ("Shells fell. Nobody was hurt.", ["Shells fell.", "Nobody was hurt."]),
        ("Who fired? Nobody says! It ended.", ["Who fired?", "Nobody says!", "It ended."]),
        ("He said: “It fell.” She left.", ["He said: “It fell.”", "She left."]),
        ("A title\nThe first words.\n\nThe last.", ["A title", "The first words.", "The last."]),
        ("It held.Then it broke.", ["It held.", "Then it broke."]),
        ("Mr. Tell met Dr. Jones. They spoke.", ["Mr. Tell met Dr. Jones.", "They spoke."]),
        ("The U.S. envoy came. He left.", ["The U.S. envoy came.", "He left."]),
        ("It was 5 p.m. on Monday. It rained.", ["It was 5 p.m. on Monday.", "It rained."]),
        (
            "Some 2.5 million live there. It is full.",
            ["Some 2.5 million live there.", "It is full."],
        ),
        ("On Jan. 5 it broke. It was short.", ["On Jan. 5 it broke.", "It was short."]),
        ("", []),
        (" \n\n ", []),
    ],
)
def test_sentences_end_at_full_stops_and_lines_but_not_after_abbreviations(
    text, sentences, document_of
):
    assert [sentence.text for sentence in document_of(text).sentences] == sentences


@pytest.mark.parametrize(
    "dateline",
    [
        "BEIRUT, Nov 13 (AFP) - ",
        "BEIRUT (Reuters) - ",
        "BEIRUT – ",
        "DAMASCUS — ",
        "DAMASCUS: ",
        "BEIRUT/MOSCOW, Feb 21 – ",
        "GENEVA, 14 December 2017 – ",
        "BEIRUT ",
    ],
)
def test_a_dateline_is_no_part_of_the_first_sentence(dateline, document_of):
    (sentence,) = document_of(dateline + "Jets hit a market.").sentences
    assert sentence.text == "Jets hit a market."
    assert sentence.start == len(dateline)


def test_a_sentence_stands_at_its_offsets(document_of):
    text = "BEIRUT – Shells fell.\n\n  Nobody was hurt. Calm returned.\n"
    for sentence in document_of(text).sentences:
        assert text[sentence.start : sentence.end] == sentence.text


def test_a_quote_of_a_part_counts_characters_of_the_whole_text(document_of):
    second = document_of("Calm returned. Shells fell at noon.").sentences[1]
    assert second.quote(0, 11) == Quote("Shells fell", (15, 26))


@pytest.mark.parametrize("heading", ["Comment:", "Analysis:", "Assessment –", "Our view:"])
def test_what_follows_a_heading_of_comment_is_comment_to_the_end(heading, document_of):
    document = document_of(f"Shells fell.\n\n{heading} The truce fails.\n\nIt will break.")
    sections = [sentence.section for sentence in document.sentences]
    assert sections == ["news", "comment", "comment"]


def test_a_word_of_comment_inside_a_paragraph_opens_no_section(document_of):
    document = document_of("There was no comment: the army was silent. An assessment is due.")
    assert {sentence.section for sentence in document.sentences} == {"news"}


def test_numbers_and_dates_are_masked_at_their_own_length(sentence_of):
    sentence = sentence_of("At least 19 people died in it on Wednesday.")
    assert sentence.masked == "########### people died in it @@@@@@@@@@@@."
    assert len(sentence.masked) == len(sentence.text)


def test_a_day_of_the_month_is_no_number(sentence_of):
    sentence = sentence_of("On 20 December 19 people died.")
    assert [number.text for number in sentence.numbers] == ["19"]


def test_a_line_that_is_a_date_heads_the_lines_below_it(document_of):
    document = document_of("19 December 2017\nShells fell.\n20 December 2017\nJets came.")
    headed = {s.text: s.heading.period for s in document.sentences if s.heading}
    assert headed["Shells fell."] == Period(date(2017, 12, 19), date(2017, 12, 19))
    assert headed["Jets came."] == Period(date(2017, 12, 20), date(2017, 12, 20))


def test_a_title_is_a_sentence_outside_the_text(document_of):
    document = document_of("Shells fell.", title="Shells kill 19")
    assert document.title.text == "Shells kill 19"
    assert [sentence.text for sentence in document.sentences] == ["Shells fell."]


@pytest.mark.parametrize(
    ("text", "is_english"),
    [
        ("The truce in the south was broken on Monday, and the talks are to go on.", True),
        ("Çarşamba günü İdlib’e düzenlenen hava saldırısında 19 kişi öldü.", False),
        ("قتل 19 شخصا في غارة جوية على إدلب يوم الأربعاء", False),
        ("Am Mittwoch wurden bei einem Luftangriff 19 Menschen getötet.", False),
        ("12345 – 678 !!!", False),
        ("", False),
    ],
)
def test_a_language_is_told_by_its_function_words(text, is_english, lexicon):
    assert looks_like(text, lexicon) is is_english


def test_a_sign_in_the_text_marks_no_number_and_no_date(document_of):
    (sentence,) = document_of("KILLED AT LEAST # people @ Ariha on Monday, 5 in all.").sentences
    assert sentence.masked.count("#") == 1
    assert sentence.masked.index("@") == sentence.text.index("on Monday")
