"""The scope test: does this text bar this act, here, then, by this actor, outside its exclusions?

Every step keeps its answer and its reason, so that a reader can disagree with one of them.
"""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property, lru_cache
from typing import get_args

from trucewatch.assessment.evidence import Days, Evidence, Placed, days_of
from trucewatch.assessment.names import best_actor, names_of, source_name
from trucewatch.assessment.standing import ban_days, standing_on, term_end
from trucewatch.assessment.wording import acts_words, day_words, is_harm, listed, with_article
from trucewatch.model.claim import IncidentClaim
from trucewatch.model.finding import Answer, Step, StepName, Violation, ViolationGrade
from trucewatch.model.record import Attribution, ControlChange, Incident
from trucewatch.model.reference import Agreement, Provision, Zone
from trucewatch.reference.reference import Reference
from trucewatch.reference.sides import belongs

Act = Incident | ControlChange
_PLACE_OF: dict[StepName, int] = {name: at for at, name in enumerate(get_args(StepName))}


@dataclass(frozen=True)
class ScopeTest:
    """One act against one provision in one zone, step by step, in the order of `StepName`."""

    act: Act
    zone: Zone
    agreement: Agreement
    provision: Provision
    days: Days
    steps: tuple[Step, ...]

    def answer(self, name: StepName) -> Answer:
        return self.steps[_PLACE_OF[name]].answer

    @property
    def out_of_scope(self) -> str | None:
        """Why the act is no matter of this provision whatever the day: author or exclusion."""
        steps = (step for step in self.steps if step.name != "day" and step.answer == "no")
        return next((f"{step.name}: {step.why}" for step in steps), None)

    @cached_property
    def is_counted(self) -> bool:
        """Whether it counts as force in scope in this zone, on whatever day."""
        return self.answer("place") == "yes" and self.out_of_scope is None

    @property
    def grade(self) -> ViolationGrade | None:
        """None where a step says no: then nothing was violated."""
        answers = [step.answer for step in self.steps]
        if "no" in answers:
            return None
        if "cannot tell" in (self.answer("act"), self.answer("place"), self.answer("day")):
            return "cannot tell"
        if "contested" in answers:
            return "contested"
        return "established" if set(answers) == {"yes"} else "apparent"


def scope_tests(act: Act, evidence: Evidence) -> tuple[ScopeTest, ...]:
    """The tests of every provision that speaks of such an act where it is placed, or may be.

    Agreements overlap, and each gets its own tests: those of the most specific agreement first
    (made for the fewest zones, then signed latest). A planned act has not happened: none.
    """
    if isinstance(act, Incident) and act.is_planned:
        return ()
    tests = [
        _test(act, placed, agreement, provision, evidence)
        for placed in evidence.placed[act.id]
        for agreement in agreements_of(placed.zone, evidence.reference)
        for provision in agreement.provisions
        if concerns(provision, placed.zone) and _act_answer(act, provision) is not None
    ]
    return tuple(sorted(tests, key=lambda test: _specificity(test, evidence.reference)))


def violation_of(test: ScopeTest) -> Violation | None:
    if test.grade is None:
        return None
    key = "|".join((test.act.id, test.zone.id, test.provision.id))
    return Violation(
        id="v-" + hashlib.sha256(key.encode()).hexdigest()[:16],
        incident=test.act.id,
        zone=test.zone.id,
        agreement=test.agreement.id,
        provision=test.provision.id,
        grade=test.grade,
        steps=test.steps,
        occurred_from=test.days.first,
        occurred_to=test.days.last,
    )


def _test(
    act: Act, placed: Placed, agreement: Agreement, provision: Provision, evidence: Evidence
) -> ScopeTest:
    days = days_of(act.occurred, act.first_published)
    steps = (
        _act_step(act, provision),
        _place_step(act, placed, agreement, evidence),
        _day_step(act, days, placed.zone, agreement, provision, evidence.reference),
        _bound_step(act, days, agreement, provision, evidence.reference),
        _author_step(act, evidence),
        _exclusion_step(act, days, agreement, evidence),
    )
    return ScopeTest(act, placed.zone, agreement, provision, days, steps)


def agreements_of(zone: Zone, reference: Reference) -> tuple[Agreement, ...]:
    """The zone's own agreement, and those with a provision that names the zone."""
    return _agreements_of(zone.id, zone.agreement, reference)


@lru_cache(maxsize=1024)
def _agreements_of(zone_id: str, own: str, reference: Reference) -> tuple[Agreement, ...]:
    return tuple(
        agreement
        for agreement in reference.agreements.values()
        if agreement.id == own
        or any(zone_id in provision.zones for provision in agreement.provisions)
    )


def concerns(provision: Provision, zone: Zone) -> bool:
    return bool(provision.bars) and (not provision.zones or zone.id in provision.zones)


def _specificity(test: ScopeTest, reference: Reference) -> tuple[int, int, str, str]:
    signed = test.agreement.signed_on or date.min
    return (
        _zones_under(test.agreement, reference),
        -signed.toordinal(),
        test.provision.id,
        test.zone.id,
    )


