"""What several dossiers know: a state, a minister or a news agency is one, with what each says."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TypeVar

import msgspec

from trucewatch.model.reference import Actor, ActorRole, Dossier, Source

Shared = TypeVar("Shared", Actor, Source)
Item = TypeVar("Item")


def shared_actors(dossiers: Iterable[Dossier]) -> dict[str, Actor]:
    """Actors by id. One that several dossiers list has the names and roles of all of them."""
    actors: dict[str, Actor] = {}
    for actor in (actor for dossier in dossiers for actor in dossier.actors):
        known = actors.get(actor.id)
        actors[actor.id] = _one_actor(known, actor) if known else actor
    return actors


def shared_sources(dossiers: Iterable[Dossier]) -> dict[str, Source]:
    """Sources by id. "*" in `covers` stands for the zones of the dossier that says so."""
    sources: dict[str, Source] = {}
    for dossier in dossiers:
        zones = tuple(zone.id for zone in dossier.zones)
        for each in dossier.sources:
            covers = zones if "*" in each.covers else each.covers
            source = msgspec.structs.replace(each, covers=covers)
            known = sources.get(source.id)
            sources[source.id] = _one_source(known, source) if known else source
    return sources


def _one_actor(known: Actor, other: Actor) -> Actor:
    return msgspec.structs.replace(
        known,
        names=_all(known.names, (other.name, *other.names)),
        metonyms=_all(known.metonyms, other.metonyms),
        adjectives=_all(known.adjectives, other.adjectives),
        roles=_all_roles(known.roles, other.roles),
    )


def _one_source(known: Source, other: Source) -> Source:
    return msgspec.structs.replace(
        known,
        names=_all(known.names, (other.name, *other.names)),
        covers=_all(known.covers, other.covers),
    )


def _all(ones: tuple[Item, ...], others: tuple[Item, ...]) -> tuple[Item, ...]:
    return tuple(dict.fromkeys((*ones, *others)))


def _all_roles(ones: tuple[ActorRole, ...], others: tuple[ActorRole, ...]) -> tuple[ActorRole, ...]:
    """Roles of both; one that both give from the same day is the first's."""
    given = {(role.office, role.of, role.start) for role in ones}
    new = (role for role in others if (role.office, role.of, role.start) not in given)
    return (*ones, *new)
