"""Words that a model copied, found again in the report; figures and days read from them there."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field

import msgspec

from trucewatch.model.claim import Refusal
from trucewatch.model.values import ActorMention, Period, PlaceMention, Quote, Range
from trucewatch.reading.casualties import find_casualties
from trucewatch.reading.names import Theatre, actor
from trucewatch.reading.phrases import ordinal
from trucewatch.reading.text import Document, Sentence

Span = tuple[int, int]

# Longer ones are not copied words but a copied report.
_QUOTE_CHARS_MAX = 2_000
# Models write these the one way that keyboards do.
_ALIKE = (("'", "'’‘ʼ"), ('"', '"“”„«»'), ("-", "-‐‑–—"))


@dataclass
class Slots:
    """The slots of one item: its quote where it stands, and what was found or refused so far.

    `evidence` is by field, for words that stand outside the quote. What is not in the report, or
    is no number or day, is refused and left empty; the item's other slots stand.
    """

    document: Document
    theatre: Theatre
    reader: str
    piece: Span
    quote: Quote
    evidence: dict[str, tuple[Quote, ...]] = field(default_factory=dict)
    refused: list[Refusal] = field(default_factory=list)

    def words(self, name: str, written: str | None) -> str | None:
        """The words as the report has them."""
        found = self._found(name, written)
        return found.quote if found else None

    def texts(self, name: str, written: Iterable[str]) -> tuple[str, ...]:
        return tuple(filter(None, (self.words(name, each) for each in written)))

    def actor(self, name: str, written: str | None) -> ActorMention | None:
        words = self.words(name, written)
        return actor(words, self.theatre) if words else None

    def actors(self, name: str, written: Iterable[str]) -> tuple[ActorMention, ...]:
        return tuple(filter(None, (self.actor(name, each) for each in written)))

    def place(self, name: str, written: str | None) -> PlaceMention | None:
        words = self.words(name, written)
        if not words:
            return None
        reference, countries = self.theatre.reference, self.theatre.countries
        known = reference.resolve_place(words, near=self.theatre.near, countries=countries)
        return msgspec.structs.replace(known, text=words) if known else PlaceMention(words)

    def places(self, name: str, written: Iterable[str]) -> tuple[PlaceMention, ...]:
        return tuple(filter(None, (self.place(name, each) for each in written)))

    def period(self, name: str, written: str | None) -> tuple[Period | None, str | None]:
        """The day or days that the words name, and the words."""
        found = self._found(name, written)
        if found is None:
            return None, None
        for sentence, (start, end) in self._in_sentences(found):
            for date in sentence.dates:
                if date.start < end and start < date.end and date.period:
                    return date.period, found.quote
        self._refuse(name, f"no date is read in {found.quote!r}")
        return None, found.quote

    def number(self, name: str, written: str | None, measure: str | None = None) -> Range | None:
        """The number that the words say; people listed are counted where `measure` is harm."""
        found = self._found(name, written)
        if found is None:
            return None
        for sentence, (start, end) in self._in_sentences(found):
            for harmed in find_casualties(sentence, self.document.lexicon) if measure else ():
                if harmed.measure == measure and harmed.start < end and start < harmed.end:
                    return harmed.value
            for number in sentence.numbers:
                if number.start < end and start < number.end and not number.is_per_cent:
                    return number.value
        self._refuse(name, f"no number is read in {found.quote!r}")
        return None

    def ordinal(self, name: str, written: str | None) -> int | None:
        """The number of "eighth", or of a plain number."""
        words = self.words(name, written)
        if not words:
            return None
        parts = re.findall(r"\w+", words)
        known = (int(p) if p.isdigit() else ordinal(p, self.document.lexicon) for p in parts)
        number = next((each for each in known if each), None)
        if not number:
            self._refuse(name, f"no number is read in {words!r}")
        return number

    def section(self) -> str:
        """Whether the quote stands in the news or in the comment of the report."""
        return next((s.section for s, _ in self._in_sentences(self.quote)), "news")

    def _found(self, name: str, written: str | None) -> Quote | None:
        if not written or not written.strip():
            return None
        found = locate(written, self.document, self.piece, self.quote.span)
        if found is None:
            self._refuse(name, f"{written[:80]!r} is not in the report")
            return None
        if not _is_within(found.span, self.quote.span):
            self.evidence[name] = (*self.evidence.get(name, ()), found)
        return found

    def _refuse(self, name: str, why: str) -> None:
        self.refused.append(Refusal(self.reader, self.quote.quote[:200], f"{name}: {why}"))

    def _in_sentences(self, found: Quote) -> Iterable[tuple[Sentence, Span]]:
        """Sentences that the words touch, and where in each."""
        if found.span is None:
            headline = self.document.title
            at = headline.text.find(found.quote) if headline else -1
            return [(headline, (at, at + len(found.quote)))] if headline and at >= 0 else []
        start, end = found.span
        touched = (s for s in self.document.sentences if s.start < end and start < s.end)
        return [(s, (start - s.start, end - s.start)) for s in touched]


def _is_within(inner: Span | None, outer: Span | None) -> bool:
    if inner is None or outer is None:
        return inner is outer
    return outer[0] <= inner[0] and inner[1] <= outer[1]


def locate(written: str, document: Document, piece: Span, near: Span | None = None) -> Quote | None:
    """Where the words stand in the piece: in or nearest to `near`, else in the title.

    Spaces and the forms of quotation marks and dashes may differ, letters may not; what is given
    back is the report's own.
    """
    if len(written) > _QUOTE_CHARS_MAX or not (pattern := _as_written(written)):
        return None
    text = document.text
    spans = [match.span() for match in pattern.finditer(text, *piece)]
    if spans:
        start, end = min(spans, key=lambda span: _distance(span, near))
        return Quote(text[start:end], (start, end))
    title = pattern.search(document.title.text) if document.title else None
    return Quote(title[0], None) if title else None


def _distance(span: Span, near: Span | None) -> int:
    if near is None:
        return 0
    return max(near[0] - span[0], span[1] - near[1], 0)


def _as_written(written: str) -> re.Pattern[str] | None:
    """A pattern for the words: whole ones, with any white space between them."""
    if not (words := [_alike(word) for word in written.split()]):
        return None
    return re.compile(r"(?<!\w)" + r"\s+".join(words) + r"(?!\w)")


def _alike(word: str) -> str:
    return "".join(
        next((f"[{forms}]" for _, forms in _ALIKE if letter in forms), re.escape(letter))
        for letter in word
    )
