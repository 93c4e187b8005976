"""Persons whom a sentence on a meeting names with the side they are there for.

"French President NAME met NAME of Russia", "NAME for the rebels", "the government's chief
negotiator, NAME". Who is only quoted there takes no seat.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import takewhile

from trucewatch.model.claim import Role
from trucewatch.model.values import ActorMention
from trucewatch.reading.seats import Seat, Table, bare_name, is_party, is_person, may_sit, of_title
from trucewatch.reading.text import Sentence
from trucewatch.reference.countries import state_named

_FORMS = (
    "person_titled_bracketed",
    "person_bracketed",
    "person_for",
    "person_of",
    "person_titled",
    "person_apposed",
    "person_possessed",
)


def people_seated(sentence: Sentence, table: Table, is_about: bool) -> Iterator[Seat]:
    """The seats of persons. `is_about`: the sentence names a meeting; without one, only those are
    seated who sign what was agreed or are said to have been there."""
    lexicon = table.lexicon
    gathers = "meets_here" if is_about else "sits_here"
    if not lexicon.match(gathers).search(sentence.text):
        return
    for form in _FORMS:
        for match in lexicon.match(form).finditer(sentence.without_dates):
            seat = _seat(match, sentence, table)
            if seat is not None:
                yield seat


def _seat(match: re.Match[str], sentence: Sentence, table: Table) -> Seat | None:
    lexicon, text = table.lexicon, sentence.text
    rank, name = _rank_and_name(match["name"], table)
    if not name or name.endswith(("’s", "'s")) or not may_sit(name, table):
        return None
    who = _stands_for(match, table)
    if who is None or lexicon.match("person_speaks").match(text, match.end("name")):
        return None
    groups = match.groupdict()
    return Seat(
        start=match.start(),
        party=who,
        quote=sentence.quote(match.start(), match.end()),
        role=_role(match, sentence, table),
        representative=bare_name(name),
        title=_bare_title(groups.get("title") or groups.get("title2") or rank),
    )


def _bare_title(words: str) -> str | None:
    return words.removeprefix("and ").strip(" ,") or None


def _rank_and_name(words: str, table: Table) -> tuple[str, str]:
    """ "Major General", "NAME NAME": a rank with a capital letter is no first name."""
    parts = words.split()
    is_rank = table.lexicon.match("role_words").fullmatch
    rank = list(takewhile(is_rank, parts))
    return " ".join(rank), " ".join(parts[len(rank) :])


def _stands_for(match: re.Match[str], table: Table) -> ActorMention | None:
    """The side named with the person, else the one that the title is of."""
    groups = match.groupdict()
    if side := groups.get("side"):
        bare = re.sub(r"^(?:the|The) ", "", side)
        found = table.party(bare)
        is_name_of_person = is_person(found, table) or not is_party(bare, table)
        is_known = bool(state_named(bare) or found.actor_ids or match.re.groupindex.get("title"))
        is_side = match.group(0).find(" for ") >= 0 or match.group(0).find(" on behalf of ") >= 0
        return None if is_name_of_person or not (is_known or is_side) else found
    return of_title(groups["title"], table) if groups.get("title") else None


def _role(match: re.Match[str], sentence: Sentence, table: Table) -> Role | None:
    """Mediator or host, where the words before or after the person say so."""
    lexicon, text = table.lexicon, sentence.text
    roles: tuple[tuple[str, str, Role], ...] = (
        ("by_mediator", "person_mediates", "mediator"),
        ("by_host", "person_hosts", "host"),
    )
    for before, after, role in roles:
        is_by = lexicon.match(before).search(text[max(0, match.start() - 40) : match.start()])
        if is_by or lexicon.match(after).match(text, match.end("name")):
            return role
    return None
