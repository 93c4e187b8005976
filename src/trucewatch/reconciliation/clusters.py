"""Groups of claims about one thing, under what people decided."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import NamedTuple

from trucewatch.model.record import Judgement

Pair = tuple[str, str]
Group = tuple[str, ...]
Weights = Mapping[Pair, float]


def pair(left: str, right: str) -> Pair:
    return (left, right) if left < right else (right, left)


class Weighed(NamedTuple):
    """Whether two members cannot be one, and what speaks for it, in bits."""

    apart: Callable[[str, str], bool]
    weigh: Callable[[str, str], float]


class Decisions(NamedTuple):
    """What people decided, a pair's latest decision alone."""

    same: frozenset[Pair]
    different: frozenset[Pair]
    signed: Mapping[Pair, Judgement]

    def same_last_first(self) -> list[Pair]:
        """The pairs held the same, the last decided first: where not all can be joined, the
        later decision is."""
        latest = sorted(self.same)
        latest.sort(key=lambda link: self.signed[link].decided or "", reverse=True)
        return latest


def decisions(judgements: Iterable[Judgement]) -> Decisions:
    """People's judgements by pair; a rule's are left out, since rules decide anew each time."""
    latest: dict[Pair, Judgement] = {}
    signed = (judgement for judgement in judgements if judgement.by.startswith("person:"))
    # Of two on one day, "different" stands: a wrong merge hides more than a missing one.
    for judgement in sorted(signed, key=standing):
        latest[pair(judgement.left, judgement.right)] = judgement
    return Decisions(
        same=frozenset(key for key, judgement in latest.items() if judgement.is_same),
        different=frozenset(key for key, judgement in latest.items() if not judgement.is_same),
        signed=latest,
    )


def standing(judgement: Judgement) -> tuple[str | bool, ...]:
    """Orders judgements so that the one that stands is last, in whatever order they came."""
    decided = judgement.decided or ""
    sides = (judgement.left, judgement.right)
    return (decided, not judgement.is_same, judgement.by, judgement.why, *sides)


class Clustered(NamedTuple):
    """Groups of claim ids, sorted, and the links that joined them."""

    groups: tuple[Group, ...]
    joined: frozenset[Pair]

    def group_of(self) -> dict[str, Group]:
        return {member: group for group in self.groups for member in group}

    def carrying(self, carried: Mapping[str, str]) -> Clustered:
        """With further claims, each in the group of the claim that it goes on with."""
        together = [list(group) for group in self.groups]
        group_of = {member: group for group in together for member in group}
        for later in carried:
            before = carried[later]
            while before in carried:
                before = carried[before]
            group_of[before].append(later)
        links = {pair(*link) for link in carried.items()}
        return Clustered(
            tuple(sorted(tuple(sorted(each)) for each in together)), self.joined | links
        )


class _Partition:
    """Disjoint groups that only ever merge."""

    def __init__(self, members: Iterable[str]) -> None:
        self.group_of: dict[str, set[str]] = {member: {member} for member in members}

    def groups(self) -> tuple[Group, ...]:
        once = {id(group): group for group in self.group_of.values()}
        return tuple(sorted(tuple(sorted(group)) for group in once.values()))

    def merge(self, link: Pair, may_join: Callable[[set[str], set[str]], bool]) -> bool:
        one, other = (self.group_of[member] for member in link)
        if one is other or not may_join(one, other):
            return False
        if len(one) < len(other):
            one, other = other, one
        one |= other
        for member in other:
            self.group_of[member] = one
        return True


def clustered(
    members: Sequence[str],
    links: Iterable[Pair],
    decided: Decisions,
    *,
    firm: Iterable[Pair] = (),
    weighed: Weighed | None = None,
) -> Clustered:
    """Joins `members` along `links`, the best first, and keeps apart what must be.

    People's "same" come first, the last decided before the others, then `firm` links; what these
    join stands as one from there on, its members being versions of one thing. Groups merge along
    a link unless a person holds two of their members to be different, or, where pairs are weighed,
    two of those versions are `apart` in every pair, or for most pairs of them more speaks against
    their being one.
    """
    known = set(members)
    partition = _Partition(known)

    def no_person_objects(one: set[str], other: set[str]) -> bool:
        # Most of the time nobody holds anything apart, and large groups need not be gone through.
        return not decided.different or not any(
            pair(a, b) in decided.different for a in one for b in other
        )

    joined = set()
    for link in (*decided.same_last_first(), *firm):
        if known.issuperset(link) and partition.merge(link, no_person_objects):
            joined.add(link)
    version = {member: frozenset(group) for member, group in partition.group_of.items()}

    def nothing_objects(one: set[str], other: set[str]) -> bool:
        if not no_person_objects(one, other):
            return False
        if weighed is None:
            return True
        pairs = [
            (left, right)
            for left in {version[member] for member in one}
            for right in {version[member] for member in other}
        ]
        if any(all(weighed.apart(a, b) for a in left for b in right) for left, right in pairs):
            return False
        best = [max(weighed.weigh(a, b) for a in left for b in right) for left, right in pairs]
        return 2 * sum(weight >= 0 for weight in best) >= len(best)

    joined |= {link for link in links if partition.merge(link, nothing_objects)}
    return Clustered(partition.groups(), frozenset(joined))
