"""The board: zone by zone, is it holding, who says so, and what the guarantors are doing.

`board` is plain data that any JSON encoder takes.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date

from msgspec import Struct

from trucewatch.assessment.wording import act_words
from trucewatch.model.finding import (
    Conduct,
    Confidence,
    Coverage,
    Findings,
    GroundAnswer,
    Standing,
    Trend,
    Verdict,
    Violation,
    ViolationGrade,
    ZoneVerdict,
)
from trucewatch.model.record import Incident, Record, Tally
from trucewatch.publication.corrections import CorrectionLine, correction_lines
from trucewatch.publication.names import (
    if_doubted,
    name_of,
    provision_title,
    record_words,
    sources_words,
    verdict_words,
    zone_short,
)
from trucewatch.publication.wording import one_line, range_short, span, span_short, without_stop
from trucewatch.reference.reference import Reference


class BoardGuarantor(Struct, frozen=True, kw_only=True):
    """A guarantor of the zone; `says` is what is said of it there, with `conduct` in short."""

    id: str
    name: str
    is_engaged: bool
    conduct: Conduct = "nothing said"
    says: str = ""


class BoardStep(Struct, frozen=True, kw_only=True):
    name: str
    answer: str
    why: str


class BoardViolation(Struct, frozen=True, kw_only=True):
    """A violation with what happened, in short, and each step of the test."""

    id: str
    incident: str
    day: str
    what: str
    place: str
    killed: str
    grade: ViolationGrade
    provision: str
    provision_title: str
    steps: tuple[BoardStep, ...]
    told_by: str = ""


class BoardTally(Struct, frozen=True, kw_only=True):
    id: str
    measure: str
    value: str
    claimant: str
    category: str | None
    place: str
    period: str


class BoardLeftOut(Struct, frozen=True, kw_only=True):
    """A record that no provision reaches, so that it is not counted."""

    id: str
    what: str
    why: str


class BoardGround(Struct, frozen=True, kw_only=True):
    """Whether the zone was used to gain ground; `changes` are (id, sentence)."""

    answer: GroundAnswer
    because: str
    changes: tuple[tuple[str, str], ...] = ()


class BoardRow(Struct, frozen=True, kw_only=True):
    """A zone's line. `killed_minimum` is the supported minimum since `killed_since`, `has_tallies`
    whether tallies are part of it, `killed_in_window` that of the window alone, and
    `killed_by_category` the window's by those told apart (civilians, children, …);
    `days_since_incident` counts to the end of the window, None where none is known."""

    zone: str
    name: str
    short_name: str
    agreement: str
    verdict: Verdict
    also: Verdict | None
    qualifier: str | None
    verdict_words: str
    standing: Standing
    standing_note: str
    trend: Trend
    better_or_worse: str | None
    if_doubted: str | None
    confidence: Confidence | None
    incidents: int
    established: int
    apparent: int
    contested: int
    cannot_tell: int
    killed_minimum: int | None
    killed_since: date | None
    killed_in_window: int | None
    has_tallies: bool
    last_incident: date | None
    days_since_incident: int | None
    coverage: Coverage
    coverage_note: str
    guarantors: tuple[BoardGuarantor, ...]
    rule: str
    because: str
    would_change: str
    violations: tuple[BoardViolation, ...]
    tallies: tuple[BoardTally, ...]
    out_of_scope: tuple[BoardLeftOut, ...]
    ground: BoardGround | None = None
    killed_by_category: tuple[tuple[str, int], ...] = ()


class Board(Struct, frozen=True, kw_only=True):
    """`alerts` counts those of these days, `unread` reports that could not be read; `no_verdict`
    says why there is no row. `corrections` were made in these days."""

    window_from: date | None
    window_to: date | None
    rows: tuple[BoardRow, ...]
    alerts: int = 0
    unread: int = 0
    no_verdict: str | None = None
    corrections: tuple[CorrectionLine, ...] = ()


def board(
    findings: Findings,
    records: Sequence[Record],
    reference: Reference,
    *,
    unread: int = 0,
    no_verdict: str | None = None,
) -> Board:
    """The board of every zone that has a verdict; its last window where it has several."""
    last: dict[str, ZoneVerdict] = {}
    for verdict in sorted(findings.verdicts, key=lambda each: (each.zone, each.window_to)):
        last[verdict.zone] = verdict
    by_id = {record.id: record for record in records}
    violations = {each.id: each for each in findings.violations}
    start = min((each.window_from for each in last.values()), default=None)
    end = max((each.window_to for each in last.values()), default=None)
    return Board(
        window_from=start,
        window_to=end,
        rows=tuple(
            _row(verdict, findings, violations, by_id, reference) for verdict in last.values()
        ),
        alerts=len(findings.alerts),
        unread=unread,
        no_verdict=no_verdict,
        corrections=correction_lines(findings.corrections, by_id, reference, start=start, end=end),
    )


def _row(
    verdict: ZoneVerdict,
    findings: Findings,
    known: Mapping[str, Violation],
    by_id: dict[str, Record],
    reference: Reference,
) -> BoardRow:
    violations = [known[each] for each in verdict.violations if each in known]
    grades = [each.grade for each in violations]
    tallies = [by_id[each] for each in verdict.tallies if each in by_id]
    killed = verdict.killed
    return BoardRow(
        zone=verdict.zone,
        name=name_of(verdict.zone, reference),
        short_name=zone_short(verdict.zone, reference),
        agreement=name_of(verdict.agreement, reference),
        verdict=verdict.verdict,
        also=verdict.also,
        qualifier=verdict.qualifier,
        verdict_words=verdict_words(verdict),
        standing=verdict.standing,
        standing_note=verdict.standing_note,
        trend=verdict.trend,
        better_or_worse=verdict.better_or_worse,
        if_doubted=if_doubted(verdict),
        confidence=verdict.confidence,
        incidents=len(verdict.incidents),
        established=grades.count("established"),
        apparent=grades.count("apparent"),
        contested=grades.count("contested"),
        cannot_tell=grades.count("cannot tell"),
        killed_minimum=killed.total if killed else None,
        killed_since=killed.since if killed else None,
        killed_in_window=verdict.killed_in_window.total if verdict.killed_in_window else None,
        has_tallies=_has_tallies(verdict),
        last_incident=verdict.last_incident,
        days_since_incident=_days_since(verdict),
        coverage=verdict.coverage,
        coverage_note=verdict.coverage_note,
        guarantors=_guarantors(verdict, findings, reference),
        rule=verdict.rule,
        because=verdict.because,
        would_change=verdict.would_change,
        violations=tuple(violation_line(each, by_id, reference) for each in violations),
        tallies=tuple(_tally(each, reference) for each in tallies if isinstance(each, Tally)),
        out_of_scope=tuple(_left_out(each, by_id, reference) for each in verdict.out_of_scope),
        ground=_ground(verdict.zone, findings),
        killed_by_category=tuple(
            (each.category, each.total) for each in verdict.killed_by_category
        ),
    )


def _ground(zone: str, findings: Findings) -> BoardGround | None:
    found = next((each for each in findings.ground if each.zone == zone), None)
    if found is None:
        return None
    changes = tuple((each.id, each.says) for each in found.changes)
    return BoardGround(answer=found.answer, because=found.because, changes=changes)


def _left_out(
    pair: tuple[str, str], by_id: dict[str, Record], reference: Reference
) -> BoardLeftOut:
    known_as, why = pair
    record = by_id.get(known_as)
    what = record_words(record, reference) if record else known_as
    return BoardLeftOut(id=known_as, what=what, why=without_stop(why))


def _has_tallies(verdict: ZoneVerdict) -> bool:
    stands_on = verdict.killed.stands_on if verdict.killed else ()
    return any(record in verdict.tallies for record, _ in stands_on)


def _days_since(verdict: ZoneVerdict) -> int | None:
    if verdict.last_incident is None:
        return None
    return (verdict.window_to - verdict.last_incident).days


def _guarantors(
    verdict: ZoneVerdict, findings: Findings, reference: Reference
) -> tuple[BoardGuarantor, ...]:
    engaged = {e.guarantor for e in findings.engagements if e.id in verdict.engagements}
    here = {each.guarantor: each for each in findings.guarantees if each.zone == verdict.zone}
    return tuple(
        BoardGuarantor(
            id=each,
            name=name_of(each, reference),
            is_engaged=each in engaged,
            conduct=here[each].conduct if each in here else "nothing said",
            says=here[each].says if each in here else "",
        )
        for each in (*verdict.guarantors, *(g for g in here if g not in verdict.guarantors))
    )


def violation_line(
    violation: Violation, by_id: dict[str, Record], reference: Reference
) -> BoardViolation:
    incident = by_id.get(violation.incident)
    known = incident if isinstance(incident, Incident) else None
    return BoardViolation(
        id=violation.id,
        incident=violation.incident,
        day=span_short(known.occurred) if known else str(violation.occurred_from or "—"),
        what=act_words(known) if known else "ground taken",
        place=one_line(known.place.text) if known and known.place else "place not named",
        killed=range_short(known.killed and span(known.killed)) if known else "—",
        grade=violation.grade,
        provision=violation.provision,
        provision_title=provision_title(violation.provision, reference),
        steps=tuple(
            BoardStep(name=each.name, answer=each.answer, why=each.why) for each in violation.steps
        ),
        told_by=sources_words(known, reference) if known else "",
    )


def _tally(tally: Tally, reference: Reference) -> BoardTally:
    return BoardTally(
        id=tally.id,
        measure=tally.measure,
        value=range_short(tally.value),
        claimant=name_of(tally.claimant, reference),
        category=tally.category,
        place=one_line(tally.place.text) if tally.place else "place not named",
        period=span_short(tally.period),
    )
