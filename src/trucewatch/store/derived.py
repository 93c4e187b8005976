"""Records and findings as rows, and back; rows are in an order of their own."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Sequence

import msgspec

from trucewatch.model.finding import Findings
from trucewatch.model.record import Record
from trucewatch.model.report import canonical

# What names a finding that has no id of its own.
NAMED_BY: dict[str, tuple[str, ...]] = {
    "verdicts": ("zone", "agreement", "window_from", "window_to"),
    "zone_days": ("zone", "day"),
    "deeds": ("kind", "record", "by"),
    "ground": ("zone",),
    "guarantees": ("zone", "guarantor"),
}
RECORD = "record"

DerivedRow = tuple[str, str, str]  # kind, id, JSON


def rows_of(records: Iterable[Record], findings: Findings) -> list[DerivedRow]:
    """Sorted by kind, id and content, so that the same set gives the same rows."""
    rows = [(RECORD, record.id, canonical(record).decode()) for record in records]
    for kind in Findings.__struct_fields__:
        names = NAMED_BY.get(kind, ("id",))
        for finding in getattr(findings, kind):
            name = " ".join(str(getattr(finding, part)) for part in names)
            rows.append((kind, name, canonical(finding).decode()))
    return sorted(rows)


def nouns_of(rows: Sequence[DerivedRow]) -> tuple[list[Record], Findings]:
    """The records, by id, and the findings, each kind by what names it."""
    records = msgspec.json.decode(_array(rows, RECORD), type=list[Record])
    fields = (f'"{kind}":{_array(rows, kind)}' for kind in Findings.__struct_fields__)
    return records, msgspec.json.decode("{" + ",".join(fields) + "}", type=Findings)


def _array(rows: Iterable[DerivedRow], kind: str) -> str:
    return "[" + ",".join(json for row_kind, _, json in rows if row_kind == kind) + "]"


def sha256_of(rows: Iterable[DerivedRow]) -> str:
    digest = hashlib.sha256()
    for row in rows:
        digest.update(canonical(row) + b"\n")
    return digest.hexdigest()
