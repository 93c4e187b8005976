"""What the reader knows of a language: one YAML file each, of words and pattern fragments."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable
from functools import cached_property, lru_cache, partial, reduce
from importlib.resources import files
from importlib.resources.abc import Traversable
from operator import or_
from typing import Any, TypeAlias, TypeVar

import yaml

from trucewatch.reference.alternation import alternation
from trucewatch.reference.needs import (
    EDITION,
    NOTHING,
    Needs,
    either,
    has_alternatives,
    needs_of,
    needs_of_any,
)
from trucewatch.reference.patterns import Pattern, Vocabulary
from trucewatch.reference.shelf import remembered

Key = TypeVar("Key")
_Loader: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


# A capitalised word, with an Arabic or Romance article or particle before it where it has one,
# and a run of such words. A possessive ends a run: "Yemen's Houthis" are two names.
_PARTICLE = (
    r"(?:[AaEe][lnrsdtz]|[Aa]sh|[Aa]th|[Ee]z|[Bb]in|[Ii]bn|[Aa]bu|[Uu]m|[Dd]e|[Dd]i|[Ll]a"
    r"|[Vv]an|[Vv]on)"
)
CAPITAL = rf"(?<!\w)(?:{_PARTICLE}[-’' ])?(?:(?:[A-Z]\.)+[A-Z]?|[A-ZÀ-ÞŞİĞŁŠŽČ][\w’'-]*)"
RUN = (
    rf"(?:{CAPITAL})(?:(?:(?<=People’s)|(?<=People's)|(?<!’s)(?<!'s))[ -]"
    rf"(?:(?:ez|al|el|de|bin|ibn|of the|du|la|da|es|ad|ar|as|at|an)[ -])?(?:{CAPITAL}))*"
)
_SCRIPT = {"CAPITAL": CAPITAL, "RUN": RUN}
_PLACEHOLDER = re.compile(r"\{([A-Za-z_]+)\}")
_CHOICES_MAX = 1000
# Characters for private use, which no pattern has otherwise: each stands for a list.
_FIRST_MARK = 0xE000


class _Made(dict[Key, Pattern]):
    """Patterns by what they are asked for with, each made when it first is."""

    def __init__(self, make: Callable[[Key], Pattern]) -> None:
        super().__init__()
        self._make = make

    def __missing__(self, key: Key) -> Pattern:
        self[key] = made = self._make(key)
        return made


class _Choice(dict[int, tuple[str, ...]]):
    """Those of some patterns that are possible, by the bits that a text meets of those `asked` for:
    few ways of meeting them come again and again."""

    def __init__(self, needs: dict[str, int]) -> None:
        super().__init__()
        self._needs, self.asked = needs, reduce(or_, needs.values())

    def __missing__(self, met: int) -> tuple[str, ...]:
        if len(self) > _CHOICES_MAX:
            self.clear()
        found = tuple(key for key, needs in self._needs.items() if met & needs == needs)
        self[met] = found
        return found


class Lexicon:
    """Words and pattern fragments of one language.

    `any_of` joins a list of fragments, longest first, so that "more than" wins over "more". The
    patterns it gives know which words they need, and are compiled when first tried.
    """

    def __init__(self, entries: dict[str, Any]) -> None:
        self.entries = entries
        self.language: str = entries["language"]
        # The sentence pattern of a key, as it is written and case-blind: asked for tens of times in
        # a sentence, so that each is a look into a table and no more.
        self.match = _Made(partial(self._of_sentence, any_case=False)).__getitem__
        self.match_any_case = _Made(partial(self._of_sentence, any_case=True)).__getitem__
        self._of_fragments = _Made(self._of_fragment)
        self._of_words = _Made(self._of_whole_words)
        self._anywhere = _Made(self._of_parts_of_words)
        self._of_each = _Made(self._of_named_lists)
        self._of_lists: dict[str, Pattern] = {}
        self._choices: dict[tuple[str, ...], _Choice] = {}
        self._lists: dict[tuple[str, str | None], list[str]] = {}
        self._joined: dict[tuple[str, str | None], str] = {}
        self._written: dict[str, str] = {}

    def __getitem__(self, key: str) -> Any:
        return self.entries[key]

    def fragments(self, key: str, sub: str | None = None) -> list[str]:
        """The fragments under `key` (and `sub`): a YAML list, or one fragment a line."""
        if (key, sub) not in self._lists:
            value = self.entries[key] if sub is None else self.entries[key][sub]
            lines = value.splitlines() if isinstance(value, str) else map(str, value)
            self._lists[key, sub] = [fragment for fragment in lines if fragment.strip()]
        return self._lists[key, sub]

    def any_of(self, key: str, sub: str | None = None) -> str:
        """A pattern for any fragment of the list, joined once."""
        if (key, sub) not in self._joined:
            self._joined[key, sub] = alternation(self.fragments(key, sub))
        return self._joined[key, sub]

    @cached_property
    def victim(self) -> str:
        """Any word for people who can be hurt."""
        kinds = self.entries["victims"]
        return alternation([f for kind in kinds for f in self.fragments("victims", kind)])

    def pattern(self, key: str) -> str:
        """The sentence pattern `key` with every `{name}` in it written out."""
        if key not in self._written:
            whole = _PLACEHOLDER.sub(lambda match: self.named(match[1]), self.patterns[key])
            self._written[key] = whole
        return self._written[key]

    def possible(self, keys: tuple[str, ...], text: str) -> tuple[str, ...]:
        """Those of some sentence patterns that may match the text, by one look at its words."""
        choice = self._choices.get(keys)
        if choice is None:
            bits = self._needs.vocabulary.bits
            choice = _Choice({key: bits(self._needs.of_pattern(key)) for key in keys})
            self._choices[keys] = choice
        return choice[self.met_by(text) & choice.asked]

    def met_by(self, text: str) -> int:
        """The clauses, a bit each, of what patterns need that the text meets."""
        return self._needs.vocabulary.met_by(text)

    def mark(self, tells: Callable[[str], bool]) -> int:
        """A bit of `met_by` for texts with a word that tells something, words parted by blanks."""
        return self._needs.vocabulary.mark(tells)

    def fragment(self, fragment: str) -> Pattern:
        """A fragment of a list as a pattern of its own, case-blind."""
        return self._of_fragments[fragment]

    def words(self, key: str, sub: str | None = None) -> Pattern:
        """Any fragment of a list as a whole word, case-blind."""
        return self._of_words[key, sub]

    def anywhere(self, key: str, sub: str | None = None) -> Pattern:
        """Any fragment of a list wherever it stands, in a word too, case-blind."""
        return self._anywhere[key, sub]

    def one_of_each(self, key: str) -> Pattern:
        """All lists under `key` in one pattern, a group named after each, in the file's order."""
        return self._of_each[key]

    def expression(self, text: str) -> Pattern:
        """An expression as code has written it out, tried anywhere."""
        return self._pattern(lambda: text, NOTHING, any_case=False)

    def made_of_lists(self, name: str, source: Callable[[Lexicon], str]) -> Pattern:
        """An expression that code puts together of the entries, case-blind and tried anywhere."""
        if name not in self._of_lists:
            self._of_lists[name] = self._pattern(lambda: source(self), NOTHING)
        return self._of_lists[name]

    def _of_sentence(self, key: str, any_case: bool) -> Pattern:
        return self._pattern(lambda: self.pattern(key), self._needs.of_pattern(key), any_case)

    def _of_fragment(self, fragment: str) -> Pattern:
        return self._pattern(lambda: fragment, needs_of(fragment))

    def _of_whole_words(self, asked: tuple[str, str | None]) -> Pattern:
        return self._pattern(lambda: _whole(self.any_of(*asked)), self._needs.of_list(*asked))

    def _of_parts_of_words(self, asked: tuple[str, str | None]) -> Pattern:
        return self._pattern(lambda: self.any_of(*asked), self._needs.of_list(*asked))

    def _of_named_lists(self, key: str) -> Pattern:
        return self._pattern(lambda: _whole(self._groups(key)), self._needs.of_lists(key))

    def _pattern(self, source: Callable[[], str], needs: Needs, any_case: bool = True) -> Pattern:
        whole = partial(_with_whole_marks, source)
        return Pattern(whole, any_case, self._needs.vocabulary, needs)

    def _groups(self, key: str) -> str:
        lists = self.entries[key]
        groups = (f"(?P<{group_name(name)}>{self.any_of(key, name)})" for name in lists)
        return f"(?:{'|'.join(groups)})"

    def named(self, name: str) -> str:
        """What `{name}` stands for in a pattern."""
        if name in _SCRIPT:
            return _SCRIPT[name]
        if name in self.patterns:
            return self.pattern(name)
        return self.plain(name) or (self.victim if name == "victim" else self.any_of(name))

    def plain(self, name: str) -> str | None:
        """An entry that is one expression and no list, and so is put into patterns as it is."""
        value = self.entries.get(name)
        return value if isinstance(value, str) and "\n" not in value else None

    @cached_property
    def patterns(self) -> dict[str, str]:
        # A block in YAML ends with a line break that is no part of the pattern.
        return {key: text.rstrip("\n") for key, text in self.entries["patterns"].items()}

    @cached_property
    def not_places(self) -> frozenset[str]:
        return frozenset(self.fragments("not_places"))

    @cached_property
    def abbreviations(self) -> frozenset[str]:
        return frozenset(self.fragments("abbreviations"))

    @cached_property
    def function_words(self) -> frozenset[str]:
        return frozenset(self.fragments("function_words"))

    @cached_property
    def _needs(self) -> _LexiconNeeds:
        return _LexiconNeeds(self)


