"""What people decided about claims: a list, each with whether it stands, and the way back."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from itertools import chain

import msgspec
from msgspec import Struct
from rich.console import Group
from rich.padding import Padding
from rich.text import Text

from trucewatch.assessment.wording import counted, listed
from trucewatch.model.decision import (
    Acceptance,
    Correction,
    Decision,
    OfClaims,
    Redaction,
    Rejection,
    Restriction,
    Signed,
    Undoing,
    Weighing,
    Withholding,
    by_time,
    undone_by,
)
from trucewatch.model.record import Judgement, Record
from trucewatch.publication.names import record_words
from trucewatch.publication.wording import one_line
from trucewatch.reconciliation.disagreements import overruled, triangles
from trucewatch.reference.reference import Reference


class HeldRecord(Struct, frozen=True):
    """A record that claims decided about are in now."""

    id: str
    says: str


class JudgementRow(Struct, frozen=True, kw_only=True):
    """One decision or undoing, `decided` to the minute. `states` say what became of it."""

    id: str
    decided: str
    by: str
    says: str
    why: str
    states: tuple[str, ...]
    is_same: bool | None = None
    left: tuple[str, ...] = ()
    right: tuple[str, ...] = ()
    undoes: str | None = None
    report: str | None = None
    records: tuple[HeldRecord, ...] = ()


def judgement_rows(
    entries: Iterable[Signed],
    judgements: Sequence[Judgement],
    records: Sequence[Record],
    reference: Reference,
) -> tuple[JudgementRow, ...]:
    """In the order they were decided. `judgements` are people's that count."""
    ordered = sorted(entries, key=by_time)
    fates = _Fates(ordered, judgements)
    record_of = {claim: record for record in records for claim in record.claims}
    return tuple(_row(entry, fates, record_of, reference) for entry in ordered)


def _row(
    entry: Signed, fates: _Fates, record_of: Mapping[str, Record], reference: Reference
) -> JudgementRow:
    row = JudgementRow(
        id=entry.id,
        decided=_minute(entry.decided),
        by=name_of_person(entry.by),
        says=decision_words(entry),
        why=entry.why,
        states=tuple(fates.of(entry)),
    )
    if isinstance(entry, Undoing):
        return msgspec.structs.replace(row, undoes=entry.undoes)
    if isinstance(entry, Withholding | OfClaims):
        return msgspec.structs.replace(row, report=entry.report)
    if isinstance(entry, Weighing):
        return row
    held = {
        record_of[each].id: record_of[each] for each in fates.claims(entry) if each in record_of
    }
    records = tuple(HeldRecord(each, record_words(held[each], reference)) for each in sorted(held))
    return msgspec.structs.replace(
        row, is_same=entry.is_same, left=entry.left, right=entry.right, records=records
    )


def _minute(instant: str) -> str:
    """ "2018-02-01 09:30 UTC", and a day as it is."""
    day, _, time = instant.partition("T")
    return f"{day} {time[:5]} UTC" if time else day


def name_of_person(by: str) -> str:
    return one_line(by.partition(":")[2] or by)


def decision_words(entry: Signed) -> str:
    """ "same: c-1 and c-2", "different: c-1 and three claims (c-2, c-3, c-4)", "undoes j-1"."""
    if isinstance(entry, Undoing):
        return f"undoes {entry.undoes}"
    if isinstance(entry, Weighing):
        return f"weighs pairs of claims by {entry.weights.version}"
    if isinstance(entry, Redaction):
        number = len(entry.text) + len(entry.title)
        return f"redacts words of {entry.report} in {counted(number, 'place')}"
    if isinstance(entry, Correction):
        return f"corrects {entry.field.replace('_', ' ')} of {entry.claim} to {entry.value}"
    if isinstance(entry, Acceptance):
        return f"accepts {_side(entry.claims)} as read"
    if isinstance(entry, Rejection):
        return f"rejects {entry.claim}: {entry.report} does not say that"
    if isinstance(entry, Restriction):
        return f"restricts {entry.report} to reviewers"
    verb = "same" if entry.is_same else "different"
    return f"{verb}: {_side(entry.left)} and {_side(entry.right)}"


def _side(claims: Sequence[str]) -> str:
    if len(claims) == 1:
        return claims[0]
    shown = ", ".join(claims[:3]) + (", …" if len(claims) > 3 else "")
    return f"{counted(len(claims), 'claim')} ({shown})"


class _Fates:
    """What became of each entry: undone, overruled, at odds with others, or standing."""

    def __init__(self, entries: Sequence[Signed], judgements: Sequence[Judgement]) -> None:
        self.undone = undone_by(entries)
        self.judged: dict[str | None, list[Judgement]] = {}
        for judgement in judgements:
            self.judged.setdefault(judgement.decision, []).append(judgement)
        self.overruled: dict[str | None, set[str]] = {}
        for earlier, later in overruled(judgements):
            self.overruled.setdefault(earlier.decision, set()).add(str(later.decision))
        self.at_odds: dict[str | None, set[str]] = {}
        for triangle in triangles(judgements):
            ids = {str(each.decision) for each in triangle.judgements}
            for each in ids:
                self.at_odds.setdefault(each, set()).update(ids - {each})

    def claims(self, entry: Decision) -> set[str]:
        """Those it was made on, and those that a later reading put in their place."""
        judged = self.judged.get(entry.id, ())
        return set(chain(entry.claims, *((each.left, each.right) for each in judged)))

    def of(self, entry: Signed) -> Iterable[str]:
        if entry.id in self.undone:
            by = self.undone[entry.id]
            yield f"undone by {by.id} of {name_of_person(by.by)}: {one_line(by.why)}"
            return
        later, others = self.overruled.get(entry.id), self.at_odds.get(entry.id)
        if later:
            yield f"overruled by {listed(sorted(later))}"
        if others:
            yield f"does not fit with {listed(sorted(others))}: what is held different stays apart"
        if not (later or others):
            yield "stands"


def render_judgements(rows: Sequence[JudgementRow]) -> Group:
    return Group(*chain.from_iterable(map(_drawn, rows)))


def _drawn(row: JudgementRow) -> Iterable[Text | Padding]:
    yield Text.assemble((row.says, "bold"), f", by {row.by} on {row.decided}  ", (row.id, "dim"))
    lines = [f"why: {one_line(row.why)}", *row.states]
    yield from (Padding(Text(line), (0, 0, 0, 2)) for line in lines)
    for record in row.records:
        line = Text.assemble("now in: ", record.says, (f"  {record.id}", "dim"))
        yield Padding(line, (0, 0, 0, 2))
