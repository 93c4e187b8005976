"""Standing: what an agreement's own dates say of a day."""

from __future__ import annotations

from datetime import date

import msgspec
import pytest

from trucewatch.assessment.standing import standing_on
from trucewatch.model.reference import Dossier
from trucewatch.reference.reference import Reference

MEMORANDUM = "syria/memorandum-2017-05-04"
TRUCE = "syria/south-west-ceasefire-2017-07-09"
DAY = date(2017, 12, 21)


def standing(reference, day=DAY, **changes):
    agreement = msgspec.structs.replace(reference.agreements[MEMORANDUM], **changes)
    return standing_on(agreement, day, reference)[0]


@pytest.mark.parametrize(
    "day, expected",
    [
        (date(2017, 5, 4), "not yet in force"),
        (date(2017, 5, 5), "in force"),
        (date(2017, 11, 4), "in force"),
        (date(2017, 11, 5), "extension unknown"),
    ],
)
def test_a_term_extended_by_consent_is_unknown_after_its_end(reference, day, expected):
    assert standing(reference, day) == expected


def test_a_documented_extension_keeps_it_in_force_from_when_it_is_known(reference):
    extended = ((date(2017, 12, 1), date(2018, 5, 4)),)
    assert standing(reference, extensions=extended) == "in force"
    assert standing(reference, date(2017, 11, 20), extensions=extended) == "extension unknown"


def test_without_an_extension_clause_the_term_lapses(reference):
    assert standing(reference, extension=None) == "lapsed"


def test_a_terminated_or_replaced_agreement_says_so(reference):
    assert standing(reference, terminated_on=date(2017, 12, 1)) == "terminated"
    assert standing(reference, superseded_by=TRUCE) == "superseded"
    assert standing(reference, date(2017, 7, 8), superseded_by=TRUCE) == "in force"


def test_an_agreement_without_dates_is_not_in_force(reference):
    undated = {"signed_on": None, "in_force_from": None, "ban_from": None}
    assert standing(Reference((Dossier(id="x", name="x"), *reference.dossiers)), **undated) == (
        "not yet in force"
    )
