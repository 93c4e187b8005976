"""The record: one file with an archive, a ledger and what is derived from them."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from types import TracebackType
from typing import Any, NamedTuple, Protocol, TypeVar

import msgspec
from sqlalchemy import ColumnElement, Connection, Engine, TextClause, and_, func, select

from trucewatch.errors import NotFound, StoreError
from trucewatch.model.claim import Claim, Reading, identified
from trucewatch.model.corrected import corrections_of
from trucewatch.model.decision import (
    PERSON,
    Rejection,
    Restriction,
    Signed,
    report_touched,
    standing,
)
from trucewatch.model.rejected import rejections_of, without_rejected
from trucewatch.model.report import Report, canonical
from trucewatch.model.withheld import Mask, Sight, withheld_of
from trucewatch.store import joining, ledger
from trucewatch.store.derived import Derived, parts_of
from trucewatch.store.joining import Joined
from trucewatch.store.ledger import Arrival, Draft, KeptReading
from trucewatch.store.opening import WRITING, open_engine, plainly
from trucewatch.store.schema import FEW, ONCE, content, entry
from trucewatch.store.veil import Veil
from trucewatch.store.verification import problems_in

BUSY_TIMEOUT_S = 30.0
# Rows are put in by hashes in no order; each that finds its page gone from the cache writes two.
WRITING_CACHE_KIB = 256 * 1024
JOINS = msgspec.json.Decoder(Joined)
ARRIVALS = msgspec.json.Decoder(Arrival)
READINGS = msgspec.json.Decoder(KeptReading)
CLAIMS: msgspec.json.Decoder[Claim] = msgspec.json.Decoder(Claim)
DECISIONS: msgspec.json.Decoder[Signed] = msgspec.json.Decoder(Signed)
Noun = TypeVar("Noun")


class Incoming(Protocol):
    """A report as it came in: its bytes, and the "file" or "file:line" they stood in."""

    @property
    def report(self) -> Report: ...
    @property
    def raw(self) -> bytes: ...
    @property
    def origin(self) -> str: ...


def open_record(
    path: Path, *, create: bool = False, busy_timeout_s: float = BUSY_TIMEOUT_S
) -> RecordStore:
    """The record at `path`, to be used in a `with` statement; made on first use if `create`.

    Waits `busy_timeout_s` for its turn to write. Raises `NotFound` where there is none,
    `NotARecord` for another program's file or a newer version's, `RecordUnwritable` and
    `RecordBusy`; so does every method, where it applies.
    """
    return RecordStore(path, open_engine(path, create=create, busy_timeout_s=busy_timeout_s))


class Filed(NamedTuple):
    """A report with what its readers' last versions made of it, as it is kept."""

    report: Report
    readings: tuple[Reading, ...]
    claims: tuple[Claim, ...]


