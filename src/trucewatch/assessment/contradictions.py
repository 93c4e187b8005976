"""Contradictions: where claims disagree, each side in its own words. Nothing is settled here."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Sequence
from datetime import date
from itertools import combinations

from trucewatch.assessment.evidence import Evidence
from trucewatch.assessment.rival_dates import Rivals, rival_dates, rival_days
from trucewatch.assessment.wording import range_words
from trucewatch.model.claim import Claim, ClaimStatus, TalkClaim
from trucewatch.model.finding import Contradiction
from trucewatch.model.record import (
    Figure,
    Incident,
    Record,
    ReportedAgreement,
    Round,
    Toll,
)
from trucewatch.model.values import Range

Side = tuple[str, str]


def contradictions_of(record: Record, evidence: Evidence) -> Iterable[Contradiction]:
    """Those within one record: between the claims that it is made from."""
    match record:
        case Incident():
            return _of_incident(record, evidence)
        case Round():
            return (
                *_of_round(record, evidence),
                *_of_dates(record.id, rival_days(record, evidence), evidence),
            )
        case ReportedAgreement():
            return _of_dates(record.id, rival_dates(record, evidence), evidence)
        case _:
            return ()


def _of_incident(incident: Incident, evidence: Evidence) -> Iterable[Contradiction]:
    figures = {
        "the killed": incident.killed,
        "children killed": incident.killed_children,
        "the injured": incident.injured,
    }
    for name, figure in figures.items():
        rivals = _rival_tolls(figure)
        if rivals:
            sides = [(toll.claimant, range_words(toll.value)) for toll in rivals]
            what = f"the figures for {name} cannot all be right"
            yield contradiction(incident.id, what, sides, [toll.claim for toll in rivals])
    if incident.authorship == "contested":
        yield _contested_authorship(incident)
    if incident.is_denied:
        yield _denial(incident, evidence)


def _rival_tolls(figure: Figure | None) -> list[Toll]:
    """The tolls that some other claimant's cannot be squared with: one's own is a correction, and
    so is a rising toll."""
    if figure is None:
        return []
    revised = {claim for chain in figure.rises for claim in chain[:-1]}
    tolls = [toll for toll in _latest(figure.tolls) if toll.claim not in revised]
    pairs = [
        (left, right)
        for left, right in combinations(tolls, 2)
        if left.claimant != right.claimant and _disjoint(left.value, right.value)
    ]
    return [toll for toll in tolls if any(toll in pair for pair in pairs)]


def _latest(tolls: Sequence[Toll]) -> list[Toll]:
    """Each claimant's figures of the last day on which it gave any."""
    last: dict[str, date] = {}
    for toll in tolls:
        last[toll.claimant] = max(last.get(toll.claimant, date.min), toll.published or date.min)
    return [toll for toll in tolls if (toll.published or date.min) == last[toll.claimant]]


def _disjoint(left: Range, right: Range) -> bool:
    return is_below(left, right) or is_below(right, left)


def is_below(left: Range, right: Range) -> bool:
    return left.high is not None and right.low is not None and left.high < right.low


def _contested_authorship(incident: Incident) -> Contradiction:
    sides = [
        (", ".join(author.claimants), f"{'not ' if author.is_denied else ''}{author.actor.text}")
        for author in incident.perpetrators
    ]
    claims = [claim for author in incident.perpetrators for claim in author.claims]
    return contradiction(
        incident.id, "accounts differ on who did it", sides, claims or incident.claims
    )


def _denial(incident: Incident, evidence: Evidence) -> Contradiction:
    known = [evidence.claims[each] for each in incident.claims if each in evidence.claims]
    sides = [(claim.source or "the outlet", _STATUSES[claim.claim_status]) for claim in known]
    return contradiction(incident.id, "that it happened is denied", sides, incident.claims)


_STATUSES: dict[ClaimStatus, str] = {
    "asserted": "it happened",
    "alleged": "it is alleged",
    "denied": "it did not happen",
    "planned": "it was planned",
}


def _of_round(record: Round, evidence: Evidence) -> Iterable[Contradiction]:
    claims = [
        claim for each in record.claims if isinstance(claim := evidence.claims.get(each), TalkClaim)
    ]
    numbers = [(claim, str(claim.round)) for claim in claims if claim.round is not None]
    cities = [(claim, claim.place.text) for claim in claims if claim.place]
    places = {claim.place.place_id or claim.place.text for claim in claims if claim.place}
    for what, values, are_two in (
        ("the round is given two numbers", numbers, len({each for _, each in numbers}) > 1),
        ("the round is placed in two cities", cities, len(places) > 1),
    ):
        if are_two:
            sides = [(_speaker(claim, evidence), value) for claim, value in values]
            yield contradiction(record.id, what, sides, [claim.id for claim, _ in values])


def _of_dates(record: str, found: Iterable[Rivals], evidence: Evidence) -> Iterable[Contradiction]:
    for rivals in found:
        told = [(_speaker(claim, evidence), words) for claim, words in rivals.sides]
        claims = [claim.id for claim, _ in rivals.sides]
        yield contradiction(record, rivals.what, [*told, *rivals.others], claims)


def _speaker(claim: Claim, evidence: Evidence) -> str:
    report = evidence.reports.get(claim.report)
    return claim.source or (report.outlet if report else None) or "the outlet"


def contradiction(
    record: str, what: str, sides: Sequence[Side], claims: Iterable[str]
) -> Contradiction:
    ordered = tuple(sorted(set(sides)))
    key = "|".join((record, what, repr(ordered)))
    return Contradiction(
        id="x-" + hashlib.sha256(key.encode()).hexdigest()[:16],
        record=record,
        what=what,
        sides=ordered,
        claims=tuple(sorted(set(claims))),
    )
