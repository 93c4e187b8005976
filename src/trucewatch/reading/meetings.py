"""Mentions of rounds, meetings and congresses in a sentence, with what its clause says of each."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta
from functools import lru_cache

from trucewatch.model.claim import TalkPhase
from trucewatch.model.values import ActorMention, Period, PlaceMention
from trucewatch.reading.dates import DateMention
from trucewatch.reading.names import Theatre
from trucewatch.reading.phrases import (
    Phrase,
    names_listed,
    names_pattern,
    party,
    phrase_around,
    scopes_of,
)
from trucewatch.reading.text import Sentence
from trucewatch.reference.countries import state_named
from trucewatch.reference.lexicon import CAPITAL, RUN, compiled, lexicon_of

_JOINT = re.compile(
    r"[;:]| [-–—] |, (?!\d)| after | before | ahead of | follow\w* | come | comes | and | while | as |"
    r" to discuss | that | in view of | support of | preparing | of "
)


@dataclass(frozen=True, kw_only=True)
class Mention:
    """One mention of a meeting. Offsets count characters of its sentence (`index` -1: the title).

    `scope` is the part of the sentence that speaks of it; `kind` a congress, summit or body, which
    is never another name for a round of talks; `city` where it is held.
    """

    index: int
    phrase: Phrase
    scope: tuple[int, int]
    name: str
    is_weak: bool = False
    kind: str = ""
    round: int | None = None
    is_next: bool = False
    city: PlaceMention | None = None
    date: DateMention | None = None
    period: Period | None = None
    phase: TalkPhase | None = None
    sponsors: tuple[ActorMention, ...] = ()
    parties: tuple[ActorMention, ...] = ()
    outcome: str | None = None

    @property
    def is_planned(self) -> bool:
        return self.phase in ("planned", "postponed")

    @property
    def is_anaphor(self) -> bool:
        """Whether it says nothing that tells one meeting from another ("the talks")."""
        return not (self.round or self.city or self.period or self.is_next or self.kind) and (
            self.phrase.article not in ("a", "an") and len(self.name.split()) <= 2
        )


@dataclass(frozen=True)
class _Head:
    """The noun of a meeting: its place in the sentence, and whether it is one by itself."""

    phrase: Phrase
    noun: str
    is_weak: bool
    is_body: bool = False


@lru_cache(maxsize=8)
def _head_pattern(language: str) -> re.Pattern[str]:
    lexicon = lexicon_of(language)
    complement = rf"(?: of (?:the )?(?:[\w.’'-]+ ){{0,5}}?{lexicon['talk_complement']})"
    strong = lexicon.any_of("talk_nouns", "strong")
    weak = lexicon.any_of("talk_nouns", "weak")
    return re.compile(
        rf"(?<![\w-])(?:(?P<body>{lexicon['talk_bodies']}(?: on [a-z]+)?)"
        rf"|(?P<strong>{strong}){complement}?|(?P<weak>{weak}))(?![\w-])",
        re.I,
    )


def find_mentions(sentence: Sentence, index: int, theatre: Theatre) -> list[Mention]:
    """The meetings of a sentence, in order."""
    heads = list(_heads(sentence, theatre))
    scopes = scopes_of(sentence, [head.phrase for head in heads], _JOINT)
    return [
        _mention(sentence, index, head, scope, theatre)
        for head, scope in zip(heads, scopes, strict=True)
    ]


def _heads(sentence: Sentence, theatre: Theatre) -> Iterator[_Head]:
    lexicon = theatre.lexicon
    others = compiled(lexicon["not_talks"])
    excluded = [match.span() for match in others.finditer(sentence.text)]
    modifiers = lexicon.any_of("talk_modifiers")
    for match in _head_pattern(lexicon.language).finditer(sentence.masked):
        if any(a < match.end() and match.start() < b for a, b in excluded):
            continue
        phrase = phrase_around(sentence, match.start(), match.end(), modifiers)
        noun = sentence.text[match.start() : match.end()].lower()
        if match["body"] and not _meets(sentence, match.end(), theatre):
            continue
        if _is_noun(sentence, phrase, match, noun):
            yield _Head(phrase, noun, bool(match["weak"]), bool(match["body"]))


def _meets(sentence: Sentence, end: int, theatre: Theatre) -> bool:
    after = sentence.text[end : end + 60]
    return bool(re.search(rf"^[^,;.]{{0,30}}\b{theatre.lexicon['talk_meets']}\b", after))


def _is_noun(sentence: Sentence, phrase: Phrase, match: re.Match[str], noun: str) -> bool:
    """Rounds of fire, the verb "meeting", the US Congress and the like are no meetings."""
    if noun in ("round", "session"):
        before = sentence.text[phrase.start : match.start()]
        return not re.match(r"s? of |-", sentence.text[match.end() :]) and bool(
            before or phrase.article
        )
    if noun == "congress":
        return (
            bool(phrase.article)
            or re.search(
                r"national|dialogue|sochi|peace|syrian",
                sentence.text[phrase.start : match.start()],
                re.I,
            )
            is not None
        )
    if match["weak"]:
        has_words = phrase.start < match.start() or bool(phrase.article)
        return has_words or bool(re.match(r" (?:in|of) [A-Z]", sentence.text[match.end() :]))
    return noun != "talks" or not re.search(
        r"\b(?:he|she|who|it|also) $", sentence.text[: match.start()]
    )


def _mention(
    sentence: Sentence, index: int, head: _Head, scope: tuple[int, int], theatre: Theatre
) -> Mention:
    phrase, lexicon = head.phrase, theatre.lexicon
    inside = sentence.text[phrase.start : phrase.end]
    city, end = _city(sentence, phrase, scope, theatre)
    phase, cue = _phase(sentence, phrase, scope, theatre)
    date = _date(sentence, phrase, scope)
    is_next = _is_next(inside, lexicon.any_of("talk_next"))
    kinds = compiled(lexicon.any_of("talk_kinds"))
    kind = kinds.search(inside)
    return Mention(
        index=index,
        phrase=phrase,
        scope=scope,
        name=_name(sentence, Phrase(phrase.start, end, phrase.article)),
        is_weak=head.is_weak,
        kind=kind[0].lower() if kind else "",
        round=_round(sentence, phrase, scope, theatre),
        is_next=is_next,
        city=city,
        date=date,
        period=_period(date, sentence, scope, theatre),
        phase=_checked(phase or ("planned" if is_next else None), date, theatre),
        sponsors=_sponsors(sentence, phrase, scope, theatre),
        parties=_parties(sentence, phrase, theatre),
        outcome=_outcome(sentence, phrase, scope, theatre) if cue else None,
    )


def _name(sentence: Sentence, phrase: Phrase) -> str:
    """The words from the first that is no date; quotes round a name stay out of it."""
    words = sentence.text[phrase.start : phrase.end]
    start = phrase.start
    for mention in sentence.dates:
        if phrase.start <= mention.start and mention.end < phrase.end:
            rest = re.match(r"(?:[’']s?)? ", sentence.text[mention.end : phrase.end])
            start = mention.end + (rest.end() if rest else 0)
    return (sentence.text[start : phrase.end] or words).strip("“”\"‘’' ,")


def _is_next(words: str, patterns: str) -> bool:
    return compiled(patterns).search(words) is not None


def _round(
    sentence: Sentence, phrase: Phrase, scope: tuple[int, int], theatre: Theatre
) -> int | None:
    """The number in the name, after it ("round 8"), or of a body's meetings ("for the second time")."""
    text = sentence.text
    inside = text[phrase.start : phrase.end]
    if re.search(
        r"in (?:two|three|four|five|ten|\w+) years|of its kind", text[phrase.end : phrase.end + 30]
    ):
        return None
    after = re.match(r" (?:No\.? ?)?(\d{1,2})\b(?! \w+ ago)", text[phrase.end :])
    again = re.search(r"for the ([\w-]+) time", text[scope[0] : scope[1]])
    if again and not re.match(r"this|in", text[scope[0] + again.end() + 1 :]):
        return _ordinal(again[1], theatre)
    if after and inside.lower().endswith("round"):
        return int(after[1])
    return next(filter(None, (_ordinal(w, theatre) for w in re.findall(r"[\w-]+", inside))), None)


