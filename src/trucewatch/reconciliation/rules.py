"""The numbers and word lists that reconciliation goes by: data/matching.yaml, read once."""

from __future__ import annotations

from functools import lru_cache
from importlib.resources import files

import msgspec
from msgspec import Struct


class Points(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What each kind of evidence adds to or takes from a pair."""

    same_type: float
    same_family: float
    other_family: float
    same_place: float
    same_area: float
    inside: float
    near: float
    same_country: float
    neighbours: float
    apart: float
    same_day: float
    within_days: float
    within_weeks: float
    same_toll: float
    same_small_toll: float
    toll_within_bounds: float
    close_toll: float
    far_toll: float
    same_children: float
    same_injured: float
    same_perpetrator: float
    other_perpetrator: float
    same_mark: float
    same_words: float
    same_originator: float


class MatchingRules(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """The file's entries; units are in their names and meanings in the file's comments."""

    version: int
    threshold: float
    points: Points
    telling_toll: int
    near_km: float
    same_spot_km: float
    undated_days: int
    longest_days: int
    rerun_share: float
    families: dict[str, frozenset[str]]
    place_words: frozenset[str]
    standing: dict[str, int]
    special_meetings: tuple[str, ...]
    meeting_days: int

    @property
    def signature(self) -> str:
        return f"rule:incident-match@{self.version}"


@lru_cache(maxsize=1)
def shipped_rules() -> MatchingRules:
    path = files("trucewatch") / "data" / "matching.yaml"
    return msgspec.yaml.decode(path.read_bytes(), type=MatchingRules)
