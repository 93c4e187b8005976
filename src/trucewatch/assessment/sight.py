"""Who still sees a zone: a source may go on about other places and tell of this one no more."""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property
from itertools import pairwise

from msgspec import Struct


class SightLimits(Struct, frozen=True, forbid_unknown_fields=True):
    """When words on a zone, or one source's words on it, have stopped; verdict_rules.yaml and
    docs/assessment.md say what each number is for."""

    silent_days: int
    usual_gaps: int
    cut_off_times: int
    habit_days: int
    habit_least: int
    chance: float
    usual_share: float


@dataclass(frozen=True)
class Sight:
    """What was told of one zone, by `source_key`.

    `words` are the days in order on which each source published news of it, `acts` the days of
    acts in it with the sources that told of one. `last` is the end of what is looked at, `lag` how
    long after a day a source tells of it.
    """

    words: Mapping[str, tuple[date, ...]]
    acts: Mapping[date, frozenset[str]]
    last: date
    lag: Mapping[str, timedelta]
    limits: SightLimits

    def is_cut_off(self, day: date) -> bool:
        """Whether nobody speaks of the zone any more for far longer than was usual before."""
        at = bisect_right(self._spoken, day)
        if at <= self.limits.usual_gaps or self._spoken[at - 1] == day:
            return False
        late = self._spoken[at - self.limits.usual_gaps - 1 : at]
        gaps = sorted((after - before).days for before, after in pairwise(late))
        # The longest would let one stray word in a long silence pass for a habit.
        usual = gaps[len(gaps) * 3 // 4]
        until = self._spoken[at] if at < len(self._spoken) else self.last
        longest = max(self.limits.silent_days, self.limits.cut_off_times * usual)
        return (until - self._spoken[at - 1]).days > longest

    def is_blind(self, source: str, day: date) -> bool:
        """Whether the source has stopped telling of the zone by then, while others tell of acts
        there that it would not have missed by chance."""
        return any(first < day < until for first, until in self._blind.get(source, ()))

    def sees_enough(self, sources: Iterable[str], day: date) -> bool:
        """Whether enough of those among the sources that made a habit of telling of the zone still
        see it."""
        usual = [each for each in sources if self._usual_from.get(each, date.max) <= day]
        seeing = sum(not self.is_blind(source, day) for source in usual)
        return seeing >= self.limits.usual_share * len(usual)

    @cached_property
    def _spoken(self) -> tuple[date, ...]:
        return tuple(sorted({day for days in self.words.values() for day in days}))

    @cached_property
    def _days(self) -> tuple[date, ...]:
        return tuple(sorted(self.acts))

    @cached_property
    def _usual_from(self) -> dict[str, date]:
        told: dict[str, list[date]] = defaultdict(list)
        for day in self._days:
            for source in self.acts[day]:
                told[source].append(day)
        least = self.limits.habit_least
        return {each: told[each][least - 1] for each in sorted(told) if len(told[each]) >= least}

    @cached_property
    def _blind(self) -> dict[str, tuple[tuple[date, date], ...]]:
        found = {source: tuple(self._blind_spells(source)) for source in sorted(self.words)}
        return {source: spells for source, spells in found.items() if spells}

    def _blind_spells(self, source: str) -> Iterator[tuple[date, date]]:
        """From its last word to its next, or to the end."""
        days = self.words[source]
        lag = self.lag.get(source, timedelta())
        for before, after in pairwise((*days, self.last + timedelta(days=1))):
            is_last = after > self.last
            is_long = (after - before).days > self.limits.silent_days
            if is_long and self._is_no_chance(source, before, after - lag if is_last else after):
                yield before, after

    def _is_no_chance(self, source: str, before: date, after: date) -> bool:
        """Of the days whose acts others told of, it told of a share p; to miss n on end by chance
        has the probability (1 - p)^n."""
        habit = self._told_by_others(
            source, before - timedelta(days=self.limits.habit_days), before
        )
        told = sum(source in self.acts[day] for day in habit)
        if told < self.limits.habit_least:
            return False
        missed = len(self._told_by_others(source, before + timedelta(days=1), after))
        # One day more than there were, so that no habit is taken for a law.
        return (1 - told / (len(habit) + 1)) ** missed < self.limits.chance

    def _told_by_others(self, source: str, first: date, until: date) -> Sequence[date]:
        """The days from `first` to before `until` of whose acts another source told."""
        return [day for day in self._days if first <= day < until and self.acts[day] - {source}]
