"""Noun phrases of diplomacy: a noun with what stands before it, and lists of those who act."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise

from trucewatch.model.values import ActorMention
from trucewatch.reading.names import Theatre, actor
from trucewatch.reading.text import Document, Sentence
from trucewatch.reference.countries import State, state_named, state_of_capital
from trucewatch.reference.lexicon import CAPITAL, RUN, compiled, lexicon_of

_ARTICLE = re.compile(
    r"(?:the|an?|this|that|these|those|its|their|his|her|our|any|both|such|each|several|some)\b ?",
    re.I,
)
_QUOTES = '“”"‘'
_WORD_BEFORE = re.compile(r"[^\s,;:()]+,? $")
_DETERMINER = re.compile(r"^(?:(?:the|an?|both|its|their|some|other|main|country's) )+", re.I)


@dataclass(frozen=True)
class Phrase:
    """A noun phrase in characters of its sentence; `start` leaves the article out."""

    start: int
    end: int
    article: str

    def words(self, sentence: Sentence) -> str:
        return sentence.text[self.start : self.end].strip(_QUOTES + " ")


def phrase_around(sentence: Sentence, start: int, end: int, modifiers: str) -> Phrase:
    """The phrase whose noun is at `start`: back over names, ordinals, dates and `modifiers`."""
    allowed = compiled(modifiers)
    while (match := _WORD_BEFORE.search(sentence.text, max(0, start - 40), start)) and (
        _may_modify(match, sentence, allowed)
    ):
        start = match.start()
    article = re.search(
        rf"(?<!\w){_ARTICLE.pattern.rstrip('?')}[{_QUOTES}]?$", sentence.text[:start], re.I
    )
    return Phrase(start, end, article[0].strip(_QUOTES + " ").lower() if article else "")


def _may_modify(match: re.Match[str], sentence: Sentence, allowed: re.Pattern[str]) -> bool:
    word = match[0].strip(f" ,{_QUOTES}")
    is_marked = bool(set("@#") & set(sentence.masked[match.start() : match.end() - 1]))
    if match[0].endswith(", ") and not allowed.fullmatch(word + ","):
        return False
    if is_marked or allowed.fullmatch(word):
        return True
    begins_sentence = not sentence.text[: match.start()].strip(_QUOTES + " ")
    is_name = re.fullmatch(rf"{CAPITAL}", word) is not None and not _ARTICLE.fullmatch(word)
    return is_name and not (begins_sentence and word.lower() in _openers())


@lru_cache(maxsize=1)
def _openers() -> frozenset[str]:
    return lexicon_of("en").function_words | {
        "when",
        "while",
        "since",
        "during",
        "despite",
        "under",
    }


def scopes_of(
    sentence: Sentence, phrases: Sequence[Phrase], joint: re.Pattern[str]
) -> list[tuple[int, int]]:
    """The part of the sentence that speaks of each phrase: cut at the last joint between two."""
    cuts = [0]
    for left, right in pairwise(phrases):
        joints = list(joint.finditer(sentence.text, left.end, right.start))
        cuts.append(joints[-1].start() if joints else right.start)
    cuts.append(len(sentence.text))
    return list(pairwise(cuts))[: len(phrases)]


def guarantors_named(document: Document, theatre: Theatre) -> tuple[ActorMention, ...]:
    """Those whom a sentence lists and calls guarantors."""
    called = compiled(theatre.lexicon["guarantors"])
    for sentence in document.sentences:
        if called.search(sentence.text):
            for match in re.finditer(
                rf"(?<![\w-]){names_pattern(theatre.lexicon.language)}", sentence.text
            ):
                states = names_listed(match[0], theatre)
                if len(states) > 1 and all(state_named(s.text) or s.actor_ids for s in states):
                    return states
    return ()


@lru_cache(maxsize=8)
def names_pattern(language: str) -> str:
    """A list of states, sides and groups: "Syria's allies Russia and Iran and rebel backer Turkey"."""
    lexicon = lexicon_of(language)
    noun = rf"(?:{lexicon.any_of('party_nouns')})(?![\w-])"
    nouns = rf"{noun}(?: {noun})*(?: in {RUN})?"
    relation = rf"(?:(?:{RUN}|[a-z]+)(?:[’']s?)? )??{lexicon['relations']} "
    item = (
        rf"(?:(?:the|an?|its|their|both|two|other) )?(?:{relation}|(?:[a-z][\w-]* ){{0,3}}?)"
        rf"(?:(?:{RUN})(?:[’']s)?(?: (?:(?!and |or )[\w-]+ ){{0,2}}?{nouns})?(?: of (?:the )?{RUN})?(?: \([A-Z-]+\))?"
        rf"|{nouns}(?: of (?:the )?{RUN})?)"
    )
    return rf"(?:{item})(?:(?:, and |, | and | as well as |,? along with |, plus )(?:{item}))*"


def names_listed(words: str, theatre: Theatre) -> tuple[ActorMention, ...]:
    """The actors of a list as written, without articles and words of relation ("rebel backer")."""
    items = re.split(r"(?:, and |, | and | as well as |,? along with |, plus )", words)
    found = [each for item in items for each in _named(item, theatre)]
    return tuple({each.text: each for each in found}.values())


def _named(item: str, theatre: Theatre) -> list[ActorMention]:
    item = re.sub(rf"^.*\b{theatre.lexicon['relations']} (?=[A-Z])", "", item.strip())
    item = re.sub(r" \([A-Z-]+\)$", "", _DETERMINER.sub("", item))
    if not item or item.lower() in ("others", "countries", "parties", "states"):
        return []
    capitals = item.split()
    # Some feeds drop commas: "Russia Turkey".
    if len(capitals) > 1 and state_named(item) is None and all(map(_is_state, capitals)):
        return [party(word, theatre) for word in capitals]
    return [party(item, theatre)]


def _is_state(word: str) -> bool:
    state = state_named(word)
    return state is not None and word in state.names


def party(words: str, theatre: Theatre, text: str = "") -> ActorMention:
    """Who the words stand for: "Turkish" is Turkey, "Ankara" too where `text` names Turkey."""
    bare = re.sub(r"[’']s?$", "", _DETERMINER.sub("", words.strip(" ,.")))
    if bare.endswith(("U.S", "U.N")) and words.rstrip(" ,").endswith("."):
        bare += "."
    state = state_named(bare)
    if state is not None and bare not in state.names:
        return _mention(common_name(state, bare, text), bare, theatre)
    capital = state_of_capital(bare)
    if capital is not None and re.search(rf"\b{re.escape(capital.name)}\b", text):
        return _mention(capital.name, bare, theatre)
    return actor(bare, theatre)


def _mention(name: str, written: str, theatre: Theatre) -> ActorMention:
    """The actor by the name of the state; the words as written decide who it may be."""
    return ActorMention(name, actor(written, theatre).actor_ids or actor(name, theatre).actor_ids)


def common_name(state: State, adjective: str, text: str = "") -> str:
    """The name of the state that the text uses, or one like the adjective: British, Britain."""
    in_text = [name for name in state.names if re.search(rf"\b{re.escape(name)}\b", text)]
    alike = [name for name in state.names if name[:4].lower() == adjective[:4].lower()]
    return next(iter(in_text + alike), state.name)
