"""The offline reader on several processes: reports are read before they are asked for."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import partial
from pathlib import Path

from trucewatch.errors import BadReport, UnusableAnswer
from trucewatch.model.claim import Reading
from trucewatch.model.report import Report
from trucewatch.reading import rules
from trucewatch.reading.text import READER
from trucewatch.reference.dossier import load_reference
from trucewatch.runners import Crash, run
from trucewatch.sources.files import Incoming


class AheadReader:
    """Reads the reports that are let through; each is to be asked for before the next."""

    name = READER
    dataset = None

    def __init__(self, dossiers: Sequence[Path] | None, jobs: int, *, with_mentions: bool) -> None:
        self._prepare = partial(_reader, dossiers, with_mentions)
        self._jobs = jobs
        self._result: Reading | Crash | None = None

    def through(self, incoming: Iterable[Incoming | BadReport]) -> Iterator[Incoming | BadReport]:
        """The same, in order."""
        tasks = ((item, _task(item)) for item in incoming)
        for item, result in run(self._prepare, tasks, jobs=self._jobs):
            self._result = result
            yield item

    def read(self, report: Report) -> Reading:
        if isinstance(self._result, Crash):
            raise UnusableAnswer(f"the reader crashed on it: {self._result.why}")
        if self._result is None or self._result.report != report.ref:
            raise ValueError(f"{report.ref} was not let through last")
        return self._result

    def spent(self) -> None:
        return None


def _reader(dossiers: Sequence[Path] | None, with_mentions: bool) -> Callable[[Report], Reading]:
    reference = load_reference(dossiers)
    return lambda report: rules.read(report, reference, with_mentions=with_mentions)


def _task(item: Incoming | BadReport) -> Report | None:
    return item.report if isinstance(item, Incoming) and item.dataset is None else None
