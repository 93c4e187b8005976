"""Dates keep the grain of their words, and turn on the day of publication."""

from __future__ import annotations

from datetime import date

import pytest

from trucewatch.model.values import Period
from trucewatch.reading.dates import find_dates

THURSDAY = date(2017, 12, 21)
NEW_YEAR = date(2018, 1, 5)


def period(start: str, end: str | None = None, precision: str = "day") -> Period:
    first = date.fromisoformat(start)
    return Period(first, date.fromisoformat(end) if end else first, precision)


def only_date(sentence: str, lexicon, published: date | None = THURSDAY):
    (mention,) = find_dates(sentence, lexicon, published)
    return mention


@pytest.mark.parametrize(
    ("sentence", "day"),
    [
        ("Jets hit the town on Wednesday.", "2017-12-20"),
        ("Jets hit the town on Thursday.", "2017-12-21"),
        ("Jets hit the town on Friday.", "2017-12-15"),
        ("Jets hit the town last Thursday.", "2017-12-14"),
        ("Jets hit the town on Monday morning.", "2017-12-18"),
        ("Jets hit the town early on Tuesday.", "2017-12-19"),
        ("Jets hit the town at dawn on Wednesday.", "2017-12-20"),
        ("The round will open on Friday.", "2017-12-22"),
        ("The round is due to open on Monday.", "2017-12-25"),
        ("The round opens next Tuesday.", "2017-12-26"),
        ("They will meet on Thursday.", "2017-12-21"),
    ],
)
def test_a_weekday_is_the_nearest_one_on_the_side_its_clause_speaks_of(sentence, day, lexicon):
    assert only_date(sentence, lexicon).period == period(day)


@pytest.mark.parametrize(
    ("sentence", "day"),
    [
        ("It came yesterday.", "2017-12-20"),
        ("It came last night.", "2017-12-20"),
        ("It came the day before yesterday.", "2017-12-19"),
        ("It came today.", "2017-12-21"),
        ("It will come tomorrow.", "2017-12-22"),
        ("It came two days ago.", "2017-12-19"),
    ],
)
def test_days_are_counted_from_publication(sentence, day, lexicon):
    assert only_date(sentence, lexicon).period == period(day)


@pytest.mark.parametrize(
    "words",
    [
        "on 4 May",
        "on 4 May 2017",
        "on May 4, 2017",
        "on May 4",
        "on the 4th of May",
        "on Thursday, 4 May",
        "on Thursday 4 May 2017",
        "on 2017-05-04",
    ],
)
def test_a_written_day_is_read_in_any_order_of_its_parts(words, lexicon):
    mention = only_date(f"The paper was signed {words}, all agree.", lexicon)
    assert mention.period == period("2017-05-04")
    assert mention.text == words


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("Jets hit overnight.", period("2017-12-20", "2017-12-21", "hours")),
        ("Shells fell in the past 24 hours, it says.", period("2017-12-20", "2017-12-21")),
        ("Shells fell over the last 24 hours, it says.", period("2017-12-20", "2017-12-21")),
        ("Shells fell last week.", period("2017-12-11", "2017-12-17", "week")),
        ("It ends next week.", period("2017-12-25", "2017-12-31", "week")),
        ("It began last weekend.", period("2017-12-16", "2017-12-17", "weekend")),
        ("Shells fell last month.", period("2017-11-01", "2017-11-30", "month")),
        ("Shells fell earlier this month.", period("2017-12-01", "2017-12-31", "month")),
        ("Shells fell in October, it says.", period("2017-10-01", "2017-10-31", "month")),
        ("It fell in early November, it says.", period("2017-11-01", "2017-11-10", "month")),
        ("It fell in mid-November, it says.", period("2017-11-11", "2017-11-20", "month")),
        ("It fell in late October, it says.", period("2017-10-21", "2017-10-31", "month")),
        ("It fell in summer 2016.", period("2016-06-01", "2016-08-31", "season")),
        ("It was held last year.", period("2016-01-01", "2016-12-31", "year")),
        ("It will be held next year.", period("2018-01-01", "2018-12-31", "year")),
        ("It was held in 2016.", period("2016-01-01", "2016-12-31", "year")),
        ("It fell in late 2016.", period("2016-10-01", "2016-12-31", "year")),
        ("They left in recent days.", period("2017-12-14", "2017-12-21", "vague")),
    ],
)
def test_a_date_is_never_finer_than_its_words(sentence, expected, lexicon):
    assert only_date(sentence, lexicon).period == expected


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("Fighting ran from 3 to 17 December, it says.", period("2017-12-03", "2017-12-17")),
        ("Fighting ran from 3 June to 17 June, it says.", period("2017-06-03", "2017-06-17")),
        ("Talks on 20-21 December closed.", period("2017-12-20", "2017-12-21")),
        ("Talks on December 20-21 closed.", period("2017-12-20", "2017-12-21")),
        (
            "It counts what fell between the evenings of 29 and 30 July, it says.",
            period("2017-07-29", "2017-07-30"),
        ),
        (
            "Between 9 July and 9 August 2017 two were killed.",
            period("2017-07-09", "2017-08-09"),
        ),
        ("They fought between Monday and Wednesday.", period("2017-12-18", "2017-12-20")),
        ("Over the past three days shells fell.", period("2017-12-18", "2017-12-21")),
    ],
)
def test_a_range_has_both_its_ends(sentence, expected, lexicon):
    assert only_date(sentence, lexicon).period == expected


