"""Mentions of deals in a sentence: ceasefires, zones, accords, with who made them and where.

What is only wished for ("called for a truce") is marked so; what only bears the name ("truce
violations", "ceasefire talks") is left out.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from functools import lru_cache

from msgspec import Struct

from trucewatch.model.claim import AgreementKind, AgreementPhase
from trucewatch.model.values import ActorMention, Period, PlaceMention
from trucewatch.reading.dates import DateMention
from trucewatch.reading.names import PlaceSpan, Theatre, find_places
from trucewatch.reading.phrases import (
    Phrase,
    fought_over,
    names_listed,
    parties_after,
    parties_in,
    party,
    phrase_around,
    scopes_of,
)
from trucewatch.reading.text import Sentence
from trucewatch.reference.countries import state_named
from trucewatch.reference.lexicon import Lexicon, group_name
from trucewatch.reference.names import fold

# Kinds that outside states stand behind: who made such a deal guarantees it.
_GUARANTEED = ("ceasefire", "de-escalation zones", "other")


# A verb this far before the name, in characters, has another object.
_NEAR = 45
# A date this close after the name is its own.
_CLOSE = 12
_YEAR = re.compile(r"(?:19|20)\d\d\b")
_YEAR_BEFORE = re.compile(r"\b(?:19|20)\d\d(?= [“\"‘]?$)")
_BARE_ZONES = ("zone", "zones", "area", "areas")
Actors = tuple[ActorMention, ...]


class Mention(Struct, frozen=True, kw_only=True):
    """One mention of a deal. `scope` is the part of its sentence that speaks of it.

    `marks` are words that tell it from another of its kind ("unilateral", "previous"); `is_wished`
    when the words only call for it, or seek it.
    """

    index: int
    phrase: Phrase
    name: str
    kind: AgreementKind
    is_wished: bool = False
    marks: frozenset[str] = frozenset()
    agreed: DateMention | None = None
    started: DateMention | None = None
    guarantors: Actors = ()
    brokers: Actors = ()
    parties: Actors = ()
    places: tuple[PlaceMention, ...] = ()
    phase: AgreementPhase | None = None
    status: str | None = None

    @property
    def is_bare(self) -> bool:
        """Whether it only points back: "the deal"."""
        is_one_word = len(self.name.split()) == 1
        return is_one_word and (self.kind == "other" or self.name.lower() in _BARE_ZONES)

    @property
    def may_open(self) -> bool:
        """Whether it may be a deal not told of before: "signed a memorandum", not "the deal"."""
        is_made = self.phrase.is_indefinite and bool(self.guarantors or self.parties)
        return is_made or not self.is_bare

    @property
    def day(self) -> DateMention | None:
        return self.agreed or self.started


def find_deals(sentence: Sentence, index: int, theatre: Theatre) -> list[Mention]:
    lexicon = theatre.lexicon
    found = list(_heads(sentence, lexicon))
    if not found:
        return []
    joint = lexicon.match("agreement_joint")
    scopes = scopes_of(sentence, [phrase for phrase, _ in found], joint)
    return [
        _mention(sentence, index, phrase, kind, scope, theatre)
        for (phrase, kind), scope in zip(found, scopes, strict=True)
    ]


def _heads(sentence: Sentence, lexicon: Lexicon) -> Iterator[tuple[Phrase, AgreementKind]]:
    modifiers = lexicon.words("agreement_modifiers")
    for match in lexicon.one_of_each("agreement_heads").finditer(sentence.masked):
        others = lexicon.words("not_agreements").finditer(sentence.text)
        if any(other.start() <= match.start() < other.end() for other in others):
            continue
        phrase = phrase_around(sentence, match.start(), match.end(), modifiers, lexicon)
        # "Owaija area" is a place; "the areas" are those of the deal.
        is_named = phrase.start < match.start() or not phrase.article
        if lexicon.match_any_case("bare_zone").fullmatch(match[0]) and is_named:
            continue
        yield phrase, _kinds(lexicon)[str(match.lastgroup)]


@lru_cache(maxsize=8)
def _kinds(lexicon: Lexicon) -> dict[str, AgreementKind]:
    """The kinds of deals by the names of their groups."""
    return {group_name(kind): kind for kind in lexicon["agreement_heads"]}


def _mention(
    sentence: Sentence,
    index: int,
    phrase: Phrase,
    kind: AgreementKind,
    scope: tuple[int, int],
    theatre: Theatre,
) -> Mention:
    lexicon = theatre.lexicon
    name = _undated(phrase, sentence)
    phase, status = _phase(sentence, phrase, scope, lexicon)
    guarantors, parties = _makers(sentence, phrase, kind, scope, theatre)
    marks = lexicon.words("agreement_marks").findall(name)
    wish = lexicon.match("agreement_wish").search(sentence.text[: phrase.start][-50:])
    agreed = _year_in(sentence, phrase) or _agreed(sentence, phrase, scope, lexicon)
    return Mention(
        index=index,
        phrase=phrase,
        name=name,
        kind=kind,
        marks=frozenset(mark.lower() for mark in marks),
        is_wished=wish is not None or name.lower().startswith("no "),
        agreed=agreed or (sentence.heading if phase == "agreed" else None),
        started=_started(sentence, phrase, scope, lexicon),
        guarantors=guarantors,
        brokers=_brokers(sentence, phrase, scope, theatre),
        parties=parties,
        places=_places(sentence, phrase, kind, scope, theatre),
        phase=phase,
        status=status,
    )


def _undated(phrase: Phrase, sentence: Sentence) -> str:
    """The name without a day it begins with."""
    for mention in sentence.dates:
        if phrase.start <= mention.start < mention.end < phrase.end - 3:
            rest = re.match(r"(?:[’']s?)? ?", sentence.text[mention.end : phrase.end])
            start = mention.end + (rest.end() if rest else 0)
            return Phrase(start, phrase.end, "").words(sentence)
    return phrase.words(sentence)


def _agreed(
    sentence: Sentence, phrase: Phrase, scope: tuple[int, int], lexicon: Lexicon
) -> DateMention | None:
    """The day in its name, right after it, or with a verb of agreeing."""
    verbs = list(lexicon.match("agreed_verb").finditer(sentence.text, scope[0], phrase.start))
    verb = verbs[-1].start() if verbs and phrase.start - verbs[-1].end() < _NEAR else -1
    for mention in _dates(sentence, scope):
        if mention.is_since or lexicon.match("lasting").search(mention.text):
            continue
        if lexicon.match("since_war_began").search(sentence.text, phrase.end, mention.start):
            continue
        before = sentence.text[scope[0] : mention.start]
        is_own = phrase.start <= mention.start < phrase.end + _CLOSE
        is_agreed = lexicon.match("agreed_on").search(before) or mention.end <= verb
        if is_own or (is_agreed and not lexicon.match("said_on").search(before)):
            return mention
    return None


def _started(
    sentence: Sentence, phrase: Phrase, scope: tuple[int, int], lexicon: Lexicon
) -> DateMention | None:
    """The day after a word of beginning, or since which it holds."""
    for mention in _dates(sentence, scope):
        between = sentence.text[phrase.end : mention.start]
        is_its = not lexicon.match("since_of_war").search(between)
        began = lexicon.match("started_on").search(sentence.text[scope[0] : mention.start])
        if began and (is_its or "since" not in began[0]):
            return mention
        if mention.is_since and mention.start > phrase.end and is_its:
            return mention
    return None


def _year_in(sentence: Sentence, phrase: Phrase) -> DateMention | None:
    """The year a name begins with, or comes right after: "the 1994 ceasefire", "a 2015 accord"."""
    match = _YEAR.match(sentence.text, phrase.start)
    match = match or _YEAR_BEFORE.search(sentence.text, 0, phrase.start)
    if match is None:
        return None
    year = int(match[0])
    period = Period(date(year, 1, 1), date(year, 12, 31), "year")
    return DateMention(match.start(), match.end(), match[0], period)


def _dates(sentence: Sentence, scope: tuple[int, int]) -> Iterator[DateMention]:
    return (d for d in sentence.dates if d.period and scope[0] <= d.start < scope[1])


def _phase(
    sentence: Sentence, phrase: Phrase, scope: tuple[int, int], lexicon: Lexicon
) -> tuple[AgreementPhase | None, str | None]:
    """The phase that the nearest cue gives, and its words up to the end of the clause."""
    best: tuple[int, AgreementPhase, int] | None = None
    for name in lexicon["agreement_phases"]:
        cues = lexicon.words("agreement_phases", name)
        for match in cues.finditer(sentence.text, *scope):
            is_after = match.start() >= phrase.end
            gap = match.start() - phrase.end if is_after else phrase.start - match.end() + 5
            if gap >= 0 and (best is None or gap < best[0]):
                best = (gap, name, match.start())
    if best is None:
        return None, None
    words = lexicon.match("status_words").match(sentence.text, best[2], scope[1])
    return best[1], words[0].strip() if words else None


# Who made it, and where it holds.


def _makers(
    sentence: Sentence,
    phrase: Phrase,
    kind: AgreementKind,
    scope: tuple[int, int],
    theatre: Theatre,
) -> tuple[Actors, Actors]:
    """(guarantors, parties). States that are no side of the war stand behind a truce they made."""
    text = sentence.text
    if named := parties_after("agreement_guarantors", text, theatre, (phrase.end, scope[1])):
        return named, ()
    makers = parties_after("agreement_makers", text, theatre, (phrase.start, scope[1]))
    makers = makers or _subject(sentence, phrase, scope, theatre)
    makers = makers or _relative(sentence, phrase, scope, theatre)
    if not makers:
        return (), _pair(phrase.words(sentence), theatre)
    are_outside = len(makers) > 1 and not any(_is_side(a, theatre) for a in makers)
    return (makers, ()) if are_outside and kind in _GUARANTEED else ((), makers)


def _subject(
    sentence: Sentence, phrase: Phrase, scope: tuple[int, int], theatre: Theatre
) -> Actors:
    """ "Russia, Turkey and Iran on Thursday signed a memorandum"."""
    before, cue = sentence.masked[: phrase.start], theatre.lexicon.match("agreement_subject")
    for match in parties_in(before, theatre) if cue.may_match(before) else ():
        made = cue.match(before, match.end())
        if match.start() >= scope[0] and made and phrase.start - made.end() < _NEAR:
            return names_listed(match[0], theatre)
    return ()


def _relative(
    sentence: Sentence, phrase: Phrase, scope: tuple[int, int], theatre: Theatre
) -> Actors:
    """ "zones that Russia, Turkey and Iran agreed on 4 May"."""
    lexicon, text = theatre.lexicon, sentence.masked
    that = lexicon.match("agreement_that").match(text[phrase.end :])
    if that is None:
        return ()
    listed = lexicon.match("parties").match(text, phrase.end + that.end() + 1)
    if listed is None or not lexicon.match("agreement_subject").match(text, listed.end()):
        return ()
    return names_listed(listed[0], theatre)


def _is_side(mention: ActorMention, theatre: Theatre) -> bool:
    """Whether it fights: the state the report is about, or anyone that is no state."""
    if state := state_named(mention.text):
        return state.iso2 == fought_over(theatre)
    known = (theatre.reference.actors.get(each) for each in mention.actor_ids[:1])
    return not any(each is not None and each.kind == "state" for each in known)


def _pair(name: str, theatre: Theatre) -> Actors:
    """The two of a hyphenated name: "U.S.-Taliban agreement"."""
    match = theatre.lexicon.match("agreement_pair").match(name)
    return (party(match["a"], theatre), party(match["b"], theatre)) if match else ()


def _brokers(
    sentence: Sentence, phrase: Phrase, scope: tuple[int, int], theatre: Theatre
) -> Actors:
    lexicon, text = theatre.lexicon, sentence.text
    named = lexicon.match("agreement_broker_name").finditer(text, phrase.start, phrase.end)
    found = [party(match["who"], theatre) for match in named]
    found += parties_after("agreement_brokers", text, theatre, (phrase.end, scope[1]))
    if plan := lexicon.match("agreement_plan").search(text, *scope):
        found += [party(plan["a"], theatre), party(plan["b"], theatre)]
    return tuple({each.text: each for each in found}.values())


def _places(
    sentence: Sentence,
    phrase: Phrase,
    kind: AgreementKind,
    scope: tuple[int, int],
    theatre: Theatre,
) -> tuple[PlaceMention, ...]:
    """Areas it covers: in its clause after it, in its name, or where it is said to be in place."""
    area = theatre.lexicon.match("agreement_area").match(sentence.text, phrase.end)
    if area and (place := theatre.resolve(area["run"])):
        return (place,)
    return tuple(
        span.place
        for span in find_places(sentence, theatre)
        if _is_covered(span, sentence, phrase, kind, scope, theatre)
    )


def _is_covered(
    span: PlaceSpan,
    sentence: Sentence,
    phrase: Phrase,
    kind: AgreementKind,
    scope: tuple[int, int],
    theatre: Theatre,
) -> bool:
    lexicon = theatre.lexicon
    is_other_country = span.place.precision == "country" and (
        span.place.country != fought_over(theatre)
    )
    before = sentence.text[max(0, span.start - 40) : span.start]
    if not any(letter.isupper() for letter in span.place.text):
        return False
    if is_other_country or span.is_landmark or lexicon.match("agreed_in").search(before):
        return False
    if _is_seat(span.place, theatre):
        return False
    if phrase.start <= span.start < scope[1]:
        is_near = re.fullmatch(r"[^,;]{0,45}", sentence.text[phrase.end : span.start])
        return is_near is not None or kind == "de-escalation zones"
    is_before = scope[0] <= span.start and span.end <= phrase.start
    return is_before and bool(lexicon.match("agreement_where").match(sentence.text, span.end))


def _is_seat(place: PlaceMention, theatre: Theatre) -> bool:
    """A capital that stands for its government, or a city of talks, is no area of a truce."""
    if place.precision == "country":
        return False
    reference = theatre.reference
    kinds = {each.kind for each in reference.actors_named(place.text, theatre.on)}
    cities = {fold(city) for track in reference.tracks.values() for city in track.cities}
    return bool(kinds & {"state", "side"}) or fold(place.text) in cities
