"""How well a reader reads, as a table, and what it missed, shown in the report's own words.

Report text is untrusted: it only ever enters `rich.text.Text`, cleaned of control characters.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import groupby
from typing import Any

from rich import box
from rich.console import Group, RenderableType
from rich.table import Table
from rich.text import Text

from trucewatch.model.report import Report
from trucewatch.publication.wording import clean, one_line
from trucewatch.scoring.scores import Compared, Figure, Pair, unmatched
from trucewatch.scoring.slots import PARTS, SLOTS, Element

_TITLES = {
    "mean_of_groups": "MEAN OF GROUPS",
    "all_slots": "ALL SLOTS",
    "quotes_found": "quotes found in text",
}
_SENTENCE_END = re.compile(r"[.!?][\"”’')\]]*\s+|\n+")


def score_table(table: Mapping[str, Figure]) -> RenderableType:
    """A row for each slot, its kind's own rows below them, and all of it at the end."""
    rows = Table(box=box.SIMPLE_HEAD, pad_edge=False, show_edge=False)
    rows.add_column("")
    for name in ("P", "R", "F1", "n"):
        rows.add_column(name, justify="right")
    for name, figure in table.items():
        kind, _, slot = name.partition(".")
        is_whole = not slot
        heading = Text(_TITLES.get(name, f"{kind} {slot}"), style="bold" if is_whole else "")
        digits = (f"{each:.3f}" for each in (figure.precision, figure.recall, figure.f1))
        ends_section = slot == ("strict" if kind == "incidents" else "found")
        rows.add_row(heading, *digits, f"{figure.n:,}", end_section=ends_section)
    return rows


def misses(report: Report, compared: Compared, kinds: Iterable[str]) -> Iterator[RenderableType]:
    """Each item that was not read as annotated: its sentence, the quote marked, and the slots."""
    for pair in compared.pairs:
        if pair.kind in kinds and pair.wrong_slots:
            yield Group(_heading(report, pair), _in_place(report, pair), _slots(pair), Text())


def as_objects(
    table: Mapping[str, Figure],
    told: Iterable[tuple[Report, Compared]],
    kinds: Iterable[str],
    reports: int,
) -> dict[str, Any]:
    """The same as plain JSON values, figures to the fourth digit. Names stay as they are."""
    figures = {
        name: {"precision": round(f.precision, 4), "recall": round(f.recall, 4)}
        | {"f1": round(f.f1, 4), "n": f.n}
        for name, f in table.items()
    }
    missed = [
        _miss(report, pair)
        for report, compared in told
        for pair in compared.pairs
        if pair.kind in kinds and pair.wrong_slots
    ]
    return {"schema_version": 1, "reports": reports, "figures": figures, "misses": missed}


def _miss(report: Report, pair: Pair) -> dict[str, Any]:
    gold, read = pair.gold or {}, pair.read or {}
    return {
        "report": report.id,
        "kind": pair.kind,
        "annotated": pair.gold is not None,
        "read": pair.read is not None,
        "index": pair.index,
        "quote": (pair.gold or read)["quote"],
        "slots": {
            slot: {"expected": gold.get(slot), "read": read.get(slot)} for slot in pair.wrong_slots
        },
    }


def _heading(report: Report, pair: Pair) -> Text:
    words = {
        (True, False): "annotated, not read",
        (False, True): "read, not annotated",
        (True, True): "read otherwise",
    }[pair.gold is not None, pair.read is not None]
    number = f"[{pair.index}]" if pair.gold is not None else ""
    heading = Text(one_line(report.id), style="bold")
    return heading.append(f"  {pair.kind}{number}: {words}", style="not bold")


def _in_place(report: Report, pair: Pair) -> Text:
    quote = (pair.gold or pair.read or {})["quote"]
    before, after = _around(report.text, quote)
    line = Text("  " + _joined(before)).append(f"»{one_line(quote)}«", style="reverse")
    return line.append(_joined(after))


def _around(text: str, quote: str) -> tuple[str, str]:
    """What stands before and after the quote in its sentence; nothing where it is the title's."""
    start = text.find(quote)
    if start < 0:
        return "", ""
    ends = [found.end() for found in _SENTENCE_END.finditer(text)]
    first = max((end for end in ends if end <= start), default=0)
    last = min((end for end in ends if end >= start + len(quote)), default=len(text))
    return text[first:start], text[start + len(quote) : last]


def _joined(text: str) -> str:
    return re.sub(r"\s+", " ", clean(text))


def _slots(pair: Pair) -> Table:
    rows = Table(box=None, show_header=False, padding=(0, 2, 0, 0))
    for slot in pair.wrong_slots:
        how = SLOTS[pair.kind][slot]
        missed, made_up = unmatched(slot, how, pair.gold, pair.read)
        rows.add_row(f"    {slot}", f"expected {_listed(missed)}", f"read {_listed(made_up)}")
    return rows


def _listed(of: Sequence[Element]) -> str:
    whose = groupby(of, key=lambda element: _party(element) or element.value)
    return one_line("; ".join(_together(list(group)) for _, group in whose)) or "nothing"


def _party(element: Element) -> str | None:
    """Whose role, head or title it is."""
    return element.value[0] if element.how in PARTS else None


def _together(of: Sequence[Element]) -> str:
    """A value as an annotation writes it; a party with what is said of it in brackets."""
    about = ", ".join(str(each.value[1]) for each in of if each.how in PARTS)
    first = of[0]
    if first.how in PARTS:
        return f"of {_party(first)}: {about}"
    if first.how in ("days", "number"):
        start, end = first.value
        return json.dumps(start if start == end else [start, end])
    return f"{first.value} ({about})" if about else str(first.value)
