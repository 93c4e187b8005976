"""Words to a place: what kind of place they ask for, and which of those called so they mean."""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Iterator, Sequence, Set
from functools import cached_property, lru_cache
from typing import Any

import msgspec
from msgspec import Struct

from trucewatch.model.values import PlaceMention, PlacePrecision
from trucewatch.reference.gazetteer import Candidate
from trucewatch.reference.names import DATA, fold, load_yaml

# Weights in powers of ten of population: for being this near to a place named before or in the
# right country, and for being a capital. Tripoli in Lebanon's news is Lebanon's, and Washington
# is not the state.
_NEAR_KM = 250.0
_BONUS = 2.5
_CAPITAL_BONUS = 1.5
_EARTH_RADIUS_KM = 6371.0
# Below this many letters too many words share a spelling key.
_SHORTEST_VARIANT = 5
# No place's name with its surroundings has more characters; report text is hostile.
_LONGEST_NAME = 120
# A village of its name does not stand for a province; a city of this many people does.
_A_CITY, _CITY_SHARE = 15_000, 0.1

Lookup = Callable[[str], Sequence[Candidate]]


class Near(Struct, frozen=True, forbid_unknown_fields=True):
    before: tuple[str, ...]
    nouns: tuple[str, ...]


class PlaceWords(Struct, frozen=True, forbid_unknown_fields=True):
    """data/place_words.yaml."""

    nouns: dict[PlacePrecision, tuple[str, ...]]
    near: Near
    directions: tuple[str, ...]
    institutions: frozenset[str]
    streets: frozenset[str]
    track_nouns: tuple[str, ...]
    zone_nouns: tuple[str, ...]


class StopLists(Struct, frozen=True, forbid_unknown_fields=True, dict=True):
    """data/stop_names.yaml: words and people by blanks, and names of no place we can give."""

    words: str
    people: str
    given: str
    never: tuple[str, ...]
    organisations: tuple[str, ...]

    @cached_property
    def common_words(self) -> frozenset[str]:
        return frozenset(self.words.split())

    @cached_property
    def surnames(self) -> frozenset[str]:
        return frozenset(self.people.split())

    @cached_property
    def given_names(self) -> frozenset[str]:
        return frozenset(self.given.split())


class Phrase(Struct, frozen=True):
    """A name with what the words stripped from it said.

    `kinds` are the precisions asked for, the first one most; `is_near` when the words put the
    place only near the name.
    """

    name: str
    kinds: tuple[PlacePrecision, ...] = ()
    is_near: bool = False


class _Pattern(Struct, frozen=True):
    words: re.Pattern[str]
    kinds: tuple[PlacePrecision, ...] = ()
    is_near: bool = False


@lru_cache(maxsize=1)
def place_words() -> PlaceWords:
    return msgspec.convert(load_yaml(DATA / "place_words.yaml"), PlaceWords)


@lru_cache(maxsize=1)
def stop_names() -> frozenset[str]:
    """Folded words that are no place unless something says so."""
    lists = stop_lists()
    return frozenset(f"{lists.words} {lists.people}".split())


@lru_cache(maxsize=1)
def _never() -> frozenset[str]:
    return frozenset(stop_lists().never)


@lru_cache(maxsize=1)
def organisations() -> frozenset[str]:
    """Folded names with a place's in them that name no place."""
    return frozenset(stop_lists().organisations)


@lru_cache(maxsize=1)
def varied_countries() -> frozenset[str]:
    """Countries whose places reach English in many spellings (data/gazetteer.yaml)."""
    chosen = msgspec.convert(load_yaml(DATA / "gazetteer.yaml"), dict[str, Any])
    return frozenset(chosen["finer_countries"])


@lru_cache(maxsize=1)
def stop_lists() -> StopLists:
    return msgspec.convert(load_yaml(DATA / "stop_names.yaml"), StopLists)


def _any_of(words: Sequence[str]) -> str:
    return "(?:" + "|".join(sorted(words, key=len, reverse=True)) + ")"