class RecordStore:
    """What came in, what was read and decided (only ever added to), and what is derived.

    A method that writes returns when what it wrote is on the disk. What is withheld is masked in
    all that is looked at, as `sight` tells.
    """

    def __init__(self, path: Path, engine: Engine, sight: Sight = "leaving") -> None:
        self.path = path
        self.engine = engine
        self.sight = sight
        self._veiled: tuple[int, Veil] = (0, Veil({}, {}, {}))

    def seen(self, sight: Sight) -> RecordStore:
        """The same record, as others may see it."""
        return RecordStore(self.path, self.engine, sight)

    def __enter__(self) -> RecordStore:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    def close(self) -> None:
        self.engine.dispose()

    @contextmanager
    def _looking(self) -> Iterator[Connection]:
        with plainly(self.path), self.engine.connect() as connection:
            yield connection

    @contextmanager
    def _writing(self) -> Iterator[Connection]:
        with (
            plainly(self.path),
            self.engine.execution_options(**WRITING).begin() as connection,
            _set_for_now(connection, "cache_size", -WRITING_CACHE_KIB),
        ):
            yield connection

    def keep(self, incoming: Incoming, reading: Reading) -> bool:
        """Adds a report with its bytes, and what a reader made of it, all or nothing.

        False if the report was there already; a reading by a reader that has not read it yet is
        added all the same, and one by a reader that has is not.
        """
        return self.keep_all([(incoming, reading)]) == 1

    def keep_all(self, kept: Iterable[tuple[Incoming, Reading]]) -> int:
        """Adds reports with their readings as `keep` does, all of them or none; how many are
        new. One wait for the disk makes a dataset's thousands of rows quick."""
        with self._writing() as connection:
            return _keep(connection, list(kept))

    def has(self, ref: str) -> bool:
        with self._looking() as connection:
            return ledger.is_there(connection, "report", ref)

    def has_reading(self, ref: str, reader: str) -> bool:
        """Whether this version of the reader has read the report."""
        with self._looking() as connection:
            return ledger.is_there(connection, "reading", f"{ref} {reader}")

    def reports(self) -> dict[str, Report]:
        """By their refs, in the refs' order."""
        arrivals = self._nouns("report", ARRIVALS)
        return {arrival.report.ref: arrival.report for arrival in arrivals}

    def raw_sha256(self, ref: str) -> str:
        """The hash of the bytes that the report came as."""
        query = select(content.c.sha256, content.c.bytes.is_(None).label("is_erased")).join(
            entry, entry.c.raw_sha256 == content.c.sha256
        )
        with self._looking() as connection:
            row = connection.execute(query.where(entry.c.subject == ref)).first()
        if row is None or row.is_erased:
            raise NotFound(f"{ref}: {'no such report' if row is None else 'erased'}")
        return str(row.sha256)

    def origin(self, ref: str) -> str:
        """The "file" or "file:line" that the report came from."""
        for arrival in self._nouns("report", ARRIVALS, about([ref])):
            return arrival.origin
        raise NotFound(f"{ref}: no such report, or it was erased")

    def claims(self, as_of: date | None = None) -> list[Claim]:
        """By id: the claims of each report's current readings that nobody rejected.

        With `as_of`, of reports published by then, and of those that do not say when they were.
        """
        current = {id for kept in self._current_readings() for id in kept.claims}
        left_out = {ref for ref, report in self.reports().items() if _is_after(report, as_of)}
        known = [
            claim
            for claim in self._nouns("claim", CLAIMS)
            if claim.id in current and claim.report not in left_out
        ]
        return without_rejected(known, self._veil().rejections)

    def claims_ever(self, ids: Iterable[str]) -> list[Claim]:
        """By id: those of these claims that any reading made, current or not."""
        return [
            claim for some in parts_of(ids) for claim in self._nouns("claim", CLAIMS, about(some))
        ]

    def readings(self) -> list[Reading]:
        """By report: its current readings' warnings, refusals, and why it was not read."""
        return [kept.reading for kept in self._current_readings()]

    def _current_readings(self) -> list[KeptReading]:
        return _current(self._nouns("reading", READINGS))

    def decide(self, decided: Signed) -> None:
        """Adds what a person decided, once; earlier decisions on the same claims stay.

        Raises `StoreError` for a rule's: rules decide anew each time and bind nobody.
        """
        if not decided.by.startswith(PERSON):
            raise StoreError(f"{decided.by} is no person, and only people's decisions are kept")
        by_id = {each.id: each for each in (*self.decisions(), decided)}
        touched = report_touched(decided, by_id)
        with self._writing() as connection:
            if not ledger.is_there(connection, "judgement", decided.id):
                ledger.append(connection, [Draft("judgement", decided.id, decided, touched)])

    def decided_since(self, number: int) -> list[Signed]:
        """What people decided after an entry of the ledger, in the order it came."""
        later = entry.c.number > number
        return self._nouns("judgement", DECISIONS, FEW, later, order=entry.c.number)

    def decisions(self) -> list[Signed]:
        """By id: everything that people decided, and what they undid."""
        return self._nouns("judgement", DECISIONS, FEW)

    def keep_brief(self, known_as: str, version: object) -> None:
        """Adds a saved version of a brief, once; those before it stay."""
        with self._writing() as connection:
            if not ledger.is_there(connection, "brief", known_as):
                ledger.append(connection, [Draft("brief", known_as, version)])

    def briefs(self, decoder: msgspec.json.Decoder[Noun]) -> list[Noun]:
        """By id: every saved version of every brief."""
        return self._nouns("brief", decoder)

    def join(self, other: RecordStore) -> Counter[str]:
        """Takes in another record with its ledger; how many entries of each kind are new here.

        Raises `StoreError` where either is not as it was written. The other is left as it is.
        """
        for store in (self, other):
            if problems := store.verify():
                raise StoreError("\n".join(f"{store.path}: {each}" for each in problems))
        with other._looking() as theirs, self._writing() as ours:
            return joining.join(ours, theirs, str(other.path))

    def joined(self) -> list[Joined]:
        """The records that were joined to this one, in the order they were."""
        return self._nouns(joining.JOIN, JOINS, order=entry.c.number)

    def last_hash(self) -> str | None:
        """The hash of the ledger's last entry: another one where anything was added."""
        with self._looking() as connection:
            return ledger.last_of(connection)

    @contextmanager
    def deriving(self) -> Iterator[Derived]:
        """The derived tables, to be written; all that is written is kept, or none of it."""
        # What is dropped comes of what the ledger keeps; to overwrite it first hides nothing, and
        # takes longer than to make it.
        with self._writing() as connection, _set_for_now(connection, "secure_delete", 0):
            yield Derived(connection)

    @contextmanager
    def derived(self) -> Iterator[Derived]:
        """The derived tables, to be looked at."""
        with self._looking() as connection:
            yield Derived(connection)

    def last_entry(self) -> int:
        """The number of the ledger's last entry, 0 where there is none."""
        with self._looking() as connection:
            return connection.execute(select(func.max(entry.c.number))).scalar() or 0

    def reports_since(self, number: int) -> list[str]:
        """Refs of reports that came in or were read after an entry of the ledger, sorted."""
        query = select(entry.c.report).where(entry.c.number > number, entry.c.report.is_not(None))
        with self._looking() as connection:
            return sorted(connection.execute(query.distinct()).scalars())

    def has_erased_since(self, number: int) -> bool:
        """Whether something was erased after an entry of the ledger."""
        query = select(entry.c.number).where(entry.c.number > number, entry.c.kind == "erasure")
        with self._looking() as connection:
            return connection.execute(query.limit(1)).first() is not None

    def filed(self, refs: Collection[str]) -> list[Filed]:
        """These reports, by ref, each with its current readings and the claims that nobody
        rejected."""
        return [filed for some in parts_of(refs) for filed in self._filed(some)]

    def _filed(self, refs: Collection[str]) -> list[Filed]:
        of_these = entry.c.report.in_(refs)
        arrivals = self._nouns("report", ARRIVALS, of_these)
        claims = {claim.id: claim for claim in self._nouns("claim", CLAIMS, of_these)}
        by_ref: dict[str, list[KeptReading]] = {}
        for kept in _current(self._nouns("reading", READINGS, of_these)):
            by_ref.setdefault(kept.reading.report, []).append(kept)
        rejections = self._veil().rejections
        return [
            _filed(each.report, by_ref.get(each.report.ref, []), claims, rejections)
            for each in arrivals
        ]

    def reports_of(self, refs: Collection[str]) -> dict[str, Report]:
        """These reports, by ref."""
        return {
            arrival.report.ref: arrival.report
            for some in parts_of(refs)
            for arrival in self._nouns("report", ARRIVALS, about(some))
        }

    def verify(self) -> list[str]:
        """What in archive and ledger is not as it was written, one line each; [] when sound."""
        with self._looking() as connection:
            return problems_in(connection)

    def _nouns(
        self,
        kind: str,
        decoder: msgspec.json.Decoder[Noun],
        *where: ColumnElement[bool] | TextClause,
        order: ColumnElement[Any] = entry.c.subject,
    ) -> list[Noun]:
        """What the ledger's entries of one kind say, as it may be seen; an erased one says
        nothing."""
        veil = self._veil()
        return [veil.over(noun) for noun in self._written(kind, decoder, *where, order=order)]

    def restricted(self) -> frozenset[str]:
        """Refs of the reports that are for reviewers alone."""
        masks = self._veil().masks.items()
        return frozenset(ref for ref, each in masks if each.withheld.is_restricted)

    def restricted_claims(self) -> dict[str, str]:
        """By id: the claims that any reading made of a restricted report, each with the instant
        since when it is restricted."""
        entries = [each for each in standing(self.decisions()) if isinstance(each, Restriction)]
        since = {each.report: each.decided for each in reversed(entries)}
        query = select(entry.c.subject, entry.c.report).where(
            entry.c.kind == "claim", entry.c.report.in_(since)
        )
        with self._looking() as connection:
            return {claim: since[report] for claim, report in connection.execute(query)}

    def _veil(self) -> Veil:
        """Masks for what is withheld, made anew where people have decided more."""
        with self._looking() as connection:
            query = select(func.max(entry.c.number)).where(entry.c.kind == "judgement", FEW)
            last = connection.execute(query).scalar() or 0
        if last != self._veiled[0]:
            decided = self._written("judgement", DECISIONS, FEW)
            known = (corrections_of(decided), rejections_of(decided))
            self._veiled = (last, Veil(self._masks(decided), *known))
        return self._veiled[1]

    def _masks(self, decided: Sequence[Signed]) -> dict[str, Mask]:
        if self.sight == "whole" or not (withheld := withheld_of(decided)):
            return {}
        arrivals = self._written("report", ARRIVALS, about(withheld))
        reports = {each.report.ref: each.report for each in arrivals}
        return {ref: Mask(each, withheld[ref], self.sight) for ref, each in reports.items()}

    def _written(
        self,
        kind: str,
        decoder: msgspec.json.Decoder[Noun],
        *where: ColumnElement[bool] | TextClause,
        order: ColumnElement[Any] = entry.c.subject,
    ) -> list[Noun]:
        """What they say as it was written. Nothing but the masks is made of it unseen."""
        is_there = content.c.bytes.is_not(None)
        query = select(content.c.codec, content.c.bytes).join(
            entry, entry.c.content_sha256 == content.c.sha256
        )
        with self._looking() as connection:
            rows = connection.execute(
                query.where(entry.c.kind == kind, is_there, *where).order_by(order)
            )
            return [decoder.decode(ledger.unpacked(codec, packed)) for codec, packed in rows]


