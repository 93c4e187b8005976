"""Zones and windows: the answer, and what it rests on."""

from __future__ import annotations

from datetime import date, timedelta

import msgspec
import pytest

from trucewatch.model.claim import IncidentClaim, TallyClaim, identified
from trucewatch.model.record import Figure, Toll
from trucewatch.model.values import Period, Range

FIRST, LAST = date(2017, 11, 24), date(2017, 12, 21)


def exactly(number: int) -> Figure:
    return Figure(low=number, best=number, high=number, rule="")


def told(claimant: str, number: int) -> Figure:
    toll = Toll(claimant=claimant, value=Range(number, number), claim="c-1")
    return Figure(low=number, best=number, high=number, rule="", tolls=(toll,))


def verdict_of(findings, zone: str = "syria/idlib"):
    return next(each for each in findings.verdicts if each.zone == zone)


def test_the_brief_of_december_2017_comes_out(assessed, strike, tally):
    findings = assessed([strike(), tally()])
    idlib, ghouta = verdict_of(findings), verdict_of(findings, "syria/eastern-ghouta")
    assert (idlib.standing, idlib.verdict, idlib.qualifier) == (
        "extension unknown",
        "strained",
        "at least",
    )
    assert idlib.incidents == ("i-idlib",) and idlib.last_incident == date(2017, 12, 20)
    assert idlib.killed.stands_on == (("i-idlib", 19),)
    assert ghouta.tallies == ("t-ghouta",)
    assert (ghouta.verdict, ghouta.rule) == ("undetermined", "harm-counted")
    assert ghouta.killed.total == 200
    assert idlib.guarantors == ("russia", "iran", "turkey")


def test_a_total_from_before_the_window_is_not_counted_in_it(assessed, tally):
    ghouta = verdict_of(assessed([tally()]), "syria/eastern-ghouta")
    assert ghouta.killed_in_window.total == 0
    assert "1 November" in ghouta.killed_in_window.left_out[0][1]


def test_a_total_that_did_not_rise_is_no_harm_of_this_window(assessed, tally, daily):
    reports = daily(FIRST, LAST, "Syrian Observatory", "White Helmets")
    before = tally(id="t-before", first_published=date(2017, 11, 20))
    ghouta = "syria/eastern-ghouta"
    assert verdict_of(assessed([before, tally()], reports=reports), ghouta).rule == "holding"
    risen = assessed([before, tally(low=230)], reports=reports)
    assert verdict_of(risen, ghouta).rule == "harm-counted"


def test_a_total_that_rose_by_dead_documented_before_is_no_harm_of_this_window(
    assessed, strike, tally, daily
):
    reports = daily(FIRST, LAST, "Syrian Observatory", "White Helmets")
    before = tally(id="t-before", category=None, first_published=date(2017, 11, 15))
    between = strike(place="Douma", day=date(2017, 11, 22), killed=9)
    rules = [
        verdict_of(
            assessed([before, between, tally(low=low, category=None)], reports=reports),
            "syria/eastern-ghouta",
        ).rule
        for low in (209, 210)
    ]
    assert rules == ["holding", "harm-counted"]


def test_a_total_that_gives_only_the_most_may_be_of_this_window(assessed, tally, daily):
    reports = daily(FIRST, LAST, "Syrian Observatory", "White Helmets")
    found = assessed([tally(low=None, high=30)], reports=reports)
    assert verdict_of(found, "syria/eastern-ghouta").rule == "harm-counted"


def test_a_zone_spoken_of_often_and_then_no_more_is_unobserved(assessed, tally, daily):
    """The sources that cover it go on about other places."""
    reports = daily(date(2017, 9, 1), LAST, "Syrian Observatory", "White Helmets")
    told = [each for each in reports if each.published < date(2017, 11, 20)]
    claims = [
        identified(
            TallyClaim(report=each.ref, reader="r", quote="", measure="killed", value=Range(0))
        )
        for each in told
    ]
    zero = tally(low=0, high=0, period=None, claims=tuple(each.id for each in claims))
    ghouta = verdict_of(assessed([zero], claims, reports), "syria/eastern-ghouta")
    assert (ghouta.verdict, ghouta.coverage) == ("unobserved", "none")


