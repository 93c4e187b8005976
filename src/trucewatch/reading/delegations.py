"""Who sits at the table: delegations, their heads, mediators, hosts and observers.

Each sentence gives seats; a meeting's seats make its participants. A role is given only where
the words show it, attendance follows the meeting where the words leave it open.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from datetime import timedelta

from msgspec.structs import replace

from trucewatch.model.claim import Attendance, Participant, Role, TalkPhase
from trucewatch.model.reference import Actor
from trucewatch.model.values import ActorMention, PlaceMention, Quote
from trucewatch.reading.people import pairs_seated, people_seated
from trucewatch.reading.phrases import fought_over, names_listed, parties_in
from trucewatch.reading.seats import (
    Introduced,
    Seat,
    Table,
    bare_name,
    is_body,
    is_party,
    is_person,
    may_sit,
    of_title,
)
from trucewatch.reading.text import Sentence
from trucewatch.reference.countries import state_named, state_of_capital
from trucewatch.reference.seeking import Match

# After so many days a signature is no news of the talks a report is about.
_LONG_PAST = timedelta(days=45)
_HEADS = (
    "head_title_first",
    "head_title_after",
    "head_who",
    "head_passive",
    "head_represented",
    "head_listed",
    "head_for_by",
    "head_for",
    "head_came_for",
    "head_and_for",
    "head_sent",
    "head_leads",
    "head_of",
)
# What stands after a list of parties, or before it, and the attendance it says.
_AFTER: dict[str, Attendance | None] = {
    "list_say_absent": "absent",
    "list_absent": "absent",
    "list_did_not": "absent",
    "list_say_expected": "expected",
    "list_expected": "expected",
    "list_attends": None,
    "list_observers": None,
    "list_accompanies": None,
    "list_in_roles": None,
    "list_mediates": None,
    "list_hosts": None,
    "list_gathers": None,
}
_BEFORE: dict[str, Attendance | None] = {
    "list_without": "absent",
    "list_of_delegates": None,
    "list_included": None,
    "list_mediating": None,
    "list_hosted": None,
    "list_made_up": None,
}
_FORMS_AFTER, _FORMS_BEFORE = tuple(_AFTER), tuple(_BEFORE)
# The role that such words give those listed.
_LIST_ROLES: dict[str, Role] = {
    "list_mediates": "mediator",
    "list_mediating": "mediator",
    "list_accompanies": "observer",
    "list_hosts": "host",
    "list_hosted": "host",
}
_ROLE_WORDS: dict[str, Role] = {
    "guarantor": "guarantor",
    "host": "host",
    "mediator": "mediator",
    "facilitator": "mediator",
    "observer": "observer",
    "witness": "observer",
}


def find_seats(
    sentence: Sentence, table: Table, is_about: bool, city: PlaceMention | None
) -> list[Seat]:
    """The seats of a sentence. `is_about`: it names a meeting, so who attends attends that."""
    seats: list[Seat] = []
    for seat in pairs_seated(sentence, table):
        _add(seat, seats)
    for seat in _heads(sentence, table):
        _add(seat, seats)
    for seat in _officials(sentence, table, is_about, city):
        _add(seat, seats)
    for seat in people_seated(sentence, table, is_about):
        _add(seat, seats)
    if is_about or table.lexicon.match("of_talks").search(sentence.text):
        for seat in _listed(sentence, table):
            _add(seat, seats)
    for seat in _signers(sentence, table):
        _add(seat, seats)
    return seats


def _add(seat: Seat, seats: list[Seat]) -> None:
    """Keep the first reading of a person, and one seat a party without a person."""
    for known in seats:
        if seat.representative and known.representative == seat.representative:
            return
        if known.representative and known.representative in seat.party.text:
            return
        if not seat.representative and known.party.text == seat.party.text:
            return
    seats.append(seat)


# Persons.


def _heads(sentence: Sentence, table: Table) -> Iterator[Seat]:
    for name in table.lexicon.possible(_HEADS, sentence.text):
        for match in table.lexicon.match(name).finditer(sentence.text):
            groups = match.groupdict()
            words = groups.get("party") or groups.get("of") or groups.get("side")
            if not words or not is_party(words, table) or not may_sit(match["name"], table):
                continue
            title = groups.get("title") or groups.get("title2") or _title_of(match, sentence)
            called = table.lexicon.match("name_title").match(match["name"])
            title = title or (called["title"] if called else None)
            yield Seat(
                start=match.start("name"),
                party=_led(words, match, table),
                quote=sentence.quote(match.start(), match.end()),
                representative=bare_name(called["name"] if called else match["name"]),
                title=title.strip(" ,") if title else None,
            )


def _led(words: str, match: Match, table: Table) -> ActorMention:
    """Who is led: the "Moscow group" of an opposition is no state's delegation."""
    bare = re.sub(r"^[Tt]he ", "", words.strip())
    if state_of_capital(bare) and re.search(rf"\b{re.escape(bare)} group\b", match[0]):
        return ActorMention(f"{bare} group")
    return table.party(words)