@pytest.mark.parametrize(
    ("sentence", "start", "precision"),
    [
        ("Since November shells have fallen.", "2017-11-01", "month"),
        ("Since 18 November shells have fallen.", "2017-11-18", "day"),
        ("Since Monday shells have fallen.", "2017-12-18", "day"),
        ("Shells have fallen since 2011.", "2011-01-01", "year"),
        ("Since the truce began on Monday, shells have fallen.", "2017-12-18", "day"),
    ],
)
def test_since_counts_up_to_the_report(sentence, start, precision, lexicon):
    mention = only_date(sentence, lexicon)
    assert mention.is_since
    assert mention.period == period(start, "2017-12-21", precision)


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("A strike on 28 December killed three.", period("2017-12-28")),
        ("In late December it fell.", period("2017-12-21", "2017-12-31", "month")),
        ("Last month it fell.", period("2017-12-01", "2017-12-31", "month")),
        ("On Sunday it fell.", period("2017-12-31")),
        ("Between 30 December and 2 January it fell.", period("2017-12-30", "2018-01-02")),
        ("Last year it fell.", period("2017-01-01", "2017-12-31", "year")),
        ("It will open on 29 January, he says.", period("2018-01-29")),
        ("It will be held in February, he says.", period("2018-02-01", "2018-02-28", "month")),
    ],
)
def test_a_day_without_a_year_crosses_the_turn_of_the_year(sentence, expected, lexicon):
    assert only_date(sentence, lexicon, NEW_YEAR).period == expected


@pytest.mark.parametrize(
    "sentence",
    [
        "Jets hit on Wednesday.",
        "Jets hit overnight.",
        "It fell on 4 May, he says.",
        "It fell in late October, he says.",
        "It fell in the past 24 hours, he says.",
    ],
)
def test_without_a_day_of_publication_a_relative_date_stays_open(sentence, lexicon):
    assert only_date(sentence, lexicon, None).period is None


def test_without_a_day_of_publication_a_date_with_its_year_stands(lexicon):
    mention = only_date("It was signed on 4 May 2017, he says.", lexicon, None)
    assert mention.period == period("2017-05-04")


@pytest.mark.parametrize(
    "sentence",
    ["They may march on the town.", "It can take three weeks.", "The toll reached 2,017 in all."],
)
def test_verbs_and_durations_are_no_dates(sentence, lexicon):
    assert find_dates(sentence, lexicon, THURSDAY) == []


def test_two_dates_in_a_sentence_stay_two(lexicon):
    found = find_dates("He said on Wednesday that jets hit it on Tuesday.", lexicon, THURSDAY)
    assert [mention.period for mention in found] == [period("2017-12-20"), period("2017-12-19")]


@pytest.mark.parametrize(
    ("words", "start", "end"),
    [
        ("Between January and March 2017, 40 civilians died.", "2017-01-01", "2017-03-31"),
        ("In the first quarter of this year 40 civilians died.", "2017-01-01", "2017-03-31"),
        ("In the first half of 2016, 40 civilians died.", "2016-01-01", "2016-06-30"),
        ("In the last week of August it was quiet.", "2017-08-25", "2017-08-31"),
        ("It fell in the second half of December.", "2017-12-16", "2017-12-31"),
    ],
)
def test_parts_of_years_and_months_are_spans(sentence_of, words, start, end):
    (mention,) = sentence_of(words).dates
    assert (str(mention.period.start), str(mention.period.end)) == (start, end)
