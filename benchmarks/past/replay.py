"""A dataset's file read, reconciled and judged week by week, as the commands would."""

from __future__ import annotations

import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import pairwise
from pathlib import Path

import msgspec
from msgspec import Struct

from trucewatch.assessment import assess
from trucewatch.assessment.case import Case
from trucewatch.assessment.verdict import reach, zone_verdict
from trucewatch.assessment.window import Window
from trucewatch.errors import BadReport
from trucewatch.model.claim import Claim
from trucewatch.model.finding import ZoneVerdict
from trucewatch.model.report import Report
from trucewatch.reading.ged import GedReader
from trucewatch.reconciliation.resolver import reconcile
from trucewatch.reference.dossier import load_reference
from trucewatch.reference.reference import Reference
from trucewatch.sources.files import read_reports

WEEK = timedelta(days=7)
BROKEN = ("not holding", "collapsed")


class Known(Struct, frozen=True, forbid_unknown_fields=True):
    """Something known from elsewhere, and the verdicts that would show it."""

    day: date
    what: str
    shows: tuple[str, ...]


class Story(Struct, frozen=True, forbid_unknown_fields=True):
    """What is known of a dossier's zones, by zone, and the weeks to judge."""

    dossier: str
    first_week: date
    last_week: date
    tuned_on: tuple[str, ...]
    zones: dict[str, tuple[Known, ...]]

    def weeks(self) -> list[date]:
        length = (self.last_week - self.first_week) // WEEK
        return [self.first_week + WEEK * at for at in range(length + 1)]

    def weeks_around(self) -> list[date]:
        """The weeks from one before each known turn to two after it."""
        turns = [known.day for each in self.zones.values() for known in each]
        return [
            day for day in self.weeks() if any(-WEEK <= day - turn <= 2 * WEEK for turn in turns)
        ]


@dataclass(frozen=True)
class Held:
    """All that was read of the file. Reports by ref, claims by id."""

    reference: Reference
    reports: Mapping[str, Report]
    claims: Mapping[str, Claim]

    def known_on(self, day: date) -> Held:
        known = {ref: r for ref, r in self.reports.items() if r.published and r.published <= day}
        claims = {key: claim for key, claim in self.claims.items() if claim.report in known}
        return Held(self.reference, known, claims)


def load_story(path: Path) -> Story:
    return msgspec.yaml.decode(path.read_bytes(), type=Story, strict=False)


def read_file(path: str, dossier: str) -> Held:
    whole = load_reference(None)
    reference = Reference(tuple(each for each in whole.dossiers if each.id == dossier))
    reader = GedReader(reference)
    reports: dict[str, Report] = {}
    claims: dict[str, Claim] = {}
    for item in read_reports([path]):
        if isinstance(item, BadReport):
            print(item, file=sys.stderr)
            continue
        reports[item.report.ref] = item.report
        claims |= {claim.id: claim for claim in reader.read(item.report).claims}
    return Held(reference, reports, claims)


def case_of(held: Held) -> Case:
    made = reconcile(list(held.claims.values()), held.reports, [], held.reference)
    known = assess.known_anew(made.records, held.claims, held.reports, held.reference)
    return assess.case_of(known, held.reference)


@dataclass(frozen=True)
class Week:
    """A zone's answer for the 28 days up to `day`, and what those days alone would give."""

    day: date
    verdict: ZoneVerdict
    alone: str


def week_of(case: Case, zone_id: str, day: date) -> Week:
    zone = case.reference.zones[zone_id]
    agreement = case.reference.agreements[zone.agreement]
    first = day - timedelta(days=case.table.window_days - 1)
    window = Window(zone, agreement, first, day, case).under_ban()
    return Week(day, zone_verdict(window, []), reach(window).rule.verdict)


def replay(held: Held, story: Story, *, as_known: bool) -> dict[str, list[Week]]:
    """Each zone week by week with hindsight; or the weeks around what is known, each from what
    it had published, which takes a reconciliation for every week."""
    whole = None if as_known else case_of(held)
    found: dict[str, list[Week]] = {zone: [] for zone in story.zones}
    for day in story.weeks_around() if as_known else story.weeks():
        case = whole or case_of(held.known_on(day))
        for zone, weeks in found.items():
            weeks.append(week_of(case, zone, day))
        if whole is None:
            print(f"as known on {day}", file=sys.stderr)
    return found


@dataclass(frozen=True)
class Shown:
    """When a known turn shows: the week before it, and the first week that shows it by itself, so
    that a verdict standing over from before is no early warning."""

    known: Known
    before: Week | None
    first: Week | None

    @property
    def days_after(self) -> int | None:
        return (self.first.day - self.known.day).days if self.first else None

    @property
    def was_there(self) -> bool:
        return self.before is not None and self.before.alone in self.known.shows


def shown(known: Known, weekly: Sequence[Week]) -> Shown:
    before = [each for each in weekly if each.day < known.day]
    after = [each for each in weekly if each.day >= known.day]
    first = next((each for each in after if each.alone in known.shows), None)
    return Shown(known, before[-1] if before else None, first)


def spells(weekly: Sequence[Week]) -> list[tuple[Week, Week]]:
    """First and last week of each run of weeks that alone give "not holding" or "collapsed"."""
    found: list[tuple[Week, Week]] = []
    for before, week in pairwise([None, *weekly]):
        if week is None or week.alone not in BROKEN:
            continue
        goes_on = before is not None and before.alone in BROKEN
        found = [*found[:-1], (found[-1][0], week)] if goes_on else [*found, (week, week)]
    return found
