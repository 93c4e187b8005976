from __future__ import annotations

import pytest

from trucewatch.assessment.rule_table import load_rule_table
from trucewatch.publication.rule_words import rule_words

TABLE = load_rule_table()


@pytest.mark.parametrize("rule", TABLE.rules, ids=lambda rule: rule.id)
def test_every_rule_is_told_in_words(rule):
    said = rule_words(rule.id, TABLE)

    assert said and "_" not in said and "{" not in said


def test_a_rule_is_told_by_its_numbers():
    assert rule_words("collapsed", TABLE) == (
        "a party's formal withdrawal, or at least 3 times the rate of incidents before the "
        "agreement, or at least 2 times the rate of incidents before the agreement and at least "
        "1 named place taken"
    )
