"""A brief as Word and as PDF: everything it says, and no word of a report taken for markup."""

from __future__ import annotations

from datetime import date
from io import BytesIO

import msgspec
import pytest
from docx import Document
from docx.oxml.ns import qn
from pypdf import PdfReader

from trucewatch.errors import BadInput
from trucewatch.publication.brief import brief
from trucewatch.publication.footnotes import everything_said, marks
from trucewatch.publication.sentences import Sentence
from trucewatch.publication.written.forms import FORMS, written

START, END = date(2017, 11, 24), date(2017, 12, 21)
# What a report could say to a typesetter, a word processor or a browser.
HOSTILE = '#read("/etc/passwd") $x$ <w:p/> \\u0000 *bold* @ref'


@pytest.fixture(scope="module")
def made(findings, records, claims, reports, reference):
    return brief(findings, records, claims, reports, reference, start=START, end=END)


def words_of_pdf(data: bytes) -> str:
    pages = PdfReader(BytesIO(data)).pages
    return "".join("".join(page.extract_text() for page in pages).split())


def words_of_word(data: bytes) -> str:
    return "".join(node.text or "" for node in Document(BytesIO(data)).element.iter(qn("w:t")))


def test_every_note_of_a_word_document_can_be_jumped_to(made):
    page = Document(BytesIO(written(made, ".docx"))).element
    called = {each.get(qn("w:anchor")) for each in page.iter(qn("w:hyperlink"))}
    there = {each.get(qn("w:name")) for each in page.iter(qn("w:bookmarkStart"))}

    assert called
    assert called <= there


@pytest.mark.parametrize(("form", "words_of"), [(".pdf", words_of_pdf), (".docx", words_of_word)])
def test_each_sentence_of_the_brief_is_in_its_document(made, form, words_of):
    words = "".join(words_of(written(made, form)).split())

    said = [each.text for each in everything_said(made.parts) if isinstance(each, Sentence)]
    assert said
    assert [each for each in said if "".join(each.split()) not in words] == []


@pytest.mark.parametrize(("form", "words_of"), [(".pdf", words_of_pdf), (".docx", words_of_word)])
def test_words_of_a_report_stay_words(made, form, words_of):
    words = words_of(written(msgspec.structs.replace(made, title=HOSTILE), form))

    assert "".join(HOSTILE.split()) in "".join(words.split())


def test_the_marks_of_a_word_document_are_those_of_the_brief(made):
    numbers = {note.ref: note.number for note in made.footnotes}
    first = made.parts[0].sections[0].sentences[0]
    page = Document(BytesIO(written(made, ".docx")))
    [line] = [p for p in page.paragraphs if first.text in "".join(t.text for t in p.runs)]
    anchors = [each.get(qn("w:anchor")) for each in line._p.iter(qn("w:hyperlink"))]

    assert anchors[: len(marks(first))] == [f"note{numbers[ref]}" for ref in marks(first)]


@pytest.mark.parametrize("form", [".md", ".html", ".pdf"])
def test_the_same_brief_gives_the_same_bytes(made, form):
    assert written(made, form) == written(made, form)


def test_an_unknown_form_is_refused_with_those_there_are(made):
    with pytest.raises(BadInput, match=", ".join(FORMS).replace(".", r"\.")):
        written(made, ".odt")
