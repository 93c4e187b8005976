"""Ground gained, lost, besieged, left or held, as a document tells it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from trucewatch.model.values import ActorMention, PlaceMention
from trucewatch.reading.attribution import Voices
from trucewatch.reading.dates import DateMention
from trucewatch.reading.names import RUN, PlaceSpan, Theatre, actor, find_places, force_pattern
from trucewatch.reading.text import Document, Sentence
from trucewatch.reference.lexicon import compiled, lexicon_of


@dataclass(frozen=True)
class Ground:
    """One change of control as a sentence gives it, in characters of the sentence."""

    index: int
    start: int
    end: int
    actor: ActorMention
    change: str
    place: PlaceMention | None
    date: DateMention | None
    source: str | None
    relay: str | None
    status: str


@lru_cache(maxsize=8)
def _verbs(language: str) -> re.Pattern[str]:
    lexicon = lexicon_of(language)
    groups = "|".join(
        f"(?P<{name}>{lexicon.any_of('control', name)})" for name in lexicon["control"]
    )
    return re.compile(rf"(?<![\w-])(?:{groups})(?![\w-])", re.I)


def read_ground(document: Document, voices: Voices, theatre: Theatre) -> list[Ground]:
    """Changes of control, in the order of the text; one for each actor, change and place."""
    found: list[Ground] = []
    town: PlaceMention | None = None
    for index, sentence in enumerate(document.sentences):
        for ground in _of_sentence(sentence, index, voices, theatre, town):
            town = ground.place if ground.place and ground.place.precision == "town" else town
            if not any(_is_repeat(ground, g) for g in found):
                found.append(ground)
    return found


def _is_repeat(a: Ground, b: Ground) -> bool:
    place_a, place_b = (x.place.text.lower() if x.place else "" for x in (a, b))
    return (
        a.change == b.change and a.status == b.status and (place_a in place_b or place_b in place_a)
    )


def _of_sentence(
    sentence: Sentence,
    index: int,
    voices: Voices,
    theatre: Theatre,
    town: PlaceMention | None,
) -> Iterator[Ground]:
    places = find_places(sentence, theatre)
    for match in _verbs(theatre.lexicon.language).finditer(sentence.text):
        change = str(match.lastgroup)
        if _is_wish(sentence, match):
            continue
        place = _object(sentence, match, change, places, theatre)
        if re.match(r" (?:of )?the (?:city|town|village)\b(?! of)", sentence.text[match.end() :]):
            place = town or place
        who = _actor(sentence, match, change, theatre)
        if change == "lost" and match[0].lower().endswith("loss of") and index in voices.names:
            who = actor(voices.names[index], theatre)
        if place is None or who is None:
            continue
        attribution = voices.spoken.get(index)
        yield Ground(
            index,
            0,
            len(sentence.text),
            who,
            change,
            place,
            _date(sentence, match.start()),
            voices.source(index),
            attribution.relay if attribution else None,
            _status(sentence, match, theatre),
        )


def _is_wish(sentence: Sentence, match: re.Match[str]) -> bool:
    before = sentence.text[max(0, match.start() - 30) : match.start()]
    return bool(
        re.search(
            r"\b(?:to|if|should|must|could|may|might|tried to|trying to|attempt(?:s|ed|ing)? to|seeking to|not|never) $",
            before,
        )
    ) and not re.search(
        r"paved the way for [\w ]+ to $|allowed [\w ]+ to $|managed to $|able to $",
        sentence.text[: match.start()],
    )


def _object(
    sentence: Sentence, match: re.Match[str], change: str, places: list[PlaceSpan], theatre: Theatre
) -> PlaceMention | None:
    """What was taken: the next place after the verb, the subject of a passive, or a plain noun."""
    after = [p for p in places if 0 <= p.start - match.end() <= 60]
    objects = theatre.lexicon.any_of("control_objects")
    noun = re.match(
        rf"(?: back)?(?: of)?(?: from [\w ]+)?(?P<what> (?:(?:an?|the|some|several|two|three|four|five|more|last) )?(?:[\w’'-]+ ){{0,4}}?(?i:{objects})s?)\b",
        sentence.text[match.end() :],
    )
    named = re.match(rf" (?:the )?(?:\w+ )?(?P<run>{RUN})", sentence.text[match.end() :])
    if change in ("besieged",) and re.match(r"under", match[0], re.I):
        before = [p for p in places if p.end <= match.start()]
        return before[-1].place if before else (after[0].place if after else None)
    if after:
        if (
            noun
            and noun.end() + match.end() < after[0].start
            and after[0].place.precision in ("province", "country")
        ):
            words = sentence.text[match.end() + noun.start("what") : after[0].end].strip()
            return PlaceMention(
                words,
                after[0].place.place_id,
                after[0].place.lat,
                after[0].place.lon,
                "area",
                after[0].place.admin,
                after[0].place.country,
            )
        return after[0].place
    if named and (
        place := theatre.reference.resolve_place(named["run"], countries=theatre.countries)
    ):
        return place
    passive = re.search(
        r"\b(?:was|were|been|being|is|are|has|had) (?:\w+ )?$", sentence.text[: match.start()]
    )
    if passive or change == "lost":
        before = [p for p in places if p.end <= match.start()]
        return before[-1].place if before and passive else None
    return PlaceMention(noun["what"].strip()) if noun and change in ("gained", "lost") else None


def _actor(
    sentence: Sentence, match: re.Match[str], change: str, theatre: Theatre
) -> ActorMention | None:
    """The force after "by", before "siege", or the nearest one before the verb."""
    force = force_pattern(theatre.lexicon.language)
    by = re.match(
        rf"[^.;,]{{0,60}}? by (?:the )?(?:{force.pattern}|(?P<named>{RUN}))",
        sentence.text[match.end() :],
    )
    if by:
        return actor(by["actor"] or by["named"], theatre)
    besieger = re.search(
        r"under (?:an? )?(?:\w+ )??(?P<who>government|regime|rebel|army|opposition|militant|jihadist)\b",
        match[0],
        re.I,
    )
    if besieger:
        return actor(besieger["who"], theatre)
    before = sentence.text[: match.start()]
    spans = [(m.end("actor"), m["actor"]) for m in force.finditer(before)]
    for run in re.finditer(RUN, before):
        named = theatre.reference.actors_named(run[0], theatre.on)
        if any(a.kind in ("state", "side", "force", "group") for a in named):
            spans.append((run.end(), run[0]))
    near = [s for s in spans if match.start() - s[0] <= 60]
    if change == "besieged" and not near:
        return None
    return actor(max(near)[1], theatre) if near else _possessor(before, theatre)


def _possessor(before: str, theatre: Theatre) -> ActorMention | None:
    match = re.search(r"(?P<who>[\w-]+)(?:’s|'s|s) $", before)
    return (
        actor(match["who"], theatre)
        if match and match["who"].lower() in theatre.lexicon.fragments("force_words")
        else None
    )


def _date(sentence: Sentence, at: int) -> DateMention | None:
    return min(sentence.dates, key=lambda d: abs(d.start - at), default=None) or sentence.heading


def _status(sentence: Sentence, match: re.Match[str], theatre: Theatre) -> str:
    before = sentence.text[max(0, match.start() - 40) : match.start()]
    if compiled(theatre.lexicon.any_of("denied")).search(before):
        return "denied"
    if compiled(theatre.lexicon.any_of("planned")).search(before):
        return "planned"
    return "asserted"
