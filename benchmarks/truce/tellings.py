"""Who tells of what: which incidents reach which outlets, when, and with which figures."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache
from random import Random
from typing import Any, Literal

import yaml

from truce.truth import GOVERNMENT, HERE, TrueIncident, Truth

FRONT = "highland-front"
Grain = Literal["village", "near", "part", "province"]
# How exactly a place is named.
GRAINS: dict[Grain, float] = {"village": 0.87, "near": 0.04, "part": 0.06, "province": 0.03}
# Share of the dead known on the day and on the day after; all later.
KNOWN = (0.8, 0.95)
# A neutral source's errors: it blames the wrong side, it counts one too few, or too many.
WRONG_SIDE, ONE_LESS, ONE_MORE = 0.06, 0.06, 0.02


@dataclass(frozen=True)
class Outlet:
    """One entry of outlets.yaml, where its fields are explained."""

    id: str
    covers: tuple[str, ...] | None
    form: str
    sees: tuple[float, float, float]
    delays: tuple[float, ...]
    blames: float
    quotes: dict[str, float]
    days: tuple[int, ...] | None = None
    start: date | None = None
    favours: str | None = None
    passes_over: float = 0
    shifts_blame: float = 0
    recasts: float = 0
    own_civilians: float = 1
    other_fighters: float = 1

    def could_see(self, zone: str, day: date) -> bool:
        covers = self.covers is None or zone in self.covers
        return covers and (self.start is None or self.start <= day)


@dataclass(frozen=True)
class Telling:
    """One outlet's account of one incident. `killed` is its figure, `blamed` an actor's id.

    `enemy` is set where the dead are told as fighters of that side.
    """

    outlet: str
    incident: TrueIncident
    published: date
    killed: int
    children: int
    injured: int
    blamed: str | None
    source: str
    grain: Grain
    enemy: str | None = None


@lru_cache(maxsize=1)
def outlets() -> tuple[Outlet, ...]:
    entries = yaml.safe_load((HERE / "outlets.yaml").read_text(encoding="utf-8"))
    return tuple(_outlet(entry) for entry in entries)


def _outlet(entry: dict[str, Any]) -> Outlet:
    covers, days = entry.pop("covers"), entry.pop("days", None)
    return Outlet(
        **entry.pop("swells", {}),
        covers=None if covers == "all" else tuple(covers),
        days=tuple(days) if days else None,
        start=entry.pop("from", None),
        sees=tuple(entry.pop("sees")),
        delays=tuple(entry.pop("delays")),
        **entry,
    )


def all_tellings(truth: Truth, seed: int) -> list[Telling]:
    """In order of incident and outlet. What an outlet sees depends on no other outlet."""
    return [
        telling
        for incident in truth.incidents.values()
        for outlet in outlets()
        for telling in _told(outlet, incident, truth, Random(f"{seed} {outlet.id} {incident.id}"))
    ]


def _told(
    outlet: Outlet, incident: TrueIncident, truth: Truth, random: Random
) -> Iterator[Telling]:
    if not outlet.could_see(incident.zone, incident.day) or not _notices(outlet, incident, random):
        return
    published = _published(outlet, incident, random)
    if published > truth.last:
        return
    blamed, enemy = _blamed(outlet, incident, random)
    killed = _figure(outlet, incident, (published - incident.day).days, enemy, random)
    grain = random.choices(list(GRAINS), weights=list(GRAINS.values()))[0]
    yield Telling(
        outlet=outlet.id,
        incident=incident,
        published=published,
        killed=killed,
        children=0 if enemy else min(incident.children, killed),
        injured=incident.injured if random.random() < 0.8 else 0,
        blamed=blamed,
        source=random.choices(list(outlet.quotes), weights=list(outlet.quotes.values()))[0],
        # A big attack is never told without its village.
        grain="village" if incident.killed >= 8 else grain,
        enemy=enemy,
    )


def _notices(outlet: Outlet, incident: TrueIncident, random: Random) -> bool:
    size = 2 if incident.killed >= 10 else min(incident.killed, 1)
    is_passed_over = random.random() < outlet.passes_over and incident.author == outlet.favours
    return not is_passed_over and random.random() < outlet.sees[size]


def _published(outlet: Outlet, incident: TrueIncident, random: Random) -> date:
    delay = random.choices(range(len(outlet.delays)), weights=outlet.delays)[0]
    # What happens late in the evening is news of the next day.
    day = incident.day + timedelta(days=max(delay, int(incident.hour >= 21)))
    while outlet.days and day.weekday() not in outlet.days:
        day += timedelta(days=1)
    return day


def _blamed(
    outlet: Outlet, incident: TrueIncident, random: Random
) -> tuple[str | None, str | None]:
    """Whom the outlet blames, and the side whose fighters it makes of the dead."""
    author, other = incident.author, _other(incident.author)
    if outlet.favours == author and random.random() < outlet.recasts:
        return author, other
    if outlet.favours == author and random.random() < outlet.shifts_blame:
        return other, None
    if random.random() >= outlet.blames:
        return None, None
    is_wrong = not outlet.favours and random.random() < WRONG_SIDE
    return (other if is_wrong else author), None


def _other(side: str) -> str:
    return FRONT if side == GOVERNMENT else GOVERNMENT


def _figure(
    outlet: Outlet, incident: TrueIncident, days_after: int, enemy: str | None, random: Random
) -> int:
    """The dead as this outlet gives them: what was known by then, with its own error or bias."""
    known = known_after(incident, days_after)
    if enemy:
        return max(known, round(known * outlet.other_fighters))
    if outlet.favours and outlet.favours != incident.author:
        return round(known * outlet.own_civilians)
    drawn = random.random()
    if known > 1 and drawn < ONE_LESS:
        return known - 1
    return known + 1 if known and drawn > 1 - ONE_MORE else known


def known_after(incident: TrueIncident, days: int) -> int:
    """How many of the dead anyone knew of so many days after."""
    if incident.killed < 3 or days >= len(KNOWN):
        return incident.killed
    random = Random(f"known {incident.id} {incident.day}")
    drawn = [random.random() for _ in range(incident.killed)]
    return max(1, sum(each < KNOWN[days] for each in drawn))


def by_outlet_and_day(tellings: Sequence[Telling]) -> dict[tuple[str, date], list[Telling]]:
    """The tellings of each outlet's day, the deadliest first."""
    found: dict[tuple[str, date], list[Telling]] = {}
    for telling in sorted(tellings, key=lambda each: (-each.killed, each.incident.id)):
        found.setdefault((telling.outlet, telling.published), []).append(telling)
    return found
