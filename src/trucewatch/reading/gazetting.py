"""The places a text names: names found, the person and the word told apart, one sense a name."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Mapping, Sequence
from itertools import pairwise

from msgspec import Struct, structs

from trucewatch.reading.namesakes import (
    Setting,
    is_a_place,
    is_acronym,
    is_certain,
    is_code,
    names_no_place,
    setting_of,
    surnames,
)
from trucewatch.reading.senses import Name, choose_senses
from trucewatch.reading.toponyms import Toponym, Word, capitals, find_toponyms
from trucewatch.reference.gazetteer import ADJECTIVE, MAIN, Candidate
from trucewatch.reference.lexicon import Lexicon
from trucewatch.reference.places import stop_lists, towns_for_provinces, varied_countries
from trucewatch.reference.reference import Reference

_LISTED = frozenset((", ", " and ", ", and ", " or ", ", or "))
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
    settings = _settings(text, words, toponyms, told, lexicon)
    senses = _senses(toponyms, settings, told)
    groups: dict[str, list[int]] = defaultdict(list)
    for at, each in enumerate(toponyms):
        groups[each.name].append(at)
    located = {each.name for each, s in zip(toponyms, settings, strict=True) if s.is_located}
    sure = Counter(s.country for name, s in senses.items() if _is_likely(s, name in located))
    home = next((c for c, _ in sure.most_common(1) if c in varied_countries()), None)
    found = []
    for name, members in groups.items():
        if name not in senses:
            continue
        sense = senses[name]
        is_supported = sure[sense.country] > _is_likely(sense, name in located)
        verdicts = is_a_place(
            name,
            sense,
            [settings[at] for at in members],
            is_supported=is_supported,
            is_at_home=sense.country == home,
            is_word=_is_word(name, lexicon, text) and not is_code(name, sense),
            is_name=name in stop_lists().given_names or name in stop_lists().surnames,
        )
        is_barred = names_no_place(name, sense, is_supported, lexicon)
        for at, verdict in zip(members, verdicts, strict=True):
            each = toponyms[at]
            if at in told or (
                verdict and not is_barred and not is_acronym(text[each.start : each.end], sense)
            ):
                found.append(NamedPlace(each.start, each.end, name, told.get(at, sense)))
    return sorted(found, key=lambda each: each.start)


def _is_likely(sense: Candidate, is_located: bool) -> bool:
    """Whether the sense may speak for its country: what is certain, or told as a place."""
    return is_certain(sense) or (is_located and sense.is_exact and sense.grade == MAIN)


def _is_word(name: str, lexicon: Lexicon, text: str) -> bool:
    """Whether the name is a word of the language, or stands in the text without its capital."""
    is_common = name in stop_lists().common_words or name in lexicon.function_words
    return is_common or f" {name} " in text


def _settings(
    text: str,
    words: Sequence[Word],
    toponyms: Sequence[Toponym],
    told: Collection[int],
    lexicon: Lexicon,
) -> list[Setting]:
    """What stands around each toponym. A list has for all its names what it has for the first."""
    families = surnames(words)
    settings: list[Setting] = []
    for at, each in enumerate(toponyms):
        setting = setting_of(text, words, each, families, lexicon)
        if at and text[toponyms[at - 1].end : each.start] in _LISTED:
            last = settings[-1]
            setting = structs.replace(
                setting,
                is_located=setting.is_located or last.is_located,
                is_inside=setting.is_inside or last.is_inside,
            )
        if at in told:
            setting = structs.replace(setting, is_located=True, is_inside=True, is_person=False)
        settings.append(setting)
    return settings


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
    toponyms: Sequence[Toponym], settings: Sequence[Setting], told: Mapping[int, Candidate]
) -> dict[str, Candidate]:
    counts: Counter[str] = Counter()
    candidates: dict[str, tuple[Candidate, ...]] = {}
    clear: dict[str, Candidate] = {}
    for at, (each, setting) in enumerate(zip(toponyms, settings, strict=True)):
        if setting.is_person:
            continue
        counts[each.name] += 1
        candidates[each.name] = each.candidates
        if at in told:
            clear.setdefault(each.name, told[at])
    names = [
        Name(name, counts[name], (clear[name],), True)
        if name in clear
        else Name(name, counts[name], towns_for_provinces(candidates[name]))
        for name in counts
    ]
    return choose_senses(names)
