"""Talks: tracks with their rounds in order, who came and who did not, planned beside held."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date

from msgspec import Struct
from rich.console import Group, RenderableType
from rich.padding import Padding
from rich.text import Text

from trucewatch.assessment.wording import day_words, listed, sentence_case
from trucewatch.model.claim import Role, TalkPhase
from trucewatch.model.finding import Findings, Obligation
from trucewatch.model.record import Attendee, PlannedDate, Record, Round
from trucewatch.model.values import Period
from trucewatch.publication.meetings import (
    agenda_items,
    outcome_words,
    slip_words,
    slipped_at_least,
)
from trucewatch.publication.names import name_of, party_name, round_name
from trucewatch.publication.obligations import due_words
from trucewatch.publication.wording import one_line, span_short, span_words
from trucewatch.reference.reference import Reference

UNKNOWN_TRACK = "other meetings"


class Delegation(Struct, frozen=True, kw_only=True):
    """Who came for a party. `spellings` are the head's other spellings in reports."""

    party: str
    role: Role | None = None
    head: str | None = None
    title: str | None = None
    spellings: tuple[str, ...] = ()


class Plan(Struct, frozen=True, kw_only=True):
    """Days a round was said to be planned for, also in short and in words, and when that was
    said."""

    planned_in: Period
    days: str
    words: str
    said_on: date | None = None


class TalksRound(Struct, frozen=True, kw_only=True):
    """A round as the record has it; `held` and `planned` are two facts with two dates. `held` is
    `held_in` in short.

    `slip_is_least` says that the days are open which `slipped_days` is counted from or to.
    """

    id: str
    name: str
    number: int | None
    city: str | None
    phase: TalkPhase | None
    held: str | None
    held_in: Period | None
    planned: tuple[Plan, ...]
    slipped_days: int | None
    slip_is_least: bool
    sponsors: tuple[str, ...]
    came: tuple[Delegation, ...]
    expected: tuple[Delegation, ...]
    absent: tuple[Delegation, ...]
    agenda: tuple[str, ...]
    outcomes: tuple[str, ...]


class TalksTrack(Struct, frozen=True, kw_only=True):
    """A track; `id` None gathers rounds that no dossier's track is known for."""

    id: str | None
    name: str
    rounds: tuple[TalksRound, ...]


class Talks(Struct, frozen=True, kw_only=True):
    tracks: tuple[TalksTrack, ...]
    deadlines: tuple[Obligation, ...]


def talks(findings: Findings, records: Sequence[Record], reference: Reference) -> Talks:
    """Every round of the record by track, the earliest first, and what has a deadline."""
    by_track: dict[str, list[Round]] = {}
    for record in records:
        if isinstance(record, Round):
            by_track.setdefault(record.track_id or "", []).append(record)
    named = sorted(by_track.items(), key=lambda each: (not each[0], each[0]))
    return Talks(
        tracks=tuple(_track(track_id, rounds, reference) for track_id, rounds in named),
        deadlines=tuple(each for each in findings.obligations if each.due),
    )


def _track(track_id: str, rounds: Iterable[Round], reference: Reference) -> TalksTrack:
    by_day = sorted(rounds, key=lambda each: (_day(each), each.number or 0, each.id))
    numbered = [each for each in by_day if each.number is not None] if track_id else []
    return TalksTrack(
        id=track_id or None,
        name=name_of(track_id, reference) if track_id else UNKNOWN_TRACK,
        rounds=tuple(
            _round(each, reference) for each in sorted(by_day, key=lambda one: _rank(one, numbered))
        ),
    )


def _rank(each: Round, numbered: Sequence[Round]) -> float:
    """A round's number; a meeting without one comes before the first round of a later day."""
    if each in numbered:
        return each.number or 0
    later = [one.number for one in numbered if one.number and _day(one) > _day(each)]
    return min(later) - 0.5 if later else float("inf")


def _day(each: Round) -> date:
    """The day held, else the day last planned; a round with no day comes last."""
    period = each.held or (each.planned[-1].date if each.planned else None)
    start = (period.start or period.end) if period else None
    return start or date.max


