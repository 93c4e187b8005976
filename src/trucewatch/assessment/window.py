"""What a zone shows in a window: the incidents, counts, ground and coverage rules ask about."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from functools import cached_property
from typing import Literal, TypeVar

from trucewatch.assessment.case import Case
from trucewatch.assessment.casualties import End, civilians
from trucewatch.assessment.coverage import (
    coverage_note,
    coverage_on,
    source_key,
    window_coverage,
)
from trucewatch.assessment.evidence import Days
from trucewatch.assessment.examined import Examined
from trucewatch.assessment.names import best_actor
from trucewatch.assessment.rates import Series, period_before, series
from trucewatch.assessment.scope import ScopeTest
from trucewatch.assessment.standing import force_from
from trucewatch.model.claim import Grade
from trucewatch.model.finding import Coverage, Violation
from trucewatch.model.record import ControlChange, Incident, MonitorCount, Record, Tally
from trucewatch.model.reference import Agreement, Source, Zone
from trucewatch.reference.sides import belongs

Kind = TypeVar("Kind", bound=Record)


# How claims that may be wrong are read: as they stand, counting only incidents that two independent
# sources or the accused bear out, or counting all that may have happened here in these days.
Doubt = Literal["as it stands", "strictest", "most generous"]
TOLLS: Mapping[Doubt, End] = {
    "as it stands": "best",
    "strictest": "low",
    "most generous": "high",
}
SURE_GRADES: tuple[Grade, ...] = ("confirmed", "fair")


@dataclass(frozen=True)
class Window:
    """One zone from `first` to `last`, both included, days local to the zone."""

    zone: Zone
    agreement: Agreement
    first: date
    last: date
    case: Case
    doubt: Doubt = "as it stands"

    def of(self, first: date, last: date, doubt: Doubt | None = None) -> Window:
        """The zone in other days, or read otherwise: the very same window whenever it is asked for,
        so that what it shows is worked out once."""
        made = replace(self, first=first, last=last, doubt=doubt or self.doubt)
        key = (made.zone.id, made.agreement.id, first, last, made.doubt)
        known: Window = self.case.windows.setdefault(key, made)
        return known

    @property
    def as_it_stands(self) -> Window:
        return self.of(self.first, self.last, "as it stands")

    @property
    def days(self) -> tuple[date, ...]:
        return tuple(self.first + timedelta(days=at) for at in range(self.length))

    @property
    def length(self) -> int:
        return (self.last - self.first).days + 1

    def previous(self) -> Window:
        """The window of the same length that ends the day before."""
        return self.earlier(self.length)

    def earlier(self, days: int) -> Window:
        """The window of the same length that ends so many days before."""
        back = timedelta(days=min(days, (self.first - date.min).days))
        return self.of(self.first - back, self.last - back)

    def reaching_back(self, days: int) -> Window:
        """The window of so many days that ends on the same day."""
        reach = min(days - 1, (self.last - date.min).days)
        return self.of(self.last - timedelta(days=reach), self.last)

    @property
    def ban_from(self) -> date | None:
        return self.agreement.ban_from or force_from(self.agreement)

    @property
    def is_wholly_under_ban(self) -> bool:
        return self.ban_from is not None and self.ban_from <= self.first

    def under_ban(self) -> Window:
        """The part of the window from the beginning of the ban, where it begins within it."""
        if self.ban_from and self.first < self.ban_from <= self.last:
            return self.of(self.ban_from, self.last)
        return self

    def counts(self, test: ScopeTest) -> bool:
        """Whether an incident counts as force in scope here, read with this window's doubt."""
        if self.doubt == "most generous":
            return test.out_of_scope is None
        if self.doubt == "strictest":
            is_sure = isinstance(test.act, Incident) and test.act.grade in SURE_GRADES
            return is_sure and test.is_counted and test.answer("act") == "yes"
        return test.is_counted

    @cached_property
    def here(self) -> tuple[Examined, ...]:
        """Records that are, or may be, in the zone and may be of these days."""
        if self.doubt != "as it stands":
            return self.as_it_stands.here
        return tuple(self.case.here(self.zone.id, self.first, self.last))

    @cached_property
    def tests(self) -> tuple[ScopeTest, ...]:
        """Scope tests of acts that are, or may be, in the zone and may be of these days."""
        if self.doubt != "as it stands":
            return self.as_it_stands.tests
        return tuple(test for each in self.here for test in each.tests_in(self.zone.id))

    @cached_property
    def counted(self) -> dict[str, ScopeTest]:
        """Incidents of force in scope that fall in the window, by id: N."""
        return {
            test.act.id: test
            for test in self.tests
            if isinstance(test.act, Incident) and self.counts(test) and self._has(test)
        }

    def _has(self, test: ScopeTest) -> bool:
        """Whether the act surely falls in the window; may fall, for the most generous reading."""
        if self.doubt == "most generous":
            return self.shows(test.act, test.days)
        return test.days.within(self.first, self.last)

    @cached_property
    def listed(self) -> tuple[Incident, ...]:
        """Incidents in scope here that fall, or may fall, in the window; what is in doubt is no
        silence, so the strictest reading lists it too."""
        known = {
            test.act.id: test.act
            for test in self.tests
            if isinstance(test.act, Incident)
            and (test.is_counted or self.counts(test))
            and self.shows(test.act, test.days)
        }
        return tuple(known[each] for each in sorted(known))

    def out_of_scope(self) -> tuple[tuple[str, str], ...]:
        """Incidents and ground here that no provision reaches, as (record id, why)."""
        here = [
            test
            for test in self.tests
            if test.answer("place") == "yes" and self.shows(test.act, test.days)
        ]
        in_scope = {test.act.id for test in here if test.is_counted}
        reasons = {(test.act.id, test.out_of_scope or "") for test in here}
        return tuple(sorted(each for each in reasons if each[0] not in in_scope))

    @cached_property
    def violations(self) -> tuple[Violation, ...]:
        """Violations of acts surely here that fall, or may fall, in the window."""
        shown = {
            test.act.id
            for test in self.tests
            if test.is_counted and self.shows(test.act, test.days)
        }
        return tuple(each for each in self._violations if each.incident in shown)

    @cached_property
    def _violations(self) -> tuple[Violation, ...]:
        found = (violation for each in self.here for violation in each.violations)
        return tuple(violation for violation in found if violation.zone == self.zone.id)

    def tallies(self) -> tuple[Tally, ...]:
        return tuple(self._included(Tally))

    def monitor_counts(self) -> tuple[MonitorCount, ...]:
        return tuple(self._included(MonitorCount))

    def control_changes(self) -> tuple[ControlChange, ...]:
        return tuple(self._included(ControlChange))

    def taken(self) -> tuple[ControlChange, ...]:
        """Gains of named places in the window, one a place: undisputed, by no excluded group; the
        most generous reading takes disputed ones too."""
        by_place = {
            change.place.place_id or change.place.text: change
            for change in self.control_changes()
            if change.change == "gained" and change.place
            if not change.is_disputed or self.doubt == "most generous"
            if not self._is_excluded(change)
        }
        return tuple(by_place.values())

    def major(self) -> tuple[Incident, ...]:
        """Counted incidents in which many civilians died, by the best of the tolls and with those
        not said to be fighters; by the lowest and as they are told for the strictest reading, by
        the highest for the most generous."""
        table = self.case.table
        presumed = () if self.doubt == "strictest" else table.presumed_civilians
        acts = [test.act for test in self.counted.values()]
        return tuple(
            act
            for act in acts
            if isinstance(act, Incident)
            and civilians(act, TOLLS[self.doubt], presumed) >= table.major_civilians
        )

    def violated_days(self) -> list[date]:
        """The last day of each violated incident that surely falls in the window."""
        counted = self.counted
        violated = {
            violation.incident
            for violation in self._violations
            if violation.grade != "cannot tell" or self.doubt == "most generous"
            if violation.incident in counted
        }
        return sorted(day for each in violated if (day := counted[each].days.last))

    @cached_property
    def coverage_by_day(self) -> tuple[tuple[Coverage, tuple[Source, ...]], ...]:
        if self.doubt != "as it stands":
            return self.as_it_stands.coverage_by_day
        published, reference = self.case.published, self.case.reference
        return tuple(coverage_on(self.zone, day, published, reference) for day in self.days)

    @cached_property
    def coverage_days(self) -> tuple[Coverage, ...]:
        """A day of which an act here is told was seen by someone, whoever tells of it."""
        told = [test.days for test in self.tests if test.answer("place") == "yes"]
        short = [days for days in told if days.is_short]
        return tuple(
            "limited"
            if grade == "none" and any(days.touches(day, day) for days in short)
            else grade
            for day, (grade, _) in zip(self.days, self.coverage_by_day, strict=True)
        )

    def heard(self) -> tuple[Source, ...]:
        found = {source.id: source for _, sources in self.coverage_by_day for source in sources}
        return tuple(found[each] for each in sorted(found))

    def coverage(self) -> Coverage:
        return window_coverage(self.coverage_days, full_share=self.case.table.full_share)

    def is_observed(self) -> bool:
        """Whether enough days have any coverage for silence to mean something."""
        seen = len(self.days) - self.coverage_days.count("none")
        return seen >= self.case.table.minimum_share * len(self.days)

    def coverage_note(self) -> str:
        unlisted = sum(
            grade != known
            for grade, (known, _) in zip(self.coverage_days, self.coverage_by_day, strict=True)
        )
        return coverage_note(self.coverage_days, self.heard(), unlisted_days=unlisted)

    def quiet_days(self) -> int:
        """Days up to the window's end, unbroken, with full coverage and no incident possible."""
        quiet = 0
        listed = {incident.id for incident in self.listed}
        incidents = [each.days for each in self.here if each.record.id in listed]
        for day, grade in zip(reversed(self.days), reversed(self.coverage_days), strict=True):
            if grade != "full" or any(days.touches(day, day) for days in incidents):
                break
            quiet += 1
        return quiet

    def withdrawals(self) -> tuple[tuple[date, str], ...]:
        """Formal withdrawals in the window, as (day, side)."""
        found = self.agreement.withdrawals
        return tuple(each for each in found if self.first <= each[0] <= self.last)

    def shows(self, record: Record, days: Days) -> bool:
        """Whether something of these days belongs in the window; undated, when it was reported."""
        published = record.first_published
        if days.first is None and published is not None:
            return self.first <= published <= self.last
        return days.touches(self.first, self.last)

    @cached_property
    def source_keys(self) -> dict[str, frozenset[str]]:
        """By record id, the keys of the sources that told of it."""
        if self.doubt != "as it stands":
            return self.as_it_stands.source_keys
        reference = self.case.reference
        return {
            each.record.id: frozenset(source_key(name, reference) for name in each.told_by)
            for each in self.here
        }

    def _included(self, kind: type[Kind]) -> Iterator[Kind]:
        """Records of a kind that are surely in the zone and belong in the window."""
        for each in self.here:
            is_here = each.is_surely_in(self.zone.id) and self.shows(each.record, each.days)
            if is_here and isinstance(each.record, kind):
                yield each.record

    def _is_excluded(self, change: ControlChange) -> bool:
        actor_id = best_actor(change.actor)
        reference, excluded = self.case.reference, self.agreement.excluded
        return actor_id is not None and belongs(actor_id, excluded, reference, self.last)