def _ordinal(word: str, theatre: Theatre) -> int | None:
    digits = re.fullmatch(r"(\d{1,2})(?:st|nd|rd|th)", word, re.I)
    if digits:
        return int(digits[1])
    known: dict[str, int] = theatre.lexicon["numbers"]["ordinals"]
    return known.get(word.lower())


# Where it is held.


def _city(
    sentence: Sentence, phrase: Phrase, scope: tuple[int, int], theatre: Theatre
) -> tuple[PlaceMention | None, int]:
    """The venue, and where the name ends: "talks in Kuwait" has its city in the name."""
    text = sentence.text
    within = _town_in(text[phrase.start : phrase.end], theatre)
    if within:
        return within, phrase.end
    topic = re.match(
        rf"(?: on (?:the )?{RUN})?(?: with (?:the )?{RUN})?(?: on @+)?",
        sentence.masked[phrase.end :],
    )
    at = phrase.end + (topic.end() if topic else 0)
    direct = _venue_pattern().match(text, at)
    if direct and (place := _venue(direct, theatre, is_direct=True)):
        is_plain = direct["run"] and at == phrase.end
        return place, (direct.end() if is_plain else phrase.end)
    for match in _venue_pattern().finditer(text, phrase.end, scope[1]):
        verb = re.search(
            rf"\b{theatre.lexicon['talk_venue_verbs']}\b[^;.]{{0,30}}$",
            text[phrase.end : match.start()],
        )
        if place := _venue(match, theatre, is_direct=bool(verb)):
            return place, phrase.end
    for match in _venue_pattern().finditer(text, scope[0], phrase.start):
        if place := _venue(match, theatre, is_direct=False):
            return place, phrase.end
    return None, phrase.end


