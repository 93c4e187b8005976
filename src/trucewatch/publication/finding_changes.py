"""Findings of two days side by side: verdicts, ground, violations, what is owed."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Iterator
from typing import Literal, TypeVar

from trucewatch.assessment.wording import counted
from trucewatch.model.finding import (
    Contradiction,
    Guarantee,
    Obligation,
    SupportedMinimum,
    Violation,
    ZoneVerdict,
)
from trucewatch.publication.known import Change, Known
from trucewatch.publication.names import (
    name_of,
    provision_title,
    record_words,
    verdict_words,
    zone_short,
)
from trucewatch.publication.obligations import due_words
from trucewatch.publication.wording import one_line, without_stop

Found = TypeVar("Found")


def finding_changes(before: Known, after: Known) -> Iterator[Change]:
    yield from _verdicts(before, after)
    yield from _ground(before, after)
    yield from _guarantors(before, after)
    yield from _violations(before, after)
    yield from _contradictions(before, after)
    yield from _obligations(before, after)


def _by(found: Iterable[Found], key: Callable[[Found], Hashable]) -> dict[Hashable, Found]:
    return {key(each): each for each in found}


# Verdicts


def _verdicts(before: Known, after: Known) -> Iterator[Change]:
    old = _by(before.findings.verdicts, lambda each: each.zone)
    for verdict in after.findings.verdicts:
        was = old.get(verdict.zone)
        name = zone_short(verdict.zone, after.reference)
        if said := _verdict_words(was, verdict):
            yield Change(
                subject="verdict",
                kind="changed" if was else "new",
                id=f"{verdict.zone}:verdict",
                says=f"{name}: {said}",
                because=(f"rule {verdict.rule}: {without_stop(verdict.because)}",),
            )
        if was:
            yield from _killed(name, was, verdict, after)


def _verdict_words(was: ZoneVerdict | None, now: ZoneVerdict) -> str:
    """ "strained → not holding; trend steady → worsening"; empty where nothing differs."""
    if was is None:
        return verdict_words(now)
    pairs = (
        ("", verdict_words(was), verdict_words(now)),
        ("standing ", was.standing, now.standing),
        ("trend ", was.trend, now.trend),
        ("coverage ", was.coverage, now.coverage),
    )
    return "; ".join(f"{what}{old} → {new}" for what, old, new in pairs if old != new)


def _killed(name: str, was: ZoneVerdict, now: ZoneVerdict, after: Known) -> Iterator[Change]:
    """The supported minimum since the agreement, with what it newly stands on."""
    old, new = (v.killed or SupportedMinimum(measure="killed", total=0) for v in (was, now))
    if old.total == new.total:
        return
    by_id = {record.id: record for record in after.records}
    why_not = dict(new.left_out)
    fresh = [each for each in new.stands_on if each not in old.stands_on]
    dropped = [each for each in old.stands_on if each[0] not in dict(new.stands_on)]
    yield Change(
        subject="killed",
        kind="changed",
        id=f"{now.zone}:killed",
        says=f"{name}: supported minimum of the killed {old.total:,} → {new.total:,}",
        because=(
            *(
                f"{low:,} from {record_words(by_id[record], after.reference)}, {record}"
                for record, low in fresh
            ),
            *(
                f"no more {low:,} from {record}: {why_not.get(record, 'it is no record any more')}"
                for record, low in dropped
            ),
        ),
    )


# What is found of single records


def _ground(before: Known, after: Known) -> Iterator[Change]:
    known = {change.id for each in before.findings.ground for change in each.changes}
    for each in after.findings.ground:
        for change in each.changes:
            if change.id not in known:
                zone = zone_short(each.zone, after.reference)
                says = f"{zone}: {one_line(change.says)}"
                yield Change(subject="ground", kind="new", id=change.id, says=says)


def _guarantors(before: Known, after: Known) -> Iterator[Change]:
    def key(each: Guarantee) -> Hashable:
        return each.zone, each.guarantor

    old = _by(before.findings.guarantees, key)
    for each in after.findings.guarantees:
        was = old.get(key(each))
        if was and was.conduct != each.conduct:
            who = name_of(each.guarantor, after.reference)
            zone = zone_short(each.zone, after.reference)
            yield Change(
                subject="guarantor",
                kind="changed",
                id=f"{each.zone}:guarantors",
                says=f"{who} in {zone}: {was.conduct} → {each.conduct}",
                because=(one_line(each.says),),
            )


def _violations(before: Known, after: Known) -> Iterator[Change]:
    old, new = (_by(known.findings.violations, lambda v: v.id) for known in (before, after))
    for each in after.findings.violations:
        was = old.get(each.id)
        says = _violation_words(each, after)
        if was is None:
            yield Change(subject="violation", kind="new", id=each.id, says=says)
        elif was.grade != each.grade:
            says = f"{says}; before it was {was.grade}"
            why = tuple(
                f"{step.name}: {earlier.answer} → {step.answer}, {one_line(step.why)}"
                for earlier, step in zip(was.steps, each.steps, strict=False)
                if earlier.answer != step.answer
            )
            yield Change(subject="violation", kind="changed", id=each.id, says=says, because=why)
    for each in before.findings.violations:
        if each.id not in new:
            says = f"{_violation_words(each, before)}; it is no longer found"
            yield Change(subject="violation", kind="gone", id=each.id, says=says)


def _violation_words(each: Violation, known: Known) -> str:
    record = next((one for one in known.records if one.id == each.incident), None)
    what = record_words(record, known.reference) if record else each.incident
    zone = zone_short(each.zone, known.reference)
    return (
        f"{zone}: {each.grade}, {what}, against {provision_title(each.provision, known.reference)}"
    )


def _contradictions(before: Known, after: Known) -> Iterator[Change]:
    old, new = (_by(known.findings.contradictions, lambda x: x.id) for known in (before, after))
    for each in after.findings.contradictions:
        if each.id not in old:
            yield _contradiction("new", each, after)
    for each in before.findings.contradictions:
        if each.id not in new:
            yield _contradiction("gone", each, before)


def _contradiction(kind: Literal["new", "gone"], each: Contradiction, known: Known) -> Change:
    record = next((one for one in known.records if one.id == each.record), None)
    what = record_words(record, known.reference) if record else each.record
    sides = "; ".join(f"{one_line(who)}: {one_line(says)}" for who, says in each.sides)
    says = f"{what}: {without_stop(each.what)}{f' ({sides})' if sides else ''}"
    return Change(subject="contradiction", kind=kind, id=each.id, says=says)


def _obligations(before: Known, after: Known) -> Iterator[Change]:
    """Changes of state, and new ones agreement by agreement; new meetings are told as talks."""
    old = _by(before.findings.obligations, lambda each: each.id)
    taken_on: dict[str, list[Obligation]] = {}
    for each in after.findings.obligations:
        was = old.get(each.id)
        if was is None:
            taken_on.setdefault(each.agreement or "", []).append(each)
        elif was.state != each.state:
            days = due_words(each)
            says = (
                f"{one_line(each.title)}{f' ({days})' if days else ''}: {was.state} → {each.state}"
            )
            why = (one_line(each.because),)
            yield Change(subject="obligation", kind="changed", id=each.id, says=says, because=why)
    for agreement, owed in taken_on.items():
        if agreement:
            name = name_of(agreement, after.reference)
            says = f"{name}: {counted(len(owed), 'obligation')} taken on"
            yield Change(subject="obligation", kind="new", id=agreement, says=says)