def _round(each: Round, reference: Reference) -> TalksRound:
    return TalksRound(
        id=each.id,
        name=_name(each, reference),
        number=each.number,
        city=one_line(each.place.text) if each.place else None,
        phase=each.phase,
        held=span_short(each.held) if each.held else None,
        held_in=each.held,
        planned=tuple(_plan(plan) for plan in each.planned),
        slipped_days=each.slipped_days,
        slip_is_least=each.slipped_days is not None and slipped_at_least(each),
        sponsors=tuple(party_name(sponsor, reference) for sponsor in each.sponsors),
        came=_delegations(each.attendees, ("attending", None), reference),
        expected=_delegations(each.attendees, ("expected",), reference),
        absent=_delegations(each.attendees, ("absent",), reference),
        agenda=tuple(agenda_items(each)),
        outcomes=tuple(outcome_words(each)),
    )


def _name(each: Round, reference: Reference) -> str:
    """ "Eighth round of the Astana talks"; the words of reports where no track is known."""
    if each.track_id not in reference.tracks:
        return f"“{one_line(each.name)}”"
    return sentence_case(round_name(each, reference).removeprefix("the "))


def _plan(plan: PlannedDate) -> Plan:
    days, words = span_short(plan.date), span_words(plan.date)
    return Plan(planned_in=plan.date, days=days, words=words, said_on=plan.said_on)


def _delegations(
    attendees: Iterable[Attendee], attendance: tuple[str | None, ...], reference: Reference
) -> tuple[Delegation, ...]:
    return tuple(
        Delegation(
            party=party_name(each.party, reference),
            role=each.role,
            head=each.head,
            title=each.title,
            spellings=tuple(name for name in each.names if name != each.head),
        )
        for each in attendees
        if each.attendance in attendance
    )


# In a terminal


def render_talks(talks: Talks) -> RenderableType:
    """Tracks, rounds and deadlines as indented text."""
    if not talks.tracks and not talks.deadlines:
        return Text("No talks are in the record.", style="dim")
    parts: list[RenderableType] = []
    for track in talks.tracks:
        parts.append(Text(one_line(track.name), style="bold underline"))
        parts += [part for each in track.rounds for part in _round_lines(each)]
        parts.append(Text())
    if talks.deadlines:
        parts.append(Text("Deadlines", style="bold underline"))
        parts += [_deadline_line(each) for each in talks.deadlines]
    return Group(*parts)


def _round_lines(each: TalksRound) -> Iterable[RenderableType]:
    where = f", {each.city}" if each.city else ""
    phase = f"  [{each.phase.replace('_', ' ')}]" if each.phase else ""
    title = Text.assemble((each.name, "bold"), where, phase, (f"  {each.id}", "dim"))
    yield Padding(title, (0, 0, 0, 2))
    yield _line("held", each.held or "not known to have been held")
    yield from (_line("planned", _plan_words(plan)) for plan in each.planned)
    if slip := slip_words(each.slipped_days, is_least=each.slip_is_least):
        yield _line("slipped", slip)
    yield from _listing("sponsors", [listed(each.sponsors)] if each.sponsors else [])
    yield from _listing("came", [_delegation_words(d) for d in each.came])
    yield from _listing("expected", [_delegation_words(d) for d in each.expected])
    yield from _listing("absent", [_delegation_words(d) for d in each.absent])
    yield from _listing("agenda", each.agenda)
    yield from _listing("outcome as reported", [f"“{outcome}”" for outcome in each.outcomes])


def _plan_words(plan: Plan) -> str:
    return f"{plan.words} (said on {day_words(plan.said_on)})" if plan.said_on else plan.words


def _delegation_words(delegation: Delegation) -> str:
    role = f" ({delegation.role})" if delegation.role else ""
    head = ", ".join(one_line(each) for each in (delegation.head, delegation.title) if each)
    spellings = listed(one_line(each) for each in delegation.spellings)
    also = f" [also written {spellings}]" if spellings else ""
    return f"{delegation.party}{role}{f': {head}' if head else ''}{also}"


def _listing(label: str, items: Sequence[str]) -> Iterable[RenderableType]:
    yield from (_line(label, item) for item in items)


def _line(label: str, text: str) -> RenderableType:
    return Padding(Text.assemble((f"{label}: ", "dim"), one_line(text)), (0, 0, 0, 4))


def _deadline_line(each: Obligation) -> RenderableType:
    said = f"{sentence_case(due_words(each))}  {one_line(each.title)}: {each.state}"
    return Padding(Text.assemble(said, (f"  {each.id}", "dim")), (0, 0, 0, 2))
