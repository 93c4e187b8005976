"""What the words on the pages mean, from a file that people edit."""

from __future__ import annotations

from functools import cache
from importlib.resources import files

import msgspec
import yaml
from msgspec import Struct

from trucewatch.errors import BadInput

GLOSSARY_FILE = "glossary.yaml"


class Entry(Struct, frozen=True, forbid_unknown_fields=True):
    term: str
    says: str


class Section(Struct, frozen=True, forbid_unknown_fields=True):
    section: str
    words: tuple[Entry, ...]


class Glossary(Struct, frozen=True):
    sections: tuple[Section, ...]


@cache
def load_glossary() -> Glossary:
    """The words shipped with the package. Raises `BadInput` naming what is wrong with them."""
    text = files("trucewatch").joinpath("data", GLOSSARY_FILE).read_text(encoding="utf-8")
    try:
        return Glossary(msgspec.convert(yaml.safe_load(text), tuple[Section, ...]))
    except (yaml.YAMLError, msgspec.ValidationError) as problem:
        raise BadInput(f"{GLOSSARY_FILE}: {problem}") from problem


def anchor(term: str) -> str:
    """What an entry is linked by."""
    return term.lower().replace(" ", "-")
