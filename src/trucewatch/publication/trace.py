"""Trace: from any id or figure down to the words and the archived bytes it came from.

figure ──► records ──► judgements ──► claims ──► quoted words ──► report ──► archived bytes
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from difflib import get_close_matches
from functools import cached_property
from itertools import groupby

from msgspec import Struct
from rich.text import Text
from rich.tree import Tree

from trucewatch.assessment.wording import (
    acts_words,
    counted,
    day_words,
    days_words,
    listed,
    range_words,
    the_act,
    when,
)
from trucewatch.errors import NotFound
from trucewatch.model.claim import Claim
from trucewatch.model.decision import Signed
from trucewatch.model.finding import (
    Alert,
    Breakdown,
    Contradiction,
    Correction,
    Engagement,
    Findings,
    GroundChange,
    Obligation,
    SupportedMinimum,
    Violation,
    ZoneGround,
    ZoneVerdict,
)
from trucewatch.model.record import (
    AgreementDate,
    ControlChange,
    Figure,
    Incident,
    Judgement,
    MonitorCount,
    Record,
    ReportedAgreement,
    Round,
    Statement,
    Tally,
    Toll,
)
from trucewatch.model.reference import Agreement, Provision, Track, TrackRound
from trucewatch.model.report import Report
from trucewatch.model.values import Quote
from trucewatch.publication.corrections import change_words, correction_words
from trucewatch.publication.judgements import JudgementRow, judgement_rows
from trucewatch.publication.names import (
    GROUND,
    if_doubted,
    name_of,
    named,
    provision_of,
    provision_title,
    record_words,
    sources_words,
    verdict_words,
)
from trucewatch.publication.obligations import due_words
from trucewatch.publication.totals import sum_words
from trucewatch.publication.wording import clean, one_line, range_short, where, without_stop
from trucewatch.reference.reference import Reference

Finding = (
    Violation
    | Engagement
    | Contradiction
    | Correction
    | GroundChange
    | Obligation
    | Breakdown
    | Alert
)
# Characters of the report shown on either side of a quote.
CONTEXT = 60
KINDS = (
    "r- report, c- claim, i- incident, t- tally, m- monitor count, k- round, "
    "a- reported agreement, g- control change, s- statement, v- violation, e- engagement, "
    "x- contradiction, w- correction, j- judgement, n- ground gained, o- obligation, "
    "b- count in parts, l- alert of the days asked about, the id of a zone, agreement, provision "
    "or track, or a figure such as "
    '"syria/idlib:killed" or "syria/idlib:verdict"'
)


class Archived(Struct, frozen=True):
    """What the archive holds of a report: where it came from, and the hash of its bytes."""

    origin: str
    sha256: str


class TraceNode(Struct, frozen=True, kw_only=True):
    """A step of the way back. `id` is what it can be traced by; `says` is one line."""

    kind: str
    says: str
    id: str | None = None
    children: tuple[TraceNode, ...] = ()


@dataclass(frozen=True)
class Traceable:
    """Everything that an id may name. `reports` are keyed by `Report.ref`."""

    findings: Findings
    records: tuple[Record, ...]
    claims: Mapping[str, Claim]
    reports: Mapping[str, Report]
    judgements: tuple[Judgement, ...]
    reference: Reference
    archived: Callable[[str], Archived] | None = None
    decisions: tuple[Signed, ...] = ()

    @cached_property
    def by_id(self) -> dict[str, Record]:
        return {record.id: record for record in self.records}

    @cached_property
    def found(self) -> dict[str, Finding]:
        found = self.findings
        groups: tuple[Sequence[Finding], ...] = (
            found.violations,
            found.engagements,
            found.contradictions,
            [change for each in found.ground for change in each.changes],
            found.obligations,
            found.corrections,
            found.breakdowns,
            found.alerts,
        )
        return {each.id: each for group in groups for each in group}

    @cached_property
    def decided(self) -> dict[str, JudgementRow]:
        people = [each for each in self.judgements if each.decision]
        rows = judgement_rows(self.decisions, people, self.records, self.reference)
        return {row.id: row for row in rows}

    @cached_property
    def report_ids(self) -> dict[str, str]:
        """A report's own id to its ref."""
        return {report.id: ref for ref, report in sorted(self.reports.items())}

    @cached_property
    def figures(self) -> dict[str, tuple[str, str]]:
        """Every figure that can be asked for, as "id:field", to its id and field."""
        zones = {each.zone for each in self.findings.verdicts}
        keys = [(zone, field) for zone in sorted(zones) for field in _ZONE_FIGURES]
        keys += [(each.zone, "ground") for each in self.findings.ground]
        keys += [(each.zone, "guarantors") for each in self.findings.guarantees]
        for record in self.records:
            if isinstance(record, Incident):
                keys += [(record.id, f) for f in _FIELDS if getattr(record, f)]
        return {f"{known_as}:{field}": (known_as, field) for known_as, field in keys}

    def ids(self) -> list[str]:
        zones = {each.zone for each in self.findings.verdicts}
        agreements = self.reference.agreements
        provisions = {each.id for one in agreements.values() for each in one.provisions}
        named = (self.by_id, self.found, self.claims, self.reports, self.report_ids, self.figures)
        entries = (agreements, self.reference.tracks, self.decided)
        ids = (each for table in (*named, *entries) for each in table)
        return sorted({*zones, *provisions, *ids})


