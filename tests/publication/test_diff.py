"""What changed between two days: matched by claims, each change with its cause."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import msgspec
import pytest

from trucewatch.model.finding import Findings, Obligation
from trucewatch.model.record import (
    Figure,
    Incident,
    Judgement,
    PlannedDate,
    Record,
    Round,
    Toll,
)
from trucewatch.model.report import Report
from trucewatch.model.values import Period, PlaceMention, Range
from trucewatch.publication.diff import diff, render_diff
from trucewatch.publication.known import Change, Known
from trucewatch.reference.reference import Reference

FIRST, LAST = date(2017, 12, 20), date(2017, 12, 22)
EARLY = Report(id="early", text="-", outlet="Wire A", published=FIRST)
LATE = Report(id="late", text="-", outlet="Wire B", published=LAST)
NOTHING = Findings()
Day = Callable[..., Known]


@pytest.fixture
def early(reference: Reference) -> Day:
    def make(*records: Record, findings: Findings = NOTHING) -> Known:
        return Known(FIRST, findings, records, {EARLY.ref: EARLY}, (), reference)

    return make


@pytest.fixture
def late(reference: Reference) -> Day:
    def make(*records: Record, findings: Findings = NOTHING, judgements=(), by=LATE) -> Known:
        reports = {EARLY.ref: EARLY, by.ref: by}
        return Known(LAST, findings, records, reports, judgements, reference)

    return make


def strike(known_as: str, *claims: str, tolls: dict[str, int] | None = None, **fields) -> Incident:
    said = [
        Toll(claimant=who, value=Range(n, n), claim=claims[0]) for who, n in (tolls or {}).items()
    ]
    numbers = [n for n in (tolls or {}).values()]
    figure = (
        Figure(low=min(numbers), best=numbers[-1], high=max(numbers), rule="", tolls=tuple(said))
        if numbers
        else None
    )
    return Incident(
        **{
            "id": known_as,
            "type": "airstrike",
            "occurred": Period(FIRST, FIRST),
            "place": PlaceMention("Ariha"),
            "killed": figure,
            "claims": claims,
            "reports": (EARLY.ref, LATE.ref),
            **fields,
        }
    )


def only(before: Known, after: Known) -> Change:
    [change] = diff(before, after).changes
    return change


def test_an_incident_told_of_later_is_new_with_the_report_that_told_it(early, late):
    change = only(early(), late(strike("i-1", "c-1")))
    assert (change.kind, change.subject, change.id) == ("new", "incident", "i-1")
    assert change.because == (f"reported by Wire B, 22 December 2017, {LATE.ref}",)
    assert change.reports == (LATE.ref,)


def test_a_revised_toll_says_from_what_to_what_and_by_whom(early, late):
    before = strike("i-1", "c-1", tolls={"sohr": 14})
    after = strike("i-1", "c-1", "c-2", tolls={"sohr": 14, "state-tv": 19})
    change = only(early(before), late(after))
    assert "killed 14 → 14–19 (19 by state television)" in change.says
    assert change.kind == "changed"


def test_the_same_figure_told_again_is_no_change(early, late):
    before = strike("i-1", "c-1", tolls={"sohr": 14})
    after = strike("i-1", "c-1", "c-2", tolls={"sohr": 14})
    assert diff(early(before), late(after)).changes == ()


def test_an_earlier_report_found_later_changes_the_id_and_not_the_incident(early, late):
    change = only(
        early(strike("i-1", "c-1", grade="weak")), late(strike("i-0", "c-0", "c-1", grade="fair"))
    )
    assert change.kind == "changed" and "grade weak → fair" in change.says


def test_two_records_that_turn_out_to_be_one_are_merged_with_the_judgement(early, late):
    joined = Judgement(left="c-1", right="c-2", is_same=True, by="rule:match@3", why="same toll")
    before = early(strike("i-1", "c-1"), strike("i-2", "c-2"))
    change = only(before, late(strike("i-1", "c-1", "c-2", merged_by=(joined,))))
    assert (change.kind, change.was) == ("merged", ("i-1", "i-2"))
    assert change.because[0] == "joined by rule:match@3: same toll"


def test_one_record_that_turns_out_to_be_two_is_split(early, late):
    apart = Judgement(left="c-1", right="c-2", is_same=False, by="person:ana", why="other village")
    after = late(strike("i-1", "c-1"), strike("i-2", "c-2"), judgements=(apart,))
    change = only(early(strike("i-1", "c-1", "c-2")), after)
    assert (change.kind, change.was) == ("split", ("i-1",))
    assert change.because[0] == "kept apart by person:ana: other village"


def test_a_record_that_was_withdrawn_says_by_which_report(early, late):
    correction = Report(id="fix", text="-", outlet="Wire A", published=LAST, retracts="early")
    change = only(early(strike("i-1", "c-1", reports=(EARLY.ref,))), late(by=correction))
    assert change.kind == "gone"
    assert change.because == (
        f"corrected or withdrawn by Wire A, 22 December 2017, {correction.ref}",
    )


def test_talks_moved_say_to_when(early, late):
    first = PlannedDate(said_on=FIRST, date=Period(date(2018, 2, 15), date(2018, 2, 28)), claim="c")
    then = PlannedDate(said_on=LAST, date=Period(date(2018, 5, 1), date(2018, 5, 15)), claim="d")
    before = Round(id="k-9", name="talks", planned=(first,), claims=("c-1",))
    after = msgspec.structs.replace(before, planned=(first, then), slipped_days=62)
    change = only(early(before), late(after))
    assert change.subject == "talks"
    assert "now planned for 2018-05-01 – 2018-05-15; slipped by 62 days" in change.says


def test_a_verdict_that_changed_says_by_which_rule(early, late, findings):
    idlib, *_ = findings.verdicts
    eased = msgspec.structs.replace(idlib, verdict="holding", also=None, trend="easing")
    change = only(
        early(findings=Findings(verdicts=(eased,))), late(findings=Findings(verdicts=(idlib,)))
    )
    assert change.id == "syria/idlib:verdict"
    assert "holding → strained or not holding; trend easing → worsening" in change.says
    assert change.because[0].startswith("rule 6: one incident")


def test_a_deadline_that_passed_changes_its_state(early, late):
    owed = Obligation(
        id="o-1",
        kind="duty",
        source="x#1",
        title="Maps",
        owed_by=("russia",),
        state="ahead",
        because="",
        due=FIRST,
    )
    passed = msgspec.structs.replace(owed, state="unknown", because="No report shows it.")
    change = only(
        early(findings=Findings(obligations=(owed,))),
        late(findings=Findings(obligations=(passed,))),
    )
    assert change.says == "Maps (by 20 December 2017): ahead → unknown"
    assert change.because == ("No report shows it.",)


def test_nothing_changed_is_said(early, late, printed):
    text = printed(render_diff(diff(early(), late())))
    assert "One report was published in between." in text and "Nothing changed." in text
