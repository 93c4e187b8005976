"""A real server on loopback that speaks the protocol and answers as each test scripts it."""

from __future__ import annotations

import json
import threading
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import date
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest

from trucewatch.model.report import Report
from trucewatch.reading.llm.endpoint import Endpoint
from trucewatch.reading.llm.reader import LlmReader
from trucewatch.reference.dossier import load_reference
from trucewatch.settings import LlmSettings

TEXT = (
    "Air strikes hit the town of Ariha in Idlib province on Wednesday, killing at least 19 people, "
    "seven of them children, the Syrian Observatory for Human Rights said. "
    "Russia denied that its aircraft had carried out the strikes."
)


@dataclass(frozen=True)
class Reply:
    """What the server sends back. With `answer` it is a chat completion whose words are that, as
    JSON unless they are words already; else it is `body`. `after_s` holds it up, `drip_s` sends it
    in crumbs with pauses, `cut_at` ends it early."""

    answer: object = None
    finish: str = "stop"
    usage: tuple[int, int] = (100, 20)
    body: bytes = b""
    status: int = 200
    headers: dict[str, str] = field(default_factory=dict)
    after_s: float = 0
    drip_s: float = 0
    cut_at: int | None = None

    @property
    def sent(self) -> bytes:
        if self.answer is None:
            return self.body
        words = self.answer if isinstance(self.answer, str) else json.dumps(self.answer)
        choice = {"message": {"role": "assistant", "content": words}, "finish_reason": self.finish}
        tokens = {"prompt_tokens": self.usage[0], "completion_tokens": self.usage[1]}
        return json.dumps({"choices": [choice], "usage": tokens}).encode()


class ModelServer(ThreadingHTTPServer):
    """Gives its replies in order, the last one again and again; `asked` is what it was sent."""

    daemon_threads = True

    def __init__(self, replies: list[Reply]) -> None:
        super().__init__(("127.0.0.1", 0), _Handler)
        self.replies = replies
        self.asked: list[dict[str, Any]] = []
        self.keys: list[str | None] = []

    @property
    def address(self) -> str:
        return f"http://127.0.0.1:{self.server_address[1]}/v1"


class _Handler(BaseHTTPRequestHandler):
    server: ModelServer

    def do_POST(self) -> None:
        server = self.server
        server.asked.append(json.loads(self.rfile.read(int(self.headers["Content-Length"]))))
        server.keys.append(self.headers.get("Authorization"))
        reply = server.replies[min(len(server.asked), len(server.replies)) - 1]
        time.sleep(reply.after_s)
        self.send_response(reply.status)
        for name, value in reply.headers.items():
            self.send_header(name, value)
        self.send_header("Content-Length", str(len(reply.sent)))
        self.end_headers()
        self._send(reply)

    def _send(self, reply: Reply) -> None:
        body = reply.sent[: reply.cut_at]
        step = 20 if reply.drip_s else max(1, len(body))
        try:
            for start in range(0, len(body), step):
                self.wfile.write(body[start : start + step])
                self.wfile.flush()
                time.sleep(reply.drip_s)
        except OSError:
            return

    def log_message(self, *_: object) -> None:
        return


@pytest.fixture
def model_server() -> Iterator[Callable[..., ModelServer]]:
    servers: list[ModelServer] = []

    def serve(*replies: dict[str, Any]) -> ModelServer:
        server = ModelServer([Reply(**reply) for reply in replies])
        servers.append(server)
        threading.Thread(target=server.serve_forever, args=(0.01,), daemon=True).start()
        return server

    yield serve
    for server in servers:
        server.shutdown()
        server.server_close()


@pytest.fixture(scope="session")
def dossiers():
    return load_reference()


@pytest.fixture
def pauses() -> list[float]:
    """The seconds that the reader would have waited."""
    return []


@pytest.fixture
def reader_on(tmp_path: Path, dossiers, pauses) -> Callable[..., LlmReader]:
    """A reader that asks the server; its pauses are written down, not waited for."""

    def made(server: ModelServer, **settings: Any) -> LlmReader:
        given = {"model": "test-model", "exchanges": tmp_path / "exchanges"} | settings
        llm = LlmSettings(address=server.address, **given)
        return LlmReader(Endpoint(llm, sleep=pauses.append), dossiers)

    return made


@pytest.fixture
def report() -> Report:
    return Report(id="idlib", text=TEXT, published=date(2017, 12, 21), language="en")
