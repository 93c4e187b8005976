"""Noun phrases of diplomacy: a noun with what stands before it, and lists of those who act."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache
from itertools import pairwise

from msgspec import Struct

from trucewatch.model.values import ActorMention
from trucewatch.reading.names import Theatre, actor
from trucewatch.reading.text import Document, Sentence
from trucewatch.reference.countries import State, state_named, state_of_capital
from trucewatch.reference.lexicon import CAPITAL, Lexicon, lexicon_of
from trucewatch.reference.patterns import Pattern
from trucewatch.reference.seeking import Match

# Each mention of a meeting or a deal is held against those before it: beyond these, no report is
# one.
MENTIONS_MAX = 400
QUOTES = '“”"‘'
_ARTICLE = re.compile(
    r"(?:the|an?|this|that|these|those|its|their|his|her|our|any|both|such|each|several|some)\b",
    re.I,
)
# Right before the noun phrase: an article has ten characters at most, with blanks and a mark.
_ARTICLE_BEFORE = re.compile(rf"(?<!\w)({_ARTICLE.pattern}) ?[{QUOTES}]? ?$", re.I)
_FARTHEST_ARTICLE = 10
_WORD_BEFORE = re.compile(r"[^\s,;:()]+,? $")
_DETERMINER = re.compile(
    r"^(?:(?:the|an?|both|its|their|some|other|main|country's|of|from|for|by|between|against) )+",
    re.IGNORECASE,
)
_CAPITAL, _NTH = re.compile(CAPITAL), re.compile(r"(\d{1,2})(?:st|nd|rd|th)", re.IGNORECASE)
POSSESSIVE = re.compile(r"[’']s?$")
_ABBREVIATION = re.compile(r" \([A-Z-]+\)$")


class Phrase(Struct, frozen=True):
    """A noun phrase in characters of its sentence; `start` leaves the article out."""

    start: int
    end: int
    article: str

    @property
    def is_indefinite(self) -> bool:
        return self.article in ("a", "an")

    def words(self, sentence: Sentence) -> str:
        return sentence.text[self.start : self.end].strip(QUOTES + "’', ")


def phrase_around(
    sentence: Sentence, start: int, end: int, modifiers: Pattern, lexicon: Lexicon
) -> Phrase:
    """The phrase whose noun is at `start`: back over names, ordinals, dates and `modifiers`."""
    while (match := _WORD_BEFORE.search(sentence.text, max(0, start - 40), start)) and (
        _may_modify(match, sentence, modifiers, lexicon)
    ):
        start = match.start()
    article = _ARTICLE_BEFORE.search(sentence.text, max(0, start - _FARTHEST_ARTICLE), start)
    return Phrase(start, end, article[1].lower() if article else "")


def _may_modify(match: Match, sentence: Sentence, allowed: Pattern, lexicon: Lexicon) -> bool:
    word = match[0].strip(f" ,{QUOTES}")
    is_marked = bool(set("@#") & set(sentence.masked[match.start() : match.end() - 1]))
    if match[0].endswith(", ") and not allowed.fullmatch(word + ","):
        return False
    if is_marked or allowed.fullmatch(word) or ordinal(word, lexicon):
        return True
    begins_sentence = not sentence.text[: match.start()].strip(QUOTES + " ")
    is_name = _CAPITAL.fullmatch(word) is not None and not _ARTICLE.fullmatch(word)
    return is_name and not (begins_sentence and word.lower() in _openers(lexicon.language))


@lru_cache(maxsize=8)
def _openers(language: str) -> frozenset[str]:
    """Words that are capitalised only because a sentence begins."""
    lexicon = lexicon_of(language)
    return lexicon.function_words | frozenset(lexicon.fragments("sentence_openers"))


def ordinal(word: str, lexicon: Lexicon) -> int | None:
    """The number of "eighth" or "8th"."""
    if digits := _NTH.fullmatch(word):
        return int(digits[1])
    known: dict[str, int] = lexicon["numbers"]["ordinals"]
    return known.get(word.lower())


def scopes_of(
    sentence: Sentence, phrases: Sequence[Phrase], joint: Pattern
) -> list[tuple[int, int]]:
    """The part of the sentence that speaks of each phrase: cut at the last joint between two."""
    cuts = [0]
    for left, right in pairwise(phrases):
        joints = list(joint.finditer(sentence.text, left.end, right.start))
        cuts.append(joints[-1].start() if joints else right.start)
    cuts.append(len(sentence.text))
    return list(pairwise(cuts))[: len(phrases)]


# Those who act.


# Each meeting and deal is asked of it.
@lru_cache(maxsize=8)
def fought_over(theatre: Theatre) -> str | None:
    """ISO code of the country of the conflict: a dossier's, or the one named most."""
    known = {country for dossier in theatre.reference.dossiers for country in dossier.countries}
    ours = [country for country in theatre.countries if country in known]
    return next(iter([*ours, *theatre.countries]), None)


