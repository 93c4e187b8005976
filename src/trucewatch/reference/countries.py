"""States by name, adjective and capital, for reports on conflicts that no dossier covers."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from functools import lru_cache

from msgspec import Struct

from trucewatch.reference.names import DATA, fold


class State(Struct, frozen=True):
    """A state as data/countries.tsv has it; `iso2` is ISO 3166 alpha-2, `lat` and `lon` a
    point in its middle, in WGS 84 degrees."""

    iso2: str
    name: str
    names: tuple[str, ...]
    adjectives: tuple[str, ...]
    capital: str
    lat: float
    lon: float


@lru_cache(maxsize=1)
def _states() -> tuple[State, ...]:
    with (DATA / "countries.tsv").open(encoding="utf-8", newline="") as lines:
        return tuple(map(_state, csv.DictReader(lines, delimiter="\t")))


def _state(line: dict[str, str]) -> State:
    names = tuple(filter(None, (line["name"], *(line["aliases"] or "").split("|"))))
    adjectives = tuple(filter(None, (line["adjectives"] or "").split("|")))
    return State(
        iso2=line["iso2"],
        name=line["name"],
        names=names,
        adjectives=adjectives,
        capital=line["capital"],
        lat=float(line["lat"]),
        lon=float(line["lon"]),
    )


@lru_cache(maxsize=1)
def _by_name() -> dict[str, State]:
    return {fold(name): state for state in _states() for name in _called(state)}


def _called(state: State) -> Iterator[str]:
    yield from state.names
    yield from state.adjectives


@lru_cache(maxsize=1)
def _by_capital() -> dict[str, State]:
    return {fold(state.capital): state for state in _states() if state.capital}


def state_named(words: str) -> State | None:
    """The state that the words name, or say as an adjective ("Turkish")."""
    return _by_name().get(fold(words))


def state_of_capital(words: str) -> State | None:
    """The state whose capital the words name: "Ankara" in "Ankara's team" speaks for Turkey."""
    return _by_capital().get(fold(words))


@lru_cache(maxsize=1)
def _by_code() -> dict[str, State]:
    return {state.iso2: state for state in _states()}


def state_of(iso2: str | None) -> State | None:
    """The state with this ISO 3166 alpha-2 code."""
    return _by_code().get(iso2) if iso2 else None
