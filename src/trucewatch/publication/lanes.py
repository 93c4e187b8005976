"""Tracks of talks as lanes over time: each round as planned and as held, one above the other."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date, timedelta

from msgspec import Struct

from trucewatch.assessment.wording import counted, month_words
from trucewatch.model.values import Period
from trucewatch.publication.meetings import slip_words
from trucewatch.publication.talks import Talks, TalksRound, TalksTrack
from trucewatch.publication.wording import span_words

WIDTH, LEFT = 960, 8
LANE, HEAD = 46, 22
# A meeting of a day shows beside one of a year; a month's name needs some room.
LEAST_WIDTH, MONTH_ROOM = 5.0, 74


class LaneMark(Struct, frozen=True, kw_only=True):
    """Days of a round, `is_held` or planned, in units of the drawing. `label` is its number."""

    round: str
    x: float
    width: float
    is_held: bool
    label: str
    says: str


class Lane(Struct, frozen=True, kw_only=True):
    name: str
    y: int
    marks: tuple[LaneMark, ...]


class Tick(Struct, frozen=True, kw_only=True):
    """The first day of a month, named where there is room for its name."""

    x: float
    label: str


class Lanes(Struct, frozen=True, kw_only=True):
    width: int
    height: int
    lanes: tuple[Lane, ...]
    ticks: tuple[Tick, ...]
    says: str


def lanes(talks: Talks) -> Lanes | None:
    """The drawing; None where no round has a day."""
    days = [day for track in talks.tracks for each in track.rounds for day in _days(each)]
    if not days:
        return None
    scale = Scale(min(days), max(days))
    drawn = [
        (track, marks) for track in talks.tracks if (marks := tuple(_marks(track.rounds, scale)))
    ]
    return Lanes(
        width=WIDTH,
        height=HEAD + LANE * len(drawn),
        lanes=tuple(
            Lane(name=track.name, y=HEAD + LANE * at, marks=marks)
            for at, (track, marks) in enumerate(drawn)
        ),
        ticks=tuple(_ticks(scale)),
        says="; ".join(_says(track) for track, _ in drawn) + ".",
    )


class Scale:
    """Days to places along the lanes."""

    def __init__(self, first: date, last: date) -> None:
        self.first, self.last = first, last
        self.day_width = (WIDTH - 2 * LEFT) / ((last - first).days + 1)

    def x(self, day: date) -> float:
        return round(LEFT + (day - self.first).days * self.day_width, 1)

    def span(self, first: date, last: date) -> tuple[float, float]:
        start = self.x(first)
        return start, max(LEAST_WIDTH, round(self.x(last + timedelta(days=1)) - start, 1))


def _days(each: TalksRound) -> Iterator[date]:
    periods = (each.held_in, *(plan.planned_in for plan in each.planned))
    for period in periods:
        yield from filter(None, (period.start, period.end) if period else ())


def _marks(rounds: Iterable[TalksRound], scale: Scale) -> Iterator[LaneMark]:
    for each in rounds:
        for plan in each.planned:
            yield from _mark(each, plan.planned_in, scale, is_held=False)
        if each.held_in:
            yield from _mark(each, each.held_in, scale, is_held=True)


def _mark(each: TalksRound, period: Period, scale: Scale, *, is_held: bool) -> Iterator[LaneMark]:
    first, last = period.start or period.end, period.end or period.start
    if first is None or last is None:
        return
    x, width = scale.span(first, last)
    yield LaneMark(
        round=each.id,
        x=x,
        width=width,
        is_held=is_held,
        label=str(each.number) if each.number is not None and is_held else "",
        says=f"{each.name}, {'held' if is_held else 'planned for'} {span_words(period)}",
    )


def _ticks(scale: Scale) -> Iterator[Tick]:
    named = -MONTH_ROOM * 1.0
    day = scale.first.replace(day=1)
    while day <= scale.last:
        if day >= scale.first:
            x = scale.x(day)
            has_room = x - named >= MONTH_ROOM and x <= WIDTH - MONTH_ROOM
            yield Tick(x=x, label=month_words(day) if has_room else "")
            named = x if has_room else named
        day = (day + timedelta(days=31)).replace(day=1)


def _says(track: TalksTrack) -> str:
    """ "Astana talks: eight rounds, six known to have been held; the most slipped by 79 days"."""
    rounds: Sequence[TalksRound] = track.rounds
    held = sum(each.held_in is not None for each in rounds)
    said = f"{track.name}: {counted(len(rounds), 'round')}, {counted(held, 'of them')} held"
    slipped = max(rounds, key=lambda each: each.slipped_days or 0)
    slip = slip_words(slipped.slipped_days, is_least=slipped.slip_is_least)
    return f"{said}, {slipped.name} slipped by {slip}" if slip else said
