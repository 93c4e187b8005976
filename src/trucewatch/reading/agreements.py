"""Agreements of a document: ceasefires, zones and other deals it refers to, each once.

What is only wished for ("called for a truce") and what only bears the name ("truce violations",
"ceasefire talks") is no agreement.
"""

from __future__ import annotations

import calendar
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import lru_cache
from typing import TypeVar

from trucewatch.model.claim import AgreementClaim, AgreementKind, AgreementPhase
from trucewatch.model.report import Report
from trucewatch.model.values import ActorMention, Period, PlaceMention, Quote
from trucewatch.reading.attribution import Voices
from trucewatch.reading.dates import DateMention
from trucewatch.reading.names import Theatre, find_places
from trucewatch.reading.phrases import (
    Phrase,
    guarantors_named,
    names_listed,
    names_pattern,
    party,
    phrase_around,
    scopes_of,
)
from trucewatch.reading.text import READER, Document, Sentence
from trucewatch.reference.countries import state_named
from trucewatch.reference.lexicon import RUN, Lexicon, compiled, lexicon_of
from trucewatch.reference.names import fold

T = TypeVar("T")
_JOINT = re.compile(
    r"[;:]| while | but | before | that | and (?=a |the |an )| allow for |, (?=when|although)"
)


@dataclass(frozen=True, kw_only=True)
class Mention:
    """One mention of a deal. `scope` is the part of its sentence that speaks of it."""

    index: int
    phrase: Phrase
    scope: tuple[int, int]
    name: str
    kind: AgreementKind
    marks: frozenset[str] = frozenset()
    agreed: DateMention | None = None
    started: DateMention | None = None
    guarantors: tuple[ActorMention, ...] = ()
    brokers: tuple[ActorMention, ...] = ()
    parties: tuple[ActorMention, ...] = ()
    places: tuple[PlaceMention, ...] = ()
    phase: AgreementPhase | None = None
    status: str | None = None

    @property
    def is_bare(self) -> bool:
        """Whether it only points back: "the deal"."""
        return self.kind == "other" and len(self.name.split()) == 1

    @property
    def day(self) -> DateMention | None:
        return self.agreed or self.started


@dataclass
class Deal:
    """Mentions of one deal, joined; what is said first stays."""

    mentions: list[Mention] = field(default_factory=list)

    @property
    def kind(self) -> AgreementKind:
        return next((m.kind for m in self.mentions if m.kind != "other"), "other")

    @property
    def day(self) -> DateMention | None:
        return _first([m.agreed for m in self.mentions]) or _first(
            [m.started for m in self.mentions]
        )

    @property
    def places(self) -> tuple[PlaceMention, ...]:
        every = [place for m in self.mentions for place in m.places]
        return tuple({fold(place.text): place for place in every}.values())

    def named(self, role: str) -> tuple[ActorMention, ...]:
        every: list[ActorMention] = [a for m in self.mentions for a in getattr(m, role)]
        return tuple({a.actor_ids[0] if a.actor_ids else a.text: a for a in every}.values())


def _first(values: list[T | None]) -> T | None:
    return next((value for value in values if value), None)


def read_agreements(
    document: Document, report: Report, voices: Voices, theatre: Theatre
) -> list[AgreementClaim]:
    """The document's agreements, in the order of the text."""
    deals: list[Deal] = []
    for index, sentence in enumerate(document.sentences):
        for mention in _mentions(sentence, index, theatre):
            deal = _same(mention, deals)
            if deal is None and not mention.is_bare:
                deal = Deal()
                deals.append(deal)
            if deal is not None:
                deal.mentions.append(mention)
    guarantors = guarantors_named(document, theatre)
    kept = [deal for deal in deals if _is_record(deal)]
    return [_claim(deal, guarantors, document, report, voices, theatre) for deal in kept]


def _is_record(deal: Deal) -> bool:
    """A deal of no plain kind needs someone who made it, or a name of its own and a day."""
    if deal.kind != "other":
        return True
    made = deal.named("parties") or deal.named("guarantors") or deal.named("brokers")
    return bool(made) or (deal.day is not None and any(m.phase for m in deal.mentions))


# Mentions.


@lru_cache(maxsize=8)
def _head_pattern(language: str) -> re.Pattern[str]:
    heads = lexicon_of(language)["agreement_heads"]
    groups = "|".join(f"(?P<k{i}>{pattern})" for i, pattern in enumerate(heads.values()))
    return re.compile(rf"(?<![\w-])(?:{groups})(?![\w-])", re.I)


def _mentions(sentence: Sentence, index: int, theatre: Theatre) -> list[Mention]:
    lexicon = theatre.lexicon
    found = list(_heads(sentence, lexicon))
    scopes = scopes_of(sentence, [phrase for phrase, _ in found], _JOINT)
    return [
        _mention(sentence, index, phrase, kind, scope, theatre)
        for (phrase, kind), scope in zip(found, scopes, strict=True)
    ]


