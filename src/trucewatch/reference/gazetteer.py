"""The compiled gazetteer: places by folded and by spelled name, read from one file, never loaded.

The file is made by tools/build_gazetteer.py. Place data: GeoNames, CC BY 4.0.
"""

from __future__ import annotations

import os
import sqlite3
from functools import lru_cache
from pathlib import Path

from msgspec import Struct

from trucewatch.model.values import PlacePrecision
from trucewatch.reference.names import DATA

GAZETTEER_FILE = DATA / "gazetteer.sqlite"
_MILLION = 1_000_000
_NAMED = """
    SELECT id_geonames, name, lat, lon, country, admin, population, precision, is_capital,
           min(grade), max((key = :folded AND folded = '') OR folded = :folded) AS is_exact
    FROM name JOIN place ON place.number = name.place
    WHERE key IN (:folded, :key) GROUP BY name.place
"""


class Candidate(Struct, frozen=True, kw_only=True):
    """A place that a name may mean.

    `is_exact`: the name as folded, not a spelling variant of it. `grade` 0 is the place's main
    name, 1 another of its names, 2 an adjective ("Turkish"). `population` 0 is unknown.
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

    @property
    def is_prominent(self) -> bool:
        """Whether a report may name it without saying where it is."""
        is_known = self.precision == "country" or self.is_capital or self.population >= _MILLION
        return is_known and self.is_exact


@lru_cache(maxsize=4096)
def gazetteer_places(folded: str, key: str, file: Path = GAZETTEER_FILE) -> tuple[Candidate, ...]:
    """Places called `folded`, and those whose spelling key is `key`, in no order that matters.

    Spelling variants are known for the countries listed in data/gazetteer.yaml only.
    """
    rows = _opened(file, os.getpid()).execute(_NAMED, {"folded": folded, "key": key})
    return tuple(map(_candidate, rows))


def _candidate(
    row: tuple[str, str, float, float, str, str, int, PlacePrecision, int, int, int],
) -> Candidate:
    number, name, lat, lon, country, admin, population, precision, is_capital, grade, exact = row
    return Candidate(
        place_id=f"geonames:{number}",
        name=name,
        lat=lat,
        lon=lon,
        precision=precision,
        country=country,
        admin=admin,
        population=population,
        is_capital=bool(is_capital),
        is_exact=bool(exact),
        grade=grade,
    )


# One connection a process: SQLite's must not be carried over a fork.
@lru_cache(maxsize=4)
def _opened(file: Path, process: int) -> sqlite3.Connection:
    uri = f"{file.as_uri()}?mode=ro&immutable=1"
    return sqlite3.connect(uri, uri=True, check_same_thread=False)
