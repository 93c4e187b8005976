"""The gate: a claim whose words, numbers or names are not in the text is refused.

Any reader's claims pass here, those of rules and those of a model alike.
"""

from __future__ import annotations

from collections.abc import Iterable

from trucewatch.errors import UngroundedClaim
from trucewatch.model.claim import Claim, Refusal, identified
from trucewatch.model.report import Report

MIN_WORDS = 3


def gate(claims: Iterable[Claim], report: Report) -> tuple[list[Claim], list[Refusal]]:
    """The claims that the report's words bear out, with their ids, and why the rest do not."""
    kept: dict[str, Claim] = {}
    refused: list[Refusal] = []
    for claim in claims:
        try:
            check(claim, report)
        except UngroundedClaim as why:
            refused.append(Refusal(claim.reader, claim.quote[:200], str(why)))
            continue
        sound = identified(claim)
        kept[sound.id] = sound
    return list(kept.values()), refused


def check(claim: Claim, report: Report) -> None:
    """Raises `UngroundedClaim` unless every quote of the claim stands where it says."""
    _check_quote(claim.quote, claim.span, report)
    if len(claim.quote.split(None, MIN_WORDS - 1)) < MIN_WORDS:
        raise UngroundedClaim(f"a quote of fewer than {MIN_WORDS} words bears nothing out")
    for field, quotes in claim.evidence.items():
        if field not in claim.__struct_fields__:
            raise UngroundedClaim(f"evidence for {field!r}, which the claim does not have")
        for quote in quotes:
            _check_quote(quote.quote, quote.span, report)
    if claim.source and claim.source not in report.text and not _is_own(claim.source, report):
        raise UngroundedClaim(f"the source {claim.source!r} is not named in the report")


def _check_quote(quote: str, span: tuple[int, int] | None, report: Report) -> None:
    if span is None:
        if not quote or quote not in (report.title or ""):
            raise UngroundedClaim(f"{quote[:80]!r} is not in the title")
        return
    if report.text[span[0] : span[1]] != quote:
        raise UngroundedClaim(f"{quote[:80]!r} does not stand at characters {span[0]} to {span[1]}")


def _is_own(source: str, report: Report) -> bool:
    return source in (report.outlet, report.title or "") or source in (report.title or "")
