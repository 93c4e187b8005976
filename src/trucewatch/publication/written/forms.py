"""The forms a brief is written in, by the ending of the file."""

from __future__ import annotations

from collections.abc import Callable
from types import MappingProxyType

from trucewatch.errors import BadInput
from trucewatch.publication.brief import Brief


def _markdown(brief: Brief) -> bytes:
    from trucewatch.publication.written.markdown import to_markdown

    return to_markdown(brief).encode()


def _html(brief: Brief) -> bytes:
    from trucewatch.publication.written.html import to_html

    return to_html(brief).encode()


def _word(brief: Brief) -> bytes:
    from trucewatch.publication.written.word import to_word

    return to_word(brief)


def _pdf(brief: Brief) -> bytes:
    from trucewatch.publication.written.pdf import to_pdf

    return to_pdf(brief)


# Each form loads a library of its own, so only the one asked for is imported.
_WRITERS: MappingProxyType[str, Callable[[Brief], bytes]] = MappingProxyType(
    {".md": _markdown, ".html": _html, ".docx": _word, ".pdf": _pdf}
)
FORMS = tuple(_WRITERS)
MEDIA = MappingProxyType(
    {
        ".md": "text/markdown; charset=utf-8",
        ".html": "text/html; charset=utf-8",
        ".docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
        ".pdf": "application/pdf",
    }
)


def written(brief: Brief, form: str) -> bytes:
    """The brief as one of `FORMS`. Raises `BadInput` for another, and for a PDF where the library
    that makes it is not installed."""
    if form not in _WRITERS:
        raise BadInput(f"{form!r} is no form of a brief; known: {', '.join(FORMS)}")
    return _WRITERS[form](brief)
