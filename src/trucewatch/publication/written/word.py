"""A brief as a Word document: headings, tables and numbered notes, each mark a link to its note."""

from __future__ import annotations

from io import BytesIO

from docx import Document
from docx.document import Document as WordDocument
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Pt
from docx.text.paragraph import Paragraph

from trucewatch.publication.brief import Brief, based_on
from trucewatch.publication.footnotes import Footnote, marks, origin
from trucewatch.publication.glance import COLUMNS, MARKS
from trucewatch.publication.sentences import Glance, Row, Section, Sentence, Table
from trucewatch.publication.wording import one_line


def to_word(brief: Brief) -> bytes:
    """The document's bytes."""
    numbers = {note.ref: note.number for note in brief.footnotes}
    page = Document()
    page.core_properties.title = one_line(brief.title)
    page.core_properties.author = "trucewatch"
    page.add_heading(one_line(brief.title), level=0)
    page.add_paragraph(based_on(brief))
    _glances(page, brief.at_a_glance, numbers)
    for number, part in enumerate(brief.parts, start=1):
        page.add_heading(f"{number} {one_line(part.title)}", level=1)
        for section in part.sections:
            _section(page, section, numbers)
    page.add_heading("Notes", level=1)
    for note in brief.footnotes:
        _note(page, note)
    file = BytesIO()
    page.save(file)
    return file.getvalue()


def _glances(page: WordDocument, glances: tuple[Glance, ...], numbers: dict[str, int]) -> None:
    if not glances:
        return
    page.add_heading("Is it holding?", level=1)
    _table(page, Table(columns=COLUMNS, rows=tuple(each.row for each in glances)), numbers)
    for each in glances:
        if each.strip:
            days = "".join(MARKS[day.mark][0] for day in each.strip.days)
            page.add_paragraph(f"{days}  {one_line(each.strip.says)}")
    key = "; ".join(f"{symbol} {words}" for symbol, words in MARKS.values())
    page.add_paragraph(f"Key to the days: {key}.")


def _section(page: WordDocument, section: Section, numbers: dict[str, int]) -> None:
    page.add_heading(one_line(section.title), level=2)
    running = None
    for said in section.sentences:
        if section.is_list:
            line = page.add_paragraph(style="List Bullet")
        else:
            line = running = running or page.add_paragraph()
        line.add_run(f"{one_line(said.text)}")
        _mark(line, said, numbers)
        line.add_run(" ")
    if section.chart:
        page.add_paragraph(one_line(section.chart.says))
    if section.table:
        _table(page, section.table, numbers)


def _table(page: WordDocument, table: Table, numbers: dict[str, int]) -> None:
    drawn = page.add_table(rows=1, cols=len(table.columns) + 1, style="Light Grid Accent 1")
    for cell, name in zip(drawn.rows[0].cells, (*table.columns, "Notes"), strict=True):
        cell.text = name
    for row in table.rows:
        cells = drawn.add_row().cells
        for cell, words in zip(cells, row.cells, strict=False):
            cell.text = one_line(words)
        _mark(cells[-1].paragraphs[0], row, numbers)
    for line in drawn.rows:
        for cell in line.cells:
            for run in cell.paragraphs[0].runs:
                run.font.size = Pt(8)
    page.add_paragraph()


def _mark(line: Paragraph, said: Sentence | Row, numbers: dict[str, int]) -> None:
    for place, ref in enumerate(marks(said)):
        if place:
            line.add_run(" ").font.superscript = True
        _link(line, f"note{numbers[ref]}", str(numbers[ref]))


def _link(line: Paragraph, bookmark: str, words: str) -> None:
    """A raised link to a bookmark of the same document, which python-docx has no call for."""
    link = OxmlElement("w:hyperlink")
    link.set(qn("w:anchor"), bookmark)
    run = line.add_run(words)
    run.font.superscript = True
    link.append(run._r)
    line._p.append(link)


def _note(page: WordDocument, note: Footnote) -> None:
    line = page.add_paragraph()
    start, end = OxmlElement("w:bookmarkStart"), OxmlElement("w:bookmarkEnd")
    start.set(qn("w:id"), str(note.number))
    start.set(qn("w:name"), f"note{note.number}")
    end.set(qn("w:id"), str(note.number))
    line._p.append(start)
    line.add_run(f"{note.number}. ").bold = True
    line._p.append(end)
    if note.members:
        line.add_run(f"{one_line(note.text)}: notes {', '.join(map(str, note.members))}.")
    elif note.text:
        line.add_run(one_line(note.text))
    else:
        quotes = " … ".join(f"“{one_line(each)}”" for each in (note.quote, *note.further))
        line.add_run(f"{quotes} {origin(note)}")
