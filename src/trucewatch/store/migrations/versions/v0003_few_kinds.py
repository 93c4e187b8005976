"""An index of the entries that are few: what people decided, joins and erasures."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"

FEW = sa.text("kind IN ('judgement', 'join', 'erasure')")


def upgrade() -> None:
    op.create_index(
        "entry_few", "entry", ["kind", "number"], sqlite_where=FEW, postgresql_where=FEW
    )
