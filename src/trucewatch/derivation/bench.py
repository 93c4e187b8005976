"""What a process needs to derive rows, and the three kinds of work it is given."""

from __future__ import annotations

import gc
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any, Literal, NamedTuple, Protocol, TypeVar

from trucewatch.derivation.rows import lineage_of, rows_of_parts, rows_of_report
from trucewatch.errors import StoreError
from trucewatch.model.record import Judgement
from trucewatch.model.reference import Dossier
from trucewatch.model.weights import MatchingWeights
from trucewatch.reconciliation.clusters import Weights
from trucewatch.reconciliation.gatherings import Gathering
from trucewatch.reconciliation.parts import Links, links
from trucewatch.reconciliation.rules import shipped_rules
from trucewatch.reference.reference import Reference
from trucewatch.runners import Crash, run
from trucewatch.store.derived import Row
from trucewatch.store.record import RecordStore, open_record

Task = TypeVar("Task")
Item = TypeVar("Item")
Work = Literal["index", "link", "make"]


class Meeting(NamedTuple):
    """Claims (ids) of some days, their reports, and those claims whose links are asked for."""

    claims: tuple[str, ...]
    reports: tuple[str, ...]
    of: tuple[str, ...]


class Batch(NamedTuple):
    """Claims of whole parts, the part of each, what pairs weigh, and which are of one round.

    `beside` are those of their reports whose other claims bear on them, and `reports` the rest,
    with those that correct or retract any.
    """

    claims: tuple[str, ...]
    parts: tuple[str, ...]
    beside: tuple[str, ...]
    reports: tuple[str, ...]
    links: Weights
    gathered: tuple[Gathering, ...]


class Watched(Protocol):
    """Items as they come, each so many of what is said, for a person to see."""

    def __call__(self, items: Iterable[Item], what: str, each: int) -> Iterator[Item]: ...


def unwatched(items: Iterable[Item], what: str, each: int) -> Iterator[Item]:
    return iter(items)


@dataclass(frozen=True)
class Bench:
    """The store and what its claims are judged by; `jobs` are the processes that share the work."""

    store: RecordStore
    reference: Reference
    weights: MatchingWeights
    judgements: tuple[Judgement, ...]
    jobs: int = 1
    watched: Watched = unwatched

    def worked(self, work: Work, tasks: Iterable[Task], what: str, at_once: int) -> Iterator[Any]:
        """The results of the tasks, in order; each task is about so many of `what`."""
        return self.watched(self._results(work, tasks), what, at_once)

    def _results(self, work: Work, tasks: Iterable[Task]) -> Iterator[Any]:
        if self.jobs == 1:
            yield from map(getattr(self, work), tasks)
            return
        dossiers = self.reference.dossiers
        prepare: Callable[[], Callable[[Task], Any]] = partial(
            _worker, self.store.path, dossiers, self.weights, self.judgements, work
        )
        for _, result in run(prepare, ((None, task) for task in tasks), jobs=self.jobs):
            if isinstance(result, Crash):
                raise StoreError(f"deriving failed: {result.why}")
            yield result

    def index(self, refs: Sequence[str]) -> list[Row]:
        # What a report is found by, and who is heard in it, is what may be seen of it.
        hidden = self.store.restricted().intersection(refs)
        shown = {each.report.ref: each for each in self.store.seen("leaving").filed(hidden)}
        return [
            row
            for filed in self.store.filed(refs)
            for row in rows_of_report(filed, shown.get(filed.report.ref, filed), self.reference)
        ]

    def link(self, meeting: Meeting) -> Links:
        filed, met = self.store.filed(meeting.reports), {*meeting.claims}
        beside = [claim for each in filed for claim in each.claims]
        claims = [claim for claim in beside if claim.id in met]
        lineage = lineage_of({each.report.ref: each.report for each in filed}, self.reference)
        of = None if len(meeting.of) == len(meeting.claims) else meeting.of
        return links(claims, lineage, shipped_rules(), self.weights, of=of, beside=beside)

    def make(self, batch: Batch) -> list[Row]:
        filed = self.store.filed(batch.beside)
        reports = {each.report.ref: each.report for each in filed}
        reports |= self.store.reports_of(batch.reports)
        beside = {claim.id: claim for each in filed for claim in each.claims}
        part_of = dict(zip(batch.claims, batch.parts, strict=True))
        claims = [beside[each] for each in batch.claims if each in beside]
        claims += self.store.claims_ever(part_of.keys() - beside.keys())
        judgements = [each for each in self.judgements if {each.left, each.right} & part_of.keys()]
        hidden = self.store.restricted() & reports.keys()
        return list(
            rows_of_parts(
                claims,
                beside.values(),
                part_of,
                reports,
                self.store.seen("leaving").reports_of(hidden),
                judgements,
                self.reference,
                self.weights,
                batch.links,
                batch.gathered,
            )
        )


def _worker(
    path: Path,
    dossiers: tuple[Dossier, ...],
    weights: MatchingWeights,
    judgements: tuple[Judgement, ...],
    work: Work,
) -> Callable[[Any], Any]:
    # A task's things are let go of as it ends; to look through them for circles takes 3 % longer.
    gc.disable()
    bench = Bench(open_record(path).seen("deriving"), Reference(dossiers), weights, judgements)
    worker: Callable[[Any], Any] = getattr(bench, work)
    return worker
