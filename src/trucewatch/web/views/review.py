"""The review desk's queue."""

from __future__ import annotations

from trucewatch.publication.review import Review, review
from trucewatch.web.asking import TheAsked, TheDesk


def review_view(desk: TheDesk, asked: TheAsked) -> Review:
    """Claims that verdicts stand on, and pairs that a rule joined or kept apart, what matters most
    first."""
    seen = desk.last_entry()
    made = desk.answer(asked)
    return review(
        made.judgements,
        made.decided,
        desk.decisions(),
        made.claims,
        made.reports,
        made.records,
        made.findings,
        desk.reference,
        seen=seen,
    )
