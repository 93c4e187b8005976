"""Persons whom a report introduces with an office or a side, so that a bare name is known later.

"Anna Berg, the rebels' chief negotiator, ..." makes "Berg" someone who is there for the rebels.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from itertools import takewhile

from trucewatch.model.values import ActorMention
from trucewatch.reading.seats import (
    Introduced,
    Table,
    bare_name,
    is_party,
    is_person,
    may_sit,
    of_title,
    surname_of,
)
from trucewatch.reading.text import Sentence
from trucewatch.reference.countries import state_named
from trucewatch.reference.seeking import Match

FORMS = (
    "person_titled_bracketed",
    "person_stands_for",
    "person_apposed_for",
    "person_bracketed",
    "person_for",
    "person_of",
    "person_titled",
    "person_apposed",
    "person_possessed",
)


def introductions(table: Table) -> dict[str, Introduced]:
    """Those the report introduces, by their folded surnames; the first introduction stays."""
    found: dict[str, Introduced] = {}
    for sentence in table.document.sentences:
        for _, person in introduced_in(sentence, table):
            found.setdefault(surname_of(person.name), person)
    return found


def introduced_in(sentence: Sentence, table: Table) -> Iterator[tuple[Match, Introduced]]:
    for form in table.lexicon.possible(FORMS, sentence.without_dates):
        for match in table.lexicon.match(form).finditer(sentence.without_dates):
            if person := _introduction(match, table):
                yield match, person


def _introduction(match: Match, table: Table) -> Introduced | None:
    rank, name = _rank_and_name(match["name"], table)
    if not name or name.endswith(("’s", "'s")) or not may_sit(name, table):
        return None
    groups = match.groupdict()
    who = None if _is_abbreviated(name, groups) else _stands_for(match, table)
    if who is None:
        return None
    title = _bare_title(groups.get("title") or groups.get("title2") or rank, table)
    if title and table.lexicon.match("only_speaks_for").search(title):
        return None
    return Introduced(bare_name(name), who, title)


def _is_abbreviated(name: str, groups: Mapping[str, str | None]) -> bool:
    """ "Army of the North (AN)": what stands in brackets is the name's own letters."""
    letters = re.sub(r"[^A-Z]", "", groups.get("side") or "")
    named = " ".join(filter(None, (name, groups.get("title"))))
    initials = "".join(re.findall(r"(?<![\w’'])[A-Z]", named))
    is_letters = len(letters) > 1 and (groups.get("side") or "").isupper()
    return is_letters and (letters.endswith(initials) or initials.endswith(letters))


def _bare_title(words: str, table: Table) -> str | None:
    return table.lexicon.match("before_title").sub("", words).strip(" ,") or None


def _rank_and_name(words: str, table: Table) -> tuple[str, str]:
    """ "Major General", "NAME NAME": a rank with a capital letter is no first name."""
    parts = words.split()
    is_rank = table.lexicon.match("role_words").fullmatch
    rank = list(takewhile(is_rank, parts))
    return " ".join(rank), " ".join(parts[len(rank) :])


def _stands_for(match: Match, table: Table) -> ActorMention | None:
    """The side named with the person, else the one that the title is of."""
    groups = match.groupdict()
    if side := groups.get("side"):
        bare = re.sub(r"^(?:the|The) ", "", side)
        found = table.party(bare)
        is_name_of_person = is_person(found, table) or not is_party(bare, table)
        is_known = bool(state_named(bare) or found.actor_ids or "title" in groups)
        is_side = " for " in match[0] or " on behalf of " in match[0]
        return None if is_name_of_person or not (is_known or is_side) else found
    return of_title(groups["title"], table) if groups.get("title") else None
