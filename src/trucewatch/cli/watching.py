"""`obligations`: what is owed and whether it was done."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import click

from trucewatch.cli.options import as_of_option, json_option, record_option
from trucewatch.cli.steps import ask, load
from trucewatch.settings import Settings
from trucewatch.terminal import dated, indented, show


@click.command()
@click.option("--guarantor", help="Only what this guarantor or party owes, by id or by name.")
@as_of_option
@record_option
@json_option
@click.pass_obj
def obligations(
    settings: Settings,
    /,
    guarantor: str | None,
    as_of: date | None,
    record: Path | None,
    as_json: bool,
) -> None:
    """Say what texts and talks oblige whom to, and whether it was done.

    Met and missed rest on reports, each named; what no report shows stays unknown. Under it is
    what each guarantor is reported to have done: rounds attended, counts published, posts.

    \b
    Example:
      trucewatch obligations
      trucewatch obligations --guarantor Turkey --as-of 2018-03-20
    """
    from trucewatch.publication.obligations import obligations as owed
    from trucewatch.publication.obligations import render_obligations

    reference = load(settings)
    made = ask(record or settings.record, reference, as_of=as_of)
    found = owed(made.findings, reference, until=dated(made).end, party=guarantor)
    if as_json:
        click.echo(indented(found))
    else:
        show(render_obligations(found, reference))
