"""The board in a terminal, from 80 columns up.

A verdict is a word with a symbol before it, so that colour is never the only sign.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from rich import box
from rich.console import Console, ConsoleOptions, Group, JustifyMethod, RenderableType, RenderResult
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from trucewatch.assessment.wording import counted, days_words, listed, month_words, sentence_case
from trucewatch.errors import NotFound
from trucewatch.model.finding import Trend, Verdict
from trucewatch.publication.board import (
    Board,
    BoardGround,
    BoardLeftOut,
    BoardRow,
    BoardStep,
    BoardTally,
    BoardViolation,
)
from trucewatch.publication.corrections import render_corrections
from trucewatch.publication.glance import SYMBOLS
from trucewatch.publication.names import GROUND, confidence_words
from trucewatch.publication.wording import one_line, unread_words, without_stop

STYLES: dict[Verdict, str] = {
    "holding": "bold green",
    "largely holding": "green",
    "strained": "bold yellow",
    "not holding": "bold red",
    "collapsed": "bold white on red",
    "overrun": "bold magenta",
    "unobserved": "dim",
    "not in force": "dim",
    "undetermined": "cyan",
}
ARROWS: dict[Trend, str] = {"easing": "↓", "steady": "→", "worsening": "↑", "unknown": "·"}
NO_BREAK = "\u00a0"


@dataclass(frozen=True)
class BoardView:
    """A board to be printed, laid out for the console's width; one zone in full where chosen."""

    board: Board
    zone: str | None = None

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> RenderResult:
        rows = [row for row in self.board.rows if self.zone in (None, row.zone)]
        yield _heading(self.board)
        if self.board.alerts:
            alerts = sentence_case(counted(self.board.alerts, "alert"))
            yield Text(f"{alerts} in these days: trucewatch alerts")
        if self.board.unread:
            yield Text(unread_words(self.board.unread))
        if not rows:
            why = self.board.no_verdict or ""
            yield Text(f"No zone has a verdict in these days. {why}".rstrip())
            return
        yield Text()
        yield from _figures(rows, options.max_width)
        for row in rows:
            yield Text()
            yield _in_full(row, options.max_width) if self.zone else _in_short(row)
        yield Text()
        yield from _agreements(rows)
        if self.board.corrections:
            yield Text()
            yield render_corrections(self.board.corrections)


def render_board(board: Board, zone: str | None = None) -> RenderableType:
    """The board, or one zone of it in full. Raises `NotFound` for a zone that is not on it."""
    known = [row.zone for row in board.rows]
    if known and zone is not None and zone not in known:
        raise NotFound(f"{zone!r} is not on the board; known: {', '.join(known)}")
    return BoardView(board, zone)


def _figures(rows: Sequence[BoardRow], room: int) -> Iterable[RenderableType]:
    """The zones' figures and the key to them: a table, or a block for each zone without room."""
    wide, narrow = _columns(rows, is_wide=True), _columns(rows, is_wide=False)
    is_wide = _least(wide) <= room
    if _least(narrow) <= room:
        # Guarantors and standing go under the table where they do not fit into it.
        yield _table(wide if is_wide else narrow, room)
    else:
        for number, row in enumerate(rows):
            yield from (Text(), _block(row)) if number else (_block(row),)
    yield Text()
    yield _key(rows, is_wide=is_wide)


def _block(row: BoardRow) -> RenderableType:
    """A zone's line of the table as lines of its own: a number cut short would mislead."""
    labelled = (
        ("trend", f"{ARROWS[row.trend]} {row.trend}"),
        ("inc.", f"{row.incidents:,}"),
        ("e/a/c", _grades(row, with_possible=False)),
        ("killed now", _at_least(row.killed_in_window)),
        ("killed in all", _killed_words(row)),
        ("last", _last_words(row)),
        ("coverage", row.coverage),
    )
    name = Text.assemble((one_line(row.short_name), "bold"), "  ", _verdict_text(row))
    return Group(name, *(_line(label, words) for label, words in labelled))


def _heading(board: Board) -> Text:
    heading = Text("Is it holding?", style="bold")
    if board.window_from and board.window_to:
        days = days_words(board.window_from, board.window_to)
        heading.append(f"  {days}", style="not bold dim")
    return heading


@dataclass(frozen=True)
class _Column:
    """A column of the board; words wrap, and are never cut, where it `wraps`."""

    name: str
    cells: tuple[Text, ...]
    wraps: bool = False
    justify: JustifyMethod = "left"

    @property
    def widest(self) -> int:
        return max(len(line) for line in (*self.name.split("\n"), *self._plain()))

    @property
    def least(self) -> int:
        if not self.wraps:
            return self.widest
        words = [word for line in self._plain() for word in line.split(" ")]
        return max(map(len, (self.name, *words)))

    def _plain(self) -> list[str]:
        return [cell.plain for cell in self.cells]


# A space of padding, and one where the box has its line.
GAP = 2


