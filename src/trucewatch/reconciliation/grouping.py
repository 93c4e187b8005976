"""Records that are claims with one key: what they count, name or say. Nothing is weighed here.

Tallies and monitor counts, agreements, changes of control, statements. Denied and planned claims
make no record of these kinds, except that a denial marks a change of control disputed.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Sequence
from datetime import date
from itertools import pairwise
from typing import TypeVar

import msgspec

from trucewatch.model.claim import (
    AgreementClaim,
    AssessmentClaim,
    Claim,
    ControlClaim,
    SupportClaim,
    TallyClaim,
)
from trucewatch.model.record import (
    ControlChange,
    MonitorCount,
    ReportedAgreement,
    Statement,
    Tally,
)
from trucewatch.model.values import ActorMention, Period, PlaceMention
from trucewatch.reconciliation.clusters import Decisions, clustered
from trucewatch.reconciliation.fusion import Item, most_common, origin, record_id
from trucewatch.reconciliation.instruments import agreement_dates
from trucewatch.reconciliation.lineage import Lineage
from trucewatch.reconciliation.names import actor_key, name_key, place_key

AnyClaim = TypeVar("AnyClaim", bound=Claim)
Days = tuple[date | None, date | None]


def grouped(
    claims: Iterable[AnyClaim],
    key: Callable[[AnyClaim], Hashable],
    decided: Decisions,
    lineage: Lineage,
) -> list[list[AnyClaim]]:
    """Claims with equal keys together, in the order they were said; people's decisions win."""
    by_id = {claim.id: claim for claim in claims}
    by_key: dict[Hashable, list[str]] = {}
    for claim in sorted(by_id.values(), key=lineage.order):
        by_key.setdefault(key(claim), []).append(claim.id)
    links = [link for together in by_key.values() for link in pairwise(together)]
    groups = clustered(sorted(by_id), links, decided).groups
    return [sorted((by_id[each] for each in group), key=lineage.order) for group in groups]


def unique(items: Iterable[Item]) -> tuple[Item, ...]:
    """Each item once, the first of equals first."""
    return tuple(dict.fromkeys(items))


def unique_actors(mentions: Iterable[ActorMention]) -> tuple[ActorMention, ...]:
    """Each actor once, in the spelling that comes first."""
    first: dict[str, ActorMention] = {}
    for mention in mentions:
        first.setdefault(actor_key(mention), mention)
    return tuple(first.values())


def unique_places(mentions: Iterable[PlaceMention]) -> tuple[PlaceMention, ...]:
    """Each place once, in the spelling that comes first."""
    first: dict[str, PlaceMention] = {}
    for mention in mentions:
        first.setdefault(place_key(mention), mention)
    return tuple(first.values())


def days_key(period: Period | None) -> Days:
    return (period.start, period.end) if period else (None, None)


def key_of(claim: Claim, lineage: Lineage) -> Hashable:
    """What claims of one record share, by kind; None for kinds that are not grouped by a key."""
    match claim:
        case TallyClaim(measure="violations"):
            return ("count", _count_key(lineage)(claim))
        case TallyClaim():
            return ("tally", _tally_key(lineage)(claim))
        case AgreementClaim():
            return ("agreement", _agreement_key(claim))
        case ControlClaim():
            return ("control", _control_key(claim))
        case AssessmentClaim() | SupportClaim():
            return ("statement", _statement_key(lineage)(claim))
        case _:
            return None


def tallies(
    claims: Sequence[TallyClaim], decided: Decisions, lineage: Lineage
) -> list[Tally | MonitorCount]:
    """Repeats of one count are one record; another figure, category or period is another.

    Counts of violations are monitors' counts. No decision joins two claimants: a count is always
    somebody's.
    """
    stated = [claim for claim in claims if claim.claim_status in ("asserted", "alleged")]
    counts = [claim for claim in stated if claim.measure == "violations"]
    others = [claim for claim in stated if claim.measure != "violations"]
    by_id = {claim.id: claim for claim in stated}
    own = decided._replace(
        same=frozenset(
            (left, right)
            for left, right in decided.same
            if left in by_id
            and right in by_id
            and lineage.claimant(by_id[left]) == lineage.claimant(by_id[right])
        )
    )
    return [
        *(_tally(group, lineage) for group in grouped(others, _tally_key(lineage), own, lineage)),
        *(_count(group, lineage) for group in grouped(counts, _count_key(lineage), own, lineage)),
    ]


def _category(claim: TallyClaim) -> str | None:
    return claim.victims or claim.unit


def _tally_key(lineage: Lineage) -> Callable[[TallyClaim], Hashable]:
    return lambda claim: (
        name_key(lineage.claimant(claim)),
        claim.measure,
        place_key(claim.place),
        days_key(claim.period),
        name_key(_category(claim) or ""),
        claim.value,
    )


def _count_key(lineage: Lineage) -> Callable[[TallyClaim], Hashable]:
    # "Over the past day" without a day is about the day of its report, not of all such reports.
    return lambda claim: (
        name_key(lineage.claimant(claim)),
        place_key(claim.place),
        days_key(claim.period) if claim.period else lineage.published(claim) or claim.report,
    )


