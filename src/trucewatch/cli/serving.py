"""`serve`: the pages, in a browser."""

from __future__ import annotations

import socket
from pathlib import Path

import click

from trucewatch.cli.options import record_option
from trucewatch.cli.steps import load
from trucewatch.errors import BadInput
from trucewatch.settings import Settings

LOOPBACK = "127.0.0.1"


@click.command()
@click.option("--port", default=8000, show_default=True, type=click.IntRange(1, 65535))
@record_option
@click.pass_obj
def serve(settings: Settings, /, port: int, record: Path | None) -> None:
    """Show the record in a browser, on this machine alone.

    Every page has a twin for programs under /api, described at /api/description.

    \b
    Example:
      trucewatch serve
      trucewatch serve --record demo/demo.db --port 8080
    """
    import uvicorn

    from trucewatch.store.record import open_record
    from trucewatch.web.app import make_app

    path = record or settings.record
    # What is wrong with the record is said here, and not on the first page.
    open_record(path).close()
    with _listening(port) as listening:
        click.echo(f"http://{LOOPBACK}:{port} shows {path}; Ctrl+C ends it")
        config = uvicorn.Config(make_app(path, load(settings)), log_level="warning")
        uvicorn.Server(config).run([listening])


def _listening(port: int) -> socket.socket:
    try:
        return socket.create_server((LOOPBACK, port))
    except OSError as error:
        raise BadInput(f"port {port}: {error.strerror}; name another with --port") from None
