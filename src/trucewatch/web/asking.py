"""What every view is given: the desk, and the days asked about."""

from __future__ import annotations

from datetime import date
from typing import Annotated, TypeAlias

from litestar.di import NamedDependency
from litestar.params import QueryParameter

from trucewatch.errors import BadInput
from trucewatch.web.desk import Desk
from trucewatch.web.editions import Asked

TheDesk: TypeAlias = NamedDependency[Desk]
TheAsked: TypeAlias = NamedDependency[Asked]

# A form sends the days that were left open as empty words.
DAY = r"^(\d{4}-\d{2}-\d{2})?$"


def asked(
    start: Annotated[str, QueryParameter(name="from", description="First day.", pattern=DAY)] = "",
    end: Annotated[str, QueryParameter(name="to", description="Last day.", pattern=DAY)] = "",
    as_of: Annotated[str, QueryParameter(description="Known by this day.", pattern=DAY)] = "",
) -> Asked:
    return Asked(
        start=day_given("from", start), end=day_given("to", end), as_of=day_given("as_of", as_of)
    )


def day_given(name: str, words: str) -> date | None:
    try:
        return date.fromisoformat(words) if words else None
    except ValueError:
        raise BadInput(f"{name}: {words} is no day of the calendar") from None


def asked_query(asked: Asked) -> str:
    """What to put behind a link so that it stays with the days asked about."""
    days = {"from": asked.start, "to": asked.end, "as_of": asked.as_of}
    given = "&".join(f"{name}={day}" for name, day in days.items() if day)
    return f"?{given}" if given else ""
