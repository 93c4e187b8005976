"""Who sits at the table: delegations, their heads, mediators, hosts and observers.

Each sentence gives seats; a meeting's seats make its participants. A role is given only where
the words show it, attendance follows the meeting where the words leave it open.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cached_property, lru_cache

from trucewatch.model.claim import Attendance, Participant, Role, TalkPhase
from trucewatch.model.values import ActorMention, PlaceMention, Quote
from trucewatch.reading.names import Theatre
from trucewatch.reading.phrases import names_listed, names_pattern, party
from trucewatch.reading.text import Document, Sentence
from trucewatch.reference.countries import state_named
from trucewatch.reference.lexicon import CAPITAL, RUN, compiled, lexicon_of

_NAME = (
    rf"(?:{CAPITAL})(?:[ -](?:(?:al|el|de|bin|van|von|di|ibn|abu|ben)[ -])?(?:{CAPITAL})){{1,3}}"
)
_SURNAME = rf"(?:(?:de|al|el|van|von) )?(?:{CAPITAL})"
_TITLE_WORD = (
    r"(?:[A-Z][\w.’'-]*|deputy|special|foreign|senior|chief|top|acting|former|assistant|prime|peace"
    r"|interior|defen[cs]e|presidential|lead|main|secretary|under|vice|for|of|to|on|the|and|general)"
)


@dataclass(frozen=True, kw_only=True)
class Seat:
    """One delegation or person, as one sentence has it; `start` is where in the sentence."""

    start: int
    party: ActorMention
    quote: Quote
    role: Role | None = None
    representative: str | None = None
    title: str | None = None
    attendance: Attendance | None = None


@dataclass(frozen=True)
class Table:
    """What the seats of a document are read against."""

    document: Document
    theatre: Theatre
    guarantors: tuple[ActorMention, ...]

    @cached_property
    def patterns(self) -> Patterns:
        return _patterns(self.theatre.lexicon.language)

    def party(self, words: str) -> ActorMention:
        return party(words, self.theatre, self.document.text)

    def is_guarantor(self, mention: ActorMention) -> bool:
        ids = {each for g in self.guarantors for each in g.actor_ids[:1]}
        return mention.text in {g.text for g in self.guarantors} or bool(
            ids & set(mention.actor_ids[:1])
        )


@dataclass(frozen=True)
class Patterns:
    """Compiled once a language. `heads` find a person with a delegation, `lists` parties alone."""

    heads: tuple[re.Pattern[str], ...]
    lists: tuple[tuple[re.Pattern[str], Attendance | None], ...]
    title_before: re.Pattern[str]
    title_after: re.Pattern[str]


@lru_cache(maxsize=8)
def _patterns(language: str) -> Patterns:
    lexicon = lexicon_of(language)
    roles, names = lexicon.any_of("person_roles"), names_pattern(language)
    leads, led_by, team = (
        lexicon["delegation_leads"],
        lexicon["delegation_led_by"],
        lexicon["delegation"],
    )
    before = rf"(?P<title>(?:{_TITLE_WORD} ){{0,8}}?(?i:{roles})(?: (?:for|to|of|on) (?:the )?(?:{CAPITAL}|State|Foreign Affairs)(?: Affairs)?){{0,2}}) "
    after = rf"(?:,? (?:of )?(?P<title>(?:the |an? )?[^,.;()]{{0,70}}(?i:{roles})(?: [^,.;()]{{0,60}}?)?(?=,|\.(?: |$)|;| \(|$| and [A-Z][\w’']+ by| who )))"
    side = rf"(?:the |its |a )?(?P<party>(?:(?!who |which )[\w.-]+ ){{0,3}}?[\w.-]+)(?:[’']s?)?"
    delegation = rf"(?:{side} (?:[a-z-]+ )?{team}|(?:the |a )?{team} (?:from|of|for) (?:the )?(?P<of>{names}))"
    name, near = rf"(?P<name>{_NAME})", r"(?:,|\.| at | in | to |$| and )"
    heads = (
        rf"{before}(?P<name>{_NAME}),? {leads} (?:{delegation}|(?:the )?(?P<side>{names}))",
        rf"{name}, (?P<title>[^;.]{{3,110}}?), {leads} (?:{delegation}|(?:the )?(?P<side>{names}))",
        rf"{name},? who (?:also )?(?:{leads}|speaks for|spoke for) (?:{delegation}|(?:the )?(?P<side>{names}))",
        rf"{delegation},? {led_by} (?:{before})?{name}{after.replace('title', 'title2')}?",
        rf"(?P<side>{RUN}|(?:[Tt]he )?(?:[\w-]+ ){{0,2}}{lexicon['party_sides']}) {led_by} {name}{after}?",
        rf"(?:,| and|, and) (?P<side>(?:the )?{RUN}|the [\w ]{{4,24}}?)(?:[’']s)? by (?:{before})?{name}{after.replace('title', 'title2')}?",
        rf"\bfor (?P<side>{RUN}|the [\w ]{{4,24}}?) by (?:(?P<title>[^,.;]{{5,60}}), )?{name}{after.replace('title', 'title2')}?",
        rf"{name}, for (?:the )?(?P<side>[\w .’'-]{{3,30}}?),",
        rf"{name} (?:(?:has|had) )?(?:come|came|spoke|speaks|signed|signs|attended) for (?:the )?(?P<side>{RUN}|(?:[\w-]+ ){{0,2}}{lexicon['party_sides']}){near}",
        rf"(?: and|,) {name} for (?:the )?(?P<side>{RUN}){near}",
        rf"(?P<side>{RUN}) sent {name}(?=\.|,|$)",
        rf"{name},? {leads} {delegation}",
        rf"{name}, (?:the )?head of (?:the )?(?:[a-z-]+ )?(?P<party>[\w-]+(?: [a-z]+)?) {team}",
    )
    absent, expected, attends = (
        lexicon["attends_not"],
        lexicon["attends_expected"],
        lexicon["attends"],
    )
    people = r"(?:representatives|delegations|delegates|envoys|officials|diplomats|negotiators|observers|members)"
    who = rf"(?:{people} (?:from|of) )?(?P<who>{names})(?: (?:delegations|representatives|envoys|teams|officials))?"
    lists: tuple[tuple[str, Attendance | None], ...] = (
        (rf"{who} (?:say|says|said)(?: that)? (?:they|it|he) {absent}", "absent"),
        (rf"{who} {absent}", "absent"),
        (rf"\bwithout {who}", "absent"),
        (rf"{who},(?: [^,]{{3,40}},)? did not(?=\.|;|$)", "absent"),
        (rf"{who} {expected}", "expected"),
        (
            rf"{who}(?: (?:would|to))? (?:said it would|said they would) (?:attend|join|take part)",
            "expected",
        ),
        (rf"{who}(?:, [^,.;]{{3,60}},)? {attends}", None),
        (rf"{people} (?:from|of) (?P<who>{names})", None),
        (rf"with (?P<who>{names}) {lexicon['as_observers']}", None),
        (rf"that included (?P<who>{names})", None),
    )
    return Patterns(
        tuple(re.compile(pattern) for pattern in heads),
        tuple((re.compile(pattern), attendance) for pattern, attendance in lists),
        re.compile(rf"(?<![\w-]){before}(?P<name>{_NAME}|{_SURNAME})"),
        re.compile(rf"{name}{after}"),
    )


def find_seats(
    sentence: Sentence, index: int, table: Table, is_about: bool, city: PlaceMention | None
) -> list[Seat]:
    """The seats of a sentence. `is_about`: it names a meeting, so who attends attends that."""
    seats: list[Seat] = []
    for seat in _heads(sentence, table):
        _add(seat, seats)
    for seat in _officials(sentence, table, is_about, city):
        _add(seat, seats)
    if is_about or _speaks_of_talks(sentence, table):
        for seat in _listed(sentence, table):
            _add(seat, seats)
    return seats


def _add(seat: Seat, seats: list[Seat]) -> None:
    """Keep the first reading of a person, and one seat a party without a person."""
    for known in seats:
        if seat.representative and known.representative == seat.representative:
            return
        if not seat.representative and known.party.text == seat.party.text:
            return
    seats.append(seat)


def _speaks_of_talks(sentence: Sentence, table: Table) -> bool:
    lexicon = table.theatre.lexicon
    return bool(
        re.search(
            rf"{lexicon['as_observers']}|\b(?:talks|round|congress|delegations?|representatives)\b",
            sentence.text,
        )
    )


# Persons.


def _heads(sentence: Sentence, table: Table) -> Iterator[Seat]:
    for pattern in table.patterns.heads:
        for match in pattern.finditer(sentence.text):
            groups = match.groupdict()
            words = groups.get("party") or groups.get("of") or groups.get("side")
            if not words or not _is_party(words, table):
                continue
            title = groups.get("title") or groups.get("title2") or _title_of(match, sentence)
            yield Seat(
                start=match.start(),
                party=table.party(words),
                quote=sentence.quote(match.start(), match.end()),
                representative=_bare_name(match["name"]),
                title=title.strip(" ,") if title else None,
                attendance=_attendance_after(sentence, match.end(), table),
            )


def _is_party(words: str, table: Table) -> bool:
    """A side or state: a name, or a noun of sides; never "its", "joint" or "first"."""
    bare = re.sub(r"^(?:the|its|a) ", "", words.strip())
    sides = compiled(table.theatre.lexicon["party_sides"])
    return bool(re.match(r"[A-Z]", bare) or sides.search(bare)) and not re.fullmatch(
        r"(?:The|Its|Their|His|A|He|She|They|It|On|For)", bare
    )


def _title_of(match: re.Match[str], sentence: Sentence) -> str | None:
    """ "NAME, TITLE, leads ..." where the name's own pattern did not take the title along."""
    after = re.match(r", ((?:the |an? |[A-Z])[^,.;]{5,80}),", sentence.text[match.end("name") :])
    return after[1] if after and not after[1].startswith("who ") else None


