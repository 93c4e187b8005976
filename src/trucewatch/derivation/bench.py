"""What a process needs to derive rows, and the three kinds of work it is given."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any, Literal, NamedTuple, TypeVar

from trucewatch.derivation.rows import lineage_of, rows_of_parts, rows_of_report
from trucewatch.errors import StoreError
from trucewatch.model.claim import Claim
from trucewatch.model.record import Judgement
from trucewatch.model.reference import Dossier
from trucewatch.model.weights import MatchingWeights
from trucewatch.reconciliation.clusters import Pair
from trucewatch.reconciliation.parts import links
from trucewatch.reconciliation.rules import shipped_rules
from trucewatch.reference.reference import Reference
from trucewatch.runners import Crash, run
from trucewatch.store.derived import Row
from trucewatch.store.record import Filed, RecordStore, open_record

Task = TypeVar("Task")
Work = Literal["index", "link", "make"]


class Meeting(NamedTuple):
    """Claims (ids) of some days, and those of them whose links are asked for."""

    claims: tuple[str, ...]
    of: tuple[str, ...]


class Batch(NamedTuple):
    """Claims of whole parts, the part of each, and reports that correct or retract theirs."""

    claims: tuple[str, ...]
    parts: tuple[str, ...]
    kin: tuple[str, ...]


@dataclass(frozen=True)
class Bench:
    store: RecordStore
    reference: Reference
    weights: MatchingWeights
    judgements: tuple[Judgement, ...]

    def index(self, refs: Sequence[str]) -> list[Row]:
        return [
            row for filed in self.store.filed(refs) for row in rows_of_report(filed, self.reference)
        ]

    def link(self, meeting: Meeting) -> list[Pair]:
        claims, filed = self._claims(meeting.claims)
        reports = {each.report.ref: each.report for each in filed}
        lineage = lineage_of(reports, self.reference)
        of = None if len(meeting.of) == len(meeting.claims) else meeting.of
        beside = (claim for each in filed for claim in each.claims)
        return links(claims, lineage, shipped_rules(), self.weights, of=of, beside=beside)

    def make(self, batch: Batch) -> list[Row]:
        claims, filed = self._claims(batch.claims)
        reports = {each.report.ref: each.report for each in filed}
        reports |= self.store.reports_of(set(batch.kin) - reports.keys())
        beside = [claim for each in filed for claim in each.claims]
        part_of = dict(zip(batch.claims, batch.parts, strict=True))
        judgements = [each for each in self.judgements if {each.left, each.right} & part_of.keys()]
        return list(
            rows_of_parts(
                claims, beside, part_of, reports, judgements, self.reference, self.weights
            )
        )

    def _claims(self, ids: Sequence[str]) -> tuple[list[Claim], list[Filed]]:
        """The claims, and their reports with all that was read of them."""
        claims = self.store.claims_ever(ids)
        return claims, self.store.filed({claim.report for claim in claims})


def worked(bench: Bench, work: Work, tasks: Iterable[Task], jobs: int) -> Iterator[Any]:
    """The results of the tasks, in order; on several processes where `jobs` says so."""
    prepare: Callable[[], Callable[[Task], Any]]
    if jobs == 1:
        yield from map(getattr(bench, work), tasks)
        return
    prepare = partial(
        _worker, bench.store.path, bench.reference.dossiers, bench.weights, bench.judgements, work
    )
    for _, result in run(prepare, ((None, task) for task in tasks), jobs=jobs):
        if isinstance(result, Crash):
            raise StoreError(f"deriving failed: {result.why}")
        yield result


def _worker(
    path: Path,
    dossiers: tuple[Dossier, ...],
    weights: MatchingWeights,
    judgements: tuple[Judgement, ...],
    work: Work,
) -> Callable[[Any], Any]:
    bench = Bench(open_record(path), Reference(dossiers), weights, judgements)
    worker: Callable[[Any], Any] = getattr(bench, work)
    return worker
