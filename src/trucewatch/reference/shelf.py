"""Expressions kept compiled from one run to the next, as Python keeps its own modules, and what
was read off them.

Compiling the patterns that one report takes costs more than reading it. What `re` makes of an
expression, its code, is put into a file beside the lexicon at the end of a run, and taken from
there by the next. The file belongs to one version of Python, may be deleted at any time, and is
left out where it cannot be written or read.
"""

from __future__ import annotations

import atexit
import marshal
import os
import re
import sys
import tempfile
from array import array
from collections.abc import Callable
from functools import cache
from importlib import import_module
from pathlib import Path
from typing import Any, TypeVar

from trucewatch.reference.names import DATA

Fact = TypeVar("Fact")

# The parts of `re` that make code of an expression and an expression of code.
_parser: Any = import_module("re._parser")
_compiler: Any = import_module("re._compiler")
_sre: Any = import_module("_sre")

# Named as compiled modules are, so that whatever leaves those out leaves it out too.
FILE = DATA / "lexicon" / "__pycache__" / f"patterns.{sys.implementation.cache_tag}.pyc"
# A lexicon has some hundreds of expressions and one fact; more are what earlier ones have left.
KEPT_MAX = 3_000
FACTS_MAX = 20

# Flags, code as four-byte numbers, groups, and groups by name.
_Code = tuple[int, bytes, int, dict[str, int]]


def compile_once(pattern: str, flags: int = 0) -> re.Pattern[str]:
    """What `re.compile` gives, from the shelf where it is there."""
    return _shelf().compiled(pattern, int(flags))


def remembered(name: str, make: Callable[[], Fact]) -> Fact:
    """What `make` gives, from the shelf where it is there under this name. It is made of numbers,
    strings, and lists, tuples, dicts and sets of them, and follows from its name alone."""
    return _shelf().remembered(name, make)


class Shelf:
    """The expressions and facts of a file. What this run makes is added by `keep`."""

    def __init__(self, file: Path) -> None:
        self._file = file
        self._codes, self._facts = _read(file)
        self._is_new: set[tuple[str, int] | str] = set()

    def compiled(self, pattern: str, flags: int) -> re.Pattern[str]:
        key = (pattern, flags)
        if key not in self._codes:
            self._codes[key] = _code_of(pattern, flags)
            self._is_new.add(key)
        return _expression(pattern, self._codes[key])

    def remembered(self, name: str, make: Callable[[], Fact]) -> Fact:
        if name not in self._facts:
            self._facts[name] = make()
            self._is_new.add(name)
        fact: Fact = self._facts[name]
        return fact

    def keep(self) -> None:
        """Written whole or not at all; several processes may do so at once."""
        if not self._is_new or sys.dont_write_bytecode:
            return
        codes, facts = self._codes, self._facts
        if len(codes) > KEPT_MAX or len(facts) > FACTS_MAX:
            codes = {key: code for key, code in codes.items() if key in self._is_new}
            facts = {name: fact for name, fact in facts.items() if name in self._is_new}
        try:
            self._file.parent.mkdir(exist_ok=True)
            with tempfile.NamedTemporaryFile(dir=self._file.parent, delete=False) as part:
                part.write(marshal.dumps((_sre.MAGIC, codes, facts)))
            os.chmod(part.name, 0o644)
            os.replace(part.name, self._file)
        except OSError:
            return


@cache
def _shelf() -> Shelf:
    shelf = Shelf(FILE)
    atexit.register(shelf.keep)
    return shelf


def _read(file: Path) -> tuple[dict[tuple[str, int], _Code], dict[str, Any]]:
    try:
        magic, codes, facts = marshal.loads(file.read_bytes())
    except (OSError, ValueError, EOFError, TypeError):
        return {}, {}
    is_ours = magic == _sre.MAGIC and isinstance(codes, dict) and isinstance(facts, dict)
    return (codes, facts) if is_ours else ({}, {})


def _code_of(pattern: str, flags: int) -> _Code:
    parsed = _parser.parse(pattern, flags)
    code = array("I", _compiler._code(parsed, flags))
    state = parsed.state
    return flags | state.flags, code.tobytes(), state.groups - 1, dict(state.groupdict)


def _expression(pattern: str, made: _Code) -> re.Pattern[str]:
    flags, code, groups, named = made
    names: list[str | None] = [None] * (groups + 1)
    for name, group in named.items():
        names[group] = name
    numbers = array("I")
    numbers.frombytes(code)
    found: re.Pattern[str] = _sre.compile(
        pattern, flags, numbers.tolist(), groups, named, tuple(names)
    )
    return found
