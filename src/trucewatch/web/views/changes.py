"""What changed in the record since a day, and why."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Annotated

from litestar.exceptions import NotFoundException
from litestar.params import QueryParameter

from trucewatch.errors import BadInput
from trucewatch.publication.diff import Diff, diff
from trucewatch.publication.known import Known
from trucewatch.web.asking import DAY, TheAsked, TheDesk, day_given
from trucewatch.web.desk import Desk
from trucewatch.web.editions import Asked

Since = Annotated[
    str, QueryParameter(description="The day held against; the one before by default.", pattern=DAY)
]


def changes_view(desk: TheDesk, asked: TheAsked, since: Since = "") -> Diff:
    """The record as known on the last day asked about against that of an earlier one."""
    made = desk.answer(asked)
    if made.window is None:
        raise NotFoundException("no report has a date, so no day can be told of")
    last = made.window.end
    first = day_given("since", since) or last - timedelta(days=1)
    if first >= last:
        raise BadInput(f"since {first} is not before {last}, the last day asked about")
    return diff(_known(desk, first), _known(desk, asked.as_of or asked.end))


def _known(desk: Desk, day: date | None) -> Known:
    """With the 28 days up to it for verdicts, whatever window is asked about."""
    made = desk.answer(Asked(as_of=day))
    if made.window is None:
        raise NotFoundException(f"nothing was known on {day}")
    told = (made.findings, made.records, made.reports, made.judgements)
    return Known(day or made.window.end, *told, desk.reference)
