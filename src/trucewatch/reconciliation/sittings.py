"""What a claim about talks is joined by, told of each claim by itself."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date, datetime

import msgspec

from trucewatch.model.claim import TalkClaim
from trucewatch.reconciliation.days import Span, span_of
from trucewatch.reconciliation.lineage import LATEST, Lineage
from trucewatch.reconciliation.names import name_key, place_key
from trucewatch.reference.names import fold

LONGEST_MEETING_DAYS = 21


class Sitting(msgspec.Struct, frozen=True, kw_only=True):
    """A claim (id) of a report (ref) about talks: all that decides which round it is of.

    `name` and `city` are folded; `goes_by` is what its talks are called by where their track is not
    known, `track` the dossier's id that the claim gives, `sponsors` ids of actors. `number` is the
    claim's, or follows from its report. `span` is None for days not known; `is_dated` is whether
    the claim gives any. `tells_which` is whether it tells its meeting from any other.
    """

    claim: str
    report: str
    name: str
    city: str | None
    goes_by: str
    track: str | None
    sponsors: tuple[str, ...]
    number: int | None
    span: Span | None
    said_on: date | None
    instant: datetime | None
    is_plan: bool
    is_dated: bool
    has_phase: bool
    tells_which: bool

    @property
    def order(self) -> tuple[date, datetime, str]:
        """Sort key: that of its claim (`Lineage.order`)."""
        return (self.said_on or date.max, self.instant or LATEST, self.claim)

    @property
    def days(self) -> Span | None:
        """The days told where a meeting can last as long, else the day the report came out."""
        said_on = Span(self.said_on, self.said_on) if self.said_on else None
        return self.span if self.has_days else said_on

    @property
    def has_days(self) -> bool:
        """Whether its days are those of a meeting, and not a season in which there was one."""
        return is_of_a_meeting(self.span)


def sittings_of(
    claims: Sequence[TalkClaim], lineage: Lineage, beside: Iterable[TalkClaim] = ()
) -> list[Sitting]:
    """Each claim's sitting, in their order. `beside` are other claims of the same reports."""
    numbers = _numbers(claims, [*claims, *beside])
    return [_sitting(claim, numbers[claim.id], lineage) for claim in claims]


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


def _sitting(claim: TalkClaim, number: int | None, lineage: Lineage) -> Sitting:
    said_on = lineage.published(claim)
    return Sitting(
        claim=claim.id,
        report=claim.report,
        name=fold(claim.name),
        city=fold(claim.place.text) if claim.place else None,
        goes_by=place_key(claim.place) or name_key(claim.name),
        track=claim.track_id,
        sponsors=tuple(sorted({id for each in claim.sponsors for id in each.actor_ids[:1]})),
        number=number,
        span=span_told(claim, said_on),
        said_on=said_on,
        instant=lineage.instant(claim),
        is_plan=claim.is_plan,
        is_dated=claim.date is not None,
        has_phase=claim.phase is not None,
        tells_which=any((claim.track_id, claim.place, claim.round is not None, claim.date)),
    )


def span_told(claim: TalkClaim, said_on: date | None) -> Span | None:
    """The days of the meeting that the claim tells of, in a report of a day."""
    period = claim.date
    if period is None:
        return Span(said_on, said_on) if said_on and claim.phase == "under_way" else None
    if period.start is None and period.end is not None:
        return Span(period.end, period.end)
    return span_of(period, until=said_on)


def is_of_a_meeting(span: Span | None) -> bool:
    """Whether a meeting can last as long."""
    return span is not None and span.days <= LONGEST_MEETING_DAYS
