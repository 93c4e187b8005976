"""What follows from a record by itself, as JSON and back: references by their ids."""

from __future__ import annotations

from typing import Literal

import msgspec
from msgspec import Struct

from trucewatch.assessment.engagement import Trace
from trucewatch.assessment.evidence import Placed, days_of
from trucewatch.assessment.examined import Examined
from trucewatch.assessment.scope import ScopeTest
from trucewatch.model.finding import Contradiction, Deed, Manner, Step
from trucewatch.model.record import ControlChange, Incident, Record
from trucewatch.model.report import canonical
from trucewatch.reference.reference import Reference


class KeptPlace(Struct, frozen=True, array_like=True):
    zone: str
    answer: Literal["yes", "cannot tell"]
    why: str
    is_whole: bool


class KeptTest(Struct, frozen=True, array_like=True):
    zone: str
    agreement: str
    provision: str
    steps: tuple[Step, ...]


class Kept(Struct, frozen=True, omit_defaults=True):
    placed: tuple[KeptPlace, ...] = ()
    tests: tuple[KeptTest, ...] = ()
    contradictions: tuple[Contradiction, ...] = ()
    traces: tuple[Trace, ...] = ()
    told_by: tuple[str, ...] = ()
    around: tuple[tuple[str, float], ...] = ()
    how: Manner = "not said"
    deeds: tuple[Deed, ...] = ()


KEPT = msgspec.json.Decoder(Kept)
RECORD: msgspec.json.Decoder[Record] = msgspec.json.Decoder(Record)


def to_json(examined: Examined) -> str:
    """What follows from the record, without the record."""
    noun = Kept(
        placed=tuple(
            KeptPlace(each.zone.id, each.answer, each.why, each.is_whole)
            for each in examined.placed
        ),
        tests=tuple(
            KeptTest(test.zone.id, test.agreement.id, test.provision.id, test.steps)
            for test in examined.tests
        ),
        contradictions=examined.contradictions,
        traces=examined.traces,
        told_by=tuple(sorted(examined.told_by)),
        around=examined.around,
        how=examined.how,
        deeds=examined.deeds,
    )
    return canonical(noun).decode()


def from_json(record: str, examined: str, reference: Reference) -> Examined:
    """The record with what follows from it, both as they were kept. `reference` is the one that
    it was examined with."""
    noun, told = RECORD.decode(record), KEPT.decode(examined)
    return Examined(
        record=noun,
        placed=tuple(
            Placed(reference.zones[each.zone], each.answer, each.why, each.is_whole)
            for each in told.placed
        ),
        tests=tuple(_test(noun, each, reference) for each in told.tests),
        contradictions=told.contradictions,
        traces=told.traces,
        told_by=frozenset(told.told_by),
        around=told.around,
        how=told.how,
        deeds=told.deeds,
    )


def _test(record: Record, told: KeptTest, reference: Reference) -> ScopeTest:
    assert isinstance(record, Incident | ControlChange), "only acts are tested"
    agreement = reference.agreements[told.agreement]
    return ScopeTest(
        act=record,
        zone=reference.zones[told.zone],
        agreement=agreement,
        provision=next(each for each in agreement.provisions if each.id == told.provision),
        days=days_of(record.occurred, record.first_published),
        steps=told.steps,
    )
