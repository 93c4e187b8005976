"""Meetings of a document: which mentions speak of one round, meeting or congress.

What stands against their being one (another number, city, day) keeps two mentions apart; what they
share, or a name that says no more than "the talks", joins them.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import islice
from typing import TypeVar

from msgspec.structs import replace

from trucewatch.model.claim import TalkPhase
from trucewatch.model.values import ActorMention, Period, PlaceMention, Quote
from trucewatch.reading.meetings import Mention, find_mentions
from trucewatch.reading.names import Theatre
from trucewatch.reading.phrases import MENTIONS_MAX, fought_over
from trucewatch.reading.seats import Seat
from trucewatch.reading.text import Document
from trucewatch.reading.venues import dateline
from trucewatch.reference.names import fold

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
        return first_of([m.round for m in self.mentions]) or self.number

    @property
    def city(self) -> PlaceMention | None:
        return first_of([m.city for m in self.mentions])

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
        return "failed" if "failed" in phases else first_of(phases)

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


def first_of(values: Sequence[T | None]) -> T | None:
    return next((value for value in values if value), None)


def find_meetings(document: Document, theatre: Theatre) -> list[Meeting]:
    """The meetings that a document tells of, in the order of the text."""
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
    _add_dateline(place, meetings, theatre)
    return meetings


def main_of(meetings: list[Meeting]) -> Meeting:
    """The meeting that the report is about: the first that is held, with a place or number."""
    held = [m for m in meetings if not m.is_planned and not m.is_next and (m.city or m.round)]
    return (held or meetings)[0]


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
    main = main_of(meetings)
    is_of_main = not main.is_planned and not (mention.city or mention.is_next)
    if is_of_main and _fits(mention, main):
        return main
    return _same(mention, meetings, None) or main


def _add_dateline(place: PlaceMention | None, meetings: list[Meeting], theatre: Theatre) -> None:
    """A meeting whose place is not told, in a report from a town that such rounds are held in, or,
    where the report begins with it, from a town abroad."""
    if not meetings or place is None:
        return
    cities = {fold(city) for track in theatre.reference.tracks.values() for city in track.cities}
    is_seat = fold(place.text) in cities
    is_abroad = place.country not in (None, fought_over(theatre))
    for meeting in dict.fromkeys((main_of(meetings), meetings[0])):
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
