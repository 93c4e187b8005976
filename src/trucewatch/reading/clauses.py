"""A sentence as a row of words and the part that each plays in who says what.

`kinds` holds one letter a word (see `voice_patterns` of the lexicon), so that a pattern over
parts of speech is a regular expression over a short string, and its matches are word numbers.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property, lru_cache

from msgspec import Struct

from trucewatch.reading.quotations import Quotations
from trucewatch.reading.text import Sentence
from trucewatch.reading.words import mark_of, starts_of
from trucewatch.reference.lexicon import Lexicon
from trucewatch.reference.patterns import Pattern


class Cue(Struct, frozen=True):
    """A verb that gives somebody's words: its kind, and the words of which one must follow."""

    base: str
    kind: str
    particles: frozenset[str]

    def takes(self, word: str, kind: str) -> bool:
        """Whether `word` may follow; + among the particles lets in all but prepositions."""
        if not self.particles or word in self.particles:
            return True
        return "+" in self.particles and kind != "P"


class Parts(dict[str, tuple[tuple[str, ...], str]]):
    """The words of what stands between blanks, and a letter for each, worked out when first met;
    forgotten when too many. `after` is what follows: a blank, or nothing in the end."""

    def __init__(self, letters: dict[str, str], after: str) -> None:
        super().__init__()
        self.letters, self.after = letters, after

    def __missing__(self, written: str) -> tuple[tuple[str, ...], str]:
        if len(self) > 10_000:
            self.clear()
        words = tuple(_WORD.findall(written + self.after))
        if words == (written,):
            # Kept once, as most are.
            words = (written,)
        self[written] = found = words, "".join([_kind(self.letters, word) for word in words])
        return found


@dataclass(frozen=True)
class Grammar:
    """The cues of one language, the parts that words play, and the patterns over them.

    `letters` are those of known words, `parts` of words before a blank, `last_parts` of the last;
    `reporting` marks texts with one of the words without which nobody reports anything.
    """

    letters: dict[str, str]
    parts: Parts
    last_parts: Parts
    cues: dict[str, Cue]
    reporting: int
    addressed: frozenset[str]
    patterns: dict[str, Pattern]


_SMALL = {
    "according": "L",
    "by": "Y",
    "that": "T",
    "relatives": "R",
    "subjects": "S",
    "be": "B",
    "auxiliaries": "X",
    "adverbs": "A",
    "determiners": "D",
    "possessives": "H",
    "quantifiers": "M",
    "prepositions": "P",
    "joins": "&",
    "openers": "C",
}
_ALWAYS = frozenset(_SMALL.values())


@lru_cache(maxsize=8)
def grammar_of(lexicon: Lexicon) -> Grammar:
    lines = list(_cue_lines(lexicon))
    letters = dict(_cue_letters(lines, frozenset(lexicon["also_nouns"].split())))
    for noun in lexicon.fragments("cue_nouns"):
        if letters.get(noun) != "i":
            letters[noun] = letters[f"{noun}s"] = "o" if noun in letters else "c"
    for part, letter in _SMALL.items():
        letters |= dict.fromkeys(lexicon["voice_words"][part].split(), letter)
    cues = {form: cue for forms, cue in lines for form in forms}
    according = lexicon["voice_words"]["according"].split()
    return Grammar(
        letters,
        Parts(letters, " "),
        Parts(letters, ""),
        cues,
        mark_of([*(form for form in cues if cues[form].kind == "report"), *according], lexicon),
        frozenset(lexicon["addressed"]),
        _patterns(lexicon),
    )


def _cue_lines(lexicon: Lexicon) -> Iterator[tuple[list[str], Cue]]:
    for kind in lexicon["cue_verbs"]:
        for line in lexicon.fragments("cue_verbs", kind):
            forms, _, particles = line.partition(":")
            yield forms.split(), Cue(forms.split()[0], kind, frozenset(particles.split()))


def _cue_letters(
    lines: list[tuple[list[str], Cue]], also_nouns: frozenset[str]
) -> Iterator[tuple[str, str]]:
    """Each form with its letter; where two forms are the same, the later one stands."""
    for (base, third, past, participle, gerund), _ in lines:
        yield participle, "t"
        yield past, "d" if past == participle else "k"
        yield third, "o" if base in also_nouns else "z"
        yield base, "o" if base in also_nouns else "b"
        yield gerund, "i"


def _patterns(lexicon: Lexicon) -> dict[str, Pattern]:
    """The patterns, each with those before it that it names written out."""
    whole: dict[str, str] = {}
    for name, text in lexicon["voice_patterns"].items():
        for part, written in whole.items():
            text = text.replace("{" + part + "}", written)
        whole[name] = text
    return {name: lexicon.expression(text) for name, text in whole.items()}


def _small(word: str) -> str:
    return word.lower().replace("’", "'")


def _kind(letters: dict[str, str], word: str) -> str:
    first, small = word[0], _small(word)
    if not first.isalnum():
        return letters.get(small, "–" if first in "–—―-" else first)
    letter = letters.get(small)
    if letter is None and "'" in small and letters.get(small.partition("'")[0]) == "S":
        return "Z"
    if letter and (letter in _ALWAYS or not first.isupper()):
        return letter
    if first.isdigit():
        return "#"
    if small.endswith(("'s", "s'")):
        return "G"
    if first.isupper():
        return "N"
    if small.endswith("ed"):
        return "e"
    return "A" if small.endswith("ly") else "n"


@dataclass(eq=False)
class Words:
    """The words of one sentence, and the parts they play.

    Quotation marks are “ and ” whatever they look like, and what is quoted is q: its words are
    another's, and none of them says whose.
    """

    text: str
    written: list[str]
    kinds: str = ""

    @cached_property
    def starts(self) -> list[int]:
        """Where they stand in the text, worked out when asked for: not every sentence's are."""
        return starts_of(self.written, self.text)

    def lower(self, at: int) -> str:
        return self.written[at].lower()


_WORD = re.compile(r"\w+(?:[-’'./&]\w+|,\d+)*(?:[.'’](?=\s))?|@+|''|\S")
# A sentence beyond this is no sentence; its first characters are read.
_LONGEST = 4000


def words_of(sentence: Sentence, grammar: Grammar, quotations: Quotations) -> Words:
    text = sentence.without_dates[:_LONGEST]
    *between, ending = text.split(" ")
    parts = [*map(grammar.parts.__getitem__, between), grammar.last_parts[ending]]
    words = Words(text, [word for written, _ in parts for word in written])
    kinds = list("".join([letters for _, letters in parts]))
    if kinds:
        # The capital of a word that opens a sentence says nothing.
        kinds[0] = grammar.letters.get(_small(words.written[0]), kinds[0])
    for quotation in quotations.between(sentence.start, sentence.end):
        start, end = quotation.start - sentence.start, quotation.end - sentence.start
        first, last = bisect_left(words.starts, start), bisect_left(words.starts, end)
        kinds[first:last] = "q" * (last - first)
        if start >= 0 and first < len(kinds):
            kinds[first] = "“"
        if quotation.is_closed and last <= len(kinds) and end <= len(text):
            kinds[last - 1] = "”"
    words.kinds = "".join(kinds)
    return words
