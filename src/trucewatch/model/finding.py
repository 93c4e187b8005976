"""Findings: what assessment concludes from records, agreements and zones. Ours, and labelled so."""

from __future__ import annotations

from datetime import date
from typing import Literal

from msgspec import Struct

from trucewatch.model.values import Range

Answer = Literal["yes", "no", "not stated", "contested", "cannot tell"]
StepName = Literal["act", "place", "day", "actor bound", "author", "exclusion clause"]
ViolationGrade = Literal["established", "apparent", "contested", "cannot tell"]
Standing = Literal[
    "not yet in force",
    "in force",
    "extension unknown",
    "lapsed",
    "terminated",
    "superseded",
]
Verdict = Literal[
    "not in force",
    "overrun",
    "unobserved",
    "collapsed",
    "not holding",
    "strained",
    "largely holding",
    "holding",
    "undetermined",
]
Trend = Literal["easing", "steady", "worsening", "unknown"]
BrokenDownBy = Literal["area", "period", "category"]
PartsState = Literal["adds up", "leaves a rest", "comes to more", "comes to less"]
Coverage = Literal["full", "limited", "none"]
ConfidenceWord = Literal["high", "moderate", "low"]
Conduct = Literal[
    "takes part", "is said to back a side", "takes part and is said to back a side", "nothing said"
]
ObligationState = Literal[
    "ahead",
    "put off",
    "met",
    "met in part",
    "missed",
    "unknown",
    "standing",
    "broken",
    "no breach known",
]
DeedKind = Literal[
    "attended",
    "stayed away",
    "presence",
    "withdrawal",
    "count",
    "release",
    "meeting",
    "agreement",
    "statement",
]
AlertKind = Literal[
    "sharp rise", "first violation", "gone unobserved", "deadline missed", "guarantors apart"
]
Severity = Literal["high", "medium", "low"]
Manner = Literal["by force", "by surrender or evacuation", "accounts differ", "not said"]
GroundAnswer = Literal[
    "yes",
    "disputed",
    "by others",
    "left only",
    "may be",
    "around it only",
    "no report of it",
    "could not be seen",
]


class Step(Struct, frozen=True, kw_only=True):
    """One step of the scope test, with its answer and what it rests on (claim ids, file lines)."""

    name: StepName
    answer: Answer
    why: str
    claims: tuple[str, ...] = ()


class Violation(Struct, frozen=True, kw_only=True):
    """Our finding that an incident breaks a provision in force in that zone on that day."""

    id: str
    incident: str
    zone: str
    agreement: str
    provision: str
    grade: ViolationGrade
    steps: tuple[Step, ...]
    occurred_from: date | None = None
    occurred_to: date | None = None


class Engagement(Struct, frozen=True, kw_only=True):
    """A guarantor takes part in, or is said to back, hostilities it guarantees against."""

    id: str
    guarantor: str
    agreement: str
    how: str
    is_direct: bool
    zones: tuple[str, ...] = ()
    claims: tuple[str, ...] = ()
    records: tuple[str, ...] = ()
    first_published: date | None = None


class Guarantee(Struct, frozen=True, kw_only=True):
    """What one guarantor of a zone is said to do there, over all its agreements for that zone.

    `conduct` "nothing said" means that no report known says that it joins in or backs a side.
    `says` is a sentence.
    """

    zone: str
    guarantor: str
    agreements: tuple[str, ...]
    conduct: Conduct
    says: str
    engagements: tuple[str, ...] = ()
    records: tuple[str, ...] = ()
    claims: tuple[str, ...] = ()


class Contradiction(Struct, frozen=True, kw_only=True):
    """Where claims disagree: rival tolls, rival authors, a denial, a date or number misreported."""

    id: str
    record: str
    what: str
    sides: tuple[tuple[str, str], ...] = ()
    claims: tuple[str, ...] = ()


class ChangedFigure(Struct, frozen=True, kw_only=True):
    """A figure that a report gave before it was corrected or withdrawn, and what the record has in
    its place: `record` and `now` are None where it has nothing."""

    claim: str
    measure: str
    said: Range
    record: str | None = None
    now: Range | None = None


class Correction(Struct, frozen=True, kw_only=True):
    """A report (ref) that a later one corrects or withdraws, so that its claims do not count.

    `changes` are the figures that would be others, had it not been. `published` is the day of the
    report, `on` that of the one that says so.
    """

    id: str
    report: str
    by: str
    how: Literal["corrected", "withdrawn"]
    outlet: str | None = None
    published: date | None = None
    on: date | None = None
    changes: tuple[ChangedFigure, ...] = ()


