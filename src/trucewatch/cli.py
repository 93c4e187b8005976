"""The commands, thin. Whatever is heavy is imported inside them, so that one report is read in
under half a second."""

from __future__ import annotations

import hashlib
import io
import os
import re
import sys
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import date, datetime, timedelta, timezone
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click
import msgspec

from trucewatch import __version__
from trucewatch.errors import (
    BadDossier,
    BadInput,
    BadReport,
    NotFound,
    StoreError,
    TrucewatchError,
)
from trucewatch.settings import Settings, load_settings
from trucewatch.terminal import (
    a_violation,
    added_words,
    brief_as,
    complain,
    finish,
    form_of,
    indented,
    print_board,
    print_objects,
    print_score,
    print_tables,
    print_talks,
    show,
    tell_spent,
    warn_of_undated,
    watched,
    write_whole,
)

if TYPE_CHECKING:
    from trucewatch.model.claim import Reading
    from trucewatch.model.report import Report
    from trucewatch.pipeline import Added, Answer
    from trucewatch.publication.trace import Archived
    from trucewatch.reading.readers import Reader
    from trucewatch.reference.reference import Reference
    from trucewatch.scoring.scores import Compared, Figure
    from trucewatch.sources.files import Incoming, ReportDefaults
    from trucewatch.store.record import RecordStore

Command = TypeVar("Command", bound=Callable[..., Any])
Came = TypeVar("Came")

DEMO_DAY = date(2017, 12, 21)
KINDS = ("incidents", "tallies", "talks", "agreements", "control_changes")
EARLIEST_ZONE = timezone(timedelta(hours=14))
DEMO_NEXT = """\
The briefs are {folder}/brief.md and {folder}/brief.html. Try next:
  trucewatch status --record {record} --zone Idlib
  trucewatch status --record {record} --as-of 2018-02-28
  trucewatch trace --record {record} {known_as}
  trucewatch read --text YOUR_REPORT.txt --published YYYY-MM-DD"""


class Commands(click.Group):
    """Says errors raised on purpose, and those of the machine, in plain lines: exit status 1, no
    traceback."""

    def main(self, *args: Any, **kwargs: Any) -> Any:
        try:
            return super().main(*args, **kwargs)
        except OSError as error:
            drop_output()
            complain(BadInput(f"{error.filename or 'standard output'}: {error.strerror}"))
            sys.exit(1)

    def invoke(self, ctx: click.Context) -> Any:
        try:
            return super().invoke(ctx)
        except TrucewatchError as error:
            complain(error)
            ctx.exit(1)
        except BrokenPipeError:
            # Whoever reads the output has what it wants, as in `trucewatch read … | head -1`.
            drop_output()
            ctx.exit(0)
        except KeyboardInterrupt:
            click.echo(err=True)
            ctx.exit(130)


class Day(click.ParamType[date]):
    """A calendar day."""

    name = "YYYY-MM-DD"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> date:
        # fromisoformat also takes 20171221 and week dates, which no page of ours promises.
        if not re.fullmatch(r"\d{4}-\d\d-\d\d", value):
            self.fail(f"{value!r} is not a day; write it as in 2017-12-21", param, ctx)
        try:
            return date.fromisoformat(value)
        except ValueError:
            self.fail(f"{value!r} is not in the calendar", param, ctx)


DAY = Day()

record_option = click.option(
    "--record",
    type=click.Path(path_type=Path, dir_okay=False),
    help="The record's file, where it is not trucewatch.db or what the settings name.",
)
zone_option = click.option("--zone", help="Only this zone, by id or by name.")
from_option = click.option(
    "--from", "start", type=DAY, help="First day asked about; 28 days up to the last by default."
)
to_option = click.option(
    "--to", "end", type=DAY, help="Last day asked about; that of the latest report by default."
)
as_of_option = click.option("--as-of", type=DAY, help="Answer from what was published by this day.")
reader_option = click.option(
    "--reader",
    "reader_name",
    type=click.Choice(["rules", "llm", "both"]),
    default="rules",
    show_default=True,
    help="Who reads: the offline rules, a language model of your choice (see "
    "docs/second-reader.md), or both, side by side.",
)
jobs_option = click.option(
    "--jobs",
    type=click.IntRange(min=0),
    default=1,
    show_default=True,
    help="Processes to read with, 0 for one on each core. Each takes half a second to start, so "
    "more than one pays from some hundred reports on. Same output in the same order.",
)
json_option = click.option("--json", "as_json", is_flag=True, help="Print JSON.")


