"""A small record made by hand: three reports of one week, with everything a publication shows."""

from __future__ import annotations

import io
from collections.abc import Callable, Iterator
from datetime import date, timedelta

import pytest
from rich.console import Console, RenderableType

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
from trucewatch.model.finding import (
    Alert,
    Contradiction,
    Deed,
    Engagement,
    Findings,
    GroundChange,
    Guarantee,
    Obligation,
    Step,
    SupportedMinimum,
    Violation,
    ZoneDay,
    ZoneGround,
    ZoneVerdict,
)
from trucewatch.model.record import (
    Attendee,
    Attribution,
    ControlChange,
    Figure,
    Incident,
    Judgement,
    MonitorCount,
    PlannedDate,
    Record,
    ReportedAgreement,
    Round,
    Statement,
    Tally,
    Toll,
)
from trucewatch.model.reference import Actor, Agreement, Dossier, Provision, Source, Track, Zone
from trucewatch.model.report import Report
from trucewatch.model.values import ActorMention, Period, PlaceMention, Quote, Range
from trucewatch.reference.reference import Reference

MEMORANDUM = "syria/memorandum-2017-05-04"
IDLIB, GHOUTA = "syria/idlib", "syria/eastern-ghouta"

WIRE = (
    "The eighth round of the Astana talks, sponsored by Russia, Iran and Turkey, opened on "
    "Thursday. Hossein Jaberi Ansari, deputy foreign minister, leads the Iranian delegation. "
    "Jordan sent observers. UN envoy Staffan de Mistura is due on Friday. The delegates are to "
    "discuss the de-escalation zones and a national congress planned in Sochi next year.\n\n"
    "Air raids killed 19 people, seven of them children, in Idlib Province on Wednesday, the "
    "Syrian Observatory said. The Observatory has counted more than 200 civilians killed by air "
    "strikes in Eastern Ghouta since November.\n\n"
    "Comment: Russia, whose aircraft support government forces, guarantees the same zones. The "
    "zones have served to gain ground more than to make peace."
)
AGENCY = (
    "State television said 14 people died in the raids in Idlib Province on Wednesday and denied "
    "that its air force had carried them out. Government troops took the village of Abu Dali, "
    "state television said."
)
MONITORS = (
    "Shelling hit Douma on 18 December; one person was killed, four were wounded, rescuers said. "
    "The Russian monitors recorded 8 violations in a day, the Turkish monitors 12."
)


def day(number: int) -> Period:
    return Period(date(2017, 12, number), date(2017, 12, number))


def actor(text: str, *ids: str) -> ActorMention:
    return ActorMention(text, ids)


IDLIB_PLACE = PlaceMention("Idlib Province", "syria:idlib", 35.8, 36.6, "province", country="SY")
GHOUTA_PLACE = PlaceMention("Eastern Ghouta", "syria:eastern-ghouta", 33.53, 36.4, "area")
DOUMA = PlaceMention("Douma", "geonames:170654", 33.57, 36.4, "town")
ABU_DALI = PlaceMention("Abu Dali", "syria:abu-dali", 35.4, 37.0, "town")


def words(report: Report, quote: str) -> dict[str, object]:
    """Where a quote stands: the fields that every claim needs."""
    start = report.text.index(quote)
    span = (start, start + len(quote))
    return {"report": report.ref, "reader": "rules@1", "quote": quote, "span": span}


@pytest.fixture(scope="session")
def wire() -> Report:
    return Report(
        id="wire-1",
        text=WIRE,
        title="Talks open in Astana",
        url="https://wire.example/1",
        outlet="Example Wire",
        published=date(2017, 12, 21),
        language="en",
    )


@pytest.fixture(scope="session")
def agency() -> Report:
    return Report(id="agency-1", text=AGENCY, outlet="Agency", published=date(2017, 12, 21))


@pytest.fixture(scope="session")
def monitors() -> Report:
    return Report(id="monitors-1", text=MONITORS, outlet="Desk", published=date(2017, 12, 19))


