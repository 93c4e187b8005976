"""When a meeting was held, for when it was planned, and how far it has come."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta

from trucewatch.model.claim import TalkClaim, TalkPhase
from trucewatch.model.record import PlannedDate
from trucewatch.model.values import Period
from trucewatch.reconciliation.days import FINE, Span
from trucewatch.reconciliation.fusion import FINEST_DAY_FIRST, finest_period
from trucewatch.reconciliation.lineage import Lineage
from trucewatch.reconciliation.rules import MatchingRules
from trucewatch.reconciliation.sittings import (
    LONGEST_MEETING_DAYS,
    is_of_a_meeting,
    span_told,
)

LATEST_PHASE_LAST: tuple[TalkPhase | None, ...] = (
    None,
    "planned",
    "postponed",
    "under_way",
    "concluded",
    "failed",
)


def held_period(
    claims: Sequence[TalkClaim], lineage: Lineage, rules: MatchingRules
) -> Period | None:
    """The days the meeting was held, over all reports of it.

    Days far from those most reports give (a month mistyped) are left out, and so are weeks and
    months where some report gives the days; they stay in the claims.
    """
    dated = [(claim, claim.date) for claim in claims if claim.date]
    fine = [
        (claim, period)
        for claim, period in dated
        if is_of_a_meeting(span_told(claim, lineage.published(claim)))
    ]
    if not fine:
        return finest_period([period for _, period in dated])
    agreed = _agreed_days(fine, lineage, rules)
    agreed = [period for period in agreed if period.precision in FINE] or agreed
    starts = [period.start for period in agreed if period.start is not None]
    ends = [period.end for period in agreed if period.end is not None]
    return Period(
        start=min(starts, default=None),
        end=max(ends, default=None),
        precision=min((period.precision for period in agreed), key=FINEST_DAY_FIRST.index),
    )


def _agreed_days(
    fine: Sequence[tuple[TalkClaim, Period]], lineage: Lineage, rules: MatchingRules
) -> list[Period]:
    """The days near one another that most reports give; of as many, those nearest to their
    reports: who tells of a meeting tells of it while it goes on or soon after."""

    told: dict[Period, list[tuple[TalkClaim, Period]]] = {}
    for each in fine:
        told.setdefault(each[1], []).append(each)

    def near(here: Period) -> list[tuple[TalkClaim, Period]]:
        days = _reach(here).widened(rules.meeting_days)
        return [each for there in told if _reach(there).overlaps(days) for each in told[there]]

    def weight(told: Sequence[tuple[TalkClaim, Period]]) -> tuple[int, int]:
        return (len(told), -min(_days_off(claim, period, lineage) for claim, period in told))

    return [period for _, period in max(map(near, told), key=weight)]


def _days_off(claim: TalkClaim, period: Period, lineage: Lineage) -> int:
    """Days between what is told and its telling."""
    said_on, told = lineage.published(claim), period.end or period.start
    return abs((said_on - told).days) if said_on and told else LONGEST_MEETING_DAYS


def _reach(period: Period) -> Span:
    """The days that a meeting may have lasted of which one end or both are told."""
    longest = timedelta(days=LONGEST_MEETING_DAYS - 1)
    start = period.start or (period.end or date.max) - longest
    return Span(start, period.end or start + longest)


def planned_dates(claims: Sequence[TalkClaim], lineage: Lineage) -> tuple[PlannedDate, ...]:
    """Each date planned for, once, with when it was first said; in the order they were said."""
    first: dict[Period, PlannedDate] = {}
    for claim in claims:
        if claim.date is not None:
            planned = PlannedDate(date=claim.date, said_on=lineage.published(claim), claim=claim.id)
            first.setdefault(claim.date, planned)
    return tuple(first.values())


def slipped_days(planned: Sequence[PlannedDate], held: Period | None) -> int | None:
    """Days from the latest day of the first plan to the start held, or last planned for."""
    if not planned:
        return None
    first, last = planned[0].date, planned[-1].date
    start = held.start if held is not None else last.start
    if first.end is None or start is None or start <= first.end:
        return None
    return (start - first.end).days


def latest_phase(claims: Sequence[TalkClaim], lineage: Lineage) -> TalkPhase | None:
    """The phase of the latest day; of one day, the later in a meeting's life. That a meeting opened
    is of the day it did, whenever it is said; any other phase is of the day of the report."""
    return max(
        claims,
        key=lambda claim: (
            claim.phase is not None,
            _day_of_phase(claim, lineage) or date.min,
            LATEST_PHASE_LAST.index(claim.phase),
        ),
    ).phase


def _day_of_phase(claim: TalkClaim, lineage: Lineage) -> date | None:
    said_on, opened = lineage.published(claim), claim.date.start if claim.date else None
    return opened if claim.phase == "under_way" and opened else said_on