@lru_cache(maxsize=1)
def _patterns() -> tuple[_Pattern, ...]:
    words = place_words()
    directions, near = _any_of(words.directions), _any_of(words.near.nouns)
    distance = r"(?:\d+ (?:km|kilometres|kilometers|miles) )?(?:to the |just )?"
    patterns = [
        _Pattern(re.compile("^the ")),
        _Pattern(re.compile(f"^{distance}{directions} of "), is_near=True),
        _Pattern(re.compile(f"^{_any_of(words.near.before)} "), is_near=True),
    ]
    for kind, nouns in words.nouns.items():
        noun = _any_of(nouns)
        patterns.append(_Pattern(re.compile(f"^{noun} of | {noun}$"), kinds=(kind,)))
    around: tuple[PlacePrecision, ...] = ("province",)
    patterns.append(_Pattern(re.compile(f"^(?:on )?(?:the )?{near} of | {near}$"), around, True))
    patterns.append(_Pattern(re.compile(f"^{directions} | {directions}$"), around))
    return tuple(patterns)


def phrases(text: str) -> Iterator[Phrase]:
    """The name as written, then with one word after another of its surroundings taken off.

    >>> [phrase.name for phrase in phrases("the town of Saraqib")]
    ['the town of saraqib', 'town of saraqib', 'saraqib']
    """
    phrase: Phrase | None = Phrase(fold(text))
    while phrase is not None:
        yield phrase
        phrase = _stripped(phrase)


@lru_cache(maxsize=1)
def _surroundings() -> frozenset[str]:
    """Every word of what the patterns take off: a name without one of them stays as it is."""
    words = place_words()
    nouns = (noun for kind in words.nouns.values() for noun in kind)
    every = ("the", *words.directions, *words.near.nouns, *words.near.before, *nouns)
    return frozenset(word for each in every for word in each.split())


def _stripped(phrase: Phrase) -> Phrase | None:
    words = phrase.name.split()
    if len(words) < 2 or _surroundings().isdisjoint(words):
        return None
    for pattern in _patterns():
        name = pattern.words.sub("", phrase.name, count=1)
        if name and name != phrase.name:
            kinds = phrase.kinds + pattern.kinds
            return Phrase(name, kinds, phrase.is_near or pattern.is_near)
    return None


def resolve(
    text: str, lookup: Lookup, near: Sequence[PlaceMention], countries: Sequence[str]
) -> PlaceMention | None:
    """The place that `text` most likely names, or None where none is called so.

    `lookup` gives all places of a folded name, spelling variants among them. "Oxford, North
    Carolina" is looked for where its tail says, and is that province where it is not known
    there. Words without a capital letter name no place.
    """
    if len(text) > _LONGEST_NAME:
        return None
    head, _, tail = text.partition(",")
    whole = resolve(tail, lookup, near, countries) if tail.strip() else None
    if whole is not None and whole.country is not None:
        near, countries = (whole,), (whole.country,)
    if not any(c.isupper() for c in head) and head.isascii():
        return None
    for phrase in phrases(head):
        if phrase.name in _never():
            return None
        is_marked = whole is not None or bool(phrase.kinds) or phrase.is_near
        called = [each for name in _names_asked(phrase) for each in lookup(name)]
        fitting = [c for c in called if is_plausible(c, phrase.name, is_marked)]
        if whole is not None:
            fitting = [c for c in fitting if _is_within(c, whole)]
        best = choose(fitting, phrase, near, countries)
        if best is not None:
            return mention(text, best, phrase)
    return None if whole is None else msgspec.structs.replace(whole, text=text)


def _names_asked(phrase: Phrase) -> tuple[str, ...]:
    """The name, and the province's full one for its part or countryside ("northern Homs")."""
    if "province" not in phrase.kinds:
        return (phrase.name,)
    return (phrase.name, *(f"{phrase.name} {noun}" for noun in ("province", "governorate")))


def _is_within(candidate: Candidate, whole: PlaceMention) -> bool:
    """Whether the candidate is in the country or province that the words go on with."""
    if whole.precision == "province" and candidate.admin is not None:
        return candidate.admin == whole.admin
    return whole.country is None or candidate.country == whole.country


def is_plausible(candidate: Candidate, name: str, is_marked: bool) -> bool:
    """False for a small place with the name of a common word or person, unless marked a place."""
    return (
        is_marked
        or candidate.is_dossier
        or candidate.is_prominent
        or (name not in stop_names() and candidate.grade < 2)
    )


