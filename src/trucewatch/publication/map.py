"""The map and its timeline as data: zones with their lines, incidents in columns."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from itertools import islice

from msgspec import Struct

from trucewatch.model.finding import Findings, Verdict, Violation
from trucewatch.model.record import ControlChange, Record
from trucewatch.publication.glance import SYMBOLS
from trucewatch.publication.incidents import IncidentLine, incident_lines
from trucewatch.publication.names import name_of, record_words, verdict_words, zone_short
from trucewatch.reference.reference import Reference


class MapZone(Struct, frozen=True, kw_only=True):
    """A zone's line, which is our reading and may be off by `accuracy_km`. `geometry` is GeoJSON,
    WGS 84; `verdict` None where it has none in these days."""

    id: str
    name: str
    agreement: str
    geometry: dict[str, object]
    accuracy_km: float
    verdict: Verdict | None = None
    symbol: str = ""
    verdict_words: str = ""


class MapIncidents(Struct, frozen=True, kw_only=True):
    """Incidents with a known place, a column for each field: the nth of each is the nth incident.

    Words are said once: `what`, `place`, `precision`, `killed`, `grade`, `authors` and `claimants`
    are positions in `words`. `first_day` and `last_day` are the days it may be of, counted from
    1 January 1970, None where no day is known; `killed_low` is 0 where nobody gives a figure.
    `is_violation` is whether a violation other than a possible one was found in it.
    """

    words: tuple[str, ...]
    id: tuple[str, ...]
    what: tuple[int, ...]
    place: tuple[int, ...]
    lat: tuple[float, ...]
    lon: tuple[float, ...]
    precision: tuple[int, ...]
    first_day: tuple[int | None, ...]
    last_day: tuple[int | None, ...]
    killed: tuple[int, ...]
    killed_low: tuple[int, ...]
    grade: tuple[int, ...]
    authors: tuple[tuple[int, ...], ...]
    claimants: tuple[tuple[int, ...], ...]
    is_violation: tuple[bool, ...]


class MapControl(Struct, frozen=True, kw_only=True):
    """Ground gained, lost, besieged or held, at the point of the place named."""

    id: str
    says: str
    change: str
    lat: float
    lon: float
    day: int | None


class Map(Struct, frozen=True, kw_only=True):
    """`unplaced` is how many incidents have no place that is known, `not_shown` how many others are
    left out: those longest before the last day asked about, and later ones. `published` are the
    first and last day on which anything shown could be known, counted from 1 January 1970."""

    zones: tuple[MapZone, ...]
    incidents: MapIncidents
    control: tuple[MapControl, ...]
    unplaced: int
    not_shown: int
    published: tuple[int | None, int | None]


EPOCH = date(1970, 1, 1).toordinal()
# So many a browser moves about smoothly.
INCIDENTS_MAX = 50_000


def map_of(
    findings: Findings, records: Sequence[Record], reference: Reference, *, until: date | None
) -> Map:
    """Every incident and change of control of the record, and every zone of the dossiers. Where
    there are too many incidents, the latest up to the day `until`."""
    lines = incident_lines(records, reference)
    placed = [line for line in lines if line.lat is not None and line.lon is not None]
    shown = _latest(placed, until) if len(placed) > INCIDENTS_MAX else placed
    return Map(
        zones=tuple(_zones(findings, reference)),
        incidents=_columns(shown, findings.violations),
        control=tuple(_control(records, reference)),
        unplaced=len(lines) - len(placed),
        not_shown=len(placed) - len(shown),
        published=_published(records),
    )


def _latest(lines: Iterable[IncidentLine], until: date | None) -> list[IncidentLine]:
    """Of lines with the latest first."""
    told = (line for line in lines if (line.first_day or date.min) <= (until or date.max))
    return list(islice(told, INCIDENTS_MAX))


def _published(records: Iterable[Record]) -> tuple[int | None, int | None]:
    days = [each.first_published for each in records if each.first_published]
    return _since_epoch(min(days, default=None)), _since_epoch(max(days, default=None))


def _zones(findings: Findings, reference: Reference) -> Iterable[MapZone]:
    verdicts = {each.zone: each for each in findings.verdicts}
    for zone in reference.zones.values():
        verdict = verdicts.get(zone.id)
        yield MapZone(
            id=zone.id,
            name=zone_short(zone.id, reference),
            agreement=name_of(zone.agreement, reference),
            geometry=zone.geometry,
            accuracy_km=zone.accuracy_m / 1000,
            verdict=verdict.verdict if verdict else None,
            symbol=SYMBOLS[verdict.verdict] if verdict else "",
            verdict_words=verdict_words(verdict) if verdict else "",
        )


def _columns(lines: Sequence[IncidentLine], violations: Iterable[Violation]) -> MapIncidents:
    violated = {each.incident for each in violations if each.grade != "cannot tell"}
    at: dict[str, int] = {}

    def said(words: str) -> int:
        return at.setdefault(words, len(at))

    columns = {
        "what": tuple(said(line.what) for line in lines),
        "place": tuple(said(line.place) for line in lines),
        "precision": tuple(said(line.precision or "town") for line in lines),
        "killed": tuple(said(line.killed) for line in lines),
        "grade": tuple(said(line.grade) for line in lines),
    }
    authors = tuple(tuple(map(said, line.authors)) for line in lines)
    claimants = tuple(tuple(map(said, line.claimants)) for line in lines)
    return MapIncidents(
        words=tuple(at),
        id=tuple(line.id for line in lines),
        lat=tuple(round(line.lat or 0, 4) for line in lines),
        lon=tuple(round(line.lon or 0, 4) for line in lines),
        first_day=tuple(_since_epoch(line.first_day or line.last_day) for line in lines),
        last_day=tuple(_since_epoch(line.last_day or line.first_day) for line in lines),
        killed_low=tuple(line.killed_low or 0 for line in lines),
        authors=authors,
        claimants=claimants,
        is_violation=tuple(line.id in violated for line in lines),
        **columns,
    )


def _since_epoch(day: date | None) -> int | None:
    return day.toordinal() - EPOCH if day else None


def _control(records: Iterable[Record], reference: Reference) -> Iterable[MapControl]:
    for each in records:
        if isinstance(each, ControlChange) and each.place and each.place.lat is not None:
            day = each.occurred.start if each.occurred else each.first_published
            yield MapControl(
                id=each.id,
                says=record_words(each, reference),
                change=each.change,
                lat=each.place.lat,
                lon=each.place.lon or 0.0,
                day=_since_epoch(day),
            )
