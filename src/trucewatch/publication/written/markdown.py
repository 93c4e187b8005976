"""A brief as CommonMark with footnotes. Words from reports are escaped and stay inert."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence

from trucewatch.publication.brief import Brief, based_on
from trucewatch.publication.footnotes import Footnote, marks, origin
from trucewatch.publication.glance import COLUMNS, MARKS
from trucewatch.publication.sentences import Glance, Row, Section, Sentence, Strip, Table
from trucewatch.publication.wording import one_line


def to_markdown(brief: Brief) -> str:
    """The brief, its footnotes at the end."""
    numbers = {note.ref: note.number for note in brief.footnotes}
    blocks = [f"# {_escaped(brief.title)}", _escaped(based_on(brief))]
    blocks += _glance_markdown(brief.at_a_glance, numbers)
    for number, part in enumerate(brief.parts, start=1):
        blocks.append(f"## {number} {_escaped(part.title)}")
        blocks += [each for section in part.sections for each in _section(section, numbers)]
    blocks.append("## Notes")
    blocks += [_note_markdown(note) for note in brief.footnotes]
    return "\n\n".join(blocks) + "\n"


def _section(section: Section, numbers: Mapping[str, int]) -> Iterable[str]:
    yield f"### {_escaped(section.title)}"
    said = [f"{_escaped(each.text)}{_marks(each, numbers)}" for each in section.sentences]
    yield "\n".join(f"- {each}" for each in said) if section.is_list else " ".join(said)
    if section.chart:
        yield _escaped(section.chart.says)
    if section.table:
        yield _table_markdown(section.table, numbers)


def _marks(said: Sentence | Row, numbers: Mapping[str, int]) -> str:
    return "".join(f"[^{numbers[ref]}]" for ref in marks(said))


def _table_markdown(table: Table, numbers: Mapping[str, int]) -> str:
    lines = [(*table.columns, "Notes"), ("---",) * (len(table.columns) + 1)]
    lines += [(*map(_escaped, row.cells), _marks(row, numbers)) for row in table.rows]
    return "\n".join(f"| {' | '.join(line)} |" for line in lines)


def _glance_markdown(glances: Sequence[Glance], numbers: Mapping[str, int]) -> Iterable[str]:
    """The table of zones, under it each zone's strip of days."""
    if not glances:
        return
    yield "## Is it holding?"
    yield _table_markdown(Table(columns=COLUMNS, rows=tuple(g.row for g in glances)), numbers)
    strips = [glance.strip for glance in glances if glance.strip]
    if strips:
        yield "\n".join(f"- `{_days(strip)}` {_escaped(strip.says)}" for strip in strips)
        key = "; ".join(f"`{symbol}` {words}" for symbol, words in MARKS.values())
        yield f"Key to the days: {key}."


def _days(strip: Strip) -> str:
    return "".join(MARKS[each.mark][0] for each in strip.days)


def _note_markdown(note: Footnote) -> str:
    return f"[^{note.number}]: {_note_words(note, _escaped, lambda number: f'[^{number}]')}"


def _note_words(note: Footnote, escaped: Callable[[str], str], linked: Callable[[int], str]) -> str:
    if note.members:
        return f"{escaped(note.text)}: {' '.join(linked(each) for each in note.members)}"
    if note.text:
        return escaped(note.text)
    quotes = " … ".join(f"“{escaped(each)}”" for each in (note.quote, *note.further))
    return f"{quotes} {escaped(origin(note))}"


# Every character that begins a construct of CommonMark or of its common extensions: links,
# autolinks, footnotes, tables, raw HTML, mentions. "<" and "&" become entities because some
# renderers pass a backslashed tag through.
_ACTIVE = re.compile(r"([\\`*_\[\]|~!#@{}$^])")


def _escaped(text: str) -> str:
    line = one_line(text).replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    line = _ACTIVE.sub(r"\\\1", line)
    return line.replace("://", "\\://").replace("www.", "www\\.")
