"""A model's answer becomes claims only where the report's own words bear it out."""

from __future__ import annotations

from datetime import date

import msgspec
import pytest

from trucewatch.model.claim import IncidentClaim, TalkClaim, TallyClaim
from trucewatch.model.values import Period, Range
from trucewatch.reading.llm.answer import Answer
from trucewatch.reading.llm.claims import Ground, claims_of
from trucewatch.reading.llm.slots import locate
from trucewatch.reading.text import split
from trucewatch.reading.theatre import theatre_of
from trucewatch.reference.lexicon import lexicon_of

STRIKE = {
    "quote": "Air strikes hit the town of Ariha in Idlib province on Wednesday",
    "type": "airstrike",
    "source": "Syrian Observatory for Human Rights",
    "date": "on Wednesday",
    "places": ["Ariha"],
    "killed": "at least 19 people",
    "killed_children": "seven of them children",
}


@pytest.fixture
def claims_from(report, dossiers):
    """The claims and refusals of an answer given on a report."""

    def made(answer, text=None):
        told = msgspec.structs.replace(report, text=text) if text else report
        lexicon = lexicon_of("en")
        document = split(told.text, lexicon, told.published, told.title)
        theatre = theatre_of(told, dossiers, lexicon)
        ground = Ground(told.ref, "llm:test@1", document, theatre, (0, len(told.text)))
        return claims_of(msgspec.convert(answer, Answer), ground)

    return made


def test_figures_and_days_are_read_from_the_words_copied(claims_from):
    (claim,), refused = claims_from({"incidents": [STRIKE]})
    assert isinstance(claim, IncidentClaim)
    assert claim.killed == Range(19, None)
    assert claim.killed_children == Range(7, 7)
    assert claim.date == Period(date(2017, 12, 20), date(2017, 12, 20))
    assert claim.place is not None and claim.place.place_id
    assert refused == []


def test_words_outside_the_quote_are_kept_as_evidence(claims_from, report):
    (claim,), _ = claims_from({"incidents": [STRIKE]})
    (quote,) = claim.evidence["killed"]
    assert report.text[slice(*quote.span)] == quote.quote == "at least 19 people"


def test_an_invented_quote_is_refused_whole(claims_from):
    lie = STRIKE | {"quote": "Air strikes hit the town of Ariha and killed ninety people"}
    claims, (refusal,) = claims_from({"incidents": [lie]})
    assert claims == []
    assert "quote is not in the report" in refusal.why


@pytest.mark.parametrize(
    "slot, written, why",
    [
        ("killed", "at least 91 people", "is not in the report"),
        ("killed", "the town of Ariha", "no number is read"),
        ("date", "on Friday", "is not in the report"),
        ("date", "at least 19", "no date is read"),
        ("source", "Amnesty International", "is not in the report"),
        ("places", ["Maarat al-Numan"], "is not in the report"),
        ("perpetrators", ["Russian jets"], "is not in the report"),
    ],
)
def test_a_slot_the_report_does_not_bear_out_is_refused_and_the_rest_stands(
    claims_from, slot, written, why
):
    (claim,), (refusal,) = claims_from({"incidents": [STRIKE | {slot: written}]})
    assert refusal.why.startswith(slot) and why in refusal.why
    assert not getattr(claim, slot)
    assert claim.type == "airstrike"


def test_a_tally_without_a_number_in_the_text_is_no_tally(claims_from):
    answer = {
        "tallies": [{"quote": STRIKE["quote"], "measure": "killed", "value": "200 civilians"}]
    }
    claims, (refusal,) = claims_from(answer)
    assert claims == []
    assert "'200 civilians' is not in the report" in refusal.why


def test_a_tally_keeps_its_hedge_and_its_period(claims_from):
    text = "More than 200 civilians have been killed in Eastern Ghouta since mid-November."
    tally = {"quote": text, "measure": "killed", "value": "200 civilians"}
    tally |= {"place": "Eastern Ghouta", "period": "since mid-November"}
    (claim,), _ = claims_from({"tallies": [tally]}, text)
    assert isinstance(claim, TallyClaim)
    assert claim.value == Range(200, None)
    assert claim.period is not None and claim.period.start == date(2017, 11, 11)


def test_a_round_has_its_delegations_with_their_heads(claims_from):
    text = (
        "The eighth round of the Astana talks opened on Thursday. "
        "The Russian delegation is headed by Alexander Lavrentiev, the presidential envoy."
    )
    russia = {"party": "Russian", "role": "guarantor", "representative": "Alexander Lavrentiev"}
    russia |= {"title": "presidential envoy", "quote": text.split(". ")[1]}
    talk = {"quote": text.split(". ")[0], "name": "Astana talks", "round": "eighth"}
    talk |= {"date": "on Thursday", "phase": "under_way", "participants": [russia]}
    (claim,), _ = claims_from({"talks": [talk]}, text)
    assert isinstance(claim, TalkClaim)
    assert (claim.round, claim.track_id) == (8, "syria/astana")
    assert claim.participants[0].representative_ids == ("alexander-lavrentiev",)


def test_spaces_and_quotation_marks_may_differ_and_letters_may_not(report):
    text = "The envoy said “the truce\n is holding” in Idlib."
    document = split(text, lexicon_of("en"), report.published, None)
    whole = (0, len(text))
    found = locate('"the truce is holding"', document, whole)
    assert (
        found is not None and found.quote == text[slice(*found.span)] == "“the truce\n is holding”"
    )
    assert locate("the truce was holding", document, whole) is None


def test_words_are_taken_where_they_stand_nearest_to_the_quote(report):
    text = "Two died in Hama on Monday. In Idlib, two died on Tuesday."
    document = split(text, lexicon_of("en"), report.published, None)
    found = locate("died on", document, (0, len(text)), near=(28, 58))
    near = locate("died", document, (0, len(text)), near=(28, 58))
    assert found is not None and near is not None
    assert near.span[0] > 28
