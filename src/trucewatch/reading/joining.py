"""Which frames of a document tell of one event: joined, set beside as a rival account, or new."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from msgspec.structs import replace

from trucewatch.model.values import Period, PlaceMention, Range
from trucewatch.reading.casualties import Casualty, plus
from trucewatch.reading.dates import DateMention
from trucewatch.reading.frame import Frame
from trucewatch.reading.text import Document
from trucewatch.reference.lexicon import Lexicon

# In sentences: what is told later is of another event.
_FARTHEST = 6


def join(frame: Frame, frames: list[Frame], document: Document) -> None:
    """Join the frame to one before it, set it beside one as a rival account, or start anew."""
    frame = _as_rival(frame, frames)
    if frame.is_added and frames and frames[-1].index == frame.index and frames[-1].has_toll:
        frames[-1] = _summed(frames[-1], frame, document)
        return
    at = next((n for n in _recent(frame, frames) if _same_event(frame, frames[n], document)), -1)
    earlier = frames[at] if at >= 0 else None
    if earlier is None or (_conflicts(frame, earlier) and _is_part(frame, earlier)):
        frames.append(_with_context(frame, frames, document))
    elif _conflicts(frame, earlier):
        mark = earlier.event or new_mark(frames)
        frames[at] = replace(earlier, event=mark)
        kind = _kind_said(frame, earlier, document)
        frames.append(_filled(replace(frame, event=mark, type=kind), earlier))
    else:
        frames[at] = _joined(earlier, frame, document)


def completed(frames: Sequence[Frame]) -> Iterator[Frame]:
    """The frames, each rival account with the day that another one of its event was told with."""
    days = {f.event: f.date for f in reversed(frames) if f.event and f.date}
    for frame in frames:
        day = days.get(frame.event) if frame.event else None
        yield replace(frame, date=day) if day and frame.date is None else frame


def _recent(frame: Frame, frames: list[Frame]) -> Iterator[int]:
    """The numbers of the frames that it may be of one event with, the latest first.

    A place that was told before brings its event back, however far ("Harim's toll rose to 34").
    """
    names_event = frame.is_account and bool(frame.places)
    for at in range(len(frames) - 1, -1, -1):
        if frame.index - frames[at].index <= _FARTHEST or (names_event and frames[at].places):
            yield at


def _summed(earlier: Frame, frame: Frame, document: Document) -> Frame:
    """ "Five boys were killed; a driver died too": six dead."""
    both = {
        measure: replace(each, value=plus(each.value, frame.casualties[measure].value))
        if measure in frame.casualties
        else each
        for measure, each in earlier.casualties.items()
    }
    return _joined(replace(earlier, casualties=both), replace(frame, casualties={}), document)


def _as_rival(frame: Frame, frames: list[Frame]) -> Frame:
    """ "Medics spoke of 53": killed, where a sentence just before tells of a toll."""
    rival = frame.casualties.get("rival")
    if rival is None:
        return frame
    near = frames[-1] if frames and frame.index - frames[-1].index <= 2 else None
    others = {m: c for m, c in frame.casualties.items() if m != "rival"}
    if near is None or near.value("killed") is None:
        return replace(frame, casualties=others)
    return replace(frame, casualties={**others, "killed": replace(rival, measure="killed")})


def new_mark(frames: list[Frame]) -> str:
    """The mark of one more event that has rival accounts."""
    return f"e{1 + sum(f.event is not None for f in frames)}"


def _is_part(frame: Frame, earlier: Frame) -> bool:
    """ "Raids killed 15. Eight died in Khan al-Subul": a smaller toll at a place of its own."""
    whole, part = earlier.value("killed"), frame.value("killed")
    if not frame.places or earlier.places or whole is None or part is None:
        return False
    return (part.low or 0) < (whole.low or 0) and frame.source in (None, earlier.source)


def _same_event(frame: Frame, earlier: Frame, document: Document) -> bool:
    if frame.starts_anew or _is_after_account(frame, earlier, document):
        return False
    if frame.index == earlier.index and frame.has_toll and earlier.has_toll:
        return frame.is_account or _same_large_toll(frame, earlier)
    if not _days_agree(frame.date, earlier.date):
        return False
    is_told_again = _same_large_toll(frame, earlier) and _may_be_one_place(frame, earlier)
    if not _types_agree(_kind_said(frame, earlier, document), earlier.type) and not is_told_again:
        return False
    is_one_place = is_told_again or _places_agree(frame, earlier)
    if not is_one_place and not _points_back(frame, earlier, document):
        return False
    if _is_own_day(frame, earlier, document) or not _doers_agree(frame, earlier):
        return False
    if _is_own_story(frame, earlier, document) or _is_other_kind(frame, earlier, document):
        return False
    return frame.status == earlier.status or "denied" not in (frame.status, earlier.status)


def _is_after_account(frame: Frame, earlier: Frame, document: Document) -> bool:
    """What another paragraph tells of adds nothing to somebody's figure."""
    sentence, other = document.sentences[frame.index], document.sentences[earlier.index]
    return earlier.is_account and not frame.is_account and sentence.paragraph != other.paragraph


