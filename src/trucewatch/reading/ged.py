"""The reader of UCDP GED's rows: columns to claims. Nothing in a row is guessed at.

The dataset says who fought whom and how many died, not who attacked, nor with what. So the act is
armed force of no stated kind, both sides of a fight are its targets and nobody its author; only
force against civilians has an author. The toll is the dataset's own, from the sources it names.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files

import msgspec
from msgspec import Struct

from trucewatch.model.claim import IncidentClaim, Reading
from trucewatch.model.report import Report
from trucewatch.model.values import (
    ActorMention,
    Period,
    PlaceMention,
    PlacePrecision,
    Precision,
    Quote,
    Range,
)
from trucewatch.reading.grounding import gate
from trucewatch.reference.countries import state_named
from trucewatch.reference.reference import Reference
from trucewatch.sources.ged import DATASET, Event, event_in

READER = f"{DATASET}@1"
ONE_SIDED = 3


class Terms(Struct, frozen=True, forbid_unknown_fields=True):
    """data/ucdp.yaml."""

    sides: dict[str, str]
    place_precision: dict[int, PlacePrecision]
    day_precision: dict[int, Precision]


@lru_cache(maxsize=1)
def _terms() -> Terms:
    path = files("trucewatch") / "data" / "ucdp.yaml"
    return msgspec.yaml.decode(path.read_bytes(), type=Terms, strict=False)


@dataclass(frozen=True)
class GedReader:
    """Reads the reports that `sources.ged` makes of rows, and no others."""

    reference: Reference
    name: str = READER
    dataset: str = DATASET

    def read(self, report: Report) -> Reading:
        try:
            event = event_in(report.text)
        except ValueError as why:
            return Reading(report=report.ref, reader=READER, unread=f"no row of UCDP GED: {why}")
        claims, refusals = gate(_claims(event, report, self.reference), report)
        return Reading(
            report=report.ref,
            reader=READER,
            claims=tuple(claims),
            refusals=tuple(refusals),
            warnings=_warnings(event),
        )

    def spent(self) -> None:
        return None


def _warnings(event: Event) -> tuple[str, ...]:
    if event.low <= event.best <= event.high:
        return ()
    figures = f"low {event.low}, best {event.best} and high {event.high}"
    return (f"{figures} are out of order; the range spans them all",)


def _claims(event: Event, report: Report, reference: Reference) -> Iterator[IncidentClaim]:
    """The row's toll as a range, its best estimate where that is not all of it, and a claim
    without a toll for each further source: the row does not say whose figure it took."""
    told = _told(event, report, reference)
    lines = _lines(report.text)
    span = Range(min(event.low, event.best, event.high), max(event.low, event.best, event.high))
    yield msgspec.structs.replace(told, killed=span, victims=_victims(event))
    if span.low != span.high:
        best = {**told.evidence, "killed": (lines["best"],)}
        yield msgspec.structs.replace(told, killed=Range(event.best, event.best), evidence=best)
    for source in event.sources[1:]:
        bare = {name: quotes for name, quotes in told.evidence.items() if name != "killed"}
        yield msgspec.structs.replace(told, source=source, source_chain=(source,), evidence=bare)


def _told(event: Event, report: Report, reference: Reference) -> IncidentClaim:
    lines = _lines(report.text)
    authors, targets = _parties(event, reference)
    headline = report.text.partition("\n")[0]
    fields = {
        "date": ("date_start", "date_end", "date_prec"),
        "place": ("where_coordinates", "adm_1", "country", "where_prec", "latitude", "longitude"),
        "victims_or_targets": ("side_a", "side_b"),
        "killed": ("low", "best", "high"),
        "source_chain": ("source_original", "source_office"),
    }
    return IncidentClaim(
        report=report.ref,
        reader=READER,
        quote=headline,
        span=(0, len(headline)),
        evidence={
            field: tuple(lines[name] for name in names if name in lines)
            for field, names in fields.items()
        },
        source_chain=event.sources[:1],
        type="armed_force",
        date=Period(event.date_start, event.date_end, _terms().day_precision[event.date_prec]),
        place=_place(event),
        admin=event.adm_1 or None,
        country=_country(event),
        perpetrators=authors,
        victims_or_targets=targets,
        event=f"{DATASET}:{event.id}",
    )


def _lines(text: str) -> dict[str, Quote]:
    """Each column's line, by the column's name."""
    found, at = {}, 0
    for line in text.splitlines(keepends=True):
        words = line.rstrip("\n")
        found[words.partition(": ")[0]] = Quote(words, (at, at + len(words)))
        at += len(line)
    return found


def _parties(
    event: Event, reference: Reference
) -> tuple[tuple[ActorMention, ...], tuple[str, ...]]:
    """Authors and targets. A side of several groups is each of them."""
    side_a, side_b = (
        [_called(name) for name in _groups(side, reference)] for side in _sides(event)
    )
    if event.type_of_violence != ONE_SIDED:
        return (), tuple(dict.fromkeys((*side_a, *side_b)))
    day = event.date_start
    found = ((name, reference.actors_named(name, day)) for name in side_a)
    authors = (ActorMention(name, tuple(actor.id for actor in actors)) for name, actors in found)
    return tuple(authors), tuple(side_b)


def _sides(event: Event) -> tuple[str, str]:
    return event.side_a, event.side_b


def _groups(side: str, reference: Reference) -> list[str]:
    return [side] if reference.actors_named(side) else side.split(", ")


def _called(name: str) -> str:
    return _terms().sides.get(name, name)


def _place(event: Event) -> PlaceMention:
    return PlaceMention(
        event.where_coordinates,
        lat=event.latitude,
        lon=event.longitude,
        precision=_terms().place_precision[event.where_prec],
        admin=event.adm_1 or None,
        country=_country(event),
    )


def _country(event: Event) -> str | None:
    """UCDP adds a former name: "Yemen (North Yemen)"."""
    state = state_named(event.country) or state_named(event.country.partition(" (")[0])
    return state.iso2 if state else None


def _victims(event: Event) -> dict[str, Range]:
    """Civilians and combatants, as far as the parts of the best estimate tell.

    What the lowest estimate takes off may be of either part; so may what the highest adds, and
    those whom nobody could tell apart.
    """
    less = max(0, event.best - event.low)
    more = max(0, event.high - event.best) + event.deaths_unknown
    parts = {"civilian": event.deaths_civilians, "combatant": event.deaths_a + event.deaths_b}
    return {who: Range(max(0, count - less), count + more) for who, count in parts.items()}
