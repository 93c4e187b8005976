"""A sentence as a row of words and the part that each plays in who says what.

`kinds` holds one letter a word (see `voice_patterns` of the lexicon), so that a pattern over
parts of speech is a regular expression over a short string, and its matches are word numbers.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from trucewatch.reference.lexicon import Lexicon


@dataclass(frozen=True)
class Cue:
    """A verb that gives somebody's words: its kind, and the words of which one must follow."""

    base: str
    kind: str
    particles: frozenset[str]


@dataclass(frozen=True)
class Grammar:
    """The small words and cues of one language, and its patterns over the parts they play."""

    letters: dict[str, str]
    cues: dict[str, Cue]
    addressed: frozenset[str]
    patterns: dict[str, re.Pattern[str]]


_SMALL = {
    "according": "L",
    "by": "Y",
    "that": "T",
    "relatives": "R",
    "subjects": "S",
    "be": "B",
    "negated_be": "B",
    "auxiliaries": "X",
    "adverbs": "A",
    "determiners": "D",
    "possessives": "H",
    "quantifiers": "M",
    "prepositions": "P",
    "joins": "&",
    "openers": "C",
}


@lru_cache(maxsize=8)
def grammar_of(lexicon: Lexicon) -> Grammar:
    cues = {form: cue for forms, cue in _cue_lines(lexicon) for form in forms}
    letters = {form: letter for form, letter in _cue_letters(lexicon)}
    letters |= {
        n + s: "o" if n in letters else "c"
        for n in lexicon.fragments("cue_nouns")
        for s in ("", "s")
    }
    for part, letter in _SMALL.items():
        letters |= dict.fromkeys(lexicon["voice_words"][part].split(), letter)
    return Grammar(
        letters, cues, frozenset(lexicon["addressed"]), _patterns(lexicon["voice_patterns"])
    )


def _cue_lines(lexicon: Lexicon) -> Iterator[tuple[list[str], Cue]]:
    for kind in lexicon["cue_verbs"]:
        for line in lexicon.fragments("cue_verbs", kind):
            forms, _, particles = line.partition(":")
            yield forms.split(), Cue(forms.split()[0], kind, frozenset(particles.split()))


def _cue_letters(lexicon: Lexicon) -> Iterator[tuple[str, str]]:
    """Each form with its letter; where two forms are the same, the later one stands."""
    nouns = set(lexicon["also_nouns"].split())
    for (base, third, past, participle, gerund), _ in _cue_lines(lexicon):
        yield from ((participle, "t"), (past, "d" if past == participle else "k"))
        yield from ((third, "o" if base in nouns else "z"), (base, "o" if base in nouns else "b"))
        yield gerund, "i"


def _patterns(texts: dict[str, str]) -> dict[str, re.Pattern[str]]:
    whole: dict[str, str] = {}
    for name, text in texts.items():
        for part, written in whole.items():
            text = text.replace("{" + part + "}", written)
        whole[name] = text
    return {name: re.compile(text) for name, text in whole.items()}


_WORD = re.compile(
    r"@+|''|(?:[A-Z]\.){2,}|[^\W_](?:[^\W_]|[-’'./&](?=[^\W_]))*(?:\.(?=\s)|['’](?=\s))?|\S"
)
_CLITIC = re.compile(r"(he|she|it|they|we|i|you|who)[’'](s|re|ve|m|ll|d)$", re.I)
_DASHES = dict.fromkeys("–—―-", "–")


@dataclass(frozen=True)
class Words:
    """The words of one sentence: lower case, start and end in its characters, kinds."""

    lower: list[str]
    starts: list[int]
    ends: list[int]
    kinds: str


def words_of(text: str, grammar: Grammar, quotes: dict[int, str], offset: int = 0) -> Words:
    """`quotes` says of each quotation mark whether it opens (“), by its place plus `offset`."""
    lower: list[str] = []
    starts: list[int] = []
    ends: list[int] = []
    kinds: list[str] = []
    for match in _WORD.finditer(text):
        word, start = match[0], match.start()
        mark = quotes.get(start + offset)
        parts = [(word.lower(), mark, 0)] if mark else _parts(word, start, grammar.letters)
        for part, kind, at in parts:
            lower.append(part)
            kinds.append(kind)
            starts.append(start + at)
            ends.append(start + at + len(part))
    return Words(lower, starts, ends, "".join(kinds))


def _parts(word: str, start: int, letters: dict[str, str]) -> list[tuple[str, str, int]]:
    small = word.lower()
    clitic = _CLITIC.match(small)
    if clitic is None:
        return [(small, _kind(word, small, start, letters), 0)]
    who, be = clitic.groups()
    return [
        (who, "R" if who == "who" else "S", 0),
        (small[len(who) :], "X" if be in ("ve", "ll", "d") else "B", len(who)),
    ]


def _kind(word: str, small: str, start: int, letters: dict[str, str]) -> str:
    first = word[0]
    if first == "@":
        return "@"
    if not first.isalnum():
        return _DASHES.get(first, first)
    letter = letters.get(small)
    if letter and (not first.isupper() or start == 0 or letter in "DHMSRPATCYLB&X"):
        return letter
    if first.isdigit():
        return "#"
    if small.endswith(("’s", "'s", "s’", "s'")):
        return "G"
    if first.isupper():
        return "N"
    if small.endswith("ed"):
        return "e"
    return "A" if small.endswith("ly") else "n"
