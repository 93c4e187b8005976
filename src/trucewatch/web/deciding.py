"""What people decide at the review desk, one form at a time."""

from __future__ import annotations

from typing import Annotated, Literal

from litestar import post
from litestar.enums import RequestEncodingType
from litestar.params import Body
from litestar.response import Redirect
from msgspec import Struct

from trucewatch.web.accounts import TheAccount
from trucewatch.web.asking import TheDesk
from trucewatch.web.letting_in import needs
from trucewatch.web.signing import Signature, remembered


class Judged(Struct, frozen=True, kw_only=True):
    """A decision as the form sends it: on `one` and `other`, or, to undo, on the entry `one`."""

    what: Literal["same", "different", "undo"]
    one: str
    other: str = ""
    by: str = ""
    why: str = ""


@post(
    "/review/judge",
    include_in_schema=False,
    sync_to_thread=True,
    guards=[needs("reviewer")],
    deed="judged",
)
def judge(
    desk: TheDesk,
    account: TheAccount,
    data: Annotated[Judged, Body(media_type=RequestEncodingType.URL_ENCODED)],
) -> Redirect:
    """Keeps it, and shows the desk with what is left."""
    signed = Signature.of(account, data.by, data.why)
    if data.what == "undo":
        entry = desk.undo(data.one, signed)
    else:
        entry = desk.decide(data.one, data.other, is_same=data.what == "same", signed=signed)
    return Redirect(f"/review#{entry.id}", status_code=303, cookies=[remembered(signed)])
