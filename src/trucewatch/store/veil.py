"""The one way by which words leave the record: whatever the ledger says is masked here first.

Redacted and restricted words stay in the archive, which only grows, and so do hashes and ids made
from them. Nothing above the store sees them, unless it asks for the whole of one record by name.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import msgspec

from trucewatch.model.claim import ClaimBase
from trucewatch.model.corrected import corrected
from trucewatch.model.decision import Correction, SignedBase
from trucewatch.model.withheld import Mask, rewritten
from trucewatch.store.ledger import Arrival, KeptReading


@dataclass(frozen=True)
class Veil:
    """Masks, and what people corrected in claims, by report (ref)."""

    masks: Mapping[str, Mask]
    corrections: Mapping[str, Sequence[Correction]]

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
            return arrival
        return Arrival(report=mask.report(), origin=mask.link(arrival.origin) or "withheld")

    def _signed(self, entry: SignedBase) -> SignedBase:
        """A reason may name the person whom a later redaction protects."""
        return msgspec.structs.replace(entry, why=self._told(entry.why))

    def _told(self, words: str) -> str:
        for mask in self.masks.values():
            words = mask.told(words)
        return words
