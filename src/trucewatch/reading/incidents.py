"""Incidents of a document: force or harm at a place and time, and the casualties of it.

Each sentence gives frames, one for each toll or event in it. A frame that adds to the one before
(a place named later, the wounded after the dead) is joined to it; a second figure for the same
event in another's name stays beside it under one `event` mark.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise

from msgspec import Struct
from msgspec.structs import replace

from trucewatch.model.values import PlaceMention
from trucewatch.reading.casualties import Casualty, find_casualties
from trucewatch.reading.dates import DateMention
from trucewatch.reading.frame import Frame, Trigger
from trucewatch.reading.joining import completed, join, new_mark
from trucewatch.reading.names import PlaceSpan, Theatre, actor, find_fields
from trucewatch.reading.perpetrators import claimed_by, find_perpetrators, supported_by
from trucewatch.reading.text import Document, Sentence
from trucewatch.reading.voices import Voices
from trucewatch.reference.lexicon import Lexicon

# How far an event's general word gives way to a plainer one ("the attack", "the shelling").
_GENERAL = {
    "other": 3,
    "arrest": 2,
    "protest": 2,
    "troop_movement": 2,
    "looting_property": 2,
    "armed_clash": 1,
}


# The order of these among grains of places.
_AREA, _COUNTRY = 4, 6


class Part(Struct, frozen=True):
    """A part of a sentence, with at most one toll of each measure, and the events named in it."""

    sentence: Sentence
    index: int
    start: int
    end: int
    tolls: tuple[Casualty, ...]
    triggers: tuple[Trigger, ...]

    @property
    def text(self) -> str:
        return self.sentence.text[self.start : self.end]

    def has(self, at: int) -> bool:
        return self.start <= at < self.end


def find_triggers(sentence: Sentence, lexicon: Lexicon) -> tuple[Trigger, ...]:
    """Event words of a sentence, with the type that each stands for."""
    return tuple(
        Trigger(str(match.lastgroup), match.start(), match.end())
        for match in lexicon.one_of_each("incidents").finditer(sentence.text)
    )


def read_frames(
    document: Document, voices: Voices, theatre: Theatre, counted: set[tuple[int, int]]
) -> list[Frame]:
    """The document's frames, joined, in the order of the text.

    `counted` are (sentence, character) of the numbers that tallies were read from: those are no
    single event's toll.
    """
    frames: list[Frame] = []
    spoken_of: dict[str, PlaceMention] = {}
    told: dict[str, PlaceMention] = {}
    the_town = theatre.lexicon.match_any_case("the_town")
    for index, sentence in enumerate(document.sentences):
        tallied = {at for i, at in counted if i == index}
        for frame in _frames_of(sentence, index, voices, theatre, tallied):
            referred = None if frame.places else the_town.search(sentence.text)
            place = spoken_of.get(str(referred.lastgroup)) if referred else None
            place = place or _brought_back(frame, sentence, told)
            if frames and _is_from_speaker(frame, sentence, told, theatre.lexicon):
                frame = replace(frame, places=(), admin=None)
            if place is not None:
                frame = replace(frame, places=(place,), admin=place.admin)
            for each in frame.places:
                told[each.text] = each
                spoken_of["town" if each.precision == "town" else "area"] = each
            join(frame, frames, document)
        _claimed_since(sentence, index, frames, theatre)
        _denied_since(sentence, index, frames, voices, theatre)
    return [f for f in completed(frames) if _is_incident(f)]


def _brought_back(
    frame: Frame, sentence: Sentence, told: Mapping[str, PlaceMention]
) -> PlaceMention | None:
    """ "Harim's toll rose to 34": the place of an event told before, named in passing."""
    if frame.places or not frame.has_toll or frame.trigger:
        return None
    words = sentence.text[frame.start : frame.end]
    named = (place for name, place in told.items() if re.search(rf"\b{re.escape(name)}\b", words))
    return next((place for place in named if place.precision != "country"), None)


def _is_from_speaker(
    frame: Frame, sentence: Sentence, told: Mapping[str, PlaceMention], lexicon: Lexicon
) -> bool:
    """ "Doctors in the capital counted 40 dead": where the speaker is, and not the event."""
    if not frame.is_account or not frame.places or frame.places[0].text in told:
        return False
    account = lexicon.match_any_case("account_of_toll").search(sentence.masked, frame.start)
    at = sentence.text.find(frame.places[0].text, frame.start + len("From "))
    return account is not None and 0 <= at < account.start()


def _claimed_since(sentence: Sentence, index: int, frames: list[Frame], theatre: Theatre) -> None:
    """ "Islamic State claimed responsibility." after the event is told of the event before it."""
    if not frames or index - frames[-1].index > 2 or frames[-1].claimed_by:
        return
    if theatre.lexicon.match("claims_it").search(sentence.text):
        claimed = tuple(claimed_by(sentence, theatre))
        who = frames[-1].perpetrators or claimed
        frames[-1] = replace(frames[-1], claimed_by=claimed, perpetrators=who)


def _denied_since(
    sentence: Sentence, index: int, frames: list[Frame], voices: Voices, theatre: Theatre
) -> None:
    """ "The army denied that its men had fired.": another account of the event told before it."""
    is_near = bool(frames) and index - frames[-1].index <= 3
    if not is_near or not theatre.lexicon.match("denies_it").search(sentence.text):
        return
    if frames[-1].index == index and frames[-1].status == "denied":
        if frames[-1].places:
            return
        frames.pop()
    told, source = next((f for f in reversed(frames) if f.type), None), voices.source(index)
    if told is None:
        return
    mark = told.event or new_mark(frames)
    frames[frames.index(told)] = replace(told, event=mark)
    denier = (actor(source, theatre),) if source else ()
    denied = Frame(
        index=index,
        start=0,
        end=len(sentence.text),
        type=told.type,
        trigger=None,
        date=told.date,
        places=told.places,
        admin=told.admin,
        perpetrators=told.perpetrators or denier,
        source=source,
        status="denied",
        event=mark,
    )
    frames.append(denied)


def _is_incident(frame: Frame) -> bool:
    """Nothing without a toll, or without both a place and a day or doer, is an incident."""
    if frame.has_toll or frame.is_of_ground:
        return frame.has_toll
    if frame.status == "denied" and frame.event:
        return True
    is_local = bool(frame.places) and frame.places[0].precision != "country"
    is_told = bool(frame.date or frame.perpetrators or frame.relay) or frame.status == "denied"
    return is_local and frame.type not in (None, "other") and is_told


def _frames_of(
    sentence: Sentence, index: int, voices: Voices, theatre: Theatre, tallied: set[int]
) -> Iterator[Frame]:
    triggers = find_triggers(sentence, theatre.lexicon)
    every = find_casualties(sentence, theatre.lexicon)
    casualties = [c for c in every if c.start not in tallied]
    if (tallied or not triggers) and not casualties:
        return
    for start, end, tolls in _segments(sentence, casualties, theatre.lexicon):
        part = Part(sentence, index, start, end, tuple(tolls), triggers)
        frame = _frame(part, voices, theatre)
        if frame is not None:
            yield frame
            yield from _listed_with(frame, part, theatre)


def _listed_with(frame: Frame, part: Part, theatre: Theatre) -> Iterator[Frame]:
    """Frames without a toll for places listed as hit before the one that has the toll."""
    if not part.tolls or not part.triggers:
        return
    first, toll = part.triggers[0].end, part.tolls[0].start
    named = _without_wider(
        [p for p in find_fields(part.sentence, theatre) if first <= p.start < toll],
        part,
        theatre.lexicon,
    )
    hit = [p for p in named if p.order < 2 and not p.is_landmark]
    names = {p.text for p in frame.places}
    if len(hit) < 2 or not any(p.place.text in names for p in hit):
        return
    for span in hit:
        if span.place.text not in names:
            elsewhere = replace(frame, places=(span.place,), admin=span.place.admin)
            yield replace(elsewhere, casualties={}, targets=(), starts_anew=True)


def _without_wider(named: Sequence[PlaceSpan], part: Part, lexicon: Lexicon) -> Iterator[PlaceSpan]:
    """Without a place that only says where the one before it lies ("Harim, in the enclave")."""
    before: PlaceSpan | None = None
    for span in named:
        between = part.sentence.text[before.end : span.start] if before else ""
        if not (between and lexicon.match("lies_in").fullmatch(between)):
            yield span
        before = span


def _segments(
    sentence: Sentence, casualties: list[Casualty], lexicon: Lexicon
) -> list[tuple[int, int, list[Casualty]]]:
    """The sentence cut so that each part has at most one toll of each measure."""
    if len(casualties) < 2:
        return [(0, len(sentence.text), casualties)]
    groups: list[list[Casualty]] = [[]]
    for casualty in casualties:
        if any(c.measure == casualty.measure for c in groups[-1]):
            groups.append([])
        groups[-1].append(casualty)
    cuts = [0]
    for left, right in pairwise(groups):
        between = sentence.text[left[-1].end : right[0].start]
        joints = list(lexicon.match("toll_joint").finditer(between))
        cuts.append(left[-1].end + (joints[-1].start() if joints else 0))
    cuts.append(len(sentence.text))
    return [(*cut, group) for cut, group in zip(pairwise(cuts), groups, strict=True)]


def _frame(part: Part, voices: Voices, theatre: Theatre) -> Frame | None:
    sentence, lexicon = part.sentence, theatre.lexicon
    trigger = _trigger_for(part)
    if trigger is None and not part.tolls:
        return None
    if trigger and not part.tolls and _is_hypothetical(sentence, trigger, lexicon):
        return None
    at = trigger.start if trigger else part.tolls[0].start
    places = find_fields(sentence, theatre)
    own = [p for p in places if part.has(p.start)]
    here = own or places
    chosen = _choose_places(list(_without_wider(here, part, lexicon)), at, sentence, lexicon)
    is_account = _is_account(part, lexicon)
    attribution = voices.spoken.get(part.index)
    perpetrators, unclear = find_perpetrators(sentence, part.start, part.end, trigger, theatre)
    hurt = {victim.lower() for toll in part.tolls for victim in toll.victims}
    perpetrators = [d for d in perpetrators if not any(d.text.lower().endswith(v) for v in hurt)]
    claimed = claimed_by(sentence, theatre)
    return Frame(
        index=part.index,
        start=part.start,
        end=part.end,
        type=trigger.type if trigger else None,
        trigger=(trigger.start, trigger.end) if trigger else None,
        date=_date_for(part, at, lexicon, is_account=is_account and not own),
        places=tuple(p.place for p in chosen),
        admin=_admin(chosen, here),
        perpetrators=(*perpetrators, *(c for c in claimed if c not in perpetrators)),
        claimed_by=tuple(claimed),
        supported_by=tuple(supported_by(sentence, theatre)),
        targets=_targets(part, trigger, lexicon),
        casualties={c.measure: c for c in part.tolls},
        source=voices.source(part.index),
        relay=attribution.relay if attribution else None,
        status=_status(part, trigger, lexicon),
        starts_anew=not is_account and _opens_with_new(part, lexicon),
        is_unclear_who=unclear,
        is_place_vague=bool(chosen) and (chosen[0].is_landmark or chosen[0].order >= 4),
        is_of_ground=trigger is not None and _takes_ground(sentence, trigger, lexicon),
        is_account=is_account,
        is_added=not own and _is_added(part, lexicon),
    )


def _is_account(part: Part, lexicon: Lexicon) -> bool:
    """Whether it only gives somebody's figure: "the monitor had first spoken of 29 dead"."""
    if not part.tolls or any(part.has(t.start) for t in part.triggers):
        return False
    account = lexicon.match_any_case("account_of_toll")
    return account.search(part.sentence.masked, part.start, part.end) is not None


