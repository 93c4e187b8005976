"""Judgements of a report, and what it says of who backs whom."""

from __future__ import annotations

import re
from collections.abc import Iterator

from trucewatch.model.claim import AssessmentClaim, SupportClaim
from trucewatch.model.report import Report
from trucewatch.model.values import ActorMention
from trucewatch.reading.names import Theatre
from trucewatch.reading.phrases import party
from trucewatch.reading.text import READER, Document, Sentence
from trucewatch.reading.voices import Voices
from trucewatch.reference.lexicon import Lexicon
from trucewatch.reference.seeking import Match


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
    about = lexicon.words("finding_about").search(sentence.text)
    cue = lexicon.words("finding_cues").search(sentence.text) if about else None
    if cue is None or about is None:
        return None
    end = lexicon.match("finding_end").search(sentence.text, cue.end())
    words = _about(sentence, about, lexicon)
    quote = sentence.quote()
    return AssessmentClaim(
        report=report.ref,
        reader=READER,
        quote=quote.quote,
        span=quote.span,
        source=voices.source(index),
        section="comment" if sentence.section == "comment" else "news",
        about=words,
        about_ids=_ids(words, theatre),
        finding=sentence.text[cue.start() : end.start() if end else None].strip(" ,"),
        actor=_acting(sentence.text[: cue.start()], theatre),
    )


def _about(sentence: Sentence, match: Match, lexicon: Lexicon) -> str:
    """The noun with a name or compound before it: "the Idlib truce"."""
    before = lexicon.match("about_name").search(sentence.text[: match.start()])
    return ((before[0] if before else "") + match[0]).removeprefix("The ")


def _ids(words: str, theatre: Theatre) -> tuple[str, ...]:
    reference = theatre.reference
    named = (
        reference.agreement_named(words, theatre.on),
        reference.zone_named(words),
        reference.track_named(words),
    )
    return tuple(each.id for each in named if each)


# Who backs whom.

_SUPPORTS = ("support_by", "support_with", "support_verb")


def read_support(
    document: Document, report: Report, voices: Voices, theatre: Theatre
) -> list[SupportClaim]:
    """Backing of one side's hostilities by another: "forces, backed by Russian air support"."""
    claims, denied = [], theatre.lexicon.words("denied")
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
                    section="comment" if sentence.section == "comment" else "news",
                    claim_status="denied" if denied.search(sentence.text) else "asserted",
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
    """(backer, backed, how) of a sentence: at most one, and of force only."""
    lexicon = theatre.lexicon
    for form in lexicon.possible(_SUPPORTS, sentence.text):
        for match in lexicon.match(form).finditer(sentence.text):
            how = re.search(lexicon["support_means"], match[0])
            backer, backed = _acting(match["backer"], theatre), _acting(match["backed"], theatre)
            is_of_force = how or lexicon.words("force_words").search(match["backed"])
            if backer and backed and is_of_force and backer.text != backed.text:
                yield backer, backed, how[0] if how else None
                return


def _acting(words: str, theatre: Theatre) -> ActorMention | None:
    """The state, side or force that the words end in, or name last."""
    found, sides = None, theatre.lexicon.words("party_sides")
    for match in theatre.lexicon.match("acting").finditer(words.strip(" ,")):
        text = re.sub(r"^(?:[Tt]he|[Ii]ts|[Hh]owever|[Ii]ndeed|[Bb]ut) ", "", match["who"]).strip()
        if theatre.lexicon.match_any_case("not_a_party").match(text):
            continue
        is_named = re.search(r"[A-Z]\w", text) or sides.search(text)
        if is_named and text.lower() not in theatre.lexicon["not_backed"]:
            found = party(text, theatre)
    return found