def _least(columns: Sequence[_Column]) -> int:
    """The narrowest the columns can be side by side."""
    return sum(column.least for column in columns) + GAP * (len(columns) - 1)


def _table(columns: Sequence[_Column], room: int) -> Table:
    """The columns, each as narrow as its words, and what room is left given to those that wrap."""
    widths = [column.least for column in columns]
    room -= _least(columns)
    while room > 0 and any(w < c.widest for w, c in zip(widths, columns, strict=True)):
        for at, column in enumerate(columns):
            more = int(room > 0 and widths[at] < column.widest)
            widths[at], room = widths[at] + more, room - more
    # Rich would shrink columns by itself, and cut words; so their widths are given.
    table = Table(box=box.SIMPLE_HEAD, show_edge=False, pad_edge=False, padding=(0, 1, 0, 0))
    for column, width in zip(columns, widths, strict=True):
        table.add_column(column.name, width=width, justify=column.justify, vertical="top")
    for row in zip(*(column.cells for column in columns), strict=True):
        table.add_row(*row)
    return table


def _columns(rows: Sequence[BoardRow], *, is_wide: bool) -> list[_Column]:
    def words(name: str, cells: Iterable[Text]) -> _Column:
        return _Column(name, tuple(cells), wraps=True)

    def figures(name: str, cells: Iterable[str]) -> _Column:
        return _Column(name, tuple(Text(cell) for cell in cells), justify="right")

    trends = (f"{ARROWS[r.trend]} {r.trend}" if is_wide else ARROWS[r.trend] for r in rows)
    columns = [
        words("zone", (Text(one_line(row.short_name), style="bold") for row in rows)),
        words("verdict", (_verdict_text(row) for row in rows)),
        _Column("trend" if is_wide else "tr.", tuple(Text(each) for each in trends)),
        figures("inc.", (f"{row.incidents:,}" for row in rows)),
        figures("e/a/c", (_grades(row, with_possible=is_wide) for row in rows)),
        figures("killed\nnow", (_at_least(row.killed_in_window) for row in rows)),
        figures("killed\nin all", (_killed_words(row) for row in rows)),
        figures("last", (_last_words(row) for row in rows)),
        _Column("coverage" if is_wide else "cover", tuple(Text(row.coverage) for row in rows)),
    ]
    if is_wide:
        columns.insert(2, words("standing", (Text(row.standing) for row in rows)))
        columns.append(words("guarantors", (_guarantor_text(row) for row in rows)))
    return columns


def _grades(row: BoardRow, *, with_possible: bool) -> str:
    grades = f"{row.established}/{row.apparent}/{row.contested}"
    return f"{grades}+{row.cannot_tell}?" if row.cannot_tell and with_possible else grades


def _at_least(killed: int | None) -> str:
    return f"≥{killed:,}" if killed else "—"


def _last_words(row: BoardRow) -> str:
    return "—" if row.days_since_incident is None else f"{row.days_since_incident}d"


def _verdict_text(row: BoardRow) -> Text:
    words = one_line(row.verdict_words)
    return Text(f"{SYMBOLS[row.verdict]}{NO_BREAK}{words}", style=STYLES[row.verdict])


def _killed_words(row: BoardRow) -> str:
    return _at_least(row.killed_minimum) + ("†" if row.has_tallies else "")


def _guarantor_text(row: BoardRow) -> Text:
    text = Text()
    for number, each in enumerate(row.guarantors):
        text.append(", " if number else "")
        flag = f"{NO_BREAK}⚑" if each.is_engaged else ""
        text.append(f"{one_line(each.name)}{flag}", style="bold red" if each.is_engaged else "")
    return text if row.guarantors else Text("—")


def _key(rows: Sequence[BoardRow], *, is_wide: bool) -> Text:
    key = ["inc.: incidents", "e/a/c: violations established/apparent/contested"]
    if is_wide and any(row.cannot_tell for row in rows):
        key.append("+n?: possible ones")
    key.append(f"killed: supported minimum, now: in these days, in all: {_since(rows)}")
    if any(row.has_tallies for row in rows):
        key.append("†: counts that name no single incident are part of it")
    if any(each.is_engaged for row in rows for each in row.guarantors):
        key.append("⚑: takes part in hostilities or is said to back them")
    key.append("last: days from the last incident to the window's end")
    if not is_wide:
        key.append("tr.: trend, ↓ easing, → steady, ↑ worsening, · unknown")
    return Text(" · ".join(key), style="dim")


def _since(rows: Iterable[BoardRow]) -> str:
    """ "since May 2017"; by zone where the agreements began in different months."""
    zones: dict[str, list[str]] = {}
    for row in rows:
        if row.killed_since:
            zones.setdefault(month_words(row.killed_since), []).append(row.short_name)
    if len(zones) == 1:
        return f"since {next(iter(zones))}"
    usual = max(zones, key=lambda month: len(zones[month]), default=None)
    others = (f"{month} in {listed(zones[month])}" for month in zones if month != usual)
    return f"since {usual} ({', '.join(others)})" if usual else "since entry into force"


