"""Walking a figure back to the words and bytes it came from."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from trucewatch.errors import NotFound
from trucewatch.publication.trace import Archived, Traceable, TraceNode, render_trace, trace


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
