"""Where a count is of: several places in one list as the area that holds them, a bulletin's
label ("Hama: 31 dead") before whatever else its sentence names."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from msgspec.structs import replace

from trucewatch.model.values import PlaceMention
from trucewatch.reading.names import PlaceSpan, Theatre, find_fields
from trucewatch.reading.text import Document, Sentence
from trucewatch.reference.countries import state_of
from trucewatch.reference.lexicon import Lexicon

_LABEL = re.compile(r":\s+#")
# The order of a whole country among grains of places.
COUNTRY = 6
# What "the enclave" and "the province" may stand for.
_WIDE = {"area": "area", "district": "area", "province": "province"}


@dataclass(eq=False)
class Told:
    """The places that a document's sentences name, looked up when asked for: few are."""

    document: Document
    theatre: Theatre
    _past: int = 0
    _latest: dict[str, PlaceMention] = field(default_factory=dict)

    def places(self, index: int) -> tuple[PlaceSpan, ...]:
        sentence = self.document.sentences[index]
        return areas(sentence, find_fields(sentence, self.theatre), self.theatre)

    def named(self, index: int) -> list[PlaceMention]:
        """The places within a country: of a list that a whole country holds, the words name its
        parts."""
        fields = find_fields(self.document.sentences[index], self.theatre)
        return [p.place for p in self.places(index) if p.order < COUNTRY or p not in fields]

    def just_before(self, index: int) -> PlaceMention | None:
        """The last place of the two sentences before."""
        named = (self.named(i) for i in range(index - 1, max(index - 3, -1), -1))
        return next((places[-1] for places in named if places), None)

    def latest(self, kind: str, index: int) -> PlaceMention | None:
        """The "area" or "province" spoken of last before the sentence, which comes after those
        asked about before."""
        for i in range(self._past, index):
            # The first of a sentence stands for it.
            for place in reversed(self.named(i)):
                if grain := _WIDE.get(place.precision or ""):
                    self._latest[grain] = place
        self._past = max(self._past, index)
        return self._latest.get(kind)


def areas(
    sentence: Sentence, places: Sequence[PlaceSpan], theatre: Theatre
) -> tuple[PlaceSpan, ...]:
    """The places, those of a list ("Idlib, Hama and Aleppo", "A, B and other villages") as one.

    The one is their province if they share it, else their country; the words stay the list's. A
    list that no known area holds stays as it is.
    """
    if len(places) < 2:
        return tuple(places)
    found: list[PlaceSpan] = []
    for run in _runs(sentence, places, theatre.lexicon):
        whole = _holding([each.place for each in run], theatre) if len(run) > 1 else None
        if whole is None:
            found.extend(run)
            continue
        start, end = run[0].start, run[-1].end
        found.append(replace(run[0], end=end, place=replace(whole, text=sentence.text[start:end])))
    return tuple(found)


def label_of(sentence: Sentence, places: Sequence[PlaceSpan]) -> PlaceSpan | None:
    """The place that a bulletin's line opens with, a number right after it."""
    if not places or any(letter.isalnum() for letter in sentence.text[: places[0].start]):
        return None
    return places[0] if _LABEL.match(sentence.masked, places[0].end) else None


def _runs(
    sentence: Sentence, places: Sequence[PlaceSpan], lexicon: Lexicon
) -> Iterator[Sequence[PlaceSpan]]:
    """The places in their lists, and each that is in none by itself.

    Commas alone make no list: "Saraqib, Idlib" is one place in another.
    """
    joint, rest = lexicon.match("list_joint"), lexicon.match("list_rest")
    start = 0
    for at in range(len(places)):
        last = at + 1 == len(places)
        between = "" if last else sentence.text[places[at].end : places[at + 1].start]
        if not last and joint.fullmatch(between):
            continue
        run, start = places[start : at + 1], at + 1
        gaps = [sentence.text[a.end : b.start] for a, b in pairwise(run)]
        ends = rest.match(sentence.text, run[-1].end) is not None
        is_list = ends or any(gap.strip(" ,") for gap in gaps)
        yield from [run] if is_list else [[each] for each in run]


def _holding(places: Sequence[PlaceMention], theatre: Theatre) -> PlaceMention | None:
    """The smallest area known to hold them all."""
    country, province = places[0].country, places[0].admin
    if country is None or any(each.country != country for each in places):
        return None
    if province and all(each.admin == province for each in places):
        found = theatre.resolve(f"{province} province")
        if found and (found.country, found.admin) == (country, province):
            return found
    state = state_of(country)
    return theatre.resolve(state.name) if state else None