@pytest.fixture(scope="session")
def reports(wire: Report, agency: Report, monitors: Report) -> dict[str, Report]:
    return {report.ref: report for report in (wire, agency, monitors)}


@pytest.fixture(scope="session")
def named_claims(wire: Report, agency: Report, monitors: Report) -> dict[str, Claim]:
    """The claims by a short name for use in this file."""
    observatory = {"source": "Syrian Observatory", "source_ids": ("sohr",)}
    television = {"source": "State television", "source_ids": ("state-tv",)}
    raids = "Air raids killed 19 people, seven of them children, in Idlib Province on Wednesday"
    claims: dict[str, Claim] = {
        "astana": TalkClaim(
            **words(wire, WIRE.split(". ")[0]),
            evidence={"participants": (Quote("Hossein Jaberi Ansari, deputy foreign minister"),)},
            name="Astana talks",
            round=8,
            phase="under_way",
            place=PlaceMention("Astana"),
            date=Period(date(2017, 12, 21), None),
            sponsors=(actor("Russia", "russia"), actor("Iran", "iran"), actor("Turkey", "turkey")),
            participants=(
                Participant(
                    party=actor("Iran", "iran"),
                    role="guarantor",
                    representative="Hossein Jaberi Ansari",
                    title="deputy foreign minister",
                    attendance="attending",
                ),
            ),
            agenda=("the de-escalation zones",),
        ),
        "congress": TalkClaim(
            **words(wire, "a national congress planned in Sochi next year"),
            name="national congress",
            phase="planned",
            place=PlaceMention("Sochi"),
            date=Period(date(2018, 1, 1), date(2018, 12, 31), "year"),
        ),
        "raids": IncidentClaim(
            **words(wire, raids),
            **observatory,
            type="airstrike",
            date=day(20),
            date_text="on Wednesday",
            place=IDLIB_PLACE,
            killed=Range(19, 19),
            killed_children=Range(7, 7),
        ),
        "raids_tv": IncidentClaim(
            **words(agency, "14 people died in the raids in Idlib Province on Wednesday"),
            **television,
            type="airstrike",
            date=day(20),
            place=IDLIB_PLACE,
            killed=Range(14, 14),
        ),
        "denial": IncidentClaim(
            **words(agency, "denied that its air force had carried them out"),
            **television,
            type="airstrike",
            date=day(20),
            place=IDLIB_PLACE,
            perpetrators=(actor("air force", "syria-air-force"),),
            claim_status="denied",
        ),
        "tally": TallyClaim(
            **words(wire, WIRE[WIRE.index("The Observatory has") : WIRE.index("\n\nComment")]),
            **observatory,
            measure="killed",
            value=Range(200, None),
            place=GHOUTA_PLACE,
            period=Period(date(2017, 11, 1), date(2017, 12, 21)),
            period_text="since November",
            victims="civilians",
            cause="air strikes",
        ),
        "douma": IncidentClaim(
            **words(monitors, MONITORS.split(". ")[0]),
            source="rescuers",
            type="shelling",
            date=day(18),
            place=DOUMA,
            killed=Range(1, 1),
            injured=Range(4, 4),
        ),
        "monitors_russia": TallyClaim(
            **words(monitors, "The Russian monitors recorded 8 violations in a day"),
            measure="violations",
            value=Range(8, 8),
        ),
        "monitors_turkey": TallyClaim(
            **words(monitors, "the Turkish monitors 12"), measure="violations", value=Range(12, 12)
        ),
        "abu_dali": ControlClaim(
            **words(agency, "Government troops took the village of Abu Dali"),
            **television,
            actor=actor("Government troops", "syria-government"),
            change="gained",
            place=ABU_DALI,
        ),
        "zones": AgreementClaim(
            **words(wire, "guarantees the same zones"),
            name="de-escalation zones",
            kind_of="de-escalation zones",
            agreement_id=MEMORANDUM,
            guarantors=(actor("Russia", "russia"),),
            phase="in_force",
            section="comment",
        ),
        "support": SupportClaim(
            **words(wire, "Russia, whose aircraft support government forces"),
            backer=actor("Russia", "russia"),
            backed=actor("government forces", "syria-government"),
            how="aircraft support",
            section="comment",
        ),
        "conclusion": AssessmentClaim(
            **words(wire, "The zones have served to gain ground more than to make peace"),
            about="the zones",
            finding="have served to gain ground more than to make peace",
            section="comment",
        ),
    }
    return {name: identified(claim) for name, claim in claims.items()}


