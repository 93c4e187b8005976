"""Whether a name that some place is called by names a place here, or a person or a word."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from functools import lru_cache
from itertools import pairwise

from msgspec import Struct

from trucewatch.reading.toponyms import Toponym, Word
from trucewatch.reference.gazetteer import ALTERNATE, Candidate
from trucewatch.reference.lexicon import Lexicon
from trucewatch.reference.places import place_words, stop_lists

# Where fewer people live, only the words around say that a name is a place's; where more do, a
# report may name it with no word of where it is.
_SMALL, _LARGE = 15_000, 300_000
_BEFORE, _AFTER = 32, 24
# Letters that stand for a country, and capitals that stand for anything.
_COUNTRY_CODE, _ACRONYM = 3, 4
_SAINTS = ("st ", "saint ", "ste ", "sainte ")


class Setting(Struct, frozen=True):
    """What stands around a name.

    `is_located`: words of place; `is_inside`: the place is told as where ("in", not "of");
    `is_person`: it is part of a person's name; `is_first`: it begins a sentence, where any word
    has a capital; `is_in_run`: it runs into another name;
    `is_street`: a street or a saint's church is called so.
    """

    is_located: bool
    is_inside: bool
    is_person: bool
    is_first: bool
    is_in_run: bool
    is_street: bool


def surnames(words: Sequence[Word]) -> frozenset[str]:
    """Words that follow a person's given name somewhere in the text."""
    given = stop_lists().given_names
    return frozenset(
        two.name for one, two in pairwise(words) if one.is_spaced and one.name in given
    )


def setting_of(
    text: str, words: Sequence[Word], toponym: Toponym, families: Collection[str], lexicon: Lexicon
) -> Setting:
    """What stands around the toponym; `families` are the surnames of the text."""
    before = text[max(0, toponym.start - _BEFORE) : toponym.start]
    first, last = toponym.first, toponym.last
    left = words[first - 1].name if first and words[first - 1].is_spaced else ""
    right = words[last + 1].name if words[last].is_spaced and text[toponym.end] == " " else ""
    # Most names follow a word: only then is it looked at, and else whether a sentence begins.
    follows_word = before[-2:-1].isalpha() and before.endswith(" ")
    follows_stop = before.endswith(". ")
    prior = lexicon.match("place_told_before").search(before) if follows_word else None
    is_titled = (follows_word or follows_stop) and (
        lexicon.match("person_before").search(before) is not None
    )
    is_inside = prior is not None and prior["inside"] is not None
    is_named_after = lexicon.match("place_told_after").match(text, toponym.end) is not None
    return Setting(
        is_located=prior is not None or is_named_after,
        is_inside=is_inside or is_named_after,
        is_person=is_titled or _is_person(toponym.name, left, right, families),
        is_first=not before
        or (not follows_word and lexicon.match("sentence_starts").search(before) is not None),
        is_in_run=_runs_on(left, lexicon) or _runs_on(right, lexicon),
        is_street=right in place_words().streets or _is_a_saints(text, toponym),
    )


def _is_a_saints(text: str, toponym: Toponym) -> bool:
    """Whether a church or a school is called so: "St. George's Church"."""
    after = text[toponym.end : toponym.end + 4]
    return toponym.name.startswith(_SAINTS) and after[1:3] == "s " and after[3:].isupper()


def _runs_on(word: str, lexicon: Lexicon) -> bool:
    """Whether a word that touches a name makes it part of another name."""
    is_noun = word in place_words().institutions or word in lexicon.function_words
    return bool(word) and not is_noun


def _is_person(name: str, left: str, right: str, families: Collection[str]) -> bool:
    given, nouns = stop_lists().given_names, place_words().institutions
    if left in given:
        return True
    if not right or right in nouns:
        return False
    return name in given or right in families or right in stop_lists().surnames


def names_no_place(name: str, sense: Candidate, is_supported: bool, lexicon: Lexicon) -> bool:
    """Whether the name is made of words for days, institutions and the like only.

    A region may be: the West Bank, the Northern District of a country that the report names.
    """
    is_region = sense.precision == "area" or (sense.precision != "town" and is_supported)
    return not is_region and (name in lexicon.not_places or _is_generic(name))


@lru_cache(maxsize=4096)
def _is_generic(name: str) -> bool:
    generic, words = place_words().institutions, stop_lists().common_words
    parts = name.split()
    if len(parts) == 1:
        return name in generic
    return all(part in generic or part in words for part in parts)


def is_certain(c: Candidate) -> bool:
    """Whether a report may name the place with no word of where it is."""
    if not c.is_exact:
        return False
    return c.is_dossier or c.is_capital or c.precision != "town" or c.population >= _LARGE


def is_code(name: str, sense: Candidate) -> bool:
    """Whether the name is letters that stand for a country, as "US" does and "us" does not."""
    return sense.precision == "country" and len(name) <= _COUNTRY_CODE


def is_acronym(word: str, sense: Candidate) -> bool:
    """Whether the word is capitals that more likely stand for something else."""
    is_short = len(word) <= _ACRONYM and word.isupper() and "." not in word
    return is_short and not is_certain(sense)


def is_a_place(
    name: str,
    sense: Candidate,
    settings: Sequence[Setting],
    *,
    is_supported: bool,
    is_at_home: bool,
    is_word: bool,
    is_name: bool,
) -> list[bool]:
    """For each time a name stands in the text, whether it names the place.

    `is_supported`: the report names the country elsewhere; `is_at_home`: more than others, and
    its names reach English in many spellings, so that few are words; `is_word`: the name is
    also a word, `is_name`: it is also a person's.
    """
    if not sense.is_exact and not is_supported:
        return [False] * len(settings)
    if is_word or is_name or any(s.is_person and not s.is_street for s in settings):
        is_sure = is_certain(sense) and sense.grade <= ALTERNATE and not is_word
        return [_is_told(s, is_supported or is_sure) for s in settings]
    if is_certain(sense):
        return [not s.is_street for s in settings]
    open_settings = [s for s in settings if not (s.is_person or s.is_street)]
    is_located = any(s.is_located for s in open_settings)
    is_free = any(s.is_located and not s.is_in_run for s in open_settings)
    is_inside = is_supported and (" " in name or any(not s.is_first for s in open_settings))
    if sense.population < _SMALL or not sense.is_exact:
        is_place = is_supported and (is_located or (is_inside and is_at_home))
    elif sense.grade == ALTERNATE:
        is_place = is_supported and (is_located or is_at_home)
    else:
        is_place = is_inside or is_located
    return [is_place and s in open_settings and (is_free or not s.is_in_run) for s in settings]


def _is_told(setting: Setting, is_likely: bool) -> bool:
    """Whether the words around alone say that a word or a person's name is a place's."""
    is_doubtful = setting.is_in_run or setting.is_person or setting.is_street
    return setting.is_inside and is_likely and not is_doubtful
