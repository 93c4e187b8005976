"""What is owed, and whether the record knows that it was done."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import msgspec
import pytest

from trucewatch.assessment.assess import assess
from trucewatch.model.finding import Findings, Obligation
from trucewatch.model.record import Attendee, MonitorCount, PlannedDate, Record, Round
from trucewatch.model.reference import Provision, Track
from trucewatch.model.report import Report
from trucewatch.model.values import ActorMention, Period, PlaceMention, Range
from trucewatch.reference.reference import Reference

MEMORANDUM = "syria/memorandum-2017-05-04"
BOTH = ("syria-government", "syria-opposition")
Asked = Callable[..., Findings]


def provision(shown_by: tuple[str, ...] = (), **fields: object) -> Provision:
    """Both sides leave the Idlib zone by 10 December 2017."""
    made = {
        "id": f"{MEMORANDUM}#9",
        "title": "Forces leave",
        "text": "Forces leave the strip.",
        "owed_by": BOTH,
        "zones": ("syria/idlib",),
        "due": date(2017, 12, 10),
        "shown_by": shown_by,
    }
    return Provision(**{**made, **fields})


@pytest.fixture
def asked(reference: Reference) -> Asked:
    """Findings as of a day, of a memorandum that has this provision, too."""

    def run(
        *records: Record, owed: Provision | None = None, until=date(2017, 12, 21), reports=()
    ) -> Findings:
        [dossier] = reference.dossiers
        memorandum, *others = dossier.agreements
        with_it = msgspec.structs.replace(
            memorandum, provisions=(*memorandum.provisions, *([owed] if owed else []))
        )
        track = Track(id="syria/astana", name="Astana talks", sponsors=("russia", "iran"))
        changed = msgspec.structs.replace(
            dossier, agreements=(with_it, *others), tracks=(track,), countries=("SY",)
        )
        by_ref = {report.ref: report for report in reports}
        days = {"window_from": date(2017, 11, 24), "window_to": until}
        return assess(records, {}, by_ref, Reference((changed,)), **days)

    return run


def of(findings: Findings, source: str = f"{MEMORANDUM}#9") -> Obligation:
    return next(each for each in findings.obligations if each.source == source)


def test_a_deadline_is_ahead_until_its_day_has_passed(asked):
    assert of(asked(owed=provision(), until=date(2017, 12, 10))).state == "ahead"
    assert of(asked(owed=provision(), until=date(2017, 12, 11))).state == "unknown"


def test_what_no_claim_could_show_is_told_from_what_no_report_shows(asked):
    assert "No kind of claim" in of(asked(owed=provision())).because
    assert "No report known" in of(asked(owed=provision(("withdrawal",)))).because


@pytest.mark.parametrize(
    ("left", "state"),
    [
        ({"syrian-army": 8}, "met in part"),
        ({"syrian-army": 8, "syria-opposition": 10}, "met in part"),
        ({"syrian-army": 12, "syria-opposition": 12}, "unknown"),
    ],
)
def test_single_acts_by_its_day_show_a_part_of_what_is_owed(asked, gain, left, state):
    moves = [
        gain(
            id=f"g-{who}",
            change="withdrew",
            actor=ActorMention(who, (who,)),
            occurred=Period(date(2017, 12, day), date(2017, 12, day)),
        )
        for who, day in left.items()
    ]
    obligation = of(asked(*moves, owed=provision(("withdrawal",))))
    assert obligation.state == state
    assert len(obligation.deeds) == len(left)


@pytest.mark.parametrize(("day", "state", "slipped"), [(9, "met", None), (15, "missed", 5)])
def test_a_meeting_that_a_text_asks_for_is_missed_where_it_was_held_later(
    asked, day, state, slipped
):
    held = Period(date(2017, 12, day), date(2017, 12, day))
    made = msgspec.structs.replace(talks(planned=()), held=held)
    obligation = of(asked(made, owed=provision(("meeting:syria/astana",))))
    assert (obligation.state, obligation.slipped_days) == (state, slipped)


def test_a_withdrawal_elsewhere_or_before_the_signature_meets_nothing(asked, gain):
    army = {"change": "withdrew", "place": "Homs"}
    before = {"change": "withdrew", "occurred": Period(date(2017, 5, 1), date(2017, 5, 1))}
    for fields in (army, before):
        assert of(asked(gain(**fields), owed=provision(("withdrawal",)))).state == "unknown"


def test_a_monitors_counts_show_that_it_reports(asked):
    count = MonitorCount(
        id="m-1",
        monitor="SANA",
        value=Range(3, 3),
        period=Period(date(2017, 12, 1), date(2017, 12, 1)),
        first_published=date(2017, 12, 2),
    )
    duty = provision(("count",), owed_by=("syria-government",), zones=(), due=None)
    obligation = of(asked(count, owed=duty))
    assert obligation.state == "standing"
    assert "SANA counted 3 violations" in obligation.because


@pytest.mark.parametrize(("country", "state"), [("SY", "met in part"), ("YE", "unknown")])
def test_people_released_in_another_conflict_meet_nothing(asked, tally, country, state):
    freed = tally(
        10,
        10,
        measure="released",
        category=None,
        place=PlaceMention("Aleppo", country=country),
        period=Period(date(2017, 12, 1), date(2017, 12, 1)),
    )
    assert of(asked(freed, owed=provision(("release",)))).state == state


def test_posts_owed_by_a_guarantor_are_a_duty_done_and_no_ground_gained(asked, gain):
    came = gain(actor=ActorMention("Turkey", ("turkey",)))
    duty = provision(("presence",), owed_by=("turkey",), due=None)
    findings = asked(came, owed=duty)
    assert "Turkey moved into Ariha" in of(findings).because
    assert [each.changes for each in findings.ground if each.zone == "syria/idlib"] == [()]


def test_a_ban_is_broken_by_the_violations_found_of_it(asked, strike):
    findings = asked(strike(place="Ariha"))
    ban = of(findings, f"{MEMORANDUM}#1")
    assert (ban.state, len(ban.violations)) == ("broken", 1)
    assert of(asked(), f"{MEMORANDUM}#1").state == "no breach known"


def test_an_agreement_not_yet_signed_obliges_to_nothing(asked):
    assert asked(until=date(2017, 5, 3)).obligations == ()


# Meetings


def talks(held: tuple[int, int] | None = None, *later: Period, **fields: object) -> Round:
    """The ninth Astana round, on 22 December 2017 set for the second half of February 2018."""
    dates = (Period(date(2018, 2, 15), date(2018, 2, 28), "week"), *later)
    made = {
        "id": "k-9",
        "name": "ninth round",
        "number": 9,
        "track_id": "syria/astana",
        "planned": tuple(
            PlannedDate(said_on=date(2017, 12, 22 + n), date=when, claim=f"c-{n}")
            for n, when in enumerate(dates)
        ),
        "held": Period(date(2018, *held), date(2018, *held)) if held else None,
    }
    return Round(**{**made, **fields})


@pytest.mark.parametrize(
    ("record", "until", "state", "slipped"),
    [
        (talks(), date(2018, 2, 28), "ahead", None),
        (talks(), date(2018, 3, 1), "unknown", None),
        (talks((2, 20)), date(2018, 3, 1), "met", None),
        (talks((5, 14)), date(2018, 6, 1), "missed", 75),
        (talks(None, Period(date(2018, 5, 10), None)), date(2018, 2, 20), "put off", 71),
        (talks(None, Period(date(2018, 5, 10), None)), date(2018, 3, 20), "missed", 71),
        (talks(phase="concluded"), date(2018, 3, 20), "unknown", None),
    ],
)
def test_a_date_set_for_a_round_is_a_watched_deadline(asked, record, until, state, slipped):
    obligation = of(asked(record, until=until), "k-9")
    assert (obligation.state, obligation.slipped_days) == (state, slipped)
    assert obligation.owed_by == ("russia", "iran")


def test_a_round_not_held_is_missed_where_the_talks_were_reported_on_since(asked):
    report = Report(id="r", text="-", outlet="Desk", published=date(2018, 3, 5))
    record = talks(reports=(report.ref,))
    obligation = of(asked(record, until=date(2018, 3, 10), reports=[report]), "k-9")
    assert obligation.state == "missed"
    assert "reported on until 5 March 2018" in obligation.because


def test_who_came_to_the_talks_and_who_stayed_away_is_kept_of_guarantors(asked):
    came = Attendee(party=ActorMention("Russia", ("russia",)), attendance="attending", head="L")
    away = Attendee(party=ActorMention("Turkey", ("turkey",)), attendance="absent")
    deeds = asked(talks((2, 20), attendees=(came, away)), until=date(2018, 3, 1)).deeds
    assert [(deed.kind, deed.by) for deed in deeds] == [
        ("attended", ("russia",)),
        ("stayed away", ("turkey",)),
    ]
