"""What the reader knows of a language: one YAML file each, of words and pattern fragments."""

from __future__ import annotations

import re
from functools import cached_property, lru_cache
from importlib.resources import files
from importlib.resources.abc import Traversable
from typing import Any

import yaml

_Loader: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


# A capitalised word, with an Arabic or Romance article or particle before it where it has one,
# and a run of such words. A possessive ends a run: "Yemen's Houthis" are two names.
_PARTICLE = (
    r"(?:[AaEe][lnrsdtz]|[Aa]sh|[Aa]th|[Ee]z|[Bb]in|[Ii]bn|[Aa]bu|[Uu]m|[Dd]e|[Dd]i|[Ll]a"
    r"|[Vv]an|[Vv]on)"
)
CAPITAL = rf"(?<!\w)(?:{_PARTICLE}[-’' ])?(?:(?:[A-Z]\.)+[A-Z]?|[A-ZÀ-ÞŞİĞŁŠŽČ][\w’'-]*)"
RUN = (
    rf"(?:{CAPITAL})(?:(?<!’s)(?<!'s)[ -]"
    rf"(?:(?:ez|al|el|de|bin|ibn|of the|du|la|da|es|ad|ar|as|at|an)[ -])?(?:{CAPITAL}))*"
)
_SCRIPT = {"CAPITAL": CAPITAL, "RUN": RUN}
_PLACEHOLDER = re.compile(r"\{([A-Za-z_]+)\}")


class Lexicon:
    """Words and pattern fragments of one language, compiled when first asked for.

    `any_of` joins a list of fragments, longest first, so that "more than" wins over "more".
    """

    def __init__(self, entries: dict[str, Any]) -> None:
        self.entries = entries
        self.language: str = entries["language"]

    def __getitem__(self, key: str) -> Any:
        return self.entries[key]

    def fragments(self, key: str, sub: str | None = None) -> list[str]:
        """The fragments under `key` (and `sub`): a YAML list, or one fragment a line."""
        value = self.entries[key] if sub is None else self.entries[key][sub]
        if isinstance(value, str):
            value = value.splitlines()
        return [str(fragment) for fragment in value if str(fragment).strip()]

    def any_of(self, key: str, sub: str | None = None) -> str:
        """A pattern for any fragment of the list, joined once."""
        if (key, sub) not in self._joined:
            self._joined[key, sub] = alternation(self.fragments(key, sub))
        return self._joined[key, sub]

    @cached_property
    def _joined(self) -> dict[tuple[str, str | None], str]:
        return {}

    @cached_property
    def victim(self) -> str:
        """Any word for people who can be hurt."""
        kinds = self.entries["victims"]
        return alternation([f for kind in kinds for f in self.fragments("victims", kind)])

    def pattern(self, key: str) -> str:
        """The sentence pattern `key` with every `{name}` in it written out."""
        return _PLACEHOLDER.sub(lambda match: self._named(match[1]), self._patterns[key])

    def match(self, key: str, *, any_case: bool = False) -> re.Pattern[str]:
        """The sentence pattern `key`, compiled once."""
        if (key, any_case) not in self._compiled:
            flags = re.IGNORECASE if any_case else 0
            self._compiled[key, any_case] = re.compile(self.pattern(key), flags)
        return self._compiled[key, any_case]

    def fragment(self, fragment: str) -> re.Pattern[str]:
        """A fragment of a list as a pattern of its own, case-blind, compiled once."""
        if (fragment, True) not in self._compiled:
            self._compiled[fragment, True] = re.compile(fragment, re.IGNORECASE)
        return self._compiled[fragment, True]

    def one_of_each(self, key: str) -> re.Pattern[str]:
        """All lists under `key` in one pattern, a group named after each, in the file's order."""
        if (key, True) not in self._compiled:
            groups = "|".join(f"(?P<{name}>{self.any_of(key, name)})" for name in self.entries[key])
            self._compiled[key, True] = re.compile(rf"(?<![\w-])(?:{groups})(?![\w-])", re.I)
        return self._compiled[key, True]

    def _named(self, name: str) -> str:
        if name in _SCRIPT:
            return _SCRIPT[name]
        if name == "victim":
            return self.victim
        if name in self._patterns:
            return self.pattern(name)
        value = self.entries[name]
        return value if isinstance(value, str) and "\n" not in value else self.any_of(name)

    @cached_property
    def _patterns(self) -> dict[str, str]:
        # A block in YAML ends with a line break that is no part of the pattern.
        return {key: text.rstrip("\n") for key, text in self.entries["patterns"].items()}

    @cached_property
    def _compiled(self) -> dict[tuple[str, bool], re.Pattern[str]]:
        return {}

    @cached_property
    def not_places(self) -> frozenset[str]:
        return frozenset(self.fragments("not_places"))

    @cached_property
    def function_words(self) -> frozenset[str]:
        return frozenset(self.fragments("function_words"))


def alternation(fragments: list[str]) -> str:
    """One non-capturing group that matches any of `fragments`, the longest first."""
    return "(?:" + "|".join(sorted(set(fragments), key=lambda f: (-len(f), f))) + ")"


def known_languages() -> list[str]:
    """Languages with a main file: `en.yaml` makes "en", `en_talks.yaml` only adds to it."""
    names = (entry.name for entry in _folder().iterdir() if entry.name.endswith(".yaml"))
    return sorted(name[:-5] for name in names if "_" not in name)


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


@lru_cache(maxsize=512)
def compiled(pattern: str) -> re.Pattern[str]:
    """A case-blind pattern with word edges, compiled once a process."""
    return re.compile(rf"(?<![\w-]){pattern}(?![\w-])", re.IGNORECASE)