_FIELDS = {
    "killed": "killed",
    "killed_civilians": "civilians killed",
    "killed_combatants": "combatants killed",
    "killed_women": "women killed",
    "killed_children": "children killed",
    "injured": "injured",
}
_MINIMUMS = ("killed", "killed_in_window")
_LISTS = {"incidents": "incident", "violations": "violation", "tallies": "tally"}
_JUDGED = ("verdict", "standing", "coverage")
_ZONE_FIGURES = (*_MINIMUMS, *_LISTS, *_JUDGED)


def trace(known_as: str, traceable: Traceable) -> TraceNode:
    """The way back from an id or figure. Raises `NotFound` naming the kinds and the nearest ids."""
    node = _traced(known_as, traceable)
    if node is None:
        nearest = get_close_matches(known_as, traceable.ids(), n=3, cutoff=0.5)
        hint = f"; nearest: {', '.join(nearest)}" if nearest else ""
        raise NotFound(f"{known_as!r} is no id in this record{hint}. Ids are: {KINDS}")
    return node


def _traced(known_as: str, known: Traceable) -> TraceNode | None:
    if known_as in known.figures:
        return _figure(*known.figures[known_as], known)
    if known_as in known.by_id:
        return _record(known.by_id[known_as], known)
    if known_as in known.claims:
        return _claim(known.claims[known_as], known)
    if known_as in known.decided:
        return _decision(known.decided[known_as], known)
    if known_as in known.found:
        return _finding(known.found[known_as], known)
    ref = known.report_ids.get(known_as, known_as)
    if ref in known.reports:
        return _report_with_claims(known.reports[ref], known)
    verdicts = [each for each in known.findings.verdicts if each.zone == known_as]
    return _zone(known_as, verdicts, known) if verdicts else _entry(known_as, known)


# Entries of the dossiers


def _entry(known_as: str, known: Traceable) -> TraceNode | None:
    """What a dossier has under the id, and what the record has of it."""
    if known_as in known.reference.agreements:
        return _agreement(known.reference.agreements[known_as], known)
    if known_as in known.reference.tracks:
        return _track(known.reference.tracks[known_as], known)
    found = provision_of(known_as, known.reference)
    return _provision(found[1], known) if found else None


