"""What is withheld of a report, and what is shown in its place.

A block stands for each character that is hidden, so that spans go on counting the same
characters, and claims go on quoting their report exactly.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import cached_property
from typing import Any, Literal, TypeVar

import msgspec
from msgspec import Struct

from trucewatch.model.claim import ClaimBase, Reading
from trucewatch.model.decision import Redaction, Restriction, Signed, Withholding, standing
from trucewatch.model.report import Report

# Who looks: whoever reads what leaves the record, the derivation, or a reviewer at the report.
Sight = Literal["leaving", "deriving", "whole"]
Span = tuple[int, int]
AnyStruct = TypeVar("AnyStruct", bound=Struct)
BLOCK = "█"
# Stands for the outlet of a restricted report, whichever it is, and for whom it quotes.
NAMELESS = "a withheld source"
QUOTED = re.compile(r"(?<=“)[^”]+")

# Strings of a claim that are no words of its report: ids, and values of a fixed list.
NO_WORDS = frozenset(
    {
        *("report", "reader", "id", "event", "track_id", "agreement_id", "place_id", "country"),
        *("source_ids", "representative_ids", "about_ids", "actor_ids"),
        *("type", "claim_status", "section", "measure", "phase", "kind_of", "change"),
        *("role", "attendance", "precision"),
    }
)
# Ids that would tell what is hidden in the words that they were found by.
FOUND_BY = {
    "source": "source_ids",
    "representative": "representative_ids",
    "about": "about_ids",
}
# What a restricted report's claims say in its words. The first are carried into records, where
# only someone whom a dossier knows is named; places, days, figures and actors stand.
CARRIED = ("source", "source_chain", "representative", "title", "agenda", "outcome", "finding")
TOLD = ("quote", "date_text", "period_text", "victims_or_targets", "status_text", "how")


def masked(words: str) -> str:
    return re.sub(r"\S", BLOCK, words)


def where(words: str, text: str) -> tuple[Span, ...]:
    """Where words stand in a text, in any case and with any white space between them."""
    pattern = _pattern([words])
    return tuple(each.span() for each in pattern.finditer(text)) if pattern else ()


def _pattern(phrases: Iterable[str]) -> re.Pattern[str] | None:
    """Finds the phrases as whole words; scripts without case write particles as one with them."""
    split = {tuple(re.findall(r"[^\W_]+", each)) for each in phrases} - {()}
    ordered = sorted(split, key=lambda words: (-len(words), words))
    found = (r"[\W_]+".join(map(re.escape, words)) for words in ordered)
    bounded = "|".join(
        rf"(?<![^\W_]){each}(?![^\W_])" if _has_case(each) else each for each in found
    )
    return re.compile(bounded, re.IGNORECASE) if bounded else None


def _has_case(words: str) -> bool:
    return words.lower() != words.upper()


class Withheld(Struct, frozen=True, kw_only=True):
    """Of one report: whether all its words are, and which stretches of its text and title."""

    is_restricted: bool = False
    text: tuple[Span, ...] = ()
    title: tuple[Span, ...] = ()


def withheld_of(entries: Iterable[Signed]) -> dict[str, Withheld]:
    """What entries that count withhold, by report (ref)."""
    found: dict[str, Withheld] = {}
    for entry in standing(entries):
        if isinstance(entry, Withholding):
            found[entry.report] = _more(found.get(entry.report, Withheld()), entry)
    return found


def _more(withheld: Withheld, entry: Redaction | Restriction) -> Withheld:
    if isinstance(entry, Restriction):
        return msgspec.structs.replace(withheld, is_restricted=True)
    text = tuple(sorted({*withheld.text, *entry.text}))
    title = tuple(sorted({*withheld.title, *entry.title}))
    return msgspec.structs.replace(withheld, text=text, title=title)


@dataclass(frozen=True)
class Mask:
    """Hides what is withheld of one report, in it and in whatever was read of it."""

    written: Report
    withheld: Withheld
    sight: Sight

    @property
    def hides_all(self) -> bool:
        return self.withheld.is_restricted and self.sight == "leaving"

    @cached_property
    def phrases(self) -> tuple[str, ...]:
        """The stretches that are redacted."""
        title = self.written.title or ""
        return tuple(
            text[start:end]
            for text, spans in (
                (self.written.text, self.withheld.text),
                (title, self.withheld.title),
            )
            for start, end in spans
        )

    @cached_property
    def _redacted(self) -> re.Pattern[str] | None:
        """Finds redacted words where they are said without an offset: the stretches, and each word
        that stands in the report only in them, so that a surname is not told by a field."""
        kept = f"{self._text} {self._title or ''}".casefold()
        left = set(re.findall(r"[^\W_]+", kept))
        words = {word for each in self.phrases for word in re.findall(r"[^\W_]+", each)}
        return _pattern([*self.phrases, *(each for each in words if each.casefold() not in left)])

    @cached_property
    def _text(self) -> str:
        return _blocked(self.written.text, self.withheld.text)

    @cached_property
    def _title(self) -> str | None:
        return self.written.title and _blocked(self.written.title, self.withheld.title)

    def words(self, words: str) -> str:
        """Words without what is redacted."""
        if self._redacted is None:
            return words
        return self._redacted.sub(lambda found: masked(found[0]), words)

    def told(self, words: str) -> str:
        """Words that people wrote of the record, such as a brief they saved: without what is
        redacted, and without quotations of a report that is restricted."""
        said = self.words(words)
        return QUOTED.sub(self._without, said) if self.hides_all else said

    def _without(self, quoted: re.Match[str]) -> str:
        stands = where(quoted[0], self.written.text) or where(quoted[0], self.written.title or "")
        return masked(quoted[0]) if stands else quoted[0]

    def link(self, words: str | None) -> str | None:
        """An address or file name; none where it would lead to what is hidden, or tell it."""
        return None if words is None or self.hides_all or self.words(words) != words else words

    def report(self) -> Report:
        """What stands of it where it is restricted tells nothing that its outlet chose."""
        if self.hides_all:
            return Report(
                id=self.written.ref,
                text=masked(self._text),
                title=self._title and masked(self._title),
                outlet=NAMELESS,
                published=self.written.published,
                language=self.written.language,
                published_at=self.written.published_at,
                masks=self.written.ref,
            )
        return msgspec.structs.replace(
            self.written,
            text=self._text,
            title=self._title,
            outlet=self.written.outlet and self.words(self.written.outlet),
            url=self.link(self.written.url),
            masks=self.written.ref,
        )

    def claim(self, claim: Any) -> Any:
        redacted = self._struct(claim) if self.phrases else claim
        return self._restricted(redacted) if self.withheld.is_restricted else redacted

    def reading(self, reading: Reading) -> Reading:
        hidden = masked if self.hides_all else self.words
        return msgspec.structs.replace(
            reading,
            warnings=tuple(map(hidden, reading.warnings)),
            refusals=tuple(
                msgspec.structs.replace(each, quote=hidden(each.quote), why=hidden(each.why))
                for each in reading.refusals
            ),
        )

    def _value(self, value: Any) -> Any:
        if isinstance(value, str):
            return self.words(value)
        if isinstance(value, Struct):
            return self._struct(value)
        if isinstance(value, tuple):
            return tuple(map(self._value, value))
        if isinstance(value, dict):
            return {key: self._value(each) for key, each in value.items()}
        return value

    def _struct(self, noun: AnyStruct) -> AnyStruct:
        fields = [each for each in noun.__struct_fields__ if each not in NO_WORDS]
        changed = {each: self._value(getattr(noun, each)) for each in fields}
        if span := getattr(noun, "span", None):
            changed["quote"] = self._text[slice(*span)]
        changed = {each: new for each, new in changed.items() if new != getattr(noun, each)}
        if "text" in changed:
            # Someone or somewhere named in words: what they were resolved to would name them too.
            return type(noun)(changed["text"])
        changed |= {ids: () for field, ids in FOUND_BY.items() if field in changed}
        return msgspec.structs.replace(noun, **changed) if changed else noun

    def _restricted(self, noun: AnyStruct) -> AnyStruct:
        """What was read in a restricted report: the values, without the words."""
        changed: dict[str, Any] = {}
        for field in noun.__struct_fields__:
            value = getattr(noun, field)
            if self._is_hidden(noun, field) and value:
                changed[field] = _all_masked(value)
            elif field in ("participants", "evidence"):
                changed[field] = self._parts(value)
        if getattr(noun, "how", "") is None and isinstance(noun, ClaimBase):
            # A record of backing tells the quote where the claim does not say how.
            changed["how"] = masked(noun.quote)
        if self.hides_all and isinstance(noun, ClaimBase):
            is_cited = bool(noun.source or noun.source_ids or noun.source_chain)
            changed["source"] = NAMELESS if is_cited else None
            changed |= {"source_ids": (), "source_chain": ()}
        return msgspec.structs.replace(noun, **changed)

    def _is_hidden(self, noun: Struct, field: str) -> bool:
        if self.sight == "leaving":
            return field in (*CARRIED, *TOLD)
        ids = "representative_ids" if field == "title" else FOUND_BY.get(field, "")
        return (field in CARRIED or field == "how") and not getattr(noun, ids, ())

    def _parts(self, value: Any) -> Any:
        if isinstance(value, dict):
            return {key: self._parts(each) for key, each in value.items()}
        return tuple(map(self._restricted, value))


def rewritten(noun: Any, change: Callable[[str], str]) -> Any:
    """The same noun with every string in it changed."""
    if isinstance(noun, str):
        return change(noun)
    if isinstance(noun, Struct):
        fields = {each: getattr(noun, each) for each in noun.__struct_fields__}
        new = {each: rewritten(value, change) for each, value in fields.items()}
        return msgspec.structs.replace(noun, **new)
    if isinstance(noun, tuple):
        return tuple(rewritten(each, change) for each in noun)
    return noun


def _all_masked(value: Any) -> Any:
    return masked(value) if isinstance(value, str) else tuple(map(masked, value))


def _blocked(text: str, spans: Iterable[Span]) -> str:
    for start, end in spans:
        text = text[:start] + masked(text[start:end]) + text[end:]
    return text
