"""Who belongs to whom on a day, as the dossiers have it."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from trucewatch.model.reference import Actor
from trucewatch.reference.lookup import covers
from trucewatch.reference.reference import Reference

# An ally fights beside a side without being part of it, and a guarantor answers for one.
OFFICES_OF_OTHERS = frozenset({"ally", "guarantor"})


def lineage(
    actor_id: str, reference: Reference, on: date | None, *, with_allies: bool = False
) -> frozenset[str]:
    """The actor and all it is part of on a day: its side, what its roles are for, and theirs."""
    found: set[str] = set()
    waiting = [actor_id]
    while waiting:
        current = waiting.pop()
        if current in found:
            continue
        found.add(current)
        if current in reference.actors:
            waiting.extend(_parents(reference.actors[current], on, with_allies))
    return frozenset(found)


def belongs(
    actor_id: str,
    groups: Iterable[str],
    reference: Reference,
    on: date | None,
    *,
    with_allies: bool = False,
) -> bool:
    return not lineage(actor_id, reference, on, with_allies=with_allies).isdisjoint(groups)


def _parents(actor: Actor, on: date | None, with_allies: bool) -> list[str]:
    offices = [
        role.of
        for role in actor.roles
        if role.of and covers(role, on) and (with_allies or role.office not in OFFICES_OF_OTHERS)
    ]
    return offices + ([actor.side] if actor.side else [])
