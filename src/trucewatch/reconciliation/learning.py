"""Weights measured on a record, where the library that measures them is there."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING

from trucewatch.errors import BadInput
from trucewatch.model.claim import Claim
from trucewatch.model.record import Judgement
from trucewatch.model.report import Report
from trucewatch.model.weights import MatchingWeights
from trucewatch.reconciliation.basis import Basis
from trucewatch.reconciliation.clusters import decisions
from trucewatch.reconciliation.lineage import Lineage
from trucewatch.reconciliation.resolver import about_force
from trucewatch.reconciliation.rules import shipped_rules

if TYPE_CHECKING:
    from trucewatch.reference.reference import Reference

# With fewer claims a level is seen once or twice, and chance is taken for a rule.
CLAIMS_MIN = 200


def trained_weights(
    claims: Iterable[Claim],
    reports: Mapping[str, Report],
    judgements: Sequence[Judgement],
    reference: Reference,
    weights: MatchingWeights,
) -> tuple[MatchingWeights, int]:
    """New weights, beginning at `weights`, and how many claims about force they stand on."""
    force = about_force(claims)
    if len(force) < CLAIMS_MIN:
        raise BadInput(
            f"only {len(force)} claims about force are in the record, and with fewer than "
            f"{CLAIMS_MIN} nothing can be measured; the weights stay as they are"
        )
    try:
        from trucewatch.reconciliation.training import train
    except ModuleNotFoundError as missing:
        raise BadInput(
            f"train-matching needs {missing.name}: pip install 'trucewatch[matching]'"
        ) from None
    rules = shipped_rules()
    basis = Basis(Lineage(reports, reference, rerun_share=rules.rerun_share), rules)
    return train(force, basis, weights, decisions(judgements).same), len(force)
