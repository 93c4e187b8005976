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
_LISTED = frozenset((", ", " and ", ", and ", " or ", ", or "))


class Setting(Struct, frozen=True):
    """What stands around a name.

    `is_located`: words of place; `is_inside`: the place is told as where ("in", not "of");
    `is_first`: it begins a sentence, where any word has a capital; `is_in_run`: it runs into
    another name.
    """

    is_located: bool
    is_inside: bool
    is_first: bool
    is_in_run: bool


class Surroundings:
    """What stands around the names of a text, by their numbers: whether it is a person's name of
    every one, and the rest when asked for, since of a country or a city little else matters.

    A list has for all its names what it has for the first. `told` are those whose place the next
    name tells.
    """

    def __init__(
        self,
        text: str,
        words: Sequence[Word],
        toponyms: Sequence[Toponym],
        told: Collection[int],
        lexicon: Lexicon,
    ) -> None:
        self._text, self._words, self._toponyms = text, words, toponyms
        self._told, self._lexicon = told, lexicon
        self._settings: dict[int, Setting] = {}
        families = surnames(words)
        self.is_person = [
            at not in told and self._is_person(each, families) for at, each in enumerate(toponyms)
        ]

    def is_street(self, at: int) -> bool:
        """Whether a street or a saint's church is called so."""
        toponym = self._toponyms[at]
        return self._right(toponym) in place_words().streets or _is_a_saints(self._text, toponym)

    def setting(self, at: int) -> Setting:
        """The rest of what stands around a name."""
        known, first = self._settings, at
        while first not in known and self._is_listed(first):
            first -= 1
        for each in range(first, at + 1):
            if each not in known:
                known[each] = self._looked_at(each)
        return known[at]

    def _is_listed(self, at: int) -> bool:
        if at == 0:
            return False
        return self._text[self._toponyms[at - 1].end : self._toponyms[at].start] in _LISTED

    def _looked_at(self, at: int) -> Setting:
        text, lexicon, toponym = self._text, self._lexicon, self._toponyms[at]
        before = text[max(0, toponym.start - _BEFORE) : toponym.start]
        follows_word = _follows_word(before)
        prior = lexicon.match("place_told_before").search(before) if follows_word else None
        is_named_after = lexicon.match("place_told_after").match(text, toponym.end) is not None
        is_told = is_named_after or at in self._told
        listed = self._settings[at - 1] if self._is_listed(at) else None
        left, right = self._left(toponym), self._right(toponym)
        return Setting(
            is_located=prior is not None or is_told or (listed is not None and listed.is_located),
            is_inside=(prior is not None and prior["inside"] is not None)
            or is_told
            or (listed is not None and listed.is_inside),
            is_first=not before
            or (not follows_word and lexicon.match("sentence_starts").search(before) is not None),
            is_in_run=_runs_on(left, lexicon) or _runs_on(right, lexicon),
        )

    def _is_person(self, toponym: Toponym, families: Collection[str]) -> bool:
        """Whether it is part of a person's name."""
        name, left, right = toponym.name, self._left(toponym), self._right(toponym)
        given = stop_lists().given_names
        if left in given:
            return True
        is_nouns = not right or right in place_words().institutions
        is_first = name in given or right in families or right in stop_lists().surnames
        return (is_first and not is_nouns) or self._is_titled(toponym)

    def _is_titled(self, toponym: Toponym) -> bool:
        text, end = self._text, toponym.start
        start = text.rfind(" ", max(0, end - _BEFORE), max(0, end - 1)) + 1
        return text[end - 1 : end] == " " and _is_title(text[start:end], self._lexicon)

    def _left(self, toponym: Toponym) -> str:
        """The capitalised word that a blank parts from the name before it."""
        if not toponym.first:
            return ""
        word = self._words[toponym.first - 1]
        return word.name if word.is_spaced else ""

    def _right(self, toponym: Toponym) -> str:
        """The one after it."""
        is_next = self._words[toponym.last].is_spaced and self._text[toponym.end] == " "
        return self._words[toponym.last + 1].name if is_next else ""


def surnames(words: Sequence[Word]) -> frozenset[str]:
    """Words that follow a person's given name somewhere in the text."""
    given = stop_lists().given_names
    return frozenset(
        two.name for one, two in pairwise(words) if one.is_spaced and one.name in given
    )


# Most names follow one of few words.
@lru_cache(maxsize=4096)
def _is_title(word: str, lexicon: Lexicon) -> bool:
    return lexicon.match("person_before").search(word) is not None


def _follows_word(before: str) -> bool:
    """Whether a word and a blank stand before a name: only then are they looked at, and else
    whether a sentence begins."""
    return before.endswith(" ") and before[-2:-1].isalpha()


def _is_a_saints(text: str, toponym: Toponym) -> bool:
    """Whether a church or a school is called so: "St. George's Church"."""
    if not toponym.name.startswith(_SAINTS):
        return False
    after = text[toponym.end : toponym.end + 4]
    return after[1:3] == "s " and after[3:].isupper()


def _runs_on(word: str, lexicon: Lexicon) -> bool:
    """Whether a word that touches a name makes it part of another name."""
    is_noun = word in place_words().institutions or word in lexicon.function_words
    return bool(word) and not is_noun


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
    times: Sequence[int],
    around: Surroundings,
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
    is_street = {at: around.is_street(at) for at in times}
    is_open = {at: not (around.is_person[at] or is_street[at]) for at in times}
    if is_word or is_name or any(around.is_person[at] and not is_street[at] for at in times):
        is_sure = is_certain(sense) and sense.grade <= ALTERNATE and not is_word
        is_likely = is_supported or is_sure
        return [is_likely and is_open[at] and _is_told(around.setting(at)) for at in times]
    if is_certain(sense):
        return [not is_street[at] for at in times]
    settings = [around.setting(at) for at in times if is_open[at]]
    is_located = any(s.is_located for s in settings)
    is_free = any(s.is_located and not s.is_in_run for s in settings)
    is_inside = is_supported and (" " in name or any(not s.is_first for s in settings))
    if sense.population < _SMALL or not sense.is_exact:
        is_place = is_supported and (is_located or (is_inside and is_at_home))
    elif sense.grade == ALTERNATE:
        is_place = is_supported and (is_located or is_at_home)
    else:
        is_place = is_inside or is_located
    if not is_place:
        return [False] * len(times)
    return [is_open[at] and (is_free or not around.setting(at).is_in_run) for at in times]


def _is_told(setting: Setting) -> bool:
    """Whether the words around alone say that a word or a person's name is a place's."""
    return setting.is_inside and not setting.is_in_run
