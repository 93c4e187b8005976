"""Monitors' counts side by side: each monitor's own, by area and day, never merged.

A monitor that counted none stands beside one that reported nothing: 0 is a count, silence is not.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date, timedelta

from msgspec import Struct
from rich import box
from rich.console import Group, RenderableType
from rich.table import Table
from rich.text import Text

from trucewatch.assessment.counts import Count
from trucewatch.assessment.totals import Asked, counts_in
from trucewatch.assessment.wording import days_words, listed
from trucewatch.model.record import MonitorCount, Record
from trucewatch.model.values import Range
from trucewatch.publication.names import name_of
from trucewatch.publication.templating import filled
from trucewatch.publication.wording import one_line, place_words, range_short
from trucewatch.reference.reference import Reference

NOT_REPORTED = "not reported"
# Marks that tell monitors apart without colour.
SYMBOLS = ("●", "■", "▲", "◆", "○", "□", "△", "◇")


class MonitorCell(Struct, frozen=True, kw_only=True):
    """What one monitor counted; `value` and `id` None where it reported nothing."""

    monitor: str
    value: Range | None = None
    id: str | None = None


class MonitorRow(Struct, frozen=True, kw_only=True):
    """One area and period. `apart` is how far the highest count is above the lowest, as far as
    the words tell; None with fewer than two counts. `silent_before` are days, up to this row,
    on which no monitor's count of the area is known."""

    area: str
    first: date | None
    last: date | None
    cells: tuple[MonitorCell, ...]
    apart: Range | None = None
    silent_before: tuple[date, date] | None = None

    @property
    def days(self) -> str:
        if self.first and self.last:
            return days_words(self.first, self.last)
        return f"up to {days_words(self.last, self.last)}" if self.last else "days not given"


class MonitorTable(Struct, frozen=True, kw_only=True):
    """Rows by area and day, in each a cell for every monitor that counts that area at some time.

    `monitors` are all of them; cells are in their order.
    """

    monitors: tuple[str, ...]
    rows: tuple[MonitorRow, ...]


def monitor_table(asked: Asked, records: Iterable[Record], reference: Reference) -> MonitorTable:
    """Every monitor's counts in the area and days asked about."""
    counts = [
        each
        for each in counts_in(asked, records, reference)
        if isinstance(each.record, MonitorCount)
    ]
    monitors = tuple(sorted({each.claimant for each in counts}, key=lambda each: each.casefold()))
    scopes: dict[tuple[str, date | None, date | None], dict[str, Count]] = {}
    for each in sorted(counts, key=lambda each: (each.record.first_published or date.min, each.id)):
        first, last = _days(each)
        scopes.setdefault((each.area or "", first, last), {})[each.claimant] = each
    ordered = sorted(scopes, key=lambda key: (key[0], key[2] or date.min, key[1] or date.min))
    names = {each: name_of(each, reference) for each in monitors}
    counting: dict[str, set[str]] = {}
    for key, counted in scopes.items():
        counting.setdefault(key[0], set()).update(counted)
    rows = (
        _row(key, scopes[key], {m: names[m] for m in monitors if m in counting[key[0]]})
        for key in ordered
    )
    return MonitorTable(monitors=tuple(names.values()), rows=tuple(_with_silence(rows)))


def _days(count: Count) -> tuple[date | None, date | None]:
    """Days counted; without a period, the day of the report, which is what bulletins count."""
    if count.record.period is None:
        return count.record.first_published, count.record.first_published
    return count.days.first, count.days.last


def _row(
    key: tuple[str, date | None, date | None],
    counted: Mapping[str, Count],
    names: Mapping[str, str],
) -> MonitorRow:
    """`names` are those of the monitors that count the area, by claimant."""
    cells = tuple(
        MonitorCell(monitor=name, value=counted[each].value, id=counted[each].id)
        if each in counted
        else MonitorCell(monitor=name)
        for each, name in names.items()
    )
    place = next(iter(counted.values())).place
    return MonitorRow(
        area=place_words(place) if place else "area not given",
        first=key[1],
        last=key[2],
        cells=cells,
        apart=_apart([cell.value for cell in cells if cell.value is not None]),
    )


def _apart(values: Sequence[Range]) -> Range | None:
    """The least and the most that two of the counts can differ by; open where one is open."""
    if len(values) < 2:
        return None
    lows = [value.low or 0 for value in values]
    highs = [value.high for value in values if value.high is not None]
    is_closed = len(highs) == len(values)
    least = max(0, max(lows) - min(highs)) if highs else 0
    return Range(least, max(highs) - min(lows) if is_closed else None)


def _with_silence(rows: Iterable[MonitorRow]) -> Iterator[MonitorRow]:
    """Each row with the days before it of which no monitor's count of its area is known."""
    area, until = None, None
    for row in rows:
        silent = None
        if row.area == area and until and row.first and (row.first - until).days > 1:
            silent = (until + timedelta(days=1), row.first - timedelta(days=1))
        until = max(filter(None, (until if row.area == area else None, row.last)), default=None)
        area = row.area
        yield MonitorRow(
            area=row.area,
            first=row.first,
            last=row.last,
            cells=row.cells,
            apart=row.apart,
            silent_before=silent,
        )