def said_options(command: Command) -> Command:
    """What a user says of reports that do not say it themselves."""
    said = (
        click.option("--published", type=DAY, help="Publication day, where the file says none."),
        click.option("--outlet", help="Who published it, where the file does not say."),
        click.option("--url", help="Where it was published, where the file does not say."),
        click.option("--title", help="Its title, where the file has none."),
        click.option("--language", help="Its language, as in en, where the file does not say."),
    )
    for option in reversed(said):
        command = option(command)
    return command


@click.group(cls=Commands)
@click.version_option(__version__, message="%(prog)s %(version)s")
@click.pass_context
def commands(ctx: click.Context) -> None:
    """Read reports on peace talks and ceasefires, and keep a record whose every figure can be
    walked back to the words it came from.

    \b
    The path:
      reports → read → claims → add → records, findings → status, talks, brief, trace

    \b
    Example:
      trucewatch demo
      trucewatch read report.txt --published 2017-12-21
      trucewatch add reports/ && trucewatch status
    """
    ctx.obj = load_settings(Path.cwd(), os.environ)


@commands.command()
@click.argument("paths", metavar="[FILE|DIR|-]...", nargs=-1)
@click.option(
    "--format",
    "form",
    type=click.Choice(["table", "json", "jsonl"]),
    help="table by default on a terminal, jsonl otherwise.",
)
@said_options
@click.option("--text", "with_text", is_flag=True, help="Print each report's text too.")
@click.option("--mentions", "with_mentions", is_flag=True, help="Print what each report names.")
@reader_option
@jobs_option
@click.pass_obj
def read(
    settings: Settings,
    /,
    paths: tuple[str, ...],
    form: str | None,
    with_text: bool,
    with_mentions: bool,
    reader_name: str,
    jobs: int,
    **said: Any,
) -> None:
    """Read reports and print what they claim. Nothing is kept.

    Takes .txt, .md, .html, .json and .jsonl files, folders of them, and standard input (- or no
    path at all) as JSON Lines or plain text. README, LICENSE and CHANGELOG files in a folder are
    left out; named themselves, they are read. A report that cannot be read is named on standard
    error, the others are read, and the exit status is 1.

    \b
    Example:
      trucewatch read report.txt --published 2017-12-21 --outlet "Example News"
      trucewatch read --format jsonl reports.jsonl | head -1
      trucewatch read --reader both report.txt --published 2017-12-21
    """
    from trucewatch.publication.contract import reading_as_contract
    from trucewatch.reading.readers import read_by_all
    from trucewatch.sources.files import ReportDefaults

    readers = readers_asked(
        reader_name, settings, load(settings), jobs, with_mentions=with_mentions
    )
    incoming = reports_in(paths or ("-",), settings, ReportDefaults(**said))
    problems: list[BadReport] = []
    reports = telling(good(read_ahead(incoming, readers, jobs), problems))
    # On one terminal the count would run into the answer.
    reports = reports if sys.stdout.isatty() else watched(reports)
    readings = (
        (each.report, noted(read_by_all(each.report, readers), each.note)) for each in reports
    )
    if form == "table" or (form is None and sys.stdout.isatty()):
        print_tables(readings)
    else:
        objects = (
            reading_as_contract(report, reading, with_text=with_text, with_mentions=with_mentions)
            for report, reading in readings
        )
        print_objects(objects, is_list=form == "json")
    tell_spent(readers)
    finish(problems)


