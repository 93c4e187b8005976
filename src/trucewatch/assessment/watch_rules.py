"""What is watched for and from what size on: figures and words that people edit."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from functools import cache
from importlib.resources import files

import msgspec
import yaml
from msgspec import Struct

from trucewatch.errors import BadInput
from trucewatch.model.finding import Severity

WATCH_FILE = "watch.yaml"

# Regular expressions, by language.
Words = dict[str, tuple[str, ...]]


class GroundRules(Struct, frozen=True, forbid_unknown_fields=True):
    surroundings_km: float
    same_change_days: int
    fighting_days: int
    by_force: Words
    by_surrender: Words


class RiseRule(Struct, frozen=True, forbid_unknown_fields=True):
    days: int
    before_days: int
    at_least: int
    times: float
    severity: Severity


class QuietRule(Struct, frozen=True, forbid_unknown_fields=True):
    quiet_days: int
    observed_share: float
    severity: Severity


class SilenceRule(Struct, frozen=True, forbid_unknown_fields=True):
    silent_days: int
    settled_days: int
    before_days: int
    observed_share: float
    severity: Severity


class DeadlineRule(Struct, frozen=True, forbid_unknown_fields=True):
    severity: Severity


class ApartRule(Struct, frozen=True, forbid_unknown_fields=True):
    at_least: int
    times: float
    severity: Severity


class AlertRules(Struct, frozen=True, forbid_unknown_fields=True):
    sharp_rise: RiseRule
    first_violation: QuietRule
    gone_unobserved: SilenceRule
    deadline_missed: DeadlineRule
    guarantors_apart: ApartRule

    @property
    def look_back_days(self) -> int:
        """How long before a day something may lie that an alert of that day looks at."""
        rise, silence = self.sharp_rise, self.gone_unobserved
        return max(
            # A day counts as a rise only if none of the days before it was one.
            2 * rise.days + rise.before_days,
            # A violation may be known weeks after its day.
            2 * self.first_violation.quiet_days + rise.before_days,
            silence.settled_days + silence.silent_days + silence.before_days,
        )


class WatchRules(Struct, frozen=True, forbid_unknown_fields=True):
    """The file `data/watch.yaml`, whose comments say what each figure is."""

    ground: GroundRules
    alerts: AlertRules


@cache
def load_watch_rules() -> WatchRules:
    """The rules shipped with the package. Raises `BadInput` naming what is wrong with them."""
    text = files("trucewatch").joinpath("data", WATCH_FILE).read_text(encoding="utf-8")
    return parse_watch_rules(text)


def parse_watch_rules(text: str) -> WatchRules:
    try:
        rules = msgspec.convert(yaml.safe_load(text), WatchRules)
        for words in (rules.ground.by_force, rules.ground.by_surrender):
            _compiled(words)
    except (yaml.YAMLError, msgspec.ValidationError, re.error) as problem:
        raise BadInput(f"{WATCH_FILE}: {problem}") from problem
    return rules


def says_any(words: Mapping[str, Iterable[str]], text: str, language: str | None) -> bool:
    """Whether the text uses one of the words of its language; where that is not known, of any."""
    patterns = _compiled(words)
    fitting = [patterns[language]] if language in patterns else []
    known = fitting if language else list(patterns.values())
    return any(pattern.search(text) for pattern in known)


def _compiled(words: Mapping[str, Iterable[str]]) -> dict[str, re.Pattern[str]]:
    return {language: _pattern(tuple(listed)) for language, listed in words.items()}


@cache
def _pattern(words: tuple[str, ...]) -> re.Pattern[str]:
    return re.compile(rf"\b(?:{'|'.join(words)})\b", re.IGNORECASE)