def _zones_under(agreement: Agreement, reference: Reference) -> int:
    return _count_zones_under(agreement.id, reference)


@lru_cache(maxsize=1024)
def _count_zones_under(agreement_id: str, reference: Reference) -> int:
    agreement = reference.agreements[agreement_id]
    named = {zone_id for provision in agreement.provisions for zone_id in provision.zones}
    own = {zone.id for zone in reference.zones.values() if zone.agreement == agreement.id}
    return len(named | own)


def _act_answer(act: Act, provision: Provision) -> Answer | None:
    """None where the provision does not speak of such an act."""
    if isinstance(act, ControlChange):
        if f"control:{act.change}" not in provision.bars:
            return None
        return "contested" if act.is_disputed else "yes"
    if act.type in provision.bars:
        return "contested" if act.is_denied or act.grade == "discounted" else "yes"
    if act.type == "armed_force" and KINDS_OF_FORCE.issubset(provision.bars):
        return "contested" if act.is_denied or act.grade == "discounted" else "yes"
    bars_force = any(not bar.startswith("control:") for bar in provision.bars)
    is_force = act.type == "armed_force" or (act.type == "other" and is_harm(act))
    return "cannot tell" if is_force and bars_force else None


# Who bars all of these bars force of whatever kind.
KINDS_OF_FORCE = frozenset(
    {"airstrike", "drone_strike", "shelling", "armed_clash", "bombing_ied", "sniper_or_small_arms"}
)


def _act_step(act: Act, provision: Provision) -> Step:
    answer = _act_answer(act, provision)
    assert answer is not None, "tests are made only for provisions that speak of the act"
    bars = f"“{provision.title}” bars {acts_words(provision.bars)}"
    why = {
        "yes": f"{bars}: “{provision.text}”",
        "contested": f"{bars}, but that it happened is disputed",
        "cannot tell": f"the harm is of no stated kind; {bars}",
    }[answer]
    return Step(name="act", answer=answer, why=why, claims=act.claims)


def _place_step(act: Act, placed: Placed, agreement: Agreement, evidence: Evidence) -> Step:
    zone = placed.zone
    line = f"the zone's line is our reading, accurate to about {zone.accuracy_m / 1000:g} km"
    why = f"{placed.why}; {line}"
    others = {
        with_article(other.name)
        for each in evidence.placed[act.id]
        for other in agreements_of(each.zone, evidence.reference)
        if other.id != agreement.id and _bars_here(other, each.zone) and _is_known(other, act)
    }
    if others:
        why += f"; the place is also under {listed(sorted(others))}"
    return Step(name="place", answer=placed.answer, why=why, claims=act.claims)


def _bars_here(agreement: Agreement, zone: Zone) -> bool:
    return any(concerns(provision, zone) for provision in agreement.provisions)


def _is_known(agreement: Agreement, act: Act) -> bool:
    """Whether the agreement was signed when the act was reported."""
    signed, published = agreement.signed_on, act.first_published
    return signed is None or published is None or signed <= published


def _day_step(
    act: Act,
    days: Days,
    zone: Zone,
    agreement: Agreement,
    provision: Provision,
    reference: Reference,
) -> Step:
    first, last = ban_days(agreement, provision, zone, reference)
    begins = day_words(first) if first else "a day not known"
    ban = f"the ban runs from {begins}{f' to {day_words(last)}' if last else ''}"
    why = f"{days}, local to {zone.timezone}; {ban}{_term_note(agreement, days, reference)}"
    return Step(name="day", answer=_day_answer(days, first, last), why=why, claims=act.claims)


def _day_answer(days: Days, first: date | None, last: date | None) -> Answer:
    if not days.touches(first, last):
        return "no"
    return "yes" if first is not None and days.within(first, last) else "cannot tell"


def _term_note(agreement: Agreement, days: Days, reference: Reference) -> str:
    end = term_end(agreement, days.last)
    if end is None or days.last is None or days.last <= end:
        return ""
    standing, why = standing_on(agreement, days.last, reference)
    return f". {why}" if standing == "extension unknown" else ""


def _authors(act: Act) -> tuple[Attribution, ...]:
    if isinstance(act, ControlChange):
        return (Attribution(actor=act.actor, claimants=act.claimants, claims=act.claims),)
    return act.perpetrators


def _is_contested(act: Act) -> bool:
    return isinstance(act, Incident) and act.authorship == "contested"


def _claims_of(authors: Sequence[Attribution]) -> tuple[str, ...]:
    return tuple(sorted({claim for author in authors for claim in author.claims}))


def _author_step(act: Act, evidence: Evidence) -> Step:
    """Who did it. An author whom nobody asserts, only alleges, is not stated."""
    authors = _authors(act)
    if not authors:
        why = "no report says who did it"
        return Step(name="author", answer="not stated", why=why, claims=act.claims)
    said = "; ".join(_named_by(author, evidence.reference) for author in authors)
    answer: Answer = "contested" if _is_contested(act) else "yes"
    if answer == "yes" and _is_only_alleged(authors, evidence):
        answer, said = "not stated", f"only alleged: {said}"
    return Step(name="author", answer=answer, why=said, claims=_claims_of(authors))


