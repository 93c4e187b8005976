"""The board."""

from __future__ import annotations

from datetime import date

import msgspec
import pytest

from trucewatch.errors import NotFound
from trucewatch.model.finding import Findings, SupportedMinimum
from trucewatch.publication.board import board
from trucewatch.publication.board_table import render_board
from trucewatch.publication.names import verdict_words


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


@pytest.mark.parametrize(
    ("verdict", "qualifier", "expected"),
    [
        ("strained", "at least", "at least strained"),
        ("not holding", "at least", "not holding, or worse"),
        ("largely holding", "at best", "largely holding at best"),
        ("undetermined", "violated", "undetermined, violated"),
    ],
)
def test_a_qualifier_reads_as_english(findings, verdict, qualifier, expected):
    changed = msgspec.structs.replace(
        findings.verdicts[0], verdict=verdict, qualifier=qualifier, also=None
    )
    assert verdict_words(changed) == expected


def test_the_board_is_json(made):
    assert msgspec.json.decode(msgspec.json.encode(made), type=type(made)) == made


@pytest.mark.parametrize("width", [80, 90, 100, 110, 120, 160])
def test_the_board_fits_its_terminal_and_cuts_no_word(made, width, printed):
    lines = printed(render_board(made), width).splitlines()
    assert max(len(line) for line in lines) <= width
    words = set(" ".join(lines).split())
    assert {"Ghouta", "undetermined,", "limited", "≥200†", "Turkey"} <= words
    head = next(line for line in lines if line.startswith("zone"))
    assert "guarantors" in head or width < 110


def test_the_board_says_since_when_it_counts_the_killed(findings, records, reference, printed):
    [idlib] = [each for each in findings.verdicts if each.zone == "syria/idlib"]
    began = msgspec.structs.replace(idlib.killed, since=date(2017, 5, 5))
    dated = Findings(verdicts=(msgspec.structs.replace(idlib, killed=began),))
    text = " ".join(printed(render_board(board(dated, records, reference)), 100).split())
    assert "in all: since May 2017" in text


def test_one_zone_in_full_shows_the_test_that_made_the_violation(made, printed):
    text = " ".join(printed(render_board(made, "syria/idlib"), 100).split())
    assert "against “end of hostilities”" in text
    assert "author contested the air force is said not to have done it" in text
    assert "Eastern Ghouta" not in text


def test_a_zone_that_is_not_on_the_board_is_named_with_those_that_are(made):
    with pytest.raises(NotFound, match=r"syria/nowhere.*syria/idlib"):
        render_board(made, "syria/nowhere")


def test_the_board_says_of_ground_guarantors_and_alerts_what_is_known(made, printed):
    assert "2 alerts in these days" in printed(render_board(made), 80).replace("Two", "2")
    text = " ".join(printed(render_board(made, "syria/idlib"), 100).split())
    assert "ground gained: yes. One place inside changed hands" in text
    assert "n-1d1b00000001" in text
    assert "guarantor: What is said of russia in syria/idlib" in text


def test_the_board_tells_the_killed_by_category(findings, records, reference, printed):
    idlib, *others = findings.verdicts
    children = SupportedMinimum(measure="killed", category="children", total=7)
    told = msgspec.structs.replace(idlib, killed_by_category=(children,))
    made = board(msgspec.structs.replace(findings, verdicts=(told, *others)), records, reference)
    assert "killed in these days: at least 7 children" in printed(render_board(made), 100)


def test_an_empty_board_says_so(reference, printed):
    empty = board(Findings(), (), reference)
    assert "No zone has a verdict" in printed(render_board(empty), 80)


@pytest.mark.parametrize("width", [40, 60])
def test_a_narrow_terminal_gets_a_block_for_each_zone_and_every_number_whole(made, width, printed):
    text = printed(render_board(made), width)
    assert max(len(line) for line in text.splitlines()) <= width
    assert "killed in all: ≥200†" in text and "coverage: limited" in text
    assert "…" not in text


def test_an_empty_board_says_why(reference, printed):
    empty = board(Findings(), (), reference, no_verdict="No dossier is loaded.")
    assert "days. No dossier is loaded." in " ".join(printed(render_board(empty)).split())
    assert "No dossier is loaded." in printed(render_board(empty, "syria/idlib"), 120)


@pytest.mark.parametrize(
    ("unread", "said"),
    [
        (1, "1 report could not be read (language): it is kept, and gives no coverage."),
        (2, "2 reports could not be read (language): they are kept, and give no coverage."),
    ],
)
def test_reports_that_could_not_be_read_are_counted(reference, printed, unread, said):
    assert said in printed(render_board(board(Findings(), (), reference, unread=unread)))
