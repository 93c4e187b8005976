"""What is said: how far the content of a cue reaches in its sentence."""

from __future__ import annotations

import re

from trucewatch.reading.clauses import Grammar, Words
from trucewatch.reading.cues import CITING, Found, Span, noun_before

_OPENING = re.compile(r"[C&,A]*$")
_ASIDE = re.compile(r",(?:R[^,;“”]{1,30}|[^,;“”XBTzkd]{1,30})(?=[,.]|$)")
_ADJUNCTS = re.compile(r"(?:P?@|A|P[DHNnG#oc]{1,7}){0,4}")
_TOLD = re.compile(r"(?:[DHM]?[NnG#]{1,5}|S|M|D)(?:P[DHM]?[NnG]{1,4})?")
_FAR_QUOTE = re.compile(r"[P@A][^XBbzkdSRTC“”:]{0,16}(?=:?“)")
_AFTER_QUOTATION = re.compile(r"”,?[C&A]?$")
_AFTER_WORDS = re.compile(r"[,–.][C&A]*$")
_CLAUSE = re.compile(r"[XBezkdb]")
_GOES_ON = re.compile(r"[,–;]*[C&]?“")
_GOES_ON_PLAINLY = re.compile(r"[,–](?!A?i)[^“”]{3}")


def content_of(each: Found, found: list[Found], words: Words, grammar: Grammar) -> Span | None:
    """The words that `each` gives, in word numbers; None where there are none."""
    kinds = words.kinds
    if each.form == "by":
        return noun_before(each.cue[0], kinds)
    if each.form == "passive":
        subject = noun_before(each.cue[0], kinds)
        return subject and (subject[0], _end(each, found, kinds))
    if each.form in ("according", "inverted", "inverted_bare") and each.source:
        after = each.source[1]
        if each.form == "according" and _OPENING.fullmatch(kinds, 0, each.cue[0]):
            return after + (kinds[after : after + 1] == ","), _end(each, found, kinds)
        aside = _ASIDE.match(kinds, after)
        return _around(each, aside.end() if aside else after, kinds)
    after = _after(each, kinds, grammar)
    if _is_last(each, after, kinds):
        return _around(each, after, kinds)
    return _start(each, after, kinds), _end(each, found, kinds)


def _is_last(each: Found, after: int, kinds: str) -> bool:
    """Whether speaker and cue follow what is said: "The road is cut, the army said on Monday"."""
    if each.kind not in ("report", "think", "ask") or each.source is None:
        return False
    before, following = kinds[: each.source[0]], kinds[after : after + 1]
    if after >= len(kinds.rstrip(".")):
        return True
    if _AFTER_QUOTATION.search(before):
        return following not in "T“:"
    if _AFTER_WORDS.search(before):
        return following in ".,;–)" or (following == "C" and _CLAUSE.search(before) is not None)
    return False


def _after(each: Found, kinds: str, grammar: Grammar) -> int:
    """The word after the cue, those told, and the day and place of saying."""
    at = each.cue[1]
    told = _TOLD.match(kinds, at) if each.base in grammar.addressed else None
    at = told.end() if told else at
    far = _FAR_QUOTE.match(kinds, at)
    adjuncts = far or _ADJUNCTS.match(kinds, at)
    return adjuncts.end() if adjuncts else at


def _around(each: Found, after: int, kinds: str) -> Span | None:
    """What stands before speaker and cue; what follows them too, where the sentence goes on."""
    end = min(each.cue[0], each.source[0] if each.source else each.cue[0])
    while end and kinds[end - 1] in ",–&C":
        end -= 1
    if end == 0:
        return None
    is_quoted = kinds[end - 1] == "”"
    if _GOES_ON.match(kinds, after) or (not is_quoted and _GOES_ON_PLAINLY.match(kinds, after)):
        end = len(kinds.rstrip("."))
    return 0, end


def _start(each: Found, after: int, kinds: str) -> int:
    """Past those told, and past the day and place of saying where the words said follow them."""
    if each.form == "owned":
        return each.cue[1]
    at = after if kinds[after : after + 1] in ("T", "“", ":") else each.cue[1]
    return at + (kinds[at : at + 1] in (":", ",") and at < len(kinds))


# Words and thoughts are clauses, which commas may part; a stand is on a thing.
_CLAUSE_END = re.compile(r";")
_THING_END = re.compile(r"[;,–]")


def _end(each: Found, found: list[Found], kinds: str) -> int:
    """The end of the sentence, or where its speaker's next cue or the main clause begins."""
    end = len(kinds.rstrip(".;"))
    is_clause = each.kind in ("report", "think", "noun") and each.base not in CITING
    stop = _CLAUSE_END if is_clause else _THING_END
    cut = stop.search(kinds, each.cue[1] + 2)
    if cut:
        end = cut.start()
    if each.is_relative:
        comma = kinds.find(",", each.cue[1])
        return comma if comma > 0 else end
    for other in found:
        if other.cue[0] > each.cue[0] and other.form == "shared" and other.source == each.source:
            return min(end, _before(other.cue[0], kinds))
    return end


def _before(at: int, kinds: str) -> int:
    while at and kinds[at - 1] in ",–&CA":
        at -= 1
    return at
