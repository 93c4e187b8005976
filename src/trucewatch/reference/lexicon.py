"""What the reader knows of a language: one YAML file each, of words and pattern fragments."""

from __future__ import annotations

import re
from functools import cached_property, lru_cache
from importlib.resources import files
from typing import Any

import yaml

_Loader: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


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
        return alternation(self.fragments(key, sub))

    @cached_property
    def function_words(self) -> frozenset[str]:
        return frozenset(self.fragments("function_words"))


def alternation(fragments: list[str]) -> str:
    """One non-capturing group that matches any of `fragments`, the longest first."""
    return "(?:" + "|".join(sorted(set(fragments), key=lambda f: (-len(f), f))) + ")"


def known_languages() -> list[str]:
    folder = files("trucewatch") / "data" / "lexicon"
    return sorted(entry.name[:-5] for entry in folder.iterdir() if entry.name.endswith(".yaml"))


@lru_cache(maxsize=8)
def lexicon_of(language: str) -> Lexicon:
    """The shipped lexicon of `language` (ISO 639-1). Raises FileNotFoundError for another."""
    path = files("trucewatch") / "data" / "lexicon" / f"{language}.yaml"
    return Lexicon(yaml.load(path.read_text(encoding="utf-8"), Loader=_Loader))


@lru_cache(maxsize=512)
def compiled(pattern: str) -> re.Pattern[str]:
    """A case-blind pattern with word edges, compiled once a process."""
    return re.compile(rf"(?<![\w-]){pattern}(?![\w-])", re.IGNORECASE)
