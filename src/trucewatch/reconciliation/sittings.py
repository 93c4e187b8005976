"""One claim about talks, with the days and the number that it is joined by."""

from __future__ import annotations

from datetime import date
from typing import NamedTuple

from trucewatch.model.claim import TalkClaim
from trucewatch.reconciliation.days import Span, span_of
from trucewatch.reconciliation.lineage import Lineage

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
        """The days told, else the day the report came out."""
        return self.span or (Span(self.said_on, self.said_on) if self.said_on else None)

    @property
    def has_days(self) -> bool:
        """Whether its days are those of a meeting, and not a season in which there was one."""
        return self.span is not None and self.span.days <= LONGEST_MEETING_DAYS


def sitting_of(claim: TalkClaim, number: int | None, lineage: Lineage) -> Sitting:
    said_on, period = lineage.published(claim), claim.date
    span = span_of(period, until=said_on)
    if period is not None and period.start is None and period.end is not None:
        span = Span(period.end, period.end)
    if period is None and claim.phase == "under_way" and said_on is not None:
        span = Span(said_on, said_on)
    return Sitting(claim, number, span, said_on)
