"""What a person withholds of a report, checked before it is kept."""

from __future__ import annotations

from collections.abc import Iterable

from trucewatch.errors import BadInput, NotFound
from trucewatch.model.decision import PERSON, Redaction, Restriction, signed
from trucewatch.model.report import Report
from trucewatch.model.withheld import where
from trucewatch.reconciliation.deciding import said


def redaction(report: Report, words: str, *, by: str, why: str, at: str) -> Redaction:
    """The signed redaction of words wherever they stand in a report, as it was written.

    Raises `BadInput` where they do not stand in it, and for a reason that says them again.
    """
    if not says(report, words):
        raise BadInput(f"{report.ref} does not say that; give words as they stand in it")
    if where(words, why) or where(words, by):
        raise BadInput("the reason is kept and shown: say it without the words it is to hide")
    return signed(
        Redaction(
            report=report.ref,
            text=where(words, report.text),
            title=where(words, report.title or ""),
            by=PERSON + said(by, "--by"),
            why=said(why, "--why"),
            decided=at,
        )
    )


def restriction(report: Report, *, by: str, why: str, at: str) -> Restriction:
    """The signed restriction of a report to reviewers. Raises `BadInput` for a reason that names
    its outlet."""
    if where(report.outlet or "", why) or where(report.outlet or "", by):
        raise BadInput("the reason is kept and shown: say it without the name of the outlet")
    by, why = PERSON + said(by, "--by"), said(why, "--why")
    return signed(Restriction(report=report.ref, by=by, why=why, decided=at))


def says(report: Report, words: str) -> bool:
    return bool(where(words, report.text) or where(words, report.title or ""))


def one_called(known_as: str, reports: Iterable[Report]) -> Report:
    """The report that came with this id of its own. Raises `NotFound` for none, or several."""
    found = [each for each in reports if each.id == known_as]
    if len(found) == 1:
        return found[0]
    if found:
        refs = ", ".join(sorted(each.ref for each in found))
        raise NotFound(f"several reports are called {known_as!r}: {refs}; give one of these")
    raise NotFound(f"{known_as!r} is no report here; `trucewatch trace` of a figure names them")