def _title_of(match: Match, sentence: Sentence) -> str | None:
    """ "NAME, TITLE, leads ..." where the pattern itself did not take the title along."""
    after = re.match(r", ((?:the |an? |[A-Z])[^,.;]{5,80}),", sentence.text[match.end("name") :])
    return after[1] if after and not after[1].startswith("who ") else None


def _officials(
    sentence: Sentence, table: Table, is_about: bool, city: PlaceMention | None
) -> Iterator[Seat]:
    """Envoys, negotiators and foreign ministers, who speak for someone by their title."""
    for name in ("official_title_first", "official_title_after"):
        for match in table.lexicon.match(name).finditer(sentence.text):
            seat = _official(match, sentence, table, is_about, city)
            if seat is not None:
                yield seat


def _official(
    match: Match,
    sentence: Sentence,
    table: Table,
    is_about: bool,
    city: PlaceMention | None,
) -> Seat | None:
    lexicon = table.lexicon
    title = lexicon.match("before_title").sub("", match["title"]).strip()
    who = of_title(title, table)
    # Without the comma that belongs there, the words may go on to another person.
    is_run_on = " and " in title and "," not in match[0]
    if who is None or is_run_on or not lexicon.words("official_titles").search(title):
        return None
    state = state_named(who.text)
    is_host = city is not None and state is not None and city.country == state.iso2
    after = sentence.text[match.end() : match.end() + 60]
    speaks = is_about and lexicon.match("speaks_at").search(after)
    takes_part = lexicon.match("takes_part").search(after)
    if not may_sit(match["name"], table):
        return None
    if not (is_host or speaks or takes_part or lexicon.match("is_delegate").search(title)):
        return None
    is_mediator = lexicon.match("is_mediator").search(title) and is_body(who, table)
    return Seat(
        start=match.start(),
        party=who,
        quote=sentence.quote(match.start(), match.end()),
        role="mediator" if is_mediator else ("host" if is_host else None),
        representative=bare_name(match["name"]),
        title=title,
        attendance="expected" if lexicon.match("is_expected").match(after) else None,
    )


# Lists.


def _listed(sentence: Sentence, table: Table) -> Iterator[Seat]:
    lexicon, text = table.lexicon, sentence.masked
    for name in lexicon.possible(_FORMS_BEFORE, text):
        for lead in lexicon.match(name).finditer(text):
            if listed := lexicon.match("parties").match(text, lead.end()):
                span, role = (lead.start(), listed.end()), _LIST_ROLES.get(name)
                yield from _seats(listed, span, _BEFORE[name], role, sentence, table)
    forms = lexicon.possible(_FORMS_AFTER, text)
    for match in parties_in(text, table.theatre) if forms else ():
        before = text[max(0, match.start() - 12) : match.start()]
        is_asked = lexicon.match_any_case("is_asked").search(text, 0, match.start())
        if is_asked or lexicon.match("place_before_party").search(before):
            continue
        for name in forms:
            if cue := lexicon.match(name).match(text, match.end()):
                role = _LIST_ROLES.get(name) or _role_named(cue)
                span = (match.start(), cue.end())
                yield from _seats(match, span, _AFTER[name], role, sentence, table)
                break


def _signers(sentence: Sentence, table: Table) -> Iterator[Seat]:
    """Those who sign what was agreed were there, unless the day told is long past."""
    on, signs = table.theatre.on, table.lexicon.match("list_signs")
    if not signs.may_match(sentence.masked):
        return
    days = [d.period.end for d in sentence.dates if d.period and d.period.end]
    if on is not None and any(on - day > _LONG_PAST for day in days):
        return
    for match in parties_in(sentence.masked, table.theatre):
        if cue := signs.match(sentence.masked, match.end()):
            span = (match.start(), cue.end())
            for seat in _seats(match, span, None, "party", sentence, table):
                if _is_side(seat.party, table):
                    yield seat


def _role_named(cue: Match) -> Role | None:
    """The role of "as guarantors", "as witnesses"."""
    words = cue.groupdict().get("role")
    return next((r for word, r in _ROLE_WORDS.items() if words and words.startswith(word)), None)


