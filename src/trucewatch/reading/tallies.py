"""Tallies of a document: counts over an area and a period whose single incidents are not given."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from trucewatch.model.values import ActorMention, Period, PlaceMention, Range
from trucewatch.reading.attribution import Voices
from trucewatch.reading.casualties import Casualty, find_casualties
from trucewatch.reading.dates import DateMention
from trucewatch.reading.names import PlaceSpan, Theatre, find_places
from trucewatch.reading.text import Document, Sentence
from trucewatch.reference.lexicon import Lexicon, compiled, lexicon_of


@dataclass(frozen=True)
class Count:
    """One tally as a sentence gives it, in characters of the sentence."""

    index: int
    start: int
    end: int
    measure: str
    value: Range
    place: PlaceMention | None
    date: DateMention | None
    victims: str | None
    cause: str | None
    source: str | None
    relay: str | None
    unit: str | None = None
    at: int = -1
    perpetrators: tuple[ActorMention, ...] = ()

    @property
    def period(self) -> Period | None:
        return self.date.period if self.date else None


@lru_cache(maxsize=8)
def _patterns(language: str) -> tuple[tuple[str, re.Pattern[str]], ...]:
    lexicon = lexicon_of(language)
    return tuple(
        (measure, re.compile(pattern, re.I))
        for measure in lexicon["tally_patterns"]
        for pattern in lexicon.fragments("tally_patterns", measure)
    )


def read_counts(document: Document, voices: Voices, theatre: Theatre) -> list[Count]:
    """The document's tallies, in the order of the text, repeats left out."""
    counts: list[Count] = []
    last: tuple[int, PlaceMention] | None = None
    for index, sentence in enumerate(document.sentences):
        places = find_places(sentence, theatre)
        # A count that names no place is of the place just spoken of, if that was not long ago.
        if last and index - last[0] <= 2 and not any(p.order < 6 for p in places):
            spoken_of = PlaceSpan(len(sentence.text), len(sentence.text), last[1])
            places = [spoken_of] if not _is_whole_war(sentence, theatre) else places
        else:
            last = next(((index, p.place) for p in reversed(places) if p.order < 6), None)
        for count in _counts_of(sentence, index, places, voices, theatre):
            if not any(_is_repeat(count, c) for c in counts):
                counts.append(count)
    return counts


def _is_repeat(a: Count, b: Count) -> bool:
    return (a.measure, a.value, a.period) == (b.measure, b.value, b.period) and (
        a.place == b.place or a.place is None
    )


def _counts_of(
    sentence: Sentence, index: int, places: list[PlaceSpan], voices: Voices, theatre: Theatre
) -> Iterator[Count]:
    used: set[int] = set()
    for casualty in find_casualties(sentence, theatre.lexicon):
        if casualty.measure in ("killed", "injured") and is_tally(casualty, sentence, theatre):
            used.add(casualty.start)
            yield _of_casualty(casualty, sentence, index, places, voices, theatre)
    taken: list[tuple[int, int]] = []
    for measure, pattern in _patterns(theatre.lexicon.language):
        for match in pattern.finditer(sentence.masked):
            start = match.start("n")
            if start in used or any(a < match.end() and match.start() < b for a, b in taken):
                continue
            yield from _of_match(measure, match, sentence, index, places, voices, theatre)
            taken.append(match.span())
    yield from _shares(sentence, index, places, voices, theatre)


def is_tally(casualty: Casualty, sentence: Sentence, theatre: Theatre) -> bool:
    """Whether a toll is of many events: since a day, over more than two days, of a whole war."""
    if casualty.value == Range(0, 0):
        return False
    if _is_whole_war(sentence, theatre):
        return True
    date = _nearest_date(sentence, casualty.start)
    if date is None or date.period is None:
        return bool(date and date.is_since)
    if date.is_since:
        return True
    period = date.period
    if period.start is None or period.end is None:
        return True
    is_long = (period.end - period.start).days > 2
    return is_long and (
        period.precision not in ("month", "year", "week", "season")
        or _is_plural(sentence, theatre.lexicon)
    )


def _is_whole_war(sentence: Sentence, theatre: Theatre) -> bool:
    return bool(compiled(theatre.lexicon.any_of("whole_war")).search(sentence.text))


def _is_plural(sentence: Sentence, lexicon: Lexicon) -> bool:
    """Many events stand behind a long span, unless the sentence names a single one."""
    return not lexicon.match("single_event", any_case=True).search(sentence.text)


# Counts of a state of things: a day in the sentence is of something else, a span is theirs.
_STOCKS = ("besieged", "displaced", "missing", "died_other", "detained")


def _span_only(date: DateMention | None, at: int, sentence: Sentence) -> DateMention | None:
    if date is None or not date.is_since:
        return None
    is_of_another = any(at < number.start < date.start for number in sentence.numbers)
    return None if is_of_another else date


