"""Many rows at once."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import islice

from sqlalchemy import Connection
from sqlalchemy.sql.dml import Insert

PUT_AT_ONCE = 20_000


def put(connection: Connection, into: Insert, rows: Iterable[tuple[object, ...]]) -> None:
    """Puts rows of plain values in, each with all columns of the table in their order.

    The driver takes them as they are: to bind each value by its name takes longer than to write it.
    """
    statement = str(into.compile(dialect=connection.dialect))
    rest = iter(rows)
    while some := list(islice(rest, PUT_AT_ONCE)):
        connection.exec_driver_sql(statement, some)
