"""Casualties of a sentence: how many were killed, injured or taken, and who they were."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import lru_cache

from trucewatch.model.values import Range
from trucewatch.reading.text import Sentence
from trucewatch.reference.lexicon import Lexicon, alternation, lexicon_of


@dataclass(frozen=True)
class Casualty:
    """One count of people harmed, in characters of its sentence.

    `victims` are the words for them; `kinds` how many of each kind (civilian, combatant, women,
    children) where that is given.
    """

    measure: str
    value: Range
    start: int
    end: int
    victims: tuple[str, ...] = ()
    kinds: dict[str, Range] = field(default_factory=dict)


@dataclass(frozen=True)
class _Forms:
    passive: dict[str, re.Pattern[str]]
    active: dict[str, re.Pattern[str]]
    bare: dict[str, re.Pattern[str]]
    toll: re.Pattern[str]
    none: re.Pattern[str]
    item: re.Pattern[str]
    including: re.Pattern[str]
    goes_on: re.Pattern[str]


@lru_cache(maxsize=8)
def _forms(language: str) -> _Forms:
    lexicon = lexicon_of(language)
    victim = alternation(
        [f for kind in lexicon["victims"] for f in lexicon.fragments("victims", kind)]
    )
    word = r"(?!(?:times|and|or|were|was|have|had|has|killed|injured|wounded|in|on|at|when|after|who|that|of|including)\b)[\w’'-]+"
    item = rf"(?:#+|\b(?:an?|another|one|her|his|their)\b)(?: of(?: (?:its|their|the|his))?)?(?: {word}){{0,4}}? (?:{victim})\b(?! (?:strike|raid|attack|group|forces|force|camp|base|convoy|station|post|checkpoint|said|says|told|reported|added|sources?)\b)"
    group = rf"{item}(?:(?:,? and|,| as well as)(?: (?:{item}))|(?: and)(?: (?:{item})))*"
    # A bare number is of people only where no other noun follows it.
    alone = r"#+(?: others?| more| of them)?(?=[.,;:)”]|$| and| in| on| at| when| by| near| who| from| while| after| during| as| since| over| dead| killed| wounded| injured| were| was| have| had| reported)"
    people = rf"(?:{group}|{alone})"
    aside = rf"(?:,? ?\(?(?:including|among (?:them|whom)|most of them|mostly|all of them|of them|of whom|many of them)(?:(?!\b(?:were|was|{lexicon['killed']}|{lexicon['injured']})\b)[^.;)]){{0,110}}?[,)]?)?"
    where = r"(?:,? (?:in|at|on|near|from|inside|outside|of|who|by|across|with|aboard|during|over)\b(?:(?!\b(?:were|was|had|killed|wounded|injured)\b)[^.;#]){0,70}?,?)?"
    be, killed, injured = lexicon["be"], lexicon["killed"], lexicon["injured"]
    killing, injuring = lexicon["killing"], lexicon["injuring"]
    adverb = r"(?:\w+ly )?"
    also = rf"(?: (?:and|or) (?:{injuring}|{killing}))?"
    took = r"(?:abducted|kidnapped|seized|taken hostage|snatched)"

    def passive(verb: str) -> re.Pattern[str]:
        return re.compile(
            rf"(?P<who>{people}){aside}{where}(?: (?P<be>{be}))?(?: {be})? {adverb}(?:{verb})\b",
            re.I,
        )

    def active(verb: str) -> re.Pattern[str]:
        return re.compile(
            rf"\b(?:{verb}){also}(?: (?:at least|the lives of|himself and|herself and|themselves and))*,? (?P<who>{people})(?! (?:strikes|raids|houses|homes|villages|positions|times|days|hours|months|weeks|years))",
            re.I,
        )

    return _Forms(
        passive={"killed": passive(killed), "injured": passive(injured), "abducted": passive(took)},
        active={
            "killed": active(killing),
            "injured": active(injuring),
            "abducted": active(r"abducted|abducting|kidnapped|kidnapping|took hostage"),
        },
        bare={
            "killed": re.compile(
                rf"(?P<who>(?:{group}|#+(?: others?| more)?)) (?:dead|killed|deaths|fatalities|martyrs|martyred|fatally)\b",
                re.I,
            ),
            "injured": re.compile(
                rf"(?P<who>(?:{group}|#+(?: others?| more)?)) (?:wounded|injured|injuries|hurt)\b",
                re.I,
            ),
        },
        toll=re.compile(
            r"(?P<kind>(?:death|casualty) )?toll\b[^.;#]{0,60}?(?:\bto|\bat|\bof|\bis|\bwas|\bstands? at|\bstood at|\breached|\bhas risen to|\brose to|as)? (?P<who>#+)",
            re.I,
        ),
        none=re.compile(lexicon.any_of("no_casualties"), re.I),
        item=re.compile(
            rf"(?P<n>#+|\b(?:an?|another|one|her|his|their)\b)(?: of(?: (?:its|their|the|his))?)?(?: {word}){{0,4}}? (?P<v>{victim})\b",
            re.I,
        ),
        including=re.compile(
            rf"{lexicon['including']}(?: of)?(?: at least)?(?P<list>[^.;]{{0,110}})|(?P<of>#+) of (?:them|whom)(?: were| are|,)? (?P<what>{victim})",
            re.I,
        ),
        goes_on=re.compile(rf"\b(?:{killing}|{injuring}|{be}|in an?|in the|when|after)\b", re.I),
    )


def find_casualties(sentence: Sentence, lexicon: Lexicon) -> list[Casualty]:
    """Casualties of one sentence, in order. One count is read once."""
    forms = _forms(lexicon.language)
    found: list[Casualty] = []
    for measure, pattern in forms.bare.items():
        _collect(found, measure, pattern, sentence, lexicon)
    for measure, pattern in forms.active.items():
        _collect(found, measure, pattern, sentence, lexicon)
    for measure, pattern in forms.passive.items():
        _collect(found, measure, pattern, sentence, lexicon)
    _collect(found, "killed", forms.toll, sentence, lexicon)
    if not any(c.measure == "killed" for c in found) and (none := forms.none.search(sentence.text)):
        for measure in ("killed", "injured"):
            found.append(Casualty(measure, Range(0, 0), none.start(), none.end()))
    return sorted(found, key=lambda c: (c.start, c.measure))


def _collect(
    found: list[Casualty],
    measure: str,
    pattern: re.Pattern[str],
    sentence: Sentence,
    lexicon: Lexicon,
) -> None:
    for match in pattern.finditer(sentence.masked):
        start, end = match.start("who"), match.end("who")
        if any(c.start < end and start < c.end for c in found):
            continue
        value, victims, kinds = _people(start, end, sentence, lexicon)
        if value is None:
            continue
        for kind, count in _included(match.start(), match.end(), sentence, lexicon).items():
            kinds.setdefault(kind, count)
        found.append(Casualty(measure, value, start, end, victims, kinds))


def _people(
    start: int, end: int, sentence: Sentence, lexicon: Lexicon
) -> tuple[Range | None, tuple[str, ...], dict[str, Range]]:
    """The sum of the people listed, their words, and how many of each kind."""
    total: Range | None = None
    victims: list[str] = []
    kinds: dict[str, Range] = {}
    for match in _forms(lexicon.language).item.finditer(sentence.masked, start, end):
        count = _count(match, "n", sentence)
        if count is None:
            return None, (), {}
        total = count if total is None else _plus(total, count)
        victims.append(match["v"])
        if kind := _kind(match["v"], lexicon):
            kinds[kind] = _plus(kinds[kind], count) if kind in kinds else count
    if total is None:
        number = next((n for n in sentence.numbers if start <= n.start < end), None)
        total = number.value if number and not number.is_per_cent else None
    return total, tuple(victims), kinds


def _count(match: re.Match[str], group: str, sentence: Sentence) -> Range | None:
    if not match[group].startswith("#"):
        return Range(1, 1)
    number = sentence.number_at(match.start(group))
    return None if number is None or number.is_per_cent else number.value


def _plus(a: Range, b: Range) -> Range:
    low = None if a.low is None or b.low is None else a.low + b.low
    return Range(low, None if a.high is None or b.high is None else a.high + b.high)


def _kind(victim: str, lexicon: Lexicon) -> str | None:
    for kind in ("children", "women", "combatant", "civilian"):
        if re.fullmatch(lexicon.any_of("victims", kind), victim, re.I):
            return kind
    return None


def _included(start: int, end: int, sentence: Sentence, lexicon: Lexicon) -> dict[str, Range]:
    """Kinds of people given as part of a toll: "including seven children", "seven of them women"."""
    kinds: dict[str, Range] = {}
    forms = _forms(lexicon.language)
    for match in forms.including.finditer(
        sentence.masked, start, min(len(sentence.text), end + 90)
    ):
        if match["of"]:
            number = sentence.number_at(match.start("of"))
            kind = _kind(match["what"], lexicon)
            if number and kind:
                kinds.setdefault(kind, number.value)
            continue
        # The list ends where the sentence goes on to say what happened.
        stop = forms.goes_on.search(sentence.masked, match.start("list"), match.end("list"))
        end_of_list = stop.start() if stop else match.end("list")
        for item in forms.item.finditer(sentence.masked, match.start("list"), end_of_list):
            count, kind = _count(item, "n", sentence), _kind(item["v"], lexicon)
            if count and kind:
                kinds.setdefault(kind, count)
    return kinds
