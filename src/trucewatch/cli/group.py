"""The command `trucewatch`: all commands as one, and how its errors are said."""

from __future__ import annotations

import io
import os
import sys
from pathlib import Path
from typing import Any

import click

from trucewatch import __version__
from trucewatch.cli.accounts import account
from trucewatch.cli.asking import brief, status, talks, trace
from trucewatch.cli.counting import monitors, totals
from trucewatch.cli.demo import demo
from trucewatch.cli.judging import gold, judge, judgements
from trucewatch.cli.keeping import check, merge, rebuild, verify
from trucewatch.cli.reading import add, read
from trucewatch.cli.scoring import score
from trucewatch.cli.searching import search
from trucewatch.cli.serving import serve
from trucewatch.cli.training import train_matching
from trucewatch.cli.watching import alerts, diff, obligations
from trucewatch.cli.withholding import redact, restrict
from trucewatch.errors import BadInput, TrucewatchError
from trucewatch.settings import load_settings
from trucewatch.terminal import complain


class Commands(click.Group):
    """Says errors raised on purpose, and those of the machine, in plain lines: exit status 1, no
    traceback."""

    def main(self, *args: Any, **kwargs: Any) -> Any:
        try:
            return super().main(*args, **kwargs)
        except OSError as error:
            drop_output()
            complain(BadInput(f"{error.filename or 'standard output'}: {error.strerror}"))
            sys.exit(1)

    def invoke(self, ctx: click.Context) -> Any:
        try:
            return super().invoke(ctx)
        except TrucewatchError as error:
            complain(error)
            ctx.exit(1)
        except BrokenPipeError:
            # Whoever reads the output has what it wants, as in `trucewatch read … | head -1`.
            drop_output()
            ctx.exit(0)
        except KeyboardInterrupt:
            click.echo(err=True)
            ctx.exit(130)


@click.group(cls=Commands)
@click.version_option(__version__, message="%(prog)s %(version)s")
@click.pass_context
def commands(ctx: click.Context) -> None:
    """Read reports on peace talks and ceasefires, and keep a record whose every figure can be
    walked back to the words it came from.

    \b
    The path:
      reports → read → claims → add → records, findings → status, talks, brief, trace

    \b
    Example:
      trucewatch demo
      trucewatch read report.txt --published 2017-12-21
      trucewatch add reports/ && trucewatch status
    """
    ctx.obj = load_settings(Path.cwd(), os.environ)


for command in (
    read,
    add,
    status,
    talks,
    brief,
    obligations,
    alerts,
    diff,
    totals,
    monitors,
    trace,
    search,
    judge,
    judgements,
    redact,
    restrict,
    merge,
    verify,
    rebuild,
    check,
    score,
    gold,
    serve,
    account,
    demo,
    train_matching,
):
    commands.add_command(command)


def main() -> None:
    """The console script."""
    # A terminal or pipe that lacks a character gets a question mark, not a traceback.
    if isinstance(sys.stdout, io.TextIOWrapper):
        sys.stdout.reconfigure(errors="replace")
    commands(prog_name="trucewatch")


def drop_output() -> None:
    """Nothing more goes to standard output: what is buffered would fail again at the exit."""
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, sys.stdout.fileno())
    os.close(nowhere)
