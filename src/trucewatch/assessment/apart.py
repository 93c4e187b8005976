"""Two guarantors far apart: their monitors' counts of one place and day differ by much."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import combinations

from trucewatch.assessment.examined import Examined
from trucewatch.assessment.ids import finding_id
from trucewatch.assessment.names import actor_name
from trucewatch.assessment.watch_rules import ApartRule
from trucewatch.assessment.wording import range_words, when, with_article
from trucewatch.model.finding import Alert
from trucewatch.model.record import MonitorCount
from trucewatch.model.values import Period
from trucewatch.reference.reference import Reference


@dataclass(frozen=True)
class _Count:
    """One guarantor's count of violations."""

    guarantor: str
    record: MonitorCount
    zones: tuple[str, ...]

    @property
    def fewest(self) -> int:
        return self.record.value.low or 0

    @property
    def most(self) -> int:
        return self.fewest if self.record.value.high is None else self.record.value.high


def guarantors_apart(
    examined: Iterable[Examined], reference: Reference, rule: ApartRule, first: date, last: date
) -> Iterator[Alert]:
    """Each pair once, on the day by which both counts were published."""
    by_scope: dict[object, list[_Count]] = defaultdict(list)
    for each in examined:
        for count in _counts(each):
            by_scope[_scope(count.record)].append(count)
    for together in by_scope.values():
        for one, other in combinations(together, 2):
            day = _known(one, other)
            if _are_far(one, other, rule) and day and first <= day <= last:
                yield _alert(one, other, day, reference, rule)


def _counts(examined: Examined) -> Iterator[_Count]:
    """By whose monitor it is, as its deeds say."""
    zones = tuple(p.zone.id for p in examined.placed if p.answer == "yes")
    if isinstance(examined.record, MonitorCount):
        for deed in examined.deeds:
            if deed.kind == "count" and deed.provision is None:
                yield from (_Count(guarantor, examined.record, zones) for guarantor in deed.by)


def _scope(record: MonitorCount) -> tuple[str, object]:
    """The place and the days; without these the day of publication."""
    place = (record.place.place_id or record.place.text.casefold()) if record.place else ""
    days = (record.period.start, record.period.end) if record.period else record.first_published
    return place, days


def _known(one: _Count, other: _Count) -> date | None:
    days = [each.record.first_published for each in (one, other)]
    known = [day for day in days if day]
    return max(known) if len(known) == len(days) else None


def _are_far(one: _Count, other: _Count, rule: ApartRule) -> bool:
    less, more = sorted((one, other), key=lambda each: each.fewest)
    gap = more.fewest - less.most
    is_other = one.guarantor != other.guarantor and one.record.id != other.record.id
    return is_other and gap >= rule.at_least and more.fewest >= rule.times * less.most


def _alert(one: _Count, other: _Count, day: date, reference: Reference, rule: ApartRule) -> Alert:
    pair = sorted((one, other), key=lambda each: each.record.id)
    place = one.record.place
    said = " and ".join(
        f"{range_words(each.record.value)} by {_monitor(each, reference)}" for each in pair
    )
    on = when(one.record.period or Period(day, day))
    where = f" in {place.text}" if place else ""
    return Alert(
        id=finding_id("l", "guarantors apart", *(each.record.id for each in pair)),
        kind="guarantors apart",
        severity=rule.severity,
        day=day,
        zone=next(iter(_shared(pair)), None),
        says=f"Violations counted{where} {on}: {said}.{_closings(pair, reference)}",
        evidence=tuple(each.record.id for each in pair),
        claims=tuple(dict.fromkeys(claim for each in pair for claim in each.record.claims)),
    )


def _monitor(count: _Count, reference: Reference) -> str:
    return f"{count.record.monitor} (for {with_article(actor_name(count.guarantor, reference))})"


def _closings(pair: Sequence[_Count], reference: Reference) -> str:
    """That the two do not count the same hours, where their days close at different times."""
    sources = [reference.source_named(each.record.monitor) for each in pair]
    times = [source.day_closes if source else None for source in sources]
    if len(set(times)) == 1:
        return ""
    closed = " and ".join(each or "midnight" for each in times)
    return f" Their days close at {closed}."


def _shared(pair: Sequence[_Count]) -> list[str]:
    return [zone for zone in pair[0].zones if zone in pair[1].zones]
