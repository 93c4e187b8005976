"""Frames: one event as one sentence tells it, before the sentences are joined."""

from __future__ import annotations

from msgspec import Struct, field

from trucewatch.model.values import ActorMention, PlaceMention, Range
from trucewatch.reading.casualties import Casualty
from trucewatch.reading.dates import DateMention

_TOLLS = frozenset(("killed", "injured", "abducted"))


class Trigger(Struct, frozen=True):
    type: str
    start: int
    end: int


class Frame(Struct, frozen=True):
    """One event as one sentence tells it. `index` is the sentence's place in the document.

    `is_of_ground` when its only word for force is one of ground taken ("seized"); `is_account` when
    it has none, and gives somebody's figure for an event told elsewhere ("medics counted 26 dead");
    `is_added` when its dead are more than those told of just before ("a driver died too").
    """

    index: int
    start: int
    end: int
    type: str | None
    trigger: tuple[int, int] | None
    date: DateMention | None = None
    places: tuple[PlaceMention, ...] = ()
    admin: str | None = None
    perpetrators: tuple[ActorMention, ...] = ()
    claimed_by: tuple[ActorMention, ...] = ()
    supported_by: tuple[ActorMention, ...] = ()
    targets: tuple[str, ...] = ()
    casualties: dict[str, Casualty] = field(default_factory=dict)
    source: str | None = None
    relay: str | None = None
    status: str = "asserted"
    starts_anew: bool = False
    is_unclear_who: bool = False
    is_place_vague: bool = False
    is_of_ground: bool = False
    is_account: bool = False
    is_added: bool = False
    event: str | None = None
    evidence: tuple[tuple[str, int, int, int], ...] = ()

    @property
    def has_toll(self) -> bool:
        return not _TOLLS.isdisjoint(self.casualties)

    def value(self, measure: str) -> Range | None:
        casualty = self.casualties.get(measure)
        return casualty.value if casualty else None
