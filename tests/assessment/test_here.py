"""Records are found by the zone and days that they may be of."""

from __future__ import annotations

from datetime import date

import pytest

from trucewatch.assessment.evidence import Placed
from trucewatch.assessment.examined import Examined
from trucewatch.assessment.here import held_in_memory
from trucewatch.model.record import Incident, Tally
from trucewatch.model.values import Period, Range

DECEMBER = (date(2017, 12, 1), date(2017, 12, 28))


def examined(record, zone):
    return Examined(record, placed=(Placed(zone, "yes", "its name", is_whole=True),))


def incident(id, first, last, told=date(2018, 1, 31)):
    occurred = Period(first, last) if first else None
    return Incident(id=id, type="shelling", occurred=occurred, place=None, first_published=told)


@pytest.mark.parametrize(
    ("first", "last", "is_there"),
    [
        (date(2017, 12, 28), date(2017, 12, 28), True),
        (date(2017, 12, 29), date(2017, 12, 29), False),
        (date(2017, 11, 30), date(2017, 12, 1), True),
        (date(2017, 1, 1), date(2018, 12, 31), True),
        (date(2016, 1, 1), date(2017, 11, 30), False),
        (None, None, True),
    ],
)
def test_a_window_has_what_may_be_of_its_days(reference, first, last, is_there):
    zone = reference.zones["syria/idlib"]
    here = held_in_memory([examined(incident("i-1", first, last), zone)])

    assert bool(here(zone.id, *DECEMBER)) is is_there
    assert not here("syria/eastern-ghouta", *DECEMBER)


def test_records_of_one_kind_come_in_the_order_of_their_ids(reference):
    zone = reference.zones["syria/idlib"]
    late, early = (incident(id, date(2017, 12, day), None) for id, day in (("i-1", 9), ("i-2", 2)))
    tally = Tally(id="t-1", measure="killed", value=Range(3), claimant="AFP")
    here = held_in_memory(examined(each, zone) for each in (tally, early, late))

    assert [each.record.id for each in here(zone.id, *DECEMBER, Incident)] == ["i-1", "i-2"]
    assert [each.record.id for each in here(zone.id, None, None)] == ["i-1", "i-2", "t-1"]
