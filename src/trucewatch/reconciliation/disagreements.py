"""Where people's judgements do not fit together: two people about one pair, and triangles.

A triangle: A and B are the same, B and C are the same, A and C are different. What is held
different is kept apart, and of the others the later joins first; see `clusters.clustered`.
"""

from __future__ import annotations

import hashlib
from collections import deque
from collections.abc import Iterable, Mapping, Sequence
from itertools import pairwise
from typing import NamedTuple

from trucewatch.model.finding import Contradiction
from trucewatch.model.record import Judgement, Record
from trucewatch.reconciliation.clusters import Decisions, Pair, decisions, pair, standing


class Triangle(NamedTuple):
    """Two claims held different, and the judgements that would make them one."""

    different: Judgement
    chain: tuple[Judgement, ...]

    @property
    def judgements(self) -> tuple[Judgement, ...]:
        return (self.different, *self.chain)


class Overruled(NamedTuple):
    """A judgement, and the later one that says otherwise of the same two claims."""

    earlier: Judgement
    later: Judgement


def triangles(judgements: Iterable[Judgement]) -> list[Triangle]:
    """Each set of decisions that cannot all hold, once, by its shortest chain."""
    decided = decisions(judgements)
    neighbours = _neighbours(decided)
    found: dict[frozenset[str], Triangle] = {}
    for apart in sorted(decided.different):
        if chain := _chain(apart, neighbours):
            links = tuple(decided.signed[pair(*link)] for link in pairwise(chain))
            made = Triangle(decided.signed[apart], links)
            found.setdefault(frozenset(map(_decision, made.judgements)), made)
    return list(found.values())


def _neighbours(decided: Decisions) -> dict[str, list[str]]:
    neighbours: dict[str, list[str]] = {}
    for left, right in sorted(decided.same):
        neighbours.setdefault(left, []).append(right)
        neighbours.setdefault(right, []).append(left)
    return neighbours


def _chain(apart: Pair, neighbours: Mapping[str, Sequence[str]]) -> list[str]:
    """The claims on the shortest way from one to the other; [] where there is none."""
    start, goal = apart
    came_from = {start: start}
    waiting = deque([start])
    while waiting and goal not in came_from:
        here = waiting.popleft()
        for there in neighbours.get(here, ()):
            if there not in came_from:
                came_from[there] = here
                waiting.append(there)
    if goal not in came_from:
        return []
    way = [goal]
    while way[-1] != start:
        way.append(came_from[way[-1]])
    return way[::-1]


def overruled(judgements: Iterable[Judgement]) -> list[Overruled]:
    """Judgements that a later one on the same claims contradicts, one for each two decisions."""
    by_pair: dict[Pair, list[Judgement]] = {}
    for judgement in sorted(judgements, key=standing):
        by_pair.setdefault(pair(judgement.left, judgement.right), []).append(judgement)
    found: dict[tuple[str, str], Overruled] = {}
    for link in sorted(by_pair):
        *earlier, last = by_pair[link]
        for each in earlier:
            if each.is_same != last.is_same:
                found.setdefault((_decision(each), _decision(last)), Overruled(each, last))
    return list(found.values())


def disagreements(
    judgements: Sequence[Judgement], records: Iterable[Record]
) -> tuple[Contradiction, ...]:
    """Triangles, and what two people said of one pair, as findings about the records that the
    claims are in. Nothing where no record holds any of the claims."""
    record_of = {claim: record.id for record in records for claim in record.claims}
    found = [
        *(_contradiction(_TRIANGLE, each.judgements, record_of) for each in triangles(judgements)),
        *(
            _contradiction(_TWO_PEOPLE, tuple(each), record_of)
            for each in overruled(judgements)
            if each.earlier.by != each.later.by
        ),
    ]
    return tuple(sorted(filter(None, found), key=lambda each: (each.record, each.what, each.id)))


_TRIANGLE = "what people decided about its claims does not fit together, and the two stay apart"
_TWO_PEOPLE = "two people decided otherwise about its claims, and the later decision stands"
DISAGREEMENTS = (_TRIANGLE, _TWO_PEOPLE)


def _contradiction(
    what: str, judgements: Sequence[Judgement], record_of: Mapping[str, str]
) -> Contradiction | None:
    claims = sorted({side for each in judgements for side in (each.left, each.right)})
    records = [record_of[each] for each in claims if each in record_of]
    if not records:
        return None
    key = "|".join([what, *map(_decision, judgements)])
    return Contradiction(
        id="x-" + hashlib.sha256(key.encode()).hexdigest()[:16],
        record=records[0],
        what=what,
        sides=tuple(sorted(_side(each) for each in judgements)),
        claims=tuple(claims),
    )


def _side(judgement: Judgement) -> tuple[str, str]:
    verb = "are one" if judgement.is_same else "are two"
    says = f"{judgement.left} and {judgement.right} {verb} ({_decision(judgement)})"
    return judgement.by.partition(":")[2], says


def _decision(judgement: Judgement) -> str:
    """Its decision; a judgement made by hand is its own."""
    return judgement.decision or f"{judgement.left} {judgement.right} {judgement.decided}"
