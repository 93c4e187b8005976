"""What each page shows, as data."""

from __future__ import annotations

from datetime import date
from typing import TypeAlias

from litestar.di import NamedDependency
from litestar.exceptions import NotFoundException
from litestar.params import FromPath
from msgspec import Struct

from trucewatch.model.finding import ZoneDay
from trucewatch.model.record import Incident
from trucewatch.publication.board import Board, BoardRow, board
from trucewatch.publication.incidents import (
    IncidentLine,
    IncidentPage,
    incident_lines,
    incident_page,
)
from trucewatch.publication.map import Map, map_of
from trucewatch.publication.names import name_of
from trucewatch.publication.quoted import QuotedReport, quoted_report
from trucewatch.publication.review import Review, review
from trucewatch.publication.talks import Talks, talks
from trucewatch.publication.trace.known import Traceable, TraceNode
from trucewatch.publication.trace.walk import trace
from trucewatch.publication.wording import one_line
from trucewatch.web.desk import Asked, Desk

TheDesk: TypeAlias = NamedDependency[Desk]
TheAsked: TypeAlias = NamedDependency[Asked]


class ZonePage(Struct, frozen=True, kw_only=True):
    """A zone's row of the board, its days, and the incidents that may lie in it."""

    row: BoardRow
    days: tuple[ZoneDay, ...]
    incidents: tuple[IncidentLine, ...]


class ReportLine(Struct, frozen=True, kw_only=True):
    ref: str
    title: str
    outlet: str | None
    published: date | None
    claims: int
    is_unread: bool


class ReportList(Struct, frozen=True, kw_only=True):
    reports: tuple[ReportLine, ...]


def board_view(desk: TheDesk, asked: TheAsked) -> Board:
    """Zone by zone: is it holding, who says so?"""
    made = desk.answer(asked)
    return board(
        made.findings,
        made.records,
        desk.reference,
        unread=len(made.unread),
        no_verdict=made.no_verdict,
    )


def zone_view(
    desk: TheDesk, asked: TheAsked, dossier: FromPath[str], zone: FromPath[str]
) -> ZonePage:
    """One zone: its verdict, its days, its violations and incidents."""
    known_as = f"{dossier}/{zone}"
    made = desk.answer(asked)
    rows = board(made.findings, made.records, desk.reference).rows
    row = next((each for each in rows if each.zone == known_as), None)
    if row is None:
        raise NotFoundException(f"{known_as} has no verdict in these days")
    verdict = next(each for each in made.findings.verdicts if each.zone == known_as)
    inside = [each for each in made.records if each.id in set(verdict.incidents)]
    return ZonePage(
        row=row,
        days=tuple(each for each in made.findings.zone_days if each.zone == known_as),
        incidents=incident_lines(inside, desk.reference),
    )


def incident_view(desk: TheDesk, asked: TheAsked, incident: FromPath[str]) -> IncidentPage:
    """One incident: what is held, what is contested, each claim with its words."""
    made = desk.answer(asked)
    record = next((each for each in made.records if each.id == incident), None)
    if not isinstance(record, Incident):
        raise NotFoundException(f"{incident} is no incident known on that day")
    return incident_page(record, made.claims, made.reports, made.findings, desk.reference)


def map_view(desk: TheDesk, asked: TheAsked) -> Map:
    """Zones and incidents with their places and days, for the map and its timeline."""
    made = desk.answer(asked)
    return map_of(made.findings, made.records, desk.reference)


def talks_view(desk: TheDesk, asked: TheAsked) -> Talks:
    """Each track's rounds, as planned and as held, and who came."""
    made = desk.answer(asked)
    return talks(made.findings, made.records, desk.reference)


def reports_view(desk: TheDesk, asked: TheAsked) -> ReportList:
    """Every report known, the latest first."""
    made = desk.answer(asked)
    claims: dict[str, int] = {}
    for claim in made.claims.values():
        claims[claim.report] = claims.get(claim.report, 0) + 1
    lines = [
        ReportLine(
            ref=ref,
            title=one_line(each.title or each.text[:90]),
            outlet=each.outlet and name_of(each.outlet, desk.reference),
            published=each.published,
            claims=claims.get(ref, 0),
            is_unread=ref in made.unread,
        )
        for ref, each in made.reports.items()
    ]
    lines.sort(key=lambda line: (line.published or date.min, line.ref), reverse=True)
    return ReportList(reports=tuple(lines))


def report_view(desk: TheDesk, asked: TheAsked, report: FromPath[str]) -> QuotedReport:
    """One report: its text, with everything read in it."""
    made = desk.answer(asked)
    if report not in made.reports:
        raise NotFoundException(f"{report} is no report known on that day")
    claims = [claim for claim in made.claims.values() if claim.report == report]
    return quoted_report(made.reports[report], claims, made.records, desk.reference)


def review_view(desk: TheDesk, asked: TheAsked) -> Review:
    """Pairs of claims that a rule joined or kept apart, what matters first."""
    made = desk.answer(asked)
    return review(
        made.judgements,
        made.decided,
        desk.decisions(),
        made.claims,
        made.reports,
        made.records,
        made.findings,
        desk.reference,
    )


def trace_view(desk: TheDesk, asked: TheAsked, known_as: FromPath[str]) -> TraceNode:
    """The way back from any id or figure to the words it came from."""
    made = desk.answer(asked)
    known = Traceable(
        findings=made.findings,
        records=made.records,
        claims=made.claims,
        reports=made.reports,
        judgements=made.judgements,
        reference=desk.reference,
        archived=desk.archived,
    )
    return trace(known_as.lstrip("/"), known)
