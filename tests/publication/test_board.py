"""The board."""

from __future__ import annotations

import msgspec
import pytest

from trucewatch.errors import NotFound
from trucewatch.model.finding import Findings
from trucewatch.publication.board import board, render_board


@pytest.fixture(scope="module")
def made(findings, records, reference):
    return board(findings, records, reference)


def test_a_row_has_the_three_fields_and_what_stands_beside_them(made):
    ghouta, idlib = made.rows
    assert (idlib.standing, idlib.verdict, idlib.trend) == ("in force", "strained", "worsening")
    assert idlib.verdict_words == "strained or not holding"
    assert ghouta.verdict_words == "undetermined, violated"
    assert (idlib.established, idlib.apparent, idlib.contested) == (0, 0, 1)
    assert idlib.days_since_incident == 1
    assert [each.name for each in idlib.guarantors if each.is_engaged] == ["Russia"]


def test_a_minimum_that_stands_on_a_tally_is_marked(made, printed):
    ghouta, idlib = made.rows
    assert ghouta.has_tallies and not idlib.has_tallies
    assert "≥200†" in printed(render_board(made), 80)


def test_the_board_is_json(made):
    assert msgspec.json.decode(msgspec.json.encode(made), type=type(made)) == made


@pytest.mark.parametrize("width", [80, 120])
def test_the_board_fits_its_terminal_and_cuts_nothing(made, width, printed):
    lines = printed(render_board(made), width).splitlines()
    assert max(len(line) for line in lines) <= width
    head = next(line for line in lines if line.startswith("zone"))
    assert ("guarantors" in head) == (width == 120)
    assert "…" not in "".join(lines)


def test_one_zone_in_full_shows_the_test_that_made_the_violation(made, printed):
    text = " ".join(printed(render_board(made, "syria/idlib"), 100).split())
    assert "against “end of hostilities”" in text
    assert "author contested the air force is said not to have done it" in text
    assert "Eastern Ghouta" not in text


def test_a_zone_that_is_not_on_the_board_is_named_with_those_that_are(made):
    with pytest.raises(NotFound, match=r"syria/nowhere.*syria/idlib"):
        render_board(made, "syria/nowhere")


def test_an_empty_board_says_so(reference, printed):
    empty = board(Findings(), (), reference)
    assert "No zone has a verdict" in printed(render_board(empty), 80)