@commands.command()
@click.argument("paths", metavar="FILE|DIR|-...", nargs=-1, required=True)
@said_options
@reader_option
@jobs_option
@record_option
@json_option
@click.pass_obj
def add(
    settings: Settings,
    /,
    paths: tuple[str, ...],
    record: Path | None,
    as_json: bool,
    reader_name: str,
    jobs: int,
    **said: Any,
) -> None:
    """Read reports and keep them in the record.

    Their claims are kept with them, and the answer is worked out anew. The record is made on
    first use. Adding a report again changes nothing, and the order in which
    reports come does not matter. README, LICENSE and CHANGELOG files in a folder are left out.

    \b
    Example:
      trucewatch add reports/ more.jsonl
      trucewatch add report.txt --published 2017-12-21 --outlet "Example News"
      curl -s https://example.org/reports.jsonl | trucewatch add -
    """
    from trucewatch.sources.files import ReportDefaults

    problems: list[BadReport] = []
    undated: list[str] = []
    reference = load(settings)
    readers = readers_asked(reader_name, settings, reference, jobs)
    incoming = read_ahead(reports_in(paths, settings, ReportDefaults(**said)), readers, jobs)
    dated = noting_undated(telling(good(incoming, problems)), undated)
    added = keep(dated, record or settings.record, reference, readers)
    click.echo(added_words(added, len(undated), as_json=as_json))
    warn_of_undated(len(undated))
    unanswered = [BadReport(origin, why) for origin, why in added.unanswered.items()]
    complain(*unanswered)
    problems += unanswered
    tell_spent(readers)
    finish(problems)


@commands.command()
@zone_option
@from_option
@to_option
@as_of_option
@record_option
@json_option
@click.pass_obj
def status(
    settings: Settings,
    /,
    zone: str | None,
    start: date | None,
    end: date | None,
    as_of: date | None,
    record: Path | None,
    as_json: bool,
) -> None:
    """Say for each zone whether it is holding, and who says so.

    \b
    Example:
      trucewatch status
      trucewatch status --zone Idlib --as-of 2017-12-21
      trucewatch status --from 2017-11-01 --to 2017-12-31 --json
    """
    reference = load(settings)
    zone_id = zone_named(zone, reference)
    made = ask(record or settings.record, reference, start=start, end=end, as_of=as_of)
    print_board(made, reference, zone_id, as_json=as_json)


@commands.command()
@as_of_option
@record_option
@json_option
@click.pass_obj
def talks(settings: Settings, /, as_of: date | None, record: Path | None, as_json: bool) -> None:
    """Show each track's rounds, as planned and as held, and who came.

    \b
    Example:
      trucewatch talks
      trucewatch talks --as-of 2017-12-21 --json
    """
    reference = load(settings)
    made = ask(record or settings.record, reference, as_of=as_of)
    print_talks(made, reference, as_json=as_json)


@commands.command()
@click.option(
    "-o",
    "--output",
    type=click.Path(path_type=Path, dir_okay=False),
    help="Write here, as Markdown (.md) or HTML (.html), instead of printing Markdown.",
)
@zone_option
@from_option
@to_option
@as_of_option
@record_option
@click.pass_obj
def brief(
    settings: Settings,
    /,
    output: Path | None,
    zone: str | None,
    start: date | None,
    end: date | None,
    as_of: date | None,
    record: Path | None,
) -> None:
    """Write the answer as a page, with a source for every figure.

    \b
    Example:
      trucewatch brief
      trucewatch brief --from 2017-12-01 --to 2017-12-21 -o brief.html
    """
    form = form_of(output)
    reference = load(settings)
    zone_id = zone_named(zone, reference)
    made = ask(record or settings.record, reference, start=start, end=end, as_of=as_of)
    page = brief_as(form, made, reference, zone_id)
    if output is None:
        click.echo(page, nl=False)
    else:
        write_whole(output, page)
        click.echo(f"wrote {output}")


