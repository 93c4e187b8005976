"""One zone: its verdict, its days, its violations and incidents."""

from __future__ import annotations

from litestar.exceptions import NotFoundException
from litestar.params import FromPath
from msgspec import Struct

from trucewatch.model.finding import ZoneDay
from trucewatch.publication.board import BoardRow, board
from trucewatch.publication.incidents import IncidentLine, incident_lines
from trucewatch.web.asking import TheAsked, TheDesk


class ZonePage(Struct, frozen=True, kw_only=True):
    """A zone's row of the board, its days, and the incidents that may lie in it."""

    row: BoardRow
    days: tuple[ZoneDay, ...]
    incidents: tuple[IncidentLine, ...]


def zone_view(
    desk: TheDesk, asked: TheAsked, dossier: FromPath[str], zone: FromPath[str]
) -> ZonePage:
    """One zone: its verdict, its days, its violations and incidents."""
    known_as = f"{dossier}/{zone}"
    made = desk.answer(asked)
    rows = board(made.findings, made.records, desk.reference).rows
    row = next((each for each in rows if each.zone == known_as), None)
    if row is None:
        raise NotFoundException(f"{known_as} has no verdict in these days")
    verdict = next(each for each in made.findings.verdicts if each.zone == known_as)
    inside = [made.by_id[each] for each in verdict.incidents if each in made.by_id]
    return ZonePage(
        row=row,
        days=tuple(each for each in made.findings.zone_days if each.zone == known_as),
        incidents=incident_lines(inside, desk.reference),
    )
