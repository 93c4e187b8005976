"""A brief as one self-contained page: no script, nothing fetched, everything escaped."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from trucewatch.assessment.wording import day_words, days_words
from trucewatch.publication.brief import Brief, based_on
from trucewatch.publication.footnotes import marks, origin, safe_url
from trucewatch.publication.glance import MARKS, TONES
from trucewatch.publication.templating import filled
from trucewatch.publication.wording import one_line


def to_html(brief: Brief) -> str:
    """The page; every note leads back to where it is called."""
    return filled("brief.html.j2", brief=brief, given=given(brief, lambda _: None))


def given(brief: Brief, evidence: Callable[[str], str | None]) -> Mapping[str, object]:
    """What the template of a brief's body asks for beside the brief. `evidence` says where what a
    note stands on is to be found, from the note's ref; None for nowhere."""
    numbers = {note.ref: note.number for note in brief.footnotes}
    return {
        "based_on": based_on(brief),
        "marks": lambda said: [numbers[ref] for ref in marks(said)],
        "origin": origin,
        "safe_url": safe_url,
        "clean": one_line,
        "day_words": day_words,
        "span": days_words(brief.start, brief.end),
        "tone": lambda verdict: TONES.get(verdict, ""),
        "day_marks": MARKS,
        "evidence": evidence,
    }
