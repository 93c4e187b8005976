"""The ledger's entries and the content they stand for. They are added and never changed."""

from __future__ import annotations

import hashlib
import zlib
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime

from msgspec import Struct
from sqlalchemy import Connection, Row, select
from sqlalchemy.dialects.sqlite import insert

from trucewatch.model.claim import Reading
from trucewatch.model.report import Report, canonical
from trucewatch.store.putting import put
from trucewatch.store.schema import FIRST_HASH, ONCE, ONCE_KINDS, content, entry

# What an entry says, apart from its place in the chain and the instant it was recorded.
SAID = ("kind", "subject", "report", "content_sha256", "raw_sha256")
# What is shorter than a window of so many bits is compressed within one.
SHORT_BITS = 12


class Arrival(Struct, frozen=True, kw_only=True):
    """What the ledger says of a report: itself, and the file and line it came from."""

    report: Report
    origin: str


class KeptReading(Struct, frozen=True, kw_only=True):
    """A reading, its claims by their ids: they are entries of their own. Mentions are not kept."""

    reading: Reading
    claims: tuple[str, ...]


class Draft(Struct, frozen=True):
    """An entry before it has its place in the chain."""

    kind: str
    subject: str
    noun: object
    report: str | None = None
    raw_sha256: str | None = None


def sha256(plain: bytes) -> str:
    return hashlib.sha256(plain).hexdigest()


def archive(connection: Connection, plains: Sequence[bytes]) -> None:
    """Keeps bytes by their hash; what is there already, or was erased, stays as it is."""
    put(connection, insert(content).on_conflict_do_nothing(), map(_packed, plains))


def _packed(plain: bytes) -> tuple[str, str, bytes]:
    """A row of `content`."""
    small = _compressed(plain)
    codec, kept = ("zlib", small) if len(small) < len(plain) else ("plain", plain)
    return sha256(plain), codec, kept


def _compressed(plain: bytes) -> bytes:
    # A claim is shorter than the window and tables that zlib makes ready by default, and to make
    # those ready takes ten times as long as to compress it.
    is_short = len(plain) <= 1 << SHORT_BITS
    packing = zlib.compressobj(wbits=SHORT_BITS, memLevel=4) if is_short else zlib.compressobj()
    return packing.compress(plain) + packing.flush()


def unpacked(codec: str, kept: bytes) -> bytes:
    return zlib.decompress(kept) if codec == "zlib" else kept


def append(connection: Connection, drafts: Sequence[Draft]) -> None:
    """Adds entries at the end of the chain, with what they say. The connection must be writing."""
    if not drafts:
        return
    plains = [canonical(draft.noun) for draft in drafts]
    archive(connection, plains)
    said = (
        (draft.kind, draft.subject, draft.report, sha256(plain), draft.raw_sha256)
        for draft, plain in zip(drafts, plains, strict=True)
    )
    enter(connection, [dict(zip(SAID, each, strict=True)) for each in said])


def enter(connection: Connection, said: Sequence[Mapping[str, object]]) -> None:
    """Adds entries whose content is archived already; each has the columns of `SAID`."""
    recorded = datetime.now(UTC).isoformat(timespec="seconds")
    number, previous_hash = _end_of(connection)
    rows = []
    for each in said:
        number += 1
        row = {"number": number, **each, "recorded": recorded, "previous_hash": previous_hash}
        previous_hash = row["entry_hash"] = sha256(canonical(row))
        rows.append(tuple(row[column.name] for column in entry.columns))
    put(connection, entry.insert(), rows)


def is_there(connection: Connection, kind: str, subject: str) -> bool:
    query = select(entry.c.number).where(entry.c.kind == kind, entry.c.subject == subject)
    if kind in ONCE_KINDS:
        # SQLite uses an index of some rows only where the query says which, too.
        query = query.where(ONCE)
    return connection.execute(query.limit(1)).first() is not None


def hash_of(row: Row[tuple[object, ...]]) -> str:
    """What an entry's hash has to be: that of all else in it."""
    said = {name: value for name, value in row._mapping.items() if name != "entry_hash"}
    return sha256(canonical(said))


def last_of(connection: Connection) -> str | None:
    """The hash of the chain's last entry; None where there is none."""
    number, last = _end_of(connection)
    return last if number else None


def _end_of(connection: Connection) -> tuple[int, str]:
    query = select(entry.c.number, entry.c.entry_hash).order_by(entry.c.number.desc()).limit(1)
    last = connection.execute(query).first()
    return (last.number, last.entry_hash) if last else (0, FIRST_HASH)
