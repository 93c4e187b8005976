"""Agreements: each with its dates, who is bound, its provisions and what became of them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date

from msgspec import Struct

from trucewatch.assessment.standing import standing_on
from trucewatch.assessment.wording import acts_words, day_words
from trucewatch.model.finding import (
    Deed,
    Findings,
    Obligation,
    ObligationState,
    Standing,
    Verdict,
    ViolationGrade,
)
from trucewatch.model.record import Record, ReportedAgreement
from trucewatch.model.reference import Agreement, Provision
from trucewatch.publication.names import IdName, id_name, name_of, verdict_words, zone_short
from trucewatch.publication.obligations import due_words
from trucewatch.publication.wording import one_line, span_words
from trucewatch.reference.reference import Reference


class AgreementLine(Struct, frozen=True, kw_only=True):
    """An agreement in a line. `states` counts what is owed under it by what became of it."""

    id: str
    name: str
    kind: str
    dossier: str
    signed_on: date | None
    standing: Standing | None
    provisions: int
    states: dict[ObligationState, int]
    is_spoken_of: bool


class AgreementList(Struct, frozen=True, kw_only=True):
    agreements: tuple[AgreementLine, ...]


class AgreementZone(Struct, frozen=True, kw_only=True):
    """A zone under it; without a verdict where it has none in these days."""

    id: str
    name: str
    verdict: Verdict | None = None
    verdict_words: str = ""


class OwedLine(Struct, frozen=True, kw_only=True):
    """What became of a provision: `because` is a sentence, `deeds` what reports show done."""

    id: str
    state: ObligationState
    due: str
    because: str
    deeds: tuple[Deed, ...]


class ProvisionLine(Struct, frozen=True, kw_only=True):
    """`violations` counts those found against it, by grade; `source` is the dossier's."""

    id: str
    title: str
    text: str
    bars: str
    owed_by: tuple[IdName, ...]
    zones: tuple[AgreementZone, ...]
    applies_from: date | None
    due: date | None
    owed: tuple[OwedLine, ...]
    violations: dict[ViolationGrade, int]
    source: str | None


class ReportedLine(Struct, frozen=True, kw_only=True):
    """A deal as reports speak of it, with the dates they give for it."""

    id: str
    name: str
    dates: tuple[str, ...]
    reports: int


class AgreementPage(Struct, frozen=True, kw_only=True):
    """`dates` are what the dossier has, (what, day); `standing` that of the last day asked about,
    None where no day is known."""

    id: str
    name: str
    kind: str
    names: tuple[str, ...]
    standing: Standing | None
    standing_note: str
    dates: tuple[tuple[str, date], ...]
    parties: tuple[IdName, ...]
    guarantors: tuple[IdName, ...]
    bound: tuple[IdName, ...]
    excluded: tuple[IdName, ...]
    superseded_by: IdName | None
    zones: tuple[AgreementZone, ...]
    provisions: tuple[ProvisionLine, ...]
    reported: tuple[ReportedLine, ...]
    note: str | None
    source: str | None


def agreement_list(
    findings: Findings, records: Iterable[Record], reference: Reference, *, until: date | None
) -> AgreementList:
    """Every agreement of the dossiers; those that the record speaks of first, by their days."""
    spoken_of = {each.agreement_id for each in records if isinstance(each, ReportedAgreement)}
    spoken_of |= {each.agreement for each in findings.obligations}
    lines = [
        _line(agreement, dossier.name, findings, reference, until, agreement.id in spoken_of)
        for dossier in reference.dossiers
        for agreement in dossier.agreements
    ]
    lines.sort(key=lambda each: (not each.is_spoken_of, each.dossier, each.signed_on or date.max))
    return AgreementList(agreements=tuple(lines))


def _line(
    agreement: Agreement,
    dossier: str,
    findings: Findings,
    reference: Reference,
    until: date | None,
    is_spoken_of: bool,
) -> AgreementLine:
    states: dict[ObligationState, int] = {}
    for each in findings.obligations:
        if each.agreement == agreement.id:
            states[each.state] = states.get(each.state, 0) + 1
    return AgreementLine(
        id=agreement.id,
        name=one_line(agreement.name),
        kind=agreement.kind,
        dossier=dossier,
        signed_on=agreement.signed_on,
        standing=standing_on(agreement, until, reference)[0] if until else None,
        provisions=len(agreement.provisions),
        states=states,
        is_spoken_of=is_spoken_of,
    )


