"""Incidents of a document: force or harm at a place and time, and the casualties of it.

Each sentence gives frames, one for each toll or event in it. A frame that adds to the one before
(a place named later, the wounded after the dead) is joined to it; a second figure for the same
event in another's name stays beside it under one `event` mark.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from functools import lru_cache

from trucewatch.model.values import ActorMention, Period, PlaceMention, Range
from trucewatch.reading.attribution import Voices
from trucewatch.reading.casualties import Casualty, find_casualties
from trucewatch.reading.dates import DateMention
from trucewatch.reading.names import (
    ADJECTIVE,
    RUN,
    PlaceSpan,
    Theatre,
    actor,
    find_places,
    force_pattern,
)
from trucewatch.reading.text import Document, Sentence
from trucewatch.reference.lexicon import compiled, lexicon_of

AIR = ("airstrike", "drone_strike")


@dataclass(frozen=True)
class Frame:
    """One event as one sentence tells it. `index` is the sentence's place in the document."""

    index: int
    start: int
    end: int
    type: str | None
    trigger: tuple[int, int] | None
    date: DateMention | None = None
    places: tuple[PlaceMention, ...] = ()
    admin: str | None = None
    perpetrators: tuple[ActorMention, ...] = ()
    claimed_by: tuple[ActorMention, ...] = ()
    supported_by: tuple[ActorMention, ...] = ()
    targets: tuple[str, ...] = ()
    casualties: dict[str, Casualty] = field(default_factory=dict)
    source: str | None = None
    relay: str | None = None
    status: str = "asserted"
    starts_anew: bool = False
    is_unclear_who: bool = False
    is_place_vague: bool = False
    event: str | None = None
    evidence: tuple[tuple[str, int, int, int], ...] = ()

    @property
    def has_toll(self) -> bool:
        return any(m in self.casualties for m in ("killed", "injured", "abducted"))

    def value(self, measure: str) -> Range | None:
        return self.casualties[measure].value if measure in self.casualties else None


@dataclass(frozen=True)
class Trigger:
    type: str
    start: int
    end: int


@lru_cache(maxsize=8)
def _types(language: str) -> re.Pattern[str]:
    """All event words in one pattern, a named group for each type, in the lexicon's order."""
    lexicon = lexicon_of(language)
    groups = "|".join(
        f"(?P<{name}>{lexicon.any_of('incidents', name)})" for name in lexicon["incidents"]
    )
    return re.compile(rf"(?<![\w-])(?:{groups})(?![\w-])", re.I)


def find_triggers(sentence: Sentence, language: str) -> list[Trigger]:
    return [
        Trigger(str(match.lastgroup), match.start(), match.end())
        for match in _types(language).finditer(sentence.text)
    ]


def read_frames(
    document: Document, voices: Voices, theatre: Theatre, counted: set[tuple[int, int]]
) -> list[Frame]:
    """The document's frames, joined, in the order of the text.

    `counted` are (sentence, character) of the numbers that tallies were read from: those are no
    single event's toll.
    """
    frames: list[Frame] = []
    town: PlaceMention | None = None
    for index, sentence in enumerate(document.sentences):
        tallied = {at for i, at in counted if i == index}
        for frame in _frames_of(sentence, index, voices, theatre, tallied):
            if not frame.places and town and _THE_TOWN.search(sentence.text):
                frame = replace(frame, places=(town,), admin=town.admin)
            town = next((p for p in frame.places if p.precision == "town"), town)
            _place(frame, frames, document)
    return [f for f in frames if _is_incident(f)]


_THE_TOWN = re.compile(r"\bthe (?:same |besieged )?(?:city|town|village)\b", re.I)


def _is_incident(frame: Frame) -> bool:
    """Nothing without a toll, or without both a place and a day or doer, is an incident."""
    if frame.has_toll:
        return True
    is_local = bool(frame.places) and frame.places[0].precision != "country"
    is_told = bool(frame.date or frame.perpetrators or frame.relay)
    return is_local and frame.type not in (None, "other") and is_told


