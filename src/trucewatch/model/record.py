"""Records: what reconciliation makes of many claims. Derived, and rebuilt at will."""

from __future__ import annotations

from datetime import date, datetime
from typing import Literal

from msgspec import Struct

from trucewatch.model.claim import (
    Act,
    AgreementKind,
    AgreementPhase,
    Attendance,
    Change,
    Grade,
    Measure,
    Role,
    TalkPhase,
)
from trucewatch.model.values import ActorMention, Period, PlaceMention, Range


class Judgement(Struct, frozen=True, kw_only=True):
    """A signed, dated, reversible decision that two claims are, or are not, about one thing.

    `by` is "rule:NAME@VERSION" or "person:NAME". A person's wins over any rule's. `decision` is
    the entry in the ledger that a person's is from; a rule's is made anew each time.
    """

    left: str
    right: str
    is_same: bool
    by: str
    why: str
    decided: str | None = None
    decision: str | None = None


class Toll(Struct, frozen=True, kw_only=True):
    """One claimant's figure, with the claim it stands on, and the hour where that is known."""

    claimant: str
    value: Range
    claim: str
    published: date | None = None
    published_at: datetime | None = None


class Figure(Struct, frozen=True, kw_only=True):
    """A figure fused from rival tolls: `low` and `high` span them, `best` is chosen by `rule`.

    Low is the smallest low claimed, high the largest high; None where no claim gives one.
    `rises` are tolls that rose as the news came in, each a tuple of its tolls' claims, the first
    said first: one figure revised, and no contradiction. `reports` are all that give one.
    """

    low: int | None
    best: int | None
    high: int | None
    rule: str
    tolls: tuple[Toll, ...] = ()
    reports: tuple[str, ...] = ()
    rises: tuple[tuple[str, ...], ...] = ()


class Attribution(Struct, frozen=True, kw_only=True):
    """Who is said to have done it, and by whom it is said."""

    actor: ActorMention
    claimants: tuple[str, ...] = ()
    claims: tuple[str, ...] = ()
    is_denied: bool = False


class Incident(Struct, frozen=True, kw_only=True, tag_field="kind", tag="incident"):
    """Force or harm at a place and time, as reconciled from claims.

    `killed_civilians` and the like are of the killed who are said to be such.
    `outlets` published it, `sources` are independent originators; ten outlets with one wire are
    one. `authorship` is "stated", "contested" or "not stated". `merged_by` explains each pair
    joined; `superseded` are claims about it whose reports were since corrected or withdrawn:
    kept, and not counted.
    """

    id: str
    type: Act
    occurred: Period | None
    place: PlaceMention | None
    places: tuple[PlaceMention, ...] = ()
    killed: Figure | None = None
    killed_civilians: Figure | None = None
    killed_combatants: Figure | None = None
    killed_women: Figure | None = None
    killed_children: Figure | None = None
    injured: Figure | None = None
    perpetrators: tuple[Attribution, ...] = ()
    supported_by: tuple[Attribution, ...] = ()
    authorship: Literal["stated", "contested", "not stated"] = "not stated"
    is_planned: bool = False
    is_denied: bool = False
    grade: Grade = "weak"
    claimants: tuple[str, ...] = ()
    outlets: tuple[str, ...] = ()
    sources: tuple[str, ...] = ()
    claims: tuple[str, ...] = ()
    reports: tuple[str, ...] = ()
    first_published: date | None = None
    merged_by: tuple[Judgement, ...] = ()
    superseded: tuple[str, ...] = ()


class Tally(Struct, frozen=True, kw_only=True, tag_field="kind", tag="tally"):
    """A count over an area, a period and a category by one claimant; never split or added up."""

    id: str
    measure: Measure
    value: Range
    claimant: str
    place: PlaceMention | None = None
    period: Period | None = None
    category: str | None = None
    cause: str | None = None
    claims: tuple[str, ...] = ()
    reports: tuple[str, ...] = ()
    first_published: date | None = None


