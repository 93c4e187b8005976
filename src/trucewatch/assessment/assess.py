"""Assessment: records, agreements and zones in, findings out. Pure, and in a fixed order."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import TypeVar

from trucewatch.assessment.contradictions import find_contradictions
from trucewatch.assessment.coverage import publications
from trucewatch.assessment.deadlines import find_deadlines
from trucewatch.assessment.engagement import find_engagements
from trucewatch.assessment.evidence import gather
from trucewatch.assessment.rule_table import load_rule_table
from trucewatch.assessment.scope import ScopeTest, scope_tests, violation_of
from trucewatch.assessment.standing import force_from
from trucewatch.assessment.verdict import zone_verdict
from trucewatch.assessment.window import Case, Window
from trucewatch.assessment.zone_days import zone_days
from trucewatch.model.claim import Claim
from trucewatch.model.finding import Findings, Violation
from trucewatch.model.record import ControlChange, Incident, Record
from trucewatch.model.reference import Agreement
from trucewatch.model.report import Report
from trucewatch.reference.reference import Reference

Found = TypeVar("Found", ScopeTest, Violation)


def assess(
    records: Sequence[Record],
    claims: Mapping[str, Claim],
    reports: Mapping[str, Report],
    reference: Reference,
    *,
    window_from: date,
    window_to: date,
) -> Findings:
    """Findings for every zone whose agreement was signed by `window_to`, both days included.

    Violations, engagements and contradictions are of all records given; verdicts and zone-days
    of the window. The caller gives only what was known on its day.
    """
    evidence = gather(records, claims, reports, reference)
    acts = [each for each in evidence.records if isinstance(each, Incident | ControlChange)]
    tests = [test for act in acts for test in scope_tests(act, evidence)]
    violations = [violation for test in tests if (violation := violation_of(test))]
    engagements = find_engagements(tests, evidence)
    case = Case(
        evidence=evidence,
        tests=_by_zone((test.zone.id, test) for test in tests),
        violations=_by_zone((violation.zone, violation) for violation in violations),
        published=publications(evidence),
        table=load_rule_table(),
    )
    windows = _windows(case, window_from, window_to)
    return Findings(
        verdicts=tuple(zone_verdict(window.under_ban(), engagements) for window in windows),
        zone_days=tuple(day for window in windows for day in zone_days(window)),
        violations=tuple(sorted(violations, key=lambda each: each.id)),
        engagements=engagements,
        contradictions=find_contradictions(evidence),
        deadlines=find_deadlines(reference, window_to=window_to),
    )


def _windows(case: Case, first: date, last: date) -> list[Window]:
    reference = case.evidence.reference
    zones = sorted(reference.zones.values(), key=lambda zone: zone.id)
    return [
        Window(zone, agreement, first, last, case)
        for zone in zones
        if (agreement := reference.agreements.get(zone.agreement)) and _is_signed(agreement, last)
    ]


def _is_signed(agreement: Agreement, day: date) -> bool:
    signed = agreement.signed_on or force_from(agreement)
    return signed is not None and signed <= day


def _by_zone(pairs: Iterable[tuple[str, Found]]) -> dict[str, tuple[Found, ...]]:
    grouped: dict[str, list[Found]] = defaultdict(list)
    for zone_id, found in pairs:
        grouped[zone_id].append(found)
    return {zone_id: tuple(found) for zone_id, found in grouped.items()}
