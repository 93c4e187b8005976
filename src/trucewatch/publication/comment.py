"""Part 2 of a brief, *Comment*: is it holding, against what, who is behind it, what is unseen.

Everything here is a finding of ours, or a conclusion that a report drew and is named for. What is
the same for several zones is said once, and names them.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Sequence

from trucewatch.assessment.wording import (
    counted,
    day_words,
    days_words,
    listed,
    month_words,
    sentence_case,
    stopped,
    the_act,
    when,
)
from trucewatch.model.finding import (
    Alert,
    Contradiction,
    SupportedMinimum,
    Violation,
    ViolationGrade,
    ZoneVerdict,
)
from trucewatch.model.record import ControlChange, Incident, Record, Round, Statement, Tally
from trucewatch.publication.corrections import change_words, correction_words
from trucewatch.publication.ground import ground_section
from trucewatch.publication.guarantors import guarantors_section
from trucewatch.publication.names import (
    confidence_words,
    provision_of,
    provision_title,
    record_words,
    round_name,
    tally_words,
    verdict_words,
)
from trucewatch.publication.obligations import obligations_section
from trucewatch.publication.scope import Scope, is_doubtful
from trucewatch.publication.sentences import Part, Section, Sentence, section
from trucewatch.publication.wording import one_line, place_words, where, without_stop


def comment(scope: Scope, no_verdict: str | None = None) -> Part:
    """The part that judges; without a verdict it says why, and is never empty."""
    verdicts = [verdict for zone in scope.zones if (verdict := scope.verdict(zone))]
    sections = section("The agreements", _agreements(scope, verdicts), is_list=True)
    sections += [_zone(scope, verdict) for verdict in verdicts] or [_none(scope, no_verdict)]
    sections += section("What calls for a look", _alerts(scope), is_list=True)
    sections += section("Better or worse", _better_or_worse(scope, verdicts), is_list=True)
    sections += section(
        "What would change these verdicts", _would_change(scope, verdicts), is_list=True
    )
    sections += ground_section(scope)
    sections += guarantors_section(scope)
    sections += section("Where claims disagree", _contradictions(scope), is_list=True)
    sections += section("Corrected or withdrawn", _corrections(scope), is_list=True)
    sections += section("What reports conclude", _conclusions(scope), is_list=True)
    sections += obligations_section(scope)
    sections += section("What could not be seen", _unseen(scope, verdicts), is_list=True)
    sections += section("How to read the findings", _how_to_read(scope, verdicts))
    return Part(title="Comment", sections=tuple(sections))


def _grouped(
    verdicts: Iterable[ZoneVerdict], key: Callable[[ZoneVerdict], str]
) -> dict[str, list[ZoneVerdict]]:
    """Verdicts of which the same is to be said, by what is to be said."""
    groups: dict[str, list[ZoneVerdict]] = {}
    for verdict in verdicts:
        groups.setdefault(key(verdict), []).append(verdict)
    return groups


def _zones(scope: Scope, verdicts: Iterable[ZoneVerdict]) -> str:
    return listed(scope.short(verdict.zone) for verdict in verdicts)


# The agreements


def _agreements(scope: Scope, verdicts: Sequence[ZoneVerdict]) -> Iterable[Sentence]:
    groups = _grouped(verdicts, lambda each: _standing(scope, each))
    for text, group in groups.items():
        agreements = dict.fromkeys(f"agreement:{verdict.agreement}" for verdict in group)
        yield Sentence(text=text, reference=tuple(agreements))


def _standing(scope: Scope, verdict: ZoneVerdict) -> str:
    guarantors = listed(scope.named(each) for each in verdict.guarantors)
    named = f", guaranteed by {guarantors}," if guarantors else ""
    name = sentence_case(scope.named(verdict.agreement))
    text = f"{name}{named} {_STANDING[verdict.standing]} on {day_words(verdict.window_to)}."
    return f"{text} {verdict.standing_note}" if verdict.standing_note else text


_STANDING = {
    "not yet in force": "was not yet in force",
    "in force": "was in force",
    "extension unknown": "had run past its stated term",
    "lapsed": "had lapsed",
    "terminated": "had been terminated",
    "superseded": "had been superseded",
}


# Is it holding


def _none(scope: Scope, why: str | None) -> Section:
    """Why nothing can be judged: of the one zone asked for, or of all."""
    none = "No zone has a verdict in these days."
    if scope.zone and not why:
        none = f"{sentence_case(scope.named(scope.zone))} has no verdict in these days."
        why = f"Its agreement was not signed by {day_words(scope.end)}."
    said = Sentence(text=f"{none} {why or ''}".rstrip(), reference=("record:all",))
    return Section(title="No verdict", sentences=(said,))


def _zone(scope: Scope, verdict: ZoneVerdict) -> Section:
    title = f"{scope.short(verdict.zone)}: {verdict_words(verdict)}"
    return Section(title=title, sentences=tuple(_assessed(scope, verdict)))


def _assessed(scope: Scope, verdict: ZoneVerdict) -> Iterable[Sentence]:
    yield _verdict(scope, verdict)
    yield from _confidence(verdict)
    yield from _trend(verdict)
    yield from _provisions(scope, verdict)
    yield from _killed(scope, verdict)
    yield from _ground(scope, verdict)
    yield from _left_out(scope, verdict)


def _verdict(scope: Scope, verdict: ZoneVerdict) -> Sentence:
    """Why the verdict in the heading is what it is."""
    is_cut = (verdict.window_from, verdict.window_to) != (scope.start, scope.end)
    days = f"From {days_words(verdict.window_from, verdict.window_to)}: " if is_cut else ""
    stands_on = (*verdict.incidents, *verdict.control_changes)
    return Sentence(
        text=f"{days}{sentence_case(without_stop(verdict.because))}.",
        claims=scope.claims_of(stands_on),
        reference=(f"rule:{verdict.rule}",),
    )


def _confidence(verdict: ZoneVerdict) -> Iterable[Sentence]:
    if verdict.confidence:
        text = f"Confidence in this verdict is {confidence_words(verdict.confidence)}."
        yield Sentence(text=text, reference=(f"confidence:{verdict.zone}",))


def _trend(verdict: ZoneVerdict) -> Iterable[Sentence]:
    if verdict.trend != "unknown":
        length = (verdict.window_to - verdict.window_from).days + 1
        text = f"The trend is {verdict.trend} against the {counted(length, 'day')} before."
        yield Sentence(text=text, reference=(f"trend:{verdict.zone}",))


def _provisions(scope: Scope, verdict: ZoneVerdict) -> Iterable[Sentence]:
    """One sentence for each provision found broken, with the grades of the findings."""
    broken: dict[str, list[Violation]] = {}
    doubtful: dict[str, Record] = {}
    for violation in scope.violations(verdict.zone):
        if not is_doubtful(violation):
            broken.setdefault(violation.provision, []).append(violation)
        elif violation.incident in scope.by_id:
            doubtful[violation.incident] = scope.by_id[violation.incident]
    for provision, found in sorted(broken.items()):
        text = f"Found against {_provision_title(scope, verdict, provision)}: {_graded(found)}."
        claims = scope.claims_of(each.incident for each in found)
        yield Sentence(text=text, claims=claims, reference=(f"provision:{provision}",))

    if doubtful:
        acts = listed((_about(scope, record) for record in doubtful.values()), last="or")
        text = f"It cannot be told whether {acts} lies in the zone."
        yield Sentence(text=text, claims=scope.claims_of(doubtful))


def _provision_title(scope: Scope, verdict: ZoneVerdict, provision: str) -> str:
    """The title; with its agreement where that is another than the zone's own."""
    found = provision_of(provision, scope.reference)
    if found and found[0].id == verdict.agreement:
        return f"“{without_stop(found[1].title)}”"
    return provision_title(provision, scope.reference)


