"""Claims: what one report says, in someone's name. Append-only."""

from __future__ import annotations

import hashlib
from typing import Literal, TypeVar

import msgspec
from msgspec import UNSET, Struct, UnsetType

from trucewatch.model.report import canonical
from trucewatch.model.values import ActorMention, Period, PlaceMention, Quote, Range

ClaimStatus = Literal["asserted", "alleged", "denied", "planned"]
IncidentType = Literal[
    "airstrike",
    "drone_strike",
    "shelling",
    "armed_clash",
    "bombing_ied",
    "sniper_or_small_arms",
    "chemical_attack",
    "abduction",
    "arrest",
    "looting_property",
    "protest",
    "troop_movement",
    "other",
]
# A dataset may say that armed force was used and not of which kind; a report's reader never does.
Act = Literal[IncidentType, "armed_force"]
Measure = Literal[
    "killed",
    "injured",
    "displaced",
    "besieged",
    "detained",
    "released",
    "missing",
    "violations",
    "strikes",
    "died_other",
    "other",
]
TalkPhase = Literal["under_way", "concluded", "planned", "failed", "postponed"]
AgreementKind = Literal[
    "ceasefire",
    "de-escalation zones",
    "peace agreement",
    "prisoner exchange",
    "humanitarian access",
    "other",
]
AgreementPhase = Literal[
    "proposed", "agreed", "in_force", "violated", "extended", "lapsed", "rejected"
]
Change = Literal["gained", "lost", "besieged", "withdrew", "holds"]
Grade = Literal["confirmed", "fair", "weak", "contested", "discounted"]
Role = Literal["guarantor", "party", "observer", "mediator", "host"]
Attendance = Literal["attending", "expected", "absent"]


class ClaimBase(Struct, frozen=True, kw_only=True, tag_field="kind"):
    """One assertion a report makes, in someone's name.

    A claim is never edited: a correction is a later claim. `quote` is an exact substring of
    `Report.text` (or, with `span` None, of its title), `span` its half-open character offsets.
    `evidence` holds the words behind fields that rest on others than `quote`. `source` is who is
    said to have said it, as written, None where the outlet speaks for itself; `source_chain` the
    originator first and relays after. `id` is a hash of all else; see `identified`.
    """

    report: str
    reader: str
    quote: str
    span: tuple[int, int] | None = None
    evidence: dict[str, tuple[Quote, ...]] = {}
    source: str | None = None
    source_chain: tuple[str, ...] = ()
    source_ids: tuple[str, ...] = ()
    claim_status: ClaimStatus = "asserted"
    section: Literal["news", "comment"] = "news"
    id: str = ""


class IncidentClaim(ClaimBase, frozen=True, kw_only=True, tag="incident"):
    """One thing that happened at a place and time, as one report tells it.

    `place` is the most specific one, `places` all of them where one toll covers several.
    `victims` keys: civilian, combatant, women, children. `event` marks rival or repeated accounts
    of one event within the report, or is a dataset's number for it; see `event_key`.
    `graded` is the grade that a person gave the incident that it tells of; no reader sets it.
    """

    type: Act
    date: Period | None = None
    date_text: str | None = None
    place: PlaceMention | None = None
    places: tuple[PlaceMention, ...] = ()
    admin: str | None = None
    country: str | None = None
    perpetrators: tuple[ActorMention, ...] = ()
    claimed_by: tuple[ActorMention, ...] = ()
    supported_by: tuple[ActorMention, ...] = ()
    victims_or_targets: tuple[str, ...] = ()
    victims: dict[str, Range] = {}
    killed: Range | None = None
    killed_children: Range | None = None
    injured: Range | None = None
    abducted: Range | None = None
    event: str | None = None
    graded: Grade | UnsetType = UNSET


class TallyClaim(ClaimBase, frozen=True, kw_only=True, tag="tally"):
    """A count over a place and a period, whose single incidents are not given."""

    measure: Measure
    value: Range
    place: PlaceMention | None = None
    period: Period | None = None
    period_text: str | None = None
    victims: str | None = None
    cause: str | None = None
    perpetrators: tuple[ActorMention, ...] = ()
    unit: str | None = None


class Participant(Struct, frozen=True, kw_only=True):
    """One delegation or person at a round, as one report tells it."""

    party: ActorMention
    role: Role | None = None
    representative: str | None = None
    representative_ids: tuple[str, ...] = ()
    title: str | None = None
    attendance: Attendance | None = None
    quote: str | None = None
    span: tuple[int, int] | None = None
    source: str | None = None


