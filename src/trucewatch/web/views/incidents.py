"""One incident."""

from __future__ import annotations

from litestar.exceptions import NotFoundException
from litestar.params import FromPath

from trucewatch.model.record import Incident
from trucewatch.publication.incidents import IncidentPage, incident_page
from trucewatch.web.asking import TheAsked, TheDesk


def incident_view(desk: TheDesk, asked: TheAsked, incident: FromPath[str]) -> IncidentPage:
    """One incident: what is held, what is contested, each claim with its words."""
    made = desk.answer(asked)
    record = made.by_id.get(incident)
    if not isinstance(record, Incident):
        raise NotFoundException(f"{incident} is no incident known on that day")
    return incident_page(record, made.claims, made.reports, made.findings, desk.reference)
