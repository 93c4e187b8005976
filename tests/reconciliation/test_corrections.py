"""Which reports a later one takes the place of."""

from __future__ import annotations

import pytest

from trucewatch.reconciliation.corrections import set_aside


def superseded(desk):
    """Ids of the reports that no longer count, with the one that says so."""
    found = set_aside(desk.reports, desk.reference)
    return {(desk.reports[each.old].id, desk.reports[each.new].id, each.how) for each in found}


def test_a_correction_of_a_correction_leaves_the_last_one(desk):
    desk.force(desk.report("2017-12-20", id="1"), killed=14)
    desk.force(desk.report("2017-12-21", id="2", corrects="1"), killed=29)
    last = desk.force(desk.report("2017-12-22", id="3", corrects="2"), killed=19)
    (incident,) = desk.records()
    assert incident.claims == (last.id,) and len(incident.superseded) == 2


def test_of_two_corrections_of_one_report_the_later_stands(desk):
    desk.report("2017-12-20", id="1")
    desk.report("2017-12-21", id="2", corrects="1")
    desk.report("2017-12-22", id="3", corrects="1")
    assert superseded(desk) == {
        ("1", "2", "corrected"),
        ("1", "3", "corrected"),
        ("2", "3", "corrected"),
    }


def test_to_withdraw_a_correction_does_not_bring_back_what_it_corrected(desk):
    desk.report("2017-12-20", id="1")
    desk.report("2017-12-21", id="2", corrects="1")
    desk.report("2017-12-22", id="3", retracts="2")
    assert {each for each, _, _ in superseded(desk)} == {"1", "2"}


def test_a_correction_waits_for_its_original_and_takes_no_others_place(desk):
    desk.report("2017-12-21", outlet="Gazette", id="2", corrects="1")
    desk.report("2017-12-20", outlet="Courier", id="1")
    assert superseded(desk) == set()
    desk.report("2017-12-20", outlet="Gazette", id="1")
    assert superseded(desk) == {("1", "2", "corrected")}


@pytest.mark.parametrize(
    ("outlet", "edition"),
    [("Gazette", "Gazette Arabic"), ("The Gazette", "Gazette"), ("SOHR", "Syrian Observatory")],
)
def test_another_edition_withdraws_its_publishers_report(desk, outlet, edition):
    desk.report("2017-12-20", outlet=outlet, id="strike")
    desk.report("2017-12-21", outlet=edition, id="notice", retracts="strike")
    assert superseded(desk) == {("strike", "notice", "withdrawn")}


def test_nothing_corrects_what_was_published_after_it_or_itself(desk):
    desk.report("2017-12-22", id="1")
    desk.report("2017-12-21", id="2", corrects="1")
    desk.report("2017-12-21", id="3", corrects="3")
    assert superseded(desk) == set()
