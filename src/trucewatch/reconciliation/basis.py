"""What a comparison of two claims looks at beside the two."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import timedelta
from functools import cached_property
from types import MappingProxyType

from trucewatch.model.claim import IncidentClaim
from trucewatch.reconciliation.days import Span, is_coarse, span_of
from trucewatch.reconciliation.lineage import Lineage
from trucewatch.reconciliation.rules import MatchingRules
from trucewatch.reconciliation.sides import Sides


class Basis:
    """Lineage, rules and sides, and the days that claims may be about.

    `beside` are other claims about force of the same reports, which are not looked at themselves.
    """

    def __init__(
        self,
        lineage: Lineage,
        rules: MatchingRules,
        beside: Mapping[str, IncidentClaim] = MappingProxyType({}),
    ) -> None:
        self.lineage = lineage
        self.rules = rules
        self.beside = beside

    @cached_property
    def sides(self) -> Sides:
        return Sides(self.lineage.reference, None)

    def span(self, claim: IncidentClaim) -> Span | None:
        """The days the claim may be about; an undated one is about those up to publication."""
        published = self.lineage.published(claim)
        if claim.date is not None:
            return span_of(claim.date, until=claim.date.start)
        if published is None:
            return None
        return Span(published - timedelta(days=self.rules.undated_days), published)

    def met(self, claim: IncidentClaim) -> Span | None:
        """Those days, with a day either way where the words are coarse or there are none."""
        span = self.span(claim)
        is_fine = claim.date is not None and not is_coarse(claim.date)
        return span.widened(0 if is_fine else 1) if span else None