def about(subjects: Collection[str]) -> ColumnElement[bool]:
    """Entries about these, of the kinds that are made once and for all."""
    # SQLite uses an index of some rows only where the query says which, too.
    return and_(entry.c.subject.in_(subjects), ONCE)


@contextmanager
def _set_for_now(connection: Connection, setting: str, value: int) -> Iterator[None]:
    usual = connection.exec_driver_sql(f"PRAGMA {setting}").scalar_one()
    connection.exec_driver_sql(f"PRAGMA {setting} = {value}").close()
    try:
        yield
    finally:
        connection.exec_driver_sql(f"PRAGMA {setting} = {usual}").close()


def _keep(connection: Connection, kept: Sequence[tuple[Incoming, Reading]]) -> int:
    there = _subjects_of(connection, {incoming.report.ref for incoming, _ in kept})
    raws: list[bytes] = []
    drafts: list[Draft] = []
    for incoming, reading in kept:
        ref = incoming.report.ref
        if reading.report != ref:
            raise StoreError(f"a reading of {reading.report} came with report {ref}")
        told = [*_report_drafts(incoming), *_reading_drafts(reading)]
        new = [draft for draft in told if (draft.kind, draft.subject) not in there]
        if ("report", ref) not in there:
            raws.append(incoming.raw)
        if any(draft.kind in ("report", "reading") for draft in new):
            drafts += new
            there.update((draft.kind, draft.subject) for draft in new)
    ledger.archive(connection, raws)
    ledger.append(connection, drafts)
    return len(raws)


