"""The board, and what changed on it."""

from __future__ import annotations

from trucewatch.publication.board import board
from trucewatch.publication.cards import Cards, cards
from trucewatch.web.asking import TheAsked, TheDesk


def board_view(desk: TheDesk, asked: TheAsked) -> Cards:
    """Zone by zone: is it holding, who says so? What needs a look first comes first."""
    made = desk.answer(asked)
    rows = board(
        made.findings,
        made.records,
        desk.reference,
        unread=len(made.unread),
        no_verdict=made.no_verdict,
    )
    return cards(rows, made.findings)
