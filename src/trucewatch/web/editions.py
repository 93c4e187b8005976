"""The record as it is answered from: the last there is, worked out beside what is shown."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from concurrent.futures import TimeoutError as NotYet
from datetime import date
from threading import Lock
from time import monotonic

from msgspec import Struct

from trucewatch.derivation.knowledge import Knowledge
from trucewatch.model.decision import Redaction, Restriction
from trucewatch.pipeline import Answer, answered, known_on
from trucewatch.reference.reference import Reference
from trucewatch.store.record import RecordStore
from trucewatch.web.kept import Kept

# What is known takes memory, and answers for several windows share it; beside all that is known,
# as it was known on the last few days that somebody asked of.
KNOWN_KEPT = 4
ANSWERS_KEPT = 8
PAGES_KEPT = 64
# Of a record of more entries a page waits no longer than this for what was added or decided just
# now, and then shows what was before; of a smaller one it is there in a moment.
PATIENCE_S = 2.0
SOON_ENTRIES = 20_000


class Asked(Struct, frozen=True, kw_only=True):
    """The days asked about, and the day whose knowledge answers; None for the latest there is."""

    start: date | None = None
    end: date | None = None
    as_of: date | None = None


class Edition:
    """The record up to one entry of its ledger, with all that was worked out of it."""

    def __init__(self, store: RecordStore, reference: Reference) -> None:
        self.version, self.last_entry = store.last_hash(), store.last_entry()
        self._store = store
        self._reference = reference
        self._known: Kept[Knowledge] = Kept(KNOWN_KEPT)
        self._answers: Kept[Answer] = Kept(ANSWERS_KEPT)
        self._pages: Kept[bytes] = Kept(PAGES_KEPT)

    def answer(self, asked: Asked) -> Answer:
        return self._answers.get(asked, lambda: self._answer(asked))

    def page(self, key: object, made: Callable[[], bytes]) -> bytes:
        """The bytes of a page, made once."""
        return self._pages.get(key, made)

    def _answer(self, asked: Asked) -> Answer:
        day, reference = asked.as_of, self._reference
        known = self._known.get(day, lambda: known_on(self._store, reference, day))
        return answered(known, reference, start=asked.start, end=asked.end, as_of=day)


class Editions:
    """The last edition, and the next one while it is being worked out.

    A record of at most `soon_entries` is worked out in a moment, so that pages wait for it.
    """

    def __init__(
        self,
        store: RecordStore,
        reference: Reference,
        *,
        soon_entries: int = SOON_ENTRIES,
        patience_s: float = PATIENCE_S,
    ) -> None:
        self._soon_entries, self._patience_s = soon_entries, patience_s
        self._store = store
        self._reference = reference
        self._worker = ThreadPoolExecutor(1, thread_name_prefix="edition")
        self._lock = Lock()
        self._ready: Edition | None = None
        self._coming: Future[Edition] | None = None
        self._behind_since = 0.0

    def current(self) -> Edition:
        """The last there is. Of a large record, while that takes long, the one before, unless words
        that it shows were withheld since."""
        while True:
            ready, coming = self._look()
            if coming is None and ready is not None:
                return ready
            left = self._behind_since + self._patience_s - monotonic()
            must_wait = ready is None or self._is_worth_waiting_for(ready)
            try:
                if coming is not None:
                    coming.result(None if must_wait else max(0.0, left))
            except NotYet:
                assert ready is not None, "nobody is shown nothing"
                return ready

    def is_behind(self) -> bool:
        """Whether what is shown is not the last there is."""
        return self._coming is not None and self._ready is not None

    def is_soon(self) -> bool:
        """Whether the record is worked out in a moment, for whatever day."""
        return self._store.last_entry() <= self._soon_entries

    def close(self) -> None:
        """Waits for nothing: what is being worked out is derived in one transaction, or not."""
        self._worker.shutdown(wait=False)

    def _look(self) -> tuple[Edition | None, Future[Edition] | None]:
        with self._lock:
            ready = self._ready
            if self._coming is None and (ready is None or ready.version != self._store.last_hash()):
                self._behind_since = monotonic()
                self._coming = self._worker.submit(self._work)
            return ready, self._coming

    def _work(self) -> Edition:
        try:
            edition = Edition(self._store, self._reference)
            edition.answer(Asked())
            self._ready = edition
            return edition
        finally:
            with self._lock:
                self._coming = None

    def _is_worth_waiting_for(self, shown: Edition) -> bool:
        """What comes soon, and what hides words that are shown."""
        later = self._store.decided_since(shown.last_entry)
        is_withheld = any(isinstance(each, Redaction | Restriction) for each in later)
        return self.is_soon() or is_withheld or self._store.has_erased_since(shown.last_entry)
