"""The reader of UCDP GED's rows. All rows here are made up."""

from __future__ import annotations

from datetime import date

import pytest

from trucewatch.model.report import Report
from trucewatch.model.values import Period, Range
from trucewatch.reading.ged import GedReader
from trucewatch.reference.dossier import load_reference

CELLS = {
    "id": "7",
    "type_of_violence": "1",
    "side_a": "Government of Syria",
    "side_b": "Syrian insurgents",
    "date_start": "2017-11-14",
    "date_end": "2017-11-14",
    "date_prec": "1",
    "where_coordinates": "Exampleville town",
    "adm_1": "Example Governorate",
    "country": "Syria",
    "where_prec": "1",
    "latitude": "33.57",
    "longitude": "36.40",
    "low": "4",
    "best": "4",
    "high": "4",
    "deaths_a": "1",
    "deaths_b": "0",
    "deaths_civilians": "3",
    "deaths_unknown": "0",
    "source_original": "SOHR",
}


@pytest.fixture(scope="module")
def reader():
    return GedReader(load_reference(None))


def reading(reader, **cells):
    lines = [f"{name}: {cell}" for name, cell in {**CELLS, **cells}.items()]
    text = "\n".join(("A row of ours in a sentence.", *lines))
    return reader.read(Report(id="ucdp-ged-7", text=text, outlet="UCDP GED"))


def test_a_row_is_force_of_no_stated_kind_between_two_sides_and_nobody_attacks(reader):
    [claim] = reading(reader).claims
    assert (claim.type, claim.perpetrators) == ("armed_force", ())
    assert claim.victims_or_targets == ("Government of Syria", "Syrian opposition")
    assert (claim.source, claim.source_chain) == (None, ("SOHR",))
    assert claim.quote == "A row of ours in a sentence."


def test_force_against_civilians_has_an_author(reader):
    [claim] = reading(reader, type_of_violence="3", side_b="Civilians").claims
    assert [author.actor_ids for author in claim.perpetrators] == [("syria-government",)]
    assert claim.victims_or_targets == ("civilians",)


def test_a_side_of_several_groups_is_each_of_them(reader):
    [claim] = reading(reader, side_a="Ahrar al-Sham, HTS", side_b="IS").claims
    assert claim.victims_or_targets == ("Ahrar al-Sham", "HTS", "Islamic State")


def test_low_and_high_are_one_claim_and_the_best_estimate_another_of_the_same_event(reader):
    span, best = reading(reader, low="3", high="9").claims
    assert (span.killed, best.killed) == (Range(3, 9), Range(4, 4))
    assert span.event == best.event == "ucdp-ged:7"
    assert best.evidence["killed"][0].quote == "best: 4"


@pytest.mark.parametrize(
    "cells, civilians",
    [
        ({}, Range(3, 3)),
        ({"low": "3"}, Range(2, 3)),
        ({"low": "0"}, Range(0, 3)),
        ({"high": "9"}, Range(3, 8)),
        ({"best": "6", "low": "6", "high": "6", "deaths_unknown": "2"}, Range(3, 5)),
    ],
)
def test_civilians_keep_the_doubt_of_the_whole(reader, cells, civilians):
    assert reading(reader, **cells).claims[0].victims["civilian"] == civilians


def test_figures_out_of_order_are_spanned_with_a_warning(reader):
    made = reading(reader, low="9", best="4", high="9")
    assert made.claims[0].killed == Range(4, 9)
    assert made.warnings == ("low 9, best 4 and high 9 are out of order; the range spans them all",)


def test_each_further_source_tells_of_the_event_without_a_toll(reader):
    first, second = reading(reader, source_original="SOHR, Airwars, sohr").claims
    assert (first.killed, second.killed) == (Range(4, 4), None)
    assert (second.source, second.event) == ("Airwars", first.event)


@pytest.mark.parametrize(
    "prec, place", [("1", "town"), ("2", "near"), ("4", "province"), ("6", "country")]
)
def test_places_keep_their_precision(reader, prec, place):
    [claim] = reading(reader, where_prec=prec).claims
    assert (claim.place.precision, claim.place.lat, claim.country) == (place, 33.57, "SY")


def test_days_keep_their_precision(reader):
    [claim] = reading(reader, date_end="2017-11-30", date_prec="4").claims
    assert claim.date == Period(date(2017, 11, 14), date(2017, 11, 30), "month")


def test_a_text_that_is_no_row_is_not_read(reader):
    made = reader.read(
        Report(id="x", text="Two villages near Ariha were shelled.", outlet="UCDP GED")
    )
    assert made.claims == () and "no row of UCDP GED" in made.unread
