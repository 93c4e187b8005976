"""Footnotes: the words that every sentence of a brief stands on, numbered as they are met."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from msgspec import Struct

from trucewatch.model.claim import Claim
from trucewatch.publication.names import provision_of
from trucewatch.publication.scope import Scope
from trucewatch.publication.sentences import Part, Row, Sentence
from trucewatch.publication.wording import (
    counted,
    day_words,
    listed,
    one_line,
    published_words,
    without_stop,
)

# More claims than this behind one sentence share one mark, whose note names them all.
MARKS_OF_ITS_OWN = 4


class Footnote(Struct, frozen=True, kw_only=True):
    """What stands behind a mark: a claim's words, reference data, or other footnotes together.

    `ref` is a claim's id, a reference entry ("rule:5"), or "claims:" and ids where `members`
    stand together. `quote` and `further` are exact words of the report; `text` is ours.
    """

    number: int
    ref: str
    text: str = ""
    quote: str = ""
    further: tuple[str, ...] = ()
    claimant: str | None = None
    outlet: str | None = None
    published: str | None = None
    url: str | None = None
    report: str | None = None
    members: tuple[int, ...] = ()


def marks(said: Sentence | Row) -> tuple[str, ...]:
    """The refs that a sentence or row is marked with, in order."""
    reference = said.reference if isinstance(said, Sentence) else ()
    if len(said.claims) > MARKS_OF_ITS_OWN:
        return (_together(said.claims), *reference)
    return (*said.claims, *reference)


def footnotes(parts: Iterable[Part], scope: Scope) -> tuple[Footnote, ...]:
    """Every footnote the parts need, numbered in the order they are first met."""
    refs: dict[str, int] = {}
    groups: dict[str, tuple[str, ...]] = {}
    for said in _everything_said(parts):
        if len(said.claims) > MARKS_OF_ITS_OWN:
            groups[_together(said.claims)] = said.claims
        for ref in (*marks(said), *said.claims):
            refs.setdefault(ref, len(refs) + 1)
    return tuple(
        _group(number, ref, groups[ref], refs) if ref in groups else _footnote(number, ref, scope)
        for ref, number in refs.items()
    )


def _everything_said(parts: Iterable[Part]) -> Iterable[Sentence | Row]:
    for part in parts:
        for section in part.sections:
            yield from section.sentences
            if section.table:
                yield from section.table.rows


def _together(claims: Iterable[str]) -> str:
    return "claims:" + ",".join(claims)


def _group(number: int, ref: str, claims: tuple[str, ...], refs: dict[str, int]) -> Footnote:
    members = tuple(sorted(refs[claim] for claim in claims))
    return Footnote(number=number, ref=ref, text=f"{len(claims)} claims", members=members)


def _footnote(number: int, ref: str, scope: Scope) -> Footnote:
    if ref in scope.claims:
        return _of_claim(number, scope.claims[ref], scope)
    kind, _, known_as = ref.partition(":")
    describe = _DESCRIBED.get(kind)
    return Footnote(number=number, ref=ref, text=describe(known_as, scope) if describe else ref)


def _of_claim(number: int, claim: Claim, scope: Scope) -> Footnote:
    report = scope.reports.get(claim.report)
    evidence = (quote.quote for quotes in claim.evidence.values() for quote in quotes)
    return Footnote(
        number=number,
        ref=claim.id,
        quote=claim.quote,
        further=tuple(each for each in dict.fromkeys(evidence) if each not in claim.quote),
        claimant=claim.source,
        outlet=report.outlet if report else None,
        published=day_words(report.published) if report and report.published else None,
        url=report.url if report else None,
        report=report.id if report else claim.report,
    )


def _rule(known_as: str, _scope: Scope) -> str:
    return f"Row “{known_as}” of the verdict table."


def _agreement(known_as: str, scope: Scope) -> str:
    agreement = scope.reference.agreements.get(known_as)
    if agreement is None:
        return f"Agreement {known_as}, which no dossier holds."
    source = f" Source: {without_stop(agreement.source)}." if agreement.source else ""
    return f"Dossier, agreement {agreement.id}: {one_line(agreement.name)}.{source}"


def _provision(known_as: str, scope: Scope) -> str:
    found = provision_of(known_as, scope.reference)
    if found is None:
        return f"Provision {known_as}, which no dossier holds."
    return f"Dossier, provision {known_as}: {one_line(found[1].text)}"


def _zone(known_as: str, scope: Scope) -> str:
    return f"Dossier, zone {known_as}: {scope.name(known_as)}."


def _coverage(known_as: str, scope: Scope) -> str:
    verdict = scope.verdict(known_as)
    note = f": {without_stop(verdict.coverage_note)}" if verdict and verdict.coverage_note else ""
    return f"Coverage of {scope.name(known_as)}, worked out from the dossier's sources{note}."


def _trend(known_as: str, scope: Scope) -> str:
    verdict = scope.verdict(known_as)
    if verdict is None or verdict.rate_ratio is None:
        return f"Zone-days of {scope.name(known_as)}; no baseline to hold them against."
    low, point, high = verdict.rate_ratio
    return (
        f"Zone-days of {scope.name(known_as)}; rate of incidents over the baseline's "
        f"{point:.2f}, 80 % interval {low:.2f} to {high:.2f}."
    )


def _sources(known_as: str, scope: Scope) -> str:
    covering = [
        one_line(each.name)
        for each in scope.reference.sources.values()
        if "*" in each.covers or known_as in each.covers
    ]
    if not covering:
        return f"Dossier, sources: none is known to cover {scope.name(known_as)}."
    return f"Dossier, sources known to cover {scope.name(known_as)}: {listed(sorted(covering))}."


def _record(known_as: str, scope: Scope) -> str:
    if known_as == "all":
        return f"The record: {counted(len(scope.reports), 'report')}."
    count = len(scope.published)
    days = published_words(scope.start, scope.end)
    noun = "report" if count == 1 else "reports"
    return f"The record: {count:,} {noun} published {days}."


def _figure(known_as: str, scope: Scope) -> str:
    zone, _, measure = known_as.partition(":")
    verdict = scope.verdict(zone)
    if verdict is None or verdict.killed is None or measure != "killed":
        return known_as
    parts = " + ".join(f"{low:,} ({record})" for record, low in verdict.killed.stands_on)
    return f"{verdict.killed.total:,} = {parts}. Walk it back: trucewatch trace {known_as}"


def _grade(_known_as: str, _scope: Scope) -> str:
    return "The scope test: act, place, day, actor bound, author, exclusion clause."


_DESCRIBED: dict[str, Callable[[str, Scope], str]] = {
    "rule": _rule,
    "agreement": _agreement,
    "provision": _provision,
    "zone": _zone,
    "coverage": _coverage,
    "trend": _trend,
    "sources": _sources,
    "record": _record,
    "figure": _figure,
    "grades": _grade,
}