def _agreement(agreement: Agreement, known: Traceable) -> TraceNode:
    dates = {
        "signed": agreement.signed_on,
        "in force from": agreement.in_force_from,
        "term ends": agreement.expires_on,
        "terminated": agreement.terminated_on,
    }
    parts = (
        *(TraceNode(kind=kind, says=day_words(day)) for kind, day in dates.items() if day),
        *(
            TraceNode(kind="extended", says=f"on {day_words(day)}, to {day_words(end)}")
            for day, end in agreement.extensions
        ),
        *_names("guarantors", agreement.guarantors, known),
        *_names("binds", agreement.bound, known),
        *_names("superseded by", filter(None, (agreement.superseded_by,)), known),
        *_source(agreement.source),
        *(TraceNode(kind="provision", id=p.id, says=p.title) for p in agreement.provisions),
        *_linked(agreement.id, known),
    )
    name = one_line(agreement.name)
    return TraceNode(kind="agreement", id=agreement.id, says=name, children=parts)


def _provision(provision: Provision, known: Traceable) -> TraceNode:
    dates = {"applies from": provision.applies_from, "due": provision.due}
    parts = (
        TraceNode(kind="text", says=one_line(provision.text)),
        *((TraceNode(kind="bars", says=acts_words(provision.bars)),) if provision.bars else ()),
        *_names("owed by", provision.owed_by, known),
        *_names("zones", provision.zones, known),
        *(TraceNode(kind=kind, says=day_words(day)) for kind, day in dates.items() if day),
        *_source(provision.source),
        *_linked(provision.id, known),
    )
    title = provision_title(provision.id, known.reference)
    return TraceNode(kind="provision", id=provision.id, says=title, children=parts)


def _track(track: Track, known: Traceable) -> TraceNode:
    rounds = (
        TraceNode(kind="round by the dossier", says=_dossier_round(each)) for each in track.rounds
    )
    parts = (
        *_names("sponsors", track.sponsors, known),
        *_source(track.source),
        *rounds,
        *_linked(track.id, known),
    )
    return TraceNode(kind="track", id=track.id, says=one_line(track.name), children=parts)


def _dossier_round(each: TrackRound) -> str:
    number = f"{each.number}, " if each.number is not None else ""
    last = each.held_to or each.held_from
    held = days_words(each.held_from, last) if each.held_from and last else "no day known"
    return one_line(f"{number}{each.name or each.city}, {held}")


def _names(kind: str, ids: Iterable[str], known: Traceable) -> Iterable[TraceNode]:
    if names := listed(name_of(each, known.reference) for each in ids):
        yield TraceNode(kind=kind, says=names)


def _source(source: str | None) -> Iterable[TraceNode]:
    if source:
        yield TraceNode(kind="source", says=one_line(source))


def _linked(known_as: str, known: Traceable) -> Iterable[TraceNode]:
    """The record's rounds, agreements, statements and violations of an entry, each in one line."""
    for record in known.records:
        if known_as in _entries_of(record):
            says = record_words(record, known.reference)
            kind = _KINDS_OF_RECORD.get(type(record), "statement")
            yield TraceNode(kind=kind, id=record.id, says=says)
    for each in known.findings.violations:
        if each.provision == known_as:
            says = f"{each.grade}, {_in_words(each.incident, known)}"
            yield TraceNode(kind="violation", id=each.id, says=says)


def _entries_of(record: Record) -> tuple[str | None, ...]:
    match record:
        case Round():
            return (record.track_id,)
        case ReportedAgreement():
            return (record.agreement_id,)
        case Statement():
            return record.about_ids
        case _:
            return ()


# Figures and zones


