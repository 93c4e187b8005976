"""Talks of a document: rounds, meetings and congresses, past and planned, each once.

Every mention of a meeting gives what its own clause says of it; mentions of one meeting are then
joined. A mention with no place, number, day, sponsor or party makes no record of its own.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import islice
from typing import TypeVar

from msgspec.structs import replace

from trucewatch.model.claim import TalkClaim, TalkPhase
from trucewatch.model.reference import Track
from trucewatch.model.report import Report
from trucewatch.model.values import ActorMention, Period, PlaceMention, Quote
from trucewatch.reading.delegations import find_seats, seated
from trucewatch.reading.introductions import introductions
from trucewatch.reading.meetings import Mention, find_mentions
from trucewatch.reading.names import Theatre
from trucewatch.reading.phrases import (
    MENTIONS_MAX,
    fought_over,
    guarantors_named,
    names_listed,
    parties_in,
)
from trucewatch.reading.seats import Seat, Table
from trucewatch.reading.text import READER, Document, Sentence
from trucewatch.reading.venues import dateline
from trucewatch.reading.voices import Voices
from trucewatch.reference.lexicon import Lexicon
from trucewatch.reference.names import fold
from trucewatch.reference.seeking import Match

T = TypeVar("T")
_LATEST = re.compile(r"\b(?:latest|ongoing|current|new|fresh)\b", re.IGNORECASE)
# Words that tell no meeting from another.
_PLAIN = frozenset(
    [
        *("the", "talks", "meeting", "meetings", "round", "negotiations"),
        *("peace", "latest", "current", "ongoing"),
    ]
)


@dataclass(eq=False)
class Meeting:
    """Mentions of one meeting, joined. What is said first stays, save a failure said later.

    `neighbour` is the round of the text right before or after this one, by their numbers.
    """

    mentions: list[Mention] = field(default_factory=list)
    number: int | None = None
    neighbour: Meeting | None = None
    seats: list[Seat] = field(default_factory=list)
    agenda: list[Quote] = field(default_factory=list)

    @property
    def round(self) -> int | None:
        return _first([m.round for m in self.mentions]) or self.number

    @property
    def city(self) -> PlaceMention | None:
        return _first([m.city for m in self.mentions])

    @property
    def dated(self) -> Mention | None:
        return next((m for m in self.mentions if m.period), None)

    @property
    def period(self) -> Period | None:
        """The first told; where that leaves its end open, up to an end told later."""
        if self.dated is None or self.dated.period is None:
            return None
        period = self.dated.period
        ends = [m.period.end for m in self.mentions if m.period and m.period.start is None]
        if period.end is None and ends:
            return Period(period.start, ends[0])
        return period

    @property
    def is_next(self) -> bool:
        return any(m.is_next for m in self.mentions)

    @property
    def kind(self) -> str:
        return next((m.kind for m in self.mentions if m.kind), "")

    @property
    def is_of_body(self) -> bool:
        return self.kind not in ("", "congress", "summit")

    @property
    def phase(self) -> TalkPhase | None:
        phases = [m.phase for m in self.mentions]
        return "failed" if "failed" in phases else _first(phases)

    @property
    def is_planned(self) -> bool:
        return self.phase in ("planned", "postponed")

    @property
    def sponsors(self) -> tuple[ActorMention, ...]:
        every = [sponsor for m in self.mentions for sponsor in m.sponsors]
        return tuple({sponsor.text: sponsor for sponsor in every}.values())

    @property
    def parties(self) -> tuple[ActorMention, ...]:
        return next((m.parties for m in self.mentions if m.parties), ())

    @property
    def name(self) -> str:
        """The first name; one with the city in it where that is at hand and says more."""
        names = [m.name for m in self.mentions]
        telling = [n for n in names if not set(fold(n).split()) <= _PLAIN] or names
        own = telling[0]
        if self.city and fold(self.city.text) not in fold(own):
            return next((n for n in telling if fold(self.city.text) in fold(n)), own)
        return own


def _first(values: Sequence[T | None]) -> T | None:
    return next((value for value in values if value), None)


def read_talks(
    document: Document, report: Report, voices: Voices, theatre: Theatre
) -> list[TalkClaim]:
    """The document's meetings, in the order of the text."""
    meetings = _meetings(document, theatre)
    if not meetings:
        return []
    table = Table(document, theatre, _guarantors(document, meetings, theatre))
    table = replace(table, introduced=introductions(table))
    main = _main(meetings)
    for index, sentence in enumerate(document.sentences):
        here = [m for m in meetings if any(x.index == index for x in m.mentions)]
        for seat in find_seats(sentence, table, bool(here), main.city):
            said = replace(seat, source=voices.source(index))
            _sits_at(seat, _nearest(seat.start, here, index), main).seats.append(said)
        for at, end, words in _agenda(sentence, theatre):
            (_tabled_at(at, end, here, index) or main).agenda.append(words)
    _seat_bodies(meetings, main, document, theatre)
    kept = [m for m in meetings if _is_record(m)]
    return [_claim(m, m is main, document, report, voices, table) for m in kept]