_ListNeeds: TypeAlias = dict[tuple[str, str | None], Needs]


class _LexiconNeeds:
    """Which words the patterns of a lexicon need. A list is looked at once, however many patterns
    it is part of: in them one character stands for it."""

    def __init__(self, lexicon: Lexicon) -> None:
        self._lexicon = lexicon
        self._marks: dict[str, str] = {}
        self._parts: dict[str, Needs] = {}
        self._lists: _ListNeeds = {}
        self._patterns: dict[str, Needs] = {}
        digest = hashlib.sha256(repr(lexicon.entries).encode()).hexdigest()
        kept = remembered(f"needs {EDITION} {digest}", self._read_off)
        self._patterns, self._lists, self._every = kept

    def of_pattern(self, key: str) -> Needs:
        if key not in self._patterns:
            self._patterns[key] = needs_of(self._marked(key), self._parts)
        return self._patterns[key]

    def of_list(self, key: str, sub: str | None = None) -> Needs:
        if (key, sub) not in self._lists:
            self._lists[key, sub] = needs_of_any(self._lexicon.fragments(key, sub))
        return self._lists[key, sub]

    def of_lists(self, key: str) -> Needs:
        """The lists under `key` as one."""
        return either(self.of_list(key, sub) for sub in self._lexicon[key])

    @cached_property
    def vocabulary(self) -> Vocabulary:
        return Vocabulary(self._every)

    def _read_off(self) -> tuple[dict[str, Needs], _ListNeeds, list[Needs]]:
        """The needs of all patterns, of all lists, and of what else a text may be asked for."""
        entries = self._lexicon.entries
        tables = [key for key, value in entries.items() if _is_table_of_lists(key, value)]
        lists = [(key, None) for key, value in entries.items() if isinstance(value, list | str)]
        lists += [(key, sub) for key in tables for sub in entries[key]]
        every = [
            *map(self.of_pattern, self._lexicon.patterns),
            *(self.of_list(key, sub) for key, sub in lists),
            *map(self.of_lists, tables),
            *(needs for key, sub in lists for needs in self._of_patterns_in(key, sub)),
        ]
        return self._patterns, self._lists, every

    def _of_patterns_in(self, key: str, sub: str | None) -> list[Needs]:
        """The needs of each fragment of a list of patterns: they have groups with names."""
        return [needs_of(f) for f in self._lexicon.fragments(key, sub) if "(?P<" in f]

    def _marked(self, key: str) -> str:
        """The pattern with a character for each list or other pattern in it."""
        return _PLACEHOLDER.sub(lambda match: self._mark(match[1]), self._lexicon.patterns[key])

    def _mark(self, name: str) -> str:
        lexicon = self._lexicon
        written = lexicon.plain(name) or lexicon.patterns.get(name, "")
        if has_alternatives(written):
            return self._marked(name) if name in lexicon.patterns else written
        if name not in self._marks:
            self._marks[name] = mark = chr(_FIRST_MARK + len(self._marks))
            self._parts[mark] = self._of_named(name)
        return self._marks[name]

    def _of_named(self, name: str) -> Needs:
        if name in _SCRIPT:
            return NOTHING
        if name in self._lexicon.patterns:
            return self.of_pattern(name)
        return self.of_lists("victims") if name == "victim" else self.of_list(name)


