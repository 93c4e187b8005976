"""Rounds of talks from claims about them: planned and held are two facts with two dates."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from trucewatch.model.claim import TalkClaim
from trucewatch.model.record import Round
from trucewatch.model.values import PlaceMention
from trucewatch.reconciliation.attendees import attendees
from trucewatch.reconciliation.clusters import Decisions
from trucewatch.reconciliation.fusion import (
    FINEST_PLACE_FIRST,
    most_common,
    origin,
    record_id,
)
from trucewatch.reconciliation.gatherings import Gathering, gatherings, number_of
from trucewatch.reconciliation.grouping import unique, unique_actors
from trucewatch.reconciliation.held import (
    held_period,
    latest_phase,
    planned_dates,
    slipped_days,
)
from trucewatch.reconciliation.lineage import Lineage
from trucewatch.reconciliation.rules import MatchingRules
from trucewatch.reconciliation.sittings import Sitting, sittings_of


def rounds(
    claims: Sequence[TalkClaim],
    decided: Decisions,
    lineage: Lineage,
    rules: MatchingRules,
    beside: Iterable[TalkClaim] = (),
    gathered: Iterable[Gathering] | None = None,
) -> list[Round]:
    """One record a round, meeting or congress. Denied claims make none, nor do claims that do not
    tell their meeting from any other, unless they go with one that does. `beside` are other
    claims of the same reports; `gathered` says which claims go together, where it is known."""
    by_id = {claim.id: claim for claim in claims if claim.claim_status != "denied"}
    sittings = {each.claim: each for each in sittings_of([*by_id.values()], lineage, beside)}
    if gathered is None:
        gathered = gatherings(sittings.values(), decided, lineage.reference, rules)
    together = [
        (each, sorted((sittings[claim] for claim in each.claims), key=lambda one: one.order))
        for each in gathered
    ]
    return [
        _round(each, [by_id[one.claim] for one in told], told, lineage, rules)
        for each, told in together
        if any(one.tells_which for one in told)
    ]


def _round(
    gathering: Gathering,
    claims: Sequence[TalkClaim],
    sittings: Sequence[Sitting],
    lineage: Lineage,
    rules: MatchingRules,
) -> Round:
    held_claims = [claim for claim in claims if not claim.is_plan]
    plans = [claim for claim in claims if claim.is_plan]
    told = held_claims or plans
    held = held_period(held_claims, lineage, rules)
    planned = planned_dates(plans, lineage)
    phase = latest_phase(told, lineage)
    where_from = origin(claims, lineage)
    return Round(
        id=record_id("k", claims, lineage),
        name=most_common([claim.name for claim in told]),
        track_id=gathering.track,
        number=number_of(sittings),
        place=_place(told),
        # A round that nobody reported to end has ended once its track has held a later one.
        phase="concluded" if phase == "under_way" and gathering.is_over else phase,
        held=held,
        planned=planned,
        slipped_days=slipped_days(planned, held),
        sponsors=unique_actors(actor for claim in claims for actor in claim.sponsors),
        attendees=attendees(claims, lineage),
        agenda=unique(point for claim in claims for point in claim.agenda),
        outcomes=unique(claim.outcome for claim in claims if claim.outcome),
        claims=where_from.claims,
        reports=where_from.reports,
        first_published=where_from.first_published,
    )


def _place(claims: Sequence[TalkClaim]) -> PlaceMention | None:
    """The most specific place, the commonest of equally specific ones."""
    named = [claim.place for claim in claims if claim.place is not None]
    if not named:
        return None
    finest = min(FINEST_PLACE_FIRST.index(place.precision) for place in named)
    return most_common(
        [place for place in named if FINEST_PLACE_FIRST.index(place.precision) == finest]
    )
