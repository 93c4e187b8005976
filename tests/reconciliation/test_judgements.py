"""A person's decision wins over the rule."""

from __future__ import annotations


def test_a_person_joins_what_the_rule_keeps_apart(desk):
    one, other = desk.force(place="Maar Shurin", killed=19), desk.force(place="Ariha", killed=2)
    together = desk.decides(one, other, is_same=True)
    (incident,) = desk.records(together)
    assert incident.merged_by == (together,)


def test_what_a_person_holds_apart_stays_apart_even_through_a_third(desk):
    one, other, third = (desk.force(killed=19, quote=quote) for quote in ("one", "two", "three"))
    incidents = desk.records(desk.decides(one, other, is_same=False))
    apart = [incident for incident in incidents if {one.id, other.id} <= set(incident.claims)]
    assert apart == [] and len(incidents) == 2
    assert any(third.id in incident.claims for incident in incidents)


def test_the_latest_decision_of_a_person_stands(desk):
    one, other = desk.force(killed=19), desk.force(killed=19)
    first = desk.decides(one, other, is_same=False, decided="2018-01-01")
    later = desk.decides(other, one, is_same=True, decided="2018-02-01")
    assert len(desk.records(later, first)) == 1


def test_a_claim_joins_two_versions_that_a_person_joined(desk):
    one, other = desk.force(place="Maar Shurin", killed=19), desk.force(place="Ariha", killed=2)
    desk.force(place="Maar Shurin", killed=19)
    (incident,) = desk.records(desk.decides(one, other, is_same=True))
    assert len(incident.claims) == 3


def test_what_the_rule_once_said_does_not_bind_it(desk):
    one, other = desk.force(place="Maar Shurin"), desk.force(place="Ariha")
    once = desk.decides(one, other, is_same=True)
    by_rule = type(once)(left=one.id, right=other.id, is_same=True, by="rule:x@0", why="")
    assert len(desk.records(by_rule)) == 2


def test_one_decision_told_from_both_sides_is_kept_the_same_in_either_order(desk):
    one, other = desk.force(killed=19), desk.force(killed=19)
    told = [desk.decides(one, other, is_same=True), desk.decides(other, one, is_same=True)]
    assert desk.records(*told) == desk.records(*told[::-1])