@commands.command()
@click.argument("known_as", metavar="ID")
@from_option
@to_option
@as_of_option
@record_option
@json_option
@click.pass_obj
def trace(
    settings: Settings,
    /,
    known_as: str,
    start: date | None,
    end: date | None,
    as_of: date | None,
    record: Path | None,
    as_json: bool,
) -> None:
    """Walk a figure back to the words it came from.

    On the way are records, judgements, claims, quotes, the report and its archived bytes. ID is
    any that status, talks, brief or trace print, or a figure such as syria/idlib:killed.

    \b
    Example:
      trucewatch trace syria/idlib:killed
      trucewatch trace v-8d2d79725a445992 --as-of 2017-12-21
    """
    from trucewatch.publication.trace import Traceable, render_trace
    from trucewatch.publication.trace import trace as traced
    from trucewatch.store.record import open_record

    reference = load(settings)
    path = record or settings.record
    made = ask(path, reference, start=start, end=end, as_of=as_of)
    no_namesakes(known_as, made.reports)
    with open_record(path) as store:
        traceable = Traceable(
            findings=made.findings,
            records=made.records,
            claims=made.claims,
            reports=made.reports,
            judgements=made.judgements,
            reference=reference,
            archived=lambda ref: archived(store, ref),
        )
        found = traced(known_as, traceable)
    if as_json:
        click.echo(indented(found))
    else:
        show(render_trace(found))


@commands.command()
@click.argument("folder", metavar="[GOLD_DIR]", type=click.Path(path_type=Path), required=False)
@click.option("--misses", "with_misses", is_flag=True, help="Show each miss in its sentence.")
@click.option(
    "--kind",
    "kinds",
    type=click.Choice(KINDS),
    multiple=True,
    help="Only items of this kind; may be given several times.",
)
@click.option(
    "--floor",
    type=click.Path(path_type=Path, dir_okay=False),
    help="Fail where a figure is below what this file holds.",
)
@click.option("--raise-floor", is_flag=True, help="Raise the file of --floor to the figures.")
@reader_option
@json_option
@click.pass_obj
def score(
    settings: Settings,
    /,
    folder: Path | None,
    with_misses: bool,
    kinds: tuple[str, ...],
    floor: Path | None,
    raise_floor: bool,
    reader_name: str,
    as_json: bool,
) -> None:
    """Measure the reader against hand annotations.

    GOLD_DIR holds pairs, ID.json the report and ID.gold.json its annotation, in the folder itself
    or in folders of it; without it, the annotated reports that come with trucewatch are scored.
    What cannot be used is named on standard error, the rest is scored, and the exit status is 1. A
    floor holds F1s by name; it is raised, never lowered. docs/scoring.md tells the format.

    \b
    Example:
      trucewatch score
      trucewatch score my-gold/ --kind incidents --misses
      trucewatch score my-gold/ --floor my-floor.json --raise-floor
    """
    from trucewatch.scoring.scores import figures

    if floor is None and raise_floor:
        raise click.UsageError("--raise-floor needs --floor FILE")
    if floor and kinds:
        raise click.UsageError("--floor is of all kinds; leave --kind out")
    asked = kinds or KINDS
    problems: list[BadReport] = []
    readers = readers_asked(reader_name, settings, load(settings))
    compared = list(compared_gold(folder, readers, problems))
    table = figures((each for _, each in compared), asked)
    told = compared if with_misses else []
    print_score(table, told, asked, len(compared), as_json=as_json)
    tell_spent(readers)
    finish(problems)
    if floor:
        hold_to(floor, table, is_raised=raise_floor)


@commands.command()
@click.argument("folder", metavar="DOSSIER", type=click.Path(path_type=Path))
def check(folder: Path) -> None:
    """Check a dossier's files and name what is wrong by file and line.

    \b
    Example:
      trucewatch check src/trucewatch/dossiers/syria
    """
    from trucewatch.reference.dossier import check_dossier

    if problems := check_dossier(folder):
        raise BadDossier(problems)
    click.echo(f"{folder} is sound")


@commands.command()
@record_option
@click.pass_obj
def verify(settings: Settings, /, record: Path | None) -> None:
    """Check that what was kept is as it was written.

    \b
    Example:
      trucewatch verify --record desk.db
    """
    from trucewatch.store.record import open_record

    path = record or settings.record
    with open_record(path) as store:
        check_kept(store)
    click.echo(f"{path} is as it was written")


@commands.command()
@record_option
@click.pass_obj
def rebuild(settings: Settings, /, record: Path | None) -> None:
    """Make everything derived anew, and say whether it is the same.

    It differs after a change of rules or dossiers, never otherwise. What was kept is checked
    against its hashes first.

    \b
    Example:
      trucewatch rebuild --record desk.db
    """
    from trucewatch.pipeline import derive
    from trucewatch.store.record import open_record

    with open_record(record or settings.record) as store:
        check_kept(store)
        before = store.derived_sha256()
        derive(store, load(settings))
        after = store.derived_sha256()
    click.echo(f"derived sha256 {after}")
    click.echo("the same as before" if after == before else f"before it was {before}")


