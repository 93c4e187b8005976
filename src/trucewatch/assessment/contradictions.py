"""Contradictions: where claims disagree, each side in its own words. Nothing is settled here."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Sequence
from datetime import date
from itertools import combinations

from trucewatch.assessment.evidence import Days, Evidence, days_of
from trucewatch.assessment.rival_dates import Rivals, rival_dates, rival_days
from trucewatch.assessment.wording import counted, range_words
from trucewatch.model.claim import Claim, ClaimStatus, TalkClaim
from trucewatch.model.finding import Contradiction
from trucewatch.model.record import (
    Figure,
    Incident,
    Record,
    ReportedAgreement,
    Round,
    Tally,
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
            yield _contradiction(incident.id, what, sides, [toll.claim for toll in rivals])
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
    return _is_below(left, right) or _is_below(right, left)


def _is_below(left: Range, right: Range) -> bool:
    return left.high is not None and right.low is not None and left.high < right.low


def _contested_authorship(incident: Incident) -> Contradiction:
    sides = [
        (", ".join(author.claimants), f"{'not ' if author.is_denied else ''}{author.actor.text}")
        for author in incident.perpetrators
    ]
    claims = [claim for author in incident.perpetrators for claim in author.claims]
    return _contradiction(
        incident.id, "accounts differ on who did it", sides, claims or incident.claims
    )


def _denial(incident: Incident, evidence: Evidence) -> Contradiction:
    known = [evidence.claims[each] for each in incident.claims if each in evidence.claims]
    sides = [(claim.source or "the outlet", _STATUSES[claim.claim_status]) for claim in known]
    return _contradiction(incident.id, "that it happened is denied", sides, incident.claims)


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
            yield _contradiction(record.id, what, sides, [claim.id for claim, _ in values])


def _of_dates(record: str, found: Iterable[Rivals], evidence: Evidence) -> Iterable[Contradiction]:
    for rivals in found:
        told = [(_speaker(claim, evidence), words) for claim, words in rivals.sides]
        claims = [claim.id for claim, _ in rivals.sides]
        yield _contradiction(record, rivals.what, [*told, *rivals.others], claims)


def _speaker(claim: Claim, evidence: Evidence) -> str:
    report = evidence.reports.get(claim.report)
    return claim.source or (report.outlet if report else None) or "the outlet"


def contradictions_of_counts(evidence: Evidence) -> Iterable[Contradiction]:
    """Those between records: a tally and what is inside it, or an earlier one of its claimant."""
    for tally in evidence.tallies:
        # An open total cannot be exceeded, so there is nothing to look for.
        inside = _incidents_inside(tally, evidence) if tally.value.high is not None else []
        total = sum(_low(incident) for incident in inside)
        if tally.value.high is not None and tally.value.high < total:
            sides = [
                (tally.claimant, f"{range_words(tally.value)} killed in all"),
                (
                    counted(len(inside), "incident inside it", "incidents inside it"),
                    f"at least {total:,} killed",
                ),
            ]
            claims = [*tally.claims, *(claim for each in inside for claim in each.claims)]
            yield _contradiction(tally.id, "it is below the incidents inside it", sides, claims)
    for earlier, later in _successive(evidence.tallies):
        if _most(later.value) < (earlier.value.low or 0):
            sides = [(each.claimant, _dated(each)) for each in (earlier, later)]
            claims = [*earlier.claims, *later.claims]
            what = "it is smaller than an earlier one by the same claimant"
            yield _contradiction(later.id, what, sides, claims)


def _incidents_inside(tally: Tally, evidence: Evidence) -> list[Incident]:
    """Incidents surely within the tally's area, period and category; none if that is unknown."""
    if tally.measure != "killed" or tally.place is None or tally.period is None:
        return []
    days = days_of(tally.period, tally.first_published)
    return [
        incident
        for incident in evidence.incidents
        if _is_same_area(incident, tally, evidence)
        and _is_surely_within(incident, days)
        and tally.category in (None, "people")
        and not incident.is_planned
        and not incident.is_denied
    ]


def _is_surely_within(incident: Incident, days: Days) -> bool:
    bounded = days.first is not None and days.last is not None
    return bounded and days_of(incident.occurred, incident.first_published).within(
        days.first, days.last
    )


def _is_same_area(incident: Incident, tally: Tally, evidence: Evidence) -> bool:
    """At the very place the tally names, or in the zone it names."""
    if incident.place is None or tally.place is None:
        return False
    if tally.place.place_id and tally.place.place_id == incident.place.place_id:
        return True
    zone = evidence.reference.zone_named(tally.place.text)
    placed = evidence.in_zone(incident.id, zone.id) if zone else None
    return placed is not None and placed.answer == "yes" and placed.is_whole


def _low(incident: Incident) -> int:
    return (incident.killed.low if incident.killed else None) or 0


def _successive(tallies: Sequence[Tally]) -> Iterable[tuple[Tally, Tally]]:
    """Pairs of one claimant's tallies of one scope, of which the second runs at least as long."""
    for left, right in combinations(tallies, 2):
        if _scope(left) == _scope(right) and left.period and right.period:
            ends = [days_of(each.period, each.first_published).last for each in (left, right)]
            if ends[0] and ends[1] and ends[0] != ends[1]:
                yield (left, right) if ends[0] < ends[1] else (right, left)


def _scope(tally: Tally) -> tuple[object, ...]:
    place = tally.place and (tally.place.place_id or tally.place.text)
    start = tally.period and tally.period.start
    return tally.claimant, tally.measure, tally.category, tally.cause, place, start


def _most(value: Range) -> int:
    """The largest the words commit to: "at least 140" does not rule out more, but claims 140."""
    return value.high if value.high is not None else value.low or 0


def _dated(tally: Tally) -> str:
    days = days_of(tally.period, tally.first_published)
    return f"{range_words(tally.value)}, {days}"


def _contradiction(
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
