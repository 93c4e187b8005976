"""What was told of each zone, when and by whom: what shows who still sees it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from datetime import date, timedelta
from functools import cache
from typing import Protocol

from trucewatch.assessment.coverage import reach_of, source_key, speakers
from trucewatch.assessment.examined import Examined
from trucewatch.assessment.sight import Sight, SightLimits
from trucewatch.model.claim import Claim
from trucewatch.model.report import Report
from trucewatch.reference.reference import Reference


class Told(Protocol):
    @property
    def examined(self) -> Iterable[Examined]: ...
    @property
    def claims(self) -> Mapping[str, Claim]: ...
    @property
    def reports(self) -> Mapping[str, Report]: ...


def sight_of(told: Told, reference: Reference, limits: SightLimits) -> dict[str, Sight]:
    """By id of the zone, of which anything was told."""
    key_of = cache(lambda name: source_key(name, reference))
    words: dict[str, dict[str, set[date]]] = defaultdict(lambda: defaultdict(set))
    acts: dict[str, dict[date, set[str]]] = defaultdict(lambda: defaultdict(set))
    for each in told.examined:
        zones = {placed.zone.id for placed in each.placed if placed.answer == "yes"}
        spoken = list(_words(each, told, limits)) if zones else []
        for zone in zones:
            for name, day in spoken:
                words[zone][key_of(name)].add(day)
        if each.tests and each.days.is_short and each.days.last:
            for zone in zones:
                acts[zone][each.days.last] |= {key_of(name) for name in each.told_by}
    published = (report.published for report in told.reports.values() if report.published)
    last = max(published, default=date.min)
    lag = {source.id: reach_of(source) for source in reference.sources.values()}
    return {
        zone: Sight(
            words={source: tuple(sorted(days)) for source, days in words[zone].items()},
            acts={day: frozenset(sources) for day, sources in acts[zone].items()},
            last=last,
            lag=lag,
            limits=limits,
        )
        for zone in words
    }


def _words(each: Examined, told: Told, limits: SightLimits) -> Iterator[tuple[str, date]]:
    """Who published something of the record, and when; what is told again long after is no sign
    that anyone still sees the place."""
    stale = timedelta(days=limits.silent_days)
    for claim in (told.claims.get(claim_id) for claim_id in each.record.claims):
        report = told.reports.get(claim.report) if claim else None
        if claim is None or report is None or report.published is None:
            continue
        if each.days.last is None or report.published - each.days.last <= stale:
            for name in {*speakers(claim), *([report.outlet] if report.outlet else [])}:
                yield name, report.published
