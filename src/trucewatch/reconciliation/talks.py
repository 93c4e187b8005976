"""Rounds of talks from claims about them: planned and held are two facts with two dates.

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

import msgspec

from trucewatch.model.claim import TalkClaim
from trucewatch.model.record import Round
from trucewatch.model.values import PlaceMention
from trucewatch.reconciliation.attendees import attendees
from trucewatch.reconciliation.clusters import Decisions, Pair, clustered
from trucewatch.reconciliation.days import Span
from trucewatch.reconciliation.fusion import (
    FINEST_PLACE_FIRST,
    most_common,
    origin,
    record_id,
)
from trucewatch.reconciliation.grouping import unique, unique_actors
from trucewatch.reconciliation.held import (
    held_period,
    latest_phase,
    planned_dates,
    slipped_days,
)
from trucewatch.reconciliation.lineage import Lineage
from trucewatch.reconciliation.names import name_key, place_key
from trucewatch.reconciliation.rules import MatchingRules
from trucewatch.reconciliation.sittings import Sitting, sittings_of
from trucewatch.reconciliation.tracks import is_one_meeting, tracks_meant
from trucewatch.reference.names import fold

ROUND = "round"
# How long before a report a meeting without days was held that it speaks of.
LOOKING_BACK_DAYS = 7
NO_NUMBER = -1


class Meeting(NamedTuple):
    """Held claims joined so far: the majority's number and the days they span.

    `about` stands in for days that no claim gives: the day that the first report of it came out.
    """

    first: str
    number: int | None
    span: Span | None
    about: Span | None
    reports: frozenset[str]


def rounds(
    claims: Sequence[TalkClaim],
    decided: Decisions,
    lineage: Lineage,
    rules: MatchingRules,
    beside: Iterable[TalkClaim] = (),
) -> list[Round]:
    """One record a round, meeting or congress. Denied claims make none, nor do claims that do not
    tell their meeting from any other, unless they go with one that does. `beside` are other
    claims of the same reports."""
    by_id = {claim.id: claim for claim in claims if claim.claim_status != "denied"}
    ordered = sorted(by_id.values(), key=lineage.order)
    sittings = sittings_of(ordered, lineage, beside)
    numbers = {sitting.claim.id: sitting.number for sitting in sittings}
    tracks = tracks_meant(sittings, lineage.reference, rules)
    links = [
        link
        for (track, _), together in _series(sittings, tracks, rules).items()
        for link in _links(together, is_one_meeting(track, lineage.reference), decided, rules)
    ]
    groups = clustered(sorted(by_id), links, decided).groups
    told = [sorted((by_id[each] for each in group), key=lineage.order) for group in groups]
    made = [
        _round(together, numbers, tracks, lineage, rules)
        for together in told
        if any(map(_tells_which, together))
    ]
    return [_closed(each, made) for each in made]


def _closed(each: Round, made: Sequence[Round]) -> Round:
    """A round that nobody reported to end has ended once its track has held a later one."""
    if each.phase != "under_way" or each.track_id is None or each.number is None:
        return each
    numbers = [r.number for r in made if r.track_id == each.track_id and r.held and r.number]
    has_later = any(number > each.number for number in numbers)
    return msgspec.structs.replace(each, phase="concluded") if has_later else each


def _tells_which(claim: TalkClaim) -> bool:
    return any((claim.track_id, claim.place, claim.round is not None, claim.date))


def _series(
    sittings: Iterable[Sitting], tracks: Mapping[str, str | None], rules: MatchingRules
) -> dict[tuple[str, str], list[Sitting]]:
    series: dict[tuple[str, str], list[Sitting]] = {}
    for sitting in sittings:
        claim = sitting.claim
        track = tracks[claim.id] or place_key(claim.place) or name_key(claim.name)
        kind = _kind_of_meeting(sitting, track, rules)
        series.setdefault((track, kind), []).append(sitting)
    return series


def _kind_of_meeting(sitting: Sitting, track: str, rules: MatchingRules) -> str:
    if sitting.number is not None:
        return ROUND
    name = f" {fold(sitting.claim.name)} "
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
        yield from pairwise(sitting.claim.id for sitting in sittings)
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
            told.setdefault(key, []).append(sitting.claim.id)
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
    by_id = {sitting.claim.id: sitting for sitting in held}
    groups = clustered(list(by_id), links, decided).groups
    said = {each: at for at, each in enumerate(by_id)}
    meetings = [
        _meeting([by_id[each] for each in sorted(group, key=said.__getitem__)]) for group in groups
    ]
    return sorted(meetings, key=lambda meeting: (meeting.about or (date.max,), meeting.first))


def _meeting(sittings: Sequence[Sitting]) -> Meeting:
    numbers = [sitting.number for sitting in sittings if sitting.number is not None]
    spans = [sitting.span for sitting in sittings if sitting.span and sitting.has_days]
    said = [s.said_on for s in sittings if s.said_on and not s.claim.date and s.claim.phase]
    span = Span(min(s.start for s in spans), max(s.end for s in spans)) if spans else None
    return Meeting(
        first=sittings[0].claim.id,
        number=most_common(numbers) if numbers else None,
        span=span,
        about=span or (Span(min(said), min(said)) if said else None),
        reports=frozenset(sitting.claim.report for sitting in sittings),
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
            yield (meant[0].first, sitting.claim.id)


def _plans(
    plans: Sequence[Sitting], meetings: Sequence[Meeting], rules: MatchingRules
) -> Iterator[Pair]:
    """A plan is for the round of its number, else for the first meeting held on or after both
    the day it names and the day it was said; plans that nothing came of are one while open."""
    still_open: list[Sitting] = []
    for plan in plans:
        meant = _meant_by(plan, meetings, rules)
        if meant is not None:
            yield (meant.first, plan.claim.id)
            continue
        fellow = next((one for one in still_open if _are_one_plan(one, plan, still_open)), None)
        if fellow is not None:
            yield (fellow.claim.id, plan.claim.id)
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
    if one.claim.report != other.claim.report:
        return True
    return one.span is not None and other.span is not None and one.span.overlaps(other.span)


def _round(
    claims: Sequence[TalkClaim],
    numbers: Mapping[str, int | None],
    tracks: Mapping[str, str | None],
    lineage: Lineage,
    rules: MatchingRules,
) -> Round:
    held_claims = [claim for claim in claims if not claim.is_plan]
    plans = [claim for claim in claims if claim.is_plan]
    told = held_claims or plans
    stated = [numbers[claim.id] for claim in told] + [numbers[claim.id] for claim in plans]
    held = held_period(held_claims, lineage, rules)
    planned = planned_dates(plans, lineage)
    where_from = origin(claims, lineage)
    return Round(
        id=record_id("k", claims, lineage),
        name=most_common([claim.name for claim in told]),
        track_id=next((tracks[claim.id] for claim in claims if tracks[claim.id]), None),
        number=most_common([number for number in stated if number is not None] or [None]),
        place=_place(told),
        phase=latest_phase(told, lineage),
        held=held,
        planned=planned,
        slipped_days=slipped_days(planned, held),
        sponsors=unique_actors(actor for claim in claims for actor in claim.sponsors),
        attendees=attendees(claims, lineage),
        agenda=unique(point for claim in claims for point in claim.agenda),
        outcomes=unique(claim.outcome for claim in claims if claim.outcome),
        claims=where_from.claims,
        reports=where_from.reports,
        first_published=where_from.first_published,
    )


def _place(claims: Sequence[TalkClaim]) -> PlaceMention | None:
    """The most specific place, the commonest of equally specific ones."""
    named = [claim.place for claim in claims if claim.place is not None]
    if not named:
        return None
    finest = min(FINEST_PLACE_FIRST.index(place.precision) for place in named)
    return most_common(
        [place for place in named if FINEST_PLACE_FIRST.index(place.precision) == finest]
    )
