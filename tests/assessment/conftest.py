"""A tiny dossier, and records made by hand. Dates are those of the memorandum of 4 May 2017."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import date

import pytest

from trucewatch.assessment.assess import assess
from trucewatch.model.claim import Claim
from trucewatch.model.finding import Findings
from trucewatch.model.record import (
    Attribution,
    ControlChange,
    Figure,
    Incident,
    Record,
    Tally,
    Toll,
)
from trucewatch.model.reference import (
    Actor,
    ActorRole,
    Agreement,
    Dossier,
    Place,
    Provision,
    Source,
    Zone,
    ZoneHolder,
)
from trucewatch.model.report import Report
from trucewatch.model.values import ActorMention, Period, PlaceMention, Range
from trucewatch.reference.reference import Reference

MEMORANDUM = "syria/memorandum-2017-05-04"
SOUTH_WEST_TRUCE = "syria/south-west-ceasefire-2017-07-09"
FORCE = ("airstrike", "shelling", "armed_clash", "bombing_ied", "control:gained")

PLACES = {
    "Idlib Province": PlaceMention("Idlib Province", "t:idlib", 35.8, 36.7, "province"),
    "Ariha": PlaceMention("Ariha", "t:ariha", 35.81, 36.61, "town"),
    "Eastern Ghouta": PlaceMention("Eastern Ghouta", "t:ghouta", 33.52, 36.42, "area"),
    "Douma": PlaceMention("Douma", "t:douma", 33.57, 36.4, "town"),
    "Daraa": PlaceMention("Daraa", "t:daraa", 32.62, 36.1, "town"),
    "Homs": PlaceMention("Homs", "t:homs", 34.73, 36.71, "town"),
    "Tamanah": PlaceMention("Tamanah", "t:tamanah", 35.81, 37.2, "town"),
    "Syria": PlaceMention("Syria", "t:syria", 35.0, 38.0, "country"),
}


def square(lon: float, lat: float, side: float = 0.8) -> dict[str, object]:
    west, east, south, north = lon - side / 2, lon + side / 2, lat - side / 2, lat + side / 2
    ring = [[west, south], [east, south], [east, north], [west, north], [west, south]]
    return {"type": "Polygon", "coordinates": [ring]}


def zone(zone_id: str, agreement: str, lon: float, lat: float, *names: str) -> Zone:
    return Zone(
        id=zone_id,
        name=names[0],
        names=names,
        agreement=agreement,
        geometry=square(lon, lat),
        accuracy_m=5000,
        timezone="Asia/Damascus",
        holders=(ZoneHolder(side="syria-opposition", start=date(2017, 5, 6)),),
        main_places=("t:douma",) if "ghouta" in zone_id else (),
    )


def memorandum() -> Agreement:
    stop = Provision(
        id=f"{MEMORANDUM}#1",
        title="Cessation of hostilities",
        text="Hostilities stop inside the zones, air strikes included.",
        bars=FORCE,
        owed_by=("syria-government", "syria-opposition"),
    )
    maps = Provision(
        id=f"{MEMORANDUM}#2",
        title="Maps of the zones",
        text="The working group prepares maps of the zones.",
        due=date(2017, 6, 4),
    )
    return Agreement(
        id=MEMORANDUM,
        name="Memorandum on de-escalation zones",
        kind="de-escalation zones",
        parties=("syria-government", "syria-opposition"),
        guarantors=("russia", "iran", "turkey"),
        bound=("syria-government", "syria-opposition"),
        excluded=("isil", "hts"),
        signed_on=date(2017, 5, 4),
        in_force_from=date(2017, 5, 5),
        ban_from=date(2017, 5, 6),
        expires_on=date(2017, 11, 4),
        extension="by consent",
        provisions=(stop, maps),
    )


def south_west_truce() -> Agreement:
    stop = Provision(
        id=f"{SOUTH_WEST_TRUCE}#1",
        title="Ceasefire",
        text="Fire ceases along the lines agreed.",
        bars=FORCE,
    )
    return Agreement(
        id=SOUTH_WEST_TRUCE,
        name="South-west ceasefire",
        kind="ceasefire",
        guarantors=("united-states", "russia", "jordan"),
        bound=("syria-government", "syria-opposition"),
        signed_on=date(2017, 7, 7),
        in_force_from=date(2017, 7, 9),
        provisions=(stop,),
    )


def actors() -> tuple[Actor, ...]:
    ally = ActorRole(office="ally", of="syria-government", start=date(2015, 9, 30))
    return (
        Actor(id="russia", name="Russia", kind="state", roles=(ally,)),
        Actor(id="iran", name="Iran", kind="state"),
        Actor(id="turkey", name="Turkey", kind="state"),
        Actor(id="united-states", name="United States", kind="state"),
        Actor(id="russian-air-force", name="Russian air force", kind="force", side="russia"),
        Actor(id="syria-government", name="Syrian government", kind="side"),
        Actor(id="syrian-army", name="Syrian army", kind="force", side="syria-government"),
        Actor(id="syria-opposition", name="Syrian opposition", kind="side"),
        Actor(id="isil", name="ISIL", kind="group", names=("Islamic State",)),
        Actor(id="hts", name="HTS", kind="group"),
    )


def sources() -> tuple[Source, ...]:
    return (
        Source(id="sohr", name="Syrian Observatory", kind="monitor", covers=("*",)),
        Source(id="white-helmets", name="White Helmets", kind="ngo", covers=("*",)),
        Source(
            id="sana", name="SANA", kind="party", covers=("syria/idlib",), side="syria-government"
        ),
        Source(
            id="army-channel",
            name="Army channel",
            kind="party",
            covers=("syria/idlib",),
            side="syria-government",
        ),
    )


@pytest.fixture(scope="session")
def reference() -> Reference:
    zones = (
        zone("syria/idlib", MEMORANDUM, 36.7, 35.8, "Idlib zone", "Idlib Province"),
        zone("syria/eastern-ghouta", MEMORANDUM, 36.4, 33.5, "Eastern Ghouta"),
        zone("syria/south-west", MEMORANDUM, 36.1, 32.7, "South-west zone"),
        zone("syria/south-west-truce", SOUTH_WEST_TRUCE, 36.1, 32.7, "South-west ceasefire area"),
    )
    dossier = Dossier(
        id="syria",
        name="Syria",
        actors=actors(),
        agreements=(memorandum(), south_west_truce()),
        places=(
            Place(
                id="t:ariha", name="Ariha", lat=35.81, lon=36.61, precision="town", admin="Idlib"
            ),
        ),
        zones=zones,
        sources=sources(),
    )
    return Reference((dossier,))


@pytest.fixture
def strike() -> Callable[..., Incident]:
    """The Idlib strike of 20 December 2017, 19 killed; fields given replace its own."""

    def make(
        place: str | None = "Idlib Province",
        day: date | None = date(2017, 12, 20),
        killed: int | None = 19,
        by: tuple[str, ...] = (),
        **fields: object,
    ) -> Incident:
        toll = Toll(claimant="outlet", value=Range(killed, killed), claim="c-1")
        made = {
            "id": "i-idlib",
            "type": "airstrike",
            "occurred": Period(day, day) if day else None,
            "place": PLACES[place] if place else None,
            "killed": killed
            and Figure(low=killed, best=killed, high=killed, rule="", tolls=(toll,)),
            "perpetrators": tuple(author(each) for each in by),
            "authorship": "stated" if by else "not stated",
            "claims": ("c-1",),
            "first_published": date(2017, 12, 21),
        }
        return Incident(**{**made, **fields})

    return make


def author(actor_id: str) -> Attribution:
    return Attribution(actor=ActorMention(actor_id, (actor_id,)), claimants=("x",), claims=("c-1",))


@pytest.fixture
def tally() -> Callable[..., Tally]:
    """More than 200 civilians killed in Eastern Ghouta since November, by the Observatory."""

    def make(low: int | None = 200, high: int | None = None, **fields: object) -> Tally:
        made = {
            "id": "t-ghouta",
            "measure": "killed",
            "value": Range(low, high),
            "claimant": "Syrian Observatory",
            "place": PLACES["Eastern Ghouta"],
            "period": Period(date(2017, 11, 1), date(2017, 12, 21)),
            "category": "civilians",
            "claims": ("c-2",),
            "first_published": date(2017, 12, 21),
        }
        return Tally(**{**made, **fields})

    return make


@pytest.fixture
def gain() -> Callable[..., ControlChange]:
    """The Syrian army takes a place in December 2017."""

    def make(place: str = "Ariha", **fields: object) -> ControlChange:
        made = {
            "id": "g-1",
            "actor": ActorMention("the army", ("syrian-army",)),
            "change": "gained",
            "place": PLACES[place],
            "occurred": Period(date(2017, 12, 15), date(2017, 12, 15)),
            "claims": ("c-3",),
        }
        return ControlChange(**{**made, **fields})

    return make


@pytest.fixture
def assessed(reference: Reference) -> Callable[..., Findings]:
    """Findings for the 28 days to 21 December 2017."""

    def run(
        records: Iterable[Record],
        claims: Iterable[Claim] = (),
        reports: Iterable[Report] = (),
        window: tuple[date, date] = (date(2017, 11, 24), date(2017, 12, 21)),
    ) -> Findings:
        return assess(
            list(records),
            {claim.id: claim for claim in claims},
            {report.ref: report for report in reports},
            reference,
            window_from=window[0],
            window_to=window[1],
        )

    return run


@pytest.fixture
def daily() -> Callable[..., list[Report]]:
    """One report a day by each outlet, so that the days are covered."""

    def make(first: date, last: date, *outlets: str) -> list[Report]:
        return [
            Report(id=f"{outlet}-{day}", text="-", outlet=outlet, published=date.fromordinal(day))
            for outlet in outlets
            for day in range(first.toordinal(), last.toordinal() + 1)
        ]

    return make
