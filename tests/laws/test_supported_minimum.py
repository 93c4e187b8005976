"""No one is counted twice, and no supported death is dropped: against every possible choice."""

from __future__ import annotations

from datetime import date, timedelta
from itertools import combinations

from hypothesis import given, settings
from hypothesis import strategies as st

from trucewatch.assessment.minimum import Item, may_overlap, supported_minimum

FIRST = date(2017, 11, 1)
days = st.one_of(st.none(), st.integers(0, 12).map(lambda at: FIRST + timedelta(days=at)))
places = st.sampled_from([None, "syria:douma", "syria:harasta"])
categories = st.sampled_from(["people", "civilians", "children", "combatants"])


@st.composite
def item(draw: st.DrawFn, number: int) -> Item:
    kind = draw(st.sampled_from(["incident", "tally"]))
    first, last = draw(days), draw(days)
    if first and last and last < first:
        first, last = last, first
    category = draw(categories) if kind == "tally" else "people"
    low = draw(st.integers(0, 9))
    return Item(f"{kind[0]}-{number:02}", kind, low, draw(places), first, last, category)


items = st.integers(0, 9).flatmap(lambda size: st.tuples(*(item(at) for at in range(size))))


def best_of_all_choices(offered: tuple[Item, ...]) -> int:
    choices = (choice for size in range(len(offered) + 1) for choice in combinations(offered, size))
    allowed = (
        choice
        for choice in choices
        if not any(may_overlap(*pair) for pair in combinations(choice, 2))
    )
    return max(sum(each.low for each in choice) for choice in allowed)


@settings(max_examples=150, deadline=None)
@given(items)
def test_the_minimum_is_the_best_of_all_choices_without_overlap(offered: tuple[Item, ...]) -> None:
    found = supported_minimum(offered)
    by_id = {each.id: each for each in offered}
    chosen = [by_id[record] for record, _ in found.stands_on]
    assert found.total == best_of_all_choices(offered)
    assert found.total == sum(each.low for each in chosen)
    assert not any(may_overlap(*pair) for pair in combinations(chosen, 2))


@settings(max_examples=100, deadline=None)
@given(items)
def test_every_item_is_stood_on_or_left_out_with_a_reason(offered: tuple[Item, ...]) -> None:
    found = supported_minimum(offered)
    named = [record for record, _ in (*found.stands_on, *found.left_out)]
    assert sorted(named) == sorted(each.id for each in offered)
    assert all(why for _, why in found.left_out)


@settings(max_examples=100, deadline=None)
@given(items, item(99))
def test_another_claim_never_lowers_the_minimum(offered: tuple[Item, ...], another: Item) -> None:
    assert supported_minimum((*offered, another)).total >= supported_minimum(offered).total


@settings(max_examples=100, deadline=None)
@given(items.flatmap(lambda offered: st.tuples(st.just(offered), st.permutations(offered))))
def test_order_does_not_matter(orders: tuple[tuple[Item, ...], list[Item]]) -> None:
    assert supported_minimum(orders[0]) == supported_minimum(orders[1])
