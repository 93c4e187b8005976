"""What an incident holds: tolls, authors, sources and grade."""

from __future__ import annotations

from datetime import datetime

import pytest

from trucewatch.model.values import ActorMention, Range

RUSSIA = ActorMention("Russian jets", ("russia",))
DAMASCUS = ActorMention("the Assad government", ("syria-government",))
ISIL = ActorMention("ISIL", ("isil",))
WIRE = "Warplanes hit a market in the town at dusk, rescuers said, and many stalls burned down. "


def test_rival_tolls_span_the_range_and_keep_their_claimants(desk):
    desk.force(source="SOHR", killed=19)
    desk.force(source="Civil Defence", killed=Range(14, None))
    desk.force(source="TASS", killed=22)
    (incident,) = desk.records()
    assert (incident.killed.low, incident.killed.best, incident.killed.high) == (14, 19, 22)
    assert {(toll.claimant, toll.value.low) for toll in incident.killed.tolls} == {
        ("Syrian Observatory for Human Rights", 19),
        ("Syria Civil Defence", 14),
        ("TASS", 22),
    }


def test_the_best_figure_is_the_last_of_the_best_placed_claimant(desk):
    desk.force(desk.report("2017-12-20"), source="SOHR", killed=15)
    desk.force(desk.report("2017-12-21"), source="SOHR", killed=19)
    desk.force(desk.report("2017-12-22"), source="SOHR", killed=15)
    (incident,) = desk.records()
    assert incident.killed.best == 19
    assert (incident.killed.low, incident.killed.high) == (15, 19)


def said_at(desk, at, killed, source=None, outlet="Enab Baladi", **fields):
    moment = datetime.fromisoformat(f"2017-12-{at}:00+02:00")
    report = desk.report(moment.date().isoformat(), outlet, published_at=moment)
    return desk.force(report, source=source, killed=killed, **fields).id


def test_a_toll_that_rises_in_one_evening_is_one_figure_in_the_order_said(desk):
    late = said_at(desk, "20T23:10", 19, "SOHR")
    first = said_at(desk, "20T18:00", 14, "Civil Defence")
    then = said_at(desk, "20T20:30", 17, "SOHR")
    (incident,) = desk.records()
    assert incident.killed.rises == ((first, then, late),)
    assert incident.killed.best == 19 and incident.killed.low == 14


@pytest.mark.parametrize(
    "source, at, killed",
    [
        ("Civil Defence", "20T20:00", 30),  # others', and too far from it
        ("SOHR", "20T18:00", 17),  # in the same hour
        ("SOHR", "20T20:00", 12),  # falls
        ("SOHR", "25T20:00", 17),  # too late
    ],
)
def test_what_is_no_rise_stays_a_rival_figure(desk, source, at, killed):
    said_at(desk, "20T18:00", 14, "SOHR")
    said_at(desk, at, killed, source, killed_children=Range(2, 2))
    assert all(not incident.killed.rises for incident in desk.records())


def test_a_rise_is_told_by_the_day_where_no_hour_is_known(desk):
    first = desk.force(desk.report("2017-12-20"), source="SOHR", killed=14).id
    then = desk.force(desk.report("2017-12-21"), source="SOHR", killed=Range(21)).id
    (incident,) = desk.records()
    assert incident.killed.rises == ((first, then),)


def test_a_rise_is_of_one_line_where_outlets_pass_one_agency_on(desk):
    text = "IDLIB (AFP) {} has its own words for this strike near the market."
    claims = [
        desk.force(desk.report(day, outlet, text=text.format(outlet)), killed=killed).id
        for day, outlet, killed in [("2017-12-20", "Gazette", 8), ("2017-12-21", "Courier", 14)]
    ]
    (incident,) = desk.records()
    assert incident.killed.rises == (tuple(claims),)


