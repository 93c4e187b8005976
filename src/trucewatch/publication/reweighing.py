"""What new weights change: each level's weight before and after, and incidents joined or parted."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from msgspec import Struct
from rich.table import Table

from trucewatch.assessment.wording import counted
from trucewatch.model.record import Incident, Record
from trucewatch.model.weights import MatchingWeights
from trucewatch.publication.names import record_words
from trucewatch.reference.reference import Reference

SHOWN_MAX = 10  # incidents joined, and parted, that are told one by one


class Regrouped(Struct, frozen=True):
    """An incident under one set of weights, and the incidents that it is under the other."""

    whole: str
    parts: tuple[str, ...]


def weights_table(before: MatchingWeights, after: MatchingWeights) -> Table:
    table = Table("comparison", "level", "before", "after", box=None, pad_edge=False)
    table.add_row("any two claims", "", f"{before.start:+.2f}", f"{after.start:+.2f}")
    for name, levels in after.weights.items():
        for level, weight in levels.items():
            known = before.weights.get(name, {}).get(level)
            table.add_row(name, level, "" if known is None else f"{known:+.2f}", f"{weight:+.2f}")
    return table


def joined(
    before: Iterable[Record], after: Iterable[Record], reference: Reference
) -> tuple[Regrouped, ...]:
    """Incidents of `after` that several of `before` have become."""
    old, new = _incidents(before), _incidents(after)
    record_of = {claim: each for each in old for claim in each.claims}
    found = []
    for each in new:
        parts = {part.id: part for claim in each.claims if (part := record_of.get(claim))}
        if len(parts) > 1:
            words = tuple(record_words(parts[known_as], reference) for known_as in sorted(parts))
            found.append(Regrouped(record_words(each, reference), words))
    return tuple(found)


def _incidents(records: Iterable[Record]) -> list[Incident]:
    return [each for each in records if isinstance(each, Incident)]


def regrouped_lines(together: Sequence[Regrouped], apart: Sequence[Regrouped]) -> Iterator[str]:
    for what, found in (("joined", together), ("parted", apart)):
        yield f"{counted(len(found), 'incident')} {what}"
        for each in found[:SHOWN_MAX]:
            yield f"  {each.whole}"
            yield from (f"    {part}" for part in each.parts)
        if len(found) > SHOWN_MAX:
            yield f"  and {len(found) - SHOWN_MAX} more"
