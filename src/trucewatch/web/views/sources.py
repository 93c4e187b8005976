"""Everyone who is heard, and one source with what it says."""

from __future__ import annotations

from litestar.exceptions import NotFoundException
from litestar.params import FromPath

from trucewatch.assessment.coverage import source_key
from trucewatch.publication.sources import (
    SourceList,
    SourcePage,
    Speakers,
    source_list,
    source_page,
)
from trucewatch.web.asking import TheAsked, TheDesk
from trucewatch.web.desk import Desk
from trucewatch.web.editions import Asked


def sources_view(desk: TheDesk, asked: TheAsked) -> SourceList:
    """Everyone who is heard: how much, how early, how often alone or contradicted."""
    return source_list(_speakers(desk, asked))


def source_view(desk: TheDesk, asked: TheAsked, source: FromPath[str]) -> SourcePage:
    """One source: what it says, how early, how often alone or contradicted, whose words."""
    speakers = _speakers(desk, asked)
    key = source_key(source.lstrip("/"), desk.reference)
    if key not in speakers.told and key not in desk.reference.sources:
        raise NotFoundException(f"{key} says and publishes nothing that is known on that day")
    return source_page(key, speakers)


def _speakers(desk: Desk, asked: Asked) -> Speakers:
    made = desk.answer(asked)
    return Speakers(made.claims, made.reports, made.records, made.findings, desk.reference)
