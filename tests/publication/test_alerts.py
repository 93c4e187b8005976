"""Alerts as text and as a feed."""

from __future__ import annotations

from datetime import date
from xml.etree import ElementTree

from trucewatch.model.finding import Alert
from trucewatch.publication.alerts import alerts, render_alerts, to_atom

ATOM = "{http://www.w3.org/2005/Atom}"
START, END = date(2017, 11, 24), date(2017, 12, 21)


def alert(known_as: str, day: int, zone: str | None, says: str = "Nobody told of it.") -> Alert:
    return Alert(
        id=known_as,
        kind="gone unobserved",
        severity="medium",
        day=date(2017, 12, day),
        zone=zone,
        says=says,
        evidence=("i-1",),
    )


TWO = (alert("l-1", 10, "syria/idlib"), alert("l-2", 12, "syria/eastern-ghouta"))


def entries(text: str) -> list[ElementTree.Element]:
    return ElementTree.fromstring(text.encode()).findall(f"{ATOM}entry")


def test_a_feed_has_an_entry_for_each_alert_the_latest_first(reference):
    feed = to_atom(alerts(TWO, start=START, end=END), reference)
    titles = [each.findtext(f"{ATOM}title") for each in entries(feed)]
    assert titles == ["Gone unobserved: Eastern Ghouta", "Gone unobserved: Idlib"]
    ids = {each.findtext(f"{ATOM}id") for each in entries(feed)}
    assert len(ids) == 2 and all(each.startswith("urn:uuid:") for each in ids)
    for each in (ElementTree.fromstring(feed.encode()), *entries(feed)):
        assert each.findtext(f"{ATOM}updated") and each.findtext(f"{ATOM}id")


def test_an_entry_keeps_its_id_and_its_time_as_the_feed_goes_on(reference):
    then = entries(to_atom(alerts(TWO[:1], start=START, end=date(2017, 12, 11)), reference))
    now = entries(to_atom(alerts(TWO, start=START, end=END), reference))
    assert ElementTree.tostring(then[0]) == ElementTree.tostring(now[1])
    # Midnight in Damascus in winter is ten in the evening, UTC.
    assert then[0].findtext(f"{ATOM}updated") == "2017-12-09T22:00:00Z"


def test_words_of_reports_stay_words_in_a_feed(reference):
    hostile = "<script>&amp;\x00\ufffe]]> told of it"
    [entry] = entries(
        to_atom(alerts([alert("l-1", 1, None, hostile)], start=START, end=END), reference)
    )
    assert "<script>&amp;" in (entry.findtext(f"{ATOM}summary") or "")


def test_zones_of_which_the_same_is_told_stand_together(reference, printed):
    same = (alert("l-1", 10, "syria/idlib"), alert("l-2", 10, "syria/eastern-ghouta"))
    text = printed(render_alerts(alerts(same, start=START, end=END), reference))
    assert "Gone unobserved: Idlib and Eastern Ghouta" in text
    assert text.count("Nobody told of it.") == 1


def test_of_one_zone_those_of_none_are_shown_too(reference, printed):
    found = (*TWO, alert("l-3", 13, None))
    made = alerts(found, start=START, end=END, zone="syria/idlib")
    assert [each.id for each in made.alerts] == ["l-1", "l-3"]
    empty = alerts((), start=START, end=END)
    assert "Nothing in these days" in printed(render_alerts(empty, reference))
