"""The record as the pages ask for it: an answer for the days asked about, worked out once."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from threading import Lock
from typing import Any, TypeVar

import msgspec
from msgspec import Struct

from trucewatch.model.decision import Signed
from trucewatch.pipeline import Answer, answer, search
from trucewatch.publication.saved import SavedBrief
from trucewatch.publication.trace.known import Archived
from trucewatch.reference.reference import Reference
from trucewatch.store.record import RecordStore, open_record
from trucewatch.store.search import Hit
from trucewatch.web.kept import Kept

# An answer over a large record takes memory; the last few days asked about are asked about again.
ANSWERS_KEPT = 8
# Boards and maps, as often asked for and smaller.
DRAWN_KEPT = 16
Drawn = TypeVar("Drawn")
BRIEFS = msgspec.json.Decoder(SavedBrief)


class Asked(Struct, frozen=True, kw_only=True):
    """The days asked about, and the day whose knowledge answers; None for the latest there is."""

    start: date | None = None
    end: date | None = None
    as_of: date | None = None


class Desk:
    """Answers over one record. A report added meanwhile is in the next answer."""

    def __init__(self, record: Path, reference: Reference) -> None:
        self.record = record
        self.reference = reference
        self._deciding = Lock()
        self._answers: Kept[Answer] = Kept(ANSWERS_KEPT)
        self._drawn: Kept[Any] = Kept(DRAWN_KEPT)

    def answer(self, asked: Asked) -> Answer:
        """Raises `BadInput` for days that nobody can tell of, as the commands do."""
        return self._answers.get((self.version(), asked), lambda: self._answer(asked))

    def drawn(self, name: str, asked: Asked, draw: Callable[[Answer], Drawn]) -> Drawn:
        """What is drawn of an answer alone, and takes long enough to be kept."""
        key = (name, self.version(), asked)
        drawn: Drawn = self._drawn.get(key, lambda: draw(self.answer(asked)))
        return drawn

    def version(self) -> str | None:
        """Another one wherever anything was added or decided."""
        with open_record(self.record) as store:
            return store.last_hash()

    def _answer(self, asked: Asked) -> Answer:
        with open_record(self.record) as store:
            return answer(
                store, self.reference, start=asked.start, end=asked.end, as_of=asked.as_of
            )

    def search(self, query: str) -> tuple[list[Hit], list[Hit]]:
        """Records and reports that have all the words, the best first."""
        with open_record(self.record) as store:
            return search(store, query)

    def last_entry(self) -> int:
        """The number of the ledger's last entry."""
        with open_record(self.record) as store:
            return store.last_entry()

    def decisions(self) -> list[Signed]:
        with open_record(self.record) as store:
            return store.decisions()

    @contextmanager
    def deciding(self) -> Iterator[RecordStore]:
        """The record for one person at a time: who decides has what the others decided before."""
        with self._deciding, open_record(self.record) as store:
            yield store

    def briefs(self) -> list[SavedBrief]:
        """Every saved version of every brief."""
        with open_record(self.record) as store:
            return store.briefs(BRIEFS)

    def keep_brief(self, version: SavedBrief) -> None:
        with open_record(self.record) as store:
            store.keep_brief(version.id, version)

    def archived(self, ref: str) -> Archived:
        """Where a report's bytes came from, and their hash."""
        with open_record(self.record) as store:
            return Archived(store.origin(ref), store.raw_sha256(ref))
