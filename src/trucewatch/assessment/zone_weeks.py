"""Zone-weeks: what each of the last weeks up to a day brought, for a line that is seen at once."""

from __future__ import annotations

from collections import defaultdict
from datetime import timedelta

from trucewatch.assessment.casualties import killed_low
from trucewatch.assessment.window import Window
from trucewatch.model.finding import ZoneWeek
from trucewatch.model.record import Incident

# Half a year, as far as the baseline before an agreement reaches.
WEEKS = 26
WEEK_DAYS = 7


def zone_weeks(window: Window) -> tuple[ZoneWeek, ...]:
    """One for each week up to the window's last day, the earliest first.

    An incident of force in scope counts in the week of its last day.
    """
    reach = window.reaching_back(WEEKS * WEEK_DAYS)
    happened: dict[int, list[Incident]] = defaultdict(list)
    for test in reach.counted.values():
        if isinstance(test.act, Incident) and test.days.last:
            happened[(test.days.last - reach.first).days // WEEK_DAYS].append(test.act)
    seen = [grade != "none" for grade in reach.coverage_days]
    return tuple(
        ZoneWeek(
            zone=window.zone.id,
            first=(first := reach.first + timedelta(days=at * WEEK_DAYS)),
            last=first + timedelta(days=WEEK_DAYS - 1),
            incidents=tuple(sorted(each.id for each in happened[at])),
            killed_low=sum(killed_low(each, "people") for each in happened[at]),
            observed_days=sum(seen[at * WEEK_DAYS : (at + 1) * WEEK_DAYS]),
        )
        for at in range(reach.length // WEEK_DAYS)
    )
