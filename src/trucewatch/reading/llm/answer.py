"""What a model is asked to answer: words of the report, sorted into slots, and nothing else.

Every slot but a few choices is words to be copied. A figure or a date is never taken from a model:
it is read from the words copied, by the same reader of numbers and dates that the rules use.
"""

from __future__ import annotations

from typing import Any

import msgspec
from msgspec import Struct

from trucewatch.model.claim import (
    AgreementKind,
    AgreementPhase,
    Attendance,
    Change,
    ClaimStatus,
    IncidentType,
    Measure,
    Role,
    TalkPhase,
)


class Item(Struct, frozen=True, kw_only=True):
    """What every item has: the words that bear it out, who said so, and how it is said."""

    quote: str
    source: str | None = None
    status: ClaimStatus = "asserted"


class Incident(Item, frozen=True, kw_only=True):
    type: IncidentType
    date: str | None = None
    places: list[str] = []
    perpetrators: list[str] = []
    claimed_by: list[str] = []
    supported_by: list[str] = []
    victims_or_targets: list[str] = []
    killed: str | None = None
    killed_children: str | None = None
    injured: str | None = None
    abducted: str | None = None


class Tally(Item, frozen=True, kw_only=True):
    measure: Measure
    value: str
    place: str | None = None
    period: str | None = None
    victims: str | None = None
    cause: str | None = None
    perpetrators: list[str] = []
    unit: str | None = None


class Delegation(Struct, frozen=True, kw_only=True):
    party: str
    role: Role | None = None
    representative: str | None = None
    title: str | None = None
    attendance: Attendance | None = None
    quote: str | None = None
    source: str | None = None


class Talk(Item, frozen=True, kw_only=True):
    name: str
    round: str | None = None
    phase: TalkPhase | None = None
    place: str | None = None
    date: str | None = None
    sponsors: list[str] = []
    participants: list[Delegation] = []
    agenda: list[str] = []
    outcome: str | None = None


class Agreement(Item, frozen=True, kw_only=True):
    name: str
    kind: AgreementKind = "other"
    phase: AgreementPhase | None = None
    agreed: str | None = None
    in_force: str | None = None
    guarantors: list[str] = []
    brokers: list[str] = []
    parties: list[str] = []
    places: list[str] = []


class ControlChange(Item, frozen=True, kw_only=True):
    actor: str
    change: Change
    place: str | None = None
    date: str | None = None


class Assessment(Item, frozen=True, kw_only=True):
    about: str
    finding: str
    actor: str | None = None


class Support(Item, frozen=True, kw_only=True):
    backer: str
    backed: str
    how: str | None = None
    date: str | None = None


class Answer(Struct, frozen=True, kw_only=True):
    """All that a model found in a piece of a report."""

    incidents: list[Incident] = []
    tallies: list[Tally] = []
    talks: list[Talk] = []
    agreements: list[Agreement] = []
    control_changes: list[ControlChange] = []
    assessments: list[Assessment] = []
    supports: list[Support] = []


def answer_schema() -> dict[str, Any]:
    """The JSON Schema of `Answer`, in the strict form servers ask for: every key required, no
    other allowed, no defaults (what is not said is null or an empty list)."""
    schema = _strict(msgspec.json.schema(Answer))
    assert isinstance(schema, dict)
    return schema


def _strict(schema: Any) -> Any:
    if isinstance(schema, list):
        return [_strict(each) for each in schema]
    if not isinstance(schema, dict):
        return schema
    inner = {key: _strict(value) for key, value in schema.items() if key != "default"}
    if "properties" in inner:
        inner |= {"required": list(inner["properties"]), "additionalProperties": False}
    return inner
