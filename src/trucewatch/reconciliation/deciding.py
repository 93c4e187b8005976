"""What a person decides, checked before it is kept: which claims are meant, and whether any
record could come of it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from difflib import get_close_matches

import msgspec

from trucewatch.errors import BadInput, NotFound
from trucewatch.model.claim import AssessmentClaim, Claim, SupportClaim, TallyClaim
from trucewatch.model.decision import PERSON, Decision, Signed, Undoing, Weighing, signed, undone_by
from trucewatch.model.record import Record
from trucewatch.model.report import Report
from trucewatch.model.weights import MatchingWeights
from trucewatch.reconciliation.lineage import Lineage
from trucewatch.reconciliation.rules import shipped_rules
from trucewatch.reference.reference import Reference

LONGEST_WORDS = 500  # characters of a name or a reason: enough to say why, and a line to print


class Subjects:
    """What a person can decide about: the claims and the records that came of them."""

    def __init__(
        self,
        claims: Mapping[str, Claim],
        records: Sequence[Record],
        reports: Mapping[str, Report],
        reference: Reference,
    ) -> None:
        self.claims = claims
        self.records = {record.id: record for record in records}
        self.lineage = Lineage(reports, reference, rerun_share=shipped_rules().rerun_share)

    def sides(self, one: str, other: str) -> tuple[tuple[str, ...], tuple[str, ...]]:
        """The claims that two ids mean. A record's are all its claims but those of the other
        side, so that a claim can be taken out of the record it is in.

        Raises `NotFound` for an unknown id, `BadInput` where the two mean the same claims, are of
        two kinds, or are figures of two claimants.
        """
        left, right = self._claims(one), self._claims(other)
        if one in self.records and other not in self.records:
            left -= right
        if other in self.records and one not in self.records:
            right -= left
        if not left or not right or left & right:
            raise BadInput(f"{one} and {other} are the same; name two claims, or two records")
        self._check_kinds(one, left, other, right)
        return tuple(sorted(left)), tuple(sorted(right))

    def first(self, known_as: str) -> Claim:
        """A claim, or of a record the claim that came first, which it is named after. Raises as
        `sides` does."""
        known = [self.claims[each] for each in self._claims(known_as) if each in self.claims]
        return min(known, key=self.lineage.order)

    def _claims(self, known_as: str) -> set[str]:
        if known_as in self.claims:
            return {known_as}
        if known_as in self.records:
            return set(self.records[known_as].claims)
        of_report = [c.id for c in self.claims.values() if known_as == c.report]
        if of_report:
            raise BadInput(f"{known_as} is a report; name one of its claims: {_some(of_report)}")
        nearest = get_close_matches(known_as, [*self.records, *self.claims], n=3, cutoff=0.6)
        hint = f"; nearest: {', '.join(nearest)}" if nearest else ""
        raise NotFound(
            f"{known_as!r} is neither a claim (c-…) nor a record (i-…, t-…, k-…) here{hint}; "
            "status, brief and trace print ids"
        )

    def _check_kinds(self, one: str, left: Iterable[str], other: str, right: Iterable[str]) -> None:
        here, there = self._kinds(left), self._kinds(right)
        if here != there:
            raise BadInput(
                f"{one} is about {_some(here)} and {other} about {_some(there)}; "
                "only claims of one kind can be about one thing"
            )
        voices = {self._voice(each) for each in (*left, *right)} - {None}
        if len(voices) > 1:
            raise BadInput(
                f"{one} and {other} are in the names of {_some(filter(None, voices))}; figures and "
                "conclusions are always somebody's, and two people's are two without being told"
            )

    def _kinds(self, ids: Iterable[str]) -> set[str]:
        return {_kind(self.claims[each]) for each in ids if each in self.claims}

    def _voice(self, claim_id: str) -> str | None:
        """Whose it is, for claims that are nothing without their claimant."""
        claim = self.claims.get(claim_id)
        if isinstance(claim, TallyClaim | AssessmentClaim | SupportClaim):
            return self.lineage.claimant(claim)
        return None


def decision(
    sides: tuple[tuple[str, ...], tuple[str, ...]], *, is_same: bool, by: str, why: str, at: str
) -> Decision:
    """The signed decision; `by` is a person's name, `at` an ISO instant in UTC."""
    left, right = sorted(sides)
    by, why = PERSON + said(by, "--by"), said(why, "--why")
    return signed(Decision(left=left, right=right, is_same=is_same, by=by, why=why, decided=at))