def _same_large_toll(frame: Frame, earlier: Frame) -> bool:
    """A headline run into the first sentence gives its toll twice; so does a report that goes
    back to it."""
    a, b = frame.value("killed"), earlier.value("killed")
    return a is not None and b is not None and a.low == b.low and (a.low or 0) > 2


def _may_be_one_place(frame: Frame, earlier: Frame) -> bool:
    """Whether their places agree, or one is no place that is known ("a Syrian market")."""
    unknown = any(f.places and f.places[0].place_id is None for f in (frame, earlier))
    return unknown or _places_agree(frame, earlier)


def _points_back(frame: Frame, earlier: Frame, document: Document) -> bool:
    """ "100 others were wounded by the explosions", "The strikes hit the town of ...": the words
    say that it is the event just told."""
    if frame.index - earlier.index > 2 or frame.trigger is None or frame.type != earlier.type:
        return False
    before = document.sentences[frame.index].text[: frame.trigger[0]]
    if not document.lexicon.match_any_case("points_back").search(before):
        return False
    others = any(
        v.lower() in ("others", "other") for c in frame.casualties.values() for v in c.victims
    )
    is_retold = not frame.has_toll and _may_be_one_place(frame, earlier)
    return others or earlier.is_place_vague or is_retold


def _is_own_day(frame: Frame, earlier: Frame, document: Document) -> bool:
    """A paragraph that opens with a day of its own tells of another event than an undated one."""
    sentence, other = document.sentences[frame.index], document.sentences[earlier.index]
    opens = frame.date is not None and frame.date.start < 3
    return opens and earlier.date is None and sentence.paragraph != other.paragraph


def _is_own_story(frame: Frame, earlier: Frame, document: Document) -> bool:
    """A paragraph's own event, with another toll at another place: "a car bomb in the province"."""
    sentence, other = document.sentences[frame.index], document.sentences[earlier.index]
    if sentence.paragraph == other.paragraph or frame.trigger is None or not earlier.places:
        return False
    before = sentence.text[: frame.trigger[0]]
    is_back = document.lexicon.match_any_case("points_back").search(before)
    is_named = {p.text for p in frame.places} & {p.text for p in earlier.places}
    is_elsewhere = bool(frame.places) and not is_named
    return is_elsewhere and not is_back and _conflicts(frame, earlier)


def _is_other_kind(frame: Frame, earlier: Frame, document: Document) -> bool:
    """Bodies found, and shelling that killed other numbers in the next paragraph."""
    sentence, other = document.sentences[frame.index], document.sentences[earlier.index]
    if sentence.paragraph == other.paragraph or frame.trigger is None or earlier.trigger is None:
        return False
    told = sentence.text[: frame.trigger[1]]
    is_back = document.lexicon.match_any_case("points_back_by_noun").search(told)
    is_plain = frame.type in _PLAIN and earlier.type == "other"
    return is_plain and not is_back and _conflicts(frame, earlier)


def _doers_agree(frame: Frame, earlier: Frame) -> bool:
    if not frame.perpetrators or not earlier.perpetrators or frame.has_toll is False:
        return True
    mine = {i for p in frame.perpetrators for i in p.actor_ids[:1]}
    theirs = {i for p in earlier.perpetrators for i in p.actor_ids[:1]}
    return not mine or not theirs or bool(mine & theirs)


def _kind_said(frame: Frame, earlier: Frame, document: Document) -> str | None:
    """The frame's kind; none where its word is a general one for what was just told ("the
    assault was beaten off")."""
    if frame.trigger is None or frame.index - earlier.index > 2:
        return frame.type
    start, end = frame.trigger
    text, lexicon = document.sentences[frame.index].text, document.lexicon
    if not lexicon.words("general_events").fullmatch(text, start, end):
        return frame.type
    is_back = lexicon.match_any_case("told_event").search(text, 0, start)
    return None if is_back else frame.type


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
    """Whether `inner` lies in `outer`; a period with an open end lies in none and holds none."""
    if inner.start is None or inner.end is None or outer.start is None or outer.end is None:
        return False
    return outer.start <= inner.start and inner.end <= outer.end


def _places_agree(frame: Frame, earlier: Frame) -> bool:
    if not frame.places or not earlier.places:
        return True
    return any(_one_in_other(a, b) for a in frame.places for b in earlier.places)


def _one_in_other(a: PlaceMention, b: PlaceMention) -> bool:
    left, right = a.text.lower(), b.text.lower()
    if left in right or right in left or (a.place_id and a.place_id == b.place_id):
        return True
    if _are_one_spot(a, b):
        return True
    coarse = ("province", "country", "area")
    if a.precision in coarse and b.admin and b.admin.lower() in left:
        return True
    if b.precision in coarse and a.admin and a.admin.lower() in right:
        return True
    return "country" in (a.precision, b.precision) and a.country == b.country


