"""Meetings that talks set a date for: held by then, missed and by how much, ahead, or not known."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date

from trucewatch.assessment.deeds import held, held_day
from trucewatch.assessment.ids import finding_id
from trucewatch.assessment.kept import Kept, Owing
from trucewatch.assessment.names import best_actor, round_title
from trucewatch.assessment.wording import counted, day_words, days_words, when
from trucewatch.model.finding import Obligation
from trucewatch.model.record import PlannedDate, Round
from trucewatch.model.report import Report
from trucewatch.reference.reference import Reference


def find_meetings(
    rounds: Sequence[Round], reports: Mapping[str, Report], owing: Owing
) -> Iterator[Obligation]:
    """One for each date set for a round of a known track, seen from the day asked of.

    A date without a last day ("after Ramadan") cannot be missed and is left out.
    """
    news = _last_news(rounds, reports)
    for each in rounds:
        told = [plan for plan in each.planned if (plan.said_on or owing.until) <= owing.until]
        for at, plan in enumerate(told):
            if each.track_id and plan.date.end:
                kept = _kept(each, plan.date.end, told[at + 1 :], news[each.track_id], owing.until)
                yield _obligation(each, plan, kept, owing.reference)


def _last_news(rounds: Iterable[Round], reports: Mapping[str, Report]) -> dict[str, date]:
    """The day of the last report on each track."""
    last: dict[str, date] = {}
    for each in rounds:
        known = (reports.get(ref) for ref in each.reports)
        days = [report.published for report in known if report and report.published]
        if each.track_id:
            last[each.track_id] = max([last.get(each.track_id, date.min), *days])
    return last


def _kept(
    each: Round, due: date, later: Sequence[PlannedDate], news: date, window_to: date
) -> Kept:
    if (day := held_day(each)) is not None:
        return _held(day, each, due)
    if each.phase in ("under_way", "concluded", "failed"):
        return Kept("unknown", "It was held, on a day that no report gives.")
    moved = next((plan for plan in later if plan.date.start and plan.date.start > due), None)
    if moved and moved.date.start:
        slip = (moved.date.start - due).days
        said = f" on {day_words(moved.said_on)}" if moved.said_on else ""
        days = days_words(moved.date.start, moved.date.end or moved.date.start)
        why = f"It was put off{said} to {days}, at least {_later(slip)}."
        return Kept("put off" if due >= window_to else "missed", why, slip)
    if due >= window_to:
        return Kept("ahead", "Its days are not over.")
    if news > due:
        reported = f"these talks were reported on until {day_words(news)}"
        why = f"No report tells that it was held, though {reported}."
        return Kept("missed", why)
    return Kept("unknown", "No report on these talks is known from after its days.")


def _held(day: date, each: Round, due: date) -> Kept:
    if day <= due:
        return Kept("met", f"It was held {when(each.held)}.")
    slip = (day - due).days
    return Kept("missed", f"It was held {when(each.held)}, {_later(slip)}.", slip)


def _later(days: int) -> str:
    return f"{counted(days, 'day')} after the last day planned"


def _obligation(each: Round, plan: PlannedDate, kept: Kept, reference: Reference) -> Obligation:
    owed_by = _sponsors(each, reference)
    deeds = tuple(held(each, owed_by, reference))
    return Obligation(
        id=finding_id("o", each.id, plan.claim),
        kind="meeting",
        source=each.id,
        track=each.track_id,
        title=round_title(each, reference),
        owed_by=owed_by,
        due_from=plan.date.start,
        due=plan.date.end,
        said_on=plan.said_on,
        state=kept.state,
        because=kept.because,
        slipped_days=kept.slipped_days,
        deeds=deeds,
        claims=tuple(dict.fromkeys((plan.claim, *(c for deed in deeds for c in deed.claims)))),
    )


def _sponsors(each: Round, reference: Reference) -> tuple[str, ...]:
    """Those of the track by its dossier, else those named."""
    track = reference.tracks.get(each.track_id or "")
    named = (actor for mention in each.sponsors if (actor := best_actor(mention)))
    return track.sponsors if track and track.sponsors else tuple(dict.fromkeys(named))