@lru_cache(maxsize=1)
def _venue_pattern() -> re.Pattern[str]:
    kind = r"(?:capital|city|resort|town|port)(?: city)?"
    return re.compile(
        rf"(?:^| )(?:in|at|to|into|In|At) (?:(?:the (?:[Bb]lack [Ss]ea )?(?P<adjective>[A-Z][\w’'-]+) (?:\w+ )?{kind}(?:(?: of|,)? (?P<city>{RUN}))?)"
        rf"|(?:the )?(?P<run>{RUN}))"
    )


def _venue(match: re.Match[str], theatre: Theatre, *, is_direct: bool) -> PlaceMention | None:
    """A town, or a country that is not the one fought over; inside that one only said directly."""
    if match["adjective"]:
        return _capital(match, theatre)
    words = re.sub(r"[’']s?$", "", match["run"])
    place = theatre.reference.resolve_place(words, countries=theatre.countries)
    if place is None and " " in words:
        place = theatre.reference.resolve_place(words.split()[0], countries=theatre.countries)
    if place is None or (state_named(words) and words not in state_named(words).names):  # type: ignore[union-attr]
        return None
    main = theatre.countries[0] if theatre.countries else None
    if place.precision == "country" and place.country == main:
        return None
    return place if is_direct or place.country != main else None


def _capital(match: re.Match[str], theatre: Theatre) -> PlaceMention | None:
    if match["city"]:
        found = theatre.reference.resolve_place(match["city"], countries=theatre.countries)
        return found or PlaceMention(match["city"])
    state = state_named(match["adjective"])
    if state is None or " capital" not in match[0]:
        return None
    capital = theatre.reference.resolve_place(state.capital, countries=(state.iso2,))
    return capital or PlaceMention(state.capital)


def _town_in(words: str, theatre: Theatre) -> PlaceMention | None:
    """A town in the name itself: "Astana talks", not "Syria talks"."""
    for match in re.finditer(RUN, words):
        for name in (match[0], *match[0].split()):
            place = theatre.reference.resolve_place(re.sub(r"[’']s?$", "", name))
            if (
                place
                and place.precision == "town"
                and state_named(name) is None
                and place.text != "Syria"
            ):
                return place
    return None


# When, and how far it is.


def _date(sentence: Sentence, phrase: Phrase, scope: tuple[int, int]) -> DateMention | None:
    """In the name, in brackets after it, right before it, or nearest in its clause."""
    dates = [d for d in sentence.dates if d.period is not None]
    for mention in dates:
        if phrase.start <= mention.start < phrase.end:
            return mention
        if mention.text.endswith("after") and 0 <= phrase.start - mention.end < 4:
            return mention
    free = [
        d
        for d in dates
        if scope[0] <= d.start < scope[1]
        and not d.is_since
        and not d.text.endswith("after")
        and not _dates_the_saying(sentence, d)
    ]
    return min(
        free, key=lambda d: (d.start < phrase.start, abs(d.start - phrase.end)), default=None
    )


def _dates_the_saying(sentence: Sentence, mention: DateMention) -> bool:
    before = sentence.text[max(0, mention.start - 35) : mention.start]
    after = sentence.text[mention.end : mention.end + 14]
    said = r"\b(?:said|told \w+|told reporters|reported|announced|added|agreed|signed|says|stated|killed|declared|confirmed|issued|name a date)\b[^,.;]{0,16}$"
    return bool(re.search(said, before) or re.match(r",? (?:said|that )", after))


