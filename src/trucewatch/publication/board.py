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
from rich.console import (
    Console,
    ConsoleOptions,
    Group,
    JustifyMethod,
    RenderableType,
    RenderResult,
)
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from trucewatch.assessment.wording import (
    act_words,
    counted,
    days_words,
    listed,
    month_words,
    sentence_case,
)
from trucewatch.errors import NotFound
from trucewatch.model.finding import (
    Conduct,
    Coverage,
    Findings,
    GroundAnswer,
    Standing,
    Trend,
    Verdict,
    Violation,
    ViolationGrade,
    ZoneVerdict,
)
from trucewatch.model.record import Incident, Record, Tally
from trucewatch.publication.corrections import (
    CorrectionLine,
    correction_lines,
    render_corrections,
)
from trucewatch.publication.glance import SYMBOLS
from trucewatch.publication.names import (
    GROUND,
    if_doubted,
    name_of,
    provision_title,
    record_words,
    sources_words,
    verdict_words,
    zone_short,
)
from trucewatch.publication.wording import (
    one_line,
    range_short,
    span,
    span_short,
    unread_words,
    without_stop,
)
from trucewatch.reference.reference import Reference

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


class BoardGuarantor(Struct, frozen=True, kw_only=True):
    """A guarantor of the zone; `says` is what is said of it there, with `conduct` in short."""

    id: str
    name: str
    is_engaged: bool
    conduct: Conduct = "nothing said"
    says: str = ""


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
    told_by: str = ""


class BoardTally(Struct, frozen=True, kw_only=True):
    id: str
    measure: str
    value: str
    claimant: str
    category: str | None
    place: str
    period: str


class BoardLeftOut(Struct, frozen=True, kw_only=True):
    """A record that no provision reaches, so that it is not counted."""

    id: str
    what: str
    why: str


class BoardGround(Struct, frozen=True, kw_only=True):
    """Whether the zone was used to gain ground; `changes` are (id, sentence)."""

    answer: GroundAnswer
    because: str
    changes: tuple[tuple[str, str], ...] = ()


class BoardRow(Struct, frozen=True, kw_only=True):
    """A zone's line. `killed_minimum` is the supported minimum since `killed_since`, `has_tallies`
    whether tallies are part of it, `killed_in_window` that of the window alone, and
    `killed_by_category` the window's by those told apart (civilians, children, …);
    `days_since_incident` counts to the end of the window, None where none is known."""

    zone: str
    name: str
    short_name: str
    agreement: str
    verdict: Verdict
    also: Verdict | None
    qualifier: str | None
    verdict_words: str
    standing: Standing
    standing_note: str
    trend: Trend
    better_or_worse: str | None
    if_doubted: str | None
    incidents: int
    established: int
    apparent: int
    contested: int
    cannot_tell: int
    killed_minimum: int | None
    killed_since: date | None
    killed_in_window: int | None
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
    out_of_scope: tuple[BoardLeftOut, ...]
    ground: BoardGround | None = None
    killed_by_category: tuple[tuple[str, int], ...] = ()


class Board(Struct, frozen=True, kw_only=True):
    """`alerts` counts those of these days, `unread` reports that could not be read; `no_verdict`
    says why there is no row. `corrections` were made in these days."""

    window_from: date | None
    window_to: date | None
    rows: tuple[BoardRow, ...]
    alerts: int = 0
    unread: int = 0
    no_verdict: str | None = None
    corrections: tuple[CorrectionLine, ...] = ()


