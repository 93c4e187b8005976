"""The dates of one instrument: signature, entry into force and ban are several, and all may be told
for its date."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date

from trucewatch.model.claim import AgreementClaim
from trucewatch.model.record import AgreementDate, SaidOfDate
from trucewatch.model.reference import Agreement
from trucewatch.model.values import Period
from trucewatch.reference.reference import Reference


def agreement_dates(
    claims: Sequence[AgreementClaim], reference: Reference
) -> tuple[AgreementDate, ...]:
    """Each date reported, with what is said to have been on it and what the dossier has on it.

    "In force on 4 May" by a report and "signed on 4 May" by the dossier are both true of the
    instrument: the date is that of another clause, not another date.
    """
    found: dict[tuple[Period, SaidOfDate], list[str]] = {}
    for claim in claims:
        for period, said in _told(claim):
            found.setdefault((period, said), []).append(claim.id)
    known = next((claim.agreement_id for claim in claims if claim.agreement_id), None)
    agreement = reference.agreements.get(known or "")
    return tuple(
        AgreementDate(
            date=period,
            said=said,
            clause=_clause(period, said, agreement) if agreement else None,
            claims=tuple(sorted(found[period, said])),
        )
        for period, said in sorted(found, key=_by_day)
    )


def _told(claim: AgreementClaim) -> Iterator[tuple[Period, SaidOfDate]]:
    if claim.date is not None:
        yield claim.date, "agreed"
    if claim.start is not None:
        yield claim.start, "in force"


def _by_day(told: tuple[Period, SaidOfDate]) -> tuple[date, date, str, str]:
    period, said = told
    return (period.start or date.min, period.end or date.max, period.precision, said)


def _clause(period: Period, said: SaidOfDate, agreement: Agreement) -> str | None:
    """What the dossier has on that day; of several clauses of one day the one that is told of."""
    if period.start is None or period.start != period.end:
        return None
    clauses = [clause for clause, day in _clauses(agreement) if day == period.start]
    return clauses[0 if said == "agreed" else -1] if clauses else None


def _clauses(agreement: Agreement) -> Iterable[tuple[str, date | None]]:
    """An instrument's days, in the order of its life."""
    yield "signed", agreement.signed_on
    for provision in agreement.provisions:
        yield "due", provision.due
    yield from (("extended", day) for day, _ in agreement.extensions)
    yield from (("term ends", end) for _, end in agreement.extensions)
    yield "term ends", agreement.expires_on
    yield "terminated", agreement.terminated_on
    yield "ban begins", agreement.ban_from
    for provision in agreement.provisions:
        yield "ban begins", provision.applies_from
    yield "in force from", agreement.in_force_from
