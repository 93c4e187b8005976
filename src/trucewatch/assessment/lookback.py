"""What could be seen of a zone, and since when each part of it could be known."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property

from trucewatch.assessment.coverage import first_seen
from trucewatch.assessment.examined import Examined
from trucewatch.assessment.window import Window
from trucewatch.assessment.wording import sentence_case, the_act, when
from trucewatch.model.record import Incident


@dataclass(frozen=True)
class Act:
    """An incident that counts in the zone, dated to a week or finer, and the day it was known."""

    id: str
    first: date
    last: date
    known: date
    violations: tuple[str, ...]
    claims: tuple[str, ...]
    says: str


@dataclass(frozen=True)
class Lookback:
    """The window's zone, looked back on from each of its days for no longer than told.

    Runs of days are given by their last day and their length; `by` is the day of publication up
    to which reports count.
    """

    window: Window
    look_back_days: int

    @cached_property
    def all_acts(self) -> tuple[Act, ...]:
        """In order of their last days."""
        acts = (_act(each, self.window) for each in self._whole.here)
        return tuple(sorted((act for act in acts if act), key=lambda act: (act.last, act.id)))

    def acts(self, last: date, length: int, by: date) -> list[Act]:
        first = last - timedelta(days=length)
        return [act for act in self.all_acts if first < act.last <= last and act.known <= by]

    def observed(self, last: date, length: int, by: date) -> int:
        """On how many of the days someone could see, or told of an incident."""
        days = (last - timedelta(days=back) for back in range(length))
        return sum(self._seen_from.get(day, date.max) <= by for day in days)

    def is_under_ban(self, last: date, length: int) -> bool:
        begins = self.window.ban_from
        return begins is not None and begins <= last - timedelta(days=length - 1)

    @cached_property
    def _whole(self) -> Window:
        return self.window.reaching_back(self.window.length + self.look_back_days)

    @cached_property
    def _seen_from(self) -> dict[date, date]:
        """For each day that anyone saw, the day since which that could be known."""
        found: dict[date, date] = {}
        case, zone = self.window.case, self.window.zone
        for day in self._whole.days:
            if seen := first_seen(zone, day, case.published, case.reference):
                found[day] = seen
        for act in self.all_acts:
            for at in range((act.last - act.first).days + 1):
                day = act.first + timedelta(days=at)
                found[day] = min(found.get(day, date.max), act.known)
        return found


def _act(examined: Examined, window: Window) -> Act | None:
    """None for what does not count here, or has no day."""
    record, days, zone = examined.record, examined.days, window.zone.id
    counted = any(test.is_counted for test in examined.tests_in(zone))
    if not isinstance(record, Incident) or not counted or not days.is_short:
        return None
    if days.first is None or days.last is None:
        return None
    sure = [v.id for v in examined.violations if v.zone == zone and v.grade != "cannot tell"]
    place = f" in {record.place.text}" if record.place else ""
    return Act(
        id=record.id,
        first=days.first,
        last=days.last,
        known=record.first_published or days.last,
        violations=tuple(sure),
        claims=record.claims,
        says=f"{sentence_case(the_act(record))}{place} {when(record.occurred)}",
    )
