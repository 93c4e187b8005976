"""Parts: claims that have to be looked at together, and with no others.

Whether two claims are joined depends on these two, on what links them, on what else their reports
tell, and on nothing else in the record. So reconciling each part by itself gives the records that
reconciling all of them at once gives (`tests/laws/test_order_and_repetition.py`), and new claims
touch the parts that they belong to alone.

Talks are the exception: which round a claim is of depends on the other rounds of its track. What
decides that is told by few words of each claim, its sitting; so the sittings of a circle of talks
are looked at together, and each round that these come to is a part.
"""

from __future__ import annotations

import hashlib
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence, Set
from typing import NamedTuple

from trucewatch.model.claim import Claim, IncidentClaim, TalkClaim, event_key
from trucewatch.model.report import canonical
from trucewatch.model.weights import MatchingWeights
from trucewatch.reconciliation import tracks
from trucewatch.reconciliation.accounts import accounts
from trucewatch.reconciliation.basis import Basis
from trucewatch.reconciliation.clusters import Decisions, Group, Pair, Weights
from trucewatch.reconciliation.days import Span
from trucewatch.reconciliation.fitting import fitting, is_wide
from trucewatch.reconciliation.gatherings import Gathering, gatherings
from trucewatch.reconciliation.grouping import key_of
from trucewatch.reconciliation.lineage import Lineage
from trucewatch.reconciliation.matching import Matcher
from trucewatch.reconciliation.resolver import about_force, matches_among
from trucewatch.reconciliation.rules import MatchingRules
from trucewatch.reconciliation.sittings import Sitting, sittings_of
from trucewatch.reconciliation.tracks import series_by_itself
from trucewatch.reference.reference import Reference


class Bond(NamedTuple):
    """What ties a claim (id) to others: what all claims of one part share whenever they were made
    (None where nothing but links binds), and the days on which it can meet others (None where it
    meets none by its day). Two claims that can meet have a day of these in common. `with_report`
    is whether what else its report tells bears on it, `is_wide` whether it fits many places;
    `sitting` is that of a claim about talks that makes a round."""

    claim: str
    shared: str | None
    days: Span | None = None
    with_report: bool = False
    is_wide: bool = False
    sitting: Sitting | None = None


class Part(NamedTuple):
    """Claims (ids, in order) that are reconciled by themselves. Those about talks are of a circle
    (the first of its claims), and `gathering` is what the others there make of them."""

    claims: Group
    circle: str | None = None
    gathering: Gathering | None = None


class Link(NamedTuple):
    """What a pair weighs, if that is enough for one incident; and whether it stands for good: the
    two are marked as one event, or one may tell the other's track."""

    weight: float | None
    is_firm: bool


Links = Mapping[Pair, Link]


def bonds_of(claims: Sequence[Claim], lineage: Lineage, rules: MatchingRules) -> list[Bond]:
    """What ties each claim to others; `claims` are all that a report, or several, tell."""
    told = [claim for claim in claims if isinstance(claim, TalkClaim)]
    sittings = {each.claim: each for each in sittings_of(told, lineage)}
    basis = Basis(lineage, rules)
    return [
        _bond_of_talks(claim, sittings[claim.id], lineage, rules)
        if isinstance(claim, TalkClaim)
        else _bond_of_force(claim, basis)
        if isinstance(claim, IncidentClaim)
        else Bond(claim.id, f"key {_hashed(canonical(key_of(claim, lineage)))}")
        for claim in claims
    ]


def _hashed(key: bytes) -> str:
    return hashlib.sha256(key).hexdigest()[:16]


def _bond_of_talks(
    claim: TalkClaim, sitting: Sitting, lineage: Lineage, rules: MatchingRules
) -> Bond:
    """Talks of one track go together, since a plan may be for any later meeting; and with them
    claims whose track they tell."""
    series = series_by_itself(sitting, lineage.reference, rules)
    days = tracks.days_met(sitting, lineage.reference, rules)
    return Bond(
        claim.id,
        shared=f"talks {_hashed(series.encode())}",
        days=days,
        with_report=claim.is_plan and claim.round is None,
        sitting=None if claim.claim_status == "denied" else sitting,
    )


def _bond_of_force(claim: IncidentClaim, basis: Basis) -> Bond:
    """Accounts of force that a report, or a dataset's number, marks as one event are bound."""
    mark = event_key(claim)
    shared = None if mark is None else f"event {mark}"
    span = None if claim.claim_status == "planned" else basis.span(claim)
    is_too_long = span is None or span.days > basis.rules.longest_days
    days = None if is_too_long else basis.met(claim)
    return Bond(claim.id, shared, days, with_report=True, is_wide=is_wide(claim))


def longest_days_met(rules: MatchingRules) -> int:
    """On how many days a claim can meet another at most."""
    return max(rules.longest_days + 2, tracks.LONGEST_DAYS_MET)


def links(
    claims: Iterable[Claim],
    lineage: Lineage,
    rules: MatchingRules,
    weights: MatchingWeights,
    *,
    of: Collection[str] | None = None,
    beside: Iterable[Claim] = (),
) -> Links:
    """Pairs of claims that may be joined, or of which one may tell the other's track; with `of`
    (claim ids) those they are in. `beside` are the other claims of the same reports."""
    some, beside = list(claims), list(beside)
    force = about_force(some)
    matcher = Matcher(force, lineage, rules, weights, about_force(beside))
    weighed = matches_among(matcher, of=None if of is None else force.keys() & set(of))
    talks = [claim for claim in some if isinstance(claim, TalkClaim)]
    others = [claim for claim in beside if isinstance(claim, TalkClaim)]
    sittings = sittings_of(talks, lineage, others)
    firm = {*accounts(force, matcher.basis)}
    firm.update(tracks.telling_tracks(sittings, lineage.reference, rules))
    return {
        each: Link(weighed.get(each), each in firm)
        for each in sorted({*weighed, *firm})
        if of is None or not {*each}.isdisjoint(of)
    }


def binding(links: Links, wide: Set[str]) -> set[Pair]:
    """The pairs that bind two claims into one part; `wide` are claims that fit many places."""
    firm = {each for each, link in links.items() if link.is_firm}
    return firm | fitting(weights_among(links, links), wide)


def weights_among(links: Links, pairs: Iterable[Pair]) -> Weights:
    """What those of the pairs weigh that were weighed."""
    return {each: weight for each in pairs if (weight := links[each].weight) is not None}


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


def parts_of_circle(
    circle: Group,
    sittings: Mapping[str, Sitting],
    decided: Decisions,
    reference: Reference,
    rules: MatchingRules,
) -> Iterator[Part]:
    """The claims of a group that `parts` gives, each round's by themselves. `sittings` (by claim)
    are of claims that stand."""
    seated = [sittings[each] for each in circle if each in sittings]
    if not seated:
        yield Part(circle)
        return
    for each in gatherings(seated, decided, reference, rules):
        yield Part(each.claims, circle[0], each)
    if rest := tuple(each for each in circle if each not in sittings):
        yield Part(rest, circle[0])
