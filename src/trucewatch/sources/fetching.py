"""One page from the web, fetched for a person who gives its address.

The address is somebody's word, and this machine can reach what they cannot: its own services and
the network that it stands in. A name is resolved once, what it resolves to is checked, and that is
what is connected to; so are redirects, each anew.
"""

from __future__ import annotations

import ipaddress
import socket
import time
from collections.abc import Callable
from typing import NamedTuple

import httpx2

from trucewatch.errors import BadReport

REDIRECTS_MAX = 5
WAIT_S = 10.0  # for a connection, or for the next bytes
WHOLE_S = 40.0  # for all of it
PIECE_BYTES = 16_384
# What pages and plain texts come as, and how each is read.
KINDS = {
    "text/html": ".html",
    "application/xhtml+xml": ".html",
    "text/plain": ".txt",
}
# Addresses that stand for others, which may be private: NAT64 writes any in its last four bytes.
WRAPPERS = (ipaddress.ip_network("64:ff9b::/96"), ipaddress.ip_network("64:ff9b:1::/48"))

Allows = Callable[[str], bool]


class Fetched(NamedTuple):
    """`url` is where it was found in the end; `suffix` says how it is read."""

    url: str
    raw: bytes
    suffix: str


def is_public(address: str) -> bool:
    """Whether an IP address is one that anybody on the internet can reach."""
    ip = ipaddress.ip_address(address.partition("%")[0])
    if isinstance(ip, ipaddress.IPv6Address):
        if ip.ipv4_mapped is not None:
            ip = ip.ipv4_mapped
        elif ip.sixtofour or ip.teredo or any(ip in each for each in WRAPPERS):
            return False
    return ip.is_global and not ip.is_multicast


def fetch(url: str, *, bytes_max: int, allows: Allows = is_public) -> Fetched:
    """The page at `url`. Raises `BadReport` with the reason where it may not or cannot be had.

    `allows` says of an IP address whether it may be connected to.
    """
    until = time.monotonic() + WHOLE_S
    asked = url
    # Proxies and credentials of this machine's environment are not for strangers' addresses.
    with httpx2.Client(trust_env=False, follow_redirects=False, timeout=WAIT_S) as client:
        for _ in range(REDIRECTS_MAX + 1):
            found = _step(client, _checked(asked, url), url, bytes_max, allows, until)
            if isinstance(found, Fetched):
                return found
            asked = found
    raise BadReport(url, f"it leads on more than {REDIRECTS_MAX} times")


def _checked(asked: str, url: str) -> httpx2.URL:
    try:
        parsed = httpx2.URL(asked)
    except httpx2.InvalidURL:
        raise BadReport(url, f"{asked!r} is no address of a page") from None
    if parsed.scheme not in ("http", "https") or not parsed.host:
        raise BadReport(url, "only pages at http:// and https:// are fetched")
    if parsed.userinfo:
        raise BadReport(url, "an address with a name and password in it is not fetched")
    return parsed


def _step(
    client: httpx2.Client, url: httpx2.URL, given: str, most: int, allows: Allows, until: float
) -> Fetched | str:
    """What stands at `url`, or where it leads on to."""
    direct = url.copy_with(host=_resolved(url, given, allows))
    # The certificate is checked for the name, and the name is what the server is asked for.
    headers = {"Host": url.netloc.decode(), "Accept": ", ".join(KINDS)}
    headers |= {"Accept-Encoding": "identity", "User-Agent": "trucewatch"}
    try:
        with client.stream(
            "GET", direct, headers=headers, extensions={"sni_hostname": url.host}
        ) as answer:
            if answer.has_redirect_location:
                return str(url.join(answer.headers["location"]))
            return Fetched(str(url), _body(answer, given, most, until), _suffix(answer, given))
    except httpx2.HTTPError as error:
        raise BadReport(given, f"it cannot be had: {_reason(error)}") from None


def _reason(error: httpx2.HTTPError) -> str:
    if isinstance(error, httpx2.TimeoutException):
        return f"no answer within {WAIT_S:.0f} seconds"
    return str(error) or type(error).__name__


def _resolved(url: httpx2.URL, given: str, allows: Allows) -> str:
    """The one IP address that will be connected to."""
    port = url.port or (443 if url.scheme == "https" else 80)
    try:
        found = socket.getaddrinfo(url.host, port, type=socket.SOCK_STREAM)
    except (OSError, UnicodeError):
        raise BadReport(given, f"{url.host} is not known in the network") from None
    addresses = [str(each[4][0]) for each in found]
    if not all(map(allows, addresses)):
        raise BadReport(given, f"{url.host} is not on the public internet, and is not fetched from")
    return addresses[0]


def _suffix(answer: httpx2.Response, given: str) -> str:
    kind = answer.headers.get("content-type", "").partition(";")[0].strip().lower()
    if kind not in KINDS:
        raise BadReport(given, f"it is {kind or 'of no kind'}, and only pages and texts are read")
    return KINDS[kind]


def _body(answer: httpx2.Response, given: str, most: int, until: float) -> bytes:
    if answer.status_code != 200:
        raise BadReport(given, f"its server answers {answer.status_code}")
    if answer.headers.get("content-encoding", "identity") != "identity":
        raise BadReport(given, "it comes packed, though it was asked for as it is")
    body = bytearray()
    for piece in answer.iter_raw(PIECE_BYTES):
        body += piece
        if len(body) > most:
            raise BadReport(given, f"it is over the size limit of {most:,} bytes")
        if time.monotonic() > until:
            raise BadReport(given, f"it did not end within {WHOLE_S:.0f} seconds")
    return bytes(body)
