"""Guarantor engagement: a guarantor joins in, or is said to back, what it guarantees against."""

from __future__ import annotations

import hashlib
import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from trucewatch.assessment.names import actor_name, best_actor, source_name
from trucewatch.assessment.scope import ScopeTest
from trucewatch.assessment.standing import force_from
from trucewatch.assessment.wording import the_act, when, with_article
from trucewatch.model.finding import Engagement
from trucewatch.model.record import Attribution, Incident, Record, Statement
from trucewatch.model.reference import Agreement
from trucewatch.model.values import ActorMention
from trucewatch.reference.reference import Reference
from trucewatch.reference.sides import belongs


@dataclass(frozen=True)
class Trace:
    """One record that shows a guarantor engaged, and in whose words.

    `backed` are those that a statement says it backs, and `reports` where it is said.
    """

    guarantor: str
    agreement: str
    is_direct: bool
    how: str
    record: str
    zones: tuple[str, ...]
    claims: tuple[str, ...]
    published: date | None
    reports: tuple[str, ...] = ()
    backed: tuple[str, ...] = ()


class Traces:
    """Traces by the record that shows them, and by the reports that say so."""

    def __init__(self, traces: Iterable[Trace]) -> None:
        self._by_record: dict[str, list[Trace]] = defaultdict(list)
        self._by_report: dict[str, list[Trace]] = defaultdict(list)
        for trace in traces:
            self._by_record[trace.record].append(trace)
            for ref in trace.reports:
                self._by_report[ref].append(trace)

    def of_record(self, record: str) -> Sequence[Trace]:
        return self._by_record.get(record, ())

    def of_report(self, ref: str) -> Sequence[Trace]:
        return self._by_report.get(ref, ())


def find_engagements(traces: Iterable[Trace]) -> tuple[Engagement, ...]:
    """One engagement for each guarantor and agreement, direct and by backing apart."""
    together: dict[tuple[str, str, bool], list[Trace]] = defaultdict(list)
    for each in traces:
        together[each.guarantor, each.agreement, each.is_direct].append(each)
    return tuple(_join(together[key]) for key in sorted(together))


def traces_of(record: Record, tests: Sequence[ScopeTest], reference: Reference) -> Iterable[Trace]:
    """What one record shows of guarantors.

    An incident counts where some provision may be broken by it, so a strike on an excluded group
    does not. A statement names no place: the engagement then has no zones and stands for all of
    the agreement's.
    """
    match record:
        case Incident():
            return _from_incident(record, tests, reference)
        case Statement():
            return _from_statement(record, reference)
        case _:
            return ()


def _from_incident(
    incident: Incident, tests: Sequence[ScopeTest], reference: Reference
) -> list[Trace]:
    return [
        trace
        for test in tests
        if test.grade
        for authors, is_direct in ((incident.perpetrators, True), (incident.supported_by, False))
        for trace in _traces_of(test, incident, authors, is_direct, reference)
    ]


def _traces_of(
    test: ScopeTest,
    incident: Incident,
    authors: Iterable[Attribution],
    is_direct: bool,
    reference: Reference,
) -> Iterable[Trace]:
    for author in authors:
        guarantor = _guarantor(author.actor, test.agreement, reference, test.days.last)
        if guarantor:
            yield Trace(
                guarantor=guarantor,
                agreement=test.agreement.id,
                is_direct=is_direct,
                how=_how(incident, author, is_direct, reference),
                record=incident.id,
                zones=(test.zone.id,),
                claims=author.claims,
                published=incident.first_published,
            )


def _how(incident: Incident, author: Attribution, is_direct: bool, reference: Reference) -> str:
    """ "the air strike in Ariha on 20 December 2017 is attributed to Russia"."""
    place = f" in {incident.place.text}" if incident.place else ""
    named = with_article(actor_name(best_actor(author.actor) or author.actor.text, reference))
    said = "is attributed to" if is_direct else "is said to have had the backing of"
    denied = ", which is denied" if author.is_denied else ""
    return f"{the_act(incident)}{place} {when(incident.occurred)} {said} {named}{denied}"