def guarantors_named(document: Document, theatre: Theatre) -> tuple[ActorMention, ...]:
    """Those whom a sentence lists and calls guarantors."""
    called = theatre.lexicon.words("guarantors")
    for sentence in document.sentences:
        if called.search(sentence.text):
            for match in parties_in(sentence.masked, theatre):
                states = names_listed(match[0], theatre)
                if len(states) > 1 and all(s.actor_ids or state_named(s.text) for s in states):
                    return states
    return ()


def parties_in(masked: str, theatre: Theatre) -> Sequence[Match]:
    """Lists of states, sides and groups: "allies Russia and Iran and rebel backer Turkey".

    `masked` is a sentence's masked text, so that no "Tuesday" is taken for a state.
    """
    return _parties_in(masked, theatre.lexicon)


# Each part that reads talks asks for those of the same sentences.
@lru_cache(maxsize=256)
def _parties_in(masked: str, lexicon: Lexicon) -> Sequence[Match]:
    return tuple(lexicon.match("parties").finditer(masked))


def parties_after(
    cue: str, text: str, theatre: Theatre, span: tuple[int, int] | None = None
) -> tuple[ActorMention, ...]:
    """Those listed right after the first place where the pattern `cue` is followed by a list."""
    start, end = span or (0, len(text))
    for match in theatre.lexicon.match(cue).finditer(text, start, end):
        at = match.end() + (text[match.end() : match.end() + 1] == " ")
        if listed := theatre.lexicon.match("parties").match(text, at, end):
            return names_listed(listed[0], theatre)
    return ()


def names_listed(words: str, theatre: Theatre) -> tuple[ActorMention, ...]:
    """The actors of a list as written, without articles and words of relation ("rebel backer")."""
    lexicon = theatre.lexicon
    # "Tasnim, representatives of A and B": what comes before the representatives is no party.
    words = lexicon.match_any_case("of_delegates").split(words)[-1]
    items = lexicon.match("party_joint").split(words)
    found = [each for item in items for each in _named(item.strip(), theatre)]
    shared = lexicon.match("party_title").search(words)
    if shared and len(found) > 1:
        found = [_without_title(each, theatre) for each in found]
    return tuple({each.text: each for each in found}.values())


def _without_title(mention: ActorMention, theatre: Theatre) -> ActorMention:
    """ "the Russian and Turkish presidents" are two states."""
    bare = theatre.lexicon.match("party_title").sub("", mention.text)
    return party(bare, theatre) if state_named(bare) else mention


def _named(item: str, theatre: Theatre) -> list[ActorMention]:
    item = theatre.lexicon.match("of_relation").sub("", item)
    item = _ABBREVIATION.sub("", _DETERMINER.sub("", item))
    if not item or theatre.lexicon.match_any_case("not_a_party").match(item):
        return []
    # Some feeds drop commas: "Russia Turkey".
    words = item.split()
    if len(words) > 1 and state_named(item) is None and all(map(_is_state, words)):
        return [party(word, theatre) for word in words]
    return [party(item, theatre)]


def _is_state(word: str) -> bool:
    state = state_named(word)
    return state is not None and word in state.names


def party(words: str, theatre: Theatre, text: str = "") -> ActorMention:
    """Who the words stand for: "Turkish" is Turkey, "Ankara" too where `text` names Turkey."""
    bare = POSSESSIVE.sub("", _DETERMINER.sub("", words.strip(" ,.")))
    if bare.endswith(("U.S", "U.N")) and words.rstrip(" ,").endswith("."):
        bare += "."
    state = state_named(bare)
    if state is not None and bare not in state.names:
        return _mention(common_name(state, bare, text), bare, theatre)
    capital = state_of_capital(bare)
    # The capital of the country fought over stands for one side of it.
    is_side = capital is not None and capital.iso2 == fought_over(theatre)
    if capital is not None and not is_side and _is_spoken_of(capital, text):
        return _mention(capital.name, bare, theatre)
    return actor(bare, theatre)


def _is_spoken_of(state: State, text: str) -> bool:
    called = "|".join(map(re.escape, (state.name, *state.adjectives)))
    return re.search(rf"\b(?:{called})\b", text) is not None


def _mention(name: str, written: str, theatre: Theatre) -> ActorMention:
    """The actor by the name of the state; the words as written decide who it may be."""
    ids = actor(written, theatre).actor_ids or actor(name, theatre).actor_ids
    return ActorMention(name, ids)


def common_name(state: State, adjective: str, text: str = "") -> str:
    """The name of the state that the text uses, or one like the adjective: British, Britain."""
    told = [name for name in state.names if name in text]
    in_text = [name for name in told if re.search(rf"\b{re.escape(name)}\b", text)]
    plain = [name for name in state.names if " " not in name]
    alike = [name for name in plain if name[:4].lower() == adjective[:4].lower()]
    return next(iter(in_text + alike), state.name)
