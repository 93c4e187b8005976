"""The board: zone by zone, is it holding, who says so, and what the guarantors are doing.

`board` is plain data that any JSON encoder takes; `render_board` shows it in a terminal from 80
columns up. A verdict is a word with a symbol before it, so that colour is never the only sign.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from msgspec import Struct
from rich import box
from rich.console import Console, ConsoleOptions, Group, RenderableType, RenderResult
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from trucewatch.assessment.wording import days_words
from trucewatch.errors import NotFound
from trucewatch.model.finding import (
    Coverage,
    Findings,
    Standing,
    Trend,
    Verdict,
    Violation,
    ViolationGrade,
    ZoneVerdict,
)
from trucewatch.model.record import Incident, Record, Tally
from trucewatch.publication.names import name_of, provision_title, verdict_words
from trucewatch.publication.wording import one_line, range_short, span_short, without_stop
from trucewatch.reference.reference import Reference

SYMBOLS: dict[Verdict, tuple[str, str]] = {
    "holding": ("✓", "bold green"),
    "largely holding": ("≈", "green"),
    "strained": ("!", "bold yellow"),
    "not holding": ("✗", "bold red"),
    "collapsed": ("✗✗", "bold white on red"),
    "overrun": ("■", "bold magenta"),
    "unobserved": ("?", "dim"),
    "not in force": ("○", "dim"),
    "undetermined": ("~", "cyan"),
}
ARROWS: dict[Trend, str] = {"easing": "↓", "steady": "→", "worsening": "↑", "unknown": "·"}
# Below this many columns guarantors and standing go under the table.
WIDE = 110


class BoardGuarantor(Struct, frozen=True, kw_only=True):
    id: str
    name: str
    is_engaged: bool


class BoardStep(Struct, frozen=True, kw_only=True):
    name: str
    answer: str
    why: str


class BoardViolation(Struct, frozen=True, kw_only=True):
    """A violation with what happened, in short, and each step of the test."""

    id: str
    incident: str
    day: str
    what: str
    place: str
    killed: str
    grade: ViolationGrade
    provision: str
    provision_title: str
    steps: tuple[BoardStep, ...]


class BoardTally(Struct, frozen=True, kw_only=True):
    id: str
    measure: str
    value: str
    claimant: str
    category: str | None
    place: str
    period: str


class BoardRow(Struct, frozen=True, kw_only=True):
    """A zone's line. `killed_minimum` is the supported minimum, `has_tallies` whether tallies are
    part of it; `days_since_incident` counts to the end of the window, None where none is known."""

    zone: str
    name: str
    agreement: str
    verdict: Verdict
    also: Verdict | None
    qualifier: str | None
    verdict_words: str
    standing: Standing
    trend: Trend
    better_or_worse: str | None
    incidents: int
    established: int
    apparent: int
    contested: int
    cannot_tell: int
    killed_minimum: int | None
    has_tallies: bool
    last_incident: date | None
    days_since_incident: int | None
    coverage: Coverage
    coverage_note: str
    guarantors: tuple[BoardGuarantor, ...]
    rule: str
    because: str
    would_change: str
    violations: tuple[BoardViolation, ...]
    tallies: tuple[BoardTally, ...]


class Board(Struct, frozen=True, kw_only=True):
    window_from: date | None
    window_to: date | None
    rows: tuple[BoardRow, ...]


def board(findings: Findings, records: Sequence[Record], reference: Reference) -> Board:
    """The board of every zone that has a verdict; its last window where it has several."""
    last: dict[str, ZoneVerdict] = {}
    for verdict in sorted(findings.verdicts, key=lambda each: (each.zone, each.window_to)):
        last[verdict.zone] = verdict
    by_id = {record.id: record for record in records}
    return Board(
        window_from=min((each.window_from for each in last.values()), default=None),
        window_to=max((each.window_to for each in last.values()), default=None),
        rows=tuple(_row(verdict, findings, by_id, reference) for verdict in last.values()),
    )


def _row(
    verdict: ZoneVerdict, findings: Findings, by_id: dict[str, Record], reference: Reference
) -> BoardRow:
    violations = [each for each in findings.violations if each.id in verdict.violations]
    grades = [each.grade for each in violations]
    tallies = [by_id[each] for each in verdict.tallies if each in by_id]
    killed = verdict.killed
    return BoardRow(
        zone=verdict.zone,
        name=name_of(verdict.zone, reference),
        agreement=name_of(verdict.agreement, reference),
        verdict=verdict.verdict,
        also=verdict.also,
        qualifier=verdict.qualifier,
        verdict_words=verdict_words(verdict),
        standing=verdict.standing,
        trend=verdict.trend,
        better_or_worse=verdict.better_or_worse,
        incidents=len(verdict.incidents),
        established=grades.count("established"),
        apparent=grades.count("apparent"),
        contested=grades.count("contested"),
        cannot_tell=grades.count("cannot tell"),
        killed_minimum=killed.total if killed else None,
        has_tallies=_has_tallies(verdict),
        last_incident=verdict.last_incident,
        days_since_incident=_days_since(verdict),
        coverage=verdict.coverage,
        coverage_note=verdict.coverage_note,
        guarantors=_guarantors(verdict, findings, reference),
        rule=verdict.rule,
        because=verdict.because,
        would_change=verdict.would_change,
        violations=tuple(_violation(each, by_id, reference) for each in violations),
        tallies=tuple(_tally(each, reference) for each in tallies if isinstance(each, Tally)),
    )


def _has_tallies(verdict: ZoneVerdict) -> bool:
    stands_on = verdict.killed.stands_on if verdict.killed else ()
    return any(record in verdict.tallies for record, _ in stands_on)


def _days_since(verdict: ZoneVerdict) -> int | None:
    if verdict.last_incident is None:
        return None
    return (verdict.window_to - verdict.last_incident).days


def _guarantors(
    verdict: ZoneVerdict, findings: Findings, reference: Reference
) -> tuple[BoardGuarantor, ...]:
    engaged = {e.guarantor for e in findings.engagements if e.id in verdict.engagements}
    return tuple(
        BoardGuarantor(id=each, name=name_of(each, reference), is_engaged=each in engaged)
        for each in verdict.guarantors
    )


def _violation(
    violation: Violation, by_id: dict[str, Record], reference: Reference
) -> BoardViolation:
    incident = by_id.get(violation.incident)
    known = incident if isinstance(incident, Incident) else None
    return BoardViolation(
        id=violation.id,
        incident=violation.incident,
        day=span_short(known.occurred) if known else str(violation.occurred_from or "—"),
        what=known.type.replace("_", " ") if known else "incident",
        place=one_line(known.place.text) if known and known.place else "place not named",
        killed=range_short(known.killed) if known else "—",
        grade=violation.grade,
        provision=violation.provision,
        provision_title=provision_title(violation.provision, reference),
        steps=tuple(
            BoardStep(name=each.name, answer=each.answer, why=each.why) for each in violation.steps
        ),
    )


def _tally(tally: Tally, reference: Reference) -> BoardTally:
    return BoardTally(
        id=tally.id,
        measure=tally.measure,
        value=range_short(tally.value),
        claimant=name_of(tally.claimant, reference),
        category=tally.category,
        place=one_line(tally.place.text) if tally.place else "place not named",
        period=span_short(tally.period),
    )


# In a terminal


@dataclass(frozen=True)
class BoardView:
    """A board to be printed, laid out for the console's width; one zone in full where chosen."""

    board: Board
    zone: str | None = None

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> RenderResult:
        is_wide = options.max_width >= WIDE
        rows = [row for row in self.board.rows if self.zone in (None, row.zone)]
        yield _heading(self.board)
        if not rows:
            yield Text("No zone has a verdict in these days.", style="dim")
            return
        yield Text()
        yield _table(rows, is_wide=is_wide)
        yield Text()
        yield _key(rows)
        for row in rows:
            yield Text()
            yield _below(row, in_full=self.zone is not None)


