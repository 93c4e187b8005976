"""What the commands print: errors, progress, objects and pages. Heavy parts load when needed."""

from __future__ import annotations

import os
import re
import sys
import time
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click
import msgspec

from trucewatch.errors import BadInput, BadReport, NotFound, TrucewatchError

if TYPE_CHECKING:
    from rich.console import RenderableType

    from trucewatch.assessment.totals import Asked
    from trucewatch.model.claim import Reading
    from trucewatch.model.report import Report
    from trucewatch.pipeline import Added, Answer, Window
    from trucewatch.reading.readers import Reader
    from trucewatch.reference.reference import Reference
    from trucewatch.scoring.scores import Compared, Figure

Item = TypeVar("Item")

PATIENCE_S = 1.0


def complain(*errors: TrucewatchError) -> None:
    for error in errors:
        for line in str(error).splitlines():
            click.echo(f"trucewatch: {line}", err=True)


def finish(problems: Sequence[BadReport]) -> None:
    if problems:
        click.get_current_context().exit(1)


def watched(items: Iterable[Item], what: str = "reports", each: int = 1) -> Iterator[Item]:
    """The items, with a bar on standard error where that is a terminal and it takes a while.

    How many there will be is not known while they stream in, so the bar counts and does not fill;
    each item counts as so many of `what`.
    """
    if not sys.stderr.isatty():
        yield from items
        return
    began, bar = time.monotonic(), None
    try:
        for number, item in enumerate(items, start=1):
            yield item
            if bar is None and time.monotonic() - began > PATIENCE_S:
                bar = _Bar(what)
            if bar is not None:
                bar.show(number * each)
    finally:
        if bar is not None:
            bar.close()


class _Bar:
    """Rich's bar, loaded only when something takes long enough to be watched."""

    def __init__(self, what: str) -> None:
        from rich.console import Console
        from rich.progress import BarColumn, Progress, TextColumn, TimeElapsedColumn

        said = TextColumn(f"{{task.completed:,.0f}} {what}")
        columns = (BarColumn(), said, TimeElapsedColumn())
        self._progress = Progress(*columns, console=Console(stderr=True), transient=True)
        self._task = self._progress.add_task(what, total=None)
        self._progress.start()

    def show(self, number: int) -> None:
        self._progress.update(self._task, completed=number)

    def close(self) -> None:
        self._progress.stop()


def print_objects(objects: Iterable[dict[str, Any]], *, is_list: bool) -> None:
    """One line for each, or one JSON array of them; either way as soon as each is there."""
    if not is_list:
        for each in objects:
            click.echo(msgspec.json.encode(each))
        return
    before = "["
    for each in objects:
        click.echo(f"{before}\n{indented(each)}", nl=False)
        before = ","
    click.echo("[]" if before == "[" else "\n]")


def indented(noun: object) -> str:
    return msgspec.json.format(msgspec.json.encode(noun), indent=2).decode()


def added_words(added: Added, undated: int = 0, *, as_json: bool = False) -> str:
    """What became of the reports; `undated` of those that came in have no publication day."""
    counts = msgspec.structs.asdict(added)
    if as_json:
        return indented({**counts, "undated": undated})
    # Only a run that asked a model can have gone without an answer, and each is named.
    counts.pop("unanswered")
    return ", ".join(f"{name.replace('_', ' ')} {number:,}" for name, number in counts.items())


def tell_spent(readers: Iterable[Reader]) -> None:
    """What asking a model took, for each reader that asked one."""
    for reader in readers:
        if (spent := reader.spent()) is not None:
            cost = "" if spent.cost is None else f", cost {spent.cost:,.4f}"
            click.echo(
                f"trucewatch: {reader.name}: asked {spent.requests:,} times, "
                f"replayed {spent.replayed:,}; tokens in {spent.tokens_in:,}, "
                f"out {spent.tokens_out:,}{cost}",
                err=True,
            )


def warn_of_undated(count: int) -> None:
    if count:
        some = "1 report has" if count == 1 else f"{count:,} reports have"
        no_day = "no publication date; no day can be told of"
        which = "it" if count == 1 else "them"
        click.echo(f"trucewatch: {some} {no_day} {which}", err=True)


def a_violation(made: Answer) -> str:
    """An id that is worth tracing."""
    known = (*made.findings.violations, *made.records)
    return known[0].id if known else "ID"


def show(*drawn: RenderableType) -> None:
    """Draws on standard output. In a file or a pipe no line ends in the spaces that pad tables.

    Rich costs a fifth of a second, so only what draws tables loads it.
    """
    from rich.console import Console

    out = Console(highlight=False, markup=False, emoji=False)
    with out.capture() as caught:
        for each in drawn:
            out.print(each)
    text = caught.get()
    if not out.is_terminal:
        text = re.sub(" +$", "", text, flags=re.MULTILINE)
    click.echo(text, nl=False, color=out.is_terminal)


