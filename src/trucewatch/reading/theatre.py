"""Where a report plays: the places it names, and the countries it names most."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence

from trucewatch.model.report import Report
from trucewatch.reading.gazetting import NamedPlace, find_named_places
from trucewatch.reading.names import Theatre
from trucewatch.reference.gazetteer import ADJECTIVE, Candidate
from trucewatch.reference.lexicon import Lexicon
from trucewatch.reference.places import mention_of
from trucewatch.reference.reference import Reference

# A country's own name says where a report plays; its adjective often only says whose troops.
_NOUN, _PEOPLE, _DOSSIER_PLACE, _PLACE = 3.0, 1.0, 2.0, 0.5
# What a word of war beside a country's name adds: mediators are named often, too.
_AT_WAR = 5.0
# How far before a name such a word is looked for, in characters.
_BEFORE = 30
_MOST_COUNTRIES, _LEAST_WEIGHT = 4, 1.0


def theatre_of(report: Report, reference: Reference, lexicon: Lexicon) -> Theatre:
    """The places the report names, and the countries it speaks of, most named first."""
    title = f"{report.title or ''}\n"
    named = find_named_places(title + report.text, reference, lexicon)
    ranked = _countries(named, title + report.text, lexicon)
    field = _field(named, ranked[0]) if ranked else None
    words = (title + report.text)[field.start : field.end] if field else ""
    country = mention_of(words, field.sense) if field else None
    inside = tuple(n.moved(-len(title)) for n in named if n.start >= len(title))
    return Theatre(
        reference.about(ranked), lexicon, ranked, report.published, country, named=inside
    )


def _field(named: Sequence[NamedPlace], country: str) -> NamedPlace | None:
    """Where a count without a place belongs: the country, or a part of it named more often."""
    wide = [n for n in named if n.sense.country == country and _is_wide(n.sense)]
    counts = Counter(n.sense.place_id for n in wide)
    # Of those named as often, the country itself.
    wide.sort(key=lambda n: (-counts[n.sense.place_id], n.sense.precision != "country", n.start))
    return wide[0] if wide else None


def _is_wide(sense: Candidate) -> bool:
    return sense.precision in ("country", "province", "area") and sense.grade < ADJECTIVE


def _countries(named: Sequence[NamedPlace], text: str, lexicon: Lexicon) -> tuple[str, ...]:
    weights: dict[str, float] = defaultdict(float)
    for each in named:
        if each.sense.country is not None:
            weights[each.sense.country] += _weight(each) + _AT_WAR * _is_at_war(each, text, lexicon)
    ranked = sorted(weights, key=lambda country: -weights[country])
    return tuple(c for c in ranked[:_MOST_COUNTRIES] if weights[c] >= _LEAST_WEIGHT)


def _is_at_war(named: NamedPlace, text: str, lexicon: Lexicon) -> bool:
    """Whether the words around a country say that the war is there: "Sudan's warring generals"."""
    if named.sense.precision != "country":
        return False
    before = text[max(0, named.start - _BEFORE) : named.start]
    after = lexicon.match("war_after").match(text, named.end)
    return after is not None or lexicon.match("war_before").search(before) is not None


def _weight(named: NamedPlace) -> float:
    if named.sense.precision == "country":
        return _PEOPLE if named.sense.grade >= ADJECTIVE else _NOUN
    return _DOSSIER_PLACE if named.sense.is_dossier else _PLACE
