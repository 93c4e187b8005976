"""Where a report plays: the countries it names most."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

from trucewatch.model.report import Report
from trucewatch.model.values import PlaceMention
from trucewatch.reading.names import Theatre
from trucewatch.reference.lexicon import RUN, Lexicon
from trucewatch.reference.reference import Reference

_CAPITALS = re.compile(RUN)


# A country's own name says where a report plays; its adjective often only says whose troops.
_NOUN, _ADJECTIVE, _PLACE_IN_IT = 3, 1, 2


def theatre_of(report: Report, reference: Reference, lexicon: Lexicon) -> Theatre:
    """The countries the report speaks of, most named first: what its places are looked for in."""
    weights: Counter[str] = Counter()
    nouns: dict[str, PlaceMention] = {}
    for words in _names_in(f"{report.title or ''}\n{report.text}"):
        place = reference.resolve_place(words)
        if place is None or place.country is None:
            continue
        if place.precision != "country":
            # Only what a dossier lists: any word is the name of some town of the world.
            weights[place.country] += _PLACE_IN_IT * (
                not str(place.place_id).startswith("geonames")
            )
        elif reference.is_demonym(words):
            weights[place.country] += _ADJECTIVE
        else:
            weights[place.country] += _NOUN
            nouns.setdefault(place.country, place)
    ranked = tuple(country for country, weight in weights.most_common(4) if weight)
    country = nouns.get(ranked[0]) if ranked else None
    return Theatre(reference.about(ranked), lexicon, ranked, report.published, country)


def _names_in(text: str) -> Iterator[str]:
    """Capitalised runs of the text and the single words in them, possessives left out."""
    for match in _CAPITALS.finditer(text):
        run = match[0].removeprefix("The ")
        for words in dict.fromkeys((run, *run.split())):
            yield words.removesuffix("'s").removesuffix("’s")