@pytest.fixture(scope="session")
def claims(named_claims: dict[str, Claim]) -> dict[str, Claim]:
    return {claim.id: claim for claim in named_claims.values()}


@pytest.fixture(scope="session")
def reading(wire: Report, claims: dict[str, Claim]) -> Reading:
    return Reading(
        report=wire.ref, claims=tuple(c for c in claims.values() if c.report == wire.ref)
    )


@pytest.fixture(scope="session")
def records(named_claims: dict[str, Claim], reports: dict[str, Report]) -> tuple[Record, ...]:
    def from_claims(*names: str) -> dict[str, object]:
        found = [named_claims[name] for name in names]
        refs = tuple(sorted({claim.report for claim in found}))
        first = min(reports[ref].published or date.max for ref in refs)
        return {
            "claims": tuple(sorted(claim.id for claim in found)),
            "reports": refs,
            "first_published": first,
        }

    def toll(name: str, claimant: str, low: int) -> Toll:
        return Toll(claimant=claimant, value=Range(low, low), claim=named_claims[name].id)

    observatory, television = toll("raids", "sohr", 19), toll("raids_tv", "state-tv", 14)
    rescuers = toll("douma", "rescuers", 1)
    wounded = Toll(claimant="rescuers", value=Range(4, 4), claim=named_claims["douma"].id)
    joined = Judgement(
        left=named_claims["raids"].id,
        right=named_claims["raids_tv"].id,
        is_same=True,
        by="rule:same-place-and-day@1",
        why="same place, day and type",
    )
    children = Figure(low=7, best=7, high=7, rule="only", tolls=(toll("raids", "sohr", 7),))
    return (
        Incident(
            id="i-1d1b00000001",
            type="airstrike",
            occurred=day(20),
            place=IDLIB_PLACE,
            killed=Figure(
                low=14, best=19, high=19, rule="independent", tolls=(observatory, television)
            ),
            killed_children=children,
            authorship="contested",
            perpetrators=(
                Attribution(
                    actor=actor("the air force", "syria-air-force"),
                    claimants=("state-tv",),
                    claims=(named_claims["denial"].id,),
                    is_denied=True,
                ),
            ),
            grade="contested",
            claimants=("sohr", "state-tv"),
            sources=("sohr", "state-tv"),
            merged_by=(joined,),
            **from_claims("raids", "raids_tv", "denial"),
        ),
        Incident(
            id="i-9404a0000001",
            type="shelling",
            occurred=day(18),
            place=DOUMA,
            killed=Figure(low=1, best=1, high=1, rule="only", tolls=(rescuers,)),
            injured=Figure(low=4, best=4, high=4, rule="only", tolls=(wounded,)),
            claimants=("rescuers",),
            sources=("rescuers",),
            **from_claims("douma"),
        ),
        Tally(
            id="t-9404a0000001",
            measure="killed",
            value=Range(200, None),
            claimant="sohr",
            place=GHOUTA_PLACE,
            period=Period(date(2017, 11, 1), date(2017, 12, 21)),
            category="civilians",
            cause="air strikes",
            **from_claims("tally"),
        ),
        MonitorCount(
            id="m-000000000001",
            monitor="Russian monitors",
            value=Range(8, 8),
            period=day(18),
            **from_claims("monitors_russia"),
        ),
        MonitorCount(
            id="m-000000000002",
            monitor="Turkish monitors",
            value=Range(12, 12),
            period=day(18),
            **from_claims("monitors_turkey"),
        ),
        Round(
            id="k-a57a00000008",
            name="Astana talks",
            track_id="syria/astana",
            number=8,
            place=PlaceMention("Astana"),
            phase="under_way",
            held=Period(date(2017, 12, 21), date(2017, 12, 22)),
            planned=(
                PlannedDate(
                    date=day(15), said_on=date(2017, 11, 1), claim=named_claims["astana"].id
                ),
            ),
            slipped_days=6,
            sponsors=(actor("Russia", "russia"), actor("Iran", "iran"), actor("Turkey", "turkey")),
            attendees=(
                Attendee(
                    party=actor("Iran", "iran"),
                    role="guarantor",
                    head="Hossein Jaberi Ansari",
                    title="deputy foreign minister",
                    attendance="attending",
                    claims=(named_claims["astana"].id,),
                ),
                Attendee(
                    party=actor("Jordan", "jordan"),
                    role="observer",
                    attendance="attending",
                    claims=(named_claims["astana"].id,),
                ),
                Attendee(
                    party=actor("UN", "un"),
                    role="mediator",
                    head="Staffan de Mistura",
                    title="UN envoy",
                    attendance="expected",
                    claims=(named_claims["astana"].id,),
                ),
            ),
            agenda=("the de-escalation zones", "a national congress"),
            **from_claims("astana"),
        ),
        Round(
            id="k-50c410000001",
            name="national congress",
            track_id="syria/sochi-congress",
            place=PlaceMention("Sochi"),
            phase="planned",
            planned=(
                PlannedDate(
                    date=Period(date(2018, 1, 1), date(2018, 12, 31), "year"),
                    said_on=date(2017, 12, 21),
                    claim=named_claims["congress"].id,
                ),
            ),
            **from_claims("congress"),
        ),
        ReportedAgreement(
            id="a-000000000001",
            name="de-escalation zones",
            agreement_kind="de-escalation zones",
            agreement_id=MEMORANDUM,
            guarantors=(actor("Russia", "russia"),),
            phases=("in_force",),
            **from_claims("zones"),
        ),
        ControlChange(
            id="g-000000000001",
            actor=actor("Government troops", "syria-government"),
            change="gained",
            place=ABU_DALI,
            claimants=("state-tv",),
            **from_claims("abu_dali"),
        ),
        Statement(
            id="s-000000000001",
            text="have served to gain ground more than to make peace",
            about="the zones",
            said_by="Example Wire",
            **from_claims("conclusion"),
        ),
        Statement(
            id="s-000000000002",
            text="aircraft support",
            about="government forces",
            backer=actor("Russia", "russia"),
            **from_claims("support"),
        ),
    )


