"""Two records made one: the other's ledger is kept whole beside this one's, and what it learned is
learned here.

Each entry of the other ledger keeps its number, hash and instant in `joined_entry`, so that both
chains can be verified. What this record did not know is entered at the end of its own chain, as
learned now, after an entry that names the other chain's last hash.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence

from msgspec import Struct
from sqlalchemy import Connection, Row, Select, Table, select, update
from sqlalchemy.dialects.sqlite import insert

from trucewatch.store import ledger
from trucewatch.store.ledger import Draft
from trucewatch.store.schema import content, entry, erasure, joined_entry

JOIN = "join"
ROWS_AT_ONCE = 1000
# Once and for all, and looked up by an index; the others are few.
INDEXED = ("report", "reading", "claim")

AnyRow = Row[tuple[object, ...]]
Key = tuple[str, str]


class Joined(Struct, frozen=True, kw_only=True):
    """A record that was joined: its file, and how many entries of its ledgers were not here."""

    origin: str
    entries: int


def join(ours: Connection, theirs: Connection, origin: str) -> Counter[str]:
    """How many entries of each kind this record learned; none if it knows the other already.

    `ours` must be writing. The order of joining makes no difference to what is known.
    """
    last = ledger.last_of(theirs)
    if last is None or _known_hashes(ours, [last]):
        return Counter()
    _copy_content(ours, theirs)
    entries = sum(_keep_ledger(ours, theirs, table) for table in (joined_entry, entry))
    ledger.append(ours, [Draft(JOIN, last, Joined(origin=origin, entries=entries))])
    learned = _learn(ours, theirs)
    _erase(ours, theirs)
    return learned


def _batches(connection: Connection, query: Select[tuple[object, ...]]) -> Iterator[list[AnyRow]]:
    result = connection.execute(query.execution_options(yield_per=ROWS_AT_ONCE))
    yield from (list(rows) for rows in result.partitions())


def _values(rows: Iterable[AnyRow]) -> list[dict[str, object]]:
    return [dict(row._mapping) for row in rows]


def _copy_content(ours: Connection, theirs: Connection) -> None:
    for rows in _batches(theirs, select(content)):
        ours.execute(insert(content).on_conflict_do_nothing(), _values(rows))


def _keep_ledger(ours: Connection, theirs: Connection, table: Table) -> int:
    """Keeps the other's entries as they are, but those both ledgers begin with; how many."""
    kept = 0
    for rows in _batches(theirs, select(table)):
        known = _known_hashes(ours, [row.entry_hash for row in rows])
        new = [row for row in rows if row.entry_hash not in known]
        kept += len(new)
        if new:
            ours.execute(insert(joined_entry), _values(new))
    return kept


def _known_hashes(ours: Connection, hashes: Sequence[str]) -> set[str]:
    found: set[str] = set()
    for table in (entry, joined_entry):
        query = select(table.c.entry_hash).where(table.c.entry_hash.in_(hashes))
        found.update(ours.execute(query).scalars())
    return found


def _learn(ours: Connection, theirs: Connection) -> Counter[str]:
    """Enters what the other chain says and this one does not, in the other's order."""
    few = select(entry.c.kind, entry.c.subject).where(entry.c.kind.not_in((*INDEXED, JOIN)))
    known_few = {(row.kind, row.subject) for row in ours.execute(few)}
    learned: Counter[str] = Counter()
    everything = select(entry).where(entry.c.kind != JOIN).order_by(entry.c.number)
    for rows in _batches(theirs, everything):
        new = list(_new(rows, known_few, _contents(ours, rows)))
        learned.update(str(row["kind"]) for row in new)
        ledger.enter(ours, new)
    return learned


def _contents(ours: Connection, rows: Sequence[AnyRow]) -> dict[Key, str]:
    """What this ledger says of the same reports, readings and claims, by kind and subject."""
    found: dict[Key, str] = {}
    for kind in INDEXED:
        of_kind = [row for row in rows if row.kind == kind]
        subjects = [subject for row in of_kind for subject in (row.subject, _another(row))]
        query = select(entry.c.subject, entry.c.content_sha256).where(
            entry.c.kind == kind, entry.c.subject.in_(subjects)
        )
        found |= {(kind, row.subject): row.content_sha256 for row in ours.execute(query)}
    return found


def _new(
    rows: Iterable[AnyRow], known_few: set[Key], contents: Mapping[Key, str]
) -> Iterator[dict[str, object]]:
    for row in rows:
        key, subject = (row.kind, row.subject), row.subject
        if row.kind == "reading" and contents.get(key, row.content_sha256) != row.content_sha256:
            key, subject = (row.kind, _another(row)), _another(row)
        if key not in contents and key not in known_few:
            yield {**{name: row._mapping[name] for name in ledger.SAID}, "subject": subject}


def _another(reading: AnyRow) -> str:
    """What a second answer of one version of a reader to one report is called. Two desks may have
    asked a model alike and heard two things: both are kept, and which one counts depends on the
    answers alone."""
    return f"{reading.subject} {reading.content_sha256}"


def _erase(ours: Connection, theirs: Connection) -> None:
    """What the other erased to protect a person is erased here, too."""
    query = select(erasure.c.content_sha256, entry.c.kind, entry.c.subject).join(entry)
    for row in theirs.execute(query).all():
        by = select(entry.c.number).where(entry.c.kind == row.kind, entry.c.subject == row.subject)
        values = {"content_sha256": row.content_sha256, "entry": ours.execute(by).scalars().first()}
        ours.execute(insert(erasure).on_conflict_do_nothing(), values)
    erased = content.c.sha256.in_(select(erasure.c.content_sha256))
    ours.execute(update(content).where(erased, content.c.bytes.is_not(None)).values(bytes=None))