def _bare_name(name: str) -> str:
    return re.sub(r"[’']s?$", "", name)


def _attendance_after(sentence: Sentence, end: int, table: Table) -> Attendance | None:
    after = re.match(
        rf"[^,;.]{{0,12}}?{table.theatre.lexicon['attends_expected']}",
        sentence.text[end : end + 60],
    )
    return "expected" if after else None


def _officials(
    sentence: Sentence, table: Table, is_about: bool, city: PlaceMention | None
) -> Iterator[Seat]:
    """Envoys, negotiators and foreign ministers, who speak for someone by their title."""
    for pattern in (table.patterns.title_before, table.patterns.title_after):
        for match in pattern.finditer(sentence.text):
            seat = _official(match, sentence, table, is_about, city)
            if seat is not None:
                yield seat


def _official(
    match: re.Match[str],
    sentence: Sentence,
    table: Table,
    is_about: bool,
    city: PlaceMention | None,
) -> Seat | None:
    lexicon, title = table.theatre.lexicon, match["title"].strip()
    is_mediator = re.search(rf"\b{lexicon['mediator_titles']}\b", title, re.I) is not None
    who = _of_title(title, table)
    if who is None or not compiled(lexicon["official_titles"]).search(title):
        return None
    is_host = city is not None and _country(who) is not None and city.country == _country(who)
    is_delegate = re.search(r"negotiator|delegat|mediator|envoy", title, re.I) is not None
    near = sentence.text[match.end() : match.end() + 60]
    has_part = (
        re.search(rf"\b(?:{lexicon['attends']}|{lexicon['attends_expected']})", near) is not None
    )
    if not (is_host or is_delegate or has_part or (is_about and _speaks_after(sentence, match))):
        return None
    return Seat(
        start=match.start(),
        party=who,
        quote=sentence.quote(match.start(), match.end()),
        role="mediator" if is_mediator and _is_body(who) else ("host" if is_host else None),
        representative=_bare_name(match["name"]),
        title=title,
        attendance="expected"
        if re.match(rf"[^;.]{{0,40}}?{lexicon['attends_expected']}", near)
        else None,
    )


