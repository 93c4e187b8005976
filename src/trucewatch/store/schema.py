"""The tables. Archive and ledger only grow; derived tables are dropped and written again.

Types are those SQLite and PostgreSQL share. Archive and ledger are made by the migrations, which
stay as they were when written; what is declared here is what queries are built from, and a test
holds the two together.
"""

from __future__ import annotations

from sqlalchemy import (
    Column,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    Table,
    Text,
    text,
)

# The last migration, known here so that opening a record need not load Alembic (0.3 s).
VERSION = "0002"
# "TrWa": marks an SQLite file as ours.
APPLICATION_ID = 0x54725761
FIRST_HASH = "0" * 64

kept = MetaData()
derived = MetaData()

# Archive: what came in and what the ledger's entries say, by the hash of the plain bytes. Kept
# apart from the chain, so that an erasure can empty `bytes` and the chain still holds.
content = Table(
    "content",
    kept,
    Column("sha256", Text, primary_key=True),
    Column("codec", Text, nullable=False),  # "plain" or "zlib"
    Column("bytes", LargeBinary),  # NULL once erased
)

# Ledger: one row for each report, reading, claim, judgement, join and erasure, chained by hash.
# `subject` is what the entry is about: a report's ref, a claim's id, "ref reader" for a reading,
# a judgement's id, the last hash of a ledger that was joined. `report` is the report it belongs
# to, if any.
entry = Table(
    "entry",
    kept,
    Column("number", Integer, primary_key=True, autoincrement=False),
    Column("kind", Text, nullable=False),
    Column("subject", Text, nullable=False),
    Column("report", Text, index=True),
    Column("content_sha256", Text, ForeignKey("content.sha256"), nullable=False),
    Column("raw_sha256", Text, ForeignKey("content.sha256")),  # of a report's bytes as they came
    Column("recorded", Text, nullable=False),  # ISO instant, UTC
    Column("previous_hash", Text, nullable=False),
    Column("entry_hash", Text, nullable=False, unique=True),
)
# A judgement may be made, undone and made again; the others are once and for all.
ONCE = text("kind IN ('report', 'reading', 'claim')")
Index(
    "entry_once",
    entry.c.kind,
    entry.c.subject,
    unique=True,
    sqlite_where=ONCE,
    postgresql_where=ONCE,
)

# Ledgers of other records that were joined to this one: their entries as they were, each chain
# by its own numbers and hashes. What they say is in `entry`, too, as learned here.
joined_entry = Table(
    "joined_entry",
    kept,
    Column("entry_hash", Text, primary_key=True),
    Column("number", Integer, nullable=False),
    Column("kind", Text, nullable=False),
    Column("subject", Text, nullable=False),
    Column("report", Text),
    Column("content_sha256", Text, ForeignKey("content.sha256"), nullable=False),
    Column("raw_sha256", Text, ForeignKey("content.sha256")),
    Column("recorded", Text, nullable=False),
    Column("previous_hash", Text, nullable=False),
)

# What an erasure may empty; `entry` is the ledger's signed reason.
erasure = Table(
    "erasure",
    kept,
    Column("content_sha256", Text, ForeignKey("content.sha256"), primary_key=True),
    Column("entry", Integer, ForeignKey("entry.number"), nullable=False),
)

# Derived: records and findings. `position` is the rank among the rows in their own order.
derived_row = Table(
    "derived_row",
    derived,
    Column("position", Integer, primary_key=True, autoincrement=False),
    Column("kind", Text, nullable=False, index=True),
    Column("id", Text, nullable=False),
    Column("json", Text, nullable=False),
)