def test_a_zone_nobody_wrote_about_is_unobserved_not_quiet(assessed):
    assert {verdict.verdict for verdict in assessed([]).verdicts} == {"unobserved"}


def test_four_quiet_weeks_with_full_coverage_hold(assessed, daily):
    reports = daily(FIRST, LAST, "Syrian Observatory", "White Helmets")
    idlib = verdict_of(assessed([], reports=reports))
    assert (idlib.verdict, idlib.rule, idlib.coverage) == ("holding", "holding", "full")


def test_a_strike_with_ten_civilians_killed_strains(assessed, strike, daily):
    reports = daily(FIRST, LAST, "Syrian Observatory", "White Helmets")
    idlib = verdict_of(assessed([strike(killed_civilians=exactly(10))], reports=reports))
    assert (idlib.verdict, idlib.qualifier) == ("strained", None)


@pytest.mark.parametrize(
    "fields, verdict",
    [
        ({"type": "airstrike"}, "strained"),
        ({"type": "armed_clash"}, "undetermined"),
        ({"type": "bombing_ied"}, "undetermined"),
        ({"killed_combatants": told("outlet", 3)}, "undetermined"),
        ({"killed_civilians": Figure(low=8, best=11, high=11, rule="")}, "strained"),
    ],
)
def test_the_dead_of_a_strike_who_are_not_said_to_be_fighters_count_as_civilians(
    assessed, strike, fields, verdict
):
    idlib = verdict_of(assessed([strike(killed=12, **fields)]))
    assert (idlib.verdict, idlib.strictest) == (verdict, "undetermined")


def test_one_claimant_of_three_who_tells_of_fighters_leaves_it_in_doubt(assessed, strike):
    tolls = (*told("one", 12).tolls, *told("other", 12).tolls)
    killed = Figure(low=12, best=12, high=12, rule="", tolls=tolls)
    made = msgspec.structs.replace(strike(killed_combatants=told("army", 12)), killed=killed)
    assert verdict_of(assessed([made])).verdict == "strained"


def test_a_verdict_names_what_it_saw(assessed, strike, gain):
    major = verdict_of(assessed([strike(killed_civilians=exactly(19))]))
    assert major.because == (
        "The air strike in Idlib Province on 20 December 2017 killed at least 10 civilians."
    )
    assert major.standing_note == (
        "Its stated term ended on 4 November 2017; it could be extended by consent, but no "
        "extension after that is documented."
    )
    assert verdict_of(assessed([gain()])).because == "One named place was taken: Ariha."


def test_limited_coverage_makes_a_verdict_a_floor(assessed, strike, daily):
    reports = daily(FIRST, LAST, "Syrian Observatory")
    idlib = verdict_of(assessed([strike(killed_civilians=exactly(10))], reports=reports))
    assert (idlib.verdict, idlib.qualifier) == ("strained", "at least")


def strikes(strike, first: date, count: int, every_days: int):
    return [
        strike(
            id=f"i-{first}-{at:02}",
            day=first + timedelta(days=at * every_days),
            killed=None,
            sources=("Syrian Observatory",),
            first_published=None,
        )
        for at in range(count)
    ]


def test_the_same_sources_before_the_agreement_are_the_baseline(assessed, strike, daily):
    before = strikes(strike, date(2016, 11, 5), 26, 7)
    now = strikes(strike, FIRST, 2, 14)
    reports = daily(FIRST, LAST, "Syrian Observatory", "White Helmets")
    idlib = verdict_of(assessed(before + now, reports=reports))
    assert idlib.rate_ratio[1] == pytest.approx(0.5)
    assert (idlib.verdict, idlib.also) == ("largely holding", "not holding")
    assert idlib.better_or_worse.startswith("No clear change from before the agreement")
    assert "incidents came at 0.5 times the rate of the 182 days" in idlib.better_or_worse


