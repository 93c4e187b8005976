"""Dates of a text, each with its own grain, resolved against publication or the story so far.

General date parsers return a wrong day rather than none on news English ("Sept. 14-15" is read
as a year), so the grammar is our own: `date_forms` finds the words, `date_resolving` their days.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache

from msgspec import Struct
from msgspec.structs import replace

from trucewatch.model.values import Period
from trucewatch.reading.date_anchor import Anchor, is_a_day
from trucewatch.reading.date_forms import Expression, Names, Word, find_expressions
from trucewatch.reading.date_ranges import Part
from trucewatch.reading.date_resolving import resolve
from trucewatch.reference.lexicon import Lexicon, lexicon_of


@dataclass(frozen=True)
class DateMention:
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


@dataclass(frozen=True)
class Line:
    """A sentence as far as dates go: its words, its paragraph, and whether it is all of it."""

    text: str
    paragraph: int = 0
    is_alone: bool = False


@dataclass(frozen=True)
class Dated:
    """The dates of a sentence, and the day that heads the lines it stands under."""

    dates: tuple[DateMention, ...]
    heading: DateMention | None


class Story(Struct, frozen=True):
    """Where a text stands in time: what its next date may lean on.

    `told` is the last date named and `told_at` its line; `day` the last that was a single day.
    `aside` is a date beside the story ("the 1995 book"), which holds to the end of its line only.
    `past` is the paragraph of a report that tells of an earlier year by its number.
    """

    published: date | None
    is_history: bool = False
    told: Period | None = None
    told_at: int = -9
    aside: Period | None = None
    aside_at: int = -9
    day: date | None = None
    past: int | None = None


def find_dates(text: str, lexicon: Lexicon, published: date | None) -> list[DateMention]:
    """Date expressions of one sentence, in order, none overlapping."""
    return list(date_lines([Line(text)], lexicon, published)[0].dates)


def date_lines(lines: Sequence[Line], lexicon: Lexicon, published: date | None) -> list[Dated]:
    """The dates of each line of a text, one read after the other.

    A text without a day of publication is read as a history, and so is one in which dates of
    years gone by outnumber the days counted from the report ("yesterday", "last week").
    """
    found = [find_expressions(line.text, lexicon) for line in lines]
    story = Story(published, is_history=_is_history(found, published))
    dated, heading = [], None
    for index, (line, expressions) in enumerate(zip(lines, found, strict=True)):
        mentions, story = _date_line(line, index, expressions, story, lexicon)
        dated.append(Dated(tuple(mentions), heading))
        if line.is_alone and _is_a_date(line.text, mentions):
            heading = mentions[0]
            if heading.period and heading.period.start:
                story = replace(story, published=heading.period.start)
    return dated


# A history: the dates that name an earlier year, and those that count from the report.
_OLD_YEARS, _OLD_TO_NEW = 4, 3
_FROM_REPORT = frozenset(("day_word", "weekday", "here_daypart", "ago", "past", "past_one", "unit"))
_FAR = 10
# A date that stands so near the start of a sentence, in characters, opens it.
_OPENING = 8
_LONG_AGO = timedelta(days=180)
# Named without a year, these lean on what is told; the rest lean on it only in a history.
_INCOMPLETE = frozenset(("day", "days", "month", "months", "season", "holiday", "day_alone"))
# These turn on whether their clause looks ahead.
_CLAUSAL = _INCOMPLETE | {
    *("year", "quarter", "seasons", "part_of", "week_of", "stamp"),
    *("weekday", "weekdays", "weekend", "within"),
}
# Spans that end with the report, or that no day can be told from: the story does not move.
_STILL = frozenset(("past", "past_day", "past_one", "recent", "within", "since_then", "decade"))
# A year after these is when something was; after other prepositions it may say which it was.
_WHEN = frozenset(("in", "over", "by", "part", "edge"))
_BEFORE_YEARS = _WHEN | {"since", "on", "of", "from", "until", "between", "dated", "fiscal"}
_LEADS = frozenset(
    ("since", "on", "in", "by", "at", "of", "from", "until", "for", "over", "dated", "between")
)


def _is_history(found: Sequence[list[Expression]], published: date | None) -> bool:
    if published is None:
        return True
    every = [expression for expressions in found for expression in expressions]
    years = (e.value("year4") for e in every)
    old = sum(year is not None and year < published.year for year in years)
    new = sum(e.form in _FROM_REPORT for e in every)
    return old >= _OLD_YEARS and old >= _OLD_TO_NEW * new


def _date_line(
    line: Line, index: int, expressions: list[Expression], story: Story, lexicon: Lexicon
) -> tuple[list[DateMention], Story]:
    mentions: list[DateMention] = []
    if not expressions:
        return mentions, story
    is_title = line.is_alone and not _ends_as_a_sentence(line.text)
    for words in expressions:
        anchor = _anchor(words, line, index, story, lexicon)
        try:
            period, parts = resolve(words, anchor, _names(lexicon.language))
        except (ValueError, OverflowError):
            continue
        mentions.append(_mention(words, line.text, period, parts, anchor, lexicon))
        told = parts[0][1] if is_title else period
        if is_title or not _is_aside(words, told, story, anchor):
            story = _moved(story, words, told, line, index)
        else:
            story = replace(story, aside=told, aside_at=index)
    return mentions, story


def _anchor(words: Expression, line: Line, index: int, story: Story, lexicon: Lexicon) -> Anchor:
    is_near = index - story.told_at <= 1
    told = story.aside if story.aside_at == index else story.told
    is_past = story.past == line.paragraph and is_near and words.form in _INCOMPLETE
    return Anchor(
        published=story.published,
        told=told if story.is_history or is_near else None,
        day=story.day,
        is_history=story.is_history or is_past,
        is_ahead=words.form in _CLAUSAL and _looks_ahead(line.text, words, lexicon),
    )


def _moved(story: Story, words: Expression, period: Period | None, line: Line, index: int) -> Story:
    """The story after a date has been told."""
    if words.form == "before_calendar":
        return replace(story, told=None, day=None)
    if words.form in _STILL or period is None or period.start is None or period.end is None:
        return story
    past = story.past
    if words.form in _FROM_REPORT:
        past = None
    elif words.has("year4") and not words.has("since"):
        is_old = story.published is not None and period.end < story.published - _LONG_AGO
        past = line.paragraph if is_old else None
    day = period.end if is_a_day(period) else story.day
    return replace(story, told=period, told_at=index, day=day, past=past, aside=None, aside_at=-9)


def _is_aside(words: Expression, period: Period | None, story: Story, anchor: Anchor) -> bool:
    """Whether a date is beside the story: a year that names a thing, or one far off.

    "The 1995 book", "the war of 1812", "since 1961", "planned for 1976". A far year moves the
    story where the next date is of that time too.
    """
    if period is None or period.start is None:
        return False
    if words.has("since", "until", "ago", "back", "previous", "last"):
        return True
    if _names_a_thing(words) or (
        words.form in ("year", "years") and words.words[0].kind not in _WHEN
    ):
        return True
    told = story.told
    if told is None or told.start is None:
        return False
    if words.form == "year" and anchor.is_ahead and period.start > told.start:
        return True
    is_far = abs(period.start.year - told.start.year) > _FAR
    aside = story.aside
    is_again = (
        words.form != "year"
        and aside
        and aside.start
        and abs(aside.start.year - period.start.year) <= _FAR
    )
    return is_far and not is_again


def _mention(
    words: Expression,
    text: str,
    period: Period | None,
    parts: Sequence[Part],
    anchor: Anchor,
    lexicon: Lexicon,
) -> DateMention:
    own = tuple(_part(piece, text, each) for piece, each in parts)
    is_since = words.has("since") or bool(
        lexicon.match("date_since").search(text[max(0, words.start - 45) : words.start])
    )
    if is_since and period is not None:
        period = Period(period.start, anchor.published, period.precision)
    whole = text[words.start : words.end]
    return DateMention(words.start, words.end, whole, period, is_since, own, _names_a_thing(words))


def _part(piece: tuple[Word, ...], text: str, period: Period | None) -> DateMention:
    """The date itself, without the prepositions before it."""
    first = next((word for word in piece if word.kind not in _LEADS), piece[0])
    start, end = first.start, piece[-1].end
    return DateMention(start, end, text[start:end], period)


def _names_a_thing(words: Expression) -> bool:
    """ "The 2012 accord", "the accord (2012)": a year with no word for when before it."""
    first = words.words[0].kind
    return words.form in ("year", "years") and (
        first not in _BEFORE_YEARS or words.words[-2].kind == "the"
    )


def _looks_ahead(text: str, words: Expression, lexicon: Lexicon) -> bool:
    """Whether the clause that a date stands in is of the future.

    It is where up to 90 characters before the date say so, or, of a date that opens a sentence,
    what follows it. "Will return, the minister said on Sunday": the day is that of the saying.
    """
    if words.start < _OPENING and lexicon.match("date_ahead_after").match(text, words.end):
        return True
    before = text[max(0, words.start - 90) : words.start]
    clause = lexicon.match("date_clause").split(before)[-1]
    if not lexicon.match("date_ahead", any_case=True).search(clause):
        return False
    return not lexicon.match("date_saying", any_case=True).search(clause)


def _is_a_date(text: str, mentions: Sequence[DateMention]) -> bool:
    """Whether a line is one day and nothing else."""
    if len(text) > 45 or len(mentions) != 1:
        return False
    mention = mentions[0]
    rest = text[: mention.start] + text[mention.end :]
    is_day = mention.period is not None and mention.period.precision == "day"
    return is_day and not mention.days and not re.search(r"\w", rest)


def _ends_as_a_sentence(text: str) -> bool:
    return text.rstrip("\"”’')] ")[-1:] in (".", "!", "?", ":")


@lru_cache(maxsize=8)
def _names(language: str) -> Names:
    lexicon = lexicon_of(language)
    return Names(lexicon["seasons"], lexicon["holidays"])
