"""What a person says of a claim, checked before it is kept: that it is right, or what it should be,
or that its report says no such thing.

Values are given in words: 19, 19-21, 19+ for a count; 2017-12-20 or 2017-12-20/2017-12-22 for days;
a place's name; one of a field's own words. Nothing at all takes the value away.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING, Any

from trucewatch.errors import BadInput
from trucewatch.model.claim import Claim
from trucewatch.model.corrected import CORRECTABLE, kind_of, members, type_of
from trucewatch.model.decision import PERSON, Acceptance, Correction, Rejection, signed
from trucewatch.model.report import canonical
from trucewatch.model.values import Period, PlaceMention, Range
from trucewatch.reconciliation.deciding import said

if TYPE_CHECKING:
    from trucewatch.reference.reference import Reference

COUNT = re.compile(r"(?P<low>\d{1,9})(?:(?P<more>\+)|\s*[-–]\s*(?P<high>\d{1,9}))?")


def correction(
    claim: Claim, field: str, words: str, reference: Reference, *, by: str, why: str, at: str
) -> Correction:
    """The signed correction of a field. Raises `BadInput` for a field or a value that cannot be."""
    fields = CORRECTABLE[kind_of(claim)]
    if field not in fields:
        raise BadInput(
            f"{field!r} cannot be corrected in {claim.id}; what can: {', '.join(fields)}"
        )
    value = value_in(words.strip(), members(type_of(type(claim), field)), field, reference)
    return signed(
        Correction(
            report=claim.report,
            claim=claim.id,
            of=kind_of(claim),
            span=claim.span,
            field=field,
            value=canonical(value).decode(),
            by=PERSON + said(by, "--by"),
            why=said(why, "--why"),
            decided=at,
        )
    )


def acceptance(claims: Sequence[Claim], *, by: str, why: str, at: str) -> Acceptance:
    """The signed acceptance of claims of one report."""
    return signed(
        Acceptance(
            report=claims[0].report,
            claims=tuple(sorted(each.id for each in claims)),
            by=PERSON + said(by, "--by"),
            why=said(why, "--why"),
            decided=at,
        )
    )


def rejection(claim: Claim, *, by: str, why: str, at: str) -> Rejection:
    """The signed rejection of a claim that its report does not make."""
    return signed(
        Rejection(
            report=claim.report,
            claim=claim.id,
            of=kind_of(claim),
            span=claim.span,
            by=PERSON + said(by, "--by"),
            why=said(why, "--why"),
            decided=at,
        )
    )


def value_in(words: str, may_be: Sequence[Any], field: str, reference: Reference) -> Any:
    """The value that the words give a field which may be one of these types and values."""
    if not words:
        if type(None) not in may_be:
            raise BadInput(f"{field} cannot be left open; give a value")
        return None
    if Range in may_be:
        return _count(words, field)
    if Period in may_be:
        return _days(words, field)
    if PlaceMention in may_be:
        return reference.resolve_place(words) or PlaceMention(words)
    if int in may_be:
        return _number(words, field)
    choices = [each for each in may_be if isinstance(each, str)]
    if words not in choices:
        raise BadInput(f"{field} is one of {', '.join(choices)}, and not {words!r}")
    return words


def _count(words: str, field: str) -> Range:
    found = COUNT.fullmatch(words)
    if found is None:
        raise BadInput(f"{field}: {words!r} is no count; write 19, 19-21 or 19+")
    low = int(found["low"])
    high = None if found["more"] else int(found["high"] or low)
    if high is not None and high < low:
        raise BadInput(f"{field}: {words!r} ends below where it begins")
    return Range(low, high)


def _days(words: str, field: str) -> Period:
    first, _, last = words.partition("/")
    try:
        start, end = date.fromisoformat(first), date.fromisoformat(last or first)
    except ValueError:
        why = "write 2017-12-20, or 2017-12-20/2017-12-22"
        raise BadInput(f"{field}: {words!r} is no day; {why}") from None
    if end < start:
        raise BadInput(f"{field}: {words!r} ends before it begins")
    return Period(start, end)


def _number(words: str, field: str) -> int:
    if not re.fullmatch(r"\d{1,4}", words):
        raise BadInput(f"{field}: {words!r} is no number")
    return int(words)
