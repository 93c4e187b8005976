"""Numbers in words and digits, with their hedges, as ranges. The table is in the lexicon."""

from __future__ import annotations

import math
import re
from functools import lru_cache

from msgspec import Struct

from trucewatch.model.values import Range
from trucewatch.reference.alternation import alternation
from trucewatch.reference.lexicon import Lexicon
from trucewatch.reference.seeking import Match
from trucewatch.reference.shelf import compile_once

_SHARE, _YEAR = re.compile(r"\s?(?:%|per ?cent)"), re.compile(r"(?:19|20)\d\d")


class NumberMention(Struct, frozen=True):
    """A number with its hedge, in characters of its sentence. `is_per_cent` for shares."""

    start: int
    end: int
    text: str
    value: Range
    is_per_cent: bool = False


def find_numbers(text: str, lexicon: Lexicon) -> list[NumberMention]:
    """Numbers of a sentence, in order. Years, clock times and ordinals are not numbers."""
    mark = _mark_of_number(lexicon)
    if not lexicon.met_by(text) & mark:
        return []
    found = []
    for match in lexicon.made_of_lists("number", _pattern).finditer(text):
        value = _value(match, lexicon)
        if value is None or _is_no_count(match, text):
            continue
        # "percent" belongs to the mention, so that a share is never read as people.
        share = _SHARE.match(text, match.end())
        end = share.end() if share else match.end()
        found.append(
            NumberMention(match.start(), end, text[match.start() : end], value, bool(share))
        )
    return found


# Half of all sentences have no number, which their words tell sooner than the pattern does.
@lru_cache(maxsize=8)
def _mark_of_number(lexicon: Lexicon) -> int:
    """The mark of a word that has a digit, or may begin a number: of names of several words the
    longest stands for all."""
    table = lexicon["numbers"]
    names = [name for key in ("units", "tens", "scales", "vague") for name in table[key]]
    telling = alternation([max(name.split(), key=len) for name in names])
    begins = compile_once(rf"\d|(?<![\w.,/:#-])(?:{telling}|no$)", re.IGNORECASE)
    return lexicon.mark(lambda word: begins.search(word) is not None)


def _pattern(lexicon: Lexicon) -> str:
    table = lexicon["numbers"]
    units, tens, scales = (alternation(list(table[k])) for k in ("units", "tens", "scales"))
    small = rf"(?:{tens}(?:[- ](?:{units}))?|{units})"
    words = rf"(?:{small}|an? (?={scales}))(?:[- ]?(?:and )?(?:{scales}|{small}))*"
    grouped = r"\d{1,3}(?:[,\u00a0\u2009 ]\d{3})+(?!\d)"
    digits = rf"{grouped}|\d{{1,12}}(?:\.\d+)?(?: ?(?:{scales}))?|(?<=\s)\.\d+ million"
    vague = alternation([re.escape(v) for v in table["vague"]])
    core = rf"(?:{digits}|{vague}|{words})"
    hedges = "|".join(
        rf"(?P<{name}>{alternation([re.escape(h) for h in table['hedges'][name]])})"
        for name in ("at_least", "up_to", "nearly", "about")
    )
    # "Has gone up to 61" gives a figure, "up to 61" a bound.
    hedges = hedges.replace("(?P<up_to>", "(?<!gone )(?<!risen )(?<!went )(?<!climbed )(?P<up_to>")
    more = alternation(list(table["hedges"]["or_more"]))
    return (
        rf"(?<![\w.,/:#-])(?:(?:{hedges}) (?:an? )?(?:additional |another )?)?"
        rf"(?:(?:between|from) (?P<from>{core}) (?:and|to) (?P<to>{core})"
        rf"|(?P<low>{core})(?: to |(?<=\d)[-–](?=\d))(?P<high>{core})"
        rf"|(?P<one>{core})|(?P<none>no)(?= ))"
        rf"(?P<more> {more})?(?![\w/:]|[,.]\d|-(?:year|month|week|day|hour|member|point|minute))"
    )


def _value(match: Match, lexicon: Lexicon) -> Range | None:
    if match["none"]:
        return Range(0, 0)
    if one := match["one"]:
        value = _range_of(one, lexicon)
        return None if value is None or value.low is None else _hedged(match, value)
    low = _range_of(match["from"] or match["low"], lexicon)
    high = _range_of(match["to"] or match["high"], lexicon)
    if low is None or high is None or low.low is None:
        return None
    if high.high is not None and high.high < low.low:
        return None
    return _hedged(match, Range(low.low, high.high))


def _hedged(match: Match, value: Range) -> Range:
    low = value.low or 0
    if match["more"] or match["at_least"]:
        return Range(low, None)
    if match["up_to"]:
        return Range(None, low)
    if match["nearly"]:
        return Range(math.floor(0.9 * low), low)
    if match["about"] and value.high == low:
        return Range(math.floor(0.9 * low), math.ceil(round(1.1 * low, 6)))
    return value


# The same few numbers are told over and over.
@lru_cache(maxsize=4096)
def _range_of(words: str, lexicon: Lexicon) -> Range | None:
    vague = lexicon["numbers"]["vague"].get(words.lower())
    if vague:
        return Range(vague[0], vague[1])
    count = _count(words.lower(), lexicon["numbers"])
    return None if count is None else Range(count, count)


def _count(words: str, table: dict[str, dict[str, int]]) -> int | None:
    digits = re.match(r"(\d[\d,\s]*(?:\.\d+)?|\.\d+)(?: ?([a-z]+))?$", words)
    if digits:
        plain = re.sub(r"[,\s]", "", digits[1])
        return round(float(plain) * table["scales"].get(digits[2] or "", 1))
    total, current = 0, 0
    for word in re.split(r"[\s-]+", words):
        if word in table["scales"]:
            scale = table["scales"][word]
            current = max(current, 1) * scale
            if scale >= 1000:
                total, current = total + current, 0
        elif word in table["units"] or word in table["tens"]:
            current += table["units"].get(word, table["tens"].get(word, 0))
        elif word not in ("a", "an", "and"):
            return None
    return total + current


def _is_no_count(match: Match, text: str) -> bool:
    """A bare year, or the pronoun "one" ("no one", "one of the")."""
    words = match[0]
    if _YEAR.fullmatch(words):
        return not re.match(
            r" (?:people|civilians|children|fighters|families|others)", text[match.end() :]
        )
    if words.lower() == "one":
        if re.search(r"\bno $", text[: match.start()], re.I):
            return True
        return bool(re.match(r" (?:of|day|another|side|thing)\b", text[match.end() :]))
    if words.lower() == "no":
        return bool(
            re.match(
                r" (?:one|longer|immediate|comment|matter|doubt|sign|plans?)\b", text[match.end() :]
            )
        )
    return False
