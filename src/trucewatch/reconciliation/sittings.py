"""One claim about talks, with the days and the number that it is joined by."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from typing import NamedTuple

from trucewatch.model.claim import TalkClaim
from trucewatch.reconciliation.days import Span, span_of
from trucewatch.reconciliation.lineage import Lineage
from trucewatch.reference.names import fold

LONGEST_MEETING_DAYS = 21


class Sitting(NamedTuple):
    """One claim about talks, with what it is joined by. `span` is None for days not known;
    `number` is the claim's, or follows from its report."""

    claim: TalkClaim
    number: int | None
    span: Span | None
    said_on: date | None

    @property
    def is_plan(self) -> bool:
        return self.claim.is_plan

    @property
    def days(self) -> Span | None:
        """The days told where a meeting can last as long, else the day the report came out."""
        said_on = Span(self.said_on, self.said_on) if self.said_on else None
        return self.span if self.has_days else said_on

    @property
    def has_days(self) -> bool:
        """Whether its days are those of a meeting, and not a season in which there was one."""
        return self.span is not None and self.span.days <= LONGEST_MEETING_DAYS


def sittings_of(
    claims: Sequence[TalkClaim], lineage: Lineage, beside: Iterable[TalkClaim] = ()
) -> list[Sitting]:
    """Each claim's sitting, in their order. `beside` are other claims of the same reports."""
    numbers = _numbers(claims, [*claims, *beside])
    return [sitting_of(claim, numbers[claim.id], lineage) for claim in claims]


def _numbers(claims: Iterable[TalkClaim], of_reports: Iterable[TalkClaim]) -> dict[str, int | None]:
    """Each claim's number; a report on round N that speaks of the next round means N + 1."""
    told: dict[tuple[str, str | None], set[int]] = {}
    for claim in of_reports:
        if claim.round is not None and not claim.is_plan and claim.claim_status != "denied":
            told.setdefault((claim.report, claim.track_id), set()).add(claim.round)
    numbers: dict[str, int | None] = {}
    for claim in claims:
        numbers[claim.id] = claim.round
        is_next = claim.is_plan and "next" in fold(claim.name).split()
        about = told.get((claim.report, claim.track_id), set())
        if claim.round is None and is_next and len(about) == 1:
            numbers[claim.id] = min(about) + 1
    return numbers


def sitting_of(claim: TalkClaim, number: int | None, lineage: Lineage) -> Sitting:
    said_on, period = lineage.published(claim), claim.date
    span = span_of(period, until=said_on)
    if period is not None and period.start is None and period.end is not None:
        span = Span(period.end, period.end)
    if period is None and claim.phase == "under_way" and said_on is not None:
        span = Span(said_on, said_on)
    return Sitting(claim, number, span, said_on)
