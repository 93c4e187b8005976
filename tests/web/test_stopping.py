"""A server that is told to stop while it works out an answer, as a process of its own."""

from __future__ import annotations

import json
import signal
import socket
import sqlite3
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import pytest

from trucewatch.derivation.derive import bring_up_to_date
from trucewatch.pipeline import add_reports
from trucewatch.reading.readers import RulesReader
from trucewatch.sources.files import read_reports
from trucewatch.store.record import open_record

# Longer than a server may take to stop, and shorter than it would wait for its turn to write.
STOPS_WITHIN_S = 15


@pytest.fixture
def behind(witnessed, reference, tmp_path) -> Path:
    """A record with a report of which nothing is derived yet."""
    late = {"id": "late", "published": "2017-12-22", "text": "Shelling killed four in Ariha."}
    (tmp_path / "late.json").write_text(json.dumps(late), encoding="utf-8")
    with open_record(witnessed) as store:
        add_reports(read_reports([str(tmp_path / "late.json")]), store, [RulesReader(reference)])
    return witnessed


@contextmanager
def serving(record: Path) -> Iterator[tuple[subprocess.Popen[bytes], int]]:
    with closing(socket.create_server(("127.0.0.1", 0))) as free:
        port = free.getsockname()[1]
    asked = ["serve", "--record", str(record), "--port", str(port)]
    with subprocess.Popen([sys.executable, "-m", "trucewatch", *asked]) as process:
        try:
            yield process, port
        finally:
            process.kill()


def ask(port: int) -> socket.socket:
    """Asks for the board, and does not wait for the answer."""
    for _ in range(600):
        try:
            asking = socket.create_connection(("127.0.0.1", port))
        except ConnectionRefusedError:
            time.sleep(0.1)
        else:
            asking.sendall(b"GET / HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n")
            return asking
    raise TimeoutError("nobody listens")


def derived_of(record: Path, reference) -> str:
    with open_record(record) as store, store.derived() as derived:
        return derived.sha256()


@pytest.mark.parametrize("told", [signal.SIGTERM, signal.SIGINT])
def test_it_ends_without_waiting_and_leaves_the_record_whole(behind, reference, told):
    before = derived_of(behind, reference)
    # Whoever writes keeps the server's work waiting for its turn.
    with closing(sqlite3.connect(behind, isolation_level=None)) as writing:
        writing.execute("BEGIN IMMEDIATE")
        with serving(behind) as (process, port), closing(ask(port)) as asking:
            asking.settimeout(3)
            with pytest.raises(TimeoutError):
                asking.recv(1)
            process.send_signal(told)
            assert process.wait(timeout=STOPS_WITHIN_S) == -told

    assert derived_of(behind, reference) == before
    with open_record(behind) as store:
        assert store.verify() == []
        bring_up_to_date(store, reference)
    assert derived_of(behind, reference) != before
