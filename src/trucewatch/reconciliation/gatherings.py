"""Which claims about talks are of one round.

A track's claims fall into series: its rounds, and each kind of special meeting (foreign ministers,
a working group), so that an unnumbered meeting is not taken for the round around it. Within a
series, held days come first, then numbers, then plans; a track that is one meeting is one series
joined whole.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date, timedelta
from itertools import pairwise
from typing import NamedTuple

from trucewatch.reconciliation.clusters import Decisions, Group, Pair, clustered
from trucewatch.reconciliation.days import Span
from trucewatch.reconciliation.fusion import most_common
from trucewatch.reconciliation.rules import MatchingRules
from trucewatch.reconciliation.sittings import Sitting
from trucewatch.reconciliation.tracks import is_one_meeting, tracks_meant
from trucewatch.reference.names import fold
from trucewatch.reference.reference import Reference

ROUND = "round"
# How long before a report a meeting without days was held that it speaks of.
LOOKING_BACK_DAYS = 7
NO_NUMBER = -1


class Gathering(NamedTuple):
    """The claims (ids, in order) of one round, the track (id) that it is of, and whether that has
    held a later round."""

    claims: Group
    track: str | None
    is_over: bool


class Meeting(NamedTuple):
    """Held claims joined so far: the majority's number and the days they span.

    `about` stands in for days that no claim gives: the day that the first report of it came out.
    """

    first: str
    number: int | None
    span: Span | None
    about: Span | None
    reports: frozenset[str]


def gatherings(
    sittings: Iterable[Sitting], decided: Decisions, reference: Reference, rules: MatchingRules
) -> list[Gathering]:
    """The claims of one round, meeting or congress together; each claim is in one."""
    ordered = sorted(sittings, key=lambda sitting: sitting.order)
    tracks = tracks_meant(ordered, reference, rules)
    links = [
        link
        for (track, _), together in _series(ordered, tracks, rules).items()
        for link in _links(together, is_one_meeting(track, reference), decided, rules)
    ]
    groups = clustered(sorted(tracks), links, decided).groups
    group_of = {claim: group for group in groups for claim in group}
    together: dict[Group, list[Sitting]] = {group: [] for group in groups}
    for sitting in ordered:
        together[group_of[sitting.claim]].append(sitting)
    told = {group: _told(together[group], tracks) for group in groups}
    last = _last_held(told.values())
    return [Gathering(group, each.track, each.is_before(last)) for group, each in told.items()]


class _Told(NamedTuple):
    """The track and the number of a round, and whether it is told to have been held."""

    track: str | None
    number: int | None
    is_held: bool

    def is_before(self, last: Mapping[str, int]) -> bool:
        if self.track is None or self.number is None:
            return False
        return self.number < last.get(self.track, self.number)


def _told(sittings: Sequence[Sitting], tracks: Mapping[str, str | None]) -> _Told:
    is_told = any(sitting.tells_which for sitting in sittings)
    return _Told(
        track=next((tracks[each.claim] for each in sittings if tracks[each.claim]), None),
        number=number_of(sittings),
        is_held=is_told and any(each.is_dated and not each.is_plan for each in sittings),
    )


def _last_held(told: Iterable[_Told]) -> dict[str, int]:
    """By track: the highest number of a round that was held."""
    last: dict[str, int] = {}
    for each in told:
        if each.is_held and each.track is not None and each.number is not None:
            last[each.track] = max(each.number, last.get(each.track, each.number))
    return last


def number_of(sittings: Sequence[Sitting]) -> int | None:
    """The number that most claims give, with those of plans where it was not held."""
    plans = [each.number for each in sittings if each.is_plan]
    told = [each.number for each in sittings if not each.is_plan] or plans
    return most_common([number for number in (*told, *plans) if number is not None] or [None])


def _series(
    sittings: Iterable[Sitting], tracks: Mapping[str, str | None], rules: MatchingRules
) -> dict[tuple[str, str], list[Sitting]]:
    series: dict[tuple[str, str], list[Sitting]] = {}
    for sitting in sittings:
        track = tracks[sitting.claim] or sitting.goes_by
        kind = _kind_of_meeting(sitting, track, rules)
        series.setdefault((track, kind), []).append(sitting)
    return series


def _kind_of_meeting(sitting: Sitting, track: str, rules: MatchingRules) -> str:
    if sitting.number is not None:
        return ROUND
    name = f" {sitting.name} "
    for words in rules.special_meetings:
        # A congress is no special meeting of a track that is a congress.
        if f" {words} " in name and words not in fold(track).split():
            return words
    return ROUND


def _links(
    sittings: Sequence[Sitting], is_one: bool, decided: Decisions, rules: MatchingRules
) -> Iterator[Pair]:
    """What joins a series: held days, then numbers, then vague mentions, then plans."""
    if is_one:
        yield from pairwise(sitting.claim for sitting in sittings)
        return
    held = [sitting for sitting in sittings if not sitting.is_plan]
    links = list(_same_days([sitting for sitting in held if sitting.has_days], rules))
    links += _same_number(_meetings(held, links, decided))
    links += _numbered_without_days(_meetings(held, links, decided), rules)
    meetings = _meetings(held, links, decided)
    loose = [sitting for sitting in held if not sitting.has_days and sitting.number is None]
    links += _mentions(loose, [each for each in meetings if each.span is not None])
    yield from links
    plans = [sitting for sitting in sittings if sitting.is_plan]
    yield from _plans(plans, meetings, rules)


def _same_days(dated: Sequence[Sitting], rules: MatchingRules) -> Iterator[Pair]:
    """Held days in common are one meeting whatever the numbers; near ones unless numbers differ.

    Claims of one number and the same days are joined in turn, and the first of them stands for
    them. These are taken by their first days, and each meets only those that are not long over, so
    that the cost grows with how many days and numbers one meeting is given.
    """
    told: dict[tuple[Span, int], list[str]] = {}
    for sitting in dated:
        if sitting.span is not None:
            key = (sitting.span, NO_NUMBER if sitting.number is None else sitting.number)
            told.setdefault(key, []).append(sitting.claim)
    margin = timedelta(days=rules.meeting_days)
    not_over: list[tuple[Span, int]] = []
    for here in sorted(told):
        yield from pairwise(sorted(told[here]))
        not_over = [there for there in not_over if there[0].end + margin >= here[0].start]
        for there in not_over:
            have_two_numbers = NO_NUMBER not in (here[1], there[1]) and here[1] != there[1]
            if here[0].overlaps(there[0]) or not have_two_numbers:
                yield min(told[here]), min(told[there])
        not_over.append(here)


def _meetings(held: Sequence[Sitting], links: Iterable[Pair], decided: Decisions) -> list[Meeting]:
    by_id = {sitting.claim: sitting for sitting in held}
    groups = clustered(list(by_id), links, decided).groups
    said = {each: at for at, each in enumerate(by_id)}
    meetings = [
        _meeting([by_id[each] for each in sorted(group, key=said.__getitem__)]) for group in groups
    ]
    return sorted(meetings, key=lambda meeting: (meeting.about or (date.max,), meeting.first))


def _meeting(sittings: Sequence[Sitting]) -> Meeting:
    numbers = [sitting.number for sitting in sittings if sitting.number is not None]
    spans = [sitting.span for sitting in sittings if sitting.span and sitting.has_days]
    said = [s.said_on for s in sittings if s.said_on and not s.is_dated and s.has_phase]
    span = Span(min(s.start for s in spans), max(s.end for s in spans)) if spans else None
    return Meeting(
        first=sittings[0].claim,
        number=most_common(numbers) if numbers else None,
        span=span,
        about=span or (Span(min(said), min(said)) if said else None),
        reports=frozenset(sitting.report for sitting in sittings),
    )


def _same_number(meetings: Sequence[Meeting]) -> Iterator[Pair]:
    numbered: dict[int, list[str]] = {}
    for meeting in meetings:
        if meeting.number is not None:
            numbered.setdefault(meeting.number, []).append(meeting.first)
    for together in numbered.values():
        yield from pairwise(together)


def _numbered_without_days(meetings: Sequence[Meeting], rules: MatchingRules) -> Iterator[Pair]:
    """A numbered meeting that no claim dates is the one without a number that was held when the
    report came out, if there is one such and no report tells of both."""
    meant: dict[str, list[str]] = {}
    for numbered in meetings:
        if numbered.number is None or numbered.span is not None or numbered.about is None:
            continue
        days = numbered.about.widened(rules.meeting_days)
        near = [m for m in meetings if m.number is None and m.span and m.span.overlaps(days)]
        if len(near) == 1 and not near[0].reports & numbered.reports:
            meant.setdefault(near[0].first, []).append(numbered.first)
    for unnumbered, numbers in meant.items():
        if len(numbers) == 1:
            yield (unnumbered, numbers[0])


def _mentions(loose: Iterable[Sitting], meetings: Sequence[Meeting]) -> Iterator[Pair]:
    """A held meeting without days or with coarse ones is the only one that can be meant."""
    for sitting in loose:
        span = sitting.span
        if span is None and sitting.said_on is not None:
            span = Span(sitting.said_on - timedelta(days=LOOKING_BACK_DAYS), sitting.said_on)
        meant = [m for m in meetings if span and m.span and span.overlaps(m.span)]
        if len(meant) == 1:
            yield (meant[0].first, sitting.claim)


def _plans(
    plans: Sequence[Sitting], meetings: Sequence[Meeting], rules: MatchingRules
) -> Iterator[Pair]:
    """A plan is for the round of its number, else for the first meeting held on or after both
    the day it names and the day it was said; plans that nothing came of are one while open."""
    still_open: list[Sitting] = []
    for plan in plans:
        meant = _meant_by(plan, meetings, rules)
        if meant is not None:
            yield (meant.first, plan.claim)
            continue
        fellow = next((one for one in still_open if _are_one_plan(one, plan, still_open)), None)
        if fellow is not None:
            yield (fellow.claim, plan.claim)
        still_open.append(plan)


def _meant_by(plan: Sitting, meetings: Sequence[Meeting], rules: MatchingRules) -> Meeting | None:
    if plan.number is not None:
        for meeting in meetings:
            if meeting.number == plan.number:
                return meeting
    margin = timedelta(days=rules.meeting_days)
    days = [day for day in (plan.said_on, plan.span.start if plan.span else None) if day]
    for meeting in meetings:
        if meeting.about is None or not days or meeting.about.start < max(days) - margin:
            continue
        if plan.number is None:
            return meeting
        is_kept = plan.span is not None and plan.span.widened(margin.days).overlaps(meeting.about)
        if meeting.number is None and is_kept:
            return meeting
    return None


def _are_one_plan(one: Sitting, other: Sitting, still_open: Iterable[Sitting]) -> bool:
    if one.number is not None and other.number is not None:
        return one.number == other.number
    if one.number is not None or other.number is not None:
        return len({plan.number for plan in still_open} | {one.number, other.number}) == 2
    if one.report != other.report:
        return True
    return one.span is not None and other.span is not None and one.span.overlaps(other.span)
