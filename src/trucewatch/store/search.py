"""Full text: what reports say and what records are about, found by words.

The index is SQLite's own (FTS5). Like the derived tables it is kept up with what is new, can be
dropped and comes back the same; nobody is shown what it holds, only what may be seen of what it
finds.
"""

from __future__ import annotations

import hashlib
import re
import unicodedata
from collections.abc import Iterable
from typing import NamedTuple

from sqlalchemy import Connection, text

# More words than this narrow nothing down.
WORDS_MAX = 16
REPORT = "report"


class SearchRow(NamedTuple):
    """What a report or a record is found by. `title` weighs more than `body`."""

    kind: str
    id: str
    title: str
    body: str


class Hit(NamedTuple):
    kind: str
    id: str


def words_of(query: str) -> list[str]:
    """The words of a query, and what stands in it between quotation marks as one."""
    found = re.findall(r'"([^"]*)"|([^\W_]+)', unicodedata.normalize("NFC", query))
    phrases = (" ".join(re.findall(r"[^\W_]+", phrase or word)) for phrase, word in found)
    return [each for each in phrases if each][:WORDS_MAX]


def put_in(connection: Connection, rows: Iterable[SearchRow]) -> None:
    # The index writes all it holds in memory whenever a number is lower than the one before.
    values = sorted((_rowid(row.id), *row) for row in rows)
    if values:
        connection.exec_driver_sql(_PUT_IN, values)


def take_out(connection: Connection, ids: Iterable[str]) -> None:
    values = [{"rowid": _rowid(each)} for each in ids]
    if values:
        connection.execute(_TAKE_OUT, values)


def clear(connection: Connection) -> None:
    """Drops the index and makes it anew: to delete its rows takes far longer, each by itself."""
    made_by = connection.execute(_MADE_BY).scalar_one()
    connection.exec_driver_sql("DROP TABLE search")
    connection.exec_driver_sql(made_by)
    connection.execute(_RANK)
    connection.execute(_HELD)


def hits(connection: Connection, query: str, *, is_report: bool, limit: int) -> list[Hit]:
    """Reports, or records, that have all the words, the best first; none for no word.

    The last word may be the beginning of one. Every word is quoted, so that none is an operator.
    """
    words = words_of(query)
    if not words:
        return []
    match = " AND ".join(f'"{word}"' for word in words) + "*"
    asked = {"match": match, "kind": REPORT, "limit": limit}
    rows = connection.execute(_REPORTS if is_report else _RECORDS, asked)
    return [Hit(row.kind, row.id) for row in rows]


def _rowid(id: str) -> int:
    """Where it stands in the index: a number made of its id, by which it is taken out again."""
    return int.from_bytes(hashlib.sha256(id.encode()).digest()[:8]) >> 1


_PUT_IN = "INSERT OR REPLACE INTO search (rowid, kind, id, title, body) VALUES (?, ?, ?, ?, ?)"
_MADE_BY = text("SELECT sql FROM sqlite_master WHERE name = 'search'")
_RANK = text("INSERT INTO search (search, rank) VALUES ('rank', 'bm25(0.0, 0.0, 4.0, 1.0)')")
# How much of it is held in memory before a part of it is written; many small ones take longest.
_HELD = text(f"INSERT INTO search (search, rank) VALUES ('hashsize', {64 * 1024 * 1024})")
_TAKE_OUT = text("DELETE FROM search WHERE rowid = :rowid")
_REPORTS = text(
    "SELECT kind, id FROM search WHERE search MATCH :match AND kind = :kind "
    "ORDER BY rank LIMIT :limit"
)
_RECORDS = text(
    "SELECT kind, id FROM search WHERE search MATCH :match AND kind <> :kind "
    "ORDER BY rank LIMIT :limit"
)
