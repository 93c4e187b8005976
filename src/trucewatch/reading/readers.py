"""The readers there are, by name, and one report read by those asked for."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

from msgspec import Struct

from trucewatch.errors import UnusableAnswer
from trucewatch.model.claim import Reading
from trucewatch.model.report import Report
from trucewatch.reading import rules
from trucewatch.reading.comparison import together
from trucewatch.reading.text import READER
from trucewatch.reference.reference import Reference


class Spent(Struct, frozen=True, kw_only=True):
    """What a run took. `cost` is in the currency of the prices set, None where none are."""

    requests: int
    replayed: int
    tokens_in: int
    tokens_out: int
    cost: float | None


class Reader(Protocol):
    """Makes claims of a report's words. `name` signs them; a new version is another name.
    `dataset` is the one dataset whose rows it reads, None for reports in words."""

    @property
    def name(self) -> str: ...

    @property
    def dataset(self) -> str | None: ...

    def read(self, report: Report) -> Reading:
        """Raises `UnusableAnswer` where there is no reading; the other reports can be read."""
        ...

    def spent(self) -> Spent | None:
        """What the run has taken so far, None for a reader that asks nobody."""
        ...


@dataclass(frozen=True)
class RulesReader:
    """The offline reader."""

    reference: Reference
    with_mentions: bool = False
    name: str = READER
    dataset: None = None

    def read(self, report: Report) -> Reading:
        # Whatever one report makes go wrong, the others are read; as on several processes.
        try:
            return rules.read(report, self.reference, with_mentions=self.with_mentions)
        except Exception as error:
            why = f"{type(error).__name__}: {error}"
            raise UnusableAnswer(f"the reader crashed on it: {why}") from error

    def spent(self) -> None:
        return None


def readers_of(dataset: str | None, readers: Sequence[Reader]) -> list[Reader]:
    """Those that read a dataset's rows, or reports in words for None."""
    return [reader for reader in readers if reader.dataset == dataset]


def read_by_all(report: Report, readers: Sequence[Reader]) -> Reading:
    """What the readers make of the report, put together where they are two."""
    return together([_reading(report, reader) for reader in readers])


def _reading(report: Report, reader: Reader) -> Reading:
    try:
        return reader.read(report)
    except UnusableAnswer as why:
        return Reading(report=report.ref, reader=reader.name, unread=str(why))