def agreement_page(
    agreement: Agreement,
    findings: Findings,
    records: Iterable[Record],
    reference: Reference,
    *,
    until: date | None,
) -> AgreementPage:
    standing = standing_on(agreement, until, reference) if until else (None, "")
    zones = [zone.id for zone in reference.zones.values() if zone.agreement == agreement.id]
    succeeded = agreement.superseded_by
    return AgreementPage(
        id=agreement.id,
        name=one_line(agreement.name),
        kind=agreement.kind,
        names=agreement.names,
        standing=standing[0],
        standing_note=standing[1],
        dates=tuple(_dates(agreement, reference)),
        parties=_parties(agreement.parties, reference),
        guarantors=_parties(agreement.guarantors, reference),
        bound=_parties(agreement.bound, reference),
        excluded=_parties(agreement.excluded, reference),
        superseded_by=id_name(succeeded, reference) if succeeded else None,
        zones=_zones(zones, findings, reference),
        provisions=tuple(_provision(each, findings, reference) for each in agreement.provisions),
        reported=tuple(_reported(agreement.id, records)),
        note=agreement.note,
        source=agreement.source,
    )


def _parties(ids: Iterable[str], reference: Reference) -> tuple[IdName, ...]:
    return tuple(id_name(each, reference) for each in ids)


def _dates(agreement: Agreement, reference: Reference) -> Iterator[tuple[str, date]]:
    """In the order of days. What has no day is left out."""
    dated = [
        ("signed", agreement.signed_on),
        ("in force from", agreement.in_force_from),
        ("ban from", agreement.ban_from),
        ("stated term ends", agreement.expires_on),
        ("terminated", agreement.terminated_on),
        *((f"extended, to {day_words(ends)}", known) for known, ends in agreement.extensions),
        *((f"{name_of(side, reference)} withdrew", day) for day, side in agreement.withdrawals),
    ]
    yield from sorted(
        ((what, day) for what, day in dated if day is not None), key=lambda each: each[1]
    )


def _zones(
    ids: Iterable[str], findings: Findings, reference: Reference
) -> tuple[AgreementZone, ...]:
    verdicts = {each.zone: each for each in findings.verdicts}
    return tuple(
        AgreementZone(
            id=each,
            name=zone_short(each, reference),
            verdict=verdicts[each].verdict if each in verdicts else None,
            verdict_words=verdict_words(verdicts[each]) if each in verdicts else "",
        )
        for each in ids
    )


def _provision(each: Provision, findings: Findings, reference: Reference) -> ProvisionLine:
    grades: dict[ViolationGrade, int] = {}
    for violation in findings.violations:
        if violation.provision == each.id:
            grades[violation.grade] = grades.get(violation.grade, 0) + 1
    return ProvisionLine(
        id=each.id,
        title=one_line(each.title),
        text=one_line(each.text),
        bars=acts_words(each.bars),
        owed_by=_parties(each.owed_by, reference),
        zones=_zones(each.zones, findings, reference),
        applies_from=each.applies_from,
        due=each.due,
        owed=tuple(_owed(one) for one in findings.obligations if one.source == each.id),
        violations=grades,
        source=each.source,
    )


def _owed(each: Obligation) -> OwedLine:
    return OwedLine(
        id=each.id, state=each.state, due=due_words(each), because=each.because, deeds=each.deeds
    )


def _reported(agreement: str, records: Iterable[Record]) -> Iterator[ReportedLine]:
    for each in records:
        if isinstance(each, ReportedAgreement) and each.agreement_id == agreement:
            yield ReportedLine(
                id=each.id,
                name=one_line(each.name),
                dates=_reported_dates(each),
                reports=len(each.reports),
            )


def _reported_dates(each: ReportedAgreement) -> tuple[str, ...]:
    return tuple(f"{dated.said}: {span_words(dated.date)}" for dated in each.dates)
