"""What is owed, and whether the record knows that it was done."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import msgspec
import pytest

from tests.assessment.conftest import MEMORANDUM, PLACES, memorandum
from trucewatch.assessment.assess import assess
from trucewatch.assessment.deeds import FINDERS
from trucewatch.model.finding import Findings, Obligation
from trucewatch.model.record import Attendee, ControlChange, MonitorCount, PlannedDate, Round
from trucewatch.model.reference import Dossier, Provision, Track
from trucewatch.model.report import Report
from trucewatch.model.values import ActorMention, Period, Range
from trucewatch.reference.checking import _SHOWN_BY
from trucewatch.reference.reference import Reference

UNTIL = date(2017, 12, 21)
