"""Obligations: what texts say is to be done, and whether the record knows that it was.

A provision names in `shown_by` the kinds of evidence that could show it done; one that names none
stays unknown, and says so.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date

from trucewatch.assessment.ids import finding_id
from trucewatch.assessment.kept import Kept, Owing
from trucewatch.assessment.names import names_of
from trucewatch.assessment.wording import counted, listed
from trucewatch.model.finding import Deed, Obligation, Violation
from trucewatch.model.reference import Agreement, Provision
from trucewatch.reference.reference import Reference

NOT_SHOWN = "No report known shows that it was done."
# Evidence of the whole: a meeting was held, a monitor reports. A withdrawal, a post or a release
# is one act, and a report of it shows a part of what is owed.
OF_THE_WHOLE = ("meeting", "agreement", "count")
# Done once, so that a first report after the day tells that the day was missed. Of what goes on,
# or is done again, it tells only that nobody said so before.
DONE_ONCE = ("meeting", "agreement")
CANNOT_BE_SHOWN = "No kind of claim that is read could show it done."


def find_obligations(
    deeds: Iterable[Deed], violations: Iterable[Violation], owing: Owing
) -> tuple[Obligation, ...]:
    """Those of agreements signed by then, in the order of the dossiers."""
    done: dict[str, list[Deed]] = {}
    for deed in deeds:
        if deed.provision and deed.day and deed.day <= owing.until:
            done.setdefault(deed.provision, []).append(deed)
    broken: dict[str, list[Violation]] = {}
    for violation in violations:
        broken.setdefault(violation.provision, []).append(violation)
    return tuple(
        _of_provision(agreement, each, done.get(each.id, []), broken.get(each.id, []), owing)
        for agreement in owing.reference.agreements.values()
        if agreement.signed_on is None or agreement.signed_on <= owing.until
        for each in agreement.provisions
        if each.owed_by or each.due
    )


def _of_provision(
    agreement: Agreement,
    provision: Provision,
    done: Sequence[Deed],
    broken: Sequence[Violation],
    owing: Owing,
) -> Obligation:
    deeds = tuple(sorted(done, key=lambda deed: (deed.day or date.max, deed.record)))
    kept = _ban(broken) if provision.bars else _duty(provision, deeds, owing)
    claims = (claim for deed in deeds for claim in deed.claims)
    return Obligation(
        id=finding_id("o", provision.id),
        kind="ban" if provision.bars else "duty",
        source=provision.id,
        agreement=agreement.id,
        title=provision.title,
        owed_by=provision.owed_by,
        zones=provision.zones,
        due=provision.due,
        state=kept.state,
        because=kept.because,
        slipped_days=kept.slipped_days,
        deeds=deeds,
        violations=tuple(sorted(each.id for each in broken if each.grade != "cannot tell")),
        claims=tuple(dict.fromkeys(claims)),
    )


def _ban(found: Sequence[Violation]) -> Kept:
    """By the violations found of it, whoever of those bound is named."""
    grades = [each.grade for each in found]
    counts = [
        counted(grades.count(grade), f"{grade} violation")
        for grade in ("established", "apparent", "contested")
        if grade in grades
    ]
    if not counts:
        return Kept("no breach known", "No violation of it is known.")
    return Kept("broken", f"Found: {listed(counts)}.")


def _duty(provision: Provision, deeds: Sequence[Deed], owing: Owing) -> Kept:
    """Met where every party that owes it did all of it by its day, by what is reported."""
    missing = _missing(provision, deeds)
    told = _told(deeds, missing, owing.reference)
    silence = NOT_SHOWN if provision.shown_by else CANNOT_BE_SHOWN
    if provision.due is None:
        return Kept("standing", told or silence)
    if provision.due >= owing.until and (missing or not deeds):
        return Kept("ahead", told or "Its day has not passed.")
    timely = [deed for deed in deeds if deed.day and deed.day <= provision.due]
    if timely:
        late = _missing(provision, timely)
        is_whole = not late and all(deed.kind in OF_THE_WHOLE for deed in timely)
        told = _told(timely, late, owing.reference)
        return Kept("met" if is_whole else "met in part", told)
    if deeds and deeds[0].day and deeds[0].kind in DONE_ONCE:
        return Kept("missed", told, (deeds[0].day - provision.due).days)
    return Kept("unknown", f"Nothing is reported by its day. {told}" if deeds else silence)


def _missing(provision: Provision, deeds: Iterable[Deed]) -> list[str]:
    acted = {actor for deed in deeds for actor in deed.by}
    return [actor for actor in provision.owed_by if actor not in acted]


# More deeds than these are counted and not told.
TOLD = 3


def _told(deeds: Sequence[Deed], missing: Sequence[str], reference: Reference) -> str:
    """ "Reported: Turkey moved into Idlib on 12 October 2017. Nothing of Iran and Russia."."""
    if not deeds:
        return ""
    first = "; ".join(deed.says for deed in deeds[:TOLD])
    more = f"; and {counted(len(deeds) - TOLD, 'more')}" if len(deeds) > TOLD else ""
    nothing = f" Nothing is reported of {names_of(missing, reference)}." if missing else ""
    return f"Reported: {first}{more}.{nothing}"
