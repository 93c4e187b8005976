"""Totals: what is documented in an area, period and category, what it stands on, and each
claimant's own counts beside it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date

from msgspec import Struct
from rich import box
from rich.console import Group, RenderableType
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from trucewatch.assessment.totals import Asked
from trucewatch.assessment.wording import day_words, days_words, listed
from trucewatch.model.claim import Measure
from trucewatch.model.finding import Breakdown, PartsState, Total
from trucewatch.model.record import MonitorCount, Record, Tally
from trucewatch.publication.names import name_of, record_words, tally_words, violations_words
from trucewatch.publication.wording import one_line, place_words, range_short
from trucewatch.reference.reference import Reference

MEASURE_WORDS: dict[Measure, str] = {
    "killed": "killed",
    "injured": "injured",
    "displaced": "displaced",
    "besieged": "besieged",
    "detained": "detained",
    "released": "released",
    "missing": "missing",
    "violations": "violations",
    "strikes": "strikes",
    "died_other": "died of other causes",
    "other": "other counts",
}
# Of what is left out, so many are shown in a terminal.
LISTED_MAX = 30
# Measures that incidents count, too.
ITEMISED = ("killed", "injured", "strikes")
_OF_THINGS = ("violations", "strikes", "other")


class Adds(Struct, frozen=True, kw_only=True):
    """A record that the supported minimum stands on, with its low."""

    id: str
    low: int
    says: str


class LeftOut(Struct, frozen=True, kw_only=True):
    id: str
    says: str
    why: str


class ClaimantsCount(Struct, frozen=True, kw_only=True):
    """One claimant's own count, as it was given."""

    id: str
    claimant: str
    value: str
    says: str


class Sum(Struct, frozen=True, kw_only=True):
    """A count that is also given in parts, and whether they add up."""

    id: str
    says: str
    state: PartsState


class Totals(Struct, frozen=True, kw_only=True):
    """The answer for one scope. `at_least` is documented and never the true total; `at_most` is
    None where no claim covers the whole scope. `not_itemised` is the part of `at_least` that no
    incident known accounts for; `is_exact` False: a choice with a higher sum may exist. Of very
    many records `stands_on`, `left_out` and `counts` may name only the first; `standing_on`,
    `leaving_out` and `counting` are how many there are."""

    area: str
    area_id: str | None
    since: date | None
    until: date | None
    category: str
    measure: Measure
    at_least: int
    is_exact: bool
    not_itemised: int
    at_most: int | None
    bounds: tuple[ClaimantsCount, ...]
    stands_on: tuple[Adds, ...]
    left_out: tuple[LeftOut, ...]
    by_category: dict[str, int]
    counts: tuple[ClaimantsCount, ...]
    sums: tuple[Sum, ...]
    standing_on: int
    leaving_out: int
    counting: int


def totals(
    asked: Asked,
    found: Total,
    breakdowns: Iterable[Breakdown],
    records: Iterable[Record],
    reference: Reference,
    *,
    listed_max: int | None = None,
) -> Totals:
    """The answer in words; of each list no more than `listed_max`, if that is given.

    Raises `KeyError` for a finding about records that are not given.
    """
    by_id = {record.id: record for record in records}
    minimum = found.minimum
    largest = sorted(minimum.stands_on, key=lambda pair: (-pair[1], pair[0]))
    shown = set(found.tallies)
    return Totals(
        area=_area(asked, reference),
        area_id=asked.zone.id if asked.zone else asked.place.place_id if asked.place else None,
        since=asked.first,
        until=asked.last,
        category=asked.category,
        measure=asked.measure,
        at_least=minimum.total,
        is_exact=minimum.is_exact,
        not_itemised=minimum.unitemised,
        at_most=found.most,
        bounds=tuple(_count(by_id[each.record], reference) for each in found.bounds),
        stands_on=tuple(
            Adds(id=each, low=low, says=record_words(by_id[each], reference))
            for each, low in largest[:listed_max]
        ),
        left_out=tuple(
            LeftOut(id=each, says=record_words(by_id[each], reference), why=one_line(why))
            for each, why in minimum.left_out[:listed_max]
        ),
        by_category={each.category: each.total for each in found.by_category},
        counts=tuple(
            sorted(
                (_count(by_id[each], reference) for each in found.tallies),
                key=lambda each: (each.claimant, each.says, each.id),
            )[:listed_max]
        ),
        sums=tuple(
            Sum(id=each.id, says=sum_words(each, by_id), state=each.state)
            for each in [each for each in breakdowns if each.whole in shown][:listed_max]
        ),
        standing_on=len(minimum.stands_on),
        leaving_out=len(minimum.left_out),
        counting=len(found.tallies),
    )


def _area(asked: Asked, reference: Reference) -> str:
    if asked.zone is not None:
        return name_of(asked.zone.id, reference)
    return place_words(asked.place) if asked.place else "all places"


def _count(record: Record, reference: Reference) -> ClaimantsCount:
    claimant, value = "", "—"
    if isinstance(record, Tally):
        claimant, value = record.claimant, range_short(record.value)
    if isinstance(record, MonitorCount):
        claimant, value = record.monitor, range_short(record.value)
    return ClaimantsCount(
        id=record.id,
        claimant=name_of(claimant, reference),
        value=value,
        says=count_words(record),
    )