def _sits_at(seat: Seat, nearest: Meeting | None, main: Meeting) -> Meeting:
    """Who speaks of a meeting to come speaks at the one that is held."""
    if nearest is None:
        return main
    only_speaks = seat.representative is not None and seat.attendance is None
    return main if only_speaks and nearest.is_planned and not main.is_planned else nearest


def _is_record(meeting: Meeting) -> bool:
    """Whether enough is said to tell it from any other, and something of it."""
    if meeting.is_next or meeting.kind == "congress":
        return True
    is_told = meeting.phase is not None or meeting.period is not None
    if all(m.is_weak for m in meeting.mentions):
        return is_told and _has_weight(meeting)
    if meeting.sponsors:
        return True
    has_more = meeting.city or meeting.round or meeting.parties or meeting.period
    return is_told and bool(has_more)


def _has_weight(meeting: Meeting) -> bool:
    """Whether a "meeting" or "summit" is more than any two people's."""
    if meeting.round or meeting.city or len(meeting.parties) > 1:
        return True
    is_of_two = len({seat.party.text for seat in meeting.seats}) > 1
    return bool(meeting.period and (meeting.agenda or meeting.is_of_body or is_of_two))


def _main(meetings: list[Meeting]) -> Meeting:
    """The meeting that the report is about: the first that is held, with a place or number."""
    held = [m for m in meetings if not m.is_planned and not m.is_next and (m.city or m.round)]
    return (held or meetings)[0]


# Joining mentions.


def _meetings(document: Document, theatre: Theatre) -> list[Meeting]:
    meetings: list[Meeting] = []
    last: Meeting | None = None
    place = dateline(document, theatre)
    is_abroad = place is not None and place.country not in (None, fought_over(theatre))
    every = (
        mention
        for index, sentence in enumerate(document.sentences)
        for mention in find_mentions(sentence, index, theatre)
    )
    for mention in islice(every, MENTIONS_MAX):
        meeting = _same(mention, meetings, last)
        if (
            meeting is None
            and mention.is_anaphor
            and not mention.parties
            and not mention.sponsors
            # "PRETORIA - After ten days of talks ..."
            and not (is_abroad and not meetings and mention.phase and not mention.is_planned)
        ):
            continue
        if meeting is None:
            meeting = Meeting()
            meetings.append(meeting)
        meeting.mentions.append(mention)
        last = meeting
    _add_title(document, meetings, theatre)
    _number(meetings)
    _add_dateline(document, meetings, theatre)
    return meetings


def _add_title(document: Document, meetings: list[Meeting], theatre: Theatre) -> None:
    """What the title says of a meeting of the text, or of one that the text does not name."""
    for mention in find_mentions(document.title, -1, theatre) if document.title else ():
        meeting = _titled(mention, meetings)
        if meeting is not None and not meeting.is_next and _fits(mention, meeting):
            meeting.mentions.append(mention)
        elif mention.round and mention.phase and (meeting is None or meeting.is_planned):
            meetings.insert(0, Meeting([mention]))


