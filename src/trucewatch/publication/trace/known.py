"""What an id may name, and a step of the way back from it."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from msgspec import Struct

from trucewatch.model.claim import Claim
from trucewatch.model.decision import Signed
from trucewatch.model.finding import (
    Alert,
    Breakdown,
    Contradiction,
    Correction,
    Engagement,
    Findings,
    GroundChange,
    Obligation,
    Violation,
)
from trucewatch.model.record import Incident, Judgement, Record
from trucewatch.model.report import Report
from trucewatch.publication.judgements import JudgementRow, judgement_rows
from trucewatch.publication.names import record_words
from trucewatch.reference.reference import Reference

Finding = (
    Violation
    | Engagement
    | Contradiction
    | Correction
    | GroundChange
    | Obligation
    | Breakdown
    | Alert
)


class Archived(Struct, frozen=True):
    """What the archive holds of a report: where it came from, and the hash of its bytes."""

    origin: str
    sha256: str


class TraceNode(Struct, frozen=True, kw_only=True):
    """A step of the way back. `id` is what it can be traced by; `says` is one line."""

    kind: str
    says: str
    id: str | None = None
    children: tuple[TraceNode, ...] = ()


@dataclass(frozen=True)
class Traceable:
    """Everything that an id may name. `reports` are keyed by `Report.ref`."""

    findings: Findings
    records: tuple[Record, ...]
    claims: Mapping[str, Claim]
    reports: Mapping[str, Report]
    judgements: tuple[Judgement, ...]
    reference: Reference
    archived: Callable[[str], Archived] | None = None
    decisions: tuple[Signed, ...] = ()

    @cached_property
    def by_id(self) -> dict[str, Record]:
        return {record.id: record for record in self.records}

    @cached_property
    def found(self) -> dict[str, Finding]:
        found = self.findings
        groups: tuple[Sequence[Finding], ...] = (
            found.violations,
            found.engagements,
            found.contradictions,
            [change for each in found.ground for change in each.changes],
            found.obligations,
            found.corrections,
            found.breakdowns,
            found.alerts,
        )
        return {each.id: each for group in groups for each in group}

    @cached_property
    def decided(self) -> dict[str, JudgementRow]:
        people = [each for each in self.judgements if each.decision]
        rows = judgement_rows(self.decisions, people, self.records, self.reference)
        return {row.id: row for row in rows}

    @cached_property
    def report_ids(self) -> dict[str, str]:
        """A report's own id to its ref."""
        return {report.id: ref for ref, report in sorted(self.reports.items())}

    @cached_property
    def figures(self) -> dict[str, tuple[str, str]]:
        """Every figure that can be asked for, as "id:field", to its id and field."""
        zones = {each.zone for each in self.findings.verdicts}
        keys = [(zone, field) for zone in sorted(zones) for field in ZONE_FIGURES]
        keys += [(each.zone, "ground") for each in self.findings.ground]
        keys += [(each.zone, "guarantors") for each in self.findings.guarantees]
        for record in self.records:
            if isinstance(record, Incident):
                keys += [(record.id, f) for f in FIELDS if getattr(record, f)]
        return {f"{known_as}:{field}": (known_as, field) for known_as, field in keys}

    def in_words(self, known_as: str) -> str:
        record = self.by_id.get(known_as)
        return record_words(record, self.reference) if record else known_as

    def ids(self) -> list[str]:
        zones = {each.zone for each in self.findings.verdicts}
        agreements = self.reference.agreements
        provisions = {each.id for one in agreements.values() for each in one.provisions}
        named = (self.by_id, self.found, self.claims, self.reports, self.report_ids, self.figures)
        entries = (agreements, self.reference.tracks, self.decided)
        ids = (each for table in (*named, *entries) for each in table)
        return sorted({*zones, *provisions, *ids})


FIELDS = {
    "killed": "killed",
    "killed_civilians": "civilians killed",
    "killed_combatants": "combatants killed",
    "killed_women": "women killed",
    "killed_children": "children killed",
    "injured": "injured",
}


MINIMUMS = ("killed", "killed_in_window")


LISTS = {"incidents": "incident", "violations": "violation", "tallies": "tally"}


JUDGED = ("verdict", "standing", "coverage")


ZONE_FIGURES = (*MINIMUMS, *LISTS, *JUDGED)

# The kind of a node that only names what is to stand in its place.
CITED = "cited"


def cited(known_as: str) -> TraceNode:
    """The place of whatever has the id; the walk puts its node there."""
    return TraceNode(kind=CITED, id=known_as, says="")
