"""Names as written, made comparable: a folded form, and a key that spellings of one name share."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from pathlib import Path

import msgspec
import yaml

DATA = Path(__file__).parents[1] / "data"
SPELLING_FILE = DATA / "spelling.yaml"

# Letters that Unicode does not take apart.
_WHOLE_LETTERS = str.maketrans(
    {"\u0131": "i", "ł": "l", "ø": "o", "đ": "d", "ð": "d", "ə": "a", "æ": "ae", "œ": "oe"}
)
# Quotation marks, the modifier letters that stand for ayn and hamza, and primes for soft signs.
_APOSTROPHES = re.compile("['`\u00b4\u2018\u2019\u02b9-\u02bf\u2032\u2033]")
_POSSESSIVE = re.compile("['\u2019]s(?![^\\W_])|(?<=s)['\u2019](?= |$)")
_INITIALS = re.compile(r"\b(?:[a-z]\.){2,}(?:[a-z]\b)?")
_NOT_A_LETTER = re.compile(r"[\W_]+")


class _Spelling(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    articles: frozenset[str]
    honorifics: frozenset[str]
    words: dict[str, tuple[str, ...]]
    letters: tuple[tuple[str, str], ...]


class SpellingRules(msgspec.Struct, frozen=True):
    """The spelling file, ready to apply: articles, word to word, (pattern, replacement)."""

    articles: frozenset[str]
    honorifics: frozenset[str]
    words: dict[str, str]
    letters: tuple[tuple[re.Pattern[str], str], ...]


def load_yaml(file: Path) -> object:
    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    return yaml.load(file.read_text(encoding="utf-8"), Loader=loader)


@lru_cache(maxsize=1)
def spelling_rules() -> SpellingRules:
    spelling = msgspec.convert(load_yaml(SPELLING_FILE), _Spelling)
    words = {word: one for one, spellings in spelling.words.items() for word in spellings}
    letters = tuple((re.compile(pattern), to) for pattern, to in spelling.letters)
    return SpellingRules(spelling.articles, spelling.honorifics, words, letters)


# Enough for the names of a few hundred reports.
@lru_cache(maxsize=16384)
def fold(name: str) -> str:
    """The name without case, accents, apostrophes, hyphens and a possessive 's.

    >>> fold("Ma'arat al-Nu'man's"), fold("Önal"), fold("U.S.")
    ('maarat al numan', 'onal', 'us')
    """
    bare = _POSSESSIVE.sub("", name.casefold())
    bare = _APOSTROPHES.sub("", bare)
    if not bare.isascii():
        apart = unicodedata.normalize("NFKD", bare)
        bare = "".join(c for c in apart if not unicodedata.combining(c)).translate(_WHOLE_LETTERS)
    bare = _INITIALS.sub(lambda initials: initials[0].replace(".", ""), bare)
    return _NOT_A_LETTER.sub(" ", bare).strip()


@lru_cache(maxsize=16384)
def _word_key(word: str) -> str:
    rules = spelling_rules()
    key = rules.words.get(word, word)
    for pattern, to in rules.letters:
        key = pattern.sub(to, key)
    return key


@lru_cache(maxsize=8192)
def spelling_key(name: str) -> str:
    """What transliterations of one name share; its articles are dropped.

    >>> spelling_key("Deir ez-Zor") == spelling_key("Dayr az Zawr")
    True
    >>> spelling_key("Kafr Nabl") == spelling_key("Kafr Nabudah")
    False
    """
    words = fold(name).split()
    kept = [word for word in words if word not in spelling_rules().articles] or words
    return " ".join(map(_word_key, kept))
