"""Where a text stands in time as it is read: the dates told so far, which later ones lean on."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta

from msgspec import Struct
from msgspec.structs import replace

from trucewatch.reading.dating.anchor import is_a_day
from trucewatch.reading.dating.forms import Expression
from trucewatch.reading.dating.spans import Span

# A history: how many dates name an earlier year, and how many of them for each that counts from
# the report.
_OLD_YEARS, _OLD_TO_NEW = 4, 3
_FROM_REPORT = frozenset(("day_word", "weekday", "here_daypart", "ago", "past", "past_one", "unit"))
# Years between the story and a date that is beside it.
_FAR = 10
_LONG_AGO = timedelta(days=180)
# Named without a year, these lean on what is told; the rest lean on it only in a history.
INCOMPLETE = frozenset(("day", "days", "month", "months", "season", "holiday", "day_alone"))
# Spans that end with the report, or that no day can be told from: the story does not move.
_STILL = frozenset(("past", "past_day", "past_one", "recent", "within", "decade"))
# A year after these is when something was; after other prepositions it may say which it was.
_WHEN = frozenset(("in", "over", "by", "part", "edge"))
_BEFORE_YEARS = _WHEN | {"since", "on", "of", "from", "until", "between", "dated", "fiscal"}
_NEVER = -9


class Line(Struct, frozen=True):
    """A sentence as far as dates go: its words, its paragraph, and whether it is all of it."""

    text: str
    paragraph: int = 0
    is_alone: bool = False

    @property
    def is_title(self) -> bool:
        return self.is_alone and self.text.rstrip("\"”’')] ")[-1:] not in (".", "!", "?", ":")


class Story(Struct, frozen=True):
    """Where a text stands in time: what its next date may lean on.

    `told` is the last date named and `told_at` its line; `day` the last that was a single day.
    `aside` is a date beside the story ("the 1995 book"), which holds to the end of its line only.
    `past` is the paragraph of a report that tells of an earlier year by its number.
    """

    published: date | None
    is_history: bool = False
    told: Span | None = None
    told_at: int = _NEVER
    aside: Span | None = None
    aside_at: int = _NEVER
    day: date | None = None
    past: int | None = None

    def is_near(self, index: int) -> bool:
        """Whether the last date stands in this line or the one before it."""
        return index - self.told_at <= 1


def is_history(found: Sequence[list[Expression]], published: date | None) -> bool:
    """Whether the dates of a text tell a history, rather than news of the day of publication."""
    if published is None:
        return True
    every = [words for expressions in found for words in expressions]
    years = (words.value("year4") for words in every)
    old = sum(year is not None and year < published.year for year in years)
    new = sum(words.form in _FROM_REPORT for words in every)
    return old >= _OLD_YEARS and old >= _OLD_TO_NEW * new


def after(
    story: Story, words: Expression, span: Span | None, line: Line, index: int, *, is_ahead: bool
) -> Story:
    """The story after a date has been named in line `index`."""
    if words.form == "before_calendar":
        return replace(story, told=None, day=None)
    if span is None or words.form in _STILL:
        return story
    if not line.is_title and _is_aside(words, span, story, is_ahead):
        return replace(story, aside=span, aside_at=index)
    return replace(
        story,
        told=span,
        told_at=index,
        day=span.end if is_a_day(span) else story.day,
        past=_past(story, words, span, line),
        aside=None,
        aside_at=_NEVER,
    )


def _past(story: Story, words: Expression, span: Span, line: Line) -> int | None:
    if words.form in _FROM_REPORT:
        return None
    if not words.has("year4"):
        return story.past
    is_old = story.published is not None and story.published - span.end > _LONG_AGO
    return line.paragraph if is_old else None


def _is_aside(words: Expression, span: Span, story: Story, is_ahead: bool) -> bool:
    """Whether a date is beside the story: a year that names a thing, or one far off.

    "The 1995 book", "the war of 1812", "since 1961", "planned for 1976". A far date moves the
    story where the one before it was of that time too.
    """
    is_year = words.form in ("year", "years")
    if words.has("since", "until", "ago", "back", "previous", "last") or names_a_thing(words):
        return True
    if is_year and words.words[0].kind not in _WHEN:
        return True
    if story.told is None:
        return False
    if is_year and is_ahead and span.start > story.told.start:
        return True
    is_again = not is_year and story.aside is not None and _gap(story.aside, span) <= _FAR
    return _gap(story.told, span) > _FAR and not is_again


def _gap(one: Span, other: Span) -> int:
    return abs(one.start.year - other.start.year)


def names_a_thing(words: Expression) -> bool:
    """ "The 2012 accord", "the accord (2012)": a year with no word for when before it."""
    if words.form not in ("year", "years"):
        return False
    first = words.words[0].kind
    return first not in _BEFORE_YEARS or words.words[-2].kind == "the"