def _heads(sentence: Sentence, lexicon: Lexicon) -> Iterator[tuple[Phrase, AgreementKind]]:
    kinds = list(lexicon["agreement_heads"])
    others = [m.span() for m in compiled(lexicon["not_agreements"]).finditer(sentence.text)]
    modifiers = lexicon.any_of("agreement_modifiers")
    for match in _head_pattern(lexicon.language).finditer(sentence.masked):
        if any(a <= match.start() < b for a, b in others):
            continue
        phrase = phrase_around(sentence, match.start(), match.end(), modifiers)
        if not _is_wished(sentence, phrase, lexicon):
            yield phrase, kinds[int(str(match.lastgroup)[1:])]


def _is_wished(sentence: Sentence, phrase: Phrase, lexicon: Lexicon) -> bool:
    """Called for, sought or ruled out: not (yet) a deal."""
    before = sentence.text[max(0, phrase.start - 50) : phrase.start]
    return bool(
        re.search(
            rf"(?<![\w-]){lexicon['agreement_wished']}(?: (?:the|an?|its|any|their|such))?[“\"]? ?$",
            before,
            re.I,
        )
    )


def _mention(
    sentence: Sentence,
    index: int,
    phrase: Phrase,
    kind: AgreementKind,
    scope: tuple[int, int],
    theatre: Theatre,
) -> Mention:
    lexicon = theatre.lexicon
    name = phrase.words(sentence).strip("“”\"‘’' ,")
    phase, status = _phase(sentence, phrase, scope, lexicon)
    guarantors, parties = _makers(sentence, phrase, kind, scope, theatre)
    marks = compiled(lexicon.any_of("agreement_marks")).findall(name)
    return Mention(
        index=index,
        phrase=phrase,
        scope=scope,
        name=_undated(name, phrase, sentence),
        kind=kind,
        marks=frozenset(mark.lower() for mark in marks),
        agreed=_day(sentence, phrase, scope, lexicon["agreement_agreed"], is_own=True),
        started=_day(sentence, phrase, scope, lexicon["agreement_started"], is_own=False),
        guarantors=guarantors,
        brokers=_brokers(sentence, phrase, scope, theatre),
        parties=parties,
        places=_places(sentence, phrase, scope, theatre),
        phase=phase,
        status=status,
    )


def _undated(name: str, phrase: Phrase, sentence: Sentence) -> str:
    for mention in sentence.dates:
        if phrase.start <= mention.start < phrase.end and name.startswith(mention.text):
            return name[len(mention.text) :].removeprefix("’s").removeprefix("'s").strip()
    return name


def _day(
    sentence: Sentence, phrase: Phrase, scope: tuple[int, int], cues: str, *, is_own: bool
) -> DateMention | None:
    """The day that a word of agreeing, or of beginning, stands before; `is_own`: also in the name."""
    for mention in sentence.dates:
        if mention.period is None or not scope[0] <= mention.start < scope[1]:
            continue
        before = sentence.text[scope[0] : mention.start]
        if is_own and (
            phrase.start <= mention.start < phrase.end
            or (0 <= mention.start - phrase.end < 2 and not mention.is_since)
        ):
            return mention
        if re.search(
            rf"(?<![\w-]){cues}(?: [\w-]+){{0,3}}? ?(?:on |in |at |from |of )?$", before, re.I
        ):
            if not _is_said(before):
                return mention
        elif not is_own and mention.is_since and mention.start > phrase.end:
            return mention
    return None


def _is_said(before: str) -> bool:
    return re.search(r"\b(?:said|told \w+|reported)(?: [\w-]+)?(?: on)? ?$", before) is not None


def _phase(
    sentence: Sentence, phrase: Phrase, scope: tuple[int, int], lexicon: Lexicon
) -> tuple[AgreementPhase | None, str | None]:
    """The phase that the nearest cue gives, and its words up to the end of the clause."""
    best: tuple[int, AgreementPhase, int] | None = None
    for name in lexicon["agreement_phases"]:
        for match in compiled(lexicon.any_of("agreement_phases", name)).finditer(
            sentence.text, *scope
        ):
            gap = (
                match.start() - phrase.end
                if match.start() >= phrase.end
                else phrase.start - match.end() + 5
            )
            if gap >= 0 and (best is None or gap < best[0]):
                best = (gap, name, match.start())
    if best is None:
        return None, None
    words = re.match(r"[^.;]{3,90}?(?=,|;|\.|$)", sentence.text[best[2] : scope[1]])
    return best[1], words[0].strip() if words else None


# Who made it, and where it holds.


