"""A brief that people keep and edit: what the record gave, beside the words they gave it.

    brief ──► saved ──► edited, … ──► as a brief again, its notes made from the record of the day

Every version stays. A sentence keeps the words in which it was drawn from the record, so that
whoever reads it can see where a person has worded it anew, and where the record says another thing
by now. Remarks are a person's own, and say so.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from difflib import SequenceMatcher

import msgspec
from msgspec import Struct

from trucewatch.errors import BadInput
from trucewatch.model.report import canonical
from trucewatch.model.withheld import masked
from trucewatch.publication.brief import Brief
from trucewatch.publication.footnotes import everything_said, footnotes
from trucewatch.publication.monitors import Chart
from trucewatch.publication.scope import Scope
from trucewatch.publication.sentences import Glance, Part, Row, Section, Sentence, Table
from trucewatch.publication.wording import one_line

# No sentence or remark is longer; a book is no brief.
LONGEST = 4000
# Two sentences of one section less alike than this are not one sentence that has changed.
ALIKE = 0.6


class Line(Struct, frozen=True, kw_only=True):
    """A sentence as drawn, and the words a person gave it: None for none, "" to leave it out."""

    drawn: Sentence
    words: str | None = None
    by: str = ""


class Remark(Struct, frozen=True, kw_only=True):
    """What a person has to say, which no claim stands behind."""

    words: str
    by: str


class SavedSection(Struct, frozen=True, kw_only=True):
    title: str
    lines: tuple[Line, ...]
    is_list: bool = False
    table: Table | None = None
    chart: Chart | None = None
    remark: Remark | None = None


class SavedPart(Struct, frozen=True, kw_only=True):
    title: str
    sections: tuple[SavedSection, ...]


class SavedBrief(Struct, frozen=True, kw_only=True):
    """A version of a brief. `brief` is the id of its first version, `before` of the one it was
    made from; `id` is a hash of all else, and `saved` an ISO instant in UTC."""

    title: str
    start: date
    end: date
    zone: str | None
    as_of: date | None
    report_count: int
    unread: int
    at_a_glance: tuple[Glance, ...]
    parts: tuple[SavedPart, ...]
    by: str
    saved: str
    before: str = ""
    brief: str = ""
    id: str = ""


class Stale(Struct, frozen=True, kw_only=True):
    """What a saved brief says and the record no longer does; `now` is what it says instead, if
    anything. `where` is the heading."""

    where: str
    said: str
    now: str | None


def saved(brief: Brief, *, as_of: date | None, by: str, at: str) -> SavedBrief:
    """The first version of a brief that was just drawn."""
    first = SavedBrief(
        title=brief.title,
        start=brief.start,
        end=brief.end,
        zone=brief.zone,
        as_of=as_of,
        report_count=brief.report_count,
        unread=brief.unread,
        at_a_glance=brief.at_a_glance,
        parts=tuple(_saved_part(part) for part in brief.parts),
        by=_name(by),
        saved=at,
    )
    return _identified(first)


def edited(
    before: SavedBrief, title: str, places: Mapping[str, str], *, by: str, at: str
) -> SavedBrief:
    """The next version. `places` gives words by place: "0.1.2" is the third line of the second
    section of the first part, "0.1" that section's remark; a place that is not given stays as it
    was. Raises `BadInput` for too many words."""
    signer = _name(by)
    parts = tuple(
        msgspec.structs.replace(
            part,
            sections=tuple(
                _edited_section(section, f"{p}.{s}", places, signer)
                for s, section in enumerate(part.sections)
            ),
        )
        for p, part in enumerate(before.parts)
    )
    return _next(before, title=_bounded(title) or before.title, parts=parts, by=signer, saved=at)


def redrawn(before: SavedBrief, now: Brief, *, by: str, at: str) -> SavedBrief:
    """The next version, drawn anew: what people worded and remarked stays where it still fits."""
    parts = tuple(_redrawn_part(part, before) for part in now.parts)
    return _next(
        before,
        at_a_glance=now.at_a_glance,
        parts=parts,
        report_count=now.report_count,
        unread=now.unread,
        as_of=None,
        by=_name(by),
        saved=at,
    )


def as_brief(kept: SavedBrief, scope: Scope) -> Brief:
    """The version as a brief. Its notes quote the claims as the record has them by now."""
    parts = tuple(
        Part(title=part.title, sections=tuple(_section(each) for each in part.sections))
        for part in kept.parts
    )
    said = (*(glance.row for glance in kept.at_a_glance), *everything_said(parts))
    return Brief(
        title=kept.title,
        start=kept.start,
        end=kept.end,
        zone=kept.zone,
        report_count=kept.report_count,
        at_a_glance=kept.at_a_glance,
        parts=parts,
        footnotes=footnotes(said, scope),
        unread=kept.unread,
    )


def stale(kept: SavedBrief, now: Brief) -> tuple[Stale, ...]:
    """Each verdict, sentence and row that the record of today would not write so."""
    told = _told(now)
    return tuple(
        Stale(where=where, said=said, now=_instead(said, told.get(where, ()), _of(kept, where)))
        for where, said in _drawn(kept)
        if said not in told.get(where, ())
    )


def without(kept: SavedBrief, restricted: Mapping[str, str]) -> SavedBrief:
    """The version with blocks for what stands on claims (ids) whose reports were restricted at an
    instant after it was saved: it may name whom they quote, and who published them."""
    later = {claim for claim, since in restricted.items() if since > kept.saved}
    parts = tuple(
        msgspec.structs.replace(part, sections=tuple(_hidden(s, later) for s in part.sections))
        for part in kept.parts
    )
    return msgspec.structs.replace(kept, parts=parts)


def latest(versions: Iterable[SavedBrief]) -> list[SavedBrief]:
    """The versions that nobody has gone on from, the last saved first: one for each brief, and
    more where two people went on from the same version."""
    known = list(versions)
    left_behind = {each.before for each in known}
    found = [each for each in known if each.id not in left_behind]
    return sorted(found, key=lambda each: (each.saved, each.id), reverse=True)


def is_left_out(line: Line) -> bool:
    return line.words == ""


def words_of(line: Line) -> str:
    return one_line(line.drawn.text) if line.words is None else line.words


def strange_figures(line: Line) -> list[str]:
    """Numbers that a person's words have and the record's do not."""
    drawn = set(_NUMBER.findall(line.drawn.text))
    return [each for each in _NUMBER.findall(line.words or "") if each not in drawn]


_NUMBER = re.compile(r"\d[\d,.]*(?<![,.])")


def _identified(version: SavedBrief) -> SavedBrief:
    known_as = f"p-{hashlib.sha256(canonical(version)).hexdigest()[:16]}"
    return msgspec.structs.replace(version, id=known_as, brief=version.brief or known_as)


def _next(before: SavedBrief, **changes: object) -> SavedBrief:
    made = msgspec.structs.replace(before, before=before.id, id="", **changes)
    return _identified(made)


def _name(by: str) -> str:
    name = one_line(by).strip()
    if not name:
        raise BadInput("a brief is signed: give your name")
    return name


def _bounded(words: str) -> str:
    line = one_line(words)
    if len(line) > LONGEST:
        raise BadInput(f"{len(line):,} characters are too many for one place; {LONGEST:,} are kept")
    return line


def _saved_part(part: Part) -> SavedPart:
    return SavedPart(title=part.title, sections=tuple(_saved_section(s) for s in part.sections))


def _saved_section(section: Section) -> SavedSection:
    return SavedSection(
        title=section.title,
        lines=tuple(Line(drawn=each) for each in section.sentences),
        is_list=section.is_list,
        table=section.table,
        chart=section.chart,
    )


def _edited_section(
    section: SavedSection, place: str, places: Mapping[str, str], by: str
) -> SavedSection:
    lines = tuple(
        _edited_line(line, places.get(f"{place}.{number}"), by)
        for number, line in enumerate(section.lines)
    )
    remark = _edited_remark(section.remark, places.get(place), by)
    return msgspec.structs.replace(section, lines=lines, remark=remark)


def _edited_remark(remark: Remark | None, words: str | None, by: str) -> Remark | None:
    if words is None or _bounded(words) == (remark.words if remark else ""):
        return remark
    return Remark(words=_bounded(words), by=by) if _bounded(words) else None


def _edited_line(line: Line, words: str | None, by: str) -> Line:
    if words is None or _bounded(words) == words_of(line):
        return line
    if _bounded(words) == one_line(line.drawn.text):
        return Line(drawn=line.drawn)
    return Line(drawn=line.drawn, words=_bounded(words), by=by)


def _hidden(section: SavedSection, claims: set[str]) -> SavedSection:
    """A drawing of what is hidden would name it, too."""
    lines = tuple(_hidden_line(line, claims) for line in section.lines)
    table = section.table and Table(
        columns=section.table.columns,
        rows=tuple(_hidden_row(row, claims) for row in section.table.rows),
    )
    chart = section.chart if (lines, table) == (section.lines, section.table) else None
    return msgspec.structs.replace(section, lines=lines, table=table, chart=chart)


def _hidden_line(line: Line, claims: set[str]) -> Line:
    if claims.isdisjoint(line.drawn.claims):
        return line
    drawn = msgspec.structs.replace(line.drawn, text=masked(line.drawn.text))
    return msgspec.structs.replace(line, drawn=drawn, words=line.words and masked(line.words))


def _hidden_row(row: Row, claims: set[str]) -> Row:
    if claims.isdisjoint(row.claims):
        return row
    return msgspec.structs.replace(row, cells=tuple(map(masked, row.cells)))


def _redrawn_part(part: Part, before: SavedBrief) -> SavedPart:
    earlier = {each.title: each for old in before.parts for each in old.sections}
    sections = []
    for section in part.sections:
        old = earlier.get(section.title)
        given = {each.drawn.text: each for each in old.lines} if old else {}
        lines = tuple(given.get(s.text, Line(drawn=s)) for s in section.sentences)
        made = _saved_section(section)
        remark = old.remark if old else None
        sections.append(msgspec.structs.replace(made, lines=lines, remark=remark))
    return SavedPart(title=part.title, sections=tuple(sections))


def _section(section: SavedSection) -> Section:
    lines = [_sentence(each) for each in section.lines if not is_left_out(each)]
    if section.remark:
        lines.append(_remarked(section.remark))
    return Section(
        title=section.title,
        sentences=tuple(lines),
        is_list=section.is_list,
        table=section.table,
        chart=section.chart,
    )


def _sentence(line: Line) -> Sentence:
    if line.words is None:
        return line.drawn
    drawn = line.drawn
    note = f"worded:Worded by {line.by}. Drawn from the record it was: “{one_line(drawn.text)}”"
    return Sentence(text=line.words, claims=drawn.claims, reference=(*drawn.reference, note))


def _remarked(remark: Remark) -> Sentence:
    note = f"remark:Remark by {remark.by}, which no claim of the record stands behind."
    return Sentence(text=remark.words, reference=(note,))


GLANCE = "Is it holding?"


def _drawn(kept: SavedBrief) -> Iterator[tuple[str, str]]:
    """Heading and words of everything drawn from the record that the version still says."""
    for glance in kept.at_a_glance:
        yield GLANCE, _row(glance.row)
    for part in kept.parts:
        for section in part.sections:
            for line in section.lines:
                if not is_left_out(line):
                    yield section.title, one_line(line.drawn.text)
            for row in section.table.rows if section.table else ():
                yield section.title, _row(row)


def _of(kept: SavedBrief, where: str) -> set[str]:
    return {said for heading, said in _drawn(kept) if heading == where}


def _told(brief: Brief) -> dict[str, list[str]]:
    told: dict[str, list[str]] = {GLANCE: [_row(each.row) for each in brief.at_a_glance]}
    for part in brief.parts:
        for section in part.sections:
            said = told.setdefault(section.title, [])
            said += [one_line(each.text) for each in section.sentences]
            said += [_row(each) for each in section.table.rows] if section.table else []
    return told


def _row(row: Row) -> str:
    return " · ".join(one_line(each) for each in row.cells)


def _instead(said: str, told: Sequence[str], kept: set[str]) -> str | None:
    """The new sentence under that heading that is most like it, if any is like it at all."""
    new = [each for each in told if each not in kept]
    if not new:
        return None
    likeness, best = max((SequenceMatcher(None, said, each).ratio(), each) for each in new)
    return best if likeness >= ALIKE else None