def most_in_days(days: Sequence[date], length: int) -> int:
    """The most of the sorted days that fall in any run of `length` days."""
    reach = timedelta(days=length)
    return max((bisect_left(days, day + reach) - at for at, day in enumerate(days)), default=0)


def baseline(window: Window) -> tuple[Series, Series] | None:
    """The window's incidents and those of the days before the agreement, of the same sources.

    Those sources had an incident here before the agreement, published in the window, about
    anything in this conflict, and still see the zone on most of its days: one that fell silent
    would make any truce look good. None without such an incident.
    """
    signed = window.agreement.signed_on or force_from(window.agreement)
    if signed is None:
        return None
    first, last = period_before(signed, window.case.table.baseline_days)
    before = window.of(first, last)
    named = {key for each in before.counted for key in before.source_keys[each]}
    same = {key for key in named if _goes_on(key, window)}
    past, now = _days_by(before, same), _days_by(window, same)
    if not past:
        return None
    return series(window.first, window.last, now), series(first, last, past)


def _goes_on(key: str, window: Window) -> bool:
    published, zone = window.case.published, window.zone
    if not published.between(key, zone, window.first, window.last):
        return False
    return 2 * sum(published.is_blind(key, zone, day) for day in window.days) <= window.length


def _days_by(window: Window, keys: set[str]) -> list[date]:
    """The last day of each counted incident that one of these sources tells of."""
    tests = [test for each, test in window.counted.items() if keys & window.source_keys[each]]
    return [test.days.last for test in tests if test.days.last]
