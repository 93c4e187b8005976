"""The view of the talks."""

from __future__ import annotations

import msgspec

from trucewatch.model.finding import Findings
from trucewatch.publication.talks import render_talks, talks


def test_planned_and_held_are_two_facts(findings, records, reference):
    astana, sochi = talks(findings, records, reference).tracks
    (eighth,) = astana.rounds
    assert eighth.held == "2017-12-21 – 2017-12-22"
    assert [plan.days for plan in eighth.planned] == ["2017-12-15"]
    assert eighth.slipped_days == 6
    assert sochi.rounds[0].held is None


def test_who_came_and_who_was_still_expected_stay_apart(findings, records, reference, printed):
    (eighth,) = talks(findings, records, reference).tracks[0].rounds
    assert [each.party for each in eighth.came] == ["Iran", "Jordan"]
    assert [each.head for each in eighth.expected] == ["Staffan de Mistura"]
    text = printed(render_talks(talks(findings, records, reference)))
    assert "came: Iran (guarantor): Hossein Jaberi Ansari, deputy foreign minister" in text
    assert "By 4 June 2017  maps of the zones: unknown" in text


def test_rounds_come_in_the_order_of_their_days(findings, records, reference):
    backwards = talks(findings, tuple(reversed(records)), reference)
    assert backwards == talks(findings, records, reference)
    assert msgspec.json.encode(backwards)


def test_no_talks_says_so(reference, printed):
    assert "No talks are in the record" in printed(render_talks(talks(Findings(), (), reference)))
