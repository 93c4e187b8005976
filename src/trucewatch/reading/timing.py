"""When a meeting is held, and how far it is: planned, under way, concluded, failed or put off."""

from __future__ import annotations

import re
from datetime import MAXYEAR, date, timedelta
from functools import partial

from trucewatch.model.claim import TalkPhase
from trucewatch.model.values import Period
from trucewatch.reading.dates import DateMention
from trucewatch.reading.names import Theatre
from trucewatch.reading.phrases import Phrase, ordinal
from trucewatch.reading.text import Sentence
from trucewatch.reference.lexicon import Lexicon
from trucewatch.reference.seeking import Match

# A date this far before the name, in characters, dates something else.
_NEAR = 30
# A verb this far before a date, in characters, is of that day.
_VERB = 25
_BEFORE_TALKS = r"(?: (?:two|three|four|a) days? of)? $"


def find_date(
    sentence: Sentence, phrase: Phrase, scope: tuple[int, int], lexicon: Lexicon
) -> DateMention | None:
    """In the name, right before it ("a week after talks"), or nearest in its clause."""
    dates = [d for d in sentence.dates if d.period and d.period.precision != "vague"]
    for mention in dates:
        if phrase.start <= mention.start < phrase.end:
            return mention
        if mention.text.endswith("after") and 0 <= phrase.start - mention.end < 15:
            return mention
    lead = lead_of(sentence, phrase)
    if lexicon.match("joins_talks").search(lead) or lexicon.match("names_date").search(lead):
        return None
    if _is_bare(sentence, phrase) and not _says_when(sentence, scope, lexicon):
        return None
    if lexicon.match("talk_nth_day").search(sentence.text[: phrase.start]):
        return next((d for d in dates if d.period and d.period.start == d.period.end), None)
    free = [d for d in dates if scope[0] <= d.start < scope[1]]
    free = [d for d in free if _may_date(d, sentence, phrase, lexicon)]
    return min(free, key=lambda d: _distance(d, phrase), default=None)


def _distance(mention: DateMention, phrase: Phrase) -> tuple[bool, int]:
    return mention.start < phrase.start, abs(mention.start - phrase.end)


def _is_bare(sentence: Sentence, phrase: Phrase) -> bool:
    """ "the talks": a day near it may be of anything."""
    return phrase.article == "the" and " " not in phrase.words(sentence)


def _says_when(sentence: Sentence, scope: tuple[int, int], lexicon: Lexicon) -> bool:
    words = sentence.text[scope[0] : scope[1]]
    verbs = ("talk_opening", "talk_closing", "talk_venue_verbs")
    return any(lexicon.words(verb).search(words) for verb in verbs)


def lead_of(sentence: Sentence, phrase: Phrase) -> str:
    """The words up to the phrase, its article left out."""
    lead = sentence.text[: phrase.start].rstrip('“"‘ ')
    return lead.removesuffix(phrase.article).rstrip() + " " if phrase.article else lead + " "


def _may_date(mention: DateMention, sentence: Sentence, phrase: Phrase, lexicon: Lexicon) -> bool:
    """Not the day something was said, or something else happened."""
    if mention.is_since or mention.text.endswith("after") or _is_counted(mention, sentence):
        return False
    lead = lead_of(sentence, phrase)
    # "They signed it on Monday, ending a round": the day of the verb is the day it ended.
    if lexicon.match("by_the_way").search(lead) and mention.start < phrase.start:
        return True
    before = sentence.text[max(0, mention.start - 40) : mention.start]
    # What those at a meeting agree, they agree on a day of it.
    is_there = lexicon.match("those_at").search(lead)
    if not is_there and lexicon.match_any_case("date_of_saying_talks").search(before):
        return False
    if mention.end < phrase.start and lexicon.match("talk_lasted").search(lead):
        return False
    if re.match(r"(?: said|,? that )", sentence.text[mention.end :]):
        return False
    clause = lexicon.match("clause_end").search(sentence.text, phrase.end)
    if clause and mention.start > clause.start():
        return lexicon.match("talk_relative").match(sentence.text, clause.start()) is not None
    gap = phrase.start - mention.end
    return gap < _NEAR or not sentence.text[: mention.start].strip()


def _is_counted(mention: DateMention, sentence: Sentence) -> bool:
    """ "a day earlier" than another day that the sentence gives."""
    return mention.text.endswith("earlier") and len(sentence.dates) > 1


# How far it is.


def find_phase(
    sentence: Sentence, phrase: Phrase, scope: tuple[int, int], lexicon: Lexicon
) -> TalkPhase | None:
    """What is said after it of failing, in it, right before it, near it, or by looking back."""
    lead = lead_of(sentence, phrase)[scope[0] :]
    near = _nearest_cue(sentence, phrase, scope, lexicon)
    if near in ("failed", "postponed"):
        return near
    inside = _phase_by("talk_phase_inside", sentence.text[phrase.start : phrase.end], "", lexicon)
    before = _phase_by("talk_phase_before", lead, _BEFORE_TALKS, lexicon)
    if inside or before:
        return inside or before
    if lexicon.match("talk_lasted").search(lead):
        return "concluded"
    if near is None and lexicon.made_of_lists("talks over", _over).search(lead):
        return "concluded"
    return near


def _phase_by(key: str, words: str, then: str, lexicon: Lexicon) -> TalkPhase | None:
    """The first phase of the table that has a cue in the words, right before `then`."""
    for name in lexicon[key]:
        cue = lexicon.made_of_lists(f"{key} {name}", partial(_cue, key, name, then))
        if cue.search(words):
            phase: TalkPhase = name
            return phase
    return None