def cell_words(value: Range | None) -> str:
    return NOT_REPORTED if value is None else range_short(value)


def apart_words(row: MonitorRow) -> str:
    """ "15", "≥15" where a count is open; "—" with fewer than two counts."""
    return "—" if row.apart is None else range_short(row.apart)


def silence_words(row: MonitorRow) -> str:
    """ "no count known for 31 July to 14 September 2017"; nothing where there was no gap."""
    if row.silent_before is None:
        return ""
    return f"no count known for {days_words(*row.silent_before)}"


# In a terminal


def render_monitors(table: MonitorTable) -> RenderableType:
    if not table.rows:
        return Text("No monitor's count is known of this area and these days.", style="dim")
    drawn = Table(box=box.SIMPLE_HEAD, pad_edge=False)
    drawn.add_column("area and days, monitors")
    drawn.add_column("count", justify="right", no_wrap=True)
    drawn.add_column("id", style="dim", no_wrap=True)
    for row in table.rows:
        for line in _lines(row):
            drawn.add_row(*line)
    note = "Each count is its monitor's own; 0 is a count, “not reported” is none."
    return Group(drawn, Text(note, style="dim"))


def _lines(row: MonitorRow) -> Iterator[tuple[Text, ...]]:
    if silence := silence_words(row):
        yield (Text(silence, style="dim"),)
    apart = f"apart by {apart_words(row)}" if row.apart else ""
    yield Text(one_line(f"{row.area}, {row.days}"), style="bold"), Text(apart), Text()
    for cell in row.cells:
        yield Text(f"  {one_line(cell.monitor)}"), Text(cell_words(cell.value)), Text(cell.id or "")


def counts_words(row: MonitorRow) -> str:
    """ "Russia 17; Turkey not reported"."""
    return "; ".join(f"{one_line(each.monitor)} {cell_words(each.value)}" for each in row.cells)


# As a chart


class Bar(Struct, frozen=True, kw_only=True):
    """A monitor's count on a line of its own. Lengths are in units of the drawing; `open_end` is
    whether there may be more."""

    y: int
    symbol: str
    fill: int
    name: str
    words: str
    length: float | None
    open_end: bool = False


class Band(Struct, frozen=True, kw_only=True):
    """An area and period, above its bars; `silence` is told above these where it is not empty."""

    y: int
    title: str
    apart: str
    silence: str
    bars: tuple[Bar, ...]


class Chart(Struct, frozen=True, kw_only=True):
    """Horizontal bars in groups; `left` is where they begin."""

    width: int
    height: int
    left: int
    says: str
    bands: tuple[Band, ...]


WIDTH, LEFT, LINE, TITLE, GAP = 360, 140, 18, 18, 14
# Room for the longest bar, its number after it.
LONGEST = WIDTH - LEFT - 64
# More groups than this are no chart that anyone reads.
BANDS_MAX = 60


def chart(table: MonitorTable) -> Chart:
    """The last groups of the table as bars. Each monitor has a symbol of its own."""
    rows = table.rows[-BANDS_MAX:]
    most = max((_end(cell.value) for row in rows for cell in row.cells), default=0)
    bands, y = [], 4
    for row in rows:
        band = _band(row, table.monitors, y, most)
        bands.append(band)
        y = band.y + TITLE + LINE * len(row.cells) + GAP
    counted = listed(table.monitors) or "no monitor"
    return Chart(
        width=WIDTH,
        height=y,
        left=LEFT,
        says=f"Violations counted by {counted}, by area and days; the table gives every number.",
        bands=tuple(bands),
    )


def _end(value: Range | None) -> int:
    return 0 if value is None else value.high if value.high is not None else value.low or 0


def _band(row: MonitorRow, monitors: Sequence[str], y: int, most: int) -> Band:
    silence = silence_words(row)
    y += LINE if silence else 0
    bars = (
        _bar(cell, monitors.index(cell.monitor), y + TITLE + LINE * at, LONGEST / max(most, 1))
        for at, cell in enumerate(row.cells)
    )
    return Band(
        y=y,
        title=f"{row.area}, {row.days}",
        apart=f"apart by {apart_words(row)}" if row.apart else "",
        silence=silence,
        bars=tuple(bars),
    )


def _bar(cell: MonitorCell, number: int, y: int, unit: float) -> Bar:
    return Bar(
        y=y,
        symbol=SYMBOLS[number % len(SYMBOLS)],
        fill=number % 3,
        name=cell.monitor,
        words=cell_words(cell.value),
        length=None if cell.value is None else _end(cell.value) * unit,
        open_end=cell.value is not None and cell.value.high is None,
    )


def to_svg(table: MonitorTable) -> str:
    """The chart as a drawing of its own, legible on light and dark."""
    return filled("monitors.svg.j2", chart=chart(table), clean=one_line, is_alone=True)
