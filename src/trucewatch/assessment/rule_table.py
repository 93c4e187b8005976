"""The rule table: rows of data, tested with a fixed vocabulary. Nothing in it is run."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, fields
from functools import cache
from importlib.resources import files

import msgspec
import yaml
from msgspec import Struct

from trucewatch.assessment.sight import SightLimits
from trucewatch.errors import BadInput
from trucewatch.model.finding import Coverage, Standing, Verdict

RULES_FILE = "verdict_rules.yaml"

Fact = bool | int | float | str | None


@dataclass(frozen=True)
class Facts:
    """What the table may ask about a zone and window; docs/assessment.md defines each."""

    standing: Standing
    is_overrun: bool
    is_withdrawn: bool
    coverage: Coverage
    is_observed: bool
    incidents: int
    known_incidents: int
    harm_counts: int
    major_incidents: int
    places_taken: int
    violations: int
    violations_in_7_days: int
    quiet_days: int
    has_baseline: bool
    rate_ratio: float | None

    def named(self, name: str) -> Fact:
        value: Fact = getattr(self, name)
        return value


class Bounds(Struct, frozen=True, forbid_unknown_fields=True):
    """Limits that a number must keep; one that is not known keeps none."""

    above: float | None = None
    at_least: float | None = None
    at_most: float | None = None
    below: float | None = None

    @property
    def ends(self) -> tuple[float, ...]:
        known = (self.above, self.at_least, self.at_most, self.below)
        return tuple(end for end in known if end is not None)

    def keeps(self, value: Fact) -> bool:
        if value is None or isinstance(value, str):
            return False
        return (
            (self.above is None or value > self.above)
            and (self.at_least is None or value >= self.at_least)
            and (self.at_most is None or value <= self.at_most)
            and (self.below is None or value < self.below)
        )


Test = bool | str | tuple[str, ...] | Bounds


class Rule(Struct, frozen=True, forbid_unknown_fields=True):
    """One row. `any` are alternatives, each a set of tests that must all be met."""

    id: str
    any: tuple[dict[str, Test], ...]
    verdict: Verdict
    would_change: str
    qualifier: str | None = None

    def alternative_met(self, facts: Facts) -> Mapping[str, Test] | None:
        alternatives = (tests for tests in self.any if _all_met(tests, facts))
        return next(alternatives, None)


class RuleTable(Struct, frozen=True, forbid_unknown_fields=True):
    """The rows, first match first, and the numbers that facts are counted with."""

    window_days: int
    baseline_days: int
    major_civilians: int
    presumed_civilians: tuple[str, ...]
    full_share: float
    minimum_share: float
    sight: SightLimits
    scale: tuple[Verdict, ...]
    rules: tuple[Rule, ...]

    def match(self, facts: Facts) -> tuple[Rule, tuple[str, ...]]:
        """The first row that fires, and the names of the facts that it fires on."""
        for rule in self.rules:
            tests = rule.alternative_met(facts)
            if tests is not None:
                return rule, tuple(tests)
        raise BadInput(f"{RULES_FILE}: no row fires; end the table with a row that always does")

    @property
    def rate_lines(self) -> tuple[float, ...]:
        """The rates at which some row begins or ends."""
        tests = (t["rate_ratio"] for rule in self.rules for t in rule.any if "rate_ratio" in t)
        ends = (end for test in tests if isinstance(test, Bounds) for end in test.ends)
        return tuple(sorted(set(ends)))

    def severity(self, verdict: Verdict) -> int | None:
        """The place on the scale from holding to collapsed; None off it."""
        return self.scale.index(verdict) if verdict in self.scale else None


@cache
def load_rule_table() -> RuleTable:
    """The table shipped with the package. Raises `BadInput` naming what is wrong with it."""
    text = files("trucewatch").joinpath("data", RULES_FILE).read_text(encoding="utf-8")
    return parse_rule_table(text)


def parse_rule_table(text: str) -> RuleTable:
    try:
        table = msgspec.convert(yaml.safe_load(text), RuleTable)
    except (yaml.YAMLError, msgspec.ValidationError) as problem:
        raise BadInput(f"{RULES_FILE}: {problem}") from problem
    known = {field.name for field in fields(Facts)}
    for rule in table.rules:
        unknown = sorted({name for tests in rule.any for name in tests} - known)
        if unknown:
            raise BadInput(
                f"{RULES_FILE}: row {rule.id} asks for {', '.join(unknown)}; "
                f"known: {', '.join(sorted(known))}"
            )
    return table


def _all_met(tests: Mapping[str, Test], facts: Facts) -> bool:
    return all(_is_met(test, facts.named(name)) for name, test in tests.items())


def _is_met(test: Test, value: Fact) -> bool:
    match test:
        case Bounds():
            return test.keeps(value)
        case tuple():
            return value in test
        case _:
            return value == test
