"""The scope test: which incidents break which provision, and how surely."""

from __future__ import annotations

from datetime import date

import msgspec
import pytest

from trucewatch.assessment.evidence import gather
from trucewatch.assessment.scope import KINDS_OF_FORCE, scope_tests
from trucewatch.model.claim import IncidentClaim
from trucewatch.model.record import Attribution
from trucewatch.model.reference import Agreement, Provision
from trucewatch.model.values import ActorMention, Period, Range
from trucewatch.reference.reference import Reference


def answers(violation):
    return {step.name: step.answer for step in violation.steps}


def test_a_strike_by_no_stated_author_is_an_apparent_violation(assessed, strike):
    [violation] = assessed([strike()]).violations
    found = answers(violation)
    assert (violation.grade, violation.zone) == ("apparent", "syria/idlib")
    assert violation.provision == "syria/memorandum-2017-05-04#1"
    assert [found[step] for step in ("act", "place", "day", "author")] == [
        "yes",
        "yes",
        "yes",
        "not stated",
    ]


def test_steps_say_why_in_words_of_the_text_the_line_and_the_dates(assessed, strike):
    [violation] = assessed([strike()]).violations
    why = {step.name: step.why for step in violation.steps}
    assert "Hostilities stop inside the zones" in why["act"]
    assert "5 km" in why["place"]
    assert "20 December 2017" in why["day"] and "6 May 2017" in why["day"]
    assert "no extension after that is documented" in why["day"]


def test_a_strike_by_a_bound_army_is_established(assessed, strike):
    [violation] = assessed([strike(by=("syrian-army",))]).violations
    assert violation.grade == "established"


def test_an_ally_of_a_bound_side_is_bound(assessed, strike):
    [violation] = assessed([strike(by=("russian-air-force",))]).violations
    assert answers(violation)["actor bound"] == "yes"


@pytest.mark.parametrize("by", ["hts", "united-states"])
def test_an_excluded_or_unbound_author_breaks_nothing_and_it_is_said(assessed, strike, by):
    findings = assessed([strike(by=(by,))])
    verdict = next(each for each in findings.verdicts if each.zone == "syria/idlib")
    assert findings.violations == ()
    assert verdict.incidents == ()
    assert verdict.out_of_scope[0][0] == "i-idlib"


def claim(name: str, target: str, civilians: int = 0) -> IncidentClaim:
    victims = {"civilian": Range(civilians, civilians)} if civilians else {}
    return IncidentClaim(
        id=name,
        report="r-1",
        reader="rules",
        quote="-",
        type="airstrike",
        victims_or_targets=(target,),
        victims=victims,
    )


def test_a_strike_on_an_excluded_group_breaks_nothing(assessed, strike):
    assert assessed([strike()], [claim("c-1", "Islamic State")]).violations == ()


def test_rival_accounts_of_the_target_leave_the_violation_contested(assessed, strike):
    claims = [claim("c-1", "HTS"), claim("c-2", "civilians", 7)]
    [violation] = assessed([strike(claims=("c-1", "c-2"))], claims).violations
    assert violation.grade == "contested"


def test_an_author_who_is_only_alleged_is_not_stated(assessed, strike):
    alleged = msgspec.structs.replace(claim("c-1", "civilians", 7), claim_status="alleged")
    [violation] = assessed([strike(by=("syrian-army",))], [alleged]).violations
    assert violation.grade == "apparent"
    assert answers(violation)["author"] == "not stated"


def test_contested_authorship_leaves_the_violation_contested(assessed, strike):
    incident = strike(by=("syrian-army", "russian-air-force"), authorship="contested")
    assert assessed([incident]).violations[0].grade == "contested"


def test_a_place_that_only_overlaps_or_a_day_that_straddles_cannot_be_told(assessed, strike):
    overlapping = strike(place="Syria", id="i-1")
    straddling = strike(id="i-2", occurred=Period(date(2017, 5, 1), date(2017, 5, 31), "month"))
    undated = strike(id="i-3", day=None)
    findings = assessed([overlapping, straddling, undated])
    assert {each.grade for each in findings.violations} == {"cannot tell"}
    assert {each.incident for each in findings.violations} == {"i-1", "i-2", "i-3"}