def _are_one_spot(a: PlaceMention, b: PlaceMention) -> bool:
    """A quarter, and the town that it is in: two names of one point."""
    if None in (a.lat, b.lat) or not {a.precision, b.precision} <= {"exact", "town"}:
        return False
    return (a.lat, a.lon) == (b.lat, b.lon)


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
        not places
        or _finer(frame.places[0], places[0], document.lexicon)
        or (is_vague and not frame.is_place_vague)
    ):
        places, is_vague = frame.places, frame.is_place_vague
    kind = _plainer_type(earlier, frame)
    who = () if frame.is_unclear_who else (earlier.perpetrators or frame.perpetrators)
    joined = replace(
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
        source=_source_of(earlier, frame, document.lexicon),
        relay=earlier.relay or frame.relay,
        targets=tuple(dict.fromkeys((*earlier.targets, *frame.targets))),
        status="alleged"
        if "alleged" in (earlier.status, frame.status) and earlier.status != "denied"
        else earlier.status,
    )
    rests = ((field, frame.index, frame.start, frame.end) for field in _added(earlier, joined))
    return replace(joined, evidence=(*earlier.evidence, *rests))


def _added(earlier: Frame, joined: Frame) -> list[str]:
    """The claim's fields that rest on the later sentence's words."""
    fields = ("type", "date", "perpetrators", "claimed_by", "supported_by", "source")
    changed = [name for name in fields if getattr(earlier, name) != getattr(joined, name)]
    changed += ["place"] if earlier.places != joined.places else []
    tolls = ("killed", "injured", "abducted")
    return changed + [m for m in tolls if earlier.value(m) != joined.value(m) and joined.value(m)]


# Words of these stand near many an event that they are not the kind of.
_LOOSE = (None, "other", "armed_clash", "protest", "arrest", "troop_movement")


def _plainer_type(earlier: Frame, frame: Frame) -> str | None:
    is_near = frame.index - earlier.index <= 2 and (frame.has_toll or frame.type not in _LOOSE)
    return frame.type if earlier.type in (None, "other") and is_near else earlier.type


def _finer(a: PlaceMention, b: PlaceMention, lexicon: Lexicon) -> bool:
    quarter = lexicon.match_any_case("quarter")
    rank = {name: i for i, name in enumerate(_RANK)}
    if quarter.search(a.text) and not quarter.search(b.text):
        return True
    return rank.get(a.precision or "town", 1) < rank.get(b.precision or "town", 1)


def _wider(earlier: dict[str, Casualty], later: dict[str, Casualty]) -> dict[str, Casualty]:
    """Both sentences' tolls; where both give one, the bound ("at least four") over the point."""
    both = {**later, **earlier}
    for measure in earlier.keys() & later.keys():
        if earlier[measure].value.high is not None and later[measure].value.high is None:
            both[measure] = later[measure]
    if "killed" in both and (among := later.get("among")):
        toll = both["killed"]
        both["killed"] = replace(toll, kinds=among.kinds | toll.kinds)
    return both


def _source_of(earlier: Frame, frame: Frame, lexicon: Lexicon) -> str | None:
    """Who gives the toll, where only one of the two has it."""
    if frame.source and frame.has_toll and not earlier.has_toll:
        return frame.source
    return _better_source(earlier.source, frame.source, lexicon)


def _better_source(a: str | None, b: str | None, lexicon: Lexicon) -> str | None:
    """A named source over "a monitor"; else the first."""
    is_generic = a and lexicon.match_any_case("generic_speaker").match(a)
    return b if is_generic and b and not b.islower() else a or b


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


def _kind_from(frame: Frame, frames: list[Frame]) -> str | None:
    """A toll whose sentence names no event is of the event that a list of them began with."""
    is_next = frames and frame.index - frames[-1].index <= 2 and not frame.starts_anew
    return frames[-1].type if frame.type is None and is_next else frame.type


# Kinds that a word for them plainly tells of, toll or none.
_PLAIN = ("airstrike", "drone_strike", "shelling", "bombing_ied", "chemical_attack")


def _with_context(frame: Frame, frames: list[Frame], document: Document) -> Frame:
    """A new event takes day and province from its own paragraph, where it names none."""
    paragraph = document.sentences[frame.index].paragraph
    near = frames[-1] if frames else None
    if near is None or document.sentences[near.index].paragraph != paragraph:
        return replace(frame, type=_kind_from(frame, frames))
    is_next = frame.index - near.index <= 2 and not document.sentences[frame.index].dates
    is_of_other = frame.is_account and bool(frame.places) and not _places_agree(frame, near)
    takes_day = (frame.has_toll and not is_of_other) or (frame.type in _PLAIN and is_next)
    date = frame.date if frame.date or not takes_day else near.date
    places = frame.places or (near.places if frame.has_toll else ())
    return replace(
        frame,
        type=_kind_from(frame, frames),
        date=date,
        places=places,
        admin=frame.admin or (near.admin if not frame.places else None),
    )
