"""What no single entry can show to be wrong: ids, overlaps, orders of dates, geometry."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from itertools import combinations
from typing import Any, get_args

from trucewatch.model.claim import IncidentType
from trucewatch.model.reference import Actor, ActorRole, Agreement, Place, Source, Track, Zone
from trucewatch.reference.countries import state_of
from trucewatch.reference.entries import Draft, Entry, Head
from trucewatch.reference.places import distance_km

# Every file of a dossier but dossier.yaml.
_FILES = (
    "actors.yaml",
    "agreements.yaml",
    "places.tsv",
    "sources.yaml",
    "tracks.yaml",
    "zones.geojson",
)
_EMPTY = {
    "places.tsv": "one with the header line alone will do",
    "zones.geojson": 'one with {"type": "FeatureCollection", "features": []} will do',
}
# A place this far from the middle of its country, and this near with its coordinates the other way
# round, has them the wrong way round.
_FAR_KM, _NEAR_KM = 2500.0, 1500.0
_BARRED = frozenset({*get_args(IncidentType), "control:gained"})
# Kinds of evidence in a provision's `shown_by`, with what an id after the colon is of.
_SHOWN_BY = {
    "presence": "Actor",
    "withdrawal": "Actor",
    "count": "Actor",
    "release": "Actor",
    "meeting": "Track",
    "agreement": "Agreement",
}


def cross_problems(draft: Draft) -> Iterator[str]:
    """Problems between entries, each "file:line: what; what to do". Cheap enough for each start."""
    yield from _twice_given(draft)
    yield from _dangling(draft)
    for actor in draft.actors:
        yield from _overlapping_roles(actor)
    yield from _reversed_dates(draft)
    for place in draft.places:
        yield from _out_of_range(place)
    for source in draft.sources:
        yield from _impossible_rhythm(source)
    for zone in draft.zones:
        if not zone.noun.accuracy_m > 0:
            at = zone.at("accuracy_m")
            yield f"{at}: accuracy_m is {zone.noun.accuracy_m:g}; write metres, more than 0"
    for agreement in draft.agreements:
        yield from _provision_problems(agreement)


def _twice_given(draft: Draft) -> Iterator[str]:
    for kind, ids in draft.ids.items():
        first: dict[str, str] = {}
        for each, where in ids:
            if each in first:
                yield f"{where}: {kind.lower()} {each} is already at {first[each]}; rename one"
            first.setdefault(each, where)


def _dangling(draft: Draft) -> Iterator[str]:
    known = {kind: {each for each, _ in ids} for kind, ids in draft.ids.items()}
    for entry, path, kind, each in _references(draft):
        if kind not in draft.unread and each not in known.get(kind, ()):
            yield (
                f"{entry.at(path)}: no {kind.lower()} has the id {each};"
                f" add it to this dossier or correct {path.split('.')[-1]}"
            )


Link = tuple[Entry[Any], str, str, str]


def _references(draft: Draft) -> Iterator[Link]:
    """Every id that an entry gives of another: (entry, path of the field, kind, id)."""
    for actor in draft.actors:
        yield from _links(actor, "Actor", side=actor.noun.side)
        for i, role in enumerate(actor.noun.roles):
            yield from _links(actor, "Actor", f"roles.{i}.", of=role.of)
    for agreement in draft.agreements:
        yield from _agreement_references(agreement)
    for zone in draft.zones:
        yield from _zone_references(zone)
    for track in draft.tracks:
        yield from _links(track, "Actor", sponsors=track.noun.sponsors, host=track.noun.host)
    for source in draft.sources:
        noun = source.noun
        yield from _links(source, "Actor", actor=noun.actor, side=noun.side)
        yield from _links(source, "Zone", covers=[each for each in noun.covers if each != "*"])


def _agreement_references(entry: Entry[Agreement]) -> Iterator[Link]:
    noun = entry.noun
    for name in ("parties", "guarantors", "bound", "excluded"):
        yield from _links(entry, "Actor", **{name: getattr(noun, name)})
    yield from _links(entry, "Agreement", superseded_by=noun.superseded_by)
    for i, provision in enumerate(noun.provisions):
        yield from _links(entry, "Actor", f"provisions.{i}.", owed_by=provision.owed_by)
        yield from _links(entry, "Zone", f"provisions.{i}.", zones=provision.zones)
        for shown in provision.shown_by:
            kind, _, named = shown.partition(":")
            if named and kind in _SHOWN_BY:
                yield entry, f"provisions.{i}.shown_by", _SHOWN_BY[kind], named


def _zone_references(entry: Entry[Zone]) -> Iterator[Link]:
    yield from _links(entry, "Agreement", agreement=entry.noun.agreement)
    for i, holder in enumerate(entry.noun.holders):
        yield from _links(entry, "Actor", f"holders.{i}.", side=holder.side)
    ours = [each for each in entry.noun.main_places if not each.startswith("geonames:")]
    yield from _links(entry, "Place", main_places=ours)


def _links(
    entry: Entry[Any], kind: str, prefix: str = "", **fields: str | Iterable[str] | None
) -> Iterator[Link]:
    for name, value in fields.items():
        for each in [value] if isinstance(value, str) else value or ():
            yield entry, prefix + name, kind, each


def _overlapping_roles(entry: Entry[Actor]) -> Iterator[str]:
    for (i, left), (j, right) in combinations(enumerate(entry.noun.roles), 2):
        if (left.office, left.of) != (right.office, right.of):
            continue
        start = max(left.start or date.min, right.start or date.min)
        if start <= min(left.end or date.max, right.end or date.max):
            line = entry.at(f"roles.{i}").rpartition(":")[2]
            yield (
                f"{entry.at(f'roles.{j}')}: role {_called(right)} of {entry.noun.id} overlaps the"
                f" one at line {line}{_since(start)}; end the first one"
            )


def _called(role: ActorRole) -> str:
    return f"{role.office} of {role.of}" if role.of else role.office


def _since(start: date) -> str:
    return "" if start == date.min else f" from {start}"


# Pairs of fields whose dates must not be reversed, by kind of entry.
_ORDERED: dict[type, tuple[tuple[str, str], ...]] = {
    Agreement: (
        ("signed_on", "in_force_from"),
        ("signed_on", "ban_from"),
        ("in_force_from", "expires_on"),
        ("in_force_from", "terminated_on"),
        ("signed_on", "expires_on"),
        ("signed_on", "terminated_on"),
    ),
    Zone: (("valid_from", "valid_to"),),
    Source: (("start", "end"),),
}


def _reversed_dates(draft: Draft) -> Iterator[str]:
    entries: list[Entry[Any]] = [*draft.agreements, *draft.zones, *draft.sources]
    for entry in entries:
        for first, last in _ORDERED[type(entry.noun)]:
            yield from _reversed(entry, entry.noun, first, last)
    for actor in draft.actors:
        for i, role in enumerate(actor.noun.roles):
            yield from _reversed(actor, role, "start", "end", f"roles.{i}.")
    for track in draft.tracks:
        yield from _reversed_rounds(track)


def _reversed_rounds(entry: Entry[Track]) -> Iterator[str]:
    for i, each in enumerate(entry.noun.rounds):
        yield from _reversed(entry, each, "held_from", "held_to", f"rounds.{i}.")


def _reversed(
    entry: Entry[Any], noun: object, first: str, last: str, prefix: str = ""
) -> Iterator[str]:
    start, end = getattr(noun, first), getattr(noun, last)
    if start is not None and end is not None and end < start:
        where = entry.at(prefix + last)
        yield f"{where}: {last} {end} is before {first} {start}; correct one of them"


def _out_of_range(entry: Entry[Place]) -> Iterator[str]:
    place = entry.noun
    if not (-90 <= place.lat <= 90 and -180 <= place.lon <= 180):
        yield (
            f"{entry.at()}: {place.id} is at lat {place.lat}, lon {place.lon};"
            " latitude is -90 to 90, longitude -180 to 180"
        )


def _impossible_rhythm(entry: Entry[Source]) -> Iterator[str]:
    source = entry.noun
    if not source.cadence_days > 0:
        at = entry.at("cadence_days")
        yield f"{at}: cadence_days is {source.cadence_days:g}; write days, more than 0"
    if not source.delay_days >= 0:
        at = entry.at("delay_days")
        yield f"{at}: delay_days is {source.delay_days:g}; write days, 0 or more"
    if source.day_closes and not re.fullmatch(r"(?:[01]\d|2[0-3]):[0-5]\d", source.day_closes):
        at = entry.at("day_closes")
        yield f'{at}: day_closes is {source.day_closes!r}; write a time of day, as in "19:30"'


def _provision_problems(entry: Entry[Agreement]) -> Iterator[str]:
    seen: set[str] = set()
    for i, provision in enumerate(entry.noun.provisions):
        where = entry.at(f"provisions.{i}.id")
        if provision.id in seen:
            yield f"{where}: provision {provision.id} is given twice; number it anew"
        seen.add(provision.id)
        if not provision.id.startswith(f"{entry.noun.id}#"):
            yield f"{where}: provision {provision.id} is not {entry.noun.id}#…; correct its id"
        for barred in sorted(set(provision.bars) - _BARRED):
            known = ", ".join(sorted(_BARRED))
            yield f"{entry.at(f'provisions.{i}.bars')}: {barred} cannot be barred; known: {known}"
        for shown in provision.shown_by:
            if shown.partition(":")[0] not in _SHOWN_BY:
                at = entry.at(f"provisions.{i}.shown_by")
                yield f"{at}: {shown} is no kind of evidence; known: {', '.join(_SHOWN_BY)}"


def careful_problems(draft: Draft) -> Iterator[str]:
    """What does not keep a dossier from being used, or takes too long to look at on each start."""
    yield from _missing_files(draft)
    if draft.head:
        yield from _misnamed(draft.head)
    for entry, path, what in _unsourced(draft):
        at = entry.at(path)
        yield f"{at}: {what} names no source; add source, where it can be looked up"
    for place in draft.places:
        yield from _swapped(place)
    yield from _unknown_timezones(draft.zones)
    for zone in draft.zones:
        yield from _geometry_problems(zone)


def _missing_files(draft: Draft) -> Iterator[str]:
    # A folder without its head is no dossier, and that has been said.
    if not (draft.folder / "dossier.yaml").exists():
        return
    for name in _FILES:
        if not (draft.folder / name).exists():
            empty = _EMPTY.get(name, "an empty one will do")
            yield f"{draft.folder / name}: no such file; {empty}"


def _misnamed(head: Entry[Head]) -> Iterator[str]:
    folder = head.file.resolve().parent.name
    if head.noun.id != folder:
        at = head.at("id")
        yield f"{at}: id {head.noun.id} is not the folder's name {folder}; rename one of them"


def _unsourced(draft: Draft) -> Iterator[tuple[Entry[Any], str, str]]:
    """Entries, and what stands in them, without a source: (entry, path, what it is)."""
    plain: list[Entry[Any]] = [*draft.agreements, *draft.places, *draft.zones, *draft.tracks]
    for entry in [*plain, *draft.sources]:
        if not entry.noun.source:
            yield entry, "", entry.noun.id
    for actor in draft.actors:
        # People are known by their roles, each with a source of its own.
        if not actor.noun.source and not _all_sourced(actor.noun.roles):
            yield actor, "", actor.noun.id
    for agreement in draft.agreements:
        for i, provision in enumerate(agreement.noun.provisions):
            if not provision.source:
                yield agreement, f"provisions.{i}", provision.id
    for track in draft.tracks:
        for i, each in enumerate(track.noun.rounds):
            if not each.source:
                yield track, f"rounds.{i}", f"a round of {track.noun.id}"


def _all_sourced(roles: Sequence[ActorRole]) -> bool:
    return bool(roles) and all(role.source for role in roles)


def _swapped(entry: Entry[Place]) -> Iterator[str]:
    place, state = entry.noun, state_of(entry.noun.country)
    if state is None or max(abs(place.lat), abs(place.lon)) > 90:
        return
    away_km = distance_km(place.lat, place.lon, state.lat, state.lon)
    if away_km > _FAR_KM and distance_km(place.lon, place.lat, state.lat, state.lon) < _NEAR_KM:
        where = f"lat {place.lat}, lon {place.lon}, {away_km:,.0f} km from {state.name}"
        yield f"{entry.at()}: {place.id} is at {where}; lat and lon look swapped"


def _unknown_timezones(zones: Sequence[Entry[Zone]]) -> Iterator[str]:
    # Loading a dossier does without it.
    from zoneinfo import available_timezones

    known = available_timezones()
    for entry in zones:
        # A machine without the time zone database knows none, and cannot tell.
        if known and entry.noun.timezone not in known:
            at, name = entry.at("timezone"), entry.noun.timezone
            yield f"{at}: {name} is no time zone; write an IANA name such as Asia/Damascus"


def _geometry_problems(entry: Entry[Zone]) -> Iterator[str]:
    from shapely.errors import ShapelyError
    from shapely.geometry import shape
    from shapely.validation import explain_validity

    where, zone = entry.at(), entry.noun
    if zone.geometry.get("type") not in ("Polygon", "MultiPolygon"):
        found = zone.geometry.get("type")
        yield f"{where}: {zone.id} is a {found}; draw a Polygon or MultiPolygon"
        return
    try:
        area = shape(zone.geometry)
    except (ShapelyError, ValueError, TypeError, KeyError, IndexError) as error:
        yield f"{where}: {zone.id} has no readable coordinates ({error}); close each ring"
        return
    if area.is_empty:
        yield f"{where}: {zone.id} has no points; draw it"
        return
    west, south, east, north = area.bounds
    if west < -180 or east > 180 or south < -90 or north > 90:
        yield f"{where}: {zone.id} lies outside the map; coordinates are [longitude, latitude]"
    if not area.is_valid:
        yield f"{where}: {zone.id}: {explain_validity(area)}; redraw the ring there"
