"""The talks."""

from __future__ import annotations

from trucewatch.publication.talks import Talks, talks
from trucewatch.web.asking import TheAsked, TheDesk


def talks_view(desk: TheDesk, asked: TheAsked) -> Talks:
    """Each track's rounds, as planned and as held, and who came."""
    made = desk.answer(asked)
    return talks(made.findings, made.records, desk.reference)