def undoing(known_as: str, entries: Sequence[Signed], *, by: str, why: str, at: str) -> Undoing:
    """The signed undoing of an entry. Raises `NotFound` for an unknown one, `BadInput` for one
    that is undone already."""
    if known_as not in {entry.id for entry in entries}:
        raise NotFound(f"{known_as!r} is no judgement here; `trucewatch judgements` lists them")
    if known_as in (undone := undone_by(entries)):
        raise BadInput(f"{known_as} is undone already, by {undone[known_as].id}")
    by, why = PERSON + said(by, "--by"), said(why, "--why")
    return signed(Undoing(undoes=known_as, by=by, why=why, decided=at))


def weighing(weights: MatchingWeights, *, by: str, why: str, at: str) -> Weighing:
    """The signed decision to weigh pairs by these weights from here on."""
    by, why = PERSON + said(by, "--by"), said(why, "--why")
    return signed(Weighing(weights=weights, by=by, why=why, decided=at))


def said(words: str, option: str) -> str:
    line = " ".join(words.split())
    if not line or not line.isprintable():
        raise BadInput(f"{option} {words!r} says nothing that can be printed")
    if len(line) > LONGEST_WORDS:
        raise BadInput(f"{option} is longer than {LONGEST_WORDS} characters; say it in fewer")
    return line


def _kind(claim: Claim) -> str:
    """In the words of records, since counts of violations are never tallies."""
    kind = str(claim.__struct_config__.tag)
    if isinstance(claim, TallyClaim):
        return "counts of violations" if claim.measure == "violations" else "tallies"
    return _KINDS[kind]


_KINDS = {
    "incident": "incidents",
    "talk": "talks",
    "agreement": "agreements",
    "control": "control of ground",
    "assessment": "conclusions",
    "support": "backing",
}


def _some(words: Iterable[str]) -> str:
    ordered = sorted(words)
    return ", ".join(ordered[:3]) + (" and others" if len(ordered) > 3 else "")


def heirs(gone: Iterable[Claim], claims: Iterable[Claim]) -> dict[str, str]:
    """Claims of an earlier reading by id, to the claim that a later one makes of the same words.

    A decision outlives the reader whose claims it was made on. Where two claims are as like, no
    one can say which was meant, and there is no heir.
    """
    by_report: dict[str, list[Claim]] = {}
    for claim in claims:
        by_report.setdefault(claim.report, []).append(claim)
    found = ((old.id, _heir(old, by_report.get(old.report, ()))) for old in gone)
    return {old: heir for old, heir in found if heir is not None}


def _heir(old: Claim, claims: Iterable[Claim]) -> str | None:
    alike = sorted(
        ((_likeness(old, new), new.id) for new in claims if _is_of_same_words(old, new)),
        reverse=True,
    )
    if not alike or (len(alike) > 1 and alike[0][0] == alike[1][0]):
        return None
    return alike[0][1]


def _is_of_same_words(one: Claim, other: Claim) -> bool:
    if type(one) is not type(other):
        return False
    if one.span is None or other.span is None:
        return one.quote == other.quote
    return one.span[0] < other.span[1] and other.span[0] < one.span[1]


def _likeness(one: Claim, other: Claim) -> int:
    """How many fields are the same."""
    here, there = (msgspec.structs.asdict(each) for each in (one, other))
    return sum(here[field] == there[field] for field in here)