def _is_added(part: Part, lexicon: Lexicon) -> bool:
    adds = lexicon.match_any_case("adds_to_toll")
    return bool(part.tolls) and adds.search(part.text) is not None


def _opens_with_new(part: Part, lexicon: Lexicon) -> bool:
    start = part.start
    return lexicon.words("new_event").search(part.sentence.text, start, start + 60) is not None


def _trigger_for(part: Part) -> Trigger | None:
    """The plainest event word, the nearest to the toll among those; the first without a toll."""
    triggers = [t for t in part.triggers if part.has(t.start)]
    if all(t.type == "other" for t in triggers):
        triggers = list(part.triggers)
    if len(triggers) < 2:
        return triggers[0] if triggers else None
    at = part.tolls[0].start if part.tolls else 0

    def rank(trigger: Trigger) -> tuple[int, int]:
        return _GENERAL.get(trigger.type, 0), abs(trigger.start - at)

    return min(triggers, key=rank)


def _takes_ground(sentence: Sentence, trigger: Trigger, lexicon: Lexicon) -> bool:
    gained = lexicon.words("control", "gained")
    return gained.fullmatch(sentence.text[trigger.start : trigger.end]) is not None


def _is_hypothetical(sentence: Sentence, trigger: Trigger, lexicon: Lexicon) -> bool:
    """Whether the clause speaks of force in general, wished, feared or forbidden."""
    before = sentence.text[max(0, trigger.start - 60) : trigger.start]
    no_event = lexicon.words("no_event")
    if no_event.search(before) is None:
        return False
    clause = lexicon.match("clause_joint").split(before)[-1]
    return no_event.search(clause) is not None


