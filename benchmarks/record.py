"""How long a record takes to be derived, anew and by a day's reports, beside a naive floor.

    python benchmarks/record.py [--claims N]... [--jobs N] [--orders N] [--keep FOLDER]

Claims are made up, as plausible as outlets' reports of several conflicts over years, and written
to a real record. Time is on the clock; memory is the largest of this process and all it starts
together. The floor decodes each claim and writes it to a table, and reconciles nothing. --orders
adds the same reports in so many random orders, in steps, and compares what is derived with a
rebuild, byte for byte.
"""

from __future__ import annotations

import argparse
import json
import random
import resource
import sqlite3
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from itertools import islice
from pathlib import Path

import msgspec

from trucewatch.derivation.derive import bring_up_to_date
from trucewatch.model.claim import (
    AgreementClaim,
    AssessmentClaim,
    Claim,
    ControlClaim,
    IncidentClaim,
    Participant,
    Reading,
    SupportClaim,
    TalkClaim,
    TallyClaim,
    identified,
)
from trucewatch.model.reference import Dossier
from trucewatch.model.report import Report, canonical
from trucewatch.model.values import ActorMention, Period, PlaceMention, Range
from trucewatch.reference.dossier import load_reference
from trucewatch.sources.files import Incoming
from trucewatch.store.record import RecordStore, open_record

FIRST_DAY = date(2015, 1, 1)
CLAIMS_A_DAY = 400
CLAIMS_A_REPORT = 4
REPORTS_AT_ONCE = 10_000
READER = "made-up@1"
SEED = 20170504
OUTLETS = ["AFP", "Reuters", "TASS", *(f"Gazette {number}" for number in range(40))]
TYPES = ("airstrike", "shelling", "armed_clash", "bombing_ied", "sniper_or_small_arms", "other")
WORDS = [f"{a}{b}{c}" for a in "bdfgklmn" for b in "aeiou" for c in ("r", "st", "nd", "lo", "m")]
Kept = tuple[Incoming, Reading]


class World:
    """Places and actors of the packaged dossiers, and what outlets tell of them, day by day."""

    def __init__(self) -> None:
        self.dossiers = [each for each in load_reference().dossiers if each.places]

    def reports(self) -> Iterator[Kept]:
        number = 0
        while True:
            yield from self.day(number)
            number += 1

    def day(self, number: int) -> Iterator[Kept]:
        """The reports that come out on one day. Each day by itself is always the same."""
        chance = random.Random(f"{SEED} {number}")
        day = FIRST_DAY + timedelta(days=number)
        told: dict[str, list[Claim]] = {}
        while sum(map(len, told.values())) < CLAIMS_A_DAY:
            dossier = chance.choice(self.dossiers)
            for outlet, claim in self._story(dossier, day, chance):
                told.setdefault(outlet, []).append(claim)
        for outlet, claims in told.items():
            for at in range(0, len(claims), CLAIMS_A_REPORT):
                some = claims[at : at + CLAIMS_A_REPORT]
                yield report_of(f"{number}-{at}", outlet, day, some, chance)

    def _story(
        self, dossier: Dossier, day: date, chance: random.Random
    ) -> Iterator[tuple[str, Claim]]:
        """One thing as some outlets tell it."""
        kind = chance.random()
        outlets = chance.sample(OUTLETS, min(6, 1 + int(chance.expovariate(0.9))))
        if kind < 0.80:
            yield from self._force(dossier, day, outlets, chance)
        else:
            for outlet in outlets:
                yield outlet, self._other(kind, dossier, day, chance)

    def _force(
        self, dossier: Dossier, day: date, outlets: Sequence[str], chance: random.Random
    ) -> Iterator[tuple[str, Claim]]:
        place, kind = mention(chance.choice(dossier.places)), chance.choice(TYPES)
        happened = day - timedelta(days=chance.choice((0, 0, 0, 1, 1, 2, 5)))
        killed = int(chance.expovariate(0.2))
        author = (actor(dossier, chance),) if chance.random() < 0.6 else ()
        for outlet in outlets:
            said = max(0, killed + chance.choice((0, 0, 0, 1, -2, 3)))
            yield (
                outlet,
                IncidentClaim(
                    **told_by(outlet, dossier, chance),
                    type=kind,
                    date=when(happened, chance),
                    place=place if chance.random() < 0.9 else province(place),
                    country=place.country,
                    killed=Range(said, said if chance.random() < 0.7 else None) if said else None,
                    perpetrators=author if chance.random() < 0.8 else (),
                    claim_status="denied" if chance.random() < 0.02 else "asserted",
                ),
            )

    def _other(self, kind: float, dossier: Dossier, day: date, chance: random.Random) -> Claim:
        said = told_by("", dossier, chance)
        place, who = mention(chance.choice(dossier.places)), actor(dossier, chance)
        if kind < 0.88:
            period = Period(day.replace(day=1), day, "month")
            killed = Range(chance.randrange(5, 900), None)
            return TallyClaim(
                **said, measure="killed", value=killed, place=province(place), period=period
            )
        if kind < 0.91 and dossier.tracks:
            track = chance.choice(dossier.tracks)
            number = 12 * (day.year - FIRST_DAY.year) + day.month
            held = Period(day.replace(day=12), day.replace(day=13))
            envoy = Participant(party=who, representative=chance.choice(("A. Haddad", "B. Orlov")))
            return TalkClaim(
                **said,
                name=track.name,
                track_id=track.id,
                round=number,
                date=held,
                phase=chance.choice(("planned", "under_way", "concluded")),
                participants=(envoy,),
            )
        if kind < 0.93:
            agreement = chance.choice(dossier.agreements)
            return AgreementClaim(**said, name=agreement.name, agreement_id=agreement.id)
        if kind < 0.96:
            change, period = chance.choice(("gained", "lost", "holds")), when(day, chance)
            return ControlClaim(**said, actor=who, change=change, place=place, date=period)
        if kind < 0.98:
            backed = actor(dossier, chance)
            return SupportClaim(**said, backer=who, backed=backed)
        return AssessmentClaim(**said, about="the truce", finding=sentence(chance))


