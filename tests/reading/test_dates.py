"""Dates keep the grain of their words, and turn on the day of publication."""

from __future__ import annotations

from datetime import date

import pytest

from trucewatch.model.values import Period
from trucewatch.reading.dates import date_lines
from trucewatch.reading.dating.story import Line

THURSDAY = date(2017, 12, 21)
NEW_YEAR = date(2018, 1, 5)


def period(start: str, end: str | None = None, precision: str = "day") -> Period:
    first = date.fromisoformat(start)
    return Period(first, date.fromisoformat(end) if end else first, precision)


def dates_of(sentence: str, lexicon, published: date | None = THURSDAY):
    (dated,) = date_lines([Line(sentence)], lexicon, published)
    return dated.dates


def only_date(sentence: str, lexicon, published: date | None = THURSDAY):
    (mention,) = dates_of(sentence, lexicon, published)
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
        ("The truce ends on Saturday.", "2017-12-23"),
        ("On Friday the council will meet.", "2017-12-22"),
        ("On Friday he said it will end.", "2017-12-15"),
        ("It will end, he said on Friday.", "2017-12-15"),
        ("Jets hit the town early Tuesday.", "2017-12-19"),
        ("Jets hit the town in the early hours of Tuesday.", "2017-12-19"),
        ("Jets hit the town late Tuesday night.", "2017-12-19"),
        ("It opened on Tuesday last week.", "2017-12-12"),
        ("Tuesday's strike was the third.", "2017-12-19"),
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
        ("It came earlier today.", "2017-12-21"),
        ("It came this morning.", "2017-12-21"),
        ("It came twenty-one days ago.", "2017-11-30"),
        ("It will come the day after tomorrow.", "2017-12-23"),
        ("It will come in two days.", "2017-12-23"),
        ("It came on the previous day.", "2017-12-20"),
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
        "on May the fourth",
        "on the fourth of May",
        "on May 4th",
        "on 4 May, 2017",
        "on the 4th of May 2017",
        "on 4-May-2017",
        "on 4May 2017",
        "on May 042017",
        "on 04/05/2017",
        "on 4.5.2017",
        "on Thu, 4 May 2017",
        "on 4 may 2017",
        "on the night of 4 May",
        "040600Z MAY 17",
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
        ("It fell last summer.", period("2017-06-01", "2017-08-31", "season")),
        ("It will be held next spring.", period("2018-03-01", "2018-05-31", "season")),
        ("It fell a month ago.", period("2017-11-01", "2017-11-30", "month")),
        ("It fell three weeks ago.", period("2017-11-27", "2017-12-03", "week")),
        ("It fell five years ago.", period("2012-01-01", "2012-12-31", "year")),
        ("It fell in the third quarter.", period("2017-07-01", "2017-09-30", "quarter")),
        ("It fell in the fourth quarter of 2016.", period("2016-10-01", "2016-12-31", "quarter")),
        ("It fell early last week.", period("2017-12-11", "2017-12-12", "week")),
        ("It fell late last month.", period("2017-11-21", "2017-11-30", "month")),
        ("It rose in fiscal 2016.", period("2016-01-01", "2016-12-31", "year")),
        ("It fell in the 1990s.", period("1990-01-01", "1999-12-31", "decade")),
        ("It fell in the early '80s.", period("1980-01-01", "1983-05-01", "decade")),
        ("It fell in the week of 4 May.", period("2017-05-01", "2017-05-07", "week")),
        ("It began over the weekend.", period("2017-12-16", "2017-12-17", "weekend")),
        ("It fell on Christmas Day 2016.", period("2016-12-25")),
        ("It fell on New Year’s Eve.", period("2017-12-31")),
        ("It was held in November last year.", period("2016-11-01", "2016-11-30", "month")),
        ("It was held by the end of the year.", period("2017-10-01", "2017-12-31", "year")),
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
        ("Talks on Sept.14-15 closed.", period("2017-09-14", "2017-09-15")),
        ("Talks on 12, 13 and 14 June closed.", period("2017-06-12", "2017-06-14")),
        ("Talks between 5 and 9 June closed.", period("2017-06-05", "2017-06-09")),
        ("Talks from 3 to 7 March 1999 closed.", period("1999-03-03", "1999-03-07")),
        ("Talks on the night of 13 to 14 June closed.", period("2017-06-13", "2017-06-14")),
        ("Talks from November to February.", period("2016-11-01", "2017-02-28", "month")),
        ("Talks in 2007-08 closed.", period("2007-01-01", "2008-12-31", "year")),
        ("Talks in June and July 2016.", period("2016-06-01", "2016-07-31", "month")),
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
    [
        "They may march on the town.",
        "At least 12 may have died.",
        "It can take three weeks.",
        "The toll reached 2,017 in all.",
        "Some 2000 people fled.",
        "It fell at 1700 GMT.",
        "It rests on resolution 2015 of the council.",
        "Jan Doe met Ms May.",
        "The year-long siege of the town went on.",
        "The Good Friday Agreement is a model.",
        "It fell on 31 June.",
        "The fall of the town came.",
    ],
)
def test_verbs_names_counts_and_durations_are_no_dates(sentence, lexicon):
    assert dates_of(sentence, lexicon) == ()


