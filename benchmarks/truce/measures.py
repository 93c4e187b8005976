"""What the record is worth: merges, supported minimums and verdicts against the truth."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from truce.reports import Written
from truce.truth import Truth
from trucewatch.model.finding import ZoneVerdict
from trucewatch.model.record import Incident, Record

SCALE = ("holding", "largely holding", "strained", "not holding", "collapsed")


@dataclass(frozen=True)
class Merges:
    """Pairs of linked claims: `joined` are in one record, `same` tell of one true incident."""

    joined: int
    same: int
    both: int
    b3_precision: float
    b3_recall: float

    @property
    def precision(self) -> float:
        return self.both / self.joined if self.joined else 1.0

    @property
    def recall(self) -> float:
        return self.both / self.same if self.same else 1.0


def groups_of(records: Iterable[Record]) -> dict[str, str]:
    """The incident record each claim is in, by claim id."""
    return {
        claim: record.id
        for record in records
        if isinstance(record, Incident)
        for claim in record.claims
    }


def merges(true_of: Mapping[str, str], group_of: Mapping[str, str]) -> Merges:
    """Over claims that tell of true incidents and stand in a record."""
    claims = sorted(claim for claim in true_of if claim in group_of)
    cells = Counter((group_of[each], true_of[each]) for each in claims)
    groups = Counter(group_of[each] for each in claims)
    truths = Counter(true_of[each] for each in claims)
    count = max(1, len(claims))
    return Merges(
        joined=_pairs(groups),
        same=_pairs(truths),
        both=_pairs(cells),
        b3_precision=sum(n * n / groups[group] for (group, _), n in cells.items()) / count,
        b3_recall=sum(n * n / truths[true] for (_, true), n in cells.items()) / count,
    )


def _pairs(counts: Counter[str] | Counter[tuple[str, str]]) -> int:
    return sum(n * (n - 1) // 2 for n in counts.values())


@dataclass(frozen=True)
class Minimum:
    """One zone's supported minimum over some days, beside the truth.

    `told` is the most that reports told without counting twice: the larger of the truth and the
    smallest figure told, incident by incident. A total above the truth and not above this is the
    reports' fault; one above this is ours.
    """

    zone: str
    first: date
    last: date
    total: int
    true: int
    told: int
    verdict: ZoneVerdict

    @property
    def is_above(self) -> bool:
        return self.total > self.true

    @property
    def is_ours(self) -> bool:
        return self.total > self.told


def minimums(
    found: Mapping[tuple[str, date], ZoneVerdict], truth: Truth, written: Sequence[Written]
) -> list[Minimum]:
    """Of each window and of each stretch from the ban to its end."""
    told = _smallest_told(written)
    made = []
    for (zone, _), verdict in sorted(found.items()):
        for minimum in (verdict.killed_in_window, verdict.killed):
            if minimum and minimum.since and minimum.until:
                first, last = minimum.since, minimum.until
                true = truth.killed(zone, first, last)
                most = _most_told(zone, first, last, truth, told)
                made.append(Minimum(zone, first, last, minimum.total, true, most, verdict))
    return made


def _smallest_told(written: Sequence[Written]) -> dict[str, int]:
    figures: dict[str, list[int]] = defaultdict(list)
    for each in written:
        for _, sentence in each.told:
            for true in sentence.tells:
                figures[true] += sentence.figures
    return {true: min(told) for true, told in figures.items() if told}


def _most_told(zone: str, first: date, last: date, truth: Truth, told: Mapping[str, int]) -> int:
    return sum(
        max(each.killed, told.get(each.id, 0))
        for each in truth.incidents.values()
        if each.zone == zone and first <= each.day <= last
    )


@dataclass(frozen=True)
class Agreement:
    """Windows whose verdict is the truth's, whose second word is, and that are a step off."""

    windows: int
    same: int
    also: int
    near: int
    # (true, ours) -> windows
    table: Mapping[tuple[str, str], int]

    @property
    def share(self) -> float:
        return self.same / self.windows if self.windows else 1.0


def agreement(
    ours: Mapping[tuple[str, date], ZoneVerdict], true: Mapping[tuple[str, date], ZoneVerdict]
) -> Agreement:
    keys = sorted(ours.keys() & true.keys())
    pairs = [(true[key].verdict, ours[key]) for key in keys]
    return Agreement(
        windows=len(pairs),
        same=sum(our.verdict == verdict for verdict, our in pairs),
        also=sum(verdict in (our.verdict, our.also) for verdict, our in pairs),
        near=sum(_steps(verdict, our.verdict) <= 1 for verdict, our in pairs),
        table=Counter((verdict, our.verdict) for verdict, our in pairs),
    )


def _steps(one: str, other: str) -> int:
    if one == other:
        return 0
    if one not in SCALE or other not in SCALE:
        return len(SCALE)
    return abs(SCALE.index(one) - SCALE.index(other))


def under_silence(ours: Sequence[ZoneVerdict], true: Sequence[ZoneVerdict]) -> Counter[str]:
    """How the verdicts of a zone that fewer hear of stand to the truth's, by words."""
    return Counter(_beside(our, truth) for our, truth in zip(ours, true, strict=True))


def _beside(our: ZoneVerdict, true: ZoneVerdict) -> str:
    if our.verdict == true.verdict:
        return "stands"
    if our.verdict not in SCALE or true.verdict not in SCALE:
        return our.verdict
    if SCALE.index(our.verdict) > SCALE.index(true.verdict):
        return "worse than the truth"
    is_floor = our.qualifier in ("at least", "at best")
    return "says that it may be worse" if is_floor else "better than the truth, unsaid"
