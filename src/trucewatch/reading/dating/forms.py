"""Date expressions by the orders of their words: each word has a kind, each form is kinds in order.

Words, kinds and forms are data of the language. The kinds of a sentence's words become a string,
one character a word, and one pattern over that string finds the forms, so that a sentence costs
what its words cost however many forms there are.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from typing import NamedTuple

from msgspec import Struct

from trucewatch.reading.words import Kept, mark_of, starts_of
from trucewatch.reference.lexicon import Lexicon, lexicon_of
from trucewatch.reference.shelf import compile_once

# A word, digits by their shape, a sign. A dash keeps the blanks beside it.
_TOKEN = re.compile(
    r"[^\W\d_]+(?:[’'.][^\W\d_]+)*"
    r"|\d{4}-\d\d-\d\d(?!\d)(?:T[\d:.]+Z?)?"
    r"|\d{1,2}/\d{1,2}/(?:\d{4}|\d\d)(?!\d)|\d{1,2}\.\d{1,2}\.(?:\d{4}|\d\d)(?!\d)"
    r"|\d{6}[A-IK-Z]\b|(?:1[5-9]|20)\d0[’']?s\b|[’']\d\ds?\b|\d{1,2}(?:st|nd|rd|th)\b"
    r"|\d{1,3}(?:,\d{3})+(?!\d)|\d+(?:[.:]\d+)*"
    r"| ?[-–—/] ?|\S"
)
_SHAPES = {
    "iso": r"\d{4}-\d\d-\d\d.*",
    "slashed": r"\d{1,2}(?P<sign>[/.])\d{1,2}(?P=sign)(?:\d{4}|\d\d)",
    "stamp": r"\d{6}[A-Z]",
    "glued": r"(?:0[1-9]|[12]\d|3[01])(?:19|20)\d\d",
    "decade4": r"(?:\d{4}|[’']\d\d)[’']?s",
    "short_year": r"[’']\d\d",
    "number": r"\d.*",
    "hyphen": r"[-–—/]",
    "dash": r" ?[-–—/] ?",
}
_SHAPE = re.compile("|".join(f"(?P<{kind}>{shape})" for kind, shape in _SHAPES.items()))
_NAME = re.compile(r"[a-z_]+[0-9]?")
# Kinds that no list gives.
_KINDS = (
    *("unknown", "plain", "mark", "dot", "comma", "dom", "zero", "nth", "year4", *_SHAPES),
    *("month_name", "month_short", "month_word", "month_person", "holiday", "numeral"),
    *("weekday_name", "weekday_short", "season_name", "season_word"),
)
# One of these, or a digit, stands in every date.
_HEADS = (
    *("month_name", "month_short", "month_person", "month_word", "holiday", "no_date"),
    *("weekday_name", "season_name", "season_word", "daypart", "day_word", "overnight", "since"),
    *("hour", "day", "week", "weekend", "month", "quarter", "year", "decade", "nineties"),
    *("hours", "days", "weeks", "weekends", "months", "quarters", "years", "decades"),
)
_HEAD_DIGITS = ("nth", "year4", "short_year", "decade4", "iso", "slashed", "stamp", "era")
_BREAKS = ("unknown", "plain", "mark")
_ANY_MARK = ";"
_VALUED = frozenset(("decade4", "short_year", "number"))
_POSSESSIVE = ("'s", "’s")
_MONEY = frozenset("$£€¥#")
_DASHES = frozenset("-–—/")
_FIRST_YEAR, _LAST_YEAR = 1600, 2100
_FIRST_SIGN = 0xE000  # private characters: none means anything in a pattern


# A form with the number of its first word and of the word after its last.
Found = tuple[str, int, int]
_SHORT = 24


class Sense(NamedTuple):
    """What a token may be in a date: its kind, the sign for that kind, what it counts for."""

    kind: str
    sign: str
    value: int | str


class Word(NamedTuple):
    """A word of a date: its kind, what it counts for, and its characters in the sentence."""

    kind: str
    value: int | str
    start: int
    end: int


class Expression(Struct, frozen=True):
    """Words in the order of a form, in characters of the sentence. Nothing is resolved yet."""

    form: str
    words: tuple[Word, ...]

    @property
    def start(self) -> int:
        return self.words[0].start

    @property
    def end(self) -> int:
        return self.words[-1].end

    def all(self, *kinds: str) -> list[Word]:
        return [word for word in self.words if word.kind in kinds]

    def value(self, *kinds: str) -> int | None:
        """What the first word of these kinds counts for; None without one."""
        return next((int(word.value) for word in self.words if word.kind in kinds), None)

    def text(self, kind: str) -> str:
        """The first word of this kind as it is known. Raises ValueError without one."""
        for word in self.words:
            if word.kind == kind:
                return str(word.value)
        raise ValueError(kind)

    def has(self, *kinds: str) -> bool:
        return any(word.kind in kinds for word in self.words)


class Names(Struct, frozen=True):
    """What the language's own names stand for: months of a season, month and day of a holiday."""

    seasons: dict[str, list[int]]
    holidays: dict[str, list[int]]