def _cue(key: str, name: str, then: str, lexicon: Lexicon) -> str:
    return rf"(?<![\w-]){lexicon.any_of(key, name)}(?![\w-]){then}"


def _over(lexicon: Lexicon) -> str:
    return rf"(?<![\w-]){lexicon.any_of('talk_over')} $"


def _nearest_cue(
    sentence: Sentence, phrase: Phrase, scope: tuple[int, int], lexicon: Lexicon
) -> TalkPhase | None:
    best: tuple[int, TalkPhase] | None = None
    for name in lexicon["talk_phase_near"]:
        cues = lexicon.words("talk_phase_near", name)
        for match in cues.finditer(sentence.text, *scope):
            gap = _gap(match, phrase)
            if best is None or gap < best[0]:
                best = (gap, name)
    return best[1] if best else None


def _gap(match: Match, phrase: Phrase) -> int:
    """Characters between cue and phrase; a cue before it counts as farther than one after it."""
    if match.start() >= phrase.end:
        return match.start() - phrase.end
    return 12 + phrase.start - match.end() if match.end() <= phrase.start else 0


def checked(phase: TalkPhase | None, when: Period | None, on: date | None) -> TalkPhase | None:
    """The phase as the days bear it out: days to come are planned."""
    if when is None or on is None:
        return phase
    if when.start and when.start > on:
        return phase if phase == "postponed" else "planned"
    is_past = when.end is not None and when.end < on
    if phase is None and is_past:
        return "concluded"
    is_span = when.start is not None and when.start != when.end and when.precision == "day"
    if phase == "under_way" and is_past and is_span:
        return "concluded"
    return phase


# The days held.


def find_period(
    when: DateMention | None,
    sentence: Sentence,
    phrase: Phrase,
    scope: tuple[int, int],
    theatre: Theatre,
    *,
    is_plan: bool,
) -> Period | None:
    """The days held: a day it began leaves the end open, a day it ended the beginning.

    `is_plan`: the words speak of what is to come, and so do a weekday or a month without a year.
    """
    if when is None or when.period is None:
        return None
    lexicon, words = theatre.lexicon, sentence.text[scope[0] : scope[1]]
    period = _with_next_day(when.period, when, sentence)
    if is_plan or lexicon.match("present_end").search(sentence.text[: when.start]):
        period = _ahead(period, when.text, theatre)
    is_day = period.precision == "day" and period.start == period.end
    if period.end is None or not is_day or when.text.endswith("after"):
        return period
    if both := _from_to(sentence, scope, lexicon):
        return both
    nth = lexicon.match("talk_nth_day").search(sentence.text[: phrase.start])
    if nth or lexicon.words("talk_closing").search(words):
        return Period(_first_day(period.end, nth, words, lexicon), period.end)
    is_to_come = theatre.on is not None and period.end > theatre.on
    if not is_to_come and lexicon.words("talk_opening").search(words):
        return Period(period.start, None)
    return period


def _from_to(sentence: Sentence, scope: tuple[int, int], lexicon: Lexicon) -> Period | None:
    """ "which began on 3 May, ended on Saturday": the one day and the other."""
    ends: dict[str, date | None] = {}
    for verb in ("talk_opening", "talk_closing"):
        for mention in sentence.dates:
            before = sentence.text[max(scope[0], mention.start - _VERB) : mention.start]
            if mention.period and mention.start < scope[1] and _last_verb(before, lexicon) == verb:
                ends.setdefault(verb, mention.period.start)
    first, last = ends.get("talk_opening"), ends.get("talk_closing")
    return Period(first, last) if first and last and first <= last else None


def _last_verb(words: str, lexicon: Lexicon) -> str | None:
    """Of the verbs of opening and closing, the one told last."""
    told = {
        verb: max((m.end() for m in lexicon.words(verb).finditer(words)), default=-1)
        for verb in ("talk_opening", "talk_closing")
    }
    verb = max(told, key=lambda each: told[each])
    return verb if told[verb] >= 0 else None


def _with_next_day(period: Period, when: DateMention, sentence: Sentence) -> Period:
    """ "on Monday and Tuesday" are two days of one meeting."""
    for mention in sentence.dates:
        end = mention.period.end if mention.period else None
        is_paired = sentence.text[when.end : mention.start] == " and " and period.end is not None
        if is_paired and end and period.end and end - period.end == timedelta(days=1):
            return Period(period.start, end, period.precision)
    return period


def _ahead(period: Period, words: str, theatre: Theatre) -> Period:
    """ "ends on Thursday" is the Thursday to come; "in early September" the September to come."""
    on, start, end = theatre.on, period.start, period.end
    # After the calendar's last year there is none to look ahead into.
    if not (start and end and on) or end >= on or on.year == MAXYEAR:
        return period
    if theatre.lexicon.words("weekdays").search(words):
        week = timedelta(weeks=1)
        return Period(start + week, end + week, period.precision) if on - week <= end else period
    if period.precision != "month" or re.search(r"\d{4}|last|earlier", words):
        return period
    return Period(_next_year(start), _next_year(end), period.precision)


def _next_year(day: date) -> date:
    return day.replace(year=day.year + 1, day=min(day.day, 28 if day.month == 2 else 31))


def _first_day(last: date, nth: Match | None, words: str, lexicon: Lexicon) -> date | None:
    """The day a meeting began that has lasted some days by `last`; None where it is not told."""
    if nth:
        return last - timedelta(days=(ordinal(nth["n"], lexicon) or 1) - 1)
    days = lexicon.match_any_case("talk_days").search(words)
    if days is None:
        return None
    return last - timedelta(days=lexicon["numbers"]["units"][days["n"].lower()] - 1)
