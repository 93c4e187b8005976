"""Coverage: which independent sources could have seen a zone on a day, and did publish.

Unobserved is not quiet: a day that nobody who covers the zone wrote about says nothing.
"""

from __future__ import annotations

import math
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from types import MappingProxyType
from typing import NamedTuple

from trucewatch.assessment.relevance import dossiers_of
from trucewatch.assessment.sight import Sight
from trucewatch.assessment.wording import counted, listed, sentence_case, with_article
from trucewatch.model.claim import Claim, IncidentClaim
from trucewatch.model.finding import Coverage
from trucewatch.model.reference import Source, Zone
from trucewatch.model.report import Report
from trucewatch.reference.reference import Reference


class Heard(NamedTuple):
    """A source (by `source_key`) spoke of a conflict (a dossier's id, "" where none is known); a
    dataset `lists` what happened from one day to another."""

    dossier: str
    source: str
    day: date
    lists: tuple[date, date] | None = None


@dataclass(frozen=True)
class Publications:
    """The days on which each source published on each conflict, in order.

    `days` is by id of the dossier and `source_key`, `dossiers` by id of the zone. `listed` are
    the first and last day of which a dataset's rows tell. `sight` is by id of the zone.
    """

    days: Mapping[tuple[str, str], tuple[date, ...]]
    dossiers: Mapping[str, str]
    listed: Mapping[tuple[str, str], tuple[date, date]]
    sight: Mapping[str, Sight]

    def between(self, key: str, zone: Zone, first: date, last: date) -> bool:
        return self.first_between(key, zone, first, last) is not None

    def first_between(self, key: str, zone: Zone, first: date, last: date) -> date | None:
        days = self.days.get((self.dossiers[zone.id], key), ())
        at = bisect_left(days, first)
        return days[at] if at < len(days) and days[at] <= last else None

    def is_cut_off(self, zone: Zone, day: date) -> bool:
        sight = self.sight.get(zone.id)
        return sight is not None and sight.is_cut_off(day)

    def is_blind(self, key: str, zone: Zone, day: date) -> bool:
        sight = self.sight.get(zone.id)
        return sight is not None and sight.is_blind(key, day)

    def sees_enough(self, sources: Iterable[Source], zone: Zone, day: date) -> bool:
        """Whether enough of those that usually tell of the zone still see it."""
        sight = self.sight.get(zone.id)
        return sight is None or sight.sees_enough((each.id for each in sources), day)

    def lists(self, key: str, zone: Zone, day: date) -> bool:
        span = self.listed.get((self.dossiers[zone.id], key))
        return span is not None and span[0] <= day <= span[1]


def publications(
    heard: Iterable[Heard],
    reference: Reference,
    sight: Mapping[str, Sight] = MappingProxyType({}),
) -> Publications:
    """When each source published on each of these dossiers' conflicts.

    A report on one conflict says nothing of what its sources saw of another. Where only one
    conflict is known, reports that speak of none are about that one.
    """
    known = [dossier.id for dossier in reference.dossiers]
    unspoken = known if len(known) == 1 else []
    found: dict[tuple[str, str], set[date]] = defaultdict(set)
    listed: dict[tuple[str, str], tuple[date, date]] = {}
    for each in heard:
        for dossier_id in (each.dossier,) if each.dossier else unspoken:
            key = (dossier_id, each.source)
            found[key].add(each.day)
            if each.lists is not None:
                first, last = listed.get(key, each.lists)
                listed[key] = (min(first, each.lists[0]), max(last, each.lists[1]))
    dossiers = {zone.id: dossier.id for dossier in reference.dossiers for zone in dossier.zones}
    days = {key: tuple(sorted(days)) for key, days in found.items()}
    return Publications(days, dossiers, listed, sight)


def heard(
    reports: Mapping[str, Report], claims: Iterable[Claim], reference: Reference
) -> set[Heard]:
    """Who was heard in all of these reports, by their refs."""
    told: dict[str, list[Claim]] = defaultdict(list)
    for claim in claims:
        told[claim.report].append(claim)
    found: set[Heard] = set()
    for ref, report in reports.items():
        found |= heard_in(report, told[ref], dossiers_of(told[ref], reference), reference)
    return found


def heard_in(
    report: Report, told: Sequence[Claim], speaks_of: Collection[str], reference: Reference
) -> set[Heard]:
    """Who published with a report: its outlet, and those that its claims (`told`) are attributed
    to; of each conflict that it speaks of (`dossiers_of`), or of none ("")."""
    if report.published is None:
        return set()
    names = {name for claim in told for name in speakers(claim)}
    names |= {report.outlet} if report.outlet else set()
    dataset, lists = _dataset_of(report, reference), _days_listed(told)
    return {
        Heard(dossier, key, report.published, lists if key == dataset else None)
        for dossier in speaks_of or {""}
        for key in (source_key(name, reference) for name in names)
    }


def _days_listed(told: Sequence[Claim]) -> tuple[date, date] | None:
    """The first and last day that a dataset's rows tell of."""
    periods = [claim.date for claim in told if isinstance(claim, IncidentClaim) and claim.date]
    days = [(each.start, each.end) for each in periods if each.start and each.end]
    return (min(day for day, _ in days), max(day for _, day in days)) if days else None


