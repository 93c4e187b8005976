"""Coverage: who could have seen a zone on a day. Unobserved is not quiet."""

from __future__ import annotations

from datetime import date, timedelta

import msgspec
import pytest

from trucewatch.assessment.assess import known_anew
from trucewatch.assessment.coverage import (
    coverage_note,
    coverage_on,
    heard,
    publications,
    window_coverage,
)
from trucewatch.assessment.rule_table import load_rule_table
from trucewatch.assessment.sight import Sight
from trucewatch.assessment.told import sight_of
from trucewatch.model.claim import IncidentClaim, TallyClaim
from trucewatch.model.reference import Dossier, Source
from trucewatch.model.report import Report
from trucewatch.model.values import Period, Range
from trucewatch.reference.reference import Reference

DAY, TWO_MONTHS = date(2017, 12, 20), timedelta(days=60)


def graded(reference, *outlets, published=DAY, zone="syria/idlib", claims=()):
    reports = [Report(id=each, text="-", outlet=each, published=published) for each in outlets]
    by_ref = {report.ref: report for report in reports}
    published = publications(heard(by_ref, claims, reference), reference)
    return coverage_on(reference.zones[zone], DAY, published, reference)[0]


@pytest.mark.parametrize(
    "outlets, expected",
    [
        ((), "none"),
        (("Unknown Post",), "none"),
        (("Syrian Observatory",), "limited"),
        (("SANA",), "limited"),
        (("SANA", "Army channel"), "limited"),
        (("SANA", "Syrian Observatory"), "full"),
        (("White Helmets", "Syrian Observatory"), "full"),
    ],
)
def test_two_independent_sources_not_of_one_side_are_full_coverage(reference, outlets, expected):
    assert graded(reference, *outlets) == expected


@pytest.mark.parametrize(
    "published, expected",
    [(date(2017, 12, 19), "none"), (date(2017, 12, 21), "limited"), (date(2017, 12, 23), "none")],
)
def test_a_source_counts_within_its_cadence_after_the_day(reference, published, expected):
    assert graded(reference, "Syrian Observatory", published=published) == expected


def test_a_source_that_does_not_cover_the_zone_does_not_count(reference):
    assert graded(reference, "SANA", zone="syria/eastern-ghouta") == "none"


def test_a_source_quoted_by_another_outlet_has_published(reference):
    report = Report(id="Unknown Post", text="-", outlet="Unknown Post", published=DAY)
    quoted = TallyClaim(
        id="c-1",
        report=report.ref,
        reader="rules",
        quote="-",
        source="Syrian Observatory",
        measure="killed",
        value=Range(5, 5),
    )
    assert graded(reference, "Unknown Post", claims=[quoted]) == "limited"


@pytest.mark.parametrize("country, seen", [("SY", "limited"), ("YE", "none")])
def test_a_report_on_one_conflict_is_no_look_at_another(reference, country, seen):
    report = Report(id="wire", text="-", outlet="Syrian Observatory", published=DAY)
    told = IncidentClaim(
        id="c-1", report=report.ref, reader="rules", quote="-", type="shelling", country=country
    )
    syria = msgspec.structs.replace(reference.dossiers[0], countries=("SY",))
    both = Reference((syria, Dossier(id="yemen", name="Yemen", countries=("YE",))))
    published = publications(heard({report.ref: report}, [told], both), both)
    assert coverage_on(both.zones["syria/idlib"], DAY, published, both)[0] == seen


def test_a_window_is_full_by_the_share_of_its_days_and_limited_with_any():
    assert window_coverage(["full"] * 8 + ["none"] * 2, full_share=0.8) == "full"
    assert window_coverage(["full"] * 5 + ["none"] * 5, full_share=0.8) == "limited"
    assert window_coverage(["limited"] + ["none"] * 9, full_share=0.8) == "limited"
    assert window_coverage(["none"] * 10, full_share=0.8) == "none"


def test_the_note_counts_the_days_and_names_who_was_heard(reference):
    heard = [reference.sources["sohr"]]
    assert coverage_note(["limited"] * 6 + ["none"] * 22, heard) == (
        "Limited on 6 of 28 days and none on 22. Heard: the Syrian Observatory."
    )
    assert coverage_note(["none"] * 28, []).startswith("None on all of the 28 days. No source")


def test_an_incident_told_by_an_unlisted_outlet_shows_that_its_day_was_seen(assessed, strike):
    findings = assessed([strike()])
    days = {each.day: each.coverage for each in findings.zone_days if each.zone == "syria/idlib"}
    assert (days[date(2017, 12, 20)], days[date(2017, 12, 19)]) == ("limited", "none")
    [note] = [each.coverage_note for each in findings.verdicts if each.zone == "syria/idlib"]
    assert "One day was told of only by sources that the dossier does not list." in note


def rows_of(*days):
    """Rows of a dataset that the tiny dossier lists, each on one day and published much later."""
    reports = [
        Report(id=f"row-{day}", text=f"{day}", outlet="Example Dataset", published=date(2018, 9, 1))
        for day in days
    ]
    claims = [
        IncidentClaim(
            id=f"c-{report.id}",
            report=report.ref,
            reader="rows@1",
            quote="-",
            type="armed_force",
            date=Period(day, day),
        )
        for report, day in zip(reports, days, strict=True)
    ]
    return reports, claims