@commands.command()
@click.option(
    "--dir",
    "folder",
    type=click.Path(path_type=Path, file_okay=False),
    default=Path("demo"),
    show_default=True,
    help="Where the record and the briefs go.",
)
@click.pass_obj
def demo(settings: Settings, /, folder: Path) -> None:
    """Show the answer on packaged samples, and write a brief.

    The record is made afresh each time. It runs from May 2017 to April 2018; the answer is given
    as it was known on 21 December 2017, the day the eighth Astana round opened.

    \b
    Example:
      trucewatch demo --dir /tmp/trucewatch-demo
    """
    from importlib import resources

    from trucewatch.sources.files import NO_DEFAULTS

    reference = load(settings)
    record = fresh(folder)
    problems: list[BadReport] = []
    with resources.as_file(resources.files("trucewatch") / "data" / "samples" / "syria") as samples:
        paths = [str(path) for path in sorted(samples.glob("*.json"))]
        incoming = good(reports_in(paths, settings, NO_DEFAULTS), problems)
        added = keep(incoming, record, reference, readers_asked("rules", settings, reference))
    made = ask(record, reference, as_of=DEMO_DAY)
    # Written before anything is printed, so that the briefs are there even if the reader of the
    # output stops at its first line.
    for form in (".md", ".html"):
        write_whole(folder / f"brief{form}", brief_as(form, made, reference, None))
    click.echo(f"{added_words(added)}; kept in {record}\n")
    print_board(made, reference)
    click.echo()
    print_talks(made, reference)
    click.echo(DEMO_NEXT.format(folder=folder, record=record, known_as=a_violation(made)))
    finish(problems)


def main() -> None:
    """The console script."""
    # A terminal or pipe that lacks a character gets a question mark, not a traceback.
    if isinstance(sys.stdout, io.TextIOWrapper):
        sys.stdout.reconfigure(errors="replace")
    commands(prog_name="trucewatch")


# What goes in


def load(settings: Settings) -> Reference:
    from trucewatch.reference.dossier import load_reference

    return load_reference(settings.dossiers or None)


