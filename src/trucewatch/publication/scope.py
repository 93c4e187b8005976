"""What a publication is about: a run of days, the zones, and everything it may quote."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import TypeVar

from trucewatch.errors import NotFound
from trucewatch.model.claim import Claim
from trucewatch.model.finding import Findings, Violation, ZoneDay, ZoneVerdict
from trucewatch.model.record import (
    ControlChange,
    Incident,
    MonitorCount,
    Record,
    Round,
    Tally,
)
from trucewatch.model.report import Report
from trucewatch.model.values import Period
from trucewatch.publication.names import name_of, named, zone_short
from trucewatch.reference.reference import Reference

RecordKind = TypeVar("RecordKind", bound=Record)


@dataclass(frozen=True)
class Scope:
    """Days from `start` to `end`, both included; `zone` None for every zone of the dossiers."""

    findings: Findings
    records: tuple[Record, ...]
    claims: Mapping[str, Claim]
    reports: Mapping[str, Report]
    reference: Reference
    start: date
    end: date
    zone: str | None = None

    def __post_init__(self) -> None:
        if self.zone is not None and self.zone not in self.reference.zones:
            known = ", ".join(sorted(self.reference.zones)) or "none"
            raise NotFound(f"{self.zone!r} is not a zone; known: {known}")

    @cached_property
    def zones(self) -> tuple[str, ...]:
        """The zones written about: the one asked for, or all that have a verdict."""
        if self.zone:
            return (self.zone,)
        return tuple(sorted({each.zone for each in self.findings.verdicts}))

    @cached_property
    def by_id(self) -> dict[str, Record]:
        return {record.id: record for record in self.records}

    @cached_property
    def published(self) -> tuple[Report, ...]:
        """Reports published in these days."""
        days = (self.start, self.end)
        found = (r for r in self.reports.values() if r.published and _within(r.published, days))
        return tuple(sorted(found, key=lambda report: report.ref))

    def in_window(self, kind: type[RecordKind]) -> list[RecordKind]:
        """Records of a kind that belong to these days, the earliest first."""
        found = [each for each in self.records if isinstance(each, kind) and self._holds(each)]
        return sorted(found, key=lambda each: (_first_day(each), each.id))

    def verdict(self, zone: str) -> ZoneVerdict | None:
        """The zone's last verdict whose window ends by the last of these days, or the last."""
        found = [each for each in self.findings.verdicts if each.zone == zone]
        by_then = [each for each in found if each.window_to <= self.end] or found
        return max(by_then, key=lambda each: each.window_to, default=None)

    def zone_days(self, zone: str) -> list[ZoneDay]:
        days = (self.start, self.end)
        found = (d for d in self.findings.zone_days if d.zone == zone and _within(d.day, days))
        return sorted(found, key=lambda each: each.day)

    def violations(self, zone: str) -> list[Violation]:
        """Violations found in the zone in these days, undated ones of its verdict included."""
        verdict = self.verdict(zone)
        cited = set(verdict.violations) if verdict else set()
        return [each for each in self.findings.violations if self._has(each, zone, cited)]

    def ids_of_zone(self, zone: str) -> set[str]:
        """Ids of every record that assessment placed in the zone, and not only may be there."""
        verdicts = [each for each in self.findings.verdicts if each.zone == zone]
        ids = {i for v in verdicts for i in (*v.incidents, *v.tallies, *v.control_changes)}
        ids |= {record for v in verdicts for record, _ in v.out_of_scope}
        ids |= {i for day in self.findings.zone_days if day.zone == zone for i in day.incidents}
        return ids | {
            each.incident
            for each in self.findings.violations
            if each.zone == zone and not is_doubtful(each)
        }

    def zones_in_doubt(self, record: str) -> tuple[str, ...]:
        """Zones that the record may lie in, where it cannot be told."""
        found = (v for v in self.findings.violations if v.incident == record and is_doubtful(v))
        return tuple(sorted({each.zone for each in found}))

    def claims_of(self, records: Iterable[str]) -> tuple[str, ...]:
        """Ids of the claims behind records, each once."""
        known = (self.by_id[each] for each in records if each in self.by_id)
        return tuple(dict.fromkeys(claim for record in known for claim in record.claims))

    def name(self, known_as: str) -> str:
        return name_of(known_as, self.reference)

    def named(self, known_as: str) -> str:
        return named(known_as, self.reference)

    def short(self, zone: str) -> str:
        return zone_short(zone, self.reference)

    def _holds(self, record: Record) -> bool:
        """Things that happened belong to their days; what was said, to the day it was published."""
        match record:
            case Incident() | ControlChange():
                period = record.occurred
            case Round():
                period = _known_days(record.held)
            case MonitorCount():
                period = record.period
            case _:
                period = None
        if period is not None and not isinstance(record, Round):
            return self._overlaps(period.start, period.end, False)
        published = any(self._is_published(ref) for ref in record.reports)
        return published or (period is not None and self._overlaps(period.start, period.end, False))

    def _has(self, violation: Violation, zone: str, cited: set[str]) -> bool:
        first, last = violation.occurred_from, violation.occurred_to
        return violation.zone == zone and self._overlaps(first, last, violation.id in cited)

    def _is_published(self, ref: str) -> bool:
        report = self.reports.get(ref)
        day = report.published if report else None
        return day is not None and self.start <= day <= self.end

    def _overlaps(self, first: date | None, last: date | None, undated: bool) -> bool:
        if first is None and last is None:
            return undated
        return (first or self.start) <= self.end and (last or self.end) >= self.start


def is_doubtful(violation: Violation) -> bool:
    """Whether it cannot be told that the place lies in the zone."""
    return any(step.name == "place" and step.answer != "yes" for step in violation.steps)


def _known_days(period: Period | None) -> Period | None:
    """A meeting reported as begun, or as over, is known for that day and no other."""
    if period is None:
        return None
    return Period(period.start or period.end, period.end or period.start, period.precision)


def _within(day: date, days: tuple[date, date]) -> bool:
    return days[0] <= day <= days[1]


def _first_day(record: Record) -> date:
    match record:
        case Incident() | ControlChange():
            period: Period | None = record.occurred
        case Tally() | MonitorCount():
            period = record.period
        case Round():
            period = record.held or (record.planned[0].date if record.planned else None)
        case _:
            period = None
    start = period.start if period else None
    return start or record.first_published or date.max