@pytest.mark.parametrize(
    "days, outlets, expected",
    [
        ((date(2017, 11, 1), date(2018, 2, 1)), (), "limited"),
        ((date(2017, 11, 1), date(2017, 12, 1)), (), "none"),
        ((date(2017, 11, 1), date(2018, 2, 1)), ("Syrian Observatory",), "limited"),
        ((date(2017, 11, 1), date(2018, 2, 1)), ("Syrian Observatory", "White Helmets"), "full"),
    ],
)
def test_a_dataset_sees_the_days_between_its_rows_and_is_no_voice_beside_others(
    reference, days, outlets, expected
):
    [dossier] = reference.dossiers
    dataset = Source(id="rows", name="Example Dataset", kind="dataset", covers=("syria/idlib",))
    known = Reference((msgspec.structs.replace(dossier, sources=(*dossier.sources, dataset)),))
    rows, claims = rows_of(*days)
    reports = [*rows, *(Report(id=o, text="-", outlet=o, published=DAY) for o in outlets)]
    by_ref = {report.ref: report for report in reports}
    published = publications(heard(by_ref, claims, known), known)
    grade, _ = coverage_on(known.zones["syria/idlib"], DAY, published, known)
    assert grade == expected


OUTLETS = ("Syrian Observatory", "White Helmets", "Example Wire")
BAN, SILENT = date(2017, 5, 6), date(2017, 10, 20)


def told_daily(strike, silenced, zone="Ariha"):
    """A strike a day, each told by every outlet that still hears of the zone; and what each
    outlet goes on publishing about elsewhere."""
    incidents, claims, reports = [], [], []
    for ordinal in range(BAN.toordinal(), date(2017, 12, 22).toordinal()):
        day = date.fromordinal(ordinal)
        hearing = [each for each in OUTLETS if day < SILENT or each not in silenced]
        daily = [
            Report(id=f"{each}-{day}", text="-", outlet=each, published=day) for each in OUTLETS
        ]
        told = [
            IncidentClaim(
                id=f"c-{report.id}", report=report.ref, reader="rules", quote="-", type="airstrike"
            )
            for report in daily
            if report.outlet in hearing
        ]
        reports, claims = [*reports, *daily], [*claims, *told]
        if told:
            incidents.append(
                strike(
                    zone,
                    id=f"i-{day}",
                    day=day,
                    killed=1,
                    sources=tuple(hearing),
                    claims=tuple(claim.id for claim in told),
                    first_published=day,
                )
            )
    return incidents, claims, reports


def test_a_zone_of_which_every_outlet_falls_silent_is_unobserved_and_not_quiet(assessed, strike):
    incidents, claims, reports = told_daily(strike, OUTLETS)
    [idlib] = [
        each for each in assessed(incidents, claims, reports).verdicts if each.zone == "syria/idlib"
    ]
    assert (idlib.verdict, idlib.coverage) == ("unobserved", "none")


def test_with_half_of_the_outlets_silenced_the_verdict_stands_as_a_floor(assessed, strike):
    incidents, claims, reports = told_daily(strike, OUTLETS[:2])
    [idlib] = [
        each for each in assessed(incidents, claims, reports).verdicts if each.zone == "syria/idlib"
    ]
    assert (idlib.verdict, idlib.qualifier, idlib.coverage) == ("strained", "at least", "limited")


FIRST_DAY = date(2017, 8, 1)


def sight_with(other_days: int) -> Sight:
    """Two sources tell of an act a day for twenty days; then only the other goes on."""
    days = [FIRST_DAY + timedelta(days=at) for at in range(20 + other_days)]
    acts = {
        day: frozenset({"one", "other"} if at < 20 else {"other"}) for at, day in enumerate(days)
    }
    words = {"one": tuple(days[:20]), "other": tuple(days)}
    return Sight(words, acts, date(2017, 9, 20), {}, load_rule_table().sight)


@pytest.mark.parametrize("other_days, blind", [(0, False), (1, False), (2, True), (20, True)])
def test_a_source_is_blind_that_misses_what_others_tell_and_not_where_nobody_tells(
    other_days, blind
):
    assert sight_with(other_days).is_blind("one", date(2017, 9, 10)) is blind


def test_a_source_that_told_of_one_day_in_five_may_miss_ten_by_chance():
    days = [FIRST_DAY + timedelta(days=at) for at in range(40)]
    told = {day for at, day in enumerate(days) if at < 30 and at % 5 == 0}
    acts = {day: frozenset({"one", "other"} if day in told else {"other"}) for day in days}
    words = {"one": tuple(sorted(told)), "other": tuple(days)}
    sight = Sight(words, acts, date(2017, 9, 20), {}, load_rule_table().sight)
    assert not sight.is_blind("one", date(2017, 9, 5))


def test_coverage_is_full_only_where_most_of_the_usual_tellers_still_see_the_zone():
    sight = sight_with(20)
    assert sight.sees_enough(["one", "other"], date(2017, 8, 10))
    assert not sight.sees_enough(["one", "other"], date(2017, 9, 10))
    assert sight.sees_enough(["other", "never told of it"], date(2017, 9, 10))


def test_an_old_story_told_again_is_no_sign_that_a_source_still_sees_the_zone(reference, strike):
    told = [
        Report(id=f"{day}", text="-", outlet="SANA", published=day)
        for day in (DAY, DAY + TWO_MONTHS)
    ]
    claims = [
        IncidentClaim(id=f"c-{each.id}", report=each.ref, reader="r", quote="-", type="airstrike")
        for each in told
    ]
    record = strike("Ariha", claims=tuple(each.id for each in claims))
    known = known_anew(
        [record], {each.id: each for each in claims}, {each.ref: each for each in told}, reference
    )
    sight = sight_of(known, reference, load_rule_table().sight)["syria/idlib"]
    assert sight.words["sana"] == (DAY,)
