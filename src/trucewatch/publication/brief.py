"""The brief: what happened and what it means, every figure with the words it came from.

    brief ──► glance, parts ──► sections ──► sentences ──► footnotes ──► claims and their quotes

Nothing here reads a clock: the same record gives the same bytes.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date

from msgspec import Struct

from trucewatch.assessment.wording import counted, day_words, days_words
from trucewatch.model.claim import Claim
from trucewatch.model.finding import Findings, Verdict
from trucewatch.model.record import Record
from trucewatch.model.report import Report
from trucewatch.publication.comment import comment
from trucewatch.publication.footnotes import Footnote, everything_said, footnotes, marks
from trucewatch.publication.glance import COLUMNS, MARKS, at_a_glance
from trucewatch.publication.happened import happened
from trucewatch.publication.scope import Scope
from trucewatch.publication.sentences import Glance, Part, Row, Section, Sentence, Strip, Table
from trucewatch.publication.templating import filled
from trucewatch.publication.wording import one_line, published_words, unread_words
from trucewatch.reference.reference import Reference


class Brief(Struct, frozen=True, kw_only=True):
    """A brief on the days from `start` to `end`; `zone` None where it is about every zone.

    `report_count` is of reports published in these days, `unread` of those nobody could read.
    """

    title: str
    start: date
    end: date
    zone: str | None
    report_count: int
    at_a_glance: tuple[Glance, ...]
    parts: tuple[Part, ...]
    footnotes: tuple[Footnote, ...]
    unread: int = 0


def brief(
    findings: Findings,
    records: Sequence[Record],
    claims: Mapping[str, Claim],
    reports: Mapping[str, Report],
    reference: Reference,
    *,
    start: date,
    end: date,
    zone: str | None = None,
    unread: int = 0,
    no_verdict: str | None = None,
) -> Brief:
    """The brief on these days. `reports` are those read, by `Report.ref`; `unread` counts the
    others, and `no_verdict` says why no zone has one. Raises `NotFound` for a zone that no dossier
    has, and `UngroundedClaim` for a record that no claim stands behind."""
    scope = Scope(findings, tuple(records), claims, reports, reference, start, end, zone)
    glances = at_a_glance(scope)
    parts = (happened(scope), comment(scope, no_verdict))
    said = (*(glance.row for glance in glances), *everything_said(parts))
    about = scope.name(zone) if zone else "Ceasefire brief"
    return Brief(
        title=f"{about}: {days_words(start, end)}",
        start=start,
        end=end,
        zone=zone,
        report_count=len(scope.published),
        at_a_glance=glances,
        parts=parts,
        footnotes=footnotes(said, scope),
        unread=unread,
    )


def based_on(brief: Brief) -> str:
    """ "Based on 3 reports published between 15 and 21 December 2017."."""
    reports = counted(brief.report_count, "report")
    based = f"Based on {reports} published {published_words(brief.start, brief.end)}."
    return f"{based} {unread_words(brief.unread)}".rstrip()


# Markdown


def to_markdown(brief: Brief) -> str:
    """The brief as CommonMark with footnotes. Words from reports are escaped and stay inert."""
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


def origin(note: Footnote) -> str:
    """ "— Syrian Observatory, in Example Wire, 21 December 2017, https://… (c-…)"."""
    where = (note.outlet or f"report {note.report}", note.published, note.url)
    carried = ", ".join(one_line(each) for each in where if each)
    said = f"{one_line(note.claimant)}, in " if note.claimant else ""
    return f"— {said}{carried} ({note.ref})"


# Every character that begins a construct of CommonMark or of its common extensions: links,
# autolinks, footnotes, tables, raw HTML, mentions. "<" and "&" become entities because some
# renderers pass a backslashed tag through.
_ACTIVE = re.compile(r"([\\`*_\[\]|~!#@{}$^])")


def _escaped(text: str) -> str:
    line = one_line(text).replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    line = _ACTIVE.sub(r"\\\1", line)
    return line.replace("://", "\\://").replace("www.", "www\\.")


# HTML


def to_html(brief: Brief) -> str:
    """The brief as one self-contained page: no script, nothing fetched, everything escaped."""
    numbers = {note.ref: note.number for note in brief.footnotes}
    return filled(
        "brief.html.j2",
        brief=brief,
        based_on=based_on(brief),
        marks=lambda said: [numbers[ref] for ref in marks(said)],
        origin=origin,
        safe_url=safe_url,
        clean=one_line,
        day_words=day_words,
        span=days_words(brief.start, brief.end),
        tone=lambda verdict: TONES.get(verdict, ""),
        day_marks=MARKS,
    )


TONES: dict[Verdict, str] = {
    "holding": "good",
    "largely holding": "good",
    "strained": "warn",
    "not holding": "bad",
    "collapsed": "bad",
    "overrun": "bad",
}


def safe_url(url: str | None) -> str | None:
    """The url where following it can only fetch a page; a report may name any other scheme."""
    return url if url and url.lower().startswith(("https://", "http://")) else None