def _tally(claims: Sequence[TallyClaim], lineage: Lineage) -> Tally:
    first = claims[0]
    where_from = origin(claims, lineage)
    return Tally(
        id=record_id("t", claims, lineage),
        measure=first.measure,
        value=first.value,
        claimant=lineage.claimant(first),
        place=first.place,
        period=first.period,
        category=_category(first),
        cause=next((claim.cause for claim in claims if claim.cause), None),
        claims=where_from.claims,
        reports=where_from.reports,
        first_published=where_from.first_published,
    )


def _count(claims: Sequence[TallyClaim], lineage: Lineage) -> MonitorCount:
    """One monitor's count; the figure said last is its figure, its earlier ones stay as claims."""
    where_from = origin(claims, lineage)
    return MonitorCount(
        id=record_id("m", claims, lineage),
        monitor=lineage.claimant(claims[0]),
        value=claims[-1].value,
        place=claims[0].place,
        period=claims[0].period,
        claims=where_from.claims,
        reports=where_from.reports,
        first_published=where_from.first_published,
    )


def agreements(
    claims: Sequence[AgreementClaim], decided: Decisions, lineage: Lineage
) -> list[ReportedAgreement]:
    """One record an instrument: the dossier's where it is known, else by kind, name and places.

    Its dates are all those reported, each with what the dossier has on it.
    """
    stated = [claim for claim in claims if claim.claim_status != "denied"]
    groups = grouped(stated, _agreement_key, decided, lineage)
    return [_agreement(group, lineage) for group in groups]


def _agreement_key(claim: AgreementClaim) -> Hashable:
    if claim.agreement_id is not None:
        return claim.agreement_id
    return (claim.kind_of, name_key(claim.name), frozenset(map(place_key, claim.places)))


def _agreement(claims: Sequence[AgreementClaim], lineage: Lineage) -> ReportedAgreement:
    where_from = origin(claims, lineage)
    return ReportedAgreement(
        id=record_id("a", claims, lineage),
        name=most_common([claim.name for claim in claims]),
        agreement_kind=most_common(
            [claim.kind_of for claim in claims if claim.kind_of != "other"] or ["other"]
        ),
        agreement_id=next((claim.agreement_id for claim in claims if claim.agreement_id), None),
        dates=agreement_dates(claims, lineage.reference),
        guarantors=unique_actors(actor for claim in claims for actor in claim.guarantors),
        places=unique_places(place for claim in claims for place in claim.places),
        phases=unique(claim.phase for claim in claims if claim.phase is not None),
        claims=where_from.claims,
        reports=where_from.reports,
        first_published=where_from.first_published,
    )


def control_changes(
    claims: Sequence[ControlClaim], decided: Decisions, lineage: Lineage
) -> list[ControlChange]:
    """One record a place, change, actor and date."""
    stated = [claim for claim in claims if claim.claim_status != "planned"]
    groups = grouped(stated, _control_key, decided, lineage)
    return [
        _control_change(group, lineage)
        for group in groups
        if any(claim.claim_status != "denied" for claim in group)
    ]


def _control_key(claim: ControlClaim) -> Hashable:
    return (place_key(claim.place), claim.change, actor_key(claim.actor), days_key(claim.date))


def _control_change(claims: Sequence[ControlClaim], lineage: Lineage) -> ControlChange:
    told = [claim for claim in claims if claim.claim_status != "denied"]
    where_from = origin(claims, lineage)
    return ControlChange(
        id=record_id("g", told, lineage),
        actor=told[0].actor,
        change=told[0].change,
        place=told[0].place,
        occurred=told[0].date,
        is_disputed=len(told) < len(claims) or any(claim.is_disputed for claim in told),
        claimants=tuple(sorted({lineage.claimant(claim) for claim in told})),
        claims=where_from.claims,
        reports=where_from.reports,
        first_published=where_from.first_published,
    )


def statements(
    claims: Sequence[AssessmentClaim | SupportClaim], decided: Decisions, lineage: Lineage
) -> list[Statement]:
    """One record a conclusion and speaker; and one a backer, backed and speaker."""
    stated = [claim for claim in claims if claim.claim_status != "denied"]
    groups = grouped(stated, _statement_key(lineage), decided, lineage)
    return [_statement(group, lineage) for group in groups]


def _statement_key(lineage: Lineage) -> Callable[[AssessmentClaim | SupportClaim], Hashable]:
    def key(claim: AssessmentClaim | SupportClaim) -> Hashable:
        said_by = name_key(lineage.claimant(claim))
        if isinstance(claim, SupportClaim):
            return ("support", said_by, actor_key(claim.backer), actor_key(claim.backed))
        return ("assessment", said_by, name_key(claim.about), name_key(claim.finding))

    return key


def _statement(claims: Sequence[AssessmentClaim | SupportClaim], lineage: Lineage) -> Statement:
    first = claims[0]
    where_from = origin(claims, lineage)
    said = _support(first) if isinstance(first, SupportClaim) else _conclusion(first)
    return msgspec.structs.replace(
        said,
        id=record_id("s", claims, lineage),
        said_by=lineage.claimant(first),
        claims=where_from.claims,
        reports=where_from.reports,
        first_published=where_from.first_published,
    )


def _conclusion(claim: AssessmentClaim) -> Statement:
    return Statement(
        id="", text=claim.finding, about=claim.about, about_ids=claim.about_ids, actor=claim.actor
    )


def _support(claim: SupportClaim) -> Statement:
    return Statement(
        id="",
        text=claim.how or claim.quote,
        about=claim.backed.text,
        about_ids=claim.backed.actor_ids,
        actor=claim.backed,
        backer=claim.backer,
    )
