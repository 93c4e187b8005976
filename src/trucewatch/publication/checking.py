"""Claims that a person should check: those that verdicts stand on, what matters most first."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from msgspec import Struct

from trucewatch.model.claim import Claim, Grade
from trucewatch.model.corrected import CORRECTABLE, kind_of
from trucewatch.model.decision import Acceptance, Correction, Signed, standing
from trucewatch.model.finding import Findings
from trucewatch.model.record import Incident, Record
from trucewatch.model.report import Report
from trucewatch.model.values import Period, PlaceMention, Range
from trucewatch.publication.incidents import Saying, saying_of
from trucewatch.publication.names import record_words, zone_short
from trucewatch.reference.reference import Reference

# A desk's worth: the queue is made anew with every decision.
CLAIMS_SHOWN = 20


class ReviewClaim(Struct, frozen=True, kw_only=True):
    """A claim with the incident it is part of, the zones whose verdict counts that, and why it
    matters. `fields` are what can be corrected, with the value that each has."""

    saying: Saying
    record: str
    says: str
    grade: Grade
    is_alone: bool
    zones: tuple[str, ...]
    why: tuple[str, ...]
    fields: tuple[tuple[str, str], ...]


def claims_to_check(
    entries: Iterable[Signed],
    claims: Mapping[str, Claim],
    reports: Mapping[str, Report],
    records: Iterable[Record],
    findings: Findings,
    reference: Reference,
) -> tuple[ReviewClaim, ...]:
    """First those of zones whose verdict would be another if doubtful claims were left out, then
    those that alone stand for more killed."""
    checked = checked_claims(entries)
    zones = zones_of(findings)
    torn = torn_zones(findings)
    waiting = [
        (incident, claims[each])
        for incident in records
        if isinstance(incident, Incident) and incident.id in zones
        for each in incident.claims
        if each in claims and each not in checked
    ]

    def rank(item: tuple[Incident, Claim]) -> tuple[Any, ...]:
        incident, claim = item
        is_torn = bool(zones[incident.id] & torn)
        return (not is_torn, len(incident.sources) > 1, -killed_low(incident), claim.id)

    return tuple(
        _to_check(incident, claim, zones[incident.id], torn, reports, reference)
        for incident, claim in sorted(waiting, key=rank)[:CLAIMS_SHOWN]
    )


def checked_claims(entries: Iterable[Signed]) -> frozenset[str]:
    """Claims (ids) that a person accepted or corrected."""
    counting = standing(entries)
    accepted = {id for each in counting if isinstance(each, Acceptance) for id in each.claims}
    return frozenset(accepted | {each.claim for each in counting if isinstance(each, Correction)})


def zones_of(findings: Findings) -> dict[str, set[str]]:
    """Records by id, with the zones whose verdict counts them."""
    zones: dict[str, set[str]] = {}
    for verdict in findings.verdicts:
        for record in verdict.incidents:
            zones.setdefault(record, set()).add(verdict.zone)
    return zones


def torn_zones(findings: Findings) -> set[str]:
    """Zones whose verdict would be another without, or with all, claims in doubt."""
    return {
        each.zone
        for each in findings.verdicts
        if {each.strictest, each.most_generous} - {None, each.verdict}
    }


def killed_low(record: Record | None) -> int:
    figure = record.killed if isinstance(record, Incident) else None
    return figure.low or 0 if figure else 0


def _to_check(
    incident: Incident,
    claim: Claim,
    zones: set[str],
    torn: set[str],
    reports: Mapping[str, Report],
    reference: Reference,
) -> ReviewClaim:
    is_alone = len(incident.sources) == 1
    why = []
    if zones & torn:
        names = ", ".join(zone_short(each, reference) for each in sorted(zones & torn))
        why.append(f"the verdict on {names} hangs on claims in doubt")
    if is_alone:
        why.append("nobody else tells of it")
    if killed := killed_low(incident):
        why.append(f"{killed:,} killed stand on it")
    return ReviewClaim(
        saying=saying_of(claim, reports[claim.report], incident.id, reference),
        record=incident.id,
        says=record_words(incident, reference),
        grade=incident.grade,
        is_alone=is_alone,
        zones=tuple(zone_short(each, reference) for each in sorted(zones)),
        why=tuple(why),
        fields=tuple(
            (field, value_words(getattr(claim, field)))
            for field in CORRECTABLE[kind_of(claim)]
            if field != "graded"
        ),
    )


def value_words(value: Any) -> str:
    """A field's value as a person would write it to correct it."""
    match value:
        case None:
            return "none"
        case Range():
            return _count_words(value)
        case Period():
            days = dict.fromkeys(str(each or "…") for each in (value.start, value.end))
            return "/".join(days)
        case PlaceMention():
            return value.text
        case _:
            return str(value)


def _count_words(count: Range) -> str:
    if count.high is None:
        return f"{count.low}+"
    return str(count.low) if count.low == count.high else f"{count.low or 0}-{count.high}"
