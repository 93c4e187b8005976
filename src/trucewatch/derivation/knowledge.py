"""What is known, to answer from: as it was derived, or replayed as it was on a day."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import NamedTuple

from trucewatch.assessment.assess import Known
from trucewatch.assessment.coverage import Heard, heard
from trucewatch.assessment.examined_json import from_json
from trucewatch.assessment.relevance import spoken_of
from trucewatch.derivation.collecting import collecting_nothing
from trucewatch.derivation.judged import JUDGEMENT, judged
from trucewatch.derivation.rows import examined_unseen
from trucewatch.model.claim import Claim
from trucewatch.model.decision import weights_of
from trucewatch.model.record import Judgement
from trucewatch.model.report import Report
from trucewatch.reconciliation.resolver import reconcile
from trucewatch.reference.reference import Reference
from trucewatch.store.record import RecordStore


class Knowledge(NamedTuple):
    """`judgements` are the rules', `decided` people's that count; `unread` are refs of reports
    that none of their readers could read, `spoken_of` ids of dossiers."""

    known: Known
    judgements: tuple[Judgement, ...]
    decided: tuple[Judgement, ...]
    unread: tuple[str, ...]
    spoken_of: frozenset[str]


def derived_knowledge(store: RecordStore, reference: Reference) -> Knowledge:
    """All there is, as it was derived last."""
    with collecting_nothing(), store.derived() as derived:
        return Knowledge(
            known=Known(
                examined=[from_json(*row, reference) for row in derived.records()],
                claims={claim.id: claim for claim in store.claims()},
                reports=store.reports(),
                heard=[Heard(*each) for each in derived.heard()],
            ),
            judgements=tuple(map(JUDGEMENT.decode, derived.judgements())),
            decided=tuple(map(JUDGEMENT.decode, derived.decided())),
            unread=tuple(derived.unread()),
            spoken_of=derived.dossiers_spoken_of(),
        )


def knowledge_on(store: RecordStore, reference: Reference, as_of: date) -> Knowledge:
    """What could be known that day, worked out anew from what was published by then."""
    reports, claims = _told_by(store, as_of)
    decided = judged(store, claims.__contains__)
    weights = weights_of(store.decisions())
    seen_reports, seen_claims = _told_by(store.seen("deriving"), as_of)
    seen = list(seen_claims.values())
    made = reconcile(seen, seen_reports, decided, reference, weights)
    hidden = {ref: reports[ref] for ref in store.restricted() & reports.keys()}
    unread = tuple(ref for ref in _unread(store) if ref in reports)
    read = {ref: each for ref, each in reports.items() if ref not in unread}
    return Knowledge(
        known=Known(
            examined=examined_unseen(made.records, seen_claims, seen_reports, hidden, reference),
            claims=claims,
            reports=reports,
            heard=heard(read, claims.values(), reference),
        ),
        judgements=made.judgements,
        decided=decided,
        unread=unread,
        spoken_of=spoken_of(claims.values(), reference),
    )


def _told_by(store: RecordStore, as_of: date) -> tuple[dict[str, Report], dict[str, Claim]]:
    reports = published_by(store.reports(), as_of)
    return reports, {each.id: each for each in store.claims() if each.report in reports}


def published_by(reports: Mapping[str, Report], day: date) -> dict[str, Report]:
    """Reports published by a day. One without a date cannot be known to have been."""
    return {
        ref: report
        for ref, report in reports.items()
        if report.published and report.published <= day
    }


def _unread(store: RecordStore) -> list[str]:
    """Refs of reports that none of their readers could read."""
    readings = store.readings()
    read_by_one = {reading.report for reading in readings if reading.unread is None}
    return sorted({reading.report for reading in readings} - read_by_one)
