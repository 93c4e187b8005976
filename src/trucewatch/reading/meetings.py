"""Mentions of rounds, meetings and congresses in a sentence, with what its clause says of each."""

from __future__ import annotations

import re
from collections.abc import Iterator

from msgspec import Struct

from trucewatch.model.claim import TalkPhase
from trucewatch.model.values import ActorMention, Period, PlaceMention
from trucewatch.reading.dates import DateMention
from trucewatch.reading.names import Theatre
from trucewatch.reading.phrases import (
    Phrase,
    names_listed,
    ordinal,
    parties_after,
    parties_in,
    party,
    phrase_around,
    scopes_of,
)
from trucewatch.reading.text import Sentence
from trucewatch.reading.timing import checked, find_date, find_period, find_phase
from trucewatch.reading.venues import find_venue
from trucewatch.reference.lexicon import Lexicon
from trucewatch.reference.seeking import Match

# Meetings that are told by a verb, and by a noun or a verb.
_MET = ("talk_met", "talk_met_where", "talk_one_more")
_TOLD = ("talk_head", *_MET)


# "The 26 round", as some write it.
_BARE_NUMBER = re.compile(r"\b(\d{1,3}) round\b")


class Mention(Struct, frozen=True, kw_only=True):
    """One mention of a meeting. Offsets count characters of its sentence (`index` -1: the title).

    `scope` is the part of the sentence that speaks of it; `noun` what it is called; `kind` a
    congress, summit or body, which is never another name for a round of talks; `city` where it is
    held; `is_over` when only its being looked back on says so.
    """

    index: int
    phrase: Phrase
    scope: tuple[int, int]
    name: str
    noun: str
    is_weak: bool = False
    kind: str = ""
    round: int | None = None
    is_next: bool = False
    city: PlaceMention | None = None
    date: DateMention | None = None
    period: Period | None = None
    phase: TalkPhase | None = None
    sponsors: tuple[ActorMention, ...] = ()
    parties: tuple[ActorMention, ...] = ()
    outcome: str | None = None

    @property
    def is_planned(self) -> bool:
        return self.phase in ("planned", "postponed")

    @property
    def is_anaphor(self) -> bool:
        """Whether it says nothing that tells one meeting from another ("the talks")."""
        is_told = self.round or self.city or self.period or self.is_next or self.kind
        return not is_told and not self.phrase.is_indefinite


class _Head(Struct, frozen=True):
    """The noun of a meeting in its phrase; `name` where the phrase is only a verb of meeting."""

    phrase: Phrase
    noun: str
    is_weak: bool = False
    name: str | None = None
    is_again: bool = False


def find_mentions(sentence: Sentence, index: int, theatre: Theatre) -> list[Mention]:
    """The meetings of a sentence, in order."""
    if not theatre.lexicon.possible(_TOLD, sentence.text):
        return []
    heads = sorted(_heads(sentence, theatre.lexicon), key=lambda head: head.phrase.start)
    if not heads:
        return []
    phrases = [head.phrase for head in heads]
    scopes = scopes_of(sentence, phrases, theatre.lexicon.match("talk_joint"))
    return [
        _mention(sentence, index, head, _aside(sentence, head.phrase, scope, theatre), theatre)
        for head, scope in zip(heads, scopes, strict=True)
    ]


def _aside(
    sentence: Sentence, phrase: Phrase, scope: tuple[int, int], theatre: Theatre
) -> tuple[int, int]:
    """The scope within "the envoy, who came for talks, is expected tomorrow" ends with the aside
    that the phrase is in."""
    opens = theatre.lexicon.match("aside_opens").search(sentence.text, scope[0], phrase.start)
    closes = theatre.lexicon.match("aside_closes").search(sentence.text, phrase.end, scope[1])
    return (opens.start(), closes.start()) if opens and closes else scope


def _heads(sentence: Sentence, lexicon: Lexicon) -> Iterator[_Head]:
    modifiers = lexicon.words("talk_modifiers")
    for match in lexicon.match_any_case("talk_head").finditer(sentence.masked):
        others = lexicon.words("not_talks").finditer(sentence.text)
        if any(o.start() < match.end() and match.start() < o.end() for o in others):
            continue
        phrase = phrase_around(sentence, match.start(), match.end(), modifiers, lexicon)
        if match["body"]:
            yield from _meetings_of_body(sentence, phrase, lexicon)
        elif _is_meeting(sentence, phrase, match, lexicon):
            yield _Head(phrase, match[0].lower(), bool(match["weak"]))
    if not lexicon.anywhere("talk_bodies").search(sentence.text):
        yield from _met(sentence, lexicon)


