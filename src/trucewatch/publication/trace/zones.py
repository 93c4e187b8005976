"""Zones: their verdicts, the ground gained there and their guarantors."""

from __future__ import annotations

from collections.abc import Sequence

from trucewatch.assessment.wording import counted, days_words
from trucewatch.model.finding import Violation, ZoneGround, ZoneVerdict
from trucewatch.publication.names import GROUND, name_of, named, verdict_words
from trucewatch.publication.trace.known import Traceable, TraceNode, cited
from trucewatch.publication.wording import one_line


def zone_node(zone: str, verdicts: Sequence[ZoneVerdict], known: Traceable) -> TraceNode:
    children = tuple(_verdict(each, known) for each in verdicts)
    return TraceNode(kind="zone", id=zone, says=name_of(zone, known.reference), children=children)


def _verdict(verdict: ZoneVerdict, known: Traceable) -> TraceNode:
    days = days_words(verdict.window_from, verdict.window_to)
    says = f"{verdict_words(verdict)}, {days}; rule {verdict.rule}: {one_line(verdict.because)}"
    return TraceNode(kind="verdict", says=says, children=stood_on(verdict, known))


def stood_on(verdict: ZoneVerdict, known: Traceable) -> tuple[TraceNode, ...]:
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
    return tuple(cited(each) for each in ids)


def ground_node(ground: ZoneGround) -> TraceNode:
    """Whether the zone was used to gain ground, under it each change of hands."""
    says = f"{GROUND[ground.answer]}, {days_words(ground.since, ground.until)}. {ground.because}"
    children = tuple(cited(each.id) for each in ground.changes)
    return TraceNode(kind="ground", id=f"{ground.zone}:ground", says=says, children=children)


def guarantors_node(zone: str, known: Traceable) -> TraceNode:
    """Each guarantor of the zone, with what the record has of its taking part or backing."""
    found = [each for each in known.findings.guarantees if each.zone == zone]
    children = tuple(
        TraceNode(
            kind="guarantor",
            says=f"{name_of(each.guarantor, known.reference)}: {each.conduct}",
            children=tuple(cited(i) for i in (*each.records, *each.engagements)),
        )
        for each in found
    )
    says = f"{counted(len(found), 'guarantor')} of {named(zone, known.reference)}"
    return TraceNode(kind="guarantors", id=f"{zone}:guarantors", says=says, children=children)