def test_no_claimed_upper_bound_leaves_the_high_open(desk):
    desk.force(killed=Range(19, None))
    (incident,) = desk.records()
    assert (incident.killed.low, incident.killed.best, incident.killed.high) == (19, 19, None)


def test_civilians_killed_are_counted_where_the_victims_are_said_to_be_civilians(desk):
    desk.force(killed=19, victims_or_targets=("civilians",))
    desk.force(killed=19, victims={"civilian": Range(16, 16)})
    (incident,) = desk.records()
    assert (incident.killed_civilians.low, incident.killed_civilians.high) == (16, 19)


def test_women_and_combatants_killed_are_figures_of_their_own(desk):
    desk.force(killed=19, victims={"women": Range(4, 4), "combatant": Range(6, None)})
    (incident,) = desk.records()
    assert (incident.killed_women.low, incident.killed_women.high) == (4, 4)
    assert (incident.killed_combatants.low, incident.killed_combatants.high) == (6, None)


def test_a_denial_makes_no_incident(desk):
    desk.force(claim_status="denied", perpetrators=(RUSSIA,))
    assert desk.records() == ()


def test_planned_force_makes_no_incident(desk):
    desk.force(claim_status="planned", perpetrators=(RUSSIA,))
    assert desk.records() == ()


def test_a_denial_by_the_accused_contests_the_authorship_and_not_the_fact(desk):
    desk.force(perpetrators=(RUSSIA,), claim_status="alleged", source="SOHR", killed=19)
    desk.force(perpetrators=(RUSSIA,), claim_status="denied", source="Russian Defence Ministry")
    (incident,) = desk.records()
    assert incident.perpetrators[0].is_denied and not incident.is_denied
    assert incident.authorship == "contested" and incident.grade == "contested"


def test_a_denial_that_names_nobody_contests_the_fact(desk):
    desk.force(source="SOHR", killed=19)
    desk.force(claim_status="denied", source="Russian Defence Ministry")
    (incident,) = desk.records()
    assert incident.is_denied and incident.grade == "contested"


@pytest.mark.parametrize(
    "other, authorship", [(DAMASCUS, "stated"), (ISIL, "contested"), (RUSSIA, "stated")]
)
def test_blaming_an_ally_is_no_contest_and_blaming_another_side_is(desk, other, authorship):
    desk.force(perpetrators=(RUSSIA,), killed=19, source="SOHR")
    desk.force(perpetrators=(other,), killed=19, source="Civil Defence")
    (incident,) = desk.records()
    assert incident.authorship == authorship


@pytest.mark.parametrize(
    "sources, author, grade",
    [
        (["SOHR"], (RUSSIA,), "weak"),
        (["SOHR", "Civil Defence"], (RUSSIA,), "fair"),
        (["SOHR", "Civil Defence"], (), "weak"),
        (["SOHR", "Turkey"], (RUSSIA,), "weak"),
        (["SOHR", "TASS"], (ISIL,), "fair"),
        (["TASS", "RIA Novosti"], (ISIL,), "weak"),
        (["SOHR", "Russian Defence Ministry"], (RUSSIA,), "confirmed"),
    ],
)
def test_grades(desk, sources, author, grade):
    for source in sources:
        desk.force(source=source, perpetrators=author, killed=19)
    (incident,) = desk.records()
    assert incident.grade == grade


def test_of_one_village_the_place_told_most_exactly_stands(desk):
    for place in ("near Maar Shurin", "Maar Shurin"):
        desk.force(place=place, killed=19)
    (incident,) = desk.records()
    assert [each.precision for each in incident.places] == ["town"]


def test_a_claim_of_responsibility_confirms(desk):
    desk.force(claimed_by=(ISIL,), type="bombing_ied", killed=19)
    (incident,) = desk.records()
    assert incident.grade == "confirmed" and incident.authorship == "stated"


def test_what_its_only_claimant_takes_back_is_discounted(desk):
    desk.force(desk.report("2017-12-20"), source="SOHR")
    desk.force(desk.report("2017-12-22"), source="SOHR", claim_status="denied")
    (incident,) = desk.records()
    assert incident.grade == "discounted"


