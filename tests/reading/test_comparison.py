"""Two readers of one report stand side by side, and where they differ is said."""

from __future__ import annotations

from trucewatch.model.claim import IncidentClaim, Reading, identified
from trucewatch.model.values import PlaceMention, Range
from trucewatch.reading.comparison import together as put_together

REPORT = "r-1"


def strike(reader, killed, span=(0, 40), place="Ariha"):
    where = PlaceMention(place, place_id="syria:ariha" if place in ("Ariha", "Ereha") else None)
    return identified(
        IncidentClaim(
            report=REPORT,
            reader=reader,
            quote="x" * (span[1] - span[0]),
            span=span,
            type="airstrike",
            place=where,
            killed=Range(killed, killed),
        )
    )


def together(*readings):
    return put_together(readings)


def reading(reader, *claims, **fields):
    return Reading(report=REPORT, reader=reader, claims=claims, **fields)


def test_readers_of_one_mind_leave_no_difference():
    both = together(
        reading("rules", strike("rules", 19)), reading("llm", strike("llm", 19, (10, 60)))
    )
    assert [claim.reader for claim in both.claims] == ["rules", "llm"]
    assert both.differences == ()


def test_two_spellings_of_one_place_are_no_difference():
    one, other = strike("rules", 19), strike("llm", 19, place="Ereha")
    assert together(reading("rules", one), reading("llm", other)).differences == ()


def test_a_differing_toll_names_its_field_and_both_claims():
    one, other = strike("rules", 19), strike("llm", 17)
    (difference,) = together(reading("rules", one), reading("llm", other)).differences
    assert difference.claims == (one.id, other.id)
    assert difference.fields == ("killed",)


def test_a_claim_of_one_reader_only_is_a_difference():
    one, other = strike("rules", 19), strike("llm", 17, (90, 130))
    both = together(reading("rules", one), reading("llm", one, other))
    assert [difference.claims for difference in both.differences] == [(other.id,)]


def test_of_two_that_overlap_the_one_that_agrees_is_the_partner():
    first, second = strike("rules", 19), strike("rules", 7, (20, 60))
    both = together(
        reading("rules", first, second),
        reading("llm", strike("llm", 7, (0, 60)), strike("llm", 19, (0, 60))),
    )
    assert both.differences == ()


def test_where_one_reader_failed_the_other_stands_and_a_warning_says_so():
    both = together(reading("rules", strike("rules", 19)), reading("llm", unread="no answer"))
    assert len(both.claims) == 1
    assert (both.unread, both.warnings, both.differences) == (None, ("no answer",), ())


def test_a_report_is_unread_only_where_both_failed():
    both = together(reading("rules", unread="in Arabic"), reading("llm", unread="no answer"))
    assert both.unread == "in Arabic; no answer"
