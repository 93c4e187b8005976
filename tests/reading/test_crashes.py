"""A report that the reader crashes on is named, the others are read; on one process or several."""

from __future__ import annotations

from pathlib import Path

import pytest

from trucewatch.errors import UnusableAnswer
from trucewatch.model.report import Report
from trucewatch.pipeline import add_reports
from trucewatch.reading.ahead import AheadReader
from trucewatch.reading.readers import RulesReader
from trucewatch.reference.dossier import load_reference
from trucewatch.sources.files import Incoming
from trucewatch.store.record import open_record

# No reader can read a report whose text is none.
BROKEN = Report(id="broken", text=None)
SOUND = Report(id="sound", text="Shelling killed 3 people in Ariha on Monday.", language="en")


@pytest.mark.parametrize("jobs", [1, 2])
def test_a_report_that_cannot_be_read_is_named_and_the_rest_is_kept(tmp_path: Path, jobs):
    incoming = iter([Incoming(report=each, raw=b"-", origin=each.id) for each in (BROKEN, SOUND)])
    reader = RulesReader(load_reference())
    if jobs > 1:
        reader = AheadReader(None, jobs, with_mentions=False)
        incoming = reader.through(incoming)
    with open_record(tmp_path / "record.db", create=True) as store:
        added = add_reports(incoming, store, [reader])
    assert added.added == 1
    assert added.unanswered["broken"].startswith("the reader crashed on it: ")


def test_one_process_says_what_several_do():
    ahead = AheadReader(None, 2, with_mentions=False)
    said = []
    for _ in ahead.through([Incoming(report=BROKEN, raw=b"-", origin="broken")]):
        with pytest.raises(UnusableAnswer) as on_several:
            ahead.read(BROKEN)
        said.append(str(on_several.value))
    with pytest.raises(UnusableAnswer) as on_one:
        RulesReader(load_reference()).read(BROKEN)
    assert said == [str(on_one.value)]