def test_ten_outlets_with_one_wire_are_one_source(desk):
    for number in range(10):
        report = desk.report(outlet=f"Gazette {number}", text=WIRE * 12 + f"Gazette {number}")
        desk.force(report, killed=19, perpetrators=(RUSSIA,))
    (incident,) = desk.records()
    assert len(incident.reports) == 10
    assert len(incident.sources) == 1 and incident.grade == "weak"


def test_an_agencys_credit_names_the_originator(desk):
    for outlet in ("Gazette", "Courier"):
        text = f"DAMASCUS (AFP) {outlet} has its own words for this strike near the market."
        desk.force(desk.report(outlet=outlet, text=text), killed=19)
    (incident,) = desk.records()
    assert incident.sources == ("Agence France-Presse",)


def test_spellings_of_one_claimant_are_one_source(desk):
    desk.force(source="SOHR", killed=19)
    desk.force(source="the Observatory", killed=19)
    (incident,) = desk.records()
    assert incident.sources == incident.claimants == ("Syrian Observatory for Human Rights",)


def test_a_corrected_report_no_longer_counts_and_is_named(desk):
    old = desk.force(desk.report("2017-12-20", id="strike", outlet="Gazette"), killed=29)
    new = desk.force(
        desk.report("2017-12-21", id="strike-2", outlet="Gazette", corrects="strike"), killed=19
    )
    (incident,) = desk.records()
    assert incident.claims == (new.id,) and incident.superseded == (old.id,)
    assert incident.killed.high == 19


def test_a_retracted_report_leaves_no_incident(desk):
    desk.force(desk.report(id="strike", outlet="Gazette"), killed=29)
    desk.report("2017-12-21", id="notice", outlet="Gazette", retracts="strike")
    assert desk.records() == ()


def test_another_outlets_report_of_the_same_id_still_stands(desk):
    desk.force(desk.report(id="1", outlet="Gazette"), killed=29)
    kept = desk.force(desk.report(id="1", outlet="Courier"), killed=19)
    desk.report("2017-12-21", id="2", outlet="Gazette", corrects="1")
    (incident,) = desk.records()
    assert incident.claims == (kept.id,)


def test_a_later_report_leaves_the_incidents_id_alone(desk):
    desk.force(desk.report("2017-12-20"), killed=19)
    (before,) = desk.records()
    desk.force(desk.report("2017-12-22"), killed=22)
    (after,) = desk.records()
    assert after.id == before.id and after.first_published == before.first_published


def test_what_a_dataset_lists_as_two_events_stays_two(desk):
    desk.force(desk.report(outlet="Dataset"), event="hand:1", killed=4)
    desk.force(desk.report(outlet="Dataset"), event="hand:2", killed=4)
    assert len(desk.records()) == 2


def test_a_datasets_later_release_corrects_its_own_event(desk):
    desk.force(desk.report(outlet="Dataset"), event="hand:1", killed=4)
    desk.force(desk.report("2018-06-01", "Dataset"), event="hand:1", killed=40, place="Douma")
    (incident,) = desk.records()
    assert (incident.killed.low, incident.killed.high) == (4, 40)


def test_another_readers_mark_is_no_datasets_number(desk):
    desk.force(desk.report(outlet="Enab Baladi"), event="ged:1", killed=4)
    desk.force(desk.report(outlet="Al-Masdar"), event="ged:2", killed=4)
    assert len(desk.records()) == 1


def test_a_datasets_event_of_no_stated_kind_joins_the_strike_that_reports_tell_of(desk):
    desk.force(desk.report(outlet="Dataset"), event="hand:1", killed=19, type="armed_force")
    desk.force(desk.report(outlet="Enab Baladi"), killed=19)
    (incident,) = desk.records()
    assert incident.type == "airstrike"
