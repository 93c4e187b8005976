"""What follows from a record by itself comes back from JSON as it was."""

from __future__ import annotations

from dataclasses import fields

from trucewatch.assessment.examined import Examined, examined
from trucewatch.assessment.examined_json import Kept, from_json, to_json
from trucewatch.model.report import canonical


def test_everything_that_follows_from_a_record_is_kept_with_it(reference, strike, gain, tally):
    for each in examined([strike(), gain(), tally()], {}, {}, reference):
        kept = from_json(canonical(each.record).decode(), to_json(each), reference)
        assert kept == each


def test_nothing_that_follows_from_a_record_is_left_out_of_what_is_kept():
    assert {field.name for field in fields(Examined)} == {"record", *Kept.__struct_fields__}
