"""Where a reader finds what an id or a name stands for."""

from __future__ import annotations

import re
from collections.abc import Mapping
from urllib.parse import quote

from trucewatch.assessment.coverage import source_key
from trucewatch.model.reference import Actor, Agreement
from trucewatch.publication.wording import one_line
from trucewatch.reference.reference import Reference


class Links:
    """Paths of pages. What is known to have none is "", so that a template can leave it plain."""

    def __init__(self, reference: Reference) -> None:
        self.reference = reference
        self._actors = _by_name(reference.actors)
        self._agreements = _by_name(reference.agreements)

    def page_of(self, known_as: str, query: str = "") -> str:
        """Its own page, or its way back to the words where it has none. `query` begins with "?"."""
        kind = known_as.partition("-")[0]
        if kind in _PAGES:
            return f"/{_PAGES[kind]}/{known_as}{query}"
        zone, _, figure = known_as.partition(":")
        if zone in self.reference.zones and figure in ("", "verdict"):
            return f"/zones/{zone}{query}"
        agreement, hash_sign, number = known_as.partition("#")
        if agreement in self.reference.agreements:
            return f"/agreements/{agreement}{query}{hash_sign}{number}"
        if known_as in self.reference.tracks:
            return f"/talks{query}#{known_as}"
        return f"/trace/{quote(known_as)}{query}"

    def actor(self, name: str) -> str:
        known_as = self._actors.get(name)
        return f"/actors/{known_as}" if known_as else ""

    def agreement(self, name: str) -> str:
        known_as = self._agreements.get(name)
        return f"/agreements/{known_as}" if known_as else ""

    def linked(self, text: str, query: str = "") -> list[tuple[str, str]]:
        """Text in pieces, each id in it with the path of what it names."""
        return [
            (piece, self.page_of(piece, query) if at % 2 else "")
            for at, piece in enumerate(_ID.split(text))
        ]

    def source(self, name: str) -> str:
        """Everyone who is heard has a page, whether a dossier lists it or not."""
        return f"/sources/{quote(source_key(name, self.reference), safe='')}"


# What ids of records, claims, reports and findings look like.
_ID = re.compile(r"\b([a-z]-[0-9a-f]{16})\b")
_PAGES = {"i": "incidents", "r": "reports"}


def _by_name(nouns: Mapping[str, Actor | Agreement]) -> dict[str, str]:
    """Ids by id and by name; the first of two that are called the same."""
    names: dict[str, str] = {}
    for known_as, noun in nouns.items():
        names.setdefault(one_line(noun.name), known_as)
    return names | {known_as: known_as for known_as in nouns}


def evidence(ref: str) -> str | None:
    """The way back from what a brief's note names: a claim, or a figure of a zone."""
    kind, _, known_as = ref.partition(":")
    if kind == "figure":
        return f"/trace/{known_as}"
    return f"/trace/{ref}" if ref.startswith("c-") else None
