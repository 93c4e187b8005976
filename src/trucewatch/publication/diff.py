"""What changed in the record between two days, and why."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import get_args

from msgspec import Struct
from rich.console import Group, RenderableType
from rich.padding import Padding
from rich.text import Text

from trucewatch.assessment.wording import counted, day_words, sentence_case
from trucewatch.publication.finding_changes import finding_changes
from trucewatch.publication.known import Change, Kind, Known, Subject
from trucewatch.publication.record_changes import record_changes

HEADINGS: dict[Subject, str] = {
    "verdict": "Verdicts",
    "killed": "Killed, by the supported minimum",
    "incident": "Incidents",
    "tally": "Tallies",
    "monitor count": "Monitors' counts",
    "ground": "Ground",
    "guarantor": "Guarantors",
    "violation": "Violations",
    "contradiction": "Contradictions",
    "talks": "Talks",
    "obligation": "Obligations",
    "agreement": "Agreements",
    "statement": "What reports conclude",
}
KINDS: tuple[Kind, ...] = get_args(Kind)


class Diff(Struct, frozen=True, kw_only=True):
    """The record as known at the end of `end` against that of `start`."""

    start: date
    end: date
    reports: int
    changes: tuple[Change, ...]


def diff(before: Known, after: Known) -> Diff:
    order = list(HEADINGS)
    changes = [*record_changes(before, after), *finding_changes(before, after)]
    return Diff(
        start=before.day,
        end=after.day,
        reports=len(set(after.reports) - set(before.reports)),
        changes=tuple(
            sorted(
                changes, key=lambda c: (order.index(c.subject), KINDS.index(c.kind), c.says, c.id)
            )
        ),
    )


def render_diff(made: Diff) -> RenderableType:
    heading = Text("What changed in the record", style="bold")
    days = f"  from {day_words(made.start)} to {day_words(made.end)}"
    heading.append(days, style="not bold dim")
    came = counted(made.reports, "report was published", "reports were published")
    parts: list[RenderableType] = [heading, Text(f"{sentence_case(came)} in between.")]
    if not made.changes:
        parts.append(Text("Nothing changed."))
    for subject, words in HEADINGS.items():
        group = [each for each in made.changes if each.subject == subject]
        if group:
            parts += [Text(), Text(words, style="bold underline")]
            parts += [line for each in group for line in _lines(each)]
    return Group(*parts)


def _lines(each: Change) -> Iterable[RenderableType]:
    was = f" (was {', '.join(each.was)})" if each.was else ""
    text = Text.assemble((each.kind, "bold"), f"  {each.says}", (f"  {each.id}{was}", "dim"))
    yield Padding(text, (0, 0, 0, 2))
    yield from (Padding(Text(f"because {why}", style="dim"), (0, 0, 0, 4)) for why in each.because)