def _subjects_of(connection: Connection, refs: Collection[str]) -> set[tuple[str, str]]:
    query = select(entry.c.kind, entry.c.subject)
    return {
        (row.kind, row.subject)
        for some in parts_of(refs)
        for row in connection.execute(query.where(entry.c.report.in_(some)))
    }


def _report_drafts(incoming: Incoming) -> Iterator[Draft]:
    report = incoming.report
    arrival = Arrival(report=report, origin=incoming.origin)
    yield Draft("report", report.ref, arrival, report.ref, ledger.sha256(incoming.raw))


def _reading_drafts(reading: Reading) -> Iterator[Draft]:
    claims = {claim.id: claim for claim in map(_with_id, reading.claims)}
    reader = _reader_of(reading)
    bare = msgspec.structs.replace(reading, reader=reader, claims=(), mentions=())
    kept = KeptReading(reading=bare, claims=tuple(claims))
    yield Draft("reading", f"{reading.report} {reader}", kept, reading.report)
    for id, claim in claims.items():
        yield Draft("claim", id, claim, reading.report)


def _with_id(claim: Claim) -> Claim:
    return claim if claim.id else identified(claim)


def _reader_of(reading: Reading) -> str:
    signed = (reading, *reading.claims, *reading.refusals)
    return next((part.reader for part in signed if part.reader), "")


def _current(readings: Iterable[KeptReading]) -> list[KeptReading]:
    """Each reader's last version; by the version's number and not by when it was added."""
    latest: dict[tuple[str, str], KeptReading] = {}
    for kept in readings:
        key = (kept.reading.report, kept.reading.reader.partition("@")[0])
        if key not in latest or _version_of(kept) > _version_of(latest[key]):
            latest[key] = kept
    return [latest[key] for key in sorted(latest)]


def _filed(
    report: Report,
    readings: Sequence[KeptReading],
    claims: Mapping[str, Claim],
    rejections: Mapping[str, Sequence[Rejection]],
) -> Filed:
    made = dict.fromkeys(each for kept in readings for each in kept.claims)
    known = [claims[each] for each in made if each in claims]
    own = {report.ref: rejections[report.ref]} if report.ref in rejections else {}
    return Filed(
        report=report,
        readings=tuple(kept.reading for kept in readings),
        claims=tuple(without_rejected(known, own)),
    )


def _version_of(kept: KeptReading) -> tuple[list[int], str, bytes]:
    """The numbers after the @, so that version 10 comes after version 9; of two answers of one
    version, as two desks may have got, always the same one."""
    version = kept.reading.reader.partition("@")[2]
    return [int(number) for number in re.findall(r"\d+", version)], version, canonical(kept)


def _is_after(report: Report, as_of: date | None) -> bool:
    return bool(as_of and report.published and report.published > as_of)