def _titled(mention: Mention, meetings: list[Meeting]) -> Meeting | None:
    """A title speaks of what the report is about, if of a meeting of the text at all."""
    if not meetings:
        return None
    main = _main(meetings)
    is_of_main = not main.is_planned and not (mention.city or mention.is_next)
    if is_of_main and _fits(mention, main):
        return main
    return _same(mention, meetings, None) or main


def _add_dateline(document: Document, meetings: list[Meeting], theatre: Theatre) -> None:
    """A meeting whose place is not told, in a report from a town that such rounds are held in, or,
    where the report begins with it, from a town abroad."""
    place = dateline(document, theatre)
    if not meetings or place is None:
        return
    cities = {fold(city) for track in theatre.reference.tracks.values() for city in track.cities}
    is_seat = fold(place.text) in cities
    is_abroad = place.country not in (None, fought_over(theatre))
    for meeting in dict.fromkeys((_main(meetings), meetings[0])):
        is_told_first = is_abroad and meeting.mentions[0].index <= 1
        if not (meeting.city or meeting.is_planned) and (is_seat or is_told_first):
            meeting.mentions[0] = replace(meeting.mentions[0], city=place)
            return


def _number(meetings: list[Meeting]) -> None:
    """The next round of a numbered one is one on, also where a body meets again; a round to come
    that is one on by its number is the next."""
    for meeting in meetings:
        if not meeting.is_planned and not meeting.is_next:
            continue
        before = [m for m in meetings if m.round and not m.is_next and m.kind == meeting.kind]
        if meeting.round is None and meeting.is_next and before and before[0].round:
            meeting.number = before[0].round + 1
        for one in before:
            if meeting.round and one.round == meeting.round - 1:
                meeting.neighbour, one.neighbour = one, meeting


def _same(mention: Mention, meetings: list[Meeting], last: Meeting | None) -> Meeting | None:
    """The meeting that a mention speaks of: the last one first, if nothing stands against it."""
    # "The round" after a word on the next one is still the one that the report is about.
    ordered = sorted(reversed(meetings), key=lambda m: (m.is_next or m is not last, m.is_planned))
    for meeting in ordered:
        if _fits(mention, meeting) and (mention.is_anaphor or _is_alike(mention, meeting)):
            return meeting
    return None


def _is_alike(mention: Mention, meeting: Meeting) -> bool:
    """Whether something they share says that they are one."""
    if mention.round and mention.round == meeting.round:
        return True
    if mention.kind and mention.kind == meeting.kind:
        return True
    if mention.city and meeting.city and _place_key(mention.city) == _place_key(meeting.city):
        return True
    if mention.city and not meeting.city and mention.phrase.article == "the":
        return mention.noun == meeting.mentions[-1].noun and mention.phase == meeting.phase
    if mention.is_next or meeting.is_next:
        return mention.is_planned and meeting.is_planned and not mention.city
    return not mention.round and not mention.city and _points_back(mention, meeting)


def _points_back(mention: Mention, meeting: Meeting) -> bool:
    """A name that says no more than the meeting's own: "the talks", "Thursday's talks"."""
    words = set(fold(mention.name).split())
    known = {word for m in meeting.mentions for word in fold(m.name).split()}
    return not mention.phrase.is_indefinite and words <= known | _PLAIN


def _fits(mention: Mention, meeting: Meeting) -> bool:
    """Nothing in the mention speaks against its being the meeting."""
    if mention.round and meeting.round and mention.round != meeting.round:
        return False
    if meeting.phase == "failed" and _LATEST.search(mention.name):
        return False
    if meeting.is_next and mention.phrase.article == "this":
        return False
    is_plan = mention.is_planned and meeting.is_planned
    if mention.is_next != meeting.is_next and not mention.is_anaphor and not is_plan:
        return False
    is_round = mention.noun.startswith("round")
    if mention.kind != meeting.kind and (mention.kind or is_round or not mention.is_anaphor):
        return False
    has_noun = bool(mention.kind) or mention.noun in {m.noun for m in meeting.mentions}
    if mention.phrase.is_indefinite and not has_noun:
        return bool(mention.round and mention.round == meeting.round)
    if mention.city and meeting.city and _place_key(mention.city) != _place_key(meeting.city):
        return False
    if mention.phase and meeting.phase and mention.is_planned != meeting.is_planned:
        return False
    return _days_agree(mention.period, meeting.period)


