"""The review desk as data: pairs of claims that a rule joined or kept apart, what matters first."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from msgspec import Struct

from trucewatch.model.claim import Claim
from trucewatch.model.decision import Signed
from trucewatch.model.finding import Findings
from trucewatch.model.record import Judgement, Record
from trucewatch.model.report import Report
from trucewatch.publication.checking import (
    ReviewClaim,
    claims_to_check,
    killed_low,
    torn_zones,
    zones_of,
)
from trucewatch.publication.incidents import Saying, saying_of
from trucewatch.publication.judgements import JudgementRow, judgement_rows
from trucewatch.publication.names import record_words, zone_short
from trucewatch.publication.wording import one_line
from trucewatch.reference.reference import Reference

# A desk's worth: the queue is made anew with every decision.
PAIRS_SHOWN = 40


class ReviewPair(Struct, frozen=True, kw_only=True):
    """Two claims, what the rule decided of them and why, and the zones whose verdict it bears on.

    `records` are what the two are part of now: one record where they are joined.
    """

    left: Saying
    right: Saying
    is_same: bool
    by: str
    why: str
    zones: tuple[str, ...]
    records: tuple[tuple[str, str], ...]


class Review(Struct, frozen=True, kw_only=True):
    """`waiting` is how many pairs no person has decided; the first of them are `pairs`. `claims`
    are those that verdicts stand on and nobody has checked. `seen` is the ledger's last entry as
    this was drawn."""

    waiting: int
    claims: tuple[ReviewClaim, ...]
    pairs: tuple[ReviewPair, ...]
    decided: tuple[JudgementRow, ...]
    seen: int


def review(
    judgements: Iterable[Judgement],
    decided: Sequence[Judgement],
    entries: Sequence[Signed],
    claims: Mapping[str, Claim],
    reports: Mapping[str, Report],
    records: Sequence[Record],
    findings: Findings,
    reference: Reference,
    *,
    seen: int,
) -> Review:
    """Pairs that bear on a verdict first, those before that it hangs on, and of these the ones kept
    apart, with the most killed: a wrong split counts somebody twice. Two accounts in one report
    come last: the report itself tells them apart."""
    record_of = {claim: record for record in records for claim in record.claims}
    bears_on = zones_of(findings)
    torn = torn_zones(findings)

    def held(judgement: Judgement) -> tuple[Record | None, Record | None]:
        return record_of.get(judgement.left), record_of.get(judgement.right)

    def zones(judgement: Judgement) -> tuple[str, ...]:
        return tuple(
            sorted({z for each in held(judgement) if each for z in bears_on.get(each.id, ())})
        )

    def rank(judgement: Judgement) -> tuple[bool, bool, bool, bool, int, str, str]:
        is_one_report = claims[judgement.left].report == claims[judgement.right].report
        sides = (judgement.left, judgement.right)
        bears = zones(judgement)
        at_stake = min(map(killed_low, held(judgement)))
        return (
            is_one_report,
            not bears,
            torn.isdisjoint(bears),
            judgement.is_same,
            -at_stake,
            *sides,
        )

    waiting = sorted((each for each in judgements if _is_known(each, claims)), key=rank)
    return Review(
        waiting=len(waiting),
        pairs=tuple(
            _pair(each, zones(each), record_of, claims, reports, reference)
            for each in waiting[:PAIRS_SHOWN]
        ),
        claims=claims_to_check(entries, claims, reports, records, findings, reference),
        decided=judgement_rows(entries, decided, records, reference)[::-1],
        seen=seen,
    )


def _is_known(judgement: Judgement, claims: Mapping[str, Claim]) -> bool:
    return judgement.left in claims and judgement.right in claims


def _pair(
    judgement: Judgement,
    zones: Iterable[str],
    record_of: Mapping[str, Record],
    claims: Mapping[str, Claim],
    reports: Mapping[str, Report],
    reference: Reference,
) -> ReviewPair:
    def saying(known_as: str) -> Saying:
        claim, record = claims[known_as], record_of.get(known_as)
        return saying_of(claim, reports[claim.report], record.id if record else None, reference)

    held = {
        record_of[side].id: record_words(record_of[side], reference)
        for side in (judgement.left, judgement.right)
        if side in record_of
    }
    return ReviewPair(
        left=saying(judgement.left),
        right=saying(judgement.right),
        is_same=judgement.is_same,
        by=judgement.by,
        why=one_line(judgement.why),
        zones=tuple(zone_short(each, reference) for each in zones),
        records=tuple(held.items()),
    )
