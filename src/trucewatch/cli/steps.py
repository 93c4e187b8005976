"""The steps that commands share: reports in, readers asked, the record opened."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

import click

from trucewatch.errors import BadReport
from trucewatch.settings import Settings
from trucewatch.terminal import complain, watched

if TYPE_CHECKING:
    from trucewatch.pipeline import Added, Answer
    from trucewatch.reading.readers import Reader
    from trucewatch.reference.reference import Reference
    from trucewatch.sources.files import Incoming
    from trucewatch.sources.pieces import ReportDefaults
    from trucewatch.store.record import RecordStore

Came = TypeVar("Came")


def load(settings: Settings) -> Reference:
    from trucewatch.reference.dossier import load_reference

    return load_reference(settings.dossiers or None)


def reports_in(
    paths: Sequence[str], settings: Settings, defaults: ReportDefaults
) -> Iterator[Incoming | BadReport]:
    """Reports as they come in, none from a day that has begun nowhere on earth."""
    from trucewatch.sources.files import read_reports
    from trucewatch.sources.pieces import today

    return read_reports(
        paths,
        defaults=defaults,
        today=today(),
        report_bytes_max=settings.report_bytes_max,
    )


def good(incoming: Iterable[Came | BadReport], problems: list[BadReport]) -> Iterator[Came]:
    """The reports that can be read. The others are named at once, and put into `problems`."""
    for item in incoming:
        if isinstance(item, BadReport):
            complain(item)
            problems.append(item)
        else:
            yield item


def readers_asked(
    name: str,
    settings: Settings,
    reference: Reference,
    jobs: int = 1,
    *,
    with_mentions: bool = False,
) -> list[Reader]:
    """The readers that a name stands for, beside those of datasets' rows; "both" is the rules
    first, and then the model."""
    from trucewatch.reading.ged import GedReader

    rows = GedReader(reference)
    rules = rules_reader(settings, reference, jobs, with_mentions)
    if name == "rules":
        return [rules, rows]
    from trucewatch.reading.llm.endpoint import Endpoint
    from trucewatch.reading.llm.reader import LlmReader

    model = LlmReader(Endpoint(settings.llm), reference)
    return [rules, model, rows] if name == "both" else [model, rows]


def rules_reader(
    settings: Settings, reference: Reference, jobs: int, with_mentions: bool
) -> Reader:
    """The offline reader, on as many processes as told; 0 for one on each core."""
    if jobs == 1:
        from trucewatch.reading.readers import RulesReader

        return RulesReader(reference, with_mentions)
    from trucewatch.reading.ahead import AheadReader

    processes = jobs or os.cpu_count() or 1
    return AheadReader(settings.dossiers or None, processes, with_mentions=with_mentions)


def read_ahead(
    incoming: Iterator[Incoming | BadReport], readers: Sequence[Reader], jobs: int
) -> Iterator[Incoming | BadReport]:
    """The same reports; on several processes they are read before they are asked for."""
    if jobs == 1:
        return incoming
    from trucewatch.reading.ahead import AheadReader

    ahead = next((reader for reader in readers if isinstance(reader, AheadReader)), None)
    return ahead.through(incoming) if ahead else incoming


def keep(
    incoming: Iterator[Incoming], record: Path, reference: Reference, readers: Sequence[Reader]
) -> Added:
    """Reports put into the record, and the answer worked out anew. Without a report that can be
    read no record is made."""
    from trucewatch.pipeline import Added, add_reports
    from trucewatch.store.record import open_record

    first = next(incoming, None)
    if first is None:
        return Added()
    with open_record(record, create=True) as store:
        added = add_reports(watched(chain([first], incoming)), store, readers)
        up_to_date(store, reference)
        return added


def ask(
    record: Path,
    reference: Reference,
    *,
    start: date | None = None,
    end: date | None = None,
    as_of: date | None = None,
) -> Answer:
    if start and end and start > end:
        raise click.UsageError(f"--from {start} is after --to {end}")
    from trucewatch.pipeline import answer
    from trucewatch.store.record import open_record

    with open_record(record) as store:
        if as_of is None:
            up_to_date(store, reference)
        return answer(store, reference, start=start, end=end, as_of=as_of)


def up_to_date(store: RecordStore, reference: Reference) -> None:
    """What is new is derived, and it is said where all had to be."""
    from trucewatch.derivation.derive import bring_up_to_date

    if bring_up_to_date(store, reference, watched=watched).is_rebuilt:
        changed = "the program, its rules or the dossiers are not those of last time"
        click.echo(f"trucewatch: {changed}; everything derived was made anew", err=True)
