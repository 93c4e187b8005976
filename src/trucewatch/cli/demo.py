"""`demo`: the answer on packaged samples."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import click

from trucewatch.cli.steps import ask, good, keep, load, readers_asked, reports_in
from trucewatch.errors import BadInput, BadReport
from trucewatch.settings import Settings
from trucewatch.terminal import (
    a_violation,
    added_words,
    brief_as,
    finish,
    print_board,
    print_talks,
    write_whole,
)

DEMO_DAY = date(2017, 12, 21)
DEMO_NEXT = """\
The briefs are {folder}/brief.md and {folder}/brief.html. Try next:
  trucewatch serve --record {record}
  trucewatch status --record {record} --zone Idlib
  trucewatch status --record {record} --as-of 2018-02-28
  trucewatch trace --record {record} {known_as}
  trucewatch read --text YOUR_REPORT.txt --published YYYY-MM-DD"""


@click.command()
@click.option(
    "--dir",
    "folder",
    type=click.Path(path_type=Path, file_okay=False),
    default=Path("demo"),
    show_default=True,
    help="Where the record and the briefs go.",
)
@click.pass_obj
def demo(settings: Settings, /, folder: Path) -> None:
    """Show the answer on packaged samples, and write a brief.

    The record is made afresh each time. It runs from May 2017 to April 2018; the answer is given
    as it was known on 21 December 2017, the day the eighth Astana round opened.

    \b
    Example:
      trucewatch demo --dir /tmp/trucewatch-demo
    """
    from importlib import resources

    from trucewatch.sources.files import NO_DEFAULTS

    reference = load(settings)
    record = fresh(folder)
    problems: list[BadReport] = []
    with resources.as_file(resources.files("trucewatch") / "data" / "samples" / "syria") as samples:
        paths = [str(path) for path in sorted(samples.glob("*.json"))]
        incoming = good(reports_in(paths, settings, NO_DEFAULTS), problems)
        added = keep(incoming, record, reference, readers_asked("rules", settings, reference))
    made = ask(record, reference, as_of=DEMO_DAY)
    # Written before anything is printed, so that the briefs are there even if the reader of the
    # output stops at its first line.
    for form in (".md", ".html"):
        write_whole(folder / f"brief{form}", brief_as(form, made, reference, None))
    click.echo(f"{added_words(added)}; kept in {record}\n")
    print_board(made, reference)
    click.echo()
    print_talks(made, reference)
    click.echo(DEMO_NEXT.format(folder=folder, record=record, known_as=a_violation(made)))
    finish(problems)


def fresh(folder: Path) -> Path:
    """Where the demo's record goes, with nothing of an earlier one left there."""
    record = folder / "demo.db"
    try:
        folder.mkdir(parents=True, exist_ok=True)
        for part in ("", "-wal", "-shm"):
            record.with_name(record.name + part).unlink(missing_ok=True)
    except OSError as error:
        raise BadInput(f"{folder}: {error.strerror}; name another with --dir") from None
    return record
