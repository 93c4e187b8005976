"""`serve`: the pages, in a browser."""

from __future__ import annotations

import ipaddress
import signal
import socket
from pathlib import Path
from typing import TYPE_CHECKING

import click

from trucewatch.cli.options import record_option
from trucewatch.cli.steps import load
from trucewatch.errors import BadInput
from trucewatch.settings import Settings

if TYPE_CHECKING:
    from trucewatch.team.accounts import Team

LOOPBACK = "127.0.0.1"
# So long may pages that are being sent take when the server is told to stop.
GRACE_S = 2


@click.command()
@click.option("--team", "is_team", is_flag=True, help="Ask who it is: see `trucewatch account`.")
@click.option(
    "--host",
    default=LOOPBACK,
    show_default=True,
    help="The address of this machine to listen at. Other machines are let in for a team alone.",
)
@click.option("--port", default=8000, show_default=True, type=click.IntRange(1, 65535))
@record_option
@click.pass_obj
def serve(settings: Settings, /, is_team: bool, host: str, port: int, record: Path | None) -> None:
    """Show the record in a browser, on this machine alone, or to a team.

    Every page has a twin for programs under /api, described at /api/description.

    \b
    Example:
      trucewatch serve
      trucewatch serve --record demo/demo.db --port 8080
      trucewatch serve --team --host 192.0.2.7
    """
    import uvicorn

    from trucewatch.store.record import open_record
    from trucewatch.web.app import make_app

    path = record or settings.record
    if not is_team and not is_this_machine(host):
        raise BadInput(f"--host {host} lets other machines in; that needs --team")
    # What is wrong with the record is said here, and not on the first page.
    open_record(path).close()
    team = team_with_an_admin(path) if is_team else None
    with _listening(host, port) as listening:
        click.echo(f"http://{host}:{port} shows {path}; Ctrl+C ends it")
        if not is_this_machine(host):
            click.echo("passwords can be read on the way: put TLS before it", err=True)
        # Ended by the signal itself, once pages are sent: Python would wait for what is still being
        # worked out, which may take a minute and is kept as a whole or not at all.
        signal.signal(signal.SIGINT, signal.SIG_DFL)
        app = make_app(path, load(settings), team)
        config = uvicorn.Config(app, log_level="warning", timeout_graceful_shutdown=GRACE_S)
        uvicorn.Server(config).run([listening])


def is_this_machine(host: str) -> bool:
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"


def team_with_an_admin(record: Path) -> Team:
    from trucewatch.team.accounts import open_team, team_beside

    team = open_team(team_beside(record))
    if not any(each.may("admin") for each in team.accounts()):
        raise BadInput(
            "there is no admin yet; `trucewatch account add NAME --role admin` makes one"
        )
    return team


def _listening(host: str, port: int) -> socket.socket:
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    try:
        listening = socket.create_server((host, port), family=family)
    except OSError as error:
        raise BadInput(f"{host}, port {port}: {error.strerror}; name another with --port") from None
    # An answer's head and body are two packets, and the second would wait 40 ms for word that the
    # first has come; asyncio sees to this only where a socket names its protocol.
    listening.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
    return listening
