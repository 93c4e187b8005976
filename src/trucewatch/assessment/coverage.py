"""Coverage: which independent sources could have seen a zone on a day, and did publish.

Unobserved is not quiet: a day that nobody who covers the zone wrote about says nothing.
"""

from __future__ import annotations

import math
from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import pairwise
from types import MappingProxyType
from typing import NamedTuple

from trucewatch.assessment.relevance import dossiers_of
from trucewatch.assessment.wording import counted, listed, sentence_case, with_article
from trucewatch.model.claim import Claim, IncidentClaim
from trucewatch.model.finding import Coverage
from trucewatch.model.reference import Source, Zone
from trucewatch.model.report import Report
from trucewatch.reference.reference import Reference

# A zone spoken of at least so often is cut off when the words on it stop for longer than two weeks
# and so many times the gap that most of late kept to.
USUAL_GAPS, CUT_OFF_DAYS, CUT_OFF_TIMES = 8, 14, 3


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
    the first and last day of which a dataset's rows tell, `spoken_of` the days on which anyone
    published anything on each zone, be it that there was nothing to count. `last` is the last day
    on which anything was published.
    """

    days: Mapping[tuple[str, str], tuple[date, ...]]
    dossiers: Mapping[str, str]
    listed: Mapping[tuple[str, str], tuple[date, date]]
    spoken_of: Mapping[str, tuple[date, ...]]
    last: date

    def between(self, key: str, zone: Zone, first: date, last: date) -> bool:
        return self.first_between(key, zone, first, last) is not None

    def first_between(self, key: str, zone: Zone, first: date, last: date) -> date | None:
        days = self.days.get((self.dossiers[zone.id], key), ())
        at = bisect_left(days, first)
        return days[at] if at < len(days) and days[at] <= last else None

    def is_cut_off(self, zone: Zone, day: date) -> bool:
        """Whether nobody speaks of the zone any more for far longer than was usual before."""
        days = self.spoken_of.get(zone.id, ())
        at = bisect_right(days, day)
        if at <= USUAL_GAPS or days[at - 1] == day:
            return False
        late = days[at - USUAL_GAPS - 1 : at]
        gaps = sorted((after - before).days for before, after in pairwise(late))
        # The longest would let one stray word in a long silence pass for a habit.
        usual = gaps[len(gaps) * 3 // 4]
        until = days[at] if at < len(days) else self.last
        return (until - days[at - 1]).days > max(CUT_OFF_DAYS, CUT_OFF_TIMES * usual)

    def lists(self, key: str, zone: Zone, day: date) -> bool:
        span = self.listed.get((self.dossiers[zone.id], key))
        return span is not None and span[0] <= day <= span[1]


def publications(
    heard: Iterable[Heard],
    reference: Reference,
    spoken_of: Mapping[str, Collection[date]] = MappingProxyType({}),
) -> Publications:
    """When each source published on each of these dossiers' conflicts; `spoken_of` are the days
    of reports that say something of each zone, or of a place surely in it.

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
    last = max((each[-1] for each in days.values()), default=date.min)
    told = {zone: tuple(sorted(days)) for zone, days in spoken_of.items()}
    return Publications(days, dossiers, listed, told, last)


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
    names = {name for claim in told for name in _speakers(claim)}
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
    """Full with two independent sources that are not all of one side, limited with any, else none.

    Two sources that are one actor's voices are one. A source counts when it published from the
    day itself to its cadence and usual delay after it; a dataset on the days from its first row
    to its last, and only where no other source is heard, since it is made from others.
    """
    voices: dict[str, Source] = {}
    datasets: list[Source] = []
    for source in sorted(reference.sources.values(), key=lambda each: each.id):
        if not _covers(source, zone, day):
            continue
        if source.kind == "dataset" and published.lists(source.id, zone, day):
            datasets.append(source)
        elif source.kind != "dataset" and _published_after(source, zone, day, published):
            voices.setdefault(source.actor or source.id, source)
    # Outlets go on about other places when nobody reaches this one any more.
    if published.is_cut_off(zone, day):
        voices = {}
    heard = tuple(voices.values()) or tuple(datasets[:1])
    return grade_of(heard), heard


def first_seen(zone: Zone, day: date, published: Publications, reference: Reference) -> date | None:
    """The first day since which it could be known that a source saw the zone on `day`.

    What only a dataset lists is known since its publication, which its rows do not say: the day
    itself stands for it. That nobody speaks of the zone any more is known later than told here.
    """
    sources = [source for source in reference.sources.values() if _covers(source, zone, day)]
    found = [
        published.first_between(source.id, zone, day, day + _reach(source))
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


def _speakers(claim: Claim) -> set[str]:
    named = {*claim.source_ids, *claim.source_chain}
    return named | {claim.source} if claim.source else named


def _covers(source: Source, zone: Zone, day: date) -> bool:
    has_begun = source.start is None or source.start <= day
    goes_on = source.end is None or day <= source.end
    return has_begun and goes_on and zone.id in source.covers


def _published_after(source: Source, zone: Zone, day: date, published: Publications) -> bool:
    return published.between(source.id, zone, day, day + _reach(source))


def _reach(source: Source) -> timedelta:
    """How long after a day what it publishes tells of it."""
    return timedelta(days=math.ceil(source.cadence_days + source.delay_days))


def grade_of(heard: Sequence[Source]) -> Coverage:
    if not heard:
        return "none"
    sides = {source.side for source in heard}
    is_one_side = len(sides) == 1 and None not in sides
    return "full" if len(heard) >= 2 and not is_one_side else "limited"
