"""Reports added in a browser: pasted, handed over as a file, or fetched from an address.

Nothing is written to a file of a name that somebody gave: bytes go from the form into the record.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from pathlib import PurePosixPath
from typing import Annotated, Any

from litestar import MediaType, get, post
from litestar.datastructures import UploadFile
from litestar.enums import RequestEncodingType
from litestar.params import Body, FromPath
from litestar.response import Redirect, Template
from msgspec import Struct

from trucewatch.errors import BadInput, BadReport
from trucewatch.publication.wording import one_line
from trucewatch.sources.fetching import fetch
from trucewatch.sources.files import Incoming, read_given
from trucewatch.sources.pieces import ReportDefaults, today
from trucewatch.web.additions import AddedPage, Lot
from trucewatch.web.asking import TheAsked, TheDesk, day_given
from trucewatch.web.editions import Asked
from trucewatch.web.letting_in import needs
from trucewatch.web.twins import twins

# A page's markup takes several times the bytes of its text; larger files are for the command.
BYTES_MAX = 8_000_000
REPORTS_MAX = 200


class Given(Struct, frozen=True):
    """Bytes from hand, what they are called, and how they are read."""

    raw: bytes
    name: str
    suffix: str


@get(
    "/add",
    media_type=MediaType.HTML,
    include_in_schema=False,
    sync_to_thread=False,
    guards=[needs("reviewer")],
)
def add_page() -> Template:
    return Template("add.html.j2", context={"page": None, "asked": Asked()})


@post(
    "/add/report",
    include_in_schema=False,
    sync_to_thread=True,
    guards=[needs("reviewer")],
    deed="added a report",
    request_max_body_size=BYTES_MAX + 100_000,
)
def add(
    desk: TheDesk,
    data: Annotated[dict[str, Any], Body(media_type=RequestEncodingType.MULTI_PART)],
) -> Redirect | Template:
    """Reads what is given and keeps it; one report is shown at once, with what was read in it, and
    of several how many are read."""
    given, url = _given(data)
    defaults = ReportDefaults(
        published=_day(data), outlet=_said(data, "outlet"), title=_said(data, "title"), url=url
    )
    found = read_given(given.raw, given.name, given.suffix, defaults=defaults, today=today())
    came = _not_too_many(found)
    if len(came) > 1:
        return Redirect(f"/adding/{desk.additions.begin(came).known_as}", status_code=303)
    lot = Lot(came)
    desk.add(lot)
    if lot.problems:
        return Template("added.html.j2", context={"page": lot.page(), "asked": Asked()})
    return Redirect(f"/reports/{lot.good[0].report.ref}", status_code=303)


def adding_view(desk: TheDesk, asked: TheAsked, lot: FromPath[str]) -> AddedPage:
    """How far the reading of several reports is, and what came of it."""
    return desk.additions.page(lot)


def _given(data: dict[str, Any]) -> tuple[Given, str | None]:
    """The one thing that was given, and the address it is from."""
    file, url, text = data.get("file"), _said(data, "url"), str(data.get("text") or "")
    has_file = isinstance(file, UploadFile) and bool(file.filename)
    if sum((has_file, url is not None, bool(text.strip()))) != 1:
        raise BadInput("give one of the three: a text, a file or an address")
    if isinstance(file, UploadFile) and has_file:
        name = PurePosixPath(file.filename.replace("\\", "/")).name
        return Given(_bounded(file), one_line(name)[:100], PurePosixPath(name).suffix.lower()), None
    if url is not None:
        page = fetch(url, bytes_max=BYTES_MAX)
        return Given(page.raw, page.url, page.suffix), page.url
    return Given(text.encode(), "pasted", ".txt"), None


def _bounded(file: UploadFile) -> bytes:
    raw: bytes = file.file.read(BYTES_MAX + 1)
    if len(raw) > BYTES_MAX:
        raise BadInput(f"the file is over {BYTES_MAX:,} bytes; add it with trucewatch add")
    return raw


def _not_too_many(found: Iterable[Incoming | BadReport]) -> list[Incoming | BadReport]:
    """A few bad ones leave the others."""
    came = [each for _, each in zip(range(REPORTS_MAX + 1), found, strict=False)]
    if len(came) > REPORTS_MAX:
        raise BadInput(f"more than {REPORTS_MAX} reports; add the file with trucewatch add")
    return came


def _said(data: dict[str, Any], field: str) -> str | None:
    words = data.get(field)
    return words.strip() or None if isinstance(words, str) else None


def _day(data: dict[str, Any]) -> date | None:
    return day_given("published", _said(data, "published") or "")


HANDLERS: list[Any] = [
    add_page,
    add,
    *twins("/adding/{lot:str}", "added.html.j2", adding_view, guards=[needs("reviewer")]),
]
