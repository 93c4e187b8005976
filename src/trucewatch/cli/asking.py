"""`status`, `talks`, `brief` and `trace`: what the record answers."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import click

from trucewatch.cli.options import (
    as_of_option,
    from_option,
    json_option,
    record_option,
    to_option,
    zone_option,
)
from trucewatch.cli.steps import ask, load
from trucewatch.errors import NotFound
from trucewatch.settings import Settings
from trucewatch.terminal import (
    brief_as,
    form_of,
    indented,
    print_board,
    print_talks,
    show,
    write_whole,
)

if TYPE_CHECKING:
    from trucewatch.model.report import Report
    from trucewatch.publication.trace.known import Archived
    from trucewatch.reference.reference import Reference
    from trucewatch.store.record import RecordStore


@click.command()
@zone_option
@from_option
@to_option
@as_of_option
@record_option
@json_option
@click.pass_obj
def status(
    settings: Settings,
    /,
    zone: str | None,
    start: date | None,
    end: date | None,
    as_of: date | None,
    record: Path | None,
    as_json: bool,
) -> None:
    """Say for each zone whether it is holding, and who says so.

    \b
    Example:
      trucewatch status
      trucewatch status --zone Idlib --as-of 2017-12-21
      trucewatch status --from 2017-11-01 --to 2017-12-31 --json
    """
    reference = load(settings)
    zone_id = zone_named(zone, reference)
    made = ask(record or settings.record, reference, start=start, end=end, as_of=as_of)
    print_board(made, reference, zone_id, as_json=as_json)


@click.command()
@as_of_option
@record_option
@json_option
@click.pass_obj
def talks(settings: Settings, /, as_of: date | None, record: Path | None, as_json: bool) -> None:
    """Show each track's rounds, as planned and as held, and who came.

    \b
    Example:
      trucewatch talks
      trucewatch talks --as-of 2017-12-21 --json
    """
    reference = load(settings)
    made = ask(record or settings.record, reference, as_of=as_of)
    print_talks(made, reference, as_json=as_json)


@click.command()
@click.option(
    "-o",
    "--output",
    type=click.Path(path_type=Path, dir_okay=False),
    help="Write here, as Markdown (.md), HTML (.html), Word (.docx) or PDF (.pdf), instead of "
    "printing Markdown.",
)
@zone_option
@from_option
@to_option
@as_of_option
@record_option
@click.pass_obj
def brief(
    settings: Settings,
    /,
    output: Path | None,
    zone: str | None,
    start: date | None,
    end: date | None,
    as_of: date | None,
    record: Path | None,
) -> None:
    """Write the answer as a page, with a source for every figure.

    \b
    Example:
      trucewatch brief
      trucewatch brief --from 2017-12-01 --to 2017-12-21 -o brief.html
    """
    form = form_of(output)
    reference = load(settings)
    zone_id = zone_named(zone, reference)
    made = ask(record or settings.record, reference, start=start, end=end, as_of=as_of)
    page = brief_as(form, made, reference, zone_id)
    if output is None:
        click.echo(page, nl=False)
    else:
        write_whole(output, page)
        click.echo(f"wrote {output}")


@click.command()
@click.argument("known_as", metavar="ID")
@from_option
@to_option
@as_of_option
@record_option
@json_option
@click.pass_obj
def trace(
    settings: Settings,
    /,
    known_as: str,
    start: date | None,
    end: date | None,
    as_of: date | None,
    record: Path | None,
    as_json: bool,
) -> None:
    """Walk a figure back to the words it came from.

    On the way are records, judgements, claims, quotes, the report and its archived bytes. ID is
    any that status, talks, brief or trace print, or a figure such as syria/idlib:killed.

    \b
    Example:
      trucewatch trace syria/idlib:killed
      trucewatch trace v-8d2d79725a445992 --as-of 2017-12-21
    """
    from trucewatch.publication.trace.known import Traceable
    from trucewatch.publication.trace.tree import render_trace
    from trucewatch.publication.trace.walk import trace as traced
    from trucewatch.store.record import open_record

    reference = load(settings)
    path = record or settings.record
    made = ask(path, reference, start=start, end=end, as_of=as_of)
    no_namesakes(known_as, made.reports)
    with open_record(path) as store:
        traceable = Traceable(
            findings=made.findings,
            records=made.records,
            claims=made.claims,
            reports=made.reports,
            judgements=made.judgements + made.decided,
            decisions=tuple(store.decisions()),
            reference=reference,
            archived=lambda ref: archived(store, ref),
        )
        found = traced(known_as, traceable)
    if as_json:
        click.echo(indented(found))
    else:
        show(render_trace(found))


def zone_named(name: str | None, reference: Reference) -> str | None:
    """The id of the zone that `name` is the id or a name of."""
    if name is None or name in reference.zones:
        return name
    if zone := reference.zone_named(name):
        return zone.id
    known = ", ".join(sorted(reference.zones)) or "none"
    raise NotFound(f"{name!r} is not a zone; known: {known}")


def no_namesakes(known_as: str, reports: Mapping[str, Report]) -> None:
    """Raises `NotFound` where several reports came with this id of their own."""
    refs = sorted(ref for ref, report in reports.items() if report.id == known_as)
    if len(refs) > 1:
        raise NotFound(
            f"several reports are called {known_as!r}: {', '.join(refs)}; give one of these"
        )


def archived(store: RecordStore, ref: str) -> Archived:
    from trucewatch.publication.trace.known import Archived

    return Archived(store.origin(ref), store.raw_sha256(ref))
