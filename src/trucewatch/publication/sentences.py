"""What a brief is made of: parts, sections, sentences; and the guard that none is made up."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from msgspec import Struct

from trucewatch.errors import UngroundedClaim
from trucewatch.model.finding import Verdict
from trucewatch.publication.monitors import Chart


class Sentence(Struct, frozen=True, kw_only=True):
    """One sentence and what it stands on.

    `claims` are ids of claims; `reference` entries are "kind:id", what a sentence about standing,
    coverage or silence stands on ("rule:5", "agreement:syria/…", "provision:…#1",
    "coverage:syria/idlib", "sources:syria/idlib", "record:reports"). One of them must be there:
    `UngroundedClaim` is raised for a sentence with neither.
    """

    text: str
    claims: tuple[str, ...] = ()
    reference: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        if not self.claims and not self.reference:
            raise UngroundedClaim(f"no claim or reference entry stands behind {self.text!r}")


class Row(Struct, frozen=True, kw_only=True):
    """A line of a table, which needs something to stand on as a sentence does."""

    cells: tuple[str, ...]
    claims: tuple[str, ...] = ()
    reference: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        if not self.claims and not self.reference:
            raise UngroundedClaim(f"nothing stands behind the row {self.cells!r}")


class Table(Struct, frozen=True, kw_only=True):
    """Rows under a heading each; the last column of every rendering is the notes."""

    columns: tuple[str, ...]
    rows: tuple[Row, ...]


class StripDay(Struct, frozen=True):
    """A zone-day on a strip. `mark` is "V" violation, "i" incident, "q" quiet, "u" unobserved."""

    day: date
    mark: str
    says: str


class Strip(Struct, frozen=True, kw_only=True):
    """A zone's days in a row. `says` sums them up for readers who cannot see it."""

    zone: str
    name: str
    days: tuple[StripDay, ...]
    says: str


class Glance(Struct, frozen=True, kw_only=True):
    """One zone's line at the top of a brief: the verdict, its figures, and its days.

    `facts` are the row's other cells in words, for where there is no room for columns.
    """

    name: str
    verdict: Verdict
    symbol: str
    words: str
    facts: str
    row: Row
    strip: Strip | None = None


class Section(Struct, frozen=True, kw_only=True):
    """Sentences under a heading: running prose, or a list where each stands for itself."""

    title: str
    sentences: tuple[Sentence, ...] = ()
    is_list: bool = False
    table: Table | None = None
    chart: Chart | None = None


class Part(Struct, frozen=True, kw_only=True):
    title: str
    sections: tuple[Section, ...] = ()


def section(
    title: str,
    sentences: Iterable[Sentence],
    *,
    is_list: bool = False,
    table: Table | None = None,
    chart: Chart | None = None,
) -> list[Section]:
    """The section, or nothing where there is nothing to say."""
    said = tuple(sentences)
    if not said:
        return []
    return [Section(title=title, sentences=said, is_list=is_list, table=table, chart=chart)]