def _dataset_of(report: Report, reference: Reference) -> str | None:
    source = reference.source_named(report.outlet) if report.outlet else None
    return source.id if source is not None and source.kind == "dataset" else None


def coverage_on(
    zone: Zone, day: date, published: Publications, reference: Reference
) -> tuple[Coverage, tuple[Source, ...]]:
    """Full with two independent sources that are not all of one side, where most of those that
    usually tell of the zone still do; limited with any, else none.

    Two sources that are one actor's voices are one. A source counts when it published from the
    day itself to its cadence and usual delay after it, unless it has become blind to the zone; a
    dataset on the days from its first row to its last, and only where no other source is heard,
    since it is made from others.
    """
    sources = [each for each in reference.sources.values() if _covers(each, zone, day)]
    sources.sort(key=lambda each: each.id)
    voices: dict[str, Source] = {}
    datasets: list[Source] = []
    for source in sources:
        if source.kind == "dataset" and published.lists(source.id, zone, day):
            datasets.append(source)
        elif source.kind != "dataset" and _sees(source, zone, day, published):
            voices.setdefault(source.actor or source.id, source)
    # Outlets go on about other places when nobody reaches this one any more.
    if published.is_cut_off(zone, day):
        voices = {}
    heard = tuple(voices.values()) or tuple(datasets[:1])
    grade = _grade_of(heard)
    is_enough = grade != "full" or published.sees_enough(sources, zone, day)
    return grade if is_enough else "limited", heard


def first_seen(zone: Zone, day: date, published: Publications, reference: Reference) -> date | None:
    """The first day since which it could be known that a source saw the zone on `day`.

    What only a dataset lists is known since its publication, which its rows do not say: the day
    itself stands for it. That nobody speaks of the zone any more is known later than told here.
    """
    sources = [source for source in reference.sources.values() if _covers(source, zone, day)]
    found = [
        published.first_between(source.id, zone, day, day + reach_of(source))
        for source in sources
        if source.kind != "dataset"
    ]
    if published.is_cut_off(zone, day):
        found = []
    if any(each.kind == "dataset" and published.lists(each.id, zone, day) for each in sources):
        found.append(day)
    return min((seen for seen in found if seen), default=None)


def window_coverage(days: Sequence[Coverage], *, full_share: float) -> Coverage:
    """Full where the share of full days is the rule table's, none where no day has any."""
    if days and days.count("full") >= full_share * len(days):
        return "full"
    return "limited" if len(days) > days.count("none") else "none"


def coverage_note(
    days: Sequence[Coverage], heard: Sequence[Source], *, unlisted_days: int = 0
) -> str:
    """ "Limited on 6 of 28 days and none on 22. Heard: the Syrian Observatory."

    `unlisted_days` are those that only sources unknown to the dossier tell of.
    """
    shares = [(grade, days.count(grade)) for grade in GRADES if grade in days]
    first, *others = [f"{grade} on {number}" for grade, number in shares]
    of_all = f" of {counted(len(days), 'day')}" if others else ""
    whole = f"{sentence_case(first)}{of_all}"
    if not others:
        whole = f"{sentence_case(shares[0][0])} on all of the {counted(len(days), 'day')}"
    names = listed(with_article(name) for name in sorted({source.name for source in heard}))
    said = f"Heard: {names}" if names else "No source known to cover the zone was heard"
    unlisted = counted(unlisted_days, "day was", "days were")
    told = f" {sentence_case(unlisted)} told of only by sources that the dossier does not list."
    return f"{listed([whole, *others])}. {said}.{told if unlisted_days else ''}"


GRADES: tuple[Coverage, ...] = ("full", "limited", "none")


def source_key(name: str, reference: Reference) -> str:
    """The id of the source of that name or id; the name itself where the dossier knows none."""
    if name in reference.sources:
        return name
    source = reference.source_named(name)
    return source.id if source else name


def speakers(claim: Claim) -> set[str]:
    named = {*claim.source_ids, *claim.source_chain}
    return named | {claim.source} if claim.source else named


def _covers(source: Source, zone: Zone, day: date) -> bool:
    has_begun = source.start is None or source.start <= day
    goes_on = source.end is None or day <= source.end
    return has_begun and goes_on and zone.id in source.covers


def _sees(source: Source, zone: Zone, day: date, published: Publications) -> bool:
    is_heard = published.between(source.id, zone, day, day + reach_of(source))
    return is_heard and not published.is_blind(source.id, zone, day)


def reach_of(source: Source) -> timedelta:
    """How long after a day what it publishes tells of it."""
    return timedelta(days=math.ceil(source.cadence_days + source.delay_days))


def _grade_of(heard: Sequence[Source]) -> Coverage:
    if not heard:
        return "none"
    sides = {source.side for source in heard}
    is_one_side = len(sides) == 1 and None not in sides
    return "full" if len(heard) >= 2 and not is_one_side else "limited"
