"""A person's decision wins over the rule."""

from __future__ import annotations

import msgspec
import pytest

from trucewatch.reconciliation.disagreements import disagreements, triangles


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


def test_a_link_that_a_person_stops_says_who_does(desk):
    one, other, _ = (desk.force(killed=19, quote=quote) for quote in ("one", "two", "three"))
    apart = desk.decides(one, other, is_same=False)
    (refused,) = [each for each in desk.reconcile(apart).judgements if not each.is_same]
    assert "Amal holds" in refused.why and one.id in refused.why and other.id in refused.why


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


def triangle(desk, *, last: str):
    """Three accounts of one strike: 1 and 2 are one, 2 and 3 are one, 1 and 3 are two. The links
    are decided on the first two days of the month; `last` is the one decided on the second."""
    one, two, three = (
        desk.force(killed=19, place=place, quote=place)
        for place in ("Maar Shurin", "Ariha", "Douma")
    )
    days = {"1=2": "2018-01-01", "2=3": "2018-01-01", last: "2018-01-02"}
    told = (
        desk.decides(one, two, is_same=True, decided=days["1=2"]),
        desk.decides(two, three, is_same=True, decided=days["2=3"]),
        desk.decides(one, three, is_same=False, decided="2017-12-31"),
    )
    return (one, two, three), told


@pytest.mark.parametrize(("last", "together"), [("1=2", (0, 1)), ("2=3", (1, 2))])
def test_of_a_triangle_the_later_link_joins_and_what_is_different_stays_apart(desk, last, together):
    claims, told = triangle(desk, last=last)
    joined = next(each for each in desk.records(*told) if len(each.claims) == 2)
    assert joined.claims == tuple(sorted(claims[each].id for each in together))
    assert desk.records(*told) == desk.records(*told[::-1])


def test_a_triangle_is_found_and_told_as_a_contradiction(desk):
    claims, told = triangle(desk, last="2=3")
    (found,) = triangles(told)
    assert found.different == told[2] and set(found.chain) == set(told[:2])
    (finding,) = disagreements(told, desk.records(*told))
    assert finding.claims == tuple(sorted(each.id for each in claims))
    assert len(finding.sides) == 3 and {who for who, _ in finding.sides} == {"Amal"}


def test_links_that_fit_together_make_no_triangle(desk):
    _, told = triangle(desk, last="1=2")
    assert triangles(told[:2]) == [] and disagreements(told[:2], desk.records()) == ()


def test_what_two_people_said_of_one_pair_is_told_and_the_later_stands(desk):
    one, other = desk.force(killed=19), desk.force(killed=19, quote="as another says")
    amal = desk.decides(one, other, is_same=False, decided="2018-01-01")
    by_basel = {"by": "person:Basel", "is_same": True, "decided": "2018-01-02"}
    basel = msgspec.structs.replace(amal, **by_basel)
    (record,) = desk.records(amal, basel)
    (finding,) = disagreements([amal, basel], [record])
    assert finding.record == record.id and "later decision stands" in finding.what
    assert {who for who, _ in finding.sides} == {"Amal", "Basel"}


def test_to_change_ones_own_mind_is_no_contradiction(desk):
    one, other = desk.force(killed=19), desk.force(killed=19, quote="as another says")
    first = desk.decides(one, other, is_same=False, decided="2018-01-01")
    later = desk.decides(one, other, is_same=True, decided="2018-01-02")
    assert disagreements([first, later], desk.records(first, later)) == ()
