"""Whether two claims about force are about one incident: explained evidence, points, vetoes.

Points and the threshold are data (`data/matching.yaml`); docs/reconciliation.md explains them.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import timedelta
from typing import NamedTuple

from trucewatch.model.claim import IncidentClaim
from trucewatch.model.values import Period, Range
from trucewatch.reconciliation.days import Span, is_coarse, may_meet, span_of
from trucewatch.reconciliation.lineage import Lineage
from trucewatch.reconciliation.names import actor_key
from trucewatch.reconciliation.places import FINE, closest, places_of
from trucewatch.reconciliation.rules import MatchingRules
from trucewatch.reference.names import fold

TOLLS = ("killed", "killed_children", "injured", "abducted")


class Evidence(NamedTuple):
    """One comparison of a pair: what it adds, and why in an analyst's words."""

    points: float
    why: str


class Match(NamedTuple):
    """All that speaks for and against a pair."""

    points: float
    evidence: tuple[Evidence, ...]

    @property
    def why(self) -> str:
        parts = ", ".join(f"{each.why} ({each.points:+g})" for each in self.evidence)
        return f"{self.points:g} points: {parts}"


class Matcher:
    """Weighs pairs of claims over one lineage; what forbids a pair is remembered."""

    def __init__(
        self, claims: Mapping[str, IncidentClaim], lineage: Lineage, rules: MatchingRules
    ) -> None:
        self.claims = claims
        self.lineage = lineage
        self.rules = rules
        self._differences: dict[tuple[str, str], str | None] = {}

    def match(self, left: str, right: str) -> Match:
        one, other = self.claims[left], self.claims[right]
        evidence = tuple(self._evidence(one, other))
        points = round(sum(each.points for each in evidence), 2)
        return Match(points, evidence)

    def difference(self, left: str, right: str) -> str | None:
        """What makes it impossible for the two to be one incident; None where nothing does."""
        key = (left, right) if left < right else (right, left)
        if key not in self._differences:
            self._differences[key] = self._difference(self.claims[key[0]], self.claims[key[1]])
        return self._differences[key]

    def are_apart(self, left: str, right: str) -> bool:
        return self.difference(left, right) is not None

    def span(self, claim: IncidentClaim) -> Span | None:
        """The days the claim may be about; an undated one is about those up to publication."""
        published = self.lineage.published(claim)
        if claim.date is not None:
            return span_of(claim.date, until=claim.date.start)
        if published is None:
            return None
        return Span(published - timedelta(days=self.rules.undated_days), published)

    def _evidence(self, one: IncidentClaim, other: IncidentClaim) -> Iterator[Evidence]:
        yield self._type(one, other)
        yield from self._place(one, other)
        yield from self._day(one.date, other.date)
        yield from self._tolls(one, other)
        yield from self._perpetrators(one, other)
        yield from self._provenance(one, other)

    def _type(self, one: IncidentClaim, other: IncidentClaim) -> Evidence:
        points = self.rules.points
        if one.type == other.type:
            return Evidence(points.same_type, f"both {_said(one.type)}")
        both = f"{_said(one.type)} and {_said(other.type)}"
        if "other" in (one.type, other.type):
            return Evidence(0.0, f"{both} may be one")
        if _are_akin(one.type, other.type, self.rules):
            return Evidence(points.same_family, f"{both} are akin")
        return Evidence(points.other_family, f"{both} are different things")

    def _place(self, one: IncidentClaim, other: IncidentClaim) -> Iterator[Evidence]:
        found = closest(one, other, self.rules)
        if found is None or found[0] == "unknown":
            return
        relation, here, there = found
        names = here.text if here.text == there.text else f"{here.text} and {there.text}"
        yield Evidence(getattr(self.rules.points, relation), f"{_said(relation)}: {names}")

    def _day(self, one: Period | None, other: Period | None) -> Iterator[Evidence]:
        here, there = span_of(one), span_of(other)
        if here is None or there is None or not here.overlaps(there):
            return
        points = self.rules.points
        if here == there and here.days == 1:
            yield Evidence(points.same_day, f"same day: {here.start}")
        elif max(here.days, there.days) <= 3:
            yield Evidence(points.within_days, f"days overlap: {_days(here)} and {_days(there)}")
        else:
            yield Evidence(points.within_weeks, f"weeks overlap: {_days(here)}, {_days(there)}")

    def _tolls(self, one: IncidentClaim, other: IncidentClaim) -> Iterator[Evidence]:
        if one.killed is not None and other.killed is not None:
            yield self._killed(one.killed, other.killed)
        for words, points, here, there in (
            (
                "children killed",
                self.rules.points.same_children,
                one.killed_children,
                other.killed_children,
            ),
            ("injured", self.rules.points.same_injured, one.injured, other.injured),
        ):
            if here is not None and here == there and is_exact(here) and here.low:
                yield Evidence(points, f"both {here.low} {words}")

    def _killed(self, one: Range, other: Range) -> Evidence:
        points = self.rules.points
        both = f"{said_range(one)} and {said_range(other)} killed"
        if one == other and is_exact(one):
            is_telling = (one.low or 0) >= self.rules.telling_toll
            return Evidence(
                points.same_toll if is_telling else points.same_small_toll, f"both {one.low} killed"
            )
        if ranges_overlap(one, other):
            return Evidence(points.toll_within_bounds, f"tolls agree: {both}")
        if are_close(one, other):
            return Evidence(points.close_toll, f"tolls are close: {both}")
        return Evidence(points.far_toll, f"tolls are far apart: {both}")

    def _perpetrators(self, one: IncidentClaim, other: IncidentClaim) -> Iterator[Evidence]:
        here, there = _accused(one), _accused(other)
        if not here or not there:
            return
        shared = sorted(here.keys() & there.keys())
        if shared:
            yield Evidence(self.rules.points.same_perpetrator, f"both name {here[shared[0]]}")
        else:
            rivals = f"{min(here.values())} and {min(there.values())}"
            yield Evidence(self.rules.points.other_perpetrator, f"rival authors: {rivals}")

    def _provenance(self, one: IncidentClaim, other: IncidentClaim) -> Iterator[Evidence]:
        points = self.rules.points
        if one.report == other.report:
            if is_marked_as_one(one, other):
                yield Evidence(points.same_mark, "the report marks both as one event")
            return
        if fold(one.quote) == fold(other.quote) and self.lineage.is_rerun(one.report, other.report):
            yield Evidence(points.same_words, "one text in two outlets")
        originator = self.lineage.originator(one)
        if (one.source or one.source_ids) and originator == self.lineage.originator(other):
            yield Evidence(points.same_originator, f"both from {originator}")

    def _difference(self, one: IncidentClaim, other: IncidentClaim) -> str | None:
        if one.report == other.report:
            if is_marked_as_one(one, other):
                return None
            if not self._agree_in_all(one, other):
                return "one report tells them as two things"
        return (
            self._other_days(one, other)
            or self._other_village(one, other)
            or self._other_act(one, other)
        )

    def _other_days(self, one: IncidentClaim, other: IncidentClaim) -> str | None:
        here, there = self.span(one), self.span(other)
        if here is None or there is None:
            return None
        is_either_coarse = any(each.date is None or is_coarse(each.date) for each in (one, other))
        if may_meet(here, there, is_either_coarse=is_either_coarse):
            return None
        return f"other days: {_days(here)} and {_days(there)}"

    def _other_village(self, one: IncidentClaim, other: IncidentClaim) -> str | None:
        found = closest(one, other, self.rules)
        if found is None or found[0] not in ("neighbours", "apart"):
            return None
        _, here, there = found
        if not all(place.precision in FINE for place in places_of(one) + places_of(other)):
            return None
        return f"other places: {here.text} and {there.text}"

    def _other_act(self, one: IncidentClaim, other: IncidentClaim) -> str | None:
        if "other" in (one.type, other.type) or _are_akin(one.type, other.type, self.rules):
            return None
        if one.killed is None or other.killed is None or ranges_overlap(one.killed, other.killed):
            return None
        return f"other acts with other tolls: {_said(one.type)} and {_said(other.type)}"

    def _agree_in_all(self, one: IncidentClaim, other: IncidentClaim) -> bool:
        """Whether every field that both state is the same in both."""
        found = closest(one, other, self.rules)
        stated = [
            (one.type, other.type),
            (one.date, other.date),
            (set(_accused(one)) or None, set(_accused(other)) or None),
            *((getattr(one, toll), getattr(other, toll)) for toll in TOLLS),
        ]
        return (found is None or found[0] in ("same_place", "same_area", "inside")) and all(
            here == there for here, there in stated if here is not None and there is not None
        )


