"""What people decided, as judgements on the claims that count."""

from __future__ import annotations

from collections.abc import Callable

import msgspec

from trucewatch.model.decision import Decision, judgements_of
from trucewatch.model.record import Judgement
from trucewatch.reconciliation.deciding import heirs
from trucewatch.store.record import RecordStore

JUDGEMENT = msgspec.json.Decoder(Judgement)


def judged(store: RecordStore, is_current: Callable[[str], bool]) -> tuple[Judgement, ...]:
    """People's judgements that count, on current claims (ids) or those that took others' place.

    Rules decide anew each time, so that a mended rule is not bound by what it once said.
    """
    entries = store.decisions()
    named = {each for entry in entries if isinstance(entry, Decision) for each in entry.claims}
    gone = store.claims_ever([each for each in named if not is_current(each)])
    filed = store.filed({claim.report for claim in gone})
    later = (claim for each in filed for claim in each.claims if is_current(claim.id))
    return tuple(judgements_of(entries, heirs(gone, later)))