def _figure(known_as: str, field: str, known: Traceable) -> TraceNode:
    record = known.by_id.get(known_as)
    if isinstance(record, Incident):
        return _toll(record, field, getattr(record, field), known)
    if field == "ground":
        return _ground(next(each for each in known.findings.ground if each.zone == known_as), known)
    if field == "guarantors":
        return _guarantors(known_as, known)
    verdict = max(
        (each for each in known.findings.verdicts if each.zone == known_as),
        key=lambda each: each.window_to,
    )
    if field in _MINIMUMS:
        return _minimum(verdict, field, known)
    key = f"{known_as}:{field}"
    if field in _JUDGED:
        return _judged(key, field, verdict, known)
    ids: tuple[str, ...] = getattr(verdict, field)
    says = f"{counted(len(ids), _LISTS[field], field)}, {_days(verdict)}"
    children = tuple(_known(each, known) for each in ids)
    return TraceNode(kind="figure", id=key, says=says, children=children)


def _ground(ground: ZoneGround, known: Traceable) -> TraceNode:
    """Whether the zone was used to gain ground, under it each change of hands."""
    says = f"{GROUND[ground.answer]}, {days_words(ground.since, ground.until)}. {ground.because}"
    children = tuple(_finding(each, known) for each in ground.changes)
    return TraceNode(kind="ground", id=f"{ground.zone}:ground", says=says, children=children)


def _guarantors(zone: str, known: Traceable) -> TraceNode:
    """Each guarantor of the zone, with what the record has of its taking part or backing."""
    found = [each for each in known.findings.guarantees if each.zone == zone]
    children = tuple(
        TraceNode(
            kind="guarantor",
            says=f"{name_of(each.guarantor, known.reference)}: {each.conduct}",
            children=tuple(_known(i, known) for i in (*each.records, *each.engagements)),
        )
        for each in found
    )
    says = f"{counted(len(found), 'guarantor')} of {named(zone, known.reference)}"
    return TraceNode(kind="guarantors", id=f"{zone}:guarantors", says=says, children=children)


def _obligation(each: Obligation, known: Traceable) -> TraceNode:
    """What is owed, under it where that is said and what was done."""
    by = listed(name_of(party, known.reference) for party in each.owed_by)
    cited = [each.source, *(deed.record for deed in each.deeds), *each.claims, *each.violations]
    days = f", {due_words(each)}" if each.due else ""
    says = f"{one_line(each.title)}{days}, owed by {by or 'nobody named'}: {each.state}"
    reason = TraceNode(kind="because", says=one_line(each.because))
    children = (reason, *(_known(one, known) for one in dict.fromkeys(cited)))
    return TraceNode(kind="obligation", id=each.id, says=says, children=children)


def _ground_change(change: GroundChange, known: Traceable) -> TraceNode:
    cited = (_known(each, known) for each in (*change.records, *change.fighting))
    barred = (
        TraceNode(kind="barred by", id=each, says=provision_title(each, known.reference))
        for each in change.provisions
    )
    children = (*barred, *cited)
    return TraceNode(kind="ground gained", id=change.id, says=change.says, children=children)


def _days(verdict: ZoneVerdict) -> str:
    return days_words(verdict.window_from, verdict.window_to)


def _judged(key: str, field: str, verdict: ZoneVerdict, known: Traceable) -> TraceNode:
    match field:
        case "verdict":
            says, children = verdict_words(verdict), _reasons(verdict, known)
        case "standing":
            agreement = _entry(verdict.agreement, known)
            says = f"{verdict.standing}. {verdict.standing_note}".strip()
            children = (agreement,) if agreement else ()
        case _:
            says = f"{verdict.coverage}. {verdict.coverage_note}".strip()
            children = (*_seen_days(verdict, known), *_sources_of(verdict.zone, known))
    return TraceNode(kind=field, id=key, says=f"{_days(verdict)}: {says}", children=children)


def _reasons(verdict: ZoneVerdict, known: Traceable) -> tuple[TraceNode, ...]:
    told = {
        "rule": verdict.rule,
        "because": verdict.because,
        "would change": verdict.would_change,
        "if doubted": if_doubted(verdict),
        "standing": verdict.standing,
        "coverage": verdict.coverage_note or verdict.coverage,
    }
    said = (TraceNode(kind=kind, says=one_line(words)) for kind, words in told.items() if words)
    return (*said, *_stood_on(verdict, known))


