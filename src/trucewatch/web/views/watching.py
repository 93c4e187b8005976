"""What is owed, and what calls for a look."""

from __future__ import annotations

from typing import Annotated

from litestar import Response, get
from litestar.exceptions import NotFoundException
from litestar.params import QueryParameter

from trucewatch.pipeline import Answer, Window
from trucewatch.publication.alerts import Alerts, alerts, to_atom
from trucewatch.publication.obligations import Obligations, obligations
from trucewatch.web.asking import TheAsked, TheDesk

NAME_LENGTH_MAX = 200

Zone = Annotated[
    str, QueryParameter(description="Only this zone, by id.", max_length=NAME_LENGTH_MAX)
]
Party = Annotated[
    str,
    QueryParameter(
        description="Only what this guarantor or party owes, by id or name.",
        max_length=NAME_LENGTH_MAX,
    ),
]


def obligations_view(desk: TheDesk, asked: TheAsked, party: Party = "") -> Obligations:
    """What texts and talks oblige whom to, and whether it was done."""
    made = desk.answer(asked)
    until = _dated(made).end
    return obligations(made.findings, desk.reference, until=until, party=party or None)


def alerts_view(desk: TheDesk, asked: TheAsked, zone: Zone = "") -> Alerts:
    """What calls for a look, each on the day on which it could first be known."""
    made = desk.answer(asked)
    days = _dated(made)
    return alerts(made.findings.alerts, start=days.start, end=days.end, zone=zone or None)


@get(
    "/alerts.atom",
    media_type="application/atom+xml",
    include_in_schema=False,
    sync_to_thread=True,
)
def alerts_feed(desk: TheDesk, asked: TheAsked, zone: Zone = "") -> Response[str]:
    """The same as an Atom feed, which shows each alert once."""
    return Response(to_atom(alerts_view(desk, asked, zone), desk.reference))


def _dated(made: Answer) -> Window:
    if made.window is None:
        raise NotFoundException("no report has a date, so no day can be told of")
    return made.window
