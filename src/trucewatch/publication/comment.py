"""Part 2 of a brief, *Comment*: is it holding, against what, who is behind it, what is unseen.

Everything here is a finding of ours, or a conclusion that a report drew and is named for.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from datetime import date

from trucewatch.model.finding import (
    Contradiction,
    Deadline,
    Engagement,
    Violation,
    ViolationGrade,
    ZoneDay,
    ZoneVerdict,
)
from trucewatch.model.record import ControlChange, Statement
from trucewatch.publication.names import provision_title, record_words, verdict_words
from trucewatch.publication.scope import Scope
from trucewatch.publication.sentences import (
    Part,
    Section,
    Sentence,
    Strip,
    StripDay,
    section,
)
from trucewatch.publication.wording import (
    counted,
    day_words,
    days_words,
    listed,
    place_words,
    sentence_case,
    without_stop,
)


def comment(scope: Scope) -> Part:
    sections = [made for zone in scope.zones for made in _zone(scope, zone)]
    sections += section("The guarantors", _engagements(scope))
    sections += section("Where claims disagree", _contradictions(scope), is_list=True)
    sections += section("What reports conclude", _conclusions(scope), is_list=True)
    sections += section("Deadlines", _deadlines(scope), is_list=True)
    sections += section("What could not be seen", _unseen(scope), is_list=True)
    return Part(title="Comment", sections=tuple(sections))


# Is it holding


def _zone(scope: Scope, zone: str) -> list[Section]:
    verdict = scope.verdict(zone)
    if verdict is None:
        text = f"{scope.name(zone)} has no verdict for these days."
        sentences: tuple[Sentence, ...] = (Sentence(text=text, reference=(f"zone:{zone}",)),)
    else:
        sentences = tuple(_assessed(scope, verdict))
    title = f"{scope.name(zone)}: is it holding?"
    return [Section(title=title, sentences=sentences, strip=_strip(scope, zone))]


def _assessed(scope: Scope, verdict: ZoneVerdict) -> Iterable[Sentence]:
    yield _standing(scope, verdict)
    yield _verdict(scope, verdict)
    yield from _trend(verdict)
    yield from _provisions(scope, verdict)
    yield from _killed(scope, verdict)
    yield from _ground(scope, verdict)
    yield from _would_change(verdict)


def _standing(scope: Scope, verdict: ZoneVerdict) -> Sentence:
    guarantors = listed(scope.name(each) for each in verdict.guarantors)
    named = f", guaranteed by {guarantors}," if guarantors else ""
    name = sentence_case(scope.name(verdict.agreement))
    text = f"{name}{named} {_STANDING[verdict.standing]} on {day_words(verdict.window_to)}."
    return Sentence(text=text, reference=(f"agreement:{verdict.agreement}",))


_STANDING = {
    "not yet in force": "was not yet in force",
    "in force": "was in force",
    "extension unknown": "had run to the end of its term, its extension unknown,",
    "lapsed": "had lapsed",
    "terminated": "had been terminated",
    "superseded": "had been superseded",
}


def _verdict(scope: Scope, verdict: ZoneVerdict) -> Sentence:
    days = days_words(verdict.window_from, verdict.window_to)
    text = f"Our verdict for {days} is “{verdict_words(verdict)}”: {without_stop(verdict.because)}."
    stands_on = (*verdict.incidents, *verdict.tallies, *verdict.control_changes)
    return Sentence(
        text=text,
        claims=scope.claims_of(stands_on),
        reference=(f"rule:{verdict.rule}", f"coverage:{verdict.zone}"),
    )


def _trend(verdict: ZoneVerdict) -> Iterable[Sentence]:
    if verdict.trend == "unknown" and not verdict.better_or_worse:
        text = "Whether it is getting better or worse cannot be said."
    elif verdict.trend == "unknown":
        text = f"Against what came before: {without_stop(verdict.better_or_worse or '')}."
    else:
        before = f"; {without_stop(verdict.better_or_worse)}" if verdict.better_or_worse else ""
        text = f"The trend is {verdict.trend}{before}."
    yield Sentence(text=text, reference=(f"trend:{verdict.zone}",))


def _provisions(scope: Scope, verdict: ZoneVerdict) -> Iterable[Sentence]:
    """One sentence for each provision found broken, with the grades of the findings."""
    broken: dict[str, list[Violation]] = {}
    for violation in scope.violations(verdict.zone):
        broken.setdefault(violation.provision, []).append(violation)
    for provision, found in sorted(broken.items()):
        text = f"Against {provision_title(provision, scope.reference)}, {_found(found)}."
        claims = scope.claims_of(each.incident for each in found)
        yield Sentence(text=text, claims=claims, reference=(f"provision:{provision}",))
    if broken and _author_unstated(scope, verdict.zone):
        text = "Apparent means that act, place and day are met, and that who did it is not stated."
        yield Sentence(text=text, reference=("grades:apparent",))


def _author_unstated(scope: Scope, zone: str) -> bool:
    return any(each.grade == "apparent" for each in scope.violations(zone))


def _found(found: Sequence[Violation]) -> str:
    """ "1 apparent violation is found", "3 violations are found: 2 established and 1 apparent"."""
    counts = Counter(each.grade for each in found)
    if len(found) == 1:
        return f"1 {_GRADES[found[0].grade]} violation is found"
    grades = listed(f"{counts[grade]} {words}" for grade, words in _GRADES.items() if counts[grade])
    return f"{len(found)} violations are found: {grades}"


_GRADES: dict[ViolationGrade, str] = {
    "established": "established",
    "apparent": "apparent",
    "contested": "contested",
    "cannot tell": "possible",
}


def _killed(scope: Scope, verdict: ZoneVerdict) -> Iterable[Sentence]:
    killed = verdict.killed
    if killed is None or not killed.stands_on:
        return
    ids = [record for record, _ in killed.stands_on]
    from_tallies = sum(low for record, low in killed.stands_on if record in verdict.tallies)
    noun = "death" if killed.total == 1 else "deaths"
    text = f"Claims support at least {killed.total:,} {noun} with no one counted twice"
    if 0 < from_tallies < killed.total:
        text += f", {from_tallies:,} of them from tallies that name no single incident"
    elif from_tallies:
        text += ", all of them from tallies that name no single incident"
    yield Sentence(
        text=f"{text}.",
        claims=scope.claims_of(ids),
        reference=(f"figure:{verdict.zone}:killed",),
    )


def _ground(scope: Scope, verdict: ZoneVerdict) -> Iterable[Sentence]:
    """Ground taken in the verdict's window, beside the ground taken in the window before it."""
    now = _taken(scope, verdict)
    earlier = [
        each
        for each in scope.findings.verdicts
        if each.zone == verdict.zone and each.window_to < verdict.window_from
    ]
    before = _taken(scope, max(earlier, key=lambda each: each.window_to)) if earlier else None
    if not now and not before:
        return
    places = listed(place_words(each.place) if each.place else "ground not named" for each in now)
    text = f"Ground reported taken or besieged: {places or 'none'}"
    if before is not None:
        text += f"; in the window before, {counted(len(before), 'place')}"
    claims = scope.claims_of(each.id for each in (*now, *(before or ())))
    yield Sentence(text=f"{text}.", claims=claims)


