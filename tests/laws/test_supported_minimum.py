"""No one is counted twice, and no supported death is dropped: against every possible choice."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from datetime import date, timedelta
from itertools import combinations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from trucewatch.assessment.items import Item, may_overlap
from trucewatch.assessment.minimum import supported_minimum
from trucewatch.model.finding import SupportedMinimum

FIRST = date(2017, 11, 1)
TOWNS = ("SY/ghouta/douma", "SY/ghouta/harasta", "SY/idlib/ariha", "YE/taiz/mocha")
AREAS = ("SY", "SY/ghouta", "SY/idlib", "YE", *TOWNS)
days = st.one_of(st.none(), st.integers(0, 12).map(lambda at: FIRST + timedelta(days=at)))
places = st.lists(st.sampled_from(AREAS), max_size=2, unique=True).map(tuple)
categories = st.sampled_from(["people", "civilians", "children", "women", "combatants", "staff"])


def apart(one: str, other: str) -> bool:
    """Whether neither area, written from the country down, lies in the other."""
    return not (f"{one}/".startswith(f"{other}/") or f"{other}/".startswith(f"{one}/"))


@st.composite
def item(draw: st.DrawFn, number: int) -> Item:
    kind = draw(st.sampled_from(["incident", "tally"]))
    first, last = draw(days), draw(days)
    if first and last and last < first:
        first, last = last, first
    category = draw(categories) if kind == "tally" else "people"
    low = draw(st.integers(0, 9))
    told_by = draw(st.sets(st.sampled_from(["r-1", "r-2", "r-3"]), max_size=2))
    name = f"{kind[0]}-{number:02}"
    return Item(name, kind, low, draw(places), first, last, category, frozenset(told_by))


items = st.integers(0, 9).flatmap(lambda size: st.tuples(*(item(at) for at in range(size))))


def minimum(offered: tuple[Item, ...] | list[Item]) -> SupportedMinimum:
    return supported_minimum(offered, apart=apart)


def of_too_many(offered: tuple[Item, ...] | list[Item]) -> SupportedMinimum:
    """As of so many that the best choice is not looked for."""
    return supported_minimum(offered, apart=apart, exact_max=0)


def best_of_all_choices(offered: tuple[Item, ...]) -> int:
    choices = (choice for size in range(len(offered) + 1) for choice in combinations(offered, size))
    allowed = (choice for choice in choices if not overlaps(choice))
    return max(sum(each.low for each in choice) for choice in allowed)


def overlaps(choice: tuple[Item, ...] | list[Item]) -> bool:
    return any(may_overlap(*pair, apart) for pair in combinations(choice, 2))


@settings(max_examples=300, deadline=None)
@given(items)
def test_the_minimum_is_the_best_of_all_choices_without_overlap(offered: tuple[Item, ...]) -> None:
    found = minimum(offered)
    by_id = {each.id: each for each in offered}
    chosen = [by_id[record] for record, _ in found.stands_on]
    assert found.is_exact
    assert found.total == best_of_all_choices(offered)
    assert found.total == sum(each.low for each in chosen)
    assert not overlaps(chosen)


@settings(max_examples=200, deadline=None)
@given(items)
def test_of_very_many_it_is_a_lower_bound_that_counts_nobody_twice(
    offered: tuple[Item, ...],
) -> None:
    found, best = of_too_many(offered), minimum(offered)
    chosen = [each for each in offered if each.id in dict(found.stands_on)]
    assert not overlaps(chosen)
    assert found.total == sum(each.low for each in chosen) <= best.total


@settings(max_examples=100, deadline=None)
@given(items.flatmap(lambda offered: st.tuples(st.just(offered), st.permutations(offered))))
def test_of_very_many_order_does_not_matter(orders: tuple[tuple[Item, ...], list[Item]]) -> None:
    assert of_too_many(orders[0]) == of_too_many(orders[1])


@pytest.mark.parametrize("found_by", [minimum, of_too_many])
@settings(max_examples=100, deadline=None)
@given(offered=items)
def test_every_item_is_stood_on_or_left_out_with_a_reason(
    found_by: Callable[[tuple[Item, ...]], SupportedMinimum], offered: tuple[Item, ...]
) -> None:
    found = found_by(offered)
    named = [record for record, _ in (*found.stands_on, *found.left_out)]
    assert sorted(named) == sorted(each.id for each in offered)
    assert all(why for _, why in found.left_out)


@settings(max_examples=100, deadline=None)
@given(items, item(99))
def test_another_claim_never_lowers_the_minimum(offered: tuple[Item, ...], another: Item) -> None:
    assert minimum((*offered, another)).total >= minimum(offered).total


@settings(max_examples=100, deadline=None)
@given(items.flatmap(lambda offered: st.tuples(st.just(offered), st.permutations(offered))))
def test_order_does_not_matter(orders: tuple[tuple[Item, ...], list[Item]]) -> None:
    assert minimum(orders[0]) == minimum(orders[1])


# A truth made up person by person, and claims about it that are right


Death = tuple[str, date, bool]
deaths = st.lists(
    st.tuples(
        st.sampled_from(TOWNS), st.integers(0, 6).map(lambda at: FIRST + timedelta(days=at)),
        st.booleans(),
    ),
    max_size=30,
)  # fmt: skip
scopes = st.tuples(
    st.sampled_from(AREAS),
    st.integers(0, 6),
    st.integers(0, 6),
    st.sampled_from(["people", "civilians", "combatants"]),
    st.integers(0, 2),
)


def right_tally(number: int, scope: tuple[str, int, int, str, int], truth: list[Death]) -> Item:
    """A tally of the scope that counts nobody it should not, and may miss some."""
    area, start, length, category, missed = scope
    first = FIRST + timedelta(days=start)
    last = first + timedelta(days=length)
    dead = [
        each
        for each in truth
        if not apart(each[0], area) and first <= each[1] <= last
        if category == "people" or each[2] == (category == "civilians")
    ]
    low = max(0, len(dead) - missed)
    return Item(f"t-{number:02}", "tally", low, (area,), first, last, category)


@settings(max_examples=200, deadline=None)
@given(deaths, st.lists(scopes, max_size=8))
def test_claims_that_are_right_never_support_more_than_died(
    truth: list[Death], told: list[tuple[str, int, int, str, int]]
) -> None:
    strikes = Counter((town, day) for town, day, _ in truth)
    incidents = [
        Item(f"i-{at:02}", "incident", dead, (town,), day, day)
        for at, ((town, day), dead) in enumerate(sorted(strikes.items()))
    ]
    tallies = [right_tally(at, scope, truth) for at, scope in enumerate(told)]
    assert minimum(tallies).total <= len(truth)
    assert minimum([*incidents, *tallies]).total == len(truth)
