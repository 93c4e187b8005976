"""One incident from the claims about it. The rules are in docs/reconciliation.md."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Hashable, Iterable, Iterator, Sequence
from datetime import date
from typing import Literal, NamedTuple, TypeVar, get_args

from trucewatch.model.claim import Act, Claim, Grade, IncidentClaim
from trucewatch.model.record import Attribution, Figure, Incident, Judgement, Toll
from trucewatch.model.values import ActorMention, Period, PlaceMention, Precision, Range
from trucewatch.reconciliation.days import span_of
from trucewatch.reconciliation.lineage import Lineage
from trucewatch.reconciliation.names import actor_key, place_key
from trucewatch.reconciliation.places import places_of
from trucewatch.reconciliation.ranges import is_exact
from trucewatch.reconciliation.revisions import Said, early_claims, rises
from trucewatch.reconciliation.rules import MatchingRules
from trucewatch.reconciliation.sides import Sides

BEST_RULE = (
    "no figure that a later one revised; an exact figure before an open one, then the claimant of "
    "best standing, then the figure first said last; a range counts as its middle, an open one as "
    "its bound"
)
FINEST_PLACE_FIRST = ("exact", "town", "near", "district", "area", "province", "country", None)
FINEST_DAY_FIRST: tuple[Precision, ...] = get_args(Precision)
Authorship = Literal["stated", "contested", "not stated"]
FigureField = Literal[
    "killed",
    "killed_civilians",
    "killed_combatants",
    "killed_women",
    "killed_children",
    "injured",
]
Item = TypeVar("Item", bound=Hashable)


class Origin(NamedTuple):
    """The fields that every record has about where it comes from."""

    claims: tuple[str, ...]
    reports: tuple[str, ...]
    first_published: date | None


def origin(claims: Iterable[Claim], lineage: Lineage) -> Origin:
    together = list(claims)
    days = [day for day in map(lineage.published, together) if day is not None]
    return Origin(
        claims=tuple(sorted({claim.id for claim in together})),
        reports=tuple(sorted({claim.report for claim in together})),
        first_published=min(days, default=None),
    )


def record_id(letter: str, claims: Iterable[Claim], lineage: Lineage) -> str:
    """A record is called after its first claim, so that later reports leave its id alone."""
    first = min(claims, key=lineage.order)
    return f"{letter}-{hashlib.sha256(first.id.encode()).hexdigest()[:16]}"


def most_common(items: Sequence[Item]) -> Item:
    """The commonest; of equals the one that comes first."""
    counts = Counter(items)
    return max(counts, key=lambda item: (counts[item], -items.index(item)))


def fuse(
    claims: Iterable[IncidentClaim],
    lineage: Lineage,
    rules: MatchingRules,
    *,
    superseded: tuple[str, ...] = (),
    merged_by: tuple[Judgement, ...] = (),
) -> Incident | None:
    """The incident that `claims` tell of; None where they only deny it."""
    ordered = sorted(claims, key=lineage.order)
    told = [claim for claim in ordered if claim.claim_status != "denied"]
    denials = [claim for claim in ordered if claim.claim_status == "denied"]
    if not told:
        return None
    occurred = finest_period([claim.date for claim in told if claim.date is not None])
    sides = Sides(lineage.reference, occurred.start if occurred else None)
    perpetrators = attributions(told, denials, lineage)
    authorship = authorship_of(perpetrators, sides)
    is_denied = any(denies_the_event(claim) for claim in denials)
    places = all_places(told)
    where_from = origin(ordered, lineage)
    return Incident(
        id=record_id("i", told, lineage),
        type=usual_type(told),
        occurred=occurred,
        place=places[0] if places else None,
        places=places,
        killed=figure(told, "killed", lineage, rules),
        killed_civilians=figure(told, "killed_civilians", lineage, rules),
        killed_combatants=figure(told, "killed_combatants", lineage, rules),
        killed_women=figure(told, "killed_women", lineage, rules),
        killed_children=figure(told, "killed_children", lineage, rules),
        injured=figure(told, "injured", lineage, rules),
        perpetrators=perpetrators,
        supported_by=supporters(told, lineage),
        authorship=authorship,
        is_denied=is_denied,
        grade=graded_by_person(told)
        or (
            "discounted"
            if are_withdrawn(told, denials, lineage)
            else "contested"
            if is_denied or authorship == "contested"
            else grade_uncontested(told, perpetrators, lineage, sides)
        ),
        claimants=tuple(sorted({lineage.claimant(claim) for claim in told})),
        outlets=lineage.outlets(told),
        sources=lineage.independent(told),
        claims=where_from.claims,
        reports=where_from.reports,
        first_published=where_from.first_published,
        superseded=superseded,
        merged_by=merged_by,
    )


def graded_by_person(told: Iterable[IncidentClaim]) -> Grade | None:
    """The grade that a person gave; of several the one on the claim that came first."""
    return next((claim.graded for claim in told if isinstance(claim.graded, str)), None)


def usual_type(claims: Sequence[IncidentClaim]) -> Act:
    """The type most claims give; force of no kind, and "other", only if none gives more. The
    first said of equals."""
    types = [claim.type for claim in claims]
    for untold in (("other", "armed_force"), ("other",)):
        if told := [each for each in types if each not in untold]:
            return most_common(told)
    return "other"


def finest_period(periods: Sequence[Period]) -> Period | None:
    """The shortest period said; of equally short ones the commonest, then the first."""
    if not periods:
        return None
    finest = min(map(_grain, periods))
    return most_common([period for period in periods if _grain(period) == finest])


def _grain(period: Period) -> tuple[float, int]:
    span = span_of(period)
    return (span.days if span else float("inf"), FINEST_DAY_FIRST.index(period.precision))


def all_places(claims: Sequence[IncidentClaim]) -> tuple[PlaceMention, ...]:
    """Every place claimed, the most specific first, then the commonest, then the first said.

    Rival spellings of one place are one; of the most specific ("in" a town rather than near it)
    the spelling said first stands for it.
    """
    named = [place for claim in claims for place in places_of(claim)]
    finest: dict[str, PlaceMention] = {}
    for place in sorted(named, key=_coarseness):
        finest.setdefault(place_key(place), place)
    counts = Counter(map(place_key, named))
    return tuple(
        sorted(finest.values(), key=lambda place: (_coarseness(place), -counts[place_key(place)]))
    )


def _coarseness(place: PlaceMention) -> int:
    return FINEST_PLACE_FIRST.index(place.precision)


def figure(
    claims: Sequence[IncidentClaim],
    field: FigureField,
    lineage: Lineage,
    rules: MatchingRules,
) -> Figure | None:
    """Rival tolls and what they span. None where no claim gives one.

    A claimant's repeats of one toll are one, said when it was first said: a late re-run of an old
    figure is not news.
    """
    said = [(claim, value) for claim in claims if (value := stated(claim, field)) is not None]
    if not said:
        return None
    ranks: dict[tuple[str, Range], tuple[bool, int, int]] = {}
    tolls: dict[tuple[str, Range], Toll] = {}
    originators: dict[tuple[str, Range], str] = {}
    for said_at, (claim, value) in enumerate(sorted(said, key=lambda each: lineage.order(each[0]))):
        key = (lineage.claimant(claim), value)
        standing = rules.standing.get(lineage.voice(claim).kind, rules.standing["unnamed"])
        ranks.setdefault(key, (is_exact(value), standing, said_at))
        tolls.setdefault(
            key,
            Toll(
                claimant=key[0],
                value=value,
                claim=claim.id,
                published=lineage.published(claim),
                published_at=lineage.instant(claim),
            ),
        )
        originators.setdefault(key, lineage.originator(claim))
    risen = rises([Said(toll, originators[key]) for key, toll in tolls.items()], rules)
    revised = early_claims(risen)
    best = max((key for key in ranks if tolls[key].claim not in revised), key=ranks.__getitem__)
    values = [toll.value for toll in tolls.values()]
    return Figure(
        low=min((value.low for value in values if value.low is not None), default=None),
        best=midpoint(best[1]),
        high=max((value.high for value in values if value.high is not None), default=None),
        rule=BEST_RULE,
        tolls=tuple(tolls.values()),
        reports=tuple(sorted({claim.report for claim, _ in said})),
        rises=risen,
    )


def midpoint(value: Range) -> int | None:
    if value.low is None or value.high is None:
        return value.high if value.low is None else value.low
    return (value.low + value.high) // 2


def stated(claim: IncidentClaim, field: FigureField) -> Range | None:
    """What the claim says of the figure; None where it says nothing."""
    match field:
        case "killed_civilians":
            return _civilians_killed(claim)
        case "killed_combatants":
            return claim.victims.get("combatant")
        case "killed_women":
            return claim.victims.get("women")
        case "killed_children":
            return claim.killed_children
        case "killed":
            return claim.killed
        case "injured":
            return claim.injured


def _civilians_killed(claim: IncidentClaim) -> Range | None:
    if "civilian" in claim.victims:
        return claim.victims["civilian"]
    victims = claim.victims_or_targets
    if victims and all("civilian" in words.casefold() for words in victims):
        return claim.killed
    return None


def denies_the_event(denial: IncidentClaim) -> bool:
    """Whether it is denied that it happened; a denial that names an author denies authorship."""
    return not denial.perpetrators


def attributions(
    told: Sequence[IncidentClaim], denials: Sequence[IncidentClaim], lineage: Lineage
) -> tuple[Attribution, ...]:
    """Who is said to have done it, by whom, and whether the accused deny it.

    An author whom only a denial names is listed with no claimant: the denial tells of a charge.
    """
    charges = _said_of(told, lineage, ("perpetrators", "claimed_by"))
    denied = {actor_key(actor): actor for claim in denials for actor in claim.perpetrators}
    for key, actor in denied.items():
        charges.setdefault(key, (actor, []))
    return tuple(
        _attribution(actor, claims, lineage, is_denied=key in denied)
        for key, (actor, claims) in sorted(charges.items())
    )


def supporters(claims: Sequence[IncidentClaim], lineage: Lineage) -> tuple[Attribution, ...]:
    """Who is said to back those who did it."""
    charges = _said_of(claims, lineage, ("supported_by",))
    return tuple(
        _attribution(actor, said_by, lineage, is_denied=False)
        for _, (actor, said_by) in sorted(charges.items())
    )


def _said_of(
    claims: Iterable[IncidentClaim], lineage: Lineage, fields: Sequence[str]
) -> dict[str, tuple[ActorMention, list[IncidentClaim]]]:
    """Claims by the actor they name in `fields`; the first spelling stands for the actor."""
    named: dict[str, tuple[ActorMention, list[IncidentClaim]]] = {}
    for claim in sorted(claims, key=lineage.order):
        for field in fields:
            for actor in getattr(claim, field):
                named.setdefault(actor_key(actor), (actor, []))[1].append(claim)
    return named


def _attribution(
    actor: ActorMention, claims: Sequence[IncidentClaim], lineage: Lineage, *, is_denied: bool
) -> Attribution:
    return Attribution(
        actor=actor,
        claimants=tuple(sorted({lineage.claimant(claim) for claim in claims})),
        claims=tuple(sorted({claim.id for claim in claims})),
        is_denied=is_denied,
    )


def authorship_of(perpetrators: Sequence[Attribution], sides: Sides) -> Authorship:
    """Contested where an accused denies it or two sides are blamed; allies are one side.

    Only actors the dossiers know can be told apart: "unknown warplanes" are nobody's rival.
    """
    if not perpetrators:
        return "not stated"
    known = [blamed.actor.actor_ids[0] for blamed in perpetrators if blamed.actor.actor_ids]
    are_rivals = any(not sides.are_together(one, other) for one in known for other in known)
    is_denied = any(blamed.is_denied for blamed in perpetrators)
    return "contested" if are_rivals or is_denied else "stated"


def are_withdrawn(
    told: Iterable[IncidentClaim], denials: Sequence[IncidentClaim], lineage: Lineage
) -> bool:
    """Whether everyone who told of it has since said that it did not happen."""
    return all(
        any(
            denies_the_event(denial)
            and lineage.claimant(denial) == lineage.claimant(claim)
            and lineage.order(denial) > lineage.order(claim)
            for denial in denials
        )
        for claim in told
    )


def grade_uncontested(
    told: Sequence[IncidentClaim],
    perpetrators: Sequence[Attribution],
    lineage: Lineage,
    sides: Sides,
) -> Grade:
    """Confirmed where the accused accepts it; fair on two independent credible sources and an
    author; weak otherwise. A party to the fighting is a source, and no credible one."""
    if any(_accepts(claim, lineage, sides) for claim in told):
        return "confirmed"
    has_two_sources = len(lineage.independent(_credible(told, lineage))) >= 2
    return "fair" if has_two_sources and perpetrators else "weak"


def _credible(told: Sequence[IncidentClaim], lineage: Lineage) -> Iterator[IncidentClaim]:
    """Claims by others than parties; those who stand on one side are one voice, the first."""
    heard: set[str] = set()
    for claim in told:
        voice = lineage.voice(claim)
        if voice.kind != "party" and voice.side not in heard:
            heard |= {voice.side} if voice.side else set()
            yield claim


def _accepts(claim: IncidentClaim, lineage: Lineage, sides: Sides) -> bool:
    if claim.claimed_by:
        return True
    accused = [actor_id for actor in claim.perpetrators for actor_id in actor.actor_ids[:1]]
    return any(
        sides.speaks_for(voice, actor_id)
        for voice in lineage.claimant_ids(claim)
        for actor_id in accused
    )