def _date_for(part: Part, at: int, lexicon: Lexicon, *, is_account: bool) -> DateMention | None:
    """The day nearest the event word; not a span up to the report, nor the day of the saying.

    In an account of an event told before, a day is that of the saying unless the figure is for it.
    """
    if not part.sentence.dates:
        return part.sentence.heading
    dates = [d for d in part.sentence.dates if not d.counts_up and not _is_vague(d)]
    inside = [d for d in dates if part.has(d.start)] or dates
    usable = [d for d in inside if not _dates_another_thing(part.sentence, d, lexicon)]
    if is_account:
        usable = [d for d in usable if lexicon.match("date_of_account").match(d.text)]
    return min(usable, key=lambda d: abs(d.start - at), default=part.sentence.heading)


def _is_vague(mention: DateMention) -> bool:
    return mention.period is not None and mention.period.precision == "vague"


def _dates_another_thing(sentence: Sentence, mention: DateMention, lexicon: Lexicon) -> bool:
    """A date of the saying ("said on Sunday"), of a toll or an agreement, not of the event."""
    start = max(0, mention.start - 45)
    before, masked = (words[start : mention.start] for words in (sentence.text, sentence.masked))
    is_of_saying = lexicon.match("date_of_saying").search(before) or lexicon.match(
        "saying_of_date"
    ).match(sentence.text, mention.end)
    return bool(is_of_saying or lexicon.match("date_of_toll").search(masked))


