"""Saved briefs: every version stays, and what a person wrote is told from what was drawn."""

from __future__ import annotations

from datetime import date

import msgspec
import pytest

from trucewatch.errors import BadInput
from trucewatch.publication.brief import brief
from trucewatch.publication.saved import (
    LONGEST,
    SavedBrief,
    as_brief,
    edited,
    latest,
    redrawn,
    saved,
    stale,
    strange_figures,
)
from trucewatch.publication.scope import Scope

START, END = date(2017, 11, 24), date(2017, 12, 21)
AT, LATER = "2018-01-01T10:00:00.000Z", "2018-01-02T10:00:00.000Z"
# The first sentence and the first section's remark.
FIRST, REMARK = "0.0.0", "0.0"


@pytest.fixture
def drawn(findings, records, claims, reports, reference):
    return brief(findings, records, claims, reports, reference, start=START, end=END)


@pytest.fixture
def scope(findings, records, claims, reports, reference):
    return Scope(findings, tuple(records), claims, reports, reference, START, END)


@pytest.fixture
def first(drawn) -> SavedBrief:
    return saved(drawn, as_of=None, by="Ada", at=AT)


def edit(before: SavedBrief, places, by="Ben", at=LATER) -> SavedBrief:
    return edited(before, before.title, places, by=by, at=at)


def opening(kept: SavedBrief):
    return kept.parts[0].sections[0].lines[0]


def test_a_brief_just_saved_is_the_brief_that_was_drawn(drawn, first, scope):
    assert as_brief(first, scope) == drawn


def test_a_sentence_worded_anew_keeps_its_claims_and_says_how_the_record_put_it(first, scope):
    made = as_brief(edit(first, {FIRST: "It was postponed."}), scope)
    sentence = made.parts[0].sections[0].sentences[0]
    notes = [note.text for note in made.footnotes if note.ref in sentence.reference]

    assert sentence.text == "It was postponed."
    assert sentence.claims == opening(first).drawn.claims
    assert [note for note in notes if "Worded by Ben" in note and opening(first).drawn.text in note]


def test_a_sentence_left_empty_is_left_out(first, scope):
    said = as_brief(edit(first, {FIRST: " "}), scope).parts[0].sections[0].sentences

    assert opening(first).drawn not in said


def test_words_that_are_the_records_own_are_nobodys_wording(first):
    text = opening(first).drawn.text

    assert opening(edit(first, {FIRST: f"  {text} "})) == opening(first)


def test_a_remark_is_signed_and_no_claim_stands_behind_it(first, scope):
    made = as_brief(edit(first, {REMARK: "We doubt it."}), scope)
    remark = made.parts[0].sections[0].sentences[-1]

    assert (remark.text, remark.claims) == ("We doubt it.", ())
    assert "Remark by Ben" in remark.reference[0]


def test_figures_that_the_record_does_not_have_are_named(first):
    assert strange_figures(opening(edit(first, {FIRST: "9,999 people on 77 days."}))) == [
        "9,999",
        "77",
    ]


def test_a_brief_is_not_stale_while_the_record_says_the_same(first, drawn):
    assert stale(first, drawn) == ()


def test_a_sentence_that_the_record_would_now_write_otherwise_is_stale(first, drawn):
    was = opening(first).drawn
    said = msgspec.structs.replace(was, text=f"{was.text} So it is told.")
    section = msgspec.structs.replace(drawn.parts[0].sections[0], sentences=(said,))
    part = msgspec.structs.replace(drawn.parts[0], sections=(section,))

    [found] = stale(first, msgspec.structs.replace(drawn, parts=(part, *drawn.parts[1:])))[:1]
    assert (found.said, found.now) == (was.text, said.text)


def test_drawing_anew_keeps_remarks_and_the_wordings_that_still_fit(first, drawn):
    mine = edit(first, {FIRST: "In my words.", REMARK: "Mine."})
    made = redrawn(mine, drawn, by="Cy", at=LATER)

    assert opening(made).words == "In my words."
    assert made.parts[0].sections[0].remark == mine.parts[0].sections[0].remark


def test_two_who_went_on_from_one_version_both_keep_their_work(first):
    ben, cy = edit(first, {FIRST: "Ben's."}), edit(first, {FIRST: "Cy's."}, by="Cy")

    assert {each.id for each in latest([first, ben, cy])} == {ben.id, cy.id}


def test_only_the_last_version_of_a_brief_is_listed(first):
    assert latest([first, second := edit(first, {FIRST: "Anew."})]) == [second]


def test_a_brief_that_nobody_signs_is_refused(drawn):
    with pytest.raises(BadInput, match="signed"):
        saved(drawn, as_of=None, by="  ", at=AT)


def test_too_many_words_for_one_place_are_refused(first):
    with pytest.raises(BadInput, match="too many"):
        edit(first, {FIRST: "x" * (LONGEST + 1)})