def _seen_days(verdict: ZoneVerdict, known: Traceable) -> Iterable[TraceNode]:
    """The window's days of each grade of coverage, run by run."""
    days = (each for each in known.findings.zone_days if each.zone == verdict.zone)
    ordered = sorted(days, key=lambda each: each.day)
    runs: dict[str, list[str]] = {}
    for grade, run in groupby(ordered, key=lambda each: each.coverage):
        of_run = [each.day for each in run]
        runs.setdefault(grade, []).append(days_words(of_run[0], of_run[-1]))
    return (TraceNode(kind=f"{grade} on", says=", ".join(said)) for grade, said in runs.items())


def _sources_of(zone: str, known: Traceable) -> Iterable[TraceNode]:
    """Sources that the dossier knows to cover the zone, whether or not they were heard."""
    for source in sorted(known.reference.sources.values(), key=lambda each: each.id):
        if zone in source.covers:
            side = (
                f", of the side of {name_of(source.side, known.reference)}" if source.side else ""
            )
            yield TraceNode(
                kind="covered by", says=f"{one_line(source.name)} ({source.kind}{side})"
            )


def _toll(incident: Incident, field: str, figure: Figure, known: Traceable) -> TraceNode:
    """A fused figure, under it each claimant's toll with its claim."""
    tolls = tuple(
        TraceNode(
            kind="toll",
            says=f"{range_short(toll.value)} by {', '.join(_said_by(toll, known))}",
            children=(_known(toll.claim, known),),
        )
        for toll in figure.tolls
    )
    chosen = TraceNode(kind="best", says=f"{figure.best}, by the rule: {one_line(figure.rule)}")
    is_open = figure.low != figure.high and figure.best is not None
    return TraceNode(
        kind="figure",
        id=f"{incident.id}:{field}",
        says=f"{range_words(figure)} {_FIELDS[field]} in {_without_toll(incident)}",
        children=(*((chosen,) if is_open else ()), *_rises(figure, known), *tolls),
    )


def _rises(figure: Figure, known: Traceable) -> Iterator[TraceNode]:
    """ "14 → 17 → 19", each with who said it, and when."""
    said_in = {toll.claim: toll for toll in figure.tolls}
    for chain in figure.rises:
        steps = (said_in[claim] for claim in chain)
        told = (f"{range_short(toll.value)} ({', '.join(_said_by(toll, known))})" for toll in steps)
        yield TraceNode(kind="rising", says=" → ".join(told))


def _said_by(toll: Toll, known: Traceable) -> Iterator[str]:
    yield named(toll.claimant, known.reference)
    if toll.published is not None:
        hour = f" {toll.published_at:%H:%M}" if toll.published_at else ""
        yield f"{day_words(toll.published)}{hour}"


def _without_toll(incident: Incident) -> str:
    return f"{the_act(incident)} {where(incident.place)} {when(incident.occurred)}"


def _minimum(verdict: ZoneVerdict, field: str, known: Traceable) -> TraceNode:
    """The supported minimum: what it adds up, and what it leaves out and why."""
    minimum = getattr(verdict, field) or SupportedMinimum(measure="killed", total=0)
    largest_first = sorted(minimum.stands_on, key=lambda each: (-each[1], each[0]))
    adds = tuple(
        TraceNode(kind="adds", says=f"{low:,}", children=(_known(record, known),))
        for record, low in largest_first
    )
    left_out = tuple(
        TraceNode(kind="left out", id=record, says=f"{_in_words(record, known)}: {one_line(why)}")
        for record, why in minimum.left_out
    )
    first, last = minimum.since or verdict.window_from, minimum.until or verdict.window_to
    bound = "" if minimum.is_exact else ", a lower bound of it"
    zone = named(verdict.zone, known.reference)
    says = (
        f"at least {minimum.total:,} killed in {zone}, {days_words(first, last)} "
        f"(the supported minimum{bound}: the lowest figures that count no one twice)"
    )
    key = f"{verdict.zone}:{field}"
    return TraceNode(kind="figure", id=key, says=says, children=adds + left_out)