def _frames_of(
    sentence: Sentence, index: int, voices: Voices, theatre: Theatre, tallied: set[int]
) -> Iterator[Frame]:
    triggers = find_triggers(sentence, theatre.lexicon.language)
    every = find_casualties(sentence, theatre.lexicon)
    casualties = [c for c in every if c.start not in tallied]
    if (tallied or not triggers) and not casualties:
        return
    places = find_places(sentence, theatre)
    for start, end, tolls in _segments(sentence, casualties):
        frame = _frame(sentence, index, start, end, tolls, triggers, places, voices, theatre)
        if frame is not None:
            yield frame
            yield from _listed_with(frame, tolls, triggers, places)


def _listed_with(
    frame: Frame, tolls: list[Casualty], triggers: list[Trigger], places: list[PlaceSpan]
) -> Iterator[Frame]:
    """Frames without a toll for places listed as hit before the one that has the toll."""
    if not tolls or not triggers or triggers[0].start > tolls[0].start:
        return
    hit = [
        p
        for p in places
        if triggers[0].end <= p.start < tolls[0].start and p.order < 2 and not p.is_landmark
    ]
    names = {p.text for p in frame.places}
    if len(hit) > 1 and any(p.place.text in names for p in hit):
        for span in hit:
            if span.place.text not in names:
                yield replace(
                    frame,
                    places=(span.place,),
                    admin=span.place.admin,
                    casualties={},
                    targets=(),
                    starts_anew=True,
                )


def _segments(
    sentence: Sentence, casualties: list[Casualty]
) -> list[tuple[int, int, list[Casualty]]]:
    """The sentence cut so that each part has at most one toll of each measure."""
    groups: list[list[Casualty]] = [[]]
    for casualty in casualties:
        if any(c.measure == casualty.measure for c in groups[-1]):
            groups.append([])
        groups[-1].append(casualty)
    cuts = [0]
    for left, right in zip(groups, groups[1:], strict=False):
        between = sentence.text[left[-1].end : right[0].start]
        joints = list(re.finditer(r";|, while|, and| while | and |, | after ", between))
        cuts.append(left[-1].end + (joints[-1].start() if joints else 0))
    cuts.append(len(sentence.text))
    return [(a, b, g) for a, b, g in zip(cuts, cuts[1:], groups, strict=False)]


def _frame(
    sentence: Sentence,
    index: int,
    start: int,
    end: int,
    tolls: list[Casualty],
    triggers: list[Trigger],
    places: list[PlaceSpan],
    voices: Voices,
    theatre: Theatre,
) -> Frame | None:
    language = theatre.lexicon.language
    inside = [t for t in triggers if start <= t.start < end]
    trigger = _trigger_for(tolls, inside or triggers, sentence, language)
    if trigger is None and not tolls:
        return None
    if not tolls and trigger and _is_hypothetical(sentence, trigger, language):
        return None
    here = [p for p in places if start <= p.start < end] or places
    at = trigger.start if trigger else tolls[0].start
    chosen = _choose_places(here, at, sentence)
    attribution = voices.spoken.get(index)
    perpetrators, unclear = find_perpetrators(sentence, start, end, trigger, theatre)
    claimed = _claimed_by(sentence, theatre)
    return Frame(
        index=index,
        start=start,
        end=end,
        type=trigger.type if trigger else None,
        trigger=(trigger.start, trigger.end) if trigger else None,
        date=_date_for(sentence, start, end, at),
        places=tuple(p.place for p in chosen),
        admin=_admin(chosen, here),
        perpetrators=tuple(perpetrators) + tuple(c for c in claimed if c not in perpetrators),
        claimed_by=tuple(claimed),
        supported_by=tuple(_supported_by(sentence, theatre)),
        targets=_targets(sentence, trigger, tolls),
        casualties={c.measure: c for c in tolls},
        source=voices.source(index),
        relay=attribution.relay if attribution else None,
        status=_status(sentence, trigger, start, end, bool(tolls), language),
        starts_anew=bool(
            compiled(theatre.lexicon.any_of("new_event")).search(sentence.text[start : start + 60])
        ),
        is_unclear_who=unclear,
        is_place_vague=bool(chosen) and (chosen[0].is_landmark or chosen[0].order >= 4),
    )


