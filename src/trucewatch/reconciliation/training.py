"""Measures the weights on a record's own claims: u by random sampling, m by expectation
maximisation, through Splink.

Splink is handed the levels that our own comparisons give, so that what is trained is what is used.
The same claims, judgements and weights give the same new weights: all samples are seeded, the
database has one thread, and claims come in the order of their ids.
Source: R. Linacre et al., "Splink", International Journal of Population Data Science 7 (2022).
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping
from functools import lru_cache
from typing import Any

import duckdb
import msgspec
import pyarrow
from splink import DuckDBAPI, Linker, SettingsCreator

from trucewatch.model.claim import IncidentClaim
from trucewatch.model.report import canonical
from trucewatch.model.weights import Level, MatchingWeights, probability_of
from trucewatch.reconciliation.basis import Basis
from trucewatch.reconciliation.blocking import candidate_pairs
from trucewatch.reconciliation.clusters import Pair
from trucewatch.reconciliation.comparisons import COMPARISONS
from trucewatch.reconciliation.matching import Matcher
from trucewatch.reconciliation.names import place_key
from trucewatch.reconciliation.places import places_of

SEED = 1
PAIRS_MAX = 30_000
# Fewer labels would count as much as all that expectation maximisation sees.
LABELS_MIN = 50
PRIOR_ROUNDS = 20
# What a sample never shows is not thereby impossible: the least that m and u are taken for.
LEAST_M, LEAST_U = 0.002, 1 / PAIRS_MAX
# Two claims of one day, and two of one place and month: in each the one comparison is left out
# that all pairs agree in.
DAY = "split_part(l.day, ' ', 1) = split_part(r.day, ' ', 1)"
PLACE = "split_part(l.place, ' ', 1) = split_part(r.place, ' ', 1) and l.place not like ' %'"


def train(
    claims: Mapping[str, IncidentClaim],
    basis: Basis,
    weights: MatchingWeights,
    same: Iterable[Pair] = (),
) -> MatchingWeights:
    """New weights from claims about force, beginning at `weights`, whose threshold stays.

    `same` are pairs that people hold to be one; they count from `LABELS_MIN` on. A level that the
    claims never show keeps its m and u.
    """
    connection = _connected(claims, basis)
    api = DuckDBAPI(connection)
    linker = Linker(api.register(_table(claims, basis)), _settings(weights), log_level=50)
    training: Any = linker.training
    training.estimate_u_using_random_sampling(
        max_pairs=PAIRS_MAX, seed=SEED, min_count_per_level=None, num_chunks=1
    )
    for together in (DAY, PLACE):
        training.estimate_parameters_using_expectation_maximisation(together)
    labels = [link for link in sorted(set(same)) if claims.keys() >= set(link)]
    if len(labels) >= LABELS_MIN:
        training.estimate_m_from_pairwise_labels(api.register(_labels(labels)))
    trained = _read_off(linker.misc.save_model_to_json(), weights)
    return _signed(_with_prior(trained, claims, basis))


def _connected(claims: Mapping[str, IncidentClaim], basis: Basis) -> duckdb.DuckDBPyConnection:
    """A database in memory that knows the level of a pair in a comparison; "" where not said."""

    @lru_cache(maxsize=4 * PAIRS_MAX)
    def levels(one: str, other: str) -> dict[str, str]:
        pair = claims[one], claims[other]
        found = ((name, compare(*pair, basis)) for name, compare in COMPARISONS.items())
        return {name: each.level if each else "" for name, each in found}

    def level_of(name: str, one: str, other: str) -> str:
        return levels(one.rpartition(" ")[2], other.rpartition(" ")[2])[name]

    connection = duckdb.connect(":memory:", config={"threads": 1})
    connection.create_function("level_of", level_of, ["VARCHAR"] * 3, "VARCHAR")
    return connection


def _table(claims: Mapping[str, IncidentClaim], basis: Basis) -> pyarrow.Table:
    """A row for each claim, a column for each comparison: what pairs are sought by, and the id."""
    ids = sorted(claims)
    columns = {
        name: [f"{_sought_by(name, claims[each], basis)} {each}" for each in ids]
        for name in COMPARISONS
    }
    return pyarrow.table({"unique_id": ids, **columns})


def _sought_by(comparison: str, claim: IncidentClaim, basis: Basis) -> str:
    span, places = basis.span(claim), places_of(claim)
    if comparison == "day" and span:
        return str(span.start)
    if comparison == "place" and span and places:
        return f"{place_key(places[0])}|{span.start:%Y-%m}".replace(" ", "_")
    return ""


def _labels(pairs: Iterable[Pair]) -> pyarrow.Table:
    left, right = zip(*pairs, strict=True)
    return pyarrow.table({"unique_id_l": left, "unique_id_r": right})


def _settings(weights: MatchingWeights) -> SettingsCreator:
    return SettingsCreator(
        link_type="dedupe_only",
        comparisons=[_comparison(name, each) for name, each in weights.comparisons.items()],
        probability_two_random_records_match=weights.prior,
        # Each round makes the m of a level that no match shows many times smaller, and Splink
        # refuses one below 1e-300: 50 rounds have come to that, 20 have not.
        max_iterations=20,
    )


def _comparison(name: str, levels: Mapping[str, Level]) -> dict[str, Any]:
    at = f"level_of('{name}', {name}_l, {name}_r)"
    conditions = [f"{at} = '{known_as}'" for known_as in levels]
    conditions[-1] = "ELSE"
    told = [
        {
            "sql_condition": condition,
            "label_for_charts": known_as,
            "m_probability": level.m,
            "u_probability": level.u,
        }
        for condition, (known_as, level) in zip(conditions, levels.items(), strict=True)
    ]
    unsaid = {
        "sql_condition": f"{at} = ''",
        "label_for_charts": "not said",
        "is_null_level": True,
    }
    return {"output_column_name": name, "comparison_levels": [unsaid, *told]}


def _read_off(model: Mapping[str, Any], weights: MatchingWeights) -> MatchingWeights:
    found = {
        each["output_column_name"]: {
            level["label_for_charts"]: (level.get("m_probability"), level.get("u_probability"))
            for level in each["comparison_levels"]
        }
        for each in model["comparisons"]
    }
    comparisons = {
        name: _levels(levels, found[name]) for name, levels in weights.comparisons.items()
    }
    return msgspec.structs.replace(weights, comparisons=comparisons)


def _levels(before: Mapping[str, Level], found: Mapping[str, tuple[Any, Any]]) -> dict[str, Level]:
    """Levels with what was found, summing up to 1; as before where nothing was."""
    m = {name: _usable(found[name][0], level.m, LEAST_M) for name, level in before.items()}
    u = {name: _usable(found[name][1], level.u, LEAST_U) for name, level in before.items()}
    all_m, all_u = sum(m.values()), sum(u.values())
    return {
        name: Level(m=round(m[name] / all_m, 6), u=round(u[name] / all_u, 6)) for name in before
    }


def _usable(found: Any, before: float, least: float) -> float:
    return max(least, found) if isinstance(found, float) else before


def _with_prior(
    weights: MatchingWeights, claims: Mapping[str, IncidentClaim], basis: Basis
) -> MatchingWeights:
    """The weights with the prior under which as many pairs match as the weights then expect.

    Expectation maximisation for the prior alone, over all pairs: those that no blocking key
    brings together are taken for different ones.
    """
    matcher = Matcher(claims, basis.lineage, basis.rules, weights)
    compared = [matcher.match(*link) for link in candidate_pairs(claims, basis)]
    evidence = [match.weight - match.start for match in compared]
    every = max(1, len(claims) * (len(claims) - 1) // 2)
    for _ in range(PRIOR_ROUNDS):
        expected = sum(probability_of(each + weights.start) for each in evidence)
        prior = min(max(expected / every, 1e-9), 0.5)
        weights = msgspec.structs.replace(weights, prior=float(f"{prior:.4g}"))
    return weights


def _signed(weights: MatchingWeights) -> MatchingWeights:
    """The weights under a version of their own: what they hold, hashed."""
    bare = msgspec.structs.replace(weights, version="")
    digest = hashlib.sha256(canonical(bare)).hexdigest()[:8]
    return msgspec.structs.replace(weights, version=f"trained-{digest}")
