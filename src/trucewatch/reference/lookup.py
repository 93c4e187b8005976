"""Things by name: an index by folded name and by spelling key, and the matching of persons."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import date
from functools import cached_property
from typing import Generic, TypeVar

from msgspec import Struct

from trucewatch.model.reference import Actor, ActorRole
from trucewatch.reference.names import fold, spelling_key, spelling_rules

T = TypeVar("T")


class NameIndex(Generic[T]):
    """Things by every name they have. Spelling keys are made on the first name not found as is."""

    def __init__(self, named: Iterable[tuple[str, T]]) -> None:
        self._by_fold: dict[str, list[T]] = defaultdict(list)
        for name, thing in named:
            things = self._by_fold[fold(name)]
            if thing not in things:
                things.append(thing)

    @cached_property
    def _by_key(self) -> dict[str, list[T]]:
        by_key: dict[str, list[T]] = defaultdict(list)
        for folded, things in self._by_fold.items():
            key = by_key[spelling_key(folded)]
            key.extend(thing for thing in things if thing not in key)
        return by_key

    def exact(self, name: str) -> Sequence[T]:
        return self._by_fold.get(fold(name), ())

    def variants(self, name: str) -> Sequence[T]:
        """Those whose spelling key is the name's; exact ones are among them."""
        return self._by_key.get(spelling_key(name), ())

    def find(self, name: str) -> Sequence[T]:
        return self.exact(name) or self.variants(name)


def covers(role: ActorRole, on: date | None) -> bool:
    """Whether the role is held on that day; any day will do where none is asked about."""
    if on is None:
        return True
    return (role.start is None or role.start <= on) and (role.end is None or on <= role.end)


def is_serving(actor: Actor, on: date | None) -> bool:
    """Whether the actor has a role that day. Without a day, or without roles, it may have."""
    return not actor.roles or any(covers(role, on) for role in actor.roles)


class PersonName(Struct, frozen=True):
    """A person's name in folded words and their spelling keys, the last of them the surname."""

    words: tuple[str, ...]
    keys: tuple[str, ...]

    @property
    def surname_key(self) -> str:
        return self.keys[-1]


def person_name(name: str) -> PersonName | None:
    """The name without honorifics; articles are dropped. None where nothing is left."""
    rules = spelling_rules()
    words = [word for word in fold(name).split() if word not in rules.honorifics]
    kept = tuple(word for word in words if word not in rules.articles) or tuple(words)
    if not kept:
        return None
    return PersonName(kept, tuple(map(spelling_key, kept)))


def first_names_agree(asked: PersonName, known: PersonName) -> bool:
    """Each first name asked for is one of the known, in order, in full or as an initial."""
    left = iter(zip(known.words[:-1], known.keys[:-1], strict=True))
    return all(
        any(key == k or (len(word) == 1 and w.startswith(word)) or w == word[:1] for w, k in left)
        for word, key in zip(asked.words[:-1], asked.keys[:-1], strict=True)
    )


def office_agrees(actor: Actor, title: str, on: date | None) -> bool:
    """Whether a role held that day is called by the title, in either's words."""
    asked = set(fold(title).split())
    for role in actor.roles:
        if on is not None and not covers(role, on):
            continue
        for called in filter(None, (role.title, role.office)):
            held = set(fold(called).split())
            if held <= asked or asked <= held:
                return True
    return False