def told_by(outlet: str, dossier: Dossier, chance: random.Random) -> dict[str, object]:
    source = chance.choice(dossier.sources).name if chance.random() < 0.5 else None
    return {"report": "", "reader": READER, "quote": sentence(chance), "source": source}


def sentence(chance: random.Random) -> str:
    return " ".join(chance.choices(WORDS, k=14)) + "."


def mention(place) -> PlaceMention:
    grain = place.precision if place.precision in ("town", "province", "district") else "town"
    return PlaceMention(
        place.name, place.id, place.lat, place.lon, grain, place.admin, place.country
    )


def province(place: PlaceMention) -> PlaceMention:
    name = place.admin or place.text
    words, lat, lon = f"{name} province", place.lat, place.lon
    return PlaceMention(words, None, lat, lon, "province", name, place.country)


def actor(dossier: Dossier, chance: random.Random) -> ActorMention:
    known = chance.choice(dossier.actors)
    return ActorMention(known.name, (known.id,))


def when(day: date, chance: random.Random) -> Period | None:
    """Mostly a day; sometimes not said, and sometimes told in coarser words."""
    grain = chance.random()
    if grain < 0.08:
        return None
    if grain < 0.12:
        return Period(day - timedelta(days=1), day, "hours")
    if grain < 0.14:
        return Period(day - timedelta(days=6), day, "week")
    if grain < 0.145:
        return Period(day.replace(day=1), day.replace(day=28), "month")
    return Period(day, day)


def report_of(
    id: str, outlet: str, day: date, claims: Sequence[Claim], chance: random.Random
) -> Kept:
    """The claims' quotes in a text that is as long as reports are. A few correct an earlier one."""
    text = " ".join([*(claim.quote for claim in claims), *(sentence(chance) for _ in range(12))])
    corrects = f"{outlet} {int(id.partition('-')[0]) - 1}-0" if chance.random() < 0.005 else None
    report = Report(id=f"{outlet} {id}", text=text, outlet=outlet, published=day, corrects=corrects)
    own = [identified(msgspec.structs.replace(claim, report=report.ref)) for claim in claims]
    incoming = Incoming(report=report, raw=text.encode(), origin=report.id)
    return incoming, Reading(report=report.ref, reader=READER, claims=tuple(own))


def written(path: Path, reports: Iterator[Kept]) -> None:
    """Into the record, fast and unsafely: what is measured comes after."""
    with open_record(path, create=True) as store:
        while some := list(islice(reports, REPORTS_AT_ONCE)):
            store.keep_all(some)


def so_many(claims: int) -> tuple[Iterator[Kept], int]:
    """Whole days of reports with about that many claims, and the number of the day after."""
    days = max(1, round(claims / CLAIMS_A_DAY))
    world = World()
    return (kept for number in range(days) for kept in world.day(number)), days


def rebuild(path: Path, jobs: int) -> dict[str, object]:
    with open_record(path) as store:
        began = time.monotonic()
        done = bring_up_to_date(store, load_reference(), jobs=jobs, anew=True)
        return {"seconds": time.monotonic() - began, "claims": done.claims}


