"""One report as read, for a terminal: what was read marked in its place, and the claims below.

Report text is untrusted: it only ever enters `rich.text.Text`, cleaned of control characters,
and never console markup.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from rich import box
from rich.console import Console, ConsoleOptions, Group, RenderableType, RenderResult
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from trucewatch.model.claim import (
    AgreementClaim,
    AssessmentClaim,
    Claim,
    ControlClaim,
    IncidentClaim,
    Reading,
    SupportClaim,
    TalkClaim,
    TallyClaim,
)
from trucewatch.model.report import Report
from trucewatch.publication.claim_rows import KINDS, row_of
from trucewatch.publication.wording import clean, one_line

# The order is that of painting: a later kind stays visible where two quote the same words.
_STYLES: dict[type, str] = {
    TalkClaim: "black on bright_cyan",
    AgreementClaim: "black on bright_green",
    AssessmentClaim: "italic underline",
    SupportClaim: "black on bright_magenta",
    ControlClaim: "black on bright_blue",
    TallyClaim: "black on bright_yellow",
    IncidentClaim: "white on red",
}
_SOURCE_STYLE = "bold underline"


def reading_table(report: Report, reading: Reading) -> RenderableType:
    """The report with its claims marked by letter and number, a legend, and the claims as rows."""
    marked = _numbered(reading.claims)
    parts: list[RenderableType] = [_heading(report), Text()]
    if reading.unread:
        parts.append(Text(f"Not read: {clean(reading.unread)}", style="bold"))
    parts.append(_marked_text(report, marked))
    if marked:
        parts += [Text(), _legend(reading.claims), Text(), _Claims(tuple(marked))]
    else:
        parts += [Text(), Text("No claim was read in this report.", style="dim")]
    parts += [_delegations(mark, claim) for mark, claim in marked if _has_delegations(claim)]
    parts += _differences(marked, reading)
    parts += [Text(f"refused: {one_line(each.why)}", style="dim") for each in reading.refusals]
    parts += [Text(f"warning: {one_line(each)}", style="yellow") for each in reading.warnings]
    return Group(*parts)


def _differences(marked: list[tuple[str, Claim]], reading: Reading) -> Iterator[Text]:
    """A line for each thing on which two readers of the report are not of one mind."""
    known = {claim.id: (mark, claim.reader) for mark, claim in marked}
    for each in reading.differences:
        marks = " and ".join(known[id][0] for id in each.claims)
        readers = " and ".join(one_line(known[id][1]) for id in each.claims)
        fields = ", ".join(field.replace("_", " ") for field in each.fields)
        told = f"differ on {fields}" if each.fields else "was read by one reader only"
        yield Text(f"{marks} {told} ({readers})", style="magenta")


def _heading(report: Report) -> Text:
    facts = (report.outlet, report.published and report.published.isoformat(), report.url)
    heading = Text(one_line(report.title or report.id), style="bold")
    known = " · ".join(one_line(fact) for fact in facts if fact)
    return heading.append(f"\n{known}", style="dim not bold") if known else heading


def _numbered(claims: Iterable[Claim]) -> list[tuple[str, Claim]]:
    """Each claim with its mark, "I1", "I2", "Σ1", in the order of the text."""
    counts: dict[str, int] = {}
    marked = []
    for claim in sorted(claims, key=lambda each: (each.span or (-1, -1), each.id)):
        letter = KINDS[type(claim)].letter
        counts[letter] = counts.get(letter, 0) + 1
        marked.append((f"{letter}{counts[letter]}", claim))
    return marked


def _marked_text(report: Report, marked: list[tuple[str, Claim]]) -> Text:
    text = Text(clean(report.text))
    painting = list(_STYLES)
    for _, claim in sorted(marked, key=lambda each: painting.index(type(each[1]))):
        if claim.span:
            text.stylize(_STYLES[type(claim)], *claim.span)
    for _, claim in marked:
        for start, end in _source_spans(report, claim):
            text.stylize(_SOURCE_STYLE, start, end)
    return _with_marks(text, marked)


def _source_spans(report: Report, claim: Claim) -> list[tuple[int, int]]:
    """Where the source is named: its own evidence, or else its words within the quote."""
    evidence = [quote.span for quote in claim.evidence.get("source", ()) if quote.span]
    if evidence or not claim.source or not claim.span:
        return evidence
    at = report.text.find(claim.source, *claim.span)
    return [(at, at + len(claim.source))] if at >= 0 else []


def _with_marks(text: Text, marked: list[tuple[str, Claim]]) -> Text:
    ends: dict[int, list[str]] = {}
    for mark, claim in marked:
        if claim.span:
            ends.setdefault(claim.span[1], []).append(mark)
    cuts = sorted(ends)
    whole = Text()
    for piece, cut in zip(text.divide(cuts), [*cuts, None], strict=True):
        whole.append_text(piece)
        if cut is not None:
            whole.append(f"[{' '.join(ends[cut])}]", style="bold")
    return whole


def _legend(claims: Iterable[Claim]) -> Text:
    present = {type(claim) for claim in claims}
    legend = Text("Marked: ")
    for kind, style in reversed(_STYLES.items()):
        if kind in present:
            letter, name = KINDS[kind]
            legend.append(f" {letter} {name} ", style=style).append(" ")
    if any(claim.source for claim in claims):
        legend.append("source", style=_SOURCE_STYLE)
    return legend


# Narrower than this a table would break its numbers.
TABLE_WIDTH_MIN = 80


@dataclass(frozen=True)
class _Claims:
    """The claims as a table, or a block of lines for each where there is no room for one."""

    marked: tuple[tuple[str, Claim], ...]

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> RenderResult:
        if options.max_width >= TABLE_WIDTH_MIN:
            yield _claims_table(list(self.marked))
            return
        for mark, claim in self.marked:
            row = row_of(claim)
            yield Text.assemble((mark, _STYLES[type(claim)]), f" {one_line(row.what)}")
            told = (row.date, row.place, row.figures, row.who, claim.source or "the outlet")
            said = [one_line(cell) for cell in told if cell != "—"]
            yield Padding(Text(" · ".join((*said, claim.claim_status))), (0, 0, 0, 2))


def _claims_table(marked: list[tuple[str, Claim]]) -> Table:
    table = Table(
        box=box.SIMPLE_HEAD, show_edge=False, pad_edge=False, padding=(0, 1, 0, 0), expand=True
    )
    table.add_column("", no_wrap=True)
    table.add_column("what", ratio=11, overflow="fold")
    table.add_column("when", width=12)
    for name, ratio in (("where", 9), ("figures", 9), ("who", 8), ("source", 12)):
        table.add_column(name, ratio=ratio, overflow="fold")
    table.add_column("status", width=8)
    for mark, claim in marked:
        row = row_of(claim)
        cells = (row.what, row.date, row.place, row.figures, row.who, claim.source or "the outlet")
        table.add_row(
            Text(mark, style=_STYLES[type(claim)]),
            *(Text(one_line(cell)) for cell in cells),
            Text(claim.claim_status, style="" if claim.claim_status == "asserted" else "bold"),
        )
    return table


def _has_delegations(claim: Claim) -> bool:
    return isinstance(claim, TalkClaim) and bool(claim.participants)


def _delegations(mark: str, claim: Claim) -> Table:
    table = Table(box=box.SIMPLE_HEAD, pad_edge=False, title_justify="left")
    table.title = Text(f"{mark}: who takes part", style="bold")
    for name in ("party", "role", "head", "title", "attendance"):
        table.add_column(name, overflow="fold")
    for each in claim.participants if isinstance(claim, TalkClaim) else ():
        cells = (each.party.text, each.role, each.representative, each.title, each.attendance)
        table.add_row(*(Text(one_line(cell or "—")) for cell in cells))
    return table