def _graded(found: Sequence[Violation]) -> str:
    """ "2 established violations and one apparent violation"."""
    counts = Counter(each.grade for each in found)
    return listed(
        counted(counts[grade], f"{words} violation")
        for grade, words in _GRADES.items()
        if counts[grade]
    )


_GRADES: dict[ViolationGrade, str] = {
    "established": "established",
    "apparent": "apparent",
    "contested": "contested",
    "cannot tell": "possible",
}


def _killed(scope: Scope, verdict: ZoneVerdict) -> Iterable[Sentence]:
    whole, here = verdict.killed, verdict.killed_in_window
    if whole is None or not whole.stands_on:
        return
    text = f"Claims support {_supported(whole, here)}, with no one counted twice"
    counting = {"killed_in_window": here, "killed": whole}
    yield Sentence(
        text=f"{text}{_from_tallies(scope, whole)}.",
        claims=scope.claims_of(record for record, _ in (here or whole).stands_on),
        reference=tuple(
            f"figure:{verdict.zone}:{field}"
            for field, minimum in counting.items()
            if minimum and minimum.stands_on
        ),
    )


def _supported(whole: SupportedMinimum, here: SupportedMinimum | None) -> str:
    """ "at least 28 killed in these days and 385 since May 2017"."""
    began = f" since {month_words(whole.since)}" if whole.since else ""
    if here is None or not here.total:
        return f"at least {whole.total:,} killed{began}"
    if here.total == whole.total:
        return f"at least {whole.total:,} killed{began}, all of them in these days"
    return f"at least {here.total:,} killed in these days and at least {whole.total:,}{began}"