def add_day(path: Path, number: int) -> dict[str, object]:
    kept = list(World().day(number))
    reference = load_reference()
    with open_record(path) as store:
        began = time.monotonic()
        store.keep_all(kept)
        stored = time.monotonic() - began
        done = bring_up_to_date(store, reference)
        seconds = time.monotonic() - began
    return {"seconds": seconds, "of which kept": stored, **done._asdict()}


def floor(path: Path) -> dict[str, object]:
    """Each claim decoded, and written to a table by its id."""
    began = time.monotonic()
    with open_record(path) as store, tempfile.TemporaryDirectory() as folder:
        table = sqlite3.connect(Path(folder) / "floor.db")
        table.execute("CREATE TABLE claim (id TEXT PRIMARY KEY, json TEXT)")
        refs = store.reports_since(0)
        for at in range(0, len(refs), REPORTS_AT_ONCE):
            filed = store.filed(refs[at : at + REPORTS_AT_ONCE])
            rows = [(claim.id, canonical(claim)) for each in filed for claim in each.claims]
            table.executemany("INSERT INTO claim VALUES (?, ?)", rows)
        table.commit()
        table.close()
    return {"seconds": time.monotonic() - began}


def sha256(store: RecordStore) -> str:
    with store.derived() as derived:
        return derived.sha256()


def in_order(folder: Path, claims: int, seed: int, jobs: int) -> dict[str, object]:
    """The reports in a random order: nine tenths of them, then the rest in ten steps; then anew."""
    reports = list(so_many(claims)[0])
    random.Random(seed).shuffle(reports)
    first, reference = len(reports) * 9 // 10, load_reference()
    steps = [reports[:first], *(reports[first + step :: 10] for step in range(10))]
    path = folder / f"order-{seed}.db"
    for step in steps:
        written(path, iter(step))
        with open_record(path) as store:
            bring_up_to_date(store, reference, jobs=jobs if step is steps[0] else 1)
    with open_record(path) as store:
        by_steps = sha256(store)
        bring_up_to_date(store, reference, jobs=jobs, anew=True)
        return {"by steps": by_steps, "rebuilt": sha256(store)}


MEASURES = {"rebuild": rebuild, "add_day": add_day, "floor": floor}


def measured(name: str, path: Path, *arguments: int) -> dict[str, object]:
    """A measure in a process of its own, with the memory that it and its own took."""
    command = [sys.executable, __file__, "--measure", name, str(path), *map(str, arguments)]
    done = subprocess.run(command, check=True, capture_output=True, text=True)
    found: dict[str, object] = json.loads(done.stdout)
    return found


def measure(name: str, path: str, *arguments: str) -> None:
    found = MEASURES[name](Path(path), *map(int, arguments))
    own, others = map(resource.getrusage, (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
    cpu = sum(each.ru_utime + each.ru_stime for each in (own, others))
    jobs = int(arguments[0]) if name == "rebuild" else 1
    peak = own.ru_maxrss + others.ru_maxrss * (jobs if jobs > 1 else 0)
    print(json.dumps({**found, "CPU seconds": cpu, "MB": peak / 1024}))


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    options.add_argument("--claims", type=int, action="append")
    options.add_argument("--jobs", type=int, default=2)
    options.add_argument("--orders", type=int, default=0)
    options.add_argument("--keep", type=Path)
    options.add_argument("--measure", nargs="+")
    chosen = options.parse_args()
    if chosen.measure:
        measure(*chosen.measure)
        return
    with tempfile.TemporaryDirectory() as made:
        folder = chosen.keep or Path(made)
        for claims in chosen.claims or [10_000]:
            table(folder, claims, chosen.jobs)
            for seed in range(chosen.orders):
                hashes = in_order(folder, claims, seed, chosen.jobs)
                print(f"{claims:,} claims in random order {seed}:", hashes)


def table(folder: Path, claims: int, jobs: int) -> None:
    path = folder / f"record-{claims}.db"
    reports, days = so_many(claims)
    if not path.exists():
        written(path, reports)
    print(f"{claims:,} claims over {days:,} days")
    for name, arguments in (("floor", []), ("rebuild", [jobs]), ("add_day", [days])):
        found = measured(name, path, *arguments)
        said = ", ".join(f"{key} {_said(value)}" for key, value in found.items())
        print(f"  {name:8} {said}", flush=True)


def _said(value: object) -> str:
    return f"{value:,.1f}" if isinstance(value, float) else str(value)


if __name__ == "__main__":
    main()
