"""The talks of a brief: rounds of known tracks told in full, other meetings in a line each."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from trucewatch.assessment.wording import (
    counted,
    day_words,
    listed,
    sentence_case,
    stopped,
    when,
    with_article,
)
from trucewatch.model.record import Attendee, Round
from trucewatch.model.values import Period
from trucewatch.publication.names import parties_words, party_name, round_name
from trucewatch.publication.scope import Scope
from trucewatch.publication.sentences import Section, Sentence, section
from trucewatch.publication.wording import one_line, span_words, where, without_stop

# A longer item of an agenda is a passage taken for one; an outcome of two words says nothing.
AGENDA_WORDS_MAX = 12
OUTCOME_WORDS_MIN = 3
OUTCOME_LENGTH_MAX = 160


def talks_sections(scope: Scope) -> list[Section]:
    rounds = [each for each in scope.in_window(Round) if _says_something(each)]
    known = [each for each in rounds if each.track_id in scope.reference.tracks]
    sections = [made for each in known for made in _round_section(scope, each)]
    others = (_round(scope, each) for each in rounds if each not in known)
    return [*sections, *section("Other meetings spoken of", others, is_list=True)]


def agenda_items(each: Round) -> list[str]:
    """Items of the agenda as written, without whole passages."""
    items = (without_stop(item) for item in each.agenda)
    return [item for item in items if item and len(item.split()) <= AGENDA_WORDS_MAX]


def outcome_words(each: Round) -> list[str]:
    """Outcomes as written, without scraps and whole passages."""
    outcomes = (without_stop(outcome) for outcome in each.outcomes)
    return [
        outcome
        for outcome in dict.fromkeys(outcomes)
        if len(outcome.split()) >= OUTCOME_WORDS_MIN and len(outcome) <= OUTCOME_LENGTH_MAX
    ]


def _says_something(each: Round) -> bool:
    return bool(each.held or each.planned or each.phase or each.attendees)


def _round_section(scope: Scope, each: Round) -> list[Section]:
    said = [_round(scope, each), *_delegations(scope, each), *_agenda(each)]
    name = round_name(each, scope.reference).removeprefix("the ")
    # Rounds without a number are told apart by their days.
    days = f", {when(each.held)}" if each.held and not each.number else ""
    return section(f"{sentence_case(name)}{days}", said)


def _round(scope: Scope, each: Round) -> Sentence:
    """ "The eighth round of the Astana talks, sponsored by Iran, opened on 21 December 2017"."""
    sponsors = parties_words(each.sponsors, scope.reference)
    by = f", sponsored by {sponsors}," if sponsors else ""
    place = where(each.place) if each.place else ""
    name = sentence_case(round_name(each, scope.reference))
    words = " ".join(part for part in (f"{name}{by}", _held(each), place) if part)
    return Sentence(text=stopped(f"{words}{_slipped(each)}"), claims=each.claims)


def _held(each: Round) -> str:
    """ "opened on 21 December 2017", "is planned for January 2018"."""
    if each.held is None and each.planned:
        return f"is planned {planned_for(each.planned[-1].date)}"
    verb = _HELD.get(each.phase or "", "is spoken of")
    if each.held is None:
        return verb
    if each.phase in (None, "planned"):
        return f"is reported {planned_for(each.held)}"
    if each.phase == "under_way" and each.held.start:
        return f"{verb} on {day_words(each.held.start)}"
    return f"{verb} {when(each.held)}"


_HELD = {
    "under_way": "opened",
    "concluded": "was held",
    "planned": "is planned",
    "failed": "ended without result",
    "postponed": "was postponed",
}


def planned_for(period: Period) -> str:
    """ "for 21 December 2017", "for January 2018", "for a day between 1 and 5 July 2017"."""
    words = when(period)
    if words.startswith(("on a day", "by ", "from ")):
        return words
    if words.startswith("between "):
        return f"for a day {words}"
    return f"for {words.partition(' ')[2]}"


def _slipped(each: Round) -> str:
    slip = slip_words(each.slipped_days, is_least=slipped_at_least(each))
    if not slip:
        return ""
    first = each.planned[0].date if each.planned else None
    if first and first.start != first.end:
        return f", {slip} after the days first planned, {span_words(first)}"
    return f", {slip} after the date first planned"


def slip_words(days: int | None, *, is_least: bool) -> str:
    """ "six days", "at least 20 days"; empty where nothing slipped."""
    return f"{'at least ' if is_least else ''}{counted(days, 'day')}" if days else ""


def slipped_at_least(each: Round) -> bool:
    """Whether the slip is counted from or to days that reports leave open."""
    first = each.planned[0].date if each.planned else None
    if each.held is not None:
        return _is_coarse(first) or each.held.precision not in ("hours", "day")
    return _is_coarse(first) or _is_coarse(each.planned[-1].date if each.planned else None)


def _is_coarse(period: Period | None) -> bool:
    return period is not None and period.start != period.end


def _delegations(scope: Scope, each: Round) -> Iterable[Sentence]:
    there = [a for a in each.attendees if a.attendance in ("attending", None)]
    headed, others = [a for a in there if a.head], [a for a in there if not a.head]
    if headed:
        verbs = ["is represented by", *["by"] * (len(headed) - 1)]
        pairs = zip(headed, verbs, strict=True)
        heads = "; ".join(_headed(scope, a, verb) for a, verb in pairs)
        yield Sentence(text=stopped(sentence_case(heads)), claims=_claims(headed) or each.claims)
    if others:
        lead = "Also taking part: " if headed else "Taking part: "
        yield _listed_attendees(scope, each, lead, others)
    for attendance, lead in (("expected", "Still expected: "), ("absent", "Absent: ")):
        group = [a for a in each.attendees if a.attendance == attendance]
        if group:
            yield _listed_attendees(scope, each, lead, group)


def _headed(scope: Scope, attendee: Attendee, by: str) -> str:
    title = f", {one_line(attendee.title)}" if attendee.title else ""
    party = with_article(party_name(attendee.party, scope.reference))
    return f"{party} {by} {one_line(attendee.head or '')}{title}"


def _listed_attendees(scope: Scope, each: Round, lead: str, group: Sequence[Attendee]) -> Sentence:
    text = stopped(f"{lead}{listed(_attendee(scope, a) for a in group)}")
    return Sentence(text=text, claims=_claims(group) or each.claims)


def _attendee(scope: Scope, attendee: Attendee) -> str:
    """ "Iran", "the UN (Staffan de Mistura, UN envoy)"."""
    party = with_article(party_name(attendee.party, scope.reference))
    who = ", ".join(one_line(each) for each in (attendee.head, attendee.title) if each)
    return f"{party} ({who})" if who else party


def _agenda(each: Round) -> Iterable[Sentence]:
    if items := agenda_items(each):
        yield Sentence(text=f"On the agenda: {listed(items)}.", claims=each.claims)
    for outcome in outcome_words(each):
        yield Sentence(text=f"Outcome as reported: “{outcome}”.", claims=each.claims)


def _claims(attendees: Sequence[Attendee]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(claim for each in attendees for claim in each.claims))
