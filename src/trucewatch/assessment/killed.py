"""Killed: the supported minimum of a zone and days, of people and by category."""

from __future__ import annotations

from datetime import date

from trucewatch.assessment.categories import CATEGORIES, PEOPLE
from trucewatch.assessment.totals import Asked, supported_total
from trucewatch.assessment.window import Window
from trucewatch.model.finding import SupportedMinimum
from trucewatch.model.record import Incident, Tally


def killed(window: Window, since: date, until: date, category: str = PEOPLE) -> SupportedMinimum:
    """The supported minimum of killed in the window's zone over these days, both included."""
    asked = Asked(zone=window.zone, first=since, last=until, category=category)
    here = window.case.here(window.zone.id, since, until, Incident, Tally)
    return supported_total(asked, here, window.case.reference)


def killed_by_category(window: Window) -> tuple[SupportedMinimum, ...]:
    """Of each category that claims tell apart, in the window."""
    found = (
        killed(window, window.first, window.last, each) for each in CATEGORIES if each != PEOPLE
    )
    return tuple(each for each in found if each.stands_on)
