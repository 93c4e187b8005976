"""Which claim tells of which true incident: by the sentence of its quote, not by its fields."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from truce.reports import Sentence, Written
from trucewatch.model.claim import Claim, IncidentClaim

Span = tuple[int, int]


@dataclass(frozen=True)
class Links:
    """`true_of` is by claim id; `astray` are claims of force from sentences that tell of none.

    `untold` are sentences on an incident, by report, from which no claim of force was read.
    """

    true_of: Mapping[str, str]
    astray: tuple[str, ...]
    untold: tuple[tuple[str, Sentence], ...]


def link(written: Sequence[Written], claims: Iterable[Claim]) -> Links:
    by_ref = {each.report.ref: each for each in written}
    true_of: dict[str, str] = {}
    astray, heard = [], set()
    for claim in claims:
        if not isinstance(claim, IncidentClaim):
            continue
        sentence = sentence_of(claim, by_ref[claim.report])
        if sentence is None or not sentence.tells:
            astray.append(claim.id)
            continue
        true_of[claim.id] = sentence.tells[0]
        heard.add((claim.report, sentence))
    return Links(true_of, tuple(sorted(astray)), tuple(_untold(written, heard)))


def sentence_of(claim: Claim, written: Written) -> Sentence | None:
    """The sentence that the quote has most in common with; of the title for one without span."""
    if claim.span is None:
        return written.told[0][1]
    shared = {at: _shared(claim.span, span) for at, (span, _) in enumerate(written.told) if span}
    best = max(shared, key=lambda at: (shared[at], -at), default=None)
    return written.told[best][1] if best is not None and shared[best] else None


def _shared(one: Span, other: Span) -> int:
    return max(0, min(one[1], other[1]) - max(one[0], other[0]))


def _untold(
    written: Sequence[Written], heard: set[tuple[str, Sentence]]
) -> Iterable[tuple[str, Sentence]]:
    for each in written:
        for span, sentence in each.told:
            if span and sentence.figures and (each.report.ref, sentence) not in heard:
                yield each.report.ref, sentence
