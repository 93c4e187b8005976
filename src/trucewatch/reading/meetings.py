"""Mentions of rounds, meetings and congresses in a sentence, with what its clause says of each."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from trucewatch.model.claim import TalkPhase
from trucewatch.model.values import ActorMention, Period, PlaceMention
from trucewatch.reading.dates import DateMention
from trucewatch.reading.names import Theatre
from trucewatch.reading.phrases import (
    Phrase,
    names_listed,
    ordinal,
    parties_after,
    parties_in,
    party,
    phrase_around,
    scopes_of,
)
from trucewatch.reading.text import Sentence
from trucewatch.reference.countries import state_named
from trucewatch.reference.lexicon import RUN, Lexicon, compiled

# A date this far before the name, in characters, dates something else.
_NEAR = 30


@dataclass(frozen=True, kw_only=True)
class Mention:
    """One mention of a meeting. Offsets count characters of its sentence (`index` -1: the title).

    `scope` is the part of the sentence that speaks of it; `noun` what it is called; `kind` a
    congress, summit or body, which is never another name for a round of talks; `city` where it is
    held; `is_over` when only its being looked back on says so.
    """

    index: int
    phrase: Phrase
    scope: tuple[int, int]
    name: str
    noun: str
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
        is_told = self.round or self.city or self.period or self.is_next or self.kind
        return not is_told and not self.phrase.is_indefinite


@dataclass(frozen=True)
class _Head:
    """The noun of a meeting in its phrase; `name` where the phrase is only the verb of a body."""

    phrase: Phrase
    noun: str
    is_weak: bool = False
    name: str | None = None


def find_mentions(sentence: Sentence, index: int, theatre: Theatre) -> list[Mention]:
    """The meetings of a sentence, in order."""
    heads = list(_heads(sentence, theatre.lexicon))
    phrases = [head.phrase for head in heads]
    scopes = scopes_of(sentence, phrases, theatre.lexicon.match("talk_joint"))
    return [
        _mention(sentence, index, head, scope, theatre)
        for head, scope in zip(heads, scopes, strict=True)
    ]


def _heads(sentence: Sentence, lexicon: Lexicon) -> Iterator[_Head]:
    others = compiled(lexicon["not_talks"])
    excluded = [match.span() for match in others.finditer(sentence.text)]
    modifiers = lexicon.any_of("talk_modifiers")
    for match in lexicon.match("talk_head", any_case=True).finditer(sentence.masked):
        if any(a < match.end() and match.start() < b for a, b in excluded):
            continue
        phrase = phrase_around(sentence, match.start(), match.end(), modifiers, lexicon)
        if match["body"]:
            yield from _meetings_of_body(sentence, phrase, lexicon)
        elif _is_meeting(sentence, phrase, match, lexicon):
            yield _Head(phrase, match[0].lower(), bool(match["weak"]))


def _meetings_of_body(sentence: Sentence, phrase: Phrase, lexicon: Lexicon) -> Iterator[_Head]:
    """A body is a meeting where it is said to meet, and another where it meets again."""
    if not lexicon.match("body_meets").match(sentence.text, phrase.end):
        return
    name = phrase.words(sentence)
    yield _Head(phrase, name, name=name)
    again = lexicon.match("body_meets_again").search(sentence.text, phrase.end)
    if again:
        yield _Head(Phrase(again.start("verb"), again.end("verb"), ""), name, name=name)


def _is_meeting(sentence: Sentence, phrase: Phrase, match: re.Match[str], lexicon: Lexicon) -> bool:
    """Rounds of fire, the verb "meeting", the US Congress and the like are none."""
    noun, after = match[0].lower(), sentence.text[match.end() :]
    before = sentence.text[phrase.start : match.start()]
    if noun == "round":
        return bool(before or phrase.article) and not re.match(r"s? of |-", after)
    if noun == "congress":
        is_ours = lexicon.match("opening_congress", any_case=True).search(before)
        return bool(is_ours) or phrase.article in ("the", "a")
    if match["weak"]:
        return bool(before or phrase.article) or bool(re.match(r" (?:in|of) [A-Z]", after))
    return noun != "talks" or not re.search(
        r"\b(?:he|she|who|it|also) $", sentence.text[: match.start()]
    )


def _mention(
    sentence: Sentence, index: int, head: _Head, scope: tuple[int, int], theatre: Theatre
) -> Mention:
    phrase, lexicon = head.phrase, theatre.lexicon
    inside = sentence.text[phrase.start : phrase.end]
    city, end = _city(sentence, phrase, scope, theatre)
    when = _date(sentence, phrase, scope, lexicon)
    is_next = (
        bool(compiled(lexicon.any_of("talk_next")).search(inside))
        or head.phrase.start > 0
        and bool(head.name)
        and "again" in inside
    )
    kind = compiled(lexicon.any_of("talk_kinds")).search(head.name or inside)
    phase = _phase(sentence, phrase, scope, lexicon) or ("planned" if is_next else None)
    parties = _parties(sentence, phrase, theatre)
    return Mention(
        index=index,
        phrase=phrase,
        scope=scope,
        name=head.name or _name(sentence, Phrase(phrase.start, end, phrase.article), bool(parties)),
        noun=head.noun,
        is_weak=head.is_weak,
        kind=kind[0].lower() if kind else "",
        round=_round(sentence, phrase, scope, lexicon),
        is_next=is_next,
        city=city,
        date=when,
        period=_period(when, sentence, scope, theatre),
        phase=_checked(phase, when, theatre),
        sponsors=_sponsors(sentence, phrase, scope, theatre),
        parties=parties,
        outcome=_outcome(sentence, phrase, scope, lexicon),
    )


def _name(sentence: Sentence, phrase: Phrase, has_parties: bool) -> str:
    """The words after any date; a bare noun takes along whom it is between."""
    start = phrase.start
    for mention in sentence.dates:
        if phrase.start <= mention.start and mention.end < phrase.end:
            rest = re.match(r"(?:[’']s?)? ", sentence.text[mention.end : phrase.end])
            start = mention.end + (rest.end() if rest else 0)
    words = Phrase(start, phrase.end, "").words(sentence)
    between = re.match(r" between [^,.;]{5,70}?(?=,|\.|;|$| in | on )", sentence.text[phrase.end :])
    if has_parties and between and " " not in words:
        return words + between[0]
    return words


def _round(
    sentence: Sentence, phrase: Phrase, scope: tuple[int, int], lexicon: Lexicon
) -> int | None:
    """The number in the name, after it ("round 8"), or of times met ("for the second time")."""
    text = sentence.text
    inside = text[phrase.start : phrase.end]
    if re.match(rf" ?(?:{lexicon.pattern('talk_since')})", sentence.masked[phrase.end :]):
        return None
    if again := lexicon.match("talk_again").search(text, *scope):
        return ordinal(again["n"], lexicon)
    after = lexicon.match("talk_number_after").match(text, phrase.end)
    if after and inside.lower().endswith("round"):
        return int(after["n"])
    numbers = (ordinal(word, lexicon) for word in re.findall(r"[\w-]+", inside))
    return next(filter(None, numbers), None)


# Where it is held.


def _city(
    sentence: Sentence, phrase: Phrase, scope: tuple[int, int], theatre: Theatre
) -> tuple[PlaceMention | None, int]:
    """The venue, and where the name ends: "talks in Kuwait" has its venue in the name."""
    text, lexicon = sentence.text, theatre.lexicon
    if within := _town_in(text[phrase.start : phrase.end], theatre):
        return within, phrase.end
    topic = lexicon.match("talk_topic").match(sentence.masked, phrase.end)
    at = topic.end() if topic else phrase.end
    direct = lexicon.match("in_place").match(text, at)
    if direct and (place := _venue(direct, theatre, is_direct=True)):
        is_plain = bool(direct["run"]) and at == phrase.end
        return place, (direct.start("run") + len(place.text) if is_plain else phrase.end)
    for match in lexicon.match("in_place").finditer(text, phrase.end, scope[1]):
        between = text[phrase.end : match.start()]
        verb = re.search(rf"\b{lexicon['talk_venue_verbs']}\b[^;.]{{0,30}}$", between)
        if place := _venue(match, theatre, is_direct=bool(verb)):
            return place, phrase.end
    return _city_before(sentence, phrase, scope, theatre), phrase.end


def _city_before(
    sentence: Sentence, phrase: Phrase, scope: tuple[int, int], theatre: Theatre
) -> PlaceMention | None:
    """ "In Geneva, talks ...", "arrived in Doha for talks": a place the sentence begins with."""
    for match in theatre.lexicon.match("in_place").finditer(sentence.text, scope[0], phrase.start):
        opens = not sentence.text[: match.start()].strip()
        if opens or phrase.start - match.end() < 12:
            if place := _venue(match, theatre, is_direct=False):
                return place
    return None


def _venue(match: re.Match[str], theatre: Theatre, *, is_direct: bool) -> PlaceMention | None:
    """A town, or a country that is not the one fought over; inside that one only said directly."""
    reference = theatre.reference
    if match["adjective"]:
        return _capital(match, theatre)
    if match.string[match.end() :].startswith(("’s", "'s")) or reference.is_demonym(match["run"]):
        return None
    words = re.sub(r"[’']s?$", "", match["run"])
    if words != match["run"]:
        return None
    tries = (words, words.split()[0]) if " " in words else (words,)
    places = (reference.resolve_place(each, countries=theatre.countries) for each in tries)
    place = next(filter(None, places), None)
    main = theatre.countries[0] if theatre.countries else None
    if place is None or (place.precision == "country" and place.country == main):
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
    """A town in the name itself: "Astana talks", not "Syria talks" or "U.N.-led talks"."""
    for match in re.finditer(rf"{RUN}(?![\w-])", words):
        for name in dict.fromkeys((match[0], *match[0].split())):
            bare = re.sub(r"[’']s?$", "", name)
            if "." in bare or len(bare) < 4 or state_named(bare):
                continue
            place = theatre.reference.resolve_place(bare)
            if place and place.precision == "town" and not _is_group(bare, theatre):
                return place
    return None


def _is_group(name: str, theatre: Theatre) -> bool:
    kinds = {each.kind for each in theatre.reference.actors_named(name, theatre.on)}
    return bool(kinds & {"group", "side", "organisation", "force", "person"})


# When, and how far it is.


def _date(
    sentence: Sentence, phrase: Phrase, scope: tuple[int, int], lexicon: Lexicon
) -> DateMention | None:
    """In the name, right before it ("a week after talks"), or nearest in its clause."""
    dates = [d for d in sentence.dates if d.period is not None]
    for mention in dates:
        if phrase.start <= mention.start < phrase.end:
            return mention
        if mention.text.endswith("after") and 0 <= phrase.start - mention.end < 15:
            return mention
    if lexicon.match("joins_talks").search(_lead(sentence, phrase)):
        return None
    free = [
        d
        for d in dates
        if scope[0] <= d.start < scope[1] and _may_date(d, sentence, phrase, lexicon)
    ]
    return min(
        free, key=lambda d: (d.start < phrase.start, abs(d.start - phrase.end)), default=None
    )


def _lead(sentence: Sentence, phrase: Phrase) -> str:
    """The words up to the phrase, its article left out."""
    lead = sentence.text[: phrase.start].rstrip('“"‘ ')
    return lead.removesuffix(phrase.article).rstrip() + " " if phrase.article else lead + " "


def _may_date(mention: DateMention, sentence: Sentence, phrase: Phrase, lexicon: Lexicon) -> bool:
    """Not the day something was said, or something else happened."""
    if mention.is_since or mention.text.endswith("after"):
        return False
    before = sentence.text[max(0, mention.start - 40) : mention.start]
    if lexicon.match("date_of_saying_talks", any_case=True).search(before):
        return False
    if re.match(r",? (?:said|that )", sentence.text[mention.end :]):
        return False
    gap = phrase.start - mention.end
    return gap < _NEAR or not sentence.text[: mention.start].strip(" ")


def _phase(
    sentence: Sentence, phrase: Phrase, scope: tuple[int, int], lexicon: Lexicon
) -> TalkPhase | None:
    """What is said right after it of failing, right before it, near it, or by looking back on it."""
    lead = _lead(sentence, phrase)[scope[0] :]
    near = _nearest_cue(sentence, phrase, scope, lexicon)
    if near in ("failed", "postponed"):
        return near
    for name in lexicon["talk_phase_before"]:
        cues = lexicon.any_of("talk_phase_before", name)
        if re.search(rf"(?<![\w-]){cues}(?: (?:two|three|four) days of| a day of)? $", lead, re.I):
            return name  # type: ignore[no-any-return]
    if near is None and re.search(rf"(?<![\w-]){lexicon.any_of('talk_over')} $", lead, re.I):
        return "concluded"
    return near


def _nearest_cue(
    sentence: Sentence, phrase: Phrase, scope: tuple[int, int], lexicon: Lexicon
) -> TalkPhase | None:
    best: tuple[int, TalkPhase] | None = None
    for name in lexicon["talk_phase_near"]:
        cues = compiled(lexicon.any_of("talk_phase_near", name))
        for match in cues.finditer(sentence.text, *scope):
            gap = _gap(match, phrase)
            if best is None or gap < best[0]:
                best = (gap, name)
    return best[1] if best else None


def _gap(match: re.Match[str], phrase: Phrase) -> int:
    """Characters between cue and phrase; a cue before it counts as farther than one after it."""
    if match.start() >= phrase.end:
        return match.start() - phrase.end
    return max(0, 12 + phrase.start - match.end()) if match.end() <= phrase.start else 0


def _checked(
    phase: TalkPhase | None, when: DateMention | None, theatre: Theatre
) -> TalkPhase | None:
    """The phase as the day bears it out: a day to come is planned."""
    if when is None or when.period is None or theatre.on is None:
        return phase
    start, end = when.period.start, when.period.end
    if start and start > theatre.on:
        return phase if phase == "postponed" else "planned"
    if phase is None and end is not None and end < theatre.on:
        return "concluded"
    return phase


def _period(
    when: DateMention | None, sentence: Sentence, scope: tuple[int, int], theatre: Theatre
) -> Period | None:
    """The days held: a day it began leaves the end open, a day it ended the beginning."""
    if when is None or when.period is None:
        return None
    period, words = when.period, sentence.text[scope[0] : scope[1]]
    start, end = period.start, period.end
    if start != end or start is None or end is None or (theatre.on and start > theatre.on):
        return period
    if when.text.endswith("after"):
        return period
    if compiled(theatre.lexicon["talk_closing"]).search(words):
        return Period(_first_day(end, words, theatre.lexicon), end, period.precision)
    if compiled(theatre.lexicon["talk_opening"]).search(words):
        return Period(start, None, period.precision)
    return period


def _first_day(last: date, words: str, lexicon: Lexicon) -> date | None:
    """The day a meeting began that is said to have lasted some days; None where it is not."""
    days = lexicon.match("talk_days", any_case=True).search(words)
    if days is None:
        return None
    return last - timedelta(days=lexicon["numbers"]["units"][days["n"].lower()] - 1)


# Who is behind it, who sits at it, and what came of it.


def _sponsors(
    sentence: Sentence, phrase: Phrase, scope: tuple[int, int], theatre: Theatre
) -> tuple[ActorMention, ...]:
    lexicon, text = theatre.lexicon, sentence.text
    named = lexicon.match("talk_sponsor_name").finditer(text, phrase.start, phrase.end)
    found = [party(match["who"], theatre) for match in named]
    after = text[phrase.end : scope[1]]
    found += parties_after("talk_sponsored_by", after, theatre)
    if under := lexicon.match("talk_under").match(after):
        found.append(party(under["who"], theatre))
    return tuple({each.text: each for each in [*found, *_host(sentence, phrase, theatre)]}.values())


def _host(sentence: Sentence, phrase: Phrase, theatre: Theatre) -> tuple[ActorMention, ...]:
    """A body that holds it ("the EU will be hosting a conference"); a state only lends the place."""
    for match in parties_in(sentence.text[: phrase.start], theatre):
        if theatre.lexicon.match("talk_host").match(sentence.masked, match.end(), phrase.start):
            return tuple(a for a in names_listed(match[0], theatre) if not state_named(a.text))
    return ()


def _parties(sentence: Sentence, phrase: Phrase, theatre: Theatre) -> tuple[ActorMention, ...]:
    """Those the name says it is between, or with."""
    match = theatre.lexicon.match("talk_with").match(sentence.masked, phrase.end)
    if match is None:
        return ()
    is_congress = "congress" in sentence.text[phrase.start : phrase.end].lower()
    if match["how"] == "of" and not is_congress:
        return ()
    who = theatre.lexicon.match("parties").match(sentence.text, match.end() + 1)
    return names_listed(who[0], theatre) if who else ()


def _outcome(
    sentence: Sentence, phrase: Phrase, scope: tuple[int, int], lexicon: Lexicon
) -> str | None:
    match = lexicon.match("talk_outcome_words").search(sentence.text, phrase.end, scope[1])
    return match[0].strip(" ,") if match else None
