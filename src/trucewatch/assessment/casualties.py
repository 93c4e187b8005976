"""Casualties of an incident by category: the fewest that its claims support."""

from __future__ import annotations

from collections.abc import Collection
from typing import Literal

from trucewatch.assessment.categories import CATEGORIES, PEOPLE
from trucewatch.model.record import Figure, Incident, Toll

End = Literal["low", "best", "high"]


def killed_figure(incident: Incident, category: str) -> Figure | None:
    """The incident's toll of a category of people."""
    match category:
        case "people":
            return incident.killed
        case "civilians":
            return incident.killed_civilians
        case "combatants":
            return incident.killed_combatants
        case "women":
            return incident.killed_women
        case "children":
            return incident.killed_children
    return None


def killed_told_by(incident: Incident) -> frozenset[str]:
    """The reports that give any figure of its dead."""
    figures = (killed_figure(incident, each) for each in CATEGORIES)
    return frozenset(ref for figure in figures if figure for ref in figure.reports)


def killed_low(incident: Incident, category: str = PEOPLE) -> int:
    """The killed of a category, never more than of people; children are taken for civilians."""
    low = _low(killed_figure(incident, category))
    if category == "civilians":
        low = max(low, _low(incident.killed_children))
    of_all = incident.killed.low if incident.killed else None
    if category == PEOPLE and of_all is None:
        return max(killed_low(incident, each) for each in ("civilians", "combatants", "women"))
    return low if of_all is None else min(low, of_all)


def civilians(incident: Incident, end: End, presumed: Collection[str]) -> int:
    """The killed civilians as the fewest, best or most of the rival tolls.

    Where force is of a type in `presumed`, those who are not said to be fighters are civilians:
    "in case of doubt whether a person is a civilian, that person shall be considered to be a
    civilian" (Protocol I to the Geneva Conventions, 1977, Article 50).
    """
    said = max(_at(incident.killed_civilians, end), _low(incident.killed_children))
    if incident.type not in presumed:
        return said
    return max(said, _at(incident.killed, end) - _fighters(incident, end))


def _fighters(incident: Incident, end: End) -> int:
    """Those said to be fighters; fewer than half of the claimants leave it in doubt."""
    told = {toll.claimant for toll in _tolls(incident.killed_combatants)}
    all_told = told.union(toll.claimant for toll in _tolls(incident.killed))
    return _at(incident.killed_combatants, end) if 2 * len(told) >= len(all_told) else 0


def _tolls(figure: Figure | None) -> tuple[Toll, ...]:
    return figure.tolls if figure else ()


def _at(figure: Figure | None, end: End) -> int:
    """An end that no claim gives is the next lower one."""
    if figure is None:
        return 0
    ends = {"low": (figure.low,), "best": (figure.best, figure.low)}
    known = ends.get(end, (figure.high, figure.best, figure.low))
    return next((each for each in known if each is not None), 0)


def are_all_civilians(incident: Incident) -> bool:
    """Whether all of the killed are said to be civilians."""
    killed = incident.killed
    return killed is not None and killed.high is not None and _civilians(incident) >= killed.high


def _civilians(incident: Incident) -> int:
    return _low(incident.killed_civilians)


def _low(figure: Figure | None) -> int:
    return (figure.low if figure else None) or 0
