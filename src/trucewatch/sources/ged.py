"""UCDP's Georeferenced Event Dataset: each row of a CSV file is a report by the dataset.

A report's text is the row itself, a sentence and then a line a column, so that every field of a
claim can quote the cell it comes from. Columns: UCDP GED Codebook (Högbladh, any version with
them); its 41- and 49-column layouts differ in columns that are not used here. CC BY 4.0.
"""

from __future__ import annotations

import csv
import io
import zlib
from collections import deque
from collections.abc import Iterable, Iterator, Mapping
from contextlib import closing
from datetime import date
from functools import partial
from gzip import GzipFile
from typing import BinaryIO

from msgspec import Struct

from trucewatch.errors import BadReport
from trucewatch.sources.pieces import BOM, Piece, Split, Terms, Written

DATASET = "ucdp-ged"
OUTLET = "UCDP GED"
# What a report shows of its row, in this order, where the file has it.
COLUMNS = (
    *("id", "type_of_violence", "side_a", "side_b"),
    *("date_start", "date_end", "date_prec"),
    *("where_coordinates", "where_description", "adm_2", "adm_1", "country", "where_prec"),
    *("latitude", "longitude"),
    *("low", "best", "high", "deaths_a", "deaths_b", "deaths_civilians", "deaths_unknown"),
    *("source_original", "source_office", "source_date", "source_article"),
)
NEEDED = tuple(
    name for name in COLUMNS if not name.startswith(("adm_", "source_", "where_description"))
)
VIOLENCE = {1: "state-based violence", 2: "non-state violence", 3: "one-sided violence"}
# Cells hold line breaks, but a quote that is never closed must not swallow the file.
LINES_OF_ROW_MAX = 40


class Event(Struct, frozen=True, kw_only=True):
    """A row, checked. Deaths are people; `deaths_*` are parts of `best`; latitude and longitude
    are WGS 84 degrees; the two precisions are the codebook's, 1 the finest."""

    id: int
    type_of_violence: int
    side_a: str
    side_b: str
    date_start: date
    date_end: date
    date_prec: int
    where_coordinates: str
    adm_1: str
    country: str
    where_prec: int
    latitude: float
    longitude: float
    low: int
    best: int
    high: int
    deaths_a: int
    deaths_b: int
    deaths_civilians: int
    deaths_unknown: int
    sources: tuple[str, ...] = ()


def split(stream: BinaryIO | GzipFile, file: str, terms: Terms) -> Split:
    """A piece for each row; what is no row of the dataset is named by its line."""
    lines = _bounded(stream, terms.wrapped_bytes_max)
    header = next(lines, b"").removeprefix(BOM)
    columns = _cells(header) or []
    missing = [name for name in NEEDED if name not in columns]
    if missing:
        why = f"a CSV file is read as UCDP GED, and this has no column {', '.join(missing)}"
        yield BadReport(f"{file}:1", why)
        return
    written = partial(_written, columns)
    is_empty = True
    for number, raw in _rows(lines, len(columns)):
        is_empty = False
        yield Piece(raw, file, written, number, DATASET)
    if is_empty:
        yield BadReport(file, "no row stands under its header; it holds no report")


def split_packed(stream: BinaryIO, file: str, terms: Terms) -> Split:
    """The same of a gzip file, unpacked as it is read."""
    try:
        with closing(GzipFile(fileobj=stream)) as unpacked:
            yield from split(unpacked, file, terms)
    except (EOFError, zlib.error) as error:
        yield BadReport(file, f"the gzip file is damaged: {error}")


def _bounded(stream: BinaryIO | GzipFile, longest: int) -> Iterator[bytes]:
    while line := stream.readline(longest):
        yield line


def _rows(lines: Iterable[bytes], width: int) -> Iterator[tuple[int, bytes]]:
    """Each row's first line number and bytes; a row that does not come out right is one line."""
    waiting: deque[tuple[int, bytes]] = deque()
    numbered = enumerate(lines, start=2)
    while head := waiting.popleft() if waiting else next(numbered, None):
        taken = [head]
        while _is_open(taken) and len(taken) < LINES_OF_ROW_MAX:
            more = waiting.popleft() if waiting else next(numbered, None)
            if more is None:
                break
            taken.append(more)
        whole = b"".join(line for _, line in taken)
        if len(taken) > 1 and len(_cells(whole) or ()) != width:
            waiting.extendleft(reversed(taken[1:]))
            whole = head[1]
        if whole.strip():
            yield head[0], whole


def _is_open(taken: Iterable[tuple[int, bytes]]) -> bool:
    """Whether a quoted cell goes on in the next line."""
    return sum(line.count(b'"') for _, line in taken) % 2 == 1


def _cells(raw: bytes) -> list[str] | None:
    try:
        return next(csv.reader(io.StringIO(raw.decode(), newline=""), strict=True), None)
    except (csv.Error, UnicodeDecodeError):
        return None


