"""Assessment: records, agreements and zones in, findings out. Pure, and in a fixed order."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import NamedTuple

from trucewatch.assessment.alerts import find_alerts
from trucewatch.assessment.breakdowns import find_breakdowns
from trucewatch.assessment.case import Case
from trucewatch.assessment.count_contradictions import contradictions_of_counts
from trucewatch.assessment.coverage import Heard, heard, publications
from trucewatch.assessment.engagement import Traces, find_engagements
from trucewatch.assessment.evidence import Evidence
from trucewatch.assessment.examined import Examined, examined
from trucewatch.assessment.ground import zone_ground
from trucewatch.assessment.guarantees import zone_guarantees
from trucewatch.assessment.here import held_in_memory
from trucewatch.assessment.kept import Owing
from trucewatch.assessment.obligations import find_obligations
from trucewatch.assessment.planned_meetings import find_meetings
from trucewatch.assessment.rule_table import load_rule_table
from trucewatch.assessment.standing import force_from
from trucewatch.assessment.told import sight_of
from trucewatch.assessment.verdict import zone_verdict
from trucewatch.assessment.watch_rules import load_watch_rules
from trucewatch.assessment.window import Window
from trucewatch.assessment.zone_days import zone_days
from trucewatch.assessment.zone_weeks import zone_weeks
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
    """What follows from records made by hand or anew: all of them are examined first."""
    known = known_anew(records, claims, reports, reference)
    return find(known, reference, window_from=window_from, window_to=window_to)


class Known(NamedTuple):
    """Records that were examined, in the order of their ids, what they rest on, and who was
    heard when."""

    examined: Sequence[Examined]
    claims: Mapping[str, Claim]
    reports: Mapping[str, Report]
    heard: Iterable[Heard]


def known_anew(
    records: Sequence[Record],
    claims: Mapping[str, Claim],
    reports: Mapping[str, Report],
    reference: Reference,
) -> Known:
    return Known(
        examined=examined(records, claims, reports, reference),
        claims=claims,
        reports=reports,
        heard=heard(reports, claims.values(), reference),
    )


def find(known: Known, reference: Reference, *, window_from: date, window_to: date) -> Findings:
    """Findings for every zone whose agreement was signed by `window_to`, both days included.

    Violations, engagements and contradictions are of all records given; verdicts and zone-days
    of the window. The caller gives only what was known on its day, and a reference of those
    dossiers that the reports speak of.
    """
    case = case_of(known, reference)
    traces = [
        trace
        for each in known.examined
        for trace in each.traces
        if trace.agreement in reference.agreements
    ]
    engagements, shown = find_engagements(traces), Traces(traces)
    violations = _by_id(
        violation
        for each in known.examined
        for violation in each.violations
        if violation.zone in reference.zones
    )
    deeds = [deed for each in known.examined for deed in each.deeds]
    owing = Owing(reference, window_to)
    rounds = [each.record for each in known.examined if isinstance(each.record, Round)]
    meetings = find_meetings(rounds, known.reports, owing)
    evidence = _evidence(known, reference)
    breakdowns = find_breakdowns(evidence)
    obligations = _by_due([*find_obligations(deeds, violations, owing), *meetings])
    windows = _windows(case, window_from, window_to)
    watch = load_watch_rules()
    return Findings(
        verdicts=tuple(zone_verdict(window.under_ban(), engagements) for window in windows),
        zone_days=tuple(day for window in windows for day in zone_days(window)),
        zone_weeks=tuple(week for window in windows for week in zone_weeks(window)),
        violations=violations,
        engagements=engagements,
        contradictions=_by_record(
            [
                *(found for each in known.examined for found in each.contradictions),
                *contradictions_of_counts(evidence, breakdowns),
            ]
        ),
        obligations=obligations,
        deeds=tuple(deed for deed in deeds if deed.provision is None),
        guarantees=tuple(each for window in windows for each in zone_guarantees(window, traces)),
        ground=tuple(
            found
            for window in windows
            if (found := zone_ground(window.under_ban(), shown, watch.ground))
        ),
        breakdowns=breakdowns,
        alerts=find_alerts(windows, known.examined, obligations, watch.alerts),
    )


def case_of(known: Known, reference: Reference) -> Case:
    """What verdicts are reached from, held in memory."""
    table = load_rule_table()
    published = publications(known.heard, reference, sight_of(known, reference, table.sight))
    return Case(reference, held_in_memory(known.examined), published, table)


def _evidence(known: Known, reference: Reference) -> Evidence:
    return Evidence(
        records=tuple(each.record for each in known.examined),
        claims=known.claims,
        reports=known.reports,
        reference=reference,
        placed={each.record.id: each.placed for each in known.examined},
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