def _trigger_for(
    tolls: list[Casualty], triggers: list[Trigger], sentence: Sentence, language: str
) -> Trigger | None:
    """The event word that says most: not "other" where something plainer is there; nearest the toll."""
    if not triggers:
        return None
    order = list(lexicon_of(language)["incidents"])
    at = min((c.start for c in tolls), default=0)

    def rank(trigger: Trigger) -> tuple[int, int, int]:
        far = abs(trigger.start - at) if tolls else trigger.start
        general = {
            "other": 3,
            "arrest": 2,
            "protest": 2,
            "troop_movement": 2,
            "looting_property": 2,
            "armed_clash": 1,
        }
        return (general.get(trigger.type, 0), far, order.index(trigger.type))

    return min(triggers, key=rank)


def _is_hypothetical(sentence: Sentence, trigger: Trigger, language: str) -> bool:
    before = sentence.text[max(0, trigger.start - 60) : trigger.start]
    clause = re.split(r"[;,:.]|\b(?:but|who|which|after|when|as)\b", before)[-1]
    lexicon = lexicon_of(language)
    return bool(compiled(lexicon.any_of("no_event")).search(clause))


def _date_for(sentence: Sentence, start: int, end: int, at: int) -> DateMention | None:
    dates = [d for d in sentence.dates if d.period is not None or d.text]
    dates = [d for d in dates if not d.is_since and not _is_vague(d)]
    inside = [d for d in dates if start <= d.start < end] or dates
    usable = [d for d in inside if not _dates_another_thing(sentence, d)]
    return min(usable, key=lambda d: abs(d.start - at), default=None) or sentence.heading


def _is_vague(mention: DateMention) -> bool:
    return mention.period is not None and mention.period.precision == "vague"


def _dates_another_thing(sentence: Sentence, mention: DateMention) -> bool:
    """A date of the saying ("said on Sunday") or of an agreement, not of the event."""
    before = sentence.text[max(0, mention.start - 45) : mention.start]
    if re.search(
        r"\b(?:said|told|reported|announced|added|statement|agreed|signed|deal|truce|ceasefire|effect|talks)\b[^,.;]{0,18}$",
        before,
    ):
        return True
    return False


def _choose_places(places: list[PlaceSpan], at: int, sentence: Sentence) -> list[PlaceSpan]:
    """The finest place nearest the event, and those listed with it ("A, B and C")."""
    if not places:
        return []
    best = min(
        places,
        key=lambda p: (
            p.order == 6,
            p.is_landmark,
            p.order if p.order > 4 else 0,
            p.start < at - 60,
            abs(p.start - at),
        ),
    )
    listed = [best]
    for place in places:
        if place.start > listed[-1].end:
            between = sentence.text[listed[-1].end : place.start]
            if (
                re.fullmatch(r"(?:,| and|, and) (?:in |at |the )?", between)
                and place.order <= best.order
            ):
                listed.append(place)
    return listed


def _admin(chosen: list[PlaceSpan], places: list[PlaceSpan]) -> str | None:
    if not chosen:
        return None
    wider = [p for p in places if p.start > chosen[0].start and chosen[0].order < p.order < 6]
    return chosen[0].place.admin or (wider[0].place.text if wider else None)