def _is_only_alleged(authors: Sequence[Attribution], evidence: Evidence) -> bool:
    claims = [evidence.claims.get(claim_id) for claim_id in _claims_of(authors)]
    statuses = {claim.claim_status for claim in claims if claim is not None}
    return statuses == {"alleged"}


def _named_by(author: Attribution, reference: Reference) -> str:
    claimants = (with_article(source_name(each, reference)) for each in author.claimants)
    by = listed(claimants) or "the outlet"
    return f"{author.actor.text}, {'denied' if author.is_denied else 'named'} by {by}"


def _bound_step(
    act: Act, days: Days, agreement: Agreement, provision: Provision, reference: Reference
) -> Step:
    owed = provision.owed_by or agreement.bound or agreement.parties
    bound = (*owed, *agreement.guarantors)
    authors = _authors(act)
    answers = [_is_bound(author, bound, reference, days.last) for author in authors]
    answer: Answer = _joint_answer(answers, _is_contested(act))
    names = names_of(owed, reference)
    why = {
        "yes": f"{_texts(authors)}: bound, as one of {names}, of their forces or allies, "
        "or as a guarantor",
        "no": f"{_texts(authors)}: none of those bound, which are {names}",
        "not stated": f"no author is stated; those bound are {names}",
    }.get(answer, f"the dossier does not say whether {_texts(authors)} belongs to {names}")
    return Step(name="actor bound", answer=answer, why=why, claims=_claims_of(authors))


def _is_bound(
    author: Attribution, bound: Sequence[str], reference: Reference, on: date | None
) -> bool | None:
    actor_id = best_actor(author.actor)
    if actor_id is None:
        return None
    return belongs(actor_id, bound, reference, on, with_allies=True)


def _joint_answer(answers: Sequence[bool | None], is_contested: bool) -> Answer:
    """One bound author is enough; among rival authors all must be."""
    if not answers:
        return "not stated"
    if all(answers) or (any(answers) and not is_contested):
        return "yes"
    return "no" if all(answer is False for answer in answers) else "cannot tell"


def _texts(authors: Sequence[Attribution]) -> str:
    return listed(author.actor.text for author in authors)


def _exclusion_step(act: Act, days: Days, agreement: Agreement, evidence: Evidence) -> Step:
    """Yes where the act is outside the exclusion clause, so that the truce covers it."""
    if not agreement.excluded:
        return Step(name="exclusion clause", answer="yes", why="the agreement excludes no group")
    names = names_of(agreement.excluded, evidence.reference)
    authors = _author_exclusion(act, days, agreement, evidence.reference)
    answers = {authors, _target_exclusion(act, days, agreement, evidence)}
    answer = next(each for each in EXCLUSION_ANSWERS if each in answers)
    why = {
        "yes": f"neither author nor target is named as one of {names}",
        "no": f"{names} are excluded, and one of them is named as author or target",
        "not stated": f"neither author nor target is stated; the clause excludes {names}",
    }.get(answer, f"accounts differ on whether {names} took part or was the target")
    return Step(name="exclusion clause", answer=answer, why=why, claims=act.claims)


# One excluded author or target takes the act out, whatever is known of the other.
EXCLUSION_ANSWERS: tuple[Answer, ...] = ("no", "contested", "yes", "not stated")


def _author_exclusion(act: Act, days: Days, agreement: Agreement, reference: Reference) -> Answer:
    known = [actor for author in _authors(act) if (actor := best_actor(author.actor))]
    excluded = [belongs(actor, agreement.excluded, reference, days.last) for actor in known]
    if any(excluded):
        return "contested" if _is_contested(act) and not all(excluded) else "no"
    return "yes" if known else "not stated"


def _target_exclusion(act: Act, days: Days, agreement: Agreement, evidence: Evidence) -> Answer:
    claims = [evidence.claims.get(claim_id) for claim_id in act.claims]
    stated = [
        each for each in claims if isinstance(each, IncidentClaim) and each.victims_or_targets
    ]
    excluding = [
        claim for claim in stated if _names_excluded(claim, days, agreement, evidence.reference)
    ]
    if excluding:
        rivals = [claim for claim in stated if claim not in excluding and _names_civilians(claim)]
        return "contested" if rivals else "no"
    return "yes" if stated else "not stated"


def _names_excluded(
    claim: IncidentClaim, days: Days, agreement: Agreement, reference: Reference
) -> bool:
    named = (reference.actors_named(text, days.last) for text in claim.victims_or_targets)
    return any(
        belongs(actors[0].id, agreement.excluded, reference, days.last)
        for actors in named
        if actors
    )


def _names_civilians(claim: IncidentClaim) -> bool:
    tolls = [claim.killed_children, *(claim.victims.get(who) for who in CIVILIANS)]
    return any(toll is not None and toll.low for toll in tolls)


CIVILIANS = ("civilian", "women", "children")