def choose(
    candidates: Sequence[Candidate],
    phrase: Phrase,
    near: Sequence[PlaceMention],
    countries: Sequence[str],
) -> Candidate | None:
    """The likeliest candidate: by the countries given, then how it is known, then weight.

    A spelling variant from the gazetteer needs its country named by `countries` or `near`;
    without that, too many words are near some village's name.
    """
    if not candidates:
        return None
    context = {*countries, *(place.country for place in near)}
    known = [c for c in candidates if _is_known(c, phrase, context)]
    # Georgia in a report on the United States is the state, not the country.
    if any(c.precision == "province" and c.country in countries for c in known):
        known = [c for c in known if c.precision != "country" or c.country in countries]
    if not phrase.kinds:
        known = list(towns_for_provinces(known))
    named = {c.country for c in known if c.is_exact}

    def rank(c: Candidate) -> tuple[object, ...]:
        is_misfit = bool(countries) and c.country not in countries and not c.is_prominent
        is_ours = c.country in context or named <= {c.country}
        return (
            is_misfit,
            _tier(c, is_ours),
            _kind_rank(c, phrase),
            -_weight(c, near, countries),
            c.place_id,
        )

    return min(known, key=rank, default=None)


def _is_known(c: Candidate, phrase: Phrase, context: Set[str | None]) -> bool:
    is_long = len(phrase.name) >= _SHORTEST_VARIANT
    return c.is_exact or (is_long and (c.is_dossier or c.country in context))


def towns_for_provinces(candidates: Sequence[Candidate]) -> tuple[Candidate, ...]:
    """Without the provinces that have a town of the name: "in Donetsk" is the city, if alone.

    Where few of the province live in the town, the province is meant: "in Quebec".
    """
    if len(candidates) == 1:
        return tuple(candidates)
    ours = [c for c in candidates if c.precision == "province" and not c.is_dossier]
    if not ours:
        return tuple(candidates)
    provinces = {(c.country, c.admin): c.population for c in ours}
    towns = {
        (c.country, c.admin)
        for c in candidates
        if c.precision == "town" and c.is_exact and c.population >= _A_CITY
        if c.population >= _CITY_SHARE * provinces.get((c.country, c.admin), 0)
    }
    return tuple(
        c
        for c in candidates
        if c.is_dossier or c.precision != "province" or (c.country, c.admin) not in towns
    )


def _tier(c: Candidate, is_ours: bool) -> int:
    """How a candidate is known. A dossier's spelling variant yields to exact names elsewhere."""
    if c.is_dossier:
        return 0 if c.is_exact else 2 if is_ours else 4
    if c.precision == "country" and c.is_exact:
        return 1
    return 3 if c.is_exact else 5


def _kind_rank(c: Candidate, phrase: Phrase) -> int:
    """0 for the kind the words ask for; without words, a dossier's town before its province."""
    kinds = phrase.kinds or (("town",) if c.is_dossier else (c.precision,))
    return kinds.index(c.precision) if c.precision in kinds else len(kinds)


def _weight(c: Candidate, near: Sequence[PlaceMention], countries: Sequence[str]) -> float:
    weight = math.log10(c.population + 1) - c.grade + (_CAPITAL_BONUS if c.is_capital else 0.0)
    if c.country in countries:
        weight += _BONUS
    distances = (
        distance_km(c.lat, c.lon, place.lat, place.lon)
        for place in near
        if place.lat is not None and place.lon is not None and place.precision != "country"
    )
    if min(distances, default=math.inf) <= _NEAR_KM:
        weight += _BONUS
    elif any(c.country == place.country for place in near):
        weight += _BONUS / 2
    return weight


def mention(text: str, c: Candidate, phrase: Phrase) -> PlaceMention:
    """The place as a mention, no finer than the words: near a town, or its district."""
    precision = c.precision
    if precision in ("exact", "town"):
        if phrase.is_near:
            precision = "near"
        elif phrase.kinds[:1] in (("district",), ("province",)):
            precision = phrase.kinds[0]
    return msgspec.structs.replace(mention_of(text, c), precision=precision)


def mention_of(text: str, c: Candidate) -> PlaceMention:
    """The candidate as a mention, with its own precision."""
    return PlaceMention(text, c.place_id, c.lat, c.lon, c.precision, c.admin, c.country)


def distance_km(lat: float, lon: float, other_lat: float, other_lon: float) -> float:
    """Great-circle distance on a sphere; arguments in degrees."""
    a, b = math.radians(lat), math.radians(other_lat)
    across = math.sin((b - a) / 2) ** 2
    along = math.cos(a) * math.cos(b) * math.sin(math.radians(other_lon - lon) / 2) ** 2
    return 2 * _EARTH_RADIUS_KM * math.asin(math.sqrt(across + along))
