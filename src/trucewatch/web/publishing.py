"""What people do with briefs: save one, word it anew, draw it anew, take it as a file."""

from __future__ import annotations

from typing import Annotated, Any, Literal

from litestar import Response, get, post
from litestar.datastructures import Cookie
from litestar.enums import RequestEncodingType
from litestar.params import Body, FromPath
from litestar.response import Redirect
from msgspec import Struct

from trucewatch.pipeline import now
from trucewatch.publication.brief import Brief
from trucewatch.publication.saved import SavedBrief, as_brief, edited, redrawn, saved
from trucewatch.publication.written.forms import MEDIA, written
from trucewatch.web.accounts import TheAccount
from trucewatch.web.asking import TheAsked, TheDesk, day_given
from trucewatch.web.editions import Asked
from trucewatch.web.letting_in import needs
from trucewatch.web.signing import SIGNER, YEAR_S
from trucewatch.web.views.briefs import Zone, days_of, drawn, scope_of, version_of

FileForm = Literal["md", "html", "docx", "pdf"]
Sent = Body(media_type=RequestEncodingType.URL_ENCODED)


class Drawing(Struct, frozen=True, kw_only=True):
    """The days and zone of a brief to be saved, as the form sends them, and who saves it."""

    by: str = ""
    start: str = ""
    end: str = ""
    as_of: str = ""
    zone: str = ""


class Signing(Struct, frozen=True, kw_only=True):
    by: str = ""


@post(
    "/briefs/save",
    include_in_schema=False,
    sync_to_thread=True,
    guards=[needs("reviewer")],
    deed="saved a brief",
)
def save(desk: TheDesk, account: TheAccount, data: Annotated[Drawing, Sent]) -> Redirect:
    """Keeps the brief as the record gives it now."""
    asked = Asked(
        start=day_given("from", data.start),
        end=day_given("to", data.end),
        as_of=day_given("as_of", data.as_of),
    )
    brief = drawn(desk, asked, data.zone or None)
    version = saved(brief, as_of=asked.as_of, by=account.name or data.by, at=now())
    desk.keep_brief(version)
    return _to(version)


@post(
    "/briefs/{version:str}/keep",
    include_in_schema=False,
    sync_to_thread=True,
    guards=[needs("reviewer")],
    deed="edited a brief",
)
def keep(
    desk: TheDesk,
    account: TheAccount,
    version: FromPath[str],
    data: Annotated[dict[str, str], Sent],
) -> Redirect:
    """Keeps what the editor's form sends, place by place, as the next version."""
    places = {name: words for name, words in data.items() if name not in ("by", "title")}
    made = edited(
        version_of(desk, version),
        data.get("title", ""),
        places,
        by=account.name or data.get("by", ""),
        at=now(),
    )
    desk.keep_brief(made)
    return _to(made)


@post(
    "/briefs/{version:str}/redraw",
    include_in_schema=False,
    sync_to_thread=True,
    guards=[needs("reviewer")],
    deed="drew a brief anew",
)
def redraw(
    desk: TheDesk, account: TheAccount, version: FromPath[str], data: Annotated[Signing, Sent]
) -> Redirect:
    """Keeps the next version, drawn from the record of today."""
    before = version_of(desk, version)
    made = redrawn(
        before, drawn(desk, days_of(before), before.zone), by=account.name or data.by, at=now()
    )
    desk.keep_brief(made)
    return _to(made)


@get("/brief/file/{form:str}", include_in_schema=False, sync_to_thread=True)
def brief_file(
    desk: TheDesk, asked: TheAsked, form: FromPath[FileForm], zone: Zone = ""
) -> Response[bytes]:
    """The brief as it is drawn now."""
    return _file(drawn(desk, asked, zone or None), form)


@get("/briefs/{version:str}/file/{form:str}", include_in_schema=False, sync_to_thread=True)
def saved_file(desk: TheDesk, version: FromPath[str], form: FromPath[FileForm]) -> Response[bytes]:
    """A saved version."""
    kept = version_of(desk, version)
    return _file(as_brief(kept, scope_of(desk, kept)), form)


def _file(brief: Brief, form: FileForm) -> Response[bytes]:
    name = f"brief-{brief.start}-{brief.end}.{form}"
    return Response(
        written(brief, f".{form}"),
        media_type=MEDIA[f".{form}"],
        headers={"Content-Disposition": f'attachment; filename="{name}"'},
    )


def _to(version: SavedBrief) -> Redirect:
    """To the version's page; who signed is remembered by the browser."""
    signed = Cookie(key=SIGNER, value=version.by, max_age=YEAR_S, httponly=True, samesite="strict")
    return Redirect(f"/briefs/{version.id}", status_code=303, cookies=[signed])


HANDLERS: list[Any] = [save, keep, redraw, brief_file, saved_file]