def _in_words(known_as: str, known: Traceable) -> str:
    record = known.by_id.get(known_as)
    return record_words(record, known.reference) if record else known_as


def _zone(zone: str, verdicts: Sequence[ZoneVerdict], known: Traceable) -> TraceNode:
    children = tuple(_verdict(each, known) for each in verdicts)
    return TraceNode(kind="zone", id=zone, says=name_of(zone, known.reference), children=children)


def _verdict(verdict: ZoneVerdict, known: Traceable) -> TraceNode:
    days = days_words(verdict.window_from, verdict.window_to)
    says = f"{verdict_words(verdict)}, {days}; rule {verdict.rule}: {one_line(verdict.because)}"
    return TraceNode(kind="verdict", says=says, children=_stood_on(verdict, known))


def _stood_on(verdict: ZoneVerdict, known: Traceable) -> tuple[TraceNode, ...]:
    """Violations, and what else the verdict looked at."""
    found = (known.found.get(each) for each in verdict.violations)
    judged = {each.incident for each in found if isinstance(each, Violation)}
    ids = [
        *verdict.violations,
        *(each for each in verdict.incidents if each not in judged),
        *verdict.tallies,
        *verdict.control_changes,
        *verdict.engagements,
    ]
    return tuple(_known(each, known) for each in ids)


def _known(known_as: str, known: Traceable) -> TraceNode:
    """The node of an id that something cites; said plainly where the record lacks it."""
    missing = TraceNode(kind="missing", id=known_as, says="the record does not hold this")
    return _traced(known_as, known) or missing


# Findings and records


def _finding(finding: Finding, known: Traceable) -> TraceNode:
    match finding:
        case Violation():
            return _violation(finding, known)
        case Engagement():
            return _engagement(finding, known)
        case Alert():
            cited = tuple(_known(each, known) for each in finding.evidence)
            says = f"{finding.kind}, {day_words(finding.day)}. {one_line(finding.says)}"
            return TraceNode(kind="alert", id=finding.id, says=says, children=cited)
        case Obligation():
            return _obligation(finding, known)
        case GroundChange():
            return _ground_change(finding, known)
        case Contradiction():
            sides = "; ".join(f"{one_line(who)}: {one_line(what)}" for who, what in finding.sides)
            says = f"{without_stop(finding.what)}{f' ({sides})' if sides else ''}"
            cited = tuple(_known(each, known) for each in finding.claims)
            return TraceNode(kind="contradiction", id=finding.id, says=says, children=cited)
        case Correction():
            return _correction(finding, known)
        case Breakdown():
            counts = tuple(_known(each, known) for each in (finding.whole, *finding.parts))
            says = sum_words(finding, known.by_id)
            return TraceNode(kind="breakdown", id=finding.id, says=says, children=counts)


def _correction(correction: Correction, known: Traceable) -> TraceNode:
    """The two reports, and each figure that no longer counts with the claim that gave it."""
    changes = (
        TraceNode(
            kind="figure",
            says=change_words(each, known.by_id, known.reference),
            children=(_known(each.claim, known),),
        )
        for each in correction.changes
    )
    reports = (_cited(ref, known) for ref in (correction.by, correction.report))
    says = correction_words(correction)
    return TraceNode(kind="correction", id=correction.id, says=says, children=(*reports, *changes))


def _cited(ref: str, known: Traceable) -> TraceNode:
    return _report(known.reports[ref], known) if ref in known.reports else _known(ref, known)


def _violation(violation: Violation, known: Traceable) -> TraceNode:
    title = provision_title(violation.provision, known.reference)
    steps = tuple(
        TraceNode(kind="step", says=f"{each.name}: {each.answer} ({one_line(each.why)})")
        for each in violation.steps
    )
    children = (*steps, _known(violation.incident, known))
    says = f"{violation.grade}, against {title}"
    return TraceNode(kind="violation", id=violation.id, says=says, children=children)


