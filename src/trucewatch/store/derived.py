"""The derived tables: what the kept claims come to, found by part, by zone and day, and by id.

They can be dropped and come back the same. Rows are put in and taken out by report and by part;
nothing here knows what is in a record.
"""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator
from datetime import date
from itertools import islice
from typing import Any, NamedTuple

from sqlalchemy import (
    Column,
    Connection,
    MetaData,
    Select,
    Table,
    delete,
    func,
    inspect,
    or_,
    select,
)
from sqlalchemy.schema import CreateTable

from trucewatch.model.report import canonical
from trucewatch.store import schema, search
from trucewatch.store.putting import put
from trucewatch.store.schema import (
    claim_row,
    decided_row,
    finding_row,
    heard_row,
    judgement_row,
    link_row,
    record_row,
    report_row,
    stamp,
)
from trucewatch.store.search import Hit, SearchRow

# How many values one query asks for; SQLite takes 32,766.
ASKED_AT_ONCE = 5_000
SEARCHED_AT_ONCE = 10_000


class Stamp(NamedTuple):
    """What the tables were made from, and up to which entry of the ledger."""

    made_from: str
    entries: int


class ReportRow(NamedTuple):
    ref: str
    id: str
    corrects: str | None
    retracts: str | None
    published: str | None
    is_read: bool
    speaks_of: str


class HeardRow(NamedTuple):
    dossier: str
    source: str
    day: str
    report: str


class ClaimRow(NamedTuple):
    id: str
    report: str
    bond: str | None
    with_report: bool
    is_wide: bool
    first_day: str | None
    last_day: str | None
    part: str
    sitting: str | None = None
    circle: str | None = None
    track: str | None = None
    is_over: bool = False


class LinkRow(NamedTuple):
    one: str
    other: str
    weight: float | None
    is_firm: bool


class DecidedRow(NamedTuple):
    judgement: str


class RecordRow(NamedTuple):
    id: str
    kind: str
    part: str
    record: str
    examined: str


class FindingRow(NamedTuple):
    id: str
    record: str


class JudgementRow(NamedTuple):
    pair: str
    part: str
    judgement: str


Kept = (
    ReportRow | HeardRow | ClaimRow | LinkRow | DecidedRow | RecordRow | FindingRow | JudgementRow
)
Row = Kept | SearchRow
TABLES: dict[type[Kept], Table] = {
    ReportRow: report_row,
    HeardRow: heard_row,
    ClaimRow: claim_row,
    LinkRow: link_row,
    DecidedRow: decided_row,
    RecordRow: record_row,
    FindingRow: finding_row,
    JudgementRow: judgement_row,
}


