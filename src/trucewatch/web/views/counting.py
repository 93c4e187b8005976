"""Totals of any area, days and category, and monitors' counts against each other."""

from __future__ import annotations

from typing import Annotated, Literal

from litestar import Response, get
from litestar.params import QueryParameter

from trucewatch.assessment.totals import asked_about, total
from trucewatch.errors import BadInput
from trucewatch.model.claim import Measure
from trucewatch.pipeline import Answer
from trucewatch.publication.monitors import MonitorTable, monitor_table, to_svg
from trucewatch.publication.totals import Totals, totals
from trucewatch.web.asking import TheAsked, TheDesk
from trucewatch.web.desk import Desk
from trucewatch.web.editions import Asked

AREA_LENGTH_MAX = 200
# Of each list so many are shown; `trucewatch totals --json` has all.
LISTED_MAX = 500

Area = Annotated[
    str,
    QueryParameter(
        description="A zone or place, by id or name; everywhere where it is left open.",
        max_length=AREA_LENGTH_MAX,
    ),
]
Category = Annotated[
    Literal["people", "civilians", "combatants", "women", "children"],
    QueryParameter(description="Whom to count."),
]
Counted = Annotated[Measure, QueryParameter(description="What to count.")]


def totals_view(
    desk: TheDesk,
    asked: TheAsked,
    area: Area = "",
    category: Category = "people",
    measure: Counted = "killed",
) -> Totals:
    """How many are documented in an area, on days, of a category; and what that stands on."""
    made = _known(desk, asked)
    scope = asked_about(area, desk.reference, asked.start, asked.end, category, measure)
    found = total(scope, made.records, desk.reference)
    sums = made.findings.breakdowns
    return totals(scope, found, sums, made.records, desk.reference, listed_max=LISTED_MAX)


def monitors_view(desk: TheDesk, asked: TheAsked, area: Area = "") -> MonitorTable:
    """What each monitor counted, by area and day, and how far the counts are apart."""
    made = _known(desk, asked)
    scope = asked_about(area, desk.reference, asked.start, asked.end, measure="violations")
    return monitor_table(scope, made.records, desk.reference)


@get("/monitors.svg", media_type="image/svg+xml", include_in_schema=False, sync_to_thread=True)
def monitors_chart(desk: TheDesk, asked: TheAsked, area: Area = "") -> Response[str]:
    """The same as a drawing."""
    return Response(to_svg(monitors_view(desk, asked, area)))


def _known(desk: Desk, asked: Asked) -> Answer:
    """All that is known: the days asked about are those counted, and no window of verdicts."""
    if asked.start and asked.end and asked.start > asked.end:
        raise BadInput(f"from {asked.start} is after to {asked.end}")
    return desk.answer(Asked(as_of=asked.as_of))
