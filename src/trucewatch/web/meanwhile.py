"""Two people at one thing: the second is told what the first decided, and loses nothing."""

from __future__ import annotations

from collections.abc import Collection, Mapping

from litestar.response import Template
from msgspec import Struct

from trucewatch.model.decision import claims_touched
from trucewatch.publication.judgements import decision_words, name_of_person
from trucewatch.store.record import RecordStore
from trucewatch.web.editions import Asked


class Later(Struct, frozen=True):
    """What somebody decided since the page was drawn."""

    by: str
    says: str
    why: str


def decided_meanwhile(store: RecordStore, seen: str, claims: Collection[str]) -> tuple[Later, ...]:
    """What was decided about these claims (ids) after the entry that a page was drawn at."""
    if not seen.isdecimal():
        return ()
    entries = {each.id: each for each in store.decisions()}
    return tuple(
        Later(name_of_person(each.by), decision_words(each), each.why)
        for each in store.decided_since(int(seen))
        if claims_touched(each, entries) & set(claims)
    )


def told(
    store: RecordStore, later: Collection[Later], path: str, form: Mapping[str, str]
) -> Template:
    """The page that tells of it, with the second's own decision ready to be sent all the same."""
    again = {**form, "seen": str(store.last_entry())}
    page = {"later": later, "path": path, "form": again}
    context = {"page": page, "asked": Asked()}
    return Template("meanwhile.html.j2", context=context, status_code=409)
