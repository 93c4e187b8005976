"""Places and actors stay as written; what they were resolved to travels beside them."""

from __future__ import annotations

from datetime import date

import pytest

from trucewatch.reading.names import Theatre, actor, acts, find_places


@pytest.fixture(scope="module")
def theatre(reference, lexicon) -> Theatre:
    return Theatre(reference, lexicon, ("SY",), date(2017, 12, 21))


@pytest.mark.parametrize(
    ("sentence", "places"),
    [
        ("Shells hit the town of Rastan in Homs province.", ["Rastan", "Homs province"]),
        ("Jets bombed Ariha, Saraqib and Maar Shurin.", ["Ariha", "Saraqib", "Maar Shurin"]),
        ("Jets hit Arbin, east of Damascus.", ["Arbin", "Damascus"]),
        ("The strike hit the Qaboun district of the city.", ["Qaboun district"]),
        ("Idlib province has been quiet.", ["Idlib province"]),
        ("They fought in eastern Daraa.", ["eastern Daraa"]),
        ("Shells hit Zafaraniya village.", ["Zafaraniya village"]),
        ("The talks were held in Sochi.", ["Sochi"]),
    ],
)
def test_places_are_found_after_words_of_place_in_lists_and_by_their_nouns(
    sentence, places, sentence_of, theatre
):
    found = find_places(sentence_of(sentence), theatre)
    assert [span.place.text for span in found] == places


@pytest.mark.parametrize(
    "sentence",
    [
        "It was on Russian jets that they relied.",
        "In Monday raids three men died.",
        "According to Rudskoi, it is over.",
        "In Hezbollah they trust.",
        "He spoke in May and left on Friday.",
        "Four of the dead were on the PLF side and in an RLM unit.",
        "It was agreed in the Agreement on Cessation of Hostilities.",
        "It broke the terms of UN-brokered accords.",
    ],
)
def test_names_of_people_groups_days_and_demonyms_are_no_places(sentence, sentence_of, theatre):
    assert find_places(sentence_of(sentence), theatre) == ()


def test_a_known_place_carries_its_id_grain_and_province(sentence_of, theatre):
    (span,) = find_places(sentence_of("Jets hit Ariha."), theatre)
    place = span.place
    assert (place.place_id, place.precision) == ("syria:ariha", "town")
    assert (place.admin, place.country) == ("Idlib", "SY")


def test_a_place_no_gazetteer_knows_is_kept_as_written_without_an_id(sentence_of, theatre):
    (span,) = find_places(sentence_of("Shells fell in the town of Qastal al-Burj."), theatre)
    assert span.place.text == "Qastal al-Burj"
    assert span.place.place_id is None and span.place.lat is None


@pytest.mark.parametrize(
    ("sentence", "landmark"),
    [
        ("Jets hit a village near Talbiseh.", "Talbiseh"),
        ("Jets hit a suburb east of Damascus.", "Damascus"),
        ("Shells fell in the countryside of Hama.", "Hama"),
    ],
)
def test_a_place_that_only_says_where_another_lies_is_a_landmark(
    sentence, landmark, sentence_of, theatre
):
    (span,) = find_places(sentence_of(sentence), theatre)
    assert span.place.text == landmark and span.is_landmark


def test_a_place_stands_at_its_characters_of_the_sentence(sentence_of, theatre):
    sentence = sentence_of("Shells hit the town of Rastan and the village of Zafaraniya.")
    for span in find_places(sentence, theatre):
        assert sentence.text[span.start : span.end] == span.place.text


@pytest.mark.parametrize(
    ("words", "actor_id"),
    [
        ("ISIL", "isil"),
        ("Islamic State", "isil"),
        ("Tahrir al-Sham", "hts"),
        ("Russia", "russia"),
        ("Moscow", "russia"),
        ("Ankara", "turkey"),
        ("regime", "syria-government"),
        ("Syrian government forces", "syria-government"),
        ("Syrian Observatory for Human Rights", "sohr"),
    ],
)
def test_an_actor_is_resolved_and_stays_as_written(words, actor_id, theatre):
    mention = actor(words, theatre)
    assert mention.text == words
    assert mention.actor_ids[0] == actor_id


def test_an_actor_the_dossiers_do_not_know_keeps_its_words_only(theatre):
    assert actor("Sword of the Plain", theatre).actor_ids == ()


@pytest.mark.parametrize(
    ("name", "may_act"),
    [("Russia", True), ("ISIL", True), ("Syrian Observatory for Human Rights", False)],
)
def test_a_monitor_watches_and_does_not_fight(name, may_act, theatre):
    assert acts(name, theatre) is may_act
