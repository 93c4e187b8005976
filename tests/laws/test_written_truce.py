"""A written truce with known truth: what its record may never say (benchmarks/truce)."""

from __future__ import annotations

from datetime import timedelta

import pytest
from truce.measures import minimums
from truce.path import read_and_answer, verdicts, week_ends
from truce.reports import Silence, write_reports
from truce.tellings import outlets
from truce.truth import load_ground, make_truth

SEED, DAYS = 5, 62
SILENT_AFTER = timedelta(days=21)
ZONE = "velkara/vesna"


@pytest.fixture(scope="module")
def ground():
    return load_ground()


@pytest.fixture(scope="module")
def truth(ground):
    return make_truth(ground, SEED, days=DAYS)


@pytest.fixture(scope="module")
def answered(ground, truth, tmp_path_factory):
    """The verdicts of each week, and the reports of two weeks before the truce and from then on."""

    def run(silence: Silence | None):
        written = [
            each
            for each in write_reports(ground, truth, SEED, silence)
            if each.report.published >= truth.ban - timedelta(days=14)
        ]
        record = tmp_path_factory.mktemp("truce") / "record.db"
        made = read_and_answer(written, ground.reference, record, jobs=1)
        ends = week_ends(truth.ban, truth.last)
        return verdicts(made.records, made, ground.reference, ends), written

    return run


def test_no_supported_minimum_is_above_what_happened_and_was_told(answered, truth):
    found, written = answered(None)
    assert [each for each in minimums(found, truth, written) if each.is_ours] == []
    assert any(each.total > 20 for each in minimums(found, truth, written))


def test_a_zone_that_every_outlet_falls_silent_on_is_unobserved(answered, truth):
    everyone = frozenset(outlet.id for outlet in outlets()) | {"un-field-office"}
    start = truth.ban + SILENT_AFTER
    found, _ = answered(Silence(ZONE, everyone, start))
    silent = [
        verdict.verdict
        for (zone, end), verdict in found.items()
        if zone == ZONE and end - timedelta(days=27) >= start
    ]
    assert len(silent) >= 2 and set(silent) == {"unobserved"}
