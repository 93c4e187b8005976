"""Where a claim comes from: its claimant, its originator, and whether its report still stands."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from datetime import UTC, date, datetime
from functools import cached_property
from typing import TYPE_CHECKING, NamedTuple
from zlib import crc32

from trucewatch.model.claim import Claim
from trucewatch.model.report import Report
from trucewatch.reference.names import fold

if TYPE_CHECKING:
    from trucewatch.reference.reference import Reference

LATEST = datetime.max.replace(tzinfo=UTC)
SHINGLE_WORDS = 5
SKETCH_SIZE = 256
CREDIT_WITHIN = 300  # characters from either end of a text in which agencies are credited


class Voice(NamedTuple):
    """Who speaks: a name, the kind of source it is ("party" for belligerents, "unnamed" for words
    no dossier knows), and whose side it stands on, if any."""

    name: str
    kind: str
    side: str | None


NOBODY = Voice("the report", "unnamed", None)


def superseded_reports(reports: Mapping[str, Report]) -> frozenset[str]:
    """Refs of reports that a later one corrects or retracts.

    Publishers choose ids, so two of them may use one: a report of the same outlet is meant first.
    """
    by_id: dict[str, list[Report]] = {}
    for ref in sorted(reports):
        by_id.setdefault(reports[ref].id, []).append(reports[ref])
    return frozenset(
        old.ref
        for new in reports.values()
        for named in (new.corrects, new.retracts)
        if named is not None
        for old in _meant(by_id.get(named, []), new)
    )


def _meant(named: list[Report], new: Report) -> list[Report]:
    earlier = [old for old in named if old != new and not _is_later(old, new)]
    return [old for old in earlier if old.outlet == new.outlet] or earlier


def _is_later(one: Report, other: Report) -> bool:
    return (
        one.published is not None
        and other.published is not None
        and one.published > other.published
    )


def sketch(text: str) -> frozenset[int]:
    """The smallest hashes of the text's word 5-grams: equal texts, equal sketches (MinHash)."""
    words = fold(text).split()
    grams = (
        " ".join(words[at : at + SHINGLE_WORDS])
        for at in range(max(1, len(words) - SHINGLE_WORDS + 1))
    )
    return frozenset(sorted({crc32(gram.encode()) for gram in grams})[:SKETCH_SIZE])


def shared_part(one: frozenset[int], other: frozenset[int]) -> float:
    """Jaccard similarity of the texts behind two sketches, 0 to 1; exact for short texts."""
    smallest = sorted(one | other)[:SKETCH_SIZE]
    return sum(gram in one and gram in other for gram in smallest) / max(1, len(smallest))


