"""What verdicts are reached from: records by zone and day, and when sources published."""

from __future__ import annotations

from dataclasses import dataclass

from trucewatch.assessment.coverage import Publications
from trucewatch.assessment.here import Here
from trucewatch.assessment.rule_table import RuleTable
from trucewatch.reference.reference import Reference


@dataclass(frozen=True)
class Case:
    """`here` answers by zone and day, from memory or from a store that holds millions."""

    reference: Reference
    here: Here
    published: Publications
    table: RuleTable