def _engagement(engagement: Engagement, known: Traceable) -> TraceNode:
    act = "takes part" if engagement.is_direct else "is said to back"
    says = f"{name_of(engagement.guarantor, known.reference)} {act}: {one_line(engagement.how)}"
    cited = tuple(_known(each, known) for each in (*engagement.claims, *engagement.records))
    return TraceNode(kind="engagement", id=engagement.id, says=says, children=cited)


def _record(record: Record, known: Traceable) -> TraceNode:
    """A record, under it the judgements on its claims, where they disagree, and the claims."""
    judgements = _judgements(record, known)
    disputes = tuple(
        TraceNode(kind="contradiction", id=each.id, says=one_line(each.what))
        for each in known.findings.contradictions
        if not set(each.claims).isdisjoint(record.claims)
    )
    claims = tuple(_known(each, known) for each in record.claims)
    told_by = _told_by(record, known) if isinstance(record, Incident) else ()
    if isinstance(record, ReportedAgreement):
        told_by = tuple(_date_told(each) for each in record.dates)
    return TraceNode(
        kind=_KINDS_OF_RECORD.get(type(record), "statement"),
        id=record.id,
        says=record_words(record, known.reference),
        children=(*told_by, *judgements, *disputes, *claims),
    )


def _date_told(each: AgreementDate) -> TraceNode:
    """A date as it was told, beside what the dossier has on that day."""
    clause = f"; by the dossier: {each.clause}" if each.clause else ""
    return TraceNode(kind="date", says=f"{each.said} {when(each.date)}{clause}")


def _told_by(incident: Incident, known: Traceable) -> tuple[TraceNode, ...]:
    """How many published it and how many of them stand for themselves; and what was set aside."""
    says = sources_words(incident, known.reference)
    aside = (
        TraceNode(kind="set aside", says="its report no longer counts", children=(node,))
        for node in (_known(each, known) for each in incident.superseded)
    )
    return (TraceNode(kind="told by", says=says), *aside)


_KINDS_OF_RECORD = {
    Incident: "incident",
    Tally: "tally",
    MonitorCount: "monitor count",
    Round: "round",
    ReportedAgreement: "reported agreement",
    ControlChange: "control change",
}


def _judgements(record: Record, known: Traceable) -> tuple[TraceNode, ...]:
    """Those that joined two of its claims, and those that kept one of them from another; what a
    person decided at once, once."""
    claims = set(record.claims)
    merged = record.merged_by if isinstance(record, Incident) else ()
    nodes: dict[object, TraceNode] = {}
    for each in dict.fromkeys((*merged, *known.judgements)):
        if _concerns(each, claims):
            row = known.decided.get(each.decision or "")
            nodes.setdefault(each.decision or each, _decided(row) if row else _judgement(each))
    return tuple(nodes.values())


def _concerns(judgement: Judgement, claims: set[str]) -> bool:
    sides = {judgement.left, judgement.right}
    return sides <= claims if judgement.is_same else bool(sides & claims)


def _judgement(judgement: Judgement) -> TraceNode:
    verb = "same" if judgement.is_same else "not the same"
    on = f" on {judgement.decided}" if judgement.decided else ""
    sides = f"{judgement.left} and {judgement.right}"
    says = f"{verb}: {sides}, by {one_line(judgement.by)}{on} ({one_line(judgement.why)})"
    return TraceNode(kind="judgement", says=says)


def _decided(row: JudgementRow, children: Iterable[TraceNode] = ()) -> TraceNode:
    says = f"{row.says}, by {row.by} on {row.decided} ({one_line(row.why)}): {listed(row.states)}"
    return TraceNode(kind="judgement", id=row.id, says=says, children=tuple(children))


