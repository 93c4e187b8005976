"""Where a claim comes from: its claimant, its originator, and whether its report still stands."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import UTC, date, datetime
from typing import TYPE_CHECKING, NamedTuple

from trucewatch.model.claim import Claim
from trucewatch.model.report import Report
from trucewatch.reconciliation.corrections import set_aside
from trucewatch.reconciliation.credits import Credits, shipped_forms
from trucewatch.reconciliation.reruns import Reruns

if TYPE_CHECKING:
    from trucewatch.reference.reference import Reference

LATEST = datetime.max.replace(tzinfo=UTC)


class Voice(NamedTuple):
    """Who speaks: a name, the kind of source it is ("party" for belligerents, "unnamed" for words
    no dossier knows), and whose side it stands on, if any."""

    name: str
    kind: str
    side: str | None


NOBODY = Voice("the report", "unnamed", None)


def is_cited(claim: Claim) -> bool:
    """Whether it is told in somebody's name, and not in the outlet's own voice."""
    return bool(claim.source or claim.source_ids or claim.source_chain)


class Lineage:
    """Looks up claimants and originators over one set of reports, and remembers sketches."""

    def __init__(
        self, reports: Mapping[str, Report], reference: Reference, *, rerun_share: float
    ) -> None:
        self.reports = reports
        self.reference = reference
        self.set_aside = set_aside(reports, reference)
        self.superseded = frozenset(each.old for each in self.set_aside)
        self.reruns = Reruns(reports, rerun_share)
        self.credits = Credits(reference, shipped_forms())
        # Asked of every pair that a claim is in, and each time a search of its text.
        self._originators: dict[str, str] = {}
        self._voices: dict[tuple[str, str], Voice] = {}

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

    def outlet_name(self, outlet: str) -> str:
        """What an outlet is called as a source: the dossier's name where it knows one."""
        return self._voice_called(outlet, "outlet").name

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
        if claim.id not in self._originators:
            self._originators[claim.id] = self._originator(claim)
        return self._originators[claim.id]

    def _originator(self, claim: Claim) -> str:
        if claim.source_chain and claim.source_chain[0] != claim.source:
            return self._voice_called(claim.source_chain[0], "unnamed").name
        if is_cited(claim):
            return self.claimant(claim)
        credited = self.credits.credited(self.reports[claim.report], claim.span)
        return self._voice_called(credited, "agency").name if credited else self.claimant(claim)

    def is_rerun(self, left: str, right: str) -> bool:
        """Whether two reports (refs) are near-identical texts: one wire, run twice."""
        return self.reruns.are_one_text(left, right)

    def independent(self, claims: Iterable[Claim]) -> tuple[str, ...]:
        """Originators of `claims`, sorted: a wire and its re-runs, whole or in part, are one, and
        an outlet that others quote is none where it only quotes others itself.

        An agency stands for its wire, else the first to publish.
        """
        ordered = sorted(claims, key=self.order)
        names = {self.originator(claim) for claim in ordered if is_cited(claim)}
        names |= {self._author(wire) for wire in self._wires(ordered)}
        return tuple(sorted(names - self._relays(ordered)))

    def outlets(self, claims: Iterable[Claim]) -> tuple[str, ...]:
        """Who published `claims`, sorted; a report that does not say is its own, by its ref."""
        reports = {claim.report: self.reports[claim.report] for claim in claims}
        return tuple(sorted({each.outlet or ref for ref, each in reports.items()}))

    def _wires(self, ordered: Sequence[Claim]) -> list[list[Claim]]:
        """Claims that outlets make in their own voice, those of one text together."""
        wires: list[list[Claim]] = []
        for claim in ordered:
            if not is_cited(claim):
                same = [w for w in wires if any(self._are_one_text(claim, one) for one in w)]
                wires = [wire for wire in wires if wire not in same]
                wires.append([*(one for wire in same for one in wire), claim])
        return wires

    def _are_one_text(self, one: Claim, other: Claim) -> bool:
        return (
            one.report == other.report
            or self.reruns.stands_in(one, other.report)
            or self.reruns.stands_in(other, one.report)
            or self.is_rerun(one.report, other.report)
        )

    def _author(self, wire: Sequence[Claim]) -> str:
        names = [self.originator(claim) for claim in wire]
        return next(
            (n for n in names if self._voice_called(n, "outlet").kind == "agency"), names[0]
        )

    def _relays(self, claims: Sequence[Claim]) -> set[str]:
        """Outlets that tell of it in others' names alone."""
        own: dict[str, list[bool]] = {}
        for claim in claims:
            outlet = self.reports[claim.report].outlet
            if outlet is not None:
                name = self._voice_called(outlet, "outlet").name
                own.setdefault(name, []).append(self.originator(claim) == name)
        return {name for name, said in own.items() if not any(said)}

    def _voice_called(self, words: str, kind: str) -> Voice:
        """The voice the dossiers know by these words; else the words themselves, of `kind`."""
        if (words, kind) not in self._voices:
            self._voices[words, kind] = self._known_voice(words, kind)
        return self._voices[words, kind]

    def _known_voice(self, words: str, kind: str) -> Voice:
        source = self.reference.source_named(words)
        if source is not None:
            return Voice(source.name, source.kind, source.side)
        actors = self.reference.actors_named(words)
        known = self._voice_of(actors[0].id) if actors else None
        agency = None if known else self.credits.agency_meant(words)
        return self._voice_called(agency, "agency") if agency else known or Voice(words, kind, None)

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