class Lineage:
    """Looks up claimants and originators over one set of reports, and remembers sketches."""

    def __init__(
        self, reports: Mapping[str, Report], reference: Reference, *, rerun_share: float
    ) -> None:
        self.reports = reports
        self.reference = reference
        self.rerun_share = rerun_share
        self.superseded = superseded_reports(reports)
        self._sketches: dict[str, frozenset[int]] = {}

    def published(self, claim: Claim) -> date | None:
        return self.reports[claim.report].published

    def instant(self, claim: Claim) -> datetime | None:
        return self.reports[claim.report].instant

    def order(self, claim: Claim) -> tuple[date, datetime, str]:
        """Sort key: the day the world could know, the hour, then the claim's id; reports without
        a day come last, those without an hour last on their day."""
        day, instant = self.published(claim), self.instant(claim)
        return (day or date.max, instant or LATEST, claim.id)

    def claimant(self, claim: Claim) -> str:
        """Who says so: the dossier's name where it knows one, else the words, else the outlet."""
        return self.voice(claim).name

    def voice(self, claim: Claim) -> Voice:
        """The claimant with its kind and side. The source's own entry comes before the actor's,
        which may be the side that it speaks for."""
        if not (claim.source or claim.source_ids):
            outlet = self.reports[claim.report].outlet
            return self._voice_called(outlet, "outlet") if outlet else NOBODY
        source = self.reference.source_named(claim.source) if claim.source else None
        if source is None:
            known = (self._voice_of(source_id) for source_id in claim.source_ids)
            by_id = next((voice for voice in known if voice is not None), None)
            return by_id or self._voice_called(claim.source or claim.source_ids[0], "unnamed")
        return Voice(source.name, source.kind, source.side)

    def claimant_ids(self, claim: Claim) -> frozenset[str]:
        """Actors in whose voice the claim is made; none where an outlet speaks for itself."""
        ids = set(claim.source_ids)
        if claim.source:
            source = self.reference.source_named(claim.source)
            actors = self.reference.actors_named(claim.source)
            ids |= {source.id, source.actor or source.id} if source else set()
            ids |= {actor.id for actor in actors[:1]}
        for source_id in tuple(ids):
            spoken_for = self.reference.sources.get(source_id)
            if spoken_for is not None and spoken_for.actor:
                ids.add(spoken_for.actor)
        return frozenset(ids)

    def originator(self, claim: Claim) -> str:
        """Who first said it: the head of the chain, or the agency whose text the outlet ran."""
        if claim.source_chain and claim.source_chain[0] != claim.source:
            return self._voice_called(claim.source_chain[0], "unnamed").name
        if claim.source or claim.source_ids:
            return self.claimant(claim)
        return self._credited(self.reports[claim.report]) or self.claimant(claim)

    def is_rerun(self, left: str, right: str) -> bool:
        """Whether two reports (refs) are near-identical texts: one wire, run twice."""
        if left == right:
            return False
        return shared_part(self._sketch(left), self._sketch(right)) >= self.rerun_share

    def independent(self, claims: Iterable[Claim]) -> tuple[str, ...]:
        """Originators of `claims`, a wire and its re-runs counted once, sorted.

        The first to publish stands for the re-runs.
        """
        names: set[str] = set()
        own_voice: list[str] = []
        for claim in sorted(claims, key=self.order):
            speaks_for_itself = not (claim.source or claim.source_ids or claim.source_chain)
            if speaks_for_itself and any(self.is_rerun(claim.report, ref) for ref in own_voice):
                continue
            names.add(self.originator(claim))
            if speaks_for_itself:
                own_voice.append(claim.report)
        return tuple(sorted(names))

    def _sketch(self, ref: str) -> frozenset[int]:
        if ref not in self._sketches:
            self._sketches[ref] = sketch(self.reports[ref].text)
        return self._sketches[ref]

    def _voice_called(self, words: str, kind: str) -> Voice:
        """The voice the dossiers know by these words; else the words themselves, of `kind`."""
        source = self.reference.source_named(words)
        if source is not None:
            return Voice(source.name, source.kind, source.side)
        actors = self.reference.actors_named(words)
        known = self._voice_of(actors[0].id) if actors else None
        return known or Voice(words, kind, None)

    def _voice_of(self, source_id: str) -> Voice | None:
        """A source or actor by id; an actor that fights, or speaks for a side, is a party."""
        source = self.reference.sources.get(source_id)
        if source is not None:
            return Voice(source.name, source.kind, source.side)
        actor = self.reference.actors.get(source_id)
        if actor is None:
            return None
        is_party = actor.side is not None or actor.kind in ("state", "side", "force", "group")
        return Voice(actor.name, "party" if is_party else actor.kind, actor.side)

    def _credited(self, report: Report) -> str | None:
        """The agency that a text credits at its head or foot, where that is not its own outlet."""
        ends = report.text[:CREDIT_WITHIN] + "\n" + report.text[-CREDIT_WITHIN:]
        found = self._agency_credit.search(ends) if self._agency_credit else None
        if found is None:
            return None
        return self._voice_called(found["bracketed"] or found["credited"], "agency").name

    @cached_property
    def _agency_credit(self) -> re.Pattern[str] | None:
        names = {
            name
            for source in self.reference.sources.values()
            if source.kind == "agency"
            for name in (source.name, *source.names)
        }
        if not names:
            return None
        any_name = "|".join(re.escape(name) for name in sorted(names, key=lambda n: (-len(n), n)))
        return re.compile(
            rf"\((?P<bracketed>{any_name})\)"
            rf"|(?:Source|Reporting by|With reporting by):?\s+(?P<credited>{any_name})\b"
        )
