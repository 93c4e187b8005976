"""Casualties of an incident by category: the fewest that its claims support."""

from __future__ import annotations

from trucewatch.assessment.categories import PEOPLE
from trucewatch.model.record import Figure, Incident


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


def killed_low(incident: Incident, category: str = PEOPLE) -> int:
    """The killed of a category, never more than of people; children are taken for civilians."""
    low = _low(killed_figure(incident, category))
    if category == "civilians":
        low = max(low, _low(incident.killed_children))
    of_all = incident.killed.low if incident.killed else None
    if category == PEOPLE and of_all is None:
        return max(killed_low(incident, each) for each in ("civilians", "combatants", "women"))
    return low if of_all is None else min(low, of_all)


def are_all_civilians(incident: Incident) -> bool:
    """Whether all of the killed are said to be civilians."""
    killed = incident.killed
    return killed is not None and killed.high is not None and _civilians(incident) >= killed.high


def _civilians(incident: Incident) -> int:
    return _low(incident.killed_civilians)


def _low(figure: Figure | None) -> int:
    return (figure.low if figure else None) or 0
