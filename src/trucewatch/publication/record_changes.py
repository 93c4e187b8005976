"""Records of two days side by side: new, changed, merged, split and gone, and why."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from trucewatch.assessment.wording import counted, listed
from trucewatch.model.record import (
    ControlChange,
    Figure,
    Incident,
    MonitorCount,
    Record,
    ReportedAgreement,
    Round,
    Tally,
)
from trucewatch.model.values import PlaceMention
from trucewatch.publication.known import Change, Kind, Known, Subject
from trucewatch.publication.meetings import slip_words
from trucewatch.publication.names import named, record_words
from trucewatch.publication.wording import one_line, place_words, range_short, span, span_short


def record_changes(before: Known, after: Known) -> Iterator[Change]:
    """Records are told by their claims: one that shares a claim with an earlier one came of it."""
    for record in after.records:
        origins = _sharing(record, before)
        if not origins:
            yield _new(record, before, after)
        elif len(origins) > 1:
            yield _merged(record, origins, before, after)
        elif len(_sharing(origins[0], after)) == 1 and (
            said := _differences(origins[0], record, after)
        ):
            yield _made(
                "changed", record, f"{_words(record, after)}: {'; '.join(said)}", before, after
            )
    for record in before.records:
        heirs = _sharing(record, after)
        if not heirs:
            yield _gone(record, before, after)
        elif len(heirs) > 1:
            yield _split(record, heirs, before, after)


def _sharing(record: Record, known: Known) -> list[Record]:
    found = (known.record_of[each] for each in record.claims if each in known.record_of)
    return list({each.id: each for each in found}.values())


def _words(record: Record, known: Known) -> str:
    return record_words(record, known.reference)


SUBJECTS: dict[type[Record], Subject] = {
    Incident: "incident",
    Tally: "tally",
    MonitorCount: "monitor count",
    Round: "talks",
    ReportedAgreement: "agreement",
    ControlChange: "ground",
}


def _made(
    kind: Kind,
    record: Record,
    says: str,
    before: Known,
    after: Known,
    *,
    was: Sequence[str] = (),
    why: Sequence[str] = (),
) -> Change:
    fresh = after.told(record.reports, before)
    told = [f"reported by {after.report_words(ref)}" for ref in fresh]
    return Change(
        subject=SUBJECTS.get(type(record), "statement"),
        kind=kind,
        id=record.id,
        says=says,
        was=tuple(was),
        because=(*why, *told),
        reports=fresh,
    )


def _new(record: Record, before: Known, after: Known) -> Change:
    return _made("new", record, _words(record, after), before, after)


def _merged(record: Record, origins: Sequence[Record], before: Known, after: Known) -> Change:
    """Joined by a rule's or a person's judgement about claims of two of them."""
    of = {claim: origin.id for origin in origins for claim in origin.claims}
    why = [
        f"joined by {one_line(each.by)}: {one_line(each.why)}"
        for each in (record.merged_by if isinstance(record, Incident) else after.judgements)
        if each.is_same and of.get(each.left, each.left) != of.get(each.right, each.right)
        if {each.left, each.right} & set(of)
    ]
    was = [origin.id for origin in origins]
    says = f"{_words(record, after)}: {counted(len(was), 'record')} turn out to be one"
    return _made("merged", record, says, before, after, was=was, why=list(dict.fromkeys(why)))


def _split(record: Record, heirs: Sequence[Record], before: Known, after: Known) -> Change:
    told = listed(f"{_words(heir, after)} ({heir.id})" for heir in heirs)
    says = f"{_words(record, before)}: it turns out to be {counted(len(heirs), 'record')}, {told}"
    kept_apart = {
        f"kept apart by {one_line(each.by)}: {one_line(each.why)}"
        for each in after.judgements
        if not each.is_same and {each.left, each.right} <= set(record.claims)
    }
    fresh = after.told({ref for heir in heirs for ref in heir.reports}, before)
    told_by = [f"reported by {after.report_words(ref)}" for ref in fresh]
    return Change(
        subject=SUBJECTS.get(type(record), "statement"),
        kind="split",
        id=heirs[0].id,
        says=says,
        was=(record.id,),
        because=(*sorted(kept_apart), *told_by),
        reports=fresh,
    )


def _gone(record: Record, before: Known, after: Known) -> Change:
    """Corrected or withdrawn by a later report of the same outlet, as a rule."""
    own = {before.reports[ref].id for ref in record.reports if ref in before.reports}
    newer = [ref for ref in after.reports if ref not in before.reports]
    behind = [
        ref for ref in newer if {after.reports[ref].corrects, after.reports[ref].retracts} & own
    ]
    fresh = after.told(behind, before)
    return Change(
        subject=SUBJECTS.get(type(record), "statement"),
        kind="gone",
        id=record.id,
        says=f"{_words(record, before)}: no claim stands behind it any more",
        because=tuple(f"corrected or withdrawn by {after.report_words(ref)}" for ref in fresh),
        reports=fresh,
    )


# What differs in one record


def _differences(old: Record, new: Record, known: Known) -> list[str]:
    match old, new:
        case Incident(), Incident():
            return [*_of_incident(old, new, known)]
        case Round(), Round():
            return [*_of_round(old, new)]
        case MonitorCount(), MonitorCount():
            return _moved("counted", range_short(old.value), range_short(new.value))
        case ReportedAgreement(), ReportedAgreement():
            fresh = [phase for phase in new.phases if phase not in old.phases]
            return [f"now reported {listed(p.replace('_', ' ') for p in fresh)}"] if fresh else []
        case ControlChange(), ControlChange():
            return ["now disputed"] if new.is_disputed and not old.is_disputed else []
        case _:
            return []


FIGURES = (
    "killed",
    "killed_civilians",
    "killed_combatants",
    "killed_women",
    "killed_children",
    "injured",
)


def _moved(what: str, old: object, new: object) -> list[str]:
    return [f"{what} {old} → {new}"] if old != new else []


def _of_incident(old: Incident, new: Incident, known: Known) -> Iterator[str]:
    for what in FIGURES:
        yield from _figure(what.replace("_", " "), getattr(old, what), getattr(new, what), known)
    yield from _moved("place", _place(old.place), _place(new.place))
    yield from _moved("day", span_short(old.occurred), span_short(new.occurred))
    yield from _moved("kind", old.type, new.type)
    yield from _moved("author", _authors(old), _authors(new))
    yield from _moved("grade", old.grade, new.grade)
    yield from ["now denied"] if new.is_denied and not old.is_denied else []


def _figure(what: str, old: Figure | None, new: Figure | None, known: Known) -> Iterator[str]:
    """ "killed 14 → 14–19 (19 by the Syrian Observatory)"."""
    was, now = (range_short(figure and span(figure)) for figure in (old, new))
    if was != now:
        said = {(toll.claimant, toll.value) for toll in old.tolls} if old else set()
        fresh = [t for t in new.tolls if (t.claimant, t.value) not in said] if new else []
        by = listed(
            f"{range_short(t.value)} by {named(t.claimant, known.reference)}" for t in fresh
        )
        yield f"{what} {was} → {now}{f' ({by})' if by else ''}"


def _place(place: PlaceMention | None) -> str:
    return place_words(place) if place else "not named"


def _authors(incident: Incident) -> str:
    who = listed(
        f"{'not ' if each.is_denied else ''}{one_line(each.actor.text)}"
        for each in incident.perpetrators
    )
    return f"{who} ({incident.authorship})" if who else "not stated"


def _of_round(old: Round, new: Round) -> Iterator[str]:
    said = {plan.date for plan in old.planned}
    for plan in new.planned:
        if plan.date not in said:
            yield f"now planned for {span_short(plan.date)}"
    yield from _moved("held", span_short(old.held), span_short(new.held))
    yield from _moved("number", old.number or "none", new.number or "none")
    yield from _moved("place", _place(old.place), _place(new.place))
    yield from _moved("phase", _phase(old), _phase(new))
    if new.slipped_days and new.slipped_days != old.slipped_days:
        yield f"slipped by {slip_words(new.slipped_days, is_least=False)}"
    came = [each.party.text for each in new.attendees]
    fresh = [name for name in came if name not in {each.party.text for each in old.attendees}]
    if fresh:
        yield f"now naming {listed(map(one_line, fresh))}"


def _phase(each: Round) -> str:
    return (each.phase or "not told").replace("_", " ")
