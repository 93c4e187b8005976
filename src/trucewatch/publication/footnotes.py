"""Footnotes: the words that every sentence of a brief stands on, numbered as they are met."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from msgspec import Struct

from trucewatch.assessment.wording import counted, day_words, listed, sentence_case
from trucewatch.model.claim import Claim
from trucewatch.model.finding import SupportedMinimum
from trucewatch.publication.names import provision_of
from trucewatch.publication.scope import Scope
from trucewatch.publication.sentences import Part, Row, Sentence
from trucewatch.publication.wording import one_line, published_words, without_stop

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


def origin(note: Footnote) -> str:
    """ "— Syrian Observatory, in Example Wire, 21 December 2017, https://… (c-…)"."""
    where = (note.outlet or f"report {note.report}", note.published, note.url)
    carried = ", ".join(one_line(each) for each in where if each)
    said = f"{one_line(note.claimant)}, in " if note.claimant else ""
    return f"— {said}{carried} ({note.ref})"


def safe_url(url: str | None) -> str | None:
    """The url where following it can only fetch a page; a report may name any other scheme."""
    return url if url and url.lower().startswith(("https://", "http://")) else None


def marks(said: Sentence | Row) -> tuple[str, ...]:
    """The refs that a sentence or row is marked with, in order."""
    if len(said.claims) > MARKS_OF_ITS_OWN:
        return (_together(said.claims), *said.reference)
    return (*said.claims, *said.reference)


def footnotes(everything: Iterable[Sentence | Row], scope: Scope) -> tuple[Footnote, ...]:
    """Every footnote that what is said needs, numbered in the order they are first met."""
    refs: dict[str, int] = {}
    groups: dict[str, tuple[str, ...]] = {}
    for said in everything:
        if len(said.claims) > MARKS_OF_ITS_OWN:
            groups[_together(said.claims)] = said.claims
        for ref in (*marks(said), *said.claims):
            refs.setdefault(ref, len(refs) + 1)
    return tuple(
        _group(number, ref, groups[ref], refs) if ref in groups else _footnote(number, ref, scope)
        for ref, number in refs.items()
    )


def everything_said(parts: Iterable[Part]) -> Iterable[Sentence | Row]:
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
    return f"Row “{known_as}” of the verdict table, which the documentation gives."


def _agreement(known_as: str, scope: Scope) -> str:
    agreement = scope.reference.agreements.get(known_as)
    if agreement is None:
        return f"Agreement {known_as}, which no dossier holds."
    source = f" Source: {without_stop(agreement.source)}." if agreement.source else ""
    return f"Dossier: {one_line(agreement.name)}.{source}"


def _provision(known_as: str, scope: Scope) -> str:
    found = provision_of(known_as, scope.reference)
    if found is None:
        return f"Provision {known_as}, which no dossier holds."
    agreement, provision = found
    source = f" Source: {without_stop(provision.source)}." if provision.source else ""
    number = known_as.rpartition("#")[2]
    words = f"provision {number}: “{one_line(provision.text)}”"
    return f"Dossier: {one_line(agreement.name)}, {words}{source}"


def _track(known_as: str, scope: Scope) -> str:
    return f"Dossier: {scope.name(known_as)}; trucewatch trace {known_as}"


def _zone(known_as: str, scope: Scope) -> str:
    return f"Dossier: {scope.name(known_as)}."


def _coverage(known_as: str, scope: Scope) -> str:
    known = [each for each in scope.reference.sources.values() if known_as in each.covers]
    verb = "is" if len(known) == 1 else "are"
    counts = sentence_case(counted(len(known), "source"))
    return f"Dossier: {counts} {verb} known to cover {scope.named(known_as)}."


def _confidence(known_as: str, scope: Scope) -> str:
    """Each doubt as it was measured, and what the number means."""
    verdict = scope.verdict(known_as)
    found = verdict.confidence if verdict else None
    if found is None:
        return "No verdict to be sure of."
    doubts = {name: getattr(found.doubts, name) for name in found.doubts.__struct_fields__}
    told = listed(f"{name.replace('_', ' ')} {each:g}" for name, each in doubts.items() if each)
    return (
        f"On written truces a verdict with such doubts ({told or 'none'}) was the one that the "
        f"truth gives in {found.probability:.0%} of cases; docs/assessment.md."
    )


def _trend(known_as: str, scope: Scope) -> str:
    verdict = scope.verdict(known_as)
    name = scope.named(known_as)
    if verdict is None or verdict.rate_ratio is None:
        return f"The days of {name} in this window; there is no baseline to hold them against."
    low, point, high = verdict.rate_ratio
    ratio = f"{point:.2g}, 80 % interval {low:.2g} to {high:.2g}"
    return f"The days of {name} in this window; rate of incidents over the baseline's {ratio}."


def _record(known_as: str, scope: Scope) -> str:
    if known_as == "all":
        return f"The record: {counted(len(scope.reports), 'report')}."
    days = published_words(scope.start, scope.end)
    return f"The record: {counted(len(scope.published), 'report')} published {days}."


def _figure(known_as: str, scope: Scope) -> str:
    """ "385 = 19 (i-…) + …", and how to walk it back."""
    zone, _, field = known_as.partition(":")
    minimum = getattr(scope.verdict(zone), field, None)
    if not isinstance(minimum, SupportedMinimum):
        return known_as
    parts = " + ".join(f"{low:,} ({record})" for record, low in minimum.stands_on)
    return f"{minimum.total:,} = {parts}. Walk it back: trucewatch trace {known_as}"


def _ground(known_as: str, scope: Scope) -> str:
    """What could be seen where nothing is told, and how to walk the finding back."""
    found = next((each for each in scope.findings.ground if each.zone == known_as), None)
    return (
        f"{found.because if found else known_as} Walk it back: trucewatch trace {known_as}:ground"
    )


def _alert(known_as: str, scope: Scope) -> str:
    return f"Alert by the figures in use. Walk it back: trucewatch trace {known_as}"


def _grade(_known_as: str, _scope: Scope) -> str:
    return "The scope test: act, place, day, actor bound, author, exclusion clause."


def _by_person(words: str, _scope: Scope) -> str:
    return words


_DESCRIBED: dict[str, Callable[[str, Scope], str]] = {
    "rule": _rule,
    "agreement": _agreement,
    "provision": _provision,
    "zone": _zone,
    "track": _track,
    "coverage": _coverage,
    "confidence": _confidence,
    "trend": _trend,
    "record": _record,
    "figure": _figure,
    "grades": _grade,
    "ground": _ground,
    "alert": _alert,
    "remark": _by_person,
    "worded": _by_person,
}
