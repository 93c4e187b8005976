"""Talks of a document: rounds, meetings and congresses, past and planned, each once.

Every mention of a meeting gives what its own clause says of it; mentions of one meeting are then
joined. A mention with no place, number, day, sponsor or party makes no record of its own.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from functools import lru_cache

from trucewatch.model.claim import Participant, TalkClaim, TalkPhase
from trucewatch.model.report import Report
from trucewatch.model.values import ActorMention, Period, PlaceMention, Quote
from trucewatch.reading.agenda import find_agenda
from trucewatch.reading.attribution import Voices
from trucewatch.reading.dates import DateMention
from trucewatch.reading.delegations import Seats, find_participants
from trucewatch.reading.names import Theatre
from trucewatch.reading.phrases import (
    Phrase,
    names_listed,
    names_pattern,
    party,
    phrase_around,
)
from trucewatch.reading.text import READER, Document, Sentence
from trucewatch.reading.venues import venue_in
from trucewatch.reference.lexicon import compiled, lexicon_of
from trucewatch.reference.names import fold

_JOINT = re.compile(
    r"[;:]|, (?!\d)| after | before | ahead of | follow\w* | come | comes | and | while | as | to discuss | that "
)
_HELD = ("under_way", "concluded", "failed")


@dataclass(frozen=True)
class Mention:
    """One mention of a meeting. Offsets count characters of its sentence (`index` -1: the title).

    `scope` is the part of the sentence that speaks of it.
    """

    index: int
    phrase: Phrase
    scope: tuple[int, int]
    name: str
    kind: str = ""
    round: int | None = None
    is_next: bool = False
    is_anaphor: bool = False
    city: PlaceMention | None = None
    date: DateMention | None = None
    period: Period | None = None
    phase: TalkPhase | None = None
    sponsors: tuple[ActorMention, ...] = ()
    parties: tuple[ActorMention, ...] = ()
    outcome: str | None = None
    is_weak: bool = False


@dataclass
class Meeting:
    """Mentions of one meeting, joined. What is said first stays, save a failure said later."""

    mentions: list[Mention] = field(default_factory=list)

    def first(self, name: str) -> object:
        values = (getattr(m, name) for m in self.mentions)
        return next((v for v in values if v not in (None, (), "")), None)

    @property
    def round(self) -> int | None:
        return self.first("round")  # type: ignore[return-value]

    @property
    def city(self) -> PlaceMention | None:
        return self.first("city")  # type: ignore[return-value]

    @property
    def period(self) -> Period | None:
        return self.first("period")  # type: ignore[return-value]

    @property
    def is_next(self) -> bool:
        return any(m.is_next for m in self.mentions)

    @property
    def kind(self) -> str:
        return str(self.first("kind") or "")

    @property
    def phase(self) -> TalkPhase | None:
        phases = [m.phase for m in self.mentions if m.phase]
        return "failed" if "failed" in phases else next(iter(phases), None)

    @property
    def is_planned(self) -> bool:
        return self.phase in ("planned", "postponed")
