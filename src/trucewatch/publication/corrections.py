"""Figures that a correction or a withdrawal changed, in words."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date

from msgspec import Struct
from rich.console import Group
from rich.padding import Padding
from rich.text import Text

from trucewatch.assessment.wording import day_words, range_words
from trucewatch.model.finding import ChangedFigure, Correction
from trucewatch.model.record import Record
from trucewatch.publication.names import record_words
from trucewatch.publication.wording import one_line
from trucewatch.reference.reference import Reference


class CorrectionLine(Struct, frozen=True, kw_only=True):
    """A correction in a sentence, and each figure that it changed in another."""

    id: str
    says: str
    changes: tuple[str, ...]


def correction_lines(
    found: Iterable[Correction],
    records: Mapping[str, Record],
    reference: Reference,
    *,
    start: date | None,
    end: date | None,
) -> tuple[CorrectionLine, ...]:
    """Those made from `start` to `end` that changed a figure, in the order they were made."""
    changing = [each for each in found if each.changes and _is_within(each.on, start, end)]
    return tuple(
        CorrectionLine(
            id=each.id,
            says=correction_words(each),
            changes=tuple(change_words(change, records, reference) for change in each.changes),
        )
        for each in sorted(changing, key=lambda each: (each.on or date.min, each.id))
    )


def correction_words(each: Correction) -> str:
    """ "The Gazette corrected on 21 December 2017 its report of 20 December 2017"."""
    who = one_line(each.outlet) if each.outlet else "An outlet that is not named"
    on = f" on {day_words(each.on)}" if each.on else ""
    of = f" of {day_words(each.published)}" if each.published else ""
    return f"{who} {_HOW[each.how]}{on} its report{of}"


_HOW = {"corrected": "corrected", "withdrawn": "withdrew"}


def change_words(change: ChangedFigure, records: Mapping[str, Record], reference: Reference) -> str:
    """ "29 killed no longer counts; the record has 19: an air strike in …"."""
    said = f"{range_words(change.said)} {change.measure.replace('_', ' ')} no longer counts"
    record = records.get(change.record or "")
    if record is None:
        return f"{said}, and the record has nothing in its place"
    now = range_words(change.now) if change.now else "no figure"
    return f"{said}; the record has {now}: {record_words(record, reference)}"


def _is_within(day: date | None, start: date | None, end: date | None) -> bool:
    return day is not None and (start is None or start <= day) and (end is None or day <= end)


def render_corrections(lines: Iterable[CorrectionLine]) -> Group:
    drawn: list[Text | Padding] = [Text("Corrected or withdrawn", style="bold")]
    for line in lines:
        drawn.append(Text.assemble(line.says, (f"  {line.id}", "dim")))
        drawn += [Padding(Text(change), (0, 0, 0, 2)) for change in line.changes]
    return Group(*drawn)
