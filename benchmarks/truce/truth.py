"""What really happened: incidents and captures that a seed makes of the rates in truth.yaml."""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path
from random import Random
from typing import Any

import yaml

from trucewatch.model.reference import Dossier, Place
from trucewatch.reference.dossier import load_reference
from trucewatch.reference.reference import Reference

HERE = Path(__file__).parent
DOSSIER = HERE / "dossier" / "velkara"
COUNTRY = "velkara"
GOVERNMENT = "velkara-government"
# Villages of which a shell meant for one may hit the next.
NEIGHBOURS = 4


@dataclass(frozen=True)
class TrueIncident:
    """Force at one village and hour (local, 0 to 23).

    `civilians` and `fighters` were killed, `children` among the civilians.
    """

    id: str
    zone: str
    type: str
    day: date
    hour: int
    village: str
    author: str
    civilians: int
    fighters: int
    children: int
    injured: int

    @property
    def killed(self) -> int:
        return self.civilians + self.fighters


@dataclass(frozen=True)
class Capture:
    """A village that the government takes."""

    id: str
    zone: str
    day: date
    village: str


@dataclass(frozen=True)
class Truth:
    """Incidents by id in order of day and hour, and captures in order of day."""

    incidents: Mapping[str, TrueIncident]
    captures: tuple[Capture, ...]
    first: date
    ban: date
    last: date

    def days(self) -> Iterator[date]:
        for at in range((self.last - self.first).days + 1):
            yield self.first + timedelta(days=at)

    def killed(self, zone: str, first: date, last: date) -> int:
        """All who were killed in the zone on these days, both included."""
        return sum(
            each.killed
            for each in self.incidents.values()
            if each.zone == zone and first <= each.day <= last
        )


@dataclass(frozen=True)
class Ground:
    """The invented country: its zones' villages by zone id, and every place by id."""

    reference: Reference
    villages: Mapping[str, tuple[Place, ...]]

    @property
    def dossier(self) -> Dossier:
        return self.reference.dossiers[0]

    def place(self, place_id: str) -> Place:
        return self.reference.places[place_id]

    def neighbours(self, place_id: str, zone: str) -> list[str]:
        """The nearest villages of the zone, the nearest first."""
        here = self.place(place_id)
        others = [each for each in self.villages[zone] if each.id != place_id]
        others.sort(key=lambda each: (_apart(here, each), each.id))
        return [each.id for each in others[:NEIGHBOURS]]


def load_ground() -> Ground:
    from shapely.geometry import Point, shape

    reference = load_reference([DOSSIER])
    towns = [place for place in reference.places.values() if place.precision == "town"]
    villages = {}
    for zone in reference.zones.values():
        area = shape(zone.geometry)
        villages[zone.id] = tuple(p for p in towns if area.covers(Point(p.lon, p.lat)))
    return Ground(reference, villages)


def settings() -> dict[str, Any]:
    return yaml.safe_load((HERE / "truth.yaml").read_text(encoding="utf-8"))


def make_truth(ground: Ground, seed: int, *, days: int | None = None) -> Truth:
    """The scenario of the seed; with `days`, only its first days from the ban on."""
    chosen = settings()
    random = Random(f"truth {seed}")
    last = min(chosen["ends"], chosen["ban"] + timedelta(days=days or 10_000))
    first = chosen["ban"] - timedelta(days=chosen["before_days"])
    incidents: list[TrueIncident] = []
    captures: list[Capture] = []
    for name, phases in chosen["zones"].items():
        zone = f"{COUNTRY}/{name}"
        rates, taking = _rates(chosen, phases, first, random)
        for at, rate in enumerate(rates):
            day = first + timedelta(days=at)
            if day <= last:
                incidents += _day(chosen, ground, zone, day, rate, random)
        taken = first + timedelta(days=taking) if taking is not None else None
        captures += _captures(ground, zone, taken, last, random)
    incidents = _one_a_day([each for each in incidents if each.day <= last])
    incidents.sort(key=lambda each: (each.day, each.hour, each.zone, each.village, each.type))
    numbered = [
        TrueIncident(**{**each.__dict__, "id": f"t{number:04}"})
        for number, each in enumerate(incidents)
    ]
    return Truth({each.id: each for each in numbered}, tuple(captures), first, chosen["ban"], last)