def is_marked_as_one(one: IncidentClaim, other: IncidentClaim) -> bool:
    """Whether their report gives both the same `event` mark."""
    return one.report == other.report and one.event is not None and one.event == other.event


def is_exact(value: Range) -> bool:
    return value.low is not None and value.low == value.high


def ranges_overlap(one: Range, other: Range) -> bool:
    return (one.high is None or other.low is None or other.low <= one.high) and (
        other.high is None or one.low is None or one.low <= other.high
    )


def are_close(one: Range, other: Range) -> bool:
    """Whether the smaller figure is at least half of the larger: tolls rise in the first days."""
    figures = [value.low if value.low is not None else value.high or 0 for value in (one, other)]
    return 2 * min(figures) >= max(figures)


def said_range(value: Range) -> str:
    if is_exact(value):
        return str(value.low)
    if value.high is None:
        return f"at least {value.low}"
    return f"up to {value.high}" if value.low is None else f"{value.low} to {value.high}"


def _accused(claim: IncidentClaim) -> dict[str, str]:
    return {actor_key(actor): actor.text for actor in claim.perpetrators + claim.claimed_by}


def _are_akin(one: str, other: str, rules: MatchingRules) -> bool:
    return one == other or any({one, other} <= types for types in rules.families.values())


def _said(word: str) -> str:
    return word.replace("_", " ")


def _days(span: Span) -> str:
    return str(span.start) if span.days == 1 else f"{span.start} to {span.end}"