class TalkClaim(ClaimBase, frozen=True, kw_only=True, tag="talk"):
    """A round, meeting or congress. `track_id` is the dossier's track, where it is known."""

    name: str
    phase: TalkPhase | None = None
    track_id: str | None = None
    round: int | None = None
    place: PlaceMention | None = None
    date: Period | None = None
    date_text: str | None = None
    sponsors: tuple[ActorMention, ...] = ()
    participants: tuple[Participant, ...] = ()
    agenda: tuple[str, ...] = ()
    outcome: str | None = None

    @property
    def is_plan(self) -> bool:
        """Whether it speaks of a meeting to come."""
        is_planned = self.phase is None and self.claim_status == "planned"
        return is_planned or self.phase in ("planned", "postponed")


class AgreementClaim(ClaimBase, frozen=True, kw_only=True, tag="agreement"):
    """A deal that a report refers to. `agreement_id` is the dossier's, where it is known."""

    name: str
    kind_of: AgreementKind = "other"
    agreement_id: str | None = None
    date: Period | None = None
    start: Period | None = None
    date_text: str | None = None
    guarantors: tuple[ActorMention, ...] = ()
    brokers: tuple[ActorMention, ...] = ()
    parties: tuple[ActorMention, ...] = ()
    places: tuple[PlaceMention, ...] = ()
    phase: AgreementPhase | None = None
    status_text: str | None = None


class ControlClaim(ClaimBase, frozen=True, kw_only=True, tag="control"):
    """Who holds, gained or lost ground."""

    actor: ActorMention
    change: Change
    place: PlaceMention | None = None
    date: Period | None = None
    date_text: str | None = None
    is_disputed: bool = False


class AssessmentClaim(ClaimBase, frozen=True, kw_only=True, tag="assessment"):
    """What the report itself concludes. `about` names an agreement, zone, actor or round."""

    about: str
    finding: str
    actor: ActorMention | None = None
    about_ids: tuple[str, ...] = ()


class SupportClaim(ClaimBase, frozen=True, kw_only=True, tag="support"):
    """Someone is said to back or take part in another's hostilities."""

    backer: ActorMention
    backed: ActorMention
    how: str | None = None
    date: Period | None = None


Claim = (
    IncidentClaim
    | TallyClaim
    | TalkClaim
    | AgreementClaim
    | ControlClaim
    | AssessmentClaim
    | SupportClaim
)
AnyClaim = TypeVar("AnyClaim", bound=ClaimBase)


def identified(claim: AnyClaim) -> AnyClaim:
    """The claim with its id: "c-" and a hash of everything else in it."""
    bare = msgspec.structs.replace(claim, id="")
    digest = hashlib.sha256(canonical(bare)).hexdigest()[:16]
    return msgspec.structs.replace(claim, id=f"c-{digest}")


def event_key(claim: IncidentClaim) -> str | None:
    """What marks the event the claim is about, over all claims: a dataset's number for it
    ("ucdp-ged:214797"), or a mark within its report. None where the claim has none."""
    if claim.event is None:
        return None
    return claim.event if is_numbered(claim) else f"{claim.report} {claim.event}"


def is_numbered(claim: IncidentClaim) -> bool:
    """Whether a dataset's own reader gave the event the dataset's number."""
    reader = claim.reader.partition("@")[0]
    return claim.event is not None and claim.event.startswith(f"{reader}:")


class Refusal(Struct, frozen=True):
    """What a reader claimed and the gate refused, and why."""

    reader: str
    quote: str
    why: str


class Difference(Struct, frozen=True, kw_only=True):
    """Where two readers of one report are not of one mind: two claims about the same words and the
    fields that differ, or one claim that only its reader made."""

    claims: tuple[str, ...]
    fields: tuple[str, ...] = ()


class Mention(Struct, frozen=True, kw_only=True):
    """A span of the text naming a date, place, actor, person, count or attribution.

    `fields` are those CONTRACT gives for the kind.
    """

    kind: Literal["date", "place", "actor", "person", "count", "attribution"]
    span: tuple[int, int]
    text: str
    fields: dict[str, object] = {}


class Reading(Struct, frozen=True, kw_only=True):
    """All that one reader made of one report. `unread` says why it was not read.

    `reader` is "NAME@VERSION", as in its claims; a report's reading by a later version of the same
    reader takes the place of the earlier one's. Where two readers read it, their readings are put
    together and `differences` says where they part.
    """

    report: str
    reader: str = ""
    claims: tuple[Claim, ...] = ()
    mentions: tuple[Mention, ...] = ()
    refusals: tuple[Refusal, ...] = ()
    warnings: tuple[str, ...] = ()
    unread: str | None = None
    differences: tuple[Difference, ...] = ()