def board(
    findings: Findings,
    records: Sequence[Record],
    reference: Reference,
    *,
    unread: int = 0,
    no_verdict: str | None = None,
) -> Board:
    """The board of every zone that has a verdict; its last window where it has several."""
    last: dict[str, ZoneVerdict] = {}
    for verdict in sorted(findings.verdicts, key=lambda each: (each.zone, each.window_to)):
        last[verdict.zone] = verdict
    by_id = {record.id: record for record in records}
    start = min((each.window_from for each in last.values()), default=None)
    end = max((each.window_to for each in last.values()), default=None)
    return Board(
        window_from=start,
        window_to=end,
        rows=tuple(_row(verdict, findings, by_id, reference) for verdict in last.values()),
        alerts=len(findings.alerts),
        unread=unread,
        no_verdict=no_verdict,
        corrections=correction_lines(findings.corrections, by_id, reference, start=start, end=end),
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
        short_name=zone_short(verdict.zone, reference),
        agreement=name_of(verdict.agreement, reference),
        verdict=verdict.verdict,
        also=verdict.also,
        qualifier=verdict.qualifier,
        verdict_words=verdict_words(verdict),
        standing=verdict.standing,
        standing_note=verdict.standing_note,
        trend=verdict.trend,
        better_or_worse=verdict.better_or_worse,
        if_doubted=if_doubted(verdict),
        incidents=len(verdict.incidents),
        established=grades.count("established"),
        apparent=grades.count("apparent"),
        contested=grades.count("contested"),
        cannot_tell=grades.count("cannot tell"),
        killed_minimum=killed.total if killed else None,
        killed_since=killed.since if killed else None,
        killed_in_window=verdict.killed_in_window.total if verdict.killed_in_window else None,
        has_tallies=_has_tallies(verdict),
        last_incident=verdict.last_incident,
        days_since_incident=_days_since(verdict),
        coverage=verdict.coverage,
        coverage_note=verdict.coverage_note,
        guarantors=_guarantors(verdict, findings, reference),
        rule=verdict.rule,
        because=verdict.because,
        would_change=verdict.would_change,
        violations=tuple(violation_line(each, by_id, reference) for each in violations),
        tallies=tuple(_tally(each, reference) for each in tallies if isinstance(each, Tally)),
        out_of_scope=tuple(_left_out(each, by_id, reference) for each in verdict.out_of_scope),
        ground=_ground(verdict.zone, findings),
        killed_by_category=tuple(
            (each.category, each.total) for each in verdict.killed_by_category
        ),
    )


def _ground(zone: str, findings: Findings) -> BoardGround | None:
    found = next((each for each in findings.ground if each.zone == zone), None)
    if found is None:
        return None
    changes = tuple((each.id, each.says) for each in found.changes)
    return BoardGround(answer=found.answer, because=found.because, changes=changes)


def _left_out(
    pair: tuple[str, str], by_id: dict[str, Record], reference: Reference
) -> BoardLeftOut:
    known_as, why = pair
    record = by_id.get(known_as)
    what = record_words(record, reference) if record else known_as
    return BoardLeftOut(id=known_as, what=what, why=without_stop(why))


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
    here = {each.guarantor: each for each in findings.guarantees if each.zone == verdict.zone}
    return tuple(
        BoardGuarantor(
            id=each,
            name=name_of(each, reference),
            is_engaged=each in engaged,
            conduct=here[each].conduct if each in here else "nothing said",
            says=here[each].says if each in here else "",
        )
        for each in (*verdict.guarantors, *(g for g in here if g not in verdict.guarantors))
    )


def violation_line(
    violation: Violation, by_id: dict[str, Record], reference: Reference
) -> BoardViolation:
    incident = by_id.get(violation.incident)
    known = incident if isinstance(incident, Incident) else None
    return BoardViolation(
        id=violation.id,
        incident=violation.incident,
        day=span_short(known.occurred) if known else str(violation.occurred_from or "—"),
        what=act_words(known) if known else "ground taken",
        place=one_line(known.place.text) if known and known.place else "place not named",
        killed=range_short(known.killed and span(known.killed)) if known else "—",
        grade=violation.grade,
        provision=violation.provision,
        provision_title=provision_title(violation.provision, reference),
        steps=tuple(
            BoardStep(name=each.name, answer=each.answer, why=each.why) for each in violation.steps
        ),
        told_by=sources_words(known, reference) if known else "",
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
        *_categories(row),
        *ground,
        _line("would change", row.would_change),
    )


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