def _from_tallies(scope: Scope, minimum: SupportedMinimum) -> str:
    counts = [
        low for record, low in minimum.stands_on if isinstance(scope.by_id.get(record), Tally)
    ]
    total = sum(counts)
    if not total:
        return ""
    many = "all" if total == minimum.total else f"{total:,}"
    return f"; {many} of the {minimum.total:,} by counts that name no single incident"


def _ground(scope: Scope, verdict: ZoneVerdict) -> Iterable[Sentence]:
    known = (scope.by_id.get(each) for each in verdict.control_changes)
    moved = [
        each
        for each in known
        if isinstance(each, ControlChange) and each.change in ("gained", "lost", "besieged")
    ]
    if moved:
        places = listed(
            place_words(each.place) if each.place else "ground not named" for each in moved
        )
        claims = scope.claims_of(each.id for each in moved)
        yield Sentence(text=f"Ground reported taken or besieged: {places}.", claims=claims)


def _left_out(scope: Scope, verdict: ZoneVerdict) -> Iterable[Sentence]:
    """What the scope test takes out, each with its reason; the one sentence for many."""
    known = [(scope.by_id[r], why) for r, why in verdict.out_of_scope if r in scope.by_id]
    told = list(dict.fromkeys(f"{_about(scope, r)} ({_reason(why)})" for r, why in known))
    if told:
        text = f"Not counted, as no provision reaches it: {'; '.join(told)}."
        yield Sentence(text=text, claims=scope.claims_of(r.id for r, _ in known))


def _reason(why: str) -> str:
    return without_stop(why.partition(": ")[2] or why)


def _alerts(scope: Scope) -> Iterable[Sentence]:
    """Those of these days; of zones of which the same is told on one day, together."""
    groups: dict[tuple[str, str], list[Alert]] = {}
    for each in scope.findings.alerts:
        if scope.start <= each.day <= scope.end and each.zone in (None, *scope.zones):
            groups.setdefault((each.kind, each.says), []).append(each)
    for (kind, says), group in groups.items():
        zones = listed(scope.short(each.zone) for each in group if each.zone)
        about = f"{kind}, {zones}" if zones else kind
        yield Sentence(
            text=f"{day_words(group[0].day)}, {about}: {without_stop(says)}.",
            claims=group[0].claims,
            reference=tuple(f"alert:{each.id}" for each in group),
        )


# What is said of several zones at once


def _better_or_worse(scope: Scope, verdicts: Sequence[ZoneVerdict]) -> Iterable[Sentence]:
    for said, group in _grouped(verdicts, lambda each: each.better_or_worse or "").items():
        if said:
            text = f"{_zones(scope, group)}: {said[:1].lower()}{without_stop(said)[1:]}."
            reference = tuple(f"trend:{verdict.zone}" for verdict in group)
            yield Sentence(text=text, reference=reference)
    untold = [verdict for verdict in verdicts if verdict.trend == "unknown"]
    if untold:
        text = (
            f"{_zones(scope, untold)}: no trend can be told, as this window or the one before was "
            "observed on too few days or was not wholly under the ban."
        )
        reference = tuple(f"coverage:{verdict.zone}" for verdict in untold)
        yield Sentence(text=text, reference=reference)


def _would_change(scope: Scope, verdicts: Sequence[ZoneVerdict]) -> Iterable[Sentence]:
    for said, group in _grouped(verdicts, lambda each: each.would_change).items():
        if said:
            text = f"{_zones(scope, group)}: {said[:1].lower()}{without_stop(said)[1:]}."
            rules = dict.fromkeys(f"rule:{verdict.rule}" for verdict in group)
            yield Sentence(text=text, reference=tuple(rules))


