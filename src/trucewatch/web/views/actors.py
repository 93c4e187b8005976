"""All actors that records name, and one with what it is said to have done."""

from __future__ import annotations

from litestar.exceptions import NotFoundException
from litestar.params import FromPath

from trucewatch.publication.actors import ActorList, ActorPage, actor_list, actor_page
from trucewatch.web.asking import TheAsked, TheDesk


def actors_view(desk: TheDesk, asked: TheAsked) -> ActorList:
    """Actors that records name as authors of incidents or in talks, those named most first."""
    return actor_list(desk.answer(asked).records, desk.reference)


def actor_view(desk: TheDesk, asked: TheAsked, actor: FromPath[str]) -> ActorPage:
    """One actor: its names and roles, what it is said to have done, owes and guarantees."""
    known = desk.reference.actors.get(actor)
    if known is None:
        raise NotFoundException(f"{actor} is no actor of the dossiers")
    made = desk.answer(asked)
    return actor_page(known, made.findings, made.records, desk.reference)
