"""Who stands with whom, as the dossiers have it on a day."""

from __future__ import annotations

from datetime import date
from functools import cache

from trucewatch.reference.reference import Reference
from trucewatch.reference.sides import lineage


class Sides:
    """Looks up the sides and alliances of actors on one day (any day, if None)."""

    def __init__(self, reference: Reference, on: date | None) -> None:
        self.reference = reference
        self.actors = reference.actors
        self.on = on
        self.camp = cache(self._camp)

    def _camp(self, actor_id: str) -> frozenset[str]:
        """The actor with its side and those it is an ally of, and theirs in turn."""
        return lineage(actor_id, self.reference, self.on, with_allies=True)

    def are_together(self, one: str, other: str) -> bool:
        """Whether the two fight on one side: their camps meet."""
        return not self.camp(one).isdisjoint(self.camp(other))

    def speaks_for(self, speaker: str, actor_id: str) -> bool:
        """Whether `speaker` can admit or deny what `actor_id` is said to have done: itself, its
        own forces, or the side or state that it belongs to. An ally cannot."""
        return (
            speaker == actor_id
            or self._side(speaker) == actor_id
            or self._side(actor_id) == speaker
        )

    def _side(self, actor_id: str) -> str | None:
        actor = self.actors.get(actor_id)
        return actor.side if actor else None
