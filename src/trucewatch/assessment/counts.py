"""Counts: tallies and monitors' counts, as what one claimant counts in one scope."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import combinations

from trucewatch.assessment.areas import areas_of
from trucewatch.assessment.categories import PEOPLE, category_of, is_within
from trucewatch.assessment.coverage import source_key
from trucewatch.assessment.evidence import Days, days_of
from trucewatch.model.claim import Measure
from trucewatch.model.record import MonitorCount, Record, Tally
from trucewatch.model.values import PlaceMention, Range
from trucewatch.reference.reference import Reference


@dataclass(frozen=True)
class Count:
    """A tally or monitor count with its scope: area, period, category, cause, claimant."""

    record: Tally | MonitorCount
    reference: Reference

    @property
    def id(self) -> str:
        return self.record.id

    @property
    def value(self) -> Range:
        return self.record.value

    @property
    def low(self) -> int:
        return self.record.value.low or 0

    @property
    def most(self) -> int:
        """The largest the words commit to: "at least 140" does not rule out more; it claims 140."""
        return self.low if self.value.high is None else self.value.high

    @property
    def place(self) -> PlaceMention | None:
        return self.record.place

    @property
    def measure(self) -> Measure:
        return self.record.measure if isinstance(self.record, Tally) else "violations"

    @property
    def said_by(self) -> str:
        return self.record.claimant if isinstance(self.record, Tally) else self.record.monitor

    @property
    def cause(self) -> str | None:
        return self.record.cause if isinstance(self.record, Tally) else None

    @cached_property
    def category(self) -> str:
        return category_of(self.record.category) if isinstance(self.record, Tally) else PEOPLE

    @cached_property
    def claimant(self) -> str:
        """The source's id where the dossiers know it, so that its spellings are one."""
        return source_key(self.said_by, self.reference)

    @cached_property
    def days(self) -> Days:
        return days_of(self.record.period, self.record.first_published)

    @property
    def is_dated(self) -> bool:
        period = self.record.period
        return period is not None and None not in (self.days.first, self.days.last)

    @property
    def area(self) -> str | None:
        """The place's id, or its words where they lead to none."""
        return None if self.place is None else self.place.place_id or self.place.text


def counts_of(records: Iterable[Record], reference: Reference) -> Iterator[Count]:
    for record in records:
        if isinstance(record, Tally | MonitorCount):
            yield Count(record, reference)


def lies_within(part: Count, whole: Count, reference: Reference) -> bool:
    """Whether all that one counts surely lies in the other's area, period, category and cause."""
    return (
        part.measure == whole.measure
        and part.is_dated
        and whole.is_dated
        and part.days.within(whole.days.first, whole.days.last)
        and is_within(part.category, whole.category)
        and whole.cause in (None, part.cause)
        and part.place is not None
        and whole.place is not None
        and areas_of(reference).is_inside(part.place, whole.place)
    )


def areas_are_apart(counts: Sequence[Count], reference: Reference) -> bool:
    """Whether nobody can be in two of the areas."""
    areas = areas_of(reference)
    keys = [areas.key(each.place) if each.place else None for each in counts]
    return all(
        one is not None and other is not None and areas.are_apart(one, other)
        for one, other in combinations(keys, 2)
    )
