"""Rising tolls: 14, then 17, then 19 in one evening is one figure revised, and not three."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import timedelta
from typing import NamedTuple

from trucewatch.model.record import Toll
from trucewatch.reconciliation.ranges import are_close
from trucewatch.reconciliation.rules import MatchingRules


class Said(NamedTuple):
    """A toll with the originator of the claim it stands on."""

    toll: Toll
    originator: str


def rises(tolls: Sequence[Said], rules: MatchingRules) -> tuple[tuple[str, ...], ...]:
    """Chains of tolls (their claims) that rose, of two and more; `tolls` in the order said.

    A toll goes on with the chain of its own line of sources first, then with the one last said.
    """
    chains: list[list[Said]] = []
    for each in tolls:
        open_chains = [chain for chain in chains if _raises(each, chain, rules)]
        if open_chains:
            own = [chain for chain in open_chains if _is_one_line(each, chain[-1])]
            (own or open_chains)[-1].append(each)
        else:
            chains.append([each])
    return tuple(tuple(said.toll.claim for said in chain) for chain in chains if len(chain) > 1)


def _raises(late: Said, chain: Sequence[Said], rules: MatchingRules) -> bool:
    """Whether `late` revises the chain's last: it is higher and said later, within days of the
    first, by the same line of sources; or by others, close to it and within hours of it."""
    first, early = chain[0], chain[-1]
    if not _is_higher(late.toll, early.toll) or not _is_soon(late.toll, first.toll, rules):
        return False
    if _is_one_line(late, early):
        return _is_later(late.toll, early.toll)
    return are_close(late.toll.value, early.toll.value) and _is_hours_later(
        late.toll, early.toll, rules
    )


def _is_one_line(one: Said, other: Said) -> bool:
    return one.toll.claimant == other.toll.claimant or one.originator == other.originator


def _is_higher(late: Toll, early: Toll) -> bool:
    one, other = late.value, early.value
    is_no_lower_above = one.high is None or (other.high is not None and one.high >= other.high)
    return (one.low or 0) > (other.low or 0) and is_no_lower_above


def _is_soon(late: Toll, first: Toll, rules: MatchingRules) -> bool:
    if first.published is None or late.published is None:
        return False
    return late.published - first.published <= timedelta(days=rules.revision_days)


def _is_later(late: Toll, early: Toll) -> bool:
    if late.published_at is not None and early.published_at is not None:
        return late.published_at > early.published_at
    return bool(late.published and early.published and late.published > early.published)


def _is_hours_later(late: Toll, early: Toll, rules: MatchingRules) -> bool:
    if late.published_at is None or early.published_at is None:
        return False
    waited = late.published_at - early.published_at
    return timedelta(0) < waited <= timedelta(hours=rules.revision_hours)


def early_claims(chains: Iterable[tuple[str, ...]]) -> frozenset[str]:
    """Claims whose toll a later one revised."""
    return frozenset(claim for chain in chains for claim in chain[:-1])
