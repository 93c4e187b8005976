"""Archive and ledger."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None

ONCE = sa.text("kind IN ('report', 'reading', 'claim')")
# Rows stay as they were added. The one change there is: an erasure that the ledger records may
# empty what it names.
SQLITE_TRIGGERS = """
CREATE TRIGGER content_stays BEFORE UPDATE ON content
WHEN NEW.bytes IS NOT NULL OR NEW.sha256 IS NOT OLD.sha256 OR NEW.codec IS NOT OLD.codec
  OR NOT EXISTS (SELECT 1 FROM erasure WHERE content_sha256 = OLD.sha256)
BEGIN SELECT RAISE(ABORT, 'the archive is append-only'); END;
CREATE TRIGGER content_is_kept BEFORE DELETE ON content
BEGIN SELECT RAISE(ABORT, 'the archive is append-only'); END;
CREATE TRIGGER entry_stays BEFORE UPDATE ON entry
BEGIN SELECT RAISE(ABORT, 'the ledger is append-only'); END;
CREATE TRIGGER entry_is_kept BEFORE DELETE ON entry
BEGIN SELECT RAISE(ABORT, 'the ledger is append-only'); END;
CREATE TRIGGER erasure_stays BEFORE UPDATE ON erasure
BEGIN SELECT RAISE(ABORT, 'the ledger is append-only'); END;
CREATE TRIGGER erasure_is_kept BEFORE DELETE ON erasure
BEGIN SELECT RAISE(ABORT, 'the ledger is append-only'); END;
"""


def upgrade() -> None:
    op.create_table(
        "content",
        sa.Column("sha256", sa.Text, primary_key=True),
        sa.Column("codec", sa.Text, nullable=False),
        sa.Column("bytes", sa.LargeBinary),
    )
    op.create_table(
        "entry",
        sa.Column("number", sa.Integer, primary_key=True, autoincrement=False),
        sa.Column("kind", sa.Text, nullable=False),
        sa.Column("subject", sa.Text, nullable=False),
        sa.Column("report", sa.Text),
        sa.Column("content_sha256", sa.Text, sa.ForeignKey("content.sha256"), nullable=False),
        sa.Column("raw_sha256", sa.Text, sa.ForeignKey("content.sha256")),
        sa.Column("recorded", sa.Text, nullable=False),
        sa.Column("previous_hash", sa.Text, nullable=False),
        sa.Column("entry_hash", sa.Text, nullable=False, unique=True),
    )
    op.create_index(
        "entry_once",
        "entry",
        ["kind", "subject"],
        unique=True,
        sqlite_where=ONCE,
        postgresql_where=ONCE,
    )
    op.create_index("ix_entry_report", "entry", ["report"])
    op.create_table(
        "erasure",
        sa.Column("content_sha256", sa.Text, sa.ForeignKey("content.sha256"), primary_key=True),
        sa.Column("entry", sa.Integer, sa.ForeignKey("entry.number"), nullable=False),
    )
    if op.get_context().dialect.name == "sqlite":
        for trigger in SQLITE_TRIGGERS.split("END;\n")[:-1]:
            op.execute(trigger + "END")
