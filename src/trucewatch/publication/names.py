"""Names for ids, so that no page shows "syria-government" where it can say "Syrian government"."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING

from trucewatch.model.finding import ZoneVerdict
from trucewatch.model.reference import Actor, Agreement, Provision, Source, Track, Zone
from trucewatch.publication.wording import listed, one_line

if TYPE_CHECKING:
    from trucewatch.reference.reference import Reference

Named = Actor | Agreement | Source | Track | Zone


def name_of(known_as: str, reference: Reference) -> str:
    """The reference's name for an id; a name that is no id is given back as it is written."""
    tables: tuple[Mapping[str, Named], ...] = (
        reference.actors,
        reference.sources,
        reference.zones,
        reference.agreements,
        reference.tracks,
    )
    for table in tables:
        if known_as in table:
            return one_line(table[known_as].name)
    return one_line(known_as)


def names_of(ids: Iterable[str], reference: Reference) -> str:
    return listed(name_of(each, reference) for each in ids)


def provision_of(provision: str, reference: Reference) -> tuple[Agreement, Provision] | None:
    """The provision with its agreement; None where no dossier has it."""
    for agreement in reference.agreements.values():
        for each in agreement.provisions:
            if each.id == provision:
                return agreement, each
    return None


def provision_title(provision: str, reference: Reference) -> str:
    """ "“end of hostilities” (Memorandum of 4 May 2017)"; the id where no dossier has it."""
    found = provision_of(provision, reference)
    if found is None:
        return f"provision {one_line(provision)}"
    agreement, each = found
    return f"“{one_line(each.title)}” ({one_line(agreement.name)})"


def verdict_words(verdict: ZoneVerdict) -> str:
    """ "strained or not holding", "at least as bad as strained", "undetermined, violated"."""
    both = listed(filter(None, (verdict.verdict, verdict.also)), last="or")
    if not verdict.qualifier:
        return both
    qualifier = one_line(verdict.qualifier)
    if qualifier.endswith(" as"):
        return f"{qualifier} {both}"
    return f"{both}, {qualifier}"