@pytest.fixture(scope="session")
def findings(named_claims: dict[str, Claim]) -> Findings:
    raids, support = named_claims["raids"].id, named_claims["support"].id
    steps = (
        Step(name="act", answer="yes", why="air strikes are barred", claims=(raids,)),
        Step(name="place", answer="yes", why="Idlib Province is wholly in the zone"),
        Step(name="day", answer="yes", why="the ban began on 6 May 2017"),
        Step(name="author", answer="contested", why="the air force is said not to have done it"),
    )
    common = {"agreement": MEMORANDUM, "provision": f"{MEMORANDUM}#1"}
    return Findings(
        verdicts=(
            ZoneVerdict(
                zone=IDLIB,
                agreement=MEMORANDUM,
                window_from=date(2017, 11, 24),
                window_to=date(2017, 12, 21),
                standing="in force",
                verdict="strained",
                also="not holding",
                trend="worsening",
                better_or_worse="more incidents than in the 28 days before",
                rule="6",
                because="one incident with at least 10 civilians killed",
                would_change="a second such incident, or a named place taken by force",
                coverage="full",
                coverage_note="2 of 3 sources reported in these days",
                incidents=("i-1d1b00000001",),
                violations=("v-1d1b00000001",),
                control_changes=("g-000000000001",),
                engagements=("e-000000000001",),
                killed=SupportedMinimum(
                    measure="killed", total=14, stands_on=(("i-1d1b00000001", 14),)
                ),
                last_incident=date(2017, 12, 20),
                guarantors=("russia", "iran", "turkey"),
            ),
            ZoneVerdict(
                zone=GHOUTA,
                agreement=MEMORANDUM,
                window_from=date(2017, 11, 24),
                window_to=date(2017, 12, 21),
                standing="in force",
                verdict="undetermined",
                qualifier="violated",
                rule="9",
                because="violations, and no baseline to hold them against",
                would_change="a baseline from the same sources",
                coverage="limited",
                coverage_note="1 of 3 sources reported in these days",
                incidents=("i-9404a0000001",),
                violations=("v-9404a0000001",),
                tallies=("t-9404a0000001",),
                killed=SupportedMinimum(
                    measure="killed",
                    total=200,
                    stands_on=(("t-9404a0000001", 200),),
                    left_out=(("i-9404a0000001", "inside the tally's area and period"),),
                    unitemised=199,
                ),
                last_incident=date(2017, 12, 18),
                guarantors=("russia", "iran", "turkey"),
            ),
        ),
        zone_days=tuple(_zone_days()),
        violations=(
            Violation(
                id="v-1d1b00000001",
                incident="i-1d1b00000001",
                zone=IDLIB,
                grade="contested",
                steps=steps,
                occurred_from=date(2017, 12, 20),
                occurred_to=date(2017, 12, 20),
                **common,
            ),
            Violation(
                id="v-9404a0000001",
                incident="i-9404a0000001",
                zone=GHOUTA,
                grade="apparent",
                steps=steps[:3],
                occurred_from=date(2017, 12, 18),
                occurred_to=date(2017, 12, 18),
                **common,
            ),
        ),
        engagements=(
            Engagement(
                id="e-000000000001",
                guarantor="russia",
                agreement=MEMORANDUM,
                how="its aircraft support government forces",
                is_direct=False,
                zones=(IDLIB,),
                claims=(support,),
                first_published=date(2017, 12, 21),
            ),
        ),
        contradictions=(
            Contradiction(
                id="x-000000000001",
                record="i-1d1b00000001",
                what="how many the raids killed",
                sides=(("sohr", "19"), ("state-tv", "14")),
                claims=(raids, named_claims["raids_tv"].id),
            ),
        ),
        guarantees=tuple(_guarantees(support)),
        ground=(
            ZoneGround(
                zone=IDLIB,
                answer="yes",
                because="One place inside changed hands, one of them in these days.",
                since=date(2017, 5, 6),
                until=date(2017, 12, 21),
                agreements=(MEMORANDUM,),
                changes=(
                    GroundChange(
                        id="n-1d1b00000001",
                        zone=IDLIB,
                        place="Sinjar",
                        where="inside",
                        gained_by="russia",
                        lost_by="turkey",
                        loser_by="dossier",
                        how="by force",
                        occurred_from=date(2017, 12, 15),
                        occurred_to=date(2017, 12, 15),
                        provisions=(f"{MEMORANDUM}#1",),
                        records=("g-000000000001",),
                        claims=(raids,),
                        says="Russia took Sinjar (inside) on 15 December 2017.",
                    ),
                ),
            ),
            ZoneGround(
                zone=GHOUTA,
                answer="could not be seen",
                because="No report tells of ground gained; 3 of the 28 days were observed.",
                since=date(2017, 5, 6),
                until=date(2017, 12, 21),
                agreements=(MEMORANDUM,),
            ),
        ),
        alerts=tuple(
            Alert(
                id=f"l-{zone}",
                kind="gone unobserved",
                severity="medium",
                day=date(2017, 12, 15),
                zone=zone,
                says="No source known to cover it told of any day from 4 to 10 December 2017.",
                evidence=(f"{zone}:coverage",),
            )
            for zone in (IDLIB, GHOUTA)
        ),
        obligations=(
            Obligation(
                id="o-000000000001",
                kind="duty",
                source=f"{MEMORANDUM}#2",
                agreement=MEMORANDUM,
                title="maps of the zones",
                owed_by=("russia", "iran", "turkey"),
                due=date(2017, 6, 4),
                state="unknown",
                because="No kind of claim that is read could show it done.",
            ),
            Obligation(
                id="o-000000000002",
                kind="meeting",
                source="k-a57a00000008",
                track="syria/astana",
                title="eighth round of the Astana talks",
                owed_by=("russia", "iran", "turkey"),
                due_from=date(2017, 12, 16),
                due=date(2017, 12, 31),
                state="met",
                because="It was held on 21 December 2017.",
                deeds=(
                    Deed(
                        kind="meeting",
                        record="k-a57a00000008",
                        by=("russia", "iran", "turkey"),
                        says="it was held",
                        day=date(2017, 12, 21),
                    ),
                ),
                claims=(support,),
            ),
        ),
        deeds=(
            Deed(
                kind="attended",
                record="k-a57a00000008",
                by=("russia",),
                says="came to the eighth round of the Astana talks",
                day=date(2017, 12, 21),
                claims=(support,),
            ),
        ),
    )


