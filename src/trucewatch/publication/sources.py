"""Sources: what each says, how early, how often alone or contradicted, in whose words."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from statistics import median

from msgspec import Struct

from trucewatch.assessment.coverage import source_key
from trucewatch.model.claim import Claim
from trucewatch.model.finding import Findings
from trucewatch.model.record import Incident, Record
from trucewatch.model.report import Report
from trucewatch.publication.incidents import Saying, saying_of
from trucewatch.publication.names import IdName, id_name, name_of
from trucewatch.publication.wording import one_line
from trucewatch.reference.reference import Reference

# Of what a source says, so many claims are shown, the latest first.
SAYINGS_SHOWN = 20
CARRIED_SHOWN = 12
NOBODY = "the report"


class SourceFigures(Struct, frozen=True, kw_only=True):
    """What the record shows of a source, among the incidents that it tells of.

    `alone` are those that no other independent source tells of. Of those that others tell of,
    too: `first` is how often it was among the first, and `days_after` how many days after the
    first it came, in the middle; None where there is none with both days known.
    `contradicted` are those where claims of its own are in a contradiction.
    """

    reports: int
    claims: int
    incidents: int
    alone: int
    shared: int
    first: int
    days_after: float | None
    contradicted: int


class SourceLine(Struct, frozen=True, kw_only=True):
    """`is_listed` is whether a dossier has it; only those give coverage."""

    key: str
    name: str
    kind: str | None
    side: IdName | None
    is_listed: bool
    figures: SourceFigures


class SourceList(Struct, frozen=True, kw_only=True):
    sources: tuple[SourceLine, ...]


class Carried(Struct, frozen=True, kw_only=True):
    """How many claims one carried in the other's name."""

    key: str
    name: str
    claims: int


class Dispute(Struct, frozen=True, kw_only=True):
    """A contradiction in which claims of the source stand, with its sides (who, what)."""

    id: str
    record: str
    what: str
    sides: tuple[tuple[str, str], ...]


class SourcePage(Struct, frozen=True, kw_only=True):
    """`covers` are zones it could see by the dossier, `cadence_days` and `delay_days` how often it
    publishes and how late. `carries` are those whose words it carries, `carried_by` who carries
    its own: neither makes a second source."""

    line: SourceLine
    names: tuple[str, ...]
    actor: IdName | None
    covers: tuple[IdName, ...]
    cadence_days: float | None
    delay_days: float | None
    day_closes: str | None
    first_published: date | None
    last_published: date | None
    carries: tuple[Carried, ...]
    carried_by: tuple[Carried, ...]
    disputes: tuple[Dispute, ...]
    sayings: tuple[Saying, ...]
    source: str | None


@dataclass
class _Told:
    """What is being summed up of one source."""

    reports: set[str] = field(default_factory=set)
    claims: int = 0
    incidents: int = 0
    alone: int = 0
    days_after: list[int] = field(default_factory=list)
    contradicted: int = 0

    def figures(self) -> SourceFigures:
        return SourceFigures(
            reports=len(self.reports),
            claims=self.claims,
            incidents=self.incidents,
            alone=self.alone,
            shared=self.incidents - self.alone,
            first=self.days_after.count(0),
            days_after=median(self.days_after) if self.days_after else None,
            contradicted=self.contradicted,
        )


@dataclass(frozen=True)
class Speakers:
    """Who says and who publishes what, by `source_key`, over all that is known."""

    claims: Mapping[str, Claim]
    reports: Mapping[str, Report]
    records: Iterable[Record]
    findings: Findings
    reference: Reference

    def of(self, claim: Claim) -> str:
        """Who says so: whoever the report names, by the dossier's entry where one is known, else
        its outlet."""
        if not (claim.source or claim.source_ids):
            return self.outlet_of(claim)
        named = [self._key(each) for each in (claim.source, *claim.source_ids) if each]
        return next((each for each in named if each in self.reference.sources), named[0])

    def outlet_of(self, claim: Claim) -> str:
        return self._key(self.reports[claim.report].outlet or NOBODY)

    def _key(self, name: str) -> str:
        if name not in self._keys:
            self._keys[name] = source_key(name, self.reference)
        return self._keys[name]

    @cached_property
    def _keys(self) -> dict[str, str]:
        return {}

    @cached_property
    def told(self) -> dict[str, SourceFigures]:
        """Everyone who says or publishes anything, with what the record shows of them."""
        found: dict[str, _Told] = {}
        for claim in self.claims.values():
            teller = found.setdefault(self.of(claim), _Told())
            teller.claims += 1
            teller.reports.add(claim.report)
        for ref, report in self.reports.items():
            found.setdefault(self._key(report.outlet or NOBODY), _Told()).reports.add(ref)
        for record in self.records:
            if isinstance(record, Incident):
                self._count(record, found)
        return {key: each.figures() for key, each in found.items()}

    def _count(self, incident: Incident, found: dict[str, _Told]) -> None:
        first: dict[str, date | None] = {}
        for claim in (self.claims[each] for each in incident.claims if each in self.claims):
            known = [first.get(self.of(claim)), self.reports[claim.report].published]
            first[self.of(claim)] = min((day for day in known if day), default=None)
        is_alone = len(incident.sources) == 1
        began = min((day for day in first.values() if day), default=None)
        for key, day in first.items():
            teller = found[key]
            teller.incidents += 1
            teller.alone += is_alone
            teller.contradicted += (key, incident.id) in self._contradicted
            if day and began and not is_alone:
                teller.days_after.append((day - began).days)

    @cached_property
    def _contradicted(self) -> set[tuple[str, str]]:
        return {
            (self.of(self.claims[claim]), each.record)
            for each in self.findings.contradictions
            for claim in each.claims
            if claim in self.claims
        }


