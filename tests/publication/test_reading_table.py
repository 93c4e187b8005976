"""One report on a terminal."""

from __future__ import annotations

import pytest

from trucewatch.model.claim import IncidentClaim, Reading
from trucewatch.model.report import Report
from trucewatch.publication.reading_table import reading_table


def test_what_was_read_is_marked_in_its_place(wire, reading, printed):
    text = " ".join(printed(reading_table(wire, reading)).split())
    assert "in Idlib Province on Wednesday[I1], the Syrian Observatory said" in text
    assert "Marked: I incident" in text
    assert "19 killed, 7 children" in " ".join(printed(reading_table(wire, reading), 160).split())


@pytest.mark.parametrize("width", [80, 120])
def test_no_line_is_wider_than_the_terminal(wire, reading, width, printed):
    lines = printed(reading_table(wire, reading), width).splitlines()
    assert max(len(line) for line in lines) <= width


def test_words_of_a_report_cannot_steer_the_terminal(printed):
    hostile = "\x1b]0;title\x07[bold red]Shelling\x1b[2J hit \u202eDouma[/]."
    report = Report(id="h", text=hostile, title="\x1b[31mred")
    claim = IncidentClaim(
        report=report.ref, reader="x", quote=hostile, span=(0, len(hostile)), type="shelling"
    )
    text = printed(reading_table(report, Reading(report=report.ref, claims=(claim,))))
    assert not any(sign in text for sign in "\x1b\x07\u202e")
    assert "[bold red]Shelling" in text


def test_a_report_that_was_not_read_says_why(wire, printed):
    unread = Reading(report=wire.ref, unread="no reader for its language")
    assert "Not read: no reader for its language" in printed(reading_table(wire, unread))


@pytest.mark.parametrize("width", [40, 60])
def test_a_narrow_terminal_breaks_no_number(wire, reading, width, printed):
    lines = printed(reading_table(wire, reading), width).splitlines()
    assert max(len(line) for line in lines) <= width
    assert "19 killed" in " ".join(" ".join(lines).split())
