"""The tables. Archive and ledger only grow; derived tables are dropped and written again.

Types are those SQLite and PostgreSQL share. Archive and ledger are made by the migrations, which
stay as they were when written; what is declared here is what queries are built from, and a test
holds the two together.
"""

from __future__ import annotations

from sqlalchemy import (
    Boolean,
    Column,
    Float,
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
VERSION = "0004"
# "TrWa": marks an SQLite file as ours.
APPLICATION_ID = 0x54725761
# What names of derived tables begin with.
DERIVED = "derived_"
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
ONCE_KINDS = ("report", "reading", "claim")
ONCE = text(f"kind IN {ONCE_KINDS}")
Index(
    "entry_once",
    entry.c.kind,
    entry.c.subject,
    unique=True,
    sqlite_where=ONCE,
    postgresql_where=ONCE,
)

# What is asked for as a whole: few among the claims of a large record.
FEW_KINDS = ("judgement", "join", "erasure")
FEW = text(f"kind IN {FEW_KINDS}")
Index("entry_few", entry.c.kind, entry.c.number, sqlite_where=FEW, postgresql_where=FEW)

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

# Derived: what the ledger's claims come to. Every row but the stamp's is a function of the kept
# claims, reports and judgements alone. Days are ISO, so that a day's rows are found by comparing.

# What the tables were made from, and up to which entry of the ledger; no row: nothing was made.
stamp = Table(
    "derived_stamp",
    derived,
    Column("made_from", Text, primary_key=True),
    Column("entries", Integer, nullable=False),
)
# `speaks_of` are ids of dossiers, in order, with a space between.
report_row = Table(
    "derived_report",
    derived,
    Column("ref", Text, primary_key=True),
    Column("id", Text, nullable=False, index=True),
    Column("corrects", Text),
    Column("retracts", Text),
    Column("published", Text, index=True),
    Column("is_read", Boolean, nullable=False),
    Column("speaks_of", Text, nullable=False),
)
# When a source spoke of a conflict ("" for reports that speak of none).
heard_row = Table(
    "derived_heard",
    derived,
    Column("dossier", Text, primary_key=True),
    Column("source", Text, primary_key=True),
    Column("day", Text, primary_key=True),
    Column("report", Text, primary_key=True, index=True),
)
# Claims by the part that they are reconciled in. `first_day` and `last_day` are those on which a
# claim can meet another, `bond` what it shares with others whatever the day; `with_report` is
# whether what else its report tells bears on it, `is_wide` whether it fits many places. Of a claim
# about talks: its sitting (JSON), the circle of talks that is looked at with it, the track (id) of
# its round, and whether that is over.
claim_row = Table(
    "derived_claim",
    derived,
    Column("id", Text, primary_key=True),
    Column("report", Text, nullable=False, index=True),
    Column("bond", Text, index=True),
    Column("with_report", Boolean, nullable=False),
    Column("is_wide", Boolean, nullable=False),
    Column("first_day", Text, index=True),
    Column("last_day", Text),
    Column("part", Text, nullable=False, index=True),
    Column("sitting", Text),
    Column("circle", Text),
    Column("track", Text),
    Column("is_over", Boolean, nullable=False),
)
IN_CIRCLE = claim_row.c.circle.is_not(None)
Index(
    "derived_claim_circle",
    claim_row.c.circle,
    sqlite_where=IN_CIRCLE,
    postgresql_where=IN_CIRCLE,
)
# Pairs of claims (ids, in order) that may be joined, or of which one tells the other's track. What
# they weigh, if that is enough for one incident; whether they are of one part whatever that is.
link_row = Table(
    "derived_link",
    derived,
    Column("one", Text, primary_key=True),
    Column("other", Text, primary_key=True, index=True),
    Column("weight", Float),
    Column("is_firm", Boolean, nullable=False),
)
# `record` and `examined` are JSON: the record, and what follows from it by itself.
record_row = Table(
    "derived_record",
    derived,
    Column("id", Text, primary_key=True),
    Column("kind", Text, nullable=False),
    Column("part", Text, nullable=False, index=True),
    Column("record", Text, nullable=False),
    Column("examined", Text, nullable=False),
)
# What a record's own findings are called.
finding_row = Table(
    "derived_finding",
    derived,
    Column("id", Text, primary_key=True),
    Column("record", Text, nullable=False, index=True),
)
# What people decided, as JSON.
decided_row = Table("derived_decided", derived, Column("judgement", Text, primary_key=True))
# What the rule judged of pairs of claims.
judgement_row = Table(
    "derived_judgement",
    derived,
    Column("pair", Text, primary_key=True),
    Column("part", Text, nullable=False, index=True),
    Column("judgement", Text, nullable=False),
)
