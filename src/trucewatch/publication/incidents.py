"""Incidents: one with everything that is claimed of it, and many as lines of a list or points."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date

from msgspec import Struct

from trucewatch.assessment.wording import act_words, sentence_case
from trucewatch.model.claim import Claim, Grade
from trucewatch.model.finding import Contradiction, Findings, Violation
from trucewatch.model.record import Attribution, Figure, Incident, Record
from trucewatch.model.report import Report
from trucewatch.model.values import PlaceMention, PlacePrecision
from trucewatch.publication.board import BoardViolation, violation_line
from trucewatch.publication.names import name_of, record_words
from trucewatch.publication.quoted import QuotedClaim, quoted_claim
from trucewatch.publication.surroundings import after, before
from trucewatch.publication.wording import one_line, range_short, span, span_short
from trucewatch.reference.reference import Reference

# Characters of the report shown on either side of a quote.
CONTEXT = 120


class IncidentLine(Struct, frozen=True, kw_only=True):
    """An incident in a line. `lat` and `lon` are WGS 84 degrees of what `precision` says: the
    point of a district is no location. `first_day` to `last_day` are the days it may be of."""

    id: str
    what: str
    day: str
    first_day: date | None
    last_day: date | None
    place: str
    precision: PlacePrecision | None
    lat: float | None
    lon: float | None
    killed: str
    killed_low: int | None
    authors: tuple[str, ...]
    claimants: tuple[str, ...]
    grade: Grade
    sources: int


class Saying(Struct, frozen=True, kw_only=True):
    """A claim with the words it rests on, in their surroundings, and where it was published."""

    claim: QuotedClaim
    claimant: str
    before: str
    after: str
    report: str
    outlet: str | None
    published: date | None


class TollLine(Struct, frozen=True, kw_only=True):
    """One claimant's figure; `published` is the day it was first said."""

    claimant: str
    value: str
    published: date | None
    claim: str


class FigureLine(Struct, frozen=True, kw_only=True):
    """A figure as held, the rule that chose it, and the rival tolls that it spans."""

    name: str
    held: str
    best: int | None
    rule: str
    tolls: tuple[TollLine, ...]


class Blame(Struct, frozen=True, kw_only=True):
    """Who is said to have done it, by whom, and whether it is denied."""

    author: str
    said_by: tuple[str, ...]
    is_denied: bool


class Join(Struct, frozen=True, kw_only=True):
    """Why two claims are taken to be about one thing."""

    left: str
    right: str
    by: str
    why: str


class IncidentPage(Struct, frozen=True, kw_only=True):
    """All that is held of an incident, what is contested, and the words behind it."""

    line: IncidentLine
    title: str
    places: tuple[str, ...]
    figures: tuple[FigureLine, ...]
    blamed: tuple[Blame, ...]
    backed_by: tuple[Blame, ...]
    authorship: str
    is_denied: bool
    sources: tuple[str, ...]
    sayings: tuple[Saying, ...]
    superseded: tuple[Saying, ...]
    violations: tuple[BoardViolation, ...]
    contradictions: tuple[Contradiction, ...]
    joined: tuple[Join, ...]


FIGURES = {"killed": "killed", "killed_children": "children killed", "injured": "injured"}


def incident_lines(records: Iterable[Record], reference: Reference) -> tuple[IncidentLine, ...]:
    """Every incident, the latest first."""
    lines = [incident_line(each, reference) for each in records if isinstance(each, Incident)]
    return tuple(
        sorted(lines, key=lambda line: (line.first_day or date.min, line.id), reverse=True)
    )