def _speaks_after(sentence: Sentence, match: re.Match[str]) -> bool:
    """ "…, speaking to reporters after a meeting": was there."""
    return bool(
        re.search(
            r"speaking (?:\w+ ){0,3}(?:after|at|during)|said (?:at|after)",
            sentence.text[match.end() : match.end() + 60],
        )
    )


def _of_title(title: str, table: Table) -> ActorMention | None:
    """Whom a title speaks for: "Moscow's chief negotiator", "the government's top delegate"."""
    side = re.search(
        rf"\b({table.theatre.lexicon['party_sides']})[’']s (?:top|chief|lead|main|head|senior)",
        title,
    )
    if side:
        return table.party(side[1])
    for match in re.finditer(
        rf"(?:U\.N\.?|United Nations|OSCE|African Union|AU|EU|European Union|Arab League|IGAD|ECOWAS|U\.S\.|{CAPITAL}(?: {CAPITAL})?)(?:[’']s)?",
        title,
    ):
        for words in (match[0], match[0].split()[0]):
            bare = re.sub(r"[’']s$", "", words)
            if (
                state_named(bare)
                or _is_body_name(bare)
                or table.theatre.reference.actors_named(bare)
            ):
                found = table.party(bare)
                if not _is_person(found, table):
                    return found
    return None