def find_perpetrators(
    sentence: Sentence, start: int, end: int, trigger: Trigger | None, theatre: Theatre
) -> tuple[list[ActorMention], bool]:
    """Who is said to have done it, and whether the sentence says that this is not known."""
    text = sentence.text
    if re.search(
        r"not (?:immediately )?(?:clear|known) (?:who|whether|if|which)|no (?:immediate )?claim|unknown (?:who|whose)",
        text,
    ):
        return [], True
    for find in (_doer_by, _doer_subject, _doer_before):
        found = find(text, start, end, trigger, theatre)
        if found:
            return found, False
    return [], False


def _doer_by(
    text: str, start: int, end: int, trigger: Trigger | None, theatre: Theatre
) -> list[ActorMention]:
    """ "shelling by regime forces", "killed by Turkish-backed fighters"."""
    cue = theatre.lexicon["perpetrator_by"]
    force = force_pattern(theatre.lexicon.language).pattern
    pattern = re.compile(
        rf"\b(?:(?i:strikes?|raids?|fire|shelling|attacks?|bombardment|bombing|shot|hit|struck|killed|wounded|bombed|shelled|seized|launched|carried out|captured|targeted|abducted|attacked|arrested|detained|explosion|committed|perpetrated|dropped|fired|assault|offensive|incursion))(?: \w+){{0,2}}? (?i:{cue}) (?:{force}|(?:the )?(?P<named>{RUN}))"
    )
    match = pattern.search(text, start, end)
    if not match:
        return []
    words = match["actor"] or match["named"]
    return [actor(words, theatre)] if match["actor"] or _acts(words, theatre) else []


def _acts(name: str, theatre: Theatre) -> bool:
    return any(
        a.kind in ("state", "side", "force", "group")
        for a in theatre.reference.actors_named(name, theatre.on)
    )


def _doer_subject(
    text: str, start: int, end: int, trigger: Trigger | None, theatre: Theatre
) -> list[ActorMention]:
    """ "Regime forces bombarded ...", "Islamic State and its allies seized ..."."""
    force = force_pattern(theatre.lexicon.language).pattern
    verb = compiled_fragment(theatre.lexicon.language, "strikes_verb")
    pattern = re.compile(
        rf"(?:(?P<first>(?:[\w’'-]+ )?{RUN}) and )?(?:{force}|(?P<named>{RUN}))(?:,? (?:backed|supported|led) by [^,.;]{{3,60}},?)? {verb}\b"
    )
    for match in pattern.finditer(text, start, end):
        words = match["actor"] or match["named"]
        if re.search(
            r"\b(?:were|was|been)$",
            text[: match.end()].split(" ")[-2] if " " in text[: match.end()] else "",
        ):
            continue
        passive = re.match(r" by\b", text[match.end() :])
        if (
            passive
            or (match["named"] and not _acts(match["named"], theatre))
            or _is_victim(words, theatre)
        ):
            continue
        found = [actor(words, theatre)]
        if match["first"] and _acts(match["first"], theatre):
            found.insert(0, actor(match["first"], theatre))
        return found
    return []


def _is_victim(words: str, theatre: Theatre) -> bool:
    return words.lower() in theatre.lexicon.fragments("unknown_perpetrators")


def _doer_before(
    text: str, start: int, end: int, trigger: Trigger | None, theatre: Theatre
) -> list[ActorMention]:
    """ "Syrian government air strikes", "regime shelling", "Russian jets"."""
    if trigger is None:
        return []
    force = theatre.lexicon.any_of("force_words")
    before = text[start : trigger.start]
    match = re.search(
        rf"(?P<who>(?:{ADJECTIVE}|{RUN})(?: (?i:{force}|{ADJECTIVE}))*)(?:’s|'s)? (?:(?!and |in |on |of |at )\w+ )?$",
        before,
    )
    # The trigger itself may begin with whose it is ("Russian strikes", "warplanes hit").
    own = re.match(rf"(?P<who>{ADJECTIVE}) ", text[trigger.start : trigger.end])
    words = own["who"] if own else (match["who"] if match else "")
    while words:
        if _is_doer(words, theatre):
            return [actor(words, theatre)]
        # A dateline or headline may stand before it: "BEIRUT Syrian government air strikes".
        words = words.partition(" ")[2]
    return []


