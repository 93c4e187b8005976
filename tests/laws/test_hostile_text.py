"""Text made to be slow is read in a time that grows with its length, not with its square."""

from __future__ import annotations

import time
from datetime import date

import pytest

from trucewatch.model.report import Report
from trucewatch.reading import rules
from trucewatch.reference.dossier import load_reference

PROSE = "Air strikes killed 19 people in Ariha on Wednesday. " * 50
LENGTH = 60_000
# What took the square of it took minutes; this takes a second or two, on any machine some few.
SECONDS_MAX = 20


@pytest.fixture(scope="module")
def reference():
    return load_reference()


@pytest.mark.parametrize(
    "unit",
    [
        *("(", "7", "#", "A", "-", "\n", " ", "the ", "killed ", "1,000 ", "“said ", "’s "),
        *("Ariha and ", "on Monday ", "killed 19 people and Ariha ", "talks in Geneva "),
        *("talks: ", "regime forces ", "ceasefire agreement ", "U.S. Air strikes. ", PROSE),
    ],
)
def test_a_long_text_of_one_thing_over_and_over_is_read(reference, unit):
    text = PROSE + "\n" + (unit * (LENGTH // len(unit) + 1))[:LENGTH]
    report = Report(id="hostile", text=text, published=date(2017, 12, 21), language="en")
    began = time.process_time()
    reading = rules.read(report, reference, with_mentions=True)
    assert time.process_time() - began < SECONDS_MAX
    assert all(c.quote in text for c in reading.claims)
