"""The language of a report: which lexicon reads it, and why none does."""

from __future__ import annotations

from trucewatch.model.report import Report
from trucewatch.reading.text import looks_like
from trucewatch.reference.lexicon import Lexicon, known_languages, lexicon_of


def lexicon_for(report: Report) -> Lexicon | None:
    """The lexicon whose function words the text uses; the declared language comes first."""
    declared = (report.language or "").lower()[:2]
    languages = (declared,) if declared in known_languages() else known_languages()
    if declared and declared not in known_languages():
        return None
    is_declared = bool(declared)
    known = (lexicon_of(language) for language in languages)
    return next((each for each in known if looks_like(report.text, each, is_declared)), None)


def why_unread(report: Report) -> str:
    known = ", ".join(known_languages())
    if report.language and report.language.lower()[:2] not in known_languages():
        return f"language {report.language!r} is not one the reader knows (it knows {known})"
    return f"the text is not in a language the reader knows (it knows {known})"
