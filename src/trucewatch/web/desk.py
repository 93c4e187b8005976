"""The record as the pages ask for it: an answer for the days asked about, worked out once."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from threading import Lock

import msgspec

from trucewatch.derivation.derive import bring_up_to_date
from trucewatch.model.decision import Signed
from trucewatch.pipeline import Answer, add_reports, search
from trucewatch.publication.saved import SavedBrief, without
from trucewatch.publication.trace.known import Archived
from trucewatch.reading.readers import RulesReader
from trucewatch.reference.reference import Reference
from trucewatch.store.record import Filed, RecordStore, open_record
from trucewatch.store.search import Hit
from trucewatch.web.additions import Additions, Lot
from trucewatch.web.editions import Asked, Editions

BRIEFS = msgspec.json.Decoder(SavedBrief)


class Desk:
    """Answers over one record, which stays open. A report added meanwhile is in the next answer, or
    soon after where that takes long."""

    def __init__(self, record: Path, reference: Reference) -> None:
        self.record = record
        self.reference = reference
        self._store = open_record(record)
        self._deciding = Lock()
        self._editions = Editions(self._store, reference)
        self.additions = Additions(self.add)

    def close(self) -> None:
        self.additions.close()
        self._editions.close()
        self._store.close()

    def answer(self, asked: Asked) -> Answer:
        """Raises `BadInput` for days that nobody can tell of, as the commands do."""
        return self._editions.current().answer(asked)

    def page(self, key: object, made: Callable[[], bytes]) -> bytes:
        """The bytes of a page, made once as long as nothing is added or decided."""
        edition = self._editions.current()
        return edition.page((key, self.is_behind()), made)

    def is_behind(self) -> bool:
        """Whether something was added or decided that pages do not show yet."""
        return self._editions.is_behind()

    def is_soon(self) -> bool:
        """Whether the record of any day is worked out in a moment."""
        return self._editions.is_soon()

    def search(self, query: str) -> tuple[list[Hit], list[Hit]]:
        """Records and reports that have all the words, the best first."""
        return search(self._store, query)

    def filed(self, ref: str) -> Filed | None:
        """A report with what was read in it, as the record has it now."""
        return next(iter(self._store.filed([ref])), None)

    def last_entry(self) -> int:
        """The number of the ledger's last entry."""
        return self._store.last_entry()

    def decisions(self) -> list[Signed]:
        return self._store.decisions()

    @contextmanager
    def deciding(self) -> Iterator[RecordStore]:
        """The record for one person at a time: who decides has what the others decided before."""
        with self._deciding:
            yield self._store

    def add(self, lot: Lot) -> None:
        """Reads the reports and keeps them; between two of them others may decide."""
        reader = RulesReader(self.reference)
        for each in lot.good:
            with self.deciding() as store:
                add_reports([each], store, [reader])
            lot.read += 1
        with self.deciding() as store:
            bring_up_to_date(store, self.reference)
        lot.is_done = True

    def briefs(self) -> list[SavedBrief]:
        """Every saved version of every brief, without what was restricted since."""
        restricted = self._store.restricted_claims()
        return [without(each, restricted) for each in self._store.briefs(BRIEFS)]

    def keep_brief(self, version: SavedBrief) -> None:
        self._store.keep_brief(version.id, version)

    def archived(self, ref: str) -> Archived:
        """Where a report's bytes came from, and their hash."""
        return Archived(self._store.origin(ref), self._store.raw_sha256(ref))
