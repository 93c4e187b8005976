"""In a history a date that leaves something out leans on the date told before it."""

from __future__ import annotations

from datetime import date

import pytest


def told(document) -> list[str | None]:
    """The last date of the text, as its first and last day."""
    mention = [m for sentence in document.sentences for m in sentence.every_date][-1]
    period = mention.period
    return None if period is None else f"{period.start} {period.end}"


@pytest.mark.parametrize(
    ("text", "days"),
    [
        ("It fell on 4 May 1931. On 9 May it was retaken.", "1931-05-09 1931-05-09"),
        ("It fell in December 1931. In February it rose.", "1932-02-01 1932-02-29"),
        ("It fell in May 1931. In March it had risen.", "1931-03-01 1931-03-31"),
        ("It fell on 4 May 1931. The next day it rose.", "1931-05-05 1931-05-05"),
        ("It fell on 4 May 1931. Two days later it rose.", "1931-05-06 1931-05-06"),
        ("It fell on 4 May 1931. A week earlier it held.", "1931-04-27 1931-05-03"),
        ("It fell on 4 May 1931. On the 12th it rose.", "1931-05-12 1931-05-12"),
        ("It fell on 4 May 1931. That month two more fell.", "1931-05-01 1931-05-31"),
        ("It fell on 4 May 1931. The following month it rose.", "1931-06-01 1931-06-30"),
        ("It fell in May 1931. By the end of the year it rose.", "1931-10-01 1931-12-31"),
        ("It fell in May 1931. It rose the previous year.", "1930-01-01 1930-12-31"),
        ("It fell on Monday, 4 May 1931. On Wednesday it rose.", "1931-05-06 1931-05-06"),
        ("It fell in May 1931. It rose in June of that year.", "1931-06-01 1931-06-30"),
        ("The siege\n\n1931\n\nIn March it began.", "1931-03-01 1931-03-31"),
        ("It fell in May 1931. A 1950 book tells. It rose in June.", "1931-06-01 1931-06-30"),
        ("It held since 1911. It fell in May 1931. It rose in June.", "1931-06-01 1931-06-30"),
        ("It fell in 480 BC. It rose in June.", None),
        ("It fell in May 1931. The next day it rose.", None),
    ],
)
def test_a_history_goes_on_from_the_date_told_last(text, days, document_of):
    assert told(document_of(text, published=None)) == days


def test_many_earlier_years_make_a_history_of_a_dated_text(document_of):
    text = "It began in 1931. It grew in 1932. It fell in May 1933. It rose in June 1934. In July"
    assert told(document_of(f"{text} it ended.")) == "1934-07-01 1934-07-31"


@pytest.mark.parametrize(
    ("text", "days"),
    [
        ("It fell on 4 May 2011. In June it rose.", "2011-06-01 2011-06-30"),
        ("It fell on 4 May 2011.\n\nIn June it rose.", "2017-06-01 2017-06-30"),
        ("It has held since 2011. In June it fell.", "2017-06-01 2017-06-30"),
        ("It fell on Monday. A day earlier it held.", "2017-12-17 2017-12-17"),
        ("It fell. A day earlier it held.", "2017-12-20 2017-12-20"),
    ],
)
def test_in_news_a_paragraph_of_an_earlier_year_is_a_history(text, days, document_of):
    assert told(document_of(text, published=date(2017, 12, 21))) == days