def test_a_verdict_that_stands_over_keeps_its_second_word(assessed, strike, daily):
    before = strikes(strike, date(2016, 11, 5), 26, 7)
    now = strikes(strike, date(2017, 11, 1), 3, 7)
    reports = daily(date(2017, 10, 1), LAST, "Syrian Observatory", "White Helmets")
    idlib = verdict_of(assessed(before + now, reports=reports))
    assert idlib.because.startswith("This verdict stands over from 27 October to 23 November")
    assert (idlib.verdict, idlib.also) == ("strained", "not holding")


def test_an_outlet_that_tells_in_anothers_name_has_not_fallen_silent(assessed, strike, daily):
    before = strikes(strike, date(2016, 11, 5), 26, 7)
    reports = daily(FIRST, LAST, "Syrian Observatory")
    quoted = IncidentClaim(
        id="c-9",
        report=reports[0].ref,
        reader="rules",
        quote="-",
        source="a hospital",
        type="airstrike",
    )
    now = strike(id="i-now", day=FIRST, killed=None, sources=("a hospital",), claims=("c-9",))
    findings = assessed([*before, now], claims=[quoted], reports=reports)
    assert verdict_of(findings).rate_ratio[1] == pytest.approx(0.25, abs=0.02)


def test_a_source_that_fell_silent_is_no_baseline(assessed, strike, daily):
    before = strikes(strike, date(2016, 11, 5), 26, 7)
    reports = daily(FIRST, LAST, "White Helmets")
    assert verdict_of(assessed(before, reports=reports)).rate_ratio is None


def test_a_town_taken_is_not_holding_and_named_against_before(assessed, gain):
    idlib = verdict_of(assessed([gain()]))
    assert idlib.verdict == "not holding"
    assert "One named place was taken: Ariha." in idlib.better_or_worse


def test_better_comes_only_after_two_windows(assessed, gain, daily):
    reports = daily(date(2017, 9, 1), date(2018, 2, 28), "Syrian Observatory", "White Helmets")
    later = (date(2017, 12, 22), date(2018, 1, 18))
    latest = (date(2018, 1, 19), date(2018, 2, 15))
    held = verdict_of(assessed([gain()], reports=reports, window=later))
    assert (held.verdict, held.rule) == ("not holding", "not-holding")
    assert "This window alone would give “holding”" in held.because
    assert verdict_of(assessed([gain()], reports=reports, window=latest)).verdict == "holding"


def test_an_undetermined_window_shows_no_easing(assessed, gain, tally, daily):
    reports = daily(date(2017, 9, 1), date(2018, 2, 28), "Syrian Observatory", "White Helmets")
    days = Period(date(2017, 12, 25), date(2018, 1, 10))
    harm = tally(period=days, place=gain().place, first_published=date(2018, 1, 11))
    later = (date(2017, 12, 22), date(2018, 1, 18))
    held = verdict_of(assessed([gain(), harm], reports=reports, window=later))
    assert held.verdict == "not holding"
    assert "This window alone would give “undetermined”" in held.because


def test_a_verdict_never_worsens_without_worse_news(assessed, gain, daily):
    """A window that looked back over one other alone came and went with what that one held."""
    reports = daily(date(2017, 9, 1), date(2018, 3, 31), "Syrian Observatory", "White Helmets")
    days = [date(2018, 1, 1) + timedelta(days=at) for at in range(0, 56, 7)]
    windows = [(day - timedelta(days=27), day) for day in days]
    found = [verdict_of(assessed([gain()], reports=reports, window=each)) for each in windows]
    words = [each.verdict for each in found]
    assert words == sorted(words, key=["not holding", "holding"].index)


