"""The reader as a whole: what it reads, what it leaves unread and says so, and its order."""

from __future__ import annotations

from datetime import date

import msgspec
import pytest

from trucewatch.model.report import Report
from trucewatch.reading.rules import read

STRIKE = "An air strike on the town of Ariha on Wednesday killed 19 people, seven of them children."
TALLY = "More than 200 civilians have been killed in Eastern Ghouta since November."
ARABIC = "قتل 19 شخصا في غارة جوية على إدلب يوم الأربعاء"
TURKISH = "Çarşamba günü İdlib’e düzenlenen hava saldırısında 19 kişi öldü."
GERMAN = "Am Mittwoch wurden bei einem Luftangriff in der Provinz Idlib 19 Menschen getötet."
KINDS = ("incidents", "tallies", "talks", "agreements", "control_changes", "assessments")


@pytest.mark.parametrize("language", ["en", "EN", "en-GB", None])
def test_english_is_read_whether_declared_or_not(language, read_text):
    assert len(read_text(STRIKE, language=language)["incidents"]) == 1


@pytest.mark.parametrize(
    ("text", "language", "why"),
    [
        (ARABIC, "ar", "language 'ar' is not one the reader knows"),
        (TURKISH, "tr", "language 'tr' is not one the reader knows"),
        (ARABIC, None, "the text is not in a language the reader knows"),
        (TURKISH, None, "the text is not in a language the reader knows"),
        (GERMAN, None, "the text is not in a language the reader knows"),
        (TURKISH, "en", "the text is not in a language the reader knows"),
        (STRIKE, "de", "language 'de' is not one the reader knows"),
        ("12345 – 678 !!!", "en", "the text is not in a language the reader knows"),
        ("", None, "the text is not in a language the reader knows"),
    ],
)
def test_a_text_in_another_language_is_left_unread_and_says_why(text, language, why, read_text):
    answer = read_text(text, language=language)
    assert answer["unread"].startswith(why)
    assert all(answer[kind] == [] for kind in KINDS)


def test_a_report_without_a_day_of_publication_is_read_with_a_warning(read_text):
    answer = read_text(STRIKE, published=None)
    assert answer["warnings"] == ["no publication date: relative dates are left unresolved"]
    (incident,) = answer["incidents"]
    assert (incident["date"], incident["date_text"]) == (None, "on Wednesday")


def test_a_dated_report_has_no_warnings_and_is_not_unread(read_text):
    answer = read_text(STRIKE)
    assert answer["warnings"] == [] and answer["unread"] is None


def test_a_text_about_nothing_of_the_kind_gives_no_claims(read_text):
    answer = read_text("The price of bread rose in the shops of the town in the last week of it.")
    assert all(answer[kind] == [] for kind in KINDS)
    assert answer["unread"] is None


def test_news_and_comment_stay_apart(read_text):
    answer = read_text(f"{STRIKE}\n\nComment: {TALLY}")
    assert [incident["section"] for incident in answer["incidents"]] == ["news"]
    assert [tally["section"] for tally in answer["tallies"]] == ["comment"]


def test_incidents_come_in_the_order_of_the_text(read_text):
    found = read_text(
        "Jets bombed Ariha on Monday and killed nine people in it.\n\n"
        "Shells fell on the town of Rastan on Tuesday and killed four.\n\n"
        "A car bomb killed two people in the town of Hadar on Wednesday."
    )["incidents"]
    assert [incident["place"] for incident in found] == ["Ariha", "Rastan", "Hadar"]
    assert [incident["span"] for incident in found] == sorted(i["span"] for i in found)


def test_paragraphs_that_do_not_lean_on_each_other_read_alike_in_either_order(read_text):
    def claims(text):
        answer = read_text(text)
        fields = ("type", "measure", "date", "place", "killed", "value", "source", "quote")
        items = [item for kind in KINDS for item in answer[kind]]
        return sorted(str([item.get(field) for field in fields]) for item in items)

    assert claims(f"{STRIKE}\n\n{TALLY}") == claims(f"{TALLY}\n\n{STRIKE}")


def test_the_same_report_reads_the_same_to_the_byte(reference):
    report = Report(id="a", text=f"{STRIKE} {TALLY}", published=date(2017, 12, 21))
    first, second = (msgspec.json.encode(read(report, reference)) for _ in range(2))
    assert first == second


def test_a_reading_and_its_claims_name_report_and_reader(reference):
    report = Report(id="a", text=STRIKE, published=date(2017, 12, 21))
    reading = read(report, reference)
    assert reading.report == report.ref
    assert {(c.report, c.reader) for c in reading.claims} == {(report.ref, reading.reader)}


def test_report_text_that_looks_like_markup_or_a_pattern_is_only_text(read_text):
    answer = read_text(
        "<script>(?P<n>.*)+$</script> {victim} #### @@@@ [a-z]{1,9} and so on.\n\n" + STRIKE
    )
    assert [incident["killed"] for incident in answer["incidents"]] == [[19, 19]]


@pytest.mark.parametrize(
    ("place", "rebels"),
    [("Donetsk, Ukraine", "donbas-armed-formations"), ("Idlib, Syria", "syria-opposition")],
)
def test_the_rebels_are_those_of_the_country_that_the_report_speaks_of(place, rebels, reference):
    text = f"Shelling killed three people in {place}, on Monday, rebels said."
    claims = read(Report(id="toll", text=text, published=date(2015, 6, 4)), reference).claims
    assert [claim.source_ids for claim in claims] == [(rebels,)]
