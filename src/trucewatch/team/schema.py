"""The tables of a team's file. It lies beside the record and is never joined or exported."""

from __future__ import annotations

from sqlalchemy import Column, ForeignKey, Index, Integer, MetaData, Table, Text

# "TrTe": marks an SQLite file as a team's.
APPLICATION_ID = 0x54725465

tables = MetaData()

account = Table(
    "account",
    tables,
    Column("name", Text, primary_key=True),
    Column("role", Text, nullable=False),
    Column("password_hash", Text, nullable=False),
)

# The browser holds a token, the file its hash: who reads the file cannot log in with it.
session = Table(
    "session",
    tables,
    Column("token_sha256", Text, primary_key=True),
    Column("account", Text, ForeignKey("account.name", ondelete="CASCADE"), nullable=False),
    Column("opened", Text, nullable=False),  # ISO instant, UTC
    Column("ends", Text, nullable=False),  # ISO instant, UTC; later each time that it is used
)

# Who did what when. Only ever added to.
deed = Table(
    "deed",
    tables,
    Column("number", Integer, primary_key=True),
    Column("at", Text, nullable=False),  # ISO instant, UTC
    Column("who", Text, nullable=False),
    Column("did", Text, nullable=False),
    Column("about", Text, nullable=False),
    Column("address", Text, nullable=False),  # of the network; "" for a command
)
Index("deed_did", deed.c.did, deed.c.at)

TRIGGERS = (
    "CREATE TRIGGER IF NOT EXISTS deed_stays BEFORE UPDATE ON deed "
    "BEGIN SELECT RAISE(ABORT, 'the log is append-only'); END",
    "CREATE TRIGGER IF NOT EXISTS deed_is_kept BEFORE DELETE ON deed "
    "BEGIN SELECT RAISE(ABORT, 'the log is append-only'); END",
)
