"""How two claims about force stand to each other, one comparison at a time.

Each comparison gives a named level, in the words of the weights file, and why in an analyst's
words; or nothing, where one of the two claims does not say: what is not said weighs nothing.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import NamedTuple

from trucewatch.model.claim import IncidentClaim, is_numbered
from trucewatch.model.values import Range
from trucewatch.reconciliation.accounts import accused, goes_on, is_marked_as_one
from trucewatch.reconciliation.basis import Basis
from trucewatch.reconciliation.days import Span, is_coarse, span_of
from trucewatch.reconciliation.places import closest
from trucewatch.reconciliation.ranges import are_close, is_exact, ranges_overlap, said_range
from trucewatch.reconciliation.rules import MatchingRules
from trucewatch.reference.names import fold


class Compared(NamedTuple):
    """Where a pair stands in one comparison, and why."""

    level: str
    why: str


Comparison = Callable[[IncidentClaim, IncidentClaim, Basis], Compared | None]


def compare_types(one: IncidentClaim, other: IncidentClaim, basis: Basis) -> Compared:
    both = f"{said(one.type)} and {said(other.type)}"
    if "other" in (one.type, other.type):
        return Compared("vague", f"{both} may be one")
    if one.type == other.type:
        return Compared("same", f"both {said(one.type)}")
    if are_akin(one.type, other.type, basis.rules):
        return Compared("akin", f"{both} are akin")
    return Compared("other", f"{both} are different things")


def compare_places(one: IncidentClaim, other: IncidentClaim, basis: Basis) -> Compared | None:
    found = closest(one, other, basis.rules)
    if found is None or found[0] == "unknown":
        return None
    relation, here, there = found
    names = here.text if here.text == there.text else f"{here.text} and {there.text}"
    of_province = bool({"province", None} & {here.precision, there.precision})
    grained = relation in ("same_area", "inside") and of_province
    level = f"{relation}_province" if grained else relation
    return Compared(level, f"{said(relation)}: {names}")


def compare_days(one: IncidentClaim, other: IncidentClaim, basis: Basis) -> Compared | None:
    here, there = basis.span(one), basis.span(other)
    if here is None or there is None:
        return None
    both = f"{said_days(here)} and {said_days(there)}"
    if one.date is None or other.date is None:
        if here.overlaps(there):
            return Compared("undated", f"no day given, told about then: {both}")
        return Compared("apart", f"other days: {both}")
    if not here.overlaps(there):
        near = (is_coarse(one.date) or is_coarse(other.date)) and here.widened(1).overlaps(there)
        return Compared("next_day", f"days meet: {both}") if near else Compared("apart", both)
    if here == there and here.days == 1:
        return Compared("same_day", f"same day: {here.start}")
    if max(here.days, there.days) <= 3:
        return Compared("within_days", f"days overlap: {both}")
    return Compared("within_weeks", f"weeks overlap: {both}")


def compare_hours(one: IncidentClaim, other: IncidentClaim, basis: Basis) -> Compared | None:
    """Parts of the day, where both name one and both name one and the same day."""
    here, there = (day_part(claim, basis.rules) for claim in (one, other))
    if here is None or there is None or span_of(one.date) != span_of(other.date):
        return None
    if here == there:
        return Compared("same", f"both in the {here}")
    return Compared("other", f"{here} and {there}")


def compare_tolls(one: IncidentClaim, other: IncidentClaim, basis: Basis) -> Compared | None:
    if one.killed is None or other.killed is None:
        return _untold(one, other)
    both = f"{said_range(one.killed)} and {said_range(other.killed)} killed"
    if one.killed == other.killed and is_exact(one.killed):
        is_telling = (one.killed.low or 0) >= basis.rules.telling_toll
        return Compared("same" if is_telling else "same_small", f"both {one.killed.low} killed")
    if ranges_overlap(one.killed, other.killed):
        level = "within_bounds" if are_close(one.killed, other.killed) else "loose"
        return Compared(level, f"tolls agree: {both}")
    if are_close(one.killed, other.killed):
        return Compared("close", f"tolls are close: {both}")
    return Compared("far", f"tolls are far apart: {both}")


def _untold(one: IncidentClaim, other: IncidentClaim) -> Compared | None:
    """Who tells of dead and who of none: an account seldom leaves them out. A denial may."""
    told = one.killed or other.killed
    if told is None or not told.low or "denied" in (one.claim_status, other.claim_status):
        return None
    return Compared("untold", f"{said_range(told)} killed by one account, the other tells of none")


def compare_children(one: IncidentClaim, other: IncidentClaim, basis: Basis) -> Compared | None:
    return _compare_counts(one.killed_children, other.killed_children, "children killed")


def compare_injured(one: IncidentClaim, other: IncidentClaim, basis: Basis) -> Compared | None:
    return _compare_counts(one.injured, other.injured, "injured")


def _compare_counts(one: Range | None, other: Range | None, words: str) -> Compared | None:
    if one is None or other is None:
        return None
    if one == other and is_exact(one):
        return Compared("same", f"both {one.low} {words}") if one.low else None
    both = f"{said_range(one)} and {said_range(other)} {words}"
    if ranges_overlap(one, other):
        return Compared("within_bounds", f"counts agree: {both}")
    return Compared("other", both)


def compare_targets(one: IncidentClaim, other: IncidentClaim, basis: Basis) -> Compared | None:
    """What was hit, where both name a thing and not only people."""
    here, there = (things(claim, basis.rules) for claim in (one, other))
    if not here or not there:
        return None
    if shared := sorted(here & there):
        return Compared("same", f"both hit {shared[0]}")
    return Compared("other", f"{min(here)} and {min(there)} hit")


def compare_authors(one: IncidentClaim, other: IncidentClaim, basis: Basis) -> Compared | None:
    here, there = accused(one), accused(other)
    if not here or not there:
        return None
    if shared := sorted(here.keys() & there.keys()):
        return Compared("same", f"both name {here[shared[0]]}")
    both = f"{min(here.values())} and {min(there.values())}"
    if any(basis.sides.are_together(a, b) for a in here for b in there):
        return Compared("allied", f"authors of one side: {both}")
    return Compared("rival", f"rival authors: {both}")


def compare_provenance(one: IncidentClaim, other: IncidentClaim, basis: Basis) -> Compared | None:
    """Whose words they are. Two claims of one report that it does not mark say nothing."""
    lineage = basis.lineage
    if is_marked_as_one(one, other, basis):
        who = "the report marks" if one.report == other.report else "the dataset numbers"
        return Compared("marked", f"{who} both as one event")
    if one.report == other.report:
        in_turn = ((one, other), (other, one))
        is_one = any(goes_on(*each, basis) for each in in_turn)
        return Compared("goes_on", "the report goes on about it") if is_one else None
    if fold(one.quote) == fold(other.quote) and lineage.is_rerun(one.report, other.report):
        return Compared("same_words", "one text in two outlets")
    originator = lineage.originator(one)
    if (one.source or one.source_ids) and originator == lineage.originator(other):
        return Compared("same_originator", f"both from {originator}")
    return Compared("own_words", "told in two voices")


COMPARISONS: Mapping[str, Comparison] = {
    "type": compare_types,
    "place": compare_places,
    "day": compare_days,
    "hour": compare_hours,
    "killed": compare_tolls,
    "children": compare_children,
    "injured": compare_injured,
    "target": compare_targets,
    "authors": compare_authors,
    "provenance": compare_provenance,
}


def are_akin(one: str, other: str, rules: MatchingRules) -> bool:
    return one == other or any({one, other} <= types for types in rules.families.values())


def day_part(claim: IncidentClaim, rules: MatchingRules) -> str | None:
    """The part of the day that the claim names; None where it names none or several."""
    words = set(fold(claim.date_text or "").split())
    named = [part for part, said_so in rules.day_parts.items() if words & said_so]
    return named[0] if len(named) == 1 else None


def said(word: str) -> str:
    return word.replace("_", " ")


def said_days(span: Span) -> str:
    return str(span.start) if span.days == 1 else f"{span.start} to {span.end}"


def things(claim: IncidentClaim, rules: MatchingRules) -> set[str]:
    """The last telling word of each target: "a crowded market" is the market. A dataset names
    the sides of a fight, not what was hit."""
    if is_numbered(claim):
        return set()
    spoken = (fold(words).split() for words in claim.victims_or_targets)
    return {words[-1] for words in spoken if words and not rules.people_words & set(words)}
