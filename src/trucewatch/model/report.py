"""Report: one published document, frozen."""

from __future__ import annotations

import hashlib
from datetime import UTC, date, datetime
from functools import cached_property

import msgspec
from msgspec import UNSET, Struct, UnsetType

_CANONICAL = msgspec.json.Encoder(order="sorted")


class Report(Struct, frozen=True, kw_only=True, dict=True):
    """One published document.

    `id` is the publisher's or the user's name for it, or a short form of `ref` where none was
    given. `published` is the day the world could know. `text` is never edited: every span of
    every claim counts characters of it. `corrects` names the id of an earlier report that this
    one takes the place of; `retracts` one that it withdraws. Where the report gives an hour too,
    `published_at` is the instant; unset it is left out of what is written, so that a report
    without an hour keeps its `ref`.

    A report of which something is withheld shows blocks in its place, and names in `masks` the
    ref of the report as it was written, which is its own.
    """

    id: str
    text: str
    title: str | None = None
    url: str | None = None
    outlet: str | None = None
    published: date | None = None
    language: str | None = None
    corrects: str | None = None
    retracts: str | None = None
    published_at: datetime | UnsetType = UNSET
    masks: str | UnsetType = UNSET

    @cached_property
    def ref(self) -> str:
        """The report's identity: "r-" and a hash of all that it says of itself."""
        if self.masks is not UNSET:
            return self.masks
        return "r-" + hashlib.sha256(canonical(self)).hexdigest()[:16]

    @property
    def instant(self) -> datetime | None:
        """When it was published, to the hour; taken for UTC where no offset is given."""
        if self.published_at is UNSET:
            return None
        written = self.published_at
        return written if written.tzinfo else written.replace(tzinfo=UTC)

    @property
    def text_sha256(self) -> str:
        return hashlib.sha256(self.text.encode()).hexdigest()


def canonical(noun: object) -> bytes:
    """The one JSON form of a noun, keys sorted: what identities are hashes of."""
    return _CANONICAL.encode(noun)
