"""Tallies, monitors' counts, agreements, control and statements."""

from __future__ import annotations

from datetime import date

from trucewatch.model.claim import AgreementClaim, AssessmentClaim, ControlClaim, SupportClaim
from trucewatch.model.values import ActorMention, Period, PlaceMention, Range

RUSSIA = ActorMention("Russia", ("russia",))
DAMASCUS = ActorMention("the Assad government", ("syria-government",))
RASTAN = PlaceMention("Rastan", "syria:rastan", 34.92, 36.73, "town", "Homs", "SY")
SINCE_NOVEMBER = Period(date(2017, 11, 14), None)
ONE_DAY = Period(date(2017, 7, 29), date(2017, 7, 30), "hours")


def test_repeats_of_one_tally_are_one(desk):
    for outlet in ("Gazette", "Courier"):
        desk.tally(desk.report(outlet=outlet), source="SOHR", period=SINCE_NOVEMBER)
    (tally,) = desk.records()
    assert tally.claimant == "Syrian Observatory for Human Rights"
    assert tally.value == Range(200, None) and len(tally.reports) == 2


def test_a_tally_of_another_category_or_claimant_is_another(desk):
    desk.tally(source="SOHR", period=SINCE_NOVEMBER, victims="civilians")
    desk.tally(source="SOHR", period=SINCE_NOVEMBER, victims="children")
    desk.tally(source="Civil Defence", period=SINCE_NOVEMBER, victims="civilians")
    assert len(desk.records()) == 3


def test_two_monitors_counts_of_one_day_stay_two(desk):
    seen = {"measure": "violations", "place": "Syria", "period": ONE_DAY}
    report = desk.report("2017-07-30")
    russian = desk.tally(report, source="Russia", value=Range(17, 17), **seen)
    turkish = desk.tally(report, source="Turkey", value=Range(2, 2), **seen)
    counts = desk.records(desk.decides(russian, turkish, is_same=True))
    assert {(count.monitor, count.value.low) for count in counts} == {("Russia", 17), ("Turkey", 2)}


def test_a_monitor_that_corrects_its_count_has_one_count(desk):
    seen = {"measure": "violations", "place": "Syria", "period": ONE_DAY, "source": "Russia"}
    desk.tally(desk.report("2017-07-30"), value=Range(17, 17), **seen)
    desk.tally(desk.report("2017-07-31"), value=Range(19, 19), **seen)
    (count,) = desk.records()
    assert count.value == Range(19, 19) and len(count.claims) == 2


def test_counts_over_the_past_day_are_of_their_reports_days(desk):
    for published in ("2017-07-30", "2017-07-31"):
        report = desk.report(published)
        desk.tally(report, measure="violations", source="Russia", value=Range(17, 17))
    assert len(desk.records()) == 2


def test_one_instrument_has_all_its_reported_dates(desk):
    known = {"agreement_id": "syria/memorandum-2017-05-04", "kind_of": "de-escalation zones"}
    for start in (4, 5):
        desk.claim(
            AgreementClaim,
            None,
            name="the memorandum",
            start=Period(date(2017, 5, start), date(2017, 5, start)),
            **known,
        )
    (agreement,) = desk.records()
    assert [each.date.start.day for each in agreement.dates] == [4, 5]


def test_control_that_someone_denies_is_disputed(desk):
    gained = {"actor": DAMASCUS, "change": "gained", "place": RASTAN}
    desk.claim(ControlClaim, None, **gained)
    desk.claim(ControlClaim, None, claim_status="denied", **gained)
    (change,) = desk.records()
    assert change.is_disputed and len(change.claims) == 2


def test_backing_is_a_statement_with_its_backer(desk):
    desk.claim(SupportClaim, None, source="SOHR", backer=RUSSIA, backed=DAMASCUS, how="air force")
    (statement,) = desk.records()
    assert statement.backer == RUSSIA and statement.about_ids == ("syria-government",)
    assert statement.said_by == "Syrian Observatory for Human Rights"


def test_a_reports_own_conclusion_is_its_outlets(desk):
    desk.claim(AssessmentClaim, desk.report(outlet="Gazette"), about="the zones", finding="fail")
    (statement,) = desk.records()
    assert (statement.said_by, statement.text, statement.backer) == ("Gazette", "fail", None)