def _is_person(mention: ActorMention, table: Table) -> bool:
    known = table.theatre.reference.actors.get(mention.actor_ids[0]) if mention.actor_ids else None
    return known is not None and known.kind == "person"


def _is_body_name(words: str) -> bool:
    return (
        re.fullmatch(
            r"U\.?N\.?|United Nations|OSCE|African Union|AU|EU|European Union|Arab League|IGAD|ECOWAS",
            words,
        )
        is not None
    )


def _is_body(mention: ActorMention) -> bool:
    return _is_body_name(mention.text)


def _country(mention: ActorMention) -> str | None:
    state = state_named(mention.text)
    return state.iso2 if state else None


# Lists.


def _listed(sentence: Sentence, table: Table) -> Iterator[Seat]:
    observers = re.compile(rf"\b{table.theatre.lexicon['as_observers']}\b")
    for pattern, attendance in table.patterns.lists:
        for match in pattern.finditer(sentence.text):
            around = sentence.text[match.start() : match.end() + 40]
            role: Role | None = "observer" if observers.search(around) else None
            for mention in names_listed(match["who"], table.theatre):
                if _is_party(mention.text, table) and not _is_person(mention, table):
                    yield Seat(
                        start=match.start(),
                        party=table.party(mention.text),
                        quote=sentence.quote(match.start(), match.end()),
                        role=role,
                        attendance=attendance,
                    )


# Participants.


def seated(
    seats: Sequence[Seat],
    parties: Iterable[ActorMention],
    sponsors: Iterable[ActorMention],
    phase: TalkPhase | None,
    table: Table,
    is_main: bool,
) -> tuple[Participant, ...]:
    """The participants of a meeting: its seats, the parties it is between, and its guarantors."""
    here: Attendance = "expected" if phase in ("planned", "postponed") else "attending"
    every = [*seats, *(_plain(p, "party") for p in parties)]
    if is_main and table.guarantors:
        every += [_plain(p, "guarantor") for p in sponsors if table.is_guarantor(p)]
    joined: list[Seat] = []
    for seat in every:
        _join(replace(seat, role=_role(seat, table), attendance=seat.attendance or here), joined)
    return tuple(_participant(seat, table) for seat in joined)


def _plain(mention: ActorMention, role: Role) -> Seat:
    return Seat(start=0, party=mention, quote=Quote(""), role=role)


def _role(seat: Seat, table: Table) -> Role | None:
    if seat.role:
        return seat.role
    if table.is_guarantor(seat.party):
        return "guarantor"
    if (
        _is_body(seat.party)
        and seat.title
        and re.search(r"envoy|mediator|representative", seat.title, re.I)
    ):
        return "mediator"
    if compiled(table.theatre.lexicon["party_sides"]).search(seat.party.text):
        return "party"
    return None


def _join(seat: Seat, joined: list[Seat]) -> None:
    """One seat a party, unless two persons sit for it or one of them is not there yet."""
    for at, known in enumerate(joined):
        if not _is_same_party(known.party, seat.party) or known.attendance != seat.attendance:
            continue
        if known.representative and seat.representative:
            if known.representative.split()[-1] == seat.representative.split()[-1]:
                return
            continue
        fuller = seat if seat.representative else known
        joined[at] = replace(fuller, party=known.party, role=known.role or seat.role)
        return
    joined.append(seat)


def _is_same_party(a: ActorMention, b: ActorMention) -> bool:
    return a.text.lower() == b.text.lower() or (
        bool(a.actor_ids) and a.actor_ids[:1] == b.actor_ids[:1]
    )


def _participant(seat: Seat, table: Table) -> Participant:
    people = ()
    if seat.representative:
        named = table.theatre.reference.person_named(
            seat.representative, title=seat.title, on=table.theatre.on
        )
        people = tuple(person.id for person in named)
    return Participant(
        party=seat.party,
        role=seat.role,
        representative=seat.representative,
        representative_ids=people,
        title=seat.title,
        attendance=seat.attendance,
        quote=seat.quote.quote or None,
        span=seat.quote.span,
    )