def _rates(
    chosen: Mapping[str, Any], phases: Sequence[tuple[str, int]], first: date, random: Random
) -> tuple[list[float], int | None]:
    """Expected incidents of each day from `first` on, and the day on which the taking begins.

    What an echo adds is taken off, so that a phase has the rate it is written with.
    """
    alone = 1 - chosen["echo_share"]
    rates = [chosen["phases"]["before"] * alone] * chosen["before_days"]
    taking = None
    for phase, weeks in phases:
        length = max(7, 7 * weeks + random.randint(-14, 14))
        if phase == "taken":
            taking, phase, length = len(rates), "collapsed", 7 * weeks
        rates += [chosen["phases"][phase] * alone] * length
    total = (chosen["ends"] - first).days + 1
    return (rates + [rates[-1]] * total)[:total], taking


def _day(
    chosen: Mapping[str, Any], ground: Ground, zone: str, day: date, rate: float, random: Random
) -> Iterator[TrueIncident]:
    for _ in range(_poisson(rate, random)):
        villages = ground.villages[zone]
        # A few villages on the line take most of the fire.
        village = villages[int(len(villages) * random.random() ** 1.6)].id
        incident = _incident(chosen, zone, day, village, _pick(chosen["types"], random), random)
        yield incident
        while random.random() < chosen["echo_share"]:
            incident = _echo(chosen, ground, incident, random)
            yield incident


def _echo(
    chosen: Mapping[str, Any], ground: Ground, of: TrueIncident, random: Random
) -> TrueIncident:
    village = of.village
    if random.random() >= chosen["echo_same_village"]:
        village = random.choice(ground.neighbours(of.village, of.zone))
    kind = of.type
    if random.random() >= chosen["echo_same_type"]:
        kind = _pick(chosen["types"], random)
    day = of.day + timedelta(days=random.choice(chosen["echo_days"]))
    return _incident(chosen, of.zone, day, village, kind, random)


def _one_a_day(incidents: Sequence[TrueIncident]) -> list[TrueIncident]:
    """One incident a village, day, type and author, as event datasets code them."""
    first: dict[tuple[str, date, str, str], TrueIncident] = {}
    for each in incidents:
        first.setdefault((each.village, each.day, each.type, each.author), each)
    return list(first.values())


def _incident(
    chosen: Mapping[str, Any], zone: str, day: date, village: str, kind: str, random: Random
) -> TrueIncident:
    tolls = chosen["tolls"][kind]
    killed = _killed(tolls, random)
    fighters = sum(random.random() < tolls["fighters"] for _ in range(killed))
    civilians = killed - fighters
    children = sum(random.random() < 0.2 for _ in range(civilians))
    injured = _poisson(1.6 * killed + (1.0 if killed else 0.5), random)
    return TrueIncident(
        "", zone, kind, day, random.randrange(24), village,
        _pick(chosen["authors"][kind], random), civilians, fighters, children, injured,
    )  # fmt: skip


def _killed(tolls: Mapping[str, float], random: Random) -> int:
    drawn = random.random()
    if drawn < tolls["none"]:
        return 0
    if drawn > 1 - tolls["large"]:
        return random.randint(10, 40)
    # Geometric from one on: most strikes kill one or two.
    return 1 + int(math.log(1 - random.random()) / math.log(1 - 1 / max(tolls["mean"], 1.01)))


def _captures(
    ground: Ground, zone: str, taken: date | None, last: date, random: Random
) -> Iterator[Capture]:
    """Villages fall in random order over four weeks, the main places in the last."""
    if taken is None:
        return
    main = ground.reference.zones[zone].main_places
    others = [each.id for each in ground.villages[zone] if each.id not in main]
    random.shuffle(others)
    for number, village in enumerate([*others, *main]):
        is_main = village in main
        day = taken + timedelta(days=random.randint(21, 27) if is_main else random.randint(0, 20))
        if day <= last:
            yield Capture(f"g{number:03}", zone, day, village)


def _poisson(mean: float, random: Random) -> int:
    """Knuth's method, which does for small means."""
    limit, count, product = math.exp(-mean), 0, random.random()
    while product > limit:
        count += 1
        product *= random.random()
    return count


def _pick(shares: Mapping[str, float], random: Random) -> str:
    return random.choices(list(shares), weights=list(shares.values()))[0]


def _apart(one: Place, other: Place) -> float:
    return math.hypot(one.lat - other.lat, (one.lon - other.lon) * math.cos(math.radians(one.lat)))