def count_words(record: Record) -> str:
    """ "17 violations in Syria between 29 and 30 July 2017": a count without its claimant."""
    if isinstance(record, Tally):
        return tally_words(record)
    if isinstance(record, MonitorCount):
        return violations_words(record)
    return ""


def sum_words(each: Breakdown, by_id: Mapping[str, Record]) -> str:
    """ "17 is given as 8, 7 and 2 by area: it adds up"."""
    whole = _value(by_id[each.whole])
    parts = listed_values(by_id[part] for part in each.parts)
    said = f"{whole} is given as {parts} by {each.by}"
    match each.state:
        case "adds up":
            return f"{said}: it adds up"
        case "leaves a rest":
            return f"{said}: {each.rest:,} are in no part"
        case "comes to more":
            return f"{said}: the parts come to more"
        case "comes to less":
            return f"{said}: the parts come to less"


def listed_values(parts: Iterable[Record]) -> str:
    """ "8, 7 and 2", the largest first and equals kept."""
    values = sorted(
        (part.value for part in parts if isinstance(part, Tally | MonitorCount)),
        key=lambda value: (-(value.low or 0), value.high or 0),
    )
    words = [range_short(value) for value in values]
    return f"{', '.join(words[:-1])} and {words[-1]}" if len(words) > 1 else "".join(words)


def _value(record: Record) -> str:
    return range_short(record.value) if isinstance(record, Tally | MonitorCount) else "—"


# In a terminal


def render_totals(shown: Totals) -> RenderableType:
    return Group(*_parts(shown))


def _parts(shown: Totals) -> Iterator[RenderableType]:
    yield Text(one_line(f"{sentence(shown)}, {_days(shown)}"), style="bold")
    yield from (Padding(Text(line), (0, 0, 0, 2)) for line in _facts(shown))
    if shown.stands_on:
        yield Text("\nIt stands on", style="bold underline")
        yield _table(("at least", "record", "id"), _adds_rows(shown.stands_on))
    if shown.counts:
        yield Text("\nCounts by claimant, each its own", style="bold underline")
        rows = ((each.claimant, each.says, each.id) for each in shown.counts)
        yield _table(("claimant", "count", "id"), rows)
    if shown.sums:
        yield Text("\nCounts given in parts", style="bold underline")
        yield _table(("sum", "id"), ((each.says, each.id) for each in shown.sums))
    if shown.left_out:
        yield Text("\nLeft out", style="bold underline")
        listed_here = shown.left_out[:LISTED_MAX]
        rows = ((each.says, each.why, each.id) for each in listed_here)
        yield _table(("record", "why", "id"), rows)
        if more := len(shown.left_out) - len(listed_here):
            yield Text(f"and {more:,} more; --json lists all", style="dim")


def sentence(shown: Totals) -> str:
    """ "At least 200 people killed in Eastern Ghouta"; plain where nothing is documented."""
    what = _what(shown)
    where = "" if shown.area_id is None else f" in {shown.area}"
    if not shown.at_least:
        return f"No {what} documented{where}"
    return f"At least {shown.at_least:,} {what}{where}"


def _what(shown: Totals) -> str:
    words = MEASURE_WORDS[shown.measure]
    return words if shown.measure in _OF_THINGS else f"{shown.category} {words}"


def _days(shown: Totals) -> str:
    match (shown.since, shown.until):
        case (None, None):
            return "on any day"
        case (None, until) if until:
            return f"up to {day_words(until)}"
        case (since, None) if since:
            return f"from {day_words(since)} on"
        case (since, until) if since and until:
            return days_words(since, until)
    return ""


def _facts(shown: Totals) -> Iterator[str]:
    if shown.at_least:
        bound = "" if shown.is_exact else "; a higher sum may be possible"
        yield f"The supported minimum: documented, with no one counted twice{bound}. Not the total."
    if shown.not_itemised and shown.measure in ITEMISED:
        yield f"{shown.not_itemised:,} of these are in no incident known."
    if shown.by_category:
        said = (f"at least {low:,} {category}" for category, low in shown.by_category.items())
        yield f"Of whom, as far as claims tell: {listed(said)}."
    yield _most_words(shown)


def _most_words(shown: Totals) -> str:
    if shown.at_most is None:
        return "No upper bound: no claim covers the whole of it."
    by = listed(f"{each.claimant} ({each.value})" for each in shown.bounds)
    return f"At most {shown.at_most:,}, by the account of {by}."


def _adds_rows(adds: Iterable[Adds]) -> Iterator[tuple[str, ...]]:
    return ((f"{each.low:,}", each.says, each.id) for each in adds)


def _table(columns: Sequence[str], rows: Iterable[Sequence[str]]) -> Table:
    table = Table(box=box.SIMPLE_HEAD, pad_edge=False)
    for column in columns:
        is_number = column == "at least"
        is_id = column == "id"
        table.add_column(
            column,
            justify="right" if is_number else "left",
            no_wrap=is_number or is_id,
            style="dim" if is_id else "",
        )
    for row in rows:
        table.add_row(*(Text(one_line(cell)) for cell in row))
    return table
