"""Claims to records: block, match, judge, fuse.

Pure and order-free: claims are taken by id and sorted by the day the world could know, so any
order and any repetition of them gives the same records.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, NamedTuple, TypeVar

from trucewatch.model.claim import (
    AgreementClaim,
    AssessmentClaim,
    Claim,
    ControlClaim,
    IncidentClaim,
    SupportClaim,
    TalkClaim,
    TallyClaim,
)
from trucewatch.model.record import Incident, Judgement, Record
from trucewatch.model.report import Report
from trucewatch.model.weights import MatchingWeights
from trucewatch.reconciliation.accounts import accounts, continuations, marked_pairs
from trucewatch.reconciliation.blocking import candidate_pairs
from trucewatch.reconciliation.clusters import (
    Clustered,
    Decisions,
    Group,
    Pair,
    Weighed,
    Weights,
    clustered,
    decisions,
    pair,
)
from trucewatch.reconciliation.fitting import fitting, is_wide
from trucewatch.reconciliation.fusion import fuse
from trucewatch.reconciliation.gatherings import Gathering
from trucewatch.reconciliation.grouping import agreements, control_changes, statements, tallies
from trucewatch.reconciliation.lineage import Lineage
from trucewatch.reconciliation.matching import Matcher
from trucewatch.reconciliation.rules import shipped_rules, shipped_weights
from trucewatch.reconciliation.talks import rounds

if TYPE_CHECKING:
    from trucewatch.reference.reference import Reference


AnyClaim = TypeVar("AnyClaim", bound=Claim)


class Reconciled(NamedTuple):
    """Records sorted by id, and the rule's judgements that joined claims or kept them apart."""

    records: tuple[Record, ...]
    judgements: tuple[Judgement, ...]


def reconcile(
    claims: Sequence[Claim],
    reports: Mapping[str, Report],
    judgements: Sequence[Judgement],
    reference: Reference,
    weights: MatchingWeights | None = None,
    *,
    beside: Iterable[Claim] = (),
    links: Weights | None = None,
    gathered: Iterable[Gathering] | None = None,
) -> Reconciled:
    """Records from all claims, under what people judged.

    `reports` are keyed by `Report.ref` and hold every claim's report. Claims of reports since
    corrected or retracted are left out of the records, and named in the incident they were about.
    Pairs are weighed by `weights`, those that ship with the package if None. `beside` are other
    claims of the same reports, of other parts: they make no record here, and tell which of a
    report's claims follows which. `links` are what pairs weigh that weigh enough, and `gathered`
    which claims about talks are of one round, where known.
    """
    rules, beside = shipped_rules(), list(beside)
    lineage = Lineage(reports, reference, rerun_share=rules.rerun_share)
    decided = decisions(judgements)
    by_id = {claim.id: claim for claim in claims}
    standing = [by_id[each] for each in sorted(by_id)]
    standing = [claim for claim in standing if claim.report not in lineage.superseded]
    force = about_force(by_id.values())
    matcher = Matcher(force, lineage, rules, weights or shipped_weights(), about_force(beside))
    told_as_one = accounts(force, matcher.basis)
    wide = {each for each, claim in force.items() if is_wide(claim)}
    enough = fitting(matches_among(matcher) if links is None else links, wide)
    matches = best_first({*told_as_one, *enough}, matcher)
    incidents, made = _incidents(matches, matcher, decided)
    records: list[Record] = [
        *incidents,
        *tallies(_of(TallyClaim, standing), decided, lineage),
        *rounds(
            _of(TalkClaim, standing), decided, lineage, rules, _of(TalkClaim, beside), gathered
        ),
        *agreements(_of(AgreementClaim, standing), decided, lineage),
        *control_changes(_of(ControlClaim, standing), decided, lineage),
        *statements(
            [*_of(AssessmentClaim, standing), *_of(SupportClaim, standing)], decided, lineage
        ),
    ]
    return Reconciled(tuple(sorted(records, key=lambda record: record.id)), made)


def about_force(claims: Iterable[Claim]) -> dict[str, IncidentClaim]:
    """Claims by id that incidents are made from: none of force that is only planned."""
    told = _of(IncidentClaim, claims)
    return {claim.id: claim for claim in told if claim.claim_status != "planned"}


def _of(kind: type[AnyClaim], claims: Iterable[Claim]) -> list[AnyClaim]:
    return [claim for claim in claims if isinstance(claim, kind)]


