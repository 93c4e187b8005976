"""The truth as a record: what a mission that saw everything would have in its books."""

from __future__ import annotations

from truce.truth import GOVERNMENT, Capture, Ground, TrueIncident, Truth
from trucewatch.model.finding import Findings
from trucewatch.model.record import Attribution, ControlChange, Figure, Incident, Record
from trucewatch.model.report import Report
from trucewatch.model.values import ActorMention, Period, PlaceMention
from trucewatch.pipeline import Answer

# Two independent sources that cover every zone and published on every day.
ALL_SEEING = ("Meridian", "Harbour Wire")


def true_records(truth: Truth, ground: Ground) -> tuple[Record, ...]:
    incidents = [_incident(each, ground) for each in truth.incidents.values()]
    return (*incidents, *(_change(each, ground) for each in truth.captures))


def full_coverage(truth: Truth) -> Answer:
    """An answer without claims whose reports show both sources at work on every day."""
    reports = [
        Report(id=f"{outlet} {day}", text="", outlet=outlet, published=day)
        for day in truth.days()
        for outlet in ALL_SEEING
    ]
    return Answer(
        window=None,
        reports={report.ref: report for report in reports},
        claims={},
        judgements=(),
        records=(),
        findings=Findings(),
    )


def _incident(true: TrueIncident, ground: Ground) -> Incident:
    place = _place(true.village, ground)
    author = Attribution(actor=ActorMention(true.author, (true.author,)), claimants=ALL_SEEING)
    return Incident(
        id=true.id,
        type=true.type,
        occurred=Period(true.day, true.day),
        place=place,
        places=(place,),
        killed=_figure(true.killed),
        killed_children=_figure(true.children),
        killed_civilians=_figure(true.civilians),
        killed_combatants=_figure(true.fighters),
        perpetrators=(author,),
        authorship="stated",
        grade="confirmed",
        claimants=ALL_SEEING,
        sources=ALL_SEEING,
        first_published=true.day,
    )


def _change(capture: Capture, ground: Ground) -> ControlChange:
    return ControlChange(
        id=capture.id,
        actor=ActorMention(GOVERNMENT, (GOVERNMENT,)),
        change="gained",
        place=_place(capture.village, ground),
        occurred=Period(capture.day, capture.day),
        claimants=ALL_SEEING,
        first_published=capture.day,
    )


def _figure(count: int) -> Figure:
    return Figure(low=count, best=count, high=count, rule="true")


def _place(place_id: str, ground: Ground) -> PlaceMention:
    place = ground.place(place_id)
    return PlaceMention(
        place.name, place.id, place.lat, place.lon, place.precision, place.admin, place.country
    )
