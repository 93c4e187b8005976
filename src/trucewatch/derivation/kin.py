"""Reports that others correct or retract."""

from __future__ import annotations

from collections.abc import Iterable

from trucewatch.store.derived import ReportRow


class Kin:
    """Reports that are told apart by what corrects or retracts what, by the ids they name."""

    def __init__(self, rows: Iterable[ReportRow]) -> None:
        self._names: dict[str, set[str]] = {}
        self._refs: dict[str, set[str]] = {}
        for row in rows:
            for name in filter(None, (row.id, row.corrects, row.retracts)):
                self._names.setdefault(row.ref, set()).add(name)
                self._refs.setdefault(name, set()).add(row.ref)

    def refs(self) -> list[str]:
        return sorted(self._names)

    def of(self, refs: Iterable[str]) -> set[str]:
        """These reports' kin: whatever may decide whether they stand, or they decide of."""
        names = {name for ref in refs for name in self._names.get(ref, ())}
        return {ref for name in names for ref in self._refs[name]}