def _phase(
    sentence: Sentence, phrase: Phrase, scope: tuple[int, int], theatre: Theatre
) -> tuple[TalkPhase | None, bool]:
    """What the words right before the name say, or the nearest in its clause; whether any did."""
    lexicon, text = theatre.lexicon, sentence.text
    lead = text[scope[0] : phrase.start]
    for name in lexicon["talk_phase_before"]:
        cues = lexicon.any_of("talk_phase_before", name)
        if re.search(
            rf"(?<![\w-]){cues}(?: (?:the|an?|its|their|this|these|two days of|a day of|#+ days of)?)?[“\"]? ?$",
            lead,
            re.I,
        ):
            return name, True
    best: tuple[int, TalkPhase] | None = None
    for name in lexicon["talk_phase_near"]:
        for match in compiled(lexicon.any_of("talk_phase_near", name)).finditer(
            text, scope[0], scope[1]
        ):
            gap = (
                match.start() - phrase.end
                if match.start() >= phrase.end
                else 12 + phrase.start - match.end()
            )
            if match.end() > phrase.start and match.start() < phrase.end:
                gap = 0
            if gap >= 0 and (best is None or gap < best[0]):
                best = (gap, name)
    return (best[1], True) if best else (None, False)


def _checked(
    phase: TalkPhase | None, date: DateMention | None, theatre: Theatre
) -> TalkPhase | None:
    """The phase as the day bears it out: a day to come is planned."""
    if date is None or date.period is None or theatre.on is None:
        return phase
    start, end = date.period.start, date.period.end
    if start and start > theatre.on:
        return phase if phase == "postponed" else "planned"
    if phase is None and end is not None and end < theatre.on:
        return "concluded"
    return phase


def _period(
    date: DateMention | None, sentence: Sentence, scope: tuple[int, int], theatre: Theatre
) -> Period | None:
    """The days held: a day it began leaves the end open, a day it ended the beginning."""
    if date is None or date.period is None:
        return None
    period, words = date.period, sentence.text[scope[0] : scope[1]]
    if (
        period.start != period.end
        or period.start is None
        or (theatre.on and period.start > theatre.on)
    ):
        return period
    if date.text.endswith("after") or re.search(r"\bheld\b", words):
        return period
    if compiled(theatre.lexicon["talk_closing"]).search(words):
        days = re.search(r"\b(two|three|four|five)[- ]days?\b", words, re.I)
        if days:
            length = theatre.lexicon["numbers"]["units"][days[1].lower()]
            return Period(period.start - timedelta(days=length - 1), period.end)
        return Period(None, period.end, period.precision)
    if compiled(theatre.lexicon["talk_opening"]).search(words):
        return Period(period.start, None, period.precision)
    return period


# Who is behind it and who sits at it.


def _sponsors(
    sentence: Sentence, phrase: Phrase, scope: tuple[int, int], theatre: Theatre
) -> tuple[ActorMention, ...]:
    lexicon, text = theatre.lexicon, sentence.text
    found: list[ActorMention] = []
    for match in re.finditer(
        rf"(?P<who>[\w.]+)-{lexicon['talk_sponsor_suffix']}\b", text[phrase.start : phrase.end]
    ):
        if match["who"][0].isupper():
            found.append(party(match["who"], theatre))
    listed = rf"{lexicon['talk_sponsored']} (?P<who>{names_pattern(lexicon.language)})"
    for match in re.finditer(listed, text[phrase.end : scope[1]]):
        found += names_listed(match["who"], theatre)
    under = re.search(lexicon["talk_sponsored_under"], text[phrase.end : scope[1]])
    if under:
        found.append(party(under["who"], theatre))
    return tuple({each.text: each for each in found}.values())


def _parties(sentence: Sentence, phrase: Phrase, theatre: Theatre) -> tuple[ActorMention, ...]:
    """Those the name says it is between, or with."""
    names = names_pattern(theatre.lexicon.language)
    after = sentence.text[phrase.end :]
    match = re.match(
        rf"[”\"]?(?: (?:in|on) (?:the )?{RUN}| in #+ years| held)? (?P<how>between|with|among|of) (?P<who>{names})",
        after,
    )
    if match is None or (
        match["how"] == "of"
        and not re.search(r"congress", sentence.text[phrase.start : phrase.end])
    ):
        return ()
    listed = names_listed(match["who"], theatre)
    return _presidents(match["who"], theatre) or listed


def _presidents(words: str, theatre: Theatre) -> tuple[ActorMention, ...]:
    """ "the Russian and Turkish presidents" are two states' ."""
    match = re.fullmatch(
        r"(?:the )?([A-Z]\w+)(?:, ([A-Z]\w+))? and ([A-Z]\w+) (?:presidents|leaders|officials|(?:foreign |defen[cs]e )?ministers|governments|delegations|negotiators)(?: .*)?",
        words,
    )
    if match is None:
        return ()
    return tuple(party(word, theatre) for word in match.groups() if word)


def _outcome(
    sentence: Sentence, phrase: Phrase, scope: tuple[int, int], theatre: Theatre
) -> str | None:
    match = re.search(
        rf"\b{theatre.lexicon['talk_outcome']}\b[^;.]{{4,140}}",
        sentence.text[phrase.end : scope[1]],
    )
    return match[0].strip(" ,") if match else None
