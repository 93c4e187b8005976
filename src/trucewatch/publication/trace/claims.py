"""Claims with the words they were read from, and reports with what the archive holds of them."""

from __future__ import annotations

from trucewatch.assessment.wording import listed
from trucewatch.model.claim import Claim
from trucewatch.model.report import Report
from trucewatch.model.values import Quote
from trucewatch.publication.corrections import correction_words
from trucewatch.publication.surroundings import after, before
from trucewatch.publication.trace.known import Archived, Traceable, TraceNode, cited
from trucewatch.publication.wording import one_line

CONTEXT = 60


def claim_node(claim: Claim, known: Traceable) -> TraceNode:
    report = known.reports.get(claim.report)
    said_by = one_line(claim.source) if claim.source else "the outlet itself"
    says = f"{claim.claim_status} by {said_by}, read by {one_line(claim.reader)}"
    words = [_quote("quote", Quote(claim.quote, claim.span), report)]
    for quote, fields in _further(claim).items():
        words.append(_quote(f"quote for {listed(fields)}", quote, report))
    source = report_node(report, known) if report else cited(claim.report)
    return TraceNode(kind="claim", id=claim.id, says=says, children=(*words, source))


def _further(claim: Claim) -> dict[Quote, list[str]]:
    """Words beside the main quote, each once, with the fields that rest on it."""
    further: dict[Quote, list[str]] = {}
    for field, quotes in claim.evidence.items():
        for quote in quotes:
            if quote.quote not in claim.quote:
                further.setdefault(quote, []).append(one_line(field.replace("_", " ")))
    return further


def _quote(kind: str, quote: Quote, report: Report | None) -> TraceNode:
    """The words between » and «, with some of the report on either side."""
    if report is None or quote.span is None:
        title = " (title)" if quote.span is None else ""
        return TraceNode(kind=kind, says=f"»{one_line(quote.quote)}«{title}")
    start, end = quote.span
    shown = (
        f"{before(report.text, start, CONTEXT)}»{one_line(quote.quote)}«"
        f"{after(report.text, end, CONTEXT)}"
    )
    return TraceNode(kind=kind, says=f"{one_line(shown)} [{start}:{end}]")


def report_node(report: Report, known: Traceable) -> TraceNode:
    facts = (report.outlet, report.published and report.published.isoformat(), report.url)
    says = ", ".join(one_line(fact) for fact in facts if fact) or one_line(report.id)
    archived = (_archived(known.archived(report.ref)),) if known.archived else ()
    set_aside = (
        TraceNode(kind=each.how, id=each.id, says=correction_words(each))
        for each in known.findings.corrections
        if each.report == report.ref
    )
    return TraceNode(kind="report", id=report.ref, says=says, children=(*set_aside, *archived))


def _archived(archived: Archived) -> TraceNode:
    says = f"sha256 {archived.sha256}, from {one_line(archived.origin)}"
    return TraceNode(kind="archived bytes", says=says)


def report_with_claims(report: Report, known: Traceable) -> TraceNode:
    node = report_node(report, known)
    read = [claim for claim in known.claims.values() if claim.report == report.ref]
    claims = tuple(
        TraceNode(kind="claim", id=claim.id, says=one_line(claim.quote))
        for claim in sorted(read, key=lambda each: (each.span or (-1, -1), each.id))
    )
    return TraceNode(kind=node.kind, id=node.id, says=node.says, children=node.children + claims)
