"""Whose word it is: the speaker of each sentence, named where the report names them later."""

from __future__ import annotations

import re
from dataclasses import dataclass

from trucewatch.model.report import Report
from trucewatch.reading.text import Document, Sentence
from trucewatch.reference.lexicon import RUN, Lexicon


@dataclass(frozen=True)
class Attribution:
    """Source, cue and content of one attribution, in characters of its sentence.

    `relay` is who passed it on ("told SANA"). `name` is the source as written, or the name that
    the report gives a generic source elsewhere.
    """

    source_start: int
    source_end: int
    cue_start: int
    cue_end: int
    content: tuple[int, int]
    name: str
    relay: str | None = None


_FORMS = (
    "attribution_apposed",
    "attribution_titled",
    "attribution_quoted",
    "attribution_passive",
    "attribution_after",
    "attribution_before",
    "attribution_inverted",
    "attribution_tail",
    "attribution_pronoun",
)


def find_attributions(sentence: Sentence, lexicon: Lexicon) -> list[Attribution]:
    """Attributions of one sentence; at most one is taken by each speaker."""
    found: list[Attribution] = []
    undated = sentence.without_dates
    for form in _FORMS:
        for match in lexicon.match(form).finditer(undated):
            if any(
                a.source_start < match.end("who") and match.start("who") < a.source_end
                for a in found
            ):
                continue
            if _is_speaker(match["who"], lexicon):
                found.append(_attribution(match, sentence, lexicon))
    return sorted(found, key=lambda a: a.source_start)


def _is_speaker(who: str, lexicon: Lexicon) -> bool:
    return not lexicon.match("no_speaker", any_case=True).match(who.strip()) and len(who) < 120


def _attribution(match: re.Match[str], sentence: Sentence, lexicon: Lexicon) -> Attribution:
    if match.end("cue") <= match.start("who"):
        content = (
            (0, match.start("cue"))
            if match.start("cue") > 15
            else (match.end("who"), len(sentence.text))
        )
    elif match.start("who") > 15:
        content = (0, match.start("who"))
    else:
        content = (match.end("cue"), len(sentence.text))
    relay = (
        re.match(rf" (?:the )?({RUN})", sentence.text[match.end("cue") :])
        if match["cue"].endswith("told")
        else None
    )
    name = lexicon.match("speaker_lead").sub("", match["who"]).strip(" ,")
    return Attribution(
        match.start("who"),
        match.end("who"),
        match.start("cue"),
        match.end("cue"),
        content,
        name,
        relay[1] if relay else None,
    )


@dataclass(frozen=True)
class Voices:
    """Who speaks in each sentence of a document, by its place in `Document.sentences`.

    `default` speaks where nobody else does: the person whose statement it is, or an outlet that
    speaks in its own name.
    """

    spoken: dict[int, Attribution]
    names: dict[int, str]
    default: str | None

    def source(self, index: int) -> str | None:
        return self.names.get(index, self.default)


def find_voices(document: Document, report: Report, lexicon: Lexicon) -> Voices:
    spoken: dict[int, Attribution] = {}
    names: dict[int, str] = {}
    known: list[str] = []
    for index, sentence in enumerate(document.sentences):
        for attribution in find_attributions(sentence, lexicon):
            spoken.setdefault(index, attribution)
            if _is_named(attribution.name, lexicon):
                known.append(attribution.name)
    last: str | None = None
    for index in range(len(document.sentences)):
        if index in spoken:
            last = _named(spoken[index].name, known, last, lexicon) or last
            if last:
                names[index] = last
    return Voices(spoken, names, _own_voice(document, report, lexicon))


def _is_named(name: str, lexicon: Lexicon) -> bool:
    has_capital = re.search(r"(?:^|\s)(?:[A-Z][\w’'.-]+|[A-Z]{2,})(?:\s|$)", name)
    return has_capital is not None and not lexicon.match("not_a_name").match(name)


def _named(name: str, known: list[str], last: str | None, lexicon: Lexicon) -> str:
    """A pronoun or repeated noun takes the last speaker; a generic one its name elsewhere."""
    if lexicon.match("pronoun", any_case=True).match(name):
        return last or ""
    is_repeat = name.lower() in _repeats(lexicon)
    if _is_named(name, lexicon) and not is_repeat:
        return name
    kinds = lexicon["speaker_kinds"].get(name.split()[-1].lower(), ())
    named = (full for full in known if any(re.search(rf"\b{kind}", full.lower()) for kind in kinds))
    return next(named, last if last and is_repeat else name)


def _repeats(lexicon: Lexicon) -> frozenset[str]:
    return frozenset(noun.removeprefix("the ") for noun in lexicon.fragments("pronoun_speakers"))


def _own_voice(document: Document, report: Report, lexicon: Lexicon) -> str | None:
    statement = lexicon.match("statement_by").match(document.text)
    if statement:
        return str(statement["who"]).strip(" ,")
    if not report.outlet:
        return None
    speaks = rf"(?<!\w){re.escape(report.outlet)}(?!\w){lexicon.pattern('own_voice')}"
    return report.outlet if re.search(speaks, document.text) else None
