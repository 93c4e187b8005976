"""Whose word it is: the speaker of each sentence, named where the report names them later."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from trucewatch.model.report import Report
from trucewatch.reading.names import RUN
from trucewatch.reading.text import Document, Sentence
from trucewatch.reference.lexicon import lexicon_of


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


@lru_cache(maxsize=8)
def _patterns(language: str) -> tuple[re.Pattern[str], ...]:
    lexicon = lexicon_of(language)
    said, according = lexicon.any_of("said"), lexicon.any_of("according")
    noun = lexicon.any_of("speaker_nouns")
    tail = rf"(?: (?:of|for|in|on|at|from|to|with) (?:the )?(?:{RUN}(?: for {RUN})?|{noun}|[a-z]+ [a-z]+))*"
    generic = rf"(?:(?:(?:[Tt]he|[Aa]n?|[Oo]ne|[Ss]everal|[Ss]ome|[Ll]ocal|[Tt]wo|[Ii]ts|[Hh]is) )?(?:[\w’'./-]+ ){{0,4}}?(?:{noun})(?:’s|'s)?(?: {RUN})?{tail})"
    named = rf"(?:(?:[Tt]he |an? )?(?:[a-z]+-based |[A-Z]\w+-based |[\w-]+ly )?(?:[\w’'.-]+ ){{0,3}}?{RUN}(?:(?: for| of| and| in) (?:the )?{RUN})*(?:,? (?:the |a )?(?:[\w’'-]+ ){{0,3}}(?:{noun}){tail})?)"
    who = rf"(?:{generic}|{named})"
    verb = rf"(?:(?:has |have |had |also |later |further |earlier |since |initially )*(?:{said}))"
    return (
        re.compile(rf"(?P<cue>(?i:{according})) (?P<who>{who})"),
        re.compile(
            rf"(?:^|[,;:”\"’'] ?|\band )(?P<who>{who}) (?P<cue>{verb})\b(?! to have been| by\b)"
        ),
        re.compile(rf"(?P<cue>said|says|added) (?P<who>{who})(?=[,.;]|$| in | on | who| an? )"),
        re.compile(
            rf"(?P<who>(?:a|an|the) (?:[\w-]+ ){{0,3}}?(?:{noun})|{RUN}(?: for {RUN})?) (?P<cue>{verb})(?=[.,]|$| on | in | that| quoting| citing)"
        ),
        re.compile(rf"^(?P<who>(?:He|She|It|They|The [a-z]+(?: [a-z]+)?|We|I))\s(?P<cue>{verb})\b"),
    )


def find_attributions(sentence: Sentence, language: str) -> list[Attribution]:
    """Attributions of one sentence; at most one is taken by each speaker."""
    found: list[Attribution] = []
    undated = sentence.without_dates
    for pattern in _patterns(language):
        for match in pattern.finditer(undated):
            if any(
                a.source_start < match.end("who") and match.start("who") < a.source_end
                for a in found
            ):
                continue
            if not _is_speaker(match["who"]):
                continue
            found.append(_attribution(match, sentence))
    return sorted(found, key=lambda a: a.source_start)


_NO_SPEAKER = re.compile(
    r"(?:in an? .*|by .*|which|that|who|it was|there|this|these|those|what|reports?|figures?|at least .*|up to .*|\W*)$",
    re.I,
)


def _is_speaker(who: str) -> bool:
    return not _NO_SPEAKER.match(who.strip()) and len(who) < 120


def _attribution(match: re.Match[str], sentence: Sentence) -> Attribution:
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
    name = re.sub(r"^(?:(?:and|but|while|as|also) )?(?:(?:the|The) )?", "", match["who"]).strip(
        " ,"
    )
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


_STATEMENT_BY = re.compile(
    rf"^(?:Press )?[Ss]tatement (?:by|from|of) (?P<who>(?:the )?{RUN}(?:,? [^\n.]{{0,80}})?)"
)


def find_voices(document: Document, report: Report, language: str) -> Voices:
    spoken: dict[int, Attribution] = {}
    names: dict[int, str] = {}
    known: list[str] = []
    for index, sentence in enumerate(document.sentences):
        for attribution in find_attributions(sentence, language):
            spoken.setdefault(index, attribution)
            if _is_named(attribution.name):
                known.append(attribution.name)
    last: str | None = None
    for index in range(len(document.sentences)):
        if index in spoken:
            last = _named(spoken[index].name, known, last, language) or last
            if last:
                names[index] = last
    return Voices(spoken, names, _own_voice(document, report, spoken))


def _is_named(name: str) -> bool:
    return bool(re.search(r"(?:^|\s)(?:[A-Z][\w’'.-]+|[A-Z]{2,})(?:\s|$)", name)) and not re.match(
        r"^(?:He|She|It|They|The|A|An|We|I)\b(?!.*\b[A-Z])", name
    )


def _named(name: str, known: list[str], last: str | None, language: str) -> str:
    """A pronoun or repeated noun takes the last speaker; a generic one its later name."""
    if re.match(r"^(?:he|she|it|they|we|i)$", name, re.I):
        return last or ""
    if _is_named(name) and name.lower() not in _repeats(language):
        return name
    noun = name.split()[-1].lower()
    return next(
        (full for full in known if _is_kind(full, noun)),
        last if last and name.lower() in _repeats(language) else name,
    )


@lru_cache(maxsize=8)
def _repeats(language: str) -> frozenset[str]:
    return frozenset(
        n.removeprefix("the ") for n in lexicon_of(language).fragments("pronoun_speakers")
    )


_KINDS = {
    "monitor": ("observatory", "network", "monitor", "centre", "center"),
    "group": ("observatory", "network", "monitoring"),
    "observatory": ("observatory",),
    "watchdog": ("observatory", "watch", "network"),
    "mission": ("mission", "smm"),
    "ministry": ("ministry",),
    "centre": ("centre", "center"),
    "center": ("centre", "center"),
}


def _is_kind(full: str, noun: str) -> bool:
    words = full.lower()
    return any(re.search(rf"\b{kind}", words) for kind in _KINDS.get(noun, ()))


def _own_voice(document: Document, report: Report, spoken: dict[int, Attribution]) -> str | None:
    statement = _STATEMENT_BY.match(document.text)
    if statement:
        return statement["who"].strip(" ,")
    if not report.outlet:
        return None
    own = rf"(?<!\w){re.escape(report.outlet)}(?!\w)"
    speaks = rf"{own}(?:’s|'s)? (?:\w+ )?(?:sources?|activists|reporters?|team|monitors?|notes|stresses|recorded|documented|confirms?|recorded|has recorded|said|observed)"
    return report.outlet if re.search(speaks, document.text) else None
