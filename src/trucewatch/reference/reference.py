"""The reference: all loaded dossiers, frozen, with a look-up for each kind of name."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property, lru_cache
from typing import Protocol, TypeVar

import msgspec

from trucewatch.model.reference import Actor, Agreement, Dossier, Place, Source, Track, Zone
from trucewatch.model.values import PlaceMention
from trucewatch.reference.gazetteer import Candidate, gazetteer_places, weighed
from trucewatch.reference.lookup import (
    NameIndex,
    PersonName,
    first_names_agree,
    is_serving,
    office_agrees,
    person_name,
)
from trucewatch.reference.names import fold
from trucewatch.reference.places import place_words, resolve
from trucewatch.reference.shared import shared_actors, shared_sources

# Names kept with their places, unknown ones too: about 100 bytes a name.
_MOST_KEPT = 50_000
# Of hundreds of San Antonios, those that more people live in.
_MOST_CALLED = 80


# Compared by identity: a zone's geometry cannot be hashed, and one reference is loaded a run.
@dataclass(frozen=True, eq=False)
class Reference:
    """What the dossiers say, by id and by name. Look-ups return all that fit, best first.

    A name is looked for as folded first; only where nothing is called so, by its spelling key.
    Nothing is matched by likeness of letters alone.
    """

    dossiers: tuple[Dossier, ...] = ()

    @cached_property
    def actors(self) -> dict[str, Actor]:
        return shared_actors(self.dossiers)

    @cached_property
    def agreements(self) -> dict[str, Agreement]:
        return {each.id: each for dossier in self.dossiers for each in dossier.agreements}

    @cached_property
    def zones(self) -> dict[str, Zone]:
        return {zone.id: zone for dossier in self.dossiers for zone in dossier.zones}

    @cached_property
    def tracks(self) -> dict[str, Track]:
        return {track.id: track for dossier in self.dossiers for track in dossier.tracks}

    @cached_property
    def sources(self) -> dict[str, Source]:
        return shared_sources(self.dossiers)

    @cached_property
    def places(self) -> dict[str, Place]:
        return {place.id: place for dossier in self.dossiers for place in dossier.places}

    def about(self, countries: Sequence[str]) -> Reference:
        """The dossiers of these countries, in their order; all where no country is given.

        One conflict's "rebels" are not another's. Where none of the countries has a dossier, all
        without their agreements and zones: "the truce" in another country is none of theirs.
        """
        found = [each for iso2 in countries for each in self.dossiers if iso2 in each.countries]
        ids = tuple(dict.fromkeys(each.id for each in found))
        if ids:
            return _part(self, ids)
        return _of_no_conflict(self) if countries else self

    def actors_named(self, name: str, on: date | None = None) -> tuple[Actor, ...]:
        """Actors by name, adjective, metonym, or the title of a role held on that day.

        Best first: a name before an adjective, a metonym and a title; within these one that has a
        role that day before one that has none any more.
        """
        ranked: list[tuple[int, bool, int, Actor]] = []
        for order, (grade, actor) in enumerate(self._actor_names.find(name)):
            ranked.append((grade, not is_serving(actor, on), order, actor))
        for order, actor in enumerate(self._titles.find(name)):
            if is_serving(actor, on) and office_agrees(actor, name, on):
                ranked.append((3, False, order, actor))
        ranked.sort(key=lambda each: each[:3])
        return tuple({actor.id: actor for *_, actor in ranked}.values())

    def person_named(
        self, name: str, *, title: str | None = None, on: date | None = None
    ) -> tuple[Actor, ...]:
        """Persons by surname; first name and office decide before the surname's spelling.

        A first name that is given must agree. Where a title is given and someone's office that
        day agrees with it, the others are left out; so are those out of office, where someone is
        in. More than one returned: the name alone does not say who.
        """
        asked = person_name(name)
        if asked is None:
            return ()
        fitting = [
            (known.words != asked.words, known.words[-1] != asked.words[-1], actor)
            for known, actor in self._people.get(asked.surname_key, ())
            if first_names_agree(asked, known)
        ]
        fitting.sort(key=lambda each: each[:2])
        people = list({actor.id: actor for *_, actor in fitting}.values())
        people = [each for each in people if is_serving(each, on)] or people
        if title is not None:
            people = [each for each in people if office_agrees(each, title, on)] or people
        return tuple(people)

    def resolve_place(
        self, text: str, *, near: Sequence[PlaceMention] = (), countries: Sequence[str] = ()
    ) -> PlaceMention | None:
        """The place the words most likely name, None where no place is called so.

        `countries` are ISO codes the report is about, `near` places it has named already. What
        a dossier lists is looked for before the gazetteer; "Turkish" is a mention of Turkey.
        """
        return resolve(text, self._candidates, near, countries)

    def is_demonym(self, text: str) -> bool:
        """Whether the words name a country only by adjective or people ("Turkish", "Turks")."""
        exact = [
            candidate.grade for candidate in self._candidates(fold(text)) if candidate.is_exact
        ]
        return bool(exact) and min(exact) == 2

    def source_named(self, name: str) -> Source | None:
        return next(iter(self._sources_by_name.find(name)), None)

    def zone_named(self, name: str) -> Zone | None:
        """The zone, also where the words go on with its kind ("Idlib de-escalation zone")."""
        return _found_with(self._zones_by_name, name, place_words().zone_nouns)

    def track_named(self, name: str) -> Track | None:
        """The track, also where the words go on with its kind ("the Astana process")."""
        return _found_with(self._tracks_by_name, name, place_words().track_nouns)

    def agreement_named(self, name: str, on: date | None = None) -> Agreement | None:
        """The agreement; of several called so, the latest signed by that day.

        None where several are called so and no day is given.
        """
        called = self._agreements_by_name.find(name)
        if on is not None:
            signed = [each for each in called if each.signed_on is None or each.signed_on <= on]
            return max(signed, key=lambda each: each.signed_on or date.min, default=None)
        return called[0] if len(called) == 1 else None

    @cached_property
    def _actor_names(self) -> NameIndex[tuple[int, Actor]]:
        return NameIndex(_graded_names(self.actors.values()))

    @cached_property
    def _titles(self) -> NameIndex[Actor]:
        roles = ((role, actor) for actor in self.actors.values() for role in actor.roles)
        return NameIndex((role.title, actor) for role, actor in roles if role.title)

    @cached_property
    def _people(self) -> dict[str, list[tuple[PersonName, Actor]]]:
        people: dict[str, list[tuple[PersonName, Actor]]] = defaultdict(list)
        for actor in self.actors.values():
            if actor.kind != "person":
                continue
            for name in map(person_name, (actor.name, *actor.names)):
                if name is not None:
                    people[name.surname_key].append((name, actor))
        return people

    @cached_property
    def _sources_by_name(self) -> NameIndex[Source]:
        return NameIndex(_names(self.sources.values()))

    @cached_property
    def _zones_by_name(self) -> NameIndex[Zone]:
        return NameIndex(_names(self.zones.values()))

    @cached_property
    def _tracks_by_name(self) -> NameIndex[Track]:
        return NameIndex(_names(self.tracks.values()))

    @cached_property
    def _agreements_by_name(self) -> NameIndex[Agreement]:
        return NameIndex(_names(self.agreements.values()))

    @cached_property
    def _places_by_name(self) -> NameIndex[Place]:
        return NameIndex(_names(self.places.values()))

    @cached_property
    def _surnames(self) -> frozenset[str]:
        people = (name for names in self._people.values() for name, _ in names)
        return frozenset(name.words[-1] for name in people)

    def _candidates(self, folded: str) -> Sequence[Candidate]:
        known = self._known_places.get(folded)
        return self.places_called({folded})[folded] if known is None else known

    def places_called(self, names: set[str]) -> Mapping[str, tuple[Candidate, ...]]:
        """Places called by each folded name, the likeliest first, a name's least likely left out;
        among others that were asked for before.

        A surname of the dossiers is no small town elsewhere.
        """
        known = self._known_places
        new = names.difference(known)
        if len(known) + len(new) > _MOST_KEPT:
            known.clear()
            new = names
        for name, theirs in gazetteer_places(new).items() if new else ():
            called = [*self._our_places(name), *self._without_namesakes(name, theirs)]
            called.sort(key=lambda c: (-c.prior, c.place_id))
            known[name] = tuple(called[:_MOST_CALLED])
        return known

    @cached_property
    def _known_places(self) -> dict[str, tuple[Candidate, ...]]:
        return {}

    def _our_places(self, folded: str) -> Iterator[Candidate]:
        exact = self._places_by_name.exact(folded)
        for place in self._places_by_name.find(folded):
            yield _from_dossier(place, place in exact)

    def _without_namesakes(self, folded: str, theirs: Sequence[Candidate]) -> Iterable[Candidate]:
        if folded not in self._surnames:
            return theirs
        return (each for each in theirs if each.is_prominent)


# Its look-ups are made once for all reports on the same conflicts.
@lru_cache(maxsize=32)
def _part(reference: Reference, ids: tuple[str, ...]) -> Reference:
    by_id = {dossier.id: dossier for dossier in reference.dossiers}
    chosen = tuple(by_id[each] for each in ids)
    return reference if chosen == reference.dossiers else Reference(chosen)


@lru_cache(maxsize=32)
def _of_no_conflict(reference: Reference) -> Reference:
    return Reference(
        tuple(msgspec.structs.replace(each, agreements=(), zones=()) for each in reference.dossiers)
    )


class _Named(Protocol):
    @property
    def name(self) -> str: ...
    @property
    def names(self) -> tuple[str, ...]: ...


AnyNamed = TypeVar("AnyNamed", bound=_Named)


def _names(things: Iterable[AnyNamed]) -> Iterator[tuple[str, AnyNamed]]:
    return ((name, thing) for thing in things for name in (thing.name, *thing.names))


def _graded_names(actors: Iterable[Actor]) -> Iterator[tuple[str, tuple[int, Actor]]]:
    for actor in actors:
        for grade, names in enumerate(
            ((actor.name, *actor.names), actor.adjectives, actor.metonyms)
        ):
            yield from ((name, (grade, actor)) for name in names)


def _found_with(index: NameIndex[AnyNamed], name: str, nouns: Sequence[str]) -> AnyNamed | None:
    """What has this name, or this name without the noun it ends in, the longest noun first."""
    folded = fold(name)
    ends = [noun for noun in nouns if folded.endswith(noun) and folded.endswith(f" {noun}")]
    ends.sort(key=len, reverse=True)
    for asked in (folded, *(folded.removesuffix(f" {noun}") for noun in ends)):
        for thing in index.find(asked):
            return thing
    return None


def _from_dossier(place: Place, is_exact: bool) -> Candidate:
    return weighed(
        place_id=place.id,
        name=place.name,
        lat=place.lat,
        lon=place.lon,
        precision=place.precision,
        country=place.country,
        admin=place.admin,
        is_exact=is_exact,
        is_dossier=True,
    )