def _from_statement(statement: Statement, reference: Reference) -> list[Trace]:
    agreements = sorted(reference.agreements.values(), key=lambda each: each.id)
    traces = (_statement_trace(statement, agreement, reference) for agreement in agreements)
    return [trace for trace in traces if trace]


def _said_to_back(statement: Statement, reference: Reference) -> str:
    """ "the Example Wire says that Russia backs the Syrian army (“air support”)"."""
    teller = source_name(statement.said_by, reference) if statement.said_by else "a report"
    backer, backed = (
        with_article(actor_name(best_actor(mention) or mention.text, reference))
        for mention in (statement.backer, statement.actor)
        if mention
    )
    return f"{with_article(teller)} says that {backer} backs {backed} (“{statement.text}”)"


def _statement_trace(
    statement: Statement, agreement: Agreement, reference: Reference
) -> Trace | None:
    said = statement.first_published
    if statement.backer is None or statement.actor is None or not _binds_on(agreement, said):
        return None
    guarantor = _guarantor(statement.backer, agreement, reference, said)
    backed = _backed(statement.actor, reference, said)
    bound = agreement.bound or agreement.parties
    is_bound = any(belongs(each, bound, reference, said, with_allies=True) for each in backed)
    if guarantor is None or not is_bound:
        return None
    zones = (each for each in statement.about_ids if each in reference.zones)
    return Trace(
        guarantor=guarantor,
        agreement=agreement.id,
        is_direct=False,
        how=_said_to_back(statement, reference),
        record=statement.id,
        zones=tuple(each for each in zones if reference.zones[each].agreement == agreement.id),
        claims=statement.claims,
        published=said,
        reports=statement.reports,
        backed=tuple(backed),
    )


def _backed(mention: ActorMention, reference: Reference, on: date | None) -> list[str]:
    """Who is backed; of words that name several, each that the dossier knows.

    "Assad and Iranian-led forces" names no one actor, and Assad all the same.
    """
    if actor_id := best_actor(mention):
        return [actor_id]
    parts = re.split(r",|\band\b", mention.text)
    found = (reference.actors_named(part.strip(), on) for part in parts)
    return [actors[0].id for actors in found if actors]


def _binds_on(agreement: Agreement, day: date | None) -> bool:
    begins, ends = force_from(agreement), agreement.terminated_on
    if begins is None or day is None:
        return begins is not None
    return begins <= day and (ends is None or day < ends)


def _guarantor(
    mention: ActorMention, agreement: Agreement, reference: Reference, on: date | None
) -> str | None:
    actor_id = best_actor(mention)
    if actor_id is None:
        return None
    answers = (each for each in agreement.guarantors if belongs(actor_id, (each,), reference, on))
    return next(answers, None)


def engagement_id(trace: Trace) -> str:
    key = f"{trace.guarantor}|{trace.agreement}|{trace.is_direct}"
    return "e-" + hashlib.sha256(key.encode()).hexdigest()[:16]


def _join(traces: Sequence[Trace]) -> Engagement:
    first = traces[0]
    published = [trace.published for trace in traces if trace.published]
    everywhere = any(not trace.zones for trace in traces)
    return Engagement(
        id=engagement_id(first),
        guarantor=first.guarantor,
        agreement=first.agreement,
        how="; ".join(sorted({trace.how for trace in traces})),
        is_direct=first.is_direct,
        zones=() if everywhere else _union(trace.zones for trace in traces),
        claims=_union(trace.claims for trace in traces),
        records=tuple(sorted({trace.record for trace in traces})),
        first_published=min(published, default=None),
    )


def _union(groups: Iterable[tuple[str, ...]]) -> tuple[str, ...]:
    return tuple(sorted({each for group in groups for each in group}))
