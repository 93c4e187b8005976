"""Full text: found by words, whatever a query is made of."""

from __future__ import annotations

import sqlite3

import pytest
from hypothesis import given
from hypothesis import strategies as st

from trucewatch.store.record import open_record
from trucewatch.store.search import REPORT, SearchRow, words_of


@pytest.fixture
def index(store):
    """An index of reports by their texts."""

    def of(*texts: str):
        rows = [SearchRow(REPORT, f"r-{at}", "", text) for at, text in enumerate(texts)]
        with store.deriving() as derived:
            derived.put(rows)
        return lambda query: {each.id for each in reports(store, query)}

    return of


def reports(store, query: str):
    with store.derived() as derived:
        return derived.found(query, is_report=True, limit=100)


def test_all_of_the_words_must_be_there_in_any_order(index):
    find = index("A strike on the market in Ariha", "The market of Idlib was shelled")

    assert find("market") == {"r-0", "r-1"}
    assert find("Ariha market") == {"r-0"}
    assert find("Ariha Idlib") == set()


def test_the_last_word_may_be_the_beginning_of_one(index):
    find = index("prisoners were exchanged")

    assert find("prisoners exch") == {"r-0"}
    assert find("pris exchanged") == set()


def test_words_in_quotation_marks_are_found_as_they_stand(index):
    find = index("the truce held, the strike did not", "a strike on the truce")

    assert find('"the truce held"') == {"r-0"}


@pytest.mark.parametrize("query", ["Turkiye", "türkiye", "TÜRKİYE"])
def test_case_and_diacritics_make_no_difference(index, query):
    assert index("Türkiye sent observers")(query) == {"r-0"}


def test_arabic_and_persian_are_found_by_their_words(index):
    find = index("غارات جوية على معرة شورين في إدلب", "آتش‌بس در ادلب")

    assert find("إدلب") == {"r-0"}
    assert find("ادلب") >= {"r-1"}


@pytest.mark.parametrize(
    "query",
    [
        '"',
        '""',
        "*",
        "AND",
        "a OR",
        "NOT",
        "NEAR(",
        "body:x",
        "^x",
        "x*y",
        "-",
        "_",
        "(",
        "'",
        "\0",
    ],
)
def test_no_query_is_a_mistake(store, query):
    assert reports(store, query) == []


def test_no_query_at_all_is_a_mistake(tmp_path_factory):
    with open_record(tmp_path_factory.mktemp("any") / "r.db", create=True) as store:

        @given(st.text(max_size=60))
        def ask(query: str) -> None:
            assert reports(store, query) == []

        ask()


def test_a_query_of_a_thousand_words_is_cut(store):
    assert len(words_of("word " * 1000)) < 20


def test_what_is_taken_out_is_not_found(store, index):
    find = index("shelling near Ariha")
    with store.deriving() as derived:
        derived.take_out_reports(["r-0"])

    assert find("Ariha") == set()


def test_an_index_made_anew_is_empty_and_a_title_still_weighs_more_than_a_text(store, index):
    find = index("shelling near Ariha")
    with store.deriving() as derived:
        derived.clear()
        derived.put(
            [
                SearchRow(REPORT, "r-told", "", "Maarat was hit, and Maarat again"),
                SearchRow(REPORT, "r-titled", "Maarat", "A market was hit in the morning there"),
            ]
        )

    assert find("Ariha") == set()
    assert [each.id for each in reports(store, "Maarat")] == ["r-titled", "r-told"]


def test_a_record_of_an_earlier_version_is_put_into_the_index(record_of, tmp_path, path):
    (tmp_path / "one.txt").write_text("Shelling killed 3 people in Ariha on Monday.")
    record_of(path, tmp_path / "one.txt")
    with sqlite3.connect(path) as connection:
        connection.execute("DROP TABLE search")
        connection.execute("UPDATE alembic_version SET version_num = '0003'")
    connection.close()
    record_of(path, tmp_path / "one.txt")

    with open_record(path) as store:
        assert len(reports(store, "ariha")) == 1
