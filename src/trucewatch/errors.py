"""Everything trucewatch raises on purpose.

TrucewatchError
├── BadInput            what a user gave cannot be used; names the file and line and the way out
│   ├── BadReport       one report cannot be read; the others go on
│   ├── BadDossier      reference files are wrong; lists every problem found
│   └── NotFound        nothing has this id, zone or file
├── StoreError          the record cannot be opened, read or written
│   ├── NotARecord      the file is something else, or a newer version's
│   ├── RecordBusy      another process is writing and did not finish in time
│   └── RecordUnwritable  full disk, read-only folder or file
├── NotLetIn            the name or the password is not right
├── TooManyTries        too many wrong ones lately; says how long to wait
├── BadEndpoint         a model's server is not there or refuses us; no report would fare better
├── UnusableAnswer      a reader gave no whole answer on one report; the others go on
└── UngroundedClaim     a reader claimed what the text does not say
"""

from __future__ import annotations


class TrucewatchError(Exception):
    """Base of every error raised on purpose."""


class BadInput(TrucewatchError):
    """What a user gave cannot be used."""


class BadReport(BadInput):
    """One report cannot be read. `where` is "file", "file:line" or a report's id."""

    def __init__(self, where: str, why: str) -> None:
        super().__init__(f"{where}: {why}")
        self.where = where
        self.why = why


class BadDossier(BadInput):
    """Reference files are wrong. `problems` are whole lines, "file:line: what and what to do"."""

    def __init__(self, problems: list[str]) -> None:
        super().__init__("\n".join(problems))
        self.problems = problems


class NotFound(BadInput):
    """Nothing has this id, zone or file."""


class StoreError(TrucewatchError):
    """The record cannot be opened, read or written."""


class NotARecord(StoreError):
    """The file is no trucewatch record, or was written by a newer version."""


class RecordBusy(StoreError):
    """Another process is writing to the record and did not finish in time."""


class RecordUnwritable(StoreError):
    """Full disk, read-only folder or read-only file."""


class NotLetIn(TrucewatchError):
    """The name or the password is not right."""


class TooManyTries(TrucewatchError):
    """Too many wrong names or passwords lately."""

    def __init__(self, wait_s: int) -> None:
        super().__init__(f"too many tries; wait {-(-wait_s // 60)} minutes and try again")
        self.wait_s = wait_s


class BadEndpoint(TrucewatchError):
    """A model's server is not there or refuses us: wrong address, key or model."""


class UnusableAnswer(TrucewatchError):
    """A reader gave no whole answer on one report."""


class UngroundedClaim(TrucewatchError):
    """A reader claimed what the text does not say."""
