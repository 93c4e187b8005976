"""Counts that claim harm in a window, where no single incident may be known."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date, timedelta
from functools import cache
from typing import NamedTuple

from trucewatch.assessment.categories import category_of
from trucewatch.assessment.killed import killed
from trucewatch.assessment.window import Window
from trucewatch.model.record import Tally

HARM_MEASURES = ("killed", "injured", "strikes", "violations")

# How many of a category are known to have been killed from one day to another, both included.
Dead = Callable[[date, date, str], int]
# Whose total it is, of what and since when; its area is the window's zone.
Scope = tuple[object, ...]


class Told(NamedTuple):
    """So many until a day, as the highest total of a scope before the window has it."""

    low: int
    until: date


def harm_counts(window: Window) -> int:
    """Tallies and monitor counts here that claim harm or violations in the window."""
    told = _told_before(window)

    # Many totals go back to the same day.
    @cache
    def dead(first: date, last: date, category: str) -> int:
        return killed(window, first, last, category).total

    totals = [tally for tally in window.tallies() if tally.measure in HARM_MEASURES]
    values = [each.value for each in totals if not _is_of_other_days(each, told, window, dead)]
    values += [count.value for count in window.monitor_counts()]
    return sum(bool(value.low or value.high) for value in values)


def _is_of_other_days(total: Tally, told: Mapping[Scope, Told], window: Window, dead: Dead) -> bool:
    """Whether what is counted may all be of days before or after the window."""
    start = total.period.start if total.period else None
    end = (total.period.end if total.period else None) or total.first_published
    if end is not None and end > window.last:
        return True
    if start is None or start >= window.first:
        return False
    before = told.get(_scope(total), Told(0, start - timedelta(days=1)))
    first, last = before.until + timedelta(days=1), window.first - timedelta(days=1)
    counted = total.value.low or total.value.high or 0
    is_open = total.measure == "killed" and first <= last
    since = dead(first, last, category_of(total.category)) if is_open else 0
    return before.low + since >= counted


def _told_before(window: Window) -> Mapping[Scope, Told]:
    """The highest total of each scope that was told here before the window."""
    highest: dict[Scope, Told] = {}
    for each in window.case.here(window.zone.id, None, window.first, Tally):
        total, told = each.record, each.record.first_published
        if isinstance(total, Tally) and told is not None and told < window.first:
            until = (total.period.end if total.period else None) or told
            scope, new = _scope(total), Told(total.value.low or 0, min(until, told))
            highest[scope] = max(highest.get(scope, new), new)
    return highest


def _scope(total: Tally) -> Scope:
    start = total.period.start if total.period else None
    return total.claimant, total.measure, category_of(total.category), total.cause, start
