"""Whether archive and ledger are as they were written.

A change to any row, or a row taken out, is found. Entries cut off the end together with what they
stood for are not: for that, note the last entry's hash elsewhere.
"""

from __future__ import annotations

import zlib
from collections.abc import Iterator

from sqlalchemy import Connection, select

from trucewatch.store.joining import JOIN
from trucewatch.store.ledger import hash_of, sha256, unpacked
from trucewatch.store.schema import FIRST_HASH, content, entry, erasure, joined_entry


def problems_in(connection: Connection) -> list[str]:
    """What is wrong, one line each; [] where all is sound."""
    return [
        *_file_problems(connection),
        *_content_problems(connection),
        *_chain_problems(connection),
        *_joined_problems(connection),
        *_missing_parts(connection),
    ]


def _file_problems(connection: Connection) -> Iterator[str]:
    for (said,) in connection.exec_driver_sql("PRAGMA quick_check"):
        if said != "ok":
            yield f"the file is damaged: {said}"


def _content_problems(connection: Connection) -> Iterator[str]:
    erased = set(connection.execute(select(erasure.c.content_sha256)).scalars())
    for row in connection.execute(select(content).order_by(content.c.sha256)):
        if row.bytes is None and row.sha256 not in erased:
            yield f"content {row.sha256} is gone, and no erasure says why"
        elif row.bytes is not None and not _is_as_written(row.sha256, row.codec, row.bytes):
            yield f"content {row.sha256} is not what was written"


def _is_as_written(digest: str, codec: str, kept: bytes) -> bool:
    try:
        return sha256(unpacked(codec, kept)) == digest
    except zlib.error:
        return False


def _chain_problems(connection: Connection) -> Iterator[str]:
    number, previous_hash = 0, FIRST_HASH
    for row in connection.execute(select(entry).order_by(entry.c.number)):
        if row.number != number + 1:
            yield f"entries {number + 1} to {row.number - 1} are gone from the ledger"
        elif row.previous_hash != previous_hash:
            yield f"entry {row.number} does not follow from entry {number}"
        if row.entry_hash != hash_of(row):
            yield f"entry {row.number} ({row.kind} {row.subject}) is not what was written"
        number, previous_hash = row.number, row.entry_hash


def _joined_problems(connection: Connection) -> Iterator[str]:
    """Joined ledgers share their beginnings with others, so each entry is followed back by hash."""
    numbers = {FIRST_HASH: 0}
    for table in (entry, joined_entry):
        rows = connection.execute(select(table.c.entry_hash, table.c.number))
        numbers |= {row.entry_hash: row.number for row in rows}
    for row in connection.execute(select(joined_entry).order_by(joined_entry.c.entry_hash)):
        what = f"entry {row.number} ({row.kind} {row.subject}) of a joined ledger"
        if numbers.get(row.previous_hash) != row.number - 1:
            yield f"{what} does not follow from any that is here"
        if row.entry_hash != hash_of(row):
            yield f"{what} is not what was written"
    for row in connection.execute(select(entry).where(entry.c.kind == JOIN)):
        if row.subject not in numbers:
            yield f"the end of the ledger that entry {row.number} joined is gone"


def _missing_parts(connection: Connection) -> Iterator[str]:
    there = set(connection.execute(select(content.c.sha256)).scalars())
    of_reports = select(entry.c.subject).where(entry.c.kind == "report")
    reports = set(connection.execute(of_reports).scalars())
    of_joined = select(joined_entry.c.content_sha256, joined_entry.c.raw_sha256)
    wanted = {digest for row in connection.execute(of_joined) for digest in row if digest}
    yield from (f"content {digest} of a joined ledger is gone" for digest in sorted(wanted - there))
    for row in connection.execute(select(entry).order_by(entry.c.number)):
        digests = {row.content_sha256, row.raw_sha256} - {None}
        wanted |= digests
        for digest in sorted(digests - there):
            yield f"entry {row.number} ({row.kind} {row.subject}): content {digest} is gone"
        if row.report and row.report not in reports:
            yield f"entry {row.number} ({row.kind} {row.subject}): report {row.report} is gone"
    yield from (f"content {digest} belongs to no entry" for digest in sorted(there - wanted))
