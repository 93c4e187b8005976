"""Rows of the derived tables, from what is kept. Pure: each row comes of a report, or of a part."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

from trucewatch.assessment.coverage import heard_in
from trucewatch.assessment.examined import Examined, examined
from trucewatch.assessment.examined_json import to_json
from trucewatch.assessment.relevance import dossiers_of
from trucewatch.derivation.nameless import nameless, voiceless
from trucewatch.derivation.search_words import search_row_of_record, search_row_of_report
from trucewatch.model.claim import Claim
from trucewatch.model.record import Judgement, Record
from trucewatch.model.report import Report, canonical
from trucewatch.model.weights import MatchingWeights
from trucewatch.reconciliation.clusters import Weights
from trucewatch.reconciliation.gatherings import Gathering
from trucewatch.reconciliation.lineage import Lineage
from trucewatch.reconciliation.parts import bonds_of
from trucewatch.reconciliation.resolver import reconcile
from trucewatch.reconciliation.rules import shipped_rules
from trucewatch.reference.reference import Reference
from trucewatch.store.derived import (
    ClaimRow,
    FindingRow,
    HeardRow,
    JudgementRow,
    RecordRow,
    ReportRow,
    Row,
)
from trucewatch.store.record import Filed


def rows_of_report(filed: Filed, shown: Filed, reference: Reference) -> Iterator[Row]:
    """The report, who was heard in it, and its claims; their part is not known yet. It is found by
    what is `shown` of it, and so are those who were heard."""
    report, ref = filed.report, filed.report.ref
    speaks_of = sorted(dossiers_of(filed.claims, reference))
    is_read = not filed.readings or any(each.unread is None for each in filed.readings)
    yield ReportRow(
        ref=ref,
        id=report.id,
        corrects=report.corrects,
        retracts=report.retracts,
        published=report.published.isoformat() if report.published else None,
        is_read=is_read,
        speaks_of=" ".join(speaks_of),
    )
    yield search_row_of_report(shown.report)
    for heard in heard_in(shown.report, shown.claims, speaks_of, reference) if is_read else ():
        yield HeardRow(heard.dossier, heard.source, heard.day.isoformat(), ref)
    lineage = lineage_of({ref: report}, reference)
    for bond in bonds_of(filed.claims, lineage, shipped_rules()):
        yield ClaimRow(
            id=bond.claim,
            report=ref,
            bond=bond.shared,
            with_report=bond.with_report,
            is_wide=bond.is_wide,
            first_day=bond.days.start.isoformat() if bond.days else None,
            last_day=bond.days.end.isoformat() if bond.days else None,
            part="",
            sitting=canonical(bond.sitting).decode() if bond.sitting else None,
        )


def lineage_of(reports: Mapping[str, Report], reference: Reference) -> Lineage:
    return Lineage(reports, reference, rerun_share=shipped_rules().rerun_share)


def rows_of_parts(
    claims: Sequence[Claim],
    beside: Iterable[Claim],
    part_of: Mapping[str, str],
    reports: Mapping[str, Report],
    restricted: Mapping[str, Report],
    judgements: Sequence[Judgement],
    reference: Reference,
    weights: MatchingWeights,
    links: Weights,
    gathered: Sequence[Gathering],
) -> Iterator[Row]:
    """Records of whole parts, what follows from each by itself, and what the rule judged.

    `beside` are the other claims of their reports; `reports` are these, and all that correct or
    retract them; `restricted` are those of them whose words are withheld, as they may be seen.
    `links` are what all pairs of these claims weigh that weigh enough, `gathered` the claims that
    are of one round of talks.
    """
    reconciled = reconcile(
        claims,
        reports,
        judgements,
        reference,
        weights,
        beside=beside,
        links=links,
        gathered=gathered,
    )
    by_id = {claim.id: claim for claim in claims}
    for each in examined_unseen(reconciled.records, by_id, reports, restricted, reference):
        yield RecordRow(
            id=each.record.id,
            kind=kind_of(each.record),
            part=part_of[each.record.claims[0]],
            record=canonical(each.record).decode(),
            examined=to_json(each),
        )
        yield search_row_of_record(each.record, kind_of(each.record), reference)
        for found in (each.violations, each.contradictions):
            yield from (FindingRow(finding.id, each.record.id) for finding in found)
    yield from _judged(reconciled.judgements, part_of)


def examined_unseen(
    records: Sequence[Record],
    claims: Mapping[str, Claim],
    reports: Mapping[str, Report],
    restricted: Mapping[str, Report],
    reference: Reference,
) -> list[Examined]:
    """Each record by itself, without the names of those who published `restricted` reports."""
    if not restricted:
        return examined(records, claims, reports, reference)
    lineage = lineage_of(reports, reference)
    told = {
        id: voiceless(claim, lineage) if claim.report in restricted else claim
        for id, claim in claims.items()
    }
    unnamed = nameless(records, claims, {*restricted}, lineage)
    return examined(unnamed, told, {**reports, **restricted}, reference)


def kind_of(record: Record) -> str:
    return str(record.__struct_config__.tag)


def _judged(judgements: Iterable[Judgement], part_of: Mapping[str, str]) -> Iterator[JudgementRow]:
    for each in judgements:
        pair = f"{each.left} {each.right}"
        yield JudgementRow(pair, part_of[each.left], canonical(each).decode())
