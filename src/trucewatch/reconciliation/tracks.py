"""Which track a claim about talks belongs to, where its words do not say."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from trucewatch.model.reference import Track
from trucewatch.reconciliation.clusters import Pair, pair
from trucewatch.reconciliation.days import Span
from trucewatch.reconciliation.rules import MatchingRules
from trucewatch.reconciliation.sittings import LONGEST_MEETING_DAYS, Sitting
from trucewatch.reference.names import fold
from trucewatch.reference.reference import Reference

# Two tracks rarely have rounds of one number so near; a plan may be as far from what came of it.
NEAR_DAYS = 31


def is_one_meeting(track_id: str, reference: Reference) -> bool:
    """Whether the dossier knows the track for a single meeting, such as a congress."""
    track = reference.tracks.get(track_id)
    return track is not None and len(track.rounds) == 1


def tracks_meant(
    sittings: Sequence[Sitting], reference: Reference, rules: MatchingRules
) -> dict[str, str | None]:
    """Each claim's track, by claim id: its own, or for a numbered round the one track that can be
    meant, by its sponsors or by a round of that number near those days."""
    known = [sitting for sitting in sittings if sitting.track]
    return {sitting.claim: _track_meant(sitting, known, reference, rules) for sitting in sittings}


def track_by_itself(sitting: Sitting, reference: Reference, rules: MatchingRules) -> str | None:
    """The track that the claim names, or whose sponsors it names for a numbered round."""
    if sitting.track:
        return sitting.track
    if not _is_of_some_track(sitting, rules):
        return None
    by_sponsors = [
        track.id for track in reference.tracks.values() if _is_sponsored_as(track, sitting)
    ]
    return by_sponsors[0] if len(by_sponsors) == 1 else None


def series_by_itself(sitting: Sitting, reference: Reference, rules: MatchingRules) -> str:
    """The track that the claim is of, else the place or the name that it goes by."""
    return track_by_itself(sitting, reference, rules) or sitting.goes_by


def days_met(sitting: Sitting, reference: Reference, rules: MatchingRules) -> Span | None:
    """The days on which the claim may say of another, or be told by another, which track it is
    of; two that have to do with each other have a day of these in common."""
    if sitting.number is None or sitting.days is None:
        return None
    if sitting.track:
        return sitting.days
    is_asking = track_by_itself(sitting, reference, rules) is None
    is_asking &= _is_of_some_track(sitting, rules)
    return sitting.days.widened(NEAR_DAYS) if is_asking else None


LONGEST_DAYS_MET = LONGEST_MEETING_DAYS + 2 * NEAR_DAYS


def telling_tracks(
    sittings: Sequence[Sitting], reference: Reference, rules: MatchingRules
) -> Iterator[Pair]:
    """Claims on a round without a track, each with those that may tell of which it is."""
    known: dict[int | None, list[Sitting]] = {}
    for each in sittings:
        if each.track:
            known.setdefault(each.number, []).append(each)
    for each in sittings:
        is_asking = track_by_itself(each, reference, rules) is None
        if is_asking and _is_of_some_track(each, rules):
            for other in known.get(each.number, ()):
                if _are_near(other, each, NEAR_DAYS):
                    yield pair(each.claim, other.claim)


def _track_meant(
    sitting: Sitting, known: Iterable[Sitting], reference: Reference, rules: MatchingRules
) -> str | None:
    by_itself = track_by_itself(sitting, reference, rules)
    if by_itself or not _is_of_some_track(sitting, rules):
        return by_itself
    same_number = [each for each in known if each.number == sitting.number]
    for days in (rules.meeting_days, NEAR_DAYS):
        near = {each.track for each in same_number if _are_near(each, sitting, days)}
        near = {each for each in near if _may_host(each, sitting, reference)}
        if near:
            return near.pop() if len(near) == 1 else None
    return None


def _is_of_some_track(sitting: Sitting, rules: MatchingRules) -> bool:
    """Whether it is a numbered round, and no special meeting."""
    name = f" {sitting.name} "
    is_special = any(f" {words} " in name for words in rules.special_meetings)
    return sitting.number is not None and not is_special


def _is_sponsored_as(track: Track, sitting: Sitting) -> bool:
    """Whether the claim names the sponsors of the track, one that has several."""
    is_track_of_rounds = len(track.rounds) > 1 and len(track.sponsors) > 1
    return is_track_of_rounds and {*sitting.sponsors} == {*track.sponsors}


def _are_near(one: Sitting, other: Sitting, days: int) -> bool:
    here, there = one.days, other.days
    return here is not None and there is not None and here.widened(days).overlaps(there)


def _may_host(track_id: str | None, sitting: Sitting, reference: Reference) -> bool:
    track = reference.tracks.get(track_id or "")
    if track is None or sitting.city is None:
        return True
    return sitting.city in {fold(city) for city in track.cities}
