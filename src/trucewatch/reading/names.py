"""Names in a sentence: places after a word of place, and whom a name stands for.

Names stay as written; what they were resolved to travels beside them.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property, lru_cache
from typing import Any, TypeAlias

import msgspec
from msgspec import Struct

from trucewatch.model.reference import Actor
from trucewatch.model.values import ActorMention, PlaceMention
from trucewatch.reading.gazetting import NamedPlace
from trucewatch.reading.text import Sentence
from trucewatch.reference.gazetteer import Candidate
from trucewatch.reference.lexicon import Lexicon
from trucewatch.reference.names import fold
from trucewatch.reference.places import mention_of
from trucewatch.reference.reference import Reference
from trucewatch.reference.seeking import Match


class PlaceSpan(Struct, frozen=True):
    """A place named in a sentence, in characters of it. `order` ranks grain, finest lowest.

    `is_landmark` marks one that only says where another is ("close to Damascus"), `is_marked`
    one whose own noun says that it is a place ("the village of"), `is_aside` one of something
    else: where talks were held, or where people come from.
    """

    start: int
    end: int
    place: PlaceMention
    is_landmark: bool = False
    is_aside: bool = False
    is_marked: bool = False

    @property
    def order(self) -> int:
        ranks = ("exact", "town", "near", "district", "area", "province", "country")
        return ranks.index(self.place.precision) if self.place.precision in ranks else 1


# One is made a report; its look-ups are kept with it.
@dataclass(frozen=True, eq=False)
class Theatre:
    """Where a report plays: what names in it are resolved against.

    `countries` are ISO codes, most named first; `country` is the first of them, or a part of it
    that the report names more often; `named` are all places that the report names.
    """

    reference: Reference
    lexicon: Lexicon
    countries: tuple[str, ...]
    on: date | None
    country: PlaceMention | None = None
    near: tuple[PlaceMention, ...] = ()
    named: tuple[NamedPlace, ...] = ()

    def resolve(self, words: str) -> PlaceMention | None:
        """The place that the words name here: in the sense the report gives the name, if any."""
        known = self._resolved
        if words not in known:
            sense = self._senses.get(fold(words))
            near, countries = self.near, self.countries
            known[words] = (
                mention_of(words, sense)
                if sense is not None and sense.country is not None
                else self.reference.resolve_place(words, near=near, countries=countries)
            )
        return known[words]

    def names(self, words: str) -> bool:
        """Whether the report's places include one of that name."""
        return fold(words) in self._senses

    def actors_named(self, words: str) -> tuple[Actor, ...]:
        """The actors that the words may name on the day of the report."""
        known = self._actors
        if words not in known:
            known[words] = self.reference.actors_named(words, self.on)
        return known[words]

    @cached_property
    def _actors(self) -> dict[str, tuple[Actor, ...]]:
        return {}

    @cached_property
    def _resolved(self) -> dict[str, PlaceMention | None]:
        return {}

    @cached_property
    def _senses(self) -> dict[str, Candidate]:
        return {each.name: each.sense for each in reversed(self.named)}


# The words of a match by the names of its groups.
_Groups: TypeAlias = Mapping[str, Any]
_POSSESSIVE = re.compile(r"(?:’s|'s|’|')$")
# Capitals up to this long may be an abbreviation.
_ABBREVIATION = 6
# How far before a name is looked at, in characters.
_BEFORE = 45


# Each part of the reader asks for the places of the same sentences.
@lru_cache(maxsize=512)
def find_places(sentence: Sentence, theatre: Theatre) -> tuple[PlaceSpan, ...]:
    """Places named in a sentence, in order: after a preposition, in a list, or by their noun."""
    text, found = sentence.text, list[PlaceSpan]()
    lexicon = theatre.lexicon
    for match in lexicon.match("place").finditer(text):
        end = _add(found, match, sentence, theatre)
        while end and (more := lexicon.match("place_listed").match(text, end)):
            end = _add(found, more, sentence, theatre, in_list=True)
    for match in lexicon.match("place_by_noun").finditer(text):
        _add(found, match, sentence, theatre)
    if subject := lexicon.match("place_subject").search(text):
        _add(found, subject, sentence, theatre, is_bare=True)
    return tuple(sorted(found, key=lambda p: p.start))


@lru_cache(maxsize=512)
def find_fields(sentence: Sentence, theatre: Theatre) -> tuple[PlaceSpan, ...]:
    """Places where force may have been used: seats of talks and people's origins left out."""
    return tuple(p for p in find_places(sentence, theatre) if not p.is_aside)


