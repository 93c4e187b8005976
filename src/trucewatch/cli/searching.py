"""`search`: names, records and reports by words."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import click

from trucewatch.cli.options import as_of_option, json_option, record_option
from trucewatch.cli.steps import ask, load
from trucewatch.settings import Settings
from trucewatch.terminal import indented, show


@click.command()
@click.argument("words", nargs=-1, required=True)
@as_of_option
@record_option
@json_option
@click.pass_obj
def search(
    settings: Settings,
    /,
    words: tuple[str, ...],
    as_of: date | None,
    record: Path | None,
    as_json: bool,
) -> None:
    """Find what has all of these words: names, records and reports, the best first.

    The last word may be the beginning of one; words in quotation marks are searched for as they
    stand.

    \b
    Example:
      trucewatch search prisoner exchange
      trucewatch search '"market" idl' --as-of 2017-12-21 --json
    """
    from trucewatch.pipeline import search as hits
    from trucewatch.publication.search import found, render_found
    from trucewatch.store.record import open_record

    reference, path, query = load(settings), record or settings.record, " ".join(words)
    made = ask(path, reference, as_of=as_of)
    with open_record(path) as store:
        records, reports = hits(store, query)
    by_id = {each.id: each for each in made.records}
    result = found(query, records, reports, by_id, made.reports, reference)
    if as_json:
        click.echo(indented(result))
    else:
        show(render_found(result))
