"""Who stands with whom, as the dossiers have it on a day."""

from __future__ import annotations

from datetime import date
from functools import cache
from typing import TYPE_CHECKING

from trucewatch.model.reference import ActorRole

if TYPE_CHECKING:
    from trucewatch.reference.reference import Reference


class Sides:
    """Looks up the sides and alliances of actors on one day (any day, if None)."""

    def __init__(self, reference: Reference, on: date | None) -> None:
        self.actors = reference.actors
        self.on = on
        self.camp = cache(self._camp)

    def _camp(self, actor_id: str) -> frozenset[str]:
        """The actor with its side and those it is an ally of, and theirs in turn."""
        camp: set[str] = set()
        found = [actor_id]
        while found:
            member = found.pop()
            if member in camp:
                continue
            camp.add(member)
            actor = self.actors.get(member)
            if actor is not None:
                found += [actor.side] if actor.side else []
                found += [role.of for role in actor.roles if role.of and self._is_ally(role)]
        return frozenset(camp)

    def _is_ally(self, role: ActorRole) -> bool:
        if role.office != "ally":
            return False
        return self.on is None or (
            (role.start is None or role.start <= self.on)
            and (role.end is None or self.on <= role.end)
        )

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
