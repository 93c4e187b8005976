"""All reports, and one with everything read in it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from datetime import date
from typing import Annotated

from litestar.exceptions import NotFoundException
from litestar.params import FromPath, QueryParameter
from msgspec import Struct
from msgspec.structs import replace

from trucewatch.model.rejected import rejections_of
from trucewatch.model.report import Report
from trucewatch.model.withheld import Withheld, withheld_of
from trucewatch.pipeline import Answer
from trucewatch.publication.names import name_of
from trucewatch.publication.quoted import QuotedReport, quoted_report
from trucewatch.publication.wording import one_line
from trucewatch.reference.reference import Reference
from trucewatch.web.asking import TheAsked, TheDesk
from trucewatch.web.editions import Asked


class ReportLine(Struct, frozen=True, kw_only=True):
    ref: str
    title: str
    outlet: str | None
    published: date | None
    claims: int
    is_unread: bool


class ReportList(Struct, frozen=True, kw_only=True):
    """One page of the reports; `count` are all of them, on so many `pages`."""

    reports: tuple[ReportLine, ...]
    count: int
    page: int
    pages: int


REPORTS_A_PAGE = 200
PageNumber = Annotated[
    int, QueryParameter(description=f"Which page of {REPORTS_A_PAGE} reports.", ge=1, le=100_000)
]


def reports_view(desk: TheDesk, asked: TheAsked, page: PageNumber = 1) -> ReportList:
    """The reports known, of the days asked about if any are, the latest first, page by page."""
    made = desk.answer(asked)
    first, last = asked.start or date.min, asked.end or date.max
    refs = [ref for ref, each in made.reports.items() if first <= (each.published or first) <= last]
    refs.sort(key=lambda ref: (made.reports[ref].published or date.min, ref), reverse=True)
    shown = refs[(page - 1) * REPORTS_A_PAGE : page * REPORTS_A_PAGE]
    pages = max(1, -(-len(refs) // REPORTS_A_PAGE))
    return ReportList(
        reports=_lines(shown, made, desk.reference), count=len(refs), page=page, pages=pages
    )


def _lines(refs: Sequence[str], made: Answer, reference: Reference) -> tuple[ReportLine, ...]:
    claims = Counter(claim.report for claim in made.claims.values())
    reports = ((ref, made.reports[ref]) for ref in refs)
    return tuple(
        ReportLine(
            ref=ref,
            title=one_line(each.title or each.text[:90]),
            outlet=each.outlet and name_of(each.outlet, reference),
            published=each.published,
            claims=claims[ref],
            is_unread=ref in made.unread,
        )
        for ref, each in reports
    )


def report_view(desk: TheDesk, asked: TheAsked, report: FromPath[str]) -> QuotedReport:
    """One report: its text, with everything read in it."""
    filed = desk.filed(report)
    if filed is None or not _is_known(filed.report, asked):
        raise NotFoundException(f"{report} is no report known on that day")
    # One added just now may be in no answer yet.
    quoted = quoted_report(filed.report, filed.claims, desk.answer(asked).records, desk.reference)
    decisions = desk.decisions()
    withheld = withheld_of(decisions).get(report, Withheld())
    return replace(
        quoted,
        is_restricted=withheld.is_restricted,
        is_redacted=bool(withheld.text or withheld.title),
        rejected=len(rejections_of(decisions).get(report, ())),
    )


def _is_known(report: Report, asked: Asked) -> bool:
    if asked.as_of is None:
        return True
    return report.published is not None and report.published <= asked.as_of
