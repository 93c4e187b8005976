"""What the reader knows of a language: one YAML file each, of words and pattern fragments."""

from __future__ import annotations

import re
from functools import cached_property, lru_cache
from importlib.resources import files
from importlib.resources.abc import Traversable
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
    """Languages with a main file: `en.yaml` makes "en", `en_talks.yaml` only adds to it."""
    names = (entry.name for entry in _folder().iterdir() if entry.name.endswith(".yaml"))
    return sorted(name[:-5] for name in names if "_" not in name)


@lru_cache(maxsize=8)
def lexicon_of(language: str) -> Lexicon:
    """The shipped lexicon of `language` (ISO 639-1). Raises FileNotFoundError for another.

    Its sections in files of their own (`en_talks.yaml`) are merged into the main one.
    """
    entries = _entries(f"{language}.yaml")
    for name in sorted(entry.name for entry in _folder().iterdir()):
        if name.startswith(f"{language}_") and name.endswith(".yaml"):
            entries |= _entries(name)
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
