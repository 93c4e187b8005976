"""Words withheld to protect someone, and the one page that shows a report as it was written."""

from __future__ import annotations

from typing import Annotated

from litestar import MediaType, get, post
from litestar.enums import RequestEncodingType
from litestar.params import Body, FromPath
from litestar.response import Redirect, Template
from msgspec import Struct

from trucewatch.errors import NotFound
from trucewatch.pipeline import now
from trucewatch.pipeline import redact as redacted
from trucewatch.pipeline import restrict as restricted
from trucewatch.publication.quoted import quoted_report
from trucewatch.store.record import open_record
from trucewatch.web.accounts import TheAccount
from trucewatch.web.asking import TheDesk
from trucewatch.web.editions import Asked
from trucewatch.web.letting_in import needs
from trucewatch.web.signing import Signature, remembered


class Withheld(Struct, frozen=True, kw_only=True):
    """What the form sends: the words to redact, none to restrict the report."""

    by: str = ""
    why: str = ""
    words: str = ""
    everywhere: str = ""


Form = Annotated[Withheld, Body(media_type=RequestEncodingType.URL_ENCODED)]


@post(
    "/reports/{report:str}/redact",
    include_in_schema=False,
    sync_to_thread=True,
    guards=[needs("reviewer")],
    deed="redacted words",
)
def redact(desk: TheDesk, account: TheAccount, report: FromPath[str], data: Form) -> Redirect:
    """Hides words of the report in all that leaves the record."""
    signed = Signature.of(account, data.by, data.why)
    everywhere = bool(data.everywhere)
    with desk.deciding() as store:
        redacted(
            store, report, data.words, everywhere=everywhere, by=signed.by, why=signed.why, at=now()
        )
    return Redirect(f"/reports/{report}", status_code=303, cookies=[remembered(signed)])


@post(
    "/reports/{report:str}/restrict",
    include_in_schema=False,
    sync_to_thread=True,
    guards=[needs("reviewer")],
    deed="restricted a report",
)
def restrict(desk: TheDesk, account: TheAccount, report: FromPath[str], data: Form) -> Redirect:
    """Keeps the words of the report for reviewers."""
    signed = Signature.of(account, data.by, data.why)
    with desk.deciding() as store:
        restricted(store, report, by=signed.by, why=signed.why, at=now())
    return Redirect(f"/reports/{report}", status_code=303, cookies=[remembered(signed)])


@get(
    "/reports/{report:str}/written",
    media_type=MediaType.HTML,
    include_in_schema=False,
    sync_to_thread=True,
    guards=[needs("reviewer")],
    deed="read as it was written",
)
def written(desk: TheDesk, report: FromPath[str]) -> Template:
    """The report as it was written, whatever is withheld of it."""
    with open_record(desk.record) as store:
        filed = store.seen("whole").filed([report])
    if not filed:
        raise NotFound(f"{report} is no report here")
    page = quoted_report(filed[0].report, filed[0].claims, (), desk.reference)
    return Template("report.html.j2", context={"page": page, "asked": Asked(), "is_written": True})
