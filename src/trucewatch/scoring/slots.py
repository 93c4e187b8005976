"""What is scored of an item, and when two values agree.

A slot is one filled field, or one element of a list. Items are plain dicts, as `trucewatch read`
prints them and as annotations hold them.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterator, Mapping
from typing import Any

from msgspec import Struct

Item = Mapping[str, Any]

SLOTS: dict[str, dict[str, str]] = {
    "incidents": {
        "type": "exact",
        "date": "days",
        "place": "name",
        "perpetrators": "names",
        "killed": "number",
        "killed_children": "number",
        "injured": "number",
        "source": "name",
        "status": "exact",
    },
    "tallies": {
        "measure": "exact",
        "value": "number",
        "place": "name",
        "period": "days",
        "source": "name",
    },
    "talks": {
        "name": "name",
        "round": "exact",
        "place": "name",
        "date": "days",
        "status": "exact",
        "sponsors": "names",
        "participants": "participants",
        "agenda": "phrases",
    },
    "agreements": {
        "name": "name",
        "kind": "exact",
        "date": "days",
        "guarantors": "names",
        "places": "names",
    },
    "control_changes": {
        "actor": "name",
        "place": "name",
        "change": "exact",
        "date": "days",
        "source": "name",
    },
}
# How much of two names must be shared: of both, or else all of the shorter one.
SHARED_MIN = 0.5
# Words that tell no name from another.
GENERIC = frozenset(
    re.findall(
        r"\w+",
        "the a an of in and al el s city town village province governorate region area district"
        " countryside talks process agreement",
    )
)


class Element(Struct, frozen=True):
    """One thing that agrees or not: a slot has none, one, or many."""

    how: str
    value: Any


def elements(how: str, value: Any) -> list[Element]:
    if value in (None, "", [], {}):
        return []
    if how == "participants":
        return [element for participant in value for element in _of_participant(participant)]
    if how in ("names", "phrases"):
        several = value if isinstance(value, list) else [value]
        return [Element(how, each) for each in several if each]
    if how in ("days", "number"):
        bounds = tuple(value) if isinstance(value, list) else (value, value)
        return [Element(how, bounds)] if any(each is not None for each in bounds) else []
    return [Element(how, value)]


def _of_participant(participant: Item) -> Iterator[Element]:
    """Who came, and what is said of them; that agrees only where the party does."""
    party = participant.get("party") or participant.get("representative")
    yield Element("name", party)
    for part in PARTS:
        if participant.get(part):
            yield Element(part, (party, participant[part]))


def agree(one: Element, other: Element) -> bool:
    if one.how != other.how:
        return False
    if how := PARTS.get(one.how):
        (party, said), (other_party, other_said) = one.value, other.value
        return _same_name(party, other_party) and _SAME[how](said, other_said)
    return _SAME[one.how](one.value, other.value)


def _same_words(one: Any, other: Any) -> bool:
    return str(one).lower() == str(other).lower()


def _same_bounds(one: Any, other: Any) -> bool:
    return bool(one == other)


def _same_name(one: Any, other: Any) -> bool:
    left, right = _telling_words(one), _telling_words(other)
    if not left or not right:
        return False
    shared = len(left & right)
    return shared == min(len(left), len(right)) or shared / len(left | right) >= SHARED_MIN


def _same_phrase(one: Any, other: Any) -> bool:
    left, right = _telling_words(one), _telling_words(other)
    return bool(left & right) and len(left & right) / min(len(left), len(right)) >= SHARED_MIN


def _telling_words(name: Any) -> set[str]:
    """The words of a name that tell it from others, without case, accents and apostrophes.

    A name of generic words alone keeps them; one in another script keeps its letters.
    """
    solid = _INITIALS.sub(lambda found: found[0].replace(".", ""), str(name))
    plain = unicodedata.normalize("NFKD", solid).encode("ascii", "ignore").decode().lower()
    found = re.findall(r"[a-z0-9]+", plain.replace("'", ""))
    found = found or re.findall(r"\w+", str(name).lower())
    return set(found) - GENERIC or set(found)


_INITIALS = re.compile(r"\b(?:[A-Za-z]\.)+[A-Za-z]?(?=\W|$)")
PARTS = {"role": "exact", "representative": "name", "title": "name", "attendance": "exact"}
_SAME: dict[str, Callable[[Any, Any], bool]] = {
    "exact": _same_words,
    "days": _same_bounds,
    "number": _same_bounds,
    "name": _same_name,
    "names": _same_name,
    "phrases": _same_phrase,
}
