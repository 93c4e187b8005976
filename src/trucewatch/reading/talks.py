"""Talks of a document: rounds, meetings and congresses, past and planned, each once.

Every mention of a meeting gives what its own clause says of it; mentions of one meeting are then
joined. A mention with no place, number, day, sponsor or party makes no record of its own.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache, partial

from msgspec.structs import replace

from trucewatch.model.claim import TalkClaim
from trucewatch.model.reference import Track
from trucewatch.model.report import Report
from trucewatch.model.values import ActorMention, Quote
from trucewatch.reading.delegations import find_seats, seated
from trucewatch.reading.introductions import introductions
from trucewatch.reading.meetings import Mention
from trucewatch.reading.names import Theatre
from trucewatch.reading.phrases import (
    guarantors_named,
    names_listed,
    parties_in,
)
from trucewatch.reading.rounds import Meeting, find_meetings, first_of, main_of
from trucewatch.reading.seats import Seat, Table
from trucewatch.reading.text import READER, Document, Sentence
from trucewatch.reading.voices import Voices
from trucewatch.reference.lexicon import Lexicon
from trucewatch.reference.seeking import Match


def read_talks(
    document: Document, report: Report, voices: Voices, theatre: Theatre
) -> list[TalkClaim]:
    """The document's meetings, in the order of the text."""
    meetings = find_meetings(document, theatre)
    if not meetings:
        return []
    table = Table(document, theatre, _guarantors(document, meetings, theatre))
    table = replace(table, introduced=cache(partial(introductions, table)))
    main = main_of(meetings)
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
    # A blank parts each of them from the next.
    least = max(1, len(sponsors) - 1)
    for sentence in document.sentences if sponsors else ():
        for match in parties_in(sentence.masked, theatre):
            if match[0].count(" ") < least:
                continue
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
    tracks = map(theatre.reference.track_named, dict.fromkeys(names))
    return next((track for track in tracks if track and _is_of(track, theatre)), None)


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
        outcome=first_of([m.outcome for m in meeting.mentions]),
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
