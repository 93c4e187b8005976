"""Reference nouns: what a dossier says of one conflict. People edit it; nothing derives it."""

from __future__ import annotations

from datetime import date
from typing import Literal

from msgspec import Struct

from trucewatch.model.values import PlacePrecision


class ActorRole(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What an actor is, for whom and when. Open ends are None; two roles of one `office` by one
    actor must not overlap.

    `office` is a short kebab-case kind ("head-of-delegation", "special-envoy", "ally",
    "guarantor", "minister"), `of` the id of the actor it is held for, `title` the words a report
    may use.
    """

    office: str
    of: str | None = None
    title: str | None = None
    start: date | None = None
    end: date | None = None
    source: str | None = None


class Actor(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A state, force, group, mission, outlet's monitor or person.

    `names` are the spellings reports use, `metonyms` other words for it ("Ankara", "the regime"),
    resolved only where the words act. `sides` are ids of the sides it fights or speaks for.
    """

    id: str
    name: str
    kind: Literal[
        "state", "side", "force", "group", "organisation", "monitor", "outlet", "mission", "person"
    ]
    names: tuple[str, ...] = ()
    metonyms: tuple[str, ...] = ()
    adjectives: tuple[str, ...] = ()
    side: str | None = None
    country: str | None = None
    roles: tuple[ActorRole, ...] = ()
    source: str | None = None


class Place(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A place the gazetteer lacks, or names better. Coordinates are WGS 84 degrees."""

    id: str
    name: str
    lat: float
    lon: float
    precision: PlacePrecision
    names: tuple[str, ...] = ()
    admin: str | None = None
    country: str | None = None
    source: str | None = None


class Provision(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Who owes what, where, by when.

    `bars` lists incident types (or "control:gained") that it forbids inside the zones; `owed_by`
    the sides bound; `due` a deadline for what is to be done; `applies_from` when the ban begins.
    `shown_by` are kinds of evidence that could show it done ("presence", "withdrawal:hts"; after
    the colon whose, or of which track or agreement); none where no claim that is read could.
    """

    id: str
    title: str
    text: str
    bars: tuple[str, ...] = ()
    owed_by: tuple[str, ...] = ()
    zones: tuple[str, ...] = ()
    applies_from: date | None = None
    due: date | None = None
    shown_by: tuple[str, ...] = ()
    source: str | None = None


class Agreement(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """An instrument with its several dates. `excluded` are actors outside the truce.

    `expires_on` is the end of the stated term and `extension` how it goes on: "automatic",
    "by consent" or None. `extensions` are days on which an extension is documented, with what
    the term then ends on. `superseded_by` is another agreement's id. `withdrawals` are (day, side)
    of formal withdrawals.
    """

    id: str
    name: str
    kind: str
    names: tuple[str, ...] = ()
    parties: tuple[str, ...] = ()
    guarantors: tuple[str, ...] = ()
    bound: tuple[str, ...] = ()
    excluded: tuple[str, ...] = ()
    signed_on: date | None = None
    in_force_from: date | None = None
    ban_from: date | None = None
    expires_on: date | None = None
    extension: str | None = None
    extensions: tuple[tuple[date, date], ...] = ()
    terminated_on: date | None = None
    withdrawals: tuple[tuple[date, str], ...] = ()
    superseded_by: str | None = None
    provisions: tuple[Provision, ...] = ()
    source: str | None = None
    note: str | None = None


class ZoneHolder(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Who holds the zone's main places, from a day on."""

    side: str
    start: date
    source: str | None = None


class Zone(Struct, frozen=True, kw_only=True):
    """An area under an agreement. Lines are our reading, labelled so.

    `geometry` is GeoJSON (Polygon or MultiPolygon, longitude latitude, WGS 84); `accuracy_m` how
    far the line may be off; `holders` who held its main places and since when; `names` what
    reports call it; `timezone` an IANA name: days are local to it.
    """

    id: str
    name: str
    agreement: str
    geometry: dict[str, object]
    accuracy_m: float
    timezone: str
    names: tuple[str, ...] = ()
    holders: tuple[ZoneHolder, ...] = ()
    main_places: tuple[str, ...] = ()
    valid_from: date | None = None
    valid_to: date | None = None
    source: str | None = None


class TrackRound(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A round as the reference knows it: a check on what reports say, never a source of claims."""

    city: str
    number: int | None = None
    name: str | None = None
    held_from: date | None = None
    held_to: date | None = None
    planned: tuple[str, ...] = ()
    outcome: str | None = None
    source: str | None = None


class Track(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A parallel channel of one process, with its rounds. `names` are what reports call it."""

    id: str
    name: str
    names: tuple[str, ...] = ()
    cities: tuple[str, ...] = ()
    sponsors: tuple[str, ...] = ()
    host: str | None = None
    rounds: tuple[TrackRound, ...] = ()
    source: str | None = None


class Source(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """An outlet, mission, party or person that publishes, or that reports quote.

    `covers` are zone ids it could see ("*" for all of its dossier), `cadence_days` how often it
    publishes, `delay_days` its usual lag, `actor` the actor whose voice it is, `side` whose side
    it stands on, None for none. `day_closes` is the local time at which its reporting day ends
    ("19:30"), None for midnight.
    """

    id: str
    name: str
    kind: Literal["outlet", "agency", "monitor", "party", "mission", "dataset", "ngo"]
    names: tuple[str, ...] = ()
    covers: tuple[str, ...] = ()
    cadence_days: float = 1.0
    delay_days: float = 0.0
    day_closes: str | None = None
    actor: str | None = None
    side: str | None = None
    start: date | None = None
    end: date | None = None
    source: str | None = None


class Dossier(Struct, frozen=True, kw_only=True):
    """The reference files of one conflict."""

    id: str
    name: str
    countries: tuple[str, ...] = ()
    actors: tuple[Actor, ...] = ()
    places: tuple[Place, ...] = ()
    agreements: tuple[Agreement, ...] = ()
    zones: tuple[Zone, ...] = ()
    tracks: tuple[Track, ...] = ()
    sources: tuple[Source, ...] = ()