def incident_line(incident: Incident, reference: Reference) -> IncidentLine:
    place, occurred = incident.place, incident.occurred
    return IncidentLine(
        id=incident.id,
        what=act_words(incident),
        day=span_short(occurred),
        first_day=occurred.start if occurred else None,
        last_day=occurred.end if occurred else None,
        place=_place_words(place),
        precision=place.precision if place else None,
        lat=place.lat if place else None,
        lon=place.lon if place else None,
        killed=range_short(incident.killed and span(incident.killed)),
        killed_low=incident.killed.low if incident.killed else None,
        authors=tuple(name_of(_known_as(each), reference) for each in incident.perpetrators),
        claimants=tuple(name_of(each, reference) for each in incident.claimants),
        grade=incident.grade,
        sources=len(incident.sources),
    )


def _place_words(place: PlaceMention | None) -> str:
    return one_line(place.text) if place else "place not named"


def _known_as(blamed: Attribution) -> str:
    return blamed.actor.actor_ids[0] if blamed.actor.actor_ids else blamed.actor.text


def incident_page(
    incident: Incident,
    claims: Mapping[str, Claim],
    reports: Mapping[str, Report],
    findings: Findings,
    reference: Reference,
) -> IncidentPage:
    """The page of an incident; `claims` and `reports` hold all of its own."""
    by_id: dict[str, Record] = {incident.id: incident}

    def sayings(ids: Sequence[str]) -> tuple[Saying, ...]:
        known = [claims[each] for each in ids if each in claims]
        said = [saying_of(each, reports[each.report], incident.id, reference) for each in known]
        return tuple(sorted(said, key=lambda each: (each.published or date.max, each.claim.id)))

    return IncidentPage(
        line=incident_line(incident, reference),
        title=sentence_case(record_words(incident, reference)),
        places=tuple(one_line(each.text) for each in incident.places),
        figures=tuple(_figures(incident, reference)),
        blamed=tuple(_blame(each, reference) for each in incident.perpetrators),
        backed_by=tuple(_blame(each, reference) for each in incident.supported_by),
        authorship=incident.authorship,
        is_denied=incident.is_denied,
        sources=tuple(name_of(each, reference) for each in incident.sources),
        sayings=sayings(incident.claims),
        superseded=sayings(incident.superseded),
        violations=tuple(
            violation_line(each, by_id, reference)
            for each in _violations(incident, findings.violations)
        ),
        contradictions=tuple(c for c in findings.contradictions if c.record == incident.id),
        joined=tuple(
            Join(left=each.left, right=each.right, by=each.by, why=one_line(each.why))
            for each in incident.merged_by
        ),
    )


def _violations(incident: Incident, violations: Iterable[Violation]) -> list[Violation]:
    return [each for each in violations if each.incident == incident.id]


def _figures(incident: Incident, reference: Reference) -> Iterable[FigureLine]:
    for field, name in FIGURES.items():
        figure: Figure | None = getattr(incident, field)
        if figure is not None:
            yield FigureLine(
                name=name,
                held=range_short(span(figure)),
                best=figure.best,
                rule=figure.rule,
                tolls=tuple(
                    TollLine(
                        claimant=name_of(toll.claimant, reference),
                        value=range_short(toll.value),
                        published=toll.published,
                        claim=toll.claim,
                    )
                    for toll in figure.tolls
                ),
            )


def _blame(blamed: Attribution, reference: Reference) -> Blame:
    return Blame(
        author=name_of(_known_as(blamed), reference),
        said_by=tuple(name_of(each, reference) for each in blamed.claimants),
        is_denied=blamed.is_denied,
    )


def saying_of(claim: Claim, report: Report, record: str | None, reference: Reference) -> Saying:
    """A claim with its words in their surroundings."""
    start, end = claim.span or (0, 0)
    said_by = claim.source or report.outlet or "the report"
    return Saying(
        claim=quoted_claim(claim, record),
        claimant=name_of(said_by, reference),
        before=before(report.text, start, CONTEXT) if claim.span else "",
        after=after(report.text, end, CONTEXT) if claim.span else "",
        report=report.ref,
        outlet=report.outlet and name_of(report.outlet, reference),
        published=report.published,
    )
