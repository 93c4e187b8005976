"""The way back from any id or figure."""

from __future__ import annotations

from litestar.params import FromPath

from trucewatch.publication.trace.known import Traceable, TraceNode
from trucewatch.publication.trace.walk import trace
from trucewatch.web.asking import TheAsked, TheDesk


def trace_view(desk: TheDesk, asked: TheAsked, known_as: FromPath[str]) -> TraceNode:
    """The way back from any id or figure to the words it came from."""
    made = desk.answer(asked)
    known = Traceable(
        findings=made.findings,
        records=made.records,
        claims=made.claims,
        reports=made.reports,
        judgements=made.judgements + made.decided,
        decisions=tuple(desk.decisions()),
        reference=desk.reference,
        archived=desk.archived,
    )
    return trace(known_as.lstrip("/"), known)