_PLAIN = re.compile(
    r"(?:security|military|armed|naval|air force|allied|militant|the|an?|its|their)$", re.I
)


def _is_doer(words: str, theatre: Theatre) -> bool:
    """Whether words before an event name who did it: a side, its force, or its adjective."""
    if _PLAIN.match(words):
        return False
    first = words.split(" ")[0]
    if first[0].isupper() and not re.match(r"(?:pro|anti)-|.*-(?:led|backed)$", first):
        if theatre.reference.is_demonym(first) or _acts(words, theatre) or _acts(first, theatre):
            return True
        known = theatre.reference.resolve_place(first, countries=theatre.countries)
        return known is None and bool(re.fullmatch(ADJECTIVE, first))
    return bool(
        re.fullmatch(rf"{ADJECTIVE}(?: .*)?|(?i:{theatre.lexicon.any_of('force_words')})", words)
    )


def _claimed_by(sentence: Sentence, theatre: Theatre) -> list[ActorMention]:
    match = re.search(rf"claimed by (?:the )?(?P<who>{RUN})", sentence.text) or re.search(
        rf"(?P<who>{RUN}) {theatre.lexicon['claims_verb']}", sentence.text
    )
    return [actor(match["who"], theatre)] if match else []


def _supported_by(sentence: Sentence, theatre: Theatre) -> list[ActorMention]:
    match = re.search(
        rf"{theatre.lexicon['supported_by']} (?:the )?(?P<who>[\w-]*\s?{RUN}(?: (?:air|military|artillery) \w+)?)",
        sentence.text,
    )
    return [actor(match["who"].strip(), theatre)] if match else []


def _targets(sentence: Sentence, trigger: Trigger | None, tolls: list[Casualty]) -> tuple[str, ...]:
    victims = [v for c in tolls for v in c.victims]
    if trigger:
        hit = re.match(
            r"(?:ed|ing)? (?:on|at|against|targeted|targeting|hit|hitting|struck) ((?:an?|the|several|its?) [\w’' -]{3,40}?)(?= in | at | near | on |,|\.|$| kill| that| which)",
            sentence.text[trigger.end :],
        )
        if hit:
            victims.append(hit[1])
    return tuple(dict.fromkeys(victims))


def _status(
    sentence: Sentence, trigger: Trigger | None, start: int, end: int, has_toll: bool, language: str
) -> str:
    lexicon = lexicon_of(language)
    text = sentence.text[start:end]
    if compiled(lexicon.any_of("denied")).search(text):
        return "denied"
    if trigger and not has_toll:
        before = sentence.text[max(0, trigger.start - 50) : trigger.start]
        if compiled(lexicon.any_of("planned")).search(before):
            return "planned"
    if compiled(lexicon.any_of("hedged")).search(text):
        return "alleged"
    return "asserted"


@lru_cache(maxsize=32)
def compiled_fragment(language: str, key: str) -> str:
    return lexicon_of(language).any_of(key)


# Joining frames.


def _place(frame: Frame, frames: list[Frame], document: Document) -> None:
    """Join the frame to one before it, set it beside one as a rival account, or start anew."""
    earlier = next((f for f in reversed(frames) if _same_event(frame, f, document)), None)
    if earlier is None:
        frames.append(_with_context(frame, frames, document))
    elif _conflicts(frame, earlier):
        mark = earlier.event or f"e{1 + sum(f.event is not None for f in frames)}"
        frames[frames.index(earlier)] = replace(earlier, event=mark)
        frames.append(_filled(replace(frame, event=mark), earlier))
    else:
        frames[frames.index(earlier)] = _joined(earlier, frame, document)


