"""Which dossiers a record speaks of, and why no zone has a verdict."""

from __future__ import annotations

import re
from datetime import date

import msgspec
import pytest

from trucewatch.assessment.relevance import narrowed, spoken_of, why_no_verdict
from trucewatch.model.claim import AgreementClaim, IncidentClaim, TalkClaim
from trucewatch.model.report import Report
from trucewatch.model.values import ActorMention, PlaceMention
from trucewatch.reference.reference import Reference

LAST = date(2017, 12, 21)
TOLD = {"r-1": Report(id="1", text="-", published=LAST)}


@pytest.fixture(scope="module")
def syria(reference) -> Reference:
    [dossier] = reference.dossiers
    return Reference((msgspec.structs.replace(dossier, countries=("SY",)),))


def shelling(*by: str, **fields: object) -> IncidentClaim:
    mentions = tuple(ActorMention(each, (each,)) for each in by)
    made = {"type": "shelling", "quote": "-", "report": "r-1", "reader": "test@1"}
    return IncidentClaim(**made, perpetrators=mentions, **fields)


@pytest.mark.parametrize(
    "claim",
    [
        shelling(place=PlaceMention("Saraqib", country="SY")),
        shelling(place=PlaceMention("the Idlib zone")),
        shelling(country="SY"),
        shelling("syrian-army"),
        AgreementClaim(
            report="r-1",
            reader="t",
            quote="-",
            name="it",
            agreement_id="syria/memorandum-2017-05-04",
        ),
    ],
)
def test_a_report_that_names_a_dossiers_place_agreement_or_side_speaks_of_it(syria, claim):
    assert narrowed(syria, spoken_of([claim], syria)) is syria


@pytest.mark.parametrize(
    "claim",
    [
        shelling(place=PlaceMention("Omdurman", country="SD")),
        shelling("syria-government", place=PlaceMention("Omdurman", country="SD")),
        shelling("russia"),
        TalkClaim(report="r-1", reader="t", quote="-", name="talks"),
    ],
)
def test_a_report_on_another_conflict_does_not(syria, claim):
    assert narrowed(syria, spoken_of([claim], syria)).zones == {}


@pytest.mark.parametrize(
    ("claims", "reports", "last", "why"),
    [
        ([], TOLD, LAST, r"speaks of a place that a dossier covers \(known: Syria\)"),
        ([shelling(country="SY")], {}, LAST, "published by 21 December 2017"),
        ([shelling(country="SY")], TOLD, None, "no day can be told of"),
        ([shelling(country="SY")], TOLD, date(2017, 1, 1), "the first .* is of 4 May 2017"),
    ],
)
def test_why_no_zone_has_a_verdict_is_said(syria, claims, reports, last, why):
    said = why_no_verdict(syria, narrowed(syria, spoken_of(claims, syria)), reports, last)
    assert re.search(why, said)


def test_without_a_dossier_that_is_the_reason():
    nothing = Reference(())
    assert "No dossier" in why_no_verdict(nothing, nothing, TOLD, LAST)
