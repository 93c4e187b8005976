"""A brief as a PDF, tagged for screen readers, set by Typst.

The template reads the brief as data: no word of a report is ever read as markup.
"""

from __future__ import annotations

import msgspec

from trucewatch.assessment.wording import day_words, days_words
from trucewatch.errors import BadInput
from trucewatch.publication.brief import Brief, based_on
from trucewatch.publication.footnotes import Footnote, marks, origin, safe_url
from trucewatch.publication.glance import MARKS, TONES
from trucewatch.publication.sentences import Glance, Row, Section, Sentence, Strip
from trucewatch.publication.templating import TEMPLATES
from trucewatch.publication.wording import one_line


def to_pdf(brief: Brief) -> bytes:
    """Raises `BadInput` where Typst is not installed."""
    try:
        import typst
    except ImportError:
        raise BadInput(
            "a PDF needs Typst; install it with: pip install 'trucewatch[pdf]'"
        ) from None
    data = msgspec.json.encode(_data(brief)).decode()
    return typst.compile(
        str(TEMPLATES / "brief.typ"),
        root=str(TEMPLATES),
        sys_inputs={"brief": data},
        pdf_standards=["ua-1"],
    )


def _data(brief: Brief) -> dict[str, object]:
    numbers = {note.ref: note.number for note in brief.footnotes}

    def notes(said: Sentence | Row) -> list[int]:
        return [numbers[ref] for ref in marks(said)]

    def line(said: Sentence) -> dict[str, object]:
        return {"words": one_line(said.text), "notes": notes(said)}

    def section(each: Section) -> dict[str, object]:
        return {
            "title": one_line(each.title),
            "is_list": each.is_list,
            "lines": [line(said) for said in each.sentences],
            "chart": one_line(each.chart.says) if each.chart else None,
            "table": each.table
            and {
                "columns": each.table.columns,
                "rows": [
                    {"cells": [one_line(cell) for cell in row.cells], "notes": notes(row)}
                    for row in each.table.rows
                ],
            },
        }

    return {
        "title": one_line(brief.title),
        "about": based_on(brief),
        "days": days_words(brief.start, brief.end),
        "key": [f"{symbol} {words}" for symbol, words in MARKS.values()],
        "zones": [_zone(each, notes(each.row)) for each in brief.at_a_glance],
        "parts": [
            {"title": one_line(part.title), "sections": [section(each) for each in part.sections]}
            for part in brief.parts
        ],
        "notes": [_note(each) for each in brief.footnotes],
    }


def _zone(glance: Glance, notes: list[int]) -> dict[str, object]:
    return {
        "name": one_line(glance.name),
        "verdict": f"{glance.symbol} {one_line(glance.words)}",
        "tone": TONES.get(glance.verdict, ""),
        "facts": one_line(glance.facts),
        "notes": notes,
        "says": one_line(glance.strip.says) if glance.strip else "",
        "days": _days(glance.strip) if glance.strip else [],
    }


def _days(strip: Strip) -> list[dict[str, str]]:
    return [
        {"mark": each.mark, "symbol": MARKS[each.mark][0], "day": day_words(each.day)}
        for each in strip.days
    ]


def _note(note: Footnote) -> dict[str, object]:
    return {
        "number": note.number,
        "text": one_line(note.text),
        "members": note.members,
        "quotes": [one_line(each) for each in (note.quote, *note.further)] if note.quote else [],
        "origin": origin(note) if note.quote else "",
        "url": safe_url(note.url),
    }
