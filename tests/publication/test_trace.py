"""Walking a figure back to the words and bytes it came from."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator
from datetime import date, datetime

import pytest
from msgspec.structs import replace

from trucewatch.errors import NotFound
from trucewatch.publication.trace.known import Archived, Traceable, TraceNode
from trucewatch.publication.trace.tree import render_trace
from trucewatch.publication.trace.walk import trace


@pytest.fixture(scope="module")
def traceable(findings, records, claims, reports, reference) -> Traceable:
    def archived(ref: str) -> Archived:
        return Archived(origin="wire.jsonl:3", sha256="0" * 64)

    return Traceable(findings, records, claims, reports, (), reference, archived)


def walked(node: TraceNode) -> Iterator[TraceNode]:
    yield node
    for child in node.children:
        yield from walked(child)


def test_a_zones_figure_goes_down_to_the_archived_bytes(traceable):
    kinds = [node.kind for node in walked(trace("syria/idlib:killed", traceable))]
    way = ["figure", "adds", "incident", "judgement", "claim", "quote", "report", "archived bytes"]
    assert [kind for kind in way if kind in kinds] == way


def test_a_left_out_record_says_why(traceable):
    (left_out,) = [
        node
        for node in trace("syria/eastern-ghouta:killed", traceable).children
        if node.kind == "left out"
    ]
    assert left_out.says.endswith("1 killed: inside the tally's area and period")
    assert left_out.id == "i-9404a0000001"


def test_a_rising_toll_is_told_in_the_order_said(traceable):
    incident = traceable.by_id["i-1d1b00000001"]
    last, first = incident.killed.tolls
    first = replace(first, published=date(2017, 12, 20), published_at=datetime(2017, 12, 20, 18, 5))
    risen = replace(incident.killed, tolls=(last, first), rises=((first.claim, last.claim),))
    known = dataclasses.replace(traceable, records=(replace(incident, killed=risen),))
    [rising] = [
        node for node in trace(f"{incident.id}:killed", known).children if node.kind == "rising"
    ]
    assert rising.says.startswith("14 (")
    assert "20 December 2017 18:05) → 19 (" in rising.says


def test_every_id_of_the_record_can_be_traced(traceable):
    for known_as in traceable.ids():
        node = trace(known_as, traceable)
        assert not [each for each in walked(node) if each.kind == "missing"]
        assert render_trace(node).label


def test_words_are_shown_in_their_context(traceable, named_claims):
    quote = trace(named_claims["raids_tv"].id, traceable).children[0]
    assert quote.says.startswith("State television said »14 people died")
    assert "« and denied that its air force" in quote.says


def test_an_unknown_id_is_answered_with_the_nearest_ones(traceable):
    with pytest.raises(NotFound, match=r"nearest: i-1d1b00000001.*Ids are: r- report"):
        trace("i-1d1b0000000", traceable)


def test_an_agreement_a_provision_and_a_track_lead_to_their_records(traceable):
    memorandum = "syria/memorandum-2017-05-04"
    source = [n.says for n in trace(memorandum, traceable).children if n.kind == "source"]
    assert source == ["published text"]
    ban = trace(f"{memorandum}#1", traceable).children
    assert ban[0].says.startswith("Hostilities inside the zones")
    assert "v-1d1b00000001" in [node.id for node in ban]
    rounds = [node for node in trace("syria/astana", traceable).children if node.kind == "round"]
    assert rounds and all(node.id in traceable.by_id for node in rounds)


def test_a_verdict_shows_its_rule_and_coverage_its_days_and_sources(traceable):
    shown = {node.kind: node.says for node in trace("syria/idlib:verdict", traceable).children}
    assert shown["rule"] == "6" and "10 civilians" in shown["because"]
    coverage = trace("syria/eastern-ghouta:coverage", traceable).children
    assert ("none on", "24 November to 3 December 2017") in [(n.kind, n.says) for n in coverage]
    assert "Syrian Observatory (monitor)" in [n.says for n in coverage if n.kind == "covered by"]
    standing = trace("syria/idlib:standing", traceable)
    assert "in force" in standing.says and standing.children[0].kind == "agreement"


def test_one_violation_is_told_as_one(traceable):
    assert trace("syria/idlib:violations", traceable).says.startswith("one violation, ")


def test_ground_and_guarantors_of_a_zone_lead_to_what_is_said_of_them(traceable):
    ground = trace("syria/idlib:ground", traceable)
    assert [node.id for node in ground.children] == ["n-1d1b00000001"]
    assert "archived bytes" in [node.kind for node in walked(ground)]
    guarantors = trace("syria/idlib:guarantors", traceable)
    assert [node.says for node in guarantors.children] == [
        "Russia: is said to back a side",
        "Iran: nothing said",
        "Turkey: nothing said",
    ]
