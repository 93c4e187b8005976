"""Every name in a text that some place is called by, found in one pass over its capitals.

No sentence is parsed: a name is a run of capitalised words that the gazetteer knows, the longest
first. Which of the places called so is meant is decided in `senses.py`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import zip_longest

from msgspec import Struct

from trucewatch.reference.gazetteer import SHORT, Candidate
from trucewatch.reference.names import fold
from trucewatch.reference.places import organisations, place_words
from trucewatch.reference.reference import Reference

# A capitalised word, with an Arabic article before it; initials; a saint or fort written short.
# What a word begins with comes first, as one set: most characters are passed over by it alone.
_WORD = re.compile(
    r"[^b-df-z \W\d_](?<![\w.].)(?:"
    r"(?<=[A-Z])(?:\.(?:[A-Z]\.)+(?:[A-Z](?!\w))?|(?:(?<=S)te?|(?<=[MFP])t)\.(?= [A-Z]))"
    r"|(?:(?<=[AaEe])(?:[lnrsdtz]|sh)|(?<=[Aa])th)-[^\W\d_a-z][\w’'‘`ʼ]*"
    r"|(?<=[^ae])[\w’'‘`ʼ]*)"
)
# What may stand between two words of one name.
_JOINT = re.compile(
    r"[ -](?:(?:of|of the|and|and the|de|de la|de los|del|la|las|do|da|dos|du|des|le|les|upon|on"
    r"|on the|in|am|an der|sur|sous|ez|al|el|ad|ar|as|at|an|az|es|ash|e|y)[ -])?"
)
_POSSESSIVE_ENDS = frozenset("s'’")
_OF_PLURAL = ("s'", "s’")
_LONGEST_WORDS = 5
_LONGEST_SHORT, _POSTAL = 4, 2
_LONGEST_JOINT = 12
_BEFORE_SHORT = frozenset((", ", " ", ",", " ("))
_PARTIES = ("D-", "R-", "I-")


class Word(Struct, frozen=True):
    """A capitalised word of the text, in characters of it, possessive left out.

    `is_joined`: the next one may belong to the same name; `is_spaced`: only a blank is between;
    `is_short`: it may be the short form of a name.
    """

    start: int
    end: int
    name: str
    is_joined: bool
    is_spaced: bool
    is_short: bool


class Toponym(Struct, frozen=True):
    """A name some place is called by, in characters of the text, possessive left out.

    `first` and `last` are its words' numbers among the text's capitalised words. `candidates`
    are the places called so, the likeliest first.
    """

    start: int
    end: int
    name: str
    first: int
    last: int
    candidates: tuple[Candidate, ...]


def capitals(text: str) -> list[Word]:
    """The capitalised words of the text, in order."""
    spans = [match.span() for match in _WORD.finditer(text)]
    words = []
    for (start, past), (following, _) in zip_longest(spans, spans[1:], fillvalue=(-1, -1)):
        word = text[start:past]
        if not word.isascii() and not word[0].isascii() and not word[0].isupper():
            continue
        bare = _without_possessive(word) if word[-1] in _POSSESSIVE_ENDS else word
        gap = text[past:following] if bare == word and following >= 0 else ""
        is_spaced = gap == " "
        is_joined = is_spaced or (0 < len(gap) < _LONGEST_JOINT and bool(_JOINT.fullmatch(gap)))
        is_short = len(bare) <= _LONGEST_SHORT or "." in bare
        words.append(Word(start, start + len(bare), fold(bare), is_joined, is_spaced, is_short))
    return words


def _without_possessive(word: str) -> str:
    bare = word.removesuffix("'s").removesuffix("’s")
    return bare[:-1] if bare.endswith(_OF_PLURAL) else bare


def find_toponyms(text: str, words: Sequence[Word], reference: Reference) -> list[Toponym]:
    """Names of the text that places are called by, longest first at each word, none twice."""
    asked = [_names_from(text, words, at) for at in range(len(words))]
    known = reference.places_called({name for names in asked for name, _, _ in names})
    others = organisations()
    found, free, past = list[Toponym](), 0, -1
    for at, names in enumerate(asked):
        if at < free:
            continue
        for order, (name, last, end) in enumerate(names):
            if name in others:
                free = last + 1
                break
            candidates = known[name]
            if candidates:
                candidates = _called(candidates, name, text[past : words[at].start])
            if not candidates:
                continue
            if last > at and words[last].is_spaced:
                shorter = known[names[order + 1][0]]
                if _is_noun_of_next(name, candidates[0], shorter):
                    continue
            found.append(Toponym(words[at].start, end, name, at, last, candidates))
            free, past = last + 1, end
            break
    return found


def _is_noun_of_next(name: str, longer: Candidate, shorter: Sequence[Candidate]) -> bool:
    """Whether its last word belongs to what follows: "Cambridge City Council" is Cambridge's."""
    is_noun = name.rpartition(" ")[2] in place_words().institutions
    is_less = bool(shorter) and shorter[0].prior > longer.prior
    return is_noun and is_less and longer.precision == "town"


def _called(candidates: tuple[Candidate, ...], name: str, gap: str) -> tuple[Candidate, ...]:
    """The candidates that the name may stand for; `gap` is what parts it from the name before.

    A short form stands after a town or a party ("D-La."), or has its own full stops ("N.Y.").
    The article is left out of spelling keys, but "The Turkish" is no variant of Turkish.
    """
    if name.startswith("the "):
        return tuple(c for c in candidates if c.is_exact)
    if name.islower():
        return candidates
    follows = gap in _BEFORE_SHORT or name.count(".") > 1 or gap.endswith(_PARTIES)
    return tuple(c for c in candidates if c.grade == SHORT) if follows else ()


def _names_from(text: str, words: Sequence[Word], at: int) -> list[tuple[str, int, int]]:
    """(folded name, number of its last word, end) of names that begin here, longest first.

    Short forms are as written.
    """
    word = words[at]
    start, end, names = word.start, word.end, list[tuple[str, int, int]]()
    if not (word.is_joined or word.is_short):
        return [(word.name, at, end)]
    if word.is_joined:
        last = at
        while last - at + 1 < _LONGEST_WORDS and last + 1 < len(words) and words[last].is_joined:
            last += 1
        ends = [words[to].end for to in range(last, at, -1)]
        names = [(fold(text[start:stop]), last - n, stop) for n, stop in enumerate(ends)]
    if word.is_short:
        names += _short_forms(text, start, end, at)
    # Letters that stand for a country are all capitals; "Us" begins a sentence.
    if end - start > 2 or text[start:end].isupper():
        names.append((word.name, at, end))
    return names


def _short_forms(text: str, start: int, end: int, at: int) -> Iterator[tuple[str, int, int]]:
    if text[end : end + 1] == ".":
        yield text[start : end + 1], at, end + 1
    yield text[start:end], at, end
    if end - start == _POSTAL:
        yield text[start:end].upper(), at, end
