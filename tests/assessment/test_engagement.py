"""Guarantor engagement: who guarantees a truce and fights, or backs those who fight."""

from __future__ import annotations

from datetime import date

from trucewatch.model.record import Attribution, Statement
from trucewatch.model.values import ActorMention


def backing(backer: str, **fields) -> Statement:
    made = {
        "id": "s-1",
        "text": "government forces, backed by Russian air support",
        "about": "Syrian government",
        "actor": ActorMention("the Assad forces", ("syria-government",)),
        "backer": ActorMention(backer, (backer,)),
        "claims": ("c-9",),
        "first_published": date(2017, 12, 21),
    }
    return Statement(**{**made, **fields})


def test_a_guarantor_said_to_back_a_bound_side_is_engaged(assessed):
    findings = assessed([backing("russian-air-force")])
    engaged = {each.agreement: each for each in findings.engagements}
    memorandum = engaged["syria/memorandum-2017-05-04"]
    assert memorandum.guarantor == "russia"
    assert not memorandum.is_direct
    assert memorandum.claims == ("c-9",)
    idlib = next(each for each in findings.verdicts if each.zone == "syria/idlib")
    assert idlib.engagements == (memorandum.id,)


def test_backing_of_several_named_together_is_backing_of_each(assessed):
    together = ActorMention("Syrian army and allied fighters")
    [engagement, _] = assessed([backing("russia", actor=together)]).engagements
    assert "Russia backs Syrian army and allied fighters" in engagement.how
    assert assessed([backing("russia", actor=ActorMention("village guards"))]).engagements == ()


def test_backing_said_before_the_agreement_is_no_engagement(assessed):
    assert assessed([backing("russia", first_published=date(2017, 3, 1))]).engagements == ()


def test_backing_by_a_state_that_guarantees_nothing_is_no_engagement(assessed):
    assert assessed([backing("isil")]).engagements == ()


def test_a_guarantors_own_strike_in_the_zone_is_direct_engagement(assessed, strike):
    [engagement] = assessed([strike(by=("russian-air-force",))]).engagements
    assert engagement.is_direct
    assert engagement.zones == ("syria/idlib",)
    assert engagement.records == ("i-idlib",)


def test_support_for_the_authors_of_a_strike_is_engagement_by_backing(assessed, strike):
    support = (Attribution(actor=ActorMention("Russian jets", ("russian-air-force",))),)
    [engagement] = assessed([strike(supported_by=support)]).engagements
    assert not engagement.is_direct


def test_a_guarantors_strike_outside_its_zones_is_no_engagement(assessed, strike):
    assert assessed([strike(place="Homs", by=("russia",))]).engagements == ()


def conduct(findings, zone: str) -> dict[str, str]:
    return {each.guarantor: each.conduct for each in findings.guarantees if each.zone == zone}


def test_each_guarantor_of_a_zone_is_told_of_there_or_said_not_to_be(assessed, strike):
    findings = assessed([strike(by=("russian-air-force",))])
    silent = {"iran": "nothing said", "turkey": "nothing said"}
    assert conduct(findings, "syria/idlib") == {"russia": "takes part", **silent}
    assert conduct(findings, "syria/eastern-ghouta") == {"russia": "nothing said", **silent}
    assert conduct(findings, "syria/south-west-truce")["jordan"] == "nothing said"


def test_backing_that_names_no_zone_stands_in_all_of_the_agreements(assessed):
    findings = assessed([backing("russia")])
    assert conduct(findings, "syria/idlib")["russia"] == "is said to back a side"
    [russia] = [
        each
        for each in findings.guarantees
        if (each.zone, each.guarantor) == ("syria/eastern-ghouta", "russia")
    ]
    assert russia.records == ("s-1",)
    assert "air support" in russia.says