def find_expressions(text: str, lexicon: Lexicon) -> list[Expression]:
    """The date expressions of one sentence, in order, none overlapping."""
    grammar = _grammar(lexicon.language)
    tokens, signs = grammar.tokens(text)
    found = grammar.forms_in(signs)
    if not found:
        return []
    starts = starts_of(tokens[: found[-1][2]], text)
    return [
        Expression(form, tuple(grammar.word(tokens[i], signs[i], starts[i]) for i in range(*words)))
        for form, *words in found
        if form != "no_date"
    ]


@lru_cache(maxsize=8)
def _grammar(language: str) -> Grammar:
    return Grammar(lexicon_of(language))


class Grammar:
    """The kinds of one language's date words, and one pattern of all its forms."""

    def __init__(self, lexicon: Lexicon) -> None:
        entries = list(_entries(lexicon))
        kinds = dict.fromkeys([*_KINDS, *lexicon["date_words"]])
        self.signs = {kind: chr(_FIRST_SIGN + i) for i, kind in enumerate(kinds)}
        self.table = {words: self._sense(kind, value) for words, kind, value in entries}
        self.known = Kept(self._known)
        self.kinds = {sign: kind for kind, sign in self.signs.items()}
        self.unknown = self._sense("unknown", 0)
        self.counted, self.numbered = frozenset(lexicon["counted"]), frozenset(lexicon["numbered"])
        firsts = ((words.split()[0].lower(), kind) for words, kind, _ in entries)
        heads = [first for first, kind in firsts if kind in _HEADS]
        phrases = sorted((words for words, *_ in entries if " " in words), key=len, reverse=True)
        self.phrases: dict[str, list[str]] = {}
        for phrase in phrases:
            self.phrases.setdefault(phrase.split()[0], []).append(phrase)
        self.met_by, self.dated = lexicon.met_by, mark_of(heads, lexicon, or_digits=True)
        self.phrased = mark_of(self.phrases, lexicon)
        # Only a dash is one token with the blanks beside it.
        self.dashed = lexicon.mark(lambda word: not _DASHES.isdisjoint((word[:1], word[-1:])))
        self.taken_apart = Kept(self._taken_apart)
        self.forms = self._compiled(lexicon["date_parts"], lexicon["date_forms"])
        # News says the same few things of days: most runs have been read before.
        self.known_forms = lru_cache(maxsize=4096)(self._forms)
        self.runs = re.compile(f"[^{self._signs_of(_BREAKS)}]+")
        self.core = re.compile(f"[{self._signs_of((*_HEADS, *_HEAD_DIGITS))}]")
        self.countable = re.compile(f"[{self._signs_of(('dom', 'zero', 'year4'))}]")

    def tokens(self, text: str) -> tuple[list[str], str]:
        """The words and signs of a text that may hold a date, and the sign of each for what it may
        be in one; none of another text."""
        met = self.met_by(text)
        if not met & self.dated:
            return [], ""
        if met & self.dashed:
            tokens: list[str] = _TOKEN.findall(text)
            signs = self._signs(tokens)
        else:
            pieces = list(map(self.taken_apart.__getitem__, text.split(" ")))
            signs = "".join([signs for signs, _ in pieces])
            if not (met & self.phrased or self.core.search(signs)):
                return [], ""
            tokens = [token for _, each in pieces for token in each]
        if met & self.phrased and self._join_phrases(tokens, text):
            signs = self._signs(tokens)
        return tokens, self._without_counts(tokens, signs)

    def _join_phrases(self, tokens: list[str], text: str) -> bool:
        """Names of several words ("New Year's Eve") become one token each: whether any does."""
        count = len(tokens)
        for at, token in enumerate(tokens):
            for phrase in self.phrases.get(token.lower(), ()):
                joined = " ".join(tokens[at : at + phrase.count(" ") + 1])
                if _plainly(joined) == phrase and joined in text:
                    tokens[at : at + phrase.count(" ") + 1] = [joined]
                    break
        return len(tokens) < count

    def word(self, token: str, sign: str, start: int) -> Word:
        """A token in its place. A possessive's "'s" is left out."""
        end = start + len(token) - 2 * (token[-2:] in _POSSESSIVE)
        return Word(self.kinds[sign], self.known[token].value, start, end)

    def _taken_apart(self, word: str) -> tuple[str, list[str]]:
        """The signs and the tokens of what stands between blanks."""
        tokens: list[str] = _TOKEN.findall(word)
        return self._signs(tokens), tokens

    def _signs(self, tokens: Iterable[str]) -> str:
        return "".join([self.known[token].sign for token in tokens])

    def _without_counts(self, tokens: Sequence[str], signs: str) -> str:
        """The signs, those of numbers that count something made plain numbers'."""
        for match in self.countable.finditer(signs):
            at = match.start()
            if self._counts(tokens, signs, at):
                signs = signs[:at] + self.signs["number"] + signs[at + 1 :]
        return signs

    def _known(self, token: str) -> Sense:
        return self.table.get(token) or self._other(token)

    def _other(self, token: str) -> Sense:
        """The sense of a token that is not in the table as it is written."""
        if token.isalpha():
            return self.table.get(token.lower(), self.unknown)
        plain = _plainly(token)
        found = self.table.get(plain) or self.table.get(plain.removesuffix("'s"))
        shape = None if found else _SHAPE.fullmatch(token)
        if shape is None:
            return found or (self.unknown if token[0].isalnum() else self.table[_ANY_MARK])
        kind, value = shape.lastgroup or "number", token
        return self._sense(kind, _number_in(token) if kind in _VALUED else value)

    def _counts(self, tokens: Sequence[str], signs: str, at: int) -> bool:
        """Whether a number is one of things, of money, or of a numbered paper."""
        before = tokens[at - 1] if at else ""
        after = tokens[at + 1].lower() if at + 1 < len(tokens) else ""
        if before in _MONEY or after == "%" or after in self.counted:
            return True
        is_about = signs[max(0, at - 1) : at + 1] == self.signs["around"] + self.signs["year4"]
        return is_about or before.lower() in self.numbered

    def forms_in(self, signs: str) -> list[Found]:
        """Forms among the words, tried only where a run of date words has one that dates have."""
        found: list[Found] = []
        if not self.core.search(signs):
            return found
        for run in self.runs.finditer(signs):
            start, end = run.span()
            if self.core.search(signs, start, end):
                # What stands around a form may say that it is none: two words on either side.
                first = max(0, start - 2)
                around = signs[first : end + 2]
                forms = self.known_forms if len(around) <= _SHORT else self._forms
                inside = ((form, first + a, first + b) for form, a, b in forms(around))
                found += [each for each in inside if start <= each[1] and each[2] <= end]
        return found

    def _forms(self, signs: str) -> list[Found]:
        matches = self.forms.finditer(signs)
        return [(match.lastgroup or "", *match.span()) for match in matches]

    def _sense(self, kind: str, value: int | str) -> Sense:
        return Sense(kind, self.signs[kind], value)

    def _signs_of(self, kinds: Iterable[str]) -> str:
        return "".join(self.signs[kind] for kind in kinds)

    def _compiled(self, parts: dict[str, str], forms: dict[str, str]) -> re.Pattern[str]:
        def written(form: str) -> str:
            grouped = re.sub(r"\((?!\?)", "(?:", form)
            return re.sub(r"\s", "", _NAME.sub(lambda name: sign(name[0]), grouped))

        def sign(name: str) -> str:
            return f"(?:{written(parts[name])})" if name in parts else self.signs[name]

        table = "|".join(f"(?P<{name}>{written(form)})" for name, form in forms.items())
        joined, word = self.signs["hyphen"], f"[{self.signs['unknown']}{self.signs['plain']}]"
        # "Year-long" and "post-war" are no dates.
        return compile_once(rf"(?<!{word}{joined})(?:{_as_sets(table)})(?!{joined}{word})")