def reports_in(
    paths: Sequence[str], settings: Settings, defaults: ReportDefaults
) -> Iterator[Incoming | BadReport]:
    """Reports as they come in, none from a day that has begun nowhere on earth."""
    from trucewatch.sources.files import read_reports

    return read_reports(
        paths,
        defaults=defaults,
        today=datetime.now(EARLIEST_ZONE).date(),
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


def telling(incoming: Iterable[Incoming]) -> Iterator[Incoming]:
    """The same reports; what could not be used of one is said as it comes."""
    for item in incoming:
        if item.note:
            complain(BadReport(item.origin, item.note))
        yield item


def compared_gold(
    folder: Path | None, readers: Sequence[Reader], problems: list[BadReport]
) -> Iterator[tuple[Report, Compared]]:
    """Each annotated report, and its annotation beside what the readers make of it. Without a
    folder, the reports that come with the package."""
    from importlib import resources

    from trucewatch.publication.contract import reading_as_contract
    from trucewatch.reading.readers import read_by_all
    from trucewatch.scoring.scores import compare
    from trucewatch.sources.gold import read_gold

    packaged = resources.files("trucewatch") / "data"
    with resources.as_file(packaged) as data:
        found = read_gold(folder or data / "gold", today=datetime.now(EARLIEST_ZONE).date())
        for gold in watched(good(found, problems)):
            report = gold.report
            reading = reading_as_contract(report, read_by_all(report, readers))
            yield report, compare(gold.items, reading, report.text, report.title)


def hold_to(path: Path, table: Mapping[str, Figure], *, is_raised: bool) -> None:
    """Raises the floor in `path` if told to, and `BadInput` where a figure is below it."""
    from trucewatch.scoring.scores import below, raised

    floor = {} if is_raised and not path.exists() else floor_in(path, table)
    if low := below(table, floor):
        why = "{path}: {name} is {f1:.3f}, below its floor of {least}"
        lines = (
            why.format(path=path, name=name, f1=table[name].f1, least=floor[name]) for name in low
        )
        raise BadInput("\n".join(lines))
    if is_raised:
        write_whole(path, indented(raised(table, floor)) + "\n")


def floor_in(path: Path, known: Iterable[str]) -> dict[str, float]:
    try:
        floor = msgspec.json.decode(path.read_bytes(), type=dict[str, float])
    except (msgspec.DecodeError, UnicodeDecodeError) as error:
        why = f'not a floor: {error}; write one as in {{"all_slots": 0.8}}'
        raise BadInput(f"{path}: {why}") from None
    if strange := sorted(floor.keys() - set(known)):
        raise BadInput(f"{path}: no figure is called {', '.join(strange)}")
    return floor


def noted(reading: Reading, note: str | None) -> Reading:
    """The reading, with what could not be used of its report among the warnings."""
    if note is None:
        return reading
    import msgspec

    return msgspec.structs.replace(reading, warnings=(note, *reading.warnings))


def noting_undated(incoming: Iterable[Incoming], undated: list[str]) -> Iterator[Incoming]:
    """The same reports; the origins of those without a publication day go into `undated`."""
    for item in incoming:
        if item.report.published is None:
            undated.append(item.origin)
        yield item


def readers_asked(
    name: str,
    settings: Settings,
    reference: Reference,
    jobs: int = 1,
    *,
    with_mentions: bool = False,
) -> list[Reader]:
    """The readers that a name stands for; "both" is the rules first, and then the model."""
    rules = rules_reader(settings, reference, jobs, with_mentions)
    if name == "rules":
        return [rules]
    try:
        from trucewatch.reading.llm.endpoint import Endpoint
        from trucewatch.reading.llm.reader import LlmReader
    except ModuleNotFoundError as missing:
        raise BadInput(
            f"the llm reader needs {missing.name}: python -m pip install 'httpx2>=2.16,<3'"
        ) from None
    model = LlmReader(Endpoint(settings.llm), reference)
    return [rules, model] if name == "both" else [model]


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
    from trucewatch.pipeline import Added, add_reports, derive
    from trucewatch.store.record import open_record

    first = next(incoming, None)
    if first is None:
        return Added()
    with open_record(record, create=True) as store:
        added = add_reports(watched(chain([first], incoming)), store, readers)
        derive(store, reference)
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
        return answer(store, reference, start=start, end=end, as_of=as_of)


def archived(store: RecordStore, ref: str) -> Archived:
    from trucewatch.publication.trace import Archived

    return Archived(store.origin(ref), hashlib.sha256(store.raw(ref)).hexdigest())


def no_namesakes(known_as: str, reports: Mapping[str, Report]) -> None:
    """Raises `NotFound` where several reports came with this id of their own."""
    refs = sorted(ref for ref, report in reports.items() if report.id == known_as)
    if len(refs) > 1:
        raise NotFound(
            f"several reports are called {known_as!r}: {', '.join(refs)}; give one of these"
        )


def check_kept(store: RecordStore) -> None:
    if problems := store.verify():
        raise StoreError("\n".join(problems))


def zone_named(name: str | None, reference: Reference) -> str | None:
    """The id of the zone that `name` is the id or a name of."""
    if name is None or name in reference.zones:
        return name
    if zone := reference.zone_named(name):
        return zone.id
    known = ", ".join(sorted(reference.zones)) or "none"
    raise NotFound(f"{name!r} is not a zone; known: {known}")


def fresh(folder: Path) -> Path:
    """Where the demo's record goes, with nothing of an earlier one left there."""
    record = folder / "demo.db"
    try:
        folder.mkdir(parents=True, exist_ok=True)
        for part in ("", "-wal", "-shm"):
            record.with_name(record.name + part).unlink(missing_ok=True)
    except OSError as error:
        raise BadInput(f"{folder}: {error.strerror}; name another with --dir") from None
    return record


def drop_output() -> None:
    """Nothing more goes to standard output: what is buffered would fail again at the exit."""
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, sys.stdout.fileno())
    os.close(nowhere)
