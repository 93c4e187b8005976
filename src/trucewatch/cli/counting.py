"""`totals` and `monitors`: what is counted, by whom, and how far the counts agree."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, get_args

import click

from trucewatch.cli.options import DAY, as_of_option, json_option, record_option
from trucewatch.cli.steps import ask, load
from trucewatch.model.claim import Measure
from trucewatch.settings import Settings
from trucewatch.terminal import print_monitors, print_totals

if TYPE_CHECKING:
    from trucewatch.assessment.totals import Asked
    from trucewatch.reference.reference import Reference

since_option = click.option("--from", "start", type=DAY, help="First day counted; open by default.")
until_option = click.option("--to", "end", type=DAY, help="Last day counted; open by default.")


@click.command()
@click.argument("area", required=False)
@since_option
@until_option
@click.option(
    "--category",
    type=click.Choice(["people", "civilians", "combatants", "women", "children"]),
    default="people",
    show_default=True,
    help="Whom to count.",
)
@click.option(
    "--measure",
    type=click.Choice(get_args(Measure)),
    default="killed",
    show_default=True,
    help="What to count.",
)
@as_of_option
@record_option
@json_option
@click.pass_obj
def totals(
    settings: Settings,
    /,
    area: str | None,
    start: date | None,
    end: date | None,
    category: str,
    measure: Measure,
    as_of: date | None,
    record: Path | None,
    as_json: bool,
) -> None:
    """Say how many are documented in an area, and what that stands on.

    AREA is a zone or place by id, or the name of a zone, place, province or country; everything
    is counted without one. The figure is the largest that claims support with no one counted
    twice. It is documented, and not the total. Counts by claimant stand beside it.

    \b
    Example:
      trucewatch totals
      trucewatch totals Ukraine --measure violations --from 2020-07-27
      trucewatch totals "Eastern Ghouta" --category civilians --to 2017-12-31 --json
    """
    reference = load(settings)
    asked = scope_named(area, reference, start, end, category, measure)
    made = ask(record or settings.record, reference, as_of=as_of)
    print_totals(asked, made, reference, as_json=as_json)


@click.command()
@click.argument("area", required=False)
@since_option
@until_option
@click.option(
    "--svg",
    type=click.Path(path_type=Path, dir_okay=False),
    help="Also draw them as a chart into this file.",
)
@as_of_option
@record_option
@json_option
@click.pass_obj
def monitors(
    settings: Settings,
    /,
    area: str | None,
    start: date | None,
    end: date | None,
    svg: Path | None,
    as_of: date | None,
    record: Path | None,
    as_json: bool,
) -> None:
    """Show what each monitor counted, by area and day, and how far the counts are apart.

    AREA is as for totals. Counts are never merged: a monitor that counted none stands beside one
    that reported nothing.

    \b
    Example:
      trucewatch monitors
      trucewatch monitors Syria --from 2017-07-01 --to 2017-09-30 --svg counts.svg
    """
    reference = load(settings)
    asked = scope_named(area, reference, start, end, "people", "violations")
    made = ask(record or settings.record, reference, as_of=as_of)
    print_monitors(asked, made, reference, svg, as_json=as_json)


def scope_named(
    area: str | None,
    reference: Reference,
    start: date | None,
    end: date | None,
    category: str,
    measure: Measure,
) -> Asked:
    """What is asked about. Raises `NotFound` for an area that no dossier or gazetteer knows."""
    from trucewatch.assessment.totals import asked_about

    if start and end and start > end:
        raise click.UsageError(f"--from {start} is after --to {end}")
    return asked_about(area, reference, start, end, category, measure)
