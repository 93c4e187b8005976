"""Whether what was owed was done: the words for it, and the day it is asked of."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from trucewatch.model.finding import ObligationState
from trucewatch.reference.reference import Reference


@dataclass(frozen=True)
class Owing:
    """The dossiers, and the day that is looked back from."""

    reference: Reference
    until: date


class Kept(NamedTuple):
    """Whether it was kept, why that is said, and by how many days it was missed."""

    state: ObligationState
    because: str
    slipped_days: int | None = None
