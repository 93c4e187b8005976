"""Whether a name that some place is called by names a place here, or a person or a word."""

from __future__ import annotations

from collections.abc import Sequence

from msgspec import Struct

from trucewatch.reading.toponyms import Toponym, Word
from trucewatch.reference.gazetteer import Candidate
from trucewatch.reference.lexicon import Lexicon
from trucewatch.reference.places import place_words, stop_lists

# Where fewer people live, only the words around say that a name is a place's.
_SMALL, _LARGE = 15_000, 300_000
_BEFORE, _AFTER = 32, 24


class Setting(Struct, frozen=True):
    """What stands around a name.

    `is_located`: words of place; `is_person`: it is part of a person's name; `is_first`: it
    begins a sentence, where any word has a capital; `is_in_run`: other capitals touch it.
    """

    is_located: bool = False
    is_person: bool = False
    is_first: bool = False
    is_in_run: bool = False


def setting_of(text: str, words: Sequence[Word], toponym: Toponym, lexicon: Lexicon) -> Setting:
    before = text[max(0, toponym.start - _BEFORE) : toponym.start]
    after = text[toponym.end : toponym.end + _AFTER]
    first, last = toponym.first, toponym.last
    left = words[first - 1].name if first and words[first - 1].is_spaced else ""
    right = words[last + 1].name if words[last].is_spaced and text[toponym.end] == " " else ""
    given, nouns = stop_lists().given_names, place_words().institutions
    is_titled = lexicon.match("person_before").search(before) is not None
    is_first_name = toponym.name in given and bool(right) and right not in nouns
    is_located = bool(
        lexicon.match("place_told_before").search(before)
        or lexicon.match("place_told_after").match(after)
    )
    return Setting(
        is_located=is_located,
        is_person=is_titled or left in given or is_first_name,
        is_first=not before or lexicon.match("sentence_starts").search(before) is not None,
        is_in_run=bool(left) and left not in nouns and left not in lexicon.function_words,
    )


def is_certain(c: Candidate, name: str) -> bool:
    """Whether a report may name the place with no word of where it is."""
    if c.is_dossier or c.precision in ("country", "province", "area") or c.is_capital:
        return c.is_exact and c.grade < 3
    return c.is_exact and c.population >= _LARGE


def is_a_place(
    name: str, sense: Candidate, settings: Sequence[Setting], is_supported: bool, is_word: bool
) -> list[bool]:
    """For each time the name stands there, whether it names the place.

    `is_supported`: the report names the country elsewhere; `is_word`: the name is also a word.
    """
    certain = is_certain(sense, name) and not is_word
    is_surname = any(s.is_person for s in settings)
    ever_located = any(s.is_located and not s.is_person for s in settings)
    ever_inside = any(not s.is_first for s in settings)
    is_small = sense.population < _SMALL and sense.precision in ("town", "exact")
    found = []
    for s in settings:
        if s.is_person:
            found.append(False)
        elif certain:
            found.append(not is_surname or s.is_located or sense.precision == "country")
        elif is_surname or is_word or (s.is_in_run and not s.is_located):
            found.append(s.is_located and not s.is_in_run and (is_supported or not is_word))
        elif is_small:
            found.append(ever_located and is_supported)
        else:
            found.append(ever_located or (is_supported and ever_inside))
    return found
