"""The options that several commands share."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any, TypeVar

import click

Command = TypeVar("Command", bound=Callable[..., Any])


class Day(click.ParamType[date]):
    """A calendar day."""

    name = "YYYY-MM-DD"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> date:
        # fromisoformat also takes 20171221 and week dates, which no page of ours promises.
        if not re.fullmatch(r"\d{4}-\d\d-\d\d", value):
            self.fail(f"{value!r} is not a day; write it as in 2017-12-21", param, ctx)
        try:
            return date.fromisoformat(value)
        except ValueError:
            self.fail(f"{value!r} is not in the calendar", param, ctx)


DAY = Day()
record_option = click.option(
    "--record",
    type=click.Path(path_type=Path, dir_okay=False),
    help="The record's file, where it is not trucewatch.db or what the settings name.",
)
zone_option = click.option("--zone", help="Only this zone, by id or by name.")
from_option = click.option(
    "--from", "start", type=DAY, help="First day asked about; 28 days up to the last by default."
)
to_option = click.option(
    "--to", "end", type=DAY, help="Last day asked about; that of the latest report by default."
)
as_of_option = click.option("--as-of", type=DAY, help="Answer from what was published by this day.")
reader_option = click.option(
    "--reader",
    "reader_name",
    type=click.Choice(["rules", "llm", "both"]),
    default="rules",
    show_default=True,
    help="Who reads: the offline rules, a language model of your choice (see "
    "docs/second-reader.md), or both, side by side.",
)
jobs_option = click.option(
    "--jobs",
    type=click.IntRange(min=0),
    default=1,
    show_default=True,
    help="Processes to read with, 0 for one on each core. Each takes half a second to start, so "
    "more than one pays from some hundred reports on. Same output in the same order.",
)
json_option = click.option("--json", "as_json", is_flag=True, help="Print JSON.")


def said_options(command: Command) -> Command:
    """What a user says of reports that do not say it themselves."""
    said = (
        click.option("--published", type=DAY, help="Publication day, where the file says none."),
        click.option("--outlet", help="Who published it, where the file does not say."),
        click.option("--url", help="Where it was published, where the file does not say."),
        click.option("--title", help="Its title, where the file has none."),
        click.option("--language", help="Its language, as in en, where the file does not say."),
    )
    for option in reversed(said):
        command = option(command)
    return command
