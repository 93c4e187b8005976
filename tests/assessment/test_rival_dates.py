"""Days of one round, and dates of one instrument, that cannot all be right."""

from __future__ import annotations

from datetime import date

import pytest

from trucewatch.model.claim import AgreementClaim, TalkClaim
from trucewatch.model.record import AgreementDate, ReportedAgreement, Round
from trucewatch.model.report import Report
from trucewatch.model.values import Period

MEMORANDUM = "syria/memorandum-2017-05-04"
REPORT = Report(id="x", text="-", outlet="Unknown Post", published=date(2017, 9, 15))


def days(first: int | None, last: int | None, month: int = 9) -> Period:
    start, end = (date(2017, month, day) if day else None for day in (first, last))
    return Period(start, end)


def found_of_round(assessed, *told: Period):
    """Contradictions of a round held on 13 to 15 September, from what its reports tell."""
    claims = [
        TalkClaim(
            id=f"c-{at}",
            report=REPORT.ref,
            reader="rules",
            quote="-",
            name="Astana talks",
            phase="concluded",
            date=period,
        )
        for at, period in enumerate(told)
    ]
    ids = tuple(claim.id for claim in claims)
    talks = Round(id="k-1", name="Astana talks", held=days(13, 15), claims=ids)
    return assessed([talks], claims, [REPORT]).contradictions


def test_rival_first_days_are_told(assessed):
    [found] = found_of_round(assessed, days(13, 15), days(14, 15), days(14, 14))
    assert found.what == "the round is given other days"
    assert [words for _, words in found.sides] == [
        "13 to 15 September 2017",
        "14 to 15 September 2017",
    ]
    assert found.claims == ("c-0", "c-1")


def test_a_month_mistyped_is_told(assessed):
    [found] = found_of_round(assessed, days(13, 15), days(None, 15, month=12))
    assert ("Unknown Post", "until 15 December 2017") in found.sides


@pytest.mark.parametrize("told", [days(14, 14), days(13, None), days(None, 15), days(13, 15)])
def test_a_day_of_the_round_or_one_end_of_it_is_no_other_day(assessed, told):
    assert found_of_round(assessed, days(13, 15), told) == ()


def found_of_agreement(assessed, *dates: AgreementDate):
    claims = [
        AgreementClaim(id=f"c-{at}", report=REPORT.ref, reader="rules", quote="-", name="it")
        for at in range(len(dates))
    ]
    ids = tuple(claim.id for claim in claims)
    one = ReportedAgreement(
        id="a-1",
        name="memorandum",
        agreement_kind="ceasefire",
        agreement_id=MEMORANDUM,
        dates=dates,
        claims=ids,
    )
    return assessed([one], claims, [REPORT]).contradictions


def told_on(day: int, clause: str | None) -> AgreementDate:
    return AgreementDate(
        date=days(day, day, month=5), said="in force", clause=clause, claims=("c-0",)
    )


def test_dates_of_other_clauses_contradict_nobody(assessed):
    assert found_of_agreement(assessed, told_on(4, "signed"), told_on(6, "ban begins")) == ()


def test_a_date_that_no_clause_has_is_told_beside_the_dossiers(assessed):
    [found] = found_of_agreement(assessed, told_on(9, None))
    assert found.sides == (
        ("Unknown Post", "in force on 9 May 2017"),
        ("the dossier", "signed 4 May 2017; in force from 5 May 2017"),
    )