class MonitorCount(Struct, frozen=True, kw_only=True, tag_field="kind", tag="monitor_count"):
    """Violations as counted by one monitor for one period and area. Two monitors' stay two."""

    id: str
    monitor: str
    value: Range
    place: PlaceMention | None = None
    period: Period | None = None
    claims: tuple[str, ...] = ()
    reports: tuple[str, ...] = ()
    first_published: date | None = None


class PlannedDate(Struct, frozen=True, kw_only=True):
    """A date a round was said to be planned for, and when that was said."""

    said_on: date | None
    date: Period
    claim: str


class Attendee(Struct, frozen=True, kw_only=True):
    """One delegation at a round, joined from reports. Spellings of one head are kept in `names`."""

    party: ActorMention
    role: Role | None = None
    head: str | None = None
    head_id: str | None = None
    names: tuple[str, ...] = ()
    title: str | None = None
    attendance: Attendance | None = None
    claims: tuple[str, ...] = ()


class Round(Struct, frozen=True, kw_only=True, tag_field="kind", tag="round"):
    """One round, meeting or congress. Planned and held are two facts with two dates.

    `slipped_days` is held start (or the latest plan) minus the first plan's latest day, where
    that is after it; None where no plan is known or it was kept.
    """

    id: str
    name: str
    track_id: str | None = None
    number: int | None = None
    place: PlaceMention | None = None
    phase: TalkPhase | None = None
    held: Period | None = None
    planned: tuple[PlannedDate, ...] = ()
    slipped_days: int | None = None
    sponsors: tuple[ActorMention, ...] = ()
    attendees: tuple[Attendee, ...] = ()
    agenda: tuple[str, ...] = ()
    outcomes: tuple[str, ...] = ()
    claims: tuple[str, ...] = ()
    reports: tuple[str, ...] = ()
    first_published: date | None = None


SaidOfDate = Literal["agreed", "in force"]


class AgreementDate(Struct, frozen=True, kw_only=True):
    """A date reported of an instrument, and what is said to have been on it. `clause` is what the
    dossier has on that day ("signed", "ban begins"), None where it has nothing."""

    date: Period
    said: SaidOfDate
    clause: str | None = None
    claims: tuple[str, ...] = ()


class ReportedAgreement(
    Struct, frozen=True, kw_only=True, tag_field="kind", tag="reported_agreement"
):
    """A deal as reports speak of it, linked to the dossier's instrument where that is known."""

    id: str
    name: str
    agreement_kind: AgreementKind
    agreement_id: str | None = None
    dates: tuple[AgreementDate, ...] = ()
    guarantors: tuple[ActorMention, ...] = ()
    places: tuple[PlaceMention, ...] = ()
    phases: tuple[AgreementPhase, ...] = ()
    claims: tuple[str, ...] = ()
    reports: tuple[str, ...] = ()
    first_published: date | None = None


class ControlChange(Struct, frozen=True, kw_only=True, tag_field="kind", tag="control_change"):
    """Ground gained, lost, besieged or held, as reconciled."""

    id: str
    actor: ActorMention
    change: Change
    place: PlaceMention | None = None
    occurred: Period | None = None
    is_disputed: bool = False
    claimants: tuple[str, ...] = ()
    claims: tuple[str, ...] = ()
    reports: tuple[str, ...] = ()
    first_published: date | None = None


class Statement(Struct, frozen=True, kw_only=True, tag_field="kind", tag="statement"):
    """A report's own assessment, or a claim that one actor backs another (`backer` set)."""

    id: str
    text: str
    about: str
    about_ids: tuple[str, ...] = ()
    actor: ActorMention | None = None
    backer: ActorMention | None = None
    said_by: str | None = None
    claims: tuple[str, ...] = ()
    reports: tuple[str, ...] = ()
    first_published: date | None = None


Record = Incident | Tally | MonitorCount | Round | ReportedAgreement | ControlChange | Statement