def _taken(scope: Scope, verdict: ZoneVerdict) -> list[ControlChange]:
    known = (scope.by_id.get(each) for each in verdict.control_changes)
    return [
        each
        for each in known
        if isinstance(each, ControlChange) and each.change in ("gained", "lost", "besieged")
    ]


def _would_change(verdict: ZoneVerdict) -> Iterable[Sentence]:
    if verdict.would_change:
        text = f"What would change the verdict: {without_stop(verdict.would_change)}."
        yield Sentence(text=text, reference=(f"rule:{verdict.rule}",))


# The strip of zone-days


def _strip(scope: Scope, zone: str) -> Strip | None:
    days = scope.zone_days(zone)
    if not days:
        return None
    marked = tuple(StripDay(each.day, mark, says) for each in days for mark, says in [_mark(each)])
    counts = Counter(each.mark for each in marked)
    says = listed(
        f"{counted(counts[mark], 'day')} {words}" for mark, words in _MARKS.items() if counts[mark]
    )
    name = scope.name(zone)
    span = days_words(days[0].day, days[-1].day)
    return Strip(zone=zone, name=name, days=marked, says=f"{name}, {span}: {says}.")


_MARKS = {
    "V": "with a violation found",
    "i": "with an incident and no violation found",
    "q": "quiet while observed",
    "u": "unobserved",
}


def _mark(day: ZoneDay) -> tuple[str, str]:
    if day.violations:
        return "V", f"{counted(len(day.violations), 'violation')} found"
    if day.incidents:
        return "i", f"{counted(len(day.incidents), 'incident')}, no violation found"
    if day.coverage == "none":
        return "u", "unobserved"
    return "q", f"quiet, coverage {day.coverage}"


# The guarantors, disagreement, conclusions, deadlines, silence


