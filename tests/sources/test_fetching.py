"""Pages fetched by their address, from real servers on the loopback."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest

from trucewatch.errors import BadReport
from trucewatch.sources.fetching import REDIRECTS_MAX, fetch, is_public

PAGE = b"<p>An air strike on Saraqib killed four people.</p>"
MOST = 100_000
HERE = "127.0.0.1"


class Answers(BaseHTTPRequestHandler):
    """Does as its path says."""

    def do_GET(self) -> None:
        what, _, rest = self.path.strip("/").partition("/")
        getattr(self, f"do_{what}")(rest)

    def do_page(self, _: str) -> None:
        self._head("text/html; charset=utf-8")
        self.wfile.write(PAGE)

    def do_endless(self, _: str) -> None:
        self._head("text/plain")
        try:
            while True:
                self.wfile.write(b"more and more " * 1000)
        except OSError:
            pass

    def do_to(self, where: str) -> None:
        self.send_response(302)
        self.send_header("Location", where)
        self.end_headers()

    def do_round(self, _: str) -> None:
        self.do_to("/round")

    def do_picture(self, _: str) -> None:
        self._head("image/png")

    def do_packed(self, _: str) -> None:
        self._head("text/html", ("Content-Encoding", "gzip"))

    def do_gone(self, _: str) -> None:
        self.send_error(410)

    def do_host(self, _: str) -> None:
        self._head("text/plain")
        self.wfile.write(self.headers["Host"].encode())

    def _head(self, kind: str, *more: tuple[str, str]) -> None:
        self.send_response(200)
        for name, value in (("Content-Type", kind), *more):
            self.send_header(name, value)
        self.end_headers()

    def log_message(self, *_: object) -> None:
        pass


@pytest.fixture(scope="module")
def server() -> Iterator[str]:
    serving = ThreadingHTTPServer((HERE, 0), Answers)
    serving.daemon_threads = True
    threading.Thread(target=serving.serve_forever, daemon=True).start()
    yield f"http://{HERE}:{serving.server_port}"
    serving.shutdown()


def get(url: str):
    """As a page is fetched, but that the tests' own server may be connected to."""
    return fetch(url, bytes_max=MOST, allows=lambda address: address == HERE)


def test_a_page_is_fetched(server):
    assert get(f"{server}/page") == (f"{server}/page", PAGE, ".html")


def test_a_page_that_moved_is_found_where_it_is(server):
    assert get(f"{server}/to//page").url == f"{server}/page"


def test_a_name_is_asked_for_by_name_at_the_address_that_was_checked(server):
    named = server.replace(HERE, "localhost")
    allowed = fetch(f"{named}/host", bytes_max=MOST, allows=lambda each: each in (HERE, "::1"))
    assert allowed.raw.decode() == named.removeprefix("http://")


@pytest.mark.parametrize(
    ("path", "why"),
    [
        ("endless", "over the size limit"),
        ("round", f"more than {REDIRECTS_MAX} times"),
        ("picture", "image/png"),
        ("packed", "packed"),
        ("gone", "410"),
        ("to/http://127.0.0.2/page", "not on the public internet"),
        ("to/http://169.254.169.254/latest", "not on the public internet"),
        ("to/file:///etc/passwd", "only pages at http"),
    ],
)
def test_what_is_no_page_or_leads_astray_is_refused_with_the_reason(server, path, why):
    with pytest.raises(BadReport, match=why):
        get(f"{server}/{path}")


@pytest.mark.parametrize(
    "url",
    [
        *("file:///etc/passwd", "ftp://example.org/x", "gopher://example.org", "javascript:1"),
        *("http://user:secret@example.org/", "http://", "//example.org", "http://[::1", "", "page"),
    ],
)
def test_an_odd_address_is_refused(url):
    with pytest.raises(BadReport):
        fetch(url, bytes_max=MOST)


@pytest.mark.parametrize("name", ["127.0.0.1", "localhost", "[::1]", "0.0.0.0", "2130706433"])
def test_this_machine_is_not_fetched_from(server, name):
    port = server.rpartition(":")[2]
    with pytest.raises(BadReport, match="public internet"):
        fetch(f"http://{name}:{port}/page", bytes_max=MOST)


@pytest.mark.parametrize(
    "address",
    [
        *("127.0.0.1", "10.1.2.3", "172.16.0.1", "192.168.1.1", "169.254.169.254", "100.64.0.1"),
        *("0.0.0.0", "224.0.0.1", "::1", "fe80::1%eth0", "fd00::1", "::ffff:10.0.0.1"),
        *("2002:0a00:0001::", "64:ff9b::10.0.0.1", "2001:0:a00:1::"),
    ],
)
def test_private_addresses_are_no_public_ones(address):
    assert not is_public(address)


def test_a_public_address_is_one():
    assert is_public("8.8.8.8") and is_public("2606:4700::1111") and is_public("::ffff:8.8.8.8")
