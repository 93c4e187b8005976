"""Decisions: what people enter about claims. Append-only; to undo one is a later entry."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping
from types import MappingProxyType
from typing import TypeVar

import msgspec
from msgspec import Struct

from trucewatch.model.record import Judgement
from trucewatch.model.report import canonical
from trucewatch.model.weights import MatchingWeights

PERSON = "person:"


class SignedBase(Struct, frozen=True, kw_only=True, tag_field="kind"):
    """Who decided, why, and when.

    `by` is "person:NAME", `decided` an ISO instant in UTC. `id` is a hash of all else.
    """

    by: str
    why: str
    decided: str
    id: str = ""


class Decision(SignedBase, frozen=True, kw_only=True, tag="decision"):
    """Each claim on the left and each on the right are about one thing (`is_same`), or none are."""

    left: tuple[str, ...]
    right: tuple[str, ...]
    is_same: bool

    @property
    def claims(self) -> tuple[str, ...]:
        return self.left + self.right

    def pairs(self, heirs: Mapping[str, str]) -> list[tuple[str, str]]:
        """Each claim of one side with each of the other, by their heirs where they have any."""
        left, right = ([heirs.get(each, each) for each in side] for side in (self.left, self.right))
        return list(dict.fromkeys((a, b) for a in left for b in right if a != b))


class Undoing(SignedBase, frozen=True, kw_only=True, tag="undoing"):
    """An earlier entry, by its id, no longer counts; to undo an undoing brings it back."""

    undoes: str


class Weighing(SignedBase, frozen=True, kw_only=True, tag="weighing"):
    """From here on pairs are weighed by these weights, until a later one or its undoing."""

    weights: MatchingWeights


class Redaction(SignedBase, frozen=True, kw_only=True, tag="redaction"):
    """Stretches of a report (ref) that are shown to nobody who only reads the record.

    `text` and `title` are half-open character offsets; the words themselves are not said again.
    """

    report: str
    text: tuple[tuple[int, int], ...] = ()
    title: tuple[tuple[int, int], ...] = ()


class Restriction(SignedBase, frozen=True, kw_only=True, tag="restriction"):
    """A report (ref) whose words are for reviewers only; what was read in it stands."""

    report: str


class Correction(SignedBase, frozen=True, kw_only=True, tag="correction"):
    """A field of a claim (id, of a report's ref) has this value, and not the one that was read.

    `value` is JSON of the field's type, "null" for none. `of` and `span` are the claim's kind and
    words: a claim that a later reading makes of the same words is corrected alike.
    """

    report: str
    claim: str
    of: str
    span: tuple[int, int] | None
    field: str
    value: str


class Acceptance(SignedBase, frozen=True, kw_only=True, tag="acceptance"):
    """What was read in a report (ref) is right in these claims, as they stand."""

    report: str
    claims: tuple[str, ...]


class Rejection(SignedBase, frozen=True, kw_only=True, tag="rejection"):
    """A report (ref) does not say what a claim (id) says: it counts for nothing.

    `of` and `span` are the claim's kind and words: what a later reading makes of the same words is
    rejected alike.
    """

    report: str
    claim: str
    of: str
    span: tuple[int, int] | None


Withholding = Redaction | Restriction
OfClaims = Correction | Acceptance | Rejection
Signed = Decision | Undoing | Weighing | Withholding | OfClaims
AnySigned = TypeVar("AnySigned", bound=SignedBase)


def signed(entry: AnySigned) -> AnySigned:
    """The entry with its id: "j-" and a hash of everything else in it."""
    bare = msgspec.structs.replace(entry, id="")
    digest = hashlib.sha256(canonical(bare)).hexdigest()[:16]
    return msgspec.structs.replace(entry, id=f"j-{digest}")


def undone_by(entries: Iterable[Signed]) -> dict[str, Undoing]:
    """What no longer counts, by id, with the undoing that says so: of several, the earliest.

    An id hashes the id that it undoes, so that no two entries can undo each other.
    """
    undoings: dict[str, list[Undoing]] = {}
    for entry in entries:
        if isinstance(entry, Undoing):
            undoings.setdefault(entry.undoes, []).append(entry)

    def counting(known_as: str) -> list[Undoing]:
        return [each for each in undoings.get(known_as, ()) if not counting(each.id)]

    return {each: min(those, key=by_time) for each in undoings if (those := counting(each))}


def standing(entries: Iterable[Signed]) -> list[Signed]:
    """Those that count, in the order of time."""
    entries = list(entries)
    undone = undone_by(entries)
    return [each for each in sorted(entries, key=by_time) if each.id not in undone]


def report_touched(entry: Signed, entries: Mapping[str, Signed]) -> str | None:
    """The report (ref) that an entry, or what it undoes, is about; None where it is about claims
    of several. `entries` are all there are, by id."""
    if isinstance(entry, Undoing):
        return report_touched(entries[entry.undoes], entries) if entry.undoes in entries else None
    changes_it = Redaction | Restriction | Correction | Rejection
    return entry.report if isinstance(entry, changes_it) else None


def claims_touched(entry: Signed, entries: Mapping[str, Signed]) -> frozenset[str]:
    """The claims (ids) that an entry, or what it undoes, decides on."""
    if isinstance(entry, Undoing):
        undone = entries.get(entry.undoes)
        return claims_touched(undone, entries) if undone else frozenset()
    if isinstance(entry, Correction | Rejection):
        return frozenset({entry.claim})
    return frozenset(entry.claims) if isinstance(entry, Decision | Acceptance) else frozenset()


def by_time(entry: SignedBase) -> tuple[str, str]:
    return (entry.decided, entry.id)


def judgements_of(
    entries: Iterable[Signed], heirs: Mapping[str, str] = MappingProxyType({})
) -> list[Judgement]:
    """A judgement for each pair of claims that a decision which counts is about, in the order of
    time. `heirs` are claims that took the place of others."""
    entries = list(entries)
    undone = undone_by(entries)
    return [
        Judgement(
            left=left,
            right=right,
            is_same=entry.is_same,
            by=entry.by,
            why=entry.why,
            decided=entry.decided,
            decision=entry.id,
        )
        for entry in sorted(entries, key=by_time)
        if isinstance(entry, Decision) and entry.id not in undone
        for left, right in entry.pairs(heirs)
    ]


def weights_of(entries: Iterable[Signed]) -> MatchingWeights | None:
    """The weights of the latest weighing that counts; None where there is none."""
    entries = list(entries)
    undone = undone_by(entries)
    counting = [each for each in entries if isinstance(each, Weighing) and each.id not in undone]
    return max(counting, key=by_time).weights if counting else None
