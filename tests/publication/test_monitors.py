"""Monitors' counts: each its own, 0 apart from silence, by area and day."""

from __future__ import annotations

from datetime import date, timedelta
from io import StringIO
from xml.etree import ElementTree

from rich.console import Console

from trucewatch.assessment.totals import Asked
from trucewatch.model.record import MonitorCount
from trucewatch.model.values import Period, PlaceMention, Range
from trucewatch.publication.monitors import chart, monitor_table, render_monitors, to_svg
from trucewatch.reference.reference import Reference

SYRIA = PlaceMention("Syria", "t:syria", 35.0, 38.0, "country", None, "SY")
LATAKIA = PlaceMention("Latakia", "t:latakia", 35.5, 36.0, "province", "Latakia", "SY")
DAY = date(2017, 7, 30)


def count(monitor: str, number: int | None, high: int | None = None, **fields: object):
    day = fields.pop("day", DAY)
    made = {
        "id": f"m-{monitor}-{day}",
        "monitor": monitor,
        "value": Range(number, number if high is None else high),
        "place": SYRIA,
        "period": Period(day, day),
        "first_published": day,
    }
    return MonitorCount(**{**made, **fields})


def table(*counts: MonitorCount, **asked: object):
    return monitor_table(Asked(measure="violations", **asked), counts, Reference())


def cells(row) -> list[tuple[str, Range | None]]:
    return [(cell.monitor, cell.value) for cell in row.cells]


def test_two_monitors_of_one_day_stand_side_by_side_and_apart():
    [row] = table(count("Russia", 17), count("Turkey", 2)).rows
    assert cells(row) == [("Russia", Range(17, 17)), ("Turkey", Range(2, 2))]
    assert row.apart == Range(15, 15)


def test_none_counted_is_not_the_same_as_nothing_reported():
    later = DAY + timedelta(days=1)
    first, second = table(
        count("Russia", 0), count("Turkey", 5), count("Turkey", 3, day=later)
    ).rows
    assert cells(first) == [("Russia", Range(0, 0)), ("Turkey", Range(5, 5))]
    assert cells(second) == [("Russia", None), ("Turkey", Range(3, 3))]
    assert second.apart is None


def test_days_between_on_which_nobody_reported_are_told():
    rows = table(count("Russia", 1), count("Russia", 2, day=DAY + timedelta(days=10))).rows
    assert rows[0].silent_before is None
    assert rows[1].silent_before == (date(2017, 7, 31), date(2017, 8, 8))


def test_a_monitor_is_expected_only_where_it_counts():
    elsewhere = count("Turkey", 1, place=LATAKIA, id="m-2")
    first, second = table(count("Russia", 17), elsewhere).rows
    assert [len(first.cells), len(second.cells)] == [1, 1]


def test_open_counts_are_apart_by_at_least_so_many():
    [row] = table(count("Russia", 4), MonitorCount(**_open())).rows
    assert row.apart == Range(6, None)


def _open() -> dict[str, object]:
    return {
        "id": "m-open",
        "monitor": "Turkey",
        "value": Range(10, None),
        "place": SYRIA,
        "period": Period(DAY, DAY),
    }


def test_the_table_shows_each_count_with_its_id():
    console = Console(file=StringIO(), width=160)
    console.print(render_monitors(table(count("Russia", 17), count("Turkey", 2))))
    printed = console.file.getvalue()
    assert all(each in printed for each in ("17", "m-Russia-2017-07-30", "m-Turkey-2017-07-30"))


def test_without_a_count_it_says_so():
    console = Console(file=StringIO(), width=100)
    console.print(render_monitors(table()))
    assert "No monitor's count is known" in console.file.getvalue()


def test_the_chart_tells_monitors_apart_by_symbol_and_filling():
    [band] = chart(table(count("Russia", 17), count("Turkey", 0))).bands
    assert len({(bar.symbol, bar.fill) for bar in band.bars}) == 2
    assert [(bar.words, bar.length) for bar in band.bars][1] == ("0", 0)


def test_the_chart_is_a_whole_drawing_with_names_escaped():
    drawn = to_svg(table(count("<script>alert(1)</script>", 17), count("Turkey", 2)))
    root = ElementTree.fromstring(drawn)
    assert root.tag == "{http://www.w3.org/2000/svg}svg"
    assert not [each for each in root.iter() if each.tag.endswith("script")]
