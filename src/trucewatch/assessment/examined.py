"""What follows from one record by itself: where it is, and what each provision says of it.

Nothing here depends on a window or on other records, so it is worked out once and kept.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from trucewatch.assessment.contradictions import contradictions_of
from trucewatch.assessment.deeds import deeds_of
from trucewatch.assessment.engagement import Trace, traces_of
from trucewatch.assessment.evidence import Days, Evidence, Placed, days_of, gather
from trucewatch.assessment.moves import around, manner
from trucewatch.assessment.scope import ScopeTest, scope_tests, violation_of
from trucewatch.model.claim import Claim
from trucewatch.model.finding import Contradiction, Deed, Manner, Violation
from trucewatch.model.record import ControlChange, Incident, MonitorCount, Record, Tally
from trucewatch.model.report import Report
from trucewatch.model.values import Period
from trucewatch.reference.reference import Reference


@dataclass(frozen=True)
class Examined:
    """A record with the zones it is in or may be in, its scope tests and what they show.

    `around` are zones that a place taken or left lies outside of, with the kilometres to their
    line, and `how` the words of its claims say that it changed hands. `deeds` are what it shows
    of what is owed. `told_by` are names of who told of it, and of the outlets that carried it in
    another's name.
    """

    record: Record
    placed: tuple[Placed, ...] = ()
    tests: tuple[ScopeTest, ...] = ()
    contradictions: tuple[Contradiction, ...] = ()
    traces: tuple[Trace, ...] = ()
    told_by: frozenset[str] = frozenset()
    around: tuple[tuple[str, float], ...] = ()
    how: Manner = "not said"
    deeds: tuple[Deed, ...] = ()

    @cached_property
    def days(self) -> Days:
        return days_of(period_of(self.record), self.record.first_published)

    @cached_property
    def violations(self) -> tuple[Violation, ...]:
        return tuple(found for test in self.tests if (found := violation_of(test)))

    @property
    def zones(self) -> tuple[str, ...]:
        """Ids of the zones it is or may be in, or near."""
        return tuple(
            dict.fromkeys([*(p.zone.id for p in self.placed), *(z for z, _ in self.around)])
        )

    def tests_in(self, zone_id: str) -> tuple[ScopeTest, ...]:
        return tuple(test for test in self.tests if test.zone.id == zone_id)

    def in_zone(self, zone_id: str) -> Placed | None:
        return next((each for each in self.placed if each.zone.id == zone_id), None)

    def is_surely_in(self, zone_id: str) -> bool:
        placed = self.in_zone(zone_id)
        return placed is not None and placed.answer == "yes"


def examine(record: Record, evidence: Evidence) -> Examined:
    """`evidence` holds at least the record, its claims and their reports."""
    tests: tuple[ScopeTest, ...] = ()
    if isinstance(record, Incident | ControlChange):
        tests = scope_tests(record, evidence)
    return Examined(
        record=record,
        placed=evidence.placed[record.id],
        tests=tests,
        contradictions=tuple(contradictions_of(record, evidence)),
        traces=tuple(traces_of(record, tests, evidence.reference)),
        told_by=_told_by(record, evidence),
        around=around(record, evidence),
        how=manner(record, evidence),
        deeds=tuple(deeds_of(record, evidence)),
    )


def examined(
    records: Sequence[Record],
    claims: Mapping[str, Claim],
    reports: Mapping[str, Report],
    reference: Reference,
) -> list[Examined]:
    """Each record by itself, in the order of their ids."""
    evidence = gather(records, claims, reports, reference)
    return [examine(record, evidence) for record in evidence.records]


def period_of(record: Record) -> Period | None:
    """The days that a record is about, as claimed; None for kinds that are about none."""
    match record:
        case Incident() | ControlChange():
            return record.occurred
        case Tally() | MonitorCount():
            return record.period
        case _:
            return None


def _told_by(record: Record, evidence: Evidence) -> frozenset[str]:
    claims = (evidence.claims.get(claim_id) for claim_id in record.claims)
    reports = (evidence.reports.get(claim.report) for claim in claims if claim is not None)
    outlets = {report.outlet for report in reports if report is not None and report.outlet}
    return frozenset({*(record.sources if isinstance(record, Incident) else ()), *outlets})