def _unseen(scope: Scope, verdicts: Sequence[ZoneVerdict]) -> Iterable[Sentence]:
    for said, group in _grouped(verdicts, _coverage).items():
        text = f"{_zones(scope, group)}: {said}."
        reference = tuple(f"coverage:{verdict.zone}" for verdict in group)
        yield Sentence(text=text, reference=reference)


def _coverage(verdict: ZoneVerdict) -> str:
    note = without_stop(verdict.coverage_note)
    return f"{note[:1].lower()}{note[1:]}" if note else f"coverage is {verdict.coverage}"


def _how_to_read(scope: Scope, verdicts: Sequence[ZoneVerdict]) -> Iterable[Sentence]:
    grades = {each.grade for v in verdicts for each in scope.violations(v.zone)}
    for grade, text in _GRADES_EXPLAINED.items():
        if grade in grades:
            yield Sentence(text=text, reference=("grades:steps",))
    if any(verdict.qualifier in ("at least", "at best") for verdict in verdicts):
        text = "“At least” and “at best” say that days not fully observed may have been worse."
        yield Sentence(text=text, reference=("grades:steps",))


_GRADES_EXPLAINED: dict[ViolationGrade, str] = {
    "established": "An established violation meets every step of the test.",
    "apparent": "An apparent violation meets act, place and day, while the author is not stated, "
    "or not known to be bound.",
    "contested": "A contested violation is one of which the fact, the author or the target is "
    "disputed.",
    "cannot tell": "A possible violation is one of which the act, the place or the day cannot be "
    "told.",
}


# Disagreement and conclusions


def _contradictions(scope: Scope) -> Iterable[Sentence]:
    recent = {report.ref for report in scope.published}
    for each in scope.findings.contradictions:
        reports = {scope.claims[c].report for c in each.claims if c in scope.claims}
        of_zone = scope.zone is None or each.record in scope.ids_of_zone(scope.zone)
        if of_zone and reports & recent:
            yield _contradiction(scope, each)


def _contradiction(scope: Scope, each: Contradiction) -> Sentence:
    """ "Of the air strike in … on …, the figures for the killed cannot all be right: 19 (…)"."""
    by_claim: dict[str, list[str]] = {}
    for who, says in each.sides:
        by_claim.setdefault(without_stop(says), []).append(scope.name(who))
    sides = ", ".join(f"{says} ({listed(names)})" for says, names in by_claim.items())
    record = scope.by_id.get(each.record)
    what = without_stop(each.what)
    if record and what.startswith("it is "):
        what = f"{_about(scope, record)} {what.removeprefix('it ')}"
    elif record:
        what = f"of {_about(scope, record)}, {what}"
    text = f"{what}{f': {sides}' if sides else ''}."
    return Sentence(text=sentence_case(text), claims=each.claims)


def _about(scope: Scope, record: Record) -> str:
    match record:
        case Incident():
            return f"{the_act(record)} {where(record.place)} {when(record.occurred)}"
        case Tally():
            return f"the count of {tally_words(record)}"
        case Round():
            return round_name(record, scope.reference)
        case _:
            return record_words(record, scope.reference)


def _corrections(scope: Scope) -> Iterable[Sentence]:
    """Figures that no longer count, where a record of the zone had or would have had them."""
    recent = {report.ref for report in scope.published}
    for each in scope.findings.corrections:
        for change in each.changes if each.by in recent else ():
            of_zone = scope.zone is None or change.record in scope.ids_of_zone(scope.zone)
            if of_zone:
                words = change_words(change, scope.by_id, scope.reference)
                text = stopped(f"{correction_words(each)}: {words}")
                yield Sentence(text=sentence_case(text), claims=(change.claim,))


def _conclusions(scope: Scope) -> Iterable[Sentence]:
    for each in scope.in_window(Statement):
        if each.backer is None and _about_zone(scope, each):
            who = scope.named(each.said_by) if each.said_by else "One report"
            of = f" of “{one_line(each.about)}”" if each.about else ""
            text = f"{sentence_case(who)} concludes{of}: “{without_stop(each.text)}”."
            yield Sentence(text=text, claims=each.claims)


def _about_zone(scope: Scope, each: Statement) -> bool:
    if scope.zone is None:
        return True
    agreement = scope.reference.zones[scope.zone].agreement
    return not each.about_ids or bool({scope.zone, agreement} & set(each.about_ids))