def _guarantees(support: str) -> Iterator[Guarantee]:
    for zone in (IDLIB, GHOUTA):
        for guarantor in ("russia", "iran", "turkey"):
            is_backer = (zone, guarantor) == (IDLIB, "russia")
            yield Guarantee(
                zone=zone,
                guarantor=guarantor,
                agreements=(MEMORANDUM,),
                conduct="is said to back a side" if is_backer else "nothing said",
                says=f"What is said of {guarantor} in {zone}.",
                engagements=("e-000000000001",) if is_backer else (),
                claims=(support,) if is_backer else (),
            )


def _zone_days() -> list[ZoneDay]:
    days = []
    for number in range(28):
        on = date(2017, 11, 24) + timedelta(days=number)
        struck, shelled = on == date(2017, 12, 20), on == date(2017, 12, 18)
        days.append(
            ZoneDay(
                zone=IDLIB,
                day=on,
                incidents=("i-1d1b00000001",) if struck else (),
                violations=("v-1d1b00000001",) if struck else (),
                coverage="full",
            )
        )
        days.append(
            ZoneDay(
                zone=GHOUTA,
                day=on,
                incidents=("i-9404a0000001",) if shelled else (),
                violations=("v-9404a0000001",) if shelled else (),
                coverage="none" if number < 10 else "limited",
            )
        )
    return days