def _is_table_of_lists(key: str, value: Any) -> bool:
    if key == "patterns" or not isinstance(value, dict):
        return False
    return all(isinstance(each, list | str) for each in value.values())


@lru_cache(maxsize=1)
def known_languages() -> tuple[str, ...]:
    """Languages with a main file: `en.yaml` makes "en", `en_talks.yaml` only adds to it."""
    names = (entry.name for entry in _folder().iterdir() if entry.name.endswith(".yaml"))
    return tuple(sorted(name[:-5] for name in names if "_" not in name))


@lru_cache(maxsize=8)
def lexicon_of(language: str) -> Lexicon:
    """The shipped lexicon of `language` (ISO 639-1). Raises FileNotFoundError for another.

    Its sections in files of their own (`en_talks.yaml`) are merged into the main one, and so are
    their tables: each may add sentence patterns.
    """
    entries = _entries(f"{language}.yaml")
    for name in sorted(entry.name for entry in _folder().iterdir()):
        if name.startswith(f"{language}_") and name.endswith(".yaml"):
            for key, value in _entries(name).items():
                both = isinstance(value, dict) and isinstance(entries.get(key), dict)
                entries[key] = entries[key] | value if both else value
    return Lexicon(entries)


def _folder() -> Traversable:
    return files("trucewatch") / "data" / "lexicon"


def _entries(name: str) -> dict[str, Any]:
    text = (_folder() / name).read_text(encoding="utf-8")
    entries: dict[str, Any] = yaml.load(text, Loader=_Loader)
    return entries


def group_name(name: str) -> str:
    """What the group of a list is called in `one_of_each`."""
    return re.sub(r"\W", "_", name)


def _with_whole_marks(source: Callable[[], str]) -> str:
    """The expression, in which `#+` and `@+` never begin or end within a number or a date: tried at
    each of its characters, a long one would take many times as long."""
    return source().replace("#+", "(?<!#)#++").replace("@+", "(?<!@)@++")


def _whole(pattern: str) -> str:
    """The pattern where no word begins before it or goes on after it."""
    return rf"(?<![\w-]){pattern}(?![\w-])"
