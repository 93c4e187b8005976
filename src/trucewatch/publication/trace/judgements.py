"""Judgements: of rules and of people, on the claims of a record."""

from __future__ import annotations

from collections.abc import Iterable

from trucewatch.assessment.wording import listed
from trucewatch.model.record import Incident, Judgement, Record
from trucewatch.publication.judgements import JudgementRow
from trucewatch.publication.trace.known import Traceable, TraceNode, cited
from trucewatch.publication.wording import one_line


def judgement_nodes(record: Record, known: Traceable) -> tuple[TraceNode, ...]:
    """Those that joined two of its claims, and those that kept one of them from another; what a
    person decided at once, once."""
    claims = set(record.claims)
    merged = record.merged_by if isinstance(record, Incident) else ()
    nodes: dict[object, TraceNode] = {}
    for each in dict.fromkeys((*merged, *known.judgements)):
        if _concerns(each, claims):
            row = known.decided.get(each.decision or "")
            nodes.setdefault(each.decision or each, _decided(row) if row else _judgement(each))
    return tuple(nodes.values())


def _concerns(judgement: Judgement, claims: set[str]) -> bool:
    sides = {judgement.left, judgement.right}
    return sides <= claims if judgement.is_same else bool(sides & claims)


def _judgement(judgement: Judgement) -> TraceNode:
    verb = "same" if judgement.is_same else "not the same"
    on = f" on {judgement.decided}" if judgement.decided else ""
    sides = f"{judgement.left} and {judgement.right}"
    says = f"{verb}: {sides}, by {one_line(judgement.by)}{on} ({one_line(judgement.why)})"
    return TraceNode(kind="judgement", says=says)


def _decided(row: JudgementRow, children: Iterable[TraceNode] = ()) -> TraceNode:
    says = f"{row.says}, by {row.by} on {row.decided} ({one_line(row.why)}): {listed(row.states)}"
    return TraceNode(kind="judgement", id=row.id, says=says, children=tuple(children))


def decision_node(row: JudgementRow) -> TraceNode:
    """What a person decided, the records it bears on, and the claims it is about."""
    records = (TraceNode(kind="now in", id=each.id, says=each.says) for each in row.records)
    undone = (cited(row.undoes),) if row.undoes else ()
    return _decided(row, (*records, *undone, *(cited(each) for each in (*row.left, *row.right))))
