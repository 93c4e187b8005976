"""Who belongs to whom on a day: what the scope test and guarantor engagement ask of the dossier."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from trucewatch.assessment.wording import listed, with_article
from trucewatch.model.reference import Actor, ActorRole
from trucewatch.model.values import ActorMention
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


def best_actor(mention: ActorMention) -> str | None:
    return mention.actor_ids[0] if mention.actor_ids else None


def actor_name(actor_id: str, reference: Reference) -> str:
    actor = reference.actors.get(actor_id)
    return actor.name if actor else actor_id


def names_of(actor_ids: Iterable[str], reference: Reference) -> str:
    """ "the Syrian government and the Syrian opposition"."""
    return listed(with_article(actor_name(actor_id, reference)) for actor_id in actor_ids)


def source_name(claimant: str, reference: Reference) -> str:
    """The dossier's name for a claimant; its own words where the dossier does not list it."""
    source = reference.sources.get(claimant)
    return source.name if source else claimant


def _parents(actor: Actor, on: date | None, with_allies: bool) -> list[str]:
    offices = [
        role.of
        for role in actor.roles
        if role.of and _holds(role, on) and (with_allies or role.office not in OFFICES_OF_OTHERS)
    ]
    return offices + ([actor.side] if actor.side else [])


def _holds(role: ActorRole, on: date | None) -> bool:
    if on is None:
        return True
    return (role.start is None or role.start <= on) and (role.end is None or on <= role.end)
