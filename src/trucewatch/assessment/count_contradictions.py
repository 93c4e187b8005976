"""Contradictions of counts: with the incidents inside, with the claimant's own, with others'."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from operator import itemgetter

from trucewatch.assessment.areas import areas_of
from trucewatch.assessment.casualties import killed_low
from trucewatch.assessment.categories import PEOPLE
from trucewatch.assessment.contradictions import contradiction, is_below
from trucewatch.assessment.counts import Count, counts_of, lies_within
from trucewatch.assessment.evidence import Days, Evidence, days_of, places_of
from trucewatch.assessment.wording import counted, listed, range_words
from trucewatch.model.finding import Breakdown, Contradiction
from trucewatch.model.record import Incident, Tally
from trucewatch.model.values import PlaceMention
from trucewatch.reference.reference import Reference

Places = tuple[PlaceMention, ...]
# Of the incidents inside a tally, so many are named by their claims.
CLAIMS_MAX = 50


def contradictions_of_counts(
    evidence: Evidence, breakdowns: Sequence[Breakdown]
) -> tuple[Contradiction, ...]:
    """Of tallies and monitors' counts. `breakdowns` are those of the same records."""
    counts = list(counts_of(evidence.records, evidence.reference))
    by_id = {each.id: each for each in counts}
    return (
        *_below_incidents(counts, evidence),
        *_below_earlier(counts, evidence.reference),
        *_of_rivals(counts),
        *(found for each in breakdowns for found in _of_parts(each, by_id)),
    )


# The incidents inside


def _below_incidents(counts: Iterable[Count], evidence: Evidence) -> Iterator[Contradiction]:
    inside = _Inside(evidence)
    for count in counts:
        # An open total cannot be exceeded, so there is nothing to look for.
        if count.value.high is None or count.place is None or not count.is_dated:
            continue
        found = inside.incidents(count, count.place) if count.measure in _HURT else []
        total = sum(_low(incident, count) for incident in found)
        if total > count.value.high:
            said = f"{range_words(count.value)} {_people(count)} in all"
            there = counted(len(found), "incident inside it", "incidents inside it")
            sides = [(count.said_by, said), (there, f"at least {total:,} {_people(count)}")]
            claims = [claim for each in found for claim in each.claims]
            what = "it is below the incidents inside it"
            yield contradiction(count.id, what, sides, [*count.record.claims, *claims[:CLAIMS_MAX]])


_HURT = ("killed", "injured")


def _people(count: Count) -> str:
    return count.measure if count.category == PEOPLE else f"{count.category} {count.measure}"


def _low(incident: Incident, count: Count) -> int:
    if count.measure == "killed":
        return killed_low(incident, count.category)
    is_of_all = count.category == PEOPLE and incident.injured is not None
    return (incident.injured.low if is_of_all and incident.injured else None) or 0


def _id(incident: Incident) -> str:
    return incident.id


class _Inside:
    """Incidents by their places, so that each place is asked about once for each area."""

    def __init__(self, evidence: Evidence) -> None:
        self._areas = areas_of(evidence.reference)
        self._known: dict[tuple[Places, PlaceMention], bool] = {}
        self._by_places: dict[Places, list[tuple[date, date, Incident]]] = defaultdict(list)
        for each in evidence.incidents:
            days = days_of(each.occurred, each.first_published)
            is_told = places_of(each) and not each.is_planned and not each.is_denied
            if is_told and days.first is not None and days.last is not None:
                self._by_places[places_of(each)].append((days.first, days.last, each))
        for told in self._by_places.values():
            told.sort(key=itemgetter(0))

    def incidents(self, count: Count, area: PlaceMention) -> list[Incident]:
        """Incidents surely within the count's area, period and cause that hurt its category."""
        return [
            each
            for places in self._by_places
            if self._are_inside(places, area)
            for each in self._told(places, count.days)
            if count.cause in (None, each.type) and _low(each, count)
        ]

    def _told(self, places: Places, days: Days) -> list[Incident]:
        told, last = self._by_places[places], days.last or date.max
        start = bisect_left(told, days.first or date.min, key=itemgetter(0))
        end = bisect_right(told, last, key=itemgetter(0))
        return sorted((each for _, until, each in told[start:end] if until <= last), key=_id)

    def _are_inside(self, places: Places, area: PlaceMention) -> bool:
        key = (places, area)
        if key not in self._known:
            self._known[key] = all(self._areas.is_inside(place, area) for place in places)
        return self._known[key]