class ZoneDay(Struct, frozen=True, kw_only=True):
    """A zone's state on a local day. Casualty figures are of incidents that day, low and high."""

    zone: str
    day: date
    incidents: tuple[str, ...] = ()
    violations: tuple[str, ...] = ()
    killed_low: int = 0
    killed_high: int | None = 0
    coverage: Coverage = "none"


class ZoneWeek(Struct, frozen=True, kw_only=True):
    """What one week brought to a zone: incidents of force in scope, and the sum of their lows.

    `observed_days` are those of which somebody could tell; 0: unobserved, which is not quiet.
    """

    zone: str
    first: date
    last: date
    incidents: tuple[str, ...] = ()
    killed_low: int = 0
    observed_days: int = 0


class SupportedMinimum(Struct, frozen=True, kw_only=True):
    """The largest total that claims support without counting anyone twice.

    `stands_on` are (record id, low) pairs that add up to `total`; `left_out` are (record id, why).
    `unitemised` is what tallies chosen have over the incidents known inside them. It counts from
    `since` to `until`, both included. `is_exact` False: a lower bound of that total.
    `category` is "people", "civilians", "combatants", "women" or "children".
    """

    measure: str
    category: str = "people"
    total: int
    stands_on: tuple[tuple[str, int], ...] = ()
    left_out: tuple[tuple[str, str], ...] = ()
    unitemised: int = 0
    is_exact: bool = True
    since: date | None = None
    until: date | None = None


class Bound(Struct, frozen=True, kw_only=True):
    """A claimant's closed count of the whole of a scope: by its account there are no more."""

    record: str
    claimant: str
    most: int


class Total(Struct, frozen=True, kw_only=True):
    """What claims come to in a scope. Documented, and never the true total.

    `by_category` are the minimums of the categories that claims tell apart within the one asked
    about. `bounds` are upper bounds by claimants' own accounts, and `most` the highest of each
    claimant's lowest; None where no claim covers the scope. `tallies` are all counts of the
    measure that may reach into the scope, each a claimant's own.
    """

    minimum: SupportedMinimum
    by_category: tuple[SupportedMinimum, ...] = ()
    bounds: tuple[Bound, ...] = ()
    most: int | None = None
    tallies: tuple[str, ...] = ()


class Breakdown(Struct, frozen=True, kw_only=True):
    """A count that is also given in parts. `parts` are record ids, none counting another's people.

    `rest` is what is in no part, where they are not said to be all of it.
    """

    id: str
    whole: str
    by: BrokenDownBy
    parts: tuple[str, ...]
    state: PartsState
    rest: int = 0


class Doubts(Struct, frozen=True, kw_only=True):
    """What makes a verdict less sure, each from 0 (none) to 1.

    The interval of the rate reaches over a line of the rule table; the rate is near one (1 on it,
    0 at twice or half); coverage is limited (0.5) or none; the share of the two other readings of
    doubtful claims that give another word; shares of the window's incidents with one source, with
    a contested author or fact, and placed or dated more coarsely than a town and a day; and
    whether the verdict stands over from an earlier window.
    """

    straddles_line: float
    near_line: float
    unseen: float
    read_otherwise: float
    lone_source: float
    contested: float
    coarse: float
    stands_over: float


class Confidence(Struct, frozen=True, kw_only=True):
    """`probability` is how often a verdict with such doubts is the one that the same table gives
    on what really happened, by truces written with a known truth. `because` are the doubts that
    weigh most."""

    word: ConfidenceWord
    probability: float
    because: tuple[str, ...] = ()
    doubts: Doubts


class ZoneVerdict(Struct, frozen=True, kw_only=True):
    """The answer for one zone and window: standing, verdict and trend, never one.

    `standing_note` is the sentence that dates the standing. `rule` is the id of the row of the
    rule table that fired, `because` what it saw, and `would_change` what would give another
    verdict. `strictest` and `most_generous` are the verdicts if only incidents that two independent
    sources or the accused bear out were counted, or all that may have happened here. `also` is
    the second word where the rate's interval straddles a line. `confidence` is None for a verdict
    off the scale from holding to collapsed. `rate_ratio`
    is (low, point, high) against the baseline. `killed` counts from the beginning of the ban
    to `window_to`, `killed_in_window` the window only, and so does `killed_by_category`, of
    civilians, combatants, women and children as far as claims tell them apart. `out_of_scope`
    are (record id, why) that the scope test took out, so N does not count them.
    """

    zone: str
    agreement: str
    window_from: date
    window_to: date
    standing: Standing
    standing_note: str = ""
    verdict: Verdict
    also: Verdict | None = None
    qualifier: str | None = None
    strictest: Verdict | None = None
    most_generous: Verdict | None = None
    confidence: Confidence | None = None
    trend: Trend = "unknown"
    better_or_worse: str | None = None
    rule: str
    because: str
    would_change: str
    coverage: Coverage = "none"
    coverage_note: str = ""
    rate_ratio: tuple[float, float, float] | None = None
    incidents: tuple[str, ...] = ()
    violations: tuple[str, ...] = ()
    tallies: tuple[str, ...] = ()
    control_changes: tuple[str, ...] = ()
    engagements: tuple[str, ...] = ()
    killed: SupportedMinimum | None = None
    killed_in_window: SupportedMinimum | None = None
    killed_by_category: tuple[SupportedMinimum, ...] = ()
    out_of_scope: tuple[tuple[str, str], ...] = ()
    last_incident: date | None = None
    guarantors: tuple[str, ...] = ()