def _same_event(frame: Frame, earlier: Frame, document: Document) -> bool:
    if frame.starts_anew or frame.index - earlier.index > 6:
        return False
    if frame.index == earlier.index and frame.has_toll and earlier.has_toll:
        return _same_large_toll(frame, earlier)
    if not _types_agree(frame.type, earlier.type) or not _days_agree(frame.date, earlier.date):
        return False
    if not _places_agree(frame, earlier) and not _points_back(frame, earlier, document):
        return False
    if _is_own_day(frame, earlier, document) or not _doers_agree(frame, earlier):
        return False
    return frame.status == earlier.status or "denied" not in (frame.status, earlier.status)


def _same_large_toll(frame: Frame, earlier: Frame) -> bool:
    """A headline run into the first sentence gives its toll twice."""
    a, b = frame.value("killed"), earlier.value("killed")
    return a is not None and b is not None and a.low == b.low and (a.low or 0) > 2


def _points_back(frame: Frame, earlier: Frame, document: Document) -> bool:
    """ "100 others were wounded by the explosions", "The strikes hit the town of ...": the words
    say that it is the event just told."""
    if frame.index - earlier.index > 2 or frame.trigger is None or frame.type != earlier.type:
        return False
    before = document.sentences[frame.index].text[: frame.trigger[0]]
    if not re.search(r"\b(?:the|these|those|of) (?:\w+ )?$", before, re.I):
        return False
    others = any(
        v.lower() in ("others", "other") for c in frame.casualties.values() for v in c.victims
    )
    return others or earlier.is_place_vague


def _is_own_day(frame: Frame, earlier: Frame, document: Document) -> bool:
    """A paragraph that opens with a day of its own tells of another event than an undated one."""
    sentence, other = document.sentences[frame.index], document.sentences[earlier.index]
    opens = frame.date is not None and frame.date.start < 3
    return opens and earlier.date is None and sentence.paragraph != other.paragraph


def _doers_agree(frame: Frame, earlier: Frame) -> bool:
    if not frame.perpetrators or not earlier.perpetrators or frame.has_toll is False:
        return True
    mine = {i for p in frame.perpetrators for i in p.actor_ids[:1]}
    theirs = {i for p in earlier.perpetrators for i in p.actor_ids[:1]}
    return not mine or not theirs or bool(mine & theirs)


def _types_agree(a: str | None, b: str | None) -> bool:
    loose = (None, "other")
    if a in loose or b in loose or a == b:
        return True
    return {a, b} <= {"airstrike", "drone_strike"}


def _days_agree(a: DateMention | None, b: DateMention | None) -> bool:
    if a is None or b is None or a.period is None or b.period is None:
        return True
    return _within(a.period, b.period) or _within(b.period, a.period)


def _within(inner: Period, outer: Period) -> bool:
    if None in (inner.start, inner.end, outer.start, outer.end):
        return False
    return outer.start <= inner.start and inner.end <= outer.end  # type: ignore[operator]


def _places_agree(frame: Frame, earlier: Frame) -> bool:
    if not frame.places or not earlier.places:
        return True
    return any(_one_in_other(a, b) for a in frame.places for b in earlier.places)


def _one_in_other(a: PlaceMention, b: PlaceMention) -> bool:
    left, right = a.text.lower(), b.text.lower()
    if left in right or right in left or (a.place_id and a.place_id == b.place_id):
        return True
    coarse = ("province", "country", "area")
    if a.precision in coarse and b.admin and b.admin.lower() in left:
        return True
    if b.precision in coarse and a.admin and a.admin.lower() in right:
        return True
    return "country" in (a.precision, b.precision) and a.country == b.country


def _conflicts(frame: Frame, earlier: Frame) -> bool:
    for measure in ("killed", "injured", "abducted"):
        a, b = frame.value(measure), earlier.value(measure)
        if a is not None and b is not None and not _figures_agree(a, b):
            return True
    return False


