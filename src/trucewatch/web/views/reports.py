"""All reports, and one with everything read in it."""

from __future__ import annotations

from collections import Counter
from datetime import date

from litestar.exceptions import NotFoundException
from litestar.params import FromPath
from msgspec import Struct
from msgspec.structs import replace

from trucewatch.model.withheld import Withheld, withheld_of
from trucewatch.publication.names import name_of
from trucewatch.publication.quoted import QuotedReport, quoted_report
from trucewatch.publication.wording import one_line
from trucewatch.web.asking import TheAsked, TheDesk


class ReportLine(Struct, frozen=True, kw_only=True):
    ref: str
    title: str
    outlet: str | None
    published: date | None
    claims: int
    is_unread: bool


class ReportList(Struct, frozen=True, kw_only=True):
    reports: tuple[ReportLine, ...]


def reports_view(desk: TheDesk, asked: TheAsked) -> ReportList:
    """Every report known, the latest first."""
    made = desk.answer(asked)
    claims = Counter(claim.report for claim in made.claims.values())
    lines = [
        ReportLine(
            ref=ref,
            title=one_line(each.title or each.text[:90]),
            outlet=each.outlet and name_of(each.outlet, desk.reference),
            published=each.published,
            claims=claims[ref],
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
    quoted = quoted_report(made.reports[report], claims, made.records, desk.reference)
    withheld = withheld_of(desk.decisions()).get(report, Withheld())
    is_redacted = bool(withheld.text or withheld.title)
    return replace(quoted, is_restricted=withheld.is_restricted, is_redacted=is_redacted)