def _written(columns: list[str], piece: Piece) -> Written:
    try:
        piece.raw.decode()
    except UnicodeDecodeError as error:
        why = f"not UTF-8 (byte 0x{piece.raw[error.start]:02x}); save it as UTF-8"
        raise BadReport(piece.origin, why) from None
    cells = _cells(piece.raw)
    if cells is None or len(cells) != len(columns):
        found = "quotes that do not match" if cells is None else f"{len(cells)} cells"
        raise BadReport(piece.origin, f"a row of {len(columns)} cells is expected, not {found}")
    row = dict(zip(columns, cells, strict=True))
    try:
        event = event_of(row)
    except ValueError as problem:
        raise BadReport(piece.origin, str(problem)) from None
    return Written(
        id=f"{DATASET}-{event.id}",
        title=f"{OUTLET} event {event.id}",
        outlet=OUTLET,
        published=published(event, row.get("source_date", "")).isoformat(),
        language="en",
        text=_text(event, row),
    )


def published(event: Event, source_dates: str) -> date:
    """The day the world could know all that the row says: the last of its sources' dates, and
    never before the event's own last day, which stands for dates that are missing."""
    dates = (_day_or_none(each) for each in source_dates.split(";"))
    return max([event.date_end, *(day for day in dates if day)])


def _text(event: Event, row: Mapping[str, str]) -> str:
    shown = ((name, _plain(row.get(name, ""))) for name in COLUMNS)
    return "\n".join((headline(event), *(f"{name}: {cell}" for name, cell in shown if cell)))


def headline(event: Event) -> str:
    """The row in a sentence."""
    days = str(event.date_start)
    if event.date_end != event.date_start:
        days += f" to {event.date_end}"
    where = ", ".join(filter(None, (event.where_coordinates, event.adm_1, event.country)))
    killed = f"{event.best} killed (low {event.low}, high {event.high})"
    kind = VIOLENCE[event.type_of_violence]
    return f"{days}, {where}: {kind}, {event.side_a} - {event.side_b}, {killed}."


def event_in(text: str) -> Event:
    """The event that a report's text shows. Raises `ValueError` where it shows none."""
    lines = (line.partition(": ") for line in text.splitlines()[1:])
    return event_of({name: cell for name, _, cell in lines if name in COLUMNS})


def event_of(row: Mapping[str, str]) -> Event:
    """Raises `ValueError` saying which column cannot be used, and what it holds."""
    start, end = _day(row, "date_start"), _day(row, "date_end")
    if end < start:
        raise ValueError(f"date_end {end} is before date_start {start}")
    counts = {name: _count(row, name) for name in COLUMNS if name.startswith("deaths_")}
    return Event(
        id=_count(row, "id"),
        type_of_violence=_one_of(row, "type_of_violence", 3),
        side_a=_word(row, "side_a"),
        side_b=_word(row, "side_b"),
        date_start=start,
        date_end=end,
        date_prec=_one_of(row, "date_prec", 5),
        where_coordinates=_word(row, "where_coordinates"),
        adm_1=_plain(row.get("adm_1", "")),
        country=_word(row, "country"),
        where_prec=_one_of(row, "where_prec", 7),
        latitude=_degrees(row, "latitude", 90),
        longitude=_degrees(row, "longitude", 180),
        low=_count(row, "low"),
        best=_count(row, "best"),
        high=_count(row, "high"),
        sources=_sources(row),
        **counts,
    )


def _sources(row: Mapping[str, str]) -> tuple[str, ...]:
    """Who the dataset has it from, each once: the original sources, else those that published."""
    cell = _plain(row.get("source_original", "")) or _plain(row.get("source_office", ""))
    named = (name.strip() for part in cell.split(";") for name in part.split(","))
    return tuple({name.casefold(): name for name in named if name}.values())


def _plain(cell: str) -> str:
    return " ".join(cell.split())


def _word(row: Mapping[str, str], name: str) -> str:
    word = _plain(row.get(name, ""))
    if not word:
        raise ValueError(f"{name} is empty")
    return word


def _day_or_none(cell: str) -> date | None:
    try:
        return date.fromisoformat(cell.strip()[:10])
    except ValueError:
        return None


def _day(row: Mapping[str, str], name: str) -> date:
    day = _day_or_none(row.get(name, ""))
    if day is None:
        raise ValueError(f"{name} {row.get(name, '')!r} is not a date like 2017-12-21")
    return day


def _number(row: Mapping[str, str], name: str) -> float:
    try:
        return float(row.get(name, ""))
    except ValueError:
        raise ValueError(f"{name} {row.get(name, '')!r} is not a number") from None


def _count(row: Mapping[str, str], name: str) -> int:
    """A whole number, also as "4.0"."""
    value = _number(row, name)
    if not (0 <= value < 1e12 and value == int(value)):
        raise ValueError(f"{name} {row[name]!r} is not a count")
    return int(value)


def _one_of(row: Mapping[str, str], name: str, most: int) -> int:
    value = _count(row, name)
    if not 1 <= value <= most:
        raise ValueError(f"{name} {value} is not one of 1 to {most}")
    return value


def _degrees(row: Mapping[str, str], name: str, most: int) -> float:
    value = _number(row, name)
    if not abs(value) <= most:
        raise ValueError(f"{name} {value} is not within {most} degrees")
    return value
