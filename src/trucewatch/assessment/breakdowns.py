"""Breakdowns: counts that are also given in parts, and whether the parts add up."""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Iterator, Sequence
from datetime import timedelta

from trucewatch.assessment.categories import is_within
from trucewatch.assessment.counts import Count, areas_are_apart, counts_of, lies_within
from trucewatch.assessment.evidence import Evidence
from trucewatch.model.finding import Breakdown, BrokenDownBy, PartsState
from trucewatch.reference.reference import Reference

# Categories that together are everyone, and some that never are.
_EVERYONE = ("civilians", "combatants")
_SOME = ("women", "children")


def find_breakdowns(evidence: Evidence) -> tuple[Breakdown, ...]:
    """Of every count that is given in at least two parts: by area, by period or by category."""
    counts = list(counts_of(evidence.records, evidence.reference))
    found = (
        breakdown
        for group in map(_Group, _told_together(counts, evidence))
        for whole in group.counts
        for breakdown in _of_whole(whole, group, evidence.reference)
    )
    by_id = {each.id: each for each in found}
    return tuple(by_id[each] for each in sorted(by_id))


def _told_together(counts: Sequence[Count], evidence: Evidence) -> Iterator[list[Count]]:
    """Counts of one measure by one claimant; and those that one report gives in one voice."""
    groups: dict[tuple[str, str, str], list[Count]] = defaultdict(list)
    for each in counts:
        groups["claimant", each.claimant, each.measure].append(each)
        for ref in each.record.reports:
            groups["report", ref, each.measure].append(each)
    for (kind, ref, _), group in sorted(groups.items()):
        yield _of_one_voice(group, ref, evidence) if kind == "report" else group


def _of_one_voice(group: Sequence[Count], ref: str, evidence: Evidence) -> list[Count]:
    """A report names the claimant of a whole and often goes on in its own voice: both are one,
    unless it names two."""
    report = evidence.reports.get(ref)
    outlet = report.outlet if report else None
    named = {each.claimant for each in group if each.said_by != outlet}
    return list(group) if len(named) == 1 else [each for each in group if each.said_by == outlet]


class _Group:
    """Counts told together, in their order, by what the parts of a whole share with it."""

    def __init__(self, counts: Sequence[Count]) -> None:
        self.counts = counts
        self._sharing: dict[tuple[object, ...], list[Count]] = defaultdict(list)
        for each in counts:
            for shared in (_days_said(each), _scope(each), _area_said(each)):
                self._sharing[shared].append(each)

    def others(self, whole: Count, shared: tuple[object, ...]) -> list[Count]:
        return [each for each in self._sharing[shared] if each.id != whole.id]


def _days_said(count: Count) -> tuple[object, ...]:
    return "days", count.days, count.category, count.cause, count.record.first_published


def _scope(count: Count) -> tuple[object, ...]:
    return "scope", count.area, count.category, count.cause


def _area_said(count: Count) -> tuple[object, ...]:
    return "area", count.area, count.days, count.cause, count.record.first_published


def _of_whole(whole: Count, group: _Group, reference: Reference) -> Iterator[Breakdown]:
    ways: dict[BrokenDownBy, list[Count]] = {
        "area": _by_area(whole, group, reference),
        "period": _by_period(whole, group),
        "category": _by_category(whole, group),
    }
    for by, parts in ways.items():
        if len(parts) > 1:
            yield _breakdown(whole, by, parts)


def _by_area(whole: Count, group: _Group, reference: Reference) -> list[Count]:
    """Counts of the whole's days, said with it, in areas within its own and apart from others."""
    parts = [
        each
        for each in group.others(whole, _days_said(whole))
        if each.area != whole.area and lies_within(each, whole, reference)
    ]
    return parts if areas_are_apart(parts, reference) else []


def _by_period(whole: Count, group: _Group) -> list[Count]:
    """Counts of its scope that follow on one another from its first day to its last.

    Of two that could come next the longer is taken; of two of the same days the one said last.
    """
    first, last = whole.days.first, whole.days.last
    if not whole.is_dated or first is None or last is None:
        return []
    by_first: dict[object, list[Count]] = defaultdict(list)
    for each in group.others(whole, _scope(whole)):
        if each.is_dated and each.days.within(first, last):
            by_first[each.days.first].append(each)
    parts: list[Count] = []
    while first <= last:
        nexts = [each for each in by_first[first] if each.days != whole.days]
        if not nexts:
            return []
        parts.append(max(nexts, key=_end))
        first = (parts[-1].days.last or last) + timedelta(days=1)
    return parts


def _end(count: Count) -> tuple[str, str, str]:
    return str(count.days.last), str(count.record.first_published), count.id


def _by_category(whole: Count, group: _Group) -> list[Count]:
    """Civilians and combatants of all people; women and children of people or of civilians."""
    said_with = {each.category: each for each in group.others(whole, _area_said(whole))}
    for names in (_EVERYONE, _SOME):
        is_divided = whole.category == "people" or (
            names is _SOME and is_within("children", whole.category) and whole.category not in names
        )
        if is_divided and all(name in said_with for name in names):
            return [said_with[name] for name in names]
    return []


def _breakdown(whole: Count, by: BrokenDownBy, parts: Sequence[Count]) -> Breakdown:
    ids = tuple(sorted(each.id for each in parts))
    key = "|".join((whole.id, by, *ids))
    state = _state(whole, by, parts)
    return Breakdown(
        id="b-" + hashlib.sha256(key.encode()).hexdigest()[:16],
        whole=whole.id,
        by=by,
        parts=ids,
        state=state,
        rest=whole.low - sum(each.most for each in parts) if state == "leaves a rest" else 0,
    )


def _state(whole: Count, by: BrokenDownBy, parts: Sequence[Count]) -> PartsState:
    """By what the words allow: an open part may be more, and an open whole, too."""
    low = sum(each.low for each in parts)
    if whole.value.high is not None and low > whole.value.high:
        return "comes to more"
    if any(each.value.high is None for each in parts):
        return "adds up"
    if sum(each.most for each in parts) >= whole.low:
        return "adds up"
    is_all = by == "period" or {each.category for each in parts} == set(_EVERYONE)
    return "comes to less" if is_all else "leaves a rest"