@pytest.fixture(scope="session")
def reference() -> Reference:
    names = {"russia": "Russia", "iran": "Iran", "turkey": "Turkey", "un": "United Nations"}
    actors = tuple(Actor(id=i, name=name, kind="state") for i, name in names.items())
    ban = Provision(
        id=f"{MEMORANDUM}#1",
        title="end of hostilities",
        text="Hostilities inside the zones, air attacks included, stop.",
    )
    maps = Provision(id=f"{MEMORANDUM}#2", title="maps", text="Maps of the zones are drawn.")
    memorandum = Agreement(
        id=MEMORANDUM,
        name="memorandum on de-escalation zones of 4 May 2017",
        kind="de-escalation zones",
        provisions=(ban, maps),
        guarantors=("russia", "iran", "turkey"),
        source="published text",
    )
    zones = tuple(
        Zone(
            id=zone,
            name=name,
            agreement=MEMORANDUM,
            geometry={},
            accuracy_m=5000,
            timezone="Asia/Damascus",
        )
        for zone, name in ((IDLIB, "Idlib"), (GHOUTA, "Eastern Ghouta"))
    )
    dossier = Dossier(
        id="syria",
        name="Syria",
        actors=actors,
        agreements=(memorandum,),
        zones=zones,
        tracks=(
            Track(id="syria/astana", name="Astana talks"),
            Track(id="syria/sochi-congress", name="Sochi congress"),
        ),
        sources=(
            Source(id="sohr", name="Syrian Observatory", kind="monitor", covers=("*",)),
            Source(id="state-tv", name="state television", kind="party"),
        ),
    )
    return Reference(dossiers=(dossier,))


@pytest.fixture(scope="session")
def printed() -> Callable[..., str]:
    """What a terminal of `width` columns shows."""

    def as_text(renderable: RenderableType, width: int = 100) -> str:
        console = Console(width=width, file=io.StringIO(), record=True)
        console.print(renderable)
        return console.export_text()

    return as_text
