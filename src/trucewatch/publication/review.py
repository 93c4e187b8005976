"""The review desk as data: pairs of claims that a rule joined or kept apart, what matters first."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from msgspec import Struct

from trucewatch.model.claim import Claim
from trucewatch.model.decision import Signed
from trucewatch.model.finding import Findings
from trucewatch.model.record import Judgement, Record
from trucewatch.model.report import Report
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
    """`waiting` is how many pairs no person has decided; the first of them are `pairs`."""

    waiting: int
    pairs: tuple[ReviewPair, ...]
    decided: tuple[JudgementRow, ...]


def review(
    judgements: Iterable[Judgement],
    decided: Sequence[Judgement],
    entries: Sequence[Signed],
    claims: Mapping[str, Claim],
    reports: Mapping[str, Report],
    records: Sequence[Record],
    findings: Findings,
    reference: Reference,
) -> Review:
    """Pairs that bear on a verdict first, and of these the ones kept apart: a wrong split counts
    somebody twice. Two accounts in one report come last: the report itself tells them apart."""
    record_of = {claim: record for record in records for claim in record.claims}
    bears_on = _zones_of(findings)

    def zones(judgement: Judgement) -> tuple[str, ...]:
        held = (record_of.get(side) for side in (judgement.left, judgement.right))
        return tuple(sorted({z for each in held if each for z in bears_on.get(each.id, ())}))

    def rank(judgement: Judgement) -> tuple[bool, bool, bool, str, str]:
        is_one_report = claims[judgement.left].report == claims[judgement.right].report
        sides = (judgement.left, judgement.right)
        return (is_one_report, not zones(judgement), judgement.is_same, *sides)

    waiting = sorted((each for each in judgements if _is_known(each, claims)), key=rank)
    return Review(
        waiting=len(waiting),
        pairs=tuple(
            _pair(each, zones(each), record_of, claims, reports, reference)
            for each in waiting[:PAIRS_SHOWN]
        ),
        decided=judgement_rows(entries, decided, records, reference)[::-1],
    )


def _is_known(judgement: Judgement, claims: Mapping[str, Claim]) -> bool:
    return judgement.left in claims and judgement.right in claims


def _zones_of(findings: Findings) -> dict[str, set[str]]:
    """Records by id, with the zones whose verdict counts them."""
    zones: dict[str, set[str]] = {}
    for verdict in findings.verdicts:
        for record in verdict.incidents:
            zones.setdefault(record, set()).add(verdict.zone)
    return zones


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
