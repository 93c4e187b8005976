"""Judgements of a report, and what it says of who backs whom."""

from __future__ import annotations

import re
from collections.abc import Iterator

from trucewatch.model.claim import AssessmentClaim, SupportClaim
from trucewatch.model.report import Report
from trucewatch.model.values import ActorMention
from trucewatch.reading.attribution import Voices
from trucewatch.reading.names import Theatre, find_forces
from trucewatch.reading.phrases import party
from trucewatch.reading.text import READER, Document, Sentence
from trucewatch.reference.lexicon import RUN, compiled

_CLAUSE_END = re.compile(r"[;.]|, (?:and|but|which|who|while|said|according)|$")


def read_assessments(
    document: Document, report: Report, voices: Voices, theatre: Theatre
) -> list[AssessmentClaim]:
    """What is concluded of an agreement, zone, actor or round; at most one a sentence."""
    claims = []
    for index, sentence in enumerate(document.sentences):
        claim = _assessment(sentence, index, report, voices, theatre)
        if claim is not None:
            claims.append(claim)
    return claims


def _assessment(
    sentence: Sentence, index: int, report: Report, voices: Voices, theatre: Theatre
) -> AssessmentClaim | None:
    lexicon = theatre.lexicon
    cue = compiled(lexicon.any_of("finding_cues")).search(sentence.text)
    about = compiled(lexicon["finding_about"]).search(sentence.text)
    if cue is None or about is None:
        return None
    end = _CLAUSE_END.search(sentence.text, min(cue.end() + 1, len(sentence.text)))
    stop = end.start() if end else len(sentence.text)
    words = _about(sentence, about, theatre)
    quote = sentence.quote()
    return AssessmentClaim(
        report=report.ref,
        reader=READER,
        quote=quote.quote,
        span=quote.span,
        source=voices.source(index),
        section=sentence.section,
        about=words,
        about_ids=_ids(words, theatre),
        finding=sentence.text[cue.start() : stop].strip(" ,"),
        actor=_actor_before(sentence, cue.start(), theatre),
    )


def _about(sentence: Sentence, match: re.Match[str], theatre: Theatre) -> str:
    """The noun with a name or compound before it: "the Idlib truce"."""
    before = re.search(rf"(?:{RUN} |de-escalation |peace )$", sentence.text[: match.start()])
    return (before[0] if before else "") + match[0]


def _ids(words: str, theatre: Theatre) -> tuple[str, ...]:
    reference = theatre.reference
    named = (
        reference.agreement_named(words, theatre.on),
        reference.zone_named(words),
        reference.track_named(words),
    )
    return tuple(each.id for each in named if each)


def _actor_before(sentence: Sentence, at: int, theatre: Theatre) -> ActorMention | None:
    before = [f for f in find_forces(sentence, theatre) if f.end <= at]
    return before[-1].actor if before else None


# Who backs whom.


def read_support(
    document: Document, report: Report, voices: Voices, theatre: Theatre
) -> list[SupportClaim]:
    """Backing of one side's hostilities by another: "forces, backed by Russian air support"."""
    claims = []
    for index, sentence in enumerate(document.sentences):
        for backer, backed, how in _supports(sentence, theatre):
            quote = sentence.quote()
            claims.append(
                SupportClaim(
                    report=report.ref,
                    reader=READER,
                    quote=quote.quote,
                    span=quote.span,
                    source=voices.source(index),
                    section=sentence.section,
                    backer=backer,
                    backed=backed,
                    how=how,
                    date=sentence.dates[0].period if sentence.dates else None,
                )
            )
    return claims


def _supports(
    sentence: Sentence, theatre: Theatre
) -> Iterator[tuple[ActorMention, ActorMention, str | None]]:
    lexicon = theatre.lexicon
    for pattern in ("support_by", "support_with", "support_verb"):
        for match in re.finditer(lexicon[pattern], sentence.text):
            how = re.search(lexicon["support_means"], match[0])
            backer, backed = _acting(match["backer"], theatre), _acting(match["backed"], theatre)
            is_force = how or compiled(lexicon.any_of("force_words")).search(match["backed"])
            if backer and backed and is_force and backer.text != backed.text:
                yield backer, backed, how[0] if how else None
                return


def _acting(words: str, theatre: Theatre) -> ActorMention | None:
    """The state or side in the words; the last one, which stands nearest the verb."""
    force = theatre.lexicon.any_of("force_words")
    match = re.search(
        rf"((?:(?:pro|anti)-)?{RUN}(?:[’']s)?(?: and (?:[\w-]+ )?{RUN})?(?:[- ]led)?(?: (?:[a-z-]+ )?{force})*|(?:[a-z-]+ )?{force})(?= (?:air|military|artillery|{force})|$|,)",
        words.strip(" ,"),
        re.I,
    )
    if match is None:
        return None
    text = re.sub(r"^(?:the|The|its|however) ", "", match[1]).strip()
    named = party(text, theatre)
    return named if text and text.lower() not in theatre.lexicon["not_backed"] else None
