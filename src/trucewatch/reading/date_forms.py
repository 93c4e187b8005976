"""Date expressions by the orders of their words: each word has a kind, each form is kinds in order.

Words, kinds and forms are data of the language. The kinds of a sentence's words become a string,
one character a word, and one pattern over that string finds the forms, so that a sentence costs
what its words cost however many forms there are.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from trucewatch.reference.lexicon import Lexicon, lexicon_of

_TOKEN = re.compile(
    r"(?P<iso>\d{4}-\d\d-\d\d(?!\d)(?:T[\d:.]+Z?)?)"
    r"|(?P<slashed>\d{1,2}(?P<sign>[/.])\d{1,2}(?P=sign)(?:\d{4}|\d\d)(?!\d))"
    r"|(?P<stamp>\d{6}[A-IK-Z](?!\w))"
    r"|(?P<glued>(?:0[1-9]|[12]\d|3[01])(?:19|20)\d\d(?!\d))"
    r"|(?P<decade4>(?:1[5-9]|20)\d0[’']?s(?!\w)|[’']\d0s(?!\w))"
    r"|(?P<nth>\d{1,2}(?:st|nd|rd|th)(?!\w))"
    r"|(?P<number>\d+(?:,\d{3})*(?:[.:]\d+)*)"
    r"|(?P<short_year>[’']\d\d(?!\w))"
    r"|(?P<word>[^\W\d_]+(?:[’'.][^\W\d_]+)*)"
    r"|(?P<minus>[-–—/])|(?P<mark>\S)"
)
_DIGIT = re.compile(r"\d")
_LETTERS = re.compile(r"[^\W\d_]+")
_MONEY = frozenset("$£€¥#")
_NOTHING: tuple[str, int | str] = ("unknown", 0)
_NAMES = frozenset(("month_name", "month_short", "weekday_short"))
_NAME = re.compile(r"[a-z_]+[0-9]?")
# Kinds that no list gives.
_KINDS = (
    *("unknown", "plain", "mark", "comma", "hyphen", "dash", "number", "dom", "zero", "nth"),
    *("year4", "short_year", "decade4", "iso", "slashed", "stamp", "numeral", "holiday"),
    *("month_name", "month_short", "month_word", "month_person"),
    *("weekday_name", "weekday_short", "season_name", "season_word"),
)
# One of these, or a digit, stands in every date.
_HEADS = (
    *("month_name", "month_short", "weekday_name", "season_name", "season_word", "holiday"),
    *("hour", "day", "week", "weekend", "month", "quarter", "year", "decade"),
    *("hours", "days", "weeks", "weekends", "months", "quarters", "years", "decades"),
    *("daypart", "day_word", "overnight", "since", "nineties"),
)
_FIRST_SIGN = 0xE000  # private characters: none means anything in a pattern


@dataclass(frozen=True, slots=True)
class Word:
    """A word of a date: its kind, what it counts for, and its characters in the sentence."""

    kind: str
    value: int | str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Expression:
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

    def has(self, *kinds: str) -> bool:
        return any(word.kind in kinds for word in self.words)


@dataclass(frozen=True)
class Names:
    """What the language's own names stand for: months of a season, month and day of a holiday."""

    seasons: dict[str, list[int]]
    holidays: dict[str, list[int]]


def find_expressions(text: str, lexicon: Lexicon) -> list[Expression]:
    """The date expressions of one sentence, in order, none overlapping."""
    grammar = _grammar(lexicon.language)
    if not grammar.may_hold_a_date(text):
        return []
    words = grammar.words(text)
    signs = "".join([grammar.signs[word.kind] for word in words])
    return [
        Expression(match.lastgroup or "", tuple(words[match.start() : match.end()]))
        for match in grammar.forms.finditer(signs)
        if match.lastgroup != "no_date"
    ]


@lru_cache(maxsize=8)
def _grammar(language: str) -> Grammar:
    return Grammar(lexicon_of(language))