def test_two_dates_in_a_sentence_stay_two(lexicon):
    found = dates_of("He said on Wednesday that jets hit it on Tuesday.", lexicon)
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


@pytest.mark.parametrize(
    ("words", "parts"),
    [
        ("between 5 and 9 June", ["5", "9 June"]),
        ("from 30 May to 2 June", ["30 May", "2 June"]),
        ("in June and July 2016", ["June", "July 2016"]),
        ("since November", ["November"]),
        ("on the night of 3 May", ["the night of 3 May"]),
    ],
)
def test_the_dates_that_an_expression_names_are_its_parts(words, parts, lexicon):
    mention = only_date(f"Shells fell {words}, it says.", lexicon)
    assert [part.text for part in mention.parts] == parts


def test_each_part_of_a_range_has_its_own_day(lexicon):
    mention = only_date("Shells fell between 30 December and 2 January.", lexicon, NEW_YEAR)
    assert [part.period for part in mention.parts] == [period("2017-12-30"), period("2018-01-02")]


def test_dates_beside_each_other_are_found_once(sentence_of):
    sentence = sentence_of("Compared to that quarter (June to July 2016) it fell (in August).")
    found = [mention.text for mention in sentence.every_date]
    assert found == ["that quarter", "June to July 2016", "in August"]


def test_a_year_that_names_a_thing_does_not_say_when(sentence_of):
    sentence = sentence_of("The 2012 accord was broken on Tuesday.")
    assert [mention.text for mention in sentence.dates] == ["on Tuesday"]
    assert [mention.text for mention in sentence.every_date] == ["The 2012", "on Tuesday"]


def test_a_year_before_the_calendar_has_no_days(lexicon):
    assert only_date("The town fell in 480 BC.", lexicon).period is None


@pytest.mark.parametrize(
    "words", ["12, ", "1st, ", "2011, ", "May and ", "on the night of ", "since the 4 ", "("]
)
def test_hostile_repetition_costs_no_more_than_its_length(words, lexicon):
    dates_of(words * 3_000, lexicon)


@pytest.mark.parametrize(
    ("text", "period"),
    [
        ("The truce ends a war that has killed thousands since July.", "2017-07-01/2017-12-21"),
        ("It is the worst raid since January, when nine died.", "2017-01-01/2017-01-31"),
        ("The dead since 2 May, when war began, are many.", "2017-05-02/2017-12-21"),
    ],
)
def test_since_looks_back_and_since_a_time_when_is_that_time(text, period, sentence_of):
    (mention,) = sentence_of(text).dates
    assert f"{mention.period.start}/{mention.period.end}" == period