class GroundChange(Struct, frozen=True, kw_only=True):
    """A place in a zone, or near it, that changed hands while a truce was in force there.

    `gained_by` and `lost_by` are ids of actors, or the words of reports where no actor is known;
    `loser_by` says whether reports name who lost it or the dossier's holder of the zone stands
    for them. `distance_km` is to the zone's line, None inside. `guarantors` are those named
    behind it. `provisions` bar it. `fighting` are incidents at the very place before it.
    """

    id: str
    zone: str
    place: str
    where: Literal["inside", "may be inside", "around"]
    distance_km: float | None = None
    gained_by: str | None = None
    lost_by: str | None = None
    loser_by: Literal["reports", "dossier"] | None = None
    how: Manner = "not said"
    is_disputed: bool = False
    is_excluded: bool = False
    occurred_from: date | None = None
    occurred_to: date | None = None
    guarantors: tuple[str, ...] = ()
    provisions: tuple[str, ...] = ()
    records: tuple[str, ...] = ()
    claims: tuple[str, ...] = ()
    fighting: tuple[str, ...] = ()
    says: str = ""


class ZoneGround(Struct, frozen=True, kw_only=True):
    """Whether a zone was used to gain ground, from `since` to `until`, while a truce was in force.

    `changes` are those inside it first, then around it. `agreements` are those in force there.
    """

    zone: str
    answer: GroundAnswer
    because: str
    since: date
    until: date
    agreements: tuple[str, ...] = ()
    changes: tuple[GroundChange, ...] = ()


class Deed(Struct, frozen=True, kw_only=True):
    """Something that a record shows to have been done, by parties that owe it or guarantee.

    `provision` is what it bears on; None for what a guarantor did besides. `day` is the last on
    which it can have happened.
    """

    kind: DeedKind
    record: str
    by: tuple[str, ...]
    says: str
    day: date | None = None
    provision: str | None = None
    claims: tuple[str, ...] = ()


class Obligation(Struct, frozen=True, kw_only=True):
    """Something owed: a ban or a duty of a provision, or a meeting that talks set a date for.

    `source` is the provision's or the round's id. `due_from` to `due` are the days it is owed by,
    None for what has no day; `said_on` is when a meeting's date was told. `slipped_days` are those
    from `due` to the day it was done, or is now planned for. `because` is a sentence.
    """

    id: str
    kind: Literal["ban", "duty", "meeting"]
    source: str
    title: str
    owed_by: tuple[str, ...]
    state: ObligationState
    because: str
    agreement: str | None = None
    track: str | None = None
    zones: tuple[str, ...] = ()
    due_from: date | None = None
    due: date | None = None
    said_on: date | None = None
    slipped_days: int | None = None
    deeds: tuple[Deed, ...] = ()
    violations: tuple[str, ...] = ()
    claims: tuple[str, ...] = ()


class Alert(Struct, frozen=True, kw_only=True):
    """Something to be told at once, on the day on which it could first be known.

    `zone` is None where it is of no one zone. `evidence` are ids of findings and records.
    """

    id: str
    kind: AlertKind
    severity: Severity
    day: date
    says: str
    zone: str | None = None
    evidence: tuple[str, ...] = ()
    claims: tuple[str, ...] = ()


class Findings(Struct, frozen=True, kw_only=True):
    """Everything assessment says at once."""

    verdicts: tuple[ZoneVerdict, ...] = ()
    zone_days: tuple[ZoneDay, ...] = ()
    zone_weeks: tuple[ZoneWeek, ...] = ()
    violations: tuple[Violation, ...] = ()
    engagements: tuple[Engagement, ...] = ()
    contradictions: tuple[Contradiction, ...] = ()
    obligations: tuple[Obligation, ...] = ()
    deeds: tuple[Deed, ...] = ()
    ground: tuple[ZoneGround, ...] = ()
    guarantees: tuple[Guarantee, ...] = ()
    corrections: tuple[Correction, ...] = ()
    breakdowns: tuple[Breakdown, ...] = ()
    alerts: tuple[Alert, ...] = ()
