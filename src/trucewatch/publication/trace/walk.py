"""Trace: from any id or figure down to the words and the archived bytes it came from.

figure ──► records ──► judgements ──► claims ──► quoted words ──► report ──► archived bytes

Each kind of thing says in its own module what it stands on, and names it by id; here those ids
are followed.
"""

from __future__ import annotations

from difflib import get_close_matches

import msgspec

from trucewatch.errors import NotFound
from trucewatch.publication.trace.claims import claim_node, report_with_claims
from trucewatch.publication.trace.entries import entry_node
from trucewatch.publication.trace.figures import figure_node
from trucewatch.publication.trace.findings import finding_node
from trucewatch.publication.trace.judgements import decision_node
from trucewatch.publication.trace.known import CITED, Traceable, TraceNode
from trucewatch.publication.trace.records import record_node
from trucewatch.publication.trace.zones import zone_node

KINDS = (
    "r- report, c- claim, i- incident, t- tally, m- monitor count, k- round, "
    "a- reported agreement, g- control change, s- statement, v- violation, e- engagement, "
    "x- contradiction, w- correction, j- judgement, n- ground gained, o- obligation, "
    "b- count in parts, l- alert of the days asked about, the id of a zone, agreement, provision "
    "or track, or a figure such as "
    '"syria/idlib:killed" or "syria/idlib:verdict"'
)


def trace(known_as: str, known: Traceable) -> TraceNode:
    """The way back from an id or figure. Raises `NotFound` naming the kinds and the nearest ids."""
    node = _step(known_as, known)
    if node is None:
        nearest = get_close_matches(known_as, known.ids(), n=3, cutoff=0.5)
        hint = f"; nearest: {', '.join(nearest)}" if nearest else ""
        raise NotFound(f"{known_as!r} is no id in this record{hint}. Ids are: {KINDS}")
    return _walked(node, known)


def _walked(node: TraceNode, known: Traceable) -> TraceNode:
    """The node with everything put in its place that it or its children cite."""
    children = tuple(_walked(_placed(each, known), known) for each in node.children)
    return msgspec.structs.replace(node, children=children)


def _placed(node: TraceNode, known: Traceable) -> TraceNode:
    if node.kind != CITED or node.id is None:
        return node
    missing = TraceNode(kind="missing", id=node.id, says="the record does not hold this")
    return _step(node.id, known) or missing


def _step(known_as: str, known: Traceable) -> TraceNode | None:
    """What has the id, with its children cited and not yet followed."""
    if known_as in known.figures:
        return figure_node(*known.figures[known_as], known)
    if known_as in known.by_id:
        return record_node(known.by_id[known_as], known)
    if known_as in known.claims:
        return claim_node(known.claims[known_as], known)
    if known_as in known.decided:
        return decision_node(known.decided[known_as])
    if known_as in known.found:
        return finding_node(known.found[known_as], known)
    ref = known.report_ids.get(known_as, known_as)
    if ref in known.reports:
        return report_with_claims(known.reports[ref], known)
    verdicts = [each for each in known.findings.verdicts if each.zone == known_as]
    return zone_node(known_as, verdicts, known) if verdicts else entry_node(known_as, known)
