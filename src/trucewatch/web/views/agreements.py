"""All agreements, and one with its provisions and what became of them."""

from __future__ import annotations

from litestar.exceptions import NotFoundException
from litestar.params import FromPath

from trucewatch.publication.agreements import (
    AgreementList,
    AgreementPage,
    agreement_list,
    agreement_page,
)
from trucewatch.web.asking import TheAsked, TheDesk


def agreements_view(desk: TheDesk, asked: TheAsked) -> AgreementList:
    """Every agreement of the dossiers, those that the record speaks of first."""
    made = desk.answer(asked)
    until = made.window.end if made.window else None
    return agreement_list(made.findings, made.records, desk.reference, until=until)


def agreement_view(
    desk: TheDesk, asked: TheAsked, dossier: FromPath[str], agreement: FromPath[str]
) -> AgreementPage:
    """One agreement: its dates, its provisions, who owes what by when, and the evidence."""
    known = desk.reference.agreements.get(f"{dossier}/{agreement}")
    if known is None:
        raise NotFoundException(f"{dossier}/{agreement} is no agreement of the dossiers")
    made = desk.answer(asked)
    until = made.window.end if made.window else None
    return agreement_page(known, made.findings, made.records, desk.reference, until=until)
