"""The compiled gazetteer: places by folded and by spelled name, read from one file, never loaded.

The file is made by tools/build_gazetteer.py. Place data: GeoNames, CC BY 4.0.
"""

from __future__ import annotations

import json
import math
import os
import sqlite3
from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from functools import lru_cache
from pathlib import Path
from typing import Any

from msgspec import Struct

from trucewatch.model.values import PlacePrecision
from trucewatch.reference.names import DATA, spelling_key

GAZETTEER_FILE = DATA / "gazetteer.sqlite"
_MILLION = 1_000_000
# Priors of what has no population to go by, and what is taken off or added to one's own.
_PRIORS: dict[PlacePrecision, float] = {"country": 9.0, "area": 6.5, "district": 4.5, "exact": 5.5}
_PROVINCE_PRIOR, _DOSSIER_PRIOR, _CAPITAL_BONUS = 6.3, 5.0, 1.5
_LESS_BY_GRADE, _LESS_FOR_VARIANT = 1.0, 1.5
# Grades of names: see Candidate.
MAIN, ALTERNATE, ADJECTIVE, SHORT = 0, 1, 2, 3
# All keys in one question: a statement's cost is more than a row's.
_CALLED = """
    SELECT asked.value, name.folded, grade, place.id, place.name, place.lat_e4, place.lon_e4,
           place.country, province.name, place.population, place.precision, place.is_capital
    FROM json_each(?) AS asked CROSS JOIN name ON name.key = asked.value
    JOIN place ON place.number = name.place
    LEFT JOIN place AS province ON province.number = place.province
"""
_Row = tuple[str, int, int | str, str, int, int, str | None, str | None, int, PlacePrecision, int]


class Candidate(Struct, frozen=True, kw_only=True):
    """A place that a name may mean.

    `is_exact`: the name as folded, not a spelling variant of it. `grade` 0 is the place's main
    name, 1 another of its names, 2 an adjective ("Turkish"), 3 a short form ("Ky.").
    `population` 0 is unknown. `country` is None for what lies in several. `prior` is how likely
    any report is to name the place, in powers of ten of population.
    """

    place_id: str
    name: str
    lat: float
    lon: float
    precision: PlacePrecision
    country: str | None = None
    admin: str | None = None
    population: int = 0
    is_capital: bool = False
    is_exact: bool = True
    is_dossier: bool = False
    grade: int = 0
    prior: float = 0.0

    @property
    def is_prominent(self) -> bool:
        """Whether a report may name it without saying where it is."""
        is_known = self.precision == "country" or self.is_capital or self.population >= _MILLION
        return is_known and self.is_exact


def gazetteer_places(
    names: Collection[str], file: Path = GAZETTEER_FILE
) -> dict[str, tuple[Candidate, ...]]:
    """Places called by each of the folded names, and those that share its spelling key.

    In no order that matters. Spelling variants are known for the countries listed in
    data/gazetteer.yaml only; a short form is asked for as written ("Ky.").
    """
    keys = {name: spelling_key(name) for name in names}
    rows: dict[str, list[_Row]] = defaultdict(list)
    question = json.dumps(sorted({*keys, *keys.values()}))
    for key, folded, *rest in _opened(file, os.getpid()).execute(_CALLED, (question,)):
        rows[key].append((folded or key, *rest))
    return {name: tuple(_candidates(name, rows, key)) for name, key in keys.items()}


def _candidates(name: str, rows: Mapping[str, Sequence[_Row]], key: str) -> Iterator[Candidate]:
    """One candidate a place: by the name itself where it has it, else by its best variant."""
    best: dict[int | str, _Row] = {}
    found = [row for asked in {name, key} for row in rows.get(asked, ())]
    for row in sorted(found, key=lambda row: (row[0] != name, row[1])):
        best.setdefault(row[2], row)
    for (
        folded,
        grade,
        number,
        called,
        lat,
        lon,
        country,
        admin,
        people,
        kind,
        capital,
    ) in best.values():
        yield weighed(
            place_id=f"geonames:{number}" if ":" not in str(number) else str(number),
            name=called,
            lat=lat / 10_000,
            lon=lon / 10_000,
            precision=kind,
            country=country,
            admin=admin,
            population=people,
            is_capital=bool(capital),
            is_exact=folded == name,
            grade=grade,
        )


def weighed(**known: Any) -> Candidate:
    """A candidate with its prior, from its other fields."""
    bare = Candidate(**known)
    return Candidate(**known, prior=_prior(bare))


def _prior(c: Candidate) -> float:
    if c.precision in _PRIORS:
        return _PRIORS[c.precision] - c.grade / 10
    people = math.log10(c.population + 100)
    if c.precision == "province":
        people = max(people, _PROVINCE_PRIOR)
    if c.is_dossier:
        people = max(people, _DOSSIER_PRIOR)
    bonus = _CAPITAL_BONUS if c.is_capital else 0.0
    return people + bonus - _LESS_BY_GRADE * c.grade - (0.0 if c.is_exact else _LESS_FOR_VARIANT)


# One connection a process: SQLite's must not be carried over a fork.
@lru_cache(maxsize=4)
def _opened(file: Path, process: int) -> sqlite3.Connection:
    uri = f"{file.as_uri()}?mode=ro&immutable=1"
    return sqlite3.connect(uri, uri=True, check_same_thread=False)
