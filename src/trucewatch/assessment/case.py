"""What verdicts are reached from: records by zone and day, and when sources published."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from trucewatch.assessment.coverage import Publications
from trucewatch.assessment.here import Here
from trucewatch.assessment.rule_table import RuleTable
from trucewatch.reference.reference import Reference


@dataclass(frozen=True)
class Case:
    """`here` answers by zone and day. `windows` are those looked at so far, by what they are."""

    reference: Reference
    here: Here
    published: Publications
    table: RuleTable
    windows: dict[tuple[object, ...], Any] = field(default_factory=dict)
