"""`read` and `add`: reports go in."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click
import msgspec

from trucewatch.cli.options import (
    jobs_option,
    json_option,
    reader_option,
    record_option,
    said_options,
)
from trucewatch.cli.steps import good, keep, load, read_ahead, readers_asked, reports_in
from trucewatch.errors import BadReport
from trucewatch.settings import Settings
from trucewatch.terminal import (
    added_words,
    complain,
    finish,
    print_objects,
    print_tables,
    tell_spent,
    warn_of_undated,
    watched,
)

if TYPE_CHECKING:
    from trucewatch.model.claim import Reading
    from trucewatch.sources.files import Incoming


@click.command()
@click.argument("paths", metavar="[FILE|DIR|-]...", nargs=-1)
@click.option(
    "--format",
    "form",
    type=click.Choice(["table", "json", "jsonl"]),
    help="table by default on a terminal, jsonl otherwise.",
)
@said_options
@click.option("--text", "with_text", is_flag=True, help="Print each report's text too.")
@click.option("--mentions", "with_mentions", is_flag=True, help="Print what each report names.")
@reader_option
@jobs_option
@click.pass_obj
def read(
    settings: Settings,
    /,
    paths: tuple[str, ...],
    form: str | None,
    with_text: bool,
    with_mentions: bool,
    reader_name: str,
    jobs: int,
    **said: Any,
) -> None:
    """Read reports and print what they claim. Nothing is kept.

    Takes .txt, .md, .html, .json and .jsonl files, UCDP GED's rows (.csv, .csv.gz), folders of
    them, and standard input (- or no path at all) as JSON Lines or plain text. README, LICENSE
    and CHANGELOG files in a folder are left out; named themselves, they are read. A report that
    cannot be read is named on standard error, the others are read, and the exit status is 1.

    \b
    Example:
      trucewatch read report.txt --published 2017-12-21 --outlet "Example News"
      trucewatch read --format jsonl reports.jsonl | head -1
      trucewatch read --reader both report.txt --published 2017-12-21
    """
    from trucewatch.publication.contract import reading_as_contract
    from trucewatch.reading.readers import read_by_all, readers_of
    from trucewatch.sources.pieces import ReportDefaults

    readers = readers_asked(
        reader_name, settings, load(settings), jobs, with_mentions=with_mentions
    )
    incoming = reports_in(paths or ("-",), settings, ReportDefaults(**said))
    problems: list[BadReport] = []
    reports = telling(good(read_ahead(incoming, readers, jobs), problems))
    # On one terminal the count would run into the answer.
    reports = reports if sys.stdout.isatty() else watched(reports)
    readings = (
        (each.report, noted(read_by_all(each.report, readers_of(each.dataset, readers)), each.note))
        for each in reports
    )
    if form == "table" or (form is None and sys.stdout.isatty()):
        print_tables(readings)
    else:
        objects = (
            reading_as_contract(report, reading, with_text=with_text, with_mentions=with_mentions)
            for report, reading in readings
        )
        print_objects(objects, is_list=form == "json")
    tell_spent(readers)
    finish(problems)


@click.command()
@click.argument("paths", metavar="FILE|DIR|-...", nargs=-1, required=True)
@said_options
@reader_option
@jobs_option
@record_option
@json_option
@click.pass_obj
def add(
    settings: Settings,
    /,
    paths: tuple[str, ...],
    record: Path | None,
    as_json: bool,
    reader_name: str,
    jobs: int,
    **said: Any,
) -> None:
    """Read reports and keep them in the record.

    Their claims are kept with them, and the answer is worked out anew. The record is made on
    first use. Adding a report again changes nothing, and the order in which
    reports come does not matter. README, LICENSE and CHANGELOG files in a folder are left out.

    \b
    Example:
      trucewatch add reports/ more.jsonl ged.csv.gz
      trucewatch add report.txt --published 2017-12-21 --outlet "Example News"
      curl -s https://example.org/reports.jsonl | trucewatch add -
    """
    from trucewatch.sources.pieces import ReportDefaults

    problems: list[BadReport] = []
    undated: list[str] = []
    reference = load(settings)
    readers = readers_asked(reader_name, settings, reference, jobs)
    incoming = read_ahead(reports_in(paths, settings, ReportDefaults(**said)), readers, jobs)
    dated = noting_undated(telling(good(incoming, problems)), undated)
    added = keep(dated, record or settings.record, reference, readers)
    click.echo(added_words(added, len(undated), as_json=as_json))
    warn_of_undated(len(undated))
    unanswered = [BadReport(origin, why) for origin, why in added.unanswered.items()]
    complain(*unanswered)
    problems += unanswered
    tell_spent(readers)
    finish(problems)


def telling(incoming: Iterable[Incoming]) -> Iterator[Incoming]:
    """The same reports; what could not be used of one is said as it comes."""
    for item in incoming:
        if item.note:
            complain(BadReport(item.origin, item.note))
        yield item


def noted(reading: Reading, note: str | None) -> Reading:
    """The reading, with what could not be used of its report among the warnings."""
    if note is None:
        return reading
    return msgspec.structs.replace(reading, warnings=(note, *reading.warnings))


def noting_undated(incoming: Iterable[Incoming], undated: list[str]) -> Iterator[Incoming]:
    """The same reports; the origins of those without a publication day go into `undated`."""
    for item in incoming:
        if item.report.published is None:
            undated.append(item.origin)
        yield item
