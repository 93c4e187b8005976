"""What reconciliation goes by: data/matching.yaml and data/matching_weights.yaml, read once."""

from __future__ import annotations

from functools import cached_property, lru_cache
from importlib.resources import files

import msgspec
from msgspec import Struct

from trucewatch.model.weights import MatchingWeights

DATA = files("trucewatch") / "data"


# Compared by identity: its words by family cannot be hashed, and one file is read a run.
class MatchingRules(
    Struct, frozen=True, eq=False, kw_only=True, forbid_unknown_fields=True, dict=True
):
    """The file's entries; units are in their names and meanings in the file's comments."""

    telling_toll: int
    near_km: float
    near_town_km: float
    same_spot_km: float
    misspelt_share: float
    undated_days: int
    aside_characters: int
    revision_days: int
    revision_hours: int
    longest_days: int
    rerun_share: float
    families: dict[str, frozenset[str]]
    place_words: frozenset[str]
    area_words: frozenset[str]
    new_item_words: tuple[str, ...]
    day_parts: dict[str, frozenset[str]]
    people_words: frozenset[str]
    standing: dict[str, int]
    special_meetings: tuple[str, ...]
    meeting_days: int

    @cached_property
    def new_items(self) -> tuple[str, ...]:
        return tuple(f"{words} " for words in self.new_item_words)

    @cached_property
    def untelling_words(self) -> frozenset[str]:
        return self.place_words | self.area_words


@lru_cache(maxsize=1)
def shipped_rules() -> MatchingRules:
    return msgspec.yaml.decode((DATA / "matching.yaml").read_bytes(), type=MatchingRules)


@lru_cache(maxsize=1)
def shipped_weights() -> MatchingWeights:
    return msgspec.yaml.decode((DATA / "matching_weights.yaml").read_bytes(), type=MatchingWeights)
