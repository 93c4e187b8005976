"""Mentions of a document: the spans that name dates, places, actors, persons, counts and speakers.

Nothing here is a claim. They are given on request, so that the parts can be measured alone.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator

from trucewatch.model.claim import Mention
from trucewatch.model.values import PlaceMention
from trucewatch.reading.attribution import find_attributions
from trucewatch.reading.casualties import find_casualties
from trucewatch.reading.names import Theatre, find_places
from trucewatch.reading.text import Document, Sentence
from trucewatch.reference.lexicon import RUN
from trucewatch.reference.places import mention_of


def read_mentions(document: Document, theatre: Theatre) -> list[Mention]:
    """Every mention of the text, in its order."""
    found = [m for sentence in document.sentences for m in _of_sentence(sentence, theatre)]
    found += _attributions(document)
    found.extend(_places(document, theatre))
    return sorted(found, key=lambda m: (m.span, m.kind))


def _of_sentence(sentence: Sentence, theatre: Theatre) -> Iterator[Mention]:
    yield from _dates(sentence)
    yield from _counts(sentence, theatre)
    yield from _actors(sentence, theatre)


def _span(sentence: Sentence, start: int, end: int) -> tuple[int, int]:
    return sentence.start + start, sentence.start + end


def _dates(sentence: Sentence) -> Iterator[Mention]:
    """Each date that a mention names: both ends of "from 3 to 7 May"."""
    for date in (part for mention in sentence.every_date for part in mention.parts):
        period = date.period
        days = [str(day) if day else None for day in (period.start, period.end)] if period else None
        yield Mention(
            kind="date",
            span=_span(sentence, date.start, date.end),
            text=date.text,
            fields={"value": days, "precision": period.precision if period else None},
        )


def _counts(sentence: Sentence, theatre: Theatre) -> Iterator[Mention]:
    measures = {c.start: c.measure for c in find_casualties(sentence, theatre.lexicon)}
    for number in sentence.numbers:
        yield Mention(
            kind="count",
            span=_span(sentence, number.start, number.end),
            text=number.text,
            fields={
                "value": [number.value.low, number.value.high],
                "measure": measures.get(number.start),
            },
        )


def _places(document: Document, theatre: Theatre) -> Iterator[Mention]:
    """Places named anywhere in the text, and those that only the words around make places."""
    taken = sorted((named.start, named.end) for named in theatre.named)
    for named in theatre.named:
        words = document.text[named.start : named.end]
        yield _place(document.text, named.start, named.end, mention_of(words, named.sense))
    for sentence in document.sentences:
        for span in find_places(sentence, theatre):
            start, end = sentence.start + span.start, sentence.start + span.end
            before = bisect_left(taken, (end,)) - 1
            is_new = before < 0 or taken[before][1] <= start
            if is_new and span.is_marked:
                yield _place(document.text, start, end, span.place)


def _place(text: str, start: int, end: int, place: PlaceMention) -> Mention:
    return Mention(
        kind="place",
        span=(start, end),
        text=text[start:end],
        fields={
            "lat": place.lat,
            "lon": place.lon,
            "country": place.country,
            "place_id": place.place_id,
            "precision": place.precision,
        },
    )


def _actors(sentence: Sentence, theatre: Theatre) -> Iterator[Mention]:
    """Names that the dossiers know; persons are told apart from other actors."""
    for run in re.finditer(RUN, sentence.text):
        actors = theatre.actors_named(run[0])
        people = theatre.reference.person_named(run[0], on=theatre.on) if " " in run[0] else ()
        ids = [a.id for a in (people or actors)]
        if not ids:
            continue
        is_person = bool(people) or actors[0].kind == "person"
        yield Mention(
            kind="person" if is_person else "actor",
            span=_span(sentence, run.start(), run.end()),
            text=run[0],
            fields={"actor_ids": ids, **({"name": run[0], "title": None} if is_person else {})},
        )


def _attributions(document: Document) -> Iterator[Mention]:
    for each in find_attributions(document):
        yield Mention(
            kind="attribution",
            span=each.content,
            text=document.text[slice(*each.content)],
            fields={
                "source_span": list(each.source) if each.source else None,
                "cue_span": list(each.cue),
                "content_span": list(each.content),
            },
        )
