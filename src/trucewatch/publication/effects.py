"""What a decision or a merge changed in the record: records, verdicts and figures."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from typing import Literal

from msgspec import Struct

from trucewatch.model.finding import Findings, ZoneVerdict
from trucewatch.model.record import Record
from trucewatch.publication.names import record_words, verdict_words
from trucewatch.reconciliation.disagreements import DISAGREEMENTS
from trucewatch.reference.reference import Reference


class Effect(Struct, frozen=True, kw_only=True):
    """One thing that is no longer there, is new, or says something else. `id` can be traced."""

    kind: Literal["gone", "new", "changed"]
    id: str
    says: str
    said: str | None = None


Told = Mapping[str, tuple[object, str]]  # by id: what is compared, and its words


def effects(
    before: tuple[Sequence[Record], Findings],
    after: tuple[Sequence[Record], Findings],
    reference: Reference,
) -> tuple[Effect, ...]:
    """Records first, then zones, then contradictions; each by id."""
    (old_records, old), (new_records, new) = before, after
    return (
        *_compared(_records(old_records, reference), _records(new_records, reference)),
        *_compared(_zones(old.verdicts), _zones(new.verdicts)),
        *_compared(_contradictions(old), _contradictions(new)),
    )


def _compared(before: Told, after: Told) -> Iterable[Effect]:
    for each in sorted(before.keys() - after.keys()):
        yield Effect(kind="gone", id=each, says=before[each][1])
    for each in sorted(after.keys() - before.keys()):
        yield Effect(kind="new", id=each, says=after[each][1])
    for each in sorted(before.keys() & after.keys()):
        (was, said), (now, says) = before[each], after[each]
        if was != now:
            yield Effect(kind="changed", id=each, says=says, said=said)


def _records(records: Iterable[Record], reference: Reference) -> Told:
    return {
        each.id: (each, f"{record_words(each, reference)} ({_claims(each)})") for each in records
    }


def _claims(record: Record) -> str:
    return f"{len(record.claims)} claim{'' if len(record.claims) == 1 else 's'}"


def _zones(verdicts: Iterable[ZoneVerdict]) -> Told:
    told = {}
    for each in verdicts:
        killed = each.killed.total if each.killed else 0
        counts = f"violations {len(each.violations):,}, incidents {len(each.incidents):,}"
        says = f"{verdict_words(each)}; at least {killed:,} killed; {counts}"
        told[f"{each.zone}:verdict"] = (says, says)
    return told


def _contradictions(findings: Findings) -> Told:
    return {each.id: (each, each.what) for each in findings.contradictions}


def effect_lines(found: Sequence[Effect]) -> Iterable[str]:
    """In plain lines: what is gone, new, and what was said before where it changed."""
    if not found:
        yield "nothing in the record changed"
        return
    for each in found:
        yield f"{each.kind:<8} {each.id}  {each.says}"
        if each.said is not None and each.said != each.says:
            yield f"{'':<8} was: {each.said}"


def merge_lines(learned: Mapping[str, int], found: Sequence[Effect]) -> Iterable[str]:
    """What was new in the other record; verdicts and disagreements between people in full, other
    records and contradictions as numbers."""
    if not learned and not found:
        yield "nothing new: everything there is known here"
        return
    new = ", ".join(f"{kind}s {number:,}" for kind, number in sorted(learned.items()))
    yield f"new here: {new or 'no report, claim or judgement'}"
    told = [each for each in found if each.id.endswith(":verdict") or each.says in DISAGREEMENTS]
    counts = Counter(each.kind for each in found if each not in told)
    records = ", ".join(f"{kind} {number:,}" for kind, number in sorted(counts.items()))
    yield f"records and contradictions: {records or 'no change'}"
    if told:
        yield from effect_lines(told)