class Derived:
    """The derived tables as one connection sees them, in one transaction."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection
        # Tables just made, with no row: to ask a million times for what is not there takes long.
        self._blank: set[Table] = set()

    def stamp(self) -> Stamp | None:
        """None where nothing was derived, or by a version that kept it otherwise."""
        if not inspect(self._connection).has_table(stamp.name):
            return None
        row = self._connection.execute(select(stamp.c.made_from, stamp.c.entries)).first()
        return Stamp(*row) if row else None

    def sign(self, made: Stamp) -> None:
        self._connection.execute(delete(stamp))
        self._connection.execute(stamp.insert(), made._asdict())

    def clear(self) -> None:
        """Drops everything derived, by whatever version, and makes the tables anew."""
        for name in inspect(self._connection).get_table_names():
            if name.startswith(schema.DERIVED):
                Table(name, MetaData()).drop(self._connection)
        for table in schema.derived.sorted_tables:
            self._connection.execute(CreateTable(table))
        search.clear(self._connection)
        self._blank = {*TABLES.values()}

    def index(self) -> None:
        """Makes the indexes that tables made anew do not have yet: to make them of all rows at
        once takes a small part of the time that keeping them does."""
        for table in schema.derived.sorted_tables:
            for each in table.indexes:
                each.create(self._connection, checkfirst=True)

    def put(self, rows: Iterable[Row]) -> None:
        by_kind: dict[type[Kept], list[Kept]] = defaultdict(list)
        found_by: list[SearchRow] = []
        for row in rows:
            if isinstance(row, SearchRow):
                found_by.append(row)
            else:
                by_kind[type(row)].append(row)
        search.put_in(self._connection, found_by)
        for kind, some in by_kind.items():
            put(self._connection, TABLES[kind].insert(), some)
            self._blank.discard(TABLES[kind])

    def put_all(self, batches: Iterable[Iterable[Row]]) -> None:
        """Batches as they come. What a search finds by is written in few large steps, since the
        index puts small ones together again, and once more."""
        found_by: list[Row] = []
        for batch in batches:
            rows = list(batch)
            self.put(row for row in rows if not isinstance(row, SearchRow))
            found_by += (row for row in rows if isinstance(row, SearchRow))
            if len(found_by) >= SEARCHED_AT_ONCE:
                self.put(found_by)
                found_by.clear()
        self.put(found_by)

    def take_out_reports(self, refs: Collection[str]) -> None:
        """With their claims and these claims' links; the parts that the claims were in are left to
        be made anew."""
        if report_row in self._blank:
            return
        search.take_out(self._connection, refs)
        gone = self.claims_of_reports(refs)
        for column in (link_row.c.one, link_row.c.other, claim_row.c.id):
            self._delete(column, gone)
        for column in (report_row.c.ref, heard_row.c.report):
            self._delete(column, refs)

    def take_out_parts(self, parts: Collection[str]) -> None:
        """What was made of these parts; their claims stay."""
        records = list(self._column(select(record_row.c.id), record_row.c.part, parts))
        search.take_out(self._connection, records)
        self._delete(finding_row.c.record, records)
        for column in (record_row.c.part, judgement_row.c.part):
            self._delete(column, parts)

    def put_into_parts(self, rows: Collection[ClaimRow]) -> None:
        """Claims, new or from another part."""
        self._delete(claim_row.c.id, {row.id for row in rows})
        self.put(sorted(rows))

    def claims_met(self, first: str, last: str, *, longest_days: int) -> list[ClaimRow]:
        """Claims that can meet another on one of these days (ISO), none of which can on more than
        `longest_days` days."""
        starts = claim_row.c.first_day.between(days_before(first, longest_days), last)
        query = select(claim_row).where(starts, claim_row.c.last_day >= first)
        return [ClaimRow(*row) for row in self._connection.execute(query)]

    def has_claim(self, id: str) -> bool:
        query = select(claim_row.c.id).where(claim_row.c.id == id)
        return self._connection.execute(query).first() is not None

    def circles_of(self, parts: Collection[str]) -> set[str]:
        """Circles of talks that these parts are of."""
        query = select(claim_row.c.circle).where(claim_row.c.circle.is_not(None)).distinct()
        return set(self._column(query, claim_row.c.part, parts))

    def claims_beside(self, parts: Collection[str], circles: Collection[str]) -> list[ClaimRow]:
        """Claims of circles of talks, and of those parts that are of none."""
        alone = select(claim_row).where(claim_row.c.circle.is_(None))
        found = (
            *self._rows(alone, claim_row.c.part, parts),
            *self._rows(select(claim_row), claim_row.c.circle, circles),
        )
        return [ClaimRow(*row) for row in found]

    def claims_of_reports(self, refs: Collection[str]) -> set[str]:
        return set(self._column(select(claim_row.c.id), claim_row.c.report, refs))

    def links_of(self, claims: Collection[str]) -> Iterator[LinkRow]:
        """Those that one of these claims is in; those of two of them come twice."""
        for column in (link_row.c.one, link_row.c.other):
            for row in self._rows(select(link_row), column, claims):
                yield LinkRow(*row)

    def parts_of_claims(self, ids: Collection[str]) -> set[str]:
        return self._parts(claim_row.c.id, ids)

    def parts_of_reports(self, refs: Collection[str]) -> set[str]:
        return self._parts(claim_row.c.report, refs)

    def parts_bound(self, bonds: Collection[str]) -> set[str]:
        return self._parts(claim_row.c.bond, bonds)

    def decided(self) -> list[str]:
        """What people decided, as it was taken into account."""
        return list(self._connection.execute(select(decided_row.c.judgement)).scalars())

    def put_decided(self, judgements: Iterable[str]) -> None:
        self._connection.execute(delete(decided_row))
        self.put(map(DecidedRow, sorted({*judgements})))

    def kin(self) -> list[ReportRow]:
        """Reports that correct or retract one, and those of the ids that they name."""
        names = or_(report_row.c.corrects.is_not(None), report_row.c.retracts.is_not(None))
        naming = [
            ReportRow(*row) for row in self._connection.execute(select(report_row).where(names))
        ]
        named = {name for row in naming for name in (row.corrects, row.retracts) if name}
        found = self._rows(select(report_row), report_row.c.id, named)
        return list(dict.fromkeys([*naming, *(ReportRow(*row) for row in found)]))

    def dossiers_spoken_of(self) -> frozenset[str]:
        query = select(report_row.c.speaks_of).distinct()
        return frozenset(
            dossier
            for said in self._connection.execute(query).scalars()
            for dossier in said.split()
        )

    def unread(self) -> list[str]:
        query = select(report_row.c.ref).where(report_row.c.is_read.is_(False))
        return list(self._connection.execute(query.order_by(report_row.c.ref)).scalars())

    def last_published(self) -> date | None:
        day = self._connection.execute(select(func.max(report_row.c.published))).scalar()
        return date.fromisoformat(day) if day else None

    def heard(self) -> Iterator[tuple[str, str, date]]:
        """Dossier, source and day, each once; the dossier is "" where a report speaks of none."""
        columns = (heard_row.c.dossier, heard_row.c.source, heard_row.c.day)
        rows = self._connection.execute(select(*columns).distinct().order_by(*columns))
        return ((dossier, source, date.fromisoformat(day)) for dossier, source, day in rows)

    def records(self) -> Iterator[tuple[str, str]]:
        """Each record and what follows from it, in the order of their ids."""
        query = select(record_row.c.record, record_row.c.examined).order_by(record_row.c.id)
        return ((row.record, row.examined) for row in self._connection.execute(query))

    def found(self, query: str, *, is_report: bool, limit: int) -> list[Hit]:
        """Reports, or records, that have all the words of a query, the best first."""
        return search.hits(self._connection, query, is_report=is_report, limit=limit)

    def judgements(self) -> Iterator[str]:
        query = select(judgement_row.c.judgement).order_by(judgement_row.c.pair)
        return iter(self._connection.execute(query).scalars())

    def sha256(self) -> str:
        """Equal for equal reports, claims and judgements, in whatever order and steps they came."""
        digest = hashlib.sha256()
        for table in TABLES.values():
            query = select(table).order_by(*table.primary_key.columns)
            for row in self._connection.execute(query.execution_options(yield_per=1_000)):
                digest.update(canonical(tuple(row)) + b"\n")
        return digest.hexdigest()

    def _parts(self, column: Column[Any], asked: Collection[str]) -> set[str]:
        return set(self._column(select(claim_row.c.part).distinct(), column, asked))

    def _column(
        self, query: Select[Any], column: Column[Any], asked: Collection[str]
    ) -> Iterator[str]:
        return (row[0] for row in self._rows(query, column, asked))

    def _rows(
        self, query: Select[Any], column: Column[Any], asked: Collection[str]
    ) -> Iterator[Any]:
        for some in () if column.table in self._blank else parts_of(asked):
            # All at once: to fetch each by itself takes longer than to find it.
            yield from self._connection.execute(query.where(column.in_(some))).all()

    def _delete(self, column: Column[Any], asked: Collection[str]) -> None:
        for some in () if column.table in self._blank else parts_of(asked):
            self._connection.execute(delete(column.table).where(column.in_(some)))


def days_before(day: str, days: int) -> str:
    """An ISO day so many days earlier, or the calendar's first."""
    return date.fromordinal(max(1, date.fromisoformat(day).toordinal() - days)).isoformat()


def parts_of(values: Iterable[str], length: int = ASKED_AT_ONCE) -> Iterator[list[str]]:
    """The values in their order, so many at a time."""
    rest = iter(sorted(values))
    while some := list(islice(rest, length)):
        yield some
