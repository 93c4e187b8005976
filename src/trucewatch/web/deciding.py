"""What people decide at the review desk, one form at a time."""

from __future__ import annotations

from typing import Annotated, Literal

from litestar import post
from litestar.datastructures import Cookie
from litestar.enums import RequestEncodingType
from litestar.params import Body
from litestar.response import Redirect
from msgspec import Struct

from trucewatch.errors import BadInput
from trucewatch.web.asking import TheDesk

# Who signs is asked once and remembered by the browser.
SIGNER = "signed_by"
YEAR_S = 365 * 24 * 3600


class Judged(Struct, frozen=True, kw_only=True):
    """A decision as the form sends it: on `one` and `other`, or, to undo, on the entry `one`."""

    what: Literal["same", "different", "undo"]
    one: str
    other: str = ""
    by: str = ""
    why: str = ""


@post("/review/judge", include_in_schema=False, sync_to_thread=True)
def judge(
    desk: TheDesk, data: Annotated[Judged, Body(media_type=RequestEncodingType.URL_ENCODED)]
) -> Redirect:
    """Keeps it, and shows the desk with what is left."""
    if not data.by.strip() or not data.why.strip():
        raise BadInput("a decision is signed and has a reason: give both")
    if data.what == "undo":
        entry = desk.undo(data.one, by=data.by, why=data.why)
    else:
        is_same = data.what == "same"
        entry = desk.decide(data.one, data.other, is_same=is_same, by=data.by, why=data.why)
    remembered = Cookie(key=SIGNER, value=data.by, max_age=YEAR_S, httponly=True, samesite="strict")
    return Redirect(f"/review#{entry.id}", status_code=303, cookies=[remembered])