def _makers(
    sentence: Sentence,
    phrase: Phrase,
    kind: AgreementKind,
    scope: tuple[int, int],
    theatre: Theatre,
) -> tuple[tuple[ActorMention, ...], tuple[ActorMention, ...]]:
    """(guarantors, parties). States that are no side of the war stand behind a truce they made."""
    lexicon, text = theatre.lexicon, sentence.text
    names = names_pattern(lexicon.language)
    guaranteed = re.search(
        rf"{lexicon['agreement_guaranteed_by']} (?P<who>{names})", text[phrase.end : scope[1]]
    )
    if guaranteed:
        return names_listed(guaranteed["who"], theatre), ()
    made_by = re.search(
        rf"{lexicon['agreement_made_by']} (?P<who>{names})", text[phrase.start : scope[1]]
    )
    subject = re.search(
        rf"(?P<who>{names})(?: (?:on |have |had |has |also |are |close to |that |they )*@*)? ?{lexicon['agreement_agreed']}\b",
        sentence.masked[scope[0] : phrase.start],
    )
    match = made_by or subject
    if match is None:
        return (), _pair(phrase.words(sentence), theatre)
    start = phrase.start if made_by else scope[0]
    who = names_listed(text[start + match.start("who") : start + match.end("who")], theatre)
    who = _states(who, theatre)
    if (
        kind in ("ceasefire", "de-escalation zones", "other")
        and len(who) > 1
        and not any(_is_side(a, theatre) for a in who)
    ):
        return who, ()
    return (), who


def _states(who: tuple[ActorMention, ...], theatre: Theatre) -> tuple[ActorMention, ...]:
    """ "the Russian", "Turkish presidents" are two states."""
    bare = (
        re.sub(r" (?:presidents?|leaders?|governments?|officials?|ministers?)$", "", a.text)
        for a in who
    )
    return tuple(
        party(words, theatre) if state_named(words) else a
        for words, a in zip(bare, who, strict=True)
    )


def _is_side(mention: ActorMention, theatre: Theatre) -> bool:
    state = state_named(mention.text)
    if state is not None:
        return bool(theatre.countries) and state.iso2 == theatre.countries[0]
    kinds = [
        theatre.reference.actors[i].kind
        for i in mention.actor_ids[:1]
        if i in theatre.reference.actors
    ]
    return "state" not in kinds


def _pair(name: str, theatre: Theatre) -> tuple[ActorMention, ...]:
    """The two of a hyphenated name: "U.S.-Taliban agreement"."""
    pair = re.match(
        r"([A-Z][\w.]+)-([A-Z]\w+) (?:withdrawal |peace |prisoner )?(?:agreement|deal|accord|pact)",
        name,
    )
    return (party(pair[1], theatre), party(pair[2], theatre)) if pair else ()


def _brokers(
    sentence: Sentence, phrase: Phrase, scope: tuple[int, int], theatre: Theatre
) -> tuple[ActorMention, ...]:
    lexicon = theatre.lexicon
    names = names_pattern(lexicon.language)
    found: list[ActorMention] = []
    for match in re.finditer(
        rf"(?P<who>[A-Z][\w.]*)-{lexicon['agreement_broker_suffix']}", phrase.words(sentence)
    ):
        found.append(party(match["who"], theatre))
    for match in re.finditer(
        rf"{lexicon['agreement_brokered_by']} (?P<who>{names})",
        sentence.text[phrase.end : scope[1]],
    ):
        found += names_listed(match["who"], theatre)
    plan = re.search(
        r"(?:part of|under) (?:a|the) (?P<a>[A-Z][\w.]*)-(?P<b>[A-Z]\w+) (?:plan|deal|proposal|initiative)",
        sentence.text[scope[0] : scope[1]],
    )
    if plan:
        found += [party(plan["a"], theatre), party(plan["b"], theatre)]
    return tuple({a.text: a for a in found}.values())


def _places(
    sentence: Sentence, phrase: Phrase, scope: tuple[int, int], theatre: Theatre
) -> tuple[PlaceMention, ...]:
    """Areas it covers: named in its clause after it, or where it is said to be in place."""
    spans = find_places(sentence, theatre)
    kept = []
    for span in spans:
        before = sentence.text[max(0, span.start - 40) : span.start]
        if span.place.precision == "country" and (
            not theatre.countries or span.place.country != theatre.countries[0]
        ):
            continue
        if re.search(
            rf"{theatre.lexicon['agreement_agreed']}[^,.;]{{0,14}} in (?:the )?$", before, re.I
        ):
            continue
        is_after = phrase.end <= span.start < scope[1]
        where = re.match(
            r"[^,.;]{0,24},? (?:where|which is part of|is part of|is in|is inside|is one of)\b",
            sentence.text[span.end :],
        )
        if (
            is_after
            or (where and span.end <= phrase.start and scope[0] <= span.start)
            or (phrase.start <= span.start < phrase.end)
        ):
            kept.append(span.place)
    return tuple(kept)