def render_board(board: Board, zone: str | None = None) -> RenderableType:
    """The board, or one zone of it in full. Raises `NotFound` for a zone that is not on it."""
    known = [row.zone for row in board.rows]
    if zone is not None and zone not in known:
        raise NotFound(f"{zone!r} is not on the board; known: {', '.join(known) or 'none'}")
    return BoardView(board, zone)


def _heading(board: Board) -> Text:
    heading = Text("Is it holding?", style="bold")
    if board.window_from and board.window_to:
        days = days_words(board.window_from, board.window_to)
        heading.append(f"  {days}", style="not bold dim")
    return heading


def _table(rows: Iterable[BoardRow], *, is_wide: bool) -> Table:
    padding = (0, 2 if is_wide else 1, 0, 0)
    table = Table(box=box.SIMPLE_HEAD, show_edge=False, pad_edge=False, padding=padding)
    table.add_column("zone", overflow="fold", max_width=24)
    # The longest verdict with its symbol stays on one line.
    table.add_column("verdict", min_width=15, max_width=26)
    if is_wide:
        table.add_column("standing")
    table.add_column("trend", no_wrap=True)
    table.add_column("inc.", justify="right", no_wrap=True)
    table.add_column("e/a/c", justify="right", no_wrap=True)
    table.add_column("killed", justify="right", no_wrap=True)
    table.add_column("last", justify="right", no_wrap=True)
    table.add_column("coverage" if is_wide else "cover", no_wrap=True)
    if is_wide:
        table.add_column("guarantors", overflow="fold")
    for row in rows:
        table.add_row(*_cells(row, is_wide=is_wide))
    return table