def _place_key(place: PlaceMention) -> str:
    return place.place_id or fold(place.text)


def _days_agree(a: Period | None, b: Period | None) -> bool:
    if a is None or b is None:
        return True
    starts = [p.start for p in (a, b) if p.start]
    ends = [p.end for p in (a, b) if p.end]
    return not starts or not ends or max(starts) <= min(ends)


def _seat_bodies(
    meetings: list[Meeting], main: Meeting, document: Document, theatre: Theatre
) -> None:
    """A body that met "on the margins" sat where and when the round did."""
    for meeting in meetings:
        first = meeting.mentions[0]
        if first.index < 0:
            continue
        sentence = document.sentences[first.index]
        words = sentence.text[first.scope[0] : first.scope[1]]
        if theatre.lexicon.match("on_margins").search(words) and meeting is not main:
            when = main.dated.date if main.dated else None
            meeting.mentions.append(
                replace(first, city=main.city, period=main.period, date=when, phase=main.phase)
            )
        topic = theatre.lexicon.match("body_topic").search(first.name)
        if topic and first.kind:
            at = sentence.text.find(topic["what"], first.phrase.start)
            quote = sentence.quote(at, at + len(topic["what"]))
            meeting.agenda.append(quote if at >= 0 else document.sentences[first.index].quote())


# Guarantors and agenda.


def _guarantors(
    document: Document, meetings: list[Meeting], theatre: Theatre
) -> tuple[ActorMention, ...]:
    """The states the report calls guarantors, or that the dossier has as the track's sponsors."""
    tracks = filter(None, (_track(m, theatre) for m in meetings))
    sponsors = {sponsor for track in tracks for sponsor in track.sponsors}
    for sentence in document.sentences if sponsors else ():
        for match in parties_in(sentence.masked, theatre):
            states = names_listed(match[0], theatre)
            if {a.actor_ids[0] for a in states if a.actor_ids} == sponsors and len(states) > 1:
                return states
    return guarantors_named(document, theatre)


def _agenda(sentence: Sentence, theatre: Theatre) -> Iterator[tuple[int, int, Quote]]:
    """What is to be talked about, with where that part of the sentence begins and ends; lists are
    taken apart."""
    lexicon, text = theatre.lexicon, sentence.text
    for match in lexicon.match("agenda_listed").finditer(text):
        for start, end in _items(match, lexicon):
            yield match.start(), match.end(), sentence.quote(start, end)
    for match in lexicon.match("agenda_single").finditer(text):
        words = lexicon.match("agenda_end").split(match["what"])[0]
        start = match.start("what")
        end = _before_day(start, start + len(words), sentence)
        yield match.start(), end, sentence.quote(start, end)
    before = lexicon.match("agenda_before").search(text)
    if before and not lexicon.match("agenda_listed").search(text):
        words_at = before.span("what")
        yield before.start(), before.end(), sentence.quote(*words_at)


def _items(match: Match, lexicon: Lexicon) -> Iterator[tuple[int, int]]:
    at = match.start("what")
    words = lexicon.match("agenda_list_end").split(match["what"])[0]
    for part in lexicon.match("agenda_joint").split(words):
        if len(part) > 3 and not lexicon.match("agenda_joint").fullmatch(part):
            lead = lexicon.match("agenda_lead").match(part)
            bare = lexicon.match("agenda_item_end").split(part)[0].rstrip(" ,.")
            yield at + (lead.end() if lead else 0), at + len(bare)
        at += len(part)


def _before_day(start: int, end: int, sentence: Sentence) -> int:
    """Where the words end, or before a day that is told in them."""
    days = [mention.start for mention in sentence.dates if start < mention.start < end]
    return start + len(sentence.text[start : min(days, default=end)].rstrip(" ,."))


