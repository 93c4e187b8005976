"""A record that cannot be used says why and what to do; one that can is opened quickly."""

from __future__ import annotations

import os
import sqlite3
import subprocess
import sys
import tempfile
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory

from trucewatch.errors import NotARecord, NotFound, RecordBusy, RecordUnwritable
from trucewatch.store import schema
from trucewatch.store.opening import MIGRATIONS
from trucewatch.store.record import open_record


def test_a_missing_record_is_not_made_by_looking(path):
    with pytest.raises(NotFound, match="`trucewatch add` makes one"):
        open_record(path)
    assert not path.exists()


def test_a_record_whose_making_was_cut_short_is_none_yet_and_can_be_made(path, keep):
    path.touch()
    with pytest.raises(NotFound):
        open_record(path)
    with open_record(path, create=True) as store:
        keep(store, 1)
        assert store.verify() == []


@pytest.mark.parametrize("create", [False, True])
def test_another_programs_file_is_left_alone(path, create):
    with sqlite3.connect(path) as connection:
        connection.execute("CREATE TABLE songs (title TEXT)")
    connection.close()
    before = path.read_bytes()
    with pytest.raises(NotARecord, match=f"{path} is no trucewatch record.*--record"):
        open_record(path, create=create)
    assert path.read_bytes() == before


def test_a_text_file_and_a_folder_are_no_records(tmp_path):
    note = tmp_path / "notes.txt"
    note.write_text("Buy more paper, the printer is out of it. " * 40)
    for path in (note, tmp_path):
        with pytest.raises(NotARecord, match="no trucewatch record"):
            open_record(path, create=True)


def test_a_newer_versions_record_names_both_versions(path):
    open_record(path, create=True).close()
    with sqlite3.connect(path) as connection:
        connection.execute("UPDATE alembic_version SET version_num = '0099'")
    connection.close()
    with pytest.raises(NotARecord, match=f"version 0099, .* up to {schema.VERSION}"):
        open_record(path)


def is_kept(name, kind, _):
    return kind != "table" or not name.startswith((schema.DERIVED, "search"))


def test_the_last_migration_makes_the_tables_that_queries_are_built_from(store):
    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS))
    assert ScriptDirectory.from_config(config).get_current_head() == schema.VERSION
    with store.engine.connect() as connection:
        context = MigrationContext.configure(connection, opts={"include_name": is_kept})
        assert compare_metadata(context, schema.kept) == []


def test_opening_a_record_that_is_up_to_date_does_not_load_the_migrations(path):
    open_record(path, create=True).close()
    code = (
        "import sys; from pathlib import Path; from trucewatch.store.record import open_record\n"
        f"open_record(Path({str(path)!r})).close(); print('alembic' in sys.modules)"
    )
    ran = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert ran.stdout.strip() == "False"


@pytest.mark.parametrize("place", ["/proc/record.db", "/dev/null/record.db", "gone/record.db"])
def test_a_folder_that_cannot_hold_a_record_is_named(tmp_path, place):
    path = tmp_path / place
    with pytest.raises(RecordUnwritable, match=f"{path}: .*--record"):
        open_record(path, create=True)


@pytest.fixture
def shared_folder():
    """A folder of ours that others may look into; the test goes on as one of the others."""
    with tempfile.TemporaryDirectory() as folder:
        yield Path(folder)


@pytest.fixture
def as_somebody_else(shared_folder):
    """Takes the right to write away, which for root means to stop being root."""

    def become():
        os.chmod(shared_folder, 0o555)
        if os.geteuid() == 0:
            os.seteuid(65534)

    uid = os.geteuid()
    yield become
    os.seteuid(uid)
    os.chmod(shared_folder, 0o755)


def test_a_read_only_folder_says_what_to_do(shared_folder, as_somebody_else):
    as_somebody_else()
    with pytest.raises(RecordUnwritable, match="its folder must exist and be writable"):
        open_record(shared_folder / "record.db", create=True)


def test_a_read_only_file_says_what_to_do(shared_folder, as_somebody_else, keep):
    path = shared_folder / "record.db"
    with open_record(path, create=True) as store:
        keep(store, 1)
    path.chmod(0o444)
    as_somebody_else()
    with pytest.raises(RecordUnwritable, match=f"{path}: .*writable"), open_record(path) as store:
        keep(store, 2)


def test_a_full_disk_keeps_what_was_acknowledged_and_goes_on_when_there_is_room(store, keep):
    first = keep(store, 1)
    with store.engine.connect() as connection:
        pages = connection.exec_driver_sql("PRAGMA page_count").scalar_one()
        connection.exec_driver_sql(f"PRAGMA max_page_count = {pages}")
    with pytest.raises(RecordUnwritable, match=f"{store.path}: the disk is full"):
        for number in range(2, 100):
            keep(store, number)
    assert store.verify() == []
    assert store.has(first.ref)
    with store.engine.connect() as connection:
        connection.exec_driver_sql("PRAGMA max_page_count = 1000000")
    assert store.has(keep(store, 99).ref)


def test_a_record_that_stays_busy_says_so(store, path, keep):
    with open_record(path, busy_timeout_s=0.01) as other:
        with store.engine.connect() as connection:
            connection.exec_driver_sql("DELETE FROM derived_record")
            with pytest.raises(RecordBusy, match="another process is writing"):
                keep(other, 1)
        assert keep(other, 1).ref in store.reports()
