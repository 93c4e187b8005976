"""A report's text cut into sentences, with its numbers and dates marked.

Every offset counts characters of the text. `Sentence.masked` has the same length as
`Sentence.text`: numbers are written over with `#` and dates with `@`, so that patterns over
kinds of words keep their offsets.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence, Set
from datetime import date
from itertools import pairwise

from msgspec import Struct

from trucewatch.model.values import Quote
from trucewatch.reading.dates import Dated, DateMention, date_lines
from trucewatch.reading.dating.story import Line
from trucewatch.reading.numbers import NumberMention, find_numbers
from trucewatch.reference.lexicon import Lexicon

READER = "rules-en@2"

# What is longer is no sentence: patterns look back and forth in it, which takes the square of it.
_LONGEST = 2000
_LONGEST_WORD = 64
_COMMENT = re.compile(r"\s*(?:comment|analysis|assessment|commentary|our view)\s*[:—–-]", re.I)
_EDGE = re.compile(
    r"[.!?](?:[\"”’')\]]*\s+(?=[\"“‘'(\[]*[A-Z0-9])|(?<=[a-z]{2}[.!?])(?=[A-Z][a-z]))"
)
_INITIALS = re.compile(r"(?:[A-Za-z]\.)*[A-Z]|[ap]\.m")
# Reports put agency and place before the first words: "BEIRUT, Nov 13 (AFP) - Air strikes ...".
_DATELINE = re.compile(
    r"\s*(?:[A-Z][A-Z .,/’'-]{2,40}(?:,? [A-Z][a-z]+(?: [A-Z][a-z]+)?(?=, [A-Z0-9]))?"
    r"(?:,? (?:[A-Z][a-z]+\.? \d{1,2}|\d{1,2} [A-Z][a-z]+)(?:,? \d{4})?)?)"
    r"(?: ?\([^)]{2,30}\))?\s*(?:[-—–:]{1,2})\s+"
    r"|\s*[A-Z]{4,}(?:[ /][A-Z]{3,})*(?: \([^)]{2,30}\))? (?=[A-Z][a-z’']|[A-Z]\.)"
)


# Compared by identity: what is found in a sentence is kept, and looked up often.
class Sentence(Struct, frozen=True, eq=False):
    """One sentence: its words, where they stand, and what was marked in them.

    `without_dates` has dates written over, so that "Yesterday" is no part of a name; `masked` has
    numbers too. `dates` say when something was; `every_date` adds years that say which ("the 2012
    accord").
    """

    start: int
    text: str
    without_dates: str
    masked: str
    paragraph: int
    section: str
    numbers: tuple[NumberMention, ...] = ()
    dates: tuple[DateMention, ...] = ()
    every_date: tuple[DateMention, ...] = ()
    heading: DateMention | None = None

    @property
    def end(self) -> int:
        return self.start + len(self.text)

    def quote(self, start: int = 0, end: int | None = None) -> Quote:
        """The quote of characters `start` to `end` of this sentence."""
        stop = len(self.text) if end is None else end
        return Quote(self.text[start:stop], (self.start + start, self.start + stop))

    def number_at(self, start: int) -> NumberMention | None:
        return next((n for n in self.numbers if n.start <= start < n.end), None)


class Document(Struct, frozen=True, eq=False):
    """A report's sentences, in order. `title` is a sentence of its own, outside the text."""

    text: str
    published: date | None
    lexicon: Lexicon
    sentences: tuple[Sentence, ...]
    title: Sentence | None = None


def split(text: str, lexicon: Lexicon, published: date | None, title: str | None) -> Document:
    """The document of a text."""
    pieces = list(_pieces(text, lexicon))
    lines = [Line(piece.words, piece.paragraph, piece.is_alone) for piece in pieces]
    dated = date_lines(lines, lexicon, published)
    sentences = tuple(_marked(p, d, lexicon) for p, d in zip(pieces, dated, strict=True))
    headline = _headline(title, lexicon, published) if title else None
    return Document(text, published, lexicon, sentences, headline)


class _Piece(Struct, frozen=True):
    """A sentence before anything in it is marked. `is_alone`: it is its whole paragraph."""

    start: int
    words: str
    paragraph: int
    section: str
    is_alone: bool


def _pieces(text: str, lexicon: Lexicon) -> Iterator[_Piece]:
    section, abbreviations = "news", lexicon.abbreviations
    for number, (start, paragraph) in enumerate(_paragraphs(text)):
        if _COMMENT.match(paragraph):
            section = "comment"
        found = _sentences(paragraph, abbreviations)
        for offset, words in found:
            yield _Piece(start + offset, words, number, section, len(found) == 1)


def _headline(title: str, lexicon: Lexicon, published: date | None) -> Sentence:
    (dated,) = date_lines([Line(title)], lexicon, published)
    return _marked(_Piece(0, title, -1, "news", True), dated, lexicon)


def looks_like(text: str, lexicon: Lexicon, is_declared: bool = False) -> bool:
    """Whether enough words of the text are function words of the lexicon's language.

    Half the share is enough where the report says that it is in that language.
    """
    words = re.findall(r"[^\W\d_]+", text[:20_000].lower())
    known = sum(map(lexicon.function_words.__contains__, words))
    share = lexicon["function_word_share"] * (0.5 if is_declared else 1)
    return bool(words) and known >= share * len(words)


def _paragraphs(text: str) -> list[tuple[int, str]]:
    return [(m.start(), m[0]) for m in re.finditer(r"[^\n]+", text) if m[0].strip()]


def _sentences(paragraph: str, abbreviations: Set[str]) -> list[tuple[int, str]]:
    """(offset, words) of the paragraph's sentences, blank edges left out."""
    cuts = [0]
    for edge in _EDGE.finditer(paragraph):
        stop = edge.start() + 1
        before = paragraph[max(0, stop - _LONGEST_WORD) : stop]
        if not _ends_in_abbreviation(before, abbreviations):
            cuts.append(edge.end())
    cuts.append(len(paragraph))
    dateline = _DATELINE.match(paragraph)
    if dateline and dateline.end() < len(paragraph):
        cuts[0] = dateline.end()
        cuts = sorted({cut for cut in cuts if cut >= dateline.end()})
    found = []
    for start, end in _cut_short(paragraph, cuts):
        words = paragraph[start:end]
        if words.strip():
            lead = len(words) - len(words.lstrip())
            found.append((start + lead, words.strip()))
    return found


def _cut_short(paragraph: str, cuts: Sequence[int]) -> Iterator[tuple[int, int]]:
    """What lies between the cuts, in parts that patterns are quick with."""
    for start, end in pairwise(cuts):
        while end - start > _LONGEST:
            space = paragraph.rfind(" ", start + 1, start + _LONGEST)
            stop = space + 1 if space > 0 else start + _LONGEST
            yield start, stop
            start = stop
        yield start, end


def _ends_in_abbreviation(before: str, abbreviations: Set[str]) -> bool:
    last = before.rstrip("\"”’')] ").rsplit(None, 1)[-1] if before.strip() else ""
    if not last.endswith("."):
        return False
    bare = last[:-1].lstrip("\"“‘'([")
    return bare in abbreviations or _INITIALS.fullmatch(bare) is not None


def _marked(piece: _Piece, dated: Dated, lexicon: Lexicon) -> Sentence:
    dates = tuple(d for d in dated.dates if not d.names_a_thing)
    # A sign that stands in the text itself marks no number and no date.
    unsigned = piece.words.replace("#", "№").replace("@", "＠")
    without_dates = _mask(unsigned, [(d.start, d.end) for d in dates], "@")
    numbers = find_numbers(without_dates, lexicon)
    return Sentence(
        start=piece.start,
        text=piece.words,
        without_dates=without_dates,
        masked=_mask(without_dates, [(n.start, n.end) for n in numbers], "#"),
        paragraph=piece.paragraph,
        section=piece.section,
        numbers=tuple(numbers),
        dates=dates,
        every_date=dated.dates,
        heading=dated.heading,
    )


def _mask(words: str, spans: list[tuple[int, int]], sign: str) -> str:
    for start, end in spans:
        words = words[:start] + sign * (end - start) + words[end:]
    return words