def _decision(row: JudgementRow, known: Traceable) -> TraceNode:
    """What a person decided, the records it bears on, and the claims it is about."""
    records = (TraceNode(kind="now in", id=each.id, says=each.says) for each in row.records)
    undone = (_known(row.undoes, known),) if row.undoes else ()
    return _decided(
        row, (*records, *undone, *(_known(each, known) for each in (*row.left, *row.right)))
    )


# Claims and reports


def _claim(claim: Claim, known: Traceable) -> TraceNode:
    report = known.reports.get(claim.report)
    said_by = one_line(claim.source) if claim.source else "the outlet itself"
    says = f"{claim.claim_status} by {said_by}, read by {one_line(claim.reader)}"
    words = [_quote("quote", Quote(claim.quote, claim.span), report)]
    for quote, fields in _further(claim).items():
        words.append(_quote(f"quote for {listed(fields)}", quote, report))
    source = _report(report, known) if report else _known(claim.report, known)
    return TraceNode(kind="claim", id=claim.id, says=says, children=(*words, source))


def _further(claim: Claim) -> dict[Quote, list[str]]:
    """Words beside the main quote, each once, with the fields that rest on it."""
    further: dict[Quote, list[str]] = {}
    for field, quotes in claim.evidence.items():
        for quote in quotes:
            if quote.quote not in claim.quote:
                further.setdefault(quote, []).append(one_line(field.replace("_", " ")))
    return further


def _quote(kind: str, quote: Quote, report: Report | None) -> TraceNode:
    """The words between » and «, with some of the report on either side."""
    if report is None or quote.span is None:
        title = " (title)" if quote.span is None else ""
        return TraceNode(kind=kind, says=f"»{one_line(quote.quote)}«{title}")
    start, end = quote.span
    first, last = max(0, start - CONTEXT), min(len(report.text), end + CONTEXT)
    marked = f"{report.text[first:start]}»{report.text[start:end]}«{report.text[end:last]}"
    shown = f"{'…' if first else ''}{one_line(marked)}{'…' if last < len(report.text) else ''}"
    return TraceNode(kind=kind, says=f"{shown} [{start}:{end}]")


def _report(report: Report, known: Traceable) -> TraceNode:
    facts = (report.outlet, report.published and report.published.isoformat(), report.url)
    says = ", ".join(one_line(fact) for fact in facts if fact) or one_line(report.id)
    archived = (_archived(known.archived(report.ref)),) if known.archived else ()
    set_aside = (
        TraceNode(kind=each.how, id=each.id, says=correction_words(each))
        for each in known.findings.corrections
        if each.report == report.ref
    )
    return TraceNode(kind="report", id=report.ref, says=says, children=(*set_aside, *archived))


def _archived(archived: Archived) -> TraceNode:
    says = f"sha256 {archived.sha256}, from {one_line(archived.origin)}"
    return TraceNode(kind="archived bytes", says=says)


def _report_with_claims(report: Report, known: Traceable) -> TraceNode:
    node = _report(report, known)
    read = [claim for claim in known.claims.values() if claim.report == report.ref]
    claims = tuple(
        TraceNode(kind="claim", id=claim.id, says=one_line(claim.quote))
        for claim in sorted(read, key=lambda each: (each.span or (-1, -1), each.id))
    )
    return TraceNode(kind=node.kind, id=node.id, says=node.says, children=node.children + claims)


# In a terminal


def render_trace(node: TraceNode) -> Tree:
    tree = Tree(_label(node), guide_style="dim")
    _grow(tree, node.children)
    return tree


def _grow(tree: Tree, children: Iterable[TraceNode]) -> None:
    for child in children:
        _grow(tree.add(_label(child)), child.children)


def _label(node: TraceNode) -> Text:
    label = Text.assemble((f"{node.kind} ", "bold"), clean(node.says))
    return label.append(f"  {node.id}", style="dim") if node.id else label
