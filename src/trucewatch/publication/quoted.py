"""A report with what was read in it: its text cut where quotes begin and end, and its claims."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from itertools import pairwise

from msgspec import Struct

from trucewatch.model.claim import Claim
from trucewatch.model.record import Record
from trucewatch.model.report import Report
from trucewatch.publication.claim_rows import KINDS, row_of
from trucewatch.publication.names import name_of
from trucewatch.publication.wording import clean, one_line
from trucewatch.reference.reference import Reference


class Piece(Struct, frozen=True, kw_only=True):
    """Words of a report, and the claims (ids) that quote all of them."""

    text: str
    claims: tuple[str, ...] = ()


class QuotedClaim(Struct, frozen=True, kw_only=True):
    """A claim in a line: what, when, where, how many, who; and the record it is part of."""

    id: str
    kind: str
    what: str
    date: str
    place: str
    figures: str
    who: str
    source: str | None
    status: str
    section: str
    quote: str
    record: str | None = None


class QuotedReport(Struct, frozen=True, kw_only=True):
    """`unread` says why it could not be read. `language` decides which way its text runs.
    Of a restricted report all words are withheld, of a redacted one some: blocks stand there.
    `rejected` is how many claims read in it people rejected; `claims` has none of them."""

    ref: str
    id: str
    title: str | None
    outlet: str | None
    published: date | None
    url: str | None
    language: str | None
    pieces: tuple[Piece, ...]
    claims: tuple[QuotedClaim, ...]
    superseded: bool = False
    is_restricted: bool = False
    is_redacted: bool = False
    rejected: int = 0


def quoted_report(
    report: Report,
    claims: Iterable[Claim],
    records: Iterable[Record],
    reference: Reference,
) -> QuotedReport:
    """The report with its claims, in the order in which it makes them."""
    ordered = sorted(claims, key=lambda claim: (claim.span or (0, 0), claim.id))
    record_of = _record_of(records)
    return QuotedReport(
        ref=report.ref,
        id=report.id,
        title=report.title and one_line(report.title),
        outlet=report.outlet and name_of(report.outlet, reference),
        published=report.published,
        url=report.url,
        language=report.language,
        pieces=_pieces(report.text, ordered),
        claims=tuple(quoted_claim(claim, record_of.get(claim.id)) for claim in ordered),
    )


def quoted_claim(claim: Claim, record: str | None) -> QuotedClaim:
    row = row_of(claim)
    return QuotedClaim(
        id=claim.id,
        kind=KINDS[type(claim)].name,
        what=one_line(row.what),
        date=row.date,
        place=one_line(row.place),
        figures=row.figures,
        who=one_line(row.who),
        source=claim.source and one_line(claim.source),
        status=claim.claim_status,
        section=claim.section,
        quote=clean(claim.quote),
        record=record,
    )


def _record_of(records: Iterable[Record]) -> Mapping[str, str]:
    return {claim: record.id for record in records for claim in record.claims}


def _pieces(text: str, claims: Sequence[Claim]) -> tuple[Piece, ...]:
    spans = [(claim.span, claim.id) for claim in claims if claim.span]
    cuts = sorted({0, len(text), *(end for span, _ in spans for end in span)})
    return tuple(
        Piece(
            text=clean(text[start:end]),
            claims=tuple(id for (first, last), id in spans if first <= start and end <= last),
        )
        for start, end in pairwise(cuts)
        if start < end
    )
