"""What people decide at the review desk, one form at a time."""

from __future__ import annotations

from typing import Annotated, Literal

import msgspec
from litestar import post
from litestar.enums import RequestEncodingType
from litestar.params import Body
from litestar.response import Redirect, Template
from msgspec import Struct

from trucewatch.model.decision import Signed, claims_touched
from trucewatch.pipeline import accept, correct, decide, now, reject, undo
from trucewatch.store.record import RecordStore
from trucewatch.web.accounts import TheAccount
from trucewatch.web.asking import TheDesk
from trucewatch.web.desk import Desk
from trucewatch.web.editions import Asked
from trucewatch.web.letting_in import needs
from trucewatch.web.meanwhile import decided_meanwhile, told
from trucewatch.web.signing import Signature, remembered

What = Literal["same", "different", "undo", "accept", "reject", "correct", "grade"]


class Judged(Struct, frozen=True, kw_only=True):
    """A decision as the form sends it: on the claims or records `one` and `other`, on a claim's
    `field`, or, to undo, on the entry `one`. `seen` is the ledger's last entry as the page was
    drawn."""

    what: What
    one: str
    other: str = ""
    field: str = ""
    value: str = ""
    grade: str = ""
    seen: str = ""
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
) -> Redirect | Template:
    """Keeps it, and shows the desk with what is left; or tells what was decided meanwhile."""
    signed = Signature.of(account, data.by, data.why)
    with desk.deciding() as store:
        if later := decided_meanwhile(store, data.seen, _about(store, data)):
            return told(store, later, "/review/judge", msgspec.structs.asdict(data))
        entry = _kept(store, desk, data, signed)
    return Redirect(f"/review#{entry.id}", status_code=303, cookies=[remembered(signed)])


def _about(store: RecordStore, data: Judged) -> set[str]:
    if data.what != "undo":
        return {data.one, data.other}
    entries = {each.id: each for each in store.decisions()}
    return set(claims_touched(entries[data.one], entries)) if data.one in entries else set()


def _kept(store: RecordStore, desk: Desk, data: Judged, signed: Signature) -> Signed:
    by, why, at, reference = signed.by, signed.why, now(), desk.reference
    if data.what == "undo":
        return undo(store, data.one, by=by, why=why, at=at)
    known = desk.answer(Asked())
    match data.what:
        case "accept":
            return accept(store, reference, known, data.one, by=by, why=why, at=at)
        case "reject":
            return reject(store, reference, known, data.one, by=by, why=why, at=at)
        case "correct" | "grade":
            is_grade = data.what == "grade"
            field, words = ("graded", data.grade) if is_grade else (data.field, data.value)
            return correct(store, reference, known, data.one, field, words, by=by, why=why, at=at)
    is_same = data.what == "same"
    sides = (data.one, data.other)
    return decide(store, reference, known, sides, is_same=is_same, by=by, why=why, at=at)
