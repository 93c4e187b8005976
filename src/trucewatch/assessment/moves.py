"""What a change of control shows by itself: which zones it lies near, and how it came about."""

from __future__ import annotations

from collections.abc import Sequence

from trucewatch.assessment.evidence import Evidence
from trucewatch.assessment.watch_rules import GroundRules, load_watch_rules, says_any
from trucewatch.model.claim import Claim
from trucewatch.model.finding import Manner
from trucewatch.model.record import ControlChange, Record
from trucewatch.reference.zones import zones_around


def around(record: Record, evidence: Evidence) -> tuple[tuple[str, float], ...]:
    """Zones that the place lies outside of and near to, with the kilometres to their line."""
    if not isinstance(record, ControlChange) or record.place is None:
        return ()
    near = zones_around(record.place, evidence.reference, load_watch_rules().ground.surroundings_km)
    inside = {placed.zone.id for placed in evidence.placed[record.id]}
    return tuple((zone.id, round(km, 1)) for zone, km in near if zone.id not in inside)


def manner(record: Record, evidence: Evidence) -> Manner:
    """By the words of the claims themselves, and no others."""
    if not isinstance(record, ControlChange):
        return "not said"
    claims = [evidence.claims[each] for each in record.claims if each in evidence.claims]
    return joint([_manner(claim, evidence, load_watch_rules().ground) for claim in claims])


def joint(said: Sequence[Manner]) -> Manner:
    """What several accounts say together."""
    told = {each for each in said if each != "not said"}
    if len(told) > 1:
        return "accounts differ"
    return told.pop() if told else "not said"


def _manner(claim: Claim, evidence: Evidence, rules: GroundRules) -> Manner:
    """A surrender after an assault is a surrender."""
    report = evidence.reports.get(claim.report)
    language = report.language if report else None
    if says_any(rules.by_surrender, claim.quote, language):
        return "by surrender or evacuation"
    return "by force" if says_any(rules.by_force, claim.quote, language) else "not said"