def _met(sentence: Sentence, lexicon: Lexicon) -> Iterator[_Head]:
    """Delegations that meet in a city, or for the Nth time, or go on to "a ninth" round."""
    text = sentence.text
    if not lexicon.possible(_MET, text):
        return
    for match in lexicon.match("talk_met").finditer(text):
        before = text[: match.start()]
        has_people = lexicon.match("meets_whom").search(before)
        if lexicon.match("talk_convened").search(before):
            continue
        if has_people or lexicon.match("party_joint").search(before):
            place = lexicon.match("in_place").search(text, match.end(), match.end() + 60)
            times = lexicon.match("talk_again").search(text, match.end(), match.end() + 60)
            end = max((m.end() for m in (place, times) if m), default=match.end())
            is_again = lexicon.match("meets_again").match(match["verb"]) is not None
            phrase = Phrase(match.start(), match.end(), "the")
            rank = lexicon.match("meets_rank").search(before)
            start = rank.start() if rank else match.start()
            yield _Head(phrase, "met", True, text[start:end], is_again)
    for match in lexicon.match("talk_met_where").finditer(text):
        phrase = Phrase(match.start("verb"), match.end("verb"), "the")
        yield _Head(phrase, "met", True, text[match.start("who") : match.end()])
    for match in lexicon.match("talk_one_more").finditer(text):
        if (ordinal(match["n"], lexicon) or 0) > 1:
            phrase = Phrase(match.start("n"), match.end("n"), "the")
            yield _Head(phrase, "round", True, match["n"], True)


def _meetings_of_body(sentence: Sentence, phrase: Phrase, lexicon: Lexicon) -> Iterator[_Head]:
    """A body is a meeting where it is said to meet, and another where it meets again."""
    if not lexicon.match("body_meets").match(sentence.text, phrase.end):
        return
    name = phrase.words(sentence)
    yield _Head(phrase, name, name=name)
    again = lexicon.match("body_meets_again").search(sentence.text, phrase.end)
    if again:
        phrase = Phrase(again.start("verb"), again.end("verb"), "")
        yield _Head(phrase, name, name=name, is_again=True)


def _is_meeting(sentence: Sentence, phrase: Phrase, match: Match, lexicon: Lexicon) -> bool:
    """Rounds of fire, the verb "meeting", the US Congress and the like are none."""
    noun, after = match[0].lower(), sentence.text[match.end() :]
    before = sentence.text[phrase.start : match.start()]
    if before.lower().startswith("no "):
        return False
    if noun == "round":
        return bool(before or phrase.article) and not re.match(r"s? of |-", after)
    if noun == "cycle":
        return any(ordinal(word, lexicon) for word in before.split())
    if noun == "congress":
        is_ours = lexicon.match_any_case("opening_congress").search(before)
        is_other = lexicon.match("other_congress").search(before)
        return bool(is_ours) or (phrase.article in ("the", "a") and not is_other)
    if lexicon.match("talk_wish").search(sentence.text[: phrase.start]):
        return re.match(r" (?:in|at) (?:the )?[A-Z]", after) is not None
    if match["weak"]:
        return bool(before or phrase.article) or bool(re.match(r" (?:in|of) [A-Z]", after))
    return noun != "talks" or not re.search(
        r"\b(?:he|she|who|it|also) $", sentence.text[: match.start()]
    )


def _mention(
    sentence: Sentence, index: int, head: _Head, scope: tuple[int, int], theatre: Theatre
) -> Mention:
    phrase, lexicon = head.phrase, theatre.lexicon
    inside = sentence.text[phrase.start : phrase.end]
    city, end = find_venue(sentence, phrase, scope, theatre)
    when = find_date(sentence, phrase, scope, lexicon)
    is_next = bool(lexicon.words("talk_next").search(inside)) or head.is_again
    name = head.name or _name(sentence, Phrase(phrase.start, end, ""), lexicon)
    kind = lexicon.words("talk_kinds").search(head.name or (name if head.is_weak else inside))
    number = _round(sentence, phrase, scope, lexicon)
    phase = find_phase(sentence, phrase, scope, lexicon) or ("planned" if is_next else None)
    if phase is None and head.name is not None and not head.is_again:
        phase = "concluded"
    period = find_period(when, sentence, phrase, scope, theatre, is_plan=phase == "planned")
    return Mention(
        index=index,
        phrase=phrase,
        scope=scope,
        name=name,
        noun=head.noun,
        is_weak=head.is_weak,
        kind=kind[0].lower() if kind else "",
        round=number if number != 1 or kind or not head.is_weak else None,
        is_next=is_next,
        city=city,
        date=when,
        period=period,
        phase=checked(phase, period, theatre.on),
        sponsors=_sponsors(sentence, phrase, scope, theatre),
        parties=_parties(sentence, phrase, theatre),
        outcome=_outcome(sentence, phrase, scope, lexicon),
    )


