"""Seats at a meeting: one delegation or person each, and whom words of office stand for."""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import takewhile

from trucewatch.model.claim import Attendance, Role
from trucewatch.model.values import ActorMention, Quote
from trucewatch.reading.names import Theatre
from trucewatch.reading.phrases import party
from trucewatch.reading.text import Document
from trucewatch.reference.countries import state_named
from trucewatch.reference.lexicon import Lexicon, compiled


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
    source: str | None = None


@dataclass(frozen=True)
class Table:
    """What the seats of a document are read against."""

    document: Document
    theatre: Theatre
    guarantors: tuple[ActorMention, ...]

    @property
    def lexicon(self) -> Lexicon:
        return self.theatre.lexicon

    def party(self, words: str) -> ActorMention:
        return party(words, self.theatre, self.document.text)

    def is_guarantor(self, mention: ActorMention) -> bool:
        ids = {each for g in self.guarantors for each in g.actor_ids[:1]}
        is_listed = mention.text in {g.text for g in self.guarantors}
        return is_listed or bool(ids & set(mention.actor_ids[:1]))


def is_party(words: str, table: Table) -> bool:
    """A side or state: a name, or a noun of sides; never "its", "joint" or "first"."""
    bare = re.sub(r"^(?:[Tt]he|[Ii]ts|a) ", "", words.strip())
    source = table.theatre.reference.source_named(bare)
    if source is not None and source.kind in ("outlet", "agency", "monitor"):
        return False
    if bare[:1].isupper() and compiled(table.lexicon.any_of("person_roles")).match(bare):
        return False
    is_named = bare[:1].isupper() or compiled(table.lexicon["party_sides"]).search(bare)
    return bool(is_named) and not table.lexicon.match("not_a_party", any_case=True).match(bare)


def may_sit(name: str, table: Table) -> bool:
    """Whether the words name a person, and not a ministry or a body."""
    known = table.theatre.reference.actors_named(name)
    is_other = any(each.kind != "person" for each in known) or state_named(name) is not None
    return not is_other and not table.lexicon.match("no_person").search(name)


def bare_name(name: str) -> str:
    return re.sub(r"[’']s?$", "", name)


def of_title(title: str, table: Table) -> ActorMention | None:
    """Whom a title speaks for: "Moscow's chief negotiator", "the government's top delegate"."""
    if side := table.lexicon.match("speaks_for_side").search(title):
        return table.party(side["side"])
    envoy = table.lexicon.match("envoy_of_un").search(title)
    for match in table.lexicon.match("title_actor").finditer(title):
        if envoy and envoy.start() <= match.start():
            called = table.lexicon.match("un_called").search(table.document.text)
            return table.party(called[0] if called else "United Nations")
        for words in (match[0], match[0].split()[0]):
            bare = re.sub(r"[’']s$", "", words)
            found = table.party(bare)
            is_known = state_named(bare) or is_body(found, table) or found.actor_ids
            if is_known and not is_person(found, table):
                return found
    return _led_by_title(title, table)


def _led_by_title(title: str, table: Table) -> ActorMention | None:
    """Who is led where no name is known: "Hamas leader", "rebel negotiator"."""
    words = title.split()
    if compiled(table.lexicon["party_sides"]).fullmatch(words[0]):
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
