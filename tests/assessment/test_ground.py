"""Were the zones used to gain ground: by whom, where, how, and what could not be seen."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest

from trucewatch.model.claim import ControlClaim, identified
from trucewatch.model.finding import Findings, ZoneGround
from trucewatch.model.record import Statement
from trucewatch.model.report import Report
from trucewatch.model.values import ActorMention, Period

ARMY = ActorMention("the army", ("syrian-army",))
REBELS = ActorMention("rebels", ("syria-opposition",))


@pytest.fixture
def idlib(assessed: Callable[..., Findings]) -> Callable[..., ZoneGround]:
    def run(*records, **given) -> ZoneGround:
        ground = assessed(records, **given).ground
        return next(each for each in ground if each.zone == "syria/idlib")

    return run


def test_a_place_taken_by_a_bound_side_is_ground_gained_from_the_holder(idlib, gain):
    ground = idlib(gain())
    [change] = ground.changes
    assert (ground.answer, change.where, change.gained_by) == ("yes", "inside", "syrian-army")
    assert (change.lost_by, change.loser_by) == ("syria-opposition", "dossier")
    assert change.provisions == ("syria/memorandum-2017-05-04#1",)


def test_a_gain_and_a_loss_of_one_place_in_one_week_are_one_change_of_hands(idlib, gain):
    loss = gain(
        id="g-2",
        actor=REBELS,
        change="withdrew",
        occurred=Period(date(2017, 12, 17), date(2017, 12, 17)),
    )
    [change] = idlib(gain(), loss).changes
    assert change.records == ("g-1", "g-2")
    assert (change.lost_by, change.loser_by) == ("syria-opposition", "reports")


def test_a_place_won_and_won_back_are_two_changes(idlib, gain):
    back = gain(id="g-2", actor=REBELS)
    assert len(idlib(gain(), back).changes) == 2


@pytest.mark.parametrize(
    ("fields", "answer"),
    [
        ({"is_disputed": True}, "disputed"),
        ({"actor": ActorMention("ISIL", ("isil",))}, "by others"),
        ({"actor": REBELS, "change": "withdrew"}, "left only"),
        ({"place": "Douma", "actor": REBELS}, "could not be seen"),
        ({"place": "Tamanah"}, "around it only"),
        ({"occurred": Period(date(2017, 5, 5), date(2017, 5, 5))}, "could not be seen"),
        ({"change": "besieged"}, "could not be seen"),
    ],
)
def test_the_answer_is_no_stronger_than_what_is_said(idlib, gain, fields, answer):
    assert idlib(gain(**fields)).answer == answer


def test_surroundings_are_told_in_kilometres_from_the_line(idlib, gain):
    [change] = idlib(gain(place="Tamanah")).changes
    assert (change.where, change.distance_km) == ("around", 9.0)
    assert "9 km outside" in change.says


def test_silence_means_something_where_sources_reported(idlib, daily):
    seen = daily(date(2017, 11, 24), date(2017, 12, 22), "Syrian Observatory", "White Helmets")
    assert idlib(reports=seen).answer == "no report of it"
    assert idlib().answer == "could not be seen"


@pytest.mark.parametrize(
    ("quote", "how"),
    [
        ("The army captured Ariha after heavy fighting.", "by force"),
        ("The army entered Ariha under a surrender deal.", "by surrender or evacuation"),
        ("The army took Ariha.", "not said"),
    ],
)
def test_how_a_place_changed_hands_is_what_the_words_say(idlib, gain, quote, how):
    report = Report(id="r", text=quote, published=date(2017, 12, 16), language="en")
    claim = identified(
        ControlClaim(report=report.ref, reader="x", quote=quote, actor=ARMY, change="gained")
    )
    [change] = idlib(gain(claims=(claim.id,)), claims=[claim], reports=[report]).changes
    assert change.how == how


def test_a_guarantor_is_behind_it_where_the_same_report_says_so(idlib, gain):
    backing = Statement(
        id="s-1",
        text="air support",
        about="the army",
        actor=ARMY,
        backer=ActorMention("Russian jets", ("russian-air-force",)),
        reports=("r-1",),
    )
    assert idlib(gain(reports=("r-1",)), backing).changes[0].guarantors == ("russia",)
    assert idlib(gain(reports=("r-2",)), backing).changes[0].guarantors == ()


def test_fighting_at_the_place_before_it_changed_hands_stands_beside_it(idlib, gain, strike):
    before = strike(place="Ariha", day=date(2017, 12, 10), places=(gain().place,))
    after = strike(place="Ariha", day=date(2017, 12, 18), places=(gain().place,), id="i-2")
    assert idlib(gain(), before, after).changes[0].fighting == ("i-idlib",)