def test_the_trend_compares_two_observed_windows_under_the_ban(assessed, strike, daily):
    many = strikes(strike, FIRST, 14, 2)
    reports = daily(date(2017, 10, 1), LAST, "Syrian Observatory", "White Helmets")
    assert verdict_of(assessed(many, reports=reports)).trend == "worsening"
    assert verdict_of(assessed([], reports=reports)).trend == "steady"
    assert verdict_of(assessed(many)).trend == "unknown"
    next_window = (date(2017, 12, 22), date(2018, 1, 18))
    more = daily(FIRST, next_window[1], "Syrian Observatory", "White Helmets")
    assert verdict_of(assessed(many, reports=more, window=next_window)).trend == "easing"


def test_a_zone_whose_main_places_are_all_lost_is_overrun(assessed, gain):
    fall = gain(place="Douma", occurred=Period(date(2017, 12, 1), date(2017, 12, 1)))
    assert verdict_of(assessed([fall]), "syria/eastern-ghouta").verdict == "overrun"
    back = gain(
        place="Douma",
        id="g-2",
        actor=msgspec.structs.replace(fall.actor, text="rebels", actor_ids=("syria-opposition",)),
    )
    assert verdict_of(assessed([fall, back]), "syria/eastern-ghouta").verdict == "not holding"


def test_zones_of_agreements_not_yet_signed_have_no_verdict(assessed):
    findings = assessed([], window=(date(2017, 6, 1), date(2017, 6, 28)))
    assert "syria/south-west-truce" not in {each.zone for each in findings.verdicts}


def test_a_window_that_the_ban_begins_in_is_judged_from_that_day(assessed):
    findings = assessed([], window=(date(2017, 4, 20), date(2017, 5, 17)))
    assert verdict_of(findings).window_from == date(2017, 5, 6)


def test_a_zone_day_holds_the_low_and_high_of_its_incidents(assessed, strike):
    overnight = Period(date(2017, 12, 19), date(2017, 12, 20), "hours")
    findings = assessed([strike(), strike(id="i-2", killed=4, occurred=overnight)])
    days = {each.day: each for each in findings.zone_days if each.zone == "syria/idlib"}
    assert len(days) == 28
    assert (days[date(2017, 12, 20)].killed_low, days[date(2017, 12, 20)].killed_high) == (19, 23)
    assert (days[date(2017, 12, 19)].killed_low, days[date(2017, 12, 19)].killed_high) == (0, 4)
    assert len(days[date(2017, 12, 20)].violations) == 2


def test_order_of_records_does_not_matter(assessed, strike, tally, gain):
    records = [strike(), tally(), gain(), strike(id="i-2", place="Daraa")]
    assert assessed(records) == assessed(records[::-1])


def test_read_strictly_only_what_is_borne_out_counts_and_doubt_is_no_silence(
    assessed, strike, daily
):
    reports = daily(FIRST, LAST, "Syrian Observatory", "White Helmets")
    weak = [strike(id=f"i-{n}", day=LAST - timedelta(days=n), killed=1) for n in range(3)]
    sure = [msgspec.structs.replace(each, grade="fair") for each in weak]
    doubted = verdict_of(assessed(weak, reports=reports))
    assert (doubted.verdict, doubted.strictest) == ("strained", "undetermined")
    assert verdict_of(assessed(sure, reports=reports)).strictest == "strained"


def test_read_generously_all_that_may_have_happened_here_counts(assessed, strike):
    days = [FIRST + timedelta(days=n) for n in range(3)]
    near = [strike("Syria", id=f"i-{day}", day=day, killed=1) for day in days]
    idlib = verdict_of(assessed(near))
    assert (idlib.verdict, idlib.most_generous) == ("unobserved", "strained")


def test_a_disputed_gain_breaks_the_truce_in_the_most_generous_reading_alone(assessed, gain):
    idlib = verdict_of(assessed([gain(is_disputed=True)]))
    assert idlib.verdict != "not holding" and idlib.most_generous == "not holding"
