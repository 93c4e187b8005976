"""What the tables under this folder read with: the shipped lexicon and dossiers."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest

from trucewatch.model.report import Report
from trucewatch.publication.contract import reading_as_contract
from trucewatch.reading.rules import read
from trucewatch.reading.text import Document, Sentence, split
from trucewatch.reference.dossier import load_reference
from trucewatch.reference.lexicon import Lexicon, lexicon_of
from trucewatch.reference.reference import Reference

PUBLISHED = date(2017, 12, 21)  # a Thursday


@pytest.fixture(scope="session")
def reference() -> Reference:
    return load_reference()


@pytest.fixture(scope="session")
def lexicon() -> Lexicon:
    return lexicon_of("en")


@pytest.fixture(scope="session")
def document_of(lexicon: Lexicon) -> Callable[..., Document]:
    """Cuts a text as the reader does, published on Thursday 21 December 2017."""

    def cut(text: str, published: date | None = PUBLISHED, title: str | None = None) -> Document:
        return split(text, lexicon, published, title)

    return cut


@pytest.fixture(scope="session")
def sentence_of(document_of: Callable[..., Document]) -> Callable[[str], Sentence]:
    """The first sentence of a text."""
    return lambda text: document_of(text).sentences[0]


@pytest.fixture(scope="session")
def read_text(reference: Reference) -> Callable[..., dict[str, Any]]:
    """What the contract prints for a text published on Thursday 21 December 2017."""

    def read_one(text: str, published: date | None = PUBLISHED, **fields: Any) -> dict[str, Any]:
        report = Report(id="test", text=text, published=published, **fields)
        return reading_as_contract(report, read(report, reference))

    return read_one
