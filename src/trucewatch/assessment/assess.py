"""Assessment: records, agreements and zones in, findings out. Pure, and in a fixed order."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date

from trucewatch.assessment.alerts import find_alerts
from trucewatch.assessment.breakdowns import find_breakdowns
from trucewatch.assessment.case import Case
from trucewatch.assessment.count_contradictions import contradictions_of_counts
from trucewatch.assessment.coverage import publications
from trucewatch.assessment.engagement import find_engagements
from trucewatch.assessment.evidence import gather
from trucewatch.assessment.examined import examine, held_in_memory
from trucewatch.assessment.ground import zone_ground
from trucewatch.assessment.guarantees import zone_guarantees
from trucewatch.assessment.kept import Owing
from trucewatch.assessment.obligations import find_obligations
from trucewatch.assessment.planned_meetings import find_meetings
from trucewatch.assessment.rule_table import load_rule_table
from trucewatch.assessment.standing import force_from
from trucewatch.assessment.verdict import zone_verdict
from trucewatch.assessment.watch_rules import load_watch_rules
from trucewatch.assessment.window import Window
from trucewatch.assessment.zone_days import zone_days
from trucewatch.model.claim import Claim
from trucewatch.model.finding import Contradiction, Findings, Obligation, Violation
from trucewatch.model.record import Record, Round
from trucewatch.model.reference import Agreement
from trucewatch.model.report import Report
from trucewatch.reference.reference import Reference


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
    examined = [examine(record, evidence) for record in evidence.records]
    case = Case(reference, held_in_memory(examined), publications(evidence), load_rule_table())
    traces = [trace for each in examined for trace in each.traces]
    engagements = find_engagements(traces)
    violations = _by_id(violation for each in examined for violation in each.violations)
    deeds = [deed for each in examined for deed in each.deeds]
    rounds = [record for record in evidence.records if isinstance(record, Round)]
    owing = Owing(reference, window_to)
    meetings = find_meetings(rounds, reports, owing)
    breakdowns = find_breakdowns(evidence)
    obligations = _by_due([*find_obligations(deeds, violations, owing), *meetings])
    windows = _windows(case, window_from, window_to)
    watch = load_watch_rules()
    return Findings(
        verdicts=tuple(zone_verdict(window.under_ban(), engagements) for window in windows),
        zone_days=tuple(day for window in windows for day in zone_days(window)),
        violations=violations,
        engagements=engagements,
        contradictions=_by_record(
            [
                *(found for each in examined for found in each.contradictions),
                *contradictions_of_counts(evidence, breakdowns),
            ]
        ),
        obligations=obligations,
        deeds=tuple(deed for deed in deeds if deed.provision is None),
        guarantees=tuple(each for window in windows for each in zone_guarantees(window, traces)),
        ground=tuple(
            found
            for window in windows
            if (found := zone_ground(window.under_ban(), traces, watch.ground))
        ),
        breakdowns=breakdowns,
        alerts=find_alerts(windows, examined, obligations, watch.alerts),
    )


def _by_id(violations: Iterable[Violation]) -> tuple[Violation, ...]:
    return tuple(sorted(violations, key=lambda each: each.id))


def _by_due(found: Iterable[Obligation]) -> tuple[Obligation, ...]:
    """The earliest due first, those without a day last."""
    return tuple(sorted(found, key=lambda each: (each.due or date.max, each.source, each.id)))


def _by_record(found: Iterable[Contradiction]) -> tuple[Contradiction, ...]:
    return tuple(sorted(found, key=lambda each: (each.record, each.what, each.id)))


def _windows(case: Case, first: date, last: date) -> list[Window]:
    reference = case.reference
    zones = sorted(reference.zones.values(), key=lambda zone: zone.id)
    return [
        Window(zone, agreement, first, last, case)
        for zone in zones
        if (agreement := reference.agreements.get(zone.agreement)) and _is_signed(agreement, last)
    ]


def _is_signed(agreement: Agreement, day: date) -> bool:
    signed = agreement.signed_on or force_from(agreement)
    return signed is not None and signed <= day
