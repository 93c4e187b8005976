"""States by name, adjective and capital."""

from __future__ import annotations

import pytest

from trucewatch.reference.countries import state_named, state_of, state_of_capital


@pytest.mark.parametrize("words", ["Turkey", "Türkiye", "Turkish"])
def test_a_state_goes_by_name_spelling_and_adjective(words):
    state = state_named(words)
    assert state is not None and state.iso2 == "TR"


def test_a_capital_speaks_for_its_state_but_is_not_its_name():
    state = state_of_capital("Ankara")
    assert state is not None and state == state_of("TR")
    assert state_named("Ankara") is None


def test_what_is_no_state_is_none():
    assert state_named("Hezbollah") is None
    assert state_of(None) is None