def _seats(
    parties: Match,
    span: tuple[int, int],
    attendance: Attendance | None,
    role: Role | None,
    sentence: Sentence,
    table: Table,
) -> Iterator[Seat]:
    start, end = span
    observes = table.lexicon.match("observers_word").search(sentence.text, start, end + 40)
    for mention in names_listed(parties[0], table.theatre):
        if (person := table.known(mention.text)) is not None:
            yield _sat(person, span, role, attendance, sentence)
            continue
        of_state = table.lexicon.match("person_of").fullmatch(mention.text)
        is_of_state = (
            of_state and state_named(of_state["side"]) and may_sit(of_state["name"], table)
        )
        side = of_state["side"] if of_state and is_of_state else mention.text
        if is_party(side, table) and not is_person(mention, table):
            yield Seat(
                start=start,
                party=table.party(side),
                quote=sentence.quote(start, end),
                role=role or ("observer" if observes else None),
                representative=of_state["name"] if is_of_state and of_state else None,
                attendance=attendance,
            )


def _sat(
    person: Introduced,
    span: tuple[int, int],
    role: Role | None,
    attendance: Attendance | None,
    sentence: Sentence,
) -> Seat:
    return Seat(
        start=span[0],
        party=person.party,
        quote=sentence.quote(*span),
        role=role,
        representative=person.name,
        title=person.title,
        attendance=attendance,
    )


# Participants.


def seated(
    seats: Sequence[Seat],
    parties: Iterable[ActorMention],
    guarantors: Iterable[ActorMention],
    phase: TalkPhase | None,
    table: Table,
) -> tuple[Participant, ...]:
    """The participants of a meeting: its seats, the parties it is between, and its guarantors."""
    here: Attendance = "expected" if phase in ("planned", "postponed") else "attending"
    sides = tuple(parties)
    every = [*seats, *(_between(each, sides, table) for each in sides)]
    every += [_plain(each, "guarantor") for each in guarantors]
    joined: list[Seat] = []
    for seat in every:
        _join(replace(seat, role=_role(seat, table), attendance=seat.attendance or here), joined)
    return tuple(_participant(seat, table) for seat in joined)


def _between(mention: ActorMention, sides: tuple[ActorMention, ...], table: Table) -> Seat:
    """A party to talks between two; of many round a table not each is a side."""
    person = table.known(mention.text)
    seat = _plain(person.party if person else mention, None)
    seat = replace(seat, representative=person.name, title=person.title) if person else seat
    is_one_of_two = len(sides) <= 2 and not is_body(seat.party, table)
    return replace(seat, role="party") if is_one_of_two else seat


def _plain(mention: ActorMention, role: Role | None) -> Seat:
    return Seat(start=0, party=mention, quote=Quote(""), role=role)


def _role(seat: Seat, table: Table) -> Role | None:
    if seat.role:
        return seat.role
    if table.is_guarantor(seat.party):
        return "guarantor"
    is_envoy = seat.title and table.lexicon.match("is_envoy").search(seat.title)
    if is_envoy and is_body(seat.party, table):
        return "mediator"
    return "party" if _is_side(seat.party, table) else None


def _is_side(mention: ActorMention, table: Table) -> bool:
    """A side by its noun ("rebels"), an armed movement by its name, or the state fought over."""
    if table.lexicon.words("party_sides").search(mention.text):
        return True
    capital = state_of_capital(mention.text.split()[0])
    if capital is not None and capital.iso2 == fought_over(table.theatre):
        return True
    state = state_named(mention.text)
    if state is not None:
        known = {each for d in table.theatre.reference.dossiers for each in d.countries}
        return state.iso2 in known and state.iso2 == fought_over(table.theatre)
    is_group = table.lexicon.match("group_name").fullmatch(mention.text) is not None
    return is_group and not is_body(mention, table)


def _join(seat: Seat, joined: list[Seat]) -> None:
    """One seat a party, unless two persons sit for it or one of them is not there yet."""
    for at, known in enumerate(joined):
        if not _is_one_party(known.party, seat.party) or known.attendance != seat.attendance:
            continue
        if known.representative and seat.representative:
            if known.representative.split()[-1] == seat.representative.split()[-1]:
                return
            continue
        fuller = seat if seat.representative else known
        joined[at] = replace(fuller, party=known.party, role=known.role or seat.role)
        return
    joined.append(seat)


def _is_one_party(a: ActorMention, b: ActorMention) -> bool:
    has_one_id = bool(a.actor_ids) and a.actor_ids[:1] == b.actor_ids[:1]
    return has_one_id or a.text.lower() == b.text.lower()


def _participant(seat: Seat, table: Table) -> Participant:
    named: tuple[Actor, ...] = ()
    if seat.representative:
        named = table.theatre.reference.person_named(
            seat.representative, title=seat.title, on=table.theatre.on
        )
    return Participant(
        party=seat.party,
        role=seat.role,
        representative=seat.representative,
        representative_ids=tuple(person.id for person in named),
        title=seat.title,
        attendance=seat.attendance,
        quote=seat.quote.quote or None,
        span=seat.quote.span,
        source=seat.source,
    )
