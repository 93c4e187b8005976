"""The places a text names: names found, the person and the word told apart, one sense a name."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from itertools import pairwise

from msgspec import Struct

from trucewatch.reading.namesakes import (
    Surroundings,
    is_a_place,
    is_acronym,
    is_certain,
    is_code,
    names_no_place,
)
from trucewatch.reading.senses import Name, choose_senses
from trucewatch.reading.toponyms import Toponym, capitals, find_toponyms
from trucewatch.reference.gazetteer import ADJECTIVE, MAIN, Candidate
from trucewatch.reference.lexicon import Lexicon
from trucewatch.reference.places import (
    stop_lists,
    towns_for_provinces,
    varied_countries,
)
from trucewatch.reference.reference import Reference

_WITHIN = frozenset((", ", " (", ",", " "))


class NamedPlace(Struct, frozen=True):
    """A place named in a text, in characters of it."""

    start: int
    end: int
    name: str
    sense: Candidate

    def moved(self, by: int) -> NamedPlace:
        return NamedPlace(self.start + by, self.end + by, self.name, self.sense)


def find_named_places(text: str, reference: Reference, lexicon: Lexicon) -> list[NamedPlace]:
    """Every place that the text names, in order, each in the sense that fits the others."""
    words = capitals(text)
    toponyms = find_toponyms(text, words, reference)
    told = _told(text, toponyms)
    around = Surroundings(text, words, toponyms, told, lexicon)
    senses = _senses(toponyms, around, told)
    times: dict[str, list[int]] = defaultdict(list)
    for at, each in enumerate(toponyms):
        times[each.name].append(at)
    likely = {n: s.country for n, s in senses.items() if _is_likely(s, times[n], around)}
    sure = Counter(likely.values())
    home = next((c for c, _ in sure.most_common(1) if c in varied_countries()), None)
    found = set(told)
    for name, sense in senses.items():
        is_supported = sure.get(sense.country, 0) > (name in likely)
        if not (sense.is_exact or is_supported) or names_no_place(
            name, sense, is_supported, lexicon
        ):
            continue
        verdicts = is_a_place(
            name,
            sense,
            times[name],
            around,
            is_supported=is_supported,
            is_at_home=sense.country == home,
            is_word=_is_word(name, lexicon, text) and not is_code(name, sense),
            is_name=name in stop_lists().given_names or name in stop_lists().surnames,
        )
        found.update(at for at, is_place in zip(times[name], verdicts, strict=True) if is_place)
    return [
        NamedPlace(each.start, each.end, each.name, told.get(at) or senses[each.name])
        for at, each in enumerate(toponyms)
        if at in found
        and (at in told or not is_acronym(text[each.start : each.end], senses[each.name]))
    ]


def _is_likely(sense: Candidate, times: Sequence[int], around: Surroundings) -> bool:
    """Whether the sense may speak for its country: what is certain, or told as a place."""
    if is_certain(sense):
        return True
    is_main = sense.is_exact and sense.grade == MAIN
    return is_main and any(around.setting(at).is_located for at in times)


def _is_word(name: str, lexicon: Lexicon, text: str) -> bool:
    """Whether the name is a word of the language, or stands in the text without its capital."""
    is_common = name in stop_lists().common_words or name in lexicon.function_words
    return is_common or f" {name} " in text


def _told(text: str, toponyms: Sequence[Toponym]) -> dict[int, Candidate]:
    """Names whose place the next name tells, by their number: "Paris, Texas".

    In "Turkey, Texas and Iowa" or "in Russia, U.S. officials said" it tells nothing: a country
    named before a country, or before a list.
    """
    told: dict[int, Candidate] = {}
    for at, (one, wider) in enumerate(pairwise(toponyms)):
        if text[one.end : wider.start] not in _WITHIN:
            continue
        inside = [c for c in one.candidates if any(_lies_in(c, w) for w in wider.candidates)]
        best = max(inside, key=lambda c: (c.population, c.place_id), default=None)
        if best is None or (best is not one.candidates[0] and _is_known_otherwise(one, wider)):
            continue
        told[at] = best
    return told


def _is_known_otherwise(one: Toponym, wider: Toponym) -> bool:
    return one.candidates[0].precision == "country" and wider.candidates[0].precision == "country"


def _lies_in(c: Candidate, wider: Candidate) -> bool:
    if wider.precision == "country":
        return wider.grade < ADJECTIVE and c.country == wider.country and c.precision != "country"
    if c.precision not in ("town", "district", "exact"):
        return False
    if wider.precision == "province":
        return c.country == wider.country and c.admin == wider.admin
    is_within = c.country == wider.country and c.admin == wider.admin
    return wider.precision == "district" and is_within and c.place_id != wider.place_id


def _senses(
    toponyms: Sequence[Toponym], around: Surroundings, told: Mapping[int, Candidate]
) -> dict[str, Candidate]:
    counts: dict[str, int] = {}
    candidates: dict[str, tuple[Candidate, ...]] = {}
    clear: dict[str, Candidate] = {}
    for at, each in enumerate(toponyms):
        if around.is_person[at]:
            continue
        counts[each.name] = counts.get(each.name, 0) + 1
        candidates[each.name] = each.candidates
        if at in told:
            clear.setdefault(each.name, told[at])
    names = [
        Name(name, count, (clear[name],), True)
        if name in clear
        else Name(name, count, towns_for_provinces(candidates[name]))
        for name, count in counts.items()
    ]
    return choose_senses(names)
