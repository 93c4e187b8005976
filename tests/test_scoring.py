"""A reading against hand annotations: what counts as found, and how it adds up."""

from __future__ import annotations

from itertools import permutations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from trucewatch.scoring.pairing import best_pairs
from trucewatch.scoring.scores import Count, Figure, below, compare, figures, raised
from trucewatch.scoring.slots import agree, elements

TEXT = "Shelling killed 4 in Kadugli on Monday."
SHELLING = {
    "type": "shelling",
    "date": "2011-06-13",
    "place": "Kadugli",
    "killed": [4, 4],
    "status": "asserted",
    "quote": "Shelling killed 4",
}
CLASH = {"type": "armed_clash", "place": "Abyei", "quote": "killed 4 in Kadugli"}


def scored(gold, read, kind="incidents"):
    return figures([compare({kind: gold}, {kind: read}, TEXT)], [kind])


def same(how, one, other) -> bool:
    (left,), (right,) = elements(how, one), elements(how, other)
    return agree(left, right)


def test_a_reading_like_the_annotation_is_right_throughout():
    table = scored([SHELLING], [SHELLING])
    assert table["incidents"] == Figure(1.0, 1.0, 1.0, 5)
    assert table["incidents.strict"].f1 == table["quotes_found"].f1 == 1.0


def test_a_wrong_slot_costs_precision_and_recall_and_an_empty_one_only_recall():
    wrong = scored([SHELLING], [{**SHELLING, "killed": [5, 5]}])["incidents.killed"]
    assert (wrong.precision, wrong.recall) == (0.0, 0.0)
    empty = scored([SHELLING], [{**SHELLING, "killed": None}])["incidents"]
    assert (empty.precision, empty.recall) == (1.0, 0.8)


def test_what_was_made_up_costs_precision():
    table = scored([SHELLING], [SHELLING, CLASH])
    assert table["incidents.found"] == Figure(0.5, 1.0, pytest.approx(2 / 3), 1)
    assert table["incidents.type"].precision == 0.5


def test_items_are_paired_so_that_most_slots_agree():
    (pair, other) = compare({"incidents": [CLASH, SHELLING]}, {"incidents": [SHELLING]}, TEXT).pairs
    assert (pair.gold, pair.read) == (CLASH, None)
    assert (other.gold, other.read, other.wrong_slots) == (SHELLING, SHELLING, [])


def test_an_optional_item_costs_nothing_when_left_out_and_counts_when_read():
    optional = {**SHELLING, "optional": True}
    assert scored([optional], [])["incidents"].n == 0
    assert scored([optional], [SHELLING])["incidents"] == Figure(1.0, 1.0, 1.0, 5)


@pytest.mark.parametrize("said", [[4, 4], [5, 5], None])
def test_an_accepted_value_is_as_right_as_the_main_one(said):
    item = {**SHELLING, "accept": {"killed": [[5, 5], None]}}
    assert scored([item], [{**SHELLING, "killed": said}])["incidents"].f1 == 1.0


def test_of_a_delegation_each_thing_said_is_a_slot():
    full = {"party": "Norway", "role": "mediator", "representative": "Erik Solheim"}
    talk = {"name": "talks", "participants": [full], "quote": TEXT}
    read = {"name": "talks", "participants": [{**full, "role": "host"}], "quote": TEXT}
    figure = scored([talk], [read], "talks")["talks.participants"]
    assert (figure.n, figure.recall) == (3, pytest.approx(2 / 3))


@pytest.mark.parametrize(
    "how, one, other, is_same",
    [
        ("name", "Idlib province", "Idlib", True),
        ("name", "the U.N.", "UN", True),
        ("name", "Hossein Jaberi Ansari", "Ansari", True),
        ("name", "Sedat Önal", "Sedat Onal", True),
        ("name", "Eastern Ghouta", "Western Ghouta", False),
        ("name", "the talks", "talks", True),
        ("name", "Киев", "Київ", False),
        ("phrases", "release of prisoners", "the release of all prisoners held", True),
        ("phrases", "release of prisoners", "a seaport", False),
        ("number", 7, [7, 7], True),
        ("number", [7, None], [7, 7], False),
        ("days", "2017-12-20", ["2017-12-20", "2017-12-20"], True),
        ("days", ["2017-12-20", None], ["2017-12-20", "2017-12-21"], False),
        ("exact", "Asserted", "asserted", True),
    ],
)
def test_when_two_values_agree(how, one, other, is_same):
    assert same(how, one, other) is is_same


@pytest.mark.parametrize("how", ["name", "names", "number", "days", "exact", "participants"])
@pytest.mark.parametrize("nothing", [None, [], ""])
def test_an_empty_slot_holds_nothing(how, nothing):
    assert elements(how, nothing) == []


def test_a_quote_that_is_short_or_stands_elsewhere_is_not_found():
    def share(**changed) -> float:
        return scored([], [{**SHELLING, **changed}])["quotes_found"].precision

    assert share() == share(span=[0, 17]) == 1.0
    assert share(quote="killed 4") == share(quote="Shelling killed 5") == share(span=[3, 20]) == 0.0


def test_the_mean_takes_each_kind_alike_and_all_slots_takes_slots():
    talk = {"name": "talks", "place": "Juba", "quote": TEXT}
    reading = {"incidents": [SHELLING], "talks": []}
    compared = compare({"incidents": [SHELLING], "talks": [talk]}, reading, TEXT)
    table = figures([compared], ["incidents", "talks"])
    assert table["mean_of_groups"].recall == 0.5
    assert table["all_slots"].recall == 5 / 7


matrices = st.integers(1, 5).flatmap(
    lambda columns: st.lists(
        st.lists(st.integers(0, 6), min_size=columns, max_size=columns), min_size=1, max_size=5
    )
)


@given(matrices)
def test_no_other_pairing_has_a_higher_sum(weights):
    pairs = best_pairs(weights)
    rows, columns = len(weights), len(weights[0])
    assert len({row for row, _ in pairs}) == len({column for _, column in pairs}) == len(pairs)
    long, short = max(rows, columns), min(rows, columns)

    def weight(at, other):
        return weights[at][other] if rows <= columns else weights[other][at]

    best = max(
        sum(weight(at, chosen[at]) for at in range(short)) for chosen in permutations(range(long))
    )
    assert sum(weights[row][column] for row, column in pairs) == best


def test_a_floor_is_held_and_only_rises():
    table = {
        "mean_of_groups": Figure(0, 0, 0.8129, 5),
        "all_slots": Figure(0, 0, 0.7, 9),
        "incidents.strict": Figure(0, 0, 0.5, 9),
        "quotes_found": Figure(1, 1, 1.0, 9),
    }
    floor = {"mean_of_groups": 0.8, "all_slots": 0.75}
    assert below(table, floor) == ["all_slots"]
    assert raised(table, floor) == {
        "mean_of_groups": 0.812,
        "all_slots": 0.75,
        "incidents.strict": 0.5,
        "quotes_found": 1.0,
    }


def test_counts_add_up():
    assert Count(1, 2, 3) + Count(1, 1, 1) == Count(2, 3, 4)
    assert Count().f1 == 0.0
