"""Deadlines, seen from the end of the window."""

from __future__ import annotations

from datetime import date

from trucewatch.assessment.deadlines import find_deadlines


def states(reference, day: date) -> list[str]:
    return [deadline.state for deadline in find_deadlines(reference, window_to=day)]


def test_a_deadline_is_ahead_until_its_day_and_then_not_known_to_be_met(reference):
    assert states(reference, date(2017, 6, 3)) == ["ahead"]
    assert states(reference, date(2017, 6, 4)) == ["passed, fulfilment not known"]


def test_an_agreement_not_yet_signed_has_no_deadlines(reference):
    assert states(reference, date(2017, 5, 3)) == []
