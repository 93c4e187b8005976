"""The index that reports and records are searched by."""

from __future__ import annotations

from alembic import op

revision = "0004"
down_revision = "0003"

# A word in a title weighs as much as several in a text; ids and kinds are not searched.
SQLITE_INDEX = """
CREATE VIRTUAL TABLE search USING fts5(
  kind UNINDEXED, id UNINDEXED, title, body, tokenize = 'unicode61 remove_diacritics 2'
)
"""
SQLITE_RANK = "INSERT INTO search (search, rank) VALUES ('rank', 'bm25(0.0, 0.0, 4.0, 1.0)')"


def upgrade() -> None:
    if op.get_context().dialect.name == "sqlite":
        op.execute(SQLITE_INDEX)
        op.execute(SQLITE_RANK)
    # What was derived before is made anew, and put into the index with it.
    op.execute("DROP TABLE IF EXISTS derived_stamp")