def _choose_places(
    places: Sequence[PlaceSpan], at: int, sentence: Sentence, lexicon: Lexicon
) -> list[PlaceSpan]:
    """The finest place nearest the event, and those listed with it ("A, B and C")."""
    if not places:
        return []

    boundary = lexicon.match("next_clause").search(sentence.text, at)
    stop = boundary.start() if boundary else len(sentence.text)

    near = lexicon.match_any_case("near_landmark")

    def rank(p: PlaceSpan) -> tuple[bool, bool, int, bool, int]:
        is_country, is_beyond = p.order == _COUNTRY, p.start > stop
        vague = p.order if p.order > _AREA else 0
        if p.is_landmark:
            is_near = near.search(sentence.text, max(0, p.start - 30), p.start)
            vague = _AREA if is_near else _COUNTRY + vague
        return is_country, is_beyond, vague, p.start < at - 60, abs(p.start - at)

    listed = [min(places, key=rank)]
    for place in places:
        between = sentence.text[listed[-1].end : place.start]
        joint = place.start > listed[-1].end and lexicon.match("list_joint").fullmatch(between)
        if joint and place.order <= listed[0].order:
            listed.append(place)
    return listed


def _admin(chosen: list[PlaceSpan], places: Sequence[PlaceSpan]) -> str | None:
    if not chosen:
        return None
    wider = [p for p in places if p.start > chosen[0].start and chosen[0].order < p.order < 6]
    return chosen[0].place.admin or (wider[0].place.text if wider else None)


def _targets(part: Part, trigger: Trigger | None, lexicon: Lexicon) -> tuple[str, ...]:
    victims = [victim for c in part.tolls for victim in c.victims]
    if trigger and (hit := lexicon.match("target").match(part.sentence.text[trigger.end :])):
        victims.append(hit[1])
    return tuple(dict.fromkeys(victims))


def _status(part: Part, trigger: Trigger | None, lexicon: Lexicon) -> str:
    if lexicon.words("denied").search(part.text):
        return "denied"
    if trigger and not part.tolls:
        before = part.sentence.text[max(0, trigger.start - 50) : trigger.start]
        if lexicon.words("planned").search(before):
            return "planned"
    return "alleged" if lexicon.words("hedged").search(part.text) else "asserted"
