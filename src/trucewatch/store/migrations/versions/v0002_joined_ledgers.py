"""Ledgers of other records, joined to this one."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"

SQLITE_TRIGGERS = """
CREATE TRIGGER joined_entry_stays BEFORE UPDATE ON joined_entry
BEGIN SELECT RAISE(ABORT, 'the ledger is append-only'); END;
CREATE TRIGGER joined_entry_is_kept BEFORE DELETE ON joined_entry
BEGIN SELECT RAISE(ABORT, 'the ledger is append-only'); END;
"""


def upgrade() -> None:
    op.create_table(
        "joined_entry",
        sa.Column("entry_hash", sa.Text, primary_key=True),
        sa.Column("number", sa.Integer, nullable=False),
        sa.Column("kind", sa.Text, nullable=False),
        sa.Column("subject", sa.Text, nullable=False),
        sa.Column("report", sa.Text),
        sa.Column("content_sha256", sa.Text, sa.ForeignKey("content.sha256"), nullable=False),
        sa.Column("raw_sha256", sa.Text, sa.ForeignKey("content.sha256")),
        sa.Column("recorded", sa.Text, nullable=False),
        sa.Column("previous_hash", sa.Text, nullable=False),
    )
    if op.get_context().dialect.name == "sqlite":
        for trigger in SQLITE_TRIGGERS.split("END;\n")[:-1]:
            op.execute(trigger + "END")