def source_list(speakers: Speakers) -> SourceList:
    """Everyone who is heard, those first who say most."""
    lines = [_line(key, speakers) for key in speakers.told]
    lines.sort(key=lambda each: (-each.figures.claims, -each.figures.reports, each.key))
    return SourceList(sources=tuple(lines))


def source_page(key: str, speakers: Speakers) -> SourcePage:
    """The page of one that says something, or that a dossier lists."""
    reference = speakers.reference
    listed = reference.sources.get(key)
    own = [each for each in speakers.claims.values() if speakers.of(each) == key]
    days = sorted(
        day
        for report in {*(each.report for each in own), *_published_by(key, speakers)}
        if (day := speakers.reports[report].published)
    )
    return SourcePage(
        line=_line(key, speakers),
        names=listed.names if listed else (),
        actor=id_name(listed.actor, reference) if listed and listed.actor else None,
        covers=tuple(id_name(each, reference) for each in (listed.covers if listed else ())),
        cadence_days=listed.cadence_days if listed else None,
        delay_days=listed.delay_days if listed else None,
        day_closes=listed.day_closes if listed else None,
        first_published=days[0] if days else None,
        last_published=days[-1] if days else None,
        carries=_carried(
            (
                speakers.of(each)
                for each in speakers.claims.values()
                if speakers.outlet_of(each) == key != speakers.of(each)
            ),
            reference,
        ),
        carried_by=_carried(
            (outlet for each in own if (outlet := speakers.outlet_of(each)) != key), reference
        ),
        disputes=_disputes({each.id for each in own}, speakers),
        sayings=_sayings(own, speakers),
        source=listed.source if listed else None,
    )


def _line(key: str, speakers: Speakers) -> SourceLine:
    listed = speakers.reference.sources.get(key)
    side = listed.side if listed else None
    return SourceLine(
        key=key,
        name=name_of(key, speakers.reference),
        kind=listed.kind if listed else None,
        side=id_name(side, speakers.reference) if side else None,
        is_listed=listed is not None,
        figures=speakers.told.get(key) or _Told().figures(),
    )


def _published_by(key: str, speakers: Speakers) -> list[str]:
    return [
        ref
        for ref, report in speakers.reports.items()
        if source_key(report.outlet or NOBODY, speakers.reference) == key
    ]


def _carried(keys: Iterable[str], reference: Reference) -> tuple[Carried, ...]:
    most = Counter(keys).most_common(CARRIED_SHOWN)
    return tuple(
        Carried(key=key, name=name_of(key, reference), claims=number) for key, number in most
    )


def _disputes(own: set[str], speakers: Speakers) -> tuple[Dispute, ...]:
    return tuple(
        Dispute(
            id=each.id,
            record=each.record,
            what=one_line(each.what),
            sides=tuple((one_line(who), one_line(says)) for who, says in each.sides),
        )
        for each in speakers.findings.contradictions
        if own.intersection(each.claims)
    )


def _sayings(own: Iterable[Claim], speakers: Speakers) -> tuple[Saying, ...]:
    """The latest of its claims, each with the record it is part of."""
    reports = speakers.reports
    latest = sorted(
        own,
        key=lambda each: (reports[each.report].published or date.min, each.id),
        reverse=True,
    )[:SAYINGS_SHOWN]
    shown = {each.id for each in latest}
    record_of = {
        claim: record.id for record in speakers.records for claim in record.claims if claim in shown
    }
    return tuple(
        saying_of(each, reports[each.report], record_of.get(each.id), speakers.reference)
        for each in latest
    )
