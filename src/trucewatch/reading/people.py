"""Persons whom a sentence on a meeting names with the side they are there for.

"French President NAME met NAME of Russia", "NAME for the rebels", "the government's chief
negotiator, NAME"; by a bare name those whom the report has introduced before. Who is only quoted
there takes no seat.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from msgspec.structs import replace

from trucewatch.model.claim import Role
from trucewatch.reading.introductions import introduced_in
from trucewatch.reading.seats import Introduced, Seat, Table, is_party
from trucewatch.reading.text import Sentence
from trucewatch.reference.seeking import Match


def people_seated(sentence: Sentence, table: Table, is_about: bool) -> Iterator[Seat]:
    """The seats of persons. `is_about`: the sentence names a meeting; without one, only those are
    seated who sign what was agreed or are said to have been there."""
    gathers = "meets_here" if is_about else "sits_here"
    if not table.lexicon.match(gathers).search(sentence.text):
        return
    for match in table.lexicon.match("person_sits_between").finditer(sentence.text):
        known = table.known(match["name"])
        if known is not None:
            yield replace(_seat(match, known, sentence, table), role="mediator")
    for match, person in introduced_in(sentence, table):
        if not table.lexicon.match("person_speaks").match(sentence.text, match.end("name")):
            yield _seat(match, person, sentence, table)
    yield from _by_name(sentence, table)


def _seat(match: Match, person: Introduced, sentence: Sentence, table: Table) -> Seat:
    return Seat(
        start=match.start(),
        party=person.party,
        quote=sentence.quote(match.start(), match.end()),
        role=_role(match, sentence, table),
        representative=person.name,
        title=person.title,
    )


def pairs_seated(sentence: Sentence, table: Table) -> Iterator[Seat]:
    """ "NAME and NAME signed for A and B", each for the side that stands where they stand."""
    for form in ("person_pair_for", "person_pair_of"):
        for match in table.lexicon.match(form).finditer(sentence.without_dates):
            for name, side in (("one", "a"), ("other", "b")):
                bare = re.sub(r"^(?:the|The) ", "", match[side])
                if is_party(bare, table):
                    person = Introduced(match[name], table.party(bare), _own_title(match))
                    yield _seat(match, person, sentence, table)


def _own_title(match: Match) -> str | None:
    """One's share of "the foreign ministers"."""
    title = match.groupdict().get("title")
    return title.removesuffix("s") if title else None


def _by_name(sentence: Sentence, table: Table) -> Iterator[Seat]:
    """Those whom the report, or a dossier, has introduced and who act here by their bare name."""
    for form in ("person_acts", "person_met"):
        for match in table.lexicon.match(form).finditer(sentence.without_dates):
            for one in table.lexicon.match("person_name").finditer(match["names"]):
                if person := table.known(one[0]):
                    yield _seat(match, person, sentence, table)


def _role(match: Match, sentence: Sentence, table: Table) -> Role | None:
    """Mediator or host, where the words before or after the person say so."""
    lexicon, text = table.lexicon, sentence.text
    together: tuple[tuple[str, Role], ...] = (
        ("mediates_together", "mediator"),
        ("observes_together", "observer"),
        ("guarantees_together", "guarantor"),
    )
    for form, role in together:
        if lexicon.match(form).search(text):
            return role
    roles: tuple[tuple[str, str, Role], ...] = (
        ("by_mediator", "person_mediates", "mediator"),
        ("by_host", "person_hosts", "host"),
    )
    for before, after, role in roles:
        end = match.end("name" if "name" in match.groupdict() else 0)
        is_by = lexicon.match(before).search(text[max(0, match.start() - 40) : match.start()])
        if is_by or lexicon.match(after).match(text, end):
            return role
    return None