def _as_sets(pattern: str) -> str:
    """Choices of one sign written as a set, which compiles and runs faster."""
    sign = f"[{chr(_FIRST_SIGN)}-{chr(_FIRST_SIGN + 0x200)}]"
    choice = re.compile(rf"\(\?:({sign}(?:\|{sign})*)\)")
    return choice.sub(lambda match: f"[{match[1].replace('|', '')}]", pattern)


def _plainly(token: str) -> str:
    return token.lower().replace("’", "'")


def _number_in(token: str) -> int:
    number = int(re.sub(r"\D", "", token)[:9])
    # "The '80s" are of the last century.
    return number + 1900 if token.endswith("s") and number < 100 else number


def _entries(lexicon: Lexicon) -> Iterator[tuple[str, str, int | str]]:
    """(words, kind, value) of every date word, a later one winning over an earlier one."""
    yield from ((word, "plain", 0) for word in lexicon.function_words)
    yield from _numerals(lexicon["numbers"])
    yield from _names(lexicon)
    for kind, words in lexicon["date_words"].items():
        for name in words:
            yield name, kind, words[name] if isinstance(words, dict) else name
    yield ",", "comma", 0
    yield ".", "dot", 0
    yield _ANY_MARK, "mark", 0


def _numerals(numbers: dict[str, dict[str, int]]) -> Iterator[tuple[str, str, int]]:
    for number in range(1, 32):
        yield str(number), "dom", number
        for suffix in ("st", "nd", "rd", "th"):
            yield f"{number}{suffix}", "nth", number
        if number < 10:
            yield f"0{number}", "zero", number
    for year in range(_FIRST_YEAR, _LAST_YEAR + 1):
        yield str(year), "year4", year
    yield from ((name, "ordinal", number) for name, number in numbers["ordinals"].items())
    cardinals = numbers["units"] | numbers["tens"]
    yield from ((name, "numeral", number) for name, number in cardinals.items())


def _names(lexicon: Lexicon) -> Iterator[tuple[str, str, int | str]]:
    for number, (name, *shorts) in lexicon["months"].items():
        kind = "month_person" if name in lexicon["months_that_are_names"] else "month_name"
        yield from ((form, kind, int(number)) for form in (name, name.title(), name.upper()))
        if name in lexicon["months_that_are_words"]:
            yield name, "month_word", int(number)
        yield from ((short, "month_short", int(number)) for short in shorts)
    for number, name in enumerate(lexicon["weekdays"]):
        yield name, "weekday_name", number
    yield from ((s, "weekday_short", n) for s, n in lexicon["weekdays_short"].items())
    for name in lexicon["seasons"]:
        is_word = name in lexicon["seasons_that_are_words"]
        yield name, "season_word" if is_word else "season_name", name
    yield from ((name, "holiday", name) for name in lexicon["holidays"])
