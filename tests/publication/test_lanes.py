"""Talks as lanes: what is drawn is what the record has."""

from __future__ import annotations

import pytest

from trucewatch.publication.lanes import LEFT, WIDTH, lanes
from trucewatch.publication.talks import Talks, talks


@pytest.fixture(scope="module")
def told(findings, records, reference) -> Talks:
    return talks(findings, records, reference)


def marks(told, *, is_held):
    return [mark for lane in lanes(told).lanes for mark in lane.marks if mark.is_held is is_held]


def test_each_round_that_was_held_is_drawn_as_held(told):
    held = [each.id for track in told.tracks for each in track.rounds if each.held_in]

    assert held
    assert [mark.round for mark in marks(told, is_held=True)] == held


def test_each_plan_is_drawn_beside_it(told):
    plans = [each.id for track in told.tracks for each in track.rounds for _ in each.planned]

    assert [mark.round for mark in marks(told, is_held=False)] == plans


def test_what_comes_later_stands_further_right(told):
    by_day = sorted(
        (each.held_in.start, mark.x)
        for track in told.tracks
        for each in track.rounds
        for mark in marks(told, is_held=True)
        if mark.round == each.id and each.held_in.start
    )

    assert [x for _, x in by_day] == sorted(x for _, x in by_day)


def test_nothing_is_drawn_outside_the_lanes(told):
    for mark in (*marks(told, is_held=True), *marks(told, is_held=False)):
        assert mark.x >= LEFT and mark.x + mark.width <= WIDTH


def test_without_a_day_nothing_is_drawn():
    assert lanes(Talks(tracks=(), deadlines=())) is None
