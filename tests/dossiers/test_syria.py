"""Facts of the Syria dossier that would mislead a verdict if they were wrong."""

from __future__ import annotations

import csv
import json
from datetime import date
from pathlib import Path
from typing import Any

import msgspec
import pytest
import yaml
from shapely.geometry import Point, shape

from trucewatch.model.reference import Actor, Agreement, Place, Track, Zone

FOLDER = Path(__file__).parents[2] / "src/trucewatch/dossiers/syria"


def entries(name: str) -> Any:
    return yaml.safe_load((FOLDER / name).read_text(encoding="utf-8"))


def place_rows() -> list[dict[str, Any]]:
    with (FOLDER / "places.tsv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE))
    return [
        {
            **row,
            "lat": float(row["lat"]),
            "lon": float(row["lon"]),
            "names": row["names"].split("|"),
        }
        for row in rows
    ]


def zone_features() -> list[dict[str, Any]]:
    collection = json.loads((FOLDER / "zones.geojson").read_text(encoding="utf-8"))
    return [{**f["properties"], "geometry": f["geometry"]} for f in collection["features"]]


PLACES = {place.id: place for place in msgspec.convert(place_rows(), tuple[Place, ...])}
ACTORS = {actor.id: actor for actor in msgspec.convert(entries("actors.yaml"), tuple[Actor, ...])}
AGREEMENTS = {a.id: a for a in msgspec.convert(entries("agreements.yaml"), tuple[Agreement, ...])}
TRACKS = {track.id: track for track in msgspec.convert(entries("tracks.yaml"), tuple[Track, ...])}
ZONES = {zone.id: zone for zone in msgspec.convert(zone_features(), tuple[Zone, ...])}
MEMORANDUM = AGREEMENTS["syria/memorandum-2017-05-04"]


def zones_of(place_id: str) -> set[str]:
    place = PLACES[place_id]
    return {z.id for z in ZONES.values() if shape(z.geometry).covers(Point(place.lon, place.lat))}


@pytest.mark.parametrize(
    "place_id, zone_id",
    [
        ("syria:atarib", "syria/idlib"),
        ("syria:maarshurin", "syria/idlib"),
        ("syria:kabana", "syria/idlib"),
        ("syria:khan-touman", "syria/idlib"),
        ("syria:houla", "syria/north-homs"),
        ("syria:harbnafsah", "syria/north-homs"),
        ("syria:jobar", "syria/eastern-ghouta"),
        ("syria:nashabiyah", "syria/eastern-ghouta"),
        ("syria:baath-city", "syria/south-west"),
        ("syria:busra-al-harir", "syria/south-west"),
    ],
)
def test_towns_lie_in_the_zone_that_reports_put_them_in(place_id: str, zone_id: str) -> None:
    assert zone_id in zones_of(place_id)


@pytest.mark.parametrize(
    "place_id",
    [f"syria:{city}-city" for city in ("aleppo", "homs", "hama", "damascus", "latakia", "raqqa")]
    + ["syria:afrin", "syria:nubl", "syria:darayya", "syria:mhardeh"],
)
def test_cities_and_towns_outside_the_zones_stay_outside(place_id: str) -> None:
    assert zones_of(place_id) == set()


def test_signature_entry_into_force_and_ban_are_three_dates() -> None:
    dates = (MEMORANDUM.signed_on, MEMORANDUM.in_force_from, MEMORANDUM.ban_from)
    assert dates == (date(2017, 5, 4), date(2017, 5, 5), date(2017, 5, 6))


def test_the_memorandum_bars_air_strikes_in_its_four_zones_from_the_ban_on() -> None:
    ban = next(p for p in MEMORANDUM.provisions if "airstrike" in p.bars)
    assert ban.applies_from == MEMORANDUM.ban_from
    assert set(ban.zones) == {z.id for z in ZONES.values() if z.agreement == MEMORANDUM.id}


def test_the_same_ground_in_the_south_west_has_other_guarantors() -> None:
    truce = AGREEMENTS["syria/south-west-ceasefire-2017-07-09"]
    assert zones_of("syria:nawa") == {"syria/south-west", "syria/south-west-ceasefire-2017"}
    assert set(truce.guarantors) & set(MEMORANDUM.guarantors) == {"russia"}


def test_the_sochi_memorandum_sets_three_deadlines() -> None:
    sochi = AGREEMENTS["syria/sochi-memorandum-2018-09-17"]
    due = {p.due for p in sochi.provisions if p.due}
    assert due == {date(2018, 10, 10), date(2018, 10, 15), date(2018, 12, 31)}
    assert "iran" not in sochi.guarantors


def test_groups_outside_the_truce_are_no_bound_party() -> None:
    assert {"isil", "hts", "nusra-front"} <= set(MEMORANDUM.excluded)
    sides = {ACTORS[actor_id].side or actor_id for actor_id in MEMORANDUM.excluded}
    assert not sides & set(MEMORANDUM.bound)


@pytest.mark.parametrize(
    "zone_id, on, side",
    [
        ("syria/eastern-ghouta", date(2018, 4, 13), "syria-opposition"),
        ("syria/eastern-ghouta", date(2018, 4, 14), "syria-government"),
        ("syria/north-homs", date(2018, 5, 16), "syria-government"),
        ("syria/south-west", date(2018, 7, 31), "syria-government"),
        ("syria/idlib", date(2018, 12, 31), "syria-opposition"),
    ],
)
def test_who_held_the_zone_on_a_day(zone_id: str, on: date, side: str) -> None:
    held = [holder.side for holder in ZONES[zone_id].holders if holder.start <= on]
    assert held[-1] == side


def test_turkey_is_headed_by_one_of_two_similar_names_on_each_round() -> None:
    def heads(on: date) -> list[str]:
        return [
            actor.id
            for actor in ACTORS.values()
            for role in actor.roles
            if (role.office, role.of) == ("head-of-delegation", "turkey")
            and (role.start or date.min) <= on <= (role.end or date.max)
        ]

    assert heads(date(2017, 12, 21)) == ["sedat-onal"]
    assert heads(date(2021, 12, 21)) == ["selcuk-unal"]


def test_astana_rounds_run_in_order_and_ministers_meet_without_a_number() -> None:
    rounds = TRACKS["syria/astana"].rounds
    assert [r.number for r in rounds if r.number] == list(range(1, 23))
    starts = [r.held_from for r in rounds if r.held_from]
    assert starts == sorted(starts) and len(starts) == len(rounds)
    assert [r.held_from for r in rounds if r.number is None] == [date(2018, 3, 16)]


def test_the_ninth_round_slipped_from_its_first_announced_date() -> None:
    ninth = next(r for r in TRACKS["syria/astana"].rounds if r.number == 9)
    assert ninth.planned[0].startswith("second half of February 2018")
    assert ninth.held_from == date(2018, 5, 14)


@pytest.mark.parametrize("spelling", ["Maarrat al-Nu'man", "Douma", "Atareb", "Latamneh", "Rastan"])
def test_press_spellings_name_one_place(spelling: str) -> None:
    named = [p.id for p in PLACES.values() if spelling in (p.name, *p.names)]
    assert len(named) == 1


def test_places_and_zones_name_their_source_and_licence() -> None:
    assert all(place.source and "CC BY" in place.source for place in PLACES.values())
    assert all("CC BY-IGO" in (zone.source or "") for zone in ZONES.values())
