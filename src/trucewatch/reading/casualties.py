"""Casualties of a sentence: how many were killed, injured or taken, and who they were."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache, reduce

from msgspec import Struct, field

from trucewatch.model.values import Range
from trucewatch.reading.text import Sentence
from trucewatch.reference.lexicon import Lexicon
from trucewatch.reference.seeking import Match


class Casualty(Struct, frozen=True):
    """One count of people harmed, in characters of its sentence.

    `measure` is killed, injured or abducted; `among` for people of a toll told before, and `rival`
    for another figure of it, which mean nothing by themselves.
    `victims` are the words for them; `kinds` how many of each kind (civilian, combatant, women,
    children) where that is given.
    """

    measure: str
    value: Range
    start: int
    end: int
    victims: tuple[str, ...] = ()
    kinds: dict[str, Range] = field(default_factory=dict)


NONE, _ONE = Range(0, 0), Range(1, 1)

# The plainest form first: what it has read, the others leave alone.
_FORMS = {
    "left_killed": "killed",
    "left_injured": "injured",
    "bodies_killed": "killed",
    "found_killed": "killed",
    "put_killed": "killed",
    "bare_killed": "killed",
    "bare_injured": "injured",
    "bare_abducted": "abducted",
    "active_killed": "killed",
    "active_injured": "injured",
    "active_abducted": "abducted",
    "passive_killed": "killed",
    "passive_injured": "injured",
    "passive_abducted": "abducted",
    "named_killed": "killed",
    "named_injured": "injured",
    "corpses_killed": "killed",
}
_IN_ORDER = tuple(_FORMS)


# Tallies and incidents ask for the same sentence one after the other.
@lru_cache(maxsize=512)
def find_casualties(sentence: Sentence, lexicon: Lexicon) -> tuple[Casualty, ...]:
    """Casualties of one sentence, in order. One count is read once."""
    if not lexicon.match_any_case("casualty_word").search(sentence.text):
        return ()
    found: list[Casualty] = []
    for form in lexicon.possible(_IN_ORDER, sentence.masked):
        _collect(found, _FORMS[form], form, sentence, lexicon)
    _collect(found, "killed", "toll", sentence, lexicon)
    if found:
        _collect(found, found[0].measure, "elliptical", sentence, lexicon)
    none = lexicon.anywhere("no_casualties").search(sentence.text)
    if none and not any(c.measure == "killed" for c in found):
        told = {c.measure for c in found}
        hurt = [m for m in ("killed", "injured") if m not in told]
        found += [Casualty(m, NONE, none.start(), none.end()) for m in hurt]
    whole = [c for c in found if not _is_part(c, found, sentence, lexicon)]
    whole += _among_dead(found, sentence, lexicon)
    if not any(c.measure == "killed" for c in whole):
        _collect(whole, "rival", "rival_toll", sentence, lexicon)
    return tuple(sorted(whole, key=lambda c: (c.start, c.measure)))


def _among_dead(found: list[Casualty], sentence: Sentence, lexicon: Lexicon) -> list[Casualty]:
    """ "Four children were among the dead": people of a toll that another sentence gives."""
    match = lexicon.match_any_case("among_dead").search(sentence.masked)
    if match is None or any(c.measure == "killed" for c in found):
        return []
    value, victims, kinds = _people(*match.span("who"), sentence, lexicon)
    return [Casualty("among", value, *match.span("who"), victims, kinds)] if value else []


def _is_part(
    casualty: Casualty, found: list[Casualty], sentence: Sentence, lexicon: Lexicon
) -> bool:
    """Whether it only says who was among those of a toll before it ("including two women dead")."""
    before = [c for c in found if c.measure == casualty.measure and c.end < casualty.start]
    if not before:
        return False
    between = sentence.text[before[-1].end : casualty.start]
    return bool(lexicon.match_any_case("part_of_toll").match(between))


def _collect(
    found: list[Casualty],
    measure: str,
    form: str,
    sentence: Sentence,
    lexicon: Lexicon,
) -> None:
    for match in lexicon.match_any_case(form).finditer(sentence.masked):
        start, end = match.start("who"), match.end("who")
        is_taken = any(c.start < end and start < c.end for c in found)
        if is_taken or lexicon.match("time_unit").match(sentence.text, end):
            continue
        value, victims, kinds = _people(start, end, sentence, lexicon)
        if value is None:
            continue
        rises = lexicon.match_any_case("toll_may_rise")
        if measure == "killed" and rises.search(sentence.text):
            value = Range(value.low, None)
        for kind, count in _included(match.start(), end, match.end(), sentence, lexicon).items():
            kinds.setdefault(kind, count)
        found.append(Casualty(measure, value, start, end, victims, kinds))


def _people(
    start: int, end: int, sentence: Sentence, lexicon: Lexicon
) -> tuple[Range | None, tuple[str, ...], dict[str, Range]]:
    """The sum of the people listed, their words, and how many of each kind."""
    total: Range | None = None
    counts: list[Range] = []
    victims: list[str] = []
    kinds: dict[str, Range] = {}
    for match in lexicon.match_any_case("victim_item").finditer(sentence.masked, start, end):
        count = _count(match, "n", sentence)
        if count is None:
            return None, (), {}
        count = _paired(count, match, lexicon)
        # "250 civilians, 58 children and 42 women among them": the others are of the first.
        if total is None or not lexicon.match("among_them").match(sentence.text, end):
            total = count if total is None else plus(total, count)
            counts.append(count)
        victims.append(match["v"])
        if kind := _kind(match, "v", sentence, lexicon):
            kinds[kind] = plus(kinds[kind], count) if kind in kinds else count
    if total is None:
        number = next((n for n in sentence.numbers if start <= n.start < end), None)
        # Words without a number are of one person: "another", "Sergeant Petrov".
        total = _ONE if number is None else None if number.is_per_cent else number.value
    elif lexicon.match("whole_group").match(victims[0]) and _is_broken_down(counts):
        total = counts[0]
    elif victims[0] == "others" and _is_after_name(start, sentence, lexicon):
        total = plus(total, _ONE)
    return total, tuple(victims), kinds


def _is_broken_down(counts: Sequence[Range]) -> bool:
    """ "Seven combatants, three soldiers and four rebels": seven."""
    total, *parts = counts
    return len(parts) > 1 and total == reduce(plus, parts)


def _is_after_name(start: int, sentence: Sentence, lexicon: Lexicon) -> bool:
    """ "Colonel NAME and three others": one more than the others."""
    named = lexicon.match("named_with_others")
    return named.match(sentence.masked[:start]) is not None


def _count(match: Match, group: str, sentence: Sentence) -> Range | None:
    if not match[group].startswith("#"):
        return _ONE
    number = sentence.number_at(match.start(group))
    return None if number is None or number.is_per_cent else number.value


def _paired(count: Range, match: Match, lexicon: Lexicon) -> Range:
    """ "A woman and child", "a couple": two, where the article counts one."""
    is_pair = match["also"] or match["v"].lower() in lexicon.fragments("victim_pairs")
    return Range(2, 2) if is_pair and not match["n"].startswith("#") else count


def plus(a: Range, b: Range) -> Range:
    low = None if a.low is None or b.low is None else a.low + b.low
    return Range(low, None if a.high is None or b.high is None else a.high + b.high)


def _kind(match: Match, group: str, sentence: Sentence, lexicon: Lexicon) -> str | None:
    """The kind of people a group names; None for "women and children", who are of two."""
    if lexicon.match_any_case("shared_with").match(sentence.masked, match.end(group)):
        return None
    victim = match[group]
    for kind in ("children", "women", "combatant", "civilian"):
        if lexicon.anywhere("victims", kind).fullmatch(victim):
            return kind
    return None


def _included(
    start: int, toll_end: int, end: int, sentence: Sentence, lexicon: Lexicon
) -> dict[str, Range]:
    """Kinds of people given as part of a toll: "including seven children", "two of them women".

    Words after another number are part of that one.
    """
    kinds: dict[str, Range] = {}
    item = lexicon.match_any_case("victim_item")
    ends = lexicon.match_any_case("included_ends")
    included = lexicon.match_any_case("included")
    for match in included.finditer(sentence.masked, start, min(len(sentence.text), end + 90)):
        if "#" in sentence.masked[toll_end : match.start()]:
            break
        if match["among"]:
            number, kind = (
                sentence.number_at(match.start("among")),
                _kind(match, "such", sentence, lexicon),
            )
            if number and kind:
                kinds.setdefault(kind, number.value)
            continue
        if match["of"]:
            count, kind = _count(match, "of", sentence), _kind(match, "what", sentence, lexicon)
            if count and kind:
                kinds.setdefault(kind, count)
            continue
        # The list ends where the sentence goes on to say what happened.
        stop = ends.search(sentence.masked, match.start("list"), match.end("list"))
        end_of_list = stop.start() if stop else match.end("list")
        for each in item.finditer(sentence.masked, match.start("list"), end_of_list):
            count, kind = _count(each, "n", sentence), _kind(each, "v", sentence, lexicon)
            if count and kind:
                kinds.setdefault(kind, count)
    return kinds
