"""Changes of control told in a whole clause: who, what was done, and where."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from trucewatch.model.values import PlaceMention
from trucewatch.reading.names import PlaceSpan, Theatre
from trucewatch.reading.text import Sentence

# Which change each pattern tells of the one it calls `who`; the plainest first.
_CLAUSES = {
    "ground_handed": "gained",
    "ground_driven": "gained",
    "ground_driven_passive": "lost",
    "ground_fell": "gained",
    "ground_came_under": "gained",
    "ground_taking": "gained",
    "ground_held": "holds",
    "ground_held_passive": "holds",
    "ground_leaving": "withdrew",
    "ground_out": "withdrew",
    "ground_left": "withdrew",
    "ground_ringed": "besieged",
    "ground_taken": "gained",
}


@dataclass(frozen=True)
class Clause:
    """One change in characters of its sentence; `at` is where its day is looked for."""

    start: int
    end: int
    change: str
    who: str
    place: PlaceMention
    at: int
    is_also: bool = False


def find_clauses(
    sentence: Sentence, places: Sequence[PlaceSpan], theatre: Theatre
) -> Iterator[Clause]:
    """The changes that the sentence's clauses tell, and places added in the same breath."""
    taken: list[tuple[int, int]] = []
    for name, change in _CLAUSES.items():
        for match in theatre.lexicon.match(name).finditer(sentence.masked):
            place_at = match.span("where")
            if any(start < place_at[1] and place_at[0] < end for start, end in taken):
                continue
            clause = _clause(match, change, sentence, places, theatre)
            if clause is not None:
                taken.append(place_at)
                yield clause
                if change in ("gained", "lost"):
                    yield from _also(clause, sentence, theatre)


def _clause(
    match: re.Match[str],
    change: str,
    sentence: Sentence,
    places: Sequence[PlaceSpan],
    theatre: Theatre,
) -> Clause | None:
    who = _who(match, sentence)
    place = _place(match.span("where"), sentence, places, theatre)
    if who is None or place is None:
        return None
    if not _may_act(who, theatre):
        return None
    return Clause(match.start(), match.end(), change, who, place, match.start("where"))


def _may_act(who: str, theatre: Theatre) -> bool:
    """Whether the name may be one of those who fight: any but a place's own."""
    if who.islower() or theatre.reference.actors_named(who, theatre.on):
        return True
    is_place = theatre.reference.resolve_place(who, countries=theatre.countries) is not None
    return not is_place and who.split()[-1].lower() not in theatre.lexicon.not_places


def _who(match: re.Match[str], sentence: Sentence) -> str | None:
    groups = match.groupdict()
    name = next((g for g in ("who", "whose", "hands") if groups.get(g)), None)
    if name is None:
        return None
    words = sentence.text[slice(*match.span(name))]
    return re.sub(r"^(?:[Tt]he|[Aa]n?|[Aa]ll) ", "", words)


def _place(
    span: tuple[int, int], sentence: Sentence, places: Sequence[PlaceSpan], theatre: Theatre
) -> PlaceMention | None:
    """The place found there, else what the gazetteer knows by the words or a plain noun."""
    start, end = span
    within = [p for p in places if start <= p.start and p.end <= end + 1]
    if within:
        return within[0].place
    written = sentence.text[start:end]
    words = re.sub(r"^(?:the|its|their) ", "", written)
    runs = re.findall(r"(?:[A-Z][\w’'-]+)(?: [A-Z][\w’'-]+)*", words)
    for run in runs:
        known = theatre.reference.resolve_place(run, countries=theatre.countries)
        if known is not None and known.precision != "country":
            return known
    if runs:
        return PlaceMention(runs[0])
    # "Some villages" are nobody's yet; "the town" is one that was spoken of.
    return PlaceMention(words) if words != written else None


def _also(clause: Clause, sentence: Sentence, theatre: Theatre) -> Iterator[Clause]:
    """ "took A in June, and on 29 October B and C"."""
    for match in theatre.lexicon.match("ground_also").finditer(sentence.masked, clause.end):
        for group in ("where", "other"):
            if match[group] is None:
                continue
            known = theatre.reference.resolve_place(match[group], countries=theatre.countries)
            if known is not None and known.precision != "country":
                at = match.start(group)
                start, end = match.start(), match.end()
                yield Clause(start, end, clause.change, clause.who, known, at, is_also=True)