def _nearest_date(sentence: Sentence, at: int) -> DateMention | None:
    return min(sentence.dates, key=lambda d: abs(d.start - at) - 40 * d.is_since, default=None)


def _of_casualty(
    casualty: Casualty,
    sentence: Sentence,
    index: int,
    places: list[PlaceSpan],
    voices: Voices,
    theatre: Theatre,
) -> Count:
    attribution = voices.spoken.get(index)
    return Count(
        index,
        0,
        len(sentence.text),
        casualty.measure,
        casualty.value,
        _place_for(casualty, sentence, places, theatre),
        _period_for(casualty, sentence, theatre),
        casualty.victims[0] if casualty.victims else None,
        _cause(sentence, theatre),
        voices.source(index),
        attribution.relay if attribution else None,
        at=casualty.start,
    )


def _place_for(
    casualty: Casualty, sentence: Sentence, places: list[PlaceSpan], theatre: Theatre
) -> PlaceMention | None:
    """A war's dead are of the country it is in, whatever place the sentence names besides."""
    if _is_whole_war(sentence, theatre) and theatre.country is not None:
        return theatre.country
    return _place_near(places, casualty.start) or theatre.country


def _period_for(casualty: Casualty, sentence: Sentence, theatre: Theatre) -> DateMention | None:
    date = _nearest_date(sentence, casualty.start)
    if _is_whole_war(sentence, theatre):
        return date if date and date.is_since else None
    return date or sentence.heading


def _cause(sentence: Sentence, theatre: Theatre) -> str | None:
    for kind in ("airstrike", "shelling", "chemical_attack", "bombing_ied"):
        if compiled(theatre.lexicon.any_of("incidents", kind)).search(sentence.text):
            return kind
    return None


def _of_match(
    measure: str,
    match: re.Match[str],
    sentence: Sentence,
    index: int,
    places: list[PlaceSpan],
    voices: Voices,
    theatre: Theatre,
) -> Iterator[Count]:
    number = sentence.number_at(match.start("n"))
    date = _nearest_date(sentence, match.start("n"))
    if measure in _STOCKS:
        date = _span_only(date, match.end("n"), sentence)
    needs = measure in theatre.lexicon.fragments("tally_needs_period")
    if number is None or number.is_per_cent or (needs and not _is_span(date)):
        return
    if number.value == Range(0, 0) and measure != "violations":
        return
    attribution = voices.spoken.get(index)

    def count(value: Range, at: int, start: int, end: int) -> Count:
        return Count(
            index,
            start,
            end,
            measure,
            value,
            _place_near(places, at) or theatre.country,
            date or sentence.heading,
            None,
            None,
            voices.source(index),
            attribution.relay if attribution else None,
            at=match.start("n"),
        )

    parts = list(_parts(measure, match, sentence, places, theatre))
    if not parts:
        yield count(number.value, match.end("n"), 0, len(sentence.text))
        return
    for value, place in parts:
        yield Count(
            index,
            0,
            len(sentence.text),
            measure,
            value,
            place,
            date or sentence.heading,
            None,
            None,
            voices.source(index),
            attribution.relay if attribution else None,
        )


def _parts(
    measure: str,
    match: re.Match[str],
    sentence: Sentence,
    places: list[PlaceSpan],
    theatre: Theatre,
) -> Iterator[tuple[Range, PlaceMention]]:
    """A bulletin's figures by area: "no violations in X region and 12 in Y region"."""
    numbers = [n for n in sentence.numbers if n.start >= match.start("n")]
    for number in numbers:
        follows = [p for p in places if p.start > number.end]
        if not follows or measure != "violations":
            continue
        between = sentence.text[number.end : follows[0].start]
        form = theatre.lexicon.match("count_of_area", any_case=True)
        if form.fullmatch(between) and "," not in between:
            yield number.value, follows[0].place


def _is_span(date: DateMention | None) -> bool:
    if date is None or date.period is None or date.period.start is None or date.period.end is None:
        return False
    return date.is_since or (date.period.end - date.period.start).days >= 1


def _shares(
    sentence: Sentence, index: int, places: list[PlaceSpan], voices: Voices, theatre: Theatre
) -> Iterator[Count]:
    """Shares of harm ("70 per cent of violations"), kept with their unit."""
    for number in sentence.numbers:
        about = sentence.text[number.end : number.end + 90]
        if number.is_per_cent and theatre.lexicon.match("share_of_harm").search(about):
            yield Count(
                index,
                0,
                len(sentence.text),
                "other",
                number.value,
                _place_near(places, number.start),
                _nearest_date(sentence, number.start) or sentence.heading,
                None,
                None,
                voices.source(index),
                None,
                "per cent",
            )


def _place_near(places: list[PlaceSpan], at: int) -> PlaceMention | None:
    after = [p for p in places if p.start >= at]
    best = min(
        after or places,
        key=lambda p: (p.is_landmark, abs(p.start - at) > 80, p.order == 6, abs(p.start - at)),
        default=None,
    )
    return best.place if best else None
