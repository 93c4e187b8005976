"""The brief: what happened and what it means, every figure with the words it came from.

    brief ──► glance, parts ──► sections ──► sentences ──► footnotes ──► claims and their quotes

Nothing here reads a clock: the same record gives the same bytes.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date

from msgspec import Struct

from trucewatch.assessment.wording import counted, days_words
from trucewatch.model.claim import Claim
from trucewatch.model.finding import Findings
from trucewatch.model.record import Record
from trucewatch.model.report import Report
from trucewatch.publication.comment import comment
from trucewatch.publication.footnotes import Footnote, everything_said, footnotes
from trucewatch.publication.glance import at_a_glance
from trucewatch.publication.happened import happened
from trucewatch.publication.scope import Scope
from trucewatch.publication.sentences import Glance, Part
from trucewatch.publication.wording import published_words, unread_words
from trucewatch.reference.reference import Reference


class Brief(Struct, frozen=True, kw_only=True):
    """A brief on the days from `start` to `end`; `zone` None where it is about every zone.

    `report_count` is of reports published in these days, `unread` of those nobody could read.
    """

    title: str
    start: date
    end: date
    zone: str | None
    report_count: int
    at_a_glance: tuple[Glance, ...]
    parts: tuple[Part, ...]
    footnotes: tuple[Footnote, ...]
    unread: int = 0


def brief(
    findings: Findings,
    records: Sequence[Record],
    claims: Mapping[str, Claim],
    reports: Mapping[str, Report],
    reference: Reference,
    *,
    start: date,
    end: date,
    zone: str | None = None,
    unread: int = 0,
    no_verdict: str | None = None,
) -> Brief:
    """The brief on these days. `reports` are those read, by `Report.ref`; `unread` counts the
    others, and `no_verdict` says why no zone has one. Raises `NotFound` for a zone that no dossier
    has, and `UngroundedClaim` for a record that no claim stands behind."""
    scope = Scope(findings, tuple(records), claims, reports, reference, start, end, zone)
    glances = at_a_glance(scope)
    parts = (happened(scope), comment(scope, no_verdict))
    said = (*(glance.row for glance in glances), *everything_said(parts))
    about = scope.name(zone) if zone else "Ceasefire brief"
    return Brief(
        title=f"{about}: {days_words(start, end)}",
        start=start,
        end=end,
        zone=zone,
        report_count=len(scope.published),
        at_a_glance=glances,
        parts=parts,
        footnotes=footnotes(said, scope),
        unread=unread,
    )


def based_on(brief: Brief) -> str:
    """ "Based on 3 reports published between 15 and 21 December 2017."."""
    reports = counted(brief.report_count, "report")
    based = f"Based on {reports} published {published_words(brief.start, brief.end)}."
    return f"{based} {unread_words(brief.unread)}".rstrip()