def _incidents(
    matches: Sequence[Pair], matcher: Matcher, decided: Decisions
) -> tuple[list[Incident], tuple[Judgement, ...]]:
    """Incidents from claims about force (none of it planned), and what the rule judged."""
    force, lineage, rules = matcher.claims, matcher.basis.lineage, matcher.basis.rules
    standing = {key: c for key, c in force.items() if c.report not in lineage.superseded}
    links = [link for link in matches if standing.keys() >= set(link)]
    goes_on = continuations(standing, matcher.basis)
    judged = {each for link in decided.signed for each in link}
    carried = {later: before for later, before in goes_on.items() if later not in judged}
    clusters = clustered(
        sorted(standing.keys() - carried.keys()),
        [link for link in links if carried.keys().isdisjoint(link)],
        decided,
        firm=sorted(marked_pairs(standing, matcher.basis)),
        weighed=Weighed(matcher.are_apart, matcher.weight),
    ).carrying(carried)
    made = dict(_judged(links, clusters, decided, matcher))
    superseded = _superseded(matches, standing, clusters, matcher)
    merged_by = _merged_by(clusters, {**made, **decided.signed})
    fused = [
        fuse(
            [standing[each] for each in group],
            lineage,
            rules,
            superseded=tuple(sorted(superseded.get(group, ()))),
            merged_by=tuple(merged_by.get(group, ())),
        )
        for group in clusters.groups
    ]
    ordered = tuple(made[link] for link in sorted(made))
    return [incident for incident in fused if incident is not None], ordered


def matches_among(matcher: Matcher, *, of: Collection[str] | None = None) -> Weights:
    """What pairs of claims weigh that weigh enough; with `of` only those that one of these (ids)
    is in."""
    pairs = candidate_pairs(matcher.claims, matcher.basis, of=of)
    return {each: matcher.weight(*each) for each in matcher.enough(pairs)}


def best_first(links: Iterable[Pair], matcher: Matcher) -> list[Pair]:
    return sorted(links, key=lambda link: (-matcher.weight(*link), link))


def _judged(
    links: Iterable[Pair],
    clusters: Clustered,
    decided: Decisions,
    matcher: Matcher,
) -> Iterator[tuple[Pair, Judgement]]:
    """The links that joined two groups, and those refused; what a person decided is theirs."""
    group_of = clusters.group_of()
    for link in links:
        is_together = group_of[link[0]] is group_of[link[1]]
        if link in decided.signed or (is_together and link not in clusters.joined):
            continue
        why = matcher.match(*link).why
        if not is_together:
            forbidding = matcher.difference(*link) or _forbidding(link, group_of, decided)
            why = f"kept apart: {forbidding}; {why}"
        yield (
            link,
            Judgement(
                left=link[0],
                right=link[1],
                is_same=is_together,
                by=matcher.weights.signature,
                why=why,
            ),
        )


def _forbidding(link: Pair, group_of: Mapping[str, Group], decided: Decisions) -> str:
    """Why two that might be one are not: a person holds what they are joined to apart, or else a
    rule does."""
    left, right = (group_of[each] for each in link)
    apart = (pair(one, other) for one in left for other in right if decided.different)
    judgement = next((decided.signed[each] for each in apart if each in decided.different), None)
    if judgement is None:
        return "what is joined to one differs from the other"
    by, which = judgement.by.partition(":")[2], judgement.decision or "a decision"
    return f"{by} holds {judgement.left} and {judgement.right} apart ({which})"


def _superseded(
    matches: Iterable[Pair],
    standing: Mapping[str, IncidentClaim],
    clusters: Clustered,
    matcher: Matcher,
) -> dict[Group, set[str]]:
    """Superseded claims by the group that each fits best; `matches` come with the best first."""
    group_of = clusters.group_of()
    placed: dict[str, Group] = {}
    for link in matches:
        old = [each for each in link if each not in standing]
        if len(old) == 1 and not matcher.are_apart(*link):
            now = link[0] if old[0] == link[1] else link[1]
            placed.setdefault(old[0], group_of[now])
    together: dict[Group, set[str]] = {}
    for each, group in placed.items():
        together.setdefault(group, set()).add(each)
    return together


def _merged_by(clusters: Clustered, made: Mapping[Pair, Judgement]) -> dict[Group, list[Judgement]]:
    group_of = clusters.group_of()
    together: dict[Group, list[Judgement]] = {}
    for link in sorted(clusters.joined):
        together.setdefault(group_of[link[0]], []).append(made[link])
    return together
