"""How fast reports are read, beside a naive floor in the same run.

    python benchmarks/reading.py [FOLDER|FILE]... [--jobs N] [--memory REPORTS]

Without a folder it reads the packaged samples. Speed is processor time on one core, warm, the best
of five runs; with --jobs it is time on the clock, since processes share the machine. --memory reads
that many reports, the given ones over and over, and prints how much memory that takes.
"""

from __future__ import annotations

import argparse
import re
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import cycle, islice
from pathlib import Path

import trucewatch
from trucewatch.errors import BadReport
from trucewatch.model.report import Report
from trucewatch.reading.readers import RulesReader
from trucewatch.reference.dossier import load_reference
from trucewatch.runners import run
from trucewatch.sources.files import Incoming, read_reports

SAMPLES = Path(trucewatch.__file__).parent / "data" / "samples"
FLOOR = (
    re.compile(r"(\d[\d,]*|\w+) (?:people |civilians |soldiers )?(?:were |was )?killed"),
    re.compile(r"\bin ((?:[A-Z][\w’'-]+ ?)+)"),
    re.compile(r"\bon ((?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day|\d{1,2} [A-Z][a-z]+(?: \d{4})?)"),
)
RUNS = 5


def floor(report: Report) -> int:
    """What a handful of expressions finds: numbers before "killed", names after "in", dates."""
    return sum(len(expression.findall(report.text)) for expression in FLOOR)


def reader() -> Callable[[Report], object]:
    return RulesReader(load_reference()).read


def seconds(work: Callable[[Report], object], reports: Sequence[Report]) -> float:
    """Processor time that the reports take, the best of some runs after a first."""

    def once() -> float:
        began = time.process_time()
        for report in reports:
            work(report)
        return time.process_time() - began

    once()
    return min(once() for _ in range(RUNS))


def seconds_on(jobs: int, reports: Sequence[Report]) -> float:
    """Time on the clock for many reports, after every process has started and read some."""
    some = 200 * jobs
    many = list(islice(cycle(reports), max(4 * len(reports), 5 * some)))
    done = run(reader, ((None, each) for each in [*many[:some], *many]), jobs=jobs)
    for _ in islice(done, some):
        pass
    began = time.monotonic()
    count = sum(1 for _ in done)
    return (time.monotonic() - began) * len(reports) / count


def start_up_seconds() -> float:
    """Time on the clock of `trucewatch read` on one report, the best of some runs."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "report.txt"
        path.write_text(
            "Air strikes killed at least 19 people in Ariha on Wednesday, rescuers said."
        )
        command = [
            sys.executable,
            "-m",
            "trucewatch",
            "read",
            "--published",
            "2017-12-21",
            str(path),
        ]

        def once() -> float:
            began = time.monotonic()
            subprocess.run(command, check=True, capture_output=True)
            return time.monotonic() - began

        return min(once() for _ in range(RUNS))


def memory_mb() -> float:
    """The most memory this process has held, in megabytes."""
    most = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return most / (2**20 if sys.platform == "darwin" else 2**10)


def memory_growth(work: Callable[[Report], object], reports: Sequence[Report], many: int) -> str:
    """Memory after the first tenth of `many` reports, and after all."""
    after = []
    for number, report in enumerate(islice(cycle(reports), many), start=1):
        work(report)
        if number in (many // 10, many):
            after.append(memory_mb())
    return f"{after[0]:.0f} MB after {many // 10:,} reports, {after[-1]:.0f} MB after {many:,}"


def row(name: str, took: float, reports: Sequence[Report]) -> str:
    words = sum(len(report.text.split()) for report in reports)
    return (
        f"{name:<24}{len(reports) / took:>12,.0f}{words / took:>14,.0f}"
        f"{took / len(reports) * 1000:>12.2f}"
    )


def tables(asked: argparse.Namespace, reports: Sequence[Report]) -> Iterator[str]:
    words = sum(len(report.text.split()) for report in reports)
    yield f"{len(reports):,} reports, {words:,} words, {words / len(reports):.0f} words a report"
    yield f"{'':<24}{'reports/s':>12}{'words/s':>14}{'ms/report':>12}"
    work = reader()
    yield row("trucewatch, one core", seconds(work, reports), reports)
    yield row("naive floor, one core", seconds(floor, reports), reports)
    if asked.jobs > 1:
        yield row(f"trucewatch, {asked.jobs} processes", seconds_on(asked.jobs, reports), reports)
    yield f"start-up with one report: {start_up_seconds():.2f} s; most memory: {memory_mb():.0f} MB"
    if asked.memory:
        yield memory_growth(work, reports, asked.memory)


def good(incoming: Iterable[Incoming | BadReport]) -> list[Report]:
    return [each.report for each in incoming if not isinstance(each, BadReport)]


def arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("paths", nargs="*", default=[str(SAMPLES)], metavar="FOLDER|FILE")
    parser.add_argument("--jobs", type=int, default=1, help="also on so many processes")
    parser.add_argument("--memory", type=int, default=0, help="also over so many reports")
    return parser.parse_args()


if __name__ == "__main__":
    asked = arguments()
    for line in tables(asked, good(read_reports(asked.paths))):
        print(line, flush=True)
