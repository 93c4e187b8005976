"""What corrections and withdrawals changed: figures that the record would have otherwise."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING

from trucewatch.model.claim import Claim, IncidentClaim, TallyClaim
from trucewatch.model.finding import ChangedFigure, Correction
from trucewatch.model.record import Figure, Incident, Record
from trucewatch.model.report import Report
from trucewatch.model.values import Range
from trucewatch.reconciliation.corrections import SetAside, set_aside
from trucewatch.reconciliation.names import name_key, place_key

if TYPE_CHECKING:
    from trucewatch.reference.reference import Reference

FIGURES = ("killed", "killed_children", "injured")


def corrections(
    reports: Mapping[str, Report],
    claims: Mapping[str, Claim],
    records: Iterable[Record],
    reference: Reference,
) -> tuple[Correction, ...]:
    """One for each report that no longer counts, by the last report that says so."""
    last = {each.old: each for each in sorted(set_aside(reports, reference), key=_when(reports))}
    if not last:
        return ()
    known = _Known(claims.values(), records)
    found = (_correction(each, reports, known) for each in last.values())
    return tuple(sorted(found, key=lambda each: each.id))


class _Known:
    """Claims by their report, and the records that claims are or were in."""

    def __init__(self, claims: Iterable[Claim], records: Iterable[Record]) -> None:
        self.told: dict[str, list[Claim]] = {}
        for claim in sorted(claims, key=lambda claim: claim.id):
            self.told.setdefault(claim.report, []).append(claim)
        self.was_in: dict[str, Incident] = {}
        self.is_in: dict[str, str] = {}
        for record in records:
            self.is_in |= dict.fromkeys(record.claims, record.id)
            if isinstance(record, Incident):
                self.was_in |= dict.fromkeys(record.superseded, record)


def _when(reports: Mapping[str, Report]) -> Callable[[SetAside], tuple[str, str]]:
    return lambda each: (str(reports[each.new].published or ""), each.new)


def _correction(each: SetAside, reports: Mapping[str, Report], known: _Known) -> Correction:
    old, new = reports[each.old], reports[each.new]
    instead = known.told.get(each.new, ())
    return Correction(
        id="w-" + hashlib.sha256(f"{each.old} {each.new}".encode()).hexdigest()[:16],
        report=each.old,
        by=each.new,
        how=each.how,
        outlet=old.outlet,
        published=old.published,
        on=new.published,
        changes=tuple(
            change
            for claim in known.told.get(each.old, ())
            for change in _changes(claim, instead, known)
        ),
    )


def _changes(claim: Claim, instead: Sequence[Claim], known: _Known) -> Iterator[ChangedFigure]:
    if isinstance(claim, TallyClaim):
        yield from _of_tally(claim, instead, known)
    elif isinstance(claim, IncidentClaim) and claim.claim_status != "planned":
        yield from _of_incident(claim, known.was_in.get(claim.id))


def _of_tally(
    claim: TallyClaim, instead: Sequence[Claim], known: _Known
) -> Iterator[ChangedFigure]:
    same = (
        each for each in instead if isinstance(each, TallyClaim) and _scope(each) == _scope(claim)
    )
    now = next(same, None)
    if now is None or now.value != claim.value:
        yield ChangedFigure(
            claim=claim.id,
            measure=claim.measure,
            said=claim.value,
            record=known.is_in.get(now.id) if now else None,
            now=now.value if now else None,
        )


def _of_incident(claim: IncidentClaim, incident: Incident | None) -> Iterator[ChangedFigure]:
    for measure in FIGURES:
        said: Range | None = getattr(claim, measure)
        figure: Figure | None = getattr(incident, measure) if incident else None
        tolls = [toll.value for toll in figure.tolls] if figure else []
        if said is not None and said not in tolls:
            yield ChangedFigure(
                claim=claim.id,
                measure=measure,
                said=said,
                record=incident.id if incident else None,
                now=Range(figure.low, figure.high) if figure else None,
            )


def _scope(claim: TallyClaim) -> tuple[str, ...]:
    """What it counts, where and by whom: the figure and the days may be others."""
    category = claim.victims or claim.unit or ""
    return (claim.measure, place_key(claim.place), name_key(category), claim.source or "")
