"""Which claims a person means, and what can be decided about them."""

from __future__ import annotations

import msgspec
import pytest

from trucewatch.errors import BadInput, NotFound
from trucewatch.model.claim import identified
from trucewatch.model.decision import judgements_of, undone_by
from trucewatch.model.values import Range
from trucewatch.reconciliation.deciding import Subjects, decision, heirs, undoing


def subjects(desk):
    claims = {claim.id: claim for claim in desk.claims}
    return Subjects(claims, desk.records(), desk.reports, desk.reference)


def decided(left=("c-1",), right=("c-2",), *, is_same=True, at="2018-01-01"):
    return decision((left, right), is_same=is_same, by="Amal", why="a map shows it", at=at)


def test_a_record_means_its_claims(desk):
    one, other = desk.force(killed=19), desk.force(killed=19, quote="as another says")
    third = desk.force(place="Douma", killed=2)
    together, alone = sorted(desk.records(), key=lambda record: -len(record.claims))
    left, right = subjects(desk).sides(together.id, alone.id)
    assert left == tuple(sorted((one.id, other.id))) and right == (third.id,)


def test_a_claim_is_taken_out_of_the_record_that_holds_it(desk):
    one, other = desk.force(killed=19), desk.force(killed=19, quote="as another says")
    (record,) = desk.records()
    assert subjects(desk).sides(record.id, one.id) == ((other.id,), (one.id,))


@pytest.mark.parametrize("known_as", ["i-unknown", "c-unknown", "Maar Shurin", ""])
def test_an_unknown_id_is_named(desk, known_as):
    strike = desk.force()
    with pytest.raises(NotFound, match=f"'{known_as}' is neither a claim"):
        subjects(desk).sides(strike.id, known_as)


def test_one_thing_is_not_compared_with_itself(desk):
    strike = desk.force()
    (record,) = desk.records()
    for same in (strike.id, record.id):
        with pytest.raises(BadInput, match="are the same"):
            subjects(desk).sides(strike.id, same)


def test_a_report_is_no_claim_and_its_claims_are_named(desk):
    strike, other = desk.force(), desk.force(place="Douma")
    with pytest.raises(BadInput, match=f"is a report; name one of its claims: {strike.id}"):
        subjects(desk).sides(strike.report, other.id)


def test_claims_of_two_kinds_are_never_one_thing(desk):
    strike, tally = desk.force(), desk.tally()
    with pytest.raises(BadInput, match="is about incidents"):
        subjects(desk).sides(strike.id, tally.id)


def test_a_count_of_violations_is_no_tally(desk):
    tally, count = desk.tally(), desk.tally(measure="violations", value=Range(17, 17))
    with pytest.raises(BadInput, match="counts of violations"):
        subjects(desk).sides(tally.id, count.id)


def test_figures_of_two_claimants_stay_two(desk):
    one, other = desk.tally(source="SOHR"), desk.tally(source="White Helmets")
    with pytest.raises(BadInput, match="always somebody's"):
        subjects(desk).sides(one.id, other.id)


@pytest.mark.parametrize(("by", "why"), [("", "x"), ("Amal", "  "), ("Amal", "\x1b[2J")])
def test_a_decision_has_a_name_and_a_reason_that_can_be_printed(by, why):
    with pytest.raises(BadInput, match="nothing that can be printed"):
        decision((("c-1",), ("c-2",)), is_same=True, by=by, why=why, at="2018-01-01")


def test_a_decision_on_records_judges_each_pair_of_their_claims():
    judged = judgements_of([decided(("c-1", "c-2"), ("c-3", "c-4"))])
    assert {(each.left, each.right) for each in judged} == {
        ("c-1", "c-3"),
        ("c-1", "c-4"),
        ("c-2", "c-3"),
        ("c-2", "c-4"),
    }
    assert {each.by for each in judged} == {"person:Amal"}


def test_an_undone_decision_no_longer_counts_and_an_undone_undoing_brings_it_back():
    first = decided()
    undone = undoing(first.id, [first], by="Basel", why="no", at="2018-01-02")
    again = undoing(undone.id, [first, undone], by="Amal", why="yes", at="2018-01-03")
    assert judgements_of([undone, first]) == [] and undone_by([first, undone]).keys() == {first.id}
    assert len(judgements_of([again, undone, first])) == 1


def test_only_what_was_decided_and_still_counts_can_be_undone():
    first = decided()
    with pytest.raises(NotFound, match="'j-1' is no judgement"):
        undoing("j-1", [first], by="Amal", why="x", at="2018-01-02")
    undone = undoing(first.id, [first], by="Amal", why="x", at="2018-01-02")
    with pytest.raises(BadInput, match=f"undone already, by {undone.id}"):
        undoing(first.id, [first, undone], by="Amal", why="x", at="2018-01-03")


def read_again(claim, **fields):
    return identified(msgspec.structs.replace(claim, reader="hand@2", **fields))


def test_a_decision_outlives_the_reader_whose_claims_it_was_made_on(desk):
    text = "An air strike hit Ariha. Another hit Maar Shurin."
    report = desk.report(text=text)
    old = desk.force(report, quote=text[:24], span=(0, 24), place="Ariha")
    new = read_again(old, killed=Range(4, 4))
    elsewhere = read_again(old, quote=text[25:], span=(25, 49))
    assert heirs([old], [new, elsewhere]) == {old.id: new.id}
    judged = judgements_of([decided((old.id,), ("c-2",))], heirs([old], [new]))
    assert [(each.left, each.right) for each in judged] in ([(new.id, "c-2")], [("c-2", new.id)])


def test_where_two_claims_are_as_like_nobody_says_which_was_meant(desk):
    old = desk.force(quote="two strikes", span=(0, 11), killed=3)
    later = [read_again(old, killed=Range(each, each)) for each in (1, 2)]
    assert heirs([old], later) == {}