# The claimant's own


def _below_earlier(counts: Sequence[Count], reference: Reference) -> Iterator[Contradiction]:
    """A total below one that the claimant gave earlier, or with it, of no more than its scope."""
    by_claimant: dict[tuple[str, str], list[Count]] = defaultdict(list)
    for each in counts:
        by_claimant[each.claimant, each.measure].append(each)
    for own in by_claimant.values():
        largest = sorted(own, key=lambda each: (each.low, each.id), reverse=True)
        for whole in own:
            larger = (each for each in largest if each.low > whole.most)
            fitting = (
                each
                for each in larger
                if _is_said_by_then(each, whole) and lies_within(each, whole, reference)
            )
            part = next(fitting, None)
            if part is not None:
                sides = [(each.said_by, _dated(each)) for each in (part, whole)]
                claims = [*part.record.claims, *whole.record.claims]
                yield contradiction(whole.id, _smaller(part, whole), sides, claims)


def _is_said_by_then(part: Count, whole: Count) -> bool:
    """Said before the whole, or with it of less; a figure revised upwards is no contradiction."""
    said, then = (each.record.first_published or date.min for each in (part, whole))
    return said < then or (said == then and (part.days, part.area) != (whole.days, whole.area))


def _smaller(part: Count, whole: Count) -> str:
    if part.area == whole.area and part.category == whole.category:
        return "it is smaller than an earlier one by the same claimant"
    return "it is smaller than a part of it by the same claimant"


def _dated(count: Count) -> str:
    place = f" in {count.place.text}" if count.place else ""
    return f"{range_words(count.value)}{place}, {count.days}"


# Others'


def _of_rivals(counts: Iterable[Count]) -> Iterator[Contradiction]:
    """Claimants' tallies of one scope of which no number fits both. Monitors' counts stay apart."""
    scopes: dict[tuple[object, ...], dict[str, Count]] = defaultdict(dict)
    for each in sorted(counts, key=lambda each: (str(each.record.first_published), each.id)):
        if isinstance(each.record, Tally) and each.is_dated and each.area is not None:
            scope = (each.measure, each.area, each.days, each.category, each.cause)
            scopes[scope][each.claimant] = each
    for by_claimant in scopes.values():
        latest = list(by_claimant.values())
        rivals = [each for each in latest if any(_are_disjoint(each, other) for other in latest)]
        if rivals:
            sides = [(each.said_by, range_words(each.value)) for each in rivals]
            claims = [claim for each in rivals for claim in each.record.claims]
            what = "claimants' counts of the same people cannot all be right"
            yield contradiction(min(each.id for each in rivals), what, sides, claims)


def _are_disjoint(left: Count, right: Count) -> bool:
    return is_below(left.value, right.value) or is_below(right.value, left.value)


# Parts


def _of_parts(breakdown: Breakdown, by_id: dict[str, Count]) -> Iterator[Contradiction]:
    if breakdown.state in ("adds up", "leaves a rest"):
        return
    whole, parts = by_id[breakdown.whole], [by_id[each] for each in breakdown.parts]
    total = sum(each.low for each in parts)
    said = listed(sorted({f"{range_words(each.value)}{_of(each, breakdown)}" for each in parts}))
    sides = [(whole.said_by, _dated(whole)), (f"its parts by {breakdown.by}", f"{total:,}: {said}")]
    claims = [claim for each in (whole, *parts) for claim in each.record.claims]
    what = f"its parts by {breakdown.by} {_COMES[breakdown.state]}"
    yield contradiction(whole.id, what, sides, claims)


_COMES = {"comes to more": "come to more than it", "comes to less": "come to less than it"}


def _of(part: Count, breakdown: Breakdown) -> str:
    match breakdown.by:
        case "area":
            return f" in {part.place.text}" if part.place else ""
        case "period":
            return f" ({part.days})"
        case "category":
            return f" {part.category}"
