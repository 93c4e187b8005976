"""Which reports a later one takes the place of: corrected or withdrawn, by whoever published it."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from datetime import UTC, date, datetime
from typing import TYPE_CHECKING, Literal, NamedTuple

from trucewatch.model.report import Report
from trucewatch.reference.names import fold

if TYPE_CHECKING:
    from trucewatch.reference.reference import Reference

How = Literal["corrected", "withdrawn"]
ARTICLES = {"the", "al", "el", "la", "le"}
LATEST = datetime.max.replace(tzinfo=UTC)


class SetAside(NamedTuple):
    """A report (ref) that no longer counts, the one that says so, and how."""

    old: str
    new: str
    how: How


def set_aside(reports: Mapping[str, Report], reference: Reference) -> tuple[SetAside, ...]:
    """Reports that a later one of the same publisher corrects or withdraws, in order.

    A report is meant by its id. Publishers choose ids, so that two of them may use one: only a
    report of the same publisher is meant, in whatever edition, or one of which nobody says who
    published it. Of several corrections of one report the last takes the place of the others. To
    withdraw a correction does not bring back what it corrected.
    """
    naming = {ref: each for ref, each in reports.items() if each.corrects or each.retracts}
    by_name = _by_name({name for each in naming.values() for name in _named(each)}, reports)
    found = {
        SetAside(old, ref, how)
        for ref, new in naming.items()
        for name, how in _named(new).items()
        for old in by_name.get(name, ())
        if old != ref and _may_set_aside(new, reports[old], reference)
    }
    return tuple(sorted(found | set(_replaced(found, reports))))


def _named(report: Report) -> dict[str, How]:
    named: dict[str, How] = {report.corrects: "corrected"} if report.corrects else {}
    return named | ({report.retracts: "withdrawn"} if report.retracts else {})


def _by_name(wanted: Collection[str], reports: Mapping[str, Report]) -> dict[str, list[str]]:
    """Refs by the ids that corrections name."""
    found: dict[str, list[str]] = {}
    for ref, report in reports.items():
        if report.id in wanted:
            found.setdefault(report.id, []).append(ref)
    return found


def _may_set_aside(new: Report, old: Report, reference: Reference) -> bool:
    if _moment(old) > _moment(new) and None not in (old.published, new.published):
        return False
    return None in (old.outlet, new.outlet) or _are_editions(old, new, reference)


def _are_editions(one: Report, other: Report, reference: Reference) -> bool:
    """Whether one publisher's: one name, one source of the dossier, or a name and the same name
    with its edition ("the Gazette", "Gazette Arabic")."""
    here, there = (set(fold(each.outlet or "").split()) - ARTICLES for each in (one, other))
    sources = [reference.source_named(each.outlet) for each in (one, other) if each.outlet]
    is_one_source = None not in sources and len({source.id for source in sources if source}) == 1
    return is_one_source or (bool(here and there) and (here <= there or there <= here))


def _replaced(found: Iterable[SetAside], reports: Mapping[str, Report]) -> Iterator[SetAside]:
    """Corrections that a later one of the same report takes the place of."""
    corrections: dict[str, list[str]] = {}
    for each in found:
        if each.how == "corrected":
            corrections.setdefault(each.old, []).append(each.new)
    for news in corrections.values():
        last = max(news, key=lambda ref: (_moment(reports[ref]), ref))
        for ref in news:
            if _moment(reports[ref]) < _moment(reports[last]):
                yield SetAside(ref, last, "corrected")


def _moment(report: Report) -> tuple[date, datetime]:
    """Orders reports by when they were published; without an hour, last on their day."""
    return (report.published or date.max, report.instant or LATEST)
