"""Claims as people correct them. What was read stays in the ledger beside the correction."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, get_args

import msgspec
from msgspec import Struct

from trucewatch.model.claim import ClaimBase
from trucewatch.model.decision import Correction, Signed, standing

# What a person can correct in a claim, by its kind.
CORRECTABLE: dict[str, tuple[str, ...]] = {
    "incident": (
        *("type", "date", "place", "killed", "killed_children", "injured"),
        *("claim_status", "graded"),
    ),
    "tally": ("measure", "value", "place", "period", "claim_status"),
    "talk": ("round", "phase", "place", "date", "claim_status"),
    "agreement": ("kind_of", "phase", "date", "start", "claim_status"),
    "control": ("change", "place", "date", "claim_status"),
    "assessment": ("claim_status",),
    "support": ("claim_status",),
}


def kind_of(claim: Struct) -> str:
    return str(claim.__struct_config__.tag)


def type_of(kind: type[Struct], field: str) -> Any:
    """What a field may hold."""
    return next(each.type for each in msgspec.structs.fields(kind) if each.name == field)


def members(of: Any) -> tuple[Any, ...]:
    """The types and values that a type is one of."""
    args = get_args(of)
    return tuple(part for each in args for part in members(each)) if args else (of,)


def corrections_of(entries: Iterable[Signed]) -> dict[str, list[Correction]]:
    """Those that count, by report (ref), in the order of time."""
    found: dict[str, list[Correction]] = {}
    for entry in standing(entries):
        if isinstance(entry, Correction):
            found.setdefault(entry.report, []).append(entry)
    return found


def corrected(claim: ClaimBase, corrections: Iterable[Correction]) -> ClaimBase:
    """The claim with what was corrected in it, the latest last; it says by whom."""
    values: dict[str, Any] = {}
    people: dict[str, None] = {}
    for each in corrections:
        if _is_of(each, claim):
            values[each.field] = msgspec.json.decode(
                each.value, type=type_of(type(claim), each.field)
            )
            people[each.by.partition(":")[2]] = None
    if not values:
        return claim
    reader = f"{claim.reader}, corrected by {', '.join(people)}"
    return msgspec.structs.replace(claim, reader=reader, **values)


def _is_of(correction: Correction, claim: ClaimBase) -> bool:
    if correction.claim == claim.id:
        return True
    is_same_words = correction.span is not None and correction.span == claim.span
    return is_same_words and correction.of == kind_of(claim)
