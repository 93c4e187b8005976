"""Ground gained, lost, besieged, left or held, as a document tells it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import msgspec

from trucewatch.model.values import ActorMention, PlaceMention
from trucewatch.reading.dates import DateMention
from trucewatch.reading.ground import find_clauses
from trucewatch.reading.names import PlaceSpan, Theatre, actor, acts, find_fields
from trucewatch.reading.text import Document, Sentence
from trucewatch.reading.voices import Voices
from trucewatch.reference.lexicon import RUN, Lexicon, compiled


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


def read_ground(document: Document, voices: Voices, theatre: Theatre) -> list[Ground]:
    """Changes of control, in the order of the text; one for each actor, change and place."""
    found: list[Ground] = []
    last: dict[str, PlaceMention] = {}
    for index, sentence in enumerate(document.sentences):
        places = find_fields(sentence, theatre)
        told = _of_clauses(sentence, index, places, voices, theatre, last)
        spans = [(ground.start, ground.end) for ground in told]
        for ground in (*told, *_of_words(sentence, index, places, voices, theatre, last, spans)):
            if not any(_is_repeat(ground, g) for g in found):
                found.append(ground)
        for span in places:
            kinds = {"town": "town", "area": "area", "district": "area", "province": "area"}
            if kind := kinds.get(span.place.precision or ""):
                last[kind] = span.place
    return found


def _is_repeat(a: Ground, b: Ground) -> bool:
    place_a, place_b = (x.place.text.lower() if x.place else "" for x in (a, b))
    is_one_place = place_a in place_b or place_b in place_a
    is_one_day = a.date is None or b.date is None or a.date.period == b.date.period
    return a.change == b.change and a.status == b.status and is_one_place and is_one_day


def _of_clauses(
    sentence: Sentence,
    index: int,
    places: Sequence[PlaceSpan],
    voices: Voices,
    theatre: Theatre,
    last: dict[str, PlaceMention],
) -> list[Ground]:
    """Changes told in whole clauses; "the town" is the one last spoken of."""
    attribution = voices.spoken.get(index)
    found = []
    for clause in find_clauses(sentence, places, theatre):
        place = clause.place
        if pointed := theatre.lexicon.match("control_pointed").fullmatch(place.text):
            kind = str(pointed.lastgroup)
            here = [p.place for p in places if p.end < clause.at and p.place.precision == kind]
            place = here[-1] if here else last.get(kind, place)
        found.append(
            Ground(
                index,
                clause.start,
                clause.end,
                actor(clause.who, theatre),
                clause.change,
                place,
                _date(sentence, clause.at),
                voices.source(index),
                attribution.relay if attribution else None,
                _status_before(sentence, clause.at, theatre),
            )
        )
    return found


def _of_words(
    sentence: Sentence,
    index: int,
    places: Sequence[PlaceSpan],
    voices: Voices,
    theatre: Theatre,
    last: dict[str, PlaceMention],
    told: Sequence[tuple[int, int]],
) -> Iterator[Ground]:
    """Changes by their verbs, outside the clauses told; "the city", "the area" are the place last
    spoken of."""
    lexicon = theatre.lexicon
    for match in lexicon.one_of_each("control").finditer(sentence.text):
        change = str(match.lastgroup)
        if any(start <= match.start() < end for start, end in told):
            continue
        if _is_wish(sentence, match, theatre) or _is_adjective(sentence, match, lexicon):
            continue
        is_aside = change == "holds" and match[0].lower().endswith(" by")
        if is_aside and not lexicon.match("control_told").search(sentence.text):
            continue
        place = _object(sentence, match, change, places, theatre)
        if lexicon.match("control_the_town").match(sentence.text[match.end() :]):
            place = last.get("town", place)
        if place is None and (said := lexicon.match("control_subject").match(sentence.text)):
            place = last.get(str(said.lastgroup))
        who = _actor(sentence, match, change, theatre)
        if change == "lost" and match[0].lower().endswith("loss of") and index in voices.names:
            who = actor(voices.names[index], theatre)
        if place is None or who is None:
            continue
        attribution = voices.spoken.get(index)
        for each in (place, *_listed_after(place, places, sentence, theatre)):
            yield Ground(
                index,
                0,
                len(sentence.text),
                who,
                change,
                each,
                _date(sentence, match.start()),
                voices.source(index),
                attribution.relay if attribution else None,
                _status(sentence, match, theatre),
            )


def _listed_after(
    place: PlaceMention, places: Sequence[PlaceSpan], sentence: Sentence, theatre: Theatre
) -> Iterator[PlaceMention]:
    """Places of the same grain in a list with the first ("the towns of A, B and C")."""
    joint = theatre.lexicon.match("list_joint")
    last = next((p for p in places if p.place is place), None)
    for span in places:
        if last is None or span.start < last.end or span.place.precision != place.precision:
            continue
        if not joint.fullmatch(sentence.text[last.end : span.start]):
            return
        yield span.place
        last = span


def _is_wish(sentence: Sentence, match: re.Match[str], theatre: Theatre) -> bool:
    before = sentence.text[: match.start()]
    wish = theatre.lexicon.match("control_wish").search(before[-30:])
    return wish is not None and not theatre.lexicon.match("control_done").search(before)


def _is_adjective(sentence: Sentence, match: re.Match[str], lexicon: Lexicon) -> bool:
    before = sentence.text[max(0, match.start() - 12) : match.start()]
    is_word = match[0].lower() == "besieged"
    return is_word and lexicon.match("control_adjective").search(before) is not None


def _object(
    sentence: Sentence,
    match: re.Match[str],
    change: str,
    places: Sequence[PlaceSpan],
    theatre: Theatre,
) -> PlaceMention | None:
    """What was taken: the next place after the verb, the subject of a passive, or a plain noun."""
    rest = sentence.text[match.end() :]
    after = [p for p in places if 0 <= p.start - match.end() <= 60]
    before = [p for p in places if p.end <= match.start()]
    noun = theatre.lexicon.match("control_noun").match(rest)
    if change == "besieged" and match[0].lower().startswith("under"):
        return before[-1].place if before else (after[0].place if after else None)
    if after:
        return _part_of(after[0], noun, sentence, match.end())
    if named := theatre.lexicon.match("control_named").match(rest):
        known = theatre.resolve(named["run"])
        if known is not None:
            return known
    is_passive = theatre.lexicon.match("control_passive").search(sentence.text[: match.start()])
    if is_passive or change == "lost":
        return before[-1].place if before and is_passive else None
    return PlaceMention(noun["what"].strip()) if noun and change == "gained" else None


def _part_of(
    place: PlaceSpan, noun: re.Match[str] | None, sentence: Sentence, verb_end: int
) -> PlaceMention:
    """ "some villages in Aleppo province" is a part of the province, and never all of it."""
    is_wide = place.place.precision in ("province", "country")
    if noun is None or not is_wide or verb_end + noun.end() >= place.start:
        return place.place
    words = sentence.text[verb_end + noun.start("what") : place.end].strip()
    return msgspec.structs.replace(place.place, text=words, precision="area")


def _actor(
    sentence: Sentence, match: re.Match[str], change: str, theatre: Theatre
) -> ActorMention | None:
    """The force after "by", before "siege", or the nearest one before the verb."""
    lexicon = theatre.lexicon
    form = "control_after_by" if match[0].lower().endswith(" by") else "control_by"
    if by := lexicon.match(form).match(sentence.text[match.end() :]):
        return actor(by["actor"] or by["named"], theatre)
    if besieger := lexicon.match("control_besieger", any_case=True).search(match[0]):
        return actor(besieger["who"], theatre)
    before = sentence.text[: match.start()]
    spans = [(m.end("actor"), m["actor"]) for m in lexicon.match("force").finditer(before)]
    spans += [(run.end(), run[0]) for run in re.finditer(RUN, before) if acts(run[0], theatre)]
    near = [span for span in spans if match.start() - span[0] <= 60]
    if near:
        return actor(max(near)[1], theatre)
    return None if change == "besieged" else _possessor(before, theatre)


def _possessor(before: str, theatre: Theatre) -> ActorMention | None:
    match = theatre.lexicon.match("control_possessor").search(before)
    forces = theatre.lexicon.fragments("force_words")
    return actor(match["who"], theatre) if match and match["who"].lower() in forces else None


def _date(sentence: Sentence, at: int) -> DateMention | None:
    return min(sentence.dates, key=lambda d: abs(d.start - at), default=None) or sentence.heading


def _status(sentence: Sentence, match: re.Match[str], theatre: Theatre) -> str:
    return _status_before(sentence, match.start(), theatre)


def _status_before(sentence: Sentence, at: int, theatre: Theatre) -> str:
    before = sentence.text[max(0, at - 40) : at]
    if compiled(theatre.lexicon.any_of("denied")).search(before):
        return "denied"
    if compiled(theatre.lexicon.any_of("planned")).search(before):
        return "planned"
    return "asserted"
