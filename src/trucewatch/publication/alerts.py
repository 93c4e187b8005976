"""Alerts in a terminal, and as an Atom feed that shows each of them once."""

from __future__ import annotations

import uuid
from collections.abc import Iterable, Sequence
from datetime import UTC, date, datetime, time
from pathlib import Path
from zoneinfo import ZoneInfo

from msgspec import Struct
from rich.console import Group, RenderableType
from rich.padding import Padding
from rich.text import Text

from trucewatch.assessment.wording import days_words, listed, sentence_case
from trucewatch.model.finding import Alert, Severity
from trucewatch.publication.names import zone_short
from trucewatch.publication.wording import one_line
from trucewatch.reference.reference import Reference

TEMPLATES = Path(__file__).parent / "templates"
STYLES: dict[Severity, str] = {"high": "bold red", "medium": "bold yellow", "low": "bold"}


class Alerts(Struct, frozen=True, kw_only=True):
    """Those of the days from `start` to `end`, both included, as known by `end`."""

    start: date
    end: date
    alerts: tuple[Alert, ...]


def alerts(found: Iterable[Alert], *, start: date, end: date, zone: str | None = None) -> Alerts:
    """Of one zone with those that are of none, or all of them."""
    wanted = (each for each in found if zone is None or each.zone in (None, zone))
    return Alerts(start=start, end=end, alerts=tuple(wanted))


# In a terminal


def render_alerts(made: Alerts, reference: Reference) -> RenderableType:
    heading = Text("Alerts", style="bold")
    heading.append(f"  {days_words(made.start, made.end)}", style="not bold dim")
    if not made.alerts:
        return Group(heading, Text("Nothing in these days calls for one."))
    lines = [line for group in _alike(made.alerts) for line in _lines(group, reference)]
    hint = f"Walk one back: trucewatch trace ID --from {made.start}"
    return Group(heading, *lines, Text(), Text(hint, style="dim"))


def _alike(found: Iterable[Alert]) -> list[list[Alert]]:
    """Zones of which the same is told on one day, together."""
    groups: dict[tuple[object, ...], list[Alert]] = {}
    for each in found:
        groups.setdefault((each.day, each.kind, each.says), []).append(each)
    return list(groups.values())


def _lines(group: Sequence[Alert], reference: Reference) -> Iterable[RenderableType]:
    first = group[0]
    yield Text()
    yield Text.assemble(
        f"{first.day}  ",
        (first.severity, STYLES[first.severity]),
        f"  {_title(group, reference)}",
    )
    yield Padding(Text(one_line(first.says)), (0, 0, 0, 2))
    ids = dict.fromkeys(known_as for each in group for known_as in (each.id, *each.evidence))
    yield Padding(Text(" ".join(ids), style="dim"), (0, 0, 0, 2))


def _title(group: Sequence[Alert], reference: Reference) -> str:
    """ "Sharp rise: Idlib"."""
    zones = listed(zone_short(each.zone, reference) for each in group if each.zone)
    return sentence_case(f"{group[0].kind}{f': {zones}' if zones else ''}")


# As a feed


def to_atom(made: Alerts, reference: Reference) -> str:
    """An Atom feed (RFC 4287), the latest first. No clock is read: the same alerts give the same
    bytes, and an alert keeps its id and its time for good."""
    from jinja2 import Environment, FileSystemLoader, StrictUndefined

    environment = Environment(
        loader=FileSystemLoader(TEMPLATES),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    return environment.get_template("alerts.atom.j2").render(
        alerts=sorted(made.alerts, key=lambda each: (each.day, each.id), reverse=True),
        feed_id=_urn("trucewatch alerts"),
        updated=_instant(made.end, "UTC"),
        urn=lambda alert: _urn(alert.id),
        title=lambda alert: _title([alert], reference),
        instant=lambda alert: _instant(alert.day, _timezone(alert, reference)),
        clean=_xml,
    )


def _xml(text: str) -> str:
    """On one line, without the two characters that XML cannot hold and a terminal can."""
    return one_line(text).translate({0xFFFE: 0xFFFD, 0xFFFF: 0xFFFD})


def _urn(name: str) -> str:
    return uuid.uuid5(uuid.NAMESPACE_URL, name).urn


def _timezone(alert: Alert, reference: Reference) -> str:
    zone = reference.zones.get(alert.zone or "")
    return zone.timezone if zone else "UTC"


def _instant(day: date, timezone: str) -> str:
    """The day's first moment where the zone is, in UTC: "2018-02-28T22:00:00Z"."""
    begins = datetime.combine(day, time(), ZoneInfo(timezone)).astimezone(UTC)
    return begins.strftime("%Y-%m-%dT%H:%M:%SZ")