def print_tables(readings: Iterable[tuple[Report, Reading]]) -> None:
    from trucewatch.publication.reading_table import reading_table

    for report, reading in readings:
        show(reading_table(report, reading), "")


def dated(made: Answer) -> Window:
    """The days told of. Raises `NotFound` where no report has a date."""
    if made.window is None:
        raise NotFound(
            "no report in the record has a publication date, so no day can be told of; "
            "add them with --published"
        )
    return made.window


def print_board(
    made: Answer, reference: Reference, zone: str | None = None, *, as_json: bool = False
) -> None:
    from trucewatch.publication.board import board
    from trucewatch.publication.board_table import render_board

    dated(made)
    unread, why = len(made.unread), made.no_verdict
    table = board(made.findings, made.records, reference, unread=unread, no_verdict=why)
    if as_json:
        rows = tuple(row for row in table.rows if zone in (None, row.zone))
        click.echo(indented(msgspec.structs.replace(table, rows=rows)))
    else:
        show(render_board(table, zone))


def print_talks(made: Answer, reference: Reference, *, as_json: bool = False) -> None:
    from trucewatch.publication.talks import render_talks, talks

    tracks = talks(made.findings, made.records, reference)
    if as_json:
        click.echo(indented(tracks))
    else:
        show(render_talks(tracks))


def print_effects(
    done: dict[str, str], before: Answer, after: Answer, reference: Reference, *, as_json: bool
) -> None:
    """What was `done`, by what it is called, and what changed in the record by it."""
    from trucewatch.publication.effects import effect_lines, effects

    found = effects((before.records, before.findings), (after.records, after.findings), reference)
    if as_json:
        click.echo(indented({**done, "changed": found}))
        return
    for line in (*done.values(), *effect_lines(found)):
        click.echo(line)


def print_totals(
    asked: Asked, made: Answer, reference: Reference, *, as_json: bool = False
) -> None:
    from trucewatch.assessment.totals import total
    from trucewatch.publication.totals import render_totals, totals

    found = total(asked, made.records, reference)
    page = totals(asked, found, made.findings.breakdowns, made.records, reference)
    if as_json:
        click.echo(indented(page))
    else:
        show(render_totals(page))


def print_monitors(
    asked: Asked, made: Answer, reference: Reference, svg: Path | None, *, as_json: bool = False
) -> None:
    """The table and, into `svg`, the chart."""
    from trucewatch.publication.monitors import monitor_table, render_monitors, to_svg

    table = monitor_table(asked, made.records, reference)
    if svg is not None:
        write_whole(svg, to_svg(table))
    if as_json:
        click.echo(indented(table))
    else:
        show(render_monitors(table))


def print_score(
    table: Mapping[str, Figure],
    told: Iterable[tuple[Report, Compared]],
    kinds: Sequence[str],
    reports: int,
    *,
    as_json: bool = False,
) -> None:
    """`told` are the reports whose misses are shown, before the table."""
    from trucewatch.publication.score_table import as_objects, misses, score_table

    if as_json:
        click.echo(indented(as_objects(table, told, kinds, reports)))
        return
    for report, compared in told:
        show(*misses(report, compared, kinds))
    show(score_table(table))
    click.echo(f"{reports:,} report{'' if reports == 1 else 's'}")


def form_of(output: Path | None) -> str:
    from trucewatch.publication.written.forms import FORMS

    suffix = output.suffix.lower() if output else ".md"
    if suffix not in FORMS:
        raise click.UsageError(f"{output} must end in {' or '.join(FORMS)}")
    return suffix


def brief_as(form: str, made: Answer, reference: Reference, zone: str | None) -> bytes:
    """The brief in one of the forms. Raises `NotFound` where no report has a date."""
    from trucewatch.publication.brief import brief
    from trucewatch.publication.written.forms import written

    window = dated(made)
    about = brief(
        made.findings,
        made.records,
        made.claims,
        made.read_reports,
        reference,
        start=window.start,
        end=window.end,
        zone=zone,
        unread=len(made.unread),
        no_verdict=made.no_verdict,
    )
    return written(about, form)


def write_whole(path: Path, words: str | bytes) -> None:
    """All of it or nothing: a reader never finds half a page, and a failure leaves the old one."""
    beside = path.with_name(f".{path.name}.{os.getpid()}")
    try:
        beside.write_bytes(words.encode() if isinstance(words, str) else words)
        beside.replace(path)
    except OSError as error:
        beside.unlink(missing_ok=True)
        raise BadInput(f"{path}: {error.strerror}; name another file") from None
