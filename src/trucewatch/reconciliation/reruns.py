"""Which words were written once and printed more than once: runs of five words in common.

Only reports of one incident are ever compared, so the texts' shingles are compared as they are,
and no sketch of them (MinHash) has to stand for them; docs/reconciliation.md has the figures.
"""

from __future__ import annotations

from collections.abc import Mapping

from trucewatch.model.claim import Claim
from trucewatch.model.report import Report
from trucewatch.reference.names import fold

SHINGLE_WORDS = 5
# Fewer words than these may be the same by chance; then what stands around them is compared, too.
TELLING_WORDS = 12
AROUND = 200  # characters on either side of a short quote


def shingles(text: str) -> frozenset[int]:
    """Hashes of the text's runs of five words; of the whole text, where it is shorter."""
    words = fold(text).split()
    runs = zip(*(words[start:] for start in range(SHINGLE_WORDS)), strict=False)
    return frozenset(map(hash, runs)) or frozenset([hash(tuple(words))])


def shared_part(one: frozenset[int], other: frozenset[int]) -> float:
    """Jaccard similarity of two texts' shingles, 0 to 1."""
    return len(one & other) / max(1, len(one | other))


def contained_part(part: frozenset[int], whole: frozenset[int]) -> float:
    """How much of `part` stands in `whole`, 0 to 1."""
    return len(part & whole) / max(1, len(part))


class Reruns:
    """Compares the texts of one set of reports, and remembers their shingles."""

    def __init__(self, reports: Mapping[str, Report], share: float) -> None:
        self.reports = reports
        self.share = share
        self._texts: dict[str, frozenset[int]] = {}
        self._words: dict[str, frozenset[int]] = {}

    def are_one_text(self, left: str, right: str) -> bool:
        """Whether two reports (refs) are near-identical texts: one wire, run twice."""
        return left != right and shared_part(self._of(left), self._of(right)) >= self.share

    def stands_in(self, claim: Claim, ref: str) -> bool:
        """Whether the claim's words stand in another report's text, too, as where an outlet runs
        half of a wire and writes a paragraph of its own."""
        if claim.report == ref:
            return False
        if claim.id not in self._words:
            self._words[claim.id] = shingles(self._words_of(claim))
        return contained_part(self._words[claim.id], self._of(ref)) >= self.share

    def _words_of(self, claim: Claim) -> str:
        text = self.reports[claim.report].text
        if claim.span is None:
            return text
        if len(claim.quote.split()) >= TELLING_WORDS:
            return claim.quote
        start, end = claim.span
        return text[max(0, start - AROUND) : end + AROUND]

    def _of(self, ref: str) -> frozenset[int]:
        if ref not in self._texts:
            self._texts[ref] = shingles(self.reports[ref].text)
        return self._texts[ref]
