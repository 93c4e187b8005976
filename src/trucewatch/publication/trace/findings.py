"""Findings: what was made of the records, each with the records and claims that it cites."""

from __future__ import annotations

from trucewatch.assessment.wording import day_words, listed
from trucewatch.model.finding import (
    Alert,
    Breakdown,
    Contradiction,
    Correction,
    Engagement,
    GroundChange,
    Obligation,
    Violation,
)
from trucewatch.publication.corrections import change_words, correction_words
from trucewatch.publication.names import name_of, provision_title
from trucewatch.publication.obligations import due_words
from trucewatch.publication.totals import sum_words
from trucewatch.publication.trace.claims import report_node
from trucewatch.publication.trace.known import Finding, Traceable, TraceNode, cited
from trucewatch.publication.wording import one_line, without_stop


def finding_node(finding: Finding, known: Traceable) -> TraceNode:
    match finding:
        case Violation():
            return _violation(finding, known)
        case Engagement():
            return _engagement(finding, known)
        case Alert():
            behind = tuple(cited(each) for each in finding.evidence)
            says = f"{finding.kind}, {day_words(finding.day)}. {one_line(finding.says)}"
            return TraceNode(kind="alert", id=finding.id, says=says, children=behind)
        case Obligation():
            return _obligation(finding, known)
        case GroundChange():
            return _ground_change(finding, known)
        case Contradiction():
            sides = "; ".join(f"{one_line(who)}: {one_line(what)}" for who, what in finding.sides)
            says = f"{without_stop(finding.what)}{f' ({sides})' if sides else ''}"
            behind = tuple(cited(each) for each in finding.claims)
            return TraceNode(kind="contradiction", id=finding.id, says=says, children=behind)
        case Correction():
            return _correction(finding, known)
        case Breakdown():
            counts = tuple(cited(each) for each in (finding.whole, *finding.parts))
            says = sum_words(finding, known.by_id)
            return TraceNode(kind="breakdown", id=finding.id, says=says, children=counts)


def _obligation(each: Obligation, known: Traceable) -> TraceNode:
    """What is owed, under it where that is said and what was done."""
    by = listed(name_of(party, known.reference) for party in each.owed_by)
    behind = [each.source, *(deed.record for deed in each.deeds), *each.claims, *each.violations]
    days = f", {due_words(each)}" if each.due else ""
    says = f"{one_line(each.title)}{days}, owed by {by or 'nobody named'}: {each.state}"
    reason = TraceNode(kind="because", says=one_line(each.because))
    children = (reason, *(cited(one) for one in dict.fromkeys(behind)))
    return TraceNode(kind="obligation", id=each.id, says=says, children=children)


def _ground_change(change: GroundChange, known: Traceable) -> TraceNode:
    behind = (cited(each) for each in (*change.records, *change.fighting))
    barred = (
        TraceNode(kind="barred by", id=each, says=provision_title(each, known.reference))
        for each in change.provisions
    )
    children = (*barred, *behind)
    return TraceNode(kind="ground gained", id=change.id, says=change.says, children=children)


def _correction(correction: Correction, known: Traceable) -> TraceNode:
    """The two reports, and each figure that no longer counts with the claim that gave it."""
    changes = (
        TraceNode(
            kind="figure",
            says=change_words(each, known.by_id, known.reference),
            children=(cited(each.claim),),
        )
        for each in correction.changes
    )
    reports = (_set_right(ref, known) for ref in (correction.by, correction.report))
    says = correction_words(correction)
    return TraceNode(kind="correction", id=correction.id, says=says, children=(*reports, *changes))


def _set_right(ref: str, known: Traceable) -> TraceNode:
    return report_node(known.reports[ref], known) if ref in known.reports else cited(ref)


def _violation(violation: Violation, known: Traceable) -> TraceNode:
    title = provision_title(violation.provision, known.reference)
    steps = tuple(
        TraceNode(kind="step", says=f"{each.name}: {each.answer} ({one_line(each.why)})")
        for each in violation.steps
    )
    children = (*steps, cited(violation.incident))
    says = f"{violation.grade}, against {title}"
    return TraceNode(kind="violation", id=violation.id, says=says, children=children)


def _engagement(engagement: Engagement, known: Traceable) -> TraceNode:
    act = "takes part" if engagement.is_direct else "is said to back"
    says = f"{name_of(engagement.guarantor, known.reference)} {act}: {one_line(engagement.how)}"
    behind = tuple(cited(each) for each in (*engagement.claims, *engagement.records))
    return TraceNode(kind="engagement", id=engagement.id, says=says, children=behind)
