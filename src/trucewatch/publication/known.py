"""What was known on a day, and one difference between two such days."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Literal

from msgspec import Struct

from trucewatch.assessment.wording import day_words
from trucewatch.model.finding import Findings
from trucewatch.model.record import Judgement, Record
from trucewatch.model.report import Report
from trucewatch.publication.wording import one_line
from trucewatch.reference.reference import Reference

Subject = Literal[
    "verdict",
    "killed",
    "incident",
    "tally",
    "monitor count",
    "ground",
    "guarantor",
    "violation",
    "contradiction",
    "talks",
    "obligation",
    "agreement",
    "statement",
]
Kind = Literal["new", "changed", "merged", "split", "gone"]


class Change(Struct, frozen=True, kw_only=True):
    """One thing that differs. `id` is what `trace` takes now, or took before where it is gone.

    `was` are the ids before, where they are others; `reports` are refs of those that came between
    and are behind it; `because` are sentences.
    """

    subject: Subject
    kind: Kind
    id: str
    says: str
    was: tuple[str, ...] = ()
    because: tuple[str, ...] = ()
    reports: tuple[str, ...] = ()


@dataclass(frozen=True)
class Known:
    """The answer from what was published by `day`. `reports` are by `Report.ref`."""

    day: date
    findings: Findings
    records: tuple[Record, ...]
    reports: Mapping[str, Report]
    judgements: tuple[Judgement, ...]
    reference: Reference

    @cached_property
    def record_of(self) -> dict[str, Record]:
        """The record that each claim is in."""
        return {claim: record for record in self.records for claim in record.claims}

    def told(self, refs: Iterable[str], since: Known) -> tuple[str, ...]:
        """Those of the reports that were not known then, the earliest first."""
        fresh = (
            self.reports[ref] for ref in refs if ref in self.reports and ref not in since.reports
        )
        return tuple(r.ref for r in sorted(fresh, key=lambda r: (r.published or date.max, r.ref)))

    def report_words(self, ref: str) -> str:
        """ "Example Wire, 21 December 2017, r-…"."""
        report = self.reports[ref]
        day = day_words(report.published) if report.published else "undated"
        return f"{one_line(report.outlet or report.id)}, {day}, {ref}"