def _name(sentence: Sentence, phrase: Phrase, lexicon: Lexicon) -> str:
    """The words after any date; a plain noun takes along whose it is, or whom it is between."""
    start = phrase.start
    for mention in sentence.dates:
        if phrase.start <= mention.start and mention.end < phrase.end:
            rest = re.match(r"(?:[’']s?)? ", sentence.text[mention.end : phrase.end])
            start = mention.end + (rest.end() if rest else 0)
    words = Phrase(start, phrase.end, "").words(sentence)
    more = lexicon.match("talk_name_more").match(sentence.text, phrase.end)
    return words + more[0] if more and words.islower() else words


def _round(
    sentence: Sentence, phrase: Phrase, scope: tuple[int, int], lexicon: Lexicon
) -> int | None:
    """The number in the name, after it ("round 8"), or of times met ("for the second time")."""
    text = sentence.text
    inside = text[phrase.start : phrase.end]
    if re.match(rf" ?(?:{lexicon.pattern('talk_since')})", sentence.masked[phrase.end :]):
        return None
    if again := lexicon.match("talk_again").search(text, *scope):
        return ordinal(again["n"], lexicon)
    after = lexicon.match("talk_number_after").match(text, phrase.end)
    if after and inside.lower().endswith("round"):
        return int(after["n"])
    if bare := _BARE_NUMBER.search(inside):
        return int(bare[1])
    numbers = (ordinal(word, lexicon) for word in re.findall(r"[\w-]+", inside))
    return next(filter(None, numbers), None)


# Who is behind it, who sits at it, and what came of it.


def _sponsors(
    sentence: Sentence, phrase: Phrase, scope: tuple[int, int], theatre: Theatre
) -> tuple[ActorMention, ...]:
    lexicon, text = theatre.lexicon, sentence.text
    named = lexicon.match("talk_sponsor_name").finditer(text, phrase.start, phrase.end)
    found = [party(match["who"], theatre) for match in named]
    after = text[phrase.end : scope[1]]
    found += parties_after("talk_sponsored_by", after, theatre)
    if under := lexicon.match("talk_under").match(after):
        found.append(party(under["who"], theatre))
    return tuple({each.text: each for each in [*found, *_host(sentence, phrase, theatre)]}.values())


def _host(sentence: Sentence, phrase: Phrase, theatre: Theatre) -> tuple[ActorMention, ...]:
    """A body that holds it ("the EU will be hosting a conference"); a state lends the place."""
    before, hosts_it = sentence.masked[: phrase.start], theatre.lexicon.match("talk_host")
    for match in parties_in(before, theatre) if hosts_it.may_match(before) else ():
        if hosts_it.match(before, match.end()):
            hosts = names_listed(match[0], theatre)
            return tuple(a for a in hosts if not theatre.reference.resolve_place(a.text))
    return ()


def _parties(sentence: Sentence, phrase: Phrase, theatre: Theatre) -> tuple[ActorMention, ...]:
    """Those the name says it is between, or with."""
    match = theatre.lexicon.match("talk_with").match(sentence.masked, phrase.end)
    if match is None:
        return ()
    is_congress = "congress" in sentence.text[phrase.start : phrase.end].lower()
    is_body = theatre.lexicon.words("talk_bodies").search(sentence.text[phrase.start : phrase.end])
    of_whom = theatre.lexicon.match("talk_of_whom").match(sentence.masked, match.end() + 1)
    if match["how"] == "of" and not (is_congress or is_body or of_whom):
        return ()
    who = theatre.lexicon.match("parties").match(sentence.masked, match.end() + 1)
    return names_listed(who[0], theatre) if who else ()


def _outcome(
    sentence: Sentence, phrase: Phrase, scope: tuple[int, int], lexicon: Lexicon
) -> str | None:
    """What came of it; the words may go on to name another meeting, past the scope."""
    match = lexicon.match("talk_outcome_words").search(sentence.text, phrase.end)
    if match is None or match.start() >= scope[1]:
        return None
    return lexicon.match("said_by").split(match[0])[0].strip(" ,.")