def _in_short(row: BoardRow) -> RenderableType:
    ground = [_line("ground gained", _ground_words(row.ground))] if row.ground else []
    return Group(
        Text.assemble((one_line(row.short_name), "bold"), "  ", _verdict_text(row)),
        Padding(Text(one_line(row.because) or "—"), (0, 0, 0, 2)),
        *_confidence(row),
        *_categories(row),
        *ground,
        _line("would change", row.would_change),
    )


def _confidence(row: BoardRow) -> Iterable[RenderableType]:
    if row.confidence:
        yield _line("confidence", confidence_words(row.confidence))


def _categories(row: BoardRow) -> Iterable[RenderableType]:
    """ "killed in these days: at least 10 civilians and at least 7 children"."""
    if row.killed_by_category:
        told = (f"at least {total:,} {category}" for category, total in row.killed_by_category)
        yield _line("killed in these days", listed(told))


def _ground_words(ground: BoardGround) -> str:
    """ "yes. Two places inside changed hands …"; where nothing is known, what could be seen."""
    return f"{GROUND[ground.answer]}. {ground.because}"


def _in_full(row: BoardRow, room: int) -> RenderableType:
    lines: list[RenderableType] = [_in_short(row), _line("rule", row.rule)]
    if row.better_or_worse:
        lines.append(_line("than before", row.better_or_worse))
    if row.if_doubted:
        lines.append(_line("if doubted", row.if_doubted))
    if row.coverage_note:
        lines.append(_line("coverage", row.coverage_note))
    if row.killed_minimum:
        lines.append(_line("walk the figures back", f"trucewatch trace {row.zone}:killed"))
    if row.ground:
        lines += [_line("ground", f"{without_stop(says)} {i}") for i, says in row.ground.changes]
    lines += [_line("guarantor", each.says) for each in row.guarantors if each.says]
    lines += [_line("tally", _tally_words(each)) for each in row.tallies]
    lines += [_line("not counted", _left_out_words(each)) for each in row.out_of_scope]
    lines += [part for each in row.violations for part in _violation_lines(each, room)]
    return Group(*lines)


def _agreements(rows: Sequence[BoardRow]) -> Iterable[RenderableType]:
    """Each agreement once, with its zones, its standing and its guarantors."""
    groups: dict[tuple[str, str, str, str], list[str]] = {}
    for row in rows:
        key = (row.agreement, row.standing, row.standing_note, _guarantor_text(row).plain)
        groups.setdefault(key, []).append(row.short_name)
    for (agreement, standing, note, guarantors), zones in groups.items():
        name = Text.assemble((one_line(agreement), "bold"), f" ({listed(zones)}): {standing}")
        yield name
        said = f"{note} Guarantors: {guarantors}".strip()
        yield Padding(Text(said, style="dim"), (0, 0, 0, 2))


def _line(label: str, text: str) -> RenderableType:
    said = without_stop(text) or "—"
    return Padding(Text.assemble((f"{label}: ", "dim"), said), (0, 0, 0, 2))


def _tally_words(tally: BoardTally) -> str:
    counted = " ".join(filter(None, (tally.value, tally.category, tally.measure)))
    return f"{counted}, {tally.place}, {tally.period} ({tally.claimant}) {tally.id}"


def _left_out_words(each: BoardLeftOut) -> str:
    return f"{each.what} ({each.why}) {each.id}"


# Beside a step's name and answer its reason needs some room of its own.
STEPS_SIDE_BY_SIDE = 70


def _violation_lines(violation: BoardViolation, room: int) -> Iterable[RenderableType]:
    facts = f"{violation.day} {violation.what}, {violation.place}, killed {violation.killed}"
    yield Text()
    heading = Text.assemble((violation.grade, "bold"), f"  {facts}  {violation.id}")
    yield Padding(heading, (0, 0, 0, 2))
    yield Padding(Text(f"against {violation.provision_title}"), (0, 0, 0, 4))
    if violation.told_by:
        yield Padding(Text(f"told by {violation.told_by}"), (0, 0, 0, 4))
    if room < STEPS_SIDE_BY_SIDE:
        yield from (_step_line(each) for each in violation.steps)
    else:
        yield Padding(_steps(violation.steps), (0, 0, 0, 4))


def _step_line(step: BoardStep) -> RenderableType:
    answer = (step.answer, "" if step.answer == "yes" else "bold")
    text = Text.assemble((f"{step.name}: ", "dim"), answer, f" ({one_line(step.why)})")
    return Padding(text, (0, 0, 0, 4))


def _steps(said: Iterable[BoardStep]) -> Table:
    steps = Table.grid(padding=(0, 2, 0, 0))
    steps.add_column(no_wrap=True)
    steps.add_column(no_wrap=True)
    steps.add_column(overflow="fold")
    for each in said:
        answer = Text(each.answer, style="" if each.answer == "yes" else "bold")
        steps.add_row(Text(each.name, style="dim"), answer, Text(one_line(each.why)))
    return steps
