"""The cues of a sentence: words that say whose words, thoughts or stand are given, and whose."""

from __future__ import annotations

import re

from msgspec import Struct
from msgspec.structs import replace

from trucewatch.reading.clauses import Cue, Grammar, Words
from trucewatch.reference.seeking import Match

Span = tuple[int, int]


class Found(Struct, frozen=True):
    """One cue, in word numbers, half open; `form` is the pattern that found it.

    `source` is whose words they are, None where nobody is named; `speaker` the noun that a
    relative stands for; `cited` whom the source cites or quotes.
    """

    form: str
    kind: str
    base: str
    cue: Span
    source: Span | None
    speaker: Span | None = None
    cited: Span | None = None

    @property
    def is_relative(self) -> bool:
        return self.form == "relative"


# Tried in this order, where the parts that they need stand; a word of one cue is in no other.
_FORMS = {
    "according": "L",
    "inverted": ",”",
    "inverted_bare": "d",
    "by": "Y",
    "relative": "R",
    "unnamed": "R",
    "modified": "Y",
    "before": "",
    "opening": "o",
    "passive": "B",
    "owned": "T",
    "beside": "i",
    "shared": "",
}
# In these nobody is named.
_SUBJECTLESS = ("passive", "beside", "shared")
_VERBS = "bzkdtoi"


def find_cues(words: Words, grammar: Grammar) -> list[Found]:
    """The cues in the order of the words."""
    found: list[Found] = []
    taken: dict[int, str] = {}
    parts = set(words.kinds)
    for form, needs in _FORMS.items():
        if needs and parts.isdisjoint(needs):
            continue
        for match in grammar.patterns[form].finditer(words.kinds):
            each = _found(form, match, words, grammar)
            if each and _is_free(each, taken):
                found.append(each)
                taken |= dict.fromkeys(range(*each.cue), each.kind)
    found.sort(key=lambda each: each.cue)
    return [each for each in (_with_source(f, found, words.kinds) for f in found) if each]


def _is_free(each: Found, taken: dict[int, str]) -> bool:
    """A relative may stand before the cue, "a man who fled said", unless it tells something."""
    if each.form == "unnamed" and each.source:
        between = range(each.source[1], each.cue[0])
        if any(taken.get(at) == "report" for at in between):
            return False
    return taken.keys().isdisjoint(range(*each.cue))


def _found(form: str, match: Match, words: Words, grammar: Grammar) -> Found | None:
    cue = match.span("cue")
    who = (0, 0) if form in _SUBJECTLESS else match.span("who")
    source = who if who[0] < who[1] else None
    if form == "according":
        return Found(form, "report", "according", cue, source)
    if form == "owned":
        return Found(form, "noun", words.lower(cue[1] - 1), cue, source)
    at = _last_verb(words.kinds, cue)
    verb = grammar.cues.get(words.lower(at))
    if verb is None or not _is_meant(form, verb, at, words):
        return None
    if at + 1 < len(words.written) and words.lower(at + 1) in verb.particles:
        cue = cue[0], at + 2
    found = Found(form, verb.kind, verb.base, cue, source)
    if form == "relative" and source:
        return replace(found, speaker=_antecedent(source[0], words.kinds))
    if verb.base in CITING:
        if form == "by":
            return replace(found, cited=_antecedent(cue[0], words.kinds))
        cited = grammar.patterns["noun"].match(words.kinds, cue[1])
        return replace(found, cited=cited.span() if cited else None)
    return found


def _last_verb(kinds: str, cue: Span) -> int:
    for at in range(cue[1] - 1, cue[0] - 1, -1):
        if kinds[at] in _VERBS:
            return at
    return -1


CITING = ("cite", "quote")


def _is_meant(form: str, verb: Cue, at: int, words: Words) -> bool:
    """Whether the verb is used as a cue: with its particle, and in a form that it takes."""
    following = words.lower(at + 1) if at + 1 < len(words.written) else ""
    if not verb.takes(following, words.kinds[at + 1 : at + 2]):
        return False
    if words.kinds[at] == "o" and at and words.kinds[at - 1] in "Nn":
        # "The group claims", "rebels claim"; "rebel claims" and "a new claim" are nouns.
        is_plural = words.lower(at - 1).endswith("s")
        return is_plural == (words.lower(at) == verb.base)
    if form == "inverted":
        return verb.kind in ("report", "ask") and verb.base != "tell"
    if form in ("opening", "unnamed", "modified"):
        return verb.kind == "report"
    if form == "inverted_bare":
        return verb.base in ("say", "add")
    if form == "passive":
        return verb.kind == "think" or (following == "to" and verb.base in _SAID_TO)
    return True


_SAID_TO = ("say", "report", "allege")
_SUBJECT = re.compile(r"[A@P,]*?((?:[DHM]?[NnG#oc]{1,6})|S)")


def _with_source(each: Found, found: list[Found], kinds: str) -> Found | None:
    """A cue without a subject of its own has that of the clause before it, or the sentence's."""
    if each.form == "beside":
        return replace(each, source=noun_before(each.cue[0], kinds))
    if each.form != "shared":
        return each
    if kinds[each.cue[0] - 1 : each.cue[0]] == "C" and kinds[each.cue[1] - 1] == "i":
        return replace(each, source=noun_before(each.cue[0] - 1, kinds))
    for other in found:
        if other.cue[0] >= each.cue[0]:
            break
        if other.source and other.form in ("before", "inverted", "by"):
            return replace(each, source=other.source)
    subject = _SUBJECT.match(kinds)
    if subject and subject.end() <= each.cue[0] and kinds[each.cue[0] - 1] not in "&C":
        return replace(each, source=subject.span(1))
    return None


_NOUN_BEFORE = re.compile(r"[DHM]?[NnG#oce]{1,6}$")


def noun_before(at: int, kinds: str) -> Span | None:
    match = _NOUN_BEFORE.search(kinds, max(0, at - 8), at)
    return match.span() if match else None


_ASIDE_BEFORE = re.compile(r"(?:\([^()]{1,8}\))?,?$")


def _antecedent(at: int, kinds: str) -> Span | None:
    """The noun that a relative at `at` stands for: "the agency (UNHCR), which said"."""
    aside = _ASIDE_BEFORE.search(kinds, max(0, at - 12), at)
    return noun_before(aside.start() if aside else at, kinds)
