"""Records, under each the judgements that made it, where its claims disagree, and the claims."""

from __future__ import annotations

from trucewatch.assessment.wording import when
from trucewatch.model.record import (
    AgreementDate,
    ControlChange,
    Incident,
    MonitorCount,
    Record,
    ReportedAgreement,
    Round,
    Tally,
)
from trucewatch.publication.names import record_words, sources_words
from trucewatch.publication.trace.judgements import judgement_nodes
from trucewatch.publication.trace.known import Traceable, TraceNode, cited
from trucewatch.publication.wording import one_line

KINDS_OF_RECORD = {
    Incident: "incident",
    Tally: "tally",
    MonitorCount: "monitor count",
    Round: "round",
    ReportedAgreement: "reported agreement",
    ControlChange: "control change",
}


def record_node(record: Record, known: Traceable) -> TraceNode:
    """A record, under it the judgements on its claims, where they disagree, and the claims."""
    judgements = judgement_nodes(record, known)
    disputes = tuple(
        TraceNode(kind="contradiction", id=each.id, says=one_line(each.what))
        for each in known.findings.contradictions
        if not set(each.claims).isdisjoint(record.claims)
    )
    claims = tuple(cited(each) for each in record.claims)
    told_by = _told_by(record, known) if isinstance(record, Incident) else ()
    if isinstance(record, ReportedAgreement):
        told_by = tuple(_date_told(each) for each in record.dates)
    return TraceNode(
        kind=KINDS_OF_RECORD.get(type(record), "statement"),
        id=record.id,
        says=record_words(record, known.reference),
        children=(*told_by, *judgements, *disputes, *claims),
    )


def _date_told(each: AgreementDate) -> TraceNode:
    """A date as it was told, beside what the dossier has on that day."""
    clause = f"; by the dossier: {each.clause}" if each.clause else ""
    return TraceNode(kind="date", says=f"{each.said} {when(each.date)}{clause}")


def _told_by(incident: Incident, known: Traceable) -> tuple[TraceNode, ...]:
    """How many published it and how many of them stand for themselves; and what was set aside."""
    says = sources_words(incident, known.reference)
    aside = (
        TraceNode(kind="set aside", says="its report no longer counts", children=(node,))
        for node in (cited(each) for each in incident.superseded)
    )
    return (TraceNode(kind="told by", says=says), *aside)
