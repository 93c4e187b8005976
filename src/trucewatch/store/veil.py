"""The one way by which words leave the record: whatever the ledger says is masked here first.

Redacted and restricted words stay in the archive, which only grows, and so do hashes and ids made
from them. Nothing above the store sees them, unless it asks for the whole of one record by name.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import msgspec

from trucewatch.model.claim import ClaimBase
from trucewatch.model.corrected import corrected
from trucewatch.model.decision import Correction, Rejection, SignedBase
from trucewatch.model.report import Report
from trucewatch.model.withheld import Mask, rewritten
from trucewatch.store.ledger import Arrival, KeptReading


@dataclass(frozen=True)
class Veil:
    """Masks, and what people corrected in claims or rejected, by report (ref)."""

    masks: Mapping[str, Mask]
    corrections: Mapping[str, Sequence[Correction]]
    rejections: Mapping[str, Sequence[Rejection]]

    def over(self, noun: Any) -> Any:
        """What the ledger says, as it may be seen."""
        if isinstance(noun, ClaimBase):
            return self._claim(noun)
        if not self.masks:
            return noun
        if isinstance(noun, Arrival):
            return self._arrival(noun)
        if isinstance(noun, SignedBase):
            return self._signed(noun)
        if isinstance(noun, KeptReading):
            mask = self.masks.get(noun.reading.report)
            reading = mask.reading(noun.reading) if mask else noun.reading
            return msgspec.structs.replace(noun, reading=reading)
        return rewritten(noun, self._told)

    def _claim(self, claim: ClaimBase) -> Any:
        known = corrected(claim, self.corrections.get(claim.report, ()))
        mask = self.masks.get(claim.report)
        return mask.claim(known) if mask else known

    def _arrival(self, arrival: Arrival) -> Arrival:
        mask = self.masks.get(arrival.report.ref)
        if mask is None:
            return Arrival(report=self._without_ids(arrival.report), origin=arrival.origin)
        report = self._without_ids(mask.report())
        return Arrival(report=report, origin=mask.link(arrival.origin) or "withheld")

    def _without_ids(self, report: Report) -> Report:
        """Without the id of a restricted report that this one corrects or retracts: whoever
        corrects a report has published it."""
        told = {each: getattr(report, each) for each in ("corrects", "retracts")}
        hidden = {each: None for each, id in told.items() if id in self._ids}
        return msgspec.structs.replace(report, **hidden, masks=report.ref) if hidden else report

    @cached_property
    def _ids(self) -> frozenset[str]:
        return frozenset(each.written.id for each in self.masks.values() if each.hides_all)

    def _signed(self, entry: SignedBase) -> SignedBase:
        """A reason may name the person whom a later redaction protects."""
        return msgspec.structs.replace(entry, why=self._told(entry.why))

    def _told(self, words: str) -> str:
        for mask in self.masks.values():
            words = mask.told(words)
        return words
