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
from litestar.params import Body
from litestar.response import Redirect, Template
from msgspec import Struct

from trucewatch.derivation.derive import bring_up_to_date
from trucewatch.errors import BadInput, BadReport
from trucewatch.pipeline import add_reports
from trucewatch.publication.wording import one_line
from trucewatch.reading.readers import RulesReader
from trucewatch.sources.fetching import fetch
from trucewatch.sources.files import Incoming, read_given
from trucewatch.sources.pieces import ReportDefaults, today
from trucewatch.web.asking import TheDesk, day_given
from trucewatch.web.desk import Desk
from trucewatch.web.editions import Asked
from trucewatch.web.letting_in import needs

# A page's markup takes several times the bytes of its text; larger files are for the command.
BYTES_MAX = 8_000_000
REPORTS_MAX = 200


class Given(Struct, frozen=True):
    """Bytes from hand, what they are called, and how they are read."""

    raw: bytes
    name: str
    suffix: str


class AddedPage(Struct, frozen=True):
    """What came of it: the reports (refs and titles) that are in the record now, and why others
    are not."""

    reports: tuple[tuple[str, str], ...]
    problems: tuple[str, ...]


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
    """Reads what is given and keeps it; one report is shown at once, with what was read in it."""
    given, url = _given(data)
    defaults = ReportDefaults(
        published=_day(data), outlet=_said(data, "outlet"), title=_said(data, "title"), url=url
    )
    found = read_given(given.raw, given.name, given.suffix, defaults=defaults, today=today())
    made = _kept(desk, found)
    if len(made.reports) == 1 and not made.problems:
        return Redirect(f"/reports/{made.reports[0][0]}", status_code=303)
    return Template("added.html.j2", context={"page": made, "asked": Asked()})


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


def _kept(desk: Desk, found: Iterable[Incoming | BadReport]) -> AddedPage:
    """A few bad ones leave the others."""
    came = [each for _, each in zip(range(REPORTS_MAX + 1), found, strict=False)]
    if len(came) > REPORTS_MAX:
        raise BadInput(f"more than {REPORTS_MAX} reports; add the file with trucewatch add")
    good = [each for each in came if isinstance(each, Incoming)]
    with desk.deciding() as store:
        add_reports(good, store, [RulesReader(desk.reference)])
        bring_up_to_date(store, desk.reference)
    return AddedPage(
        reports=tuple((each.report.ref, one_line(_title(each))) for each in good),
        problems=tuple(str(each) for each in came if isinstance(each, BadReport)),
    )


def _title(incoming: Incoming) -> str:
    return incoming.report.title or incoming.report.text[:90]


def _said(data: dict[str, Any], field: str) -> str | None:
    words = data.get(field)
    return words.strip() or None if isinstance(words, str) else None


def _day(data: dict[str, Any]) -> date | None:
    return day_given("published", _said(data, "published") or "")