def _add(
    found: list[PlaceSpan],
    match: Match,
    sentence: Sentence,
    theatre: Theatre,
    in_list: bool = False,
    is_bare: bool = False,
) -> int | None:
    """Put the place of a match among those found; its end, or None where it is no place."""
    start, end = match.span("name")
    if found and any(p.start < end and start < p.end for p in found):
        return None
    groups = match.groupdict()
    if "@" in sentence.masked[start:end] or not _may_be_place(match, groups, sentence, theatre):
        return None
    text = _POSSESSIVE.sub("", groups["name"])
    if text.startswith("The "):
        start, text = start + 4, text[4:]
    place = _resolved(text, groups, theatre)
    if place is None:
        is_unsure = is_bare or (in_list and not _ends_list(sentence.text, end, theatre.lexicon))
        if is_unsure or not _may_be_unknown(groups, text, theatre):
            return None
    elif theatre.reference.is_demonym(groups["run"]):
        return None
    is_landmark = _is_landmark(match.start("name"), groups, sentence, theatre.lexicon)
    is_aside = _is_aside(sentence.text, start, theatre.lexicon)
    # "Province of Latakia" is found as such and written as its name.
    if groups.get("before") and not groups["compass"]:
        start, text = match.start("run"), text[match.start("run") - match.start("name") :]
    place = PlaceMention(text) if place is None else msgspec.structs.replace(place, text=text)
    is_marked = _has_place_noun(groups)
    found.append(PlaceSpan(start, start + len(text), place, is_landmark, is_aside, is_marked))
    return end


def _resolved(text: str, groups: _Groups, theatre: Theatre) -> PlaceMention | None:
    """The place of the words, or of those left without adjectives: "besieged city of Taiz"."""
    place, words = theatre.resolve(text), text
    for _ in (groups.get("before") or "").split()[:-2]:
        if place is not None:
            break
        words = words.partition(" ")[2]
        place = theatre.resolve(words)
    return place


def _may_be_unknown(groups: _Groups, text: str, theatre: Theatre) -> bool:
    """Whether words that no gazetteer knows still name a place: by their noun or preposition."""
    if not _has_place_noun(groups):
        weak = theatre.lexicon.match_any_case("weak_preposition")
        if weak.match(groups.get("prep") or "") or theatre.actors_named(groups["run"]):
            return False
    is_event = theatre.lexicon.one_of_each("incidents").search(text)
    return not is_event and not _names_group(text, theatre)


def _is_landmark(start: int, groups: _Groups, sentence: Sentence, lexicon: Lexicon) -> bool:
    before = sentence.text[max(0, start - 25) : start]
    noun = groups.get("before")
    return bool(
        lexicon.match("truce_line").fullmatch(groups["run"])
        or lexicon.match_any_case("landmark").search(before)
        or (noun and lexicon.match_any_case("surroundings").search(noun))
    )


def _is_aside(text: str, start: int, lexicon: Lexicon) -> bool:
    before = max(0, start - _BEFORE)
    return (
        lexicon.match("seat_of_talks").search(text, before, start) is not None
        or lexicon.match("origin").search(text, before, start) is not None
    )


def _names_group(text: str, theatre: Theatre) -> bool:
    kinds = {a.kind for a in theatre.actors_named(text)}
    return bool(kinds & {"group", "force", "side", "organisation", "monitor", "mission", "outlet"})


def _has_place_noun(groups: _Groups) -> bool:
    return bool(groups.get("before") or groups.get("after"))


def _may_be_place(match: Match, groups: _Groups, sentence: Sentence, theatre: Theatre) -> bool:
    run, lexicon = groups["run"], theatre.lexicon
    if len(run) < 3 or _fold(run) in lexicon.not_places or _is_abbreviation(run, theatre):
        return False
    if "-" in run and lexicon.match("adjective_compound").search(run):
        return False
    if _has_place_noun(groups):
        return True
    after = sentence.text[match.end("name") : match.end("name") + 25]
    if lexicon.match("force_follows").match(after) or lexicon.match("place_speaks").match(after):
        return False
    start = match.start("run")
    before = sentence.text[max(0, start - _BEFORE) : start]
    return not lexicon.match("title_before").search(before)


def _is_abbreviation(run: str, theatre: Theatre) -> bool:
    """Capitals that stand for a group or an office ("SLA"), not for a state or a shouted town."""
    letters = run.rpartition(" ")[2]
    if len(letters) > _ABBREVIATION or not letters.isupper() or "." in run:
        return False
    place = theatre.resolve(run)
    is_area = place is not None and place.precision not in ("town", None)
    return not is_area and not theatre.names(run)


def _ends_list(text: str, end: int, lexicon: Lexicon) -> bool:
    return bool(lexicon.match("list_goes_on").match(text[end:]))


def _fold(name: str) -> str:
    return name.lower().replace("’", "'").removesuffix("'s").rstrip(".")


def actor(text: str, theatre: Theatre) -> ActorMention:
    """The mention of an actor as written, with the actors it may name."""
    named = theatre.actors_named(text)
    return ActorMention(text, tuple(a.id for a in named))


def acts(name: str, theatre: Theatre) -> bool:
    """Whether the name is one of a state, side, force or group that the dossiers know."""
    kinds = {a.kind for a in theatre.actors_named(name)}
    return bool(kinds & {"state", "side", "force", "group"})