def _tabled_at(at: int, end: int, here: list[Meeting], index: int) -> Meeting | None:
    """The meeting whose agenda it is: none of those that are themselves on it."""
    others = [
        meeting
        for meeting in here
        if not any(m.index == index and at < m.phrase.start < end for m in meeting.mentions)
    ]
    return _nearest(at, others, index)


def _nearest(at: int, here: list[Meeting], index: int) -> Meeting | None:
    """The meeting whose part of the sentence this is."""
    for meeting in here:
        for mention in meeting.mentions:
            if mention.index == index and mention.scope[0] <= at < mention.scope[1]:
                return meeting
    return here[0] if here else None


# Claims.


def _track(meeting: Meeting, theatre: Theatre) -> Track | None:
    """The dossier's track, of the meeting or, where nothing tells it, of the round next to it."""
    known = _own_track(meeting, theatre)
    if known is None and meeting.neighbour is not None and meeting.city is None:
        return _own_track(meeting.neighbour, theatre)
    return known


def _own_track(meeting: Meeting, theatre: Theatre) -> Track | None:
    """By the meeting's names, or by where it is held."""
    if meeting.kind and meeting.kind != "congress":
        return None
    names = [name for m in meeting.mentions for name in (m.name, re.sub(r"^.* of ", "", m.name))]
    if meeting.city:
        names.append(f"{meeting.city.text} {meeting.kind or 'talks'}")
    tracks = [theatre.reference.track_named(name) for name in names]
    return _first([track for track in tracks if track and _is_of(track, theatre)])


def _is_of(track: Track, theatre: Theatre) -> bool:
    """Whether the track's conflict is one the report speaks of: many talks meet in Geneva."""
    dossiers = theatre.reference.dossiers
    countries = next((each.countries for each in dossiers if track in each.tracks), ())
    return not countries or not theatre.countries or bool({*countries} & {*theatre.countries})


def _claim(
    meeting: Meeting,
    is_main: bool,
    document: Document,
    report: Report,
    voices: Voices,
    table: Table,
) -> TalkClaim:
    theatre = table.theatre
    first = next((m for m in meeting.mentions if m.index >= 0), meeting.mentions[0])
    quote = _quote(first, document)
    track = _track(meeting, theatre)
    sponsors = meeting.sponsors or (table.guarantors if is_main and track else ())
    sitting = [s for s in sponsors if is_main and table.is_guarantor(s)]
    dated = meeting.dated
    phase = meeting.phase
    return TalkClaim(
        report=report.ref,
        reader=READER,
        quote=quote.quote,
        span=quote.span,
        evidence=_evidence(meeting, first, document),
        source=voices.source(first.index),
        claim_status="planned" if meeting.is_planned else "asserted",
        section="comment" if _is_comment(first, document) else "news",
        name=meeting.name,
        phase=phase,
        track_id=track.id if track else None,
        round=meeting.round,
        place=meeting.city,
        date=meeting.period,
        date_text=dated.date.text if dated and dated.date else None,
        sponsors=sponsors,
        participants=seated(meeting.seats, meeting.parties, sitting, phase, table),
        agenda=tuple(dict.fromkeys(words.quote for words in meeting.agenda)),
        outcome=_first([m.outcome for m in meeting.mentions]),
    )


def _is_comment(mention: Mention, document: Document) -> bool:
    return mention.index >= 0 and document.sentences[mention.index].section == "comment"


def _evidence(meeting: Meeting, first: Mention, document: Document) -> dict[str, tuple[Quote, ...]]:
    """Words of other sentences that a field rests on."""
    rests: dict[str, tuple[Quote, ...]] = {}
    for name, attribute in (
        ("round", "round"),
        ("place", "city"),
        ("date", "period"),
        ("phase", "phase"),
    ):
        if getattr(first, attribute):
            continue
        mention = next((m for m in meeting.mentions if getattr(m, attribute)), None)
        if mention is not None:
            rests[name] = (_quote(mention, document),)
    if meeting.agenda:
        rests["agenda"] = tuple(dict.fromkeys(meeting.agenda))
    return rests


def _quote(mention: Mention, document: Document) -> Quote:
    if mention.index < 0 and document.title:
        return Quote(document.title.text, None)
    return document.sentences[mention.index].quote()
