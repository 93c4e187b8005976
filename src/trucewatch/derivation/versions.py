"""What derived tables are a function of besides the ledger: code, data files and dossiers."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable

from trucewatch.model.report import canonical
from trucewatch.model.weights import MatchingWeights
from trucewatch.reference.reference import Reference

DERIVING = ("assessment", "derivation", "model", "reconciliation", "reference")


def versions(reference: Reference, weights: MatchingWeights) -> str:
    """A hash that changes whenever the same ledger might come to something else."""
    digest = hashlib.sha256(code())
    digest.update(canonical((reference.dossiers, weights)))
    return digest.hexdigest()


@cache
def code() -> bytes:
    """A hash of the code that derives, and of the rules that it goes by."""
    package = files("trucewatch")
    digest = hashlib.sha256()
    for name in DERIVING:
        for source in _files(package / name, ".py"):
            digest.update(source.read_bytes())
    for rules in _files(package / "data", ".yaml"):
        digest.update(rules.read_bytes())
    return digest.digest()


def _files(folder: Traversable, ending: str) -> Iterator[Traversable]:
    found = (each for each in folder.iterdir() if each.name.endswith(ending))
    return iter(sorted(found, key=lambda each: each.name))