# Joining mentions.


def _same(mention: Mention, deals: list[Deal]) -> Deal | None:
    for deal in reversed(deals):
        if _fits(mention, deal):
            return deal
    return None


def _fits(mention: Mention, deal: Deal) -> bool:
    """Whether the mention may be of the deal: of its kind, and nothing told apart."""
    if mention.kind not in (deal.kind, "other") and deal.kind != "other":
        return False
    if (
        mention.kind == "other"
        and not mention.is_bare
        and mention.phrase.article not in ("the", "this", "that")
    ):
        return False
    marks = frozenset(mark for m in deal.mentions for mark in m.marks)
    if mention.marks - marks:
        return False
    if (
        mention.phrase.article in ("a", "an")
        and mention.day
        and deal.day
        and mention.day.period != deal.day.period
    ):
        return False
    mine, theirs = {fold(p.text) for p in mention.places}, {fold(p.text) for p in deal.places}
    is_apart = mention.phrase.article in ("a", "an") and mine and theirs and not mine & theirs
    return not is_apart


# Claims.


def _claim(
    deal: Deal,
    guarantors: tuple[ActorMention, ...],
    document: Document,
    report: Report,
    voices: Voices,
    theatre: Theatre,
) -> AgreementClaim:
    first = deal.mentions[0]
    sentence = document.sentences[first.index]
    quote = sentence.quote()
    agreed, started = (
        _first([getattr(m, name) for m in deal.mentions]) for name in ("agreed", "started")
    )
    start = _opening(started) if started else None
    day = agreed.period if agreed else start
    named = deal.named("guarantors")
    if not named and deal.kind in ("ceasefire", "de-escalation zones"):
        named = guarantors
    phase = _first([m.phase for m in deal.mentions])
    return AgreementClaim(
        report=report.ref,
        reader=READER,
        quote=quote.quote,
        span=quote.span,
        evidence=_evidence(deal, document),
        source=voices.source(first.index),
        claim_status="planned" if phase == "proposed" else "asserted",
        section=sentence.section,
        name=max(
            (m.name for m in deal.mentions[:2] if m.kind == first.kind), key=len, default=first.name
        ),
        kind_of=deal.kind,
        agreement_id=_known(deal, day, theatre),
        date=day,
        start=start,
        date_text=(agreed or started).text if agreed or started else None,  # type: ignore[union-attr]
        guarantors=named,
        brokers=deal.named("brokers"),
        parties=deal.named("parties"),
        places=deal.places or _nationwide(deal, theatre),
        phase=phase,
        status_text=_first([m.status for m in deal.mentions]),
    )


def _opening(mention: DateMention) -> Period | None:
    """When it began: of "since July" the month, not the time since."""
    period = mention.period
    if period is None or period.start is None or not mention.is_since:
        return period
    first = period.start
    if period.precision == "month":
        last = calendar.monthrange(first.year, first.month)[1]
        return Period(first, first.replace(day=last), "month")
    return Period(first, first, period.precision)


def _nationwide(deal: Deal, theatre: Theatre) -> tuple[PlaceMention, ...]:
    """A truce that names no area holds in the country the report is about."""
    if deal.kind != "ceasefire" or theatre.country is None:
        return ()
    return (theatre.country,)


def _known(deal: Deal, day: Period | None, theatre: Theatre) -> str | None:
    """The dossier's agreement of that name, unless the day given is another's."""
    for mention in deal.mentions:
        known = theatre.reference.agreement_named(mention.name, theatre.on)
        if known is None:
            continue
        days = [d for d in (known.signed_on, known.in_force_from, known.ban_from) if d]
        if day is None or not days or any(_within(d, day) for d in days):
            return known.id
    return None


def _within(day: object, period: Period) -> bool:
    return (period.start is None or period.start <= day) and (
        period.end is None or day <= period.end
    )  # type: ignore[operator]


def _evidence(deal: Deal, document: Document) -> dict[str, tuple[Quote, ...]]:
    """Words of other sentences that a field rests on."""
    first = deal.mentions[0]
    fields = {
        "date": "day",
        "guarantors": "guarantors",
        "brokers": "brokers",
        "parties": "parties",
        "places": "places",
        "phase": "phase",
    }
    rests: dict[str, tuple[Quote, ...]] = {}
    for name, attribute in fields.items():
        indexes = {m.index for m in deal.mentions if getattr(m, attribute)} - {first.index}
        if indexes and not getattr(first, attribute):
            rests[name] = tuple(document.sentences[i].quote() for i in sorted(indexes))
    return rests
