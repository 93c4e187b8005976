"""Who speaks in each sentence of a report, named where the report names them elsewhere."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from msgspec import Struct

from trucewatch.model.report import Report
from trucewatch.reading.attribution import Attribution, Span, find_attributions
from trucewatch.reading.text import Document
from trucewatch.reference.lexicon import Lexicon

_CAPITAL = re.compile(r"(?:^|\s)(?:[A-Z][\w’'.-]+|[A-Z]{2,})(?:\s|$)")


class Spoken(Struct, frozen=True):
    """A speaker's name as written, and who passed it on ("told SANA")."""

    name: str
    relay: str | None = None


class Voices(Struct, frozen=True):
    """Who speaks in each sentence of a document, by its place in `Document.sentences`.

    `default` speaks where nobody else does: the person whose statement it is, or an outlet that
    speaks in its own name.
    """

    spoken: dict[int, Spoken]
    names: dict[int, str]
    default: str | None

    def source(self, index: int) -> str | None:
        return self.names.get(index, self.default)


def find_voices(document: Document, report: Report, lexicon: Lexicon) -> Voices:
    said = find_attributions(document, only_reports=True)
    spoken = _spoken_in(said, document)
    known = [each.name for each in spoken.values() if _is_named(each.name, lexicon)]
    last: str | None = None
    names: dict[int, str] = {}
    for index in range(len(document.sentences)):
        if index in spoken:
            last = _named(spoken[index].name, known, last, lexicon) or last
            if last:
                names[index] = last
    for each in said:
        if each.index in names:
            names |= dict.fromkeys(_quoted_with(each, spoken, document), names[each.index])
    return Voices(spoken, names, _own_voice(document, report, lexicon))


def _quoted_with(said: Attribution, spoken: dict[int, Spoken], document: Document) -> Iterator[int]:
    """The other sentences of a quotation that runs over several."""
    begin, end = said.content
    for step in (-1, 1):
        index = said.index + step
        while 0 <= index < len(document.sentences) and index not in spoken:
            sentence = document.sentences[index]
            if sentence.end <= begin or sentence.start >= end:
                break
            yield index
            index += step


def _spoken_in(said: list[Attribution], document: Document) -> dict[int, Spoken]:
    """The first speaker of each sentence, or whom that one cites."""
    spoken: dict[int, Spoken] = {}
    for each in said:
        if each.index in spoken and each.cited is None:
            continue
        name = _speaker(each.speaker or each.source, each, document)
        cited = _speaker(each.cited, each, document)
        before = spoken.get(each.index)
        if cited and (before is None or before.relay is None):
            spoken[each.index] = Spoken(cited, name or (before.name if before else None))
        elif name and each.index not in spoken:
            spoken[each.index] = Spoken(name, _relay(each, document))
    return spoken


def _speaker(at: Span | None, each: Attribution, document: Document) -> str | None:
    """The name that stands at `at`, if it is one that can speak."""
    lexicon = document.lexicon
    if at is None or _is_no_cue(each, document):
        return None
    who = document.text[slice(*at)]
    head, comma, aside = who.partition(",")
    if comma and lexicon.match("description").match(aside):
        who = head
    before = document.text[max(0, at[0] - 80) : at[0]]
    if joined := lexicon.match_any_case("speakers_before_and").search(before):
        who = joined["who"] + who
    name = lexicon.match("speaker_lead").sub("", who).strip(" ,")
    return name if _can_speak(name, lexicon) else None


def _is_no_cue(each: Attribution, document: Document) -> bool:
    words = document.text[each.cue[0] : each.cue[0] + 80]
    return document.lexicon.match_any_case("no_cue").match(words) is not None


def _relay(each: Attribution, document: Document) -> str | None:
    """Who passed it on: "told SANA", "in remarks carried by SANA"."""
    sentence, lexicon = document.sentences[each.index], document.lexicon
    relay = lexicon.match("relayed_by").search(sentence.text)
    if document.text[slice(*each.cue)].endswith("told"):
        told = document.text[each.cue[1] : each.cue[1] + 120]
        relay = lexicon.match("told_to").match(told) or relay
    return relay["who"] if relay else None


def _can_speak(name: str, lexicon: Lexicon) -> bool:
    """A pronoun, a name, or a noun for those who speak, before any preposition."""
    if lexicon.match_any_case("no_speaker").match(name) or len(name) > 120:
        return False
    after = lexicon.match("after_head").search(name)
    head = name[: after.start()] if after else name
    return bool(
        lexicon.match_any_case("pronoun").match(name)
        or lexicon.match_any_case("speaker_noun").search(head)
        or lexicon.match("name_in_head").search(head)
    )


def _is_named(name: str, lexicon: Lexicon) -> bool:
    return _CAPITAL.search(name) is not None and not lexicon.match("not_a_name").match(name)


def _named(name: str, known: list[str], last: str | None, lexicon: Lexicon) -> str:
    """A pronoun or repeated noun takes the last speaker; a generic one its name elsewhere."""
    if lexicon.match_any_case("pronoun").match(name):
        return last or ""
    is_repeat = name.lower() in _repeats(lexicon)
    if _is_named(name, lexicon) and not is_repeat:
        return name
    kinds = lexicon["speaker_kinds"].get(name.split()[-1].lower(), ())
    named = (full for full in known if any(re.search(rf"\b{kind}", full.lower()) for kind in kinds))
    return next(named, last if last and is_repeat else name)


@lru_cache(maxsize=8)
def _repeats(lexicon: Lexicon) -> frozenset[str]:
    return frozenset(noun.removeprefix("the ") for noun in lexicon.fragments("pronoun_speakers"))


def _own_voice(document: Document, report: Report, lexicon: Lexicon) -> str | None:
    statement = lexicon.match("statement_by").match(document.text)
    if statement:
        return str(statement["who"]).strip(" ,")
    if not report.outlet or report.outlet not in document.text:
        return None
    speaks = rf"(?<!\w){re.escape(report.outlet)}(?!\w){lexicon.pattern('own_voice')}"
    return report.outlet if re.search(speaks, document.text) else None
