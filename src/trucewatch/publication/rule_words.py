"""The rows of the rule table in words: when each fires."""

from __future__ import annotations

from collections.abc import Mapping

from trucewatch.assessment.rule_table import Bounds, Rule, RuleTable, Test
from trucewatch.assessment.wording import listed


def rule_words(known_as: str, table: RuleTable) -> str:
    """When the row fires: "at least one named place taken, or …"; the id for a row unknown."""
    rule = next((each for each in table.rules if each.id == known_as), None)
    return known_as if rule is None else _words(rule, table)


def _words(rule: Rule, table: RuleTable) -> str:
    alternatives = (
        listed(_test_words(name, test, table) for name, test in tests.items()) for tests in rule.any
    )
    return ", or ".join(filter(None, alternatives)) or "none of the rules before it fires"


def _test_words(name: str, test: Test, table: RuleTable) -> str:
    match test:
        case bool():
            return _FLAGS[name][not test].format(**_numbers(table))
        case Bounds():
            one, many = (noun.format(**_numbers(table)) for noun in _COUNTED[name])
            return _bounded(test, one, many)
        case tuple():
            return f"{_NAMED[name]} {listed(test, last='or')}"
        case _:
            return f"{_NAMED[name]} {test}"


def _numbers(table: RuleTable) -> Mapping[str, str]:
    return {"share": f"{table.minimum_share:.0%}", "major": f"{table.major_civilians:,}"}


def _bounded(bounds: Bounds, one: str, many: str) -> str:
    if bounds.at_most == 0:
        return f"no {one}"
    limits = {
        "more than": bounds.above,
        "at least": bounds.at_least,
        "at most": bounds.at_most,
        "less than": bounds.below,
    }
    said = listed(f"{word} {limit:g}" for word, limit in limits.items() if limit is not None)
    return f"{said} {one if bounds.at_least == 1 else many}"


# What holds, and what holds where it does not.
_FLAGS = {
    "is_overrun": ("the zone's main places held by the other side", "the zone not overrun"),
    "is_withdrawn": ("a party's formal withdrawal", "no party's formal withdrawal"),
    "is_observed": (
        "at least {share} of the days observed",
        "less than {share} of them observed",
    ),
    "has_baseline": (
        "a rate of before the agreement to compare with",
        "no rate of before the agreement to compare with",
    ),
}
_NAMED = {"standing": "the agreement being", "coverage": "coverage being"}
# One, and many.
_COUNTED = {
    "incidents": ("incident in scope", "incidents in scope"),
    "known_incidents": ("incident known", "incidents known"),
    "harm_counts": ("count that claims harm", "counts that claim harm"),
    "major_incidents": (
        "incident with {major} or more civilians killed",
        "incidents with {major} or more civilians killed",
    ),
    "places_taken": ("named place taken", "named places taken"),
    "violations": ("incident that is a violation", "incidents that are violations"),
    "violations_in_7_days": ("violation in any seven days", "violations in any seven days"),
    "quiet_days": (
        "quiet day with full coverage up to the last",
        "quiet days with full coverage up to the last",
    ),
    "rate_ratio": (
        "times the rate of incidents before the agreement",
        "times the rate of incidents before the agreement",
    ),
}
