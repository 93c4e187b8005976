"""What tests of several rooms share: a served record of the samples, and a browser."""

from __future__ import annotations

import os
import shutil
import socket
import threading
from collections.abc import Callable, Iterator
from pathlib import Path

import httpx2
import pytest
import uvicorn
from playwright.sync_api import Browser, sync_playwright

from trucewatch.derivation.derive import bring_up_to_date
from trucewatch.pipeline import add_reports
from trucewatch.reading.readers import RulesReader
from trucewatch.reference.dossier import load_reference
from trucewatch.sources.files import Incoming, read_reports
from trucewatch.store.record import open_record
from trucewatch.team.accounts import Team
from trucewatch.web.app import make_app

SAMPLES = Path(__file__).parents[1] / "src" / "trucewatch" / "data" / "samples" / "syria"

NEEDED = "chromium is not on the path; the Debian package chromium brings it (make system)"
QUIETLY = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
]


@pytest.fixture(scope="session")
def reference():
    return load_reference()


@pytest.fixture(scope="session")
def record_of(reference) -> Callable[[Path, Path], Path]:
    """Adds the reports of a file or folder to the record at a path."""

    def added(path: Path, reports: Path) -> Path:
        with open_record(path, create=True) as store:
            came = read_reports([str(reports)])
            readable = (each for each in came if isinstance(each, Incoming))
            add_reports(readable, store, [RulesReader(reference)])
            bring_up_to_date(store, reference)
        return path

    return added


@pytest.fixture(scope="session")
def record(tmp_path_factory, record_of) -> Path:
    """The samples on Syria."""
    return record_of(tmp_path_factory.mktemp("web") / "syria.db", SAMPLES)


@pytest.fixture(scope="session")
def served(reference) -> Iterator[Callable[..., httpx2.Client]]:
    """Serves a record on a free port of the loopback; its client keeps to that address."""
    servers, clients = [], []

    def serve(record: Path, team: Team | None = None) -> httpx2.Client:
        listening = socket.create_server(("127.0.0.1", 0))
        server = uvicorn.Server(
            uvicorn.Config(make_app(record, reference, team), log_level="warning")
        )
        thread = threading.Thread(target=server.run, args=([listening],), daemon=True)
        thread.start()
        servers.append((server, thread))
        port = listening.getsockname()[1]
        clients.append(httpx2.Client(base_url=f"http://127.0.0.1:{port}", timeout=60))
        return clients[-1]

    yield serve
    for client in clients:
        client.close()
    for server, thread in servers:
        server.should_exit = True
        thread.join(10)


@pytest.fixture(scope="session")
def pages(served, record) -> httpx2.Client:
    return served(record)


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    program = shutil.which("chromium")
    if program is None:
        refuse = pytest.fail if os.environ.get("CI") == "true" else pytest.skip
        refuse(NEEDED)
    with sync_playwright() as player:
        browser = player.chromium.launch(executable_path=program, args=QUIETLY)
        yield browser
        browser.close()
