"""What was acknowledged is there, whoever else writes and however the writer ends."""

from __future__ import annotations

import subprocess
import sys

import pytest

from trucewatch.store.record import open_record

ADDING = """
import sys
from pathlib import Path
from trucewatch.model.claim import AssessmentClaim, Reading, identified
from trucewatch.model.report import Report
from trucewatch.sources.files import Incoming
from trucewatch.store.record import open_record

path, first, last = Path(sys.argv[1]), int(sys.argv[2]), int(sys.argv[3])
with open_record(path, create=True) as store:
    for number in range(first, last):
        report = Report(id=str(number), text=f"Note {number}: the zone was quiet.")
        claim = AssessmentClaim(report=report.ref, reader="rules@1", quote="the zone was quiet",
                                about="zone", finding="quiet")
        reading = Reading(report=report.ref, claims=(identified(claim),))
        store.keep(Incoming(report, report.text.encode(), "notes"), reading)
        print(report.ref, flush=True)
"""


def adding(path, first, last):
    command = [sys.executable, "-c", ADDING, str(path), str(first), str(last)]
    return subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)


@pytest.mark.parametrize("acknowledged", [1, 25])
def test_a_kill_loses_nothing_that_was_acknowledged(path, acknowledged):
    writer = adding(path, 0, 1_000_000)
    refs = [writer.stdout.readline().strip() for _ in range(acknowledged)]
    writer.kill()
    refs += writer.communicate()[0].split()
    with open_record(path) as store:
        assert store.verify() == []
        # The line that the kill cut in two names no report.
        assert {ref for ref in refs if len(ref) == len(refs[0])} <= store.reports().keys()
        assert len(store.claims()) == len(store.reports()) == len(store.readings())


def test_two_processes_may_make_a_record_and_add_to_it_at_once(path):
    writers = [adding(path, 0, 40), adding(path, 20, 60)]
    said = [writer.communicate() for writer in writers]
    assert [writer.returncode for writer in writers] == [0, 0], said
    with open_record(path) as store:
        assert len(store.reports()) == len(store.claims()) == 60
        assert store.verify() == []
