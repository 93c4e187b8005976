"""Parts: claims that have to be looked at together, and with no others.

Whether two claims are joined depends on these two, on what links them, on what else their reports
tell, and on nothing else in the record. So reconciling each part by itself gives the records that
reconciling all of them at once gives (`tests/laws/test_order_and_repetition.py`), and new claims
touch the parts that they belong to alone.
"""

from __future__ import annotations

import hashlib
from collections.abc import Collection, Iterable, Mapping

from trucewatch.model.claim import Claim, IncidentClaim, TalkClaim, event_key
from trucewatch.model.report import canonical
from trucewatch.model.weights import MatchingWeights
from trucewatch.reconciliation.accounts import accounts
from trucewatch.reconciliation.basis import Basis
from trucewatch.reconciliation.clusters import Group, Pair
from trucewatch.reconciliation.days import Span
from trucewatch.reconciliation.grouping import key_of
from trucewatch.reconciliation.lineage import Lineage
from trucewatch.reconciliation.matching import Matcher
from trucewatch.reconciliation.resolver import about_force, matches_among
from trucewatch.reconciliation.rules import MatchingRules


def bond(claim: Claim, lineage: Lineage) -> str | None:
    """What claims of one part share, whenever they were made; None where nothing but links binds.

    Accounts of force that a report, or a dataset's number, marks as one event are bound; so are
    all claims about talks, since a plan may be for any later meeting, and a number without a track
    for any track's.
    """
    if isinstance(claim, TalkClaim):
        return "talks"
    if isinstance(claim, IncidentClaim):
        key = event_key(claim)
        return f"event {key}" if key is not None else None
    return "key " + hashlib.sha256(canonical(key_of(claim, lineage))).hexdigest()[:16]


def days_met(claim: Claim, lineage: Lineage, rules: MatchingRules) -> Span | None:
    """The days on which a claim about force can meet another; None where it is matched with none
    by its day. Two claims that can meet have a day of these in common."""
    if not isinstance(claim, IncidentClaim) or claim.claim_status == "planned":
        return None
    basis = Basis(lineage, rules)
    span = basis.span(claim)
    return None if span is None or span.days > rules.longest_days else basis.met(claim)


def longest_days_met(rules: MatchingRules) -> int:
    """On how many days a claim can meet another at most."""
    return rules.longest_days + 2


def links(
    claims: Iterable[Claim],
    lineage: Lineage,
    rules: MatchingRules,
    weights: MatchingWeights,
    *,
    of: Collection[str] | None = None,
    beside: Iterable[Claim] = (),
) -> list[Pair]:
    """Pairs of claims about force that may be joined; with `of` (claim ids) those they are in.
    `beside` are the other claims of the same reports."""
    force = about_force(claims)
    wanted = None if of is None else force.keys() & set(of)
    matcher = Matcher(force, lineage, rules, weights, about_force(beside))
    told_as_one = (
        link
        for link in accounts(force, matcher.basis)
        if wanted is None or not wanted.isdisjoint(link)
    )
    return sorted({*told_as_one, *matches_among(matcher, of=wanted)})


def parts(bonds: Mapping[str, str | None], bound: Iterable[Pair]) -> list[Group]:
    """Claims (ids, with their bonds) that go together along bonds and pairs, both in order.

    Of pairs with a claim that is not among them nothing is made.
    """
    leader = {each: each for each in bonds}

    def led_by(claim: str) -> str:
        while leader[claim] != claim:
            leader[claim] = claim = leader[leader[claim]]
        return claim

    def join(one: str, other: str) -> None:
        first, second = sorted((led_by(one), led_by(other)))
        leader[second] = first

    sharing: dict[str, str] = {}
    for claim, shared in bonds.items():
        if shared is not None:
            join(sharing.setdefault(shared, claim), claim)
    for one, other in bound:
        if one in leader and other in leader:
            join(one, other)
    together: dict[str, list[str]] = {}
    for claim in sorted(leader):
        together.setdefault(led_by(claim), []).append(claim)
    return [tuple(group) for _, group in sorted(together.items())]
