"""Figures: a toll, a supported minimum, or what a zone is judged by, and what each stands on."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import groupby

from trucewatch.assessment.wording import counted, day_words, days_words, range_words, the_act, when
from trucewatch.model.finding import SupportedMinimum, ZoneVerdict
from trucewatch.model.record import Figure, Incident, Toll
from trucewatch.publication.names import confidence_words, if_doubted, name_of, named, verdict_words
from trucewatch.publication.trace.known import (
    FIELDS,
    JUDGED,
    LISTS,
    MINIMUMS,
    Traceable,
    TraceNode,
    cited,
)
from trucewatch.publication.trace.zones import ground_node, guarantors_node, stood_on
from trucewatch.publication.wording import one_line, range_short, where


def figure_node(known_as: str, field: str, known: Traceable) -> TraceNode:
    record = known.by_id.get(known_as)
    if isinstance(record, Incident):
        return _toll(record, field, getattr(record, field), known)
    if field == "ground":
        return ground_node(next(each for each in known.findings.ground if each.zone == known_as))
    if field == "guarantors":
        return guarantors_node(known_as, known)
    verdict = max(
        (each for each in known.findings.verdicts if each.zone == known_as),
        key=lambda each: each.window_to,
    )
    if field in MINIMUMS:
        return _minimum(verdict, field, known)
    key = f"{known_as}:{field}"
    if field in JUDGED:
        return _judged(key, field, verdict, known)
    ids: tuple[str, ...] = getattr(verdict, field)
    says = f"{counted(len(ids), LISTS[field], field)}, {_days(verdict)}"
    children = tuple(cited(each) for each in ids)
    return TraceNode(kind="figure", id=key, says=says, children=children)


def _days(verdict: ZoneVerdict) -> str:
    return days_words(verdict.window_from, verdict.window_to)


def _judged(key: str, field: str, verdict: ZoneVerdict, known: Traceable) -> TraceNode:
    match field:
        case "verdict":
            says, children = verdict_words(verdict), _reasons(verdict, known)
        case "standing":
            says = f"{verdict.standing}. {verdict.standing_note}".strip()
            known_as = verdict.agreement
            children = (cited(known_as),) if known_as in known.reference.agreements else ()
        case _:
            says = f"{verdict.coverage}. {verdict.coverage_note}".strip()
            children = (*_seen_days(verdict, known), *_sources_of(verdict.zone, known))
    return TraceNode(kind=field, id=key, says=f"{_days(verdict)}: {says}", children=children)


def _reasons(verdict: ZoneVerdict, known: Traceable) -> tuple[TraceNode, ...]:
    told = {
        "rule": verdict.rule,
        "because": verdict.because,
        "would change": verdict.would_change,
        "if doubted": if_doubted(verdict),
        "confidence": confidence_words(verdict.confidence) if verdict.confidence else None,
        "standing": verdict.standing,
        "coverage": verdict.coverage_note or verdict.coverage,
    }
    said = (TraceNode(kind=kind, says=one_line(words)) for kind, words in told.items() if words)
    return (*said, *stood_on(verdict, known))


def _seen_days(verdict: ZoneVerdict, known: Traceable) -> Iterable[TraceNode]:
    """The window's days of each grade of coverage, run by run."""
    days = (each for each in known.findings.zone_days if each.zone == verdict.zone)
    ordered = sorted(days, key=lambda each: each.day)
    runs: dict[str, list[str]] = {}
    for grade, run in groupby(ordered, key=lambda each: each.coverage):
        of_run = [each.day for each in run]
        runs.setdefault(grade, []).append(days_words(of_run[0], of_run[-1]))
    return (TraceNode(kind=f"{grade} on", says=", ".join(said)) for grade, said in runs.items())


def _sources_of(zone: str, known: Traceable) -> Iterable[TraceNode]:
    """Sources that the dossier knows to cover the zone, whether or not they were heard."""
    for source in sorted(known.reference.sources.values(), key=lambda each: each.id):
        if zone in source.covers:
            side = (
                f", of the side of {name_of(source.side, known.reference)}" if source.side else ""
            )
            yield TraceNode(
                kind="covered by", says=f"{one_line(source.name)} ({source.kind}{side})"
            )


def _toll(incident: Incident, field: str, figure: Figure, known: Traceable) -> TraceNode:
    """A fused figure, under it each claimant's toll with its claim."""
    tolls = tuple(
        TraceNode(
            kind="toll",
            says=f"{range_short(toll.value)} by {', '.join(_said_by(toll, known))}",
            children=(cited(toll.claim),),
        )
        for toll in figure.tolls
    )
    chosen = TraceNode(kind="best", says=f"{figure.best}, by the rule: {one_line(figure.rule)}")
    is_open = figure.low != figure.high and figure.best is not None
    return TraceNode(
        kind="figure",
        id=f"{incident.id}:{field}",
        says=f"{range_words(figure)} {FIELDS[field]} in {_without_toll(incident)}",
        children=(*((chosen,) if is_open else ()), *_rises(figure, known), *tolls),
    )


def _rises(figure: Figure, known: Traceable) -> Iterator[TraceNode]:
    """ "14 → 17 → 19", each with who said it, and when."""
    said_in = {toll.claim: toll for toll in figure.tolls}
    for chain in figure.rises:
        steps = (said_in[claim] for claim in chain)
        told = (f"{range_short(toll.value)} ({', '.join(_said_by(toll, known))})" for toll in steps)
        yield TraceNode(kind="rising", says=" → ".join(told))


def _said_by(toll: Toll, known: Traceable) -> Iterator[str]:
    yield named(toll.claimant, known.reference)
    if toll.published is not None:
        hour = f" {toll.published_at:%H:%M}" if toll.published_at else ""
        yield f"{day_words(toll.published)}{hour}"


def _without_toll(incident: Incident) -> str:
    return f"{the_act(incident)} {where(incident.place)} {when(incident.occurred)}"


def _minimum(verdict: ZoneVerdict, field: str, known: Traceable) -> TraceNode:
    """The supported minimum: what it adds up, and what it leaves out and why."""
    minimum = getattr(verdict, field) or SupportedMinimum(measure="killed", total=0)
    largest_first = sorted(minimum.stands_on, key=lambda each: (-each[1], each[0]))
    adds = tuple(
        TraceNode(kind="adds", says=f"{low:,}", children=(cited(record),))
        for record, low in largest_first
    )
    left_out = tuple(
        TraceNode(kind="left out", id=record, says=f"{known.in_words(record)}: {one_line(why)}")
        for record, why in minimum.left_out
    )
    first, last = minimum.since or verdict.window_from, minimum.until or verdict.window_to
    bound = "" if minimum.is_exact else ", a lower bound of it"
    zone = named(verdict.zone, known.reference)
    says = (
        f"at least {minimum.total:,} killed in {zone}, {days_words(first, last)} "
        f"(the supported minimum{bound}: the lowest figures that count no one twice)"
    )
    key = f"{verdict.zone}:{field}"
    return TraceNode(kind="figure", id=key, says=says, children=adds + left_out)
