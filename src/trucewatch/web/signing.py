"""Who decides, and why: what every form of the desk sends beside its decision."""

from __future__ import annotations

from litestar.datastructures import Cookie
from msgspec import Struct

from trucewatch.errors import BadInput
from trucewatch.team.accounts import Account

# Who signs is asked once and remembered by the browser.
SIGNER = "signed_by"
YEAR_S = 365 * 24 * 3600


class Signature(Struct, frozen=True):
    by: str
    why: str

    @classmethod
    def of(cls, account: Account, by: str, why: str) -> Signature:
        """An account signs with its name, whatever the form says. Raises `BadInput` where the
        name or the reason is missing."""
        by = account.name or by
        if not by.strip() or not why.strip():
            raise BadInput("a decision is signed and has a reason: give both")
        return cls(by.strip(), why.strip())


def remembered(signed: Signature) -> Cookie:
    return Cookie(key=SIGNER, value=signed.by, max_age=YEAR_S, httponly=True, samesite="strict")
