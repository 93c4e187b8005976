"""The board as cards for a page: what needs a look first, with its weeks beside it."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from msgspec import Struct

from trucewatch.assessment.rule_table import load_rule_table
from trucewatch.model.finding import Findings, Verdict, Violation, ZoneWeek
from trucewatch.publication.board import Board, BoardRow
from trucewatch.publication.corrections import CorrectionLine
from trucewatch.publication.rule_words import rule_words

# What calls for a look first. A zone that is overrun or whose truce is over has had its look.
URGENCY: tuple[Verdict, ...] = (
    "collapsed",
    "not holding",
    "strained",
    "undetermined",
    "unobserved",
    "largely holding",
    "holding",
    "overrun",
    "not in force",
)
TRENDS = ("worsening", "steady", "unknown", "easing")


class ZoneCard(Struct, frozen=True, kw_only=True):
    """A zone's row of the board with when its rule fires, and its last weeks, the earliest first.

    `last_violation` is the last day of the last violation but possible ones, None where none is
    known; `days_since_violation` counts from it to the window's end.
    """

    row: BoardRow
    rule_says: str
    last_violation: date | None
    days_since_violation: int | None
    weeks: tuple[ZoneWeek, ...]


class Cards(Struct, frozen=True, kw_only=True):
    """The board, what is most urgent first; the rest as on the board."""

    window_from: date | None
    window_to: date | None
    cards: tuple[ZoneCard, ...]
    alerts: int
    unread: int
    no_verdict: str | None
    corrections: tuple[CorrectionLine, ...]


def cards(board: Board, findings: Findings) -> Cards:
    last = _last_violations(findings.violations, board.window_to)
    return Cards(
        window_from=board.window_from,
        window_to=board.window_to,
        cards=tuple(
            _card(row, findings, last.get(row.zone), board.window_to)
            for row in sorted(board.rows, key=_urgency)
        ),
        alerts=board.alerts,
        unread=board.unread,
        no_verdict=board.no_verdict,
        corrections=board.corrections,
    )


def _card(row: BoardRow, findings: Findings, last: date | None, until: date | None) -> ZoneCard:
    return ZoneCard(
        row=row,
        rule_says=rule_words(row.rule, load_rule_table()),
        last_violation=last,
        days_since_violation=(until - last).days if until and last else None,
        weeks=tuple(each for each in findings.zone_weeks if each.zone == row.zone),
    )


def _urgency(row: BoardRow) -> tuple[object, ...]:
    """Where the rule allows two words, the worse counts."""
    word = min(URGENCY.index(each) for each in (row.verdict, row.also) if each)
    return (word, TRENDS.index(row.trend), -(row.killed_in_window or 0), -row.incidents, row.zone)


def _last_violations(found: Iterable[Violation], until: date | None) -> dict[str, date]:
    """By zone. What is told of later days than were asked about is not of these days."""
    last: dict[str, date] = {}
    for each in found:
        day = each.occurred_to or each.occurred_from
        if each.grade != "cannot tell" and day and until and day <= until:
            last[each.zone] = max(day, last.get(each.zone, day))
    return last
