"""Contradictions: where claims disagree, each side in its own words. Nothing is settled here."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Sequence
from itertools import combinations

from trucewatch.assessment.evidence import Days, Evidence, days_of
from trucewatch.model.claim import TalkClaim
from trucewatch.model.finding import Contradiction
from trucewatch.model.record import Figure, Incident, Round, Tally, Toll
from trucewatch.model.values import PlaceMention, Range

Side = tuple[str, str]


def find_contradictions(evidence: Evidence) -> tuple[Contradiction, ...]:
    found = [
        *(each for incident in evidence.incidents for each in _of_incident(incident, evidence)),
        *(
            each
            for record in evidence.records
            if isinstance(record, Round)
            for each in _of_round(record, evidence)
        ),
        *_of_tallies(evidence),
    ]
    return tuple(sorted(found, key=lambda each: (each.record, each.what, each.id)))


def _of_incident(incident: Incident, evidence: Evidence) -> Iterable[Contradiction]:
    figures = {
        "killed": incident.killed,
        "children killed": incident.killed_children,
        "injured": incident.injured,
    }
    for name, figure in figures.items():
        rivals = _rival_tolls(figure)
        if rivals:
            sides = [(toll.claimant, words(toll.value)) for toll in rivals]
            yield _contradiction(
                incident.id, f"{name}: tolls do not overlap", sides, [toll.claim for toll in rivals]
            )
    if incident.authorship == "contested":
        yield _contested_authorship(incident)
    if incident.is_denied:
        yield _denial(incident, evidence)


def _rival_tolls(figure: Figure | None) -> list[Toll]:
    """The tolls that some other toll cannot be squared with."""
    tolls = figure.tolls if figure else ()
    pairs = [pair for pair in combinations(tolls, 2) if _disjoint(pair[0].value, pair[1].value)]
    return [toll for toll in tolls if any(toll in pair for pair in pairs)]


def _disjoint(left: Range, right: Range) -> bool:
    return _is_below(left, right) or _is_below(right, left)


def _is_below(left: Range, right: Range) -> bool:
    return left.high is not None and right.low is not None and left.high < right.low


def words(value: Range) -> str:
    """A range as plain words: 19, at least 19, at most 19, 10 to 19."""
    match value:
        case Range(low=None, high=None):
            return "no figure"
        case Range(low=None):
            return f"at most {value.high}"
        case Range(high=None):
            return f"at least {value.low}"
        case _:
            return f"{value.low}" if value.low == value.high else f"{value.low} to {value.high}"


def _contested_authorship(incident: Incident) -> Contradiction:
    sides = [
        (", ".join(author.claimants), author.actor.text + (" (denied)" if author.is_denied else ""))
        for author in incident.perpetrators
    ]
    claims = [claim for author in incident.perpetrators for claim in author.claims]
    return _contradiction(incident.id, "authorship contested", sides, claims or incident.claims)


def _denial(incident: Incident, evidence: Evidence) -> Contradiction:
    known = [evidence.claims[each] for each in incident.claims if each in evidence.claims]
    sides = [(claim.source or "the outlet", claim.claim_status) for claim in known]
    return _contradiction(incident.id, "denied", sides, incident.claims)


def _of_round(record: Round, evidence: Evidence) -> Iterable[Contradiction]:
    claims = [
        claim for each in record.claims if isinstance(claim := evidence.claims.get(each), TalkClaim)
    ]
    numbers = [(claim, str(claim.round)) for claim in claims if claim.round is not None]
    cities = [(claim, _city(claim.place)) for claim in claims if claim.place]
    for what, values in (
        ("two numbers for one round", numbers),
        ("two cities for one round", cities),
    ):
        if len({value for _, value in values}) > 1:
            sides = [(_speaker(claim, evidence), value) for claim, value in values]
            yield _contradiction(record.id, what, sides, [claim.id for claim, _ in values])


def _city(place: PlaceMention) -> str:
    return place.place_id or place.text


def _speaker(claim: TalkClaim, evidence: Evidence) -> str:
    report = evidence.reports.get(claim.report)
    return claim.source or (report.outlet if report else None) or "the outlet"


def _of_tallies(evidence: Evidence) -> Iterable[Contradiction]:
    for tally in evidence.tallies:
        # An open total cannot be exceeded, so there is nothing to look for.
        inside = _incidents_inside(tally, evidence) if tally.value.high is not None else []
        total = sum(_low(incident) for incident in inside)
        if tally.value.high is not None and tally.value.high < total:
            sides = [
                (tally.claimant, f"{words(tally.value)} {tally.measure}"),
                (f"{len(inside)} incidents inside it", f"at least {total} killed"),
            ]
            claims = [*tally.claims, *(claim for each in inside for claim in each.claims)]
            yield _contradiction(tally.id, "tally below the incidents inside it", sides, claims)
    for earlier, later in _successive(evidence.tallies):
        if _most(later.value) < (earlier.value.low or 0):
            sides = [(each.claimant, _dated(each)) for each in (earlier, later)]
            claims = [*earlier.claims, *later.claims]
            what = "tally smaller than the same claimant's earlier one"
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
    period = tally.period
    start = period.start if period else None
    end = days_of(period, tally.first_published).last
    return f"{words(tally.value)} {tally.measure}, {start} to {end}"


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
