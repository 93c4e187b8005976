"""The places a text names: names found, the person and the word told apart, one sense a name."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from trucewatch.reading.namesakes import Setting, is_a_place, setting_of
from trucewatch.reading.senses import Name, choose_senses
from trucewatch.reading.toponyms import Toponym, capitals, find_toponyms
from trucewatch.reference.gazetteer import Candidate
from trucewatch.reference.lexicon import Lexicon
from trucewatch.reference.places import stop_lists
from trucewatch.reference.reference import Reference

_LONGEST_CODE = 3
_LOWER = re.compile(r"(?<![\w'’])[a-z]{3,}")


@dataclass(frozen=True)
class NamedPlace:
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
    settings = [setting_of(text, words, each, lexicon) for each in toponyms]
    told = _told(text, toponyms)
    senses = _senses(toponyms, settings, told)
    countries = Counter(sense.country for sense in senses.values())
    groups: dict[str, list[int]] = defaultdict(list)
    for at, each in enumerate(toponyms):
        groups[each.name].append(at)
    lower = set(_LOWER.findall(text))
    found = []
    for name, members in groups.items():
        if name not in senses:
            continue
        sense = senses[name]
        is_word = not _is_country_code(sense, name) and (
            name in stop_lists().common_words or name in lower or name in lexicon.function_words
        )
        supported = countries[sense.country] > 1
        verdicts = is_a_place(name, sense, [settings[at] for at in members], supported, is_word)
        for at, verdict in zip(members, verdicts, strict=True):
            if verdict or at in told:
                each = toponyms[at]
                found.append(NamedPlace(each.start, each.end, name, told.get(at, sense)))
    return sorted(found, key=lambda each: each.start)


def _is_country_code(sense: Candidate, name: str) -> bool:
    """Whether the name is letters that stand for a country, as "US" does and "us" does not."""
    return sense.precision == "country" and len(name) <= _LONGEST_CODE


def _told(text: str, toponyms: Sequence[Toponym]) -> dict[int, Candidate]:
    """Names whose place the next name tells: "Paris, Texas", by their number."""
    told: dict[int, Candidate] = {}
    for at in range(len(toponyms) - 2, -1, -1):
        one, wider = toponyms[at], toponyms[at + 1]
        if text[one.end : wider.start] not in (", ", " (", ",", " "):
            continue
        inside = [
            c
            for c in one.candidates
            if c.precision in ("town", "district", "exact")
            and any(_lies_in(c, w) for w in wider.candidates)
        ]
        if inside:
            told[at] = max(inside, key=lambda c: (c.population, c.place_id))
    return told


def _lies_in(c: Candidate, wider: Candidate) -> bool:
    if wider.precision == "province":
        return c.country == wider.country and c.admin == wider.admin
    if wider.precision == "district":
        return (
            c.country == wider.country and c.admin == wider.admin and c.place_id != wider.place_id
        )
    return wider.precision == "country" and wider.grade < 2 and c.country == wider.country


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
        else Name(name, counts[name], candidates[name])
        for name in counts
    ]
    return choose_senses(names)