def _figures_agree(a: Range, b: Range) -> bool:
    """Equal, or one the bound of the other ("at least four" and "four")."""
    return a.low == b.low or (a.low is None and a.high == b.high)


_RANK = ("exact", "town", "near", "district", "area", "province", "country")


def _joined(earlier: Frame, frame: Frame, document: Document) -> Frame:
    """The earlier frame with what the later one adds."""
    places = earlier.places
    is_vague = earlier.is_place_vague
    if frame.places and (
        not places or _finer(frame.places[0], places[0]) or (is_vague and not frame.is_place_vague)
    ):
        places, is_vague = frame.places, frame.is_place_vague
    kind = frame.type if earlier.type in (None, "other") and frame.type else earlier.type
    who = () if frame.is_unclear_who else (earlier.perpetrators or frame.perpetrators)
    return replace(
        earlier,
        type=kind,
        places=places,
        is_place_vague=is_vague,
        admin=earlier.admin or frame.admin,
        date=earlier.date or frame.date,
        perpetrators=who,
        is_unclear_who=earlier.is_unclear_who or frame.is_unclear_who,
        claimed_by=earlier.claimed_by or frame.claimed_by,
        supported_by=earlier.supported_by or frame.supported_by,
        casualties=_wider(earlier.casualties, frame.casualties),
        source=_better_source(earlier.source, frame.source),
        relay=earlier.relay or frame.relay,
        targets=tuple(dict.fromkeys((*earlier.targets, *frame.targets))),
        status="alleged"
        if "alleged" in (earlier.status, frame.status) and earlier.status != "denied"
        else earlier.status,
        evidence=(*earlier.evidence, ("later", frame.index, frame.start, frame.end)),
    )


_QUARTER = re.compile(r"\b(?:district|neighbou?rhood|quarter|market|suburb)$", re.I)


def _finer(a: PlaceMention, b: PlaceMention) -> bool:
    rank = {name: i for i, name in enumerate(_RANK)}
    if _QUARTER.search(a.text) and not _QUARTER.search(b.text):
        return True
    return rank.get(a.precision or "town", 1) < rank.get(b.precision or "town", 1)


def _wider(earlier: dict[str, Casualty], later: dict[str, Casualty]) -> dict[str, Casualty]:
    """Both sentences' tolls; where both give one, the bound ("at least four") over the point."""
    both = {**later, **earlier}
    for measure in earlier.keys() & later.keys():
        if earlier[measure].value.high is not None and later[measure].value.high is None:
            both[measure] = later[measure]
    return both


def _better_source(a: str | None, b: str | None) -> str | None:
    if a and b and re.match(r"(?:a|an|the|one|local) ", a) and re.search(r"[A-Z]", b):
        return b
    return a or b


def _filled(frame: Frame, earlier: Frame) -> Frame:
    """A rival account: what it leaves unsaid is as in the account before it."""
    return replace(
        frame,
        type=frame.type if frame.type not in (None, "other") else earlier.type,
        places=frame.places or earlier.places,
        admin=frame.admin or earlier.admin,
        date=frame.date or earlier.date,
        perpetrators=frame.perpetrators or earlier.perpetrators,
    )


def _with_context(frame: Frame, frames: list[Frame], document: Document) -> Frame:
    """A new event takes day and province from its own paragraph, where it names none."""
    paragraph = document.sentences[frame.index].paragraph
    near = [f for f in frames if document.sentences[f.index].paragraph == paragraph]
    if not near:
        return frame
    date = frame.date if frame.date or not near[-1].date or not frame.has_toll else near[-1].date
    places = frame.places or (near[-1].places if frame.has_toll else ())
    return replace(
        frame,
        date=date,
        places=places,
        admin=frame.admin or (near[-1].admin if not frame.places else None),
    )