@pytest.mark.parametrize("day, count", [(date(2017, 5, 5), 0), (date(2017, 5, 6), 1)])
def test_nothing_is_violated_before_the_ban_begins(assessed, strike, day, count):
    assert len(assessed([strike(day=day)]).violations) == count


def test_what_is_planned_or_barred_by_no_provision_violates_nothing(assessed, strike):
    assert assessed([strike(is_planned=True), strike(id="i-2", type="protest")]).violations == ()


@pytest.mark.parametrize("killed, count", [(19, 1), (None, 0)])
def test_an_act_of_no_stated_kind_matters_only_where_it_harms(assessed, strike, killed, count):
    violations = assessed([strike(type="other", killed=killed)]).violations
    assert [each.grade for each in violations] == ["cannot tell"] * count


def test_overlapping_agreements_each_have_their_finding_the_most_specific_first(reference, strike):
    incident = strike(place="Daraa")
    tests = scope_tests(incident, gather([incident], {}, {}, reference))
    assert [test.zone.id for test in tests] == ["syria/south-west-truce", "syria/south-west"]
    assert "also under the Memorandum" in tests[0].steps[1].why


def test_ground_taken_is_a_violation_and_disputed_ground_a_contested_one(assessed, gain):
    changes = [gain(), gain(id="g-2", is_disputed=True)]
    grades = {each.incident: each.grade for each in assessed(changes).violations}
    assert grades == {"g-1": "established", "g-2": "contested"}


def test_an_author_the_dossier_does_not_know_leaves_the_violation_apparent(assessed, strike):
    unknown = (Attribution(actor=ActorMention("gunmen")),)
    incident = strike(perpetrators=unknown, authorship="stated")
    assert assessed([incident]).violations[0].grade == "apparent"


def test_a_place_that_names_a_zone_is_in_no_doubt_for_zones_apart_from_it(assessed, strike):
    violations = assessed([strike(place="Eastern Ghouta")]).violations
    assert [each.zone for each in violations] == ["syria/eastern-ghouta"]


def test_only_agreements_that_bar_something_there_are_named_beside_a_place(reference, strike):
    [dossier] = reference.dossiers
    centre = Provision(id="later#1", title="centre", text="-", zones=("syria/idlib",))
    later = Agreement(id="later", name="Later statement", kind="other", provisions=(centre,))
    ban = msgspec.structs.replace(centre, bars=("airstrike",))
    for provisions, expected in (((centre,), False), ((ban,), True)):
        told = msgspec.structs.replace(later, provisions=provisions)
        agreements = (*dossier.agreements, told)
        wider = Reference((msgspec.structs.replace(dossier, agreements=agreements),))
        incident = strike()
        tests = scope_tests(incident, gather([incident], {}, {}, wider))
        [own] = [each for each in tests if each.agreement.id != "later"]
        assert ("also under the Later statement" in own.steps[1].why) is expected


@pytest.mark.parametrize("lacking, answer", [("", "yes"), ("sniper_or_small_arms", "cannot tell")])
def test_force_of_no_stated_kind_is_barred_where_every_kind_is(reference, strike, lacking, answer):
    [dossier] = reference.dossiers
    bars = tuple(sorted(KINDS_OF_FORCE - {lacking}))
    stop = Provision(id="m#1", title="Fire ceases", text="All fire ceases.", bars=bars)
    agreements = tuple(
        msgspec.structs.replace(each, provisions=(stop,)) for each in dossier.agreements[:1]
    )
    known = Reference((msgspec.structs.replace(dossier, agreements=agreements),))
    incident = strike("Ariha", type="armed_force")
    [test] = scope_tests(incident, gather([incident], {}, {}, known))
    assert test.answer("act") == answer