def _cells(row: BoardRow, *, is_wide: bool) -> list[Text]:
    grades = f"{row.established}/{row.apparent}/{row.contested}"
    cells = [
        Text(one_line(row.name), style="bold"),
        _verdict_text(row),
        *([Text(row.standing)] if is_wide else []),
        Text(f"{ARROWS[row.trend]} {row.trend}"),
        Text(str(row.incidents)),
        Text(grades + (f"+{row.cannot_tell}?" if row.cannot_tell else "")),
        Text(_killed_words(row)),
        Text("—" if row.days_since_incident is None else f"{row.days_since_incident} d"),
        Text(row.coverage, style="" if row.coverage == "full" else "bold"),
    ]
    return [*cells, _guarantor_text(row)] if is_wide else cells


def _verdict_text(row: BoardRow) -> Text:
    symbol, style = SYMBOLS[row.verdict]
    return Text(f"{symbol} {one_line(row.verdict_words)}", style=style)


def _killed_words(row: BoardRow) -> str:
    if row.killed_minimum is None:
        return "—"
    return f"≥{row.killed_minimum:,}{'†' if row.has_tallies else ''}"


def _guarantor_text(row: BoardRow) -> Text:
    text = Text()
    for number, each in enumerate(row.guarantors):
        text.append(", " if number else "")
        style = "bold red" if each.is_engaged else ""
        text.append(f"{one_line(each.name)}{' ⚑' if each.is_engaged else ''}", style=style)
    return text if row.guarantors else Text("—")


def _key(rows: Sequence[BoardRow]) -> Text:
    key = ["inc.: incidents", "e/a/c: violations established/apparent/contested"]
    if any(row.cannot_tell for row in rows):
        key.append("+n?: cannot tell")
    key.append("killed: supported minimum")
    if any(row.has_tallies for row in rows):
        key.append("† tallies are part of it")
    if any(each.is_engaged for row in rows for each in row.guarantors):
        key.append("⚑ takes part in hostilities or is said to back them")
    key.append("last: days from the last incident to the window's end")
    return Text(" · ".join(key), style="dim")


def _below(row: BoardRow, *, in_full: bool) -> RenderableType:
    lines: list[RenderableType] = [
        Text.assemble((one_line(row.name), "bold"), "  ", _verdict_text(row), f"  {row.standing}"),
        _line(f"rule {row.rule}", row.because),
        _line("would change", row.would_change),
    ]
    if row.better_or_worse:
        lines.append(_line("than before", row.better_or_worse))
    if row.coverage_note:
        lines.append(_line("coverage", f"{row.coverage}: {row.coverage_note}"))
    lines.append(Text.assemble(("  guarantors: ", "dim"), _guarantor_text(row)))
    lines += [_line("tally", _tally_words(each)) for each in row.tallies]
    if in_full:
        lines += [part for each in row.violations for part in _violation_lines(each)]
    return Group(*lines)


def _line(label: str, text: str) -> RenderableType:
    said = without_stop(text) or "—"
    return Padding(Text.assemble((f"{label}: ", "dim"), said), (0, 0, 0, 2))


def _tally_words(tally: BoardTally) -> str:
    counted = " ".join(filter(None, (tally.value, tally.category, tally.measure)))
    return f"{counted}, {tally.place}, {tally.period} ({tally.claimant}) {tally.id}"


def _violation_lines(violation: BoardViolation) -> Iterable[RenderableType]:
    facts = f"{violation.day} {violation.what}, {violation.place}, killed {violation.killed}"
    yield Text()
    heading = Text.assemble((violation.grade, "bold"), f"  {facts}  {violation.id}")
    yield Padding(heading, (0, 0, 0, 2))
    yield Padding(Text(f"against {violation.provision_title}"), (0, 0, 0, 4))
    steps = Table.grid(padding=(0, 2, 0, 0))
    steps.add_column(no_wrap=True)
    steps.add_column(no_wrap=True)
    steps.add_column(overflow="fold")
    for each in violation.steps:
        answer = Text(each.answer, style="" if each.answer == "yes" else "bold")
        steps.add_row(Text(each.name, style="dim"), answer, Text(one_line(each.why)))
    yield Padding(steps, (0, 0, 0, 4))
