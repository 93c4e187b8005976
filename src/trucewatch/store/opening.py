"""Opens a record's file, or makes it, and says plainly why it cannot be used."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from sqlalchemy import URL, Connection, Engine, create_engine, event
from sqlalchemy.exc import DBAPIError

from trucewatch.errors import NotARecord, NotFound, RecordBusy, RecordUnwritable, StoreError
from trucewatch.store import schema

MIGRATIONS = Path(__file__).parent / "migrations"
ELSEWHERE = "or give another --record"
WRITING = {"trucewatch_begin": "IMMEDIATE"}
# What is looked up by hashes lies all over the file; SQLite's 2 MB do not hold the way to it.
READING_CACHE_KIB = 32 * 1024

Why = tuple[type[StoreError], str]
BUSY: Why = (RecordBusy, "another process is writing to it; wait for that to end and try again")
REFUSALS: dict[int, Why] = {
    sqlite3.SQLITE_BUSY: BUSY,
    sqlite3.SQLITE_LOCKED: BUSY,
    sqlite3.SQLITE_READONLY: (
        RecordUnwritable,
        f"it is read-only; make the file and its folder writable, {ELSEWHERE}",
    ),
    sqlite3.SQLITE_CANTOPEN: (
        RecordUnwritable,
        f"it cannot be opened; its folder must exist and be writable, {ELSEWHERE}",
    ),
    sqlite3.SQLITE_FULL: (
        RecordUnwritable,
        "the disk is full; free some space and add the rest again, what was added is kept",
    ),
    sqlite3.SQLITE_IOERR: (
        RecordUnwritable,
        f"the disk failed to read or write it; check the disk, {ELSEWHERE}",
    ),
    sqlite3.SQLITE_NOTADB: (
        NotARecord,
        f"it is no trucewatch record but another kind of file; leave it, {ELSEWHERE}",
    ),
    sqlite3.SQLITE_CORRUPT: (
        StoreError,
        f"the file is damaged; put back a copy, {ELSEWHERE} and add the reports again",
    ),
}


@contextmanager
def plainly(path: Path) -> Iterator[None]:
    """Turns SQLite's errors that a user can do something about into ours."""
    try:
        yield
    except (DBAPIError, sqlite3.Error) as error:
        cause = error.orig if isinstance(error, DBAPIError) else error
        # The low byte is the kind; the rest says more than a user needs.
        code = getattr(cause, "sqlite_errorcode", 0) & 0xFF
        if code not in REFUSALS:
            raise
        kind, why = REFUSALS[code]
        raise kind(f"{path}: {why}") from error


def open_engine(path: Path, *, create: bool, busy_timeout_s: float) -> Engine:
    """An engine on a record whose tables are those of this version; see `open_record`."""
    _check_path(path, create)
    engine = _engine(path, busy_timeout_s)
    try:
        with plainly(path):
            _prepare(engine, path, create)
    except StoreError:
        engine.dispose()
        raise
    return engine


def _check_path(path: Path, create: bool) -> None:
    try:
        is_there, is_folder = path.exists(), path.is_dir()
    except OSError as error:
        raise RecordUnwritable(f"{path}: {error.strerror}; {ELSEWHERE[3:]}") from None
    if is_folder:
        raise NotARecord(f"{path} is no trucewatch record but a folder; name a file in it")
    if not is_there and not create:
        raise _no_record(path)


def _no_record(path: Path) -> NotFound:
    return NotFound(f"{path}: there is no record here; `trucewatch add` makes one")


def _engine(path: Path, busy_timeout_s: float) -> Engine:
    # Python's own transaction handling begins them late; see `_begin`.
    engine = create_engine(
        URL.create("sqlite", database=str(path.absolute())),
        connect_args={"isolation_level": None, "timeout": busy_timeout_s},
    )
    event.listen(engine, "connect", _set_up)
    event.listen(engine, "begin", _begin)
    return engine


def _set_up(connection: Any, _: object) -> None:
    # FULL: a commit that was acknowledged outlives a power cut. REPLACE fires the triggers that
    # refuse a deletion only where triggers are recursive.
    cache = f"cache_size = -{READING_CACHE_KIB}"
    for setting in ("synchronous = FULL", "foreign_keys = ON", "recursive_triggers = ON", cache):
        connection.execute(f"PRAGMA {setting}")


def _begin(connection: Connection) -> None:
    # A transaction that reads and then writes is refused at once when another wrote in between,
    # so one that will write takes its turn from the start.
    mode = connection.get_execution_options().get("trucewatch_begin", "DEFERRED")
    connection.exec_driver_sql(f"BEGIN {mode}")


def _prepare(engine: Engine, path: Path, create: bool) -> None:
    with engine.connect() as connection:
        is_blank = _is_blank(connection, path)
        is_current = not is_blank and _version(connection, path) == schema.VERSION
    if is_blank and not create:
        raise _no_record(path)
    if not is_current:
        _bring_up_to_date(engine, path)
    _use_wal(engine)


def _is_blank(connection: Connection, path: Path) -> bool:
    """Whether nothing was ever kept in it, as in a file whose making was cut short.

    Raises `NotARecord` where another program's data is in it.
    """
    application_id = connection.exec_driver_sql("PRAGMA application_id").scalar_one()
    tables = connection.exec_driver_sql("SELECT count(*) FROM sqlite_master").scalar_one()
    if application_id == schema.APPLICATION_ID:
        return False
    if application_id or tables:
        what = f"a database of another program (application id {application_id})"
        raise NotARecord(f"{path} is no trucewatch record: it is {what}; leave it, {ELSEWHERE}")
    return True


def _version(connection: Connection, path: Path) -> str:
    version: str = connection.exec_driver_sql(
        "SELECT version_num FROM alembic_version"
    ).scalar_one()
    if version > schema.VERSION:
        which = f"version {version}, and this trucewatch reads up to {schema.VERSION}"
        raise NotARecord(f"{path} was written by a newer trucewatch ({which}); update trucewatch")
    return version


def _bring_up_to_date(engine: Engine, path: Path) -> None:
    with engine.execution_options(**WRITING).begin() as connection:
        # Another process may have done it while this one waited for its turn.
        if _is_blank(connection, path) or _version(connection, path) < schema.VERSION:
            migrate(connection)
            schema.derived.create_all(connection)
            connection.exec_driver_sql(f"PRAGMA application_id = {schema.APPLICATION_ID}")


def migrate(connection: Connection) -> None:
    """Runs the migrations that are missing, in the connection's transaction."""
    from alembic import command
    from alembic.config import Config

    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS).replace("%", "%%"))
    config.attributes["connection"] = connection
    command.upgrade(config, "head")


def _use_wal(engine: Engine) -> None:
    # Readers go on while one writes. The setting stays with the file, and cannot be made inside
    # a transaction.
    connection = engine.raw_connection()
    try:
        connection.cursor().execute("PRAGMA journal_mode = WAL")
    finally:
        connection.close()
