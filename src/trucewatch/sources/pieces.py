"""Reports on their way in: pieces of files, and what every report of a run is held to."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta, timezone

from msgspec import Struct

from trucewatch.errors import BadReport

# A page's markup, or Arabic as JSON escapes, takes about this many times the bytes of its text.
WRAPPING = 4
EARLIEST_ZONE = timezone(timedelta(hours=14))
BOM = b"\xef\xbb\xbf"


def today() -> date:
    """The latest day that has begun somewhere on earth."""
    return datetime.now(EARLIEST_ZONE).date()


@dataclass(frozen=True)
class ReportDefaults:
    """What a user says of reports that do not say it themselves."""

    published: date | None = None
    outlet: str | None = None
    url: str | None = None
    language: str | None = None
    title: str | None = None


class Written(Struct, frozen=True, kw_only=True):
    """A report as somebody wrote it down, before it is checked. Keys beyond these are ignored."""

    id: str | int | None = None
    url: str | None = None
    outlet: str | None = None
    published: str | None = None
    language: str | None = None
    title: str | None = None
    text: str | None = None
    corrects: str | int | None = None
    retracts: str | int | None = None


@dataclass(frozen=True)
class Piece:
    """The bytes of one report, where they stand, and what reads them. `dataset` names the
    dataset whose row it is."""

    raw: bytes
    file: str
    written: Callable[[Piece], Written]
    line: int | None = None
    dataset: str | None = None

    @property
    def origin(self) -> str:
        return self.file if self.line is None else f"{self.file}:{self.line}"


@dataclass(frozen=True)
class Terms:
    """What every report of one run is held to. `report_bytes_max` counts a text's UTF-8."""

    defaults: ReportDefaults
    today: date | None
    report_bytes_max: int

    @property
    def wrapped_bytes_max(self) -> int:
        return WRAPPING * self.report_bytes_max


Split = Iterator[Piece | BadReport]