class Grammar:
    """The kinds of one language's date words, and one pattern of all its forms."""

    def __init__(self, lexicon: Lexicon) -> None:
        self.plain = lexicon.function_words
        self.counted = frozenset(lexicon["counted"])
        self.numbered = frozenset(lexicon["numbered"])
        self.month_words = frozenset(lexicon["months_that_are_words"])
        self.month_persons = frozenset(lexicon["months_that_are_names"])
        entries = list(_entries(lexicon))
        self.table = {words: (kind, value) for words, kind, value in entries if " " not in words}
        self.phrases: dict[str, list[tuple[list[str], str, int | str]]] = {}
        for words, kind, value in sorted(entries, key=lambda entry: -len(entry[0])):
            if " " in words:
                first, *rest = words.split()
                self.phrases.setdefault(first, []).append((rest, kind, value))
        heads = (words.split()[0] for words, kind, _ in entries if kind in _HEADS)
        self.heads = frozenset(heads)
        kinds = dict.fromkeys([*_KINDS, *lexicon["date_words"]])
        self.signs = {kind: chr(_FIRST_SIGN + i) for i, kind in enumerate(kinds)}
        self.forms = self._compiled(lexicon["date_parts"], lexicon["date_forms"])

    def _compiled(self, parts: dict[str, str], forms: dict[str, str]) -> re.Pattern[str]:
        def written(form: str) -> str:
            grouped = re.sub(r"\((?!\?)", "(?:", form)
            return re.sub(r"\s", "", _NAME.sub(lambda name: sign(name[0]), grouped))

        def sign(name: str) -> str:
            return f"(?:{written(parts[name])})" if name in parts else self.signs[name]

        table = "|".join(f"(?P<{name}>{written(form)})" for name, form in forms.items())
        joined, word = self.signs["hyphen"], f"[{self.signs['unknown']}{self.signs['plain']}]"
        # "Year-long" and "post-war" are no dates.
        return re.compile(rf"(?<!{word}{joined})(?:{table})(?!{joined}{word})")

    def may_hold_a_date(self, text: str) -> bool:
        if _DIGIT.search(text):
            return True
        return not self.heads.isdisjoint(_LETTERS.findall(text.lower()))

    def words(self, text: str) -> list[Word]:
        """Every word and sign of the text, with its kind."""
        tokens = list(_TOKEN.finditer(text))
        words: list[Word] = []
        skip = 0
        for i, token in enumerate(tokens):
            if skip:
                skip -= 1
                continue
            group = token.lastgroup
            if group == "word":
                word, skip = self._word(tokens, i, text)
            elif group == "glued" and words and words[-1].kind.startswith("month"):
                words.append(_piece(token, 0, 2))
                word = _piece(token, 2, 6)
            elif group in ("number", "glued"):
                word = self._number(tokens, i, text, words[-1] if words else None)
            else:
                word = _sign(token, text)
            words.append(word)
        return words

    def _word(self, tokens: list[re.Match[str]], i: int, text: str) -> tuple[Word, int]:
        """The word or phrase at token `i`, and how many tokens beyond the first it takes."""
        token = tokens[i]
        start, end = token.span()
        written = token[0]
        lower = written.lower().replace("’", "'")
        for rest, kind, value in self.phrases.get(lower, ()):
            after = [t[0].lower().replace("’", "'") for t in tokens[i + 1 : i + 1 + len(rest)]]
            if after == rest:
                return Word(kind, value, start, tokens[i + len(rest)].end()), len(rest)
        if lower.endswith("'s") and lower not in self.table:
            lower, written, end = lower[:-2], written[:-2], end - 2
        kind, value = self.table.get(lower, _NOTHING)
        if kind in _NAMES:
            kind = self._name(kind, written, lower)
            if kind in ("month_short", "weekday_short") and text[end : end + 1] == ".":
                kind, end = kind.replace("short", "name"), end + 1
                return Word(kind, value, start, end), 1
        elif kind == "unknown" and lower in self.plain:
            kind = "plain"
        return Word(kind, value, start, end), 0

    def _name(self, kind: str, written: str, lower: str) -> str:
        """Which sort of name it is: "may" in small letters, "May" of a person, "Jan" alone."""
        if kind == "month_name" and written == lower and lower in self.month_words:
            return "month_word"
        if kind == "month_name" and lower in self.month_persons:
            return "month_person"
        return kind

    def _number(self, tokens: list[re.Match[str]], i: int, text: str, before: Word | None) -> Word:
        token = tokens[i]
        digits, (start, end) = token[0], token.span()
        kind, value = "number", 0
        if digits.isdigit() and not self._counts(tokens, i, text):
            kind, value = _numeral_kind(digits), int(digits[:9])
            if before and before.kind == "around" and kind == "year4":
                kind = "number"
        elif digits.isdigit():
            value = int(digits[:9])
        return Word(kind, value, start, end)

    def _counts(self, tokens: list[re.Match[str]], i: int, text: str) -> bool:
        """Whether a number is one of things, of money, or of a numbered paper."""
        token = tokens[i]
        if (
            text[max(0, token.start() - 1) : token.start()] in _MONEY
            or text[token.end() : token.end() + 1] == "%"
        ):
            return True
        if i and tokens[i - 1][0].lower() in self.numbered:
            return True
        return i + 1 < len(tokens) and tokens[i + 1][0].lower() in self.counted


def _numeral_kind(digits: str) -> str:
    if len(digits) == 4 and "1600" <= digits <= "2100":
        return "year4"
    if len(digits) <= 2 and 1 <= int(digits) <= 31:
        return "zero" if digits[0] == "0" else "dom"
    return "number"


def _piece(token: re.Match[str], start: int, end: int) -> Word:
    """A part of digits that have lost the space between them: "022017"."""
    digits, at = token[0][start:end], token.start()
    return Word(_numeral_kind(digits), int(digits), at + start, at + end)


def _sign(token: re.Match[str], text: str) -> Word:
    kind, (start, end) = token.lastgroup or "mark", token.span()
    value: int | str = token[0]
    if kind == "minus":
        is_tight = text[start - 1 : start].isalnum() and text[end : end + 1].isalnum()
        kind = "hyphen" if is_tight else "dash"
    elif kind == "mark" and value == ",":
        kind = "comma"
    elif kind in ("nth", "short_year"):
        value = int(re.sub(r"\D", "", token[0]))
    elif kind == "decade4":
        value = int(re.sub(r"\D", "", token[0]))
        value = value + 1900 if value < 100 else value
    return Word(kind, value, start, end)


def _entries(lexicon: Lexicon) -> Iterator[tuple[str, str, int | str]]:
    """(words, kind, value) of every date word, a later one winning over an earlier one."""
    for number, names in lexicon["months"].items():
        for i, name in enumerate(names):
            yield name, "month_short" if i else "month_name", int(number)
    for number, name in enumerate(lexicon["weekdays"]):
        yield name, "weekday_name", number
    for name, number in lexicon["weekdays_short"].items():
        yield name, "weekday_short", number
    for name in lexicon["seasons"]:
        is_word = name in lexicon["seasons_that_are_words"]
        yield name, "season_word" if is_word else "season_name", name
    for name in lexicon["holidays"]:
        yield name, "holiday", name
    numbers = lexicon["numbers"]
    for name, number in numbers["ordinals"].items():
        yield name, "ordinal", number
    for name, number in (numbers["units"] | numbers["tens"]).items():
        yield name, "numeral", number
    for kind, words in lexicon["date_words"].items():
        for name in words:
            yield name, kind, words[name] if isinstance(words, dict) else name
