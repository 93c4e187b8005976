"""Dates of a text, each with its own grain, resolved against publication or the story so far.

General date parsers return a wrong day rather than none on news English ("Sept. 14-15" is read
as a year), so the grammar is our own: `dating.forms` finds the words, `dating.resolving` their
days, and `dating.story` keeps what later dates lean on.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date
from functools import lru_cache

from msgspec import Struct
from msgspec.structs import replace

from trucewatch.model.values import Period
from trucewatch.reading.dating.anchor import Anchor
from trucewatch.reading.dating.forms import Expression, Names, Word, find_expressions
from trucewatch.reading.dating.resolving import Named, resolve
from trucewatch.reading.dating.spans import Span
from trucewatch.reading.dating.story import (
    INCOMPLETE,
    Line,
    Story,
    after,
    is_history,
    names_a_thing,
)
from trucewatch.reference.lexicon import Lexicon, lexicon_of


class DateMention(Struct, frozen=True):
    """A date expression, in characters of its sentence.

    `period` is None where the words lean on a date that is not known. `is_since` marks an open
    span counted up to the report ("since November"). `parts` are the dates that it names, without
    their prepositions: two of "from 3 to 7 May", "November" alone of "since November".
    `names_a_thing`: a year that says which thing, not when ("the 2012 accord").
    """

    start: int
    end: int
    text: str
    period: Period | None
    is_since: bool = False
    parts: tuple[DateMention, ...] = ()
    names_a_thing: bool = False

    @property
    def days(self) -> int:
        """How far its last day is from its first; 0 where either is not known."""
        period = self.period
        if period is None or period.start is None or period.end is None:
            return 0
        return (period.end - period.start).days

    @property
    def counts_up(self) -> bool:
        """Whether it spans many events up to the report; "since this morning" spans one."""
        is_open = self.period is None or self.period.start is None
        return self.is_since and (is_open or self.days > 2)


class Dated(Struct, frozen=True):
    """The dates of a sentence, and the day that heads the lines it stands under."""

    dates: tuple[DateMention, ...]
    heading: DateMention | None


# A date that stands so near the start of a sentence, in characters, opens it.
_OPENING = 8
# These turn on whether their clause looks ahead.
_CLAUSAL = INCOMPLETE | {
    *("year", "years", "quarter", "seasons", "part_of", "week_of", "stamp"),
    *("weekday", "weekdays", "weekend", "within"),
}
_LEADS = frozenset(
    ("since", "on", "in", "by", "at", "of", "from", "until", "for", "over", "dated", "between")
)


def date_lines(lines: Sequence[Line], lexicon: Lexicon, published: date | None) -> list[Dated]:
    """The dates of each line of a text, one read after the other.

    A text without a day of publication is read as a history, and so is one in which dates of
    years gone by outnumber the days counted from the report ("yesterday", "last week").
    """
    found = [find_expressions(line.text, lexicon) for line in lines]
    story = Story(published, is_history=is_history(found, published))
    dated, heading = [], None
    for index, (line, expressions) in enumerate(zip(lines, found, strict=True)):
        mentions, story = _date_line(line, index, expressions, story, lexicon)
        dated.append(Dated(tuple(mentions), heading))
        if line.is_alone and _is_a_date(line.text, mentions):
            heading = mentions[0]
            if heading.period and heading.period.start:
                story = replace(story, published=heading.period.start)
    return dated


def _date_line(
    line: Line, index: int, expressions: list[Expression], story: Story, lexicon: Lexicon
) -> tuple[list[DateMention], Story]:
    mentions: list[DateMention] = []
    for words in expressions:
        anchor = _anchor(words, line, index, story, lexicon)
        try:
            span, named = resolve(words, anchor, _names(lexicon.language))
        except (ValueError, OverflowError):
            continue
        mentions.append(_mention(words, line.text, span, named, anchor, lexicon))
        # A title tells where its section begins.
        told = named[0][1] if line.is_title else span
        story = after(story, words, told, line, index, is_ahead=anchor.is_ahead)
    return mentions, story


def _anchor(words: Expression, line: Line, index: int, story: Story, lexicon: Lexicon) -> Anchor:
    is_near = story.is_near(index)
    told = story.aside if story.aside_at == index else story.told
    is_past = story.past == line.paragraph and is_near and words.form in INCOMPLETE
    return Anchor(
        published=story.published,
        told=told if story.is_history or is_near else None,
        day=story.day,
        is_history=story.is_history or is_past,
        is_ahead=words.form in _CLAUSAL and _looks_ahead(line.text, words, lexicon),
    )


def _mention(
    words: Expression,
    text: str,
    span: Span | None,
    named: Sequence[Named],
    anchor: Anchor,
    lexicon: Lexicon,
) -> DateMention:
    is_since = _is_of_time_since(words, text, lexicon)
    period = Period(*span) if span else None
    if is_since and anchor.published is not None:
        period = _up_to(anchor.published, words, span)
    return DateMention(
        start=words.start,
        end=words.end,
        text=text[words.start : words.end],
        period=period,
        is_since=is_since,
        parts=tuple(_part(piece, text, each) for piece, each in named),
        names_a_thing=names_a_thing(words),
    )


def _is_of_time_since(words: Expression, text: str, lexicon: Lexicon) -> bool:
    if words.has("since"):
        return not _is_worst_since(words, text, lexicon)
    before = max(0, words.start - 45)
    is_since = lexicon.match("date_since").search(text, before, words.start)
    return bool(is_since) and not is_of_dead(text, words.end, lexicon)


def _is_worst_since(words: Expression, text: str, lexicon: Lexicon) -> bool:
    """ "The worst since January, when nine died": in January, and not since."""
    is_told = lexicon.match("date_when").match(text, words.end)
    return bool(is_told) and bool(lexicon.match("date_worst").search(text, 0, words.start))


def is_of_dead(text: str, end: int, lexicon: Lexicon) -> bool:
    """Whether what follows a date's end tells who died then: "on 6 June, which killed 38"."""
    return bool(lexicon.match("date_of_dead").match(text, end))


