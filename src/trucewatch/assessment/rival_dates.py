"""Where reports of one round or one instrument give days that cannot all be right."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from trucewatch.assessment.evidence import Evidence
from trucewatch.assessment.wording import day_words, days_words
from trucewatch.model.claim import AgreementClaim, TalkClaim
from trucewatch.model.record import ReportedAgreement, Round
from trucewatch.model.values import Period

FINE = ("hours", "day")


class Rivals(NamedTuple):
    """What cannot all be right, each side's claim with its words, and what stands against them."""

    what: str
    sides: tuple[tuple[TalkClaim | AgreementClaim, str], ...]
    others: tuple[tuple[str, str], ...] = ()


def rival_days(record: Round, evidence: Evidence) -> Iterator[Rivals]:
    """Days outside those held, and first and last days other than those held."""
    claims = (evidence.claims.get(each) for each in record.claims)
    held = [claim for claim in claims if isinstance(claim, TalkClaim) and not claim.is_plan]
    told = [(claim, claim.date) for claim in held if claim.date and claim.date.precision in FINE]
    if record.held is None or all(_fits(period, record.held) for _, period in told):
        return
    whole = [(claim, period) for claim, period in told if not _is_part(period, record.held)]
    yield Rivals("the round is given other days", tuple((c, _days(p)) for c, p in whole))


def _fits(period: Period, held: Period) -> bool:
    is_whole = (period.start, period.end) == (held.start, held.end)
    return is_whole or _is_part(period, held)


def _is_part(period: Period, held: Period) -> bool:
    """Whether it tells one day of the days held, or one end of them."""
    if None not in (period.start, period.end) and period.start != period.end:
        return False
    day = period.start or period.end
    first, last = held.start or day, held.end or day
    return day is not None and first is not None and last is not None and first <= day <= last


def _days(period: Period) -> str:
    if period.start and period.end:
        return days_words(period.start, period.end)
    only = period.start or period.end
    word = "from" if period.start else "until"
    return f"{word} {day_words(only)}" if only else "a day not given"


def rival_dates(record: ReportedAgreement, evidence: Evidence) -> Iterator[Rivals]:
    """Days on which the dossier has nothing of an instrument that it knows."""
    agreement = evidence.reference.agreements.get(record.agreement_id or "")
    if agreement is None:
        return
    sides = tuple(
        (claim, f"{each.said} on {_days(each.date)}")
        for each in record.dates
        if each.clause is None and each.date.precision in FINE
        for claim in _claims(each.claims, evidence)
    )
    known = {"signed": agreement.signed_on, "in force from": agreement.in_force_from}
    dossier = "; ".join(f"{clause} {day_words(day)}" for clause, day in known.items() if day)
    if sides and dossier:
        what = "it is given a date that the dossier does not have"
        yield Rivals(what, sides, (("the dossier", dossier),))


def _claims(ids: Iterable[str], evidence: Evidence) -> Iterator[AgreementClaim]:
    found = (evidence.claims.get(each) for each in ids)
    return (claim for claim in found if isinstance(claim, AgreementClaim))
