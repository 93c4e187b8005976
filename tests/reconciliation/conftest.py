"""A desk on which reports and claims are made by hand, and a small dossier of real names."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from trucewatch.model.claim import (
    Claim,
    IncidentClaim,
    TalkClaim,
    TallyClaim,
    identified,
)
from trucewatch.model.record import Judgement, Record
from trucewatch.model.reference import (
    Actor,
    ActorRole,
    Agreement,
    Dossier,
    Source,
    Track,
    TrackRound,
)
from trucewatch.model.report import Report
from trucewatch.model.values import Period, PlaceMention, Range
from trucewatch.reconciliation.resolver import Reconciled, reconcile
from trucewatch.reference.reference import Reference

DELEGATION = "head-of-delegation"
DOSSIER = Dossier(
    id="syria",
    name="Syria",
    actors=(
        Actor(id="syria-government", name="Syrian government", kind="side", names=("Damascus",)),
        Actor(id="syria-opposition", name="Syrian opposition", kind="side"),
        Actor(id="isil", name="ISIL", kind="side", names=("Islamic State",)),
        Actor(
            id="russia",
            name="Russia",
            kind="state",
            roles=(ActorRole(office="ally", of="syria-government", start=date(2015, 9, 30)),),
        ),
        Actor(id="turkey", name="Turkey", kind="state"),
        Actor(
            id="russian-defence-ministry",
            name="Russian Defence Ministry",
            kind="organisation",
            side="russia",
        ),
        Actor(id="sohr", name="Syrian Observatory for Human Rights", kind="monitor"),
        Actor(
            id="alexander-lavrentiev",
            name="Alexander Lavrentiev",
            kind="person",
            names=("Alexander Lavrentyev", "Aleksandr Lavrentiev"),
            side="russia",
        ),
        Actor(
            id="sedat-onal",
            name="Sedat Önal",
            kind="person",
            names=("Sidat Unal",),
            roles=(ActorRole(office="minister", of="turkey", title="deputy foreign minister"),),
        ),
        Actor(
            id="bashar-jaafari",
            name="Bashar al-Jaafari",
            kind="person",
            names=("Bashar Jaafari",),
            side="syria-government",
        ),
        Actor(
            id="selcuk-unal",
            name="Selçuk Ünal",
            kind="person",
            roles=(ActorRole(office="director", of="turkey", title="director for Syria"),),
        ),
    ),
    sources=(
        Source(
            id="sohr",
            name="Syrian Observatory for Human Rights",
            kind="monitor",
            names=("Syrian Observatory", "SOHR", "the Observatory"),
            actor="sohr",
        ),
        Source(
            id="white-helmets", name="Syria Civil Defence", kind="ngo", names=("Civil Defence",)
        ),
        Source(id="afp", name="Agence France-Presse", kind="agency", names=("AFP",)),
        Source(id="tass", name="TASS", kind="agency", side="russia"),
        Source(id="ria", name="RIA Novosti", kind="agency", side="russia"),
    ),
    agreements=(
        Agreement(
            id="syria/memorandum",
            name="Memorandum on de-escalation areas",
            kind="de-escalation zones",
            signed_on=date(2017, 5, 4),
            in_force_from=date(2017, 5, 5),
            ban_from=date(2017, 5, 6),
        ),
    ),
    tracks=(
        Track(
            id="syria/astana",
            name="Astana talks",
            cities=("Astana",),
            sponsors=("russia", "turkey"),
            rounds=tuple(TrackRound(city="Astana", number=number) for number in range(1, 23)),
        ),
        Track(
            id="syria/sochi-congress",
            name="Syrian National Dialogue Congress",
            cities=("Sochi",),
            sponsors=("russia", "turkey"),
            rounds=(TrackRound(city="Sochi"),),
        ),
    ),
)

PLACES = {
    "Idlib province": PlaceMention("Idlib", "syria:idlib", 35.8, 36.7, "province", None, "SY"),
    "near Maar Shurin": PlaceMention(
        "Maar Shurin", "syria:maar-shurin", 35.63, 36.71, "near", "Idlib", "SY"
    ),
    "Maar Shurin": PlaceMention(
        "Maar Shurin", "syria:maar-shurin", 35.63, 36.71, "town", "Idlib", "SY"
    ),
    "Ariha": PlaceMention("Ariha", "syria:ariha", 35.81, 36.61, "town", "Idlib", "SY"),
    "Douma": PlaceMention("Douma", "syria:douma", 33.57, 36.4, "town", "Rif Dimashq", "SY"),
    "Eastern Ghouta": PlaceMention(
        "Eastern Ghouta", "syria:eastern-ghouta", 33.53, 36.42, "area", "Rif Dimashq", "SY"
    ),
    "Syria": PlaceMention("Syria", "geonames:163843", 35.0, 38.0, "country", None, "SY"),
    "Astana": PlaceMention("Astana", "geonames:1526273", 51.18, 71.45, "town", None, "KZ"),
}


def day(text: str) -> Period:
    """One day, or "2017-12-21/2017-12-22"; an open end is left out after the slash."""
    start, _, end = text.partition("/")
    closed = date.fromisoformat(end) if end else None
    return Period(date.fromisoformat(start), closed if "/" in text else date.fromisoformat(start))


class Desk:
    """Keeps what is put on it, and reconciles all of it."""

    def __init__(self, reference: Reference) -> None:
        self.reference = reference
        self.reports: dict[str, Report] = {}
        self.claims: list[Claim] = []

    def report(
        self, published: str = "2017-12-20", outlet: str = "Enab Baladi", **more: Any
    ) -> str:
        text = more.pop("text", f"{outlet} wrote report {len(self.reports)} of its own.")
        report = Report(
            id=more.pop("id", f"report-{len(self.reports)}"),
            text=text,
            outlet=outlet,
            published=date.fromisoformat(published),
            **more,
        )
        self.reports[report.ref] = report
        return report.ref

    def claim(self, kind: type[Any], report: str | None, **fields: Any) -> Any:
        fields.setdefault("quote", "as the report says")
        made = identified(kind(report=report or self.report(), reader="hand@1", **fields))
        self.claims.append(made)
        return made

    def force(self, report: str | None = None, **fields: Any) -> IncidentClaim:
        """An air strike on 20 December 2017 in Maar Shurin, unless told otherwise."""
        fields = {"type": "airstrike", "place": "Maar Shurin", "date": "2017-12-20", **fields}
        fields["place"] = PLACES[fields["place"]] if fields["place"] else None
        fields["date"] = day(fields["date"]) if isinstance(fields["date"], str) else fields["date"]
        if isinstance(fields.get("killed"), int):
            fields["killed"] = Range(fields["killed"], fields["killed"])
        made: IncidentClaim = self.claim(IncidentClaim, report, **fields)
        return made

    def tally(self, report: str | None = None, **fields: Any) -> TallyClaim:
        fields = {"measure": "killed", "place": "Eastern Ghouta", "value": Range(200), **fields}
        fields["place"] = PLACES[fields["place"]]
        made: TallyClaim = self.claim(TallyClaim, report, **fields)
        return made

    def talk(self, report: str | None = None, **fields: Any) -> TalkClaim:
        fields = {"name": "Astana talks", "track_id": "syria/astana", **fields}
        if isinstance(fields.get("date"), str):
            fields["date"] = day(fields["date"])
        made: TalkClaim = self.claim(TalkClaim, report, **fields)
        return made

    def decides(
        self, left: Claim, right: Claim, *, is_same: bool, decided: str = "2018-01-01"
    ) -> Judgement:
        """What Amal, an analyst, decides about two claims."""
        return Judgement(
            left=left.id, right=right.id, is_same=is_same, by="person:Amal", why="", decided=decided
        )

    def reconcile(self, *judgements: Judgement) -> Reconciled:
        return reconcile(self.claims, self.reports, judgements, self.reference)

    def records(self, *judgements: Judgement) -> tuple[Record, ...]:
        return self.reconcile(*judgements).records


@pytest.fixture(scope="session")
def reference() -> Reference:
    return Reference(dossiers=(DOSSIER,))


@pytest.fixture
def desk(reference: Reference) -> Desk:
    return Desk(reference)