def _up_to(published: date, words: Expression, span: Span | None) -> Period | None:
    """The time since a date; "since then" has no known beginning."""
    if span is not None:
        return Period(span.start, published, span.grain)
    return Period(None, published, "vague") if words.form == "since_then" else None


def _part(piece: tuple[Word, ...], text: str, span: Span | None) -> DateMention:
    """The date itself, without the prepositions before it."""
    first = next((word for word in piece if word.kind not in _LEADS), piece[0])
    start, end = first.start, piece[-1].end
    return DateMention(start, end, text[start:end], Period(*span) if span else None)


def _looks_ahead(text: str, words: Expression, lexicon: Lexicon) -> bool:
    """Whether the clause that a date stands in is of the future.

    It is where up to 90 characters before the date say so, or, of a date that opens a sentence,
    what follows it. "Will return, the minister said on Sunday": the day is that of the saying.
    """
    if words.has("since"):
        return False
    if words.start < _OPENING and lexicon.match("date_ahead_after").match(text, words.end):
        return True
    before = text[max(0, words.start - 90) : words.start]
    clause = lexicon.match("date_clause").split(before)[-1]
    if not lexicon.match_any_case("date_ahead").search(clause):
        return False
    return not lexicon.match_any_case("date_saying").search(clause)


def _is_a_date(text: str, mentions: Sequence[DateMention]) -> bool:
    """Whether a line is one day and nothing else."""
    if len(text) > 45 or len(mentions) != 1:
        return False
    mention = mentions[0]
    rest = text[: mention.start] + text[mention.end :]
    is_day = mention.period is not None and mention.period.precision == "day"
    return is_day and not mention.days and not re.search(r"\w", rest)


@lru_cache(maxsize=8)
def _names(language: str) -> Names:
    lexicon = lexicon_of(language)
    return Names(lexicon["seasons"], lexicon["holidays"])
