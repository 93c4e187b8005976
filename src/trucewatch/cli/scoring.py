"""`score`: the reader against hand annotations, and the floor it must not fall below."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click
import msgspec

from trucewatch.cli.options import json_option, reader_option
from trucewatch.cli.steps import good, load, readers_asked
from trucewatch.errors import BadInput, BadReport
from trucewatch.settings import Settings
from trucewatch.terminal import finish, indented, print_score, tell_spent, watched, write_whole

if TYPE_CHECKING:
    from trucewatch.model.report import Report
    from trucewatch.reading.readers import Reader
    from trucewatch.scoring.scores import Compared, Figure

KINDS = ("incidents", "tallies", "talks", "agreements", "control_changes")


@click.command()
@click.argument("folder", metavar="[GOLD_DIR]", type=click.Path(path_type=Path), required=False)
@click.option("--misses", "with_misses", is_flag=True, help="Show each miss in its sentence.")
@click.option(
    "--kind",
    "kinds",
    type=click.Choice(KINDS),
    multiple=True,
    help="Only items of this kind; may be given several times.",
)
@click.option(
    "--floor",
    type=click.Path(path_type=Path, dir_okay=False),
    help="Fail where a figure is below what this file holds.",
)
@click.option("--raise-floor", is_flag=True, help="Raise the file of --floor to the figures.")
@reader_option
@json_option
@click.pass_obj
def score(
    settings: Settings,
    /,
    folder: Path | None,
    with_misses: bool,
    kinds: tuple[str, ...],
    floor: Path | None,
    raise_floor: bool,
    reader_name: str,
    as_json: bool,
) -> None:
    """Measure the reader against hand annotations.

    GOLD_DIR holds pairs, ID.json the report and ID.gold.json its annotation, in the folder itself
    or in folders of it; without it, the annotated reports that come with trucewatch are scored.
    What cannot be used is named on standard error, the rest is scored, and the exit status is 1. A
    floor holds F1s by name; it is raised, never lowered. docs/scoring.md tells the format.

    \b
    Example:
      trucewatch score
      trucewatch score my-gold/ --kind incidents --misses
      trucewatch score my-gold/ --floor my-floor.json --raise-floor
    """
    from trucewatch.scoring.scores import figures

    if floor is None and raise_floor:
        raise click.UsageError("--raise-floor needs --floor FILE")
    if floor and kinds:
        raise click.UsageError("--floor is of all kinds; leave --kind out")
    asked = kinds or KINDS
    problems: list[BadReport] = []
    readers = readers_asked(reader_name, settings, load(settings))
    compared = list(compared_gold(folder, readers, problems))
    if not compared:
        raise BadInput(f"{folder}: no annotated report could be used, so there is nothing to score")
    table = figures((each for _, each in compared), asked)
    told = compared if with_misses else []
    print_score(table, told, asked, len(compared), as_json=as_json)
    tell_spent(readers)
    finish(problems)
    if floor:
        hold_to(floor, table, is_raised=raise_floor)


def compared_gold(
    folder: Path | None, readers: Sequence[Reader], problems: list[BadReport]
) -> Iterator[tuple[Report, Compared]]:
    """Each annotated report, and its annotation beside what the readers make of it. Without a
    folder, the reports that come with the package."""
    from importlib import resources

    from trucewatch.publication.contract import reading_as_contract
    from trucewatch.reading.readers import read_by_all
    from trucewatch.scoring.scores import compare
    from trucewatch.sources.gold import read_gold

    packaged = resources.files("trucewatch") / "data"
    with resources.as_file(packaged) as data:
        from trucewatch.sources.pieces import today

        found = read_gold(folder or data / "gold", today=today())
        for gold in watched(good(found, problems)):
            report = gold.report
            reading = reading_as_contract(report, read_by_all(report, readers))
            yield report, compare(gold.items, reading, report.text, report.title)


def hold_to(path: Path, table: Mapping[str, Figure], *, is_raised: bool) -> None:
    """Raises the floor in `path` if told to, and `BadInput` where a figure is below it."""
    from trucewatch.scoring.scores import below, raised

    floor = {} if is_raised and not path.exists() else floor_in(path, table)
    if low := below(table, floor):
        why = "{path}: {name} is {f1:.3f}, below its floor of {least}"
        lines = (
            why.format(path=path, name=name, f1=table[name].f1, least=floor[name]) for name in low
        )
        raise BadInput("\n".join(lines))
    if is_raised:
        write_whole(path, indented(raised(table, floor)) + "\n")


def floor_in(path: Path, known: Iterable[str]) -> dict[str, float]:
    try:
        floor = msgspec.json.decode(path.read_bytes(), type=dict[str, float])
    except (msgspec.DecodeError, UnicodeDecodeError) as error:
        why = f'not a floor: {error}; write one as in {{"all_slots": 0.8}}'
        raise BadInput(f"{path}: {why}") from None
    if strange := sorted(floor.keys() - set(known)):
        raise BadInput(f"{path}: no figure is called {', '.join(strange)}")
    return floor
