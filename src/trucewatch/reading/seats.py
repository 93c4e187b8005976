"""Seats at a meeting: one delegation or person each, and whom words of office stand for."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from itertools import takewhile

from msgspec import Struct

from trucewatch.model.claim import Attendance, Role
from trucewatch.model.values import ActorMention, Quote
from trucewatch.reading.names import Theatre
from trucewatch.reading.phrases import POSSESSIVE, party
from trucewatch.reading.text import Document
from trucewatch.reference.countries import state_named
from trucewatch.reference.lexicon import Lexicon
from trucewatch.reference.names import fold


class Seat(Struct, frozen=True, kw_only=True):
    """One delegation or person, as one sentence has it; `start` is where in the sentence."""

    start: int
    party: ActorMention
    quote: Quote
    role: Role | None = None
    representative: str | None = None
    title: str | None = None
    attendance: Attendance | None = None
    source: str | None = None


class Introduced(Struct, frozen=True):
    """A person as a report first names them: with a title, and for whom they are there."""

    name: str
    party: ActorMention
    title: str | None = None


class Table(Struct, frozen=True):
    """What the seats of a document are read against; `introduced` by folded surnames, worked out
    when asked for: not every report's are."""

    document: Document
    theatre: Theatre
    guarantors: tuple[ActorMention, ...]
    introduced: Callable[[], Mapping[str, Introduced]] = dict

    @property
    def lexicon(self) -> Lexicon:
        return self.theatre.lexicon

    def party(self, words: str) -> ActorMention:
        return party(words, self.theatre, self.document.text)

    def known(self, name: str) -> Introduced | None:
        """The person of that name whom the report introduces, or whom a dossier knows."""
        name = self.lexicon.match("rank_first").sub("", name)
        person = self.introduced().get(surname_of(name))
        if person is not None and set(fold(name).split()) <= set(fold(person.name).split()):
            return person
        known = self.theatre.reference.person_named(name, on=self.theatre.on)
        if len(known) != 1 or " " not in name or known[0].side is None:
            return None
        side = self.theatre.reference.actors.get(known[0].side)
        return Introduced(name, self.party(side.name)) if side else None

    def is_guarantor(self, mention: ActorMention) -> bool:
        ids = {each for g in self.guarantors for each in g.actor_ids[:1]}
        is_listed = mention.text in {g.text for g in self.guarantors}
        return is_listed or bool(ids & set(mention.actor_ids[:1]))


def surname_of(name: str) -> str:
    words = fold(name).split()
    return words[-1] if words else ""


def is_party(words: str, table: Table) -> bool:
    """A side or state: a name, or a noun of sides; never "its", "joint" or "first"."""
    bare = re.sub(r"^(?:[Tt]he|[Ii]ts|a) ", "", words.strip())
    source = table.theatre.reference.source_named(bare)
    if source is not None and source.kind in ("outlet", "agency", "monitor"):
        return False
    if bare[:1].isupper() and table.lexicon.words("person_roles").match(bare):
        return False
    is_named = bare[:1].isupper() or table.lexicon.words("party_sides").search(bare)
    return bool(is_named) and not table.lexicon.match_any_case("not_a_party").match(bare)


def may_sit(name: str, table: Table) -> bool:
    """Whether the words name a person, and not a ministry or a body."""
    known = table.theatre.reference.actors_named(name)
    is_other = any(each.kind != "person" for each in known) or state_named(name) is not None
    return not is_other and not table.lexicon.match("no_person").search(name)


def bare_name(name: str) -> str:
    return POSSESSIVE.sub("", name)


def of_title(title: str, table: Table) -> ActorMention | None:
    """Whom a title speaks for: "Moscow's chief negotiator", "the government's top delegate"."""
    title = re.sub(r"^(?:the|The) ", "", title)
    if side := table.lexicon.match("speaks_for_side").search(title):
        return table.party(side["side"])
    envoy = table.lexicon.match("envoy_of_un").search(title)
    for match in table.lexicon.match("title_actor").finditer(title):
        if envoy and envoy.start() <= match.start():
            called = table.lexicon.match("un_called").search(table.document.text)
            return table.party(called[0] if called else "United Nations")
        if _is_community(match[0]):
            return table.party(match[0])
        for words in (match[0], match[0].split()[0]):
            bare = re.sub(r"[’']s$", "", words)
            found = table.party(bare)
            is_known = state_named(bare) or is_body(found, table) or found.actor_ids
            if is_known and not is_person(found, table):
                return found
    return _led_by_title(title, table)


def _is_community(words: str) -> bool:
    """ "Greek Cypriot", "Bosnian Serb": a people of a country, and no state."""
    parts = words.split()
    return len(parts) == 2 and all(map(state_named, parts)) and state_named(words) is None


def _led_by_title(title: str, table: Table) -> ActorMention | None:
    """Who is led where no name is known: "Hamas leader", "rebel negotiator"."""
    words = title.split()
    if table.lexicon.words("party_sides").fullmatch(words[0]):
        plural = f"{words[0]}s"
        return table.party(plural if plural in table.document.text else words[0])
    named = list(takewhile(lambda word: word[:1].isupper(), words))
    if not named or len(named) == len(words):
        return None
    is_office = any(table.lexicon.match("role_words").fullmatch(word) for word in named)
    return None if is_office else table.party(" ".join(named))


def is_person(mention: ActorMention, table: Table) -> bool:
    known = table.theatre.reference.actors.get(mention.actor_ids[0]) if mention.actor_ids else None
    return known is not None and known.kind == "person"


def is_body(mention: ActorMention, table: Table) -> bool:
    return table.lexicon.match("international_body").fullmatch(mention.text) is not None