def _engagements(scope: Scope) -> Iterable[Sentence]:
    engaged = [
        each
        for each in scope.findings.engagements
        if _concerns(scope, each.zones) and _known_by(each.first_published, scope.end)
    ]
    for each in engaged:
        yield _engagement(scope, each)
    yield from _not_engaged(scope, {each.guarantor for each in engaged})


def _not_engaged(scope: Scope, engaged: set[str]) -> Iterable[Sentence]:
    verdicts = [verdict for zone in scope.zones if (verdict := scope.verdict(zone))]
    others = dict.fromkeys(g for v in verdicts for g in v.guarantors if g not in engaged)
    if others:
        names = listed((scope.name(each) for each in others), last="or")
        text = f"Nothing in the record shows {names} taking part in hostilities."
        yield Sentence(text=text, reference=("record:all",))


def _engagement(scope: Scope, each: Engagement) -> Sentence:
    act = "takes part in" if each.is_direct else "is said to back"
    zones = listed(scope.named(zone) for zone in each.zones)
    places = f" in {zones}" if zones else ""
    guarantor, agreement = sentence_case(scope.name(each.guarantor)), scope.name(each.agreement)
    text = (
        f"{guarantor} guarantees the {agreement} and {act} hostilities{places}: "
        f"{without_stop(each.how)}."
    )
    claims = each.claims or scope.claims_of(each.records)
    return Sentence(text=text, claims=claims, reference=(f"agreement:{each.agreement}",))


def _contradictions(scope: Scope) -> Iterable[Sentence]:
    recent = {report.ref for report in scope.published}
    for each in scope.findings.contradictions:
        reports = {scope.claims[c].report for c in each.claims if c in scope.claims}
        of_zone = scope.zone is None or each.record in scope.ids_of_zone(scope.zone)
        if of_zone and reports & recent:
            yield _contradiction(scope, each)


def _contradiction(scope: Scope, each: Contradiction) -> Sentence:
    sides = "; ".join(f"{scope.name(who)}: {without_stop(says)}" for who, says in each.sides)
    record = scope.by_id.get(each.record)
    about = f"{record_words(record, scope.reference)}: " if record else ""
    text = f"{sentence_case(about + without_stop(each.what))}{f' ({sides})' if sides else ''}."
    return Sentence(text=text, claims=each.claims)


def _conclusions(scope: Scope) -> Iterable[Sentence]:
    for each in scope.in_window(Statement):
        if each.backer is None and _about_zone(scope, each):
            who = scope.name(each.said_by) if each.said_by else "One report"
            text = f"{sentence_case(who)} concludes: “{without_stop(each.text)}”."
            yield Sentence(text=text, claims=each.claims)


def _about_zone(scope: Scope, each: Statement) -> bool:
    if scope.zone is None:
        return True
    agreement = scope.reference.zones[scope.zone].agreement
    return not each.about_ids or bool({scope.zone, agreement} & set(each.about_ids))


def _deadlines(scope: Scope) -> Iterable[Sentence]:
    agreements = {verdict.agreement for z in scope.zones if (verdict := scope.verdict(z))}
    for each in sorted(scope.findings.deadlines, key=lambda each: (each.due, each.provision)):
        if scope.zone is None or each.agreement in agreements:
            yield _deadline(each)


def _deadline(each: Deadline) -> Sentence:
    text = f"{sentence_case(without_stop(each.title))}: due {day_words(each.due)}, {each.state}."
    return Sentence(text=text, claims=each.claims, reference=(f"provision:{each.provision}",))


def _unseen(scope: Scope) -> Iterable[Sentence]:
    for zone in scope.zones:
        verdict, days = scope.verdict(zone), scope.zone_days(zone)
        if verdict is not None:
            yield _coverage(scope, verdict, days)


def _coverage(scope: Scope, verdict: ZoneVerdict, days: Sequence[ZoneDay]) -> Sentence:
    note = f" ({without_stop(verdict.coverage_note)})" if verdict.coverage_note else ""
    text = f"{scope.name(verdict.zone)}: coverage is {verdict.coverage}{note}"
    unseen = sum(day.coverage == "none" for day in days)
    if unseen:
        text += f"; no source known to us could see it on {unseen} of {counted(len(days), 'day')}"
    return Sentence(
        text=f"{text}.",
        reference=(f"coverage:{verdict.zone}", f"sources:{verdict.zone}"),
    )


def _concerns(scope: Scope, zones: Sequence[str]) -> bool:
    return scope.zone is None or not zones or scope.zone in zones


def _known_by(day: date | None, end: date) -> bool:
    return day is None or day <= end
